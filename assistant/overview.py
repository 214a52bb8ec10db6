"""What a report says of a part of its subject: the grade, the items and the findings there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.asked import Asked
from assistant.cite import Draft
from assistant.quote import LONG_LIST
from assistant.tell import row
from corpus.passages import sentences
from corpus.piece import fold
from corpus.report import Report, Section, Span
from index.terms import ASKING, content, stem, stems

_SAID = (
    r"(?:says?|said|finds?|found|conclude[sd]?|report(?:s|ed)?|thinks?|thought|made?"
    r"|tells? us|told us)"
)
_OF = (
    r"(?:about|on|of|at|regarding|around|under|for|in relation to|when it c[oa]mes? to"
    r"|with regard to)"
)
_POINTS = r"(?:main|key|headline) (?:findings?|points?|messages?|conclusions?)"
_SHORT = r"(?:summar(?:y|ise)|overview|run ?down|recap|(?:tell|brief) (?:me|us))"
_WHAT = r"(?:and |so |ok |please )*what (?:did|does|do|has|have|had)"
_ASKED = re.compile(
    rf"^{_WHAT}\b.{{2,60}}? {_SAID} {_OF} (?P<say>.+)"
    rf"|\b{_POINTS}\b(?: {_OF})? (?P<find>.+)|\b{_SHORT}\b(?: {_OF})? (?P<sum>.+)"
)
"""Asks for all that is said of a subject, not for one thing about it."""
_NAMED = 0.5
"""Share of a heading's words that must be said for its part of the report to be meant."""


def overview(asked: Asked) -> list[Draft]:
    """The part of a report under the heading that a question is about; none where it names none."""
    text = fold(asked.understood.layers[0]).rstrip(" ?.")
    found = _ASKED.search(text)
    said = asked.understood
    if not found or said.families or said.context or "count" in said.wants:
        return []
    topics = _topics(asked, found["say"] or found["find"] or found["sum"])
    heads = ({k: h for k in asked.meant if (h := _head(asked, k, topic))} for topic in topics)
    parts = next(filter(None, heads), {})
    if len(parts) != 1:
        return []
    ((key, head),) = parts.items()
    drafts = list(_drafts(asked, asked.reports[key], head))
    if len(drafts) < 2 or sum(len(draft.text.split()) for draft in drafts) > LONG_LIST:
        return []
    return drafts


def _topics(asked: Asked, said: str) -> tuple[set[str], set[str]]:
    """The stems of the subject, without those that name the force; and without its report's."""
    held = {s for r in asked.reports.values() for s in stems(f"{r.force} {r.publisher} force")}
    named = {stem(word) for word in content(said)} - ASKING - held
    return named, named - asked.naming


def _head(asked: Asked, key: str, topic: set[str]) -> tuple[str, ...]:
    """The path of headings that ends in the one that says the subject, and best; empty if none."""
    report = asked.reports[key]
    paths = {s.path[:depth] for s in report.sections for depth in range(1, len(s.path) + 1)}
    own = {path: {s for s in stems(path[-1]) if s not in ASKING} for path in paths}
    said = {
        p: len(topic & names) / len(names) for p, names in own.items() if names and topic <= names
    }
    best = max(said.values(), default=0.0)
    heads = [p for p, share in said.items() if share == best] if topic and best >= _NAMED else []
    return heads[0] if len(heads) == 1 else ()


def _drafts(asked: Asked, report: Report, head: tuple[str, ...]) -> Iterator[Draft]:
    """The grades, the items and the lists that stand under a heading; of prose, how it opens."""
    inside = [s for s in report.sections if s.path[: len(head)] == head]
    ids = {s.id for s in inside}
    for judgement in dict.fromkeys(asked.register.judgements):
        if judgement.span.section in ids:
            yield Draft("row", f"{judgement.area} – {judgement.grade}", (judgement.span,))
    items = [i for i in asked.register.items if any(s.section in ids for s in i.sources[:1])]
    yield from (row(asked, item, short=False) for item in items)
    told = {span.section for item in items for span in item.sources}
    lists = [s for s in inside if s.id not in told and _is_list(s)]
    for section in lists or (() if items else inside):
        yield from _listed(report, section) if lists else _opened(report, section)


def _is_list(section: Section) -> bool:
    return sum(block.kind == "item" for block in section.blocks) > 1


def _listed(report: Report, section: Section) -> Iterator[Draft]:
    """The points of a section's lists."""
    for block in section.blocks:
        if block.kind == "item":
            place = (Span.of(report, section, block.start, block.end),)
            yield Draft("item", section.words(block), place)


def _opened(report: Report, section: Section) -> Iterator[Draft]:
    """The sentence that opens each paragraph of a section of prose."""
    for block in section.blocks:
        if block.kind == "paragraph":
            first = next(iter(sentences(section, [block])))
            place = Span.of(report, section, first.start, first.end)
            yield Draft("quotation", place.quote, (place,))
