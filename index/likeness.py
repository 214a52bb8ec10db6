"""How far two reports have the same words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from corpus.piece import words
from corpus.report import Report

_RUN = 5
"""Words in a run; runs of five that two texts share are seldom chance."""


@dataclass(frozen=True)
class Wording:
    """The words of a report in order, and what is compared of them."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, report: Report) -> Wording:
        """The wording of a report: headings and text."""
        parts = (f"{section.heading} {section.text}" for section in report.sections)
        return cls(tuple(word for part in parts for word in words(part)))

    def differs(self, other: Wording) -> tuple[int, int]:
        """How many words either lacks of the other: the fewer first, then the more.

        >>> Wording(("a", "b", "b")).differs(Wording(("b", "a", "c", "d", "b")))
        (0, 2)
        """
        ours, theirs = self._counts, other._counts
        fewer, more = sorted([(ours - theirs).total(), (theirs - ours).total()])
        return fewer, more

    def holds(self, other: Wording) -> float:
        """Share of another's runs of words that stand in this one too, in [0, 1]."""
        return len(self._runs & other._runs) / max(len(other._runs), 1)

    def other_figures(self, other: Wording) -> bool:
        """Whether each has a number or date that the other lacks."""
        ours, theirs = self._figures, other._figures
        return bool(ours - theirs) and bool(theirs - ours)

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(self.words)

    @cached_property
    def _figures(self) -> Counter[str]:
        return Counter(word for word in self.words if any(char.isdigit() for char in word))

    @cached_property
    def _runs(self) -> frozenset[tuple[str, ...]]:
        last = max(len(self.words) - _RUN + 1, 1)
        return frozenset(self.words[n : n + _RUN] for n in range(last))
