"""A date as it is printed here, and a day of a month as a question names it."""

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
