"""Stands for what is slow or cannot be had in a test."""

from collections.abc import Sequence

import numpy as np

from index.embed import Embedder, Vectors


class BagOfLetters(Embedder):
    """Texts as unit vectors of their letter counts: no model is loaded."""

    sha256 = "0" * 64

    def __init__(self) -> None:
        super().__init__("bag-of-letters")

    def embed(self, texts: Sequence[str]) -> Vectors:
        letters = "abcdefghijklmnopqrstuvwxyz0123456789"
        rows = [[1 + text.casefold().count(letter) for letter in letters] for text in texts]
        counts: Vectors = np.array(rows, np.float32).reshape(-1, len(letters))
        lengths: Vectors = np.linalg.norm(counts, axis=1, keepdims=True)
        return counts / lengths
