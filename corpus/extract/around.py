"""What sentences say of the item they speak of: who acts, by when, how high it ranks.

`Superintendent Orr will see to this by the end of May 2026. We rate it as medium priority.`
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.extract.deadline import SPOKEN
from corpus.extract.doer import HOLDER, is_person, is_post, leaders
from corpus.extract.field import fragments
from corpus.extract.part import piece_of
from corpus.extract.rank import RANKED
from corpus.label import FAMILIES
from corpus.register import Field

_THING = rf"(?:{'|'.join(FAMILIES.values())}|request|point|work|matter|task|job|piece of work)s?"
_IT = rf"(?:this|it|these|them|both|(?:this|the|that|these) (?:{_THING}|one))"
"""How a sentence speaks of an item told before it."""
_OF_IT = re.compile(
    rf"\b(?:{_IT}|the (?:following|rest|others))\b|^(?:graded|rated|ranked|owned|led|due|promised|expected)\b",
    re.IGNORECASE,
)
_SOFTLY = r"(?:(?:will|would|shall|should|could|might|may|can|has|have|had|is|are|was|were|now|also|still|to|agreed|undertaken|undertook|promised|been|asked|due|himself|herself)\s+)*"
_ROLE = r"(?:(?!(?:and|or|who|that|which|is|was|will|to|with|of|by)\b)[a-z][a-z’'-]* ){0,3}(?:head of (?:[a-z]+(?: and)? ?){1,3}|manager|director|superintendent|inspector|sergeant|officer|constable|treasurer|secretary|solicitor|registrar|lead|clerk)"
"""A post in small letters, behind an article: `the force's property manager`."""
_ANYONE = rf"(?:{HOLDER}|(?-i:{_ROLE}))"
_WHO = rf"(?P<who>{HOLDER}(?:,? and (?:the |my |our |your )?{HOLDER})?|(?<=the )(?-i:{_ROLE})|(?<=our )(?-i:{_ROLE}))(?:, (?:the|our|my) [^,;.]{{3,50}},)?"
_ARTICLE = r"(?:the |my |our |your |its )?"
_ACTS = re.compile(
    rf"(?:^|(?<=[.;:,] )|\b(?:the|my|our|your|its|if|that|and|as) ){_WHO} "
    rf"(?:(?:has |have )?(?:told|tells|said|says|assured)(?: (?:me|us|members|the \w+))?(?: that)? (?:he|she|they) )?{_SOFTLY}"
    rf"(?:(?:own|lead|take|do|see|deal|oversee|sponsor|hold|run|bring|carry|handle|finish|deliver|answer|did|doing|took|saw|dealt|held|leading|dealing|seeing)(?:s|es|ing|ed|n)?(?: (?:to|on|with|up|for|out|forward|after))* {_IT}\b"
    rf"|has {_IT} in hand|(?:leads?|leading|owns?)(?= |[.;,]|$)"
    rf"|(?:responsible|accountable|answerable|in charge)(?=[.;,]|$| for (?:{_IT}|the work|doing|making)\b))",
    re.IGNORECASE,
)
"""`Superintendent Orr will see to this`, `the Head of Estates is responsible`."""
_GIVEN = re.compile(
    r"\b(?:owned|led|held|handled|overseen|taken (?:on|up|forward)|carried (?:out|forward)|dealt with|being done|agreed|to be (?:done|completed|delivered|implemented|led)|sponsored) by"
    rf" {_ARTICLE}(?P<who>{_ANYONE})"
    rf"|\b(?:{_IT}|they|{_THING}|[1-9]\d*) (?:all )?(?:is|are|was|were|has been|have been|will be|sits?|rests?|lies?|stays?|falls?|fell|belongs?|goes|go|went)"
    rf" (?:now |all |still )?(?:(?:given|assigned|allocated|passed|left|down) )?(?:with|to|for) {_ARTICLE}(?P<has>{_ANYONE})"
    rf"|\b(?:assigned|allocated) to {_ARTICLE}(?P<given>{_ANYONE})"
    rf"|\b(?:named|asked|tasked) {_ARTICLE}(?P<named>{_ANYONE}) (?:as the|to (?:lead|own|see|do|take|deal))"
    rf"|(?:^|\bthe )(?P<must>{HOLDER}) (?:is|are|has been|have been) asked to",
    re.IGNORECASE,
)
"""`It fell to the Fleet Manager`, `owned by the Head of Finance`."""
_DOES = re.compile(
    rf"^(?:The )?(?P<who>{HOLDER}) (?:is|was|were|are|agreed|has agreed|undertook) to (?=[a-z])",
    re.IGNORECASE,
)
"""`Superintendent Vass was to set up the panel`."""
_DAY = re.compile(
    r"\b(?:by|before|no later than|due(?: (?:on|by|for|in|from))?|(?:deadline|target|date|completion)(?: date)?(?: (?:is|was|of|set (?:for|at)))"
    r"|(?:expected|planned|promised|wanted|needed|set|asked) (?:for|by|on|in)|suggest|begin|start|done|from) "
    rf"(?:the )?(?P<day>(?:end of )?(?:{SPOKEN.pattern}))",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    rf",? \(?(?:by )?(?P<day>(?:the )?(?:end of )?(?:{SPOKEN.pattern}))", re.IGNORECASE
)
"""A day that stands right behind who acts: `by the Fleet Manager, 30 April 2026`."""
_WILL_BY = re.compile(
    r"\b(?:will|should|shall|can|expects?|aims?|plans?|hopes?|intends?) (?:[\w’'-]+,? ){0,12}?(?:by|before|no later than|from) "
    rf"(?:the )?(?P<day>(?:end of )?(?:{SPOKEN.pattern}))",
    re.IGNORECASE,
)
"""A day by which a sentence that names nothing else says that something will be done."""
_GRADES = re.compile(
    r"\b(?:graded?|rated?|ranked|rank|classed|scored|marked|treat(?:ed|s)?|regard(?:ed|s)?|given|consider(?:ed)?)\b(?: (?!not\b)[\w,’']+){0,4}?,? "
    rf"(?:(?:as|at|a|an|of) )*(?P<rank>{RANKED.pattern})",
    re.IGNORECASE,
)
_RANKS = re.compile(
    rf"\b(?:this|it|these|one|both) (?:is|are|was|were|remains?|has|have)(?: a| an| of)? (?P<rank>{RANKED.pattern})(?=[.;,]|$| (?:and|but|priority)\b)",
    re.IGNORECASE,
)
_OWNED = re.compile(r"['’]s?$")
"""A body that owns something is not who acts: `the Chief Constable's plan`."""
_DONE = re.compile(
    r"\b(?:was|were|been|is) (?:\w+ )?(?:finished|completed?|closed|done|met|withdrawn|published)\b",
    re.IGNORECASE,
)


def names_another(sentence: str) -> bool:
    """Whether a sentence names an item by its number, of which it then speaks."""
    return bool(_NUMBERED.search(sentence))


_NUMBERED = re.compile(rf"\b{_THING}[ .-]*\d", re.IGNORECASE)


def speaks_of_it(sentence: str) -> bool:
    """Whether a sentence speaks of what was told before it.

    >>> speaks_of_it("Superintendent Orr will see to this."), speaks_of_it("Crime fell.")
    (True, False)
    """
    return bool(_OF_IT.search(sentence))


def said_of_it(sentence: Field, *, alone: bool = False) -> Iterator[tuple[str, Field]]:
    """The fields of an item that a sentence about it tells.

    Where the item has the section to itself (`alone`), a day by which something is to be done is
    its own though the sentence does not name it.
    """
    told = list(fragments(sentence))
    yield from told
    kinds = {kind for kind, _ in told}
    owners = [] if "owner" in kinds else list(_owners(sentence, alone=alone))
    yield from (("owner", who) for who in owners)
    if "deadline" not in kinds and (day := _day(sentence, owners, alone=alone)):
        yield "deadline", piece_of(sentence, *day.span("day"))
    rank = _GRADES.search(sentence.value) or _RANKS.search(sentence.value)
    about = bool(owners) or speaks_of_it(sentence.value)
    if rank and "priority" not in kinds and (about or rank.re is _RANKS):
        yield "priority", piece_of(sentence, *rank.span("rank"))


def _day(sentence: Field, owners: Sequence[Field], *, alone: bool) -> re.Match[str] | None:
    """The day by which a sentence says that an item is to be done, where it speaks of it before."""
    if owners and (beside := _BESIDE.match(sentence.value, _end(sentence, owners[-1]))):
        return beside
    day = _DAY.search(sentence.value)
    before = sentence.value[: day.end()] if day else ""
    if day and (owners or speaks_of_it(before)):
        return None if _DONE.search(before) else day
    return _WILL_BY.search(sentence.value) if alone else None


def _end(sentence: Field, piece: Field) -> int:
    return piece.span.end - sentence.span.start


def asked_of(text: Field) -> Field | None:
    """The one post that the words of an item ask to act: `The Head of Custody should log it.`."""
    found = _ASKED_OF.match(text.value)
    if not found or not _SINGLE.search(found["who"]) or _OWNED.search(found["who"]):
        return None
    return piece_of(text, *found.span("who"))


_ASKED_OF = re.compile(
    rf"(?:\W*\d{{1,2}}[.)]\s+)?(?:(?:we|I)(?: also)? (?:recommend|ask|suggest)(?: that)? )?(?:by [^,]{{4,30}}, )?(?:the )?(?P<who>{HOLDER})"
    r" (?:should|must|needs? to|is (?:asked )?to|to|will|shall|agreed to)(?= [a-z])",
    re.IGNORECASE,
)
_SINGLE = re.compile(
    r"\b(?:head|director|manager|superintendent|inspector|sergeant|treasurer|secretary|clerk|executive|officer|lead|registrar|solicitor"
    r"|supt|insp|sgt|dcc|acc|dci|cfo|mr|mrs|ms|dr)\b",
    re.IGNORECASE,
)
"""Words that name the post of one person, as against a body."""


_WILL = re.compile(
    rf"^(?:The )?(?P<who>{HOLDER}) (?:will|shall|expects to|to) (?=[a-z])", re.IGNORECASE
)


def _owners(sentence: Field, *, alone: bool) -> Iterator[Field]:
    for pattern in (_ACTS, _GIVEN, _DOES, *([_WILL] if alone else [])):
        for found in pattern.finditer(sentence.value):
            name = next(name for name, words in found.groupdict().items() if words)
            if (is_post(found[name]) or is_person(found[name])) and not _OWNED.search(found[name]):
                yield piece_of(sentence, *found.span(name))
        if pattern.search(sentence.value):
            return
    yield from leaders(sentence)
