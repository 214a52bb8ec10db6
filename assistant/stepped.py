"""A question moved to another time: `and the year before?`, `what about Q2?`."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable

from corpus.piece import fold

_NAMES = [name for name in calendar.month_name if name]
_MONTH = "|".join(f"{name}|{name[:3]}" for name in _NAMES)
_YEAR = r"(?P<first>20\d\d)(?:(?P<bar>[/–-])(?:20)?(?P<last>\d\d)\b)?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_TIME = re.compile(
    rf"\b(?:(?:q|quarter )(?P<quarter>[1-4])\b(?:,? (?:of )?{_YEAR})?"
    rf"|(?:{_DAY} )?(?P<month>{_MONTH})\b(?:,? {_YEAR.replace('P<', 'P<m_')})?"
    rf"|{_YEAR.replace('P<', 'P<y_')})",
    re.IGNORECASE,
)
_STEP = re.compile(
    r"^(?:the |a |one )?(?:(?P<unit>year|quarter|month) (?P<way>before|earlier|after|later)"
    r"|(?P<way2>previous|last|preceding|prior|next|following) (?P<unit2>year|quarter"
    r"|month))(?: (?:that|it|this|then))?$"
)
_ONE = re.compile(
    r"^(?:the |in |for )*(?P<time>.+?)(?: (?:one|figures?|numbers?))?$", re.IGNORECASE
)


def stepped(new: str, asked: str, told: str) -> str:
    """A question with its time moved by a step, or put for the one that is named; else empty.

    A time that the question does not name is that of the answer `told`.

    >>> stepped("the year before that", "How many thefts in 2025/26?", "")
    'How many thefts in 2024/25?'
    >>> stepped("the quarter before", "999 calls answered, Q1 2025/26?", "")
    '999 calls answered, Q4 2024/25?'
    >>> stepped("a year before", "How many visits are overdue?", "23 in May 2026.")
    'How many visits are overdue in May 2025?'
    >>> stepped("the april one", "What was agreed at the meeting on 21 May 2026?", "")
    'What was agreed at the meeting on april 2026?'
    """
    if step := _STEP.match(fold(new)):
        forward = (step["way"] or step["way2"]) in {"after", "later", "next", "following"}
        unit, by = step["unit"] or step["unit2"], 1 if forward else -1
        return _put(asked, told, lambda time: _moved(time, unit, by))
    named = _ONE.match(new)
    time = _TIME.fullmatch(named["time"]) if named else None
    return (
        _put(asked, "", lambda old: _beside(time, old)) or _at_end(asked, time[0]) if time else ""
    )


def _put(asked: str, told: str, change: Callable[[re.Match[str]], str]) -> str:
    """A question with each of its times changed; of one without any, that of the answer."""
    if _TIME.search(asked):
        changed = _TIME.sub(lambda old: change(old) or old[0], asked)
        return changed if changed != asked else ""
    old = max(_TIME.finditer(told), key=_year_of, default=None)
    time = change(old) if old else ""
    return _at_end(asked, time) if time else ""


def _year_of(time: re.Match[str]) -> int:
    """The year of a time, 0 where it has none: of several told the latest is spoken of."""
    return max(
        (int(time[part]) for part in ("first", "m_first", "y_first") if time[part]), default=0
    )


def _at_end(asked: str, time: str) -> str:
    return f"{asked.rstrip(' ?.')} in {time}?"


def _moved(time: re.Match[str], unit: str, by: int) -> str:
    """A time so many years, quarters or months on; empty where it names none such."""
    year = next((time[name] for name in ("first", "m_first", "y_first") if time[name]), "")
    if unit == "year":
        return _in_year(time[0], time, by) if year else ""
    if unit == "quarter" and time["quarter"]:
        number = int(time["quarter"]) + by
        over = (number > 4) - (number < 1)
        told = re.sub(r"[1-4]", str((number - 1) % 4 + 1), time[0], count=1)
        return _in_year(told, time, over) if over and year else told
    if unit == "month" and time["month"]:
        number = _number(time["month"]) + by
        over = (number > 12) - (number < 1)
        told = time[0].replace(time["month"], _NAMES[(number - 1) % 12], 1)
        return _in_year(told, time, over) if over and year else told
    return ""


def _in_year(told: str, time: re.Match[str], by: int) -> str:
    """The words of a time with its year, or both of a financial one, moved."""
    for part in ("", "m_", "y_"):
        if first := time[f"{part}first"]:
            last = time[f"{part}last"]
            whole = f"{int(first) + by}" + (
                f"{time[f'{part}bar']}{(int(last) + by) % 100:02d}" if last else ""
            )
            place = told.index(first)
            old = first + (told[place + 4 : told.index(last, place + 4) + 2] if last else "")
            return told.replace(old, whole, 1)
    return told


def _beside(new: re.Match[str], old: re.Match[str]) -> str:
    """A time put for an old one of its kind, which may lend it its year; else empty."""
    for kind, year in (("quarter", "first"), ("month", "m_first")):
        if new[kind] and old[kind]:
            rest = old[0].partition(old[kind])[2] if not new[year] else ""
            return f"{new[0]}{rest}"
    if new["y_first"]:
        for part in ("", "m_", "y_"):
            if first := old[f"{part}first"]:
                start = old.start(f"{part}first") - old.start()
                return f"{old[0][:start]}{new[0]}" if first else ""
    return ""


def _number(month: str) -> int:
    return next(
        n for n, name in enumerate(_NAMES, start=1) if fold(name).startswith(fold(month)[:3])
    )
