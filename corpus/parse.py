"""A file of a known kind -> its pieces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.piece import Piece
from corpus.read import UnreadableError

_MOST_NAMED = 20
NEEDS_OCR = "needs OCR"
"""How the reason ends for which a file of pictures is not read."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a file holds."""

    pieces: tuple[Piece, ...]
    pages: int | None = None
    unread: tuple[int, ...] = ()
    """Pages, from 1, that are pictures without text: they need OCR."""
    margins: tuple[str, ...] = ()
    """What its running heads and feet say: no words of the report, but of its handling."""


def parse(kind: str, path: Path) -> Parsed:
    """The pieces of a PDF, Word file or web page, in this process.

    Raises:
        UnreadableError: If it is damaged, encrypted, or holds no words.
    """
    if kind == "pdf":
        return _pdf(path)
    if kind == "docx":
        from corpus import docx as reader  # noqa: PLC0415 (each reader is imported where needed)

        found, margins = reader.document(path)
        return Parsed(tuple(found), margins=margins)
    from corpus import page  # noqa: PLC0415

    return Parsed(tuple(page.pieces(path)), margins=page.margins(path))


def _pdf(path: Path) -> Parsed:
    from corpus import ocr, pdf  # noqa: PLC0415

    found = pdf.pages(path)
    if found.unread and ocr.is_there():
        found = ocr.with_scans(path, found)
    if not found.pieces and found.unread:
        raise UnreadableError(f"{path.name}: {_named(found.unread)} without text: {NEEDS_OCR}")
    return Parsed(found.pieces, found.count, found.unread, found.margins)


def _named(pages: Sequence[int]) -> str:
    """Pages that are pictures, by number; the first of many.

    >>> _named((3,)), _named((1, 2))
    ('page 3 is a picture', 'pages 1, 2 are pictures')
    """
    if len(pages) == 1:
        return f"page {pages[0]} is a picture"
    more = f" and {len(pages) - _MOST_NAMED} more" if len(pages) > _MOST_NAMED else ""
    return f"pages {', '.join(map(str, pages[:_MOST_NAMED]))}{more} are pictures"
