"""Tokens of the programs that may ask: kept as hashes, shown once."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


class TokenError(ValueError):
    """A token cannot be added, removed or read."""


@dataclass(frozen=True, slots=True)
class Client:
    """A program that may ask."""

    name: str
    sha256: str
    """Of its token, which is 256 random bits: a plain hash keeps it."""
    added: datetime


class Tokens:
    """The tokens of a folder, in a file that only its owner can read."""

    def __init__(self, home: Path) -> None:
        self._file = home / "api-tokens.json"
        self._adapter = TypeAdapter(tuple[Client, ...])

    @property
    def clients(self) -> tuple[Client, ...]:
        """Who may ask, in order of being added.

        Raises:
            TokenError: If the file is damaged.
        """
        if not self._file.exists():
            return ()
        try:
            return self._adapter.validate_json(self._file.read_bytes())
        except ValidationError as error:
            raise TokenError(f"{self._file} is damaged; remove it and add tokens anew") from error

    def add(self, name: str) -> str:
        """A new token for a client; it cannot be shown again.

        Raises:
            TokenError: If the name is no name, or taken.
        """
        if not _NAME.fullmatch(name):
            raise TokenError(f"{name!r} is no name: use a-z, 0-9, dot, dash, at most 64")
        if any(client.name == name for client in self.clients):
            raise TokenError(f"{name} has a token; type: assistant token remove {name}")
        token = secrets.token_urlsafe(32)
        self._keep((*self.clients, Client(name, _hash(token), datetime.now(UTC))))
        return token

    def remove(self, name: str) -> None:
        """Shut a client out, from its next request on.

        Raises:
            TokenError: If there is none of that name.
        """
        kept = tuple(client for client in self.clients if client.name != name)
        if len(kept) == len(self.clients):
            raise TokenError(f"no token is called {name!r}; type: assistant token list")
        self._keep(kept)

    def client(self, token: str) -> str:
        """The name of the client whose token it is, or an empty string."""
        own = _hash(token)
        found = [c.name for c in self.clients if hmac.compare_digest(c.sha256, own)]
        return found[0] if found else ""

    def _keep(self, clients: tuple[Client, ...]) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        new = self._file.with_suffix(".new")
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(self._adapter.dump_json(clients, indent=2))
            os.fsync(file.fileno())
        new.replace(self._file)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
