"""What is asked of an item beside its fields: why, the risk of leaving it, the reply, more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from assistant.asked import Asked
from assistant.before import told_before
from assistant.choose import choices, refers
from assistant.cite import Draft
from assistant.ground import ground, nearest
from assistant.overview import graded_before
from assistant.tell import row
from assistant.topic import called, names_topic
from assistant.understand import by_itself
from assistant.why import COMES, MORE, REASON, RISK, WHY_NOT, asks_reply
from corpus.body import body_of
from corpus.piece import fold
from corpus.register import Item
from corpus.report import Span
from index.terms import content, stems

FEW = 3
"""Items of which more than fields are told at once, and sentences that are told of each."""
_AROUND = frozenset(
    stems("it they this that them one ones find found see say said told do done doing get more")
)
_Asks = Callable[[str], object]
_Tells = Callable[[Asked, Item], list[Draft]]


def facet(asked: Asked) -> list[Draft]:
    """What is told of the few items meant, beside their fields, where that and no more is asked."""
    text = asked.understood.own
    ways: tuple[tuple[_Asks, _Tells], ...] = (
        (RISK.search, _risk),
        (REASON.search, _reason),
        (MORE.search, _more),
        (_asks_reply, _reply),
    )
    way = next((told for asks, told in ways if asks(text)), None)
    items = _meant(asked, text) if way and not WHY_NOT.search(text) else ()
    if not way or not items or (way is _reason and not told_before(asked) and not refers(asked)):
        return []
    told = [draft for item in items for draft in _headed(asked, item, way(asked, item))]
    return list(dict.fromkeys(told))


def asks_no_more(asked: Asked, text: str) -> bool:
    """Whether a question says nothing beside what it asks for, of whom, and the item's name."""
    rest = MORE.sub(" ", RISK.sub(" ", REASON.sub(" ", text)))
    said = (w for w in content(rest) if not w[0].isdigit() and body_of(w) == "other")
    return not names_topic(asked, " ".join(said), called(asked) | _AROUND)


def ground_of(asked: Asked, item: Item) -> list[Span]:
    """The sentences that are the ground of an item, in order."""
    held = [other for other in asked.register.items if other.report == item.report]
    return ground(asked.reports[item.report], held, item)


def _asks_reply(text: str) -> bool:
    """Whether it is asked what was replied, or what a body says or does that is named."""
    named = any(body_of(word) != "other" for word in content(text))
    return asks_reply(text) and (named or bool(_REPLY.search(text)))


_REPLY = re.compile(
    r"\b(?:respon|repl|answer)|\bbeen done\b|\b(?:they|we) (?:say|said|do|done|doing)\b"
)


def _meant(asked: Asked, text: str) -> Sequence[Item]:
    """The items spoken of: those told last, or named by their numbers; none if more is said."""
    if not asks_no_more(asked, text):
        return ()
    if asked.understood.context:
        groups = told_before(asked)
        told = groups[0] if groups else _of_area(asked)
        named = by_itself(asked.understood).numbers
        told = tuple(i for i in told if not named or i.number in named)
        return told if len(told) <= FEW else ()
    found = choices(asked) if refers(asked) else ()
    meant = list(dict.fromkeys(choice.chosen for choice in found if choice.chosen))
    return meant[0] if len(meant) == 1 and len(meant[0]) <= FEW else ()


def _of_area(asked: Asked) -> tuple[Item, ...]:
    """The items under the one area whose grade the latest answer told."""
    area = fold(graded_before(asked))
    return tuple(i for i in asked.register.items if area and fold(i.area) == area)


def _headed(asked: Asked, item: Item, told: list[Draft]) -> Iterator[Draft]:
    """What is told of an item, and which item that is."""
    if told:
        yield from told
        yield row(asked, item, short=True)


def _risk(asked: Asked, item: Item) -> list[Draft]:
    """What may come of it, in the words that stand around it."""
    comes = [span for span in ground_of(asked, item) if COMES.search(span.quote)]
    told = [Draft.quoting(span) for span in nearest(comes, item, FEW)]
    return told or [_none(item, "no risk of leaving it is stated beside it")]


def _reason(asked: Asked, item: Item) -> list[Draft]:
    """What was found that it answers to."""
    return [Draft.quoting(span) for span in nearest(ground_of(asked, item), item, FEW)]


def _more(asked: Asked, item: Item) -> list[Draft]:
    """What was found, and what was replied."""
    found = _reason(asked, item)
    return [*found, *map(Draft.quoting, [r.text.span for r in item.responses][:FEW])]


def _reply(asked: Asked, item: Item) -> list[Draft]:
    """What a body replied or did, or that nothing is recorded."""
    text = fold(asked.understood.layers[0])
    named = (body for body in map(body_of, content(text)) if body != "other")
    who = next(named, "")
    told = [r.text.span for r in item.responses if not who or body_of(r.by) == who]
    told += [s.span for s in item.statuses_at(asked.day) if not who or body_of(s.stated_by) == who]
    told += [] if told else [m.span for m in item.mentions]
    if told:
        return [Draft.quoting(span) for span in list(dict.fromkeys(told))[:FEW]]
    by = f" by {_CALLED[who]}" if who in _CALLED else ""
    return [_none(item, f"no reply to it{by} is recorded")]


def _none(item: Item, told: str) -> Draft:
    return Draft("row", f"{item.label}: {told}", item.sources)


_CALLED = {
    "force": "the force",
    "PCC": "the PCC",
    "inspectorate": "the inspectorate",
    "auditor": "the auditor",
}
