"""What the rules look at: the records and the sentences of some reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.piece import DATE, dates, place_of
from corpus.records import Field
from corpus.register import Item, Register
from corpus.report import Report, Span
from corpus.said import Said, said


@dataclass(frozen=True, slots=True)
class Seen:
    """Records with the sentences of their reports."""

    register: Register
    reports: tuple[Report, ...]
    sentences: tuple[Said, ...]

    @classmethod
    def of(cls, register: Register, reports: Sequence[Report]) -> Seen:
        """The records of some reports, seen together with their text."""
        held = tuple(reports)
        return cls(register, held, tuple(s for report in held for s in said(report)))

    def report(self, key: str) -> Report:
        """The report of an id."""
        return next(report for report in self.reports if report.id == key)

    def items_of(self, report: str) -> tuple[Item, ...]:
        """The items of a report."""
        return tuple(item for item in self.register.items if item.report == report)

    def sentences_of(self, report: Report) -> Iterator[Said]:
        """The sentences of a report."""
        return (s for s in self.sentences if s.report.id == report.id)


def same_force(one: Report, other: Report) -> bool:
    """Whether two reports are on one force, or one of them is on none."""
    return not one.force or not other.force or place_of(one.force) == place_of(other.force)


def dated_in(report: Report) -> Field | None:
    """Where a report prints the date it is known by; None if only its front matter tells it."""
    found = (_date_in(report, section.id) for section in report.sections)
    return next(filter(None, found), None)


def _date_in(report: Report, key: str) -> Field | None:
    section = report.by_id[key]
    for match in DATE.finditer(section.text):
        if dates(match[0]) == [report.dated]:
            return Field(match[0], Span.of(report, section, match.start(), match.end()))
    return None


def uk(day: object) -> str:
    """A date as UK readers write it."""
    return f"{day:%d %B %Y}".lstrip("0")
