"""The report as PDFs of many looks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any

from layouts import STORY, TITLE, Head, Para, Part, Points, Table, Told, expected
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    LongTable,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    TableStyle,
)


@dataclass(frozen=True)
class Type:
    """How a heading is set."""

    size: float
    bold: bool = True
    italic: bool = False
    caps: bool = False
    underline: bool = False
    colour: str = "#000000"
    back: str = ""
    centred: bool = False


@dataclass(frozen=True)
class Look:
    """How a PDF is set."""

    heads: Mapping[int, Type]
    body: float = 11
    family: str = "Helvetica"
    numbered: bool = False
    """Whether headings carry their numbers."""
    numbered_text: bool = False
    """Whether paragraphs carry numbers, as councils' do."""
    justified: bool = False
    columns: int = 1
    wide: bool = False
    """Slides: a landscape page for each heading."""
    top: str = ""
    foot: str = "{page}"
    ruling: str = "GRID"
    bold_head: bool = True
    title: bool = True


_FONTS = {
    "Helvetica": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Helvetica-BoldOblique"),
    "Times": ("Times-Roman", "Times-Bold", "Times-Italic", "Times-BoldItalic"),
}

PDF_LOOKS = {
    "word, blue headings of plain weight": Look(
        {1: Type(16, bold=False, colour="#2F5496"), 2: Type(13, bold=False, colour="#2F5496"),
         3: Type(12, bold=False, colour="#1F3763")}, foot="Page {page} of 3"),
    "latex article": Look(
        {1: Type(14.3), 2: Type(12), 3: Type(10)}, body=10, family="Times", numbered=True,
        justified=True, ruling="LINEBELOW"),
    "browser print": Look(
        {1: Type(24), 2: Type(18), 3: Type(14)}, body=12, family="Times",
        top="21/11/2026, 10:04      Review of custody", foot="https://northmoor.example/r     {page}/3"),
    "capitals and bold of one size": Look(
        {1: Type(11, caps=True), 2: Type(11), 3: Type(11, italic=True)}),
    "numbers and bold of one size": Look({n: Type(11) for n in (1, 2, 3)}, numbered=True),
    "council report with numbered paragraphs": Look(
        {1: Type(12, caps=True), 2: Type(12), 3: Type(12, italic=True)}, body=12,
        numbered_text=True, foot="Agenda item 7 - page {page}"),
    "two columns with headings in them": Look(
        {1: Type(15), 2: Type(12.5), 3: Type(11, italic=True)}, body=9.5, columns=2, justified=True),
    "slides": Look({1: Type(30), 2: Type(26), 3: Type(22)}, body=16, wide=True),
    "large print": Look({1: Type(22), 2: Type(19), 3: Type(17)}, body=16),
    "underlined headings": Look(
        {1: Type(11, caps=True, bold=True, underline=True), 2: Type(11, underline=True),
         3: Type(11, bold=False, italic=True, underline=True)}),
    "white on coloured bands": Look(
        {1: Type(14, colour="#FFFFFF", back="#003366"), 2: Type(12, colour="#003366"),
         3: Type(11, colour="#666666")}),
    "centred headings": Look(
        {1: Type(14, centred=True), 2: Type(12, centred=True), 3: Type(11, italic=True)}),
    "italic third level": Look(
        {1: Type(18), 2: Type(14), 3: Type(11, bold=False, italic=True)}),
    "small headings": Look({1: Type(12.5), 2: Type(11.5), 3: Type(10.5)}, body=10.5),
    "marked official": Look(
        {1: Type(16), 2: Type(13), 3: Type(12)}, top="OFFICIAL", foot="OFFICIAL      {page}"),
    "head row of plain weight": Look(
        {1: Type(16), 2: Type(13), 3: Type(12)}, bold_head=False),
}  # fmt: skip


