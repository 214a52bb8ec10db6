"""What a report answers to its items, and where else it speaks of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.extract.field import field_at
from corpus.extract.place import RESPONSE, speaker_of
from corpus.label import FAMILIES, item_label
from corpus.passages import sentences
from corpus.piece import fold
from corpus.register import Field, Item, Response
from corpus.report import Report, Section, Span


def answered(report: Report, item: Item, items: Sequence[Item]) -> Item:
    """The item with what a response section says to it, and where else it is spoken of."""
    own = [
        r
        for s in report.sections
        if RESPONSE.search(" ".join(s.path))
        for r in _responses(report, s, item, items)
    ]
    shared = sum(other.number == item.number and other.family == item.family for other in items)
    said = _mentions(report, item, own) if item.number and shared == 1 else ()
    return replace(item, responses=tuple(own), mentions=tuple(said))


def _mentions(report: Report, item: Item, told: Sequence[Response]) -> Iterator[Field]:
    """Sentences outside the item's own places that name it: `Action 2 is accepted in part.`."""
    number = re.escape(item.number)
    known = (
        number
        if len(item.number) > 3
        else f"(?:{FAMILIES[item.family]}|actions?)[\\s.-]*(?:no\\.? )?{number}"
    )
    label = re.compile(rf"(?<![\w.]){known}(?![\w/]|\.\d| \(20)", re.IGNORECASE)
    taken = [*item.sources, *(response.text.span for response in told)]
    for section in report.sections:
        if label.fullmatch(section.heading) and not any(s.section == section.id for s in taken):
            yield from (
                field_at(report, section, u.start, u.end)
                for u in sentences(section, section.blocks[:2])
            )
        for block in section.blocks:
            inside = any(s.section == section.id and s.start <= block.start < s.end for s in taken)
            if block.kind == "paragraph" and not inside and label.search(section.words(block)):
                yield from (
                    field_at(report, section, u.start, u.end)
                    for u in sentences(section, [block])
                    if label.search(section.text[u.start : u.end])
                )


def _responses(
    report: Report, section: Section, item: Item, items: Sequence[Item]
) -> Iterator[Response]:
    newest, by = max((other.set for other in items), default=""), speaker_of(section)
    for n, block in enumerate(section.blocks):
        words = section.words(block)
        label = item_label(words)
        if label and label.number == item.number and label.family == item.family and label.number:
            earlier = bool(re.search(r"original|earlier|previous", words[:80]))
            if earlier == (item.set != newest):
                yield Response(by, field_at(report, section, block.start, block.end))
        elif (
            block.kind == "item"
            and fold(words) == fold(item.text.value)
            and n + 1 < len(section.blocks)
        ):
            reply = section.blocks[n + 1]
            if reply.kind == "paragraph":
                span = Span.of(report, section, block.start, reply.end)
                yield Response(by, Field(section.words(reply), span))
