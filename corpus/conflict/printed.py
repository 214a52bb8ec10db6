"""Counts that a report prints of its own items: in sentences, and in tables by priority."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from corpus.label import FAMILIES
from corpus.passages import table_head
from corpus.piece import fold
from corpus.records import Field
from corpus.register import Item
from corpus.report import Block, Report, Section, Span
from corpus.said import Said
from corpus.voice import speaker_of

What = Literal["total", "overdue", "status", "priority", "addressee", "design", "compliance"]

NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
)
NUMBER = rf"\d{{1,3}}|{'|'.join(NUMBERS[1:])}"
_TOTALS = {"total", "totals", "overall"}
_FAMILY = "|".join(f"(?P<f{n}>{words})" for n, words in enumerate(FAMILIES.values()))
_GROUP = re.compile(
    rf"(?<![\w.£/-])(?P<n>{NUMBER})\s+(?P<kind>(?:[a-z]+\s+){{0,2}}?)(?:{_FAMILY})(?![\w’'])",
    re.IGNORECASE,
)
_ISSUES = re.compile(
    r"\b(?:makes?|made|found|gives?|gave|sets? out|lists?|issues?|issued|identif(?:y|ies|ied)|contain(?:s|ed)?|agreed?|raise[sd]?"
    r"|there (?:are|were)|has|have|all)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:last|previous|earlier|new|further|additional|extra|that report|at least|more than|fewer|up to|other|remaining|met"
    r"|nearing|until|finished|of (?:the|these|those|them))\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\b(?:for|on|about|with) $", re.IGNORECASE)
"""Before a number of items that something is said of: they are not all that there are."""
_PART = re.compile(rf"\b(?P<n>{NUMBER}) of (?:the |these |those |its |our )?$", re.IGNORECASE)
_WHOLE = re.compile(r"\bof (?:the |these |those |its |our )?$", re.IGNORECASE)
"""Before the number of a whole of which a part is told, and what the part is."""
_FORCES = re.compile(
    r"^\W*(?:are |is )?(?:for|to) (?:all )?(?:police )?(?:forces|chief constables)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A count as printed, with what it counts."""

    number: int
    what: What
    family: str
    """Empty for controls."""
    value: str
    """The status or priority counted, folded; empty for others."""
    year: str
    """The set that the words name, or empty."""
    field: Field


@dataclass(frozen=True, slots=True)
class _Counted:
    """What the numbers of a table's row may count."""

    values: set[str]
    """Priorities of the report, folded."""
    family: str
    alone: bool
    """Whether the row speaks for the whole report: a total, or the only area."""


def of_sentence(sentence: Said, items: tuple[Item, ...]) -> Iterator[Printed]:
    """The counts that a sentence tells of a report's items."""
    groups = list(_GROUP.finditer(sentence.text))
    stops = [*(group.start() for group in groups[1:]), len(sentence.text)]
    for group, stop in zip(groups, stops, strict=False):
        tail = re.split(r"[.;:]", sentence.text[group.end() : stop])[0]
        if told := _read(group, tail, sentence, items):
            yield told
    yield from _by_priority(sentence, items)
    yield from _by_status(sentence, items)


def of_table(report: Report, items: tuple[Item, ...]) -> Iterator[Printed]:
    """The counts of tables that count items by priority, or controls that failed."""
    values = {fold(field.value) for item in items for field in item.priorities}
    families = {item.family for item in items if item.priorities}
    family = families.pop() if len(families) == 1 else ""
    for section in report.sections:
        for rows in _tables(section):
            totals = [row for row in rows if _first(section, row) in _TOTALS]
            areas = [row for row in rows if row not in totals]
            for row in rows:
                alone = row in totals or len(areas) == 1
                yield from _of_row(report, section, row, _Counted(values, family, alone))


def _tables(section: Section) -> Iterator[list[Block]]:
    """The rows of each table of a section."""
    for is_row, blocks in groupby(section.blocks, key=lambda block: block.kind == "row"):
        if is_row:
            yield list(blocks)


def _first(section: Section, row: Block) -> str:
    return fold(section.words(row).split("\t")[0])


def number_of(words: str) -> int:
    """A number in figures or words.

    >>> number_of("Six"), number_of("12")
    (6, 12)
    """
    return int(words) if words.isdigit() else NUMBERS.index(words.casefold())


