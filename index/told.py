"""Records of the register as sentences of the index: a loosely worded question reaches them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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


def told(report: Report) -> tuple[Told, ...]:
    """The records of a report as sentences, once for each place in which they stand."""
    register = register_of([report])
    return tuple(
        Told(" ".join(sentence(record).split()[:_LONGEST]), span)
        for record in _records(register)
        for span in _places(record)
    )


class Records:
    """The records that stand in each section."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self._by_section: dict[str, list[Told]] = {}
        for report in reports:
            for record in told(report):
                self._by_section.setdefault(record.span.section, []).append(record)

    def within(self, passage: Passage) -> tuple[Told, ...]:
        """The records that stand, at least in part, in a passage."""
        held = self._by_section.get(passage.section, ())
        return tuple(r for r in held if _overlap(r.span, passage.start, passage.end))

    def at(self, section: Section, start: int, end: int) -> tuple[Told, ...]:
        """The records that stand, at least in part, between two places of a section."""
        return tuple(
            r for r in self._by_section.get(section.id, ()) if _overlap(r.span, start, end)
        )


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
