"""Which clause or row of the evidence a clause of a sentence rests on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.clause import Clause, Group
from assistant.lexeme import Lexeme, dated
from assistant.quantity import same_number
from index.terms import stems

_ABOUT = re.compile(r"\b(?:report|audit|inspection|response|published|dated|issued)\b")


def part_of(clause: Clause, group: Group) -> Clause:
    """The part of a row that a clause is about: its status if that is told, else by its words."""
    status = dict(group.fields).get("status", "")
    told = status and set(stems(status)) <= set(stems(clause.text))
    if told:
        return next(one for one in group.clauses if one.text.endswith(f"status: {status}"))
    return max(group.clauses, key=lambda one: (len(one.stems & clause.stems), one.text))


def resting_on(clause: Clause, held: Sequence[Group]) -> list[Group]:
    """The clauses or rows of the evidence that hold all values of a clause and most of its words.

    None if no value of the clause stands together with its others.
    """
    wanted = [v for v in clause.values if not _passing(v, clause)]
    fit = [group for group in held if all(_holds(group, v, held, clause) for v in wanted)]
    if not fit:
        return []
    own = [g for g in fit if any(holds_value(g, v) for v in wanted if v.kind != "often")] or fit
    fits = [_overlap(clause, group) for group in own]
    return [group for group, fit in zip(own, fits, strict=True) if fit == max(fits)]


def _overlap(clause: Clause, group: Group) -> tuple[int, float]:
    """How many words of a clause a group has, and how much of the group that is."""
    shared = len(group.whole.stems & clause.stems)
    return shared, round(shared / max(len(group.whole.stems), 1), 2)


def _passing(value: Lexeme, clause: Clause) -> bool:
    """Whether a value is `one` as a pronoun, or the date of a report that is spoken of."""
    if value.kind == "number" and value.value in {"1", "1th"} and value.low in {"one", "first"}:
        return True
    return value.kind == "date" and bool(_ABOUT.search(clause.bare)) and not clause.stems


def _holds(group: Group, value: Lexeme, held: Sequence[Group], clause: Clause) -> bool:
    """Whether a value stands in a group, or is the size of the whole that its sentence names."""
    if holds_value(group, value):
        return True
    if group.leans and any(holds_value(other, value) for other in _before(group, held)):
        return True
    near = [
        other
        for other in held
        if other.evidence is group.evidence and other.sentence == group.sentence
    ]
    whole = re.compile(rf"\b(?:of|in|sample of) (?:the |our |its )?{re.escape(value.low)}\b")
    if not any(holds_value(other, value) for other in near):
        return False
    found = any(whole.search(other.whole.bare) for other in near if holds_value(other, value))
    if value.value.endswith("%"):
        return False
    return found or bool(whole.search(clause.bare)) or value.kind == "often"


def _before(group: Group, held: Sequence[Group]) -> list[Group]:
    """What was said just before a clause: in its sentence, or in the sentence before."""
    near = [g for g in held if g.evidence is group.evidence]
    place = near.index(group)
    last = {group.sentence, near[place - 1].sentence} if place else set()
    return [g for g in near[:place] if g.sentence in last]


def holds_value(group: Group, value: Lexeme) -> bool:
    """Whether a value stands in a clause or row; a date also by a coarser telling."""
    theirs = [one for one in group.whole.values if one.kind == value.kind]
    if value.kind == "date":
        return any(dated(value.value, one.value) for one in theirs)
    return any(same_number(value.value, one.value) for one in theirs)
