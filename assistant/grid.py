"""Tables of reports that ask for nothing: measures, forces, levels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from corpus.extract.field import column_kind
from corpus.extract.part import Part, parts
from corpus.extract.table import Table, tables
from corpus.passages import told
from corpus.piece import fold
from corpus.report import Block, Report, Span
from index.search import Hit
from index.terms import stem_set

_KEPT = 256
"""Reports whose tables are remembered."""
_MEANING = re.compile(r"\bmean|\bdefinition|\bexplanation|^(?:the |main )?risks?$")
"""Columns of tables that explain words, or tell risks."""
_CAPTION = 25
"""Words of the longest line that says what a table shows."""
RAG = re.compile(r"\bb?rag\b", re.IGNORECASE)
_COLOURS = {"r": "red", "a": "amber", "g": "green", "b": "blue"}
"""Letters by which a column called RAG tells how things stand."""


@dataclass(frozen=True)
class Grid:
    """A table with names of columns that asks for nothing: measures, forces, levels."""

    part: Part
    table: Table

    @cached_property
    def place(self) -> frozenset[str]:
        """Stems of its report, heading and columns."""
        path = " ".join(self.part.section.path)
        report = self.part.report
        named = f"{report.title} {report.kind} {report.publisher} {path}"
        return stem_set(f"{named} {self.caption} {self.names}")

    @cached_property
    def caption(self) -> str:
        """The short line over the table, which says what it shows; empty where there is none."""
        before = [b for b in self.part.section.blocks if b.end <= self.table.heads[0].start]
        line = self.part.section.words(before[-1]) if before else ""
        last = line.rsplit(". ", 1)[-1]
        tells = before and before[-1].kind in {"label", "paragraph"}
        return last if tells and len(last.split()) <= _CAPTION else ""

    @cached_property
    def names(self) -> str:
        """Its columns' names."""
        return " ".join(self.table.names)

    @cached_property
    def values(self) -> dict[int, dict[int, str]]:
        """What each row has in each column, folded, by where the row starts.

        The letter of a colour is told as the colour.
        """
        rag = {n for n, name in enumerate(self.table.names) if RAG.search(name)}
        return {
            row.start: {
                n: _COLOURS.get(fold(cell.value), fold(cell.value))
                if n in rag
                else fold(cell.value)
                for n, cell in self.part.cells(row).items()
            }
            for row in self.table.rows
        }

    def named(self, row: Block) -> str:
        """The first cell of a row, which names it, or the one behind its number."""
        cells = self.part.cells(row)
        cell = cells.get(1 if column_kind(self.table.names[0]) == "number" else 0)
        return cell.value if cell else ""

    def told(self, row: Block) -> str:
        """A row with each cell under its column's name."""
        return told(self.part.section, row)

    def span(self, row: Block) -> Span:
        """Where a row stands."""
        return Span.of(self.part.report, self.part.section, row.start, row.end)


class Tables:
    """The tables of some reports, each report's read when it is first come upon."""

    def __init__(self, reports: Mapping[str, Report]) -> None:
        self._of = lru_cache(maxsize=_KEPT)(lambda key: tuple(grids(reports[key])))

    def near(self, hits: Sequence[Hit]) -> tuple[Grid, ...]:
        """The tables of the reports that search came upon."""
        keys = dict.fromkeys(hit.passage.report for hit in hits)
        return tuple(grid for key in keys for grid in self._of(key))


def grids(report: Report) -> Iterator[Grid]:
    """The tables of a report whose first column names what the others tell."""
    for part in parts(report):
        for table in tables(part):
            meant = any(_MEANING.search(fold(name)) for name in table.names)
            several = len(table.names) > 1 and len(table.rows) > 1
            if table.heads and several and not (table.asks or meant):
                yield Grid(part, table)
