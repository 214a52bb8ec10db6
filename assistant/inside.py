"""The kinds and years of report that a question says to stay inside.

Only plain words of scope count, such as `in the internal audits` or `in reports of 2025`. What is
named beside the point (`the 2023 recommendations`) is no scope. The kinds and years are those of
the reports that are held.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.piece import words
from corpus.report import Report
from index.terms import stem

_LEAD = re.compile(
    r"\b(?P<place>in|within|inside|from|across|only|according to)\s+|\b(?:do|does|did|have|has)\s+",
    re.IGNORECASE,
)
"""What stands before a scope: a preposition, or a verb whose subject the reports are."""
_SAYS = frozenset(
    (
        *("say", "state", "find", "found", "tell", "report", "mention", "note", "conclude"),
        *("recommend", "ask", "raise", "show", "identify", "name"),
    )
)
"""What reports do, where they are the subject."""
_SMALL = frozenset(("the", "our", "your", "all", "any", "each", "every", "these", "those"))
_LINKS = frozenset(("of", "from", "in", "dated", "published", "issued"))
"""What stands between a kind of report and its year."""
_REPORTS = frozenset(map(stem, ("report", "document", "paper", "publication")))
"""What any kind of report may be called."""


@dataclass(frozen=True, slots=True)
class Inside:
    """What a question says to stay inside; an empty part leaves it open."""

    kinds: tuple[str, ...] = ()
    years: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str, held: Sequence[Report]) -> Inside:
        """What a question names of the kinds and years that are held; all of them is none."""
        kinds = tuple(sorted({report.kind for report in held if report.kind}))
        years = tuple(sorted({year_of(report) for report in held} - {""}))
        phrases = list(_phrases(text, kinds))
        said = {kind for phrase in phrases for kind in kinds if phrase.names(kind)}
        if said:  # as the other side of a comparison is
            said |= {kind for kind in kinds if _stands(kind, text)}
        dated = {year for phrase in phrases if phrase.plural for year in phrase.years}
        return cls(
            tuple(k for k in kinds if k in said) if len(said) < len(kinds) else (),
            tuple(y for y in years if y in dated) if not dated >= set(years) else (),
        )

    def takes(self, report: Report) -> bool:
        """Whether a report is all of it."""
        kind = not self.kinds or report.kind in self.kinds
        return kind and (not self.years or year_of(report) in self.years)


def year_of(report: Report) -> str:
    """The year of a report's date; empty where it has none."""
    return str(report.dated.year) if report.dated else ""


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Some words of a question that call reports."""

    called: tuple[str, ...]
    """`internal audits`: words of kinds, as they stand."""
    years: frozenset[str]
    definite: bool
    """Whether `the` or its like stands before."""
    follows: str
    """The word after it."""

    @property
    def plural(self) -> bool:
        """Whether more than one report is called."""
        return self.called[-1].endswith("s")

    def names(self, kind: str) -> bool:
        """Whether it calls reports of a kind: by all its words, or, for several, by the last."""
        own, said = [stem(word) for word in words(kind)], {stem(word) for word in self.called}
        if set(own) <= _REPORTS:
            return False
        if said >= set(own):
            return len(own) > 1 or self.definite
        last = own[-1] not in _REPORTS and own[-1] in said and said - _REPORTS <= set(own)
        return last and self.plural and self.follows != "to"


def _phrases(text: str, kinds: Sequence[str]) -> Iterator[_Phrase]:
    """Every run of words that calls reports where a scope is named."""
    known = {stem(word) for kind in kinds for word in words(kind)} | _REPORTS
    for lead in _LEAD.finditer(text):
        rest = words(text[lead.end() :])
        found = _run(rest, known)
        if found and (lead["place"] or found[-1].follows in _SAYS):
            yield from found


def _run(rest: Sequence[str], known: set[str]) -> list[_Phrase]:
    """The phrases that words begin with, joined by `and` or `or`."""
    found: list[_Phrase] = []
    place = 0
    while place < len(rest):
        start = place
        while place < len(rest) and (rest[place] in _SMALL or _is_year(rest[place])):
            place += 1
        before = rest[start:place]
        start = place
        while place < len(rest) and stem(rest[place]) in known:
            place += 1
        called = tuple(rest[start:place])
        if not called:
            break
        start = place
        while place < len(rest) and (rest[place] in _LINKS or _is_year(rest[place])):
            place += 1
        after = rest[start:place] if any(map(_is_year, rest[start:place])) else []
        place = start + len(after)
        years = frozenset(filter(_is_year, (*before, *after)))
        follows = rest[place] if place < len(rest) else ""
        found.append(_Phrase(called, years, bool(_SMALL & set(before)), follows))
        if follows not in {"and", "or"}:
            break
        place += 1
    return found


def _stands(kind: str, text: str) -> bool:
    """Whether a kind is named anywhere, unless it is what any report is called."""
    own, said = ([stem(word) for word in words(part)] for part in (kind, text))
    return f" {' '.join(own)} " in f" {' '.join(said)} " and not set(own) <= _REPORTS


def _is_year(word: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", word))
