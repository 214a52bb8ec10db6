"""Blocks of lines `Name: value` that follow one another under a heading: a table without one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.extract.actor import asks
from corpus.extract.draft import Draft, draft_of, grouped
from corpus.extract.field import column_kind, field_kind
from corpus.extract.heading import announced
from corpus.extract.mark import LISTED, numbered
from corpus.extract.part import Fields, Part, piece_of
from corpus.label import Label, item_label
from corpus.piece import fold
from corpus.register import Field
from corpus.report import Block, Span

_NAMED = re.compile(
    r"^(?P<name>[A-Z][\w'’/()-]*(?: [\w'’/()-]+){0,4})\s*:\s+(?P<value>\S.*)$", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Record:
    """A line that opens a block, if there is one, and the values named under it."""

    opens: Field | None
    fields: tuple[tuple[str, Field], ...]
    """Names as printed, with their values, in reading order."""
    span: Span


def records(part: Part) -> tuple[Record, ...]:
    """The blocks of a section that use the same names; none where fewer than two do.

    A block ends where a name comes again, or where another line follows its values.
    """
    found = [(opens, fields) for opens, fields in _runs(part) if fields]
    used = Counter(fold(name) for _, fields in found for name in {name for name, _ in fields})
    common = {name for name, count in used.items() if count >= LISTED}
    kept = [
        (opens, fields)
        for opens, fields in found
        if sum(fold(name) in common for name, _ in fields) >= (1 if opens else 2)
    ]
    if len(kept) < LISTED:
        return ()
    return tuple(_record(part, opens, fields) for opens, fields in kept)


def recorded(part: Part) -> Iterator[Draft]:
    """The items of a list of records, two of which at least tell who is to act, or by when."""
    told = [(record, _kinds(record)) for record in records(part)]
    asking = [(record, fields) for record, fields in told if fields.keys() & {"owner", "deadline"}]
    for record, fields in asking if len(asking) >= LISTED else ():
        named = (value for name, value in record.fields if column_kind(name) == "text")
        if text := _opening(record.opens) or next(named, None) or record.opens:
            number, body = numbered(text)
            given = (v.value for name, v in record.fields if column_kind(name) == "number")
            number = number or next(given, "")
            label = item_label(text.value) or Label(announced(part) or "action", number, "", "")
            yield draft_of(part, label, body, record.span, fields)


def _opening(opens: Field | None) -> Field | None:
    """The line that opens a block, where it is marked as an item or asks for something."""
    told = opens is not None and (
        numbered(opens)[0] or item_label(opens.value) or asks(opens.value)
    )
    return opens if told else None


def _kinds(record: Record) -> Fields:
    """The values of a record that are fields of an item."""
    told = [(field_kind(name, value.value), value) for name, value in record.fields]
    return grouped((kind, value) for kind, value in told if kind)


_Run = tuple[Field | None, list[tuple[str, Field]]]


def _runs(part: Part) -> Iterator[_Run]:
    """The lines of a section as they open a block or name a value of it."""
    opens: Field | None = None
    fields: list[tuple[str, Field]] = []
    for block in part.blocks:
        whole = part.whole(block)
        named = _NAMED.match(whole.value.replace("\t", " ", 1))
        if block.kind in {"row", "head"} and not (named and _is_pair(part, block)):
            yield opens, fields
            opens, fields = None, []
            continue
        if not named:
            if fields:
                yield opens, fields
                opens, fields = None, []
            opens = opens or whole
            continue
        if named["name"] in {name for name, _ in fields}:
            yield opens, fields
            opens, fields = None, []
        fields.append((named["name"], piece_of(whole, *named.span("value"))))
    yield opens, fields


def _is_pair(part: Part, block: Block) -> bool:
    """Whether a row is a name with a colon and its value: `Owner:   Head of Crime`."""
    cells = list(part.cells(block).values())
    return len(cells) == LISTED and cells[0].value.endswith(":")


def _record(part: Part, opens: Field | None, fields: Sequence[tuple[str, Field]]) -> Record:
    name, value = fields[0]
    above = part.section.text.rfind(name, 0, value.span.start)
    start = opens.span.start if opens else above
    return Record(opens, tuple(fields), part.field(start, fields[-1][1].span.end).span)
