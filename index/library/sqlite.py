"""The library in one SQLite file, its words in FTS5."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from corpus.report import Passage
from index.library.database import Row, Values, among
from index.library.lock import writer_lock
from index.library.nouns import LibraryError
from index.library.schema import shape

_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON")
_BUSY_S = 30
_AT_ONCE = 500
_WHOLE_FILE = "PRAGMA journal_mode = DELETE"
"""Nothing of a copy stays behind in a second file."""


class _Lent:
    """A connection while one thread has it; it goes back when the thread ends.

    The module's own cache of statements holds its connection in a circle, so one that is only let
    go of stays open until the next collection of garbage, and its handles with it.
    """

    def __init__(self, spare: list[sqlite3.Connection], made: sqlite3.Connection) -> None:
        self.database, self._spare = made, spare

    def __del__(self) -> None:
        with suppress(sqlite3.ProgrammingError):  # closed meanwhile: nothing to give back
            self.database.rollback()
            self._spare.append(self.database)


class Sqlite:
    """A file that one machine's threads and processes share."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.name = str(path.parent)
        self._path = path
        self._here = threading.local()
        self._made: list[sqlite3.Connection] = []
        self._spare: list[sqlite3.Connection] = []
        try:
            shape(self._db)
        except sqlite3.DatabaseError as error:
            raise LibraryError(
                f"{path} cannot be used: {error}; if it is damaged, bring back a backup: "
                "assistant restore FILE"
            ) from error

    @property
    def _db(self) -> sqlite3.Connection:
        """This thread's own connection, so that each thread reads as of its own moment."""
        if not hasattr(self._here, "lent"):
            try:
                database = self._spare.pop()
            except IndexError:
                database = self._connected()
            self._here.lent = _Lent(self._spare, database)
        lent: _Lent = self._here.lent
        return lent.database

    def _connected(self) -> sqlite3.Connection:
        """One more connection than were ever lent at once."""
        made = sqlite3.connect(
            self._path, timeout=_BUSY_S, isolation_level=None, check_same_thread=False
        )
        for pragma in _PRAGMAS:
            made.execute(f"PRAGMA {pragma}")
        self._made.append(made)
        return made

    def rows(self, sql: str, values: Values | None = None) -> list[Row]:
        """What a query finds, whole."""
        return self._db.execute(sql, dict(values or {})).fetchall()

    def each(self, sql: str) -> Iterator[list[Row]]:
        """What a query finds, some hundred rows at a time."""
        found = self._db.execute(sql)
        while some := found.fetchmany(_AT_ONCE):
            yield some

    def run(self, sql: str, values: Values | Sequence[Values] | None = None) -> None:
        """Run a statement, or run it once for each of several sets of values."""
        if isinstance(values, Sequence):
            self._db.executemany(sql, values)
        else:
            self._db.execute(sql, dict(values or {}))

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read as of one moment in this thread."""
        self._db.execute("BEGIN")
        try:
            yield
        finally:
            self._db.rollback()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing of what this thread writes inside."""
        self._db.execute("BEGIN IMMEDIATE")
        with self._db:
            yield

    @contextmanager
    def only_writer(self, wait_s: float, say: Callable[[str], None]) -> Iterator[None]:
        """Hold the one writer's lock, a file beside the library.

        Raises:
            LibraryError: If another holds it for longer than one waits, or the file cannot be
                written.
        """
        with writer_lock(self._path.parent, wait_s, say):
            try:
                yield
            except sqlite3.DatabaseError as error:
                self._db.rollback()
                raise LibraryError(
                    f"{self._path}: {error}; what was served before is served still"
                ) from error

    def index_words(self, passages: Sequence[Passage]) -> None:
        """Make the words of passages findable."""
        self._db.executemany(
            "INSERT INTO words (id, report, text, context) VALUES (?, ?, ?, ?)",
            [(p.id, p.report, p.text, p.context) for p in passages],
        )

    def counted(self) -> None:
        """FTS5 counts for itself."""

    def frequency(self, term: str) -> int:
        """How many passages hold a word or phrase, in any of its forms."""
        sql = "SELECT COUNT(*) FROM words WHERE words MATCH :term"
        return int(self.rows(sql, {"term": _phrase(term)})[0][0])

    def lexical(
        self, terms: Sequence[str], reports: Sequence[str], limit: int
    ) -> list[tuple[str, float]]:
        """Passage ids by BM25, best first."""
        marks, values = among(reports)
        inside = f"AND report IN ({marks})" if reports else ""
        rows = self.rows(
            f"SELECT id, -bm25(words, 0, 0, 1.0, 0.5) FROM words WHERE words MATCH :terms "  # noqa: S608 (marks only)
            f"{inside} ORDER BY 2 DESC LIMIT :most",
            {**values, "terms": " OR ".join(map(_phrase, terms)), "most": limit},
        )
        return [(key, float(score)) for key, score in rows]

    def scrub(self) -> bool:
        """Take the words of what was removed out of the file; False while a reader holds it."""
        self._db.execute("INSERT INTO words (words) VALUES ('rebuild')")
        self._db.execute("VACUUM")
        return not self._db.execute("PRAGMA wal_checkpoint (TRUNCATE)").fetchone()[0]

    def check(self) -> str:
        """What is wrong with the file, or an empty string."""
        said = str(self._db.execute("PRAGMA integrity_check").fetchone()[0])
        return "" if said == "ok" else said

    def copy_to(self, path: Path) -> None:
        """Write a copy of the file, whole as of one moment."""
        target = sqlite3.connect(path)
        try:
            self._db.backup(target)
            target.execute(_WHOLE_FILE)
        finally:
            target.close()

    def become(self, other: Sqlite) -> None:
        """Hold what another file holds, from one moment to the next."""
        other._db.backup(self._db)

    def settle(self) -> None:
        """Have everything in the one file, for carrying it away."""
        self._db.execute(_WHOLE_FILE)
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        for database in self._made:
            database.close()
        self._made, self._spare = [], []
        self._here = threading.local()


def _phrase(term: str) -> str:
    """A term as FTS5 takes it literally."""
    return '"' + re.sub(r'["\x00]', " ", term) + '"'
