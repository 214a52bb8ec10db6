"""Rows of pieces: which are heads, which continue, which are cards told as tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, zip_longest

from corpus.label import item_label
from corpus.piece import DATE, Piece

_LONG = 120
"""A cell with more characters is prose: its row is a card, not a line of a grid."""
_SHORT, _CUT = 60, 6
_CARD_CELLS = 3
"""A row with more filled cells is a line of a grid, however long they are."""
_REFERENCE = re.compile(r"(?:[A-Z]{1,6}[ /-]?)?\d{1,3}(?:[./-]\d{1,3})*[a-z]?")
"""The number of an item, as a term that its words explain."""


def tables(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with each run of rows read as one table.

    Heads are marked, cells continued on the next row are joined, and a row that is a card
    (a label beside prose) becomes its label and its paragraphs.
    """
    read: list[Piece] = []
    for is_row, rows in _runs(pieces):
        if is_row and read and read[-1].text.endswith(":") and not rows[0].cells[0]:
            read += [_value(row) for row in rows]
        else:
            read += _table(rows) if is_row else rows
    return read


def _runs(pieces: Sequence[Piece]) -> Iterator[tuple[bool, list[Piece]]]:
    """Runs of rows and of other pieces; a head under rows, or another table, opens a run."""
    for is_row, grouped in groupby(pieces, key=lambda piece: piece.kind == "row"):
        run, rows = list(grouped), list[Piece]()
        for n, piece in enumerate(run):
            headed = is_row and piece.head and rows and not rows[-1].head
            if headed or (rows and piece.opens and is_row and _stands_apart(run, n)):
                yield is_row, rows
                rows = []
            rows.append(piece)
        yield is_row, rows


def _stands_apart(run: Sequence[Piece], n: int) -> bool:
    """Whether the table that opens at a row has a head or a width of its own."""
    end = next((m for m in range(n + 1, len(run)) if run[m].opens), len(run))
    rows = run[n:end]
    wide = len(rows[0].cells) != len(run[n - 1].cells)
    return len(rows) > 1 and (wide or _has_head(rows))


def _value(row: Piece) -> Piece:
    """A row under a label that ends in a colon, as a line."""
    text = " ".join(cell for cell in row.cells if cell)
    return Piece("line", text, inside=True, page=row.page)


def _table(rows: list[Piece]) -> list[Piece]:
    if any(map(_is_ticked, rows)):
        parts = [(ticked, list(part)) for ticked, part in groupby(rows, _is_ticked)]
        return [piece for ticked, part in parts for piece in _form_part(part, ticked=ticked)]
    return _grid(rows)


def _form_part(rows: list[Piece], *, ticked: bool) -> list[Piece]:
    return [box for row in rows for box in _boxes(row)] if ticked else _grid(rows)


def _is_ticked(row: Piece) -> bool:
    """Whether a row of a form holds tick boxes."""
    return any(box in row.text for box in "☒☐")


def _grid(rows: list[Piece]) -> list[Piece]:
    rows = _continued(_paired(rows) if _is_form(rows) else rows)
    grid = _has_head(rows)
    if grid and not rows[0].head:
        rows[0] = replace(rows[0], head=True)
    if grid:
        return [_second_head(row, rows[0]) if n == 1 else row for n, row in enumerate(rows)]
    lone = len(rows) == 1
    return [piece for row in rows for piece in _unfolded(row, lone=lone)]


def _paired(rows: Sequence[Piece]) -> list[Piece]:
    """The rows of a form with each name and its value as a row of its own."""
    return [
        replace(row, text="\t".join(pair), cells=pair, head=False, label=True)
        for row in rows
        for pair in zip(row.cells[::2], row.cells[1::2], strict=True)
        if any(pair)
    ]


