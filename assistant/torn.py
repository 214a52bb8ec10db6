"""Conflicts as statements of an answer: every side quoted and cited, none picked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.cite import Draft
from corpus.register import Conflict

_SHOWN = 160
"""Characters of a side up to which it is quoted whole in the line; longer ones are cited only."""


def conflict_draft(conflict: Conflict) -> Draft:
    """One conflict in a line: what is at odds, then the words of each side."""
    sides = list(dict.fromkeys(side.value for side in conflict.sides))
    short = [side for side in sides if len(side) <= _SHOWN and f"“{side}”" not in conflict.note]
    quoted = " v ".join(f"“{side}”" for side in short) if len(short) > 1 else ""
    text = f"{conflict.note[0].upper()}{conflict.note[1:]}{f': {quoted}' if quoted else ''}"
    return Draft("row", text, tuple(dict.fromkeys(side.span for side in conflict.sides)))


def conflict_drafts(
    found: Sequence[Conflict], items: Iterable[str], reports: Iterable[str] = ()
) -> tuple[Draft, ...]:
    """The conflicts of some items, and those of no one item that stand in some reports."""
    wanted, within = set(items), set(reports)
    return tuple(
        conflict_draft(conflict)
        for conflict in found
        if conflict.item in wanted
        or (not conflict.item and any(side.span.report in within for side in conflict.sides))
    )
