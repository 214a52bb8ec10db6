"""One writer at a time, across processes; the lock says who holds it."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

from index.library.nouns import LibraryError

_PAUSE_S = 0.1


@contextmanager
def writer_lock(home: Path, wait_s: float, say: Callable[[str], None]) -> Iterator[None]:
    """Hold the one writer's lock of a library.

    Raises:
        LibraryError: If another holds it, and still does after so many seconds.
    """
    with (home / "writer.lock").open("a+") as lock:
        acquire(str(home), lambda: _taken(lock), lambda: _holder(lock), wait_s, say)
        lock.truncate(0)
        lock.write(json.dumps({"pid": os.getpid(), "since": since()}))
        lock.flush()
        try:
            yield
        finally:
            lock.truncate(0)


def acquire(
    name: str,
    taken: Callable[[], bool],
    holder: Callable[[], str],
    wait_s: float,
    say: Callable[[str], None],
) -> None:
    """Try a lock until it is taken.

    Raises:
        LibraryError: If another holds it, and still does after so many seconds.
    """
    until, told = time.monotonic() + wait_s, False
    while not taken():
        who = f"{name} is being written to by another ingest{holder()}"
        if time.monotonic() >= until:
            raise LibraryError(f"{who}; try again later, or wait for it: --wait SECONDS")
        if not told:
            say(f"{who}; waiting up to {wait_s:g} s")
            told = True
        time.sleep(_PAUSE_S)


def since() -> str:
    """Now, as people read it here."""
    return f"{datetime.now():%d %B %Y %H:%M:%S}"  # noqa: DTZ005 (read by people here)


def _taken(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder(lock: IO[str]) -> str:
    """Who holds the lock, as it says itself; empty while it is being written."""
    lock.seek(0)
    try:
        said = json.loads(lock.read())
    except ValueError:
        return ""
    return f" (process {said['pid']}, since {said['since']})"
