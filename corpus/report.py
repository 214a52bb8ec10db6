"""The nouns that every room shares: a report, its sections, a place in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

BlockKind = Literal["paragraph", "item", "row", "head", "label"]
PROSE: frozenset[BlockKind] = frozenset({"paragraph", "item"})
"""Kinds of block that hold sentences."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, list item or table row of a section."""

    kind: BlockKind
    """`head` is the header row of the table that follows; `label` names what follows it."""
    start: int
    end: int
    page: int | None = None
    """Page on which it starts, from 1; None where the format has no pages."""


@dataclass(frozen=True, slots=True)
class Section:
    """One headed part of a report."""

    id: str
    """`report id` + `#` + place in the report, from 1."""
    path: tuple[str, ...]
    """Headings from the outermost to its own, as printed."""
    text: str
    """The words without their heading; blocks are parted by a line end, cells by a tab."""
    blocks: tuple[Block, ...]
    page: int | None = None
    ordinal: int = 1
    """Place among the sections of the same path (finding cards share one heading)."""
    siblings: int = 1
    """How many sections of the report share the path."""

    @property
    def heading(self) -> str:
        """Its own heading, or an empty string for the words before the first heading."""
        return self.path[-1] if self.path else ""

    @property
    def title(self) -> str:
        """The heading path as shown to people."""
        shown = " › ".join(self.path) or "Front page"
        return shown if self.siblings == 1 else f"{shown} ({self.ordinal} of {self.siblings})"

    def words(self, block: Block) -> str:
        """The text of one of its blocks."""
        return self.text[block.start : block.end]


MEETINGS = frozenset({"minutes", "scrutiny meeting"})
"""Kinds of report that note what was said and agreed at a meeting."""
AS_AT = "position as at"
"""The label of the day for which a report tells how things stand."""


@dataclass(frozen=True, slots=True)
class Event:
    """A date that a report states about itself."""

    label: str
    on: date
    span: Span | None = None
    """Where it is stated; None in what is read from the front of a report."""


@dataclass(frozen=True, slots=True)
class Report:
    """One published document."""

    id: str
    title: str
    kind: str
    """internal audit, PCC response, inspection report, minutes ... or `report`."""
    sections: tuple[Section, ...]
    publisher: str = ""
    reference: str = ""
    force: str = ""
    dates: tuple[Event, ...] = ()
    source: str = ""
    """Name of the file it was read from."""
    restated_from: str = ""
    handling: str = ""
    """What the report itself says on copying, where it says anything."""
    pages: int | None = None
    """How many it has, where the format has pages."""
    unread: tuple[int, ...] = ()
    """Pages that are pictures without text: they need OCR."""

    @property
    def dated(self) -> date | None:
        """The date it is known by, or None when it states none."""
        return next((event.on for event in self.dates), None)

    @property
    def name(self) -> str:
        """Title, kind, reference and date, as a citation prints them."""
        kind = " ".join(part for part in (self.kind, self.reference) if part)
        dated = f"{self.dated:%d %B %Y}".lstrip("0") if self.dated else ""
        return ", ".join(part for part in (self.title, kind, dated) if part)

    @property
    def by_id(self) -> dict[str, Section]:
        """Its sections by id."""
        return {section.id: section for section in self.sections}


@dataclass(frozen=True, slots=True)
class Span:
    """An exact place in a report, and the words there."""

    report: str
    """Report id."""
    section: str
    """Section id."""
    start: int
    """Offset of the first character in the section's text."""
    end: int
    quote: str
    page: int | None = None

    def meets(self, other: Span) -> bool:
        """Whether both hold some of the same words."""
        return self.section == other.section and self.start < other.end and other.start < self.end

    @classmethod
    def of(cls, report: Report, section: Section, start: int, end: int) -> Span:
        """The span of `section.text[start:end]`.

        Raises:
            ValueError: If the bounds are empty or lie outside the section.
        """
        if not 0 <= start < end <= len(section.text):
            raise ValueError(f"{start}:{end} is not in {section.id}, 0:{len(section.text)}")
        page = next((b.page for b in reversed(section.blocks) if b.start <= start), section.page)
        return cls(report.id, section.id, start, end, section.text[start:end], page)

    def stands_in(self, section: Section) -> bool:
        """Whether a section still has the quoted words where the span says."""
        return section.text[self.start : self.end] == self.quote


@dataclass(frozen=True, slots=True)
class Sentence:
    """The smallest unit that is quoted: a sentence, a list item or a table row."""

    start: int
    """Offset in the section's text."""
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of retrieval: some blocks of one section."""

    id: str
    """Section id + `:` + start offset."""
    report: str
    section: str
    start: int
    end: int
    text: str
    """`section.text[start:end]`."""
    context: str
    """Title, heading path and table head: searched and embedded with the text, never quoted."""
    sentences: tuple[Sentence, ...] = field(default=())
