"""The system of record: reports, passages, vectors and generations, in SQLite."""

from __future__ import annotations

import re
import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from corpus.report import Passage, Report
from index.embed import Vectors
from index.library import writing
from index.library.lock import writer_lock
from index.library.nouns import Change, Copy, File, Generation, LibraryError, Shelved, Version
from index.library.schema import shape

_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON")
_BUSY_S = 30


class _Connection(sqlite3.Connection):
    """A connection that ends with the thread it belongs to: it can be held weakly."""


class Library:
    """The reports that are held, and what search needs of them."""

    def __init__(self, home: Path) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self.home = home
        self._path = home / "library.sqlite"
        self._here = threading.local()
        self._all = weakref.WeakSet[_Connection]()
        try:
            shape(self._db)
        except sqlite3.DatabaseError as error:
            raise LibraryError(
                f"{self._path} cannot be used: {error}; if it is damaged, bring back a backup: "
                "assistant restore FILE"
            ) from error

    @property
    def _db(self) -> sqlite3.Connection:
        """This thread's own connection, so that each thread reads as of its own moment."""
        if not hasattr(self._here, "db"):
            made = _Connection(self._path, timeout=_BUSY_S, check_same_thread=False)
            for pragma in _PRAGMAS:
                made.execute(f"PRAGMA {pragma}")
            self._here.db = made
            self._all.add(made)
        found: sqlite3.Connection = self._here.db
        return found

    def close(self) -> None:
        """Let go of the file."""
        for database in list(self._all):
            database.close()
        self._here = threading.local()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read as of one moment: what a writer switches to meanwhile is not seen."""
        self._db.execute("BEGIN")
        try:
            yield
        finally:
            self._db.rollback()

    @contextmanager
    def writing(
        self, wait_s: float = 0, say: Callable[[str], None] = lambda _: None
    ) -> Iterator[None]:
        """Hold the one writer's lock.

        Raises:
            LibraryError: If another process holds it for longer than one waits, or the file
                cannot be written.
        """
        with writer_lock(self.home, wait_s, say):
            try:
                yield
            except sqlite3.DatabaseError as error:
                self._db.rollback()
                raise LibraryError(
                    f"{self._path}: {error}; what was served before is served still"
                ) from error

    @property
    def generation(self) -> Generation | None:
        """The generation that is served, or None before the first ingest."""
        row = self._db.execute(
            "SELECT g.id, g.model, g.model_sha256, g.passages FROM generation g "
            "JOIN pointer p ON p.value = g.id WHERE p.name = 'serving'"
        ).fetchone()
        return Generation(*row) if row else None

    def next_generation(self) -> int:
        """The number that the next generation takes."""
        row = self._db.execute("SELECT COALESCE(MAX(id), 0) + 1 FROM generation").fetchone()
        return int(row[0])

    def switch(self, generation: Generation, change: Change | None = None) -> None:
        """Serve a generation, and what it brings, in one transaction."""
        with self._db:
            self._db.execute("BEGIN IMMEDIATE")
            if change:
                writing.write(self._db, generation, change)
            else:
                writing.point(self._db, generation)

    def shelve(self, shelved: Shelved) -> None:
        """Write what is held of reports, where nothing changes in what answers."""
        with self._db:
            self._db.execute("BEGIN IMMEDIATE")
            writing.shelve(self._db, shelved)

    @property
    def to_scrub(self) -> bool:
        """Whether a report was removed and its words may still stand in the file."""
        row = self._db.execute("SELECT COUNT(*) FROM pointer WHERE name = 'scrub'").fetchone()
        return bool(row[0])

    def scrub(self) -> bool:
        """Take the words of what was removed out of the file; False while a reader holds it."""
        self._db.execute("INSERT INTO words (words) VALUES ('rebuild')")
        self._db.commit()
        self._db.execute("VACUUM")
        if self._db.execute("PRAGMA wal_checkpoint (TRUNCATE)").fetchone()[0]:
            return False
        with self._db:
            self._db.execute("DELETE FROM pointer WHERE name = 'scrub'")
        return True

    def copy_to(self, path: Path) -> None:
        """Write a copy of the database, whole as of one moment."""
        target = sqlite3.connect(path)
        try:
            self._db.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
        finally:
            target.close()

    def become(self, other: Library) -> None:
        """Hold what another library holds, from one moment to the next."""
        other._db.backup(self._db)

    def check(self) -> str:
        """What is wrong with the file, or an empty string."""
        said = str(self._db.execute("PRAGMA integrity_check").fetchone()[0])
        return "" if said == "ok" else said

    def reports(self) -> tuple[Report, ...]:
        """Every report that answers, in the order in which they came."""
        rows = self._db.execute(
            "SELECT v.body FROM report r "
            "JOIN version v ON v.report = r.id AND v.number = r.number ORDER BY r.place"
        )
        return tuple(writing.report_of(body) for (body,) in rows)

    def served(self) -> dict[str, str]:
        """The digest of what is served of each report, by report id."""
        rows = self._db.execute(
            "SELECT r.id, v.sha256 FROM report r "
            "JOIN version v ON v.report = r.id AND v.number = r.number ORDER BY r.place"
        )
        return dict(rows)

    def files(self) -> tuple[File, ...]:
        """Every file that was read, in the order in which they came."""
        rows = self._db.execute(
            "SELECT sha256, name, kept, size, reader, added, new_version FROM file ORDER BY place"
        )
        return tuple(
            File(sha256, name, kept, size, reader, added, bool(new))
            for sha256, name, kept, size, reader, added, new in rows
        )

    def copies(self) -> tuple[Copy, ...]:
        """Which file holds which version of which report."""
        rows = self._db.execute(
            "SELECT c.file, c.report, c.number, c.part FROM copy c JOIN file f "
            "ON f.sha256 = c.file ORDER BY f.place, c.report, c.number"
        )
        return tuple(Copy(file, report, number, bool(part)) for file, report, number, part in rows)

    def shelved(self) -> Shelved:
        """All that is held of reports, superseded versions too."""
        rows = self._db.execute(
            "SELECT body, number, file, added FROM version ORDER BY added, report, number"
        )
        versions = tuple(Version(writing.report_of(row[0]), *row[1:]) for row in rows)
        served = self._db.execute("SELECT id, number FROM report ORDER BY place").fetchall()
        return Shelved(self.files(), versions, self.copies(), tuple(map(tuple, served)))

    def passages_by_report(self) -> dict[str, int]:
        """How many passages each report has, by report id."""
        return dict(self._db.execute("SELECT report, COUNT(*) FROM passage GROUP BY report"))

    def passages_of(self, report: str) -> tuple[Passage, ...]:
        """The passages of a report, in order."""
        rows = self._db.execute(
            "SELECT body FROM passage WHERE report = ? ORDER BY place", (report,)
        )
        return tuple(writing.passage_of(body) for (body,) in rows)

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """The passages of these ids; an id that is not held is left out."""
        marks = ",".join("?" * len(ids))
        rows = self._db.execute(f"SELECT id, body FROM passage WHERE id IN ({marks})", ids)  # noqa: S608 (marks only)
        return {key: writing.passage_of(body) for key, body in rows}

    def passage_vectors(self) -> tuple[tuple[str, ...], tuple[str, ...], Vectors]:
        """Ids, report ids and vectors `(passages, dimension)` of all passages."""
        rows = self._db.execute(
            "SELECT p.id, p.report, v.body FROM passage p JOIN vector v ON v.key = p.vector "
            "JOIN report r ON r.id = p.report ORDER BY r.place, p.place"
        ).fetchall()
        stack = np.frombuffer(b"".join(row[2] for row in rows), dtype=np.float32)
        vectors = stack.reshape(len(rows), -1) if rows else np.zeros((0, 0), np.float32)
        return tuple(row[0] for row in rows), tuple(row[1] for row in rows), vectors

    def vectors(self, keys: Iterable[str]) -> dict[str, Vectors]:
        """The vectors held under these keys, each `(dimension,)`."""
        wanted = list(dict.fromkeys(keys))
        found: dict[str, Vectors] = {}
        for start in range(0, len(wanted), 500):
            part = wanted[start : start + 500]
            marks = ",".join("?" * len(part))
            rows = self._db.execute(f"SELECT key, body FROM vector WHERE key IN ({marks})", part)  # noqa: S608 (marks only)
            found |= {key: np.frombuffer(body, dtype=np.float32) for key, body in rows}
        return found

    def keep_vectors(self, vectors: Mapping[str, Vectors]) -> None:
        """Store vectors under their keys, so that nothing is embedded twice."""
        rows = [(key, vector.astype(np.float32).tobytes()) for key, vector in vectors.items()]
        with self._db:
            self._db.executemany(
                "INSERT INTO vector (key, body) VALUES (?, ?) ON CONFLICT (key) DO NOTHING", rows
            )

    def frequency(self, term: str) -> int:
        """How many passages hold a word, in any of its forms."""
        row = self._db.execute("SELECT COUNT(*) FROM words WHERE words MATCH ?", (_phrase(term),))
        return int(row.fetchone()[0])

    def vocabulary(self, letter: str) -> list[tuple[str, int]]:
        """The words held that begin with a letter, and how often each occurs."""
        rows = self._db.execute(
            "SELECT word, count FROM lexicon WHERE word GLOB ?", (f"{letter}*",)
        )
        return [(word, int(count)) for word, count in rows]

    def word_counts(self) -> dict[str, int]:
        """How often each word occurs in all passages."""
        return dict(self._db.execute("SELECT word, count FROM lexicon"))

    def lexicon(self) -> tuple[str, ...]:
        """The words held that stand for themselves: letters only, three or more."""
        rows = self._db.execute("SELECT word FROM lexicon WHERE LENGTH(word) > 2 ORDER BY word")
        return tuple(word for (word,) in rows if writing.is_word(word))

    def lexical(
        self, terms: Sequence[str], reports: Sequence[str], limit: int
    ) -> list[tuple[str, float]]:
        """Passage ids by BM25 (best first) with a score above 0; inside the reports, if named."""
        if not terms:
            return []
        marks = ",".join("?" * len(reports))
        inside = f"AND report IN ({marks})" if reports else ""
        rows = self._db.execute(
            f"SELECT id, -bm25(words, 0, 0, 1.0, 0.5) FROM words WHERE words MATCH ? "  # noqa: S608 (marks only)
            f"{inside} ORDER BY 2 DESC LIMIT ?",
            (" OR ".join(map(_phrase, terms)), *reports, limit),
        )
        return [(key, float(score)) for key, score in rows]


def _phrase(term: str) -> str:
    """A term as FTS5 takes it literally."""
    return '"' + re.sub(r'["\x00]', " ", term) + '"'
