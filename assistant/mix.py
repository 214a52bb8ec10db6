"""Whether a clause mixes values and words of different clauses or rows of the evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.actor import actors
from assistant.basis import holds_value
from assistant.clause import Clause, Group
from assistant.order import deeds
from assistant.polarity import targets
from assistant.verb import verb_stem
from index.terms import content, stem, stems

_PREDICATE = re.compile(r"\b(?:is|are|was|were)\s+((?:\w+\s+){0,2}\w+)$")


def blended(clause: Clause, group: Group, held: Sequence[Group]) -> str:
    """Whether a clause takes words that only another row or report has."""
    if re.search(r"\bboth\b", clause.bare):
        return ""
    others = [g for g in held if g.evidence is not group.evidence]
    if any(_owner_of(other, clause, group) for other in others):
        return "blended"
    own = group.whole.stems | set(stems(group.evidence.place))
    for other in others:
        foreign = (other.whole.stems - own) & clause.stems
        if foreign:
            return "blended"
    return ""


def _owner_of(other: Group, clause: Clause, group: Group) -> bool:
    """Whether a clause that rests on one row names the owner of another row, and not its own."""
    theirs, own = (dict(g.fields).get("owner", "") for g in (other, group))
    if not theirs or not own or set(stems(own)) == set(stems(theirs)):
        return False
    names = [actor.name for actor in actors(clause.text)]
    held = set(stems(group.whole.text))
    return any(name <= set(stems(theirs)) and not name <= held for name in names)


def apart_by_name(clause: Clause, found: Sequence[Group]) -> bool:
    """Whether a clause tells of one place or body what all it rests on tells of another.

    Names are words with a capital inside the clause; a clause of prose with values only.
    """
    if not any(one.kind == "number" for one in clause.values) or any(g.fields for g in found):
        return False
    own = _names(clause)
    held = {stem(w) for g in found for w in re.findall(r"[A-Z]\w+", g.evidence.text)}
    near = [_names(g.whole) for g in found]
    return bool(own & held) and all(few and not few & own for few in near)


def _names(clause: Clause) -> set[str]:
    """The stems of the places that it names: words with a capital after `at`, `in` and the like."""
    found = re.findall(r"\b(?:[Aa]t|[Ii]n|[Ff]rom|[Ff]or)(?: the)? ([A-Z][a-z]\w+)", clause.text)
    return {stem(word) for word in found}


def crossed(clause: Clause, group: Group, held: Sequence[Group]) -> str:
    """Whether a clause takes its subject or value from one clause and its verb from another."""
    if group.fields or group.leans or group.continues:
        return ""
    return "blended" if any(_apart(clause, g) for g in homes(clause, group, held)) else ""


def homes(clause: Clause, group: Group, held: Sequence[Group]) -> list[Group]:
    """The other clauses of the same evidence that have the verb of a clause, if its own has not."""
    own = _forms(group.whole)
    core = {deed.verb for deed in deeds(clause)} | targets(clause) | _predicate(clause)
    core = {word for word in core if content(word)} - _LIGHT
    near = [g for g in held if g.evidence is group.evidence and g is not group]
    return [] if core & own else [g for g in near if core & _forms(g.whole)]


def _apart(clause: Clause, home: Group) -> bool:
    """Whether a clause has a subject of its own, or numbers that are not those of a clause."""
    numbers = [v for v in clause.values if v.kind == "number"]
    rivals = any(v.kind == "number" for v in home.whole.values)
    foreign = rivals and any(not holds_value(home, v) for v in numbers)
    return foreign or not (home.leans or home.continues)


_LIGHT = {"make", "take", "give", "do", "carri", "hold", "find"}
"""Verbs that say little by themselves."""


def _forms(clause: Clause) -> set[str]:
    return {verb_stem(one.low) for one in clause.lexemes if one.kind == "word"}


def _predicate(clause: Clause) -> set[str]:
    """What something is said to be, at the end of a clause."""
    found = _PREDICATE.search(clause.bare.rstrip(" ."))
    return {verb_stem(word) for word in content(found[1])} if found else set()
