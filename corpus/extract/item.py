"""Drafts -> the items of a report: numbers, deadlines, addressees and statuses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.extract.draft import Draft
from corpus.label import item_label
from corpus.piece import dates
from corpus.register import Field, Item, Status
from corpus.report import Report

_BY = re.compile(r"^(?P<when>(?:By|Before|No later than|Within) (?:the end of )?[^,]{4,40}|With immediate effect|Immediately),\s+"
                 r"(?P<who>.+?)\s+(?:should|must|needs? to|will)\b")  # fmt: skip


_WHO = re.compile(r"^(?:To )?(?P<who>.{4,140}?)\s+(?:should|must|needs? to)\b")


def labelled(report: Report, drafts: Sequence[Draft]) -> list[Item]:
    """The drafts as items, numbered by their place where they print no number."""
    sets = {draft.set for draft in drafts}
    counts: dict[str, int] = {}
    unnumbered = {d.family for d in drafts if not d.number}
    items = []
    for draft in drafts:
        counts[draft.family] = counts.get(draft.family, 0) + 1
        alone = sum(d.family == draft.family and d.set == draft.set for d in drafts) == 1
        place = "" if alone else str(counts[draft.family])
        number = draft.number or (place if draft.family in unnumbered else "")
        items.append(_item(report, draft, number, draft.set if len(sets) > 1 else ""))
    return items


def _item(report: Report, draft: Draft, number: str, year: str) -> Item:
    if draft.text is None:
        raise ValueError(f"item {number} of {report.id} has no words")
    label = item_label(draft.text.value)
    skipped = len(draft.text.value) - len(label.rest) if label and label.number else 0
    asked = _BY.match(draft.text.value[skipped:])
    who = asked or _WHO.match(draft.text.value[skipped:])
    deadlines = list(draft.fields.get("deadline", ()))
    if asked:
        start = draft.text.span.start + skipped
        when = asked["when"]
        span = replace(draft.text.span, start=start, end=start + len(when), quote=when)
        deadlines.insert(0, Field(when, span))
    days = [day for found in deadlines for day in dates(found.value)]
    return Item(
        id="-".join(filter(None, [report.id, year, _initials(draft.family) + number])),
        family=draft.family,
        report=report.id,
        number=number,
        set=year,
        area=draft.area,
        text=draft.text,
        sources=tuple(draft.sources),
        owners=tuple(draft.fields.get("owner", ())),
        deadlines=tuple(deadlines),
        deadline=days[0] if days else None,
        priorities=tuple(draft.fields.get("priority", ())),
        addressees=_addressees(who["who"])
        if who
        else tuple(f.value for f in draft.fields.get("addressee", ())),
        statuses=tuple(_status(report, f, draft.speaker) for f in draft.fields.get("status", ())),
    )


def _initials(family: str) -> str:
    return "".join(word[0] for word in family.split()).upper()


def _addressees(who: str) -> tuple[str, ...]:
    parts = re.split(r",\s+(?:and\s+)?|\s+and\s+(?=the\s|all\s)", who)
    return tuple(part.strip() for part in parts if part.strip())


def _status(report: Report, found: Field, speaker: str) -> Status:
    told = "the inspectorate" if report.kind == "PCC response" else report.publisher or report.name
    return Status(found.value, speaker or told, report.dated, found.span)