def _is_form(rows: Sequence[Piece]) -> bool:
    """Whether rows set names and values side by side: `Lead, Head of Estates, Due, 5 May 2026`."""
    if len(rows) < 2 or any(len(row.cells) % 2 or len(row.cells) <= 2 for row in rows):
        return False
    names = [cell for row in rows for cell in row.cells[::2] if cell]
    values = [cell for row in rows for cell in row.cells[1::2]]
    beside = any(all(map(_FIELD.match, row.cells[:4:2])) for row in rows)
    beside = beside and sum(any(map(_FIELD.match, row.cells[::2])) for row in rows) > 1
    apart = len(set(names)) == len(names) and not any(map(_FIELD.match, values))
    return beside and apart and all(map(_NAME.match, names))


_NAME = re.compile(r"[A-Z][A-Za-z'’/&() -]{1,40}[?:]?$")
_OF_FIELD = (
    "action|responsible|lead|senior|first|target|due|completion|original|revised|report|agreed"
    "|current|our|force"
)
_FIELD = re.compile(
    rf"(?:(?:{_OF_FIELD}) )*(?:owner|lead|officer|sro|who|by whom|responsib\w+|date|deadline|due"
    r"|when|by when|target|time ?scale|(?:due|finish(?:ed)?|complete|done|deliver) by|status"
    r"|progress|position|rag|priority(?: score| level)?|rating|grade|risk|source|number|no"
    r"|(?:[a-z]+ )?ref(?:erence)?"
    r"|recommendation|action|accepted|agreed|report|section|theme|category)\W*$",
    re.IGNORECASE,
)
"""Names that forms print beside the fields of an item."""


def _boxes(row: Piece) -> Iterator[Piece]:
    """Each tick box of a form row with the label beside it."""
    for words in re.findall(r"[☒☐][^☒☐]*", " ".join(row.cells)):
        yield Piece("item", " ".join(words.split()), page=row.page)


def _has_head(rows: Sequence[Piece]) -> bool:
    if rows[0].head or rows[0].label:
        return rows[0].head
    first = rows[0].cells
    closed = any(cell.endswith(":") or (cell.endswith(".") and " " in cell) for cell in first)
    short = all(len(cell) < _SHORT for cell in first) and not closed
    alike = [row for row in rows[1:] if len(row.cells) >= len(first) - 1]
    filled = sum(1 for cell in first if cell)
    label = item_label(first[0])
    named = filled >= 2 and (not label or (filled > _CARD_CELLS and not label.number))
    valued = (first[0][:1].isdigit() and not _NUMBERED_NAME.fullmatch(first[0])) or any(
        DATE.search(cell) for cell in first
    )
    again = any(
        cell and n and any(n < len(row.cells) and row.cells[n] == cell for row in rows[1:])
        for n, cell in enumerate(first)
    )
    return short and named and bool(alike) and not (valued or again or _opens_form(first))


_NUMBERED_NAME = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.? [A-Z][A-Za-z ]{2,30}")
"""The name of a column with the number of the item that is told under it: `1.1 Finding`."""


def _opens_form(first: Sequence[str]) -> bool:
    """Whether the first of rows in pairs is a name and its value, not two names of columns.

    `Inspection title, PEEL 2023-25: an inspection`; `Ada Finch (AF), Chief Executive`.
    """
    if len(first) != _PAIR:
        return False
    told = ":" in first[1] or len(first[1].split()) > _NAMING
    return told or bool(_INITIALLED.search(first[0]))


_PAIR, _NAMING = 2, 6
"""Cells of a name and its value; the most words of the name of a column."""
_INITIALLED = re.compile(r"[a-z]\s+\([A-Z]{2,4}\)$")
"""A person with the letters by which minutes name them."""


