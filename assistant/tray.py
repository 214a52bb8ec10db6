"""Files handed in by a user or made for one, each to be found by that user alone."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

from assistant.database import Database
from assistant.user import User

_KEPT_S = 24 * 3600.0
_SCHEMA = """
CREATE TABLE IF NOT EXISTS tray (
    id TEXT PRIMARY KEY, user INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
    at REAL NOT NULL);
"""
_UNSAFE = re.compile(r"[^\w .()&'+,-]+")


class TrayError(LookupError):
    """The user has no such file."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A file on the tray."""

    path: Path
    name: str
    """What its user calls it; no path, nothing that a header or a folder could trip over."""
    kind: str
    """Media type."""


class Tray:
    """Keeps files for a day, under names that cannot be guessed, each for one user."""

    def __init__(self, home: Path, clock: Callable[[], float] = time.time) -> None:
        self._folder = home / "tray"
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._db = Database(home / "people.db", _SCHEMA)
        self._clock = clock

    def put(self, user: User, name: str, kind: str, content: bytes) -> str:
        """Lay a file down for a user; its id."""
        self.clear()
        key = secrets.token_urlsafe(24)
        (self._folder / key).write_bytes(content)
        return self._kept(key, user, name, kind)

    async def take_in(self, user: User, name: str, content: AsyncIterator[bytes]) -> str:
        """Lay down what a user sends, piece by piece; its id. A broken-off file leaves nothing."""
        self.clear()
        key = secrets.token_urlsafe(24)
        path = self._folder / key
        try:
            with path.open("wb") as file:
                async for piece in content:
                    file.write(piece)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return self._kept(key, user, name, "application/octet-stream")

    def find(self, user: User, key: str) -> Laid:
        """A file of a user.

        Raises:
            TrayError: If the user has no such file; it may be somebody else's.
        """
        rows = self._db.rows(
            "SELECT name, kind FROM tray WHERE id = ? AND user = ? AND at >= ?",
            (key, user.id, self._clock() - _KEPT_S),
        )
        if not rows:
            raise TrayError("there is no such file, or no longer")
        return Laid(self._folder / key, *rows[0])

    def drop(self, user: User, key: str) -> None:
        """Take a file of a user away.

        Raises:
            TrayError: If the user has no such file.
        """
        path = self.find(user, key).path
        with self._db.writing() as db:
            db.execute("DELETE FROM tray WHERE id = ?", (key,))
        path.unlink(missing_ok=True)

    def clear(self) -> None:
        """Take away what has lain there for a day."""
        with self._db.writing() as db:
            stale = db.execute(
                "DELETE FROM tray WHERE at < ? RETURNING id", (self._clock() - _KEPT_S,)
            ).fetchall()
        for (key,) in stale:
            (self._folder / key).unlink(missing_ok=True)

    def _kept(self, key: str, user: User, name: str, kind: str) -> str:
        row = (key, user.id, file_name(name), kind, self._clock())
        with self._db.writing() as db:
            db.execute("INSERT INTO tray VALUES (?, ?, ?, ?, ?)", row)
        return key


def file_name(said: str) -> str:
    """A name that is only a name.

    >>> file_name("../../etc/<b>audit</b>.pdf")
    'etc b audit b .pdf'
    """
    whole = " ".join(_UNSAFE.sub(" ", said).split())
    return whole[-120:].strip(" .") or "file"
