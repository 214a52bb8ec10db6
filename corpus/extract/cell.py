"""What the cells of a row tell of its item: its fields, how it stands, what is answered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from corpus.body import speaker_in
from corpus.extract.account import closing_state, sentences
from corpus.extract.bracket import ending
from corpus.extract.deadline import WHEN, in_turn, parted
from corpus.extract.doer import is_post
from corpus.extract.draft import Said
from corpus.extract.field import column_kind, told_in
from corpus.extract.part import Fields, Part, piece_of
from corpus.extract.rank import RANK
from corpus.extract.shown import shown_kind
from corpus.extract.status import is_status, opening_status, speaker_of, state_before, status_part
from corpus.extract.table import Table
from corpus.register import Field, Response
from corpus.report import Block


def is_told(cell: str) -> bool:
    """Whether a cell says something: no dash, `n/a` or `none`."""
    return not _EMPTY.match(cell)


_EMPTY = re.compile(
    r"^(?:n/?a|none(?: (?:given|set|stated))?|nil|-+|–|—|not (?:applicable|set|yet allocated|allocated)|\.|\?)$",
    re.IGNORECASE,
)


def fields_of(table: Table, cells: Mapping[int, Field]) -> Fields:
    """The fields of the item, of each kind those in the first column that tells them."""
    columns = table.columns
    fields: Fields = {}
    dated = any(n in cells for n in (*columns.get("deadline", ()), *columns.get("revised", ())))
    for kind in ("owner", "deadline", "revised", "priority", "addressee"):
        found = [_own_part(table, n, cells[n]) for n in columns.get(kind, ()) if n in cells]
        found += [cells[_RANKED]] if kind == "priority" and _RANKED in cells else []
        for cell in found[:1]:
            for name, value in _split(kind, cell, dated=dated, owned="owner" in columns):
                fields.setdefault(name, []).append(value)
    return fields


def _split(kind: str, cell: Field, *, dated: bool, owned: bool) -> Iterator[tuple[str, Field]]:
    """The fields of one cell: an owner may stand over a date, a date beside the one it replaces."""
    if kind == "owner":
        told = list(told_in(cell))
        who, when = (None, None) if told else _first_day(cell) or parted(cell)
        done = _DONE_BEHIND.search(cell.value) if not told and not when else None
        if who and done:  # `Payroll Manager, already in place`
            when, who = piece_of(cell, *done.span("done")), piece_of(cell, 0, done.start())
        yield from told
        yield from [("owner", who)] if who else []
        turns = in_turn(when) if when and not dated else ()
        yield from (("earlier", field) for field in turns[:-1])
        yield from (("deadline", field) for field in turns[-1:])
    elif kind == "deadline":
        who, when = parted(cell)
        owns = who is not None and when is not None and len(in_turn(cell)) == 1
        if who and owns and not owned and is_post(who.value):
            yield "owner", who
        turns = in_turn(when if owns and when else cell)
        yield from (("earlier", field) for field in turns[:-1])
        yield "deadline", turns[-1]
    elif kind == "revised":
        turns = in_turn(cell)
        yield from (("earlier", field) for field in turns[:-1])
        yield "revised", turns[-1]
    elif kind != "priority" or RANK.search(cell.value):
        yield kind, cell


def told_behind_words(text: Field) -> Iterator[tuple[str, Field]]:
    """The fields behind the words of what is asked: `... each month. High`, `... each month. (High)`."""
    last = sentences(text)[1:][-1:]
    yield from (one for sentence in last for one in shown_kind(sentence))
    yield from ending(text)


def _first_day(cell: Field) -> tuple[Field, Field] | None:
    """An owner and the days behind the name, where one replaces another: `Clerk / Dec 2025, now June 2026`."""
    days = list(WHEN.finditer(cell.value))
    who = cell.value[: days[0].start()].rstrip(" ,;:|/–-(\n") if days else ""
    if not who or len(days) < len(("first", "last")):
        return None
    return piece_of(cell, 0, len(who)), piece_of(cell, days[0].start(), days[-1].end())


_DONE_BEHIND = re.compile(
    r"(?<=\w)[\s,;:–-]+(?P<done>(?:already |now |fully )?(?:implemented|completed?|done|closed|actioned|in place))\W*$",
    re.IGNORECASE,
)
"""What stands behind an owner for the day by which an item is due, where it is already done."""


def _own_part(table: Table, place: int, cell: Field) -> Field:
    """What a cell says of who is to act, where its column holds that behind something else."""
    named = re.split(r",?\s+and\s+|\s*[,;/&]\s*", table.names[place])
    kinds = [column_kind(name) for name in named]
    before, mark, _ = cell.value.rpartition(";")
    twofold = kinds[-1] == "owner" and kinds[0] not in {"", "owner"} and mark
    return piece_of(cell, len(before) + 1, len(cell.value)) if twofold else cell


def number_in(table: Table, place: int, cells: dict[int, Field]) -> Field:
    """The number in a cell; a priority that its column sets behind it is told as one.

    `Rec no. and priority` over `4.1 / High`.
    """
    cell = cells[place]
    names = re.split(r",?\s+(?:and|&)\s+|\s*[,;/&]\s*", table.names[place])
    twofold = len(names) > 1 and column_kind(names[-1]) == "priority"
    found = _RANKED_NUMBER.fullmatch(cell.value) if twofold else None
    if not found:
        return cell
    if not table.columns.get("priority"):
        cells[_RANKED] = piece_of(cell, *found.span("rank"))
    return piece_of(cell, *found.span("number"))


_RANKED_NUMBER = re.compile(r"(?P<number>[\w. ]*\d[\w.]*)\s*[/;,|–-]\s*(?P<rank>[\w ]+)")
_RANKED = -1
"""The place of a priority that has no column of its own."""


def statuses_of(part: Part, table: Table, row: Block, cells: Mapping[int, Field]) -> Iterator[Said]:
    """What a reply opens with, then where the item stands: what was accepted may still be red."""
    for n in table.columns.get("reply", ()):
        if n in cells and (value := opening_status(cells[n])):
            yield Said(value, speaker_of(table.names[n]) or part.speaker, table.names[n])
        if n in cells and (value := closing_state(cells[n])):
            yield Said(value, speaker_of(table.names[n]) or part.speaker, table.names[n])
    for n in table.columns.get("status", ()):
        if n in cells and (value := status_part(cells[n]) or _state(part, table, n, cells[n])):
            yield Said(value, speaker_of(table.names[n]) or part.speaker, table.names[n])
    yield from _keyed(part, cells)
    yield from _closed(part, table, row)


def _keyed(part: Part, cells: Mapping[int, Field]) -> Iterator[Said]:
    """The states of which a row prints only the marks, in the words of the key: `● Finished`."""
    prose = (part.whole(b) for b in part.blocks if b.kind not in {"row", "head"})
    keys = [(key, found) for key in prose if len(found := list(_KEY.finditer(key.value))) > 1]
    for cell in cells.values():
        for key, found in keys:
            for one in found:
                if one["mark"] == cell.value.strip() and is_status(one["state"]):
                    yield Said(piece_of(key, *one.span("state")), part.speaker)


_KEY = re.compile(
    r"(?P<mark>[^\w\s=:–,;.()-])\s*(?:[=:–-]\s*)?(?P<state>[A-Za-z][a-z]+(?: [a-z]+){0,3})"
)
"""A mark with the words for which it stands."""


def _state(part: Part, table: Table, place: int, cell: Field) -> Field | None:
    """The state that a cell opens with, in a column of which every cell opens with one."""
    found = state_before(cell)
    column = (cells[place] for row in table.rows if place in (cells := part.cells(row)))
    return found if found and all(map(state_before, column)) else None


def _closed(part: Part, table: Table, row: Block) -> Iterator[Said]:
    """What the columns of a list of what is closed tell: on which day, and by whom."""
    columns, cells = table.columns, part.cells(row)
    days = [cells[n] for n in columns.get("closed", ()) if n in cells]
    by = next((n for n, name in enumerate(table.names) if _CLOSED_BY.match(name)), None)
    if "status" in columns or not days or not WHEN.search(days[0].value):
        return
    state = Field(_CLOSED, part.whole(row).span)
    yield Said(state, cells[by].value if by in cells else part.speaker, days[0].value)


_CLOSED = "Closed"
_CLOSED_BY = re.compile(r"(?:closed|signed off|completed|verified|confirmed) by\W*$", re.IGNORECASE)


def replies_of(part: Part, table: Table, cells: Mapping[int, Field]) -> Iterator[Response]:
    """What is answered to the item: replies, long accounts of how it stands, and beside owners."""
    owners, replies, states = (table.columns.get(kind, ()) for kind in ("owner", "reply", "status"))
    told = [n for n in owners if n in cells and _own_part(table, n, cells[n]) is not cells[n]]
    told += [n for n in replies if n in cells]
    told += [n for n in states if n in cells and len(cells[n].value) > _LONG]
    for n in told:
        yield Response(speaker_in(table.names[n]) or part.speaker, cells[n])


_LONG = 60
"""Characters of a cell that tells more of a state than its name, more than."""
