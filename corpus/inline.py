"""What stands in the lines of a Word document: characters, symbols, tick boxes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corpus.styles import is_on

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_SYMBOLS = {
    "F0A8": "☐", "F06F": "☐", "F0FE": "☒", "F078": "☒", "F053": "☒", "F0FC": "✓", "F0FB": "×",
    "F0B7": "•",
}  # fmt: skip
"""Glyphs of Wingdings and Symbol by their code."""


def glyphs(run: Any) -> Iterator[str]:  # noqa: ANN401
    """The characters of a run: words, breaks, symbols and tick boxes."""
    for part in run:
        tag = part.tag.removeprefix(_W) if isinstance(part.tag, str) else ""
        if tag == "t":
            yield part.text or ""
        elif tag in {"tab", "br", "cr"}:
            yield " "
        elif tag == "noBreakHyphen":
            yield "-"
        elif tag == "sym":
            yield _SYMBOLS.get(part.get(f"{_W}char", "").upper(), "")
        elif tag == "fldChar" and (ticks := part.find(f"{_W}ffData/{_W}checkBox")) is not None:
            yield "☒ " if _ticked(ticks) else "☐ "


def _ticked(box: Any) -> bool:  # noqa: ANN401
    """Whether an old form field is ticked: its own mark, else its default."""
    for name in ("checked", "default"):
        mark = box.find(f"{_W}{name}")
        if mark is not None:
            return is_on(mark.get(f"{_W}val"))
    return False


def box(sdt: Any) -> str:  # noqa: ANN401
    """The tick box that a content control is, or nothing."""
    box = sdt.find(f"{_W}sdtPr/{_W14}checkbox")
    if box is None:
        return ""
    mark = box.find(f"{_W14}checked")
    return "☒" if mark is not None and mark.get(f"{_W14}val") in {"1", "true"} else "☐"


def clean(text: str) -> str:
    """A text with single blanks, and without soft hyphens."""
    return " ".join(text.replace("\xad", "").replace("☑", "☒").split())
