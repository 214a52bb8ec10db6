"""A paragraph of a Word document with its look, and what it is told as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.grid import boxes, run_in
from corpus.look import is_caps
from corpus.piece import LABEL, Piece
from corpus.scale import Typed, levels


@dataclass(frozen=True, slots=True)
class Told:
    """A paragraph with what is known of its look."""

    text: str
    bold_text: str
    """The words in bold that it opens with."""
    level: int
    """Of a heading style, 0 of none."""
    listed: bool
    size: float
    slanted: bool = False
    underlined: bool = False
    framed: bool = False
    """Whether it stands alone in a box, as the headings of forms do."""

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return bool(self.text) and self.bold_text == self.text


def is_labelled(cells: Sequence[Sequence[Told]]) -> bool:
    """Whether a row is a name in bold and what it names."""
    if len(cells) != 2 or not all(any(told.text for told in cell) for cell in cells):
        return False
    name, value = (all(told.bold for told in cell if told.text) for cell in cells)
    return name and not value


def heading_levels(parts: Sequence[Told | list[Piece]]) -> list[int]:
    """Heading levels by look, for a document without heading styles."""
    told = {
        n: Typed(part.text, part.size, part.bold, True, part.slanted, part.underlined)  # noqa: FBT003 (the gap of a paragraph)
        for n, part in enumerate(parts)
        if isinstance(part, Told) and part.text and not part.listed
    }
    framed = {n for n in told if _is_boxed_head(parts[n])}
    free = {n: typed for n, typed in told.items() if n not in framed}
    found = dict(zip(free, levels(list(free.values())), strict=True))
    if framed:  # what stands in a box of its own heads what stands free
        found = {n: level + (0 < level < LABEL) for n, level in found.items()}
    return [1 if n in framed else found.get(n, 0) for n in range(len(parts))]


def _is_boxed_head(part: Told | list[Piece]) -> bool:
    if not isinstance(part, Told) or not part.framed or part.text[-1] in ".;:,":
        return False
    return part.bold or is_caps(part.text)


def told_pieces(told: Told, level: int, *, gap: bool) -> list[Piece]:
    """A heading, a line, an item, boxes, or a bold head and the text under it."""
    if told.level or level:
        return [Piece("heading", told.text, told.level or level)]
    piece = Piece("item" if told.listed else "line", told.text, gap=gap, bold=told.bold)
    if told.listed or told.bold or not told.bold_text:
        return boxes(piece)
    return run_in(told.bold_text, told.text[len(told.bold_text) :].strip(), piece)


def with_number(told: Told, number: str) -> Told:
    """A paragraph with the number that Word sets before it."""
    bold = f"{number} {told.bold_text}" if told.bold_text else ""
    return replace(told, text=f"{number} {told.text}", bold_text=bold)


def in_cell(cell: Sequence[Told]) -> list[Piece]:
    """The lines and points of a table cell."""
    found = [Piece("item" if t.listed else "line", t.text, inside=True) for t in cell if t.text]
    return [replace(piece, gap=n > 0) for n, piece in enumerate(found)]
