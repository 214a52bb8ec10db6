"""Report -> the records of the register, by structure and by terms of the field."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.extract.ask import drafts
from corpus.extract.assessment import assessments
from corpus.extract.behind import told_behind
from corpus.extract.blocker import waiting
from corpus.extract.definition import definitions
from corpus.extract.entry import entries
from corpus.extract.event import events
from corpus.extract.figure import statistics
from corpus.extract.finding import findings
from corpus.extract.group import sorted_by_heading
from corpus.extract.identity import names_of, told_apart
from corpus.extract.item import labelled
from corpus.extract.judgement import GRADES, judgements
from corpus.extract.meeting import meetings
from corpus.extract.merge import merged
from corpus.extract.part import parts
from corpus.extract.reply import answered
from corpus.extract.total import totals
from corpus.register import Register, combine
from corpus.report import Report

__all__ = ["GRADES", "combine", "extract", "register_of"]


def extract(report: Report) -> Register:
    """The records of one report."""
    defined = tuple(definitions(report))
    asked = [d for part in parts(report) for d in drafts(part)]
    found = sorted_by_heading(merged([*asked, *entries(report, asked)]))
    found = told_behind(report, found)
    items = answered(report, labelled(report, found, names_of(report, defined)))
    return Register(
        tuple(waiting(items)),
        tuple(judgements(report)),
        defined,
        tuple(findings(report)),
        tuple(assessments(report)),
        tuple(meetings(report)),
        tuple(statistics(report)),
        tuple(totals(report)),
        tuple(events(report)),
    )


def register_of(reports: Sequence[Report]) -> Register:
    """The records of several reports as one register; no two items share an identifier."""
    return combine(told_apart([extract(report) for report in reports], reports))
