"""The headlines of each report: how it grades, what it asks for, and how much of that is late."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from assistant.asked import Asked
from assistant.cite import Draft
from assistant.day import uk
from assistant.grades import fullest
from assistant.many import plural
from assistant.topic import topic_of
from corpus.extract import GRADES
from corpus.extract.judgement import OPINION
from corpus.piece import fold
from corpus.register import Item
from corpus.report import Span
from index.terms import stems

_HEADS = (
    r"(?:headlines?|(?:key|main|top|big) (?:points?|messages?|lines?|takeaways?|issues)|takeaways?"
    r"|summary|overview|big picture|gist|nutshell|highlights)"
)
_ASKED = re.compile(
    r"^(?:so |ok |and )*(?:what(?:'s|s| is| are)|(?:give|tell|show) (?:me|us)|just)?"
    rf"\b.*\b{_HEADS}\b|\bsumm?ar(?:ise|ize)\b"
)
_ANY = frozenset(
    stems(
        "everything it all of them across whole lot please quick short brief in for from one page"
    )
)
"""Words that name no part of what is held."""


def digest(asked: Asked) -> list[Draft]:
    """A line for each report meant; none where the headlines of a part of one are asked for."""
    said, text = asked.understood, asked.understood.own
    if not _ASKED.search(text) or said.families or said.context or "count" in said.wants:
        return []
    rest = re.sub(rf"{_HEADS}|summ?ar(?:ise|ize)", " ", text)
    forces = {s for r in asked.reports.values() for s in stems(f"{r.force} {r.kind}")}
    if topic_of(asked, rest, _ANY | forces):
        return []
    return [draft for key in sorted(asked.meant) if (draft := _line(asked, key))]


def _line(asked: Asked, key: str) -> Draft | None:
    """What a report grades and asks for, counted."""
    judged = [j for j in asked.register.judgements if j.report == key]
    opinions = dict.fromkeys(j.grade for j in judged if j.area == OPINION)
    graded = fullest([j for j in judged if j.area != OPINION and fold(j.grade) in GRADES])
    items = [item for item in asked.register.items if item.report == key]
    parts = [*(f"opinion: {opinion}" for opinion in opinions), *_grades(asked, key)]
    parts += [*_families(items), *_late(asked, items)]
    spans: list[Span] = [j.span for j in judged if j.area == OPINION]
    spans += [*(j.span for j in graded), *(source for i in items for source in i.sources[:1])]
    told = f"{asked.reports[key].name}: {'; '.join(parts)}"
    return Draft("row", told, tuple(dict.fromkeys(spans))) if spans else None


def _grades(asked: Asked, key: str) -> Iterator[str]:
    """How many areas have which grade, the best first."""
    held = [j for j in asked.register.judgements if j.report == key and fold(j.grade) in GRADES]
    counts = Counter(fold(j.grade) for j in fullest([j for j in held if j.area != OPINION]))
    if counts:
        told = (f"{counts[grade]} {grade.capitalize()}" for grade in GRADES if counts[grade])
        yield f"{sum(counts.values())} graded areas ({', '.join(told)})"


def _families(items: list[Item]) -> Iterator[str]:
    """How many items of each family, and by priority where they have one."""
    for family, count in Counter(item.family for item in items).items():
        own = [item for item in items if item.family == family]
        priorities = Counter(" | ".join(dict.fromkeys(p.value for p in i.priorities)) for i in own)
        split = ", ".join(f"{n} {value}" for value, n in priorities.items() if value)
        yield f"{count} {family if count == 1 else plural(family)}{f' ({split})' if split else ''}"


def _late(asked: Asked, items: list[Item]) -> Iterator[str]:
    late = sum(item.is_past_due(asked.day) for item in items)
    if late:
        yield f"{late} past due, completion not recorded as at {uk(asked.day)}"
