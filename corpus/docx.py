"""A Word document -> pieces."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path
from typing import Any

from corpus.grid import RowSort, row_pieces
from corpus.inline import box, clean, glyphs
from corpus.numbering import Numbering
from corpus.piece import Piece
from corpus.read import UnreadableError
from corpus.styles import Style, Styles, marked, size, value
from corpus.told import Told, heading_levels, in_cell, is_labelled, told_pieces, with_number

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED = {
    f"{_W}{tag}"
    for tag in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sdtPr", "txbxContent")
}
_SKIPPED |= {f"{_MC}Fallback"}
_BULLET = re.compile(r"^[•▪◦●*·‣–-]\s+(?=\S)")
_BODY_SIZE = 11.0
_LONG_POINT, _FRAMED = 150, 100
"""Characters: a longer numbered point is a numbered paragraph."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Words of one look."""

    words: str
    bold: bool
    size: float | None
    slanted: bool = False
    underlined: bool = False


def pieces(path: Path) -> list[Piece]:
    """The pieces of a Word document in reading order; heads and feet of pages are left out."""
    return document(path)[0]


def document(path: Path) -> tuple[list[Piece], tuple[str, ...]]:
    """The pieces of a Word document, and what the heads and feet of its pages say.

    Raises:
        UnreadableError: If it is damaged.
    """
    import docx  # noqa: PLC0415
    from docx.opc.exceptions import OpcError  # noqa: PLC0415
    from lxml.etree import LxmlError  # noqa: PLC0415

    broken: tuple[type[Exception], ...] = (OpcError, LxmlError, zipfile.BadZipFile, zlib.error)
    broken += (KeyError, ValueError, AttributeError, OSError, EOFError)
    try:
        reader = _Reader(docx.Document(str(path)))
        found = list(reader.read()), tuple(reader.margins())
    except broken as error:
        raise UnreadableError(f"{path.name}: the Word file is damaged ({error})") from error
    return found


