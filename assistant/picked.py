"""Of the items that the answers before told, those that a follow-up picks or asks a field of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.asked import Asked
from assistant.asking import Want
from assistant.before import alone, told_before
from assistant.choose import Choice, among
from assistant.slots import Slots
from assistant.stated import states_any
from assistant.understand import by_itself
from assistant.why import asks_reply, asks_why
from corpus.piece import fold
from corpus.register import Item
from index.terms import generality, stems

_PICKS = re.compile(
    r"\b(?:just|only)\b|\bones?\b|\b(?:those|these|them)\b"
    r"|^(?:and |so |but |ok )*(?:which|how many|any) (?:are|is|were|was|have|has|had|do|does|did)\b"
)
"""Picks from what was told, or asks of all of it."""
_FIELDS: frozenset[Want] = frozenset({"owner", "deadline", "past due", "status", "priority"})
_ELSE = re.compile(
    r"^(?:and |so |but |ok )*(?:where|how)\b(?! (?:many|about))"
    r"|\b(?:was|were|did) (?:it|that|they)\b.*\b(?:before|last time|previously|originally)\b"
)
"""Asks another thing than a field."""


def picked(asked: Asked) -> tuple[Asked, Choice] | None:
    """The items meant, with the follow-up read over them by its own words; None if it picks none.

    They are sought in what the latest answer told that holds any, then in all of that family.
    """
    own = fold(asked.understood.layers[0])
    by_own = by_itself(asked.understood)
    if not asked.understood.context or asks_why(own) or _ELSE.search(own):
        return None
    groups = () if by_own.families or by_own.numbers else told_before(asked)
    for group in (*groups, *(_kin(asked, group) for group in groups[:1])):
        one = _of_time(alone(asked, group))
        found = among(one, group)
        if found.slots.superlative and len(group) == 1:
            continue  # of one the first and the last is no answer
        if found.chosen and _meant(one, found):
            return one, found
    return None


def _of_time(one: Asked) -> Asked:
    """A follow-up that asks no more than when, as one for the date that items are due."""
    said = one.understood
    if not _WHEN.match(said.text):
        return one
    return replace(one, understood=replace(said, wants=said.wants | {"deadline"}))


_WHEN = re.compile(r"(?:and |so |but |ok )*(?:by )?when\W*$", re.IGNORECASE)


def _meant(one: Asked, found: Choice) -> bool:
    """Whether the follow-up says which of the items it means, or which field of them."""
    own = fold(one.understood.text)
    if _strange(one, found.pool, found.slots) or not _held(one, found):
        return False
    named = found.slots.names_values or bool(found.slots.superlative or found.slots.topic)
    narrows = named or states_any(one, found.pool)
    said = _PICKS.search(own) and (narrows or asks_reply(own))
    return bool(said) or bool(one.understood.wants & _FIELDS)


def _held(one: Asked, found: Choice) -> bool:
    """Whether any of the items has what is asked of them."""
    asks = one.understood.wants
    owned = any(i.owners or i.addressees for i in found.chosen)
    return ("owner" not in asks or owned) and (
        "deadline" not in asks or any(i.deadlines for i in found.chosen)
    )


def _strange(one: Asked, group: Sequence[Item], slots: Slots) -> bool:
    """Whether the follow-up is about something of which none of the items says a word."""
    said = frozenset(s for i in group for s in stems(f"{i.text.value} {i.area}"))
    own = (term for term in slots.topic or {} if generality(term) == 1)
    return any(not one.query.credit(term, said) for term in own)


def _kin(asked: Asked, group: Sequence[Item]) -> tuple[Item, ...]:
    """All items of the family, set and report of some."""
    kinds = {(i.report, i.set, i.family) for i in group}
    return tuple(i for i in asked.register.items if (i.report, i.set, i.family) in kinds)
