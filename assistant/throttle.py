"""Slow down whoever guesses passwords, by name and by address."""

from __future__ import annotations

import hashlib
import ipaddress
import time
from collections.abc import Callable
from pathlib import Path

from assistant.database import Database

_SCHEMA = """
CREATE TABLE IF NOT EXISTS attempt (
    key TEXT PRIMARY KEY, count INTEGER NOT NULL, last REAL NOT NULL);
"""
_FREE = {"name": 4, "address": 12}
"""Tries before the first wait; an office may share one address."""
_LONGEST_S = {"name": 300.0, "address": 900.0}
"""A name waits less long: others could lock its owner out."""
_FORGOTTEN_S = 3600.0


class Throttle:
    """Counts tries to sign in; each try after the free ones doubles the wait."""

    def __init__(self, home: Path, clock: Callable[[], float] = time.time) -> None:
        self._db = Database(home / "people.db", _SCHEMA)
        self._clock = clock

    def enter(self, name: str, address: str) -> float:
        """Seconds to wait before another try; 0 counts this one.

        It is counted before the password is looked at, so that tries at the same time gain nothing.
        """
        now = self._clock()
        with self._db.writing() as db:
            db.execute("DELETE FROM attempt WHERE last < ?", (now - _FORGOTTEN_S,))
            for kind, key in _keys(name, address):
                row = db.execute("SELECT count, last FROM attempt WHERE key = ?", (key,)).fetchone()
                if row and (wait := row[1] + delay(kind, row[0]) - now) > 0:
                    return float(wait)
            db.executemany(
                "INSERT INTO attempt VALUES (?, 1, ?) "
                "ON CONFLICT (key) DO UPDATE SET count = count + 1, last = excluded.last",
                [(key, now) for _, key in _keys(name, address)],
            )
        return 0.0

    def forgive(self, name: str, address: str) -> None:
        """Forget the tries of a name that got in, and this one of its address.

        The others stay: an account of one's own buys no guesses at those of others.
        """
        by_name, by_address = (key for _, key in _keys(name, address))
        with self._db.writing() as db:
            db.execute("DELETE FROM attempt WHERE key = ?", (by_name,))
            db.execute("UPDATE attempt SET count = count - 1 WHERE key = ?", (by_address,))


def delay(kind: str, count: int) -> float:
    """Seconds between a try and the next, after so many.

    >>> [delay("name", count) for count in (3, 4, 5, 8, 50)]
    [0.0, 1.0, 2.0, 16.0, 300.0]
    """
    over = count - _FREE[kind]
    return min(2.0 ** min(over, 30), _LONGEST_S[kind]) if over >= 0 else 0.0


def _keys(name: str, address: str) -> tuple[tuple[str, str], ...]:
    """Hashes: somebody may have typed a password where the name goes."""
    said = (("name", name.strip().casefold()), ("address", network(address)))
    return tuple((kind, hashlib.sha256(f"{kind}:{it}".encode()).hexdigest()) for kind, it in said)


def network(address: str) -> str:
    """What counts as one address: an IPv4 address, or the /64 that one IPv6 customer is given.

    >>> [network(address) for address in ("192.0.2.7", "2001:db8::7", "unknown")]
    ['192.0.2.7', '2001:db8::/64', 'unknown']
    """
    try:
        held = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(held if held.version == 4 else ipaddress.ip_network((held, 64), strict=False))
