"""The dates that a report states about itself: its timeline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.extract.part import Part, parts
from corpus.piece import DATE, dates, fold
from corpus.register import Event
from corpus.report import Report

_ROW = re.compile(
    rf"^(?P<label>[A-Z][\w &/()'’-]{{3,50}}?)\s*[:–-]?\s+(?:on\s+)?(?P<date>{DATE.pattern})\W*$",
    re.IGNORECASE | re.DOTALL,
)
_NEXT = re.compile(r"^next\b|\bdue\b|\bby$|\btarget|\bdeadline", re.IGNORECASE)


def events(report: Report) -> Iterator[Event]:
    """The dated steps that the report prints of itself, each with its place."""
    known = {(fold(event.label), event.on) for event in report.dates}
    seen = set()
    for part in parts(report):
        run = list(_dated(part))
        for event in run:
            key = (fold(event.label), event.on)
            if (key in known or len(run) > 1) and key not in seen:
                seen.add(key)
                yield event


def _dated(part: Part) -> Iterator[Event]:
    """The lines and rows of a section that are a step and its date."""
    for block in part.blocks:
        found = _ROW.match(part.words(block).replace("\t", " "))
        if found and block.kind != "head" and not _NEXT.search(found["label"]):
            days = dates(found["date"])
            label = found["label"].strip(" -–:")
            if days and len(label.split()) <= 6:
                yield Event(re.sub(r"\s+on$", "", label), days[0], part.whole(block).span)
