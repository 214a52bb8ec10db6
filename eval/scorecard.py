"""Run the cases, keep what came of them, and say whether answers got worse."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from assistant.answer import Answer, Question
from eval.case import Case, Split
from eval.found import Found
from eval.measures import Paired, Share, abstention_precision, abstention_recall, compare
from eval.result import Result, SectionOf, judge

Ask = Callable[[Question], Answer]
Seek = Callable[[Case], Found | None]
"""Where search puts the support of a case; None when there is nothing to be found."""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The results of a run, in the order of the cases."""

    results: tuple[Result, ...]

    def where(self, *, split: Split | None = None, kind: str | None = None) -> "Scorecard":
        """The part of one split, of one kind, or both."""
        return Scorecard(
            tuple(r for r in self.results if split in {None, r.split} and kind in {None, r.kind})
        )

    def __add__(self, other: "Scorecard") -> "Scorecard":
        return Scorecard((*self.results, *other.results))

    @property
    def accuracy(self) -> Share:
        """Cases answered in full, or rightly refused."""
        return Share.of([r.correct for r in self.results])

    @property
    def citation_match(self) -> Share:
        """Of the cases with support, those whose citations meet all of it."""
        return Share.of([r.cited for r in self.results if r.cited is not None])

    @property
    def verbatim(self) -> Share:
        """Of the quotations shown, those that stand in their section word for word."""
        shown = sum(r.quotations for r in self.results)
        return Share(shown - sum(len(r.altered) for r in self.results), shown)

    @property
    def abstention_precision(self) -> Share:
        """Of the abstentions made, those that were right."""
        return abstention_precision(*self._abstentions)

    @property
    def abstention_recall(self) -> Share:
        """Of the cases that are not in the corpus, those refused."""
        return abstention_recall(*self._abstentions)

    @property
    def failed(self) -> tuple[Result, ...]:
        """The results that are wrong."""
        return tuple(r for r in self.results if not r.correct)

    @property
    def altered(self) -> tuple[Result, ...]:
        """The results that show a quotation which is not verbatim."""
        return tuple(r for r in self.results if r.altered)

    @property
    def correct_by_id(self) -> dict[str, bool]:
        """Whether each case went right, by its id."""
        return {r.id: r.correct for r in self.results}

    def against(self, baseline: "Scorecard") -> Paired:
        """Gains and losses on the cases that both have."""
        return compare(self.correct_by_id, baseline.correct_by_id)

    def outcomes(self) -> "Scorecard":
        """The same without words of questions and answers: what a baseline keeps."""
        return Scorecard(tuple(r.outcome for r in self.results))

    def to_json(self) -> str:
        """Every result; `from_json` gives the same scorecard back."""
        return _ADAPTER.dump_json(self, indent=1, exclude_defaults=True).decode() + "\n"

    @classmethod
    def from_json(cls, text: str) -> "Scorecard":
        """The scorecard that was written.

        Raises:
            ValueError: If it is not one.
        """
        return _ADAPTER.validate_json(text)

    @property
    def _abstentions(self) -> tuple[list[bool], list[bool]]:
        return [r.abstained for r in self.results], [r.abstain for r in self.results]


def measure(
    cases: Iterable[Case], ask: Ask, section_of: SectionOf, seek: Seek = lambda _: None
) -> Scorecard:
    """Ask every question, one after the other, judge the answers, and look at what search found."""
    return Scorecard(
        tuple(replace(_result(case, ask, section_of), found=seek(case)) for case in cases)
    )


def drop(scorecard: Scorecard, baseline: Scorecard | None) -> bool:
    """Whether a merge is to be stopped.

    That is when answers got worse than the baseline beyond chance, or any quotation shown is
    not verbatim, which no baseline excuses.
    """
    return bool(scorecard.altered) or (baseline is not None and scorecard.against(baseline).dropped)


def _result(case: Case, ask: Ask, section_of: SectionOf) -> Result:
    began = time.perf_counter()
    answer = ask(case.asked)
    return judge(case, answer, section_of, 1000 * (time.perf_counter() - began))


_ADAPTER = TypeAdapter(Scorecard)
