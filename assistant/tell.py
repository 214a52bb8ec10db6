"""Rows as lines that a person reads: counted, with their fields as printed and both sides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from assistant.asked import Asked
from assistant.cite import Draft
from assistant.day import uk
from assistant.many import plural
from assistant.since import since
from assistant.slots import of_each_body
from assistant.stated import standing
from assistant.torn import conflict_draft, conflict_drafts
from corpus.piece import fold
from corpus.position import position
from corpus.register import Conflict, Field, Item, Status
from corpus.report import Span

_MANY = 6
"""Of more rows than this each is told by its first sentence."""
_PARAGRAPH = 70
"""A mention is quoted with the rest of its paragraph up to so many words."""
_FEW = 3
"""Of more rows than this only their owners, dates and priorities are told both ways."""
_FIELDS = frozenset({"owners", "priorities", "statuses"})


def told(asked: Asked, chosen: Sequence[Item], whole: Sequence[Item]) -> list[Draft]:
    """The rows of some items, under their count among all those that might have been meant."""
    counted = [count(asked, chosen, whole)] if len(chosen) > 1 or len(whole) > len(chosen) else []
    rows = [row(asked, item, short=len(chosen) > _MANY) for item in chosen]
    return [*counted, *rows, *_conflicts(asked, chosen, whole)]


_EACH = re.compile(
    r"\bwho(?:'s|s)?\b.*\b(?:most|fewest|least|how many)\b|\bhow many\b.*\b(?:each|apiece)\b"
    r"|\b(?:list|show|who are)\b.{0,30}\b(?:owners|leads)\b"
    r"|\bwho (?:owns|leads|has) (?:what|which)\b"
    r"|\b(?:by|per|for each|against each) (?:owner|lead|person|post|name|officer)\b"
)


def tally(asked: Asked, chosen: Sequence[Item]) -> list[Draft]:
    """How many of some items each owner has, the most first, where that is asked for."""
    asks = len(chosen) > 1 and _EACH.search(fold(asked.understood.text))
    return tally_of(chosen) if asks else []


def tally_of(chosen: Sequence[Item]) -> list[Draft]:
    """How many of some items each owner has, the most first; none where none has an owner."""
    owners = [owner for item in chosen for owner in item.owners]
    if not owners:
        return []
    names = {fold(owner.value): owner.value for owner in reversed(owners)}
    counts = Counter(name for i in chosen for name in {fold(owner.value) for owner in i.owners})
    told = ", ".join(f"{names[name]} {count}" for name, count in counts.most_common())
    none = sum(not item.owners for item in chosen)
    rest = f"; no owner named: {none}" if none else ""
    return [Draft("row", f"By owner: {told}{rest}", tuple(owner.span for owner in owners))]


def replied(asked: Asked, chosen: Sequence[Item], whole: Sequence[Item]) -> list[Draft]:
    """The rows of some items, each with what was replied to it, under their count."""
    drafts = [count(asked, chosen, whole)]
    for item in chosen:
        answers = (r.text.span for r in item.responses)
        drafts += [row(asked, item, short=True), *(Draft.quoting(span) for span in answers)]
    return drafts


def said_of(asked: Asked, items: Sequence[Item]) -> list[Draft]:
    """What the reports say elsewhere of some items, in their own words."""
    mentions = [_paragraph(asked, m) for item in items for m in item.mentions]
    answers = [r.text.span for item in items for r in item.responses]
    stated = [s.span for item in items for s in item.statuses_at(asked.day) if _is_told(s, item)]
    late = asked.understood.wants & {"status", "past due", "comparison"}
    done = [span for item in items for span in since(asked, item)] if late else []
    spans = list(dict.fromkeys([*stated, *mentions, *answers, *done]))
    return [Draft.quoting(span) for span in spans[:4]]


def _is_told(status: Status, item: Item) -> bool:
    """Whether a sentence elsewhere states it, which says more than the words of its field."""
    sentence = status.span.quote.strip().endswith(".") and "\t" not in status.span.quote
    return sentence and not any(_inside(status.span, source) for source in item.sources)


def _paragraph(asked: Asked, mention: Field) -> Span:
    """A mention with the sentences after it in its paragraph, while that stays short."""
    report = asked.reports[mention.span.report]
    section = report.by_id[mention.span.section]
    block = next(b for b in section.blocks if b.start <= mention.span.start < b.end)
    whole = Span.of(report, section, mention.span.start, max(block.end, mention.span.end))
    return whole if len(whole.quote.split()) <= _PARAGRAPH else mention.span


def count(asked: Asked, chosen: Sequence[Item], whole: Sequence[Item]) -> Draft:
    """How many of how many, of which family and report, and how they part by priority."""
    families = {item.family for item in chosen}
    name = families.pop() if len(families) == 1 else "item"
    sets = {item.set for item in chosen}
    year = f" of {next(iter(sets))}" if len(sets) == 1 and "" not in sets else ""
    noun = name if len(whole) == 1 else plural(name)
    standing_so = standing(asked, list(chosen), dated=False)
    late = "past due" in asked.understood.wants and len(standing_so) == len(chosen)
    called = not all(item.is_past_due(asked.day) for item in chosen)
    how = "past due, or overdue as stated," if called else "past due, completion not recorded"
    past = f" {how} as at {uk(asked.day)}" if late else ""
    counted = f"{len(chosen)} of {len(whole)} {noun}{year}{_split(asked, chosen, whole)}{past}"
    dated = {asked.reports[item.report].name for item in chosen}
    within = f" ({'; '.join(sorted(dated))})" if len(dated) <= 2 else ""
    return Draft("note", f"{counted}{within}:")


def _split(asked: Asked, chosen: Sequence[Item], whole: Sequence[Item]) -> str:
    """How the rows part by priority: `(1 High, 3 Medium, 1 Low)`; both sides where they differ."""
    priorities = [tuple(dict.fromkeys(p.value for p in item.priorities)) for item in chosen]
    values = Counter(" | ".join(held) for held in priorities if held)
    wanted = "priority" in asked.understood.wants and "count" in asked.understood.wants
    if not values or not (wanted or (len(values) == 1 and len(chosen) < len(whole))):
        return ""
    called = ((f"of priority {v}" if v[0].isdigit() else v, n) for v, n in values.items())
    return f" ({', '.join(f'{n} {value}' for value, n in called)})"


def row(asked: Asked, item: Item, *, short: bool) -> Draft:
    """An item as one computed line: its label, its fields as printed, its words."""
    wants, day = asked.understood.wants, asked.day
    parts = [
        _values("owner", item.owners),
        _values("due", item.deadlines),
        _values("first due", item.earlier),
        _values("priority", item.priorities),
    ]
    if known := item.statuses_at(day):
        parts.append("; ".join(f"status: {s.value} (stated by {_by(s, item)})" for s in known))
    elif {"status", "past due"} & wants:
        parts.append("no status recorded")
    if item.is_past_due(day) and {"status", "past due", "deadline"} & wants:
        parts.append(f"past due at {uk(day)}, completion not recorded")
    elif ("owner" in wants or of_each_body(fold(asked.understood.text))) and not item.owners:
        bodies = ", ".join(item.addressees)
        parts.append(f"addressed to: {bodies}" if bodies else "no owner named")
    if {"status", "past due", "deadline"} & wants:
        parts += position(item, day, asked.register.items).notes
    if {"deadline", "past due"} & wants and not item.deadlines:
        parts.append("no date stated")
    text = _first_sentence(item.text.value) if short else item.text.value
    fields = "; ".join(part for part in parts if part)
    told = f"{item.label}{_title(item)}{f' – {fields}' if fields else ''}. “{text}”"
    return Draft("row", told, _places(item))


def _title(item: Item) -> str:
    """The title by which a list that it stands in calls an item, behind its label."""
    named = len(item.area.split()) >= _TITLED and fold(item.area) not in fold(item.text.value)
    listed = named and any(item.area in source.quote.split("\t") for source in item.sources)
    return f" ({item.area})" if listed else ""


_TITLED = 3
"""Words of a title at least; fewer name a subject that many items share."""


def _by(status: Status, item: Item) -> str:
    """Who states a status, and on which day where another report tells it."""
    day = uk(status.stated_on) if status.stated_on else ""
    told = status.span.report == item.report or day in status.stated_by
    return status.stated_by if told else f"{status.stated_by}, {day}"


def _places(item: Item) -> tuple[Span, ...]:
    """Where an item stands, and where else its statuses are stated."""
    stated = (status.span for status in item.statuses)
    elsewhere = [s for s in stated if not any(_inside(s, source) for source in item.sources)]
    return tuple(dict.fromkeys((*item.sources, *elsewhere)))


def _inside(span: Span, other: Span) -> bool:
    same = span.section == other.section
    return same and other.start <= span.start and span.end <= other.end


def _values(name: str, fields: Sequence[Field]) -> str:
    values = list(dict.fromkeys(field.value for field in fields))
    return f"{name}: {' | '.join(values)}" if values else ""


def _conflicts(asked: Asked, chosen: Sequence[Item], whole: Sequence[Item]) -> list[Draft]:
    """Both sides of what is told of these items twice and differently; neither is picked."""
    found = asked.torn if len(chosen) <= _FEW else [c for c in asked.torn if c.field in _FIELDS]
    drafts = list(conflict_drafts(found, [item.id for item in chosen]))
    if "count" in asked.understood.wants and len(chosen) == len(whole):
        drafts += [conflict_draft(c) for c in asked.torn if _counts(c, whole)]
    return drafts


def _counts(conflict: Conflict, items: Sequence[Item]) -> bool:
    """Whether a conflict is about how many these items are."""
    places = {span.section for item in items for span in item.sources}
    return conflict.kind == "total" and all(s.span.section in places for s in conflict.sides[1:])


def _first_sentence(text: str) -> str:
    found = re.match(r"(?:.{0,60}: [^.]{3,60}\. )?.{40,}?[.;](?=\s)", text)
    return found[0] if found else text
