"""Who speaks in a part of a report, and of how much: one force, or all."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.body import body_of, speaker_in
from corpus.piece import fold
from corpus.records import Status
from corpus.report import Report, Section

_SAYS = re.compile(r"respon|comment|says|reply|replies|position|\bviews?\b", re.IGNORECASE)
_TICKED = re.compile(r"(?:☒|☑|\[[xX]\])\s*(?P<kind>[A-Za-z][A-Za-z -]{2,30})")


def speaker_of(section: Section) -> str:
    """Who speaks in a section, by the innermost heading that says so; empty if none does.

    `RESPONSE BY THE PCC TO HMICFRS INSPECTIONS` is the title of a report, not one who speaks.
    """
    speaks = (heading for heading in reversed(section.path) if _SAYS.search(heading))
    inmost = next(filter(speaker_in, speaks), "")
    return "" if fold(inmost).startswith("response by") else speaker_in(inmost)


def scope_of(report: Report) -> str:
    """Whether the inspection is ticked as national or as one force's; empty if it is neither."""
    ticked = {
        fold(found["kind"]).strip()
        for section in report.sections
        if re.search(r"detail|type of", " ".join(section.path), re.IGNORECASE)
        for found in _TICKED.finditer(section.text)
    }
    own = fold(report.force).removesuffix(" police")
    found = {"national" for kind in ticked if "national" in kind}
    found |= {"force" for kind in ticked if kind in {"force", f"{own} specific", "force specific"}}
    return found.pop() if len(found) == 1 else ""


_OWN = re.compile(r"\bth(?:is|ese)\b|^dated?$", re.IGNORECASE)
"""Labels of a date that is a response's own, not that of the inspection it answers."""


def dates_itself(report: Report) -> bool:
    """Whether a response is known by its own day, not by that of the inspection it answers."""
    return bool(report.dates and _OWN.search(report.dates[0].label))


def placed(status: Status, report: Report) -> Status:
    """A status of a response with its scope, and dated only where its speaker's words are dated.

    A response tells the date of the inspection that it answers, which dates the inspectorate's
    words; its own speakers spoke on that day at the earliest.
    """
    if report.kind != "PCC response":
        return status
    if body_of(status.stated_by) == "inspectorate":
        return replace(status, scope=status.scope or scope_of(report))
    scope = "force" if body_of(status.stated_by) == "force" else ""
    if status.stated_on == report.dated and not dates_itself(report):
        return replace(status, scope=scope, stated_on=None, since=report.dated)
    return replace(status, scope=scope)
