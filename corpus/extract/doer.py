"""Who is to act: posts, groups and persons, and the sentences that name them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.extract.deadline import SPOKEN
from corpus.extract.part import piece_of
from corpus.register import Field

HOLDER = r"(?-i:(?!(?:The|My|Our|This|That|It|He|She|I|We|They)\b)[A-Z][\w&/’'-]*(?: (?:(?:of|for|and|the|in|to) )*[A-Z(][\w&/’'()-]*)*)"
"""A post or a person: words in capitals, and the small ones that join them."""


def doer(field: Field) -> Field | None:
    """Who is to act, by the words that open a text: `Head of Estates to mend the gate.`.

    Or `By 5 May 2026, Head of Estates to mend the gate`, or `Head of Estates: a plan for the gate`.
    """
    first = _FIRST_DAY.match(field.value)
    start = first.end() if first else 0
    rest = field.value[start:]
    found = _DOES.match(rest) or _TASKED.match(rest)
    if not found or not (is_post(found["who"]) or is_initials(found["who"])):
        return None
    return piece_of(field, start + found.start("who"), start + found.end("who"))


_DOES = re.compile(
    r"^(?:the )?(?P<who>(?-i:[A-Z])[\w&/’'-]*(?:[ ,](?:\([^()]{2,60}\)|[\w&/’'-]+)){0,11}?) (?:to|will|is to|are to|agreed to|undertook to) (?=[a-z])",
    re.IGNORECASE,
)
_TASKED = re.compile(
    r"^(?P<who>[A-Z][\w/&’'-]*(?: (?:\([^()]{2,40}\)|[\w/&’'-]+)){1,5}):\s+(?=[a-z])"
)
"""`Head of Estates: a plan for the gate`."""


def does(field: Field) -> Field | None:
    """Who acts, by a title and a name before the verb: `DCC Purvis brings the paper`."""
    found = _ACTS.match(field.value)
    if not found or not is_post(found["who"]):
        return None
    return piece_of(field, *found.span("who"))


_ACTS = re.compile(r"^(?P<who>(?:The )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,4}) (?=[a-z]+s\b)")


def first_day(field: Field) -> Field | None:
    """The day that opens a text, by which somebody is to act: `By 5 May 2026, the Clerk to ...`."""
    found = _FIRST_DAY.match(field.value)
    return piece_of(field, *found.span("when")) if found else None


_FIRST_DAY = re.compile(rf"^By (?P<when>{SPOKEN.pattern}),\s+", re.IGNORECASE)


def leaders(field: Field) -> Iterator[Field]:
    """Who is to act, where sentences say so: `The Head of Estates leads.`."""
    for found in _LEADS.finditer(field.value):
        for who in ("is", "does", "also", "by", "whose", "opens"):
            if found[who] and is_post(found[who]) and not _CLAUSE.search(found[who]):
                yield piece_of(field, *found.span(who))


_LEADS = re.compile(
    r"\bthe (?:\w+ ){0,2}(?:leads?|owner|(?:responsible|named|accountable) officer) (?:for [^.;]{0,60}? )?(?:is|are|will be)"
    rf" (?:the |my |our )?(?P<is>{HOLDER}(?: (?!(?:and|who|but|with|for) )[\w&/’'()-]+)*?)(?=[.;,]|$| (?:and|who|but|with|for)\b)"
    rf"|(?:^|(?<=[.!?;] )|\b(?:the|my|our) )(?P<does>{HOLDER}) (?:leads|owns|is leading|will lead|is responsible for|has the lead|takes the lead|is (?:the|our|its|my) (?:lead|owner))\b"
    rf"(?: for (?:me|us|my \w+|the \w+),? and (?:the |my |our )?(?P<also>{HOLDER}) for\b)?"
    rf"|\b(?:is|are|being|be) led by (?:the |my |our )?(?P<by>{HOLDER})(?=[.;,)]|$)"
    rf"|(?P<whose>{HOLDER}), who (?:leads|owns|is leading|will lead|is responsible)\b"
    r"|(?:^|(?<=[.;]\s))(?P<opens>(?-i:[A-Z])[\w&/’'(), -]{3,90}?),? (?:leads|owns)(?: on)?(?: (?:this|it))?(?=[.;,])",
    re.IGNORECASE,
)
"""A sentence that names who is to act: `The lead is the Head of Estates`."""


_CLAUSE = re.compile(r"\b(?:I|we|who|which|that)\b")
"""What no name of a post holds."""


def is_post(words: str) -> bool:
    """Whether some words name a post, a group or a person with a title."""
    return bool(_POST.search(words))


_POST = re.compile(
    r"\b(?:mr|mrs|ms|miss|dr|cc|dcc|det|sgt|heads?|chief|deputy|assistant|directors?|managers?|superintendents?|inspectors?|sergeants?|officer|commissioner|lead|secretary|clerk|treasurer|chair|team|board|unit|group|acc|dcc|dci|cfo|opcc|pcc|supt|insp)\b",
    re.IGNORECASE,
)
"""Words that name a post or a group, as against a remark in brackets."""


def is_person(words: str) -> bool:
    """Whether some words may be a person's name and nothing else: `Ada Finch`."""
    return bool(_PERSON.fullmatch(words))


_PERSON = re.compile(r"[A-Z][a-z'’-]+(?: [A-Z][A-Za-z'’.-]*){1,3}")


def is_named(words: str) -> bool:
    """Whether some words are nothing but the name of a person, a post or a group.

    >>> is_named("Det Supt Ada Finch"), is_named("Head of Estates"), is_named("Open the gate")
    (True, True, False)
    """
    return bool(_PERSON.fullmatch(words) or (_NAMED.fullmatch(words) and _POST.search(words)))


_NAMED = re.compile(rf"(?:the )?{HOLDER}(?:, {HOLDER})*")


def is_initials(words: str) -> bool:
    """Whether some words are the initials of those who are to act: `HQ and IS`."""
    return bool(_INITIALS.fullmatch(words))


_INITIALS = re.compile(r"[A-Z]{2,4}(?:(?:,| and|,? &|/) ?[A-Z]{2,4})*")
