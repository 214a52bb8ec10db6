"""What reports say of themselves: whether they may be passed on, how long lay between two days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.asked import Asked
from assistant.cite import Draft
from assistant.day import uk
from corpus.handling import handling
from corpus.passages import sentences
from corpus.register import Event
from corpus.report import Report, Span
from index.terms import stems

_SPREAD = r"(?:share|send|forward|pass|circulate|publish|copy|disclose|give|show|quote|release|hand|email)"
_THING = r"(?:report|audit|response|document|paper|minutes|it|this|these|them)"
_MAY = re.compile(
    rf"^(?:(?:and|so|but|is it|would it be|it's|its) )*(?:ok(?:ay)?|all ?right|fine|safe|can|could|may|should|are|am|do)\b.{{0,40}}"
    rf"\b{_SPREAD}\b(?: [\w'’-]+){{0,6}}? {_THING}\b"
    rf"|\b(?:is|are) (?:it|this|that|they|the (?:\w+ ){{1,4}}?)(?:confidential|restricted|public|secret|sensitive|protectively marked)\b"
    rf"|\b(?:allowed|permitted|free) to {_SPREAD}\b"
)
_BETWEEN = re.compile(
    r"\bhow (?:many (?:days|weeks|months)|long)\b.*\b(?:between|from|after|before|since|to \w+|take)\b"
)
_SMALL = frozenset(
    stems(
        "a an and by for from in of on the to date report reports inspection held issued published received"
    )
)


def itself(asked: Asked) -> list[Draft]:
    """What answers a question about a report as a thing; none where it is none."""
    said = asked.understood
    text = said.own
    if said.families or said.numbers:
        return []
    if _BETWEEN.search(text):
        return [draft for report in _meant(asked) for draft in _days(asked, report, text)]
    if _MAY.search(text):
        return [draft for report in _meant(asked) for draft in _handled(report)]
    return []


def _meant(asked: Asked) -> list[Report]:
    return [asked.reports[key] for key in sorted(asked.meant)]


def _handled(report: Report) -> Iterator[Draft]:
    """The sentences of a report on copying it and passing it on."""
    for section in report.sections:
        for unit in sentences(section, section.blocks):
            if handling([section.text[unit.start : unit.end]]):
                span = Span.of(report, section, unit.start, unit.end)
                yield Draft.quoting(span)


def _days(asked: Asked, report: Report, text: str) -> list[Draft]:
    """How many days lie between the two dates of a report that a question names."""
    spoken = set(stems(text))
    events = [e for e in asked.register.events if e.span and e.span.report == report.id]
    named = [e for e in events if _is_named(e, spoken)]
    days = sorted({e.on: e for e in named}.values(), key=lambda e: e.on)
    return [_apart(days)] if len(days) == 2 else []


def _is_named(event: Event, spoken: set[str]) -> bool:
    """Whether a question says all words of an event, or those of the same root: respond, response."""
    own = set(stems(event.label)) - _SMALL
    return bool(own) and all(s in spoken or _of_root(s, spoken) for s in own)


def _of_root(name: str, spoken: set[str]) -> bool:
    return len(name) >= _ROOT and any(s[:_ROOT] == name[:_ROOT] for s in spoken)


_ROOT = 6
"""Letters that words of one root share at least."""


def _apart(days: Sequence[Event]) -> Draft:
    first, last = days
    told = f"{(last.on - first.on).days} days from {_event(first)} to {_event(last)}"
    return Draft("row", told, tuple(e.span for e in days if e.span))


def _event(event: Event) -> str:
    return f"{event.label} ({uk(event.on)})"