def _continued(rows: Sequence[Piece]) -> list[Piece]:
    """Rows whose values stand under labels that end in a colon, joined to them."""
    joined: list[Piece] = []
    waiting: list[int] = []
    for row in rows:
        if waiting and not row.cells[0] and not row.head:
            cells = _filled(list(joined[-1].cells), row.cells, waiting)
            joined[-1] = _with_cells(joined[-1], cells)
        elif joined and (_runs_on(joined, row) or _is_rest(joined[-1], row)):
            pairs = zip_longest(joined[-1].cells, row.cells, fillvalue="")
            joined[-1] = _with_cells(joined[-1], [" ".join(filter(None, p)) for p in pairs])
        else:
            after = [*row.cells[1:], ":"]
            beside = enumerate(zip(row.cells, after, strict=True))
            waiting = [n for n, (cell, value) in beside if cell[-1:] == ":" == value[-1:]]
            joined.append(row)
    return joined


def _runs_on(rows: Sequence[Piece], row: Piece) -> bool:
    """Whether a row without a first cell holds the second lines of the row above."""
    filled = [n for n, cell in enumerate(row.cells) if cell]
    above = rows[-1].cells
    under = all(n < len(above) and above[n] for n in filled)
    flows = len(rows) > 1 or all(row.cells[n][0].islower() for n in filled)
    return flows and not row.gap and not row.cells[0] and bool(above[0]) and under


def _is_rest(before: Piece, row: Piece) -> bool:
    """Whether a row at the top of a page is the rest of one that the page end has split."""
    if not row.split or row.head or before.head:
        return False
    pairs = [(a, b) for a, b in zip_longest(before.cells, row.cells, fillvalue="") if b]
    flows = [
        bool(a) and (b[0].islower() or (a[-1] not in ".:;?!" and _is_cut(a, b))) for a, b in pairs
    ]
    return bool(pairs) and all(flows) and (not row.cells[0] or row.cells[0][0].islower())


def _is_cut(before: str, after: str) -> bool:
    """Whether a cell without an end is prose that another goes on with."""
    return len(before.split()) > _CUT and len(after.split()) > 1


def _filled(before: list[str], values: Sequence[str], waiting: Sequence[int]) -> list[str]:
    for column, value in enumerate(values):
        if value:
            place = column if column in waiting else waiting[-1]
            before[place] = f"{before[place]} {value}"
    return before


def _second_head(row: Piece, first: Piece) -> Piece:
    """The second row as a head too, when it only divides the last column of the first."""
    last = max(n for n, cell in enumerate(first.cells) if cell)
    divides = [n for n, cell in enumerate(row.cells) if cell]
    return replace(row, head=bool(divides) and min(divides) >= last > 0 and not row.cells[0])


def _with_cells(row: Piece, cells: Sequence[str]) -> Piece:
    return replace(row, cells=tuple(cells), text="\t".join(cells))


def _unfolded(row: Piece, *, lone: bool) -> Iterator[Piece]:
    filled = [cell for cell in row.cells if cell]
    if lone and filled and (groups := _repeated(filled)):
        yield from (_with_cells(row, group) for group in groups)
        return
    prose = len(filled) <= _CARD_CELLS and max(map(len, filled), default=0) >= _LONG
    card = lone or prose or (filled and item_label(filled[0]))
    defined = row.label and len(filled) == 2 and _REFERENCE.fullmatch(filled[0])
    if defined or not card:
        yield row
        return
    for place, cell in enumerate(filled):
        label = place == 0 and len(cell) < _SHORT
        yield Piece("line", cell, gap=True, label=label, inside=True, page=row.page)


def _repeated(cells: Sequence[str]) -> list[Sequence[str]]:
    """The groups of a lone row that sets words and their meanings side by side.

    `1, Urgent, Act at once on this. 2, Routine, Act in the normal course.`
    """
    for size in (2, 3):
        groups = [cells[n : n + size] for n in range(0, len(cells), size)]
        words = [len(cell.split()) for group in groups for cell in group[:-1]]
        whole = len(groups) > 1 and len(cells) % size == 0
        prose = all(len(group[-1].split()) >= _PROSE for group in groups)
        if whole and prose and max(words) < _PROSE and ":" not in "".join(cells):
            return groups
    return []


_PROSE = 4
"""Words of a cell that tells what the short ones before it mean, at least."""
