"""A file of any format -> its reports."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from corpus.front import TITLE, Front, known
from corpus.handling import handling
from corpus.outline import outline
from corpus.piece import DATE, Piece, dates
from corpus.report import Report
from corpus.text import pieces, plain

READER = 9
"""Raised when another reading of the same file comes out: what is kept is then read again."""
SUFFIXES = (".md", ".markdown", ".txt", ".text", ".pdf", ".docx", ".html", ".htm")
"""What a folder is searched for; a file's kind itself is told by its content."""
_MARKDOWN = SUFFIXES[:2]
_DOCUMENT = re.compile(
    r"\b(?:internal audit|inspection|response by|minutes|letter to|annual report)|report\s+\S*\d",
    re.IGNORECASE,
)
"""Words by which a title block says what kind of document opens."""
_FRONT = re.compile(r"\A---\s*\n(.*?)\n---\s*\n", re.DOTALL)


class UnreadableError(ValueError):
    """A file cannot be read as a report."""


def read(path: Path) -> tuple[Report, ...]:
    """The reports in a file, in their order there; only plain text holds several.

    It is read in a child process, so that no file can do harm.

    Raises:
        UnreadableError: If it is missing, damaged, locked, too costly, or holds no words.
    """
    from corpus.sandbox import read_apart  # noqa: PLC0415 (it imports this module's error)

    return read_apart(path)


def read_here(path: Path) -> tuple[Report, ...]:
    """The reports in a file, read in this process, with no limit on what it may cost.

    Raises:
        UnreadableError: If it is missing, damaged, locked, or holds no words.
    """
    from corpus.charset import decoded  # noqa: PLC0415 (these import this module's error)
    from corpus.kind import kind_of  # noqa: PLC0415
    from corpus.parse import parse  # noqa: PLC0415

    kind = kind_of(path)
    if kind == "text":
        reports = _texts(decoded(path), path)
    else:
        found = parse(kind, path)
        lines = tuple(piece.text for piece in found.pieces)
        report = _report(Front(lines, {}, path.name, found.margins), found.pieces, found.margins)
        reports = [replace(report, pages=found.pages, unread=found.unread)]
    if not any(report.sections for report in reports):
        raise UnreadableError(f"{path.name}: no words were found in it")
    return tuple(report for report in reports if report.sections)


def _texts(text: str, path: Path) -> list[Report]:
    markdown = path.suffix.casefold() in _MARKDOWN
    parts = [text] if _FRONT.match(text) else list(_parts(text))
    return [_text(part, path.name, markdown=markdown) for part in parts]


def _text(text: str, source: str, *, markdown: bool) -> Report:
    matter = _FRONT.match(text)
    stated = _stated(matter[1]) if matter else {}
    body = text[matter.end() :] if matter else text
    lines = tuple(plain(line.lstrip("#> ")) for line in body.split("\n") if line.strip())
    return _report(Front(lines, stated, source), pieces(body, markdown=markdown))


def _report(front: Front, found: Sequence[Piece], margins: Sequence[str] = ()) -> Report:
    report = known(front)
    said = report.handling or handling((piece.text for piece in found), margins)
    return replace(report, sections=outline(found, report.id), handling=said)


def _parts(text: str) -> Iterator[str]:
    """The reports that one file holds one after the other, parted where a new one opens."""
    lines = text.split("\n")
    starts = [n for n in range(len(lines)) if _opens(lines, n)]
    bounds = [0, *[n for n in starts if any(line.strip() for line in lines[:n])], len(lines)]
    for start, end in itertools.pairwise(bounds):
        yield "\n".join(lines[start:end])


def _opens(lines: Sequence[str], n: int) -> bool:
    """Whether a report opens at a line: a gap, then a title block with a date or a title line."""
    if not lines[n].strip() or n < 2 or lines[n - 1].strip() or lines[n - 2].strip():
        return False
    block = [line.strip() for line in lines[n : n + 16] if line.strip()][:5]
    titled = any(TITLE.match(line) for line in block)
    dated = any(DATE.fullmatch(line) for line in block)
    short = all(len(line) < 100 and line[-1] not in ".;" for line in block[:3])
    head = bool(block) and len(block[0]) < 100 and not re.match(r"[-•|\d]", block[0])
    named = any(_DOCUMENT.search(line) for line in block)
    return head and (titled or (dated and short and named))


def _stated(matter: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in matter.split("\n") if ":" in line)
    return {key.strip().casefold(): value.strip().strip("\"'") for key, _, value in pairs}


def day(text: str) -> date:
    """A date as people type it: `2025-11-03`, `3 November 2025` or `3/11/2025`.

    Raises:
        ValueError: If there is no date in the text.
    """
    found = dates(text)
    if not found:
        raise ValueError(f"{text!r} is no date; write it as 2025-11-03 or 3 November 2025")
    return found[0]
