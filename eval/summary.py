"""What a run has to say: the table that people read, and the same as JSON."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from pydantic import TypeAdapter

from eval.case import KINDS, SPLITS, Split
from eval.found import Retrieval
from eval.measures import Paired, Share, percentile
from eval.result import Result
from eval.scorecard import Scorecard, drop

HEAD = (
    "kind",
    "accuracy",
    "citation match",
    "quotations verbatim",
    "abstention precision",
    "abstention recall",
)


@dataclass(frozen=True, slots=True)
class Row:
    """The measures of one kind of case, or of all."""

    kind: str
    accuracy: Share
    citation_match: Share
    verbatim: Share
    abstention_precision: Share
    abstention_recall: Share

    @classmethod
    def of(cls, kind: str, part: Scorecard) -> "Row":
        """The measures of these results."""
        return cls(
            kind,
            part.accuracy,
            part.citation_match,
            part.verbatim,
            part.abstention_precision,
            part.abstention_recall,
        )

    @property
    def cells(self) -> tuple[str, ...]:
        """As printed, in the order of the columns."""
        shares = (
            self.accuracy,
            self.citation_match,
            self.verbatim,
            self.abstention_precision,
            self.abstention_recall,
        )
        return (self.kind, *map(str, shares))


@dataclass(frozen=True, slots=True)
class Outcomes:
    """How many questions came out in each of the three ways."""

    answered: int
    """In full, as far as the assistant says."""
    partial: int
    abstained: int

    @classmethod
    def of(cls, results: Sequence[Result]) -> "Outcomes":
        """Counted over these results."""
        abstained = sum(r.abstained for r in results)
        partial = sum(r.partial and not r.abstained for r in results)
        return cls(len(results) - abstained - partial, partial, abstained)

    def __str__(self) -> str:
        return (
            f"{self.answered} answered, {self.partial} partly answered, {self.abstained} abstained"
        )


@dataclass(frozen=True, slots=True)
class Summary:
    """The measures of one split."""

    split: Split
    rows: tuple[Row, ...]
    """A row for each kind that occurs, then the total."""
    median_ms: float
    p95_ms: float
    """95th percentile, nearest rank."""
    median_words: float
    """Of an answer."""
    failed: tuple[str, ...]
    """Ids of the cases that went wrong; of the test split only when asked for."""
    outcomes: Outcomes
    retrieval: Retrieval | None
    """Of the cases with support; None when search was not looked at."""

    @classmethod
    def of(cls, split: Split, part: Scorecard, *, name_failed: bool) -> "Summary":
        """The measures of the results of one split, of which there is at least one."""
        kinds = [(kind, part.where(kind=kind)) for kind in KINDS]
        times = [r.elapsed_ms for r in part.results]
        return cls(
            split,
            tuple(Row.of(kind, some) for kind, some in [*kinds, ("total", part)] if some.results),
            percentile(times, 0.5),
            percentile(times, 0.95),
            percentile([r.words for r in part.results], 0.5),
            tuple(r.id for r in part.failed) if name_failed else (),
            Outcomes.of(part.results),
            Retrieval.of([r.found for r in part.results if r.cited is not None]),
        )

    @property
    def text(self) -> str:
        """Title, table, the figures below it, and the ids that failed."""
        lines = [
            f"{self.split}: share [95% interval] n",
            *_aligned([HEAD, *(row.cells for row in self.rows)]),
            *self.figures,
        ]
        return "\n".join([*lines, *([f"failed: {', '.join(self.failed)}"] if self.failed else [])])

    @property
    def figures(self) -> tuple[str, ...]:
        """What is not by kind, a line each: outcomes, search, latency and length."""
        latency = f"latency: median {self.median_ms:.0f} ms, 95th percentile {self.p95_ms:.0f} ms"
        return (
            f"outcomes: {self.outcomes}",
            *([f"search: {self.retrieval}"] if self.retrieval else []),
            f"{latency}; length: median {self.median_words:.0f} words",
        )


@dataclass(frozen=True, slots=True)
class Findings:
    """All that a run has to say."""

    splits: tuple[Summary, ...]
    failures: tuple[Result, ...]
    """What to print of single cases: those that failed or show an altered quotation."""
    altered: int
    """Quotations, in both splits, that are not verbatim."""
    baseline: Paired | None
    """Against the baseline; None when there is none."""
    dropped: bool
    """Whether a merge is to be stopped."""

    @classmethod
    def of(
        cls, scorecard: Scorecard, baseline: Scorecard | None, shown: Sequence[Split] = ()
    ) -> "Findings":
        """Sum up a run; `shown` are the splits of which failures are printed in full."""
        parts = [(split, scorecard.where(split=split)) for split in SPLITS]
        named = {"development", *shown}
        verbatim = scorecard.verbatim
        return cls(
            tuple(Summary.of(s, part, name_failed=s in named) for s, part in parts if part.results),
            tuple(
                r
                for r in scorecard.results
                if r.split in shown and not (r.correct and not r.altered)
            ),
            verbatim.n - verbatim.successes,
            None if baseline is None else scorecard.against(baseline),
            drop(scorecard, baseline),
        )

    @property
    def text(self) -> str:
        """As printed on a terminal."""
        return "\n\n".join(
            [*map(_failure, self.failures), *(s.text for s in self.splits), self.verdict]
        )

    def to_json(self) -> str:
        """The same for machines."""
        return _adapter().dump_json(self, indent=1).decode()

    @property
    def verdict(self) -> str:
        """Against the baseline, and whether any quotation is not verbatim."""
        altered = f"DROP: {self.altered} quotations are not verbatim" if self.altered else ""
        return "\n".join(line for line in (altered, _compared(self.baseline)) if line)


def _compared(paired: Paired | None) -> str:
    if paired is None:
        return "compared with no baseline; --write-baseline writes one"
    return (
        f"{'DROP' if paired.dropped else 'no real drop'}: {paired.losses} losses and "
        f"{paired.gains} gains on the {paired.shared} cases shared with the baseline, "
        f"exact McNemar p = {paired.p_value:.3f}"
    )


def _failure(result: Result) -> str:
    altered = [f"not verbatim: {words}" for words in result.altered]
    why = "\n".join([*([result.why] if result.why else []), *altered])
    head = f"--- {result.id} ({result.kind}, {result.split})"
    return f"{head}\n? {result.question}\n{result.answer}\n! {why}"


def _aligned(rows: Sequence[Sequence[str]]) -> Iterable[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


@cache
def _adapter() -> TypeAdapter[Findings]:
    return TypeAdapter(Findings)
