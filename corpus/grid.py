"""A table row of any format -> pieces: a row of cells, or a card's label and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from corpus.label import item_label
from corpus.look import is_caps
from corpus.piece import LABEL, Piece

_LABEL_LENGTH = 40
_CARD_CELLS = 3
"""A row with more filled cells is a line of a grid even where a cell holds paragraphs."""
_PAIR = 2
"""Cells of a name and what it names; a form may set several side by side."""
_RUN_IN = 60
"""Characters: the longest bold head of a paragraph, and the shortest text that it can head."""

Cell = Sequence[Piece]
"""The paragraphs and points of a cell."""
RowSort = Literal["", "head", "named", "labelled"]
"""`head` names columns, `named` stands under such a head, `labelled` opens with its own name."""


def row_pieces(
    cells: Sequence[Cell], sort: RowSort = "", *, page: int | None = None
) -> list[Piece]:
    """The pieces of one row; empty cells are kept, a row without words is none.

    A labelled row of four cells is two rows: `Lead, Head of Estates, Finish by, 5 May 2026`.
    """
    filled = [cell for cell in cells if cell]
    if not filled:
        return []
    if len(cells) == 1:
        return list(cells[0])
    if sort == "labelled" and len(cells) > _PAIR:
        pairs = [cells[n : n + _PAIR] for n in range(0, len(cells), _PAIR)]
        return [piece for pair in pairs for piece in row_pieces(pair, sort, page=page)]
    several = len(filled) <= _CARD_CELLS and any(len(cell) > 1 for cell in cells)
    if several and sort not in {"head", "named"}:
        return [_told(part, cells, page) for cell in cells for part in cell]
    flat = tuple(" ".join(part.text for part in cell) for cell in cells)
    text, label = "\t".join(flat), sort == "labelled"
    return [Piece("row", text, cells=flat, head=sort == "head", label=label, page=page)]


def _told(part: Piece, cells: Sequence[Cell], page: int | None) -> Piece:
    opens = [cell[0] for cell in cells if cell and (cell is cells[0] or len(cell) > 1)]
    caps = part in opens and is_caps(part.text)
    label = (caps or part in cells[0][:1]) and len(part.text) < _LABEL_LENGTH
    return replace(part, label=label, gap=True, inside=True, bold=False, page=page or part.page)


def boxes(piece: Piece) -> list[Piece]:
    """A line of tick boxes as an item for each, with its label; any other piece as it is."""
    if not piece.text.startswith(("☐", "☒")):
        return [piece]
    found = re.findall(r"[☒☐][^☒☐]*", piece.text)
    return [
        replace(piece, kind="item", text=" ".join(words.split()), bold=False) for words in found
    ]


_FIELD = re.compile(
    r"^(?:(?:action |responsible )?owner|lead|to|for|by(?: when)?|due|deadline|target date"
    r"|status|priority)$",
    re.IGNORECASE,
)
"""Names of an item's fields, which head nothing."""


_REFERENCE = re.compile(r"[A-Z]{1,5}[ /-]?\d{1,3}")


def run_in(bold: str, rest: str, piece: Piece) -> list[Piece]:
    """A paragraph that opens in bold, as its head and the text that it heads.

    A bold item label (`Recommendation 2`) is left where it stands: its kind is told by its words.
    """
    head, text = bold.strip().rstrip(":.").strip(), rest.lstrip(" :")
    closed = bold.rstrip().endswith((":", ".")) or rest.lstrip().startswith(":")
    short = 2 <= len(head) <= _RUN_IN <= len(text)
    plain = bool(re.match(r"[A-Z0-9].*[\w)?*]$", head)) and (closed or text[:1].isupper())
    if _REFERENCE.fullmatch(head) and not closed:  # `<b>SR5</b> Failure of the system: score 16`
        return [piece]
    if not (short and plain) or item_label(head) or _FIELD.match(head):
        return [piece]
    heading = replace(piece, kind="heading", text=head, level=LABEL, bold=False)
    return [heading, replace(piece, text=text, gap=False, bold=False)]
