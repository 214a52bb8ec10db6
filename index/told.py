"""Records of the register as sentences of the index: a loosely worded question reaches them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from corpus.extract import register_of
from corpus.register import Assessment, Event, Item, Judgement, Meeting, Register
from corpus.report import Passage, Report, Section, Span
from corpus.sentence import sentence

_LONGEST = 90
"""Words of a record that are embedded; the model reads about 200."""


@dataclass(frozen=True, slots=True)
class Told:
    """A record in words, and a place in which it stands."""

    text: str
    span: Span


def told(report: Report, register: Register | None = None) -> tuple[Told, ...]:
    """The records of a report as sentences, once for each place in which they stand.

    `register` holds them where they have been read out of the report already.
    """
    return tuple(
        Told(" ".join(sentence(record).split()[:_LONGEST]), span)
        for record in _records(register or register_of([report]))
        for span in _places(record)
    )


class Records:
    """The records that stand in each section, looked up when a report is first asked about."""

    def __init__(self, told_in: Callable[[str], Iterable[Told]]) -> None:
        """`told_in` gives the records of a report by its id."""
        self._told_in = told_in
        self._by_report: dict[str, dict[str, list[Told]]] = {}

    def within(self, passage: Passage) -> tuple[Told, ...]:
        """The records that stand, at least in part, in a passage."""
        held = self._of(passage.report).get(passage.section, ())
        return tuple(r for r in held if _overlap(r.span, passage.start, passage.end))

    def at(self, report: str, section: Section, start: int, end: int) -> tuple[Told, ...]:
        """The records that stand, at least in part, between two places of a report's section."""
        held = self._of(report).get(section.id, ())
        return tuple(r for r in held if _overlap(r.span, start, end))

    def _of(self, report: str) -> dict[str, list[Told]]:
        if report not in self._by_report:
            found: dict[str, list[Told]] = {}
            for record in self._told_in(report):
                found.setdefault(record.span.section, []).append(record)
            self._by_report[report] = found
        return self._by_report[report]


def _overlap(span: Span, start: int, end: int) -> bool:
    return span.start < end and start < span.end


def _records(register: Register) -> Iterator[Item | Judgement | Assessment | Meeting | Event]:
    yield from register.items
    yield from register.judgements
    yield from register.assessments
    yield from register.meetings
    yield from register.events


def _places(record: Item | Judgement | Assessment | Meeting | Event) -> tuple[Span, ...]:
    if isinstance(record, Item):
        return record.sources
    if isinstance(record, Assessment):
        return record.spans
    if isinstance(record, Meeting):
        return (record.assurance.span,) if record.assurance else (record.span,)
    return (record.span,) if record.span else ()
