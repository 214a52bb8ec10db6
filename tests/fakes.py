"""Stands for what is slow or cannot be had in a test."""

from collections.abc import Sequence

import numpy as np

from index.embed import Embedder, Vectors


class BagOfLetters(Embedder):
    """Texts as unit vectors of their letter counts: no model is loaded, and equal texts are equal."""

    sha256 = "0" * 64  # type: ignore[assignment] # there are no weights to hash

    def __init__(self) -> None:
        super().__init__("bag-of-letters")

    def embed(self, texts: Sequence[str]) -> Vectors:
        letters = "abcdefghijklmnopqrstuvwxyz0123456789"
        counts = np.array([[1 + t.casefold().count(c) for c in letters] for t in texts], np.float32)
        return counts.reshape(-1, len(letters)) / np.linalg.norm(counts, axis=-1, keepdims=True)
