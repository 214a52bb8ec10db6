"""A PDF -> pieces."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from corpus.furniture import without_furniture
from corpus.glyphs import Sheet, sheet
from corpus.grid import RowSort, boxes, row_pieces, run_in
from corpus.layout import Grid, Line, lines_in, reading_order
from corpus.paragraph import NUMBER, Paragraph, leadings, paragraphs, vocabulary
from corpus.piece import PAGE_NUMBER, Piece
from corpus.read import UnreadableError
from corpus.ruled import Cell
from corpus.scale import Typed, levels
from corpus.split import follows, is_bold, is_labelled, rows_left

_COVER_WORDS, _COVER_PROSE, _DIVIDER_WORDS = 110, 30, 12
"""A cover has no more words, and no paragraph of more; a divider between parts has a name."""
_BROKEN = 30
"""Characters: a shorter line is whole, and no sentence goes on after it."""
_NOTE, _NOTE_MARK = 0.92, re.compile(r"[\d*†‡]{1,3}\s?\D")
"""Share of the body's type size under which a line that opens with a mark is a footnote."""
_PASSWORD, _FORMAT = 4, 3
"""Error codes of pdfium."""


@dataclass(frozen=True, slots=True)
class Pages:
    """What a PDF holds."""

    pieces: tuple[Piece, ...]
    count: int
    unread: tuple[int, ...]
    """Pages, from 1, that are pictures without text: they need OCR."""
    margins: tuple[str, ...] = ()
    """What its running heads and feet say."""


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the whole document tells about its type."""

    leading: dict[float, float]
    known: frozenset[str]
    """Words that stand whole somewhere in it."""
    body: float
    """The type size of most of its lines."""
    ink: int
    """The colour of most of its words."""


_Part = Paragraph | Grid


def pages(path: Path) -> Pages:
    """The pieces of a PDF in reading order, and the pages that could not be read.

    Raises:
        UnreadableError: If it is encrypted, damaged or empty.
    """
    sheets = _sheets(path)
    unread = tuple(s.number for s in sheets if s.pictured and not s.words)
    kept, margins = without_furniture(sheets)
    ordered = [reading_order(s) for s in kept]
    setting = _setting(ordered)
    parts = [part for page in ordered for part in _parts(page, setting)]
    told = _told(parts, setting, _plain_pages(sheets, parts))
    return Pages(tuple(_joined(told)), len(sheets), unread, margins)


def _sheets(path: Path) -> list[Sheet]:
    import pypdfium2 as pdfium  # type: ignore[import-untyped]  # noqa: PLC0415

    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        raise UnreadableError(f"{path.name}: {_reason(error)}") from error
    try:
        return [sheet(document[n], n + 1) for n in range(len(document))]
    except pdfium.PdfiumError as error:
        raise UnreadableError(f"{path.name}: a page of the PDF is damaged ({error})") from error
    finally:
        document.close()


def _reason(error: Any) -> str:  # noqa: ANN401 (pypdfium2 has no types)
    code = getattr(error, "err_code", None)
    if code == _PASSWORD:
        return "the PDF is encrypted; save a copy without a password"
    return "the PDF is damaged or cut off" if code == _FORMAT else f"not a readable PDF ({error})"


def _setting(ordered: Sequence[Sequence[Line | Grid]]) -> _Setting:
    lines = [e for page in ordered for e in page if isinstance(e, Line)]
    cells = [_lines(cell, grid.sheet) for page in ordered for grid in page if isinstance(grid, Grid)
             for row in grid.table.rows for cell in row if cell]  # fmt: skip
    every = [*lines, *(line for cell in cells for line in cell)]
    sizes = Counter(line.size for line in lines for _ in line.words)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    inks = Counter(word.colour for line in lines for word in line.words)
    ink = inks.most_common(1)[0][0] if inks else 0
    return _Setting(leadings([*_columns(lines), *cells]), vocabulary(every), body, ink)


def _columns(lines: Sequence[Line]) -> list[list[Line]]:
    columns: list[list[Line]] = []
    for line in lines:
        if line.opens or not columns:
            columns.append([])
        columns[-1].append(line)
    return columns


def _lines(cell: Cell, sheet: Sheet) -> list[Line]:
    return lines_in(cell.words, sheet, cell.box[2] - 4)


def _parts(page: Sequence[Line | Grid], setting: _Setting) -> Iterator[_Part]:
    """Paragraphs and tables of a page."""
    run: list[Line] = []
    for element in [*page, None]:
        if isinstance(element, Line) and not (element.opens and run):
            run.append(element)
            continue
        yield from paragraphs(run, setting.leading)
        run = [element] if isinstance(element, Line) else []
        if isinstance(element, Grid):
            yield element


def _plain_pages(sheets: Sequence[Sheet], parts: Sequence[_Part]) -> dict[int, str]:
    """Pages that head no section by their type: the cover, and dividers."""
    counts = {s.number: len(s.words) for s in sheets}
    held: dict[int, list[Paragraph]] = defaultdict(list)
    for part in parts:
        if isinstance(part, Paragraph):
            held[part.page].append(part)
    found = {
        n: "divider"
        for n, on in held.items()
        if n > 1 and counts[n] <= _DIVIDER_WORDS and len(on) <= 2 and not any(p.bullet for p in on)
    }
    prose = any(len(p.text(()).split()) > _COVER_PROSE for p in held[1])
    if len(sheets) > 2 and counts.get(1, 0) <= _COVER_WORDS and not prose:
        found[1] = "cover"
    return found


@dataclass(frozen=True, slots=True)
class _Told:
    """A piece and how it stands on its page."""

    piece: Piece
    opens: bool = False
    """Whether it is the first of a column or page."""
    note: bool = False
    """Whether it is a footnote."""


def _told(parts: Sequence[_Part], setting: _Setting, plain: dict[int, str]) -> Iterator[_Told]:
    found = _levels(parts, setting, plain)
    before: Grid | None = None
    for n, part in enumerate(parts):
        if isinstance(part, Grid):
            yield from map(_Told, _table(part, before, setting))
            before = part
            continue
        before = None
        if plain.get(part.page):
            yield from map(_Told, _aside(part, setting, plain[part.page]))
            continue
        note = part.size < _NOTE * setting.body and bool(_NOTE_MARK.match(part.text(())))
        for piece in _paragraph(part, setting, found.get(n, 0)):
            yield _Told(piece, part.opens, note)


def _levels(parts: Sequence[_Part], setting: _Setting, plain: dict[int, str]) -> dict[int, int]:
    typed = {
        n: _typed(part, setting)
        for n, part in enumerate(parts)
        if isinstance(part, Paragraph) and part.page not in plain and not part.bullet
    }
    return dict(zip(typed, levels(list(typed.values())), strict=True))


def _typed(part: Paragraph, setting: _Setting) -> Typed:
    text, coloured = part.text(setting.known), part.colour != setting.ink
    look = (part.slanted, part.underlined, coloured)
    return Typed(text, part.size, part.bold, part.gap, *look)


def _aside(part: Paragraph, setting: _Setting, kind: str) -> Iterator[Piece]:
    """A line of the cover, or the name on a divider page."""
    text = part.text(setting.known)
    if PAGE_NUMBER.match(text):
        return
    heading = kind == "divider" and len(text) > 3
    yield Piece("heading" if heading else "line", text, int(heading), page=part.page)


def _paragraph(part: Paragraph, setting: _Setting, level: int) -> list[Piece]:
    text = part.text(setting.known)
    if level:
        return [Piece("heading", text, level, page=part.page)]
    listed = part.bullet or (NUMBER.match(text) and not part.bold)
    kind = "item" if listed else "line"
    bold = part.bold and not re.match(r"[(*]|\S+\.\S+$", text)
    piece = Piece(kind, text, gap=part.gap, bold=bold, page=part.page)  # type: ignore[arg-type]  # both are kinds
    count = part.bold_words
    if listed or part.bold or not count:
        return boxes(piece)
    words = text.split(" ")
    return run_in(" ".join(words[:count]), " ".join(words[count:]), piece)


def _table(grid: Grid, before: Grid | None, setting: _Setting) -> Iterator[Piece]:
    rows = rows_left(grid, before)
    named = len(rows) < len(grid.table.rows)
    labelled = len(rows) > 1 and all(map(is_labelled, rows))
    for n, row in enumerate(rows):
        filled = [cell for cell in row if cell and cell.words]
        page = grid.sheet.number
        if len(filled) == 1 and sum(cell is not None for cell in row) == 1:
            yield from _spanning(filled[0], grid, setting)
            continue
        head = n == 0 and len(rows) > 1 and len(filled) > 1 and all(map(is_bold, filled))
        head = head and any(c and c.words and not is_bold(c) for r in rows[1:] for c in r)
        cells = [_inside(cell, grid, setting) if cell else [] for cell in row]
        named = named or head
        under: RowSort = "named" if named else "labelled" if labelled else ""
        found = row_pieces(cells, "head" if head else under, page=page)
        goes_on = n == 0 and before is not None and follows(grid, before)
        yield from (replace(piece, split=True) for piece in found) if goes_on else found


def _spanning(cell: Cell, grid: Grid, setting: _Setting) -> Iterator[Piece]:
    """A row of one cell as wide as the table: prose in a box, or the title of what follows."""
    for part in paragraphs(_lines(cell, grid.sheet), setting.leading):
        kind = "item" if part.bullet else "line"
        yield Piece(kind, part.text(setting.known), gap=part.gap, page=part.page)  # type: ignore[arg-type]  # both are kinds


def _inside(cell: Cell, grid: Grid, setting: _Setting) -> list[Piece]:
    return [replace(piece, inside=True) for piece in _spanning(cell, grid, setting)]


def _joined(told: Iterable[_Told]) -> list[Piece]:
    """Sentences broken by the end of a page or column, made one again; footnotes come after."""
    joined: list[Piece] = []
    notes = 0
    for each in told:
        last = len(joined) - 1 - notes
        if last >= 0 and not each.note and _goes_on(joined[last], each.piece, opens=each.opens):
            joined[last] = joined[last].with_text(f"{joined[last].text} {each.piece.text}")
            continue
        notes = notes + 1 if each.note else 0
        joined.append(each.piece)
    return joined


def _goes_on(before: Piece, piece: Piece, *, opens: bool) -> bool:
    if before.kind not in {"line", "item"} or piece.kind != "line" or before.bold or piece.bold:
        return False
    if before.text[-1] in ".?!:;" or before.inside != piece.inside:
        return False
    if piece.text[0].islower():
        return len(before.text) > _BROKEN
    return opens and before.kind == "line" and len(before.text) > 2 * _BROKEN
