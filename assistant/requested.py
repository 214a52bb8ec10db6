"""What one body asks of another, where a paper lists it: `The Board is asked to:`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from assistant.asked import Asked, Rows
from assistant.cite import Draft
from assistant.stranger import signed
from corpus.piece import fold
from corpus.report import Block, Report, Section, Span
from index.terms import stems

_ASKED = re.compile(
    r"\bwhat\b.{0,30}?\b(?:does|do|did|has|have|is|are|was|were)\b.{0,40}?"
    r"\b(?:want(?:ed|ing)?|ask(?:ed|ing)?|request(?:ed|ing)?|seek(?:ing)?)\b.{0,20}?\b(?:of|from|off)\b"
    r"|\b(?:what|which)\b.{0,40}?\b(?:is|are|was|were|being)\b.{0,40}?"
    r"\b(?:asked|invited) to (?:do|decide|agree|note)\b"
    r"|\b(?:asks|requests) (?:of|from|to)\b"
)
_LEADS = re.compile(
    r"\b(?:I|we|the [\w ]{3,40}?) (?:have |has |also |therefore )*"
    r"(?:ask(?:s|ed)?|request(?:s|ed)?)\b[^.:]{0,80}:$"
    r"|\b(?:is|are) (?:asked|invited|requested|recommended) (?:to\b[^.:]{0,30})?:$",
    re.IGNORECASE,
)


def requested(asked: Asked) -> Rows | None:
    """All that the one paper meant lists as asked; None where that is not asked, or told nowhere.

    Of several papers that list what they ask it is the one whose title, kind, head and foot
    share most words with the question; where two share as much, nothing is told.
    """
    if asked.understood.families or not _ASKED.search(fold(asked.understood.layers[0])):
        return None
    lists = {key: list(_lists(asked.reports[key])) for key in sorted(asked.meant)}
    shared = {key: _shared(asked, asked.reports[key]) for key, found in lists.items() if found}
    best = [key for key, count in shared.items() if count == max(shared.values())]
    if len(best) != 1:
        return None
    spans = lists[best[0]]
    return Rows(tuple(Draft.quoting(span) for span in spans), tuple(spans))


def _shared(asked: Asked, report: Report) -> int:
    """How many words of a question stand in a report's title, kind, head and foot."""
    return len(set(asked.query.weights) & set(stems(f"{report.name} {signed(report)}")))


def _lists(report: Report) -> Iterator[Span]:
    """The points under each sentence of a report that asks for them, after that sentence."""
    for section in report.sections:
        if _LEADS.search(f"{section.heading}:") and (points := _points(section, 0)):
            yield from (Span.of(report, section, b.start, b.end) for b in points)
            continue
        for n, block in enumerate(section.blocks):
            points = _points(section, n + 1)
            if points and _LEADS.search(section.words(block)):
                yield from (Span.of(report, section, b.start, b.end) for b in (block, *points))


def _points(section: Section, start: int) -> list[Block]:
    """The points of one list from a place on: two at least, all of them numbered alike."""
    points = list(takewhile(lambda b: b.kind == "item", section.blocks[start:]))
    marks = [_MARK.match(section.words(block)) for block in points]
    alike = takewhile(lambda m: _kind_of(m) == _kind_of(marks[0]), marks)
    count = len(list(alike))
    return points[:count] if count > 1 else []


_MARK = re.compile(r"\(?(?:(?P<digit>\d{1,2})|(?P<letter>[a-z]{1,4}))[.)]")


def _kind_of(mark: re.Match[str] | None) -> str:
    return (mark.lastgroup or "") if mark else ""
