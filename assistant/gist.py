"""What a question wants as learned from questions, beside what wordings give away.

See `index/models/wants/README.md`. A logistic model for each label, over the question's vector,
which search has made already, and over its words, pairs of neighbours and pairs further apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import get_args

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from assistant.asking import Want, to_come
from assistant.understand import Understood
from corpus.label import FAMILIES
from corpus.piece import fold, words
from corpus.register import Item
from index.embed import Vectors
from index.terms import stem

FOLDER = Path(__file__).parents[1] / "index" / "models" / "wants"
ITEM = "item"
"""The label of a question that items of the register answer."""
LABELS = (*get_args(Want), *(f for f in FAMILIES if f != "management action"), ITEM)
"""What is learned; an action stands for any family of actions."""
_APART = 8
"""Words that a pair may lie apart at most."""
SURE = 0.8
"""Probability from which a question is believed to be one for the register."""
_UNUSED: frozenset[Want] = frozenset({"person", "time", "outcome"})
"""Labels that patterns find as well."""
_JOINED: frozenset[Want] = frozenset(get_args(Want)) - _UNUSED
"""Labels that are believed."""
OF_ITEMS: frozenset[Want] = frozenset(
    {"owner", "deadline", "past due", "status", "priority", "asked", "comparison"}
)
"""Those of them that are believed only of a question about items."""

_DATED = re.compile(
    r"\b(?:due|falls?|falling|deadlines?|target)\b[^.?]{0,12}"
    r" (?:on|in|by|before|after|between|within) (?:the )?"
    r"(?:\d{1,2}|20\d\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*)\b"
)
"""Asks for what is due at a time that it names, late or not."""
Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Gist:
    """The weights that tell what a question wants."""

    words_sha256: str
    """Of the file of questions that they were learned from."""
    model_sha256: str
    """Of the model of the vectors; those of another say nothing here."""
    features: Mapping[str, int]
    """Row of each word or pair of words."""
    bars: Mapping[str, float]
    """Probability from which a label is believed, by label."""
    weights: Matrix
    """Shape `(features + dimensions + 1, labels)`; the last row is a constant."""

    @classmethod
    @lru_cache(maxsize=1)
    def shipped(cls) -> Gist:
        """The weights that come with the product."""
        card = _CARD.validate_json((FOLDER / "wants.json").read_bytes())
        rows = {feature: row for row, feature in enumerate(card.features)}
        weights = np.load(FOLDER / "wants.npy").astype(np.float32)
        return cls(card.words_sha256, card.model_sha256, rows, card.bars, weights)

    def keep(self) -> None:
        """Make these the weights that come with the product."""
        card = Card(self.words_sha256, self.model_sha256, tuple(self.features), dict(self.bars))
        (FOLDER / "wants.json").write_bytes(_CARD.dump_json(card, indent=0) + b"\n")
        np.save(FOLDER / "wants.npy", self.weights.astype(np.float16))

    def probabilities(self, text: str, vector: Vectors) -> dict[str, float]:
        """How likely a question has each label, in [0, 1]; the vector has unit length."""
        rows = [self.features[mark] for mark in marks(text) if mark in self.features]
        learned = self.weights[len(self.features) : -1]
        scores = self.weights[rows].sum(axis=0) + vector @ learned + self.weights[-1]
        chances = 1.0 / (1.0 + np.exp(-scores))
        return dict(zip(LABELS, map(float, chances), strict=True))

    def joined(self, said: Understood, vector: Vectors, held: AbstractSet[str]) -> Understood:
        """A question with the wants that its wording gives, and those that it is believed to have.

        `held`: families of items in the reports. A follow-up stays as it is: its vector is also of
        what was said before.
        """
        if said.context:
            return said
        chances = self.probabilities(said.text, vector)
        believed = {label for label, bar in self.bars.items() if chances[label] >= bar}
        of_items = chances[ITEM] >= SURE
        wants = {w for w in _JOINED & believed if of_items or w not in OF_ITEMS}
        if to_come(fold(said.text)) or _DATED.search(fold(said.text)):
            wants -= {"past due"}
        families = [f for f in FAMILIES if f in believed & held] if of_items else []
        return replace(
            said,
            wants=said.wants | wants,
            families=said.families or tuple(families),
            of_items=chances[ITEM],
        )


@dataclass(frozen=True, slots=True)
class Card:
    """What stands beside the weights in their folder."""

    words_sha256: str
    model_sha256: str
    features: Sequence[str]
    bars: Mapping[str, float]


_CARD = TypeAdapter(Card)


def families(items: Iterable[Item]) -> frozenset[str]:
    """The families of these items, under the names that are learned."""
    return frozenset("action" if i.family.endswith("action") else i.family for i in items)


def marks(text: str) -> frozenset[str]:
    """The words of a question, its pairs of neighbours, how it opens, and pairs further apart.

    >>> sorted(marks("who owns it"))
    ['^ who', '^ who own', 'it', 'it $', 'own', 'own it', 'who', 'who own', 'who..it']
    """
    return frozenset(_marks(text))


def _marks(text: str) -> Iterator[str]:
    said = [_plain(word) for word in words(fold(text))]
    ends = ["^", *said, "$"]
    yield from said
    yield from (f"{one} {other}" for one, other in pairwise(ends))
    yield " ".join(ends[:3])
    for place, one in enumerate(said):
        yield from (f"{one}..{other}" for other in said[place + 2 : place + 1 + _APART])


def _plain(word: str) -> str:
    """A word's stem; every number is alike."""
    return "#" if any(char.isdigit() for char in word) else stem(word)
