"""Columns whose figures do not add up to the total that is printed under them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.conflict.seen import Seen
from corpus.passages import table_head
from corpus.piece import fold
from corpus.records import Field
from corpus.register import Conflict
from corpus.report import Block, Report, Section, Span

_TOTAL = re.compile(r"^(?:(?:grand |overall )?totals?|sum|all|overall)\b(?! (?:of which|other))")
_PART_OF = re.compile(r"\b(?:of which|including|sub-?totals?|totals?)\b")
"""A row that counts again what another counts."""
_CHOSEN = re.compile(r"\b(?:main|largest|biggest|top|selected|some|examples?|including|most)\b")
"""A heading over rows that are not all there are."""
_NO_SUM = re.compile(
    r"%|\bper\b|\b(?:average|mean|median|rates?|share|proportion|percent\w*|time|days?|hours?"
    r"|minutes|ratio|target|rank|score|year|date|ref|number|no)\b"
)
"""A column whose figures are not summed."""
_FIGURE = re.compile(r"£?(?P<number>\d[\d,]*(?:\.(?P<part>\d+))?)(?P<unit>m|k|bn)?")
_LEAST = 2
"""Rows that make a sum."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """A figure of a column."""

    name: str
    """Of its row."""
    number: float
    places: int
    """Digits after the point."""
    unit: str
    field: Field


def sums(seen: Seen) -> Iterator[Conflict]:
    """A total under a column that is not what its rows add up to, rounding aside."""
    for report in seen.reports:
        for section in report.sections:
            for is_row, blocks in groupby(section.blocks, key=lambda block: block.kind == "row"):
                rows = list(blocks) if is_row else []
                if len(rows) > _LEAST and not _CHOSEN.search(fold(section.heading)):
                    yield from _of_table(report, section, rows)


def _of_table(report: Report, section: Section, rows: Sequence[Block]) -> Iterator[Conflict]:
    *parts, last = rows
    names = [fold(section.words(row).split("\t")[0]) for row in rows]
    if not _TOTAL.search(names[-1]) or any(_PART_OF.search(name) for name in names[:-1]):
        return
    heads = table_head(section, last)
    columns = section.words(heads[0]).split("\t") if heads else []
    for place in range(1, len(section.words(last).split("\t"))):
        column = columns[place] if place < len(columns) else ""
        total = _cell(report, section, last, place)
        cells = [_cell(report, section, row, place) for row in parts]
        held = [cell for cell in cells if cell]
        if total and len(held) == len(cells) and not _NO_SUM.search(fold(column)):
            yield from _checked(column, total, held)


def _checked(column: str, total: _Cell, cells: Sequence[_Cell]) -> Iterator[Conflict]:
    found, places = sum(cell.number for cell in cells), max(c.places for c in (*cells, total))
    slack = len(cells) / 2 / 10**places if places or total.unit else 0.0
    if len({cell.unit for cell in (*cells, total)}) > 1 or abs(found - total.number) <= slack:
        return
    told = ", ".join(f"{cell.name} {cell.field.value}" for cell in cells)
    note = (
        f"the table prints a total of {total.field.value}{f' ({column})' if column else ''}; "
        f"its rows add up to {found:,.{places}f}{total.unit} ({told})"
    )
    sides = (total.field, *(cell.field for cell in cells))
    yield Conflict("", "sum", sides, "total", note)


def _cell(report: Report, section: Section, row: Block, place: int) -> _Cell | None:
    """The figure of a row in a column; None where there is none."""
    cells = section.words(row).split("\t")
    value = cells[place].strip() if place < len(cells) else ""
    found = _FIGURE.fullmatch(value)
    if not found:
        return None
    start = row.start + len("\t".join(cells[:place])) + 1 + cells[place].index(value)
    field = Field(value, Span.of(report, section, start, start + len(value)))
    number = float(found["number"].replace(",", ""))
    return _Cell(cells[0].strip(), number, len(found["part"] or ""), found["unit"] or "", field)
