"""The ground of an item: what was found where it stands, and what may come of leaving it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.passages import sentences
from corpus.piece import fold
from corpus.register import Item
from corpus.report import Block, Report, Section, Span
from index.terms import generality, stem_set

_OUTER, _NEXT = 1, 3
"""Headings over a whole chapter, of which only so many sections are an item's ground."""
_SHARED = 2
"""Stems that a sentence must share with an item, at least, to be about it."""


def ground(report: Report, held: Sequence[Item], item: Item) -> list[Span]:
    """The sentences around an item that are no item's own words, in order.

    They stand before it, as far as the item before, under one heading; where nothing stands before
    it, or several items share a place, after it too. What its own card says beside its fields is
    always part of it.

    Args:
        report: Where the item stands.
        held: All items of that report.
        item: The item asked about.
    """
    home = item.sources[-1]
    section = report.by_id[home.section]
    places = [s for other in held if other.id != item.id for s in other.sources]
    others = [place for place in places if place.section != home.section]
    before = list(_walked(report, section, home, places, back=True))
    alone = before and len(others) == len(places)
    after = [] if alone else list(_walked(report, section, home, places, back=False))
    own = _card(report, section, item)
    spans = dict.fromkeys([*before, *own, *after] if alone else [*own, *before, *after])
    said = fold(item.text.value)
    told = (span for span in spans if not any(span.meets(other) for other in places))
    return [span for span in told if fold(span.quote) not in said]


def nearest(spans: Sequence[Span], item: Item, most: int) -> list[Span]:
    """Of some sentences those that speak most of what an item speaks of, in their own order."""
    if len(spans) <= most:
        return list(spans)
    said = _specific(item.text.value)
    shared = {span: len(said & _specific(span.quote)) for span in spans}
    best = sorted(spans, key=lambda span: -shared[span])[:most]
    return [span for span in spans if span in best and shared[span] >= _SHARED]


def _specific(text: str) -> set[str]:
    return {s for s in stem_set(text) if generality(s) == 1}


def _card(report: Report, section: Section, item: Item) -> Iterator[Span]:
    """What the card of an item says beside its words and its fields."""
    fields = [item.text, *item.owners, *item.deadlines, *item.earlier, *item.priorities]
    told = [field.span for field in fields] + [status.span for status in item.statuses]
    home = item.sources[-1]
    for block in section.blocks:
        inside = home.start <= block.start and block.end <= home.end
        for span in _sentences(report, section, block) if inside else ():
            if block.kind == "paragraph" and not any(span.meets(one) for one in told):
                yield span


def _walked(
    report: Report, section: Section, home: Span, others: Sequence[Span], *, back: bool
) -> Iterator[Span]:
    """The sentences on one side of an item, as far as an item elsewhere or another heading."""
    above = section.path[:-1] if _is_of_items(section, [home, *others]) else section.path
    if not above:
        return
    sections = [s for s in report.sections if s.path[: len(above)] == above]
    place, far = sections.index(section), {s.section for s in others} - {section.id}
    way = sections[: place + 1] if back else sections[place:]
    if len(above) <= _OUTER:
        way = way[-_NEXT:] if back else way[:_NEXT]
    found: list[list[Span]] = []
    for near in reversed(way) if back else way:
        spans = list(_beside(report, near, home, back=back))
        cut = [n for n, s in enumerate(spans) if near.id in far and any(map(s.meets, others))]
        found.append(spans[cut[-1] + 1 :] if back and cut else spans[: cut[0]] if cut else spans)
        if near.id in far:
            break
    for spans in reversed(found) if back else found:
        yield from spans


def _beside(report: Report, section: Section, home: Span, *, back: bool) -> Iterator[Span]:
    """The sentences of a section; of that in which an item stands those on one side of it."""
    for block in section.blocks:
        side = block.end <= home.start if back else block.start >= home.end
        if section.id != home.section or side:
            yield from _sentences(report, section, block)


def _is_of_items(section: Section, places: Sequence[Span]) -> bool:
    """Whether a section holds nothing but items."""
    own = [place for place in places if place.section == section.id]
    return all(
        any(place.start <= block.start < place.end for place in own) for block in section.blocks
    )


def _sentences(report: Report, section: Section, block: Block) -> Iterator[Span]:
    if block.kind in {"paragraph", "item"}:
        for unit in sentences(section, [block]):
            yield Span.of(report, section, unit.start, unit.end)
