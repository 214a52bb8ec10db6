"""Whether the grades, priorities and states of a clause stand in the evidence in their words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.clause import Clause, Group
from assistant.polarity import BEGUN, denied
from assistant.stance import hedges
from corpus.extract import GRADES
from corpus.piece import fold, words
from index.terms import stem, stems

STATES = frozenset(
    {*(s for grade in GRADES if " " not in grade for s in [stem(grade)]), "high", "medium", "low",
     "incomplet", "complet", "finish", "close", "approv",
     "implement", "overdu", "assur", "accept", "merg"}
)  # fmt: skip
"""Grades, priorities and states: each must stand in the evidence, in these words."""


_LEVELS = frozenset({"high", "medium", "low", "incomplet", "serious"})


_ALIKE = ({"good", "well"}, {"complet", "finish"}, {"approv", "approval"})


_ASSURANCE = re.compile(r"\b(substantial|reasonable|limited|partial|minimal|full) assurance")


def ungraded(clause: Clause, group: Group, held: Sequence[Group]) -> str:
    """What is wrong with the grades and states that a clause tells; empty if nothing."""
    said = {s for s in clause.stems | set(stems(clause.bare)) if s in STATES}
    there = set(stems(group.whole.text if group.fields else group.evidence.text))
    if "grade" in dict(group.fields):
        there |= {s for g in held if "grade" in dict(g.fields) for s in stems(g.whole.text)}
    there |= {s.removeprefix("un") for s in there}
    levels = {s for s in stems(clause.bare) if s in _LEVELS}
    if not levels <= set(stems(group.whole.text)):
        return "grade or status"
    if not levels and _level_apart(group, held):
        return "scope"
    assured = {found[1] for found in _ASSURANCE.finditer(clause.bare)}
    if not assured <= set(words(group.evidence.text)):
        return "grade or status"
    status = dict(group.fields).get("status", "")
    if status and BEGUN.search(clause.bare) and not BEGUN.search(fold(status)):
        return "grade or status"
    if hedges(clause):
        said -= {"complet", "finish"}
    for state in said - there:
        alike = next((kin for kin in _ALIKE if state in kin), {state})
        if denied(clause) and "incomplet" in there:
            continue
        if not alike & there:
            return "grade or status"
    return ""


def other_area(clause: Clause, held: Sequence[Group]) -> bool:
    """Whether a clause that tells grades tells none of the areas that it names.

    The areas of a clause are the rows of which it has a word of the name; no row is the whole.
    """
    rows = [g for g in held if "grade" in dict(g.fields)]
    bare = re.sub(r"\brequir(?:ing|e) improvement\b", "requires improvement", clause.bare)
    told = {fold(grade) for grade in GRADES if re.search(rf"\b{fold(grade)}\b", bare)}
    if re.search(r"\bno grade|\bungraded|\b(?:not|n't) (?:given a )?grade", clause.bare):
        told = {"not graded"}
    if not rows or not told:
        return False
    areas = [g for g in rows if g.whole.stems & clause.stems - _graded(g)]
    grades = {fold(dict(g.fields)["grade"]) for g in areas}
    overall = re.search(r"\boverall\b|\bas a whole\b", clause.bare)
    return bool(overall) or not (areas and told <= grades and (len(told) > 1 or len(grades) == 1))


def _graded(group: Group) -> set[str]:
    """The stems of the grade of a row."""
    return set(stems(dict(group.fields)["grade"]))


def _level_apart(group: Group, held: Sequence[Group]) -> bool:
    """Whether the evidence says one thing of one level and another of another."""
    own = _LEVELS & set(stems(group.whole.text))
    near = [g for g in held if g.evidence is group.evidence and g is not group and not g.fields]
    return bool(own) and any(_LEVELS & set(stems(g.whole.text)) - own for g in near)
