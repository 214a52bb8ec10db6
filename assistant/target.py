"""Whether a target was met, or something rose, as a clause says, by the figures of the evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.clause import Clause, Evidence, split
from assistant.lexeme import Lexeme, lexemes
from assistant.polarity import negated
from assistant.stance import DOWN, UP

_MARK = r"(?:targets?|standards?|goals?|aims?|benchmarks?|expectations?)"
_MET = re.compile(
    rf"\b(?:met|meets?|meeting|hit|achiev\w+|reach\w*|exceed\w*|beat|surpass\w*|within|above)\b.{{0,40}}\b{_MARK}\b"
    rf"|\b{_MARK}\b.{{0,30}}\b(?:met|achieved|hit|reached|exceeded)\b"
)
_MISSED = re.compile(
    rf"\b(?:miss\w*|short of|below|outside|behind|fail\w*)\b.{{0,40}}\b{_MARK}\b"
    rf"|\b{_MARK}\b.{{0,30}}\b(?:missed|unmet)\b"
)
_TARGET = re.compile(rf"\b{_MARK}\b|\baim(?:s|ed)? (?:for|to)\b|\brequires?\b")


def judged(clause: Clause, cited: Sequence[Evidence]) -> str:
    """`right` or `wrong` where a clause says whether a target was met; empty where it does not.

    A share must come up to its target, a length of time must not go beyond it.
    """
    missed = bool(_MISSED.search(clause.bare))
    if not missed and not _MET.search(clause.bare):
        return ""
    told_met = not (missed or negated(clause))
    found = {met for one in cited for part in split(one.text) for met in _outcomes(part)}
    if len(found) != 1:
        return ""
    return "right" if found == {told_met} else "wrong"


def moved_otherwise(clause: Clause, cited: Sequence[Evidence]) -> bool:
    """Whether something rose or fell otherwise than its figures for two years say."""
    up, down = bool(UP.search(clause.bare)), bool(DOWN.search(clause.bare))
    if up == down or negated(clause):
        return False
    found = {
        rose
        for one in cited
        for part in split(one.text)
        if Clause(part).stems & clause.stems
        for rose in _moves(part)
    }
    return len(found) == 1 and found != {up}


def misdated(clause: Clause, cited: Sequence[Evidence]) -> bool:
    """Whether a clause gives for one year what its evidence gives for the other of two."""
    own = [one for one in clause.values if one.kind in {"number", "date"}]
    if len(own) != 2 or {one.kind for one in own} != {"number", "date"}:
        return False
    number, year = sorted(own, key=lambda one: one.kind == "date")
    told = [pair for one in cited for part in split(one.text) for pair in _dated(part)]
    known = [held for held, size, _ in told if size == _size(number)]
    return (
        len(told) > 1
        and bool(known)
        and year.value not in known
        and any(year.value == held for held, _, _ in told)
    )


def _moves(text: str) -> Iterator[bool]:
    """Whether what a sentence gives for two years is more in the later one."""
    dated = list(_dated(text))
    if len(dated) == 2 and dated[0][0] != dated[1][0] and _akin(dated[0][2], dated[1][2]):
        (_, first, _), (_, last, _) = sorted(dated)
        if first != last:
            yield last > first


def _dated(text: str) -> Iterator[tuple[str, float, str]]:
    """The date of each number that one follows right after, its size and its unit."""
    for one, two in pairwise([one for one in lexemes(text) if one.is_value]):
        if one.kind == "number" and two.kind == "date" and re.match(r"\d{4}", two.value):
            yield two.value, _size(one), _unit(one)


def _akin(one: str, other: str) -> bool:
    return one == other or not one or not other


def _outcomes(text: str) -> Iterator[bool]:
    """Whether each figure of a sentence meets the target that stands in it."""
    told = [one for one in lexemes(text) if one.kind == "number"]
    target = next((one for one in told if _is_target(text, one)), None)
    if target is None:
        return
    for one in told:
        if one is not target and _unit(one) == _unit(target) and _unit(one):
            high = _unit(one) == "%"
            yield _size(one) >= _size(target) if high else _size(one) <= _size(target)


def _is_target(text: str, one: Lexeme) -> bool:
    start = text.find(one.text)
    after = re.match(rf"\W+(?:\w+ )?{_MARK}\b", text[start + len(one.text) :])
    return bool(after or _TARGET.search(text[max(start - 40, 0) : start]))


def _unit(one: Lexeme) -> str:
    return re.sub(r"[~<>\d.]", "", one.value).replace("working", "").strip()


def _size(one: Lexeme) -> float:
    return float(re.sub(r"[^\d.]", "", one.value) or 0)
