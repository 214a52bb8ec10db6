import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import servers
from playwright.sync_api import Browser, expect, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser on a busy machine may drop an event: such a test is run again, and that is told."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=2))


@pytest.fixture(scope="module", autouse=True)
def let_go() -> Iterator[None]:
    """Whatever stores a module opens are let go of with it: Chroma itself keeps each for good."""
    yield
    if "chromadb" in sys.modules:
        from chromadb.api.shared_system_client import SharedSystemClient  # noqa: PLC0415 (seconds)

        SharedSystemClient.clear_system_cache()
        gc.collect()
        gc.freeze()  # what is alive still is not gone through again: half a second a module


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        absent = f"{CHROMIUM} is missing; run: apt-get install chromium"
        pytest.fail(absent) if os.environ.get("CI") else pytest.skip(absent)
    with sync_playwright() as playwright:
        expect.set_options(timeout=30_000)  # as long as for a click: the machine may be busy
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server, without the name of a database."""
    with servers.postgres() as address:
        yield address


@pytest.fixture
def database(postgres: str) -> str:
    """The address of an empty database."""
    return servers.new_database(postgres)


@pytest.fixture(scope="module")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Chroma]:
    """A Chroma server of this module's own."""
    with servers.chroma(tmp_path_factory.mktemp("chroma")) as server:
        yield server
