"""Whether the items chosen are what a question asks about, not just near it in passing words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.asked import Asked
from assistant.asking import WANTS
from assistant.choose import Choice, refers
from assistant.stated import names_state
from assistant.topic import topic_of
from corpus.label import FAMILIES
from corpus.piece import fold
from corpus.register import Item
from index.terms import stem, stem_set, stems

_KIN = 0.5
"""How far other words of an item must stand for the word by which it is told from the rest."""
_MOST = 0.5
"""Share of a question's topic, by weight, that rows must hold to answer it alone."""
_PICKED = 3
"""Items that a topic picks at most; more are a list, which other words may lead to."""
_STOP = (
    "do|does|did|is|are|was|were|has|have|had|can|could|will|would|should|must|who|that|which|there"
    "|in|at|on|for|from|by|with|to|under|about|within|after|before|still|now|so|got|get|went|go"
)
_COUNTED = re.compile(
    rf"\b(?:how (?P<how>many|much)|number of)(?P<thing>(?: (?!(?:{_STOP})\b)[\w'’/-]+)*)"
)
"""What a question counts."""
_ITEMS = re.compile(
    rf"\b(?:{'|'.join(FAMILIES.values())}|recs?|items?|points?|commitments?|asks?|things?|ones?"
    rf"|jobs?|tasks?"
    r"|to-dos?|requirements?|promises|measures|improvements|concerns|deadlines|targets|highs?"
    r"|mediums?|lows?)\b",
    re.IGNORECASE,
)
"""Words for items of the register."""
_PRONOUN = re.compile(r"\b(?:those|these|them|they|its|their)\b")


def counts_other(asked: Asked) -> bool:
    """Whether a question counts what are no items: `how many files`, `how much was spent`."""
    own, *before = map(fold, asked.understood.questions)
    if not (found := _COUNTED.search(own)):
        return False
    if found["how"] == "much":
        return not re.search(r"\b(?:left|still|remain\w*|outstanding)\b", own)
    if _PRONOUN.search(found["thing"]):
        return any(_is_other(asked, text) for text in before[:1])
    return _is_other(asked, own)


def _is_other(asked: Asked, text: str) -> bool:
    found = _COUNTED.search(text)
    if not found or _ITEMS.search(found["thing"]):
        return False
    rest = re.sub(f"{WANTS['past due']}|{WANTS['status']}|{WANTS['priority']}", " ", found["thing"])
    valued = {s for i in asked.register.items for p in i.priorities for s in stems(p.value)}
    stated = {s for i in asked.register.items for f in i.statuses for s in stems(f.value[:40])}
    return bool(topic_of(asked, rest, valued | stated))


_WHICH = re.compile(
    rf"^(?:and |so |ok |but )*(?:which|what|list the|list|name the) (?P<thing>(?:(?!(?:{_STOP}"
    rf"|lack|need)\b)[a-z0-9'’/-]+ ?){{1,4}})"
)
"""The things that a question wants named: `which plans have no dates`."""
_NAMED_FIRST = re.compile(
    r"^(?P<thing>(?:[a-z0-9'’/-]+ ){1,3}?)(?:with|without|that|which) .*\b(?:which|what) (?:are"
    r"|ones|is)\b"
)
"""The same, named first: `plans with no dates - which are they?`"""
_ANY = re.compile(
    r"\b(?:areas?|findings?|issues?|risks?|gaps?|matters?|work|part|parts?|reports?|audits?"
    r"|inspections?|papers?|documents?"
    r"|dates?|deadlines?|year|month|day|time|status|grades?|priorit(?:y|ies)|owners?|leads?"
    r"|persons?|people|posts?|officers?"
    r"|bod(?:y|ies)|teams?|departments?|organisations?|agenc(?:y|ies)|forces?|else|next|left"
    r"|open|outstanding|overdue|late|due)\b"
)
"""Things that are told by the fields of items, or that any item may be called."""


def lists_other(asked: Asked) -> bool:
    """Whether a question wants things named that are no items: `which plans have no dates`.

    They stand as plain plurals in the reports, and no item stands under a heading that calls it so.
    """
    own = fold(asked.understood.layers[0])
    found = _WHICH.match(own) or _NAMED_FIRST.match(own)
    if (
        not found
        or _ITEM.search(own)
        or _ITEMS.search(found["thing"])
        or _ANY.search(found["thing"])
    ):
        return False
    noun = found["thing"].split()[-1]
    if not noun.endswith("s") or not topic_of(asked, noun):
        return False
    heads = {
        word
        for item in asked.register.items
        for span in item.sources[:1]
        for head in (*asked.reports[span.report].by_id[span.section].path, *item.addressees)
        for word in fold(head).split()
    }
    owners = " ".join(owner.value for item in asked.register.items for owner in item.owners)
    return noun not in heads and stem(noun) not in stem_set(owners)


_ITEM = re.compile(rf"\b(?:{'|'.join(FAMILIES.values())}|recs?)\b", re.IGNORECASE)
"""Names of families of items."""


def about(asked: Asked, found: Choice) -> bool:
    """Whether items that a topic picked hold much of it, or the word of it that says most."""
    picked = not found.slots.names_values and not names_state(asked, found.pool)
    return not picked or _holds_rarest(asked, found) or _share(asked, found) >= _MOST


def leaves_most(asked: Asked, found: Choice) -> bool:
    """Whether rows leave unsaid most of what a question is about, or what says most of it."""
    return not _holds_rarest(asked, found) or _share(asked, found) < _MOST


def _holds_rarest(asked: Asked, found: Choice) -> bool:
    topic = _topic(asked, found)
    most = max(topic.values(), default=0.0)
    rarest = [term for term, weight in topic.items() if weight == most]
    said = _said_of_all(asked, found)
    return not topic or any(asked.query.credit(term, said) >= _KIN for term in rarest)


def _share(asked: Asked, found: Choice) -> float:
    """The share of a topic's weight that the rows hold."""
    return asked.query.share(_topic(asked, found), _said_of_all(asked, found))


def _said_of_all(asked: Asked, found: Choice) -> frozenset[str]:
    return frozenset[str]().union(*(_said(asked, item) for item in found.chosen))


def _topic(asked: Asked, found: Choice) -> Mapping[str, float]:
    """The words of a topic that some report holds; none for items by number, or many."""
    if refers(asked) or len(found.chosen) > _PICKED:
        return {}
    unknown = {stem(term) for term in asked.query.unknown}
    return {t: w for t, w in (found.slots.topic or {}).items() if t not in unknown}


def _said(asked: Asked, item: Item) -> frozenset[str]:
    """The stems of an item's words, of the headings above it, and of what is said of it."""
    spans = (
        *item.sources,
        *(r.text.span for r in item.responses),
        *(m.span for m in item.mentions),
    )
    told = [span.quote for span in spans]
    heads = [
        head
        for span in item.sources
        for head in asked.reports[span.report].by_id[span.section].path
    ]
    bodies = (item.text.value, item.area, *item.addressees, *(o.value for o in item.owners))
    return frozenset(stems(" ".join((*told, *heads, *bodies, *(s.value for s in item.statuses)))))
