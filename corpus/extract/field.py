"""The fields of an item: named by a column, by a `Label: value` line, or inside a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.piece import fold
from corpus.register import Field
from corpus.report import Block, Report, Section, Span

_COLUMNS = {
    "number": r"^(?:ref|no|number|#|id|rec|action no|item|minute)\b\.?",
    "owner": r"owner|lead\b|responsib|officer|assigned|^who|action for",
    "deadline": r"date|due|deadline|timescale|by when|target|when\b",
    "priority": r"priority|grading|grade|rating|\brisk|category",
    "status": r"status|progress|position|\bstate\b|outcome|rag",
    "text": r"action|recommendation|improvement|agreed|ask|requirement",
}
"""Words by which tables name their columns; the first that fits counts."""


FIELDS = {
    "owner": r"^(?:responsible |action |lead |accountable )?(?:owner|lead|officer)(?: responsible)?|^responsible",
    "deadline": r"^(?:(?:due|target|completion|implementation|agreed) )?(?:date|deadline|timescale)$|^due$|^by(?: when)?$",
    "addressee": r"^for$|^to$|^addressed to",
    "priority": r"^(?:priority|grading|rating|risk)",
    "status": r"^(?:current )?(?:status|progress|position)(?: (?:at|as at) .*)?$",
}


_FIELD = re.compile(r"^([A-Z][A-Za-z ()]{1,40}?)\s*[:–-]\s*(.{1,120})$", re.DOTALL)


_INSIDE = re.compile(r"(?:^|[.;]\s+)([A-Z][A-Za-z ]{2,30}):\s+([^.;:]{3,80})(?=[.;])")


def columns_of(section: Section, heads: Sequence[Block]) -> dict[str, int]:
    """Which column holds what, from the header rows."""
    found: dict[str, int] = {}
    if not heads:
        return found
    names = section.words(heads[0]).split("\t")
    for place, name in enumerate(names):
        kind = next((k for k, words in _COLUMNS.items() if re.search(words, fold(name))), None)
        if kind and kind not in found:
            found[kind] = place
    return found


def cells_of(report: Report, section: Section, block: Block) -> dict[int, Field]:
    """The filled cells of a row, by their place."""
    cells, start = {}, block.start
    for place, cell in enumerate(section.words(block).split("\t")):
        if cell.strip():
            cells[place] = Field(cell, Span.of(report, section, start, start + len(cell)))
        start += len(cell) + 1
    return cells


def fields_of(report: Report, section: Section) -> dict[str, list[Field]]:
    """The `Label: value` lines of a section that name a field of an item."""
    fields: dict[str, list[Field]] = {}
    for block in section.blocks:
        words = section.words(block)
        parts = words.split("\t") if block.kind == "row" else [words]
        start = block.start
        for part in parts:
            named = field_named(part) or (
                field_named(words.replace("\t", ": ", 1)) if len(parts) == 2 else None
            )
            if named:
                at = section.text.index(named[1], start)
                span = Span.of(report, section, at, at + len(named[1]))
                fields.setdefault(named[0], []).append(Field(named[1], span))
                if len(parts) == 2 and not field_named(part):
                    break
            start += len(part) + 1
    return fields


def inside(words: str, span: Span) -> dict[str, list[Field]]:
    """Fields told inside a paragraph: `Lead officer: Head of Estates.`."""
    fields: dict[str, list[Field]] = {}
    for found in _INSIDE.finditer(words):
        name = next((n for n, terms in FIELDS.items() if re.search(terms, fold(found[1]))), None)
        if name:
            start = span.start + found.start(2)
            place = replace(span, start=start, end=start + len(found[2]), quote=found[2])
            fields.setdefault(name, []).append(Field(found[2], place))
    return fields


def field_named(words: str) -> tuple[str, str] | None:
    """Field name and value of a `Responsible Owner: ...` line, or None."""
    found = _FIELD.match(words)
    if not found:
        return None
    name = next((n for n, terms in FIELDS.items() if re.search(terms, fold(found[1]))), None)
    return (name, found[2].strip()) if name else None


def whole(report: Report, section: Section, block: Block) -> Span:
    """The span of a whole block."""
    return Span.of(report, section, block.start, block.end)


def field_at(report: Report, section: Section, start: int, end: int) -> Field:
    """What stands between two offsets of a section."""
    return Field(section.text[start:end], Span.of(report, section, start, end))
