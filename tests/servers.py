"""Real servers on free ports of this machine, gone when the tests end."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from tempfile import mkdtemp

import pytest
import sqlalchemy

_DEBIAN = Path("/usr/lib/postgresql")
_NOBODY_ELSE = "postgres"
"""PostgreSQL does not run as root; Debian's package makes this user."""
_SECONDS = 60


def absent(what: str) -> None:
    """Skip a test, and say why; in CI nothing may be absent."""
    pytest.fail(what) if os.environ.get("CI") else pytest.skip(what)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a new PostgreSQL server, without the name of a database."""
    programs = max(_DEBIAN.glob("*/bin"), key=lambda path: float(path.parent.name), default=None)
    if programs is None:
        absent(f"{_DEBIAN} is missing; run: apt-get install postgresql")
        return
    folder, port = Path(mkdtemp(prefix="postgres-")), free_port()
    user = _NOBODY_ELSE if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    where = ["-D", str(folder / "data")]

    def run(program: str, *arguments: str) -> None:
        subprocess.run(  # noqa: S603 (Debian's own programs)
            [str(programs / program), *where, *arguments],
            check=True, stdout=subprocess.DEVNULL, cwd=folder, user=user,
        )  # fmt: skip

    run("initdb", "--auth=trust", "--username=assistant", "--encoding=UTF8", "--no-sync")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c fsync=off -k {folder}"
    run("pg_ctl", "start", "-w", "-l", str(folder / "log"), "-o", options)
    try:
        yield f"postgresql://assistant@127.0.0.1:{port}"
    finally:
        run("pg_ctl", "stop", "-m", "immediate")
        shutil.rmtree(folder)


def new_database(server: str, template: str = "template0") -> str:
    """The address of a database of its own: empty, or with what another holds."""
    name = f"library_{token_hex(4)}"
    sql(f"{server}/postgres", f"CREATE DATABASE {name} TEMPLATE {template}")
    return f"{server}/{name}"


def sql(address: str, statement: str) -> list[tuple[object, ...]]:
    """What a statement finds in a database."""
    engine = sqlalchemy.create_engine(address, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            found = connection.execute(sqlalchemy.text(statement))
            return [tuple(row) for row in found] if found.returns_rows else []
    finally:
        engine.dispose()


class Chroma:
    """A Chroma server that can be killed and started again over the same folder."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._port = folder, free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self.address = f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        program = Path(sys.executable).with_name("chroma")
        self._process = subprocess.Popen(  # noqa: S603 (Chroma's own program)
            [str(program), "run", "--path", str(self._folder), "--host", "127.0.0.1",
             "--port", str(self._port)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self._folder,
        )  # fmt: skip
        until = time.monotonic() + _SECONDS
        while not self._answers():
            assert time.monotonic() < until, "chroma run does not answer"
            time.sleep(0.05)

    def kill(self) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/api/v2/heartbeat", timeout=1):  # noqa: S310 (our own address)
                return True
        except (urllib.error.URLError, OSError):
            return False


@contextmanager
def chroma(folder: Path) -> Iterator[Chroma]:
    """A Chroma server that answers."""
    server = Chroma(folder)
    server.start()
    try:
        yield server
    finally:
        server.kill()
