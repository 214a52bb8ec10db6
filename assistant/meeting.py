"""The meeting that is meant by its place in time: `the last scrutiny meeting`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.asked import Asked
from assistant.day import uk
from corpus.piece import MONTHS, fold
from corpus.register import Register
from corpus.report import Report
from index.terms import content_stems, stems

_PLACED = re.compile(
    r"\b(?:the |its |our |their )?(?P<way>last|latest|most recent|next|forthcoming|upcoming)"
    r" (?P<name>(?:[a-z&-]+ ){0,3}?(?:meeting|session|board|committee|panel))\b"
    r"(?! (?:paper|member|chair))",
    re.IGNORECASE,
)
KINDS = frozenset(("minutes", "scrutiny meeting", "committee paper"))
"""Kinds of reports that tell of a meeting."""
_MONTH = re.compile(rf"\b(?:{MONTHS.casefold()})\b")
_COMMON = frozenset(stems("meeting session board committee panel the pcc"))


def dated(text: str, register: Register, reports: Sequence[Report], day: date) -> str:
    """A question with the day put in of the meeting that it names by its place in time.

    Args:
        text: The question.
        register: Holds the meetings that reports tell of.
        reports: Of which the minutes are those of their own meeting.
        day: The day from which the last or the next is counted; the last is one of which a report
            of that day or later tells.
    """
    found = _PLACED.search(text)
    if not found:
        return text
    name = content_stems(found["name"]) - _COMMON
    told = [(when, by) for when, by, words in _meetings(register, reports) if name <= words]
    ahead = fold(found["way"]) in {"next", "forthcoming", "upcoming"}
    to_come = [when for when, _ in told if when > day]
    held = [when for when, by in told if by and when <= min(day, by)]
    meant = min(to_come, default=None) if ahead else max(held, default=None)
    if not meant:
        return text
    return f"{text[: found.start()]}the {found['name']} on {uk(meant)}{text[found.end() :]}"


def _meetings(
    register: Register, reports: Sequence[Report]
) -> Iterator[tuple[date, date | None, frozenset[str]]]:
    """Each meeting's day, that of the report which tells of it, and the stems of its name."""
    by_id = {report.id: report for report in reports}
    for meeting in register.meetings:
        if meeting.day and meeting.report in by_id:
            told = by_id[meeting.report].dated
            yield meeting.day, told, frozenset(stems(meeting.span.quote))
    for report in reports:
        if report.dated and "minutes" in f"{report.kind} {fold(report.title)}":
            yield report.dated, report.dated, frozenset(stems(f"{report.title} {report.kind}"))


def names_time(asked: Asked) -> bool:
    """Whether a question names a day or a month."""
    said = asked.understood
    return bool(said.on or said.month or _MONTH.search(fold(said.layers[0])))


def is_of_time(asked: Asked, report: Report) -> bool:
    """Whether a report is of the day or month that a question names, if it names one."""
    said, day = asked.understood, report.dated
    if said.on:
        return day == said.on
    if said.month is None:
        named = _MONTH.search(fold(said.layers[0]))
        return named is None or (day is not None and f"{day:%B}".casefold() == named[0])
    return day is not None and said.month[0] <= day <= said.month[1]
