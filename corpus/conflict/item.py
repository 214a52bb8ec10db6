"""One item, or one area, of which two things are printed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from corpus.conflict.seen import Seen
from corpus.piece import dates, fold
from corpus.records import Field, Judgement
from corpus.register import Conflict
from corpus.twin import twins

_RANKS = {
    "t/": "temporary ",
    "supt": "superintendent",
    "ch supt": "chief superintendent",
    "d/supt": "detective superintendent",
    "ci": "chief inspector",
    "dci": "detective chief inspector",
    "dcs": "detective chief superintendent",
    "acc": "assistant chief constable",
    "dcc": "deputy chief constable",
    "cfo": "chief finance officer",
}
"""Short forms of ranks: a post told short and in full is one post."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]*\s+(20\d{{2}})\b", re.IGNORECASE)
_NAMES = {"owners": "owner", "deadlines": "date", "priorities": "priority"}


def values(seen: Seen) -> Iterator[Conflict]:
    """One item with two owners, dates or priorities."""
    for item in seen.register.items:
        for name, told in _NAMES.items():
            sides = unlike(getattr(item, name), name)
            if len(sides) > 1:
                both = " and ".join(f"“{side.value}”" for side in sides)
                note = f"{item.label} has more than one {told}: {both}"
                yield Conflict(item.id, name, sides, f"two {name}", note)


def values_elsewhere(seen: Seen) -> Iterator[Conflict]:
    """One item told in two reports with other owners, dates or priorities in each."""
    told_of: set[frozenset[Field]] = set()
    same = twins(seen.register.items, seen.reports)
    for item in seen.register.items:
        for other in same.get((item.report, item.id), ()):
            for name, told in _NAMES.items():
                own, theirs = getattr(item, name)[:1], getattr(other, name)[:1]
                sides = unlike([*own, *theirs], name)
                if own and theirs and len(sides) > 1 and frozenset(sides) not in told_of:
                    told_of.add(frozenset(sides))
                    both = " and ".join(f"“{side.value}”" for side in sides)
                    note = f"two reports give {item.label} another {told}: {both}"
                    yield Conflict(item.id, name, sides, f"two {name}", note)


def grades(seen: Seen) -> Iterator[Conflict]:
    """One area of one report with two grades."""
    areas: dict[tuple[str, str], list[Judgement]] = defaultdict(list)
    for judgement in seen.register.judgements:
        areas[judgement.report, fold(judgement.area)].append(judgement)
    for told in areas.values():
        unlike = {fold(judgement.grade): judgement for judgement in told}
        if len(unlike) > 1:
            sides = tuple(Field(j.grade, j.span) for j in unlike.values())
            both = " and ".join(f"“{side.value}”" for side in sides)
            yield Conflict("", "grade", sides, "two grades", f"{told[0].area} is graded {both}")


def unlike(fields: Sequence[Field], name: str) -> tuple[Field, ...]:
    """The first field of each value that differs from the others."""
    found: dict[str, Field] = {}
    for field in fields:
        told = _normal(field.value, name)
        if not any(_is_same(told, other, name) for other in found):
            found[told] = field
    return tuple(found.values())


def _is_same(one: str, other: str, name: str) -> bool:
    """Whether two values agree: a priority with its first letter, a day with its month alone."""
    if name == "priorities":
        return one.startswith(other) or other.startswith(one)
    if name == "deadlines":
        return one == other or one[:7] == other or other[:7] == one
    return one == other


def _normal(value: str, name: str) -> str:
    """A value as compared: dates by day, posts by their full rank, else by folded words.

    >>> _normal("By 31 March 2026", "deadlines") == _normal("31/03/26", "deadlines")
    True
    >>> _normal("The DCI (Roads)", "owners")
    'detective chief inspector (roads)'
    """
    days = dates(value) if name == "deadlines" else []
    if days:
        return " ".join(map(str, days))
    if name == "deadlines" and "immediate" in fold(value):
        return "immediate"
    if name == "deadlines" and (month := _MONTH.search(value)):
        return f"{month[2]}-{_MONTHS.index(month[1][:3].casefold()) + 1:02d}"
    words = fold(value).strip(" .;").removeprefix("the ")
    for short, rank in sorted(_RANKS.items(), key=lambda pair: -len(pair[0])):
        words = re.sub(rf"^{re.escape(short)}(?=\s|$|\()|^{re.escape(short)}(?<=/)", rank, words)
    return " ".join(words.split())
