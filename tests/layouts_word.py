"""The report as Word documents of many makes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx as word
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor
from layouts import STORY, TITLE, Head, Para, Part, Points, Told, expected

_NUMBERING = """
<w:abstractNum {ns} w:abstractNumId="77"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading1"/><w:lvlText w:val="%1"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading2"/><w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading3"/><w:lvlText w:val="%1.%2.%3"/></w:lvl>
</w:abstractNum>"""


def _new() -> Any:  # noqa: ANN401 (docx names no public type)
    return word.Document()


def _plain_heading(document: Any, part: Head, **look: Any) -> None:  # noqa: ANN401
    text = part.text.upper() if look.get("caps") and part.level == 1 else part.text
    run = document.add_paragraph().add_run(text)
    run.bold = look.get("bold", True) or None
    run.underline = look.get("underline") or None
    run.italic = (part.level == 3) or None
    if look.get("sizes"):
        run.font.size = Pt(look["sizes"][part.level])


def _styled(document: Any, part: Head) -> None:  # noqa: ANN401
    document.add_paragraph(part.text, style=f"Heading {part.level}")


def _own_style(document: Any, part: Head, *, outline: bool) -> None:  # noqa: ANN401
    name = f"Northmoor Heading {'ABC'[part.level - 1]}"
    if name not in [style.name for style in document.styles]:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.font.size, style.font.bold = Pt(20 - 3 * part.level), True
        style.font.color.rgb = RGBColor(0, 51, 102)
        if outline:
            level = parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{part.level - 1}"/>')
            style.element.get_or_add_pPr().append(level)
    document.add_paragraph(part.text, style=name)


def _banded(document: Any, part: Head) -> None:  # noqa: ANN401
    """Top headings in a shaded table of one cell, as forms have them."""
    if part.level > 1:
        _plain_heading(document, part, sizes={2: 13, 3: 12})
        return
    cell = document.add_table(1, 1, style="Table Grid").rows[0].cells[0]
    cell.paragraphs[0].add_run(part.text.upper()).bold = True
    document.add_paragraph()


def _auto_numbered(document: Any, part: Head) -> None:  # noqa: ANN401
    numbering = document.part.numbering_part.element
    if not numbering.xpath("w:abstractNum[@w:abstractNumId='77']"):
        numbering.insert(0, parse_xml(_NUMBERING.format(ns=nsdecls("w"))))
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
        )
        for level in (1, 2, 3):
            marks = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level - 1}"/><w:numId w:val="77"/></w:numPr>'
            document.styles[f"Heading {level}"].element.get_or_add_pPr().append(parse_xml(marks))
    _styled(document, part)


def _typed_numbers(document: Any, part: Head) -> None:  # noqa: ANN401
    _plain_heading(document, replace(part, text=f"{part.number} {part.text}"))


def _caps_by_property(document: Any, part: Head) -> None:  # noqa: ANN401
    run = document.add_paragraph().add_run(part.text)
    run.bold, run.font.all_caps = True, part.level == 1 or None
    run.italic = part.level == 3 or None


DOCX_HEADS: dict[str, tuple[Callable[[Any, Head], None], str]] = {
    "heading styles": (_styled, ""),
    "heading styles numbered by word": (_auto_numbered, "numbered"),
    "bold lines of three sizes": (
        lambda d, p: _plain_heading(d, p, sizes={1: 16, 2: 13.5, 3: 12}), ""),
    "bold lines, capitals at the top": (lambda d, p: _plain_heading(d, p, caps=True), "caps"),
    "bold lines, capitals by property": (_caps_by_property, "caps"),
    "bold lines with typed numbers": (_typed_numbers, "numbered"),
    "underlined lines of plain weight": (
        lambda d, p: _plain_heading(d, p, caps=True, bold=False, underline=True), "caps"),
    "styles of its own with outline levels": (lambda d, p: _own_style(d, p, outline=True), ""),
    "styles of its own by look": (lambda d, p: _own_style(d, p, outline=False), ""),
    "top headings in shaded boxes": (_banded, "caps"),
}  # fmt: skip


def layout_docx(
    path: Path, heading: Callable[[Any, Head], None], story: Sequence[Part] = STORY
) -> Path:
    """A story as a Word document with headings of one make."""
    document = _new()
    run = document.add_paragraph().add_run(TITLE)
    run.bold, run.font.size = True, Pt(22)
    document.add_paragraph("14 May 2026")
    for part in story:
        if isinstance(part, Head):
            heading(document, part)
        elif isinstance(part, Para):
            document.add_paragraph(part.text)
        elif isinstance(part, Points):
            for text in part.texts:
                document.add_paragraph(text, style="List Bullet")
        else:
            table = document.add_table(len(part.rows), len(part.rows[0]), style="Table Grid")
            for n, (row, texts) in enumerate(zip(table.rows, part.rows, strict=True)):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.paragraphs[0].add_run(text).bold = n == 0 or None
    document.save(str(path))
    return path


def docx_truth(look: str) -> Told:
    """What should come out of the story in a Word document."""
    caps = [
        replace(p, text=p.text.upper()) if isinstance(p, Head) and p.level == 1 else p
        for p in STORY
    ]
    told = [Para(TITLE), Para("14 May 2026"), *(caps if look == "caps" else STORY)]
    return expected(told, numbered=look == "numbered")
