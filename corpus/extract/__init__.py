"""Report -> the records of the register, by structure and by terms of the field."""

from __future__ import annotations

from corpus.extract.ask import drafts
from corpus.extract.definition import definitions
from corpus.extract.draft import merged
from corpus.extract.item import labelled
from corpus.extract.judgement import GRADES, judgements
from corpus.extract.reply import answered
from corpus.register import Register, combine
from corpus.report import Report

__all__ = ["GRADES", "combine", "extract"]


def extract(report: Report) -> Register:
    """The records of one report."""
    found = [draft for section in report.sections for draft in drafts(report, section)]
    items = labelled(report, merged(found))
    items = [answered(report, item, items) for item in items]
    return Register(tuple(items), tuple(judgements(report)), tuple(definitions(report)))
