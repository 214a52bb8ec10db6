"""A page of a PDF as drawn: words with their type, form fields, ruled edges, round bullets."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from corpus.drawing import Edge, Frame, drawn

_BOLD = re.compile(r"bold|black|heavy|demi|semibold", re.IGNORECASE)
_SLANTED = re.compile(r"italic|oblique", re.IGNORECASE)
_SYMBOLS = {
    "\uf0b7": "•", "\uf0a7": "•", "\uf0d8": "•", "\uf076": "•", "\uf02d": "-", "\uf0a8": "☐",
    "\uf06f": "☐", "\uf0fe": "☒", "\uf078": "☒", "\uf053": "☒", "\uf0fc": "✓", "\uf0fb": "×",
    "❏": "☐", "❐": "☐", "❑": "☐", "❒": "☐", "✔": "✓", "✗": "×", "✘": "×", "✕": "×", "✖": "×",
    "\x02": "-", "\ufffe": "-", "\u2610": "☐", "☑": "☒", "🗹": "☒", "□": "☐", "■": "▪",
}  # fmt: skip
"""Private-use glyphs of Symbol and Wingdings, pdfium's mark of a line-end hyphen, boxes."""

_BOLD_WEIGHT = 600
_ITALIC_FLAG = 1 << 6
"""Of a font descriptor (PDF 32000-1, table 123)."""


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A run of glyphs without a space; lengths in points, from the top left of the page.

    Words are told apart by identity: the same word may be printed twice.
    """

    text: str
    x0: float
    x1: float
    y: float
    """Of the base line."""
    size: float
    bold: bool
    slanted: bool = False
    colour: int = 0
    """Red, green and blue in three bytes; black is 0."""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """One page."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    edges: tuple[Edge, ...] = ()
    dots: tuple[tuple[float, float], ...] = ()
    """Middles of drawn round or square bullets."""
    pictured: bool = False
    """Whether a picture stands on it."""


def sheet(page: Any, number: int) -> Sheet:  # noqa: ANN401 (pypdfium2 has no types)
    """What stands on a page of pypdfium2."""
    frame = Frame(page.get_bbox(), page.get_rotation())
    width, height = page.get_size()
    words = (*_words(page, frame), *_fields(page, frame))
    edges, dots, pictured = drawn(page, frame)
    return Sheet(number, width, height, words, edges, dots, pictured)


def _words(page: Any, frame: Frame) -> Iterator[Word]:  # noqa: ANN401
    text = page.get_textpage()
    glyphs = _Glyphs(text, frame)
    run: _Run | None = None
    for n in range(text.count_chars()):
        char = glyphs.char(n)
        if char == "":
            continue
        if char is None or char == " ":
            if run:
                yield run.word
            run = None
            continue
        x0, x1, low = glyphs.place(n)
        if run and run.takes(x0, low):
            run.add(char, x0, x1)
            continue
        if run:
            yield run.word
        run = (
            _Run([char], x0, x1, low, glyphs.base(n), *glyphs.type(n)) if glyphs.stands(n) else None
        )
    if run:
        yield run.word


@dataclass(slots=True)
class _Run:
    """A word while its glyphs are still being read."""

    chars: list[str]
    x0: float
    x1: float
    low: float
    """Foot of its glyphs' boxes."""
    y: float
    size: float
    bold: bool
    slanted: bool
    colour: int
    last: float = math.nan
    """Left edge of its last glyph."""

    @property
    def word(self) -> Word:
        text = "".join(self.chars)
        look = (self.size, self.bold, self.slanted, self.colour)
        return Word(text, self.x0, self.x1, self.y, *look)

    def takes(self, x0: float, low: float) -> bool:
        """Whether a glyph at a place goes on with the word.

        The letters of a ligature stand all at its own place.
        """
        near = x0 in {self.x0, self.last} or -0.5 * self.size < x0 - self.x1 < 0.2 * self.size
        return near and abs(self.low - low) < 0.4 * self.size

    def add(self, char: str, x0: float, x1: float) -> None:
        self.chars.append(char)
        self.last = x0
        self.x1 = max(self.x1, x1)


