"""What a card or a form calls the words that ask, or promise, and where those stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.extract.field import line_fields
from corpus.extract.part import Part
from corpus.label import Label
from corpus.register import Field
from corpus.report import Block

ASKED = re.compile(
    r"^(?:(?:original|our|agreed|previous) )?(?:(?:what (?:was|is|we) )?ask(?:ed)?(?: for)?|requirement"
    r"|(?:agreed |proposed |management )?action|recommendations?|wording|text|what should be done)\W*$",
    re.IGNORECASE,
)
"""A label over the words of a card that say what is asked."""
_PROMISED = re.compile(
    r"^(?:what )?(?:(?:we|the (?:force|constabulary)) (?:will|shall|have agreed to|(?:are|is) going to|plans? to) do"
    r"|action (?:to be taken|we will take)|commitment)\W*$",
    re.IGNORECASE,
)
"""What a form of a reply calls the action that it promises."""


def asked_in(part: Part) -> Block | None:
    """The block of a card that says what is asked, or what is promised by somebody or by a day."""
    asked = next(_rows(part), None)
    promised = next((b for b in _under(part, part.blocks) if b.kind == "paragraph"), None)
    if asked or not promised:
        return asked
    told = {kind for kind, _, _ in line_fields(part, part.blocks)}
    return promised if told & {"owner", "deadline"} else None


def asking(part: Part, texts: Sequence[Block]) -> Iterator[Block]:
    """The blocks of a card that say what is asked or promised: rows, then those of its texts."""
    yield from _rows(part)
    yield from _under(part, texts)


def asked_cell(part: Part, block: Block) -> Field | None:
    """The words beside the name of what is asked, where a block is a row of the two."""
    pair = _pair(part, block)
    return pair[1] if pair else None


def _rows(part: Part) -> Iterator[Block]:
    """The rows of what is asked and its name: `Asked for`, then the words."""
    for names in (ASKED, _PROMISED):
        for block in part.blocks:
            pair = _pair(part, block)
            if pair and names.match(pair[0].value):
                yield block


def _pair(part: Part, block: Block) -> list[Field]:
    """The cells of a row that is a name and the words beside it; none of another block."""
    cells = list(part.cells(block).values()) if block.kind in {"row", "head"} else []
    return cells if len(cells) == 2 else []


def _under(part: Part, texts: Sequence[Block]) -> Iterator[Block]:
    """The texts under a line that says what is asked: in a card findings may stand before them."""
    for names in (ASKED, _PROMISED):
        for block, after in pairwise(part.blocks):
            if block.kind == "label" and names.match(part.words(block)) and after in texts:
                yield after


def label_of(part: Part, asked: Block) -> Label:
    """The label of a card by the row that says what is asked, and by the number of its heading."""
    above = max(
        (b for b in part.blocks if b.end <= asked.start), key=lambda b: b.end, default=asked
    )
    name = part.words(above if asked.kind == "paragraph" else asked).partition("\t")[0]
    family = "recommendation" if re.search("recommendation", name, re.IGNORECASE) else "action"
    numbered = _NUMBER_OF_CARD.match(part.section.heading)
    return Label(family, numbered["number"] if numbered else "", "", "")


_NUMBER_OF_CARD = re.compile(
    r"(?:(?:form|card|sheet|template|pro ?forma)\s+)?(?P<number>\d{1,2}(?:\.\d{1,2})*)[.):]?\s",
    re.IGNORECASE,
)
