"""Numbers that a sentence tells and its evidence lets one reckon: sums, shares, how many."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise, permutations

from assistant.clause import Clause, Evidence, Group, split
from assistant.lexeme import Lexeme, lexemes
from assistant.polarity import denied
from assistant.quantity import same_number

_COMPARES = re.compile(
    r"\b(?:more|fewer|less|higher|lower|longer|shorter|up|down|rise|rose|risen|fall|fell|fallen|drop\w*"
    r"|increas\w*|decreas\w*|reduc\w*|difference|gap|short|improv\w*|above|below|cut)\b"
)
_MOST_HELD, _NEAR = 24, 0.051
"""Numbers of a piece of evidence that are added and subtracted; how near a result must be."""
_FAR = 4
"""Words between two numbers that are added, at most."""
_MOST_NUMBERS = 8
"""Numbers of a sentence of evidence beyond which nothing is reckoned from them."""


def reckoned(value: Lexeme, clause: Clause, held: Sequence[Group]) -> bool:
    """Whether a number of a clause follows from the numbers, or the items, of what is cited.

    A difference counts only where something is compared; a sum only of numbers of one sentence.
    """
    if value.kind != "number":
        return False
    told = value.value.lstrip("~<>")
    texts = dict.fromkeys(group.evidence for group in held)
    if told.endswith("%"):
        rest = denied(clause) or any(denied(part) for group in held for part in group.clauses)
        return any(_share(value.value, one, rest=rest) for one in texts)
    if told.isdigit() and int(told) > 1 and any(n == int(told) for n in _counts(held, texts)):
        return True
    if told.isdigit() and any(_taken(told, one) for one in texts):
        return True
    return any(_summed(told, part, clause) for one in texts for part in split(one.text))


def follows(value: Lexeme, text: str) -> bool:
    """Whether a number is the sum or the difference of two in a text, or what is left of 100%."""
    if value.kind != "number":
        return False
    told, unit = _parted(value.value.lstrip("~<>"))
    held = [_parted(number.lstrip("~<>")) for number in _numbers(text)][:_MOST_HELD]
    numbers = [number for number, _ in held] + ([100.0] if unit == "%" else [])
    return any(
        abs(told - found) < _NEAR
        for one, other in combinations(numbers, 2)
        for found in (one + other, abs(one - other))
    )


def _counts(
    held: Sequence[Group], texts: Sequence[Evidence] | dict[Evidence, None]
) -> Iterator[int]:
    """How many rows there are, and how many items a list in the evidence has."""
    yield sum(1 for _ in texts)
    yield sum(bool(group.fields) for group in held)
    for one in texts:
        for part in split(one.text):
            if ";" in part:
                yield part.count(";") + 1
            runs = (run[0] for run in _RUN.finditer(part) if not _numbers(run[0]))
            yield from (1 + len(_COMMA.findall(run)) for run in runs)


_RUN = re.compile(r"(?:[\w’'-]+(?: [\w’'-]+){0,4}, )+[\w’'-]+(?: [\w’'-]+){0,4},? and \w+")
_COMMA = re.compile(r", |(?<!,) and (?=\w+$)")
"""Between the items of a run; the last `and` with its word ends it."""


def _numbers(text: str) -> list[str]:
    found = [one.value for one in lexemes(text) if one.kind == "number"]
    return found if len(found) <= _MOST_NUMBERS else []


def _share(told: str, one: Evidence, *, rest: bool) -> bool:
    """Whether a share is that of two counts of the evidence, the lesser of the greater.

    With `rest` also what is left of the greater: a third was not done where 33 of 50 were.
    """
    counts = [_parted(n) for n in dict.fromkeys(_numbers(one.text)) if _parted(n)[1] in {"", "£"}]
    return any(
        same_number(told, f"{100 * few / whole:.1f}%")
        for (part, unit), (whole, other) in permutations(counts, 2)
        if unit == other and 0 < part < whole
        for few in ([part, whole - part] if rest else [part])
    )


def _taken(told: str, one: Evidence) -> bool:
    """Whether a count is a share of another count: twelve is half of 24."""
    found = [_parted(n) for n in _numbers(one.text)]
    shares = [n for n, unit in found if unit == "%"]
    return any(
        share * whole / 100 == float(told) for share in shares for whole, unit in found if not unit
    )


def _summed(told: str, part: str, clause: Clause) -> bool:
    """Whether a number is the sum of two that `and` joins, or by how much two numbers differ."""
    number, unit = _parted(told)
    found = [_parted(n) for n in _numbers(part)]
    if _COMPARES.search(clause.bare):
        alike = [n for n, other in found if other == unit or not unit]
        return any(abs(a - b) == number for a, b in combinations(alike, 2))
    alone = sum(one.kind == "number" for one in clause.values) == 1
    return alone and any(n == number and clause.stems & counted for n, counted in _joined(part))


def _joined(part: str) -> Iterator[tuple[float, frozenset[str]]]:
    """The sums of two numbers that `and` joins, with what the second counts."""
    told = lexemes(part)
    counts = [n for n, one in enumerate(told) if one.kind == "number" and one.value.isdigit()]
    for first, second in pairwise(counts):
        between = [one.low for one in told[first + 1 : second]]
        if (
            between[-1:] == ["and"]
            and len(between) <= _FAR
            and "between" not in told[first - 1].low
        ):
            counted = frozenset(one.value for one in told[second + 1 : second + 4])
            yield float(told[first].value) + float(told[second].value), counted


def _parted(value: str) -> tuple[float, str]:
    found = re.search(r"\d+(?:\.\d+)?", value)
    return float(found[0]) if found else -1.0, re.sub(r"[~<>\d.]", "", value).strip()
