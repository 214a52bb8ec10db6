"""How a clause takes what it says: denied, hedged, reported, rising; and whether two agree."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from assistant.actor import actors
from assistant.clause import Clause, leaning
from assistant.extent import widened
from assistant.polarity import BEGUN, PARTLY, denied, fails, negated
from assistant.verb import verb_stem
from index.terms import content, stem

_HEDGES: Mapping[str, re.Pattern[str]] = {
    "unproved": re.compile(
        r"\b(?:can't|can ?not|couldn't|could not|unable to|not able to|not possible(?: for [\w ]{1,30})? to|impossible to)"
        r" (?:show|confirm|establish|verify|demonstrate|determine|tell whether|say|evidence|prove|be (?:sure|certain))\b"
        r"|\b(?:unclear|unknown|not (?:clear|known|confirmed|proven)|unconfirmed|unverified|no (?:evidence|assurance|proof))\b"
    ),
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
        r"|wanted|requested|(?:was|were|been) (?:told|asked|advised|instructed|urged) to|(?:ha(?:s|ve|d)|given) (?:until|[\w -]{1,12} (?:day|week|month|year)s? to)|area for improvement|call(?:s|ed) (?:for|on)|urg(?:e|es|ed|ing)\b"
        r"|requir(?:e|es|ed) to|have to|has to|(?:is|are) to (?:be \w+ed|\w+))\b"
    ),
    "intend": re.compile(
        r"\b(?:will|shall|plans? to|planned|intend\w*|going to|scheduled|propos\w+"
        r"|agreed (?:to|that)|would(?! not)\b|aims?\b|objectives?\b|purpose\b|commit\w* to|(?:is|are) (?:due )?to\b|due to (?:buy|open|start|be|go|take|move)"
        r"|(?:still|remains?|left|yet) to be|suggest\w+)\b"
    ),
}
_REPORTED = re.compile(
    r"\b(?:i|my|believ\w+|view|views|opinion|opinions|considers?(?: that)?|thinks?|thought|feels?|felt"
    r"|confident|told|tells?|says?|said|saying|according|explanation|explain\w*|claim(?:s|ed)"
    r"|put .{1,40} down to|down to|worried|worr(?:y|ies)|fears?|concerns? (?:over|about)|voic\w+|acknowledg\w+|blam\w+|attribut\w+|cit(?:es|ed)|content that|assur\w+|convinced|heard|accept(?:s|ed)? that|admit\w*|prais\w+|estimat\w+|report(?:s|ed) that|(?:constable|force|management|commissioner|officers?) report(?:s|ed)|by .{1,40} account|appears?|complain\w*|appreciat\w+|disappoint\w*|pleased|unhappy|dissatisf\w+|satisfied|express\w*|concerned|welcom\w+|heard|statement|argu\w+|describ\w+)\b"
)
_SPOKEN = re.compile(
    r"\b(?:believ\w+|view|opinion|confident|(?:told|tell) (?:us|me|the auditors|inspectors)|told .{1,30}? that"
    r"|said|says?(?= that\b)|thinks?|feels?|felt|estimat(?:es?|ed)|report(?:s|ed) that"
    r"|attribut(?:es|ed) .{1,60} to|blam(?:es|ed)|claim(?:s|ed) (?:that|to)|explain\w*|considers? that|(?:concerned|worried|afraid|fear(?:s|ed)?|hopeful|satisfied|convinced|certain|optimistic|assured|suspect(?:s|ed)?) that)\b"
)
_UNTIL = re.compile(
    r"\b(?:no|not|never|none|nobody)\b.*\b(?:until|unless|before|without)\b|n't\b.*\b(?:until|unless|before)\b"
)
"""Denies with a condition: `no key is issued until ...` says `only once ...`."""
_ASKED = re.compile(
    r"\b(?:what|how|when|where)\b(?: \w+){1,3} will\b|\bhow \w+(?: \w+){1,3} (?:have|has|had) to\b"
)
"""`what its plans will cost` plans nothing, `how long victims have to wait` is no duty."""
_WAS_TOLD = re.compile(r"\b(?:is|are|was|were|be|been|being)(?: \w+){0,2} told\b(?! by)")
_GOING_ON = re.compile(r"\b(?:is|are) (?:now |currently |still )?\w{3,}ing\b")
_UNDONE = re.compile(
    r"\b(?:nothing|none|no|not|yet to|await\w*|still|never|remain\w*|incomplete|before)\b"
)
_AIMED = re.compile(
    r"\b(?:will|aims? to|plans? to|intends? to|hopes? to|going to|wants? to|(?:is|are) to) (\w+)"
)
_DID = re.compile(r"\b(?:has|have|had) (?:\w+ly |already |now |also |been )*(\w+)\b")
_PERFECT = re.compile(
    r"\b(?:has|(?<!to )(?<!should )(?<!must )(?<!will )(?<!may )have|had)\s+(?:(?:been|already|also|now)\s+)*\w{2,}(?:ed|en|one|lt|nt|de|ght)\b"
)
UP = re.compile(
    r"\b(?:r[io]se|rises|risen|rising|increas\w+|grew|grow\w*|went up|c[ao]me up|climb\w*|up (?:from|to|by|on))\b"
)
DOWN = re.compile(
    r"\b(?:fell|falls?|fallen|falling|decreas\w+|drop(?:s|ped)?|declin\w+|went down|c[ao]me down|down (?:from|to|by|on)|shorter"
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
    )
)  # fmt: skip
_CONTRARY = tuple(
    (re.compile(rf"\b(?:{one})\b"), re.compile(rf"\b(?:{other})\b"))
    for one, other in (
        ("continu\\w*|carr(?:y|ied|ies) on", "stop(?:ped|s)?|ceas\\w*|end(?:ed|s)|suspend\\w*|halt\\w*"),
        ("within|inside", "exceed\\w*|outside|beyond"), ("improv\\w*|better", "wors\\w+|deteriorat\\w*"),
        ("meets?|met|compl(?:y|ies|ied)|in line with", "fewer than|short of|breach\\w*"),
        ("open(?:ed|s)", "clos(?:ed|es)|shut"), ("accept\\w*|agree[ds]?", "reject\\w*|refus\\w*|disagree\\w*"),
        ("shar(?:ed|es)", "withheld"), ("easy|easier|easily", "difficult\\w*|hard|harder|struggl\\w*"),
        ("support(?:s|ed)", "oppos\\w+"), ("add(?:ed|s)", "remov\\w+"), ("start(?:ed|s)|began|beg[iu]n", "finished|ended"),
        ("succe\\w+", "fail\\w*"), ("satisf\\w+", "dissatisf\\w+|unhappy"), ("safe|safer", "unsafe|dangerous"),
        ("rare|rarely|seldom", "frequent\\w*|often|common\\w*"), ("first|earliest", "last|latest"),
        ("minimum|at least", "maximum|at most|up to"), ("internal\\w*", "external\\w*"),
    )
)  # fmt: skip
"""What of the same thing can not both be so."""
_FIELD = re.compile(
    r"\b(?:owns?|owned|owner|responsible|belongs?|due|deadline|priority|rated|stated|addressed|status|falls? to|is for|until"
    r"|action to|leads?|falls due|targets?|aims?)\b"
)
_OUGHT = re.compile(r"\b(?:(?:has|have) to|(?:is|are) (?:expected|required|obliged) to)\b")
"""A duty in two words."""
_QUALIFIES = re.compile(
    r"(?:(?<=\ba )|(?<=\ban )|(?<=\bthe )|(?<=\bone )|(?<=\d )|(?<='s )|(?<=’s )|(?<=\bits )|(?<=\btheir ))"
    r"(?:scheduled|planned|proposed|intended|expected|required|requested)(?= (?!to\b)\w+)"
)
"""Participles that only say which: `one scheduled service`."""
_CONDITIONAL = re.compile(r"\b(?:subject to|depend\w*|provided|if|condition\w*)\b")
_ON_TERMS = re.compile(r"\b(?:must|only|before|once|unless|requires?|needs?)\b")
"""What is so on a condition, and words that tell the condition as a duty."""
_BINDS = re.compile(r"\b(?:standard|guidance|policy|rules?|targets?|contract\w*|due|deadline)\b")
"""What says by itself that something ought to be so."""
_MEANT = re.compile(
    r"(?:intended|planned|agreed|proposed|hoped|expected|asked|aimed|told|said|needed|wanted)$"
)
_RECORDED = re.compile(r"\b(?:recommendations?|actions?|deadlines?|areas? for improvement|due)\b")
"""What a clause about the record itself names."""
_BESIDE = 2
"""Words in common outside a hedge, from which on it need not bear on what is said."""
_MATTER = 2
"""Words in common, from which on two clauses are about the same matter."""


def hedges(clause: Clause) -> frozenset[str]:
    """How far a clause holds back: `consider`, `possible`, `oblige`, `intend`; none for a fact."""
    told = _OUGHT.sub(" must ", _ASKED.sub(" ", clause.bare))
    if _charged(clause):
        told += " ; must"
    return frozenset(name for name, said in _HEDGES.items() if said.search(told))


def _charged(clause: Clause) -> bool:
    """Whether a clause without a verb of its own charges a body: `the force to publish names`."""
    first = next(iter(actors(clause.text)), None)
    led = first is not None and not content(clause.text[: first.start])
    return led and bool(re.match(r"\s+to\s+[a-z]+", clause.text[first.end :])) if first else False


def _hedges_upon(held: Clause, said: Clause) -> frozenset[str]:
    """How far a clause holds back what another says of it.

    A hedge whose words the other leaves out, while it takes others, does not count: `approved in May,
    and planned to review it`.
    """
    told = _QUALIFIES.sub(" ", _OUGHT.sub(" must ", _ASKED.sub(" ", held.bare)))
    found = {
        name: [_governed(cue, told) for cue in hedge.finditer(told)]
        for name, hedge in _HEDGES.items()
        if hedge.search(told)
    }
    if _charged(held):
        found.setdefault("oblige", [])
    return frozenset(
        name
        for name, governed in found.items()
        if not governed or any(_bears(few, held, said) for few in governed)
    )


def _governed(cue: re.Match[str], text: str) -> frozenset[str]:
    """The stems of the content words after a cue, up to a mark or a further clause."""
    after = re.split(r" (?:[,;:.]|and|but)(?: |$)", f"{text[cue.end() :]} ")[0].split()[:6]
    return frozenset(stem(word) for word in after if content(word))


def _bears(governed: frozenset[str], held: Clause, said: Clause) -> bool:
    beside = (held.stems - governed) & said.stems
    return not governed or bool(governed & said.stems) or len(beside) < _BESIDE


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
        ("hedge", _hedge_lost(said, held, whole, before)),
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
    if _UNTIL.search(held.bare) and re.search(r"\bonly\b", said.bare):
        return False
    return fails(held) and fails(whole)


def _rests_before(said: Clause, held: Clause) -> bool:
    """Whether all that two clauses share stands before the part that denies."""
    first, _, rest = held.bare.rpartition(" , ")
    after = Clause(rest).stems
    return bool(first) and fails(Clause(rest)) and not said.stems & after


def _hedge_lost(said: Clause, held: Clause, whole: Clause, before: str) -> bool:
    if BEGUN.search(said.bare) and BEGUN.search(whole.bare):
        return False
    own, theirs = hedges(said), _hedges_upon(held, said)
    if _doubt_lost(said, held, own, theirs):
        return True
    if negated(said) and "oblige" in own:
        return False
    if "intend" in theirs:
        return not (own or _stands_for(said))
    free = "oblige" not in theirs or "oblige" in own or "expect" in said.bare
    return not free and not _RECORDED.search(f"{before} {said.bare}")


def _doubt_lost(
    said: Clause, held: Clause, own: AbstractSet[str], theirs: AbstractSet[str]
) -> bool:
    """Whether what could not be shown, is to be considered or is possible is told as plain."""
    if "unproved" in theirs and "unproved" not in own and "whether" not in said.bare:
        return True
    if negated(said) and "oblige" in own:
        return False
    if "consider" in theirs and "consider" not in own:
        return True
    on_terms = _CONDITIONAL.search(held.bare) and _ON_TERMS.search(said.bare)
    return "possible" in theirs and not own & {"possible", "consider"} and not on_terms


def _stands_for(said: Clause) -> bool:
    """Whether a clause tells of an action or an opinion, not of what was done."""
    return bool(_FIELD.search(said.bare) or _REPORTED.search(said.bare))


def _hedge_gained(said: Clause, held: Clause, whole: Clause) -> bool:
    own = hedges(Clause(_QUALIFIES.sub(" ", said.bare)))
    theirs = hedges(held) | hedges(whole)
    if denied(said):
        return False
    if (
        re.search(r"\bconsider\w* whether\b|\bexplor\w+|\bbe considered\b", said.bare)
        and "consider" not in theirs
    ):
        return True
    if {"intend", "possible"} & own and theirs and _strained(said, held):
        return True
    if theirs or not {"oblige", "intend", "possible"} & own:
        return False
    can = own == {"possible"} and re.search(r"\bcan\b", whole.bare)
    return not can and not _BINDS.search(whole.bare)


def _strained(said: Clause, held: Clause) -> bool:
    """Whether a clause hedges a deed that is done in the evidence, beside another that is hedged."""
    deeds = {verb_stem(found[1]) for found in _AIMED.finditer(said.bare)}
    hedged = {verb_stem(found[1]) for found in _AIMED.finditer(held.bare)}
    done = {verb_stem(found[1]) for found in _DID.finditer(held.bare)}
    return bool(hedged) and bool(deeds & done - hedged)


def _unreported(said: Clause, held: Clause, before: str) -> bool:
    told = bool(_SPOKEN.search(held.bare))
    if re.search(r"\b(?:i|my)\b", held.bare) and re.search(r"\bcommissioner|\bpf?cc\b", said.bare):
        return False
    active = _WAS_TOLD.sub(" ", f"{before} {said.bare}")
    return told and not _REPORTED.search(active)


def _finished(said: Clause, held: Clause) -> bool:
    done = _PERFECT.search(said.bare)
    if done and (_MEANT.search(done[0]) or negated(said)):
        return False
    if _GOING_ON.search(held.bare) and _PERFECT.search(said.bare):
        return True
    if (
        hedges(held)
        and _PERFECT.search(said.bare)
        and "oblige" not in hedges(said)
        and not re.search(r"\bha[sd]\b|\bwere\b|\bwas\b|\bhave\b", held.bare)
    ):
        return True
    begun = bool(BEGUN.search(re.sub(r"\bnot (?:yet )?(?:begun|started)", "", held.bare)))
    return begun and not (BEGUN.search(said.bare) or _UNDONE.search(said.bare))


def opposed(said: Clause, told: Sequence[Clause]) -> bool:
    """Whether a clause says the opposite of what the evidence says of the same thing."""
    if negated(said):
        return False
    near = [one for one in told if one.stems & said.stems or leaning(one.bare)]
    pairs = [*_CONTRARY, *((other, one) for one, other in _CONTRARY)]
    return any(
        one.search(said.bare)
        and not other.search(said.bare)
        and not any(one.search(c.bare) for c in told)
        and any(other.search(c.bare) and not negated(c) for c in near)
        for one, other in pairs
    )


def _turned(said: Clause, held: Clause) -> bool:
    if negated(said):
        return False
    pairs = [(UP, DOWN), (_OVER, _UNDER), *_OPPOSITE]
    pairs += [(other, one) for one, other in pairs]
    return any(
        one.search(said.bare)
        and not one.search(held.bare)
        and (other.search(held.bare) and not other.search(said.bare))
        for one, other in pairs
    )