def _read(
    group: re.Match[str], tail: str, sentence: Said, items: tuple[Item, ...]
) -> Printed | None:
    family = next(name for n, name in enumerate(FAMILIES) if group[f"f{n}"])
    if family == "action" and not any(item.family == "action" for item in items):
        family = "management action"
    above, kind = sentence.text[: group.start()], fold(group["kind"])
    part = _PART.search(above)
    if _ASIDE.search(above) or (not part and _WHOLE.search(above)):
        return None
    number = number_of(part["n"] if part else group["n"])
    near = f"{kind} {fold(tail)}"
    statuses = _statuses(items)
    value = next((v for v in statuses if re.search(rf"\b{re.escape(v)}\b", near)), "")
    year = next(iter(re.findall(r"\b20\d{2}\b", sentence.text)), "")
    before = above[-12:]
    if re.search(r"\boverdue\b|\bpast due\b", near):
        return Printed(number, "overdue", family, "", year, sentence.field)
    reported = not speaker_of(sentence.section)
    if value and reported and not re.search(r"\b(?:not|yet|nearing|either|or)\b", near):
        return Printed(number, "status", family, value, year, sentence.field)
    if _FORCES.search(tail):
        return Printed(number, "addressee", family, "", year, sentence.field)
    told = _ISSUES.search(sentence.text) and not _OTHERS.search(f"{before} {near}")
    whole = told and not re.search(r"\b(?:high|medium|low|priority)\b", kind)
    return Printed(number, "total", family, "", year, sentence.field) if whole else None


def _by_priority(sentence: Said, items: tuple[Item, ...]) -> Iterator[Printed]:
    """`one high, three medium and one low`: only in a sentence on priorities or actions."""
    text = fold(sentence.text)
    values = {fold(p.value): item.family for item in items for p in item.priorities}
    if not re.search(r"priorit|\bactions?\b", text) or _OTHERS.search(text):
        return
    told = {v: re.findall(rf"\b({NUMBER}) {re.escape(v)}(?![\w-])", text) for v in values}
    once = {value: found[0] for value, found in told.items() if len(found) == 1}
    for value, number in once.items() if len(once) > 1 else ():
        yield Printed(number_of(number), "priority", values[value], value, "", sentence.field)


def _by_status(sentence: Said, items: tuple[Item, ...]) -> Iterator[Printed]:
    """`Of the eight recommendations, three have been completed and two are in progress`."""
    whole = next(
        (g for g in _GROUP.finditer(sentence.text) if _WHOLE.search(sentence.text[: g.start()])),
        None,
    )
    if not whole or speaker_of(sentence.section):
        return
    family = next(name for n, name in enumerate(FAMILIES) if whole[f"f{n}"])
    if family == "action" and not any(item.family == "action" for item in items):
        family = "management action"
    rest, year = fold(sentence.text[whole.end() :]), re.search(r"\b20\d{2}\b", sentence.text)
    for value in _statuses(items):
        said = rf"\b({NUMBER}) (?:(?:is|are|was|were|has|have|been|now|still) ){{1,3}}{re.escape(value)}"
        if found := re.search(said, rest):
            number = number_of(found[1])
            yield Printed(number, "status", family, value, year[0] if year else "", sentence.field)


def _statuses(items: tuple[Item, ...]) -> list[str]:
    """The statuses that are printed in so many words, the longest first: `partly met`, then `met`."""
    held = {fold(s.value) for i in items for s in i.statuses if s.span.quote == s.value}
    return sorted(held, key=lambda value: (-len(value), value))


def _of_row(report: Report, section: Section, block: Block, by: _Counted) -> Iterator[Printed]:
    heads = table_head(section, block)
    names = [fold(name) for name in section.words(heads[0]).split("\t")] if heads else []
    cells, start = section.words(block).split("\t"), block.start
    for place, cell in enumerate(cells):
        number = re.fullmatch(r"(\d{1,3})(?:\s*\(\d{1,3}\))?", cell.strip())
        name = names[place] if place < len(names) else ""
        told = _counted(name, fold(cells[0]), len(cells), by) if number else None
        if number and told:
            span = Span.of(report, section, start, start + len(cell))
            family = by.family if told[0] in {"priority", "total"} else ""
            yield Printed(int(number[1]), told[0], family, told[1], "", Field(cell, span))
        start += len(cell) + 1


def _counted(name: str, first: str, cells: int, by: _Counted) -> tuple[What, str] | None:
    """What a number of a table counts, by the name of its column or the label of its row."""
    if cells == 2:
        if first in by.values:
            return "priority", first
        return ("total", "") if first in _TOTALS and by.values else None
    if not by.alone:
        return None
    if first not in _TOTALS and (mark := re.search(r"\b(design|compliance)\b", name)):
        return ("design", "") if mark[1] == "design" else ("compliance", "")
    column = next((v for v in by.values if re.search(rf"\b{re.escape(v)}$", name)), "")
    return ("priority", column) if column else None
