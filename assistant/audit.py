"""The audit log: append-only, each entry chained to the one before, so that tampering shows.

What it proves: an entry changed, removed or slipped in by hand breaks the chain. Whoever may write
the file could compute a whole new chain; against that, note the head (`assistant audit --verify`
prints it) elsewhere from time to time, and have it looked for later (`--head`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sqlite3 import Connection
from typing import Any, NamedTuple

from assistant.database import Database

_START = "0" * 64
_SCHEMA = """
CREATE TABLE IF NOT EXISTS entry (
    number INTEGER PRIMARY KEY, at TEXT NOT NULL, event TEXT NOT NULL, who TEXT NOT NULL,
    door TEXT NOT NULL, body TEXT NOT NULL, before TEXT NOT NULL, hash TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS cut (
    through INTEGER PRIMARY KEY, removed INTEGER NOT NULL, anchor TEXT NOT NULL);
CREATE TRIGGER IF NOT EXISTS entry_follows BEFORE INSERT ON entry
    WHEN NEW.number <= (SELECT MAX(n) FROM (SELECT MAX(number) AS n FROM entry
                        UNION ALL SELECT MAX(through) FROM cut))
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER IF NOT EXISTS entry_stays BEFORE UPDATE ON entry
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER IF NOT EXISTS entry_is_kept BEFORE DELETE ON entry
    WHEN OLD.number > (SELECT COALESCE(MAX(through), 0) FROM cut)
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER IF NOT EXISTS cut_stays BEFORE UPDATE ON cut
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER IF NOT EXISTS cut_is_kept BEFORE DELETE ON cut
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
"""


class AuditError(RuntimeError):
    """The chain of the audit log is broken."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that somebody did."""

    number: int
    at: str
    """Date and time in UTC, ISO 8601."""
    event: str
    """`asked`, `signed in`, `sign-in refused`, `user added`, `pruned` ..."""
    who: str
    door: str
    """`page` or `command line`."""
    body: Mapping[str, Any]
    """What it was, by event."""
    before: str
    """Hash of the entry before."""
    hash: str


class _Deed(NamedTuple):
    """What an entry says, before it has a number."""

    at: str
    event: str
    who: str
    door: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are wanted; an empty value wants all."""

    who: str = ""
    event: str = ""
    words: str = ""
    """Stand somewhere in the entry, in capitals or not."""
    since: str = ""
    """First day or moment, ISO 8601 in UTC."""
    until: str = ""
    """Last day or moment, itself included."""

    def passes(self, entry: Entry) -> bool:
        """Whether an entry is wanted."""
        return (
            (not self.who or entry.who.casefold() == self.who.casefold())
            and (not self.event or entry.event == self.event)
            and (not self.words or self.words.casefold() in _json(entry.body).casefold())
            and entry.at >= self.since
            and (not self.until or entry.at[: len(self.until)] <= self.until)
        )


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a chain that holds."""

    number: int
    """0 while nothing is logged."""
    hash: str
    entries: int
    """How many are kept."""


class Audit:
    """Who did what, and when."""

    def __init__(
        self,
        home: Path,
        keep_days: int = 0,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Open the log.

        Args:
            home: Folder of `audit.db`.
            keep_days: Days after which entries are pruned; 0 keeps all.
            clock: The time now, in UTC.
        """
        self._db = Database(home / "audit.db", _SCHEMA)
        self._keep_days, self._clock, self._pruned = keep_days, clock, ""

    def record(self, event: str, who: str, door: str, body: Mapping[str, Any]) -> None:
        """Add an entry; once a day what is too old is pruned first."""
        now = self._clock()
        if self._keep_days and self._pruned != f"{now:%Y-%m-%d}":
            self._pruned = f"{now:%Y-%m-%d}"
            self.prune(self._keep_days)
        with self._db.writing() as db:
            _append(db, _Deed(_moment(now), event, who, door, body))

    def prune(self, keep_days: int) -> int:
        """Remove the entries older than so many days, and record that; how many there were.

        Raises:
            ValueError: If the number of days is not above 0.
        """
        if keep_days < 1:
            raise ValueError(f"{keep_days} days cannot be kept; at least 1")
        now = self._clock()
        bound = _moment(now - timedelta(days=keep_days))
        with self._db.writing() as db:
            newer = db.execute("SELECT MIN(number) FROM entry WHERE at >= ?", (bound,)).fetchone()
            below = newer[0] if newer[0] is not None else _last(db)[0] + 1
            count, through = db.execute(
                "SELECT COUNT(*), MAX(number) FROM entry WHERE number < ?", (below,)
            ).fetchone()
            if not count:
                return 0
            anchor = db.execute("SELECT hash FROM entry WHERE number = ?", (through,)).fetchone()[0]
            db.execute("INSERT INTO cut VALUES (?, ?, ?)", (through, count, anchor))
            body = {"through": through, "removed": count, "anchor": anchor, "older_than": bound}
            _append(db, _Deed(_moment(now), "pruned", "retention", "system", body))
            db.execute("DELETE FROM entry WHERE number <= ?", (through,))
        self._db.forget()
        return int(count)

    def entries(self, wanted: Wanted = Wanted()) -> Iterator[Entry]:
        """The entries wanted, oldest first."""
        after = 0
        while rows := self._db.rows(
            "SELECT number, at, event, who, door, body, before, hash FROM entry "
            "WHERE number > ? ORDER BY number LIMIT 500",
            (after,),
        ):
            for row in rows:
                number, at, event, who, door, body, before, digest = row
                entry = Entry(number, at, event, who, door, json.loads(body), before, digest)
                if wanted.passes(entry):
                    yield entry
            after = rows[-1][0]

    def verify(self, noted: str = "") -> Head:
        """Follow the chain from the first entry that is kept to the last.

        Args:
            noted: A head noted earlier, `number:hash`, that must still be in it.

        Raises:
            AuditError: If an entry was changed, is missing or was slipped in; says which.
        """
        cuts = self._db.rows("SELECT through, removed, anchor FROM cut ORDER BY through")
        through, removed, anchor = cuts[-1] if cuts else (0, 0, _START)
        head, told, heads = Head(through, anchor, 0), not cuts, {f"{through}:{anchor}"}
        for entry in self.entries():
            if entry.number != head.number + 1:
                raise AuditError(f"entry {head.number + 1} is missing")
            if entry.before != head.hash or _hash(entry) != entry.hash:
                raise AuditError(f"entry {entry.number} was changed, or does not follow the last")
            cut = (entry.body.get("through"), entry.body.get("removed"), entry.body.get("anchor"))
            told = told or (entry.event == "pruned" and cut == (through, removed, anchor))
            head = Head(entry.number, entry.hash, head.entries + 1)
            heads.add(f"{head.number}:{head.hash}")
        if not told:
            raise AuditError(f"entries up to {through} were removed, and no entry records that")
        if noted and noted not in heads:
            pruned = f"; entries up to {through} were pruned" if through else ""
            raise AuditError(f"the head noted earlier, {noted}, is not in the log{pruned}")
        return head


def _append(db: Connection, deed: _Deed) -> None:
    number, before = _last(db)
    said = deed._replace(body=json.loads(_json(deed.body)))
    entry = Entry(number + 1, *said, before, "")
    db.execute(
        "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (entry.number, *deed[:4], _json(deed.body), before, _hash(entry)),
    )


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%S.%fZ}"


def _last(db: Connection) -> tuple[int, str]:
    """Number and hash of the last entry, pruned or not."""
    return (
        db.execute("SELECT number, hash FROM entry ORDER BY number DESC LIMIT 1").fetchone()
        or db.execute("SELECT through, anchor FROM cut ORDER BY through DESC LIMIT 1").fetchone()
        or (0, _START)
    )


def _hash(entry: Entry) -> str:
    said = [entry.before, entry.number, entry.at, entry.event, entry.who, entry.door, entry.body]
    return hashlib.sha256(_json(said).encode()).hexdigest()


def _json(body: object) -> str:
    """One way of writing a thing down."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
