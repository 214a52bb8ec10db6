"""Whether a clause mixes values and words of different clauses or rows of the evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.basis import holds_value
from assistant.clause import Clause, Group
from assistant.lexeme import Lexeme
from index.terms import stem, stems

_PREDICATE = re.compile(r"\b(?:is|are|was|were)\s+(?:\w+ly\s+)?(\w+)$")


def blended(clause: Clause, group: Group, held: Sequence[Group]) -> str:
    """Whether a clause takes words that only another row or report has."""
    others = [g for g in held if g.evidence is not group.evidence]
    own = group.whole.stems | set(stems(group.evidence.place))
    for other in others:
        foreign = (other.whole.stems - own) & clause.stems
        if foreign:
            return "blended"
    return ""


def crossed(clause: Clause, group: Group, held: Sequence[Group]) -> str:
    """Whether a clause takes the number or predicate of one clause and the words of another."""
    if group.fields:
        return ""
    near = [
        g
        for g in held
        if g.evidence is group.evidence and g.sentence == group.sentence and g is not group
    ]
    numbers = [v for v in clause.values if v.kind == "number"]
    own = len(group.whole.stems & clause.stems)
    for other in near:
        theirs = [v for v in other.whole.values if v.kind == "number"]
        rival = numbers and theirs and not any(holds_value(other, v) for v in numbers)
        rest = {s for g in held if g is not other for s in g.whole.stems}
        if rival and len((other.whole.stems - rest) & clause.stems) >= max(own, 2):
            return "blended"
    predicate = _PREDICATE.search(clause.bare.rstrip(" ."))
    said = {stem(predicate[1])} if predicate else set()
    elsewhere = any(said & g.whole.stems for g in near)
    return "blended" if elsewhere and not said & set(stems(group.whole.text)) else ""


def misplaced(clause: Clause, group: Group) -> str:
    """Whether a number stands where the evidence has another number."""
    if group.fields:
        return ""
    said, held = clause.lexemes, group.whole.lexemes
    places = [m for m, one in enumerate(held) if one.kind == "number"]
    for n, one in enumerate(said):
        if one.kind != "number":
            continue
        kin = [m for m in places if _unit(held[m]) == _unit(one)]
        fits = [(_around(said, n, held, m), held[m].value == one.value) for m in kin]
        own = max((fit for fit, is_own in fits if is_own), default=None)
        rival = max((fit for fit, is_own in fits if not is_own), default=0)
        if own is not None and rival > own + 1:
            return "number"
    return ""


def _around(said: Sequence[Lexeme], n: int, held: Sequence[Lexeme], m: int) -> int:
    """How much of what stands around one number stands around another; values count twice."""
    near = [*said[max(n - 3, 0) : n], *said[n + 1 : n + 4]]
    there = [*held[max(m - 3, 0) : m], *held[m + 1 : m + 4]]
    values = {one.value for one in there} - {"the", "a", ","}
    led = n > 0 and m > 0 and said[n - 1].value == held[m - 1].value
    return led + sum(2 if one.is_value else 1 for one in set(near) if one.value in values)


def _unit(number: Lexeme) -> str:
    return re.sub(r"[\d.]", "", number.value)
