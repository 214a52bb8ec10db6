"""Briefing -> PDF: A4, numbered citations in the text and their places at the end."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    LongTable,
    Paragraph,
    SimpleDocTemplate,
    TableStyle,
)

from assistant.brief.part import Briefing, Line, Part, Source, Table, new_marks, runs

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_FACES = {"": "Vera", "Bd": "VeraBd", "It": "VeraIt", "BI": "VeraBI"}
"""Bitstream Vera comes with reportlab and is embedded: the same words on every machine."""
_INK, _RULE, _HEAD = (
    colors.HexColor("#1d1d1b"),
    colors.HexColor("#9a9a9a"),
    colors.HexColor("#e8edf2"),
)
_BODY = ParagraphStyle(
    "body", fontName="Vera", fontSize=8, leading=10.6, textColor=_INK, spaceAfter=3
)
_TITLE = ParagraphStyle("title", _BODY, fontName="VeraBd", fontSize=14, leading=18, spaceAfter=6)
_PART = ParagraphStyle("part", _BODY, fontName="VeraBd", fontSize=10.5, leading=13, spaceBefore=8)
_LEAD = ParagraphStyle("lead", _BODY, fontName="VeraBd", spaceBefore=3)
_POINT = ParagraphStyle(
    "point", _BODY, leftIndent=16, bulletIndent=2, bulletFontName="Vera", bulletFontSize=8
)
_CELL = ParagraphStyle("cell", _BODY, fontSize=7, leading=8.8, spaceAfter=0)
_SMALL = ParagraphStyle(
    "small",
    _BODY,
    fontSize=6.8,
    leading=8.8,
    spaceAfter=1,
    leftIndent=20,
    bulletIndent=0,
    bulletFontName="VeraBd",
    bulletFontSize=6.8,
)
_ROOM = 3 * cm
"""Height that a heading needs under it on its page, to stand there."""
_WIDTH = A4[0] - 3.6 * cm - 12  # the frame pads 6 points at each side


def write_pdf(briefing: Briefing, path: Path) -> None:
    """Write a briefing as a PDF.

    Raises:
        OSError: If the file cannot be written.
    """
    _register()
    document = SimpleDocTemplate(
        str(path),
        pagesize=A4,
        leftMargin=1.8 * cm,
        rightMargin=1.8 * cm,
        topMargin=1.6 * cm,
        bottomMargin=1.6 * cm,
        title=drawn(briefing.title),
        author="",
        lang="en-GB",
        invariant=1,
    )
    document.build(list(_story(briefing)), onFirstPage=_page, onLaterPages=_page)


@cache
def _register() -> None:
    for face in _FACES.values():
        registerFont(TTFont(face, f"{face}.ttf"))
    registerFontFamily("Vera", "Vera", "VeraBd", "VeraIt", "VeraBI")


@cache
def _glyphs() -> frozenset[int]:
    return frozenset(TTFont("Vera", "Vera.ttf").face.charToGlyph)


def drawn(text: str) -> str:
    """Words on one line; a sign that the font lacks is told by its name.

    >>> drawn("design ✓")
    'design [check mark]'
    """
    return "".join(c if ord(c) in _glyphs() else _named(c) for c in " ".join(text.split()))


def _named(char: str) -> str:
    return f"[{unicodedata.name(char, 'sign not known').casefold()}]"


def _story(briefing: Briefing) -> Iterator[Flowable]:
    yield Paragraph(_safe(briefing.title), _TITLE)
    for number, part in enumerate(briefing.parts, start=1):
        yield CondPageBreak(_ROOM)
        yield Paragraph(f"{number}. {_safe(part.title)}", _PART)
        yield from _part(part)
    if briefing.sources:
        yield Paragraph(f"{len(briefing.parts) + 1}. Sources", _PART)
        yield from map(_source, briefing.sources)
    if briefing.references:
        yield Paragraph("References", _PART)
    for source in briefing.sources:
        held = [r for r in briefing.references if r.source == source.letter]
        told = "; ".join(f"<b>[{r.number}]</b> {_safe(r.where)}" for r in held)
        if held:
            words = f"<b>{_safe(held[0].report)}:</b> {told}"
            yield Paragraph(words, _SMALL, bulletText=source.letter)


def _part(part: Part) -> Iterator[Flowable]:
    count = 0
    for block in part.blocks:
        if isinstance(block, Table):
            yield CondPageBreak(_ROOM)
            yield Paragraph(_safe(block.title), _LEAD)
            yield _table(block)
            continue
        count += block.kind == "enquiry"
        yield _line(block, f"{count}." if block.kind == "enquiry" else "•")


def _line(line: Line, point: str) -> Flowable:
    if line.kind in {"lead", "note"}:
        return Paragraph(_safe(line.text), _LEAD if line.kind == "lead" else _BODY)
    if line.kind == "written":
        return Paragraph(f"{_safe(line.text)}{_marks(line.cites)}", _BODY)
    rule = f" <i>(by rule: {_safe(line.rule)})</i>" if line.rule else ""
    return Paragraph(f"{_safe(line.text)}{rule}{_marks(line.cites)}", _POINT, bulletText=point)


def _table(table: Table) -> Flowable:
    head = [Paragraph(f"<b>{_safe(name)}</b>", _CELL) for name in table.head]
    rows = [
        [Paragraph(f"{_safe(cell.text)}{_marks(marks)}", _CELL) for cell, marks in new_marks(row)]
        for row in table.rows
    ]
    widths = [_WIDTH * share / sum(table.widths) for share in table.widths]
    style = TableStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.4, _RULE),
            ("BACKGROUND", (0, 0), (-1, 0), _HEAD),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ("LEFTPADDING", (0, 0), (-1, -1), 3),
            ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        ]
    )
    return LongTable([head, *rows], widths, repeatRows=1, style=style, splitInRow=1, spaceAfter=5)


def _source(source: Source) -> Flowable:
    told = [f"<b>{_safe(source.name)}</b>", _safe("; ".join(source.dates))]
    told += [_safe(f"file {source.file}, SHA-256 {source.sha256 or 'not held'}")]
    told += map(_safe, source.notes)
    return Paragraph(". ".join(filter(None, told)), _SMALL, bulletText=source.letter)


def _marks(numbers: Iterable[int]) -> str:
    return "".join(f" [{mark}]" for mark in runs(numbers))


def _safe(text: str) -> str:
    """Words that the typesetter takes for words: it reads tags and entities."""
    return escape(drawn(text))


def _page(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.saveState()
    canvas.setFont("Vera", 7)
    canvas.drawCentredString(
        A4[0] / 2, 0.9 * cm, f"{(document.title or '')[:110]} – page {canvas.getPageNumber()}"
    )
    canvas.restoreState()
