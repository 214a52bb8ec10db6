"""What is held, as the reports tab shows it. Every word of a report is escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from assistant.day import uk
from assistant.intake import Step, Told
from assistant.many import many
from corpus.read import SUFFIXES
from corpus.register import Register
from corpus.report import Report
from index.library import Copy, Library, Shelved, Version
from index.remove import Removed

_MARKS = {"good": "Done", "same": "Nothing new", "bad": "Not read"}
_FORMATS = "PDF, Word (.docx), HTML, Markdown or text"


def adding(*, keeper: bool, most_mb: int) -> str:
    """Where files are handed in; readers are told who can."""
    if not keeper:
        return (
            '<p class="hint">You can read all of this. Adding and removing reports is for keepers: '
            "ask whoever looks after this assistant.</p>"
        )
    return (
        '<div class="adding"><h2>Add reports</h2>'
        f"<p>{_FORMATS}; {most_mb} MB each at most. Each file is read on this machine and goes "
        "nowhere else.</p>"
        '<label class="pick"><span>Choose files, or drop them here</span>'
        f'<input type="file" multiple accept="{",".join(SUFFIXES)}" data-add=""></label>'
        '<ul class="coming" aria-live="polite"></ul></div>'
    )


def step(one: Step) -> str:
    """How far the reading is."""
    bar = (
        f'<progress max="{one.of}" value="{one.done}"></progress>'
        if one.of
        else "<progress></progress>"
    )
    share = f" ({one.done} of {one.of} passages)" if one.of else ""
    return f'<div class="told" role="status"><p>{escape(one.words)}{share}</p>{bar}</div>'


def results(told: Sequence[Told]) -> str:
    """What became of each file."""
    lines = "".join(
        f'<li class="{one.kind}"><b>{_MARKS[one.kind]}: {escape(one.name)}</b>'
        f"<p>{escape(one.words)}</p></li>"
        for one in told
    )
    files = len({one.name for one in told})
    count = "the file" if files == 1 else f"{files} files"
    return (
        f'<div class="told" role="status" tabindex="-1" data-done=""><h2>What became of {count}'
        f"</h2><ul>{lines}</ul></div>"
    )


def removed(name: str, done: Removed) -> str:
    """What was removed."""
    files = ", ".join(file.name for file in done.files)
    words = f"Removed for good: {name}, with the kept copy of {files or 'no file'}."
    if done.others:
        words += " Read from the same file and held still: " + ", ".join(done.others) + "."
    if not done.scrubbed:
        words += (
            " Its words leave the library's file with the next change, once nobody is reading from "
            "it."
        )
    return (
        f'<div class="told" role="status" tabindex="-1" data-done=""><p>{escape(words)}</p></div>'
    )


def fault(words: str) -> str:
    """What could not be done, and what to do."""
    said = escape(words)
    return f'<div class="told bad" role="alert" tabindex="-1" data-done=""><p>{said}</p></div>'


def holdings(library: Library, register: Register, *, keeper: bool) -> str:
    """Every report that is held, newest first among equals; or how to begin."""
    shelved = library.shelved()
    if not shelved.versions:
        return _EMPTY
    counts = library.passages_by_report()
    shelf = _Shelf(shelved, counts, register, keeper=keeper)
    cards = "".join(shelf.card(key, number) for key, number in shelved.served)
    held = f"{many(len(shelved.served), 'report')} held"
    return f'<section class="held"><h2>{held}</h2>{shelf.unread()}<ul>{cards}</ul></section>'


_EMPTY = (
    '<div class="empty"><h2>No report is held yet</h2><p>Add the reports that you want to ask '
    "about: inspection reports, the commissioner’s responses, internal audits, minutes. A PDF or a "
    "Word file will do. Each takes a few seconds; after that the chat answers from it and the "
    "register lists what it asks for.</p></div>"
)


class _Shelf:
    """Writes the cards of the reports that are held."""

    def __init__(
        self, shelved: Shelved, counts: Mapping[str, int], register: Register, *, keeper: bool
    ) -> None:
        self._shelved, self._counts, self._register = shelved, counts, register
        self._keeper = keeper
        self._versions = {(v.report.id, v.number): v for v in shelved.versions}

    def unread(self) -> str:
        """The pages that could not be read, all in one place."""
        reports = [self._versions[key].report for key in self._shelved.served]
        lines = "".join(
            f"<li>{escape(report.name)}: {_pages(report)}</li>"
            for report in reports
            if report.unread
        )
        if not lines:
            return "<p>Every page of every report was read.</p>"
        return (
            '<div class="unread"><h3>What could not be read</h3><p>These pages are pictures '
            "without text; nothing on them is found or answered from. Run them through text "
            f"recognition (OCR), then replace the report.</p><ul>{lines}</ul></div>"
        )

    def card(self, key: str, number: int) -> str:
        """One report."""
        version = self._versions[key, number]
        report = version.report
        kind = " ".join(filter(None, [report.kind, report.reference]))
        dated = uk(report.dated) if report.dated else "undated"
        facts = " · ".join(filter(None, [_cap(kind), dated, report.publisher, report.force]))
        notes = "".join(self._notes(version))
        return (
            f'<li class="report" data-report="{escape(key)}"><h3>{escape(report.title)}</h3>'
            f'<p class="facts">{escape(facts)}</p>{self._numbers(version)}{notes}'
            f"{self._versions_of(key, number)}{self._doors(report) if self._keeper else ''}</li>"
        )

    def _numbers(self, version: Version) -> str:
        report = version.report
        records = self._register.within([report.id])
        held = {
            "Pages": str(report.pages or ""),
            "Passages": str(self._counts.get(report.id, 0)),
            "Items to follow up": str(len(records.items)),
            "Findings, grades, figures": str(_others(records)),
            "Version": str(version.number),
            "Read from": report.source,
        }
        pairs = "".join(
            f"<div><dt>{name}</dt><dd>{escape(value)}</dd></div>"
            for name, value in held.items()
            if value
        )
        return f"<dl>{pairs}</dl>"

    def _notes(self, version: Version) -> list[str]:
        report = version.report
        told = [
            ("bad", f"Needs OCR: {_pages(report)}" if report.unread else ""),
            ("", f"How it may be used: {report.handling}" if report.handling else ""),
            (
                "",
                f"Restated in other words from: {report.restated_from}"
                if report.restated_from
                else "",
            ),
        ]
        return [f'<p class="note {kind}">{escape(words)}</p>' for kind, words in told if words]

    def _versions_of(self, key: str, number: int) -> str:
        """Other versions and copies, where there are any."""
        copies = [c for c in self._shelved.copies if c.report == key]
        lines = [
            f"<li>Version {v.number}, {'answers' if v.number == number else 'superseded'}: "
            f"{escape(', '.join([v.report.source, *self._copies(v, copies)]))}, "
            f"added {escape(v.added[:10])}</li>"
            for (report, _), v in sorted(self._versions.items())
            if report == key
        ]
        extra = sum(len(self._copies(v, copies)) for k, v in self._versions.items() if k[0] == key)
        if len(lines) == 1 and not extra:
            return ""
        title = f"{many(len(lines), 'version')}, {many(extra, 'other copy', 'other copies')}"
        return f"<details><summary>{title}</summary><ul>{''.join(lines)}</ul></details>"

    def _copies(self, version: Version, copies: Sequence[Copy]) -> list[str]:
        names = {file.sha256: file.name for file in self._shelved.files}
        return [
            names[copy.file] + (" (a part)" if copy.part else "")
            for copy in copies
            if copy.number == version.number and copy.file != version.file and copy.file in names
        ]

    def _doors(self, report: Report) -> str:
        """Replace, and remove with a second press."""
        key, title = escape(report.id), escape(report.title)
        return (
            '<div class="doors"><label class="pick small"><span>Replace with a newer file'
            f'<span class="aside">: {title}</span></span>'
            f'<input type="file" accept="{",".join(SUFFIXES)}" data-replace="{key}"></label>'
            f'<details class="sure"><summary>Remove<span class="aside"> {title}</span></summary>'
            "<p>All its versions, the copies that were kept and all records go for good. Answers "
            "given before keep their words, but no longer open it.</p>"
            f'<button type="button" data-remove="{key}">Remove for good'
            f'<span class="aside">: {title}</span></button></details></div>'
        )


def _pages(report: Report) -> str:
    """Pages that were not read, in words."""
    pages = ", ".join(map(str, report.unread))
    return f"page{'' if len(report.unread) == 1 else 's'} {pages}"


def _others(records: Register) -> int:
    """Records beside the items: grades, findings, meetings, figures ..."""
    kinds = (
        records.judgements, records.findings, records.assessments, records.meetings,
        records.statistics, records.totals, records.definitions, records.events,
    )  # fmt: skip
    return sum(len(kind) for kind in kinds)


def _cap(words: str) -> str:
    return words[:1].upper() + words[1:]
