"""Whether a number stands where the evidence has another number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.clause import Clause, Group
from assistant.lexeme import Lexeme, lexemes
from corpus.piece import fold
from index.terms import content, stem

_FROM_TO = re.compile(r"\bfrom (£?[\d.,]+\d|\d).{1,30}?\bto (£?[\d.,]+\d|\d)")
_BENCHMARK = re.compile(
    r"\b(?:calls? for|requires?|aims?|wants?|averages?|targets?|standards?|guidance|limits?"
    r"|thresholds?)\b"
)
_INSTEAD = re.compile(r"\b(?:instead of|rather than|in place of) (?:the |a )?([\w£.%-]+)")
_CASES = {"case", "instanc", "occas", "time", "exampl"}
"""What stands for the thing itself: `25 renewals; in nine cases`."""
_OF_WHICH = re.compile(
    r"\bof (?:which|whom|these|them),? ((?:£)?[\w.,]+) (?:\w+ ){0,3}?(\w+ed|paid|sent|left)\b"
)
"""A part of a number, and what became of it."""
_MOVED = r"\b(?:fell|fallen|dropped|reduced|cut|down|decreased|rose|risen|increased|grew|up)"


def misplaced(clause: Clause, group: Group) -> str:
    """Whether a number of a clause counts, measures or limits something else in the evidence."""
    if group.fields:
        return ""
    said, held = clause.lexemes, group.whole.lexemes
    wrong = (
        _repaired(said, held)
        or _swapped(fold(clause.text), fold(group.whole.text))
        or _benchmark_lost(clause, held)
        or _part_for_whole(said, held)
        or _changed(clause.bare, group.whole.bare)
        or any(_elsewhere(said, n, held) for n, one in enumerate(said) if one.kind == "number")
    )
    return "number" if wrong else ""


def _elsewhere(said: Sequence[Lexeme], n: int, held: Sequence[Lexeme]) -> bool:
    """Whether what stands around a number stands around another number in the evidence."""
    own, told = said[n].value, {one.value for one in said}
    fits: dict[bool, list[int]] = {True: [], False: []}
    for m, one in enumerate(held):
        number = one.kind == "number" and _alike(one.value, own) and not _of_them(held, m)
        if number and (one.value == own or one.value not in told):
            fits[one.value == own].append(_around(said, n, held, m))
    return bool(fits[True]) and max(fits[False], default=0) > max(fits[True]) + 1


def _repaired(said: Sequence[Lexeme], held: Sequence[Lexeme]) -> bool:
    """Whether a number counts what another number counts in the evidence, where it counts else."""
    ours, theirs = _pairs(said), _pairs(held)
    for value, word in ours - theirs:
        counts_else = any(v == value and w not in _CASES for v, w in theirs)
        counted_else = any(w == word and v != value and _alike(v, value) for v, w in theirs)
        if counts_else and counted_else:
            return True
    return False


def _pairs(some: Sequence[Lexeme]) -> set[tuple[str, str]]:
    """Each number with the word that it counts, the next one, or measures: `target of 10`."""
    found = set()
    for n, one in enumerate(some):
        if one.kind != "number":
            continue
        after = [two for two in some[n + 1 : n + 4] if two.low not in {"of", "the", "our", "its"}]
        if after and after[0].kind == "word" and content(after[0].low):
            found.add((one.value, after[0].value))
        if n > 1 and some[n - 1].low == "of" and some[n - 2].kind == "word":
            found.add((one.value, some[n - 2].value))
    return found


def _benchmark_lost(clause: Clause, held: Sequence[Lexeme]) -> bool:
    """Whether a target or an average is told as what was reached."""
    told = {value.value for value in clause.values}
    return bool(_benchmarks(held) & told) and not _BENCHMARK.search(clause.bare)


def _part_for_whole(said: Sequence[Lexeme], held: Sequence[Lexeme]) -> bool:
    """Whether a part is told as a whole."""
    wholes = _wholes(held)
    return bool(wholes and _wholes(said) & _parts(held) - wholes)


def _benchmarks(some: Sequence[Lexeme]) -> set[str]:
    """The numbers that others are measured by: `a target of 90 days`."""
    return {
        one.value
        for n, one in enumerate(some)
        if one.kind == "number"
        and _BENCHMARK.search(" ".join(o.low for o in some[max(n - 3, 0) : n]))
    }


def _alike(one: str, other: str) -> bool:
    return re.sub(r"[~\d.]", "", one) == re.sub(r"[~\d.]", "", other)


def _swapped(said: str, held: str) -> bool:
    """Whether what is told to stand instead of something is that thing itself."""
    ours, theirs = _INSTEAD.search(said), _INSTEAD.search(held)
    return ours is not None and theirs is not None and ours[1] != theirs[1]


def part_told_alone(clause: Clause, held: str) -> bool:
    """Whether a part is told as a whole: `£5, of which £3 was repaid`."""
    found = _OF_WHICH.search(fold(held))
    own = [one.value for one in clause.values if one.kind == "number"]
    if found is None or len(own) != 1 or stem(found[2]) in clause.stems:
        return False
    return any(one.value == own[0] for one in lexemes(found[1]))


def _wholes(some: Sequence[Lexeme]) -> set[str]:
    """Numbers of which others are a part: `41 of the 50`, `of 50 claims, 41`."""
    return {one.value for n, one in enumerate(some) if one.kind == "number" and _led(some, n)}


def _parts(some: Sequence[Lexeme]) -> set[str]:
    return {one.value for n, one in enumerate(some) if one.kind == "number" and not _led(some, n)}


def _led(some: Sequence[Lexeme], n: int) -> bool:
    """Whether the number at a place is a whole: after `of` that opens, or that follows a number."""
    before = [one for one in some[:n] if one.low not in {"the", "its", "our"}]
    opens = len(before) == 1 or (
        len(before) > 1 and before[-2].is_value and before[-2].low != "one"
    )
    return bool(before) and before[-1].low == "of" and opens


def _of_them(some: Sequence[Lexeme], n: int) -> bool:
    return [one.low for one in some[n + 1 : n + 3]] in (["of", "them"], ["of", "these"])


def _changed(said: str, held: str) -> bool:
    """Whether something fell by what it fell to, or rose where its numbers fall."""
    if re.search(rf"{_MOVED} by [£\d]", said) and not re.search(r"\bby (?:[£\d]|an? )", held):
        return True
    ends = _FROM_TO.search(said)
    there = _FROM_TO.search(held)
    if ends and there:
        return ends[1] == there[2] or ends[2] == there[1]
    if not ends:
        return False
    first, last = held.find(ends[1]), held.find(ends[2])
    return -1 < first < last


def _around(said: Sequence[Lexeme], n: int, held: Sequence[Lexeme], m: int) -> int:
    """How much of what stands around one number stands around another; values count twice."""
    near = [*said[max(n - 3, 0) : n], *said[n + 1 : n + 4]]
    there = [*held[max(m - 3, 0) : m], *held[m + 1 : m + 4]]
    values = {one.value for one in there} - {"the", "a", ","}
    led = n > 0 and m > 0 and said[n - 1].value == held[m - 1].value
    return led + sum(2 if one.is_value else 1 for one in set(near) if one.value in values)
