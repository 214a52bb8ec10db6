"""A section with the report that it stands in, and the fields cut from its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.body import speaker_in
from corpus.label import NAMED
from corpus.register import Field
from corpus.report import Block, Report, Section, Span

_BODY = r"(?:the\s+)?(?:force|pcc|police and crime commissioner|commissioner|chief constable|chief officers?|management|constabulary|client|auditee|council|opcc)(?:['’]s|s['’])?"
_TO = r"to\s+(?:(?:the|this|these|each|our|all|new|draft|\d+|hm\w+|[\w’']+['’]s)\s+)*(?:recommendations?|areas?|reports?|inspections?|actions?|afis?|findings?|causes?|audits?)\b.*"
_REPLY = re.compile(
    rf"^(?:(?:[A-Z]{{0,2}}\d+(?:\.\d+)*|[A-Z])[.)]?\s+)?(?:{_BODY}\s+)?(?:(?:initial|formal|overall|written)\s+)?"
    rf"(?:responses?|repl(?:y|ies)|comments?)(?:\s+(?:(?:by|from|of)\s.*|{_TO}|on\s.*))?[:.]?$"
    rf"|\bwhat {_BODY} (?:says?|said|has done|have done|thinks?)\b",
    re.IGNORECASE,
)
_LISTS_TOO = re.compile(
    rf"^(?:[A-Z]?\d+(?:\.\d+)*[.)]?\s+)?(?:(?:our|the|its|their) )?(?:{'|'.join(NAMED.values())})\b.* and\b",
    re.IGNORECASE,
)
"""A heading over what is asked and the answers to it: `Our recommendations and what was said`."""

Fields = dict[str, list[Field]]
"""The values of an item by their kind: `owner`, `deadline`, `priority`, `status` ..."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a report."""

    report: Report
    section: Section

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the section."""
        return self.section.blocks

    @property
    def replies(self) -> bool:
        """Whether a heading says that here somebody answers what was asked."""
        return any(_REPLY.search(h) and not _LISTS_TOO.match(h) for h in self.section.path)

    @property
    def area(self) -> str:
        """The heading above its own."""
        return self.section.path[-2] if len(self.section.path) > 1 else ""

    @property
    def speaker(self) -> str:
        """Who speaks, by the innermost heading that says so."""
        named = (speaker_in(heading) for heading in reversed(self.section.path))
        return next(filter(None, named), "")

    def words(self, block: Block) -> str:
        """The text of a block."""
        return self.section.words(block)

    def field(self, start: int, end: int) -> Field:
        """What stands between two offsets, without the white space about it.

        Raises:
            ValueError: If nothing stands there.
        """
        text = self.section.text[start:end]
        start += len(text) - len(text.lstrip())
        span = Span.of(self.report, self.section, start, start + len(text.strip()))
        return Field(span.quote, span)

    def whole(self, block: Block) -> Field:
        """A whole block as a field."""
        return self.field(block.start, block.end)

    def cells(self, block: Block) -> dict[int, Field]:
        """The filled cells of a row, by their place."""
        found, start = {}, block.start
        for place, cell in enumerate(self.words(block).split("\t")):
            if cell.strip():
                found[place] = self.field(start, start + len(cell))
            start += len(cell) + 1
        return found


def parts(report: Report) -> Iterator[Part]:
    """The sections of a report in reading order."""
    return (Part(report, section) for section in report.sections)


def piece_of(field: Field, start: int, end: int) -> Field:
    """A part of a field, without the white space about it.

    Raises:
        ValueError: If nothing stands there.
    """
    text = field.span.quote[start:end]
    if not text.strip():
        raise ValueError(f"{start}:{end} of {field.value!r} holds no words")
    start += field.span.start + len(text) - len(text.lstrip())
    value = text.strip()
    return Field(value, replace(field.span, start=start, end=start + len(value), quote=value))


def sentence_end(words: str) -> int:
    """Where the first sentence of some words ends.

    >>> sentence_end("Log it. The rest waits.")
    7
    """
    for stop in re.finditer(r"[.!?][\"'”’)]*(?=\s+[\"'“‘(]?[A-Z0-9£]|$)", words):
        if not re.search(
            r"\b(?:no|nos|para|paras|e\.g|i\.e|etc|dr|mr|mrs|ms|supt|insp|st|[A-Z])\.$",
            words[: stop.end()],
            re.IGNORECASE,
        ) or stop.end() == len(words):
            return stop.end()
    return len(words)
