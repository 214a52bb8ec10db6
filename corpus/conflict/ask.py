"""What is promised, set against what is asked: how often, and by when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.addressee import to_force
from corpus.conflict.seen import Seen, uk
from corpus.piece import dates, fold
from corpus.records import Field
from corpus.register import Conflict, Item
from corpus.stems import terms

_UNITS = {"day": 1 / 30, "week": 7 / 30, "fortnight": 14 / 30, "month": 1, "quarter": 3, "year": 12}
"""Months in each; a month is taken as 30 days."""
_ADVERBS = {
    "daily": 1 / 30,
    "weekly": 7 / 30,
    "fortnightly": 14 / 30,
    "monthly": 1,
    "quarterly": 3,
    "annually": 12,
    "annual": 12,
    "yearly": 12,
    "biennially": 24,
    "biennial": 24,
}
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_OFTEN = re.compile(
    rf"\b(?:(?:every|each|once (?:an?|every|each)|per)\s+"
    rf"(?:(?P<n>\d{{1,2}}|{'|'.join(_WORDS)}|other)\s+)?(?P<unit>{'|'.join(_UNITS)})s?"
    rf"|(?P<adverb>{'|'.join(_ADVERBS)}))\b",
    re.IGNORECASE,
)
_PROMISED = re.compile(
    r"\b(?:will|expects?|expected|plans?|planned|aims?|scheduled|intends?|by)\b", re.IGNORECASE
)
_SHARED = 3
"""Words of substance that a promise must share with what another item asks."""
_COMMON = terms(" ".join([*_UNITS, *_ADVERBS, *_WORDS, "force least once forces work ensure"]))
_RARE = 1 / 3
"""A word tells items apart if at most this share of a report's items hold it."""


@dataclass(frozen=True, slots=True)
class _Rhythm:
    """How often something is done, with the words of its sentence."""

    months: float
    field: Field
    """The sentence."""
    words: frozenset[str]
    """Of its clause."""


def commitments(seen: Seen) -> Iterator[Conflict]:
    """A promise to do less often, or later, than an item of the same report asks."""
    for item in seen.register.items:
        for told in _answers(item):
            yield from _seldom(item, told, seen)
            yield from _later(item, told)


def _answers(item: Item) -> list[Field]:
    """What is answered to an item, in its responses and in the statuses that a force gives it."""
    spoken = [s for s in item.statuses if s.scope == "force" and s.span.quote == s.value]
    own = [response.text for response in item.responses]
    return [*own, *(Field(status.value, status.span) for status in spoken)]


def _seldom(item: Item, answer: Field, seen: Seen) -> Iterator[Conflict]:
    for promise in _rhythms(answer):
        for asked_of, ask in _asks(item, promise, seen):
            if promise.months > ask.months * 1.05:
                note = (
                    f"{asked_of.label} asks for it at least every {_told(ask.months)}; "
                    f"the answer to {item.label} tells of every {_told(promise.months)}"
                )
                sides = (ask.field, promise.field)
                yield Conflict(asked_of.id, "how often", sides, "commitment", note)


def _asks(item: Item, promise: _Rhythm, seen: Seen) -> Iterator[tuple[Item, _Rhythm]]:
    """How often the item answered, or another for forces on the same thing, asks for it."""
    for other in seen.items_of(item.report):
        for ask in _rhythms(other.text):
            own = other.id == item.id and bool(promise.words & ask.words - _COMMON)
            if own or (to_force(other) and _same_thing(promise, other, seen)):
                yield other, ask


def _same_thing(promise: _Rhythm, asked_of: Item, seen: Seen) -> bool:
    """Whether a promise is of a thing that an item asks for and few items of its report do."""
    shared = _spelt(promise.words, seen) & terms(asked_of.text.value)
    held = [terms(item.text.value) for item in seen.items_of(asked_of.report)]
    rare = {t for t in shared if sum(t in words for words in held) <= len(held) * _RARE}
    return bool(rare) and len(shared) >= _SHARED


def _spelt(words: frozenset[str], seen: Seen) -> frozenset[str]:
    """Words with the expansions that the reports print for their short forms."""
    long = (d.expansion for d in seen.register.definitions if terms(d.short) <= words)
    return words.union(*(terms(expansion) for expansion in long))


def _rhythms(field: Field) -> Iterator[_Rhythm]:
    for found in _OFTEN.finditer(field.value):
        start = (
            max(field.value.rfind(". ", 0, found.start()) + 2, 0)
            if ". " in field.value[: found.start()]
            else 0
        )
        stop = re.search(r"\.(?:\s|$)", field.value[found.end() :])
        end = found.end() + stop.start() + 1 if stop else len(field.value)
        sentence = _part(field, start, end)
        yield _Rhythm(_months(found), sentence, terms(sentence.value))


def _part(field: Field, start: int, end: int) -> Field:
    """Part of a field; the field as a whole where its span holds more than its words."""
    if field.span.quote != field.value:
        return field
    first, words = field.span.start + start, field.value[start:end]
    return Field(words, replace(field.span, start=first, end=first + len(words), quote=words))


def _months(found: re.Match[str]) -> float:
    if found["adverb"]:
        return _ADVERBS[found["adverb"].casefold()]
    n = (found["n"] or "one").casefold()
    count = 2 if n == "other" else int(n) if n.isdigit() else _WORDS.index(n) + 1
    return count * _UNITS[found["unit"].casefold()]


def _later(item: Item, answer: Field) -> Iterator[Conflict]:
    """A day promised that lies after the day asked for."""
    if item.deadline is None:
        return
    for sentence in re.split(r"(?<=[.;])\s+", answer.value):
        late = [day for day in dates(sentence) if day > item.deadline]
        if (
            late
            and _PROMISED.search(sentence)
            and not re.search(r"\breview|\bmeeting\b", fold(sentence))
        ):
            note = f"{item.label} is due on {uk(item.deadline)}; the answer speaks of {uk(late[0])}"
            start = answer.value.index(sentence)
            side = _part(answer, start, start + len(sentence))
            yield Conflict(item.id, "deadlines", (item.deadlines[0], side), "commitment", note)


def _told(months: float) -> str:
    """A length of time in words: `12 months`, `14 days`."""
    days = round(months * 30)
    return f"{months:g} month{'s' if months > 1 else ''}" if months >= 1 else f"{days} days"
