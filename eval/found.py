"""Where the support of a case stands among what search found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

from corpus.piece import fold
from corpus.report import Passage, Section
from eval.measures import Share, holds

if TYPE_CHECKING:
    from assistant.answer import Question
    from assistant.ask import Assistant
    from assistant.judge import Candidate
    from eval.case import Case, Support

Look = Callable[["Question"], Sequence["Candidate"]]
"""The sentences found for a question, best first."""

_DEPTH = 10
"""Passages that are looked at for each question."""


@dataclass(frozen=True, slots=True)
class Found:
    """How well search did on one case; the relevant passages are those that hold support."""

    recall_5: float
    """Share of the relevant passages among the first five, in [0, 1]."""
    ndcg_10: float
    reciprocal_rank: float
    """One over the place of the first relevant passage; 0 if it is not among the first ten."""
    exact: bool
    """Whether the sentence ranked first holds support."""


@dataclass(frozen=True, slots=True)
class Retrieval:
    """How well search did on all cases with support: means, in [0, 1]."""

    recall_5: float
    ndcg_10: float
    mrr_10: float
    n: int
    exact_sentence: Share
    scattered: int
    """Cases left out, since no passage holds a support of theirs by itself."""

    @classmethod
    def of(cls, found: Sequence[Found | None]) -> Retrieval | None:
        """The means over some cases with support; None when search was looked at for none."""
        held = [f for f in found if f]
        if not held:
            return None
        return cls(
            round(fmean(f.recall_5 for f in held), 4),
            round(fmean(f.ndcg_10 for f in held), 4),
            round(fmean(f.reciprocal_rank for f in held), 4),
            len(held),
            Share.of([f.exact for f in held]),
            len(found) - len(held),
        )

    def __str__(self) -> str:
        return (
            f"recall@5 {self.recall_5:.3f}, nDCG@10 {self.ndcg_10:.3f}, MRR@10 {self.mrr_10:.3f}, "
            f"n={self.n}; exact sentence {self.exact_sentence}{self._left_out}"
        )

    @property
    def _left_out(self) -> str:
        told = f"; left out, their support being in no single passage: {self.scattered}"
        return told if self.scattered else ""


class Seeker:
    """Looks for the support of cases among what an assistant's search finds."""

    def __init__(self, held: Sequence[tuple[Section, Passage]], look: Look) -> None:
        self._held, self._look = held, look

    @classmethod
    def over(cls, assistant: Assistant) -> Seeker:
        """Over the reports and the search of an assistant."""
        from corpus.passages import passages  # noqa: PLC0415 (costs seconds)

        parts = (passage for report in assistant.reports for passage in passages(report))
        held = [(assistant.section(passage.section), passage) for passage in parts]
        return cls(held, assistant.sentences)

    def seek(self, case: Case) -> Found | None:
        """How well search does on a case; None when no passage holds any support of it."""
        from eval.retrieval import ndcg_at, recall_at, reciprocal_rank_at  # noqa: PLC0415 (likewise)

        gains = {p.id: 1.0 for s, p in self._held if any(in_passage(s, p, x) for x in case.support)}
        if not gains:
            return None
        candidates = self._look(case.asked)
        ranked = _ranked(candidates)
        best = candidates[0] if candidates else None
        return Found(
            recall_at(5, ranked, gains),
            ndcg_at(_DEPTH, ranked, gains),
            reciprocal_rank_at(_DEPTH, ranked, gains),
            best is not None
            and any(_is_headed(best.section, x) and _says(best.text, x) for x in case.support),
        )


def in_passage(section: Section, passage: Passage, place: Support) -> bool:
    """Whether a passage holds support: all its words in one block, or the part of it there."""
    parts = (
        section.text[max(block.start, passage.start) : min(block.end, passage.end)]
        for block in section.blocks
        if block.start < passage.end and passage.start < block.end
    )
    return _is_headed(section, place) and any(_says(part, place) for part in parts)


def _is_headed(section: Section, place: Support) -> bool:
    return fold(place.section) in fold(section.title)


def _says(text: str, place: Support) -> bool:
    return all(holds(text, words) for words in place.words)


def _ranked(candidates: Sequence[Candidate]) -> list[str]:
    """The passages of some sentences by their rank in the search; "" for one without sentences."""
    ranks = {candidate.hit.rank: candidate.hit.passage.id for candidate in candidates}
    return [ranks.get(rank, "") for rank in range(1, max(ranks, default=0) + 1)]
