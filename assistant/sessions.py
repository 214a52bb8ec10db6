"""Who is signed in: sessions that expire, and that end on the server."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assistant.database import Database
from assistant.user import User
from assistant.users import Users

IDLE_S, WHOLE_S = 30 * 60.0, 12 * 3600.0
_TOUCH_S = 20.0
"""How stale the last sign of life may be before it is written again."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS session (
    key TEXT PRIMARY KEY, user INTEGER NOT NULL, stamp TEXT NOT NULL,
    begun REAL NOT NULL, seen REAL NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody's being signed in."""

    key: str
    """Names it on the server; no cookie can be made from it."""
    user: User


class Sessions:
    """The sessions under way; only a hash of each token is kept."""

    def __init__(
        self,
        home: Path,
        *,
        idle_s: float = IDLE_S,
        whole_s: float = WHOLE_S,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.users = Users(home)
        self._db = Database(home / "people.db", _SCHEMA)
        self.idle_s, self.whole_s, self._clock = idle_s, whole_s, clock

    def begin(self, user: User) -> str:
        """The token of a new session; what has expired is cleared away on the way."""
        token, now = secrets.token_urlsafe(32), self._clock()
        with self._db.writing() as db:
            stale = (now - self.idle_s, now - self.whole_s)
            db.execute("DELETE FROM session WHERE seen < ? OR begun < ?", stale)
            db.execute(
                "INSERT INTO session SELECT ?, id, stamp, ?, ? FROM user WHERE id = ?",
                (_key(token), now, now, user.id),
            )
        return token

    def of(self, token: str, *, alive: bool = True) -> Session | None:
        """The session of a token, or None when it has ended.

        Args:
            token: What the cookie holds.
            alive: Whether this is a sign of life, which puts off the idle end.
        """
        key, now = _key(token), self._clock()
        rows = self._db.rows(
            "SELECT u.id, u.name, u.role, s.seen FROM session s "
            "JOIN user u ON u.id = s.user AND u.stamp = s.stamp "
            "WHERE s.key = ? AND s.seen >= ? AND s.begun >= ?",
            (key, now - self.idle_s, now - self.whole_s),
        )
        if not rows:
            return None
        *who, seen = rows[0]
        if alive and now - seen > min(_TOUCH_S, self.idle_s / 4):
            with self._db.writing() as db:
                db.execute("UPDATE session SET seen = ? WHERE key = ?", (now, key))
        return Session(key, User(*who))

    def end(self, token: str) -> None:
        """End a session, whether or not it was under way."""
        with self._db.writing() as db:
            db.execute("DELETE FROM session WHERE key = ?", (_key(token),))


def _key(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
