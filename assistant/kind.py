"""The kind of thing that a question asks for, and how far a text holds one of that kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet

from assistant.asking import Want
from assistant.numeral import TENS, UNITS
from corpus.piece import DATE, MONTHS, fold
from index.search import Query
from index.terms import content, stem, stem_set

_MONTHS = MONTHS.casefold()
_CARDINAL = "|".join((*UNITS[1:], *TENS))
_NUMBER = re.compile(
    rf"(?<![\w/])£?\d[\d,.]*%?(?![\w/])|\b(?:{_CARDINAL}|none|both|half|nobody)\b", re.IGNORECASE
)
_UNCOUNTED = re.compile(
    rf"{DATE.pattern}|\b(?:{_MONTHS}) 20\d\d\b"
    r"|\b(?:in|since|by|of|for|from|until|during) 20\d\d\b|\b20\d\d\s?[/–-]\s?\d{2,4}\b"
    r"|\b(?:Recommendation|Action|AFI|Rec|Section|Appendix|Annex|Table|Figure|Page|Paragraph|Quarter|Part|Priority)s? \d+(?:\.\d+)*\b"
    r"|(?-i:\b[A-Z]{2,6}[ /-]\d[\d/.]*)|^\d+(?:\.\d+)+[.)]?\s",
    re.IGNORECASE,
)
"""Numbers that count nothing: of dates, years, labels and references."""
_POST = (
    r"\b(?:chief|inspector|superintendent|manager|officer|constable|commissioner|secretary|head|director|chair\w*|"
    r"lead|team|board|home office|college|programme|sergeant|acc|dcc|led by|deputy)\b"
)
_WHEN = rf"{DATE.pattern}|\b(?:{_MONTHS}|20\d\d|immediate|annual\w*|months?|weeks?|years?)\b"
_UNIT = r"(?:second|minute|hour|day|week|fortnight|month|quarter|year)"
_LENGTH = rf"(?:\d|\b(?:{_CARDINAL}|an?|half|several|few))[ -]+(?:\w+[ -]+)?{_UNIT}s?\b"
_OFTEN = (
    r"\b(?:hourly|daily|nightly|weekly|fortnightly|monthly|quarterly|yearly|annual(?:ly)?|termly)\b"
    rf"|\b(?:every|each|per)\b (?:\w+ )?{_UNIT}s?\b|\b(?:once|twice|times)\b"
)
_REASON = (
    r"\b(?:because|since|as|due to|owing to|so that|so as to|in order to|reasons?|result\w*|caus\w+|led to|mean[st]?"
    r"|means that|explain\w*|thanks to|on the grounds?|to avoid|unless|until|given that)\b"
)
_SHARE = (
    r"\d ?%|\bper ?cent\b|\b(?:half|thirds?|quarters?|fifths?|majority|most|all|none)\b"
    rf"|(?:\d|\b(?:{_CARDINAL})) (?:of|in|out of) (?:the |every |our |its )?(?:\d|(?:{_CARDINAL})\b)"
)
_PLACED = rf"\bis where\b|\b(?:at|in|on|from|to|into|near|across|within)\b (?:the |its |our )?(?-i:(?!(?:{_MONTHS.title()})\b)[A-Z])"
_NAMED = r"(?-i:(?<=[\w,;’'(] )[A-Z][\w&’'-]+)"
_SHORT = r"(?-i:\([A-Z][A-Za-z]{1,9}s?\)|\b[A-Z0-9]{2,8} \([A-Za-z])|\bmeans?\b|\bis an?\b"
_EXPANDS = (
    rf"{_SHORT}|\brefers to\b|\bcounts? as\b|\bdefined\b"
    r"|\bis (?:now |here )?(?:an?|any\w*|some\w*|one)\b|\bare (?:now |here )?(?:those|people|any)\b|^[^:.\t]{2,60}:\s|^[^\t]{2,40}\t[^\t]{25,}$|\([^()]* that [^()]*\)"
)
_COSTS = r"\bcosts?\b|\bhow much (?:money|funding)\b|\bbudget\b|\bprice\b|\bfee\b|\bcharged? us\b"
_MONEY = (
    r"£|\bpounds?\b|\bmillion\b|\bpence\b|\bno (?:extra |additional )?cost\b|\bfree of charge\b"
)
_WHY = (
    r"^(?:and |so |but )?why\b|\bwhy (?:is|was|are|were|did|do|does|has|have|had|can|could|would)\w*\b"
    r"|\bwhat(?:'?s| is| was) the reason|\bhow come\b|\bwhat(?:'s| has| was| is)? (?:caus|stopp|prevent|hold)"
)
_WHICH = (
    r"\b(?:what|which) (?:\w+ )?(?:system|software|tool|app|database|platform|company|firm|supplier|operation|body|council|charity|university)\b"
    r"|\bwhat(?:'s| is| was) .{0,40}\bcalled\b|\bname of\b"
)
_KINDS: tuple[tuple[str, str], ...] = (
    (_COSTS, _MONEY),
    (
        r"\b(?:share|proportion|percentage|per ?cent|fraction|%) (?:of|were|are|was|is)\b|\bhow much of\b",
        _SHARE,
    ),
    (r"\bhow (?:often|frequently|regularly|many times)\b", _OFTEN),
    (_WHY, _REASON),
    (
        r"^(?:and |so |but )?where(?:'s|abouts)?\b(?!.*\b(?:(?:are|is) (?:we|it|they|that)|end up|finish|stand|got? to|land)\b)|\b(?:what|which) (?:place|town|site|station|building)\b",
        _PLACED,
    ),
    (_WHICH, _NAMED),
)
"""What a folded question asks for, and what holds a thing of that kind."""
_LASTS = r"\bhow (?:long|quickly|fast|slow)\b|\b(?:longest|shortest|average|typical|worst|oldest) (?:wait|delay|time|gap)\b"
_DEFINES = (
    r"\b(?:count|class|qualif|defin)\w* as\b|\bin plain (?:terms|english|words)\b"
    r"|\bwhat(?:'?s| is| are| was)\b(?: \S+){1,4}(?: mean| exactly| then)?\W*$|\bwhat(?:'?s| is) that\b"
)
_COUNTS = re.compile(
    r"\b(?:how many|number of|total of)\s+(?:more |other )?(?:of )?(?:(?:the|these|those|our|its|their|all) )?([^?,;]*)"
)
_NO_NUMBER = re.compile(
    r"\bno figures?\b|\b(?:not|n['’]t|nobody|unable|cannot)\b.{0,40}\b(?:figures?|numbers?)\b|\b(?:could|can|did|does|do|was|were)(?: not|n['’]t) (?:\w+ )?"
    r"(?:tell|told|say|give|supply|supplied|know|known|count|counted|record|recorded|hold|held)\b|\bnot (?:known|counted|supplied)\b",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(r"\bnumber of\b", re.IGNORECASE)
_FORCES = frozenset(map(stem, ("police", "force", "forces")))
"""Words before what is counted that stand everywhere: `police dogs`."""
_MOST_WORDS = 2
"""Words that name what is counted."""
_NEAR = 6
"""Words after a number among which the thing counted stands."""
NUMBER_ALONE = 0.4
"""What a number counts for by itself where the question names what is counted."""


def suits(wants: AbstractSet[Want], query: Query, text: str) -> float:
    """How far a text holds the kind of thing that is asked for, in [0, 1]; 0.5 if none is known."""
    asked = fold(query.text)
    found = [*_by_want(wants, query, text), *_by_wording(asked, text)]
    if not found and "definition" not in wants and re.search(_DEFINES, asked):
        return 1.0 if re.search(_EXPANDS, text, re.IGNORECASE) else 0.5
    return sum(found) / len(found) if found else 0.5


def _by_want(wants: AbstractSet[Want], query: Query, text: str) -> Iterator[float]:
    checks: dict[Want, Callable[[], float]] = {
        "person": lambda: _holds(_POST, text),
        "time": lambda: _holds(_LENGTH if _lasts(query) else _WHEN, text),
        "count": lambda: _counts(query, _UNCOUNTED.sub(" ", text)),
        "definition": lambda: _holds(_EXPANDS if _explains(query) else _SHORT, text),
    }
    own = {_SAME.get(want, want) for want in wants}
    if "time" in own and re.search(r"\bhow (?:often|frequently)\b", fold(query.text)):
        own.discard("time")
    return (check() for want, check in checks.items() if want in own)


_SAME: dict[Want, Want] = {"owner": "person", "deadline": "time"}
"""Kinds of answer that are looked for alike."""


def _by_wording(asked: str, text: str) -> Iterator[float]:
    return (_holds(holds, text) for asks, holds in _KINDS if re.search(asks, asked))


def _explains(query: Query) -> bool:
    """Whether a definition in words is asked for, not what a short form stands for."""
    return not re.search(r"\bstands? for\b|\bacronym|\babbreviat|\bshort for\b", fold(query.text))


def _lasts(query: Query) -> bool:
    return bool(re.search(_LASTS, fold(query.text)))


def _holds(pattern: str, text: str) -> float:
    return float(bool(re.search(pattern, text, re.IGNORECASE)))


def counted(question: str) -> frozenset[str]:
    """The stems of the things that a question wants counted; empty where it names none.

    >>> sorted(counted("How many of the plan's measures went the right way?"))
    ['measur', 'plan']
    >>> sorted(counted("How many councils haven't fully joined?"))
    ['council']
    """
    found = _COUNTS.search(fold(question))
    things: list[str] = []
    for word in found[1].replace("’", "'").split() if found else ():
        named = [w for w in content(word.removesuffix("'s")) if not w[0].isdigit()]
        if word in {"of", "in", "and", "the", "other"} or word[0].isdigit():
            continue
        if not named or len(set(things) - _FORCES) == _MOST_WORDS:
            break
        things += map(stem, named)
    return frozenset(things) - _FORCES or frozenset(things)


def counts_it(query: Query, text: str) -> bool:
    """Whether a text has a number, and by the thing counted where the question names it."""
    return _counts(query, text) > NUMBER_ALONE


def _counts(query: Query, text: str) -> float:
    """How far a text has a number of the thing counted, in [0, 1]."""
    things = counted(query.text)
    tokens = text.split()
    places = [n for n, token in enumerate(tokens) if _NUMBER.search(token)]
    held = stem_set(text)
    if things and (_NO_NUMBER.search(text) or (places and _NUMBER_OF.search(text))):
        return float(bool(things & held))
    if not places or not things:
        return float(bool(places))
    if re.search(r"\d%|per ?cent", text) and things & held:
        return 1.0
    after = stem_set(" ".join(w for n in places for w in tokens[n + 1 : n + 1 + _NEAR]))
    return NUMBER_ALONE + (1 - NUMBER_ALONE) * max(query.credit(thing, after) for thing in things)
