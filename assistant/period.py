"""The days that a question names as those between which something falls due: `after 3 November`."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.conflict.printed import NUMBERS
from corpus.piece import fold

_NAMES = {n: m for m, n in enumerate(calendar.month_name) if n}
_MONTH = "|".join(f"{n[:3]}(?:{n[3:]})?" for n in map(str.casefold, _NAMES)) + "|sept"
_COUNTS = NUMBERS[1:13]
_COUNT = rf"\d{{1,3}}|{'|'.join(_COUNTS)}|a|couple of|few"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"20\d\d"
_UNITS = r"days?|weeks?|fortnights?|months?|quarters?|years?"
_WHEN = (
    r"(?:the )?(?:(?P<edge>end|close|start|beginning)(?: of)?[ -])?(?:the |this |calendar )*(?:"
    rf"(?P<day>{_DAY})(?: of)? (?P<month>{_MONTH})\b\.?(?:,? (?P<year>{_YEAR}))?"
    rf"|(?P<month2>{_MONTH})\b(?: (?P<day2>{_DAY})\b(?!\d))?(?:,? (?P<year2>{_YEAR}))?"
    r"|(?P<iso>20\d\d-\d\d-\d\d)|(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>\d{4}|\d\d)\b"
    rf"|(?P<place>first|second|third|fourth|last) (?:(?P<size>{_COUNT}) months?|(?P<half>half)|quarter)"
    rf" of (?P<year3>{_YEAR})|(?:quarter |q)(?P<q>[1-4])(?: of)? (?P<year4>{_YEAR})"
    rf"|(?P<rel>this|next|coming|last|current|previous) (?P<unit>week|month|quarter|(?:financial )?year)\b"
    rf"|(?P<fy>{_YEAR})[-/](?:20)?\d\d\b|(?P<year5>{_YEAR})\b|(?P<own>(?:financial |calendar )?year|month|week)\b"
    r"|(?P<now>today|now)\b|(?P<morrow>tomorrow)\b)"
)
_AT = re.compile(_WHEN)
_REPORT = re.compile(
    r"\W*(?:['’]?s )?(?:\w+ ){0,2}?(?:meetings?|reports?|audits?|inspections?|minutes|sessions?|papers?|visits?"
    r"|publications?|responses?|reviews?|committee|board|peel|recommendations?|recs|actions?|set)\b"
)
"""What a time may name: then it says which report is meant, not when something is due."""
_UNTIL = r"on or before|(?:no|not) later than|not after|by|until|till|up to|up until|through to"
_BEFORE = r"before|earlier than|prior to|sooner than|ahead of"
_AFTER = r"after|later than|beyond|following|since|past"
_FROM = (
    r"from|starting|(?:on|in) or after|(?:no|not) (?:earlier|sooner) than|not before|onwards from"
)
_IN = r"in|during|on|for|within|at|of"
_RANGE = re.compile(
    rf"\b(?:between|from) (?=(?P<first>{re.sub('[?]P<[a-z0-9]+>', '?:', _WHEN)}))(?P=first) (?:and|to|until|till|up to|-) (?P<rest>.*)"
)
_BOUND = re.compile(
    rf"\b(?:(?P<until>{_UNTIL})|(?P<before>{_BEFORE})|(?P<after>{_AFTER})|(?P<from>{_FROM})|(?P<in>{_IN}|due|deadlines?|dates?)) "
    r"(?P<rest>.*)"
)
_AHEAD = re.compile(
    rf"\b(?:(?:in|within|over|during|for) (?:the )?(?P<way>next|coming|following|last|past|previous)? ?(?P<n>{_COUNT})?"
    rf" ?(?P<unit>{_UNITS})(?: or so)?)\b(?! (?:of|effect|ago))"
)
_DUE = re.compile(
    r"\b(?:recommendations?|recs?|actions?|items?|afis?|ones) (?:(?:were|are|was|is|set|given) )+for\b|\bdue\b|\bdeadlines?\b|\bdate[ds]?\b|\bfall(?:s|ing)?\b|\bfell\b|\bland(?:s|ing)?\b|\btarget|\btimescales?\b"
    r"|coming up|\bexpir\w+|\bcomes? up\b|\bneed(?:s|ed)?\b|\bhave to\b|\bhas to\b|\bhad to\b|\bmust\b|\bshould\b|\bto be\b|\bfor completion\b|\bto do\b|\bto finish\b"
)
"""What says that a time is one by which something has to be done."""
_DATED = re.compile(
    r"\W*(?:(?:(?:due|target|completion) )?(?:dates?|deadlines?|due)\b(?! (?:of|for)\b)"
    r"|(?:set |noted |written |put |listed )?against (?:them|it|their names?|the names?)\b)"
)
"""What follows a time that is a date by which something has to be done."""
_DONE_BY = re.compile(
    r"(?<!should )(?<!should have )(?<!must have )(?<!to )(?<!to have )\b(?:was|were|been|got|is|are|had|have) (?:\w+ )?"
    r"(?:completed?|finished|done|closed|met|implemented|delivered|achieved|signed off|(?!need|requir|expect|want|ask)\w+ed) $"
)
"""Before `by`: what was done by a day, as against what had to be."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time that is named: a day, a month, a quarter, a year."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class _Named:
    """A period, and where in the question it is named."""

    first: date
    last: date
    start: int
    end: int


