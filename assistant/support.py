"""How well evidence supports a sentence, in (0, 1): by words, likeness, a model and the rules."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
from pydantic import TypeAdapter

import index.reader
from assistant.clause import Clause, Evidence, split
from index.embed import Vectors
from index.reader import Beside, Reader
from index.terms import content, stem

Embed = Callable[[Sequence[str]], Vectors]

MODEL = Path(index.reader.__file__).with_name("models") / "support"
"""The network that reads a sentence beside its evidence; see its README."""
_WEIGHTS = Path(__file__).with_name("support.json")
_PER_READ = 6.0
"""What makes 1 of the model's score of words."""
REPORTING = Clause(
    "according report reports found finding findings says said told view inspectors auditors audit "
    "inspection stated states recorded noted force action recommendation year number due deadline"
).stems
"""Words by which a writer says whose evidence it is: they need not stand in it."""


@dataclass(frozen=True, slots=True)
class SupportWeights:
    """What the features of a sentence count, and the bar; fitted by `python -m eval.gate`."""

    weights: tuple[float, ...]
    """Coverage, longest run of words not held, likeness, both of the model's scores, constant:
    logistic."""
    enough: float
    """Support under which a sentence is withheld."""
    against: dict[str, float] = field(default_factory=dict)
    """What a reason of the rules counts; one that is not here decides alone."""

    @classmethod
    def shipped(cls) -> SupportWeights:
        """The weights that come with the product."""
        return TypeAdapter(cls).validate_json(_WEIGHTS.read_bytes())

    def keep(self) -> None:
        """Make these the weights that come with the product."""
        _WEIGHTS.write_bytes(TypeAdapter(SupportWeights).dump_json(self, indent=2) + b"\n")


class Support:
    """Scores sentences against what they cite."""

    def __init__(
        self, embed: Embed, weights: SupportWeights | None = None, reader: Reader | None = None
    ) -> None:
        """`reader` is the support model; without one its scores are 0."""
        self._embed, self._reader = embed, reader
        self.weights = weights or SupportWeights.shipped()
        self._vector = cache(self._embedded)

    def features(self, sentence: str, cited: Sequence[Evidence]) -> tuple[float, ...]:
        """What support is judged by, in the order of the weights."""
        held = Clause(" ".join(f"{one.text} {one.place}" for one in cited)).stems | REPORTING
        own = Clause(sentence)
        texts = [part for one in cited for part in (one.text, *split(one.text))]
        vector = self._vector(sentence)
        likeness = max(float(np.dot(vector, self._vector(text))) for text in texts)
        return (
            _share(own.stems, held),
            min(strangers(sentence, held) / 4, 1.0),
            likeness,
            *self._read(sentence, cited),
            1.0,
        )

    def score(self, sentence: str, cited: Sequence[Evidence], reason: str = "") -> float:
        """The support of a sentence without its markers by what it cites, in (0, 1).

        `reason` is what the rules hold against it.
        """
        features = self.features(sentence, cited)
        total = sum(w * f for w, f in zip(self.weights.weights, features, strict=True))
        return 1 / (1 + math.exp(-total - self.weights.against.get(reason, 0.0)))

    def _read(self, sentence: str, cited: Sequence[Evidence]) -> tuple[float, float]:
        if self._reader is None:
            return 0.0, 0.0
        (reading,) = self._reader.readings([beside(sentence, cited)])
        return reading.score / _PER_READ, reading.head

    def _embedded(self, text: str) -> Vectors:
        vector: Vectors = self._embed([text])[0]
        return vector


def beside(sentence: str, cited: Sequence[Evidence]) -> Beside:
    """A sentence beside what it cites, as the support model reads it."""
    first, *others = cited
    text = "\n".join([first.text, *(f"{one.place}: {one.text}" for one in others)])
    return Beside(sentence, first.place, text)


def _share(own: frozenset[str], held: frozenset[str]) -> float:
    return len(own & held) / len(own) if own else 1.0


def strangers(sentence: str, held: AbstractSet[str]) -> int:
    """The longest run of content words that are not held."""
    longest = run = 0
    told = (word for one in Clause(sentence).lexemes for word in content(one.low))
    for word in told:
        known = stem(word) in held or word[:1].isdigit()
        run = 0 if known else run + 1
        longest = max(longest, run)
    return longest
