"""The sentences of running text, each with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.passages import sentences
from corpus.records import Field
from corpus.report import PROSE, Block, Report, Section, Span


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence or list item."""

    report: Report
    section: Section
    block: Block
    """The paragraph or list item that it is part of."""
    start: int
    """Offset in the section's text."""
    end: int

    @property
    def text(self) -> str:
        """Its words."""
        return self.section.text[self.start : self.end]

    @property
    def above(self) -> str:
        """What its paragraph says before it."""
        return self.section.text[self.block.start : self.start]

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span.of(self.report, self.section, self.start, self.end)

    @property
    def field(self) -> Field:
        """Its words as a value with their place."""
        return Field(self.text, self.span)


def said(report: Report, *, rows: bool = False) -> Iterator[Said]:
    """The sentences of a report in reading order; table rows too where they are wanted."""
    kinds = PROSE | {"row"} if rows else PROSE
    for section in report.sections:
        for block in section.blocks:
            if block.kind in kinds:
                for unit in sentences(section, [block]):
                    yield Said(report, section, block, unit.start, unit.end)
