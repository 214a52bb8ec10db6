"""Briefing -> Word: heading styles, tables with header rows, and a footnote for each citation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from assistant.brief.footnotes import Footnotes
from assistant.brief.part import Briefing, Part, Reference, Source, Table, new_marks, places

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table as Grid
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

_ILLEGAL = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
"""Characters that no XML may hold."""
_WIDTH = 17.0
"""Centimetres between the margins of a page."""
_FONT = "Arial"
_STYLES = {
    "enquiry": "List Number", "note": "Normal", "written": "Normal", "lead": "Heading 2"
}  # fmt: skip
_SOURCES = Table(
    "", ("Source", "Report and its dates", "File and SHA-256"), (11, 50, 39), ()
)  # fmt: skip


def write_docx(briefing: Briefing, path: Path) -> None:
    """Write a briefing as a Word document.

    Raises:
        OSError: If the file cannot be written.
    """
    document = docx.Document()
    _set_up(document, briefing)
    notes = Footnotes(document)
    document.add_heading(clean(briefing.title), level=0)
    for number, part in enumerate(briefing.parts, start=1):
        _write(document, notes, briefing, part, number)
    if briefing.sources:
        document.add_heading(f"{len(briefing.parts) + 1}. Sources", level=1)
        _sources(document, briefing.sources)
    notes.save()
    document.save(str(path))


def clean(text: str) -> str:
    r"""Words on one line without what no XML may hold.

    >>> clean("a\x00b\n c")
    'a b c'
    """
    return " ".join(_ILLEGAL.sub(" ", text).split())


def _write(
    document: Document, notes: Footnotes, briefing: Briefing, part: Part, number: int
) -> None:
    document.add_heading(f"{number}. {clean(part.title)}", level=1)
    for block in part.blocks:
        if isinstance(block, Table):
            document.add_heading(clean(block.title), level=2)
            _table(document, notes, briefing, block)
        else:
            style = _STYLES.get(block.kind, "List Bullet")
            paragraph = document.add_paragraph(clean(block.text), style=style)
            if block.rule:
                paragraph.add_run(f" (by rule: {clean(block.rule)})").italic = True
            _cite(notes, paragraph, briefing.cited(block))


def _cite(notes: Footnotes, paragraph: Paragraph, references: Sequence[Reference]) -> None:
    if references:
        notes.add(paragraph, [clean(line) for line in places(references)])


def _table(document: Document, notes: Footnotes, briefing: Briefing, told: Table) -> None:
    table = _headed(document, told, len(told.rows))
    for place, row in enumerate(told.rows, start=1):
        for cell, (line, marks) in zip(table.rows[place].cells, new_marks(row), strict=True):
            paragraph = _fill(cell, line.text)
            _cite(notes, paragraph, tuple(briefing.references[n - 1] for n in marks))
    _keep_widths(table, told.widths)


def _headed(document: Document, told: Table, rows: int) -> Grid:
    """A table whose first row is a header row, repeated on each page."""
    table: Grid = document.add_table(rows=1 + rows, cols=len(told.head), style="Table Grid")
    table.autofit = False
    for cell, name in zip(table.rows[0].cells, told.head, strict=True):
        _fill(cell, name).runs[0].bold = True
    for row in table.rows:  # none is parted by the end of a page
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001
    return table


def _sources(document: Document, sources: Sequence[Source]) -> None:
    table = _headed(document, _SOURCES, len(sources))
    for place, source in enumerate(sources, start=1):
        dates = "; ".join(source.dates)
        file = f"{source.file}, SHA-256 {source.sha256 or 'not held'}"
        report = ". ".join(filter(None, [source.name, dates, *source.notes]))
        for cell, words in zip(table.rows[place].cells, (source.letter, report, file), strict=True):
            _fill(cell, words)
    _keep_widths(table, _SOURCES.widths)


def _fill(cell: _Cell, words: str) -> Paragraph:
    paragraph: Paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.add_run(clean(words)).font.size = Pt(9)
    return paragraph


def _keep_widths(table: Grid, shares: Sequence[int]) -> None:
    """Word takes the width of each cell, not of the column."""
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Cm(_WIDTH * share / sum(shares))
        for cell in column.cells:
            cell.width = column.width


def _say_font(fonts: BaseOxmlElement) -> None:
    """Name the font itself: a theme's font is another one on each machine."""
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), _FONT)


def _set_up(document: Document, briefing: Briefing) -> None:
    """A4, UK English, a page number, and properties that tell nothing of who made it."""
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = (
        WD_ORIENT.PORTRAIT,
        Cm(21),
        Cm(29.7),
    )
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.8)
    document.styles["Normal"].font.size = Pt(10)
    document.styles["Normal"].paragraph_format.space_after = Pt(3)
    document.styles["Title"].font.size = Pt(18)
    document.styles["Heading 1"].font.size = Pt(13)
    document.styles["Heading 2"].font.size = Pt(11)
    for name, before in (("Heading 1", 12), ("Heading 2", 8)):
        document.styles[name].paragraph_format.space_before = Pt(before)
        document.styles[name].paragraph_format.space_after = Pt(3)
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        _say_font(fonts)
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), "en-GB")
    told = document.core_properties
    told.title, told.author, told.comments = clean(briefing.title)[:255], "", ""
    told.created = told.modified = datetime.combine(briefing.as_at, time(), UTC)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    footer._p.append(field)  # noqa: SLF001 (python-docx has no fields)
