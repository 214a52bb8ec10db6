"""The fields of an item that stand in brackets: `... (Head of Estates, by 5 May 2026)`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.extract.deadline import BY_DAY, SPOKEN, parted
from corpus.extract.doer import is_initials, is_person, is_post
from corpus.extract.part import piece_of
from corpus.extract.rank import RANKED
from corpus.extract.shown import shown, shown_kind
from corpus.extract.status import is_status
from corpus.register import Field


def ending(field: Field) -> Iterator[tuple[str, Field]]:
    """Owner and date in the bracket that ends a text: `... (Head of Estates, 5 May 2026)`."""
    bracket = _LAST.search(field.value)
    if not bracket:
        return
    inside = piece_of(field, *bracket.span("in"))
    if told := shown(inside) or [one for one in shown_kind(inside) if one[0] in _ALONE]:
        yield from told
        return
    several = list(_SEVERAL.finditer(field.value, *bracket.span("in")))
    if len(several) > 2:  # `[Head of Estates; 5 May 2026; High]`
        yield from _each_kind(field, several)
        return
    who, when = parted(piece_of(field, *bracket.span("in")))
    if when:
        yield "deadline", when
    if who and when and ";" in who.value:  # `Det Supt Ashby; first count by 10 July 2026`
        who = piece_of(who, 0, len(who.value.partition(";")[0].rstrip()))
    named = who and (is_post(who.value) or (when and is_person(who.value)))
    if who and named and (when or len(who.value) < 80):
        yield "owner", who


_ALONE = {"priority", "status"}
"""What a bracket may tell by itself: `... each quarter. (High)`."""
_LAST = re.compile(
    r"\s*[(\[](?P<in>[^()\[\]]{4,120}(?:\([^()]*\)[^()\[\]]*)?)[)\]](?:[.,;]|[,;] (?:and|or))?$"
)
_SEVERAL = re.compile(r"[^;|]*\w[^;|]*")
"""The parts of a bracket that stand between semicolons."""


def by_kind(field: Field) -> Iterator[tuple[str, Field]]:
    """The fields that a bracket tells by what its parts are: `Head of Estates, by 5 May 2026`."""
    yield from _each_kind(field, list(re.finditer(r"[^;|,]*\w[^;|,]*", field.value)))


def _each_kind(field: Field, parts: Sequence[re.Match[str]]) -> Iterator[tuple[str, Field]]:
    """Parts of a bracket by what they are: a day, a rank, a post or a person."""
    for part in parts:
        words = part[0].strip()
        if SPOKEN.fullmatch(words):
            yield "deadline", piece_of(field, *part.span())
        elif RANKED.fullmatch(words) or re.fullmatch(r"\d", words):
            yield "priority", piece_of(field, *part.span())
        elif day := BY_DAY.fullmatch(words):
            start = part.start() + part[0].index(words)
            yield "deadline", piece_of(field, start + day.start("when"), start + day.end("when"))
        elif is_post(words) or is_person(words) or is_initials(words):
            yield "owner", piece_of(field, *part.span())
        elif is_status(words):
            yield "status", piece_of(field, *part.span())


def bracketed(point: Field) -> Iterator[tuple[str, Field]]:
    """The fields that a bracket tells inside a point: `(Owner: DCC Purvis; due 9 January 2026)`."""
    for bracket in BRACKET.finditer(point.value):
        for kind, found in (
            ("owner", _OWNED.search(bracket[0])),
            ("deadline", _DUE.search(bracket[0])),
            ("deadline", _NOW.search(bracket[0])),
            ("priority", _RANKED.search(bracket[0])),
        ):
            if found:
                start = bracket.start() + found.start("value")
                yield kind, piece_of(point, start, start + len(found["value"]))


def tagged(field: Field) -> tuple[Field, str, list[tuple[str, Field]]] | None:
    """The words before a bracket that tells nothing but a reference and fields, and what it tells.

    `... was agreed. [25/15 DCC Hallam, 28 November]`, `... (Action: Head of Estates, by 5 May)`.
    """
    found = _TAG.search(field.value)
    if not found or not found.start() or not (found["number"] or found["name"]):
        return None
    told = piece_of(field, *found.span("in"))
    fields = list(by_kind(told))
    if len(fields) < len(re.findall(r"[^;|,]*\w[^;|,]*", told.value)):
        return None
    named = any(kind == "owner" for kind, _ in fields)
    return (piece_of(field, 0, found.start()), found["number"] or "", fields) if named else None


def parts_by_kind(field: Field) -> list[tuple[str, Field]]:
    """The fields of a line of nothing but such, with bars between: `Insp Farrow | Due June 2026`."""
    parts = re.findall(r"[^|]*\w[^|]*", field.value)
    told = list(by_kind(field)) if len(parts) > 1 and ":" not in field.value else []
    return told if len(told) == len(parts) else []


_TAG = re.compile(
    r"\s*[(\[](?:(?P<name>action)\b[: ]*)?(?P<number>[A-Z]{0,5}[ /-]?\d{1,4}(?:[/.-]\d{1,4})+|[A-Z]{1,5}[ /-]?\d{1,3})?"
    r"[\s:,;.–-]*(?P<in>[^()\[\]]{2,120})[)\]]\.?$",
    re.IGNORECASE,
)
"""A bracket behind what was agreed."""
BRACKET = re.compile(r"[(\[][^()\[\]]{4,140}[)\]]")
_OWNED = re.compile(
    r"\b(?:owner|lead|sro|responsible)\s*:\s*(?P<value>[^;)\]]{2,80})", re.IGNORECASE
)
_DUE = re.compile(
    r"\b(?:due|by|target|deadline)\s*:?\s+(?:by\s+)?(?P<value>[^;)\]]{3,40})", re.IGNORECASE
)
_NOW = re.compile(r"(?<=[;,(] )(?P<value>immediately|ongoing|with immediate effect)", re.IGNORECASE)
_RANKED = re.compile(r"\b(?:priority|graded|rated):?\s+(?P<value>\w+)", re.IGNORECASE)
