"""What falls due next, and whom to press for what is late: asked at large, of no one item."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.asked import Asked
from assistant.before import told_before
from assistant.cite import Draft
from assistant.day import uk
from assistant.many import plural
from assistant.tell import row, tally_of
from assistant.topic import called, names_topic
from corpus.label import FAMILIES
from corpus.position import position
from corpus.register import Item
from index.terms import stems

_DUE = r"(?:deadlines?|due(?: dates?)?|dates?|milestones?|targets?)"
_ITEM = rf"(?:(?:{'|'.join(FAMILIES.values())}|recs?|items?|things?|ones?) )?"
_NEXT = re.compile(
    rf"\b(?:next|nearest|soonest) {_ITEM}{_DUE}\b|\b(?:due|up) next\b"
    rf"|\bnext {_ITEM}(?:is |are |to be |falls? )?due\b"
)
"""Asks for what falls due first from now on."""
_AHEAD = re.compile(
    rf"\b(?:coming up|upcoming|on the horizon|ahead of us|in the pipeline|still to come)\b"
    rf"|\b(?:future|forthcoming) {_DUE}\b"
)
"""Asks for all that is still to fall due."""
_PRESS = re.compile(
    r"\bwho(?:m)? (?:should|do|must|can|could|shall|would|need)(?: (?:i|we|you|the office))?"
    r"(?: need)?(?: to| be)? "
    r"(?:chase|chasing|press|pressing|nag|prod|remind|phone|ring|email|contact|go after"
    r"|hold to account)\b"
    r"|\bwho (?:needs|is) (?:chasing|behind|late)\b|\bwho (?:needs|has) to be chased\b"
)
"""Asks whose items are late."""
_ANY = frozenset(stems("we us our i you me they thing things anything something up now soon us be"))


def agenda(asked: Asked) -> list[Draft]:
    """The items that fall due next, or all still to come, or those that are late by owner."""
    said, text = asked.understood, asked.understood.own
    asks = next((one for one in (_NEXT, _AHEAD, _PRESS) if one.search(text)), None)
    told = said.context and told_before(asked)
    if asks is None or told or said.numbers or said.month:
        return []
    if names_topic(asked, asks.sub(" ", text), called(asked) | _ANY):
        return []
    items = [i for i in asked.register.items if i.report in asked.meant and _is_meant(asked, i)]
    if asks is _PRESS:
        return _late(asked, items)
    ahead = sorted(_open(asked, items), key=lambda item: item.deadline or date.max)
    first = [i for i in ahead if i.deadline == ahead[0].deadline] if asks is _NEXT else ahead
    return _told(asked, first, items) if first else _none(asked, items)


def _is_meant(asked: Asked, item: Item) -> bool:
    families = asked.understood.families
    action = "action" in families and item.family.endswith("action")
    return not families or item.family in families or action


def _open(asked: Asked, items: Sequence[Item]) -> list[Item]:
    """The items that fall due on the day or later, and are not told as done."""
    days = (date.max - asked.day).days
    return [item for item in items if position(item, asked.day).due_within(days)]


def _told(asked: Asked, shown: Sequence[Item], items: Sequence[Item]) -> list[Draft]:
    dated = sum(item.deadline is not None for item in items)
    noun = _noun(items, dated)
    count = f"{len(shown)} of {dated} {noun} with a date, due from {uk(asked.day)} on:"
    head = (
        count
        if len({i.deadline for i in shown}) > 1 or not shown[0].deadline
        else (
            f"Due next after {uk(asked.day)}: {uk(shown[0].deadline)}, "
            f"in {(shown[0].deadline - asked.day).days} days:"
        )
    )
    return [Draft("note", head), *(row(asked, item, short=True) for item in shown)]


def _none(asked: Asked, items: Sequence[Item]) -> list[Draft]:
    """That nothing is still to fall due, and what fell due last."""
    dated = [item for item in items if item.deadline]
    if not dated:
        return []
    last = max(item.deadline for item in dated if item.deadline)
    told = (
        f"0 of {len(dated)} {_noun(items, len(dated))} with a date fall due from "
        f"{uk(asked.day)} on; the last date was {uk(last)}"
    )
    rows = [row(asked, item, short=True) for item in dated if item.deadline == last]
    return [Draft("row", told, tuple(item.sources[0] for item in dated)), *rows]


def _late(asked: Asked, items: Sequence[Item]) -> list[Draft]:
    late = [item for item in items if item.is_past_due(asked.day)]
    if not late:
        return []
    noun = _noun(late, len(late))
    head = f"{len(late)} {noun} past due at {uk(asked.day)}, completion not recorded:"
    return [
        Draft("note", head),
        *tally_of(late),
        *(row(asked, item, short=True) for item in late),
    ]


def _noun(items: Sequence[Item], count: int) -> str:
    families = {item.family for item in items}
    name = families.pop() if len(families) == 1 else "item"
    return name if count == 1 else plural(name)
