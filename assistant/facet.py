"""What is asked of an item beside its fields: why, the risk of leaving it, the reply, more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from assistant.again import is_told
from assistant.asked import Asked
from assistant.before import told_before
from assistant.choose import choices, refers
from assistant.cite import Draft
from assistant.ground import ground, nearest
from assistant.overview import graded_before
from assistant.tell import row
from assistant.topic import called, names_topic
from assistant.understand import asks_reply, by_itself
from corpus.body import body_of
from corpus.passages import sentences
from corpus.piece import fold
from corpus.register import Item
from corpus.report import PROSE, Span
from index.terms import content, stems

_IF_NOT = (
    r"\bif (?:\w+ ){1,4}?(?:not|n['’]t|never|nothing)\b|\bif (?:\w+ ){1,3}(?:isn|aren|don|doesn"
    r"|didn|won)['’]?t\b"
    r"|\bif (?:they|we|it|the force) (?:ignore|fail|do nothing)\b"
)
_RISK = re.compile(
    r"\b(?:risks?|dangers?|harm|consequences?|implications?|impact)\b"
    rf"|\bwhat (?:could|might|would|will|can)? ?(?:go(?:es)? wrong|happens?)\b(?=.*(?:{_IF_NOT})"
    rf"|$)|\bwhat {_IF_NOT}"
    r"|\bso what\b|\bdo(?:es)? (?:it|that|this|they|any of it) matter\b|\bwhy (?:do|does|is"
    r"|are) (?:it|that|this|they) (?:matter|important|a problem)\b"
)
_REASON = re.compile(
    r"^(?:and |so |but |ok )*(?:why|how come)\b|\breasons?\b|\bevidence\b"
    r"|\bwhat (?:did|do|had|was) (?:\w+ ){1,2}?(?:find|found|see|seen)\b|\bwhat (?:is|was|lies"
    r"|'s)? ?behind\b|\bwhat(?:'s| is| was) the (?:finding|problem|issue|background|story)\b"
)
_MORE = re.compile(
    r"^(?:and |so |ok |please )*(?:(?:tell|show|give) (?:me|us) more|(?:any )?(?:more|further"
    r"|full) (?:details?|info(?:rmation)?|on|about)|say more|explain|go on|expand|elaborate"
    r"|(?:the |in )?details?\b"
    r"|what(?:'s| is| was| are|s) (?:it|that|this|they|those|these|(?:that|this|the) (?:one"
    r"|action|item|rec\w*)) (?:all )?about|what do(?:es)? (?:it|that|this|they|those"
    r"|these) (?:say|mean|involve|cover|entail|ask for))\b"
)
_COMES = re.compile(
    r"\brisk(?:s|ing)?\b|\bdanger\b|\b(?:may|could|might) (?:\w+ ){0,2}(?:not|be|lead|result"
    r"|lack|fail|go|miss|mean|harm|leave|expose|prevent|cause)\b"
    r"|\bwould (?:go|be|remain|not)\b|\bunable to\b|\b(?:leads?|leading|results?"
    r"|resulting) (?:to|in)\b|\bmeans? that\b|\bwithout\b|\bexpos(?:e[sd]?|ing)\b|\bcannot\b",
    re.IGNORECASE,
)
"""Says what may come of a thing as it is."""
_FEW = 3
"""Items of which more than fields are told at once, and sentences that are told of each."""
_AROUND = frozenset(
    stems("it they this that them one ones find found see say said told do done doing get more")
)


_Asks = Callable[[str], object]
_Tells = Callable[[Asked, Item], list[Draft]]


def facet(asked: Asked) -> list[Draft]:
    """What is told of the few items meant, beside their fields, where that and no more is asked."""
    text = fold(asked.understood.layers[0]).rstrip(" ?.!")
    ways: tuple[tuple[_Asks, _Tells], ...] = (
        (_RISK.search, _risk),
        (_REASON.search, _reason),
        (_MORE.search, _more),
        (_asks_reply, _reply),
    )
    way = next((told for asks, told in ways if asks(text)), None)
    denied = _DENIED.search(text)
    items = _meant(asked, text) if way and not denied else ()
    alone = asked.near.told and not items and (denied or not told_before(asked))
    if alone and _is_bare(asked, text):
        return _around(asked, text)
    if not way or not items or (way is _reason and not told_before(asked) and not refers(asked)):
        return []
    told = [draft for item in items for draft in _headed(asked, item, way(asked, item))]
    return list(dict.fromkeys(told))


_DENIED = re.compile(r"^(?:and |so |but |ok )*why not$")
"""Asks why a thing is not so, of whatever was told: no item was agreed for that."""


def _around(asked: Asked, text: str) -> list[Draft]:
    """Of what was told that is no item: why, what may come of it, and what is asked for there."""
    if asked.understood.clauses or graded_before(asked):
        return []
    if _ACTS.search(text):
        items = [i for i in asked.register.items if _rests_on_told(asked, i)]
        return [row(asked, item, short=False) for item in items] if len(items) <= _FEW else []
    says = _COMES if _RISK.search(text) else _CAUSE if _REASON.search(text) else None
    return _quoted(_said_there(asked, says)[:_FEW]) if says else []


_ACTS = re.compile(
    r"\b(?:being|been|going to be|to be) (?:done|addressed|fixed|sorted|changed)\b|\b(?:fix"
    r"|address|sort|mend|chang|tackl|deal|act)(?:s|es|ed|ing)?\b"
    r"|\b(?:doing|do) (?:\w+ )?about\b"
)
"""Asks who or what puts right what was told."""
_CAUSE = re.compile(
    r"\b(?:because|since|due to|owing to|as a result|so that|reason|caused|led to|put down to"
    r"|explained|therefore|closed|withdr[ae]w|shortage|not been|could not|unable)\b",
    re.IGNORECASE,
)
"""Gives a reason."""


def _rests_on_told(asked: Asked, item: Item) -> bool:
    """Whether what was told last stands in the ground of an item."""
    latest = next(iter(asked.understood.answers), "")
    near = {
        section
        for (report, section), n in asked.near.told.items()
        if report == item.report and n == 1
    }
    return bool(near) and any(
        span.section in near and is_told(span.quote, latest) for span in _ground(asked, item)
    )


def _said_there(asked: Asked, says: re.Pattern[str]) -> list[Span]:
    """The sentences beside what was told last that say a thing and are not told yet."""
    latest = next(iter(asked.understood.answers), "")
    found: list[Span] = []
    for (report, section), near in asked.near.told.items():
        held = asked.reports[report].by_id[section]
        spans = [
            Span.of(asked.reports[report], held, unit.start, unit.end)
            for unit in sentences(held, held.blocks)
            if unit.kind in PROSE or is_told(held.text[unit.start : unit.end], latest)
        ]
        told = [n for n, span in enumerate(spans) if near == 1 and is_told(span.quote, latest)]
        beside = [
            n
            for n, span in enumerate(spans)
            if n not in told
            and says.search(span.quote)
            and any(-_REACH <= n - at <= 2 * _REACH for at in told)
        ]
        found += [spans[n] for n in beside]
    return found


_REACH = 2
"""Sentences before what was told, and half of those after, that are beside it."""


def _asks_reply(text: str) -> bool:
    """Whether it is asked what was replied, or what a body says or does that is named."""
    named = any(body_of(word) != "other" for word in content(text))
    return asks_reply(text) and (named or bool(_REPLY.search(text)))


_REPLY = re.compile(
    r"\b(?:respon|repl|answer)|\bbeen done\b|\b(?:they|we) (?:say|said|do|done|doing)\b"
)


def _meant(asked: Asked, text: str) -> Sequence[Item]:
    """The items spoken of: those told last, or named by their numbers; none if more is said."""
    if not _is_bare(asked, text):
        return ()
    if asked.understood.context:
        groups = told_before(asked)
        told = groups[0] if groups else _of_area(asked)
        named = by_itself(asked.understood).numbers
        told = tuple(i for i in told if not named or i.number in named)
        return told if len(told) <= _FEW else ()
    found = choices(asked) if refers(asked) else ()
    meant = list(dict.fromkeys(choice.chosen for choice in found if choice.chosen))
    return meant[0] if len(meant) == 1 and len(meant[0]) <= _FEW else ()


def _of_area(asked: Asked) -> tuple[Item, ...]:
    """The items under the one area whose grade the latest answer told."""
    area = fold(graded_before(asked))
    return tuple(i for i in asked.register.items if area and fold(i.area) == area)


def _is_bare(asked: Asked, text: str) -> bool:
    """Whether a question says nothing beside what it asks for, of whom, and the item's name."""
    rest = _MORE.sub(" ", _RISK.sub(" ", _REASON.sub(" ", text)))
    said = (w for w in content(rest) if not w[0].isdigit() and body_of(w) == "other")
    return not names_topic(asked, " ".join(said), called(asked) | _AROUND)


