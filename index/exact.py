"""Nearest passages by comparing with every one of them: exact, and ready without Chroma."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from index.embed import Vectors
from index.library import Library

MOST = 20_000
"""Passages up to which a single question is quicker this way than by opening Chroma."""


class ExactStore:
    """The vectors of the library itself, read when first needed."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._held = lru_cache(maxsize=1)(self._read)

    def nearest(
        self, generation: int, vector: Vectors, limit: int, reports: Sequence[str] = ()
    ) -> list[tuple[str, float]]:
        """Passage ids with their cosine similarity, nearest first, inside the reports named."""
        ids, own, vectors = self._held(generation)
        if not ids:
            return []
        likeness = vectors @ vector
        places = np.flatnonzero(np.isin(own, list(reports))) if reports else np.arange(len(ids))
        if len(places) > limit:
            places = places[np.argpartition(-likeness[places], limit - 1)[:limit]]
        best = sorted(places, key=lambda place: (-likeness[place], ids[place]))
        return [(ids[place], float(likeness[place])) for place in best]

    def _read(self, _generation: int) -> tuple[tuple[str, ...], np.ndarray, Vectors]:
        ids, reports, vectors = self._library.passage_vectors()
        return ids, np.array(reports), vectors
