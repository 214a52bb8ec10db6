"""The whole list that a question asks for by what it lists: `all the findings on leadership`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.asked import Asked
from assistant.cite import Draft
from assistant.quote import LONG_LIST
from corpus.passages import items_from
from corpus.piece import fold
from corpus.report import Block, Report, Section, Span
from index.terms import ASKING, generality, stem_set, stems

_NOUN = (
    r"(?:findings?|bullets?(?: points?)?|bullet points?|points|messages|conclusions|observations"
    r"|headlines|lessons|positives|negatives|strengths|weaknesses|themes|questions)"
)
_SET = r"(?:full|complete|whole|entire) (?:set|list)\b"
_ASKED = re.compile(
    rf"\b{_SET}.*\b{_NOUN}|\b{_NOUN}.*\b{_SET}"
    rf"|\b(?:all|every|list|which|what are|what were|give me|show me)\b(?: \w+){{0,4}}? {_NOUN}\b"
    rf"|\b(?:how many|number of|count of)(?: \w+){{0,3}}? {_NOUN}\b"
    rf"|^(?:the )?(?:main|key) {_NOUN}\b"
    rf"|\b{_NOUN}\b.*\b(?:all of (?:them|it)|in full)\b"
)
_COUNTED = re.compile(r"\b(?:how many|number of|count of)\b")
_ANY = frozenset(stems("bullet bullets point points list section part page number"))
"""What a list is called whatever it lists, and where it stands."""
_LEAD = 2
"""Blocks before a list that say what it lists."""
_ENOUGH = 0.6
"""Share of the topic's weight that what stands over a list must hold."""


@dataclass(frozen=True, slots=True)
class _List:
    """A list in a report."""

    report: Report
    section: Section
    lead: tuple[Block, ...]
    points: tuple[Block, ...]

    @property
    def over(self) -> frozenset[str]:
        """The stems of what stands over it: the headings but the title, and what leads into it."""
        lead = (self.section.words(block) for block in self.lead)
        return stem_set(" ".join((*self.section.path[1:], *lead)))


def whole_lists(asked: Asked) -> list[Draft]:
    """The list that a question asks for as a whole, counted where it asks how many; or none."""
    text = fold(asked.understood.layers[0])
    if asked.understood.families or not _ASKED.search(text):
        return []
    topic = _topic(asked)
    fits = [(_share(asked, topic, one), one) for one in _lists(asked)]
    best = max((fit for fit, _ in fits), default=0.0)
    meant = [one for fit, one in fits if fit == best and fit >= _ENOUGH]
    if len(meant) != 1:
        return []
    counted = bool(_COUNTED.search(text))
    return [*([_count(meant[0])] if counted else []), *_drafts(meant[0])]


def _topic(asked: Asked) -> Mapping[str, float]:
    """What a question says of the list: no name of a report, and no word for any list."""
    said = asked.query.weights.items()
    left = {s: w * generality(s) for s, w in said if s not in asked.naming | ASKING | _ANY}
    unknown = stem_set(" ".join(asked.query.unknown))
    return {s: w for s, w in left.items() if s not in unknown}


def _share(asked: Asked, topic: Mapping[str, float], one: _List) -> float:
    """The share of a topic's weight that what stands over a list holds, in [0, 1]."""
    return asked.query.share(topic, one.over) if topic else 0.0


def _lists(asked: Asked) -> Iterator[_List]:
    """The lists of the reports meant: points that stand together, under what leads into them."""
    for key in sorted(asked.meant):
        report = asked.reports[key]
        for section in report.sections:
            for n, block in enumerate(section.blocks):
                first = block.kind == "item" and (not n or section.blocks[n - 1].kind != "item")
                points = tuple(items_from(section.blocks[n:])) if first else ()
                length = sum(len(section.words(point).split()) for point in points)
                if len(points) > 1 and length < LONG_LIST:
                    yield _List(report, section, section.blocks[max(n - _LEAD, 0) : n], points)


def _count(one: _List) -> Draft:
    places = tuple(Span.of(one.report, one.section, p.start, p.end) for p in one.points)
    told = f"{len(one.points)} points are listed under {one.section.heading} ({one.report.name})"
    return Draft("row", told, places)


def _drafts(one: _List) -> Iterator[Draft]:
    lead = one.lead[-1:] if one.lead and one.lead[-1].kind != "item" else ()
    for n, block in enumerate((*lead, *one.points)):
        place = (Span.of(one.report, one.section, block.start, block.end),)
        yield Draft("item" if n >= len(lead) else "lead-in", one.section.words(block), place)