def layout_pdf(path: Path, look: Look, story: Sequence[Part] = STORY) -> Path:
    """A story as a PDF of one look."""
    size = landscape(A4) if look.wide else A4
    inner = size[0] - 120

    def furnish(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont(_FONTS[look.family][0], 8)
        canvas.drawString(60, size[1] - 30, look.top)
        canvas.drawCentredString(size[0] / 2, 26, look.foot.format(page=document.page))

    width = (inner - 24 * (look.columns - 1)) / look.columns
    frames = [
        Frame(60 + n * (width + 24), 50, width, size[1] - 110, 0, 0, 0, 0)
        for n in range(look.columns)
    ]
    document = BaseDocTemplate(str(path), pagesize=size)
    document.addPageTemplates([PageTemplate(frames=frames, onPage=furnish)])
    document.build(list(_flow(look, story, width)))
    return path


def _flow(look: Look, story: Sequence[Part], width: float) -> Iterator[Any]:
    plain, bold = _FONTS[look.family][:2]
    body = ParagraphStyle(
        "body", fontName=plain, fontSize=look.body, leading=1.25 * look.body, spaceAfter=0.7 * look.body,
        alignment=TA_JUSTIFY if look.justified else 0, leftIndent=36 if look.numbered_text else 0,
        bulletIndent=0, bulletFontName=plain, bulletFontSize=look.body,
    )  # fmt: skip
    if look.title:
        top = max(kind.size for kind in look.heads.values()) + 6
        style = ParagraphStyle("title", fontName=bold, fontSize=top, leading=1.2 * top)
        yield from (Paragraph(TITLE, style), Paragraph("14 May 2026", body), Spacer(1, 20))
    section = number = 0
    for n, part in enumerate(story):
        if isinstance(part, Head):
            section, number = (section + 1, 0) if part.level == 1 else (section, number)
            if look.wide and n:
                yield PageBreak()
            yield _heading(part, look)
        elif isinstance(part, Para):
            number += 1
            mark = f"{section}.{number}" if look.numbered_text else None
            yield Paragraph(escape(part.text), body, bulletText=mark)
        elif isinstance(part, Points):
            left = body.leftIndent + 18
            style = ParagraphStyle("point", body, leftIndent=left, bulletIndent=left - 12)
            yield from (Paragraph(escape(text), style, bulletText="•") for text in part.texts)
        else:
            yield _grid(part, look, width)
            yield Spacer(1, look.body)


def _heading(part: Head, look: Look) -> Paragraph:
    kind = look.heads[part.level]
    font = _FONTS[look.family][kind.bold + 2 * kind.italic]
    text = escape(part.text.upper() if kind.caps else part.text)
    text = f"{part.number}&nbsp;&nbsp; {text}" if look.numbered else text
    text = f"<u>{text}</u>" if kind.underline else text
    style = ParagraphStyle(
        "head", fontName=font, fontSize=kind.size, leading=1.25 * kind.size, spaceBefore=kind.size,
        spaceAfter=0.5 * kind.size, textColor=colors.HexColor(kind.colour), keepWithNext=1,
        backColor=colors.HexColor(kind.back) if kind.back else None,
        alignment=TA_CENTER if kind.centred else 0,
    )  # fmt: skip
    return Paragraph(text, style)


def _grid(part: Table, look: Look, width: float) -> LongTable:
    plain, bold = _FONTS[look.family][:2]
    size = 7 if look.columns > 1 else min(look.body, 10)
    cell = ParagraphStyle("cell", fontName=plain, fontSize=size, leading=1.2 * size)
    head = ParagraphStyle("head", cell, fontName=bold if look.bold_head else plain)
    rows = [
        [Paragraph(escape(text), cell if n else head) for text in row]
        for n, row in enumerate(part.rows)
    ]
    return LongTable(
        rows, style=TableStyle([(look.ruling, (0, 0), (-1, -1), 0.5, colors.black)]), repeatRows=1,
        colWidths=[width * share for share in _shares(len(part.rows[0]))],
    )  # fmt: skip


def _shares(columns: int) -> tuple[float, ...]:
    return (0.25, 0.2, 0.2, 0.35) if columns == 4 else (1 / columns,) * columns


def pdf_truth(look: Look, story: Sequence[Part] = STORY) -> Told:
    """What should come out of a story in a look."""
    told = [
        replace(part, text=part.text.upper())
        if isinstance(part, Head) and look.heads[part.level].caps
        else part
        for part in story
    ]
    if look.numbered_text:
        told = list(_numbered(told))
    front = [Para(TITLE), Para("14 May 2026")] if look.title else []
    return expected([*front, *told], numbered=look.numbered)


def _numbered(story: Sequence[Part]) -> Iterator[Part]:
    section = number = 0
    for part in story:
        if isinstance(part, Head):
            section, number = (section + 1, 0) if part.level == 1 else (section, number)
            yield part
        elif isinstance(part, Para):
            number += 1
            yield Para(f"{section}.{number} {part.text}")
        else:
            yield part
