import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from clock import Clock
from hypothesis import given
from hypothesis import strategies as st

from assistant.tray import Tray, TrayError, file_name
from assistant.user import User

ANN, BOB = User(1, "ann", "keeper"), User(2, "bob", "reader")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tray(tmp_path: Path, clock: Clock) -> Tray:
    return Tray(tmp_path, clock)


async def pieces(*parts: bytes, breaks: bool = False) -> AsyncIterator[bytes]:
    for part in parts:
        yield part
    if breaks:
        raise ConnectionError


def test_a_file_is_found_by_its_user_alone(tray: Tray) -> None:
    key = tray.put(ANN, "briefing.docx", "application/x", b"words")
    found = tray.find(ANN, key)
    assert (found.name, found.kind, found.path.read_bytes()) == (
        "briefing.docx",
        "application/x",
        b"words",
    )
    for other in (BOB, User(3, "ann", "keeper")):
        with pytest.raises(TrayError):
            tray.find(other, key)
        with pytest.raises(TrayError):
            tray.drop(other, key)
    tray.drop(ANN, key)
    with pytest.raises(TrayError):
        tray.find(ANN, key)
    assert not found.path.exists()


def test_a_file_is_taken_in_piece_by_piece(tray: Tray) -> None:
    key = asyncio.run(tray.take_in(ANN, "a.md", pieces(b"one ", b"two")))
    assert tray.find(ANN, key).path.read_bytes() == b"one two"


def test_a_file_that_breaks_off_leaves_nothing(tray: Tray, tmp_path: Path) -> None:
    with pytest.raises(ConnectionError):
        asyncio.run(tray.take_in(ANN, "a.md", pieces(b"one", breaks=True)))
    assert list((tmp_path / "tray").iterdir()) == []


def test_a_file_is_gone_after_a_day(tray: Tray, clock: Clock, tmp_path: Path) -> None:
    key = tray.put(ANN, "a.md", "text/plain", b"words")
    clock.passes(24 * 3600 + 1)
    with pytest.raises(TrayError):
        tray.find(ANN, key)
    tray.clear()
    assert list((tmp_path / "tray").iterdir()) == []


@given(st.text())
def test_a_name_is_only_a_name(said: str) -> None:
    name = file_name(said)
    assert name
    assert len(name) <= 120
    assert not set(name) & set('/\\"<>\r\n\0;')
    assert not name.startswith(".")
