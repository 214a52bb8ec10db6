"""The table of outstanding actions, and the points on which reports disagree."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from assistant.brief.matter import Matter
from assistant.brief.part import Line, Part, Table
from assistant.brief.words import asked, ended, exact, listed, named, noted, plain
from corpus.position import Position, told_status
from corpus.records import Field
from corpus.register import Conflict

_HEAD = ("Ref", "Ask", "Priority", "Owner", "Due", "Status")
_WIDTHS = (16, 26, 11, 17, 12, 18)
_PRIORITY = 2
"""Place of the column that is left out where no priority is printed."""
_FIGURE = 3
"""Words up to which the claim of a count is the bare figure."""
_TOLD = "not all who speak of it do"
"""The end of a note that repeats the statuses told before it."""
_SIDES = 4
"""Sides up to which each is quoted."""
_ASKED = 32
"""Words of an ask that the table quotes."""


def outstanding(matter: Matter) -> Part:
    """What the force is asked and has not been recorded as done by all who speak of it."""
    blocks: list[Line | Table] = []
    if matter.open:
        blocks.append(_table(matter, "Asked of the force, outstanding", matter.open))
    else:
        blocks.append(Line("note", "No outstanding action for the force is held on this topic."))
    if matter.elsewhere:
        blocks.append(_table(matter, "Asked of other bodies only", matter.elsewhere))
    if matter.closed:
        names = "; ".join(
            f"{p.item.label} ({'; '.join(plain(told_status(s)) for s in p.latest)})"
            for p in matter.closed
        )
        spans = tuple(s.span for p in matter.closed for s in p.latest)
        blocks.append(Line("row", f"Recorded as done by all who speak of them: {names}.", spans))
    return Part("Outstanding actions", tuple(blocks))


def tension(matter: Matter) -> Part:
    """Where the reports disagree on the topic: both sides, none picked."""
    lines = disagreements(matter, matter.torn)
    none = Line("note", "No disagreement between the reports was found by rule on this topic.")
    return Part("Points of tension", tuple(lines) or (none,))


def disagreements(matter: Matter, torn: Sequence[Conflict]) -> list[Line]:
    """A line for each conflict; a passed day is none, and is asked about instead."""
    lines: list[Line] = []
    held = [c for c in torn if c.kind != "gone by"]
    for (kind, _), run in groupby(held, key=_together):
        found = list(run)
        lines += [_dates(matter, found)] if kind == "due before" else map(_line, found)
    return lines


def _table(matter: Matter, title: str, held: Sequence[Position]) -> Table:
    ranked = any(where.item.priorities for where in held)
    kept = [n for n in range(len(_HEAD)) if ranked or n != _PRIORITY]
    rows = [_row(matter, where) for where in held]
    return Table(
        f"{title} ({len(held)})",
        tuple(_HEAD[n] for n in kept),
        tuple(_WIDTHS[n] for n in kept),
        tuple(tuple(row[n] for n in kept) for row in rows),
    )


def _row(matter: Matter, where: Position) -> tuple[Line, ...]:
    item = where.item
    source = matter.report(item.report)
    name = f"{item.label}, {source.kind}{f' {source.reference}' if source.reference else ''}"
    owners = _cell(item.owners, "not named")
    if not item.owners and item.addressees:
        owners = Line("row", plain("; ".join(item.addressees)), item.sources[:1])
    return (
        Line("row", plain(name), item.sources[:1]),
        Line("row", asked(item, _ASKED), (item.text.span,)),
        _cell(item.priorities, "none printed"),
        owners,
        _cell(item.deadlines, "none stated"),
        _status(matter, where),
    )


def _cell(fields: Sequence[Field], none: str) -> Line:
    """Values as printed, each once; where two differ both are told."""
    values: dict[str, Field] = {}
    for field in fields:
        values.setdefault(plain(field.value), field)
    if not values:
        return Line("note", none)
    spans = tuple(field.span for field in values.values())
    return Line("row", " / ".join(values), spans)


def _status(matter: Matter, where: Position) -> Line:
    """How the date lies, what each body states, and who answers."""
    told = [f"{where.due[:1].upper()}{where.due[1:]}"] if where.due else []
    told += [plain(told_status(s)) for s in where.latest]
    if not where.latest and not where.past_due:
        told.append("no status recorded")
    told += [plain(note) for note in where.notes if not note.endswith(_TOLD)]
    spans = [status.span for status in where.latest]
    for response in where.item.responses:
        told.append(f"answered by {plain(response.by) or 'a body not named'}")
        spans.append(response.text.span)
    if words := matter.told[where.item.id]:
        told.append("management’s word of progress, not verified")
        spans += [sentence.span for sentence in words]
    spans = spans or [(where.item.deadlines or (where.item.text,))[0].span]
    return Line("row", "; ".join(dict.fromkeys(told)), tuple(dict.fromkeys(spans)))


def _together(conflict: Conflict) -> tuple[str, object]:
    """Dates before one report's own are told in one line; other conflicts in one each."""
    if conflict.kind == "due before":
        return conflict.kind, conflict.sides[-1].span
    return conflict.kind, conflict


def _line(conflict: Conflict) -> Line:
    note = noted(conflict)
    sides = list(dict.fromkeys(exact(side) for side in conflict.sides))
    if conflict.kind == "total":  # beside a count its rows would be marks and dates
        sides = [side for side in sides[:1] if len(side.split()) > _FIGURE]
    shown = [side for side in sides if side.strip("“”") not in note]
    told = f": {' v '.join(shown)}" if 0 < len(shown) <= _SIDES else ""
    spans = tuple(dict.fromkeys(side.span for side in conflict.sides))
    return Line("row", ended(f"{note}{told}"), spans)


def _dates(matter: Matter, found: Sequence[Conflict]) -> Line:
    items = {item.id: item for item in matter.items}
    own = found[0].sides[-1]
    days = listed(list(dict.fromkeys(exact(c.sides[0]) for c in found)))
    verb = "is due" if len(found) == 1 else "are due"
    words = (
        f"{named([items[c.item] for c in found])} {verb} on {days}, before the date of the "
        f"report itself, {exact(own)}."
    )
    return Line("row", words, (*(c.sides[0].span for c in found), own.span))