def period(text: str, day: date, due: Collection[date] = ()) -> tuple[date, date] | None:
    """First and last day between which what is meant falls due; None where none is named.

    Args:
        text: The question.
        day: The day on which it is asked.
        due: The days on which anything falls due: a month without a year is one of theirs.

    >>> period("which are due after 3 November 2025?", date(2026, 1, 1))
    (datetime.date(2025, 11, 4), datetime.date(9999, 12, 31))
    >>> period("actions due in the next 30 days", date(2026, 1, 1))
    (datetime.date(2026, 1, 1), datetime.date(2026, 1, 31))
    >>> period("any with an end of July 2026 deadline?", date(2026, 1, 1))
    (datetime.date(2026, 7, 1), datetime.date(2026, 7, 31))
    >>> period("the actions agreed after the March 2026 meeting", date(2026, 1, 1)) is None
    True
    """
    found = _found(fold(text), day, due)
    return (found.first, found.last) if found else None


def outside(text: str, day: date) -> str:
    """A folded text without the words that name when something falls due.

    >>> outside("2023 recommendations due by 31 March 2026", date(2026, 1, 1))
    '2023 recommendations due  '
    """
    said = fold(text)
    found = _found(said, day, ())
    return f"{said[: found.start]} {said[found.end :]}" if found else said


_AS_AT = re.compile(r"\bas (?:at|of|things stand) (?:today|now)\b")
"""Says for which day status is wanted, not when something falls due."""


def _found(said: str, day: date, due: Collection[date]) -> _Named | None:
    said = _AS_AT.sub(lambda found: " " * len(found[0]), said)
    return (
        _range(said, day, due)
        or _ahead(said, day)
        or _bound(said, day, due)
        or _dated(said, day, due)
    )


def _range(said: str, day: date, due: Collection[date]) -> _Named | None:
    """`between 1 January and 31 March 2026`: a year that the first lacks is the second's."""
    for found in _RANGE.finditer(said):
        end = _AT.match(found["rest"])
        start = _AT.match(found["first"])
        if not end or not start or not _falls(said, found.start(), bare=False):
            continue
        if last := _stretch(end, day, due):
            first = _stretch(start, day, due, year=last.first.year)
            if first and first.first <= last.last and not _REPORT.match(found["rest"][end.end() :]):
                after = found.start("rest") + end.end()
                return _Named(first.first, last.last, found.start(), after)
    return None


def _ahead(said: str, day: date) -> _Named | None:
    """`in the next two months`, `within 30 days`."""
    for found in _AHEAD.finditer(said):
        if not (found["way"] or found["n"]) or not _falls(said, found.start(), bare=False):
            continue
        span = _days(_number(found["n"]), found["unit"])
        back = found["way"] in {"last", "past", "previous"}
        first, last = (day - span, day) if back else (day, day + span)
        return _Named(first, last, found.start(), found.end())
    return None


def _bound(said: str, day: date, due: Collection[date]) -> _Named | None:
    """`by`, `before`, `after`, `from`, `in` some time, or `due` on it."""
    for found in _bounds(said):
        at = _AT.match(found["rest"])
        if not at or _REPORT.match(found["rest"][at.end() :]):
            continue
        loose = bool(found["in"] or found["from"] or found["after"])
        if not _falls(said, found.start(), bare=not loose):
            continue
        if found["until"] and _DONE_BY.search(said[: found.start()]):
            continue
        when = _stretch(at, day, due)
        if when:
            first, last = _between(found, when, edged=bool(at["edge"]))
            return _Named(first, last, found.start(), found.start("rest") + at.end())
    return None


def _dated(said: str, day: date, due: Collection[date]) -> _Named | None:
    """`an end of July deadline`: a day or month that stands before the word for what it is."""
    for found in _AT.finditer(said):
        told = found["month"] or found["month2"] or found["iso"] or found["d"]
        when = _stretch(found, day, due) if told and _DATED.match(said[found.end() :]) else None
        if when:
            return _Named(when.first, when.last, found.start(), found.end())
    return None


def _bounds(said: str) -> Iterator[re.Match[str]]:
    place = 0
    while found := _BOUND.search(said, place):
        yield found
        place = found.start() + 1


def _between(found: re.Match[str], when: Stretch, *, edged: bool) -> tuple[date, date]:
    if found["until"]:
        return date.min, when.last
    if found["before"]:
        return date.min, when.last if edged else when.first - timedelta(days=1)
    if found["after"]:
        return when.last + timedelta(days=1), date.max
    if found["from"]:
        return when.first, date.max
    return when.first, when.last


