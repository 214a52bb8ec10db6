"""Items that cannot go on before another, where a report says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.label import FAMILIES, item_label
from corpus.register import Item

_NAMED = re.compile(
    r"\b(?:"
    + "|".join(f"(?:{terms})" for terms in FAMILIES.values())
    + r")[\s.-]*(?:no\.?\s*)?\d{1,3}(?:[./]\d{1,2})?[a-z]?\b"
    r"(?P<where>\s+\((?:[^()]{2,40})\)|\s+(?:in|from|of) (?:the |our )?(?:new|original|previous|earlier|20\d\d)\b(?: report)?)?",
    re.IGNORECASE,
)
_WAITS = re.compile(
    r"\b(?:can(?:no|['’])t|can not|cannot|unable to|not able to|will not|not be)\b.{0,80}?\b(?:until|unless|before|without)\b"
    r"|\bdepend(?:s|ent|ing)? (?:up)?on\b|\bsubject to (?:the )?(?:completion|delivery|implementation|publication)\b"
    r"|\b(?:once|after|when)\b(?=.{0,60}\b(?:has|have|is|are)\b.{0,30}\b(?:complet|publish|implement|deliver|agreed))",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"\b(?:until|unless|before)\b(?P<clause>[^,;]+),(?=.*\b(?:cannot|can(?:no|['’])t|not|unable|wait))",
    re.IGNORECASE,
)
"""What must come first, told before what waits: `Until X is ready, this cannot go on.`"""
_OLDER = re.compile(r"original|previous|earlier", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[A-Z(])")


def waiting(items: Sequence[Item]) -> list[Item]:
    """The items with the ids of those that must come first, by printed words only."""
    found: dict[str, list[str]] = {}
    for item in items:
        told = [item.text, *(r.text for r in item.responses), *item.mentions]
        for words in dict.fromkeys(s for field in told for s in _SENTENCE.split(field.value)):
            for waits, first in _pairs(words, item, items):
                found.setdefault(waits, []).append(first)
    return [replace(i, depends_on=tuple(dict.fromkeys(found.get(i.id, ())))) for i in items]


def _pairs(words: str, item: Item, items: Sequence[Item]) -> Iterator[tuple[str, str]]:
    """Who waits for whom in a sentence; one that names no other subject speaks of its item."""
    if first := _FIRST.search(words):
        yield from _told_first(first, item, items)
        return
    link = _WAITS.search(words)
    if not link:
        return
    before = [_item(m, item, items) for m in _NAMED.finditer(words, 0, link.end())]
    after = [_item(m, item, items) for m in _NAMED.finditer(words, link.end())]
    subject = next((i for i in reversed(before) if i), item)
    yield from ((subject.id, first.id) for first in after if first and first.id != subject.id)


def _told_first(
    first: re.Match[str], item: Item, items: Sequence[Item]
) -> Iterator[tuple[str, str]]:
    """The same of a sentence that tells first what must come first."""
    start, end = first.span("clause")
    blockers = [_item(m, item, items) for m in _NAMED.finditer(first.string, start, end)]
    others = [_item(m, item, items) for m in _NAMED.finditer(first.string, first.end())]
    subject = next((i for i in others if i), item)
    yield from ((subject.id, b.id) for b in blockers if b and b.id != subject.id)


def _item(found: re.Match[str], item: Item, items: Sequence[Item]) -> Item | None:
    """The item that a sentence names: of the same set unless it says which."""
    label = item_label(found[0])
    if not label:
        return None
    named = [i for i in items if i.number.casefold() == label.number.casefold()]
    same = [i for i in named if i.family == label.family] or named
    where = found["where"] or ""
    year = re.search(r"20\d\d", where)
    if year:
        same = [i for i in same if i.set == year[0]]
    elif "new" in where:
        same = sorted(same, key=lambda i: i.set)[-1:]
    elif _OLDER.search(where):
        same = sorted(same, key=lambda i: i.set)[:1]
    else:
        same = [i for i in same if i.set == item.set] or same
    return same[0] if len(same) == 1 else None
