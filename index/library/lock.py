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
        _acquire(lock, home, wait_s, say)
        lock.truncate(0)
        lock.write(json.dumps({"pid": os.getpid(), "since": f"{datetime.now():%d %B %Y %H:%M:%S}"}))  # noqa: DTZ005 (read by people here)
        lock.flush()
        try:
            yield
        finally:
            lock.truncate(0)


def _acquire(lock: IO[str], home: Path, wait_s: float, say: Callable[[str], None]) -> None:
    until, told = time.monotonic() + wait_s, False
    while not _taken(lock):
        holder = f"{home} is being written to by another ingest{_holder(lock)}"
        if time.monotonic() >= until:
            raise LibraryError(f"{holder}; try again later, or wait for it: --wait SECONDS")
        if not told:
            say(f"{holder}; waiting up to {wait_s:g} s")
            told = True
        time.sleep(_PAUSE_S)


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
