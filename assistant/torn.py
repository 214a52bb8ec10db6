"""Conflicts as statements of an answer: every side quoted and cited, none picked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from assistant.asked import Asked
from assistant.asking import CONFLICTS
from assistant.barred import is_barred
from assistant.cite import Draft, Places
from assistant.kind import counts_it
from corpus.passages import told
from corpus.piece import fold
from corpus.register import Conflict, Item
from corpus.report import Span
from index.search import Query
from index.terms import ASKING, generality, stems

MOST_TORN = 8
"""Conflicts that one answer shows."""
_SHOWN = 400
"""Characters of a side up to which it is quoted whole in the line; longer ones are cited only."""
_MARK = 2
"""Characters of a side that is a mark or a bare figure: it is cited, and says nothing by itself."""
_MOST_SIDES = 4
"""Sides up to which each is quoted: of a count with more rows the rows are cited."""


def conflict_draft(conflict: Conflict) -> Draft:
    """One conflict in a line: what is at odds, then the words of each side not told in that."""
    sides = list(dict.fromkeys(side.value for side in conflict.sides))
    told = [side for side in sides if side not in conflict.note and len(side) > _MARK]
    short = [side for side in told if len(side) <= _SHOWN]
    few = 0 < len(short) <= _MOST_SIDES
    quoted = " v ".join(f"“{side}”" for side in short) if few else ""
    text = f"{conflict.note[0].upper()}{conflict.note[1:]}{f': {quoted}' if quoted else ''}"
    return Draft("row", text, tuple(dict.fromkeys(side.span for side in conflict.sides)))


def counted_drafts(conflict: Conflict, places: Places) -> Iterator[Draft]:
    """What a count that does not agree rests on: where it is printed, and each thing counted."""
    for side in conflict.sides if conflict.kind == "total" else ():
        section = places.sections[side.span.section]
        block = next(b for b in section.blocks if b.start <= side.span.start < b.end)
        if block.kind == "row":
            yield Draft("row", told(section, block), (side.span,))
        elif len(side.span.quote.split()) > 1:
            yield Draft.quoting(side.span)


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


def beside(
    found: Sequence[Conflict],
    drafts: Sequence[Draft],
    query: Query | None = None,
    naming: AbstractSet[str] = frozenset(),
) -> tuple[Draft, ...]:
    """The conflicts of no one item of which an answer shows a side, so that it shows both.

    Of two figures and totals those that the question is about, where it is given: of rows in a
    list they are a detail.
    """
    shown = [span for draft in drafts for span in draft.spans]
    apart = [c for c in found if not c.item]
    torn = [c for c in apart if any(s.meets(one) for s in _claims(c) for one in shown)]
    lines = [conflict_draft(c) for c in torn if not query or _bears_on(c, query, naming)]
    return tuple(line for line in lines if line not in drafts)


def _bears_on(conflict: Conflict, query: Query, naming: AbstractSet[str]) -> bool:
    """Whether a question is about what two figures measure, or counts what a total counts."""
    if conflict.kind == "total":
        return bool(_MEASURES.search(fold(query.text)) or _ENTIRE.search(fold(query.text)))
    topic = _topic(query, naming)
    near = _held(conflict, topic, query) >= _BESIDE * sum(topic.values())
    return conflict.kind != "two figures" or near


def asked_about(asked: Asked, *, rows: bool) -> tuple[Conflict, ...]:
    """The conflicts that a question asks for by their kind, or by comparing.

    Args:
        asked: The question.
        rows: Whether rows tell what it compares.
    """
    torn = of_kind(asked.torn, asked.query, asked.naming, asked.meant, asked.register.items)
    if torn or rows or "comparison" not in asked.understood.wants:
        return torn
    others = [c for c in asked.torn if c.kind not in BY_FORM]  # those are asked for by their form
    held = [c for c in others if {side.span.report for side in c.sides} & asked.meant]
    return about(held, asked.query, asked.naming)


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
    if _TELLS.match(fold(query.text)):
        return ()
    if _MEASURES.search(fold(query.text)):
        found = [c for c in found if c.kind in _FIGURES]
    topic = {s: w * generality(s) for s, w in _topic(query, naming).items()}
    total = sum(topic.values())
    rest = sum(w for s, w in query.weights.items() if s not in naming) - total
    if len(topic) < _SEVERAL or rest > total:
        return ()
    return tuple(c for c in found if _held(c, topic, query) >= total * _PLAINLY)


def of_kind(
    found: Sequence[Conflict],
    query: Query,
    naming: AbstractSet[str],
    reports: AbstractSet[str],
    items: Sequence[Item] = (),
) -> tuple[Conflict, ...]:
    """The conflicts of the kind that a question asks for: totals, dates that cannot be, owners.

    One of an item is known by the item's words, too.
    """
    text = fold(query.text)
    kinds = {kind for kind, asking in CONFLICTS.items() if re.search(asking, text)}
    held = [
        c for c in found if c.kind in kinds and any(side.span.report in reports for side in c.sides)
    ]
    topic = {s: w for s, w in _topic(query, naming).items() if s not in _HOW_MANY}
    whole = sum(topic.values()) or 1.0
    words = {item.id: item.text.value for item in items}
    fit = {c: _held(c, topic, query, words.get(c.item, "")) / whole for c in held}
    best = max(fit.values(), default=0.0)
    enough = {c: best * _NEARLY if c.kind in BY_FORM else max(best * _NEARLY, _ABOUT) for c in held}
    return tuple(c for c in held if fit[c] >= enough[c] or not topic)


def measured(
    found: Sequence[Conflict],
    query: Query,
    naming: AbstractSet[str],
    place_of: Callable[[Span], str],
) -> tuple[Conflict, ...]:
    """The two figures for the very measure that a question asks for, by their words and places."""
    topic = {s: w for s, w in _topic(query, naming).items() if generality(s) == 1}
    if not _MEASURES.search(fold(query.text)) or len(topic) < _SEVERAL:
        return ()
    total = sum(topic.values())
    return tuple(
        c
        for c in found
        if c.kind == "two figures"
        if any(counts_it(query, s.value) for s in c.sides)
        if not any(is_barred(query.text, s.value, place_of(s.span)) for s in c.sides)
        if _held(c, topic, query, *(place_of(side.span) for side in c.sides)) >= total * _MEASURED
    )


_TELLS = re.compile(r"(?:and |so |ok |but )*(?:what|how) (?:did|does|do|has|have|had)\b")
"""Opens a question for what somebody says or does, of which a conflict tells nothing by itself."""
_MEASURES = re.compile(
    r"\bhow (?:many|much|long|often|big|large|high|fast|quickly)\b|\bper ?cent|%|\bshare\b"
    r"|\bproportion|\brates?\b|\baverage|\bnumbers?\b|\bfigures?\b"
)
_ENTIRE = re.compile(r"\b(?:all|total|every|overall|altogether|list|count|which)\b")
_BESIDE = 0.34
"""Share of the topic's weight that two figures must hold to stand beside what shows one."""
_MEASURED = 0.75
"""Share of the topic's weight that two figures, with their places, must hold."""
BY_FORM = {"total", "due before"}
"""Kinds that a question may name by what is at odds alone: their own words are few."""
_FIGURES = {"total", "two figures", "all and some", "commitment"}
"""Kinds that may answer how many or how much; of others the sides tell no number."""
_NEARLY = 0.8
"""Share of the best fit that another conflict must reach to be meant as well."""


def _topic(query: Query, naming: AbstractSet[str]) -> dict[str, float]:
    return {s: w for s, w in query.weights.items() if s not in naming | ASKING | _CONFLICT}


_CONFLICT = frozenset(
    stems(
        "agree disagree conflict contradict contradictory consistent inconsistent differ compare"
        " match say page place another exact word wording"
    )
)
_HOW_MANY = frozenset(stems("two three several both multiple more"))
"""Stems that say that things are at odds, not which."""
_SEVERAL, _PLAINLY = 2, 0.8
"""Words that a question must have, and the share of their weight that a conflict must hold."""
_ABOUT = 0.5
"""Share of the topic's weight that a conflict must hold to be the one asked about."""


def _held(conflict: Conflict, topic: dict[str, float], query: Query, *places: str) -> float:
    said = set(stems(" ".join([conflict.note, *(side.value for side in conflict.sides), *places])))
    return query.weight(topic, said)


def _claims(conflict: Conflict) -> list[Span]:
    """The places that claim something: of a count the claim, not the rows that were counted."""
    sides = conflict.sides[:1] if conflict.kind == "total" else conflict.sides
    return [side.span for side in sides]
