"""Dates that lie before the report that tells of them as still to come."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.conflict.seen import Seen, dated_in, uk
from corpus.piece import DATE, dates
from corpus.records import Field
from corpus.register import Conflict, Item
from corpus.report import MEETINGS, Report, Span
from corpus.said import Said

_AHEAD = re.compile(
    r"\b(?:is|are) (?:now )?(?:scheduled|due|planned|expected|to (?:go|be|meet|report|take))\b"
    r"|\bwill (?:be|go|meet|report|take|come)\b",
    re.IGNORECASE,
)
_OLDER = re.compile(r"follow[ -]?up|progress|tracker|\blog\b|update|register", re.IGNORECASE)


def due_before_report(seen: Seen) -> Iterator[Conflict]:
    """An action that a report itself asks for by a day before its own date."""
    for report in seen.reports:
        own = dated_in(report)
        if report.dated is None or own is None:
            continue
        for item in seen.items_of(report.id):
            if item.deadline and item.deadline < report.dated and _is_its_own(item, report):
                days = (report.dated - item.deadline).days
                note = (
                    f"{item.label} is due on {uk(item.deadline)}, {days} day{'s' if days > 1 else ''} before "
                    f"the date of the report, {uk(report.dated)}"
                )
                yield Conflict(item.id, "deadlines", (item.deadlines[0], own), "due before", note)


def gone_by(seen: Seen) -> Iterator[Conflict]:
    """What a report tells as still to come on a day before its own date."""
    for report in seen.reports:
        own = dated_in(report)
        if report.dated is None or own is None:
            continue
        for sentence in seen.sentences_of(report):
            for told in still_to_come(sentence):
                if dates(told.value)[0] < report.dated:
                    note = (
                        f"told as still to come on {told.value} in a report of "
                        f"{uk(report.dated)}: what came of it is not said"
                    )
                    yield Conflict("", "date", (sentence.field, own), "gone by", note)


def _is_its_own(item: Item, report: Report) -> bool:
    """Whether an item was agreed in this report: not of an older set, nor one followed up."""
    year = report.dated.year if report.dated else 0
    older = bool(_OLDER.search(f"{report.kind} {report.title}"))
    answered = any(status.span.quote == status.value for status in item.statuses)
    return (
        not older and not answered and item.set in {"", str(year)} and report.kind not in MEETINGS
    )


def still_to_come(sentence: Said) -> Iterator[Field]:
    """Full dates that follow words of what is still to come, with no past tense about them."""
    ahead = _AHEAD.search(sentence.text)
    if not ahead or re.search(r"[“\"‘]", sentence.text[: ahead.start()]):
        return
    found = DATE.search(sentence.text, ahead.end())
    if found and found.start() - ahead.end() < 80 and dates(found[0]):
        start = sentence.start + found.start()
        span = Span.of(sentence.report, sentence.section, start, start + len(found[0]))
        yield Field(found[0], span)
