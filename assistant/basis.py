"""Which clause or row of the evidence a clause of a sentence rests on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.clause import Clause, Group
from assistant.lexeme import Lexeme, dated, lexemes
from assistant.quantity import same_number
from assistant.reckon import follows, reckoned
from index.terms import stems

_AUTHOR = re.compile(
    r"\b(?:inspectors|inspectorate|hmicfrs|auditors|inspections?|audits?|reports?|response|responded"
    r"|commissioner|pcc|in its)\b"
)
"""Words by which a clause says that it speaks of a report."""
_LIMITS = r"\b(?:by|until|before|due|from|since|after|to)\s(?:the\s)?(?:end\sof\s)?"
"""Before a date these make it another than that of a report."""
_DIRECT = 2
"""What it counts for a clause to tell the values itself, in words in common."""
_COUNTED = 12
"""Numbers up to this one may be told of things that the evidence lists."""
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_OF_THEM = re.compile(r"\bof (?:which|whom|them|these)\b")
_ABOUT = re.compile(r"\b(?:report|audit|inspection|response|published|dated|issued)\b")


def part_of(clause: Clause, group: Group) -> Clause:
    """The part of a row that a clause is about: its status if that is told, else by its words."""
    status = dict(group.fields).get("status", "")
    told = status and set(stems(status)) <= set(stems(clause.text))
    if told:
        return next(one for one in group.clauses if one.text.endswith(f"status: {status}"))
    return max(group.clauses, key=lambda one: (len(one.stems & clause.stems), one.text))


def parts_of(clause: Clause, group: Group) -> list[Clause]:
    """The parts that a clause is about: more than one only where two sentences are taken as one."""
    best = part_of(clause, group)
    if group.fields or len(group.clauses) == 1:
        return [best]
    held = [v for v in clause.values if v.kind == "number" and not _in(best, v)]
    return [best, *(o for o in group.clauses if o is not best and any(_in(o, v) for v in held))]


def _in(part: Clause, value: Lexeme) -> bool:
    return any(one.kind == "number" and same_number(value.value, one.value) for one in part.values)


def resting_on(clause: Clause, held: Sequence[Group]) -> list[Group]:
    """The clauses or rows of the evidence that hold all values of a clause and most of its words.

    None if no value of the clause stands together with its others.
    """
    wanted = [v for v in clause.values if not _passing(v, clause)]
    fit = [group for group in held if all(_holds(group, v, held, clause) for v in wanted)]
    if not fit:
        held = [*held, *_together(clause, held)]
        wanted = [v for v in wanted if not _reckoned(v, clause, held)]
        fit = [group for group in held if all(_holds(group, v, held, clause) for v in wanted)]
    if not fit:
        return []
    direct = [any(holds_value(g, v) for v in wanted if v.kind != "often") for g in fit]
    fits = [
        (shared + _DIRECT * own, part)
        for own, (shared, part) in zip(direct, (_overlap(clause, g) for g in fit), strict=True)
    ]
    return [group for group, fit in zip(fit, fits, strict=True) if fit == max(fits)]


def unheld(clause: Clause, held: Sequence[Group]) -> list[Lexeme]:
    """The dates and larger numbers of a clause that stand nowhere in the evidence.

    What follows from two of its numbers, or can be counted in it, is not among them; nor is a
    number whose unit or scale stands apart from it, in the head of a column.
    """
    cited = list(dict.fromkeys(group.evidence for group in held))
    figures = {_figure(one) for e in cited for one in _NUMBER.findall(f"{e.place} {e.text}")}
    groups = [*held, *(Group((Clause(one.place),), one, -1) for one in cited)]
    return [
        value
        for value in clause.values
        if (told := _NUMBER.findall(value.text))
        and not (value.kind == "number" and {_figure(one) for one in told} <= figures)
        and not _passing(value, clause)
        and not (value.value.isdigit() and int(value.value) <= _COUNTED)
        and not any(holds_value(group, value) for group in groups)
        and not any(follows(value, one.text) for one in cited)
        and not reckoned(value, clause, held)
    ]


def _figure(number: str) -> str:
    """The digits that tell a number whatever its scale."""
    return re.sub(r"\D", "", number).strip("0")


def _reckoned(value: Lexeme, clause: Clause, held: Sequence[Group]) -> bool:
    """Whether a value stands nowhere in the evidence, but follows from it."""
    return not any(holds_value(group, value) for group in held) and reckoned(value, clause, held)


def _together(clause: Clause, held: Sequence[Group]) -> list[Group]:
    """What each piece of prose says in two sentences that follow each other, as one.

    Only where the likest of their clauses has no rival of the values that it lacks.
    """
    found = []
    for evidence in dict.fromkeys(group.evidence for group in held):
        near = [g for g in held if g.evidence is evidence and not g.fields]
        for n in sorted({g.sentence for g in near}):
            two = [g for g in near if n <= g.sentence <= n + 1]
            told = [g for g in two if any(holds_value(g, v) for v in clause.values)]
            likest = max(two, key=lambda g: _overlap(clause, g))
            if len(told) > 1 and not _rivalled(clause, likest):
                parts = tuple(part for g in two for part in g.clauses)
                found.append(Group(parts, evidence, n))
    return found


def _rivalled(clause: Clause, likest: Group) -> bool:
    """Whether a clause tells a value where what is likest to it tells another of the kind."""
    said = {one.value for one in clause.values}
    told = {_kind(one) for one in likest.whole.values if one.value not in said}
    lacks = [v for v in clause.values if not holds_value(likest, v) and not _passing(v, clause)]
    return not _OF_THEM.search(clause.bare) and any(_kind(v) in told for v in lacks)


def _kind(value: Lexeme) -> str:
    """A kind of value: a date, or a number with its unit."""
    return value.kind + (re.sub(r"[~<>\d.]", "", value.value) if value.kind == "number" else "")


def _overlap(clause: Clause, group: Group) -> tuple[int, float]:
    """How many words of a clause a group has, and how much of the group that is."""
    shared = len(group.whole.stems & clause.stems)
    return shared, round(shared / max(len(group.whole.stems), 1), 2)


def _passing(value: Lexeme, clause: Clause) -> bool:
    """Whether a value is `one` as a pronoun, `a year`, or the date of a report."""
    if value.low in {"a year", "a month", "a week", "a day"}:
        return True
    if value.kind == "number" and value.value in {"1", "1th"} and value.low in {"one", "first"}:
        return True
    return value.kind == "date" and bool(_ABOUT.search(clause.bare)) and not clause.stems


def _holds(group: Group, value: Lexeme, held: Sequence[Group], clause: Clause) -> bool:
    """Whether a value stands in a group, or is the size of the whole that its sentence names."""
    if holds_value(group, value) or _of_the_report(value, group, clause):
        return True
    if group.leans and any(holds_value(other, value) for other in _before(group, held)):
        here = sum(holds_value(group, v) for v in clause.values)
        return not here or 2 * here >= len(clause.values)
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


def _of_the_report(value: Lexeme, group: Group, clause: Clause) -> bool:
    """Whether a value is when the report was made that a clause speaks of: `in 2022 inspectors`."""
    if value.kind != "date" or not _AUTHOR.search(clause.bare):
        return False
    if re.search(rf"{_LIMITS}{re.escape(value.text)}", clause.text):
        return False
    made = [one.value for one in lexemes(group.evidence.place) if one.kind == "date"]
    return any(dated(value.value, day) for day in made)


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
