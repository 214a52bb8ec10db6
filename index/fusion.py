"""How words and meaning are weighed against each other when passages are ranked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known of the passages found for one question, by passage id."""

    words: Mapping[str, float]
    """BM25 of the question's words, above 0."""
    phrases: Mapping[str, float]
    """Likewise, of its phrases."""
    passages: Mapping[str, float]
    """Cosine of question and passage, for every passage that is to be ranked."""
    sentences: Mapping[str, float]
    """Cosine of question and the passage's likest sentence."""


@dataclass(frozen=True, slots=True)
class Fusion:
    """What each signal counts; `python -m eval.fuse` measures others on sets of one's own."""

    words: float = 0.4
    """Share of BM25, in [0, 1]; the rest is likeness of meaning."""
    phrases: float = 0.5
    """What BM25 of phrases counts beside that of words."""
    sentences: float = 2.0
    """What the likest sentence of a passage counts beside the passage."""

    def scores(self, found: Signals) -> dict[str, float]:
        """A score in [0, 1] by passage.

        A convex combination of lists, each divided by its best (Bruch, Gai and Ingber 2023,
        "An analysis of fusion functions for hybrid retrieval", equation 4): what a list says of a
        passage counts, where rank fusion only takes its place in the list.
        """
        lexical = {
            key: found.words.get(key, 0.0) + self.phrases * found.phrases.get(key, 0.0)
            for key in found.passages
        }
        alike = {
            key: max(cosine, 0.0) + self.sentences * max(found.sentences.get(key, 0.0), 0.0)
            for key, cosine in found.passages.items()
        }
        most, likest = max(lexical.values(), default=0.0), max(alike.values(), default=0.0)
        return {
            key: self.words * _share(lexical[key], most)
            + (1 - self.words) * _share(alike[key], likest)
            for key in found.passages
        }


def _share(value: float, best: float) -> float:
    return value / best if best > 0 else 0.0
