"""What makes an answer right, and how sure a share is: pure functions."""

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

from assistant.answer import Citation
from corpus.piece import fold
from eval.case import Case, Support

_Z = NormalDist().inv_cdf(0.975)
"""Bounds of the middle 95% of a standard normal distribution: 1.96."""


def holds(text: str, words: str) -> bool:
    """Whether a text holds these words, folded, from the start of a word, no number cut short.

    A word may go on after them, so that `delay` is held by `delays`.

    >>> holds("Grade: Inadequate", "adequate"), holds("graded  ADEQUATE", "adequate")
    (False, True)
    >>> holds("14 of 2024, 4.5", "4"), holds("4, not 5", "4")
    (False, True)
    """
    wanted = fold(words)
    before = r"(?<![^\W_])" if wanted[:1].isalnum() else ""
    before += r"(?<!\d[.,])" if wanted[:1].isdigit() else ""
    after = r"(?![.,]?\d)" if wanted[-1:].isdigit() else ""
    return bool(re.search(before + re.escape(wanted) + after, fold(text)))


def missing(case: Case, answer_text: str) -> tuple[str, ...]:
    """What is required and not there; alternatives are joined by " / "."""
    options = ((r,) if isinstance(r, str) else r for r in case.required)
    return tuple(" / ".join(o) for o in options if not any(holds(answer_text, s) for s in o))


def forbidden(case: Case, answer_text: str) -> tuple[str, ...]:
    """What is forbidden and there."""
    return tuple(words for words in case.forbidden if holds(answer_text, words))


def correct(case: Case, answer_text: str, *, abstained: bool) -> bool:
    """Whether all that is required is there, nothing forbidden is, and it abstained as it should.

    Partial is wrong. `answer_text` is without citation marks, since `[4]` would hold `4`.
    """
    as_expected = abstained == case.abstain
    return as_expected and not missing(case, answer_text) and not forbidden(case, answer_text)


def citation_match(case: Case, citations: Sequence[Citation]) -> bool | None:
    """Whether each support is met by a cited quotation; None when the case has no support."""
    if not case.support:
        return None
    return all(any(_meets(citation, place) for citation in citations) for place in case.support)


def verbatim(citation: Citation, section_text: str) -> bool:
    """Whether the words quoted are those of the section, character for character."""
    span = citation.span
    inside = 0 <= span.start < span.end <= len(section_text)
    return inside and section_text[span.start : span.end] == span.quote


def wilson(successes: int, n: int) -> tuple[float, float]:
    """95% score interval of a share, in [0, 1] (Wilson 1927).

    >>> [round(bound, 3) for bound in wilson(9, 10)]
    [0.596, 0.982]

    Raises:
        ValueError: If n is 0 (a share is then undefined) or successes are not in 0 to n.
    """
    if n == 0:
        raise ValueError("the share of successes is undefined when n is 0")
    if not 0 <= successes <= n:
        raise ValueError(f"successes must be in 0 to {n}, not {successes}")
    share, spread = successes / n, _Z**2 / n
    centre = share + spread / 2
    half = _Z * math.sqrt(share * (1 - share) / n + spread / (4 * n))
    return max(0.0, (centre - half) / (1 + spread)), min(1.0, (centre + half) / (1 + spread))


@dataclass(frozen=True, slots=True)
class Share:
    """How many of n."""

    successes: int
    n: int

    @classmethod
    def of(cls, outcomes: Sequence[bool]) -> "Share":
        """The share of outcomes that are true."""
        return cls(sum(outcomes), len(outcomes))

    @property
    def value(self) -> float:
        """In [0, 1].

        Raises:
            ValueError: If n is 0.
        """
        if self.n == 0:
            raise ValueError("a share of none is undefined")
        return self.successes / self.n

    def __str__(self) -> str:
        if self.n == 0:
            return "–"
        low, high = wilson(self.successes, self.n)
        return f"{self.value:.1%} [{low:.0%}, {high:.0%}] {self.successes}/{self.n}"


def abstention_precision(made: Sequence[bool], wanted: Sequence[bool]) -> Share:
    """Of the abstentions made, how many were wanted; both have one entry a case.

    >>> abstention_precision([True, True, False], [True, False, True])
    Share(successes=1, n=2)
    """
    return Share.of([want for did, want in zip(made, wanted, strict=True) if did])


def abstention_recall(made: Sequence[bool], wanted: Sequence[bool]) -> Share:
    """Of the abstentions wanted, how many were made; both have one entry a case.

    >>> abstention_recall([True, True, False, False], [True, True, True, False])
    Share(successes=2, n=3)
    """
    return Share.of([did for did, want in zip(made, wanted, strict=True) if want])


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values do not exceed (nearest rank).

    >>> percentile([30.0, 10.0, 20.0, 40.0], 0.5)
    20.0

    Raises:
        ValueError: If there are no values, or the share is not above 0 and at most 1.
    """
    if not values or not 0 < share <= 1:
        raise ValueError(f"no percentile at {share} of {len(values)} values")
    return sorted(values)[math.ceil(share * len(values)) - 1]


@dataclass(frozen=True, slots=True)
class Paired:
    """Two runs on the cases that both have."""

    shared: int
    gains: int
    """Wrong then, right now."""
    losses: int
    """Right then, wrong now."""

    @property
    def p_value(self) -> float:
        """Exact two-sided sign test on the cases that changed (McNemar 1947); 1 when none did."""
        changed, fewer = self.gains + self.losses, min(self.gains, self.losses)
        tail = sum(math.comb(changed, k) for k in range(fewer + 1))
        return float(min(1.0, 2 * tail / 2**changed))

    @property
    def dropped(self) -> bool:
        """Whether there are more losses than gains, and chance would seldom do that: p < 0.05."""
        return self.losses > self.gains and self.p_value < 0.05


def compare(now: Mapping[str, bool], then: Mapping[str, bool]) -> Paired:
    """Pair two runs, given as correct or not by case id.

    >>> compare({"a": True, "b": False, "new": True}, {"a": False, "b": False, "old": True})
    Paired(shared=2, gains=1, losses=0)
    """
    shared = now.keys() & then.keys()
    return Paired(
        len(shared),
        sum(now[key] and not then[key] for key in shared),
        sum(then[key] and not now[key] for key in shared),
    )


def _meets(citation: Citation, place: Support) -> bool:
    within = fold(place.section) in fold(citation.section)
    return within and all(holds(citation.quote, words) for words in place.words)


def auroc(scored: Sequence[tuple[float, bool]]) -> float:
    """Chance that something that is so scores above something that is not; a tie counts half.

    >>> auroc([(0.9, True), (0.4, True), (0.6, False), (0.1, False)])
    0.75

    Raises:
        ValueError: If all are so, or none is: it is then undefined.
    """
    yes, no = (sum(1 for _, so in scored if so is kind) for kind in (True, False))
    if not yes or not no:
        raise ValueError(f"AUROC is undefined with {yes} that are so and {no} that are not")
    # Mann-Whitney U by ranks, ties sharing the mean of theirs.
    ordered = sorted(value for value, _ in scored)
    ranks = {v: (bisect_left(ordered, v) + bisect_right(ordered, v) + 1) / 2 for v in set(ordered)}
    total = sum(ranks[value] for value, so in scored if so)
    return (total - yes * (yes + 1) / 2) / (yes * no)
