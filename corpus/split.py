"""Ruled tables of a PDF that go on over a page end, and how their rows open."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.layout import Grid
from corpus.ruled import Cell


def is_labelled(row: Sequence[Cell | None]) -> bool:
    """Whether a row is a name in bold and what it names."""
    cells = [cell for cell in row if cell]
    filled = len(cells) == 2 and all(cell.words for cell in cells)
    return filled and is_bold(cells[0]) and not is_bold(cells[1])


def rows_left(grid: Grid, before: Grid | None) -> Sequence[tuple[Cell | None, ...]]:
    """The rows of a table without the title and head repeated from the page before."""
    rows = grid.table.rows
    if before is None or not follows(grid, before) or len(rows) < 2:
        return rows
    heads = [_words_in(row) for row in before.table.rows[:2]]
    titled = sum(1 for cell in rows[0] if cell) == 1
    goes_on = not (rows[1][0] and rows[1][0].words) if titled else True
    return rows[1:] if goes_on and _words_in(rows[0]) in heads else rows


def follows(grid: Grid, before: Grid) -> bool:
    """Whether a table stands where one goes on: on the next page, or in the next column."""
    if before.sheet.number == grid.sheet.number:
        return before.table.box[2] <= grid.table.box[0]
    return before.sheet.number + 1 == grid.sheet.number


def _words_in(row: Sequence[Cell | None]) -> list[str]:
    return [word.text for cell in row if cell for word in cell.words]


def is_bold(cell: Cell) -> bool:
    """Whether all that a cell holds is bold."""
    return all(word.bold for word in cell.words)
