"""How like a question the passages found are, and their likest sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from corpus.passages import spoken
from corpus.report import Passage, Section
from index.embed import Vectors
from index.library import Library, embedded, vector_key
from index.told import Records

_MOST = 4_096
"""Passages remembered: about 40 MB."""


class Sentences:
    """The vectors of passages and of their sentences, remembered between questions."""

    def __init__(
        self,
        library: Library,
        model_sha256: str,
        sections: Mapping[str, Section],
        records: Records,
    ) -> None:
        self._records = records
        self._library, self._model, self._sections = library, model_sha256, sections
        self._known: dict[str, Vectors] = {}

    def cosines(
        self, vector: Vectors, passages: Iterable[Passage]
    ) -> tuple[dict[str, float], dict[str, float]]:
        """Cosine of a vector and each passage, and of it and the passage's likest sentence."""
        held = self._vectors(list(passages))
        if not held:
            return {}, {}
        likeness = np.concatenate(list(held.values())) @ vector
        starts = np.cumsum([0, *(len(rows) for rows in held.values())])[:-1]
        likest = np.maximum.reduceat(likeness, starts)
        return _by(held, likeness[starts]), _by(held, likest)

    def _vectors(self, passages: Sequence[Passage]) -> dict[str, Vectors]:
        """By passage: its own vector, then its sentences and records: `(units, dimension)`."""
        if len(self._known) + len(passages) > _MOST:
            self._known.clear()
        keys = {p.id: self._keys(p) for p in passages if p.id not in self._known}
        found = self._library.vectors(key for own in keys.values() for key in own)
        for passage, own in keys.items():
            rows = [found[key] for key in own if key in found]
            if own[0] in found:
                self._known[passage] = np.stack(rows)
        return {p.id: self._known[p.id] for p in passages if p.id in self._known}

    def _keys(self, passage: Passage) -> list[str]:
        section = self._sections[passage.section]
        texts = [embedded(passage), *(spoken(section, unit) for unit in passage.sentences)]
        texts += [record.text for record in self._records.within(passage)]
        return [vector_key(text, self._model) for text in texts]


def _by(held: Mapping[str, Vectors], values: Vectors) -> dict[str, float]:
    return {key: float(value) for key, value in zip(held, values, strict=True)}
