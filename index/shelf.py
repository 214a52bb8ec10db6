"""Where a report that was read belongs: it is new, a copy, a new version, or a part of one held."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from corpus.piece import words
from corpus.report import Report
from index.library import Copy, File, Shelved, Version
from index.likeness import Wording

_DIFFERENT = 0.01
"""Largest share of words that two copies in different formats lack of each other."""
_FURNITURE = 20
"""So many words of a title page may stand in one format only, however short the report."""
_SAME_RUNS = 0.97
"""Least share of runs of words in common of a text and what holds it."""
_RELATED = 0.1
"""Least share of runs in common of two versions that share no reference, only a title."""
_STRUCTURED = {".docx", ".html", ".htm", ".md", ".markdown"}
_PLAIN = {".md", ".markdown", ".txt", ".text"}
_WEB = {".html", ".htm"}

Outcome = Literal["new", "new version", "copy", "better copy", "older version", "part"]


@dataclass(frozen=True, slots=True)
class Placed:
    """What became of a report that was read."""

    outcome: Outcome
    report: Report
    """As it is shelved: under the id of the report that it is a version of."""
    beside: Report | None = None
    """The version it is a copy or part of, or which it takes the place of."""


class Shelf:
    """All reports held, while new ones are put in their place."""

    def __init__(self, held: Shelved) -> None:
        self._files = {file.sha256: file for file in held.files}
        self._versions = {(v.report.id, v.number): v for v in held.versions}
        self._copies = dict.fromkeys(held.copies)
        self._served = dict(held.served)
        self._wordings: dict[tuple[str, int], Wording] = {}

    @property
    def shelved(self) -> Shelved:
        """What is held now."""
        return Shelved(
            tuple(self._files.values()),
            tuple(self._versions.values()),
            tuple(self._copies),
            tuple(self._served.items()),
        )

    @property
    def reports(self) -> tuple[Report, ...]:
        """The reports that answer, in the order in which they came."""
        return tuple(self._versions[key].report for key in self._served.items())

    def place(self, file: File, reports: tuple[Report, ...]) -> tuple[Placed, ...]:
        """Shelve what a file holds; two reports of one file are never versions of each other."""
        self._files[file.sha256] = file
        placed: list[Placed] = []
        for report in reports:
            taken = {each.report.id for each in placed}
            placed.append(self._placed(file, report, taken))
        return tuple(placed)

    def restore(self, version: Version) -> None:
        """Shelve a version as it is, under its number; the latest of a report is served."""
        key = (version.report.id, version.number)
        self._versions[key] = version
        self._served[version.report.id] = version.number

    def remove(self, report: str) -> tuple[tuple[File, ...], tuple[str, ...]]:
        """Take a report away, and every file that holds it.

        Returns:
            The files, and the ids of other reports that were read from them.
        """
        files = {copy.file for copy in self._copies if copy.report == report}
        others = {copy.report for copy in self._copies if copy.file in files} - {report}
        gone = tuple(self._files.pop(sha) for sha in files if sha in self._files)
        self._copies = {copy: None for copy in self._copies if copy.file not in files}
        self._served.pop(report, None)
        lost = {report, *(other for other in others if other not in self._served)}
        self._versions = {
            key: replace(version, file="") if version.file in files else version
            for key, version in self._versions.items()
            if key[0] not in lost
        }
        return gone, tuple(sorted(others - lost))

    def _placed(self, file: File, report: Report, taken: set[str]) -> Placed:
        wording = Wording.of(report)
        same = self._same(report, wording, taken)
        if not same:
            return self._new(file, report, wording, taken)
        report = renamed(report, same)
        numbers = [number for key, number in self._versions if key == same]
        for number in sorted(numbers, reverse=True):
            if not file.new_version and self._is_copy(report, wording, (same, number)):
                return self._copied(file, report, number)
        return self._next(file, report, wording, max(numbers) + 1)

    def _new(self, file: File, report: Report, wording: Wording, taken: set[str]) -> Placed:
        for key in self._served.items():
            whole = self._versions[key].report
            if key[0] in taken or not _may_be_part(report, whole):
                continue
            if self._wording(key).holds(wording) >= _SAME_RUNS:
                self._copies[Copy(file.sha256, *key, part=True)] = None
                return Placed("part", report, whole)
        report = renamed(report, self._free(report.id))
        self._put(file, report, 1, wording)
        self._served[report.id] = 1
        self._take_in_parts(report.id, wording)
        return Placed("new", report)

    def _next(self, file: File, report: Report, wording: Wording, number: int) -> Placed:
        """A version in other words; it answers unless it is older, or restates what is held."""
        self._put(file, report, number, wording)
        before = self._served.get(report.id)
        served = self._versions[report.id, before].report if before else None
        if served and _is_behind(report, served):
            return Placed("older version", report, served)
        self._served[report.id] = number
        self._take_in_parts(report.id, wording)
        return Placed("new version", report, served)

    def _copied(self, file: File, report: Report, number: int) -> Placed:
        key = (report.id, number)
        held = self._versions[key]
        self._copies[Copy(file.sha256, *key)] = None
        if _rank(report) <= _rank(held.report):
            return Placed("copy", report, held.report)
        self._versions[key] = replace(held, report=report, file=file.sha256)
        self._wordings.pop(key, None)
        return Placed("better copy", report, held.report)

    def _put(self, file: File, report: Report, number: int, wording: Wording) -> None:
        key = (report.id, number)
        self._versions[key] = Version(report, number, file.sha256, file.added)
        self._copies[Copy(file.sha256, *key)] = None
        self._wordings[key] = wording

    def _take_in_parts(self, report: str, wording: Wording) -> None:
        """Other reports that stand whole in this one no longer answer beside it."""
        whole = (report, self._served[report])
        for key in [key for key in self._served.items() if key[0] != report]:
            part, version = self._wording(key), self._versions[key]
            if not _may_be_part(version.report, self._versions[whole].report):
                continue
            if wording.holds(part) >= _SAME_RUNS and not part.holds(wording) >= _SAME_RUNS:
                del self._served[key[0]]
                if version.file:
                    self._copies[Copy(version.file, *whole, part=True)] = None

    def _same(self, report: Report, wording: Wording, taken: set[str]) -> str:
        """The id of the report that this is a copy or version of; empty if there is none."""
        related = {
            key: self._relation(report, wording, key)
            for key in self._latest()
            if key[0] not in taken
        }
        best = max(related, key=related.__getitem__, default=None)
        return best[0] if best and related[best] > 0 else ""

    def _latest(self) -> Iterator[tuple[str, int]]:
        """The served version of each report, or the last where none is served."""
        last: dict[str, int] = {}
        for report, number in self._versions:
            last[report] = max(number, last.get(report, 0))
        yield from (last | self._served).items()

    def _relation(self, report: Report, wording: Wording, key: tuple[str, int]) -> float:
        """How sure it is that a report is the same as one held, by name or by words; 0 if not."""
        held = self._versions[key].report
        if _other_force(report, held):
            return 0.0
        named = key[0].partition("~")[0] == report.id or _same_name(report, held)
        if not named and not _may_be_one(report, held):
            return 0.0
        other = self._wording(key)
        runs = min(wording.holds(other), other.holds(wording))
        if named:
            known = _same_reference(report, held) or report.restated_from or held.restated_from
            return 1 + runs if known or runs >= _RELATED or _short(wording) else 0.0
        return runs if runs >= _SAME_RUNS else 0.0

    def _is_copy(self, report: Report, wording: Wording, key: tuple[str, int]) -> bool:
        held, other = self._versions[key].report, self._wording(key)
        if not _may_be_one(report, held):
            return False
        if wording.words == other.words:
            return True
        if _format(report) == _format(held):
            return False
        bound = _DIFFERENT * len(wording.words)
        fewer, more = wording.differs(other)
        alike = fewer <= bound and more <= max(bound, _FURNITURE)
        return alike and not wording.other_figures(other)

    def _wording(self, key: tuple[str, int]) -> Wording:
        if key not in self._wordings:
            self._wordings[key] = Wording.of(self._versions[key].report)
        return self._wordings[key]

    def _free(self, wanted: str) -> str:
        held = {report for report, _ in self._versions}
        ids = (wanted if n == 1 else f"{wanted}~{n}" for n in range(1, len(held) + 2))
        return next(each for each in ids if each not in held)


def renamed(report: Report, name: str) -> Report:
    """A report under another id, its sections too."""
    if report.id == name:
        return report
    sections = tuple(
        replace(section, id=f"{name}#{section.id.rpartition('#')[2]}")
        for section in report.sections
    )
    return replace(report, id=name, sections=sections)


def _may_be_one(report: Report, other: Report) -> bool:
    """Whether neither date nor reference tells two reports apart."""
    dates, references = {report.dated, other.dated}, {report.reference, other.reference}
    return len(dates - {None}) < 2 and len(references - {""}) < 2


def _other_force(report: Report, other: Report) -> bool:
    """Whether two reports name two forces: then they are two, however alike they read."""
    return len({report.force, other.force} - {""}) > 1


def _may_be_part(report: Report, whole: Report) -> bool:
    """Whether a report may be an excerpt; one with a date of its own stands for itself.

    A pack of papers that holds a whole report is not that report.
    """
    if _other_force(report, whole):
        return False
    dated = report.dated is not None
    return not dated or (report.dated == whole.dated and _may_be_one(report, whole))


def _same_reference(report: Report, held: Report) -> bool:
    """Whether both state one reference and one date."""
    dated = report.dated is not None and report.dated == held.dated
    return bool(report.reference) and report.reference == held.reference and dated


def _same_name(report: Report, held: Report) -> bool:
    """Whether two reports are called the same: by reference, or by title, kind, force and date."""
    if report.kind != held.kind or not _may_be_one(report, held):
        return False
    if report.reference and report.reference == held.reference:
        return True
    titles = sorted((f" {' '.join(words(each.title))} " for each in (report, held)), key=len)
    forces = {report.force, held.force} - {""}
    dated = report.dated is not None and report.dated == held.dated
    return dated and len(forces) < 2 and titles[0] in titles[1]


def _is_behind(report: Report, served: Report) -> bool:
    """Whether a version that comes later is older, or restates the one that is held."""
    if report.restated_from and not served.restated_from:
        return True
    return bool(report.dated and served.dated and report.dated < served.dated)


def _short(wording: Wording) -> bool:
    """Too few words for their runs to tell anything."""
    return len(wording.words) < 60


def _format(report: Report) -> str:
    suffix = Path(report.source).suffix.casefold()
    return "text" if suffix in _PLAIN else "web" if suffix in _WEB else suffix


def _rank(report: Report) -> tuple[bool, bool, bool]:
    """Of two copies the one that ranks higher answers: whole, with pages, with its structure."""
    structured = Path(report.source).suffix.casefold() in _STRUCTURED
    return (not report.unread, report.pages is not None, structured)
