"""How a briefing words things: quotations, dates, lists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from corpus.passages import sentences
from corpus.records import Field
from corpus.report import Report, Span

SHORT = 45
"""Words up to which a sentence is quoted whole; of a longer one its beginning is."""
_TYPOGRAPHIC = str.maketrans({"“": '"', "”": '"'})


def quoted(field: Field, limit: int = SHORT) -> str:
    """The first sentence of a field in quotation marks; three points outside if it goes on."""
    words = " ".join(field.span.quote.split())
    value = " ".join(field.value.split())
    text = value if value in words else words
    first = _first_sentence(text)
    parts = first.split()
    if len(parts) > limit:
        return f"“{' '.join(parts[:limit])}” …"
    return f"“{first}”" + (" …" if len(first) < len(text) else "")


def plain(value: str) -> str:
    """A printed value that is shown without quotation marks: in it none may open or close."""
    return " ".join(value.translate(_TYPOGRAPHIC).split())


def sentence_at(report: Report, span: Span) -> Span:
    """The whole sentence, list item or row in which a place lies; the place if it is longer."""
    section = report.by_id[span.section]
    for unit in sentences(section, section.blocks):
        if unit.start <= span.start < unit.end:
            return Span.of(report, section, unit.start, max(unit.end, span.end))
    return span


def uk(day: date) -> str:
    """A date as UK readers write it.

    >>> uk(date(2025, 11, 3))
    '3 November 2025'
    """
    return f"{day.day} {day:%B %Y}"


def listed(names: Sequence[str]) -> str:
    """Names with commas and a last `and`.

    >>> listed(["1", "3", "4"])
    '1, 3 and 4'
    """
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def many(number: int, noun: str, nouns: str = "") -> str:
    """A number with its noun.

    >>> many(1, "report"), many(2, "report")
    ('1 report', '2 reports')
    """
    return f"{number} {noun if number == 1 else nouns or noun + 's'}"


def _first_sentence(text: str) -> str:
    for place, char in enumerate(text[:-1]):
        following = text[place + 1 :].lstrip()[:1]
        if char in ".;" and text[place + 1] == " " and place > 20 and following.isupper():
            return text[: place + 1]
    return text
