"""One measure of which two figures are told."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from corpus.conflict.seen import Seen, same_force
from corpus.passages import told
from corpus.piece import DATE, MONTHS
from corpus.records import Field
from corpus.register import Conflict
from corpus.said import Said, said
from corpus.stems import terms

_FIGURE = re.compile(
    r"(?P<pound>£)?(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>%|per ?cent\b|m\b|million\b|k\b)?",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:()]|\.(?:\s|$)|\b(?:while|whereas|but|although|compared|against)\b")
_PERIOD = re.compile(
    rf"\b(?:20\d{{2}}(?:[/-]\d{{2,4}})?|{MONTHS}"
    r"|q[1-4]|(?:same|last|previous|first|next) (?:year|quarter|month|fortnight|week))\b",
    re.IGNORECASE,
)
_WHERE = re.compile(r"\b(?:England|Wales|national(?:ly)?|average|other forces|all forces)\b")
_NO_FACT = re.compile(
    r"\b(?:targets?|aims?|standards?|should|must|expect\w*|at least|more than|less than|fewer than"
    r"|up to|ought|plan(?:s|ned)?|rose|fell|increas\w*|decreas\w*|from|compared)\b",
    re.IGNORECASE,
)
"""Words by which a figure is wished for or changes: it then is not at odds with another."""
_REPORTED = terms(
    "said says told found finds reported reports explained confirmed noted year ending end month "
    "months quarter inspectorate HMICFRS force chief constable assistant deputy commissioner head "
    "we our heard that"
)
_LEAST = 3
"""Words of substance that a measure needs, to be known for the same elsewhere."""
_COUNT = re.compile(
    r"(?<![\w/.,-])(?P<pound>£)?(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>%|\s?per ?cent\b)?(?![\w/]|[.,]\d)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_NAMES = frozenset(("101", "999", "111", "112"))
"""Numbers that are names of telephone lines."""
_JOINS = re.compile(r"[;:]|, (?:and|but|which|while)\b")
_POINTS = re.compile(r"\b(?:it|this|that figure|the figure)\b", re.IGNORECASE)
"""A sentence that measures what the one before it names."""
_DIGITS, _SHARED = 3, 2
"""Digits that a figure needs to be known again with two of them changed round, and words of
substance that both sentences must hold."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure with the words that say what it measures."""

    said: Said
    figure: Field
    number: float
    unit: str
    measure: frozenset[str]
    front: frozenset[str]
    """Words of substance before it that say of what: not who reports it, nor when."""

    @property
    def periods(self) -> frozenset[str]:
        return _periods(self.said.text)

    @property
    def places(self) -> frozenset[str]:
        return frozenset(found[0].casefold() for found in _WHERE.finditer(self.said.text))


def figures(seen: Seen) -> Iterator[Conflict]:
    """Two figures for what the same words measure, of the same force, place and time."""
    slips = tuple(_slips(seen))
    yield from slips
    known = {frozenset(slip.sides) for slip in slips}
    stated = (s for s in seen.sentences if not _NO_FACT.search(s.text))
    told = [one for sentence in stated for one in _figures(sentence)]
    for one, other in combinations(told, 2):
        if one.number != other.number and _is_same(one, other):
            values = f"{one.figure.value} and {other.figure.value}"
            note = f"two figures for one measure: {values}; their periods may differ where none is told"
            sides = (one.said.field, other.said.field)
            if frozenset(sides) not in known:
                yield Conflict("", "figure", sides, "two figures", note)


@dataclass(frozen=True, slots=True)
class _Counted:
    """A figure of a sentence or row, by its digits."""

    said: Said
    figure: str
    shape: tuple[str, str, str]
    """Its digits in order of size, its unit, and the figure with each digit put as 0."""
    words: frozenset[str]
    """Words of substance of the sentence, or of the row with the names of its columns."""
    periods: frozenset[str]
    """None for a row: it may hold dates of other things."""


