"""The words of the library as vectors: which words mean nearly the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from index.embed import Vectors
from index.library import Library, vector_key

KIN, _ALIKE = 6, 0.55
"""How many words count as kin of one, and the least cosine at which they do."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of the library that have a vector."""

    words: tuple[str, ...]
    vectors: Vectors
    """Shape `(words, dimension)`."""
    places: Mapping[str, int]
    """Of each word."""

    @classmethod
    def of(cls, library: Library, model_sha256: str) -> Lexicon:
        """The words that a library holds, with the vectors kept at ingestion."""
        keys = {vector_key(word, model_sha256): word for word in library.lexicon()}
        found = library.vectors(keys)
        words = tuple(keys[key] for key in found)
        vectors = np.stack(list(found.values())) if found else np.zeros((0, 0), np.float32)
        return cls(words, vectors, {word: place for place, word in enumerate(words)})

    def near(self, vector: Vectors) -> list[tuple[str, float]]:
        """The few words most like a vector, with their cosine, the likest first."""
        if not self.words:
            return []
        likeness = self.vectors @ vector
        few = min(KIN, len(self.words))
        near = np.argpartition(-likeness, few - 1)[:few]
        best = sorted(near, key=lambda place: -likeness[place])
        return [(self.words[n], float(likeness[n])) for n in best if likeness[n] >= _ALIKE]
