"""An item while its places are still being gathered, and the drafts of one item as one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corpus.piece import fold
from corpus.register import Field
from corpus.report import Span


@dataclass
class Draft:
    """An item while its places are still being gathered."""

    family: str
    number: str
    set: str
    area: str
    text: Field | None
    """None for a row that only says something of an item told elsewhere."""
    sources: list[Span]
    fields: dict[str, list[Field]] = field(default_factory=dict)
    speaker: str = ""
    """Who is speaking in its section, where its heading says so."""
    replies: list[Field] = field(default_factory=list)


def merged(drafts: Sequence[Draft]) -> list[Draft]:
    """One draft an item: a number told twice in one set is one item in two places."""
    families = {d.family for d in drafts if d.number and d.text}
    named = next((family for family in families if family != "action"), "action")
    merged: dict[tuple[str, str, str], Draft] = {}
    for draft in sorted(drafts, key=lambda d: d.text is None):
        if draft.family == "action" and draft.number and len(families) == 2:
            draft.family = named
        key = _key(draft, merged)
        if key in merged:
            _join(merged[key], draft)
        elif draft.text:
            merged[key] = draft
    return list(merged.values())


def _key(draft: Draft, merged: Mapping[tuple[str, str, str], Draft]) -> tuple[str, str, str]:
    number = re.sub(r"\s+", "", draft.number.casefold()).rstrip(".")
    if not number and draft.text:
        words = fold(draft.text.value)
        same = [k for k, d in merged.items() if d.text and fold(d.text.value) == words]
        return same[0] if same else (draft.family, draft.set, f"?{len(merged)}")
    return (draft.family, draft.set, number)


def _join(kept: Draft, other: Draft) -> None:
    kept.sources += other.sources
    for name, found in other.fields.items():
        kept.fields.setdefault(name, []).extend(found)
    kept.speaker = kept.speaker or other.speaker
