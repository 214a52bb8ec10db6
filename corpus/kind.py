"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import zipfile
from pathlib import Path

from corpus.read import UnreadableError

_HEAD = 4096
_MAX_BYTES, _MAX_TEXT = 400_000_000, 20_000_000
"""Bytes of a file, and of one that is all text: some 8,000 pages."""
_MAX_UNPACKED, _MAX_PART, _MAX_RATIO, _MAX_PARTS = 600_000_000, 100_000_000, 200, 20_000
"""Bytes of a zip in all and in one part, how far a large part may be packed, how many parts."""
_UNREAD = {
    b"\xd0\xcf\x11\xe0": "an old or encrypted Office file; save it as .docx without a password",
    b"{\\rtf": "rich text; save it as .docx",
    b"%!PS": "PostScript; save it as .pdf",
    b"\x89PNG": "a picture; save it as .pdf and read its text with OCR",
    b"\xff\xd8\xff": "a picture; save it as .pdf and read its text with OCR",
    b"GIF8": "a picture; save it as .pdf and read its text with OCR",
    b"II*\x00": "a picture; save it as .pdf and read its text with OCR",
    b"MM\x00*": "a picture; save it as .pdf and read its text with OCR",
    b"\x1f\x8b": "a packed archive; unpack it first",
    b"7z\xbc\xaf": "a packed archive; unpack it first",
    b"Rar!": "a packed archive; unpack it first",
    b"MZ": "a program, no report",
    b"\x7fELF": "a program, no report",
}
"""Kinds that are told but not read, by the bytes that they start with."""
_ZIPS = {
    "xl/workbook.xml": "an Excel workbook; save the sheet that matters as .pdf",
    "ppt/presentation.xml": "a PowerPoint file; save it as .pdf",
    "META-INF/container.xml": "an e-book; save it as .pdf or .html",
    "content.xml": "an OpenDocument file; save it as .docx or .pdf",
}
"""Zips that are told but not read, by a part that they hold."""


def kind_of(path: Path) -> str:
    """What a file is by its first bytes, whatever its name says: pdf, docx, html or text.

    Raises:
        UnreadableError: If it is missing, empty, too large, or of a kind that is not read.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise UnreadableError(f"{path.name}: {error.strerror or error}") from error
    if not size:
        raise UnreadableError(f"{path.name}: the file is empty")
    if size > _MAX_BYTES:
        raise UnreadableError(f"{path.name}: larger than {_MAX_BYTES // 10**6} MB")
    return _kind(path, head)


def _kind(path: Path, head: bytes) -> str:
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK"):
        return _zip_kind(path)
    for magic, what in _UNREAD.items():
        if head.startswith(magic):
            raise UnreadableError(f"{path.name}: {what}")
    if path.stat().st_size > _MAX_TEXT:
        raise UnreadableError(f"{path.name}: more than {_MAX_TEXT // 10**6} MB of text; split it")
    shown = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe").lstrip().lower()
    if shown.startswith((b"<!doctype html", b"<html", b"<?xml")) or b"<html" in shown:
        return "html"
    tagged = path.suffix.casefold() in {".html", ".htm", ".xhtml"} and b"<" in shown
    return "html" if tagged else "text"


def _zip_kind(path: Path) -> str:
    """`docx`, if a zip is one and unpacks to a sane size."""
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise UnreadableError(f"{path.name}: a damaged or cut off zip or Word file") from error
    unpacked = sum(part.file_size for part in parts)
    swollen = [
        p for p in parts if p.file_size > 10**6 * 5 and p.file_size > _MAX_RATIO * p.compress_size
    ]
    large = any(part.file_size > _MAX_PART for part in parts if part.filename.endswith(".xml"))
    if unpacked > _MAX_UNPACKED or len(parts) > _MAX_PARTS or swollen or large:
        raise UnreadableError(
            f"{path.name}: unpacks to {unpacked // 10**6} MB, a zip bomb; it was not opened"
        )
    names = {part.filename for part in parts}
    if "word/document.xml" not in names:
        what = next((told for part, told in _ZIPS.items() if part in names), None)
        raise UnreadableError(f"{path.name}: {what or 'a zip file, but no Word document'}")
    return "docx"
