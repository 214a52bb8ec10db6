"""Footnotes for a Word document: python-docx cannot write them, so the part is built here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml import etree

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_REFERENCE, _TEXT = "FootnoteReference", "FootnoteText"
_OWN = 1
"""The first id of a note of ours: -1 and 0 are the lines above the notes."""


class Footnotes:
    """The notes of one document, in order."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._notes: list[Sequence[str]] = []
        _add_styles(document)

    def add(self, paragraph: Paragraph, lines: Sequence[str]) -> None:
        """Put the mark of a note at the end of a paragraph; each line is one of its paragraphs."""
        self._notes.append(lines)
        run = paragraph.add_run()
        run.style = self._document.styles[_REFERENCE]
        mark = etree.SubElement(run._r, qn("w:footnoteReference"))  # noqa: SLF001 (no public way)
        mark.set(qn("w:id"), str(len(self._notes) - 1 + _OWN))

    def save(self) -> None:
        """Write the part that holds the notes, and name its separators in the settings."""
        name = PackURI("/word/footnotes.xml")
        blob = etree.tostring(self._xml(), xml_declaration=True, encoding="UTF-8", standalone=True)
        package = self._document.part.package
        part = Part(name, CONTENT_TYPE.WML_FOOTNOTES, blob, package)
        self._document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        _name_separators(self._document)

    def _xml(self) -> etree._Element:
        root = etree.Element(qn("w:footnotes"), nsmap={"w": _namespace()})
        for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
            note = _note(root, number)
            note.set(qn("w:type"), kind)
            run = etree.SubElement(etree.SubElement(note, qn("w:p")), qn("w:r"))
            etree.SubElement(run, qn(f"w:{kind}"))
        for number, lines in enumerate(self._notes, start=_OWN):
            note = _note(root, number)
            for place, line in enumerate(lines):
                _paragraph(note, line, marked=place == 0)
        return root


def _note(root: etree._Element, number: int) -> etree._Element:
    note = etree.SubElement(root, qn("w:footnote"))
    note.set(qn("w:id"), str(number))
    return note


def _paragraph(note: etree._Element, words: str, *, marked: bool) -> None:
    paragraph = etree.SubElement(note, qn("w:p"))
    style = etree.SubElement(etree.SubElement(paragraph, qn("w:pPr")), qn("w:pStyle"))
    style.set(qn("w:val"), _TEXT)
    if marked:
        run = etree.SubElement(paragraph, qn("w:r"))
        mark = etree.SubElement(etree.SubElement(run, qn("w:rPr")), qn("w:rStyle"))
        mark.set(qn("w:val"), _REFERENCE)
        etree.SubElement(run, qn("w:footnoteRef"))
    text = etree.SubElement(etree.SubElement(paragraph, qn("w:r")), qn("w:t"))
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    text.text = f" {words}" if marked else words


def _add_styles(document: Document) -> None:
    text = document.styles.add_style(_TEXT, WD_STYLE_TYPE.PARAGRAPH)
    text.font.size = Pt(8)
    text.paragraph_format.space_after = Pt(0)
    mark = document.styles.add_style(_REFERENCE, WD_STYLE_TYPE.CHARACTER)
    mark.font.superscript = True


def _name_separators(document: Document) -> None:
    """`w:footnotePr` stands before `w:compat`: the schema fixes the order."""
    settings = document.settings.element
    told = etree.Element(qn("w:footnotePr"))
    for number in (-1, 0):
        etree.SubElement(told, qn("w:footnote")).set(qn("w:id"), str(number))
    later = settings.find(qn("w:compat"))
    if later is None:
        settings.append(told)
    else:
        later.addprevious(told)


def _namespace() -> str:
    return qn("w:p")[1:].partition("}")[0]
