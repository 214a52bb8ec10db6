"""How a clause takes what it says: denied, hedged, reported, rising; and whether two agree."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.clause import Clause
from assistant.extent import widened
from assistant.polarity import BEGUN, PARTLY, denied, fails, negated

_HEDGES: Mapping[str, re.Pattern[str]] = {
    "consider": re.compile(
        r"\bexplor\w+|\b(?:decid|assess|review)\w* whether\b|\blook(?:s|ed|ing)? (?:at|into)\b|\bexamin\w+|\bthink(?:ing)? about"
        r"|\bconsider(?:ing|ation|s|ed)?\b(?! that)|\bbe considered\b|\bweigh\w* up\b"
    ),
    "possible": re.compile(
        r"\b(?:may|might|could(?! not| take| be taken)|possibl[ey]|likely|potential(?:ly)?|hop(?:e|es|ed|ing)|expect\w*"
        r"|perhaps|(?<!only )(?<!check )(?<!ask )(?<!see )(?<!know )if|subject to|depend\w*|provided|condition\w*)\b"
    ),
    "oblige": re.compile(
        r"\b(?:should|must|needs?|needed to|ought|requirement|standard is|recommends?|recommended|ask(?:s|ed)?(?! about)|(?:told|tells) (?!us\b|me\b|inspectors\b|the auditors\b)(?:\w+ ){1,3}to\b|requires?(?! improvement)|wants?"
        r"|wanted|requested|ha(?:s|ve) (?:until|[\w -]{1,12} (?:day|week|month|year)s? to)|area for improvement|call(?:s|ed) (?:for|on)|urg\w+"
        r"|requir(?:e|es|ed) to|have to|has to|(?:is|are) to (?:be \w+ed|\w+))\b"
    ),
    "intend": re.compile(
        r"\b(?:will|shall|plans? to|planned|intend\w*|going to|scheduled|propos\w+"
        r"|agreed to|aims?\b|commit\w* to|(?:is|are) (?:due )?to\b|due to (?:buy|open|start|be|go|take|move)"
        r"|(?:still|remains?|left|yet) to be|suggest\w+)\b"
    ),
}
_REPORTED = re.compile(
    r"\b(?:i|my|believ\w+|view|views|opinion|opinions|considers?(?: that)?|thinks?|thought|feels?|felt"
    r"|confident|told|tells?|says?|said|saying|according|explanation|explain\w*|claim(?:s|ed)"
    r"|put .{1,40} down to|prais\w+|estimat\w+|report(?:s|ed) that|by .{1,40} account|appears?|complain\w*|appreciat\w+|disappoint\w*|pleased|unhappy|dissatisf\w+|satisfied|express\w*|concerned|welcom\w+|heard|statement|argu\w+|describ\w+)\b"
)
_SPOKEN = re.compile(
    r"\b(?:believ\w+|view|opinion|confident|(?:told|tell) (?:us|me|the auditors|inspectors)|told .{1,30}? that"
    r"|said|says?(?= that\b)|thinks?|feels?|felt|estimat(?:es?|ed)|report(?:s|ed) that"
    r"|claim(?:s|ed)|explain\w*|considers? that)\b"
)
_ASKED = re.compile(r"\b(?:what|how|when|where)\b(?: \w+){1,3} will\b")
"""`what its plans will cost` plans nothing."""
_WAS_TOLD = re.compile(r"\b(?:is|are|was|were|be|been|being)(?: \w+){0,2} told\b(?! by)")
_GOING_ON = re.compile(r"\b(?:is|are) (?:now |currently |still )?\w{3,}ing\b")
_UNDONE = re.compile(r"\b(?:not|yet to|await\w*|still|never|remain\w*|incomplete|before)\b")
_PERFECT = re.compile(
    r"\b(?:has|(?<!to )(?<!should )(?<!must )(?<!will )(?<!may )have|had)\s+(?:(?:been|already|also|now)\s+)*\w{2,}(?:ed|en|one|lt|nt|de|ght)\b"
)
_UP = re.compile(
    r"\b(?:r[io]se|rises|risen|rising|increas\w+|grew|grow\w*|went up|up (?:from|to|by|on))\b"
)
_DOWN = re.compile(
    r"\b(?:fell|falls?|fallen|falling|decreas\w+|drop(?:s|ped)?|declin\w+|went down|down (?:from|to|by|on)|shorter"
    r"|reduc\w+)\b"
)
_OVER = re.compile(r"\b(?:above|exceed\w*|higher|better|outstrip\w*)\b")
_UNDER = re.compile(r"\b(?:below|lower|worse|short of)\b")
_OPPOSITE = tuple(
    (re.compile(rf"\b(?:{one})\b"), re.compile(rf"\b(?:{other})\b"))
    for one, other in (
        ("more", "less|fewer"), ("strong\\w*", "weak\\w*"), ("early|earlier", "later?"),
        ("on schedule|on time|on track", "behind schedule|late|off track"), ("longer", "shorter"),
        ("good|well|excellent", "poor\\w*|bad\\w*"),
        ("includ\\w*", "except\\w*|exclud\\w*"),
        ("before|prior to|ahead of", "after|following"), ("quick\\w*|fast\\w*", "slow\\w*"),
        ("improv\\w*", "deteriorat\\w*|worsen\\w*"), ("new", "current|existing|previous"),
        ("continu\\w*", "stop\\w*|ceas\\w*"),
    )
)  # fmt: skip
_FIELD = re.compile(
    r"\b(?:owns?|owned|owner|responsible|belongs?|due|deadline|priority|rated|stated|addressed|status|falls? to|is for|until"
    r"|action to|leads?|falls due|targets?|aims?)\b"
)
_MATTER = 2
"""Words in common, from which on two clauses are about the same matter."""


def hedges(clause: Clause) -> frozenset[str]:
    """How far a clause holds back: `consider`, `possible`, `oblige`, `intend`; none for a fact."""
    told = _ASKED.sub(" ", clause.bare)
    return frozenset(name for name, said in _HEDGES.items() if said.search(told))


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
        ("scope", widened(said, held, whole)),
        ("direction", _turned(said, held)),
    )
    return next((name for name, fails in checks if fails), "")


def _denied_otherwise(said: Clause, held: Clause, whole: Clause) -> bool:
    if len(said.stems & whole.stems) < _MATTER:
        return False
    if denied(said) or PARTLY.search(said.bare) or _UNDONE.search(said.bare):
        return False
    if PARTLY.search(held.bare) or _rests_before(said, held):
        return False
    return fails(held) and fails(whole)


def _rests_before(said: Clause, held: Clause) -> bool:
    """Whether all that two clauses share stands before the part that denies."""
    first, _, rest = held.bare.rpartition(" , ")
    after = Clause(rest).stems
    return bool(first) and fails(Clause(rest)) and not said.stems & after


def _hedge_lost(said: Clause, held: Clause) -> bool:
    own, theirs = hedges(said), hedges(held)
    if ("consider" in theirs and "consider" not in own) or (
        "possible" in theirs and not own & {"possible", "consider"}
    ):
        return True
    if "intend" in theirs:
        return not (own or _stands_for(said))
    return "oblige" in theirs and "oblige" not in own and "expect" not in said.bare


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
        if re.search(r"\b(?:standard|guidance|policy|rules?)\b", whole.bare):
            return False
        if own == {"possible"} and re.search(r"\bcan\b", whole.bare):
            return False
        return not re.search(r"\bdue\b|\bdeadline\b", whole.bare)
    return False


def _unreported(said: Clause, held: Clause, before: str) -> bool:
    told = bool(_SPOKEN.search(held.bare))
    if re.search(r"\b(?:i|my)\b", held.bare) and re.search(r"\bcommissioner|\bpf?cc\b", said.bare):
        return False
    active = _WAS_TOLD.sub(" ", f"{before} {said.bare}")
    return told and not _REPORTED.search(active)


def _finished(said: Clause, held: Clause) -> bool:
    if _GOING_ON.search(held.bare) and _PERFECT.search(said.bare):
        return True
    if (
        hedges(held)
        and _PERFECT.search(said.bare)
        and "oblige" not in hedges(said)
        and not re.search(r"\bha[sd]\b|\bwere\b|\bwas\b|\bhave\b", held.bare)
    ):
        return True
    begun = bool(BEGUN.search(held.bare))
    return begun and not (BEGUN.search(said.bare) or _UNDONE.search(said.bare))


def _turned(said: Clause, held: Clause) -> bool:
    if negated(said):
        return False
    pairs = [(_UP, _DOWN), (_OVER, _UNDER), *_OPPOSITE]
    pairs += [(other, one) for one, other in pairs]
    return any(
        one.search(said.bare)
        and not one.search(held.bare)
        and (other.search(held.bare) and not other.search(said.bare))
        for one, other in pairs
    )
