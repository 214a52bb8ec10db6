"""What a heading says of the items under it: their family, the year of their set, their subject."""

from __future__ import annotations

import re

from corpus.extract.over import told_over
from corpus.extract.part import Part
from corpus.label import NAMED, item_label, list_family


def announced(part: Part) -> str:
    """The family that a section lists, by its heading or, under `New` and its like, the one above."""
    heading = part.section.heading
    under = _NEWS.match(heading) or _TO_WHOM.match(heading)
    return list_family(heading) or (list_family(part.area) if under else "")


_TO_WHOM = re.compile(
    rf"^(?:(?:{'|'.join(NAMED.values())}) )?(?:to|for)(?: the)? (?!consider|note|date\b)\w",
    re.IGNORECASE,
)
"""A heading that says whom those under it are asked of: `For local authorities`."""


_NEWS = re.compile(
    r"^(?:[A-Z]?\d*(?:\.\d+)*[.)]?\s+)?(?:new|open|closed|outstanding|current|brought forward|carried (?:forward|over)"
    r"|previous|earlier|(?:from )?(?:this|the last|today['’]s) meeting)\W*$",
    re.IGNORECASE,
)


def set_of(part: Part, qualifier: str = "") -> str:
    """The year of the report that an item comes from, where its headings name one."""
    years = _YEAR.findall(qualifier) or _YEAR.findall(" ".join(part.section.path[:-1]))
    heading = part.section.heading
    if not years and not item_label(heading):
        years = _YEAR.findall(heading) if list_family(heading) else _OF_YEAR.findall(heading)
    return str(years[-1]) if years else str(part.report.dated.year if part.report.dated else "")


_YEAR = re.compile(r"\b(20\d{2})\b(?!\s*[-/–]\s*\d{2})")
_OF_YEAR = re.compile(
    rf"\b(20\d{{2}}) (?:(?!to\b|and\b)[\w-]+ )?(?:{'|'.join(NAMED.values())})\b", re.IGNORECASE
)
"""The year of items that are not those of the report itself: `Progress on the 2022 actions`."""


def lists_several(part: Part) -> bool:
    """Whether a heading without a number announces several items."""
    heading = part.section.heading
    many = _PLURAL.search(heading) is not None
    listed = sum(block.kind == "item" for block in part.blocks)
    return (many or listed > 1) and not heading.startswith(("a ", "an ", "the "))


_PLURAL = re.compile(r"(?:s|areas for improvement|causes of concern)[:.]?$", re.IGNORECASE)


def area_of(part: Part) -> str:
    """The heading that says what an item concerns: its own, or the one above a label or list."""
    heading = part.section.heading
    if item_label(heading) or list_family(heading) or _GENERIC.match(heading):
        return part.area
    return heading


_GENERIC = re.compile(r"^(?:risks?|findings?|implications?|grade|summary|detail|background|\W*\d*\W*)$", re.IGNORECASE)  # fmt: skip


def short_heading(heading: str) -> str:
    """The name that opens a heading.

    >>> short_heading("Table 2: Fleet and Fuel Cards, 8.24/25 (opinion: partial)")
    'Fleet and Fuel Cards'
    """
    words = _TABLE_NUMBER.sub("", re.sub(r"^[\dA-Z]{1,3}(?:\.\d+)*[.)]\s+", "", heading))
    return re.split(r"[,(:]| [–-] ", words)[0].strip()


_TABLE_NUMBER = re.compile(
    r"^(?:table|part|list|schedule) (?:\d{1,2}|[A-Z])\s*[:.–-]\s*(?=\w)", re.IGNORECASE
)
"""`Table 2: Custody`: what a numbered table is called by stands behind its number."""


def says_no_topic(heading: str) -> bool:
    """Whether a heading tells what a table is, or how its items stand, not what they are about.

    >>> says_no_topic("Table 2: Open actions"), says_no_topic("Table 2: Fleet")
    (True, False)
    """
    heading = _TABLE_NUMBER.sub("", heading)
    kinds = (item_label(heading), list_family(heading), _GENERIC.match(heading))
    return any(
        (*kinds, told_over(heading)[0], _NEWS.match(heading), _NAMES_A_TABLE.search(heading))
    )


_NAMES_A_TABLE = re.compile(
    rf"\b(?:tables?|appendix|annex|schedule|summary|tracker|logs?|registers?|follow[ -]?up|findings?|{'|'.join(NAMED.values())})\b",
    re.IGNORECASE,
)
