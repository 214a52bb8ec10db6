"""One measure of which two figures are told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from corpus.conflict.seen import Seen, same_force
from corpus.records import Field
from corpus.register import Conflict
from corpus.said import Said
from corpus.stems import terms

_FIGURE = re.compile(
    r"(?P<pound>£)?(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>%|per ?cent\b|m\b|million\b|k\b)?",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:()]|\.(?:\s|$)|\b(?:while|whereas|but|although|compared|against)\b")
_PERIOD = re.compile(
    r"\b(?:20\d{2}(?:[/-]\d{2,4})?|january|february|march|april|may|june|july|august|september"
    r"|october|november|december|q[1-4])\b",
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
        return frozenset(found[0].casefold() for found in _PERIOD.finditer(self.said.text))

    @property
    def places(self) -> frozenset[str]:
        return frozenset(found[0].casefold() for found in _WHERE.finditer(self.said.text))


def figures(seen: Seen) -> Iterator[Conflict]:
    """Two figures for what the same words measure, of the same force, place and time."""
    stated = (s for s in seen.sentences if not _NO_FACT.search(s.text))
    told = [one for sentence in stated for one in _figures(sentence)]
    for one, other in combinations(told, 2):
        if one.number != other.number and _is_same(one, other):
            values = f"{one.figure.value} and {other.figure.value}"
            note = f"two figures for one measure: {values}; their periods may differ where none is told"
            sides = (one.said.field, other.said.field)
            yield Conflict("", "figure", sides, "two figures", note)


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


def _same_time(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sentences may speak of one time: one of them tells none, or both the same."""
    return not one or not other or one == other
