"""How a clause takes what it says: denied, hedged, in part, rising; and whether two agree."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.clause import Clause
from assistant.lexeme import lexemes

_NEGATION = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|neither|nor|without|cannot|lack\w*|fail(?:s|ed|ing)?"
    r"|unable|unmet|un(?!der|it|if|iq|less|til)\w+ed|insufficient\w*|incomplete|unrecorded|await\w*|absent|too few|yet to|out of date"
    r"|(?:is|are|was|were|still) missing|missing from|short of|absence of|shortage of|denie[sd]|refus\w+"
    r"|reject\w*|need not|miss(?:es|ed)?\b)\b|n't\b",
)
_HEDGES: Mapping[str, re.Pattern[str]] = {
    "consider": re.compile(
        r"\bexplor\w+|\b(?:decid|assess|review)\w* whether\b|\blook(?:s|ed|ing)? (?:at|into)\b|\bexamin\w+|\bthink(?:ing)? about"
        r"|\bconsider(?:ing|ation)?\b(?! that)|\bbe considered\b|\bweigh\w* up\b"
    ),
    "possible": re.compile(
        r"\b(?:may|might|could(?! not| take| be taken)|possibl[ey]|likely|potential(?:ly)?|hop(?:e|es|ed|ing)|expect\w*"
        r"|perhaps|(?<!only )(?<!check )(?<!ask )(?<!see )(?<!know )if|subject to|depend\w*|provided|condition\w*)\b"
    ),
    "oblige": re.compile(
        r"\b(?:should|must|needs?|needed to|ought|requirement|standard is|recommends?|recommended|ask(?:s|ed)?(?! about)|requires?(?! improvement)|wants?"
        r"|wanted|requested|ha(?:s|ve) until|area for improvement|call(?:s|ed) (?:for|on)|urg\w+"
        r"|requir(?:e|es|ed) to|have to|has to)\b"
    ),
    "intend": re.compile(
        r"\b(?:will|shall|plans? to|planned|intend\w*|going to|scheduled|propos\w+"
        r"|aims? to|commit\w* to|(?:is|are) (?:due )?to\b|due to (?:buy|open|start|be|go|take|move)"
        r"|to be \w+ed)\b"
    ),
}
_REPORTED = re.compile(
    r"\b(?:i|my|believ\w+|view|views|opinion|opinions|considers?(?: that)?|thinks?|thought|feels?|felt"
    r"|confident|told|tells?|says?|said|saying|according|explanation|explain\w*|claim(?:s|ed)"
    r"|put .{1,40} down to|prais\w+|complain\w*|appreciat\w+|disappoint\w*|pleased|unhappy|dissatisf\w+|satisfied|express\w*|concerned|welcom\w+|heard|statement|argu\w+|describ\w+)\b"
)
_SPOKEN = re.compile(
    r"\b(?:i|my|believ\w+|view|opinion|confident|told us|tell us|said|(?<!not )(?<!to )say|says|thinks?|feels?|felt"
    r"|claim(?:s|ed)|explain\w*|considers? that)\b"
)
_BEGUN = re.compile(
    r"\b(?:under ?way|in progress|in hand|drafts?|draft\w*|being|in development|developing|ongoing)\b"
)
_UNDONE = re.compile(r"\b(?:not|yet to|await\w*|still|never|remain\w*|incomplete|before)\b")
_PERFECT = re.compile(
    r"\b(?:has|(?<!to )(?<!should )(?<!must )(?<!will )(?<!may )have|had)\s+(?:(?:been|already|also|now)\s+)*\w{2,}(?:ed|en|one|lt|nt|de|ght)\b"
)
_EXCEPT = re.compile(
    r"\b(?:except\w*|only(?! (?:\d|one|two|three|four|five|six|seven|eight|nine|ten))|unless|excluding|apart from|other than|though not|but not|save|if|alone|depend\w*|subject to)\b"
)
_LIMITS: Mapping[str, re.Pattern[str]] = {
    "all": re.compile(
        r"\b(?:all|every|each(?! other)|always|entire|whole|everyone|everybody|any)\b"
    ),
    "most": re.compile(r"\b(?:most|mostly|majority|largely|mainly|generally|usually)\b"),
    "many": re.compile(r"\b(?:many|much|numerous|frequent\w*|often)\b"),
    "some": re.compile(
        r"\b(?:some|several|few|certain|sometimes|occasional\w*|partly|in part|partial\w*|minority"
        r"|a number of)\b"
    ),
}
_UP = re.compile(r"\b(?:r[io]se|rises|risen|rising|increas\w+|grew|grow\w*|went up|up)\b")
_DOWN = re.compile(
    r"\b(?:fell|falls?|fallen|falling|decreas\w+|drop(?:s|ped)?|declin\w+|went down|down|shorter"
    r"|reduc\w+)\b"
)
_OVER = re.compile(r"\b(?:above|exceed\w*|higher|better|outstrip\w*)\b")
_UNDER = re.compile(r"\b(?:below|lower|worse)\b")
_OPPOSITE = tuple(
    (re.compile(rf"\b(?:{one})\b"), re.compile(rf"\b(?:{other})\b"))
    for one, other in (
        ("more", "less|fewer"), ("strong\\w*", "weak\\w*"), ("early|earlier", "later?"),
        ("on schedule|on time|on track", "behind schedule|late|off track"), ("longer", "shorter"),
        ("good|well|excellent", "poor\\w*|bad\\w*"),
        ("includ\\w*", "except\\w*|exclud\\w*"),
    )
)  # fmt: skip
_FIELD = re.compile(
    r"\b(?:owns?|owned|owner|responsible|belongs?|due|deadline|priority|rated|stated|addressed|status|falls? to|is for|until"
    r"|action to|leads?|falls due)\b"
)
_PART = re.compile(
    r"\b([\w,.%]+(?: (?:thirds?|quarters?|halves))?) (?:of|out of) (?:(?:the|our|its) (?=\d)|(?=\d|them\b|these\b))"
    r"|\b((?:an?|one|two) (?:third|thirds|quarter|quarters|half)|half) of\b"
)
"""`41 of the 50`, `two thirds of them`."""
_SELDOM = re.compile(r"\b(?:rare|rarely|seldom|hardly|scarcely)\b")
_PARTLY = re.compile(
    r"\b(?:partly|partial\w*|in part|mostly|not (?:always|all|every)|not\b.{1,40}\b(?:in full|fully|wholly))\b"
)


def denied(clause: Clause) -> bool:
    """Whether a clause denies something.

    >>> denied(Clause("The log has not been kept")), denied(Clause("The log is kept"))
    (True, False)
    """
    return bool(_NEGATION.search(_PARTLY.sub(" ", clause.bare)))


def hedges(clause: Clause) -> frozenset[str]:
    """How far a clause holds back: `consider`, `possible`, `oblige`, `intend`; none for a fact."""
    return frozenset(name for name, said in _HEDGES.items() if said.search(clause.bare))


def disagreement(said: Clause, held: Clause, whole: Clause, before: str = "") -> str:
    """What a clause says in another manner than what it rests on; empty when they agree.

    Args:
        said: The clause of the sentence.
        held: The clause of the evidence that it rests on.
        whole: That clause with those that belong to it: the row, or the clause itself.
        before: What the sentence says before the clause, folded.
    """
    checks = (
        ("negation", _denied_otherwise(said, held, whole)),
        ("hedge", _hedge_lost(said, held)),
        ("hedge", _hedge_gained(said, held, whole)),
        ("opinion", _unreported(said, held, before)),
        ("status", _finished(said, held)),
        ("scope", _widened(said, held, whole)),
        ("direction", _turned(said, held)),
    )
    return next((name for name, fails in checks if fails), "")


def _denied_otherwise(said: Clause, held: Clause, whole: Clause) -> bool:
    if denied(said) in {denied(held), denied(whole)}:
        return False
    if _PARTLY.search(said.bare) and _PARTLY.search(held.bare):
        return False
    begun = _BEGUN.search(held.bare) and _UNDONE.search(said.bare)
    return not begun


def _hedge_lost(said: Clause, held: Clause) -> bool:
    own, theirs = hedges(said), hedges(held)
    for name, enough in (
        ("consider", {"consider"}),
        ("possible", {"possible", "consider"}),
        ("oblige", {"oblige", "consider"}),
        ("intend", {"intend", "oblige", "possible", "consider"}),
    ):
        if name in theirs:
            return not (own & enough or (name == "intend" and _stands_for(said)))
    return False


def _stands_for(said: Clause) -> bool:
    """Whether a clause tells of an action or an opinion, not of what was done."""
    return bool(_FIELD.search(said.bare) or _REPORTED.search(said.bare))


def _hedge_gained(said: Clause, held: Clause, whole: Clause) -> bool:
    own, theirs = hedges(said), hedges(held) | hedges(whole)
    if denied(said):
        return False
    if (
        re.search(r"\bconsider\w* whether\b|\bexplor\w+|\bbe considered\b", said.bare)
        and "consider" not in theirs
    ):
        return True
    if {"oblige", "intend", "possible"} & own and not theirs:
        return not re.search(r"\bdue\b|\bdeadline\b", whole.bare)
    return False


def _unreported(said: Clause, held: Clause, before: str) -> bool:
    told = bool(_SPOKEN.search(held.bare))
    if re.search(r"\b(?:i|my)\b", held.bare) and re.search(r"\bcommissioner|\bpf?cc\b", said.bare):
        return False
    return told and not _REPORTED.search(f"{before} {said.bare}")


def _finished(said: Clause, held: Clause) -> bool:
    if (
        hedges(held)
        and _PERFECT.search(said.bare)
        and "oblige" not in hedges(said)
        and not re.search(r"\bha[sd]\b|\bwere\b|\bwas\b|\bhave\b", held.bare)
    ):
        return True
    begun = bool(_BEGUN.search(held.bare))
    return begun and not (_BEGUN.search(said.bare) or _UNDONE.search(said.bare))


def _widened(said: Clause, held: Clause, whole: Clause) -> bool:  # noqa: PLR0911 (each is one reason)
    own = {name for name, limit in _LIMITS.items() if limit.search(said.bare)}
    theirs = {name for name, limit in _LIMITS.items() if limit.search(held.bare)}
    context = theirs | {name for name, limit in _LIMITS.items() if limit.search(whole.bare)}
    if "all" in own and "all" not in context and not _PARTLY.search(said.bare):
        return True
    if {"most", "many"} & own and not {"most", "many"} & context and not _PART.search(held.bare):
        return True
    if _PARTLY.search(held.bare) and not (own - {"all"} or _PARTLY.search(said.bare)):
        return True
    if _SELDOM.search(held.bare) and not (_SELDOM.search(said.bare) or denied(said)):
        return True
    own_numbers = {value.value for value in said.values if value.kind == "number"}
    parts = {
        value.value
        for found in _PART.finditer(held.bare)
        for value in lexemes(found[1] or found[2])
        if value.kind == "number"
    }
    counted = parts <= own_numbers if parts else bool(own_numbers)
    limited = bool(theirs - {"all"}) or bool(parts)
    if "some" in theirs and not (own - {"all", "many"} or counted):
        return True
    if limited and not (own - {"all"} or counted or "not all" in said.bare):
        return True
    excepted = _EXCEPT.search(held.bare)
    return bool(excepted) and not (_EXCEPT.search(said.bare) or denied(said))


def _turned(said: Clause, held: Clause) -> bool:
    pairs = [(_UP, _DOWN), (_OVER, _UNDER), *_OPPOSITE]
    pairs += [(other, one) for one, other in pairs]
    return any(
        one.search(said.bare)
        and not one.search(held.bare)
        and (other.search(held.bare) and not other.search(said.bare))
        for one, other in pairs
    )
