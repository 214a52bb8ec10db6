"""The words of a sentence as a gate compares them: words by stem, dates and numbers by value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from assistant.quantity import (
    ABOUT,
    SHARE,
    SPAN,
    SPELT,
    number_of,
    share_of,
    span_of,
)
from corpus.piece import DATE, MONTHS, dates, fold
from index.terms import stem

Kind = Literal["word", "number", "date", "often", "mark"]

_MONTH = MONTHS.casefold()
_MONTHS = tuple(_MONTH.split("|"))
_SEASON = "spring|summer|autumn|winter"
_OFTEN = {"dai": "day", "daili": "day", "week": "week", "month": "month", "quarter": "quarter",
          "three months": "quarter", "twelve months": "year", "two weeks": "fortnight",
          "fortnightli": "fortnight", "six months": "half year", "six-monthly": "half year",
          "twice yearly": "half year", "twice-yearly": "half year", "twice a year": "half year", "year": "year", "annual": "year", "hour": "hour",
          "shift": "shift"}  # fmt: skip
_DATE = re.sub(r"\(\?P<\w+>", "(?:", DATE.pattern)
_LEADS = ("in", "of", "by", "since", "until", "from", "before", "after")
_LED = "(?:" + "|".join(rf"(?<={word}\s)" for word in _LEADS) + ")"
"""Before `may` and `march`, that they are months."""
_WRITTEN = re.compile(
    rf"""(?P<full>{_DATE})
    |(?:(?P<end>end\s+of\s+)?(?P<mon>{_MONTH})\s+(?P<monyear>20\d\d)\b)
    |(?:(?P<season>{_SEASON})\s+(?:of\s+)?(?P<seasonyear>20\d\d)\b)
    |(?P<fiscal>\b20\d\d\s?[/–-]\s?(?:20)?\d\d\b(?![/\d]))
    |(?P<year>\b(?:19|20)\d\d\b(?![\d,.]*\d))
    |(?P<monthonly>\b(?:(?!march|may)(?:{_MONTH})|{_LED}(?:march|may))\b)
    |(?P<often>\b(?:daily|weekly|fortnightly|monthly|quarterly|yearly|annually|annual|once\s+an?\s+(?:day|week|month|year)
        |twice[-\s]yearly|six-monthly|twice\s+a\s+year|every\s+(?:three|six|twelve)\s+months|every\s+two\s+weeks
        |(?:each|every|per|(?<=\btwice\s)an?|(?<=\btimes\s)an?)\s+(?:day|week|month|quarter|year|hour)(?!-)\b))
    |(?P<span>{ABOUT}{SPAN})
    |(?P<share>{ABOUT}{SHARE})
    |(?P<number>{ABOUT}(?:£?\d[\d,]*(?:\.\d+)?(?:\s?(?:%|per\s?cent\b)|m\b|\s(?:million)\b)?|{SPELT}))
    |(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)
    |(?P<mark>[;:,.()“”"?!–—])""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One word, number, date or mark of a sentence."""

    kind: Kind
    text: str
    """As written."""
    value: str
    """What is compared: a stem, a number such as `25`, `25%`, `~25` or `2 day`, a date as
    `2025-09-30`, `2025-09`, `2025` or `-09`."""

    @property
    def low(self) -> str:
        """As written, folded."""
        return fold(self.text)

    @property
    def is_value(self) -> bool:
        """Whether it is a number, a date or how often."""
        return self.kind in {"number", "date", "often"}


@cache
def lexemes(text: str) -> tuple[Lexeme, ...]:
    """The words, values and marks of a text, in order.

    >>> [one.value for one in lexemes("Seven of the 25 by the end of May 2025, weekly")]
    ['7', 'of', 'the', '25', 'by', 'the', '2025-05-31', ',', 'week']
    """
    return tuple(_lexeme(found) for found in _WRITTEN.finditer(text))


def _lexeme(found: re.Match[str]) -> Lexeme:
    text = found[0]
    day = _day(found)
    if day:
        return Lexeme("date", text, day)
    if found["often"]:
        unit = re.sub(r"^(?:once an?|each|every|per|an?) ", "", fold(text))
        return Lexeme("often", text, _OFTEN.get(unit, _OFTEN.get(stem(unit), stem(unit))))
    for kind, read in (("span", span_of), ("share", share_of), ("number", number_of)):
        if found[kind]:
            return Lexeme("number", text, read(text))
    return Lexeme("word", text, stem(fold(text))) if found["word"] else Lexeme("mark", text, text)


def _day(found: re.Match[str]) -> str:
    """A date as it is compared; empty where there is none."""
    text = found[0]
    if found["full"]:
        day = next(iter(dates(text)), None)
        return day.isoformat() if day else fold(text)
    if found["mon"]:
        return _month(found["mon"], found["monyear"], end=bool(found["end"]))
    if found["season"]:
        return f"{found['seasonyear']}-{fold(found['season'])}"
    if found["fiscal"]:
        first, last = re.split(r"\s?[/–-]\s?", text)
        return f"{first}/{last[-2:]}"
    if found["monthonly"]:
        return f"-{_MONTHS.index(fold(text)) + 1:02}"
    return text if found["year"] else ""


def _month(name: str, year: str, *, end: bool) -> str:
    number = _MONTHS.index(fold(name)) + 1
    if not end:
        return f"{year}-{number:02}"
    last = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}.get(number, 31)
    return f"{year}-{number:02}-{last}"


def dated(asked: str, held: str) -> bool:
    """Whether a date is one held or a coarser telling of it.

    >>> dated("2025-09", "2025-09-30"), dated("-09", "2025-09-30"), dated("2025-09-30", "2025-09")
    (True, True, False)
    """
    if asked.startswith("-"):
        return held[4:7] == asked or held == asked
    return held == asked or (held.startswith(asked) and held[len(asked) : len(asked) + 1] == "-")
