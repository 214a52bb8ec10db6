"""The words of a sentence as a gate compares them: words by stem, dates and numbers by value."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from corpus.piece import DATE, dates, fold
from index.terms import stem

Kind = Literal["word", "number", "date", "often", "mark"]

_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
_PARTS = {"half": "1/2", "halves": "1/2", "quarter": "1/4", "quarters": "1/4", "thirds": "1/3",
          "twice": "2x", "double": "2x", "doubled": "2x"}  # fmt: skip
_MONTHS = tuple(name.casefold() for name in calendar.month_name if name)
_MONTH = "|".join(_MONTHS)
_SEASON = "spring|summer|autumn|winter"
_OFTEN = {"dai": "day", "daili": "day", "week": "week", "month": "month", "quarter": "quarter",
          "year": "year", "annual": "year", "hour": "hour", "shift": "shift"}  # fmt: skip
_DATE = re.sub(r"\(\?P<\w+>", "(?:", DATE.pattern)
_WRITTEN = re.compile(
    rf"""(?P<full>{_DATE})
    |(?:(?P<end>end\s+of\s+)?(?P<mon>{_MONTH})\s+(?P<monyear>20\d\d)\b)
    |(?:(?P<season>{_SEASON})\s+(?P<seasonyear>20\d\d)\b)
    |(?P<fiscal>\b20\d\d\s?[/–-]\s?(?:20)?\d\d\b(?![/\d]))
    |(?P<year>\b(?:19|20)\d\d\b(?![\d,.]*\d))
    |(?P<monthonly>\b(?:january|february|april|june|july|august|september|october|november|december|(?<=in\s)march|(?<=in\s)may)\b)
    |(?P<often>\b(?:daily|weekly|fortnightly|monthly|quarterly|yearly|annually|annual|once\s+an?\s+(?:day|week|month|year)
        |(?:each|every|per|(?<=\btwice\s)an?|(?<=\btimes\s)an?)\s+(?:day|week|month|quarter|year|hour)(?!-)\b))
    |(?P<number>£?\d[\d,]*(?:\.\d+)?(?:\s?(?:%|per\s?cent\b))?)
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
    """What is compared: a stem, a number, a date as `2025-09-30`, `2025-09`, `2025` or `-09`."""

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
    return tuple(one for found in _WRITTEN.finditer(text) for one in _lexemes(found))


def _lexemes(found: re.Match[str]) -> Iterator[Lexeme]:
    text = found[0]
    if found["full"]:
        day = next(iter(dates(text)), None)
        yield Lexeme("date", text, day.isoformat() if day else fold(text))
    elif found["mon"]:
        yield Lexeme("date", text, _month(found["mon"], found["monyear"], end=bool(found["end"])))
    elif found["season"]:
        yield Lexeme("date", text, f"{found['seasonyear']}-{fold(found['season'])}")
    elif found["fiscal"]:
        first, last = re.split(r"\s?[/–-]\s?", text)
        yield Lexeme("date", text, f"{first}/{last[-2:]}")
    elif found["year"]:
        yield Lexeme("date", text, text)
    elif found["monthonly"]:
        yield Lexeme("date", text, f"-{_MONTHS.index(fold(text)) + 1:02}")
    elif found["often"]:
        unit = re.sub(r"^(?:once an?|each|every|per|an?) ", "", fold(text))
        yield Lexeme("often", text, _OFTEN.get(stem(unit), stem(unit)))
    elif found["number"]:
        yield Lexeme("number", text, _number(text))
    elif found["word"]:
        yield _word(text)
    else:
        yield Lexeme("mark", text, text)


def _month(name: str, year: str, *, end: bool) -> str:
    number = _MONTHS.index(fold(name)) + 1
    if not end:
        return f"{year}-{number:02}"
    last = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}.get(number, 31)
    return f"{year}-{number:02}-{last}"


def _number(text: str) -> str:
    share = "%" if re.search(r"%|per\s?cent", text, re.IGNORECASE) else ""
    bare = re.sub(r"[^\d.]", "", text).rstrip(".")
    return ("£" if text.startswith("£") else "") + bare + share


def _word(text: str) -> Lexeme:
    low = fold(text)
    if low in _UNITS:
        return Lexeme("number", text, str(_UNITS.index(low)))
    if low in _TENS:
        return Lexeme("number", text, str(20 + 10 * _TENS.index(low)))
    if low in _ORDINALS:
        return Lexeme("number", text, f"{1 + _ORDINALS.index(low)}th")
    if low in _PARTS:
        return Lexeme("number", text, _PARTS[low])
    return Lexeme("word", text, stem(low))


def dated(asked: str, held: str) -> bool:
    """Whether a date is one held or a coarser telling of it.

    >>> dated("2025-09", "2025-09-30"), dated("-09", "2025-09-30"), dated("2025-09-30", "2025-09")
    (True, True, False)
    """
    if asked.startswith("-"):
        return held[4:7] == asked
    return held == asked or (held.startswith(asked) and held[len(asked) : len(asked) + 1] == "-")
