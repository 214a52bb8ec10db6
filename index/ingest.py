"""Add reports: one writer, and one switch from the old generation to the new."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.passages import passages, spoken
from corpus.piece import words
from corpus.read import SUFFIXES, UnreadableError, read
from corpus.report import Passage, Report
from index.embed import Embedder, Vectors
from index.library import Generation, Library, embedded, vector_key
from index.vectors import VectorStore


@dataclass(frozen=True, slots=True)
class Ingested:
    """What an ingest did."""

    added: tuple[Report, ...]
    replaced: tuple[Report, ...]
    """Read again under an id that was held already."""
    failed: tuple[tuple[str, str], ...]
    """File name and reason."""
    passages: int
    """Passages held now."""


def ingest(
    paths: Sequence[Path],
    library: Library,
    store: VectorStore,
    embedder: Embedder,
    say: Callable[[str], None] = lambda _: None,
) -> Ingested:
    """Read files and folders into the library; what cannot be read is told, the rest is kept.

    Raises:
        LibraryError: If another process is writing.
    """
    with library.writing():
        read_reports, failed = _read_all(paths, say)
        before = {report.id: report for report in library.reports()}
        held = before | {report.id: report for report in read_reports}
        parts = {report.id: passages(report) for report in held.values()}
        if read_reports:
            _build(
                [(report, parts[key]) for key, report in held.items()],
                library,
                store,
                embedder,
                say,
            )
        fresh = tuple(report for report in read_reports if report.id not in before)
        again = tuple(report for report in read_reports if report.id in before)
        return Ingested(fresh, again, failed, sum(map(len, parts.values())))


def rebuild(
    library: Library, store: VectorStore, embedder: Embedder, say: Callable[[str], None]
) -> None:
    """Build the served generation anew from the reports that the library holds."""
    with library.writing():
        held = [(report, passages(report)) for report in library.reports()]
        _build(held, library, store, embedder, say)


def _read_all(
    paths: Iterable[Path], say: Callable[[str], None]
) -> tuple[list[Report], tuple[tuple[str, str], ...]]:
    reports: dict[str, Report] = {}
    failed = []
    for path in _files(paths):
        try:
            found = read(path)
        except UnreadableError as error:
            failed.append((path.name, str(error)))
            continue
        for report in found:
            same = reports.get(report.id)
            if same and same.pages and not report.pages:
                say(f"{path.name} is the same report as {same.source}, which has pages and is kept")
                continue
            say(f"read {path.name}: {report.name} ({len(report.sections)} sections)")
            reports[report.id] = report
    return list(reports.values()), tuple(failed)


def _files(paths: Iterable[Path]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        inside = (
            sorted(p for p in path.rglob("*") if p.suffix.casefold() in SUFFIXES)
            if path.is_dir()
            else [path]
        )
        files += inside
    return files


def _build(
    held: Sequence[tuple[Report, Sequence[Passage]]],
    library: Library,
    store: VectorStore,
    embedder: Embedder,
    say: Callable[[str], None],
) -> None:
    parts = [passage for _, own in held for passage in own]
    sections = {section.id: section for report, _ in held for section in report.sections}
    texts = [embedded(passage) for passage in parts]
    units = [spoken(sections[p.section], u) for p in parts for u in p.sentences]
    held_words = sorted({w for p in parts for w in words(f"{p.text} {p.context}")})
    lexicon = [word for word in held_words if len(word) > 2 and word.isalpha()]
    _embed_missing([*texts, *units, *lexicon], library, embedder, say)
    keys = [vector_key(text, embedder.sha256) for text in texts]
    known = library.vectors(keys)
    stack = np.stack([known[key] for key in keys]) if keys else np.zeros((0, 0), np.float32)
    number = library.next_generation()
    store.build(number, [p.id for p in parts], [p.report for p in parts], stack)
    library.switch(Generation(number, embedder.model, embedder.sha256, len(parts)), held)
    store.keep_only(number)


def _embed_missing(
    texts: Sequence[str], library: Library, embedder: Embedder, say: Callable[[str], None]
) -> None:
    keys = {vector_key(text, embedder.sha256): text for text in texts}
    known = library.vectors(keys)
    missing = {key: text for key, text in keys.items() if key not in known}
    if not missing:
        return
    say(f"embedding {len(missing)} texts ({len(keys) - len(missing)} known)")
    vectors: Vectors = embedder.embed(list(missing.values()))
    library.keep_vectors(dict(zip(missing, vectors, strict=True)))
