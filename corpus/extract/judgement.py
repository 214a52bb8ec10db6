"""Areas and their grades as printed."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.extract.field import cells_of
from corpus.passages import table_head
from corpus.piece import fold
from corpus.register import Judgement
from corpus.report import Block, Report, Section, Span

GRADES = ("outstanding", "good", "adequate", "requires improvement", "inadequate")
"""HMICFRS's five grades."""


def judgements(report: Report) -> Iterator[Judgement]:
    """Every grade of a report, in reading order; an area graded twice comes twice."""
    for section in report.sections:
        for block in section.blocks:
            words = section.words(block)
            name, _, value = words.partition(":")
            if (
                fold(name) in {"grade", "judgement", "judgment", "overall grade"}
                and fold(value).strip(". ") in GRADES
            ):
                area = next((p for p in reversed(section.path) if fold(p) != "grade"), "")
                span = Span.of(report, section, block.start, block.end)
                yield Judgement(report.id, area, value.strip(" ."), span)
            if block.kind == "row":
                yield from _graded_row(report, section, block)


def _graded_row(report: Report, section: Section, block: Block) -> Iterator[Judgement]:
    """Grades told by the column that an area stands in, or by a column named grade."""
    heads = table_head(section, block)
    names = section.words(heads[0]).split("\t") if heads else []
    cells = cells_of(report, section, block)
    if names and all(fold(name) in GRADES for name in names if name):
        for place, cell in cells.items():
            if place < len(names):
                yield Judgement(report.id, cell.value, names[place], cell.span)
        return
    graded = [c for c in cells.values() if fold(c.value) in GRADES]
    if len(graded) == 1 and 0 in cells and cells[0] not in graded:
        span = Span.of(report, section, block.start, block.end)
        yield Judgement(report.id, cells[0].value, graded[0].value, span)
