"""The statements of a switch: each is one step of one transaction."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping
from functools import cache

from pydantic import TypeAdapter

from corpus.report import Passage, Report
from index.library.nouns import Change, Generation, Indexed, Shelved, Version


def write(database: sqlite3.Connection, generation: Generation, change: Change) -> None:
    """All of a switch; the caller commits."""
    shelve(database, change.shelved)
    _unindex(database, change.gone)
    for indexed in change.indexed:
        _index(database, indexed, generation.model_sha256)
    _lexicon(database, change.lexicon, generation.model_sha256)
    database.execute(
        "DELETE FROM vector WHERE key NOT IN "
        "(SELECT vector FROM passage UNION SELECT key FROM need UNION SELECT vector FROM lexicon)"
    )
    if change.scrub:
        database.execute("DELETE FROM pointer WHERE name = 'scrub'")
        database.execute("INSERT INTO pointer (name, value) VALUES ('scrub', 1)")
    point(database, generation)


def point(database: sqlite3.Connection, generation: Generation) -> None:
    """Serve a generation from now on."""
    database.execute(
        "INSERT INTO generation (id, model, model_sha256, passages, made) "
        "VALUES (?, ?, ?, ?, CURRENT_TIMESTAMP)",
        (generation.id, generation.model, generation.model_sha256, generation.passages),
    )
    database.execute("DELETE FROM pointer WHERE name = 'serving'")
    database.execute("INSERT INTO pointer (name, value) VALUES ('serving', ?)", (generation.id,))


def shelve(database: sqlite3.Connection, shelved: Shelved) -> None:
    """Write what is held of reports."""
    for table in ("file", "copy", "report"):
        database.execute(f"DELETE FROM {table}")  # noqa: S608 (names of ours)
    database.executemany(
        "INSERT INTO file (sha256, place, name, kept, size, reader, added, new_version) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (f.sha256, n, f.name, f.kept, f.size, f.reader, f.added, int(f.new_version))
            for n, f in enumerate(shelved.files)
        ],
    )
    database.executemany(
        "INSERT INTO copy (file, report, number, part) VALUES (?, ?, ?, ?)",
        [(copy.file, copy.report, copy.number, int(copy.part)) for copy in shelved.copies],
    )
    database.executemany(
        "INSERT INTO report (id, place, number) VALUES (?, ?, ?)",
        [(report, n, number) for n, (report, number) in enumerate(shelved.served)],
    )
    _versions(database, shelved.versions)


def _versions(database: sqlite3.Connection, versions: Iterable[Version]) -> None:
    """Write those that are new or read anew, and take away those no longer held."""
    found = database.execute("SELECT report, number, sha256, file FROM version").fetchall()
    before = {(report, number): (digest, file) for report, number, digest, file in found}
    now = {(v.report.id, v.number): v for v in versions}
    for key, version in now.items():
        body = report_json(version.report)
        state = (digest_of(body), version.file)
        if before.get(key) == state:
            continue
        database.execute("DELETE FROM version WHERE report = ? AND number = ?", key)
        database.execute(
            "INSERT INTO version (report, number, file, added, sha256, body) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (*key, version.file, version.added, state[0], body),
        )
    gone = [key for key in before if key not in now]
    database.executemany("DELETE FROM version WHERE report = ? AND number = ?", gone)


def _unindex(database: sqlite3.Connection, reports: Iterable[str]) -> None:
    for report in sorted(reports):
        for table in ("words", "passage", "need"):
            database.execute(f"DELETE FROM {table} WHERE report = ?", (report,))  # noqa: S608 (names of ours)


def _index(database: sqlite3.Connection, indexed: Indexed, model: str) -> None:
    parts = indexed.passages
    database.executemany(
        "INSERT INTO passage (id, report, place, body, vector) VALUES (?, ?, ?, ?, ?)",
        [
            (p.id, p.report, n, passage_json(p), vector_key(embedded(p), model))
            for n, p in enumerate(parts)
        ],
    )
    database.executemany(
        "INSERT INTO words (id, report, text, context) VALUES (?, ?, ?, ?)",
        [(p.id, p.report, p.text, p.context) for p in parts],
    )
    database.executemany(
        "INSERT INTO need (report, key) VALUES (?, ?)",
        [(indexed.report.id, key) for key in dict.fromkeys(indexed.needs)],
    )


def _lexicon(database: sqlite3.Connection, counts: Mapping[str, int], model: str) -> None:
    database.execute("DELETE FROM lexicon")
    database.executemany(
        "INSERT INTO lexicon (word, count, vector) VALUES (?, ?, ?)",
        [
            (word, count, vector_key(word, model) if is_word(word) else "")
            for word, count in sorted(counts.items())
        ],
    )


def is_word(word: str) -> bool:
    """Whether a word of the lexicon stands for itself and so has a vector.

    >>> is_word("rota"), is_word("4pm"), is_word("of")
    (True, False, False)
    """
    return len(word) > 2 and word.isalpha()


def embedded(passage: Passage) -> str:
    """What of a passage is embedded: its own heading path, then its words."""
    place = passage.context.split("\n", 1)[-1]
    return f"{place}\n{passage.text}"


def vector_key(text: str, model_sha256: str) -> str:
    """The key of a text's vector under a model."""
    return hashlib.sha256(f"{model_sha256}\0{text}".encode()).hexdigest()


def digest_of(body: str) -> str:
    """What tells one body from another."""
    return hashlib.sha256(body.encode()).hexdigest()


def report_json(report: Report) -> str:
    """A report as it is stored."""
    return _report().dump_json(report).decode()


def report_of(body: str) -> Report:
    """A report as it was before it was stored."""
    return _report().validate_json(body)


def passage_json(passage: Passage) -> str:
    """A passage as it is stored."""
    return _passage().dump_json(passage).decode()


def passage_of(body: str) -> Passage:
    """A passage as it was before it was stored."""
    return _passage().validate_json(body)


@cache
def _report() -> TypeAdapter[Report]:
    return TypeAdapter(Report)


@cache
def _passage() -> TypeAdapter[Passage]:
    return TypeAdapter(Passage)
