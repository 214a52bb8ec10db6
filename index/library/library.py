"""The system of record: reports, passages, vectors and generations."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import numpy as np

from corpus.report import Passage, Report
from index.embed import Vectors
from index.library import writing
from index.library.copying import copy
from index.library.database import Database, among
from index.library.nouns import Change, Copy, File, Generation, LibraryError, Shelved, Version
from index.library.sqlite import Sqlite

_AT_ONCE = 500
_LAST = chr(0x10FFFF)
"""Sorts after every other character."""


class Library:
    """The reports that are held, and what search needs of them."""

    def __init__(self, home: Path, address: str = "") -> None:
        """`address` is that of a PostgreSQL database; a SQLite file in the folder unless given.

        Raises:
            LibraryError: If it cannot be used.
        """
        home.mkdir(parents=True, exist_ok=True)
        self.home, self.address = home, address
        self._db = _database(home, address)

    @property
    def name(self) -> str:
        """Where it is, fit for print."""
        return self._db.name

    def close(self) -> None:
        """Let go of the file or the database."""
        self._db.close()

    def snapshot(self) -> AbstractContextManager[None]:
        """Read as of one moment: what a writer switches to meanwhile is not seen."""
        return self._db.snapshot()

    @contextmanager
    def writing(
        self, wait_s: float = 0, say: Callable[[str], None] = lambda _: None
    ) -> Iterator[None]:
        """Hold the one writer's lock.

        Raises:
            LibraryError: If another process holds it for longer than one waits, or nothing can
                be written.
        """
        with self._db.only_writer(wait_s, say):
            yield

    @property
    def generation(self) -> Generation | None:
        """The generation that is served, or None before the first ingest."""
        rows = self._db.rows(
            "SELECT g.id, g.model, g.model_sha256, g.passages FROM generation g "
            "JOIN pointer p ON p.value = g.id WHERE p.name = 'serving'"
        )
        return Generation(*rows[0]) if rows else None

    def next_generation(self) -> int:
        """The number that the next generation takes."""
        return int(self._db.rows("SELECT COALESCE(MAX(id), 0) + 1 FROM generation")[0][0])

    @property
    def identity(self) -> int:
        """What tells this library from others that share a vector server with it."""
        found = "SELECT value FROM pointer WHERE name = 'identity'"
        if not self._db.rows(found):
            self._db.run(
                "INSERT INTO pointer (name, value) VALUES ('identity', :value) "
                "ON CONFLICT (name) DO NOTHING",
                {"value": secrets.randbits(62)},
            )
        return int(self._db.rows(found)[0][0])

    def switch(self, generation: Generation, change: Change | None = None) -> None:
        """Serve a generation, and what it brings, in one transaction."""
        with self._db.transaction():
            if change:
                writing.write(self._db, generation, change)
            else:
                writing.point(self._db, generation)

    def shelve(self, shelved: Shelved) -> None:
        """Write what is held of reports, where nothing changes in what answers."""
        with self._db.transaction():
            writing.shelve(self._db, shelved)

    @property
    def to_scrub(self) -> bool:
        """Whether a report was removed and its words may still stand in the file."""
        rows = self._db.rows("SELECT COUNT(*) FROM pointer WHERE name = 'scrub'")
        return bool(rows[0][0])

    def scrub(self) -> bool:
        """Take the words of what was removed out of the file; False while a reader holds it."""
        clean = self._db.scrub()
        if clean:
            self._db.run("DELETE FROM pointer WHERE name = 'scrub'")
        return clean

    def copy_to(self, path: Path) -> None:
        """Write a copy as a SQLite file, whole as of one moment."""
        if isinstance(self._db, Sqlite):
            self._db.copy_to(path)
            return
        target = Sqlite(path)
        with self._db.snapshot():
            copy(self._db, target)
        target.settle()

    def become(self, other: Library) -> None:
        """Hold what another library holds, from one moment to the next; it keeps its identity."""
        identity = self.identity
        if isinstance(self._db, Sqlite) and isinstance(other._db, Sqlite):
            self._db.become(other._db)
        else:
            copy(other._db, self._db)
        self._db.run("DELETE FROM pointer WHERE name = 'identity'")
        values = {"value": identity}
        self._db.run("INSERT INTO pointer (name, value) VALUES ('identity', :value)", values)

    def check(self) -> str:
        """What is wrong with the file, or an empty string."""
        return self._db.check()

    def reports(self) -> tuple[Report, ...]:
        """Every report that answers, in the order in which they came."""
        rows = self._db.rows(
            "SELECT v.body FROM report r "
            "JOIN version v ON v.report = r.id AND v.number = r.number ORDER BY r.place"
        )
        return tuple(writing.report_of(body) for (body,) in rows)

    def served(self) -> dict[str, str]:
        """The digest of what is served of each report, by report id."""
        rows = self._db.rows(
            "SELECT r.id, v.sha256 FROM report r "
            "JOIN version v ON v.report = r.id AND v.number = r.number ORDER BY r.place"
        )
        return dict(rows)

    def files(self) -> tuple[File, ...]:
        """Every file that was read, in the order in which they came."""
        rows = self._db.rows(
            "SELECT sha256, name, kept, size, reader, added, new_version FROM file ORDER BY place"
        )
        return tuple(
            File(sha256, name, kept, size, reader, added, bool(new))
            for sha256, name, kept, size, reader, added, new in rows
        )

    def copies(self) -> tuple[Copy, ...]:
        """Which file holds which version of which report."""
        rows = self._db.rows(
            "SELECT c.file, c.report, c.number, c.part FROM copy c JOIN file f "
            "ON f.sha256 = c.file ORDER BY f.place, c.report, c.number"
        )
        return tuple(Copy(file, report, number, bool(part)) for file, report, number, part in rows)

    def shelved(self) -> Shelved:
        """All that is held of reports, superseded versions too."""
        rows = self._db.rows(
            "SELECT body, number, file, added FROM version ORDER BY added, report, number"
        )
        versions = tuple(Version(writing.report_of(row[0]), *row[1:]) for row in rows)
        served = self._db.rows("SELECT id, number FROM report ORDER BY place")
        return Shelved(self.files(), versions, self.copies(), tuple(map(tuple, served)))

    def passages_by_report(self) -> dict[str, int]:
        """How many passages each report has, by report id."""
        return dict(self._db.rows("SELECT report, COUNT(*) FROM passage GROUP BY report"))

    def passages_of(self, report: str) -> tuple[Passage, ...]:
        """The passages of a report, in order."""
        sql = "SELECT body FROM passage WHERE report = :report ORDER BY place"
        rows = self._db.rows(sql, {"report": report})
        return tuple(writing.passage_of(body) for (body,) in rows)

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """The passages of these ids; an id that is not held is left out."""
        if not ids:
            return {}
        marks, values = among(ids)
        rows = self._db.rows(f"SELECT id, body FROM passage WHERE id IN ({marks})", values)  # noqa: S608 (marks only)
        return {key: writing.passage_of(body) for key, body in rows}

    def passage_vectors(self) -> tuple[tuple[str, ...], tuple[str, ...], Vectors]:
        """Ids, report ids and vectors `(passages, dimension)` of all passages."""
        rows = self._db.rows(
            "SELECT p.id, p.report, v.body FROM passage p JOIN vector v ON v.key = p.vector "
            "JOIN report r ON r.id = p.report ORDER BY r.place, p.place"
        )
        stack = np.frombuffer(b"".join(row[2] for row in rows), dtype=np.float32)
        vectors = stack.reshape(len(rows), -1) if rows else np.zeros((0, 0), np.float32)
        return tuple(row[0] for row in rows), tuple(row[1] for row in rows), vectors

    def vectors(self, keys: Iterable[str]) -> dict[str, Vectors]:
        """The vectors held under these keys, each `(dimension,)`."""
        wanted = list(dict.fromkeys(keys))
        found: dict[str, Vectors] = {}
        for start in range(0, len(wanted), _AT_ONCE):
            marks, values = among(wanted[start : start + _AT_ONCE])
            rows = self._db.rows(f"SELECT key, body FROM vector WHERE key IN ({marks})", values)  # noqa: S608 (marks only)
            found |= {key: np.frombuffer(body, dtype=np.float32) for key, body in rows}
        return found

    def keep_vectors(self, vectors: Mapping[str, Vectors]) -> None:
        """Store vectors under their keys, so that nothing is embedded twice."""
        rows = [{"key": k, "body": v.astype(np.float32).tobytes()} for k, v in vectors.items()]
        if not rows:
            return
        with self._db.transaction():
            self._db.run(
                "INSERT INTO vector (key, body) VALUES (:key, :body) ON CONFLICT (key) DO NOTHING",
                rows,
            )

    def frequency(self, term: str) -> int:
        """How many passages hold a word, in any of its forms."""
        return self._db.frequency(term)

    def vocabulary(self, letter: str) -> list[tuple[str, int]]:
        """The words held that begin with a letter, and how often each occurs."""
        rows = self._db.rows(
            "SELECT word, count FROM lexicon WHERE word >= :first AND word < :last",
            {"first": letter, "last": letter + _LAST},
        )
        return [(word, int(count)) for word, count in rows]

    def word_counts(self) -> dict[str, int]:
        """How often each word occurs in all passages."""
        return dict(self._db.rows("SELECT word, count FROM lexicon"))

    def lexicon(self) -> tuple[str, ...]:
        """The words held that stand for themselves: letters only, three or more."""
        rows = self._db.rows("SELECT word FROM lexicon WHERE LENGTH(word) > 2 ORDER BY word")
        return tuple(word for (word,) in rows if writing.is_word(word))

    def lexical(
        self, terms: Sequence[str], reports: Sequence[str], limit: int
    ) -> list[tuple[str, float]]:
        """Passage ids by BM25 (best first) with a score above 0; inside the reports, if named."""
        return self._db.lexical(terms, reports, limit) if terms else []


def _database(home: Path, address: str) -> Database:
    if not address:
        return Sqlite(home / "library.sqlite")
    scheme = address.partition(":")[0]
    if scheme not in {"postgresql", "postgres", "postgresql+psycopg"}:
        raise LibraryError(
            f"ASSISTANT_LIBRARY={scheme}:… is not known; write postgresql://USER:PASSWORD@HOST/NAME"
        )
    from index.library.postgres import Postgres  # noqa: PLC0415 (SQLAlchemy costs 0.2 s)

    return Postgres(address)
