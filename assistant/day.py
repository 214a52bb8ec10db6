"""A date as it is printed here, and a day as a question names it: of a month, or a feast."""

from __future__ import annotations

import re
from datetime import date


def uk(day: date) -> str:
    """A date in UK order.

    >>> uk(date(2025, 11, 3))
    '3 November 2025'
    """
    return f"{day.day} {day:%B %Y}"


NAMED_DAY = re.compile(
    r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of)? "
    r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
)
"""A day of a month that a folded question names, with or without the year."""


def is_day(day: date, named: re.Match[str]) -> bool:
    """Whether a date is of a day that was named.

    >>> is_day(date(2026, 3, 11), NAMED_DAY.search("what was decided on 11 march?"))
    True
    """
    return day.day == int(named["day"]) and f"{day:%b}".casefold() == named["month"]


_FEAST = re.compile(
    r"\b(?P<feast>christmas(?: day| eve)?|boxing day|new year['’]?s? (?:day"
    r"|eve))(?: (?P<year>20\d\d))?\b",
    re.IGNORECASE,
)
_FEASTS = {
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "new years eve": (12, 31),
    "new year eve": (12, 31),
}
_GONE = re.compile(r"\b(?:was|were|had|did)\b", re.IGNORECASE)
"""Asks for what is over."""


def spelt_out(text: str, day: date) -> str:
    """A question with the date put in of a feast that it names; the next one, or the last.

    >>> spelt_out("what is due before Christmas?", date(2026, 3, 1))
    'what is due before 25 December 2026?'
    """

    def told(found: re.Match[str]) -> str:
        name = re.sub("['’]", "", found["feast"].casefold())
        month, number = _FEASTS.get(name, (1, 1) if "new year" in name else (12, 25))
        year = int(found["year"] or day.year)
        if not found["year"]:
            gone = bool(_GONE.search(text))
            year += (date(year, month, number) < day) - gone
        return uk(date(year, month, number))

    return _FEAST.sub(told, text)
