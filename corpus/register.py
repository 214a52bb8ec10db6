"""The records that reports hold, and questions that rows alone can answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from corpus.body import body_of
from corpus.piece import fold
from corpus.records import (
    Assessment,
    Definition,
    Field,
    Finding,
    Judgement,
    Meeting,
    Response,
    Statistic,
    Status,
    Total,
)
from corpus.report import Event, Span
from corpus.standing import is_done

__all__ = [
    "Assessment",
    "Conflict",
    "DeadlineKind",
    "Definition",
    "Event",
    "Field",
    "Finding",
    "Item",
    "Judgement",
    "Meeting",
    "Register",
    "Response",
    "Statistic",
    "Status",
    "Total",
    "combine",
    "is_done",
]

DeadlineKind = Literal["fixed date", "immediate", "none stated", "other"]


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
    responses: tuple[Response, ...] = ()
    """What the force or the commissioner answers to it."""
    depends_on: tuple[str, ...] = ()
    """Ids of items that must come first, where the report says so."""
    concern: str = ""
    """Id of the cause of concern that a recommendation belongs to; else empty."""
    earlier: tuple[Field, ...] = ()
    """Deadlines that a revised one printed beside them replaces."""
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
        """The statuses stated on or before a day, in the order in which they were stated."""
        known = (status for status in self.statuses if status.is_known(day))
        return tuple(sorted(known, key=lambda s: s.stated_on or s.since or date.min))

    def status_at(self, day: date) -> Status | None:
        """The last status stated on or before a day."""
        known = self.statuses_at(day)
        return known[-1] if known else None

    def latest_at(self, day: date) -> tuple[Status, ...]:
        """The last status of each body and scope, stated on or before a day."""
        last = {_voice(status): status for status in self.statuses_at(day)}
        return tuple(last.values())

    def is_past_due(self, day: date) -> bool:
        """Whether its date has gone by and nobody, or not everybody, says that it was completed."""
        latest = self.latest_at(day)
        done = bool(latest) and all(is_done(status.value) for status in latest)
        return self.deadline is not None and self.deadline < day and not done


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two or more places that disagree: all are shown, none is picked."""

    item: str
    """Id of the item that they speak of; empty where they speak of none."""
    field: str
    """What they disagree about: owners, deadlines, priorities, statuses, a count, a figure ..."""
    sides: tuple[Field, ...]
    kind: str = "values"
    """The rule that found it, such as `two bodies` or `total`."""
    note: str = ""
    """In plain words, what is at odds with what."""


@dataclass(frozen=True, slots=True)
class Register:
    """All records of some reports."""

    items: tuple[Item, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    definitions: tuple[Definition, ...] = ()
    findings: tuple[Finding, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    totals: tuple[Total, ...] = ()
    events: tuple[Event, ...] = ()
    """The dates that reports state about themselves; each has its span here."""

    def within(self, reports: Iterable[str]) -> Register:
        """The records of these reports only."""
        held = set(reports)
        return Register(
            tuple(item for item in self.items if item.report in held),
            tuple(j for j in self.judgements if j.report in held),
            tuple(d for d in self.definitions if d.span.report in held),
            tuple(f for f in self.findings if f.report in held),
            tuple(a for a in self.assessments if a.report in held),
            tuple(m for m in self.meetings if m.report in held),
            tuple(s for s in self.statistics if s.report in held),
            tuple(t for t in self.totals if t.report in held),
            tuple(e for e in self.events if e.span and e.span.report in held),
        )

    def as_at(self, day: date) -> Register:
        """The same records with nothing that was stated after a day."""
        known = (replace(item, statuses=item.statuses_at(day)) for item in self.items)
        return replace(self, items=tuple(known))

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


def combine(registers: Sequence[Register]) -> Register:
    """The records of several reports as one register."""
    return Register(
        tuple(item for r in registers for item in r.items),
        tuple(j for r in registers for j in r.judgements),
        tuple(d for r in registers for d in r.definitions),
        tuple(f for r in registers for f in r.findings),
        tuple(a for r in registers for a in r.assessments),
        tuple(m for r in registers for m in r.meetings),
        tuple(s for r in registers for s in r.statistics),
        tuple(t for r in registers for t in r.totals),
        tuple(e for r in registers for e in r.events),
    )


def _voice(status: Status) -> tuple[str, str]:
    """Who speaks, and of what: two bodies never speak for each other, nor two scopes."""
    body = body_of(status.stated_by)
    return (status.stated_by if body == "other" else body, status.scope)
