"""Nearest passages by comparing with every one of them: exact, and ready without Chroma."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

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
        ids, rows, vectors = self._held(generation)
        inside = [rows[report] for report in reports if report in rows]
        if not ids or (reports and not inside):
            return []
        places = np.concatenate(inside) if reports else np.arange(len(ids))
        likeness = (vectors[places] if reports else vectors) @ vector
        if len(places) > limit:
            best = np.argpartition(-likeness, limit - 1)[:limit]
            places, likeness = places[best], likeness[best]
        found = [(ids[n], float(like)) for n, like in zip(places, likeness, strict=True)]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def _read(
        self, _generation: int
    ) -> tuple[tuple[str, ...], dict[str, NDArray[np.intp]], Vectors]:
        """Ids, the rows of each report, and vectors, `(passages, dimension)`."""
        ids, reports, vectors = self._library.passage_vectors()
        names, places, counts = np.unique(
            np.array(reports, dtype=str), return_inverse=True, return_counts=True
        )
        rows = np.split(np.argsort(places, kind="stable"), np.cumsum(counts)[:-1])
        return ids, dict(zip(map(str, names), rows, strict=False)), vectors
