"""Deadlines as printed, and the last day on which each falls."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from corpus.extract.part import piece_of
from corpus.piece import DATE, dates
from corpus.register import Field

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905 (reads best so)
_MONTH = re.compile(
    r"\b(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)[\s.,'’/-]{1,3}(?P<year>20\d\d|\d\d)\b",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    r"\b(?:q(?:uarter\s*|tr\s*)?(?P<n>[1-4])|(?P<word>first|second|third|fourth|final) quarter)"
    r"(?:\s*(?:of|in|,|-|–))?(?:\s*(?:the|fy|financial year))*\s*(?P<year>20\d\d|\d\d)\s*[/–-]\s*\d{2,4}\b",
    re.IGNORECASE,
)
_YEAR_END = re.compile(
    r"\bend of (?:the )?(?:(?:financial year|fy)\s*)?(?P<year>20\d\d)\s*[/–-]\s*\d{2,4}"
    r"|\bend of (?:the )?(?:calendar year )?(?P<whole>20\d\d)\b(?!\s*[/–-]\s*\d)",
    re.IGNORECASE,
)
_NO_DATE = (
    r"(?:with )?immediate(?:ly)?(?: effect)?|tb[acd]\b|(?:to be|not (?:yet )?)(?: ?(?:agreed|confirmed|determined|decided|advised|settled|fixed))"
    r"|at once|on-?\s?going|no date(?: set| agreed)?|not (?:set|stated)|as soon as possible|asap"
)
WHEN = re.compile(
    rf"{DATE.pattern.replace('?P<', '?P<w_')}|{_MONTH.pattern.replace('?P<', '?P<m_')}"
    rf"|{_QUARTER.pattern.replace('?P<', '?P<q_')}|{_YEAR_END.pattern.replace('?P<', '?P<e_')}"
    rf"|\b(?:early |late |mid-?)?(?:spring|summer|autumn|winter) (?:of )?20\d\d\b|\b(?:{_NO_DATE})",
    re.IGNORECASE,
)
"""A deadline in any of the forms that reports print, dates and the lack of one."""
_NAMED_MONTH = (
    r"(?-i:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
SPOKEN = re.compile(
    rf"(?:{WHEN.pattern}"
    rf"|\b(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? )?{_NAMED_MONTH}\b(?!\.?,?\s*\d)"
    r"|\b(?:early |late |mid-?)?(?:spring|summer|autumn|winter)\b"
    r"|\bend of (?:the|this|next) (?:week|month|quarter|year|financial year)\b"
    r"|\b(?:christmas|easter|new year)\b|\b(?:next|following) (?:\w+ )?meeting\b)",
    re.IGNORECASE,
)
"""A deadline as a sentence tells it behind `by`: with no year, by a season, by a meeting."""
PERIOD = (
    r"within (?:the next |a further )?(?:\d{1,2}|an?|one|two|three|four|five|six|nine|ten|twelve|eighteen)"
    r" (?:weeks?|months?|years?)"
)
"""A deadline as a span of time: `within six months`."""
BY_DAY = re.compile(
    rf"\W*(?:by|due(?: (?:on|by|in))?|expected(?: (?:in|by|on))?|target|was due(?: on)?|from|starting)\W+(?P<when>(?:the )?(?:end of )?(?:{SPOKEN.pattern}))\W*",
    re.IGNORECASE,
)
"""A day with the words before it that say what it is: `due by 5 May 2026`."""
_REVISED = re.compile(
    r"\b(?:revised|extended|moved|changed|now|new date|slipped|re-?scheduled)\b", re.IGNORECASE
)
_FORMER = re.compile(r"\b(?:original(?:ly)?|was|previous(?:ly)?|first|from)\b", re.IGNORECASE)


def due(words: str) -> date | None:
    """The last day of a printed deadline: a date, or the end of a month, quarter or year.

    >>> due("By 31 October 2025"), due("Oct-25"), due("end of Q3 2025/26")
    (datetime.date(2025, 10, 31), datetime.date(2025, 10, 31), datetime.date(2025, 12, 31))
    >>> due("TBC"), due("Q3 2025"), due("within six months")
    (None, None, None)
    """
    if days := dates(words):
        return days[0]
    if found := _QUARTER.search(words):
        words_of = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4}
        quarter = int(found["n"] or words_of[found["word"].casefold()])
        months = (int(found["year"]) % 100 + 2000) * 12 + 3 + quarter * 3
        return _month_end((months - 1) // 12, (months - 1) % 12 + 1)
    if found := _MONTH.search(words):
        month = _MONTHS.index(found["month"][:3].casefold()) + 1
        return _month_end(int(found["year"]) % 100 + 2000, month)
    if found := _YEAR_END.search(words):
        year = found["year"]
        return date(int(year) + 1, 3, 31) if year else date(int(found["whole"]), 12, 31)
    return None


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def in_turn(deadline: Field) -> tuple[Field, ...]:
    """A deadline cell as its deadlines: the one that holds last, those it replaces before it.

    `31 March 2025 (revised to 30 June 2025)` holds two.
    """
    found = list(WHEN.finditer(deadline.value))
    if len(found) < 2 or not due(found[0][0]):
        return (deadline,)
    told = [piece_of(deadline, m.start(), m.end()) for m in found]
    if len(found) == 2 and deadline.value[found[0].end() : found[1].start()].strip() in {"/", ""}:
        return tuple(told)
    before = deadline.value[: found[0].start()], deadline.value[found[0].end() : found[1].start()]
    if _REVISED.search(before[0]) or (_FORMER.search(before[1]) and not _REVISED.search(before[1])):
        return tuple(reversed(told))
    return tuple(told) if _REVISED.search(before[1]) or _FORMER.search(before[0]) else (deadline,)


def parted(owner: Field) -> tuple[Field | None, Field | None]:
    """An owner's cell as the owner and the deadline that stands under the name in it."""
    found = list(WHEN.finditer(owner.value)) or list(_SPOKEN_LAST.finditer(owner.value))
    if not found:
        return owner, None
    start, end = found[-1].span()
    before = owner.value[:start].rstrip(" ,;:|/–-([\n")
    before = before.removesuffix(" by").removesuffix(" due").rstrip(" ,;:|/–-([\n")
    if owner.value[end:].strip(" .)];|"):
        after = owner.value[end:].lstrip(" ,;:|/–-\n")
        who = piece_of(owner, len(owner.value) - len(after), len(owner.value))
        return (who, piece_of(owner, start, end)) if not before else (owner, None)
    day = piece_of(owner, start, end)
    return (piece_of(owner, 0, len(before)) if before else None), day


_SPOKEN_LAST = re.compile(rf"(?:(?<=\bby )|(?<=, ))(?:the )?{SPOKEN.pattern}\W*$", re.IGNORECASE)
"""A day without a year that ends a cell: `DCC Purvis, by 28 November`."""
