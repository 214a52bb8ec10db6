"""The records that reports hold, and questions that rows alone can answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from corpus.piece import fold
from corpus.report import Span

_DONE = r"\b(?:completed?|closed|implemented|signed off|superseded|discharged|met)\b"
_NOT_DONE = (
    r"\b(?:not|never|incomplete|partly|partially|ongoing|yet|(?:to|will|should|must) be|awaiting)\b"
)

DeadlineKind = Literal["fixed date", "immediate", "none stated", "other"]


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
    span: Span


@dataclass(frozen=True, slots=True)
class Item:
    """A row that asks for action."""

    id: str
    family: str
    """recommendation, area for improvement, management action, cause of concern or action."""
    report: str
    number: str
    """As printed; for an unnumbered list its place in the report."""
    set: str
    """The year of the report that made it, where one report lists several sets; else empty."""
    area: str
    """The heading it stands under, where that says what it concerns."""
    text: Field
    sources: tuple[Span, ...]
    """Each whole row or card in which it stands: summary first, detail after."""
    owners: tuple[Field, ...] = ()
    deadlines: tuple[Field, ...] = ()
    deadline: date | None = None
    """The first deadline printed, as a date."""
    priorities: tuple[Field, ...] = ()
    addressees: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    responses: tuple[Field, ...] = ()
    """What the force or the commissioner answers to it."""
    mentions: tuple[Field, ...] = ()
    """Sentences elsewhere in the report that speak of it by its label and number."""

    @property
    def label(self) -> str:
        """Its name, with the year of its set where that is needed to tell it apart."""
        family = self.family[0].upper() + self.family[1:]
        return " ".join(
            filter(None, [self.set, family if not self.set else self.family, self.number])
        )

    @property
    def deadline_kind(self) -> DeadlineKind:
        """Whether the deadline is a date at all."""
        if self.deadline:
            return "fixed date"
        words = " ".join(fold(field.value) for field in self.deadlines)
        if "immediate" in words:
            return "immediate"
        return "other" if words else "none stated"

    def statuses_at(self, day: date) -> tuple[Status, ...]:
        """The statuses stated on or before a day; an undated one counts as known."""
        return tuple(s for s in self.statuses if s.stated_on is None or s.stated_on <= day)

    def status_at(self, day: date) -> Status | None:
        """The last status stated on or before a day."""
        known = self.statuses_at(day)
        return known[-1] if known else None

    def is_past_due(self, day: date) -> bool:
        """Whether its date has gone by and nothing says that it was completed."""
        status = self.status_at(day)
        done = status is not None and is_done(status.value)
        return self.deadline is not None and self.deadline < day and not done


@dataclass(frozen=True, slots=True)
class Judgement:
    """An area and its grade as printed."""

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
class Conflict:
    """Spans that disagree about one field of an item."""

    item: str
    field: str
    sides: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """All records of some reports."""

    items: tuple[Item, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    definitions: tuple[Definition, ...] = ()

    def within(self, reports: Iterable[str]) -> Register:
        """The records of these reports only."""
        held = set(reports)
        return Register(
            tuple(item for item in self.items if item.report in held),
            tuple(j for j in self.judgements if j.report in held),
            tuple(d for d in self.definitions if d.span.report in held),
        )

    def past_due(self, day: date) -> tuple[Item, ...]:
        """Items whose date has gone by with no completion recorded."""
        return tuple(item for item in self.items if item.is_past_due(day))

    def conflicts(self) -> tuple[Conflict, ...]:
        """Items for which a report gives two owners, dates or priorities."""
        found = []
        for item in self.items:
            for name in ("owners", "deadlines", "priorities"):
                sides: Sequence[Field] = getattr(item, name)
                if len({fold(side.value) for side in sides}) > 1:
                    found.append(Conflict(item.id, name, tuple(sides)))
        return tuple(found)


def is_done(status: str) -> bool:
    """Whether a status, as printed, says that nothing is left to do.

    >>> is_done("Completed"), is_done("Incomplete"), is_done("Not yet implemented")
    (True, False, False)
    """
    words = fold(status)
    negated = re.search(_NOT_DONE, words)
    return bool(re.search(_DONE, words)) and not negated
