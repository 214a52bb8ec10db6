"""Of words that were told and are no item: why, what may come of it, what is asked for there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.again import is_told
from assistant.asked import Asked
from assistant.before import told_before
from assistant.cite import Draft
from assistant.facet import FEW, asks_no_more, ground_of
from assistant.overview import graded_before
from assistant.tell import row
from assistant.why import CAUSE, COMES, REASON, RISK, WHY_NOT
from corpus.passages import sentences
from corpus.register import Item
from corpus.report import PROSE, Report, Section, Span

_ACTS = re.compile(
    r"\b(?:being|been|going to be|to be) (?:done|addressed|fixed|sorted|changed)\b"
    r"|\b(?:fix|address|sort|mend|chang|tackl|deal|act)(?:s|es|ed|ing)?\b"
    r"|\b(?:doing|do) (?:\w+ )?about\b"
)
"""Asks who or what puts right what was told."""
_BACK, _ON = 2, 4
"""Sentences before what was told, and after it, that are beside it."""


def remark(asked: Asked) -> list[Draft]:
    """What stands beside the words told last, where they are no item and no more is asked."""
    said, text = asked.understood, asked.understood.own
    of_items = told_before(asked) and not WHY_NOT.search(text)
    if not asked.near.told or said.clauses or of_items or graded_before(asked):
        return []
    if not asks_no_more(asked, text):
        return []
    if _ACTS.search(text):
        items = [i for i in asked.register.items if _rests_on_told(asked, i)]
        return [row(asked, item, short=False) for item in items] if len(items) <= FEW else []
    says = COMES if RISK.search(text) else CAUSE if REASON.search(text) else None
    return [Draft.quoting(span) for span in _beside(asked, says)][:FEW] if says else []


def _rests_on_told(asked: Asked, item: Item) -> bool:
    """Whether what was told last stands in the ground of an item."""
    latest = next(iter(asked.understood.answers), "")
    near = {s for (report, s), n in asked.near.told.items() if report == item.report and n == 1}
    return bool(near) and any(
        span.section in near and is_told(span.quote, latest) for span in ground_of(asked, item)
    )


def _beside(asked: Asked, says: re.Pattern[str]) -> Iterator[Span]:
    """The sentences beside what was told last that say a thing and are not told yet."""
    latest = next(iter(asked.understood.answers), "")
    for (key, section), near in asked.near.told.items():
        report = asked.reports[key]
        spans = _spans(report, report.by_id[section], latest)
        told = [n for n, span in enumerate(spans) if near == 1 and is_told(span.quote, latest)]
        for n, span in enumerate(spans):
            close = any(-_BACK <= n - at <= _ON for at in told)
            if close and n not in told and says.search(span.quote):
                yield span


def _spans(report: Report, section: Section, latest: str) -> list[Span]:
    """The sentences of a section's prose, and of its tables and headings those told last."""
    units = sentences(section, section.blocks)
    spans = ((unit.kind, Span.of(report, section, unit.start, unit.end)) for unit in units)
    return [span for kind, span in spans if kind in PROSE or is_told(span.quote, latest)]
