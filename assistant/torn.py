"""Conflicts as statements of an answer: every side quoted and cited, none picked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from assistant.cite import Draft
from corpus.register import Conflict
from corpus.report import Span
from index.search import Query
from index.terms import ASKING, stems

_SHOWN = 400
"""Characters of a side up to which it is quoted whole in the line; longer ones are cited only."""
_MOST_SIDES = 4
"""Sides up to which each is quoted: of a count with more rows the rows are cited."""


def conflict_draft(conflict: Conflict) -> Draft:
    """One conflict in a line: what is at odds, then the words of each side."""
    sides = list(dict.fromkeys(side.value for side in conflict.sides))
    short = [side for side in sides if len(side) <= _SHOWN and f"“{side}”" not in conflict.note]
    few = 1 < len(short) <= _MOST_SIDES
    quoted = " v ".join(f"“{side}”" for side in short) if few else ""
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


def beside(found: Sequence[Conflict], drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """The conflicts of no one item of which an answer shows a side, so that it shows both."""
    shown = [span for draft in drafts for span in draft.spans]
    torn = [c for c in found if not c.item and any(_touches(s, shown) for s in _claims(c))]
    told = [conflict_draft(conflict) for conflict in torn]
    return tuple(draft for draft in told if draft not in drafts)


def about(
    found: Sequence[Conflict], query: Query, naming: AbstractSet[str]
) -> tuple[Conflict, ...]:
    """The conflicts that a question asks about; all of them when it names nothing in particular."""
    topic = _topic(query, naming)
    if not topic:
        return tuple(found)
    named = query.specific & topic.keys()
    meant = [c for c in found if not named or _held(c, dict.fromkeys(named, 1.0), query) >= 1]
    held = {c: _held(c, topic, query) / sum(topic.values()) for c in meant}
    best = max(held.values(), default=0.0)
    return tuple(c for c in meant if held[c] >= max(_ABOUT, best * 0.8))


def plainly_about(
    found: Sequence[Conflict], query: Query, naming: AbstractSet[str]
) -> tuple[Conflict, ...]:
    """The conflicts that hold nearly all that a question says, though it asks for no comparison."""
    topic = _topic(query, naming)
    if len(topic) < _SEVERAL:
        return ()
    total = sum(topic.values())
    return tuple(c for c in found if _held(c, topic, query) >= total * _PLAINLY)


def _topic(query: Query, naming: AbstractSet[str]) -> dict[str, float]:
    return {s: w for s, w in query.weights.items() if s not in naming | ASKING | _CONFLICT}


_CONFLICT = frozenset(
    stems(
        "agree disagree conflict contradict contradictory consistent inconsistent differ compare"
        " match say"
    )
)
_SEVERAL, _PLAINLY = 2, 0.8
"""Words that a question must have, and the share of their weight that a conflict must hold."""
_ABOUT = 0.5
"""Share of the topic's weight that a conflict must hold to be the one asked about."""


def _held(conflict: Conflict, topic: dict[str, float], query: Query) -> float:
    said = set(stems(" ".join([conflict.note, *(side.value for side in conflict.sides)])))
    return sum(weight * query.credit(term, said) for term, weight in topic.items())


def _claims(conflict: Conflict) -> list[Span]:
    """The places that claim something: of a count the claim, not the rows that were counted."""
    sides = conflict.sides[:1] if conflict.kind == "total" else conflict.sides
    return [side.span for side in sides]


def _touches(span: Span, shown: Sequence[Span]) -> bool:
    return any(
        span.section == other.section and span.start < other.end and other.start < span.end
        for other in shown
    )