def _fields(page: Any, frame: Frame) -> Iterator[Word]:  # noqa: ANN401
    """What is filled into the fields of a form: ticks as boxes, text as words."""
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # noqa: PLC0415 (no types)

    for n in range(pdfium.FPDFPage_GetAnnotCount(page)):
        field = pdfium.FPDFPage_GetAnnot(page, n)
        if pdfium.FPDFAnnot_GetSubtype(field) == pdfium.FPDF_ANNOT_WIDGET:
            box = pdfium.FS_RECTF()
            pdfium.FPDFAnnot_GetRect(field, box)
            x0, y0 = frame.place(box.left, box.bottom)
            x1, y1 = frame.place(box.right, box.top)
            state, value = (_value(field, key, pdfium) for key in (b"AS", b"V"))
            text = ("☐" if state == "Off" else "☒") if state else value
            size = min(abs(y1 - y0) * 0.75, 10.0)
            yield from _spread(text, min(x0, x1), max(y0, y1) - 0.2 * abs(y1 - y0), size)
        pdfium.FPDFPage_CloseAnnot(field)


def _value(field: Any, key: bytes, pdfium: Any) -> str:  # noqa: ANN401
    size = pdfium.FPDFAnnot_GetStringValue(field, key, None, 0)
    buffer = (ctypes.c_ushort * (size // 2))()
    pdfium.FPDFAnnot_GetStringValue(field, key, buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\x00")


def _spread(text: str, x: float, y: float, size: float) -> Iterator[Word]:
    for word in text.split():
        yield Word(word, x, x + 0.5 * size * len(word), y, size, bold=False)
        x += 0.5 * size * (len(word) + 1)


@lru_cache(maxsize=4096)
def _char(code: int) -> str | None:
    """The character of a code, an empty string to pass over, None where a line ends."""
    if code in {0, 0xAD} or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return ""
    char = chr(code)
    if char.isspace():
        return None if char in "\r\n" else " "
    return _SYMBOLS.get(char, char)


@lru_cache(maxsize=256)
def _named(font: bytes) -> tuple[bool, bool]:
    """Whether a font is bold, and whether it slants, by its name."""
    name = font.decode("utf-8", "replace")
    return bool(_BOLD.search(name)), bool(_SLANTED.search(name))


class _Glyphs:
    """The glyphs of a text page, by their place in it."""

    def __init__(self, text: Any, frame: Frame) -> None:  # noqa: ANN401
        import pypdfium2.raw as pdfium  # noqa: PLC0415

        self._pdfium, self._text, self._frame = pdfium, text.raw, frame
        self._name = ctypes.create_string_buffer(256)
        self._x, self._y, self._box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
        self._inks = tuple(ctypes.c_uint() for _ in range(4))

    def char(self, n: int) -> str | None:
        """The character, an empty string to pass over, None where a line ends."""
        return _char(self._pdfium.FPDFText_GetUnicode(self._text, n))

    def stands(self, n: int) -> bool:
        """Whether a glyph stands upright: a watermark or a label along the edge does not."""
        angle = self._pdfium.FPDFText_GetCharAngle(self._text, n)
        slant = (round(math.degrees(angle)) + self._frame.turn) % 360
        return angle < 0 or not 5 < slant < 355

    def place(self, n: int) -> tuple[float, float, float]:
        """Left, right and foot of a glyph's box."""
        box = self._box
        self._pdfium.FPDFText_GetLooseCharBox(self._text, n, box)
        if not self._frame.turn:
            left, _, _, top = self._frame.box
            return box.left - left, box.right - left, top - box.bottom
        first, low = self._frame.place(box.left, box.bottom)
        last, high = self._frame.place(box.right, box.top)
        return min(first, last), max(first, last), max(low, high)

    def base(self, n: int) -> float:
        """The base line of a glyph."""
        self._pdfium.FPDFText_GetCharOrigin(self._text, n, self._x, self._y)
        return self._frame.place(self._x.value, self._y.value)[1]

    def type(self, n: int) -> tuple[float, bool, bool, int]:
        """Size in points, whether it is bold, whether it slants, its colour."""
        pdfium = self._pdfium
        matrix, flags = pdfium.FS_MATRIX(), ctypes.c_int()
        pdfium.FPDFText_GetMatrix(self._text, n, matrix)
        scale: float = (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
        size = round(pdfium.FPDFText_GetFontSize(self._text, n) * scale, 1)
        pdfium.FPDFText_GetFontInfo(self._text, n, self._name, 256, flags)
        bold, slanted = _named(self._name.value)
        heavy = pdfium.FPDFText_GetFontWeight(self._text, n) >= _BOLD_WEIGHT
        slanted = slanted or bool(flags.value & _ITALIC_FLAG)
        return size, bold or heavy, slanted, self._colour(n)

    def _colour(self, n: int) -> int:
        if not self._pdfium.FPDFText_GetFillColor(self._text, n, *self._inks):
            return 0
        red, green, blue, _ = (ink.value for ink in self._inks)
        return int(red << 16 | green << 8 | blue)