def _slips(seen: Seen) -> Iterator[Conflict]:
    """A figure told elsewhere with its digits in another order: `143 waited`, `134 waiting`."""
    alike: dict[tuple[str, str, str], list[_Counted]] = defaultdict(list)
    for report in seen.reports:
        for sentence in said(report, rows=True):
            for one in _counts(sentence):
                alike[one.shape].append(one)
    found: dict[tuple[str, str], Conflict] = {}
    for one, other in (pair for group in alike.values() for pair in combinations(group, 2)):
        if _number(one.figure) != _number(other.figure) and _is_slip(one, other):
            note = (
                f"two figures for one measure, the same digits in another order: {one.figure} and "
                f"{other.figure}"
            )
            sides = (one.said.field, other.said.field)
            conflict = Conflict("", "figure", sides, "two figures", note)
            found.setdefault((one.figure, other.figure), conflict)
    yield from found.values()


def _number(figure: str) -> str:
    """The digits of a figure, whatever its unit is written as: `79.3%` is `79.3 percent`."""
    return re.sub(r"[^\d.]", "", figure)


def _counts(sentence: Said) -> Iterator[_Counted]:
    row = sentence.block.kind == "row"
    words = told(sentence.section, sentence.block) if row else sentence.text
    text = DATE.sub(lambda day: " " * len(day[0]), words)
    for found in _COUNT.finditer(text):
        digits = "".join(sorted(re.sub(r"\D", "", found["number"])))
        number = found["number"]
        if len(digits) < _DIGITS or _YEAR.fullmatch(number) or number in _NAMES:
            continue
        unit = "£" if found["pound"] else "%" if found["unit"] else ""
        shape = (digits, unit, re.sub(r"\d", "0", number))
        context = _before(sentence) if _POINTS.search(text) and not row else ""
        named = terms(f"{context} {_COUNT.sub(_lines, text)}") - _REPORTED
        periods = frozenset() if row else _periods(_clause(words, found.start()))
        yield _Counted(sentence, found[0].strip(), shape, named, periods)


def _clause(text: str, place: int) -> str:
    """The clause of a sentence in which a figure stands."""
    stops = [found.start() for found in _JOINS.finditer(text)]
    first = max((stop for stop in stops if stop <= place), default=0)
    return text[first : min((stop for stop in stops if stop > place), default=len(text))]


def _lines(figure: re.Match[str]) -> str:
    """A number that is a name, as that of a telephone line is; else nothing."""
    return figure[0] if figure["number"] in _NAMES else " "


def _before(sentence: Said) -> str:
    """The sentence before it in its paragraph."""
    return re.split(r"(?<=[.!?])\s+", sentence.above.strip())[-1]


def _is_slip(one: _Counted, other: _Counted) -> bool:
    """Whether two figures with the same digits stand for one thing, in two places."""
    apart = one.said.section.id != other.said.section.id
    alike = len(one.words & other.words) >= _SHARED
    alike &= one.periods <= other.periods or other.periods <= one.periods
    return apart and alike and same_force(one.said.report, other.said.report)


def _figures(sentence: Said) -> Iterator[_Told]:
    for found in _FIGURE.finditer(sentence.text):
        unit = "£" if found["pound"] else ("%" if (found["unit"] or "")[:1] in {"%", "p"} else "")
        if not unit:
            continue
        rest = _CLAUSE.split(sentence.text[found.end() :], maxsplit=1)[0]
        measure = frozenset(term for term in terms(_PERIOD.sub(" ", rest)))
        if len(measure) >= _LEAST:
            start = sentence.start + found.start()
            quote = found[0].strip()
            span = sentence.span
            place = type(span)(
                span.report, span.section, start, start + len(quote), quote, span.page
            )
            number = float(found["number"].replace(",", ""))
            before = _PERIOD.sub(" ", sentence.text[: found.start()])
            front = frozenset(t for t in terms(before) if not t.isdigit()) - _REPORTED
            yield _Told(sentence, Field(quote, place), number, unit, measure, front)


def _is_same(one: _Told, other: _Told) -> bool:
    if one.unit != other.unit or not same_force(one.said.report, other.said.report):
        return False
    if one.said == other.said:
        return False
    if one.front and other.front and not one.front & other.front:
        return False
    shared, whole = one.measure & other.measure, one.measure | other.measure
    alike = len(shared) >= _LEAST and len(shared) >= 0.8 * len(whole)
    return alike and one.places == other.places and _same_time(one.periods, other.periods)


def _periods(text: str) -> frozenset[str]:
    return frozenset(found[0].casefold() for found in _PERIOD.finditer(text))


def _same_time(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sentences may speak of one time: one of them tells none, or both the same."""
    return not one or not other or one == other
