"""Who may use the page: names, roles and hashed passwords."""

from __future__ import annotations

import re
import secrets
import sqlite3
import unicodedata
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from assistant.database import Database
from assistant.user import LOCAL, Role, User

SHORTEST, LONGEST = 12, 200
"""Characters of a password."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{1,39}")
_SCHEMA = """
CREATE TABLE IF NOT EXISTS user (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    role TEXT NOT NULL, password TEXT NOT NULL, stamp TEXT NOT NULL);
"""
"""`stamp` changes with the password: sessions begun under another stamp have ended. An id is never
given twice, so that nobody comes by the history of a removed user of the same name."""


class UserError(ValueError):
    """A user cannot be added, changed or found."""


class Users:
    """The people who may sign in."""

    def __init__(self, home: Path) -> None:
        self._db = Database(home / "people.db", _SCHEMA)
        self._hasher = PasswordHasher()
        self._nobody = _nobodys()

    def all(self) -> tuple[User, ...]:
        """Everybody, by name."""
        rows = self._db.rows("SELECT id, name, role FROM user ORDER BY name")
        return tuple(User(*row) for row in rows)

    def named(self, name: str) -> User | None:
        """The user of a name, in capitals or not."""
        rows = self._db.rows("SELECT id, name, role FROM user WHERE name = ?", (name,))
        return User(*rows[0]) if rows else None

    def add(self, name: str, password: str, role: Role) -> User:
        """Take somebody in.

        Raises:
            UserError: If the name or the password will not do, or the name is taken.
        """
        if not _NAME.fullmatch(name) or name.casefold() == LOCAL.name:
            raise UserError(
                f"{name!r} will not do as a name: 2 to 40 letters, digits, dots, hyphens, _ or @"
            )
        row = (name, role, self._hashed(name, password), secrets.token_hex(8))
        insert = "INSERT INTO user (name, role, password, stamp) VALUES (?, ?, ?, ?)"
        try:
            with self._db.writing() as db:
                return User(int(db.execute(insert, row).lastrowid or 0), name, role)
        except sqlite3.IntegrityError as error:
            raise UserError(f"there is a user {name} already") from error

    def remove(self, name: str) -> User:
        """Send somebody away; their sessions end.

        Raises:
            UserError: If there is no such user.
        """
        user = self._known(name)
        with self._db.writing() as db:
            db.execute("DELETE FROM user WHERE id = ?", (user.id,))
        return user

    def set_password(self, name: str, password: str) -> User:
        """Give somebody another password; their sessions end.

        Raises:
            UserError: If there is no such user, or the password will not do.
        """
        user = self._known(name)
        row = (self._hashed(user.name, password), secrets.token_hex(8), user.id)
        with self._db.writing() as db:
            db.execute("UPDATE user SET password = ?, stamp = ? WHERE id = ?", row)
        return user

    def set_role(self, name: str, role: Role) -> User:
        """Give somebody another role, at once.

        Raises:
            UserError: If there is no such user.
        """
        user = self._known(name)
        with self._db.writing() as db:
            db.execute("UPDATE user SET role = ? WHERE id = ?", (role, user.id))
        return User(user.id, user.name, role)

    def checked(self, name: str, password: str) -> User | None:
        """The user of a name and password; as slow for a name that nobody has."""
        rows = self._db.rows("SELECT password FROM user WHERE name = ?", (name,))
        held = rows[0][0] if rows else self._nobody
        try:
            self._hasher.verify(held, _normal(password)[: LONGEST + 1])
        except (VerificationError, InvalidHashError):
            return None
        user = self.named(name) if rows else None
        if user and self._hasher.check_needs_rehash(held):
            renewed = (self._hasher.hash(_normal(password)), user.id, held)
            with self._db.writing() as db:
                db.execute("UPDATE user SET password = ? WHERE id = ? AND password = ?", renewed)
        return user

    def _known(self, name: str) -> User:
        user = self.named(name)
        if user is None:
            raise UserError(f"there is no user {name}; type: assistant user list")
        return user

    def _hashed(self, name: str, password: str) -> str:
        normal = _normal(password)
        if fault := password_fault(name, normal):
            raise UserError(fault)
        return self._hasher.hash(normal)


def password_fault(name: str, password: str) -> str:
    """What is wrong with a password for somebody; empty when it will do.

    >>> password_fault("eve", "eve2025-secret")
    'a password must not hold the name of its user'
    >>> password_fault("eve", "seven green oaks")
    ''
    """
    if not SHORTEST <= len(password) <= LONGEST:
        return f"a password has {SHORTEST} to {LONGEST} characters; three or four words do well"
    if re.search(rf"\b{re.escape(name)}", password, re.IGNORECASE):
        return "a password must not hold the name of its user"
    if len(set(password.casefold())) < 6:
        return "a password needs at least six different characters"
    return ""


@cache
def _nobodys() -> str:
    """The hash of a password that nobody has, to check where a name is nobody's: made once."""
    return PasswordHasher().hash(secrets.token_urlsafe())


def _normal(password: str) -> str:
    """One form for what looks the same, whichever keyboard typed it (NIST SP 800-63B, 3.1.1.2)."""
    return unicodedata.normalize("NFKC", password)
