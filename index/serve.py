"""Build a generation from what is shelved, check it, and switch to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from corpus.passages import passages, spoken
from corpus.piece import words
from corpus.report import Passage, Report
from index.embed import Embedder, Vectors
from index.library import (
    Change,
    Generation,
    Indexed,
    Library,
    LibraryError,
    embedded,
    vector_key,
)
from index.library.writing import digest_of, is_word, report_json
from index.progress import Progress
from index.registers import Registers
from index.shelf import Shelf
from index.told import told
from index.vectors import VectorStoreError

if TYPE_CHECKING:
    from index.engines import Store

_AT_ONCE = 256
"""Texts embedded between two looks at the progress; their vectors are kept at once."""


@dataclass(frozen=True, slots=True)
class Index:
    """A library, the store built from it, and the model that both rest on."""

    library: Library
    store: Store
    embedder: Embedder

    def same_model(self) -> None:
        """Refuse to mix vectors of two models.

        Raises:
            LibraryError: If the library was built with another model.
        """
        built = self.library.generation
        if built and built.passages and built.model_sha256 != self.embedder.sha256:
            raise LibraryError(
                f"{self.library.name} was built with {built.model} ({built.model_sha256[:12]}), "
                f"not {self.embedder.model} ({self.embedder.sha256[:12]}); run: assistant rebuild"
            )

    def indexed(self, report: Report, progress: Progress) -> Indexed:
        """The passages of a report; the vectors that they need are in the library."""
        parts = passages(report)
        sections = report.by_id
        texts = [embedded(passage) for passage in parts]
        units = [spoken(sections[p.section], u) for p in parts for u in p.sentences]
        units += dict.fromkeys(record.text for record in told(report))
        self.embed([*texts, *units], progress)
        needs = tuple(vector_key(unit, self.embedder.sha256) for unit in units)
        return Indexed(report, parts, needs)

    def embed(self, texts: Sequence[str], progress: Progress) -> None:
        """Put the vectors of texts into the library, those that it lacks."""
        keys = {vector_key(text, self.embedder.sha256): text for text in texts}
        known = self.library.vectors(keys)
        missing = [(key, text) for key, text in keys.items() if key not in known]
        missing.sort(key=lambda pair: len(pair[1]))
        for start in range(0, len(missing), _AT_ONCE):
            progress.embedding(start, len(missing))
            part = missing[start : start + _AT_ONCE]
            made = self.embedder.embed([text for _, text in part])
            self.library.keep_vectors(dict(zip([key for key, _ in part], made, strict=True)))
        if missing:
            progress.embedding(len(missing), len(missing))

    def serve(
        self,
        shelf: Shelf,
        progress: Progress,
        *,
        anew: bool = False,
        scrub: bool = False,
        made: Mapping[str, Indexed] = MappingProxyType({}),
    ) -> None:
        """Switch to a generation of what is shelved; only what changed is built, unless anew.

        `made` is what was built already from reports as they are shelved, by report id.
        """
        before, now = self.library.served(), {r.id: r for r in shelf.reports}
        if not anew:
            fresh = {k for k, r in now.items() if before.get(k) != digest_of(report_json(r))}
        else:
            fresh = set(now)
        gone = frozenset({*fresh, *(before.keys() - now.keys())} & before.keys())
        if not (fresh or gone or anew or scrub) and self.library.generation:
            self.library.shelve(shelf.shelved)
            return
        indexed = tuple(
            made[key]
            if key in made and made[key].report is now[key]
            else self.indexed(now[key], progress)
            for key in now
            if key in fresh
        )
        counts = self._counts(indexed, gone, anew=anew)
        self.embed([word for word in counts if is_word(word)], progress)
        ids, reports, stack = self._stack(list(now), indexed, gone)
        generation = Generation(
            self.library.next_generation(), self.embedder.model, self.embedder.sha256, len(ids)
        )
        change = Change(shelf.shelved, gone, indexed, counts, scrub)
        self._build(generation, ids, reports, stack)
        self.library.switch(generation, change)
        self.store.keep_only(generation.id)
        Registers(self.library.home, shelf.reports, self.library.served()).keep()

    def serve_again(self, *, here: bool = False) -> None:
        """Build the store of what is served anew, from the vectors that the library holds.

        Where it is missing here alone it takes its old name; other machines have theirs.

        Raises:
            LibraryError: If it holds none, or lacks some.
        """
        served = self.library.generation
        ids, reports, stack = self.library.passage_vectors()
        if served is None or len(ids) != served.passages:
            raise LibraryError(f"{self.library.name} lacks vectors; run: assistant rebuild")
        again = served if here else replace(served, id=self.library.next_generation())
        self._build(again, ids, reports, stack)
        if not here:
            self.library.switch(again)
        self.store.keep_only(again.id)

    def _build(
        self, generation: Generation, ids: Sequence[str], reports: Sequence[str], stack: Vectors
    ) -> None:
        try:
            self.store.build(generation.id, ids, reports, stack)
        except VectorStoreError:
            self.store.drop(generation.id)
            raise

    def _counts(
        self, indexed: Iterable[Indexed], gone: Iterable[str], *, anew: bool
    ) -> dict[str, int]:
        counts = Counter[str]() if anew else Counter(self.library.word_counts())
        for report in () if anew else gone:
            counts.subtract(_words(self.library.passages_of(report)))
        for each in indexed:
            counts.update(_words(each.passages))
        return {word: count for word, count in counts.items() if count > 0}

    def _stack(
        self, order: Sequence[str], indexed: Iterable[Indexed], gone: frozenset[str]
    ) -> tuple[list[str], list[str], Vectors]:
        """Ids, report ids and vectors, `(passages, dimension)`, of all served, by report."""
        rows: dict[str, list[tuple[str, Vectors]]] = {key: [] for key in order}
        for key, report, vector in zip(*self.library.passage_vectors(), strict=True):
            if report not in gone and report in rows:
                rows[report].append((key, vector))
        for each in indexed:
            keys = [vector_key(embedded(p), self.embedder.sha256) for p in each.passages]
            known = self.library.vectors(keys)
            rows[each.report.id] = [
                (p.id, known[key]) for p, key in zip(each.passages, keys, strict=True)
            ]
        flat = [(key, report, vector) for report in order for key, vector in rows[report]]
        stack = np.stack([v for _, _, v in flat]) if flat else np.zeros((0, 0), np.float32)
        return [key for key, _, _ in flat], [report for _, report, _ in flat], stack


def begin(index: Index) -> None:
    """Serve a library that holds nothing yet, so that it can be opened, and filled from there."""
    with index.library.writing():
        if index.library.generation is None:
            index.serve(Shelf(index.library.shelved()), Progress(), anew=True)


def _words(parts: Iterable[Passage]) -> Iterable[str]:
    return (word for part in parts for word in words(f"{part.text} {part.context}"))