def _falls(said: str, place: int, *, bare: bool) -> bool:
    """Whether the words before a time say that something is due then.

    `by` and `before` say it themselves, where anything in the question does; `in` and `from` only
    with such a word close before them.
    """
    if bare:
        return True
    near = " ".join(said[: place + 8].split()[-7:])
    return bool(_DUE.search(near))


def _stretch(
    at: re.Match[str], day: date, due: Collection[date], year: int | None = None
) -> Stretch | None:
    """The time that some words name, or None where there is no such day."""
    try:
        whole = _named(at, day, due, year)
    except ValueError:
        return None
    if whole and at["edge"] in {"start", "beginning"}:
        return Stretch(whole.first, whole.first)
    if whole and at["edge"]:
        return Stretch(whole.last, whole.last) if not at["month2"] else whole
    return whole


def _named(at: re.Match[str], day: date, due: Collection[date], year: int | None) -> Stretch | None:
    if at["month"] or at["month2"]:
        return _of_month(at, day, due, year)
    if at["iso"] or at["d"]:
        return _one(_printed(at))
    if at["place"] or at["q"] or at["fy"] or at["year5"]:
        return _of_year(at)
    if at["now"] or at["morrow"]:
        return _one(day + timedelta(days=1 if at["morrow"] else 0))
    return _relative(at["rel"] or "this", (at["unit"] or at["own"]).split(), day)


def _printed(at: re.Match[str]) -> date:
    if at["iso"]:
        return date.fromisoformat(at["iso"])
    given = int(at["y"])
    return date(given + 2000 if given < 100 else given, int(at["m"]), int(at["d"]))


def _of_year(at: re.Match[str]) -> Stretch:
    """A year, or a part of one that is counted: `the first half of 2026`, `quarter 1 2026`."""
    if at["place"]:
        return _of_place(at)
    if at["q"]:
        return _months(int(at["year4"]), 3 * int(at["q"]) - 2, 3)
    if at["fy"]:
        return Stretch(date(int(at["fy"]), 4, 1), date(int(at["fy"]) + 1, 3, 31))
    return _months(int(at["year5"]), 1, 12)


def _of_month(at: re.Match[str], day: date, due: Collection[date], year: int | None) -> Stretch:
    name = (at["month"] or at["month2"])[:3]
    month = next(m for n, m in _NAMES.items() if n[:3].casefold() == name)
    said = at["year"] or at["year2"]
    given = int(said) if said else year or _likely(month, day, due)
    number = at["day"] or at["day2"]
    if number:
        return _one(date(given, month, int(re.sub(r"\D", "", number))))
    return _months(given, month, 1)


def _likely(month: int, day: date, due: Collection[date]) -> int:
    """The year of a month that is named without one: one in which something is due, the nearest."""
    years = {d.year for d in due if d.month == month} or {day.year - 1, day.year, day.year + 1}
    return min(years, key=lambda y: abs((date(y, month, 15) - day).days))


def _of_place(at: re.Match[str]) -> Stretch:
    year, place = int(at["year3"]), at["place"]
    size = _number(at["size"]) if at["size"] else 6 if at["half"] else 3
    order = ("first", "second", "third", "fourth").index(place) if place != "last" else -1
    return _months(year, 13 - size if order < 0 else order * size + 1, size)


def _relative(way: str, unit: list[str], day: date) -> Stretch:
    step = {"next": 1, "coming": 1, "last": -1, "previous": -1}.get(way, 0)
    if unit[-1] == "week":
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=step)
        return Stretch(monday, monday + timedelta(days=6))
    if unit[0] == "financial":
        start = day.year - (day.month < 4) + step
        return Stretch(date(start, 4, 1), date(start + 1, 3, 31))
    size = {"month": 1, "quarter": 3, "year": 12}[unit[-1]]
    months = day.year * 12 + (day.month - 1) // size * size + step * size
    return _months(months // 12, months % 12 + 1, size)


def _months(year: int, month: int, size: int) -> Stretch:
    end = year * 12 + month + size - 2
    last_year, last = end // 12, end % 12 + 1
    return Stretch(
        date(year, month, 1), date(last_year, last, calendar.monthrange(last_year, last)[1])
    )


def _one(day: date) -> Stretch:
    return Stretch(day, day)


def _number(word: str | None) -> int:
    """A count of days or months that is spelt or written; one where none is said."""
    if not word or word == "a":
        return 1
    if word.isdigit():
        return int(word)
    return _COUNTS.index(word) + 1 if word in _COUNTS else {"few": 3}.get(word, 2)


def _days(count: int, unit: str) -> timedelta:
    sizes: dict[str, Callable[[int], int]] = {
        "day": lambda n: n,
        "week": lambda n: 7 * n,
        "fortnight": lambda n: 14 * n,
        "month": lambda n: round(30.5 * n),
        "quarter": lambda n: round(91.5 * n),
        "year": lambda n: 365 * n,
    }
    return timedelta(days=sizes[unit.rstrip("s")](count))
