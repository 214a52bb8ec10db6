"""Who should act and by when, as a sentence that asks for action says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.extract.deadline import PERIOD, SPOKEN, due
from corpus.extract.part import piece_of, sentence_end
from corpus.piece import DATE
from corpus.register import Field

_WHEN = r"(?:by|before|no later than|not later than|within|from|on or before) (?:the end of )?[^,:]{3,40}|with immediate effect|immediately|as soon as possible"
_MUST = r"(?:should|must|needs? to|ought to|is required to|are required to|shall)"
_FIRST = re.compile(
    rf"^(?P<when>{PERIOD}(?= )|by (?:the end of )?(?:{DATE.pattern})(?= )|(?:{_WHEN})(?=,)),?\s+(?P<who>.+?),?\s+(?:{_MUST}|will)\b",
    re.IGNORECASE,
)
_WHO = re.compile(
    rf"^(?:to |(?:we |the \w+ )?recommend(?:s|ed|ation is)?(?: that)? )?(?P<who>.{{4,140}}?),?\s+"
    rf"(?:(?P<mid>{_MUST},?\s+(?P<when>{_WHEN}),)|{_MUST})",
    re.IGNORECASE,
)
_AMID = re.compile(rf",\s+(?P<when>{_WHEN}),\s+", re.IGNORECASE)
_BY = re.compile(
    rf"\b(?:by|before|no later than)\s+(?P<by>(?:the )?(?:end of )?(?:{SPOKEN.pattern}))",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"\b(?:at|to|for) (?P<at>(?:(?:the|a) )?(?:next|future|following|(?-i:[A-Z]\w+)) meeting)\b"
    rf"|\b(?P<within>{PERIOD})(?=[.;]|$| of (?:publication|receipt|this)\b)"
    r"|\b(?P<soon>as soon as possible)",
    re.IGNORECASE,
)
_EACH = re.compile(r"\b(?:each|every|any|all|always|ongoing)\b", re.IGNORECASE)
"""What makes a span of time one for many cases, and no deadline."""
_DATED = re.compile(rf"{SPOKEN.pattern}|\b{PERIOD}|\bmeeting$", re.IGNORECASE)
_ASKS = re.compile(rf"\b{_MUST}\b|^to [a-z]", re.IGNORECASE)
_OWNED = re.compile(r"['’]s?\s+[a-z]")
_POST = r"chief|heads?|directors?|officers?|staff|leaders?|managers?|supervisors?|commissioners?|boards?|members?|inspectors?|superintendents?|sergeants?|constables?|teams?|units?"
_THING_OF = re.compile(
    rf"^(?:(?:The|the|its|their) )?(?!.*\b(?:{_POST})\b.* of )[a-z][\w -]{{2,60}} of (?:the (?:force|constabulary)|(?:[A-Z]\w+ ){{1,3}}(?:Police|Constabulary))$"
)
"""What belongs to a force: no body that could act."""
_HELD = re.compile(r"\b(?:of|that|who|which|for|in|and)\b|,")


_BETWEEN = r"(?<=chief constables)\s+and\s+|\s+and\s+(?=(?:police and crime commissioners|chief constables|[a-z-]*\s?forces)\b)"
"""Joins a body that the names of others do not hold, which need no article."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the first sentence of an item says of who and when."""

    addressees: tuple[str, ...]
    deadline: Field | None


def asked(text: Field) -> Asked:
    """Who should act and by when, by the first sentence of an item's words."""
    first = text.value[: sentence_end(text.value)]
    opening = _FIRST.match(first)
    if opening:
        return Asked(addressees(opening["who"]), piece_of(text, *opening.span("when")))
    found = _WHO.match(first)
    who, when = (found["who"], None) if found else ("", None)
    if found and found["when"]:
        when = piece_of(text, *found.span("when"))
    elif amid := _AMID.search(first):
        when = piece_of(text, *amid.span("when"))
        who = who[: amid.start()]
    elif (inside := _BY.search(first) or _INSIDE.search(first)) and not (
        inside.lastgroup == "within" and _EACH.search(first)
    ):
        when = piece_of(text, inside.start(inside.lastgroup or 0), inside.end())
    dated = when if when and (due(when.value) or _DATED.search(when.value)) else None
    return Asked(addressees(who), dated)


def asks(words: str) -> bool:
    """Whether the first sentence of some words asks for action.

    >>> asks("The force should log calls."), asks("The force logs calls. It should go on.")
    (True, False)
    """
    return bool(_ASKS.search(words[: sentence_end(words)]))


def addressees(who: str) -> tuple[str, ...]:
    """The bodies that a subject names; what a body owns is none.

    >>> addressees("the Home Office, the NCA and all chief constables")
    ('the Home Office', 'the NCA', 'all chief constables')
    >>> addressees("chief constables and Chief Crown Prosecutors")
    ('chief constables', 'Chief Crown Prosecutors')
    >>> addressees("Wexshire Police's operating model"), addressees("The model of Wexshire Police")
    ((), ())
    >>> addressees("the chief constable of Wexshire Police")
    ('the chief constable of Wexshire Police',)
    """
    if _OWNED.search(_HELD.split(who)[0]) or _THING_OF.match(who):
        return ()
    parts = re.split(rf",\s+(?:and\s+)?|\s+and\s+(?=the\s|all\s)|{_BETWEEN}", who)
    return tuple(part.strip() for part in parts if part.strip())


def bodies(cell: str) -> tuple[str, ...]:
    """The bodies that a field names, which is nothing but their names.

    >>> bodies("chief constables and police and crime commissioners")
    ('chief constables', 'police and crime commissioners')
    >>> bodies("Home Office and Ministry of Justice; College of Policing")
    ('Home Office', 'Ministry of Justice', 'College of Policing')
    """
    parts = re.split(r"[;,/]\s+|\s+and\s+(?!crime\b|fire\b|rescue\b)(?=[\w’']+\s\w)", cell)
    return tuple(part.strip() for part in parts if part.strip())


_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2})*[.)]?\s+(?=\S)")


def lead_fields(lead: Field) -> Iterator[tuple[str, Field]]:
    """The deadline and addressee of a lead-in: `By 31 March 2026, the force should:`."""
    number = _NUMBER.match(lead.value)
    said = asked(piece_of(lead, number.end(), len(lead.value)) if number else lead)
    if said.deadline:
        yield "deadline", said.deadline
    for name in said.addressees:
        start = lead.value.index(name)
        yield "addressee", piece_of(lead, start, start + len(name))
