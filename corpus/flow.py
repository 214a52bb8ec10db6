"""Words of a web page, gathered with their look until a paragraph ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.grid import boxes, run_in
from corpus.piece import Piece, is_field

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MARKS = frozenset(("b", "strong", "i", "em", "u"))
_BULLET = re.compile(r"^[•▪◦●*·‣–]\s+(?=\S)")
BODY_SIZE = 12.0
"""Points: what a browser takes where the page says nothing."""


@dataclass(frozen=True, slots=True)
class Look:
    """How words are shown, as far as the page itself says."""

    bold: bool = False
    slanted: bool = False
    underlined: bool = False
    size: float = BODY_SIZE

    def within(self, element: HtmlElement) -> Look:
        """The look of what stands in an element."""
        tag, style = str(element.tag), element.get("style", "").casefold()
        if tag not in _MARKS and not style:
            return self
        weight = re.search(r"font-weight\s*:\s*(\w+)", style)
        bold = self.bold if weight is None else weight[1] in {"bold", "bolder", "600", "700", "800"}
        return Look(
            bold or tag in {"b", "strong"},
            self.slanted or tag in {"i", "em"} or "italic" in style,
            self.underlined
            or tag == "u"
            or bool(re.search(r"decoration[\w-]*:\s*underline", style)),
            _size(style, self.size),
        )


def _size(style: str, around: float) -> float:
    """The type size that a style sets, in points."""
    found = re.search(r"font-size\s*:\s*([\d.]{1,6})\s*(pt|px|em|rem|%)", style)
    try:
        amount = float(found[1]) if found else 0.0
    except ValueError:
        return around
    by = {"pt": 1.0, "px": 0.75, "em": around, "rem": BODY_SIZE, "%": around / 100}
    return round(amount * by[found[2]], 1) if found and 0 < amount < 1000 else around


@dataclass
class Flow:
    """Inline words gathered until a block ends."""

    words: list[str] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)

    def add(self, text: str | None, look: Look) -> None:
        """Take on some words."""
        if text:
            self.words.append(text.replace("\xad", ""))
            self.looks.append(look)

    @property
    def look(self) -> Look:
        """What holds for all of its words; their least size."""
        said = [k for k, w in zip(self.looks, self.words, strict=True) if w.strip()] or [Look()]
        return Look(
            all(k.bold for k in said),
            all(k.slanted for k in said),
            all(k.underlined for k in said),
            min(k.size for k in said),
        )

    @property
    def text(self) -> str:
        """The words with single blanks."""
        return " ".join("".join(self.words).split())

    @property
    def head(self) -> str:
        """The words in bold that it opens with."""
        count = next(
            (n for n, w in enumerate(self.words) if w.strip() and not self.looks[n].bold),
            len(self.words),
        )
        return " ".join("".join(self.words[:count]).split())


def emptied(flow: Flow) -> Iterator[Piece]:
    """The paragraph gathered so far; the flow starts anew."""
    yield from paragraph(flow)
    flow.words.clear()
    flow.looks.clear()


def _are_apart(lines: list[str]) -> bool:
    """Whether lines set apart by breaks are one thing each, as on a cover, and no wrapped prose."""
    short = all(len(line) < _COVER_LINE and line[-1] not in ".,;:" for line in lines)
    return len(lines) >= _COVER_LINES and short and not any(line[0].islower() for line in lines)


_COVER_LINE, _COVER_LINES = 100, 3
"""Characters of a line that stands for itself, and how many stand under one another at least."""


def paragraph(flow: Flow) -> Iterator[Piece]:
    """The paragraph that was gathered: a line, an item, boxes, or a bold head and its text."""
    text, head = flow.text, flow.head
    if not text:
        return
    bullet = _BULLET.match(text)
    if bullet:
        yield Piece("item", text[bullet.end() :])
        return
    lines = [" ".join(line.split()) for line in "".join(flow.words).split("\n\n")]
    lines = [line for line in lines if line]
    if len(lines) > 1 and (sum(map(is_field, lines)) > len(lines) / 2 or _are_apart(lines)):
        yield from (Piece("line", line, gap=n == 0) for n, line in enumerate(lines))
        return
    look = flow.look
    piece = Piece(
        "line", text, bold=head == text, size=look.size, slanted=look.slanted,
        underlined=look.underlined,
    )  # fmt: skip
    if not head or head == text:
        yield from boxes(piece)
    else:
        yield from run_in(head, text[len(head) :].strip(), piece)
