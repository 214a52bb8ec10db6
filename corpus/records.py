"""The nouns that a register holds beside its items; every value carries the place it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from corpus.report import Span

FindingKind = Literal["adequate control", "promising practice", "main finding", "control weakness"]


@dataclass(frozen=True, slots=True)
class Field:
    """A value as printed, and where."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Status:
    """Who stated what about an item, and when: a line of a log, never overwritten."""

    value: str
    stated_by: str
    stated_on: date | None
    """None where the report that tells it does not say when it was stated."""
    span: Span
    scope: str = ""
    """`national` or `force`, where that is printed; a status of one scope is never the other's."""
    since: date | None = None
    """Of an undated one: the day before which it cannot have been stated."""

    def is_known(self, day: date) -> bool:
        """Whether it was stated by the end of a day; one that tells no date at all is known."""
        told = self.stated_on or self.since
        return told is None or told <= day


@dataclass(frozen=True, slots=True)
class Response:
    """What a body answers to an item."""

    by: str
    """`the Force`, `the PCC`, or the body as printed; empty where nothing says who speaks."""
    text: Field
    stated_on: date | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """An area and its grade as printed, or `Not graded` where the report says that it is not."""

    report: str
    area: str
    grade: str
    span: Span


@dataclass(frozen=True, slots=True)
class Definition:
    """A short form and the expansion that a report prints for it."""

    short: str
    expansion: str
    span: Span


@dataclass(frozen=True, slots=True)
class Finding:
    """What inspectors or auditors found, of a kind that the report's own headings name."""

    kind: FindingKind
    report: str
    area: str
    text: Field


@dataclass(frozen=True, slots=True)
class Assessment:
    """One control as an auditor's card tells it."""

    report: str
    number: str
    """Of the finding or action it belongs to, as printed; its place where none is printed."""
    area: str
    control: Field | None
    presence: Field | None
    """`Partially missing control`, where the card prints it."""
    design: Field | None
    """As printed: ✓, ×, x, Yes ...; `-` means not assessed."""
    compliance: Field | None
    """As `design`."""
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting at which a topic was or will be scrutinised."""

    report: str
    topic: Field | None
    day: date | None
    when: Field | None
    """Its date as printed; it may be no more than a year."""
    aims: tuple[Field, ...]
    evidence: tuple[Field, ...]
    assurance: Field | None
    """`partly assured` and the like, as printed."""
    span: Span


@dataclass(frozen=True, slots=True)
class Statistic:
    """A figure and what it measures."""

    report: str
    value: Field
    number: float
    unit: str
    """`%`, `£`, or the word counted; empty where there is none."""
    measure: str
    """What it counts, as printed."""
    period: str
    comparator: str
    """What it is set against, as printed."""
    span: Span


@dataclass(frozen=True, slots=True)
class Total:
    """A count that a report prints of its own rows: `5 actions`, `four are overdue`."""

    report: str
    what: str
    """What is counted and how it stands, as printed: `are overdue`."""
    number: int
    of: int | None
    """The whole that it is part of, where that is printed beside it."""
    unit: str
    """The noun counted, as printed: `recommendations`."""
    span: Span
