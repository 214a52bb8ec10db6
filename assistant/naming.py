"""Which reports a question means, by the words that tell the held reports apart."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.extract.part import parts
from corpus.extract.table import tables
from corpus.piece import DATE, dates, fold, words
from corpus.report import Report
from index.terms import ASKING, content, content_stems, stem, stems

_ACRONYM = re.compile(r"\b[A-Z][A-Z0-9&]{2,}\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
_REFERENCE_LIKE = re.compile(r"(?<![\w/.])[a-z]{1,6}[/ -]?\d{1,4}(?:[/.]\d{1,4})*(?![\w/])")
"""What has the shape of a reference of letters and digits, or of the head of one."""
_TIMED = re.compile(
    r"\b(?:as at|as of|at|on|by|before|after|until|till|later than|from|since|between|due)"
    rf" (?:the )?(?:end of )?(?P<day>{re.sub('[?]P<[a-z]+>', '?:', DATE.pattern)})",
    re.IGNORECASE,
)
"""A full date with what leads it."""
_NO_NAME = re.compile(
    r"\b(?:in|no|good|any|much|making|made) progress\b|\bprogress (?:on|with|against|towards)\b"
    r"|\bmeets?\b|\bmet\b|\bchief constables?\b"
)
"""Where things stand, what is done and who does it: words that a report may be called by too."""
_OF_REPORT = re.compile(
    r"\W*(?:\w+ ){0,2}?(?:meetings?|reports?|audits?|inspections?|minutes|sessions?|papers?|responses?)\b"
)
_PRINTED = re.compile(r"(?<![\w/.])[a-z]{2,6}/\d{1,4}/\d{2,4}(?:-\d{2,4})?(?![\w/])")
"""A reference as a cover prints it: `WP/07/2025-26`."""
_REFERENCE = 3.0
"""What a reference counts, as against words of a title."""
_BESIDE = 0.4
"""Share of the best score that a report must reach to be named beside the first."""
_PLAIN = 1.5
"""Score from which a question can mean no other report."""
_OWN, _OFTEN = 0.8, 3
"""A short form that one report has nearly to itself, and more than so often, names it too."""
_LESS = 0.5
"""What such a name counts, and a word that stands on few covers."""
_COVER = 60
"""Words of a report that are taken for its cover."""
_FRONT = 4
"""Sections in which a form names what it answers."""
_TITLE = re.compile(
    r"(?:[A-Z]?\d+(?:\.\d+)*[.)]?\s+)?(?:(?:title|name) of (?:the )?(?:report|inspection|review|audit)"
    r"|(?:report|inspection|review|audit) (?:title|name))\s*[:\t]\s*(?P<title>[^:\t]{3,120})",
    re.IGNORECASE,
)
"""`A1. Title of report: Off the shelf`."""
_NEAR = 0.85
"""Share of the best score that another report must reach to be meant as well."""


@dataclass(frozen=True, slots=True)
class Naming:
    """The words by which each report is called, with how far they tell it from the others."""

    weights: Mapping[str, Mapping[str, float]]
    """By report id: stem -> weight in [0, 1]; 0 for what all reports are called."""
    references: Mapping[str, str]
    """By report id: the folded reference, where it has one."""
    days: frozenset[date] = frozenset()
    """The days on which any report was dated, published or held as a meeting."""

    @classmethod
    def of(cls, reports: Sequence[Report]) -> Naming:
        """The names of some reports."""
        called = {r.id: _called(r) for r in reports}
        shared = Counter(s for names in called.values() for s in names)
        most = math.log(len(reports)) if len(reports) > 1 else 1.0
        weights = {
            key: {s: math.log(len(reports) / shared[s]) / most for s in names}
            for key, names in called.items()
        }
        forms = [(r.id, s) for r in reports for s in stems(_form(r))]
        for key, name in [*_own_short_forms(reports), *_on_the_cover(reports), *forms]:
            weights[key].setdefault(name, _LESS)
        return cls(
            weights,
            {r.id: said for r in reports if (said := _reference(r))},
            frozenset(event.on for r in reports for event in r.dates),
        )

    def scores(self, text: str, reports: Iterable[str]) -> dict[str, float]:
        """How plainly a question names each report, 0 or more."""
        folded = fold(text)
        spoken = set(stems(self._undated(folded)))
        return {
            key: sum(w for s, w in self.weights[key].items() if s in spoken)
            + (_REFERENCE if self._refers(key, folded) else 0.0)
            for key in reports
        }

    def meant(self, text: str, reports: Sequence[str]) -> frozenset[str]:
        """The reports named most plainly; all of them when none is named."""
        scores = self.scores(text, reports)
        best = max(scores.values(), default=0.0)
        return frozenset(k for k, s in scores.items() if not best or s >= best * _NEAR)

    def named(self, text: str, reports: Sequence[str]) -> tuple[str, ...]:
        """Every report that a question names by a word of its own, in the order given."""
        scores = self.scores(text, reports)
        best = max(scores.values(), default=0.0)
        return tuple(k for k, s in scores.items() if s > 0 and s >= best * _BESIDE)

    def is_plain(self, text: str, reports: Sequence[str]) -> bool:
        """Whether one report is named by its reference, or by more than one word of its own."""
        return max(self.scores(text, reports).values(), default=0.0) >= _PLAIN

    def spoken(self, text: str, reports: Iterable[str]) -> frozenset[str]:
        """The stems of a question that name these reports or all reports."""
        names = {s for key in reports for s in self.weights[key]}
        parts = {s for key in reports for s in stems(self.references.get(key, ""))}
        heads = {s for said in _REFERENCE_LIKE.findall(fold(text)) for s in stems(said)}
        referred = any(self._refers(key, fold(text)) for key in reports)
        return frozenset(set(stems(text)) & (names | parts | (heads if referred else set())))

    def _undated(self, folded: str) -> str:
        """A folded text without what names no report: `as at 1 March 2026`, `in progress`."""

        def kept(found: re.Match[str]) -> str:
            own = set(dates(found["day"])) & self.days
            return found[0] if own or _OF_REPORT.match(folded[found.end() :]) else " "

        return _NO_NAME.sub(" ", _TIMED.sub(kept, folded))

    def _refers(self, report: str, folded: str) -> bool:
        """Whether a folded text names a report by its reference, or by the head of it: `WP/07`."""
        reference = self.references.get(report, "")
        if not reference or reference in folded:
            return bool(reference)
        return any(
            reference.startswith(said) and not reference[len(said)].isalnum()
            for said in _REFERENCE_LIKE.findall(folded)
        )


def _reference(report: Report) -> str:
    """Its reference, folded; where none is known, what has the shape of one on its cover."""
    found = _PRINTED.search(fold(_cover(report)))
    return fold(report.reference) or (found[0] if found else "")


def _cover(report: Report) -> str:
    """The first words of a report, and the title of what it answers."""
    told = " ".join(report.sections[0].text.split()[:_COVER]) if report.sections else ""
    lines = (line for section in report.sections[:_FRONT] for line in section.text.split("\n"))
    return " ".join([told, *(found["title"] for line in lines if (found := _TITLE.match(line)))])


def _called(report: Report) -> set[str]:
    """The stems by which a report may be called: title, kind, body, force, month, initials."""
    told = [report.title, report.kind, report.reference, report.publisher, report.force]
    told += [f"{event.on:%B}" for event in report.dates[:1]]
    letters = "".join(word[0] for word in words(report.title) if word[0].isalpha())
    initials = {stem(fold(a)) for a in _ACRONYM.findall(report.title)}
    titled = {letters[a:b] for a in range(len(letters)) for b in range(a + 3, len(letters) + 1)}
    names = {
        *stems(" ".join(content(" ".join(told)))),
        *initials,
        *(stem(t) for t in titled if len(t) < 6),
    }
    return {name for name in names - _SMALL - _ASKS if not _YEAR.match(name)}


def _form(report: Report) -> str:
    """What a report is called for its form: a letter, or the tracker of what others asked for."""
    lines = report.sections[0].text.split("\n") if report.sections else ()
    if any(_SALUTES.match(line) for line in lines):
        return "letter"
    followed = (
        t for part in parts(report) for t in tables(part) if t.asks and len(t.rows) >= _TRACKED
    )
    tracks = any({"owner", "status", "number"} <= t.columns.keys() for t in followed)
    return "tracker" if tracks else ""


_SALUTES = re.compile(r"dear\b.{1,60}$", re.IGNORECASE)
_TRACKED = 8
"""Rows of a table that follows up what was asked for, at least."""
_ASKS = frozenset(stems("action recommendation"))
"""What any report may hold."""
_SMALL = frozenset(stems("a an and at by for from in into its of on or the to with"))


def _own_short_forms(reports: Sequence[Report]) -> Iterable[tuple[str, str]]:
    """Short forms, as stems, that stand nearly only in one report: of its authors, its subject."""
    counts = {
        r.id: Counter(
            a
            for section in r.sections
            for a in _ACRONYM.findall(section.text)
            if stem(fold(a)) not in ASKING
        )
        for r in reports
    }
    total = sum(counts.values(), Counter[str]())
    for report, found in counts.items():
        for short, count in found.items():
            if count > _OFTEN and count >= _OWN * total[short]:
                yield report, stem(fold(short))


def _on_the_cover(reports: Sequence[Report]) -> Iterable[tuple[str, str]]:
    """The stems that stand on the first page of one report and of few others."""
    covers = {r.id: content_stems(_cover(r)) for r in reports}
    shared = Counter(s for cover in covers.values() for s in cover)
    for report, cover in covers.items():
        for name in {n for n in cover - _SMALL - ASKING if not n[0].isdigit()}:
            if shared[name] * 2 <= len(reports):
                yield report, name
