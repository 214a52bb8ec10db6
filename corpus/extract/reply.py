"""What a report answers to its items, and where else it speaks of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from corpus.extract.part import Part, parts, piece_of
from corpus.label import FAMILIES, Label, item_label
from corpus.passages import sentences
from corpus.piece import fold
from corpus.register import Field, Item, Response
from corpus.report import PROSE, Block, Report

_EARLIER = re.compile(r"original|earlier|previous|last report", re.IGNORECASE)
_SAME = 92
"""How like its item the words are that a response repeats, of 100 (ratio)."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A response, and the label or the words by which it says what it answers."""

    response: Response
    label: Label | None
    words: str = ""


def answered(report: Report, items: Sequence[Item]) -> list[Item]:
    """The items with what response sections say to them, and where else they are spoken of."""
    replies = [reply for part in parts(report) if part.replies for reply in _replies(part, items)]
    return [_with(report, item, items, replies) for item in items]


def _with(report: Report, item: Item, items: Sequence[Item], replies: Sequence[Reply]) -> Item:
    own = [r.response for r in replies if _answers(r, item, items)]
    told = list(dict.fromkeys([*item.responses, *own]))
    shared = sum(other.number == item.number and other.family == item.family for other in items)
    said = _mentions(report, item, told) if item.number and shared == 1 else ()
    return replace(item, responses=tuple(told), mentions=tuple(said))


def _answers(reply: Reply, item: Item, items: Sequence[Item]) -> bool:
    if reply.words:
        return _same(reply.words, item)
    label = reply.label
    if (
        not label
        or label.number.casefold() != item.number.casefold()
        or label.family != item.family
    ):
        return False
    rivals = [i for i in items if i.family == item.family and i.number == item.number]
    year = re.search(r"20\d\d", label.qualifier)
    if len(rivals) < 2 or year:
        return not year or not item.set or item.set.startswith(year[0])
    newest = max(rival.set for rival in rivals)
    return bool(_EARLIER.search(label.qualifier)) == (item.set != newest)


def _same(words: str, item: Item) -> bool:
    own = item.text.value
    return fold(words) == fold(own) or fuzz.ratio(fold(words), fold(own)) >= _SAME


def _replies(part: Part, items: Sequence[Item]) -> Iterator[Reply]:
    head = item_label(part.section.heading)
    if head and head.number and part.blocks:
        whole = part.field(part.blocks[0].start, part.blocks[-1].end)
        yield Reply(Response(part.speaker, whole), head)
    for n, block in enumerate(part.blocks):
        words, after = part.words(block), part.blocks[n + 1 : n + 2]
        label = item_label(words) if block.kind in PROSE else None
        if label and label.number and (label.parted or label.qualifier):
            yield from _labelled(part, block, label, after)
        elif after and after[0].kind == "paragraph" and any(_same(words, i) for i in items):
            yield Reply(Response(part.speaker, part.whole(after[0])), None, words)


def _labelled(part: Part, block: Block, label: Label, after: Sequence[Block]) -> Iterator[Reply]:
    """A reply on the line of its label, or in the paragraph under it."""
    whole = part.whole(block)
    if label.rest:
        said = piece_of(whole, len(whole.value) - len(label.rest), len(whole.value))
        yield Reply(Response(part.speaker, said), label)
    elif after and after[0].kind == "paragraph":
        yield Reply(Response(part.speaker, part.whole(after[0])), label)


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
    for part in parts(report):
        section = part.section
        if label.fullmatch(section.heading) and not any(s.section == section.id for s in taken):
            units = sentences(section, section.blocks[:2])
            yield from (part.field(u.start, u.end) for u in units)
        for block in section.blocks:
            inside = any(
                s.section == section.id and s.start < block.end and block.start < s.end
                for s in taken
            )
            if block.kind == "paragraph" and not inside and label.search(section.words(block)):
                yield from (
                    part.field(u.start, u.end)
                    for u in sentences(section, [block])
                    if label.search(section.text[u.start : u.end])
                )