def _headed(asked: Asked, item: Item, told: list[Draft]) -> Iterator[Draft]:
    """What is told of an item, and which item that is."""
    if told:
        yield from told
        yield row(asked, item, short=True)


def _ground(asked: Asked, item: Item) -> list[Span]:
    held = [other for other in asked.register.items if other.report == item.report]
    return ground(asked.reports[item.report], held, item)


def _quoted(spans: Sequence[Span]) -> list[Draft]:
    return [Draft("quotation", span.quote, (span,)) for span in spans]


def _risk(asked: Asked, item: Item) -> list[Draft]:
    """What may come of it, in the words that stand around it."""
    comes = [span for span in _ground(asked, item) if _COMES.search(span.quote)]
    told = _quoted(nearest(comes, item, _FEW))
    return told or [_none(item, "no risk of leaving it is stated beside it")]


def _reason(asked: Asked, item: Item) -> list[Draft]:
    """What was found that it answers to."""
    return _quoted(nearest(_ground(asked, item), item, _FEW))


def _more(asked: Asked, item: Item) -> list[Draft]:
    """What was found, and what was replied."""
    found = _reason(asked, item)
    return [*found, *_quoted([r.text.span for r in item.responses][:_FEW])]


def _reply(asked: Asked, item: Item) -> list[Draft]:
    """What a body replied or did, or that nothing is recorded."""
    text = fold(asked.understood.layers[0])
    named = (body for body in map(body_of, content(text)) if body != "other")
    who = next(named, "")
    told = [r.text.span for r in item.responses if not who or body_of(r.by) == who]
    told += [s.span for s in item.statuses_at(asked.day) if not who or body_of(s.stated_by) == who]
    told += [] if told else [m.span for m in item.mentions]
    if told:
        return _quoted(list(dict.fromkeys(told))[:_FEW])
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
