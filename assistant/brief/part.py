"""The nouns of a briefing: parts of lines and tables, references, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from corpus.report import Span

LineKind = Literal["lead", "note", "quotation", "row", "enquiry", "written"]


@dataclass(frozen=True, slots=True)
class Line:
    """One statement of a briefing."""

    kind: LineKind
    """`lead` heads the lines after it; `note` is a fixed phrase on what was counted or searched;
    `written` is a language model's sentence that passed the gate; the others rest on places in
    reports."""
    text: str
    """Words in “ ” are words of a report, character for character."""
    spans: tuple[Span, ...] = ()
    rule: str = ""
    """The rule that made it, where it asks something."""
    cites: tuple[int, ...] = ()
    """Numbers of its references, in order."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; each cell is a line."""

    title: str
    head: tuple[str, ...]
    widths: tuple[int, ...]
    """Share of the page that each column takes, in percent."""
    rows: tuple[tuple[Line, ...], ...]


def runs(numbers: Iterable[int]) -> Iterator[str]:
    """Numbers as marks, three or more neighbours as one.

    >>> list(runs([4, 1, 2, 3, 9]))
    ['1–4', '9']
    """
    held: list[list[int]] = []
    for number in sorted(set(numbers)):
        if held and number == held[-1][-1] + 1:
            held[-1].append(number)
        else:
            held.append([number])
    for run in held:
        if len(run) > 2:
            yield f"{run[0]}–{run[-1]}"
        else:
            yield from map(str, run)


def new_marks(row: Sequence[Line]) -> Iterator[tuple[Line, tuple[int, ...]]]:
    """The cells of a row, each with those of its references that no cell before it has shown."""
    shown: set[int] = set()
    for cell in row:
        yield cell, tuple(number for number in cell.cites if number not in shown)
        shown |= set(cell.cites)


@dataclass(frozen=True, slots=True)
class Part:
    """A headed part of a briefing."""

    title: str
    blocks: tuple[Line | Table, ...]

    @property
    def lines(self) -> Iterator[Line]:
        """Its lines and the cells of its tables, in reading order."""
        for block in self.blocks:
            if isinstance(block, Line):
                yield block
            else:
                for row in block.rows:
                    yield from row


@dataclass(frozen=True, slots=True)
class Reference:
    """A place that lines rest on: one page of one section of a report."""

    number: int
    source: str
    """Letter of the source."""
    report: str
    """Kind, reference and date of the report."""
    section: str
    """Heading path."""
    page: int | None
    quotes: tuple[str, ...]
    """What was relied on there, character for character."""

    @property
    def where(self) -> str:
        """Section and page."""
        return f"{self.section}, page {self.page}" if self.page else self.section

    @property
    def place(self) -> str:
        """Source, section and page in one line."""
        return f"{self.source}: {self.report} › {self.where}"


def places(references: Sequence[Reference]) -> Iterator[str]:
    """The places of some references, one line for each part of a report."""
    held: dict[tuple[str, str], list[Reference]] = {}
    for reference in references:
        parent = reference.section.rpartition(" › ")[0]
        held.setdefault((reference.source, parent), []).append(reference)
    for run in held.values():
        last = [r.place.rpartition(" › ")[2] for r in run[1:]]
        yield "; ".join([run[0].place, *last])


@dataclass(frozen=True, slots=True)
class Source:
    """A report that a briefing rests on."""

    letter: str
    name: str
    dates: tuple[str, ...]
    """The dates that it states of itself, in words."""
    file: str
    sha256: str
    """Of the file that it was read from; empty where that is not held."""
    notes: tuple[str, ...] = ()
    """What it says on copying, and of what it is a restatement."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """What the reports say of a topic up to a day, every line cited."""

    title: str
    topic: str
    as_at: date
    since: date | None
    """The earlier day that it is compared with; None in a briefing that stands alone."""
    bears: bool
    """Whether anything held bears on the topic."""
    parts: tuple[Part, ...]
    references: tuple[Reference, ...]
    sources: tuple[Source, ...]

    @property
    def lines(self) -> Iterator[Line]:
        """All lines and cells, in reading order."""
        for part in self.parts:
            yield from part.lines

    def cited(self, line: Line) -> tuple[Reference, ...]:
        """The references of a line."""
        return tuple(self.references[number - 1] for number in line.cites)
