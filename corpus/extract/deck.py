"""Finding cards that follow one another in one section, each as a part of its own."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from corpus.extract.field import column_kind, field_kind, is_field_line
from corpus.extract.form import ASKED
from corpus.extract.part import Part, piece_of
from corpus.register import Field
from corpus.report import Block

_TITLE = re.compile(
    r"(?:(?:finding|issue|observation)\s+)?(?P<number>\d{1,2}(?:\.\d{1,2})*)[.):]?\s+(?P<title>[A-Z].{3,110})$",
    re.IGNORECASE | re.DOTALL,
)
"""The number and name that open a card: `2. Checks of what providers report`."""


def cards(part: Part) -> list[Part]:
    """The parts of a section that each hold one labelled ask and end with its fields.

    None where fewer than two do, or where nothing says where one ends.
    """
    asked = [n for n, b in enumerate(part.blocks) if _asks(part, b)]
    ends = [_end(part, one, other) for one, other in pairwise(asked)]
    if not ends or not all(ends):
        return []
    bounds = pairwise([0, *ends, len(part.blocks)])
    return [_of(part, start, end) for start, end in bounds]


def titled(card: Part) -> tuple[str, Field] | None:
    """The number and the name that a card opens with."""
    for block in card.blocks[:2]:
        cells = list(card.cells(block).values())
        for opens in (*cells[:1], *([card.whole(block)] if len(cells) == _PAIR else [])):
            if found := _TITLE.match(opens.value):
                return found["number"], piece_of(opens, *found.span("title"))
    return None


_PAIR = 2
"""Cells of a name and what it names."""


def _asks(part: Part, block: Block) -> bool:
    """Whether a line names what is asked under it, or a row what is asked beside it."""
    cells = list(part.cells(block).values())
    named = block.kind == "label" or (block.kind == "row" and len(cells) == _PAIR)
    return named and ASKED.match(cells[0].value) is not None


def _end(part: Part, asked: int, following: int) -> int:
    """Where the card of one ask ends: behind its last field before the next; 0 if none is told.

    A head behind a field opens the next card.
    """
    last = -1
    for n in range(asked + 1, following):
        if part.blocks[n].kind == "head" and last > 0:
            return last + 1
        last = n if _tells(part, part.blocks[n]) else last
    return last + 1


def _tells(part: Part, block: Block) -> bool:
    cells = list(part.cells(block).values())
    pair = block.kind == "row" and len(cells) == _PAIR
    kind = cells and (field_kind(cells[0].value) or (pair and column_kind(cells[0].value)))
    return (block.kind == "row" and kind in _FIELDS) or is_field_line(part.words(block))


_FIELDS = {"owner", "deadline", "revised", "priority", "status"}


def _of(part: Part, start: int, end: int) -> Part:
    """Some blocks of a section as a part."""
    return Part(part.report, replace(part.section, blocks=part.section.blocks[start:end]))
