"""The system of record: reports, passages, vectors and generations, in SQLite."""

from __future__ import annotations

import fcntl
import hashlib
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from pydantic import TypeAdapter

from corpus.piece import words
from corpus.report import Passage, Report
from index.embed import Vectors

_SCHEMA = """
CREATE TABLE IF NOT EXISTS report (id TEXT PRIMARY KEY, place INTEGER, sha256 TEXT, body TEXT);
CREATE TABLE IF NOT EXISTS passage (
    id TEXT PRIMARY KEY, report TEXT REFERENCES report (id), body TEXT, vector TEXT);
CREATE INDEX IF NOT EXISTS passage_of_report ON passage (report);
CREATE TABLE IF NOT EXISTS vector (key TEXT PRIMARY KEY, body BLOB);
CREATE TABLE IF NOT EXISTS generation (
    id INTEGER PRIMARY KEY, model TEXT, model_sha256 TEXT, passages INTEGER, made TEXT);
CREATE TABLE IF NOT EXISTS pointer (name TEXT PRIMARY KEY, value INTEGER);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (
    id UNINDEXED, report UNINDEXED, text, context, tokenize = 'porter unicode61');
CREATE TABLE IF NOT EXISTS lexicon (word TEXT PRIMARY KEY, count INTEGER);
"""


class LibraryError(RuntimeError):
    """The library is missing, empty, in use by another writer, or of another model."""


@dataclass(frozen=True, slots=True)
class Generation:
    """One built index: which model made it and how many passages it holds."""

    id: int
    model: str
    model_sha256: str
    passages: int


class Library:
    """The reports that are held, and what search needs of them."""

    def __init__(self, home: Path) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self.home = home
        self._db = sqlite3.connect(home / "library.sqlite", check_same_thread=False)
        self._db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;" + _SCHEMA)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    @property
    def generation(self) -> Generation | None:
        """The generation that is served, or None before the first ingest."""
        row = self._db.execute(
            "SELECT g.id, g.model, g.model_sha256, g.passages FROM generation g "
            "JOIN pointer p ON p.value = g.id WHERE p.name = 'serving'"
        ).fetchone()
        return Generation(*row) if row else None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the one writer's lock.

        Raises:
            LibraryError: If another process holds it.
        """
        with (self.home / "writer.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise LibraryError(f"{self.home} is being written to by another ingest") from error
            yield

    def reports(self) -> tuple[Report, ...]:
        """Every report held, in the order in which they came."""
        rows = self._db.execute("SELECT body FROM report ORDER BY place")
        return tuple(_report().validate_json(body) for (body,) in rows)

    def passages_by_report(self) -> dict[str, int]:
        """How many passages each report has, by report id."""
        return dict(self._db.execute("SELECT report, COUNT(*) FROM passage GROUP BY report"))

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """The passages of these ids; an id that is not held is left out."""
        marks = ",".join("?" * len(ids))
        rows = self._db.execute(f"SELECT id, body FROM passage WHERE id IN ({marks})", ids)  # noqa: S608 (marks only)
        return {key: _passage().validate_json(body) for key, body in rows}

    def passage_vectors(self) -> tuple[tuple[str, ...], tuple[str, ...], Vectors]:
        """Ids, report ids and vectors `(passages, dimension)` of all passages."""
        rows = self._db.execute(
            "SELECT p.id, p.report, v.body FROM passage p "
            "JOIN vector v ON v.key = p.vector ORDER BY p.rowid"
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
            self._db.executemany("INSERT OR REPLACE INTO vector VALUES (?, ?)", rows)

    def next_generation(self) -> int:
        """The number that the next generation takes."""
        return int(
            self._db.execute("SELECT COALESCE(MAX(id), 0) + 1 FROM generation").fetchone()[0]
        )

    def switch(
        self, generation: Generation, held: Sequence[tuple[Report, Sequence[Passage]]]
    ) -> None:
        """Serve a generation: reports, passages, words and pointer in one transaction."""
        with self._db:
            for table in ("words", "passage", "report", "lexicon"):
                self._db.execute(f"DELETE FROM {table}")  # noqa: S608 (names of ours)
            for place, (report, parts) in enumerate(held):
                self._add(place, report, parts, generation.model_sha256)
            counts = Counter(
                w for _, parts in held for p in parts for w in words(f"{p.text} {p.context}")
            )
            self._db.executemany("INSERT INTO lexicon VALUES (?, ?)", counts.items())
            self._db.execute(
                "INSERT INTO generation VALUES (?, ?, ?, ?, datetime('now'))",
                (generation.id, generation.model, generation.model_sha256, generation.passages),
            )
            self._db.execute(
                "INSERT OR REPLACE INTO pointer VALUES ('serving', ?)", (generation.id,)
            )

    def _add(self, place: int, report: Report, parts: Sequence[Passage], model: str) -> None:
        body = _report().dump_json(report).decode()
        digest = hashlib.sha256(body.encode()).hexdigest()
        self._db.execute("INSERT INTO report VALUES (?, ?, ?, ?)", (report.id, place, digest, body))
        self._db.executemany(
            "INSERT INTO passage VALUES (?, ?, ?, ?)",
            [
                (p.id, p.report, _passage().dump_json(p).decode(), vector_key(embedded(p), model))
                for p in parts
            ],
        )
        self._db.executemany(
            "INSERT INTO words VALUES (?, ?, ?, ?)",
            [(p.id, p.report, p.text, p.context) for p in parts],
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

    def lexicon(self) -> tuple[str, ...]:
        """The words held that stand for themselves: letters only, three or more."""
        rows = self._db.execute("SELECT word FROM lexicon WHERE LENGTH(word) > 2 ORDER BY word")
        return tuple(word for (word,) in rows if word.isalpha())

    def lexical(
        self, terms: Sequence[str], reports: Sequence[str], limit: int
    ) -> list[tuple[str, float]]:
        """Passage ids by BM25 (best first) with a score above 0, inside the reports named."""
        if not terms:
            return []
        marks = ",".join("?" * len(reports))
        rows = self._db.execute(
            f"SELECT id, -bm25(words, 0, 0, 1.0, 0.5) FROM words WHERE words MATCH ? "  # noqa: S608 (marks only)
            f"AND report IN ({marks}) ORDER BY 2 DESC LIMIT ?",
            (" OR ".join(map(_phrase, terms)), *reports, limit),
        )
        return [(key, float(score)) for key, score in rows]


def _phrase(term: str) -> str:
    """A term as FTS5 takes it literally."""
    return '"' + re.sub(r'["\x00]', " ", term) + '"'


def embedded(passage: Passage) -> str:
    """What of a passage is embedded: its own heading path, then its words."""
    place = passage.context.split("\n", 1)[-1]
    return f"{place}\n{passage.text}"


def vector_key(text: str, model_sha256: str) -> str:
    """The key of a text's vector under a model."""
    return hashlib.sha256(f"{model_sha256}\0{text}".encode()).hexdigest()


@cache
def _report() -> TypeAdapter[Report]:
    return TypeAdapter(Report)


@cache
def _passage() -> TypeAdapter[Passage]:
    return TypeAdapter(Passage)
