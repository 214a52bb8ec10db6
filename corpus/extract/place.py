"""Where in a report an ask stands: its family, set, area and speaker by its headings."""

from __future__ import annotations

import re

from corpus.label import FAMILIES
from corpus.passages import table_head
from corpus.piece import fold
from corpus.report import Block, Report, Section

RESPONSE = re.compile(r"response|reply|comment", re.IGNORECASE)
SPEAKERS = {
    "the Force": r"\bforce\b|chief constable|management",
    "the PCC": r"\bpcc\b|commissioner",
}


_YEAR = re.compile(r"\b(20\d{2})\b(?!\s*[-/–]\s*\d{2})")


def family_of(report: Report, section: Section, block: Block) -> str:
    """The family of a table row: named by its heading or column heads, else by the report's kind."""
    heads = " ".join(section.words(head) for head in table_head(section, block))
    said = fold(f"{section.heading} {heads}")
    for family, terms in FAMILIES.items():
        long = "|".join(term for term in terms.split("|") if len(term) > 4)
        if family != "action" and re.search(rf"\b(?:{long})\b", said, re.IGNORECASE):
            return family
    return "management action" if "audit" in report.kind else "action"


def set_of(report: Report, section: Section) -> str:
    """The year of the report that an item comes from, where its headings name one."""
    years = _YEAR.findall(" ".join(section.path[:-1]))
    if years:
        return str(years[-1])
    return str(report.dated.year) if report.dated else ""


def area_of(section: Section) -> str:
    """The heading above its own."""
    return section.path[-2] if len(section.path) > 1 else ""


def speaker_of(section: Section) -> str:
    """Who speaks in a section, by the innermost heading that says so."""
    for heading in reversed(section.path):
        for who, says in SPEAKERS.items():
            if re.search(says, fold(heading)):
                return who
    return ""
