"""What the card of an item tells of the time after it was agreed: work begun, what is to come."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.asked import Asked
from corpus.passages import sentences
from corpus.register import Item
from corpus.report import Report, Section, Span

_WORK = r"(?:audits?|debrief|fieldwork|draft|inspection|visit|review|testing)"
_SINCE = re.compile(
    rf"\b(?:since|following|after|subsequent to) (?:the|our|this|that)\s(?:\w+ ){{0,3}}?{_WORK}\b"
    rf"|\bat (?:the|our) (?:\w+ )?(?:debrief|closing|close-?out|exit)\b|\b(?:has|have) since\b",
    re.IGNORECASE,
)
"""Opens what happened after the work on which a card rests."""
_MOST = 120
"""Words that are quoted of one paragraph."""


def since(asked: Asked, item: Item) -> Iterator[Span]:
    """Where the card of an item tells what was done since, each to the end of its paragraph."""
    report = asked.reports[item.report]
    for section in dict.fromkeys(s for source in item.sources for s in _card(report, source)):
        if _is_own(asked, item, section):
            for start, end in _told(section):
                yield Span.of(report, section, start, end)


def _card(report: Report, source: Span) -> Iterator[Section]:
    """The section in which an item stands, and what was found, under the heading above it."""
    place = next((n for n, s in enumerate(report.sections) if s.id == source.section), None)
    if place is None:
        return
    own = report.sections[place]
    yield own
    above = own.path[:-1]
    for section in reversed(report.sections[:place]):
        if section.path[:-1] != above:  # not another item of the same card
            yield from [section] if section.path == above and len(above) > _OUTER else []
            return


_OUTER = 1
"""Headings over a whole chapter, of which the words are no card's."""


def _is_own(asked: Asked, item: Item, section: Section) -> bool:
    """Whether a section holds no other item."""
    return not any(
        source.section == section.id
        for other in asked.register.items
        if other.id != item.id
        for source in other.sources
    )


def _told(section: Section) -> Iterator[tuple[int, int]]:
    """From the first sentence of each paragraph that tells what was done since, to its end."""
    for block in section.blocks:
        units = sentences(section, [block]) if block.kind == "paragraph" else []
        first = next((u for u in units if _SINCE.search(section.text[u.start : u.end])), None)
        if first:
            whole = len(section.text[first.start : block.end].split()) <= _MOST
            yield first.start, block.end if whole else first.end
