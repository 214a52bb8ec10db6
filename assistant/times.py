"""The days, months and years that a question names."""

from __future__ import annotations

import calendar
import re
from datetime import date

from assistant.numeral import DIGITS
from assistant.period import outside
from corpus.piece import DATE, dates, fold

_MONTHS = {name.casefold(): n for n, name in enumerate(calendar.month_name) if name}
_MONTH_YEAR = re.compile(rf"\b(?P<month>{'|'.join(_MONTHS)})\s+(?P<year>20\d{{2}})\b")
_YEARS = re.compile(r"\b(20\d{2})(?:\s?[-/–]\s?(\d{4}|\d{2}))?\b")
_AS_AT = re.compile(r"\b(?:as at|as of|at|on|by|past due|overdue|still|before)\b")
_ENDED = re.compile(
    r"\b(?:at the end of|as (?:at|of)(?: the)?(?: end of)?) "
    rf"(?P<month>{'|'.join(name[:3] for name in _MONTHS)})[a-z]*\.? (?P<year>20\d\d)\b"
)
_STRETCH = re.compile(
    r"\b(?P<end>first|second|last) (?:(?P<n>\w+) months?|(?P<half>half)|quarter) of (?P<year>20\d\d)\b"
)
"""Months of a year that are named by their place in it."""


def years_in(text: str, today: date) -> tuple[str, ...]:
    """The years that a text names beside those of full dates, of months and of stretches of time.

    >>> years_in("from the 2023/24 set, not that of May 2025", date(2025, 11, 3))
    ('2023', '2024')
    """
    spoken = _MONTH_YEAR.sub(" ", DATE.sub(" ", outside(text, today)))
    found: list[str] = []
    for first, last in _YEARS.findall(spoken):
        found.append(first)
        if last:
            found.append(last if len(last) == 4 else first[:2] + last)
    return tuple(dict.fromkeys(found))


def months_in(text: str) -> tuple[date, date] | None:
    """The first and last day of the month, or of several, that a text names without a day.

    >>> months_in("recs due by end of March 2026")
    (datetime.date(2026, 3, 1), datetime.date(2026, 3, 31))
    >>> months_in("due in the first three months of 2026")
    (datetime.date(2026, 1, 1), datetime.date(2026, 3, 31))
    """
    spoken = DATE.sub(" ", fold(text))
    return _month(spoken) or _stretch(spoken)


def as_at(text: str) -> date | None:
    """The day for which a text wants the status: a full date, or the end of a month.

    >>> as_at("what was overdue at the end of September 2025?"), as_at("due by end of March 2026")
    (datetime.date(2025, 9, 30), None)
    """
    folded = fold(text)
    on = next(iter(dates(text)), None)
    return on if on and _AS_AT.search(folded) else _ended(folded)


def _month(spoken: str) -> tuple[date, date] | None:
    found = _MONTH_YEAR.search(spoken)
    if not found:
        return None
    year, month = int(found["year"]), _MONTHS[found["month"]]
    return date(year, month, 1), _last_day(year, month)


def _stretch(spoken: str) -> tuple[date, date] | None:
    found = _STRETCH.search(spoken)
    if not found or (found["n"] and found["n"] not in DIGITS):
        return None
    year, size = int(found["year"]), int(DIGITS.get(found["n"] or "", 0))
    size = size or (6 if found["half"] else 3)
    first = {"first": 1, "second": size + 1, "last": 13 - size}[found["end"]]
    return date(year, first, 1), _last_day(year, min(first + size - 1, 12))


def _ended(folded: str) -> date | None:
    found = _ENDED.search(folded)
    months = [name[:3] for name in _MONTHS]
    return _last_day(int(found["year"]), months.index(found["month"]) + 1) if found else None


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
