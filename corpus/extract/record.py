"""Blocks of lines `Name: value` that follow one another under a heading: a table without one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.extract.part import Part, piece_of
from corpus.piece import fold
from corpus.register import Field
from corpus.report import Span

_NAMED = re.compile(
    r"^(?P<name>[A-Z][\w'’/()-]*(?: [\w'’/()-]+){0,4})\s*:\s+(?P<value>\S.*)$", re.DOTALL
)
_LEAST = 2
"""Blocks of a section of which each name must be used, to be no chance."""


@dataclass(frozen=True, slots=True)
class Record:
    """A line that opens a block, if there is one, and the values named under it."""

    opens: Field | None
    fields: tuple[tuple[str, Field], ...]
    """Names as printed, with their values, in reading order."""
    span: Span

    @property
    def told(self) -> str:
        """Its words with each value under its name."""
        values = [f"{name}: {value.value}" for name, value in self.fields]
        return "; ".join([self.opens.value, *values] if self.opens else values)


def records(part: Part) -> tuple[Record, ...]:
    """The blocks of a section that use the same names; none where fewer than two do.

    A block ends where a name comes again, or where another line follows its values.
    """
    found = [(opens, fields) for opens, fields in _runs(part) if fields]
    used = Counter(fold(name) for _, fields in found for name in {name for name, _ in fields})
    common = {name for name, count in used.items() if count >= _LEAST}
    kept = [
        (opens, fields)
        for opens, fields in found
        if sum(fold(name) in common for name, _ in fields) >= (1 if opens else 2)
    ]
    if len(kept) < _LEAST:
        return ()
    return tuple(_record(part, opens, fields) for opens, fields in kept)


_Run = tuple[Field | None, list[tuple[str, Field]]]


def _runs(part: Part) -> Iterator[_Run]:
    """The lines of a section as they open a block or name a value of it."""
    opens: Field | None = None
    fields: list[tuple[str, Field]] = []
    for block in part.blocks:
        if block.kind in {"row", "head"}:
            yield opens, fields
            opens, fields = None, []
            continue
        whole = part.whole(block)
        named = _NAMED.match(whole.value)
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


def _record(part: Part, opens: Field | None, fields: Sequence[tuple[str, Field]]) -> Record:
    name, value = fields[0]
    above = part.section.text.rfind(name, 0, value.span.start)
    start = opens.span.start if opens else above
    return Record(opens, tuple(fields), part.field(start, fields[-1][1].span.end).span)
