"""What a reader of any format hands to the outline: the pieces of a page, in reading order."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

PieceKind = Literal["heading", "line", "item", "row"]

CARD, ITEM, LABEL, POINT = 10, 20, 30, 40
"""Levels below any printed heading: a finding card, an item, a label, a bulleted run-in head."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, line or paragraph, list item or table row, before sections are known."""

    kind: PieceKind
    text: str
    level: int = 0
    """Depth of a marked heading, from 1; 0 where the format does not mark it."""
    cells: tuple[str, ...] = ()
    """Of a row; empty cells are kept."""
    head: bool = False
    """A row that names the columns under it."""
    gap: bool = True
    """Whether blank space stands before it."""
    bold: bool = False
    label: bool = False
    """A short name of what follows inside a card, such as `Control`."""
    inside: bool = False
    """Whether it stands inside a table cell: then it is no heading."""
    page: int | None = None
    opens: bool = False
    """Whether it is the first row of a table, where the format says where one begins."""
    split: bool = False
    """The first row of a table on a new page: the row before may go on in it."""
    size: float = 0.0
    """Of its type, in points; 0 where the format does not say."""
    slanted: bool = False
    underlined: bool = False

    def with_text(self, text: str) -> Piece:
        """The same piece with other words."""
        return replace(self, text=text)


PAGE_NUMBER = re.compile(r"^(?:page\s+)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?$", re.IGNORECASE)
"""A page number alone on its line."""


MONTHS = "|".join(filter(None, calendar.month_name))
"""The names of the months as alternatives of a pattern, with capitals."""
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"  # UK order: day first
DATE = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{_MONTH})\.?,?\s+(?P<year>\d{{4}})\b"
    r"|\b(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>\d{4}|\d{2})\b"
    r"|\b(?P<iso>\d{4}-\d{2}-\d{2})\b",
    re.IGNORECASE,
)
"""A full date as UK reports print it."""


def dates(text: str) -> list[date]:
    """Every full date in a text, in order; impossible ones are left out.

    >>> dates("due 31 October 2025, moved from 30/9/25")
    [datetime.date(2025, 10, 31), datetime.date(2025, 9, 30)]
    """
    return [day for found in DATE.finditer(text) if (day := _date(found))]


def _date(found: re.Match[str]) -> date | None:
    try:
        if found["iso"]:
            return date.fromisoformat(found["iso"])
        if found["day"]:
            month = "janfebmaraprmayjunjulaugsepoctnovdec".index(found["month"][:3].casefold())
            return date(int(found["year"]), month // 3 + 1, int(found["day"]))
        year = int(found["y"])
        return date(year + 2000 if year < 100 else year, int(found["m"]), int(found["d"]))
    except ValueError:
        return None


_MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\xa0": " "})


def fold(text: str) -> str:
    """Text for comparison: case, quotation marks, dashes and white space folded.

    >>> fold("The  Force’s ‘plan’ – DRAFT")
    "the force's 'plan' - draft"
    """
    return " ".join(text.translate(_MARKS).casefold().split())


_WORD = re.compile(r"[a-z0-9£]+(?:['./,-][a-z0-9]+)*%?")


def words(text: str) -> list[str]:
    """The words of a text, folded.

    >>> words("4P plans: 2.25/26, the Force's")
    ['4p', 'plans', '2.25/26', 'the', "force's"]
    """
    return _WORD.findall(fold(text))


def place_of(force: str) -> str:
    """What a force is called after, folded: one writer's police is another's constabulary.

    >>> place_of("Ambleford Police"), place_of("Ambleford Constabulary")
    ('ambleford', 'ambleford')
    """
    return re.sub(r" (?:police(?: service)?|constabulary)$", "", fold(force))


def is_field(text: str) -> bool:
    """Whether a line is a short `Label: value`.

    >>> is_field("Status: Incomplete"), is_field("The force said: we will review all of it soon.")
    (True, False)
    """
    label, colon, value = text.partition(":")
    return bool(colon) and len(label.split()) <= 4 and len(value) < 80 and not value.endswith(".")
