"""The statements of a switch: each is one step of one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import cache

from pydantic import TypeAdapter

from corpus.report import Passage, Report
from index.library.database import Database, Values
from index.library.nouns import Change, Generation, Indexed, Shelved, Version
from index.library.schema import COLUMNS


def write(database: Database, generation: Generation, change: Change) -> None:
    """All of a switch; the caller commits."""
    shelve(database, change.shelved)
    _unindex(database, change.gone)
    for indexed in change.indexed:
        _index(database, indexed, generation.model_sha256)
    _lexicon(database, change.lexicon, generation.model_sha256)
    database.counted()
    database.run(
        "DELETE FROM vector WHERE key IN (SELECT key FROM vector EXCEPT SELECT vector FROM passage "
        "EXCEPT SELECT key FROM need EXCEPT SELECT vector FROM lexicon)"
    )
    if change.scrub:
        _point_to(database, "scrub", 1)
    point(database, generation)


def point(database: Database, generation: Generation) -> None:
    """Serve a generation from now on."""
    database.run(
        "INSERT INTO generation (id, model, model_sha256, passages, made) "
        "VALUES (:id, :model, :sha256, :passages, CURRENT_TIMESTAMP)",
        {
            "id": generation.id,
            "model": generation.model,
            "sha256": generation.model_sha256,
            "passages": generation.passages,
        },
    )
    _point_to(database, "serving", generation.id)


def _point_to(database: Database, name: str, value: int) -> None:
    database.run("DELETE FROM pointer WHERE name = :name", {"name": name})
    database.run(
        "INSERT INTO pointer (name, value) VALUES (:name, :value)", {"name": name, "value": value}
    )


def shelve(database: Database, shelved: Shelved) -> None:
    """Write what is held of reports."""
    for table in ("file", "copy", "report"):
        database.run(f"DELETE FROM {table}")  # noqa: S608 (names of ours)
    files = [
        {**asdict(file), "place": n, "new_version": int(file.new_version)}
        for n, file in enumerate(shelved.files)
    ]
    insert(database, "file", files)
    insert(database, "copy", [asdict(copy) | {"part": int(copy.part)} for copy in shelved.copies])
    served = [
        {"id": report, "place": n, "number": number}
        for n, (report, number) in enumerate(shelved.served)
    ]
    insert(database, "report", served)
    _versions(database, shelved.versions)


def _versions(database: Database, versions: Iterable[Version]) -> None:
    """Write those that are new or read anew, and take away those no longer held."""
    found = database.rows("SELECT report, number, sha256, file FROM version")
    before = {(report, number): (digest, file) for report, number, digest, file in found}
    now = {(v.report.id, v.number): v for v in versions}
    for key, version in now.items():
        body = report_json(version.report)
        state = (digest_of(body), version.file)
        if before.get(key) == state:
            continue
        _drop_version(database, key)
        row = {"report": key[0], "number": key[1], "file": version.file, "added": version.added}
        insert(database, "version", [row | {"sha256": state[0], "body": body}])
    for key in before.keys() - now.keys():
        _drop_version(database, key)


def _drop_version(database: Database, key: tuple[str, int]) -> None:
    database.run(
        "DELETE FROM version WHERE report = :report AND number = :number",
        {"report": key[0], "number": key[1]},
    )


def _unindex(database: Database, reports: Iterable[str]) -> None:
    for report in sorted(reports):
        for table in ("words", "passage", "need"):
            database.run(f"DELETE FROM {table} WHERE report = :report", {"report": report})  # noqa: S608 (names of ours)


def _index(database: Database, indexed: Indexed, model: str) -> None:
    passages = [
        {
            "id": p.id,
            "report": p.report,
            "place": n,
            "body": passage_json(p),
            "vector": vector_key(embedded(p), model),
        }
        for n, p in enumerate(indexed.passages)
    ]
    insert(database, "passage", passages)
    database.index_words(indexed.passages)
    needs = dict.fromkeys(indexed.needs)
    insert(database, "need", [{"report": indexed.report.id, "key": key} for key in needs])


def _lexicon(database: Database, counts: Mapping[str, int], model: str) -> None:
    database.run("DELETE FROM lexicon")
    words = [
        {"word": word, "count": n, "vector": vector_key(word, model) if is_word(word) else ""}
        for word, n in sorted(counts.items())
    ]
    insert(database, "lexicon", words)


def insert(database: Database, table: str, rows: Sequence[Values]) -> None:
    """Write rows whose columns are those of the table, by name."""
    columns = COLUMNS[table]
    names, marks = ", ".join(columns), ", ".join(f":{name}" for name in columns)
    if rows:
        database.run(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608 (names of ours)


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
