"""Report -> passages that never cross a heading, and the sentences inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.report import Block, Passage, Report, Section, Sentence

MAX_WORDS = 130
"""The embedding model reads 256 word pieces; with the heading path this stays inside."""

_STOP = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9£])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:no|nos|para|paras|p|pp|st|dr|mr|mrs|ms|e\.g|i\.e|etc|cf|vs|fig|ref)|\b[A-Z]|^\W*\d{1,2})\.$",
    re.IGNORECASE,
)


def passages(report: Report) -> tuple[Passage, ...]:
    """The passages of a report in reading order; together they hold every word of its sections."""
    return tuple(
        _passage(report, section, group)
        for section in report.sections
        for group in _groups(section)
    )


def sentences(section: Section, blocks: Sequence[Block]) -> tuple[Sentence, ...]:
    """The quotable units of some blocks: sentences of paragraphs, whole items and rows."""
    return tuple(unit for block in blocks for unit in _units(section, block))


def lead_in(section: Section, block: Block) -> Block | None:
    """The paragraph ending in a colon under which a list item stands, if it stands under one.

    A numbered paragraph is one where the items under it are told otherwise, by letters or bullets.
    """
    before = [b for b in section.blocks if b.end <= block.start]
    numbered = _NUMBERED.match(section.words(block))
    for earlier in reversed(before):
        words = section.words(earlier)
        if earlier.kind != "item" or (not numbered and _NUMBERED.match(words)):
            return earlier if words.endswith(":") else None
    return None


_NUMBERED = re.compile(r"\d{1,3}(?:\.\d{1,2})*[.)]?\s")
"""The number of a paragraph, which is read as a point of a list."""


def points(section: Section, block: Block) -> tuple[Block, ...]:
    """The list items that a paragraph ending in a colon leads into."""
    if block.kind != "paragraph" or not section.words(block).endswith(":"):
        return ()
    return tuple(items_from([b for b in section.blocks if b.start >= block.end]))


def items_from(blocks: Sequence[Block]) -> Iterator[Block]:
    """The list items that some blocks begin with."""
    for block in blocks:
        if block.kind != "item":
            return
        yield block


def table_head(section: Section, block: Block) -> tuple[Block, ...]:
    """The header rows over a table row; none if the table has no header."""
    head: list[Block] = []
    for earlier in reversed([b for b in section.blocks if b.end <= block.start]):
        if earlier.kind == "head":
            head.insert(0, earlier)
        elif earlier.kind != "row" or head:
            break
    return tuple(head)


def spoken(section: Section, unit: Sentence) -> str:
    """A sentence as it is understood: an item with its lead-in, a cell with its column's name."""
    text = section.text[unit.start : unit.end]
    block = next(b for b in section.blocks if b.start <= unit.start < b.end)
    if block.kind == "item" and (lead := lead_in(section, block)):
        return f"{section.words(lead).rsplit('. ', 1)[-1]} {text}"
    return told(section, block) if block.kind == "row" else text


def told(section: Section, row: Block) -> str:
    """A table row with each cell under the name of its column."""
    heads = table_head(section, row)
    names = section.words(heads[0]).split("\t") if heads else []
    cells = section.words(row).split("\t")
    pairs = [
        (names[n] if n < len(names) else "", cell) for n, cell in enumerate(cells) if cell.strip()
    ]
    return "; ".join(f"{name.rstrip(':*')}: {cell}" if name else cell for name, cell in pairs)


def _groups(section: Section) -> Iterator[tuple[Block, ...]]:
    """Runs of blocks short enough to embed; a list stays with its lead-in."""
    group: list[Block] = []
    count = 0
    for block in _short(section):
        length = len(section.words(block).split())
        leads = bool(group) and section.words(group[-1]).endswith(":")
        bound = MAX_WORDS * (2 if block.kind == "item" or leads else 1)
        names = bool(group) and group[-1].kind in {"label", "head"}
        if group and count + length > bound and not names:
            yield tuple(group)
            group, count = [], 0
        group.append(block)
        count += length
    if group:
        yield tuple(group)


def _short(section: Section) -> Iterator[Block]:
    """The blocks, with a paragraph too long for one passage cut between sentences."""
    for block in section.blocks:
        if len(section.words(block).split()) <= MAX_WORDS * 1.4:
            yield block
            continue
        start, last = block.start, block.start
        for unit in _units(section, block):
            if len(section.text[start : unit.end].split()) > MAX_WORDS and last > start:
                yield Block(block.kind, start, last, block.page)
                start = unit.start
            last = unit.end
        yield Block(block.kind, start, block.end, block.page)


def _units(section: Section, block: Block) -> Iterator[Sentence]:
    if block.kind != "paragraph":
        yield Sentence(block.start, block.end, block.kind)
        return
    text, start = section.words(block), 0
    for stop in _STOP.finditer(text):
        end = stop.start() + len(stop[0].rstrip())
        parts_number = text[end - 2 : end - 1].isdigit() and text[stop.end()].isdigit()
        if not parts_number and not _ABBREVIATION.search(text[start:end]):
            yield Sentence(block.start + start, block.start + end, "paragraph")
            start = stop.end()
    if start < len(text):
        yield Sentence(block.start + start, block.end, "paragraph")


def _passage(report: Report, section: Section, group: Sequence[Block]) -> Passage:
    start, end = group[0].start, group[-1].end
    heads = " ".join(section.words(head) for head in table_head(section, group[0]))
    lead = lead_in(section, group[0]) if group[0].kind == "item" else None
    above = section.words(lead) if lead else ""
    context = "\n".join(
        filter(None, [f"{report.name}, {report.force}", section.title, heads, above])
    )
    units = sentences(section, group)
    text = section.text[start:end]
    return Passage(f"{section.id}:{start}", report.id, section.id, start, end, text, context, units)
