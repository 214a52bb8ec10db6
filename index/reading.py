"""What the reader makes of a text: the words that answer, and how likely any do."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

Scores = NDArray[np.float32]

_FILE = "reader.json"
_ANSWER = 40
"""Word pieces of an answer at most."""
NOTHING = -20.0
"""Score of a text of which nothing was read."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """How two signs of an answer make a probability: logistic, fitted on pairs kept apart."""

    sha256: str
    """Of the weights that it is fitted for."""
    span: float
    head: float
    constant: float

    def probability(self, span: float, head: float) -> float:
        """How likely a text answers, in [0, 1]."""
        return float(1 / (1 + np.exp(-(self.span * span + self.head * head + self.constant))))

    @classmethod
    def shipped(cls, folder: Path) -> Calibration:
        """The constants that stand beside the weights of a folder."""
        return TypeAdapter(cls).validate_json((folder / _FILE).read_bytes())

    def keep(self, folder: Path) -> None:
        """Write them beside the weights."""
        (folder / _FILE).write_bytes(TypeAdapter(Calibration).dump_json(self, indent=2) + b"\n")


@dataclass(frozen=True, slots=True)
class Piece:
    """What the network says of a window of a text."""

    start: Scores
    """Shape `(pieces of the text,)`: how far each stands above "no answer"."""
    end: Scores
    answers: float
    offsets: tuple[tuple[int, int], ...]

    def best(self, low: int, high: int) -> tuple[float, int, int]:
        """The best words inside some bounds: score, and where they stand in the text."""
        inside = [n for n, (a, b) in enumerate(self.offsets) if a >= low and b <= high]
        if not inside:
            return NOTHING, 0, 0
        first, last = inside[0], inside[-1] + 1
        both = self.start[first:last, None] + self.end[None, first:last]
        places = np.arange(len(both))
        further = places[None, :] - places[:, None]
        both = np.where((further >= 0) & (further < _ANSWER), both, -np.inf)
        at = divmod(int(both.argmax()), both.shape[1])
        score = float(both[at])
        return score, self.offsets[first + at[0]][0], self.offsets[first + at[1]][1]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader makes of a text."""

    start: int
    """Offset in the text of the words that answer best, if any do."""
    end: int
    score: float
    """How far those words stand above "no answer here"; comparable between texts."""
    no_answer: float
    """Probability that the text does not answer, in [0, 1]."""
    head: float = 0.0
    """What the network's own sign of answerability says, before calibration."""
    pieces: tuple[Piece, ...] = field(default=(), repr=False, compare=False)

    def within(self, start: int, end: int) -> float:
        """Score of the best words inside a stretch of the text; low if none was read."""
        found = [piece.best(start, end)[0] for piece in self.pieces]
        return max(found, default=NOTHING)
