"""Pages that are pictures, read with tesseract where it is installed."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.piece import Piece
from corpus.text import pieces

if TYPE_CHECKING:
    from corpus.pdf import Pages

_SCALE = 300 / 72
"""300 dots an inch, which tesseract asks for."""
_SECONDS = 120


def is_there() -> bool:
    """Whether tesseract is on the path."""
    return shutil.which("tesseract") is not None


def with_scans(path: Path, found: Pages) -> Pages:
    """A PDF with the pieces of its scanned pages in their place; what stays unread is told."""
    read = {number: _page(path, number) for number in found.unread}
    every = [*found.pieces, *(piece for pieces in read.values() for piece in pieces)]
    return replace(
        found,
        pieces=tuple(sorted(every, key=lambda piece: piece.page or 0)),
        unread=tuple(number for number, pieces in read.items() if not pieces),
    )


def _page(path: Path, number: int) -> list[Piece]:
    """The pieces of one page; none where tesseract fails."""
    command = [
        shutil.which("tesseract") or "tesseract",
        "stdin",
        "stdout",
        "-l",
        "eng",
        "--psm",
        "3",
    ]
    try:
        done = subprocess.run(  # noqa: S603 (fixed arguments)
            command, input=_picture(path, number), capture_output=True, timeout=_SECONDS, check=True
        )
    except (subprocess.SubprocessError, OSError):
        return []
    text = re.sub(r"([^\W\d_])-\n(?=[a-z])", r"\1", done.stdout.decode("utf-8", "replace"))
    return [replace(piece, page=number) for piece in pieces(text.replace("\f", ""), markdown=False)]


def _picture(path: Path, number: int) -> bytes:
    """A page drawn as a PNG."""
    import pypdfium2 as pdfium  # type: ignore[import-untyped]  # noqa: PLC0415

    document = pdfium.PdfDocument(path)
    try:
        drawn = io.BytesIO()
        document[number - 1].render(scale=_SCALE, grayscale=True).to_pil().save(drawn, "PNG")
        return drawn.getvalue()
    finally:
        document.close()
