"""Finding cards that follow one another in one section, each as a part of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from corpus.extract.field import field_kind, is_field_line
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
    asked = [n for n, b in enumerate(part.blocks) if b.kind == "label" and _asks(part, b)]
    ends = [_end(part, one, other) for one, other in pairwise(asked)]
    if not ends or not all(ends):
        return []
    bounds = pairwise([0, *ends, len(part.blocks)])
    return [_of(part, start, end) for start, end in bounds]


def titled(card: Part) -> tuple[str, Field] | None:
    """The number and the name that a card opens with."""
    for block in card.blocks[:2]:
        cells = list(card.cells(block).values())
        if cells and (found := _TITLE.match(cells[0].value)):
            return found["number"], piece_of(cells[0], *found.span("title"))
    return None


def _asks(part: Part, block: Block) -> bool:
    return ASKED.match(part.words(block)) is not None


def _end(part: Part, asked: int, following: int) -> int:
    """Where the card of one ask ends: behind the last field before the next; 0 if none is told."""
    told = [n for n in range(asked + 1, following) if _tells(part, part.blocks[n])]
    return max(told, default=-1) + 1


def _tells(part: Part, block: Block) -> bool:
    cells: Iterator[Field] = iter(part.cells(block).values())
    first = next(cells, None)
    named = block.kind == "row" and first is not None and bool(field_kind(first.value))
    return named or is_field_line(part.words(block))


def _of(part: Part, start: int, end: int) -> Part:
    """Some blocks of a section as a part."""
    return Part(part.report, replace(part.section, blocks=part.section.blocks[start:end]))
