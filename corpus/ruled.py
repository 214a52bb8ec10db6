"""Ruled tables of a PDF page: where their cells are, and which words stand in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from corpus.drawing import Edge
from corpus.glyphs import Sheet, Word
from corpus.rules import Box, open_grids

_SNAP = 3.0
"""Edges closer than this many points are one."""
_STACK = 40.0
"""Tables of one width closer than this are read one after the other."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A box of a ruled table."""

    box: Box
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruled table: rows of cells; None where a cell of another row or column reaches."""

    box: Box
    rows: tuple[tuple[Cell | None, ...], ...]

    @property
    def words(self) -> frozenset[Word]:
        """Every word that stands in it."""
        return frozenset(w for row in self.rows for cell in row if cell for w in cell.words)


def ruled(sheet: Sheet) -> list[Ruled]:
    """The ruled tables of a page from top to bottom; boxes around prose are none."""
    edges = _visible(sheet)
    boxed = sum(edge.upright for edge in edges) > 1 and len(edges) > 3
    found = [_table(cells, sheet.words) for cells in (_grids(edges) if boxed else [])]
    found = [table for table in found if _is_table(table)]
    free = [e for e in edges if not any(_holds(table.box, e) for table in found)]
    across = [_table(cells, sheet.words) for cells in open_grids(free, sheet.words)]
    tables = sorted([*found, *filter(_is_table, across)], key=lambda t: _area(t.box))
    kept: list[Ruled] = []
    for table in tables:
        inner = [other for other in kept if table.words & other.words]
        if all(_in_one_cell(other, table) for other in inner):
            kept.append(_without(table, inner))
    return _stacked(sorted(kept, key=lambda table: (round(table.box[1] / _SNAP), table.box[0])))


def _holds(box: Box, edge: Edge) -> bool:
    across = edge.x0 > box[0] - _SNAP and edge.x1 < box[2] + _SNAP
    return across and edge.top > box[1] - _SNAP and edge.bottom < box[3] + _SNAP


def _in_one_cell(inner: Ruled, outer: Ruled) -> bool:
    """Whether a table stands in one cell of another, as a count in one of the boxes of a page."""
    cells = [cell for row in outer.rows for cell in row if cell]
    return any(inner.words <= set(cell.words) for cell in cells) and len(cells) > 1


def _without(table: Ruled, inner: Sequence[Ruled]) -> Ruled:
    """A table without the words of those that stand in its cells."""
    taken = frozenset[Word]().union(*(other.words for other in inner))
    rows = (
        tuple(
            cell and Cell(cell.box, tuple(w for w in cell.words if w not in taken)) for cell in row
        )
        for row in table.rows
    )
    return Ruled(table.box, tuple(rows))


def _stacked(tables: Sequence[Ruled]) -> list[Ruled]:
    """The tables with each put after the one of its width that ends close above it."""
    ordered: list[Ruled] = []
    for table in tables:
        place = next((n for n, other in enumerate(ordered) if _tops(other, table)), len(ordered))
        ordered.insert(place + 1, table)
    return ordered


def _tops(upper: Ruled, lower: Ruled) -> bool:
    apart = (upper.box[0] - lower.box[0], upper.box[2] - lower.box[2])
    return max(map(abs, apart)) < _SNAP and -_SNAP < lower.box[1] - upper.box[3] < _STACK


def _visible(sheet: Sheet) -> list[Edge]:
    """The edges without those of panels as large as the page."""
    wide, high = sheet.width * 0.99, sheet.height * 0.9
    return [e for e in sheet.edges if e.x1 - e.x0 < wide and e.bottom - e.top < high]


def _grids(edges: Iterable[Edge]) -> list[list[Box]]:
    """Boxes that the edges enclose, by table."""
    from pdfplumber import table  # noqa: PLC0415 (a heavy import)

    lines = [
        {
            "x0": e.x0, "x1": e.x1, "top": e.top, "bottom": e.bottom,
            "width": e.x1 - e.x0, "height": e.bottom - e.top,
            "orientation": "v" if e.upright else "h", "object_type": "line",
        }
        for e in edges
    ]  # fmt: skip
    merged = table.merge_edges(lines, _SNAP, _SNAP, _SNAP, _SNAP)
    crossings = table.edges_to_intersections(merged, _SNAP, _SNAP)
    cells = table.intersections_to_cells(crossings)
    return cast("list[list[Box]]", table.cells_to_tables(cells))


def _table(boxes: Sequence[Box], words: Sequence[Word]) -> Ruled:
    lefts = sorted({box[0] for box in boxes})
    rows = []
    for top in sorted({box[1] for box in boxes}):
        row = {box[0]: box for box in boxes if box[1] == top}
        rows.append(tuple(_cell(row.get(left), words) for left in lefts))
    box = (lefts[0], min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    return Ruled(box, tuple(rows))


def _cell(box: Box | None, words: Sequence[Word]) -> Cell | None:
    if box is None:
        return None
    return Cell(box, tuple(word for word in words if _inside(word, box)))


def _inside(word: Word, box: Box) -> bool:
    middle, height = (word.x0 + word.x1) / 2, word.y - word.size * 0.3
    return box[0] <= middle < box[2] and box[1] <= height < box[3]


def _is_table(table: Ruled) -> bool:
    """Whether two cells stand beside each other, words in both or an empty box to fill in."""
    for row in table.rows:
        cells = [cell for cell in row if cell and cell.box[2] - cell.box[0] > 12]
        if len(cells) > 1 and any(cell.words for cell in cells):
            return True
    return False


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
