"""Places that ask for action: sections, list points, paragraphs with a label, table rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.extract.draft import Draft
from corpus.extract.field import cells_of, columns_of, field_named, fields_of, inside, whole
from corpus.extract.place import RESPONSE, SPEAKERS, area_of, family_of, set_of
from corpus.label import item_label
from corpus.passages import table_head
from corpus.piece import fold
from corpus.register import Field
from corpus.report import Report, Section, Span


def drafts(report: Report, section: Section) -> Iterator[Draft]:
    """The items that a section asks for, one draft for each place."""
    label = item_label(section.heading)
    if label and not label.rest and label.number:
        yield from _card(report, section, label.family, label.number)
    elif label and not label.rest and not any(b.kind == "item" for b in section.blocks):
        yield from _card(report, section, label.family, "")
    elif label and not label.rest:
        yield from _listed(report, section, label.family)
    yield from _rows(report, section)
    if not (label and not label.rest):
        yield from _inline(report, section)


def _card(report: Report, section: Section, family: str, number: str) -> Iterator[Draft]:
    """An item that has a section to itself: its words, then `Owner: ...` lines."""
    texts = [
        b
        for b in section.blocks
        if b.kind in {"paragraph", "item"} and not field_named(section.words(b))
    ]
    fields = fields_of(report, section)
    if texts and not RESPONSE.search(" ".join(section.path[:-1])):
        first = texts[0]
        for name, found in inside(section.words(first), whole(report, section, first)).items():
            fields.setdefault(name, found)
        last = max([first.end, *(f.span.end for own in fields.values() for f in own)])
        text = Field(section.words(first), Span.of(report, section, first.start, first.end))
        source = Span.of(report, section, first.start, last)
        yield Draft(
            family, number, set_of(report, section), area_of(section), text, [source], fields
        )


def _listed(report: Report, section: Section, family: str) -> Iterator[Draft]:
    """Items that are the points of a list under the family's name."""
    if RESPONSE.search(" ".join(section.path)):
        return
    for block in section.blocks:
        if block.kind == "item":
            words = section.words(block)
            own = item_label(words)
            span = Span.of(report, section, block.start, block.end)
            number = own.number if own else ""
            text, fields = Field(words, span), inside(words, span)
            yield Draft(
                family, number, set_of(report, section), area_of(section), text, [span], fields
            )


def _inline(report: Report, section: Section) -> Iterator[Draft]:
    """Items that stand in a list or paragraph with their own label: `AFI 2: The force ...`."""
    if RESPONSE.search(" ".join(section.path)):
        return
    for block in section.blocks:
        words = section.words(block)
        label = item_label(words) if block.kind in {"item", "paragraph"} else None
        if label and label.number and label.parted in {":", ".", "-", "–"} and len(label.rest) > 30:
            span = Span.of(report, section, block.start, block.end)
            fields = inside(words, span)
            yield Draft(
                label.family,
                label.number,
                set_of(report, section),
                area_of(section),
                Field(words, span),
                [span],
                fields,
            )


def _rows(report: Report, section: Section) -> Iterator[Draft]:
    """Items that are rows of a table with an action and an owner, date, priority or status."""
    for block in section.blocks:
        if block.kind != "row":
            continue
        columns = columns_of(section, table_head(section, block))
        cells = cells_of(report, section, block)
        if "text" not in columns or len(columns) < 3 or columns["text"] not in cells:
            continue
        text: Field | None = cells[columns["text"]]
        if text and len(text.value) < 8 and "number" not in columns:
            columns["number"], text = columns.pop("text"), None
        number = cells.get(columns.get("number", -1))
        fields = {
            name: [cells[place]]
            for name, place in columns.items()
            if name not in {"text", "number"} and place in cells
        }
        label = item_label(number.value) if number else None
        given = label.number if label and label.number else (number.value if number else "")
        family = (label.family if label and label.number else "") or family_of(
            report, section, block
        )
        source = Span.of(report, section, block.start, block.end)
        speaker = next(
            (who for who, says in SPEAKERS.items() if re.search(says, fold(section.heading))), ""
        )
        yield Draft(family, given, set_of(report, section), "", text, [source], fields, speaker)
