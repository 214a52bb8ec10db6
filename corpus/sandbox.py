"""A file of any format -> pieces, parsed in a child process that can do no harm.

The child may use so much memory and time; what it prints is read as data. A parser that crashes,
hangs or swells costs one file and leaves a message.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from corpus.piece import Piece
from corpus.read import UnreadableError

_REFUSED = 3
"""Exit code of a child that says, on its last line, why a file cannot be read."""
_HEAD = 4096
_MAX_BYTES = 400_000_000
_MAX_UNPACKED, _MAX_PART, _MAX_RATIO, _MAX_PARTS = 600_000_000, 100_000_000, 200, 20_000
"""Bytes of a zip in all and in one part, how far a large part may be packed, how many parts."""


class NeedsOcrError(UnreadableError):
    """A file holds pictures of pages and no text."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost."""

    seconds: int = 300
    megabytes: int = 2048


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a file holds."""

    kind: str
    """pdf, docx, html or text."""
    pieces: tuple[Piece, ...]
    pages: int | None = None
    unread: tuple[int, ...] = ()
    """Pages, from 1, that are pictures without text: they need OCR."""


_PARSED = TypeAdapter(Parsed)


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
    known = {
        b"\xd0\xcf\x11\xe0": "an old or encrypted Word file; save it as .docx without a password",
        b"{\\rtf": "rich text; save it as .docx",
    }
    for magic, what in known.items():
        if head.startswith(magic):
            raise UnreadableError(f"{path.name}: {what}")
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
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
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
    if "word/document.xml" not in {part.filename for part in parts}:
        raise UnreadableError(f"{path.name}: a zip file, but no Word document")
    return "docx"


def parsed(path: Path, limits: Limits | None = None) -> Parsed:
    """The pieces of a file, read in a child process.

    Raises:
        NeedsOcrError: If it holds pictures of pages and no text.
        UnreadableError: If it is of a kind that is not read, damaged, encrypted or empty, or
            costs more than the limits.
    """
    kind, limits = kind_of(path), limits or Limits()
    command = [
        sys.executable,
        "-m",
        "corpus.sandbox",
        kind,
        str(path.resolve()),
        str(limits.megabytes),
    ]
    try:
        child = subprocess.run(  # noqa: S603 (our own module; the path is one argument)
            command, capture_output=True, timeout=limits.seconds, check=False, cwd=_root()
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(f"{path.name}: not read within {limits.seconds} s") from error
    return _reply(child, path, limits)


def _root() -> Path:
    return Path(__file__).resolve().parent.parent


def _reply(child: subprocess.CompletedProcess[bytes], path: Path, limits: Limits) -> Parsed:
    if child.returncode == 0:
        return _PARSED.validate_json(child.stdout)
    said = child.stderr.decode("utf-8", "replace").strip().split("\n")[-1]
    if child.returncode == _REFUSED and said:
        wanted = NeedsOcrError if said.endswith("OCR") else UnreadableError
        raise wanted(f"{path.name}: {said}")
    if child.returncode < 0 or "MemoryError" in said:
        raise UnreadableError(f"{path.name}: needs more than {limits.megabytes} MB, or is damaged")
    raise UnreadableError(f"{path.name}: damaged ({said[:200]})")


def _child(kind: str, path: Path, megabytes: int) -> int:
    """Read a file and print what it holds; the reason goes to standard error."""
    size = megabytes * 10**6
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        found = _read(kind, path)
    except UnreadableError as error:
        print(str(error).removeprefix(f"{path.name}: "), file=sys.stderr)
        return _REFUSED
    sys.stdout.buffer.write(_PARSED.dump_json(found, exclude_defaults=True))
    return 0


def _read(kind: str, path: Path) -> Parsed:
    if kind == "pdf":
        return _pdf(path)
    if kind == "docx":
        from corpus import docx as reader  # noqa: PLC0415

        found = reader.pieces(path)
    elif kind == "html":
        from corpus import page  # noqa: PLC0415

        found = page.pieces(path)
    else:
        from corpus import charset, text  # noqa: PLC0415

        words = charset.decoded(path)
        found = text.pieces(words, markdown=path.suffix.casefold() in {".md", ".markdown"})
    if not found:
        raise UnreadableError(f"{path.name}: no words were found in it")
    return Parsed(kind, tuple(found))


def _pdf(path: Path) -> Parsed:
    from corpus import ocr, pdf  # noqa: PLC0415

    found = pdf.pages(path)
    if found.unread and ocr.is_there():
        return Parsed("pdf", ocr.with_scans(path, found), found.count)
    if not found.pieces:
        if found.unread:
            raise UnreadableError(f"{path.name}: pages are pictures without text: needs OCR")
        raise UnreadableError(f"{path.name}: no words were found in it")
    return Parsed("pdf", found.pieces, found.count, found.unread)


if __name__ == "__main__":
    sys.exit(_child(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])))
