"""Counts that a report prints of its own rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.extract.part import Part, parts
from corpus.extract.table import Table, tables
from corpus.label import NAMED
from corpus.passages import sentences
from corpus.piece import MONTHS, fold
from corpus.register import Total
from corpus.report import PROSE, Report

_WORDS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()  # noqa: SIM905 (reads best so)
_N = rf"(?:{'|'.join(_WORDS)}|\d{{1,3}})"
_LONG = "|".join(NAMED.values())
_UNIT = rf"(?:{_LONG}|actions?|AFIs?|findings?|controls?|areas?(?: of policing)?)"
_COUNT = re.compile(
    rf"(?<![\w.£/-])(?P<n>{_N})(?:\s+of\s+(?:the|these|those|our|its)?\s*(?P<of>{_N}))?\s+"
    rf"(?P<what>(?:(?!(?:{_N}|of|and|or|the|in|to|by|for|has|have|is|are|was|were|day|days|week|weeks|month|months|year|years)\b)[\w-]+[\s,]+){{0,4}}?)(?P<unit>{_UNIT})\b(?=(?P<after>[^.;]{{0,140}}))",
    re.IGNORECASE,
)
_EACH = re.compile(
    rf"(?P<list>(?:{_N}\s+[\w-]+(?:,\s*|\s+and\s+|\s+))+)(?P<rest>(?:priority\s+|graded\s+)?(?P<unit>{_UNIT}))\b",
    re.IGNORECASE,
)
_PAIR = re.compile(rf"(?P<n>{_N})\s+(?P<what>(?!of\b|priority\b)[\w-]+)", re.IGNORECASE)
_REST = re.compile(
    rf"\b(?:the )?(?:remaining|other)\s+(?P<n>{_N})\s+(?P<after>(?:are|were|is|was|have|has|had|remain)[^.;]{{3,100}})",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"^[\s,]*(?:(?:which|that|all of which)\b[^,]*,\s*)?(?P<verb>(?:have|has|had|are|is|was|were|isn|aren|haven|hasn|remain|relate|met|closed|complete)\b.*)",
    re.IGNORECASE,
)
_MONTH = re.compile(MONTHS, re.IGNORECASE)
"""A number before a month is a day, not a count."""
_CELL = re.compile(r"^(?P<n>\d{1,3})(?:\s*\((?P<of>\d{1,3})\))?\*?$")


def totals(report: Report) -> Iterator[Total]:
    """The counts of items, findings, controls and areas, in reading order."""
    for part in parts(report):
        yield from _told(part)
        for table in tables(part):
            yield from _counted(part, table)


def number(words: str) -> int:
    """A number in words or digits.

    >>> number("four"), number("12")
    (4, 12)
    """
    said = fold(words)
    return int(said) if said.isdigit() else _WORDS.index(said)


def _told(part: Part) -> Iterator[Total]:
    blocks = [b for b in part.blocks if b.kind in PROSE]
    for unit in sentences(part.section, blocks):
        words = part.section.text[unit.start : unit.end]
        yield from _in_sentence(part, unit.start, words)


def _in_sentence(part: Part, start: int, words: str) -> Iterator[Total]:
    listed = [m for m in _EACH.finditer(words) if len(_PAIR.findall(m["list"])) > 1]
    last = ""
    for found in listed:
        for pair in _PAIR.finditer(words, found.start("list"), found.end("list")):
            span = part.field(start + found.start(), start + found.end()).span
            yield Total(part.report.id, pair["what"], number(pair["n"]), None, found["unit"], span)
        last = found["unit"]
    for found in _COUNT.finditer(words):
        dated = _MONTH.match(found["what"])
        if dated or any(m.start() <= found.start() < m.end() for m in listed):
            continue
        last = found["unit"]
        of = number(found["of"]) if found["of"] else None
        what = " ".join(f"{found['what']} {_state(found['after'])}".split()).strip(" ,")
        span = part.field(start + found.start(), start + found.end("unit")).span
        yield Total(part.report.id, what, number(found["n"]), of, last, span)
    if last and (rest := _REST.search(words)):
        span = part.field(start + rest.start(), start + rest.end()).span
        yield Total(part.report.id, rest["after"].strip(), number(rest["n"]), None, last, span)


def _state(after: str) -> str:
    """What is said of the things counted: `have been completed`."""
    clause = re.split(rf"\band\s+(?={_N}\b)", after)[0]
    aside = re.sub(r"^,[^,]*(?:,[^,]*)*?,\s*(?=(?:have|has|haven|are|aren|were|is)\b)", " ", clause)
    found = _VERB.match(aside)
    return found["verb"] if found else ""


def _counted(part: Part, table: Table) -> Iterator[Total]:
    """Tables of counts: a number under each name, or beside each."""
    named = f"{part.section.heading} {' '.join(table.names)}"
    unit = re.search(_UNIT, named, re.IGNORECASE)
    if not unit or (table.asks and not _all_counts(part, table)):
        return
    for row in table.rows:
        cells = part.cells(row)
        for place, cell in cells.items():
            found = _CELL.match(cell.value)
            if not found or place == 0 or place >= len(table.names):
                continue
            first = cells[0].value if 0 in cells else ""
            plain = fold(table.names[place]) in {"number", "count", "total", "no", "no."}
            what = (
                first
                if plain
                else " ".join(dict.fromkeys([table.names[place], *([first] if first else [])]))
            )
            of = int(found["of"]) if found["of"] else None
            span = part.whole(row).span
            own = re.search(_UNIT, table.names[place], re.IGNORECASE)
            yield Total(part.report.id, what, int(found["n"]), of, (own or unit)[0], span)


def _all_counts(part: Part, table: Table) -> bool:
    """Whether every cell but the first of each row is a number."""
    cells = [c for row in table.rows for n, c in part.cells(row).items() if n]
    return bool(cells) and all(_CELL.match(cell.value) for cell in cells)
