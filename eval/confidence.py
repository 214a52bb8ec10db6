"""Whether the assistant's confidence in its answers is to be trusted: pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from eval.measures import Share
from eval.result import Result

_EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


@dataclass(frozen=True, slots=True)
class Point:
    """What comes of answering only from some confidence up."""

    coverage: float
    """Share of all cases that are answered, in [0, 1]."""
    risk: float
    """Share wrong among those answered, in [0, 1]."""


def risk_coverage(results: Sequence[Result]) -> tuple[Point, ...]:
    """The answers given, surest first, counted up (El-Yaniv and Wiener 2010).

    Answers of one confidence come together, since no bar could part them. The last point is the
    assistant as it is: what it refuses is not covered. Empty when nothing is answered.
    """
    given = [r for r in results if not r.abstained]
    points = []
    for bar in sorted({r.confidence for r in given}, reverse=True):
        taken = [r for r in given if r.confidence >= bar]
        wrong = sum(not r.correct for r in taken)
        points.append(Point(len(taken) / len(results), wrong / len(taken)))
    return tuple(points)


def area(points: Sequence[Point]) -> float:
    """Area under the curve, from coverage 0 to that of the last point; 0 is best.

    Each step counts with the risk at its end.

    >>> area([Point(0.5, 0.0), Point(0.75, 0.2)])
    0.05
    """
    starts = [0.0, *(point.coverage for point in points)]
    steps = ((p.coverage - start) * p.risk for p, start in zip(points, starts, strict=False))
    return round(sum(steps), 6)


@dataclass(frozen=True, slots=True)
class Band:
    """The cases whose confidence lies between two bounds."""

    low: float
    high: float
    """Not in the band, unless both bounds are 1: those answers are computed."""
    right: Share
    """Of the answers given."""
    confidence: float | None
    """Mean over the answers given; None when there is none."""
    outside: Share
    """Of the abstentions made, those whose question has no answer in the corpus."""

    @property
    def label(self) -> str:
        """The bounds as shown."""
        return "1" if self.low == self.high else f"{self.low:.1f} to {self.high:.1f}"


def calibration(results: Sequence[Result]) -> tuple[Band, ...]:
    """The bands in which there are cases, the least sure first."""
    bounds = [*pairwise(_EDGES), (1.0, 1.0)]
    bands = ((low, high, [r for r in results if _within(r, low, high)]) for low, high in bounds)
    return tuple(_band(low, high, some) for low, high, some in bands if some)


def _within(result: Result, low: float, high: float) -> bool:
    return low <= result.confidence < high or result.confidence == low == high


def _band(low: float, high: float, some: Sequence[Result]) -> Band:
    given = [r for r in some if not r.abstained]
    return Band(
        low,
        high,
        Share.of([r.correct for r in given]),
        fmean(r.confidence for r in given) if given else None,
        Share.of([r.abstain for r in some if r.abstained]),
    )