class _Reader:
    """Walks the body of one document."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401 (docx names no public type)
        self._document = document
        self._body = document.element.body
        self._styles = Styles(document)
        self._numbering = Numbering(document)
        self._read_notes: dict[str, dict[str, list[Any]]] = {}

    def read(self) -> Iterator[Piece]:
        """Pieces in order, bold lines of a document without heading styles as headings."""
        parts = list(self._blocks(self._body))
        if any(isinstance(part, Told) and part.level for part in parts):
            found = [0] * len(parts)
        else:
            found = heading_levels(parts)
        gap = True
        for part, level in zip(parts, found, strict=True):
            if isinstance(part, Told):
                yield from told_pieces(part, level, gap=gap) if part.text else ()
                gap = not part.listed
            else:
                yield from part
                gap = True

    def margins(self) -> Iterator[str]:
        """The lines of page heads and feet."""
        from docx.oxml import parse_xml  # noqa: PLC0415

        for related in self._document.part.rels.values():
            if related.reltype.endswith(("/header", "/footer")) and not related.is_external:
                for line in parse_xml(related.target_part.blob).iter(f"{_W}p"):
                    yield clean("".join(run.words for run in self._runs(line, Style())))

    def _blocks(self, parent: Any) -> Iterator[Told | list[Piece]]:  # noqa: ANN401
        for element in parent:
            if element.tag == f"{_W}p":
                yield self._told(element)
                for box in element.iter(f"{_W}txbxContent"):
                    if not any(a.tag == f"{_MC}Fallback" for a in box.iterancestors()):
                        yield from self._blocks(box)
                yield from self._notes(element)
            elif element.tag == f"{_W}tbl":
                framed = self._framed(element)
                yield framed or list(self._table(element))
            elif element.tag == f"{_W}sdt":
                for content in () if _is_contents(element) else element.iter(f"{_W}sdtContent"):
                    yield from self._blocks(content)
                    break
            elif element.tag in {f"{_W}ins", f"{_W}moveTo", f"{_W}customXml"}:
                yield from self._blocks(element)

    def _notes(self, paragraph: Any) -> Iterator[Told | list[Piece]]:  # noqa: ANN401
        """The footnotes and endnotes to which a paragraph points."""
        for kind in ("footnote", "endnote"):
            for mark in paragraph.iter(f"{_W}{kind}Reference"):
                for note in self._noted(kind).get(mark.get(f"{_W}id", ""), ()):
                    yield from self._blocks(note)

    def _noted(self, kind: str) -> dict[str, list[Any]]:
        from docx.oxml import parse_xml  # noqa: PLC0415

        if kind not in self._read_notes:
            parts = [r.target_part for r in self._document.part.rels.values() if not r.is_external]
            parts = [part for part in parts if part.partname.endswith(f"/{kind}s.xml")]
            notes = [note for part in parts for note in parse_xml(part.blob).iter(f"{_W}{kind}")]
            self._read_notes[kind] = {note.get(f"{_W}id", ""): [note] for note in notes}
        return self._read_notes[kind]

    def _told(self, element: Any) -> Told:  # noqa: ANN401
        style = self._styles.of(element)
        runs = list(self._runs(element, style))
        text = clean("".join(run.words for run in runs))
        own = value(element, "pPr/pStyle") or ""
        number = self._numbering.before(style.number, style.depth, own) if text else ""
        if style.name.casefold().startswith("toc "):
            text = ""
        head = takewhile(lambda run: run.bold or not run.words.strip(), runs)
        bullet = _BULLET.match(text)
        sizes: Counter[float] = Counter()
        for run in runs:
            sizes[run.size or style.size] += len(run.words)
        said = [run for run in runs if run.words.strip()]
        told = Told(
            text[bullet.end() :] if bullet else text,
            clean("".join(run.words for run in head)),
            style.level,
            bool(bullet) or (style.listed and not (number and len(text) > _LONG_POINT)),
            sizes.most_common(1)[0][0] if sizes else style.size,
            bool(said) and all(run.slanted for run in said),
            bool(said) and all(run.underlined for run in said),
        )
        return with_number(told, number) if number else told

    def _runs(self, element: Any, style: Style) -> Iterator[_Run]:  # noqa: ANN401
        """The words of a paragraph with their look; what was deleted is left out."""
        for child in element:
            if child.tag in _SKIPPED:
                continue
            if child.tag == f"{_W}r":
                named = value(child, "rPr/rStyle")
                look = self._styles.named(named) if named else Style()
                words = "".join(glyphs(child))
                caps = marked(child, "caps", style.caps or look.caps)
                yield _Run(
                    words.upper() if caps else words,
                    marked(child, "b", style.bold or look.bold),
                    size(child),
                    marked(child, "i", style.slanted or look.slanted),
                    marked(child, "u", style.underlined or look.underlined),
                )
            elif child.tag == f"{_W}sdt" and (tick := box(child)):
                yield _Run(f"{tick} ", style.bold, None)
            elif not _is_page_number(child):
                yield from self._runs(child, style)

    def _framed(self, table: Any) -> Told | None:  # noqa: ANN401
        """The lone short line of a table of one cell: a line in a box, not a table."""
        cells = list(table.iter(f"{_W}tc"))
        if len(cells) != 1:
            return None
        parts = [t for t in self._flat(cells[0]) if t.text]
        lone = len(parts) == 1 and len(parts[0].text) < _FRAMED and not parts[0].listed
        return replace(parts[0], framed=True) if lone else None

    def _table(self, table: Any) -> Iterator[Piece]:  # noqa: ANN401
        rows = [list(self._cells(row)) for row in table.iter(f"{_W}tr") if _own(row, table)]
        heads = [
            row.find(f"{_W}trPr/{_W}tblHeader") is not None
            for row in table.iter(f"{_W}tr")
            if _own(row, table)
        ]
        named = False
        labelled = all(map(is_labelled, rows)) and len(rows) > 1
        for n, (cells, told_head) in enumerate(zip(rows, heads, strict=True)):
            parts = [in_cell(cell) for cell in cells]
            filled = [cell for cell in cells if any(t.text for t in cell)]
            bold = len(filled) > 1 and all(t.bold for cell in filled for t in cell if t.text)
            plain = any(t.text and not t.bold for row in rows[1:] for cell in row for t in cell)
            head = n == 0 and len(rows) > 1 and len(filled) > 1 and (told_head or (bold and plain))
            named = named or head
            under: RowSort = "named" if named else "labelled" if labelled else ""
            found = row_pieces(parts, "head" if head else under)
            yield from (replace(p, opens=n == 0 and m == 0) for m, p in enumerate(found))

    def _cells(self, row: Any) -> Iterator[list[Told]]:  # noqa: ANN401
        """Cells of a row, with an empty one for each further column that one spans."""
        for cell in _children(row, f"{_W}tc"):
            properties = cell.find(f"{_W}tcPr")
            span = properties.find(f"{_W}gridSpan") if properties is not None else None
            merge = properties.find(f"{_W}vMerge") if properties is not None else None
            goes_on = merge is not None and merge.get(f"{_W}val") != "restart"
            yield [] if goes_on else list(self._flat(cell))
            width = int(span.get(f"{_W}val", "1")) if span is not None else 1
            yield from ([] for _ in range(min(width, 64) - 1))

    def _flat(self, cell: Any) -> Iterator[Told]:  # noqa: ANN401
        for part in self._blocks(cell):
            if isinstance(part, Told):
                yield part
            else:
                yield from (Told(p.text, "", 0, p.kind == "item", _BODY_SIZE) for p in part)


def _own(row: Any, table: Any) -> bool:  # noqa: ANN401
    """Whether a row is of this table and not of one inside it."""
    return next(a for a in row.iterancestors() if a.tag == f"{_W}tbl") is table


def _children(parent: Any, tag: str) -> Iterator[Any]:  # noqa: ANN401
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml"}:
            yield from _children(child, tag)


def _is_contents(sdt: Any) -> bool:  # noqa: ANN401
    gallery = sdt.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
    return gallery is not None and "contents" in gallery.get(f"{_W}val", "").casefold()


def _is_page_number(element: Any) -> bool:  # noqa: ANN401
    return element.tag == f"{_W}fldSimple" and "PAGE" in element.get(f"{_W}instr", "").split()
