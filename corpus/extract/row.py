"""Rows of tables that ask for action, or say something of an item told elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from corpus.extract.deadline import WHEN, in_turn, parted
from corpus.extract.draft import Draft, Said
from corpus.extract.field import column_kind, field_kind, line_fields, told_in
from corpus.extract.heading import set_of
from corpus.extract.over import told_over
from corpus.extract.part import Fields, Part, piece_of, speaker_in
from corpus.extract.rank import RANK
from corpus.extract.status import (
    is_status,
    opening_status,
    speaker_of,
    state_before,
    status_part,
)
from corpus.extract.table import Table, tables
from corpus.label import NAMED, Label, item_label, list_family
from corpus.piece import fold
from corpus.register import Field, Response
from corpus.report import Block

_EMPTY = re.compile(
    r"^(?:n/?a|none|nil|-+|–|—|not (?:applicable|set|yet allocated|allocated)|\.|\?)$",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"^\W*(?:[A-Z]{1,5}[ -]?)?\d{1,3}(?:[./]\d{1,3}){0,2}[a-z]?\W*$")
_OF_YEAR = re.compile(r"^(?P<number>\d{1,3}[a-z]?)\s*\((?P<year>20\d\d)\)")
"""A number with the year of the report that made it: `2 (2021)`."""
_OF_REPORT = re.compile(
    r"^(?P<report>[A-Z][^()]{2,40}?)[\s,:–-]+(?P<label>(?:rec(?:ommendation)?|AFI|area for improvement)\.? ?\d{1,2}[a-z]?)$",
    re.IGNORECASE,
)
"""A number with the name of the report that made it: `PEEL rec 1`."""
_OPENS = re.compile(r"(?P<number>\d{1,2}[a-z]?)[.)]\s+(?=[A-Z])")
"""A number before the words of what is asked, in one cell with them."""
_TITLED = 3
"""The fewest words of a subject that tells what is asked."""


def row_drafts(part: Part) -> Iterator[Draft]:
    """The items and mentions of items in the action tables of a section."""
    year = set_of(part)
    for table in tables(part):
        if card := _card(part, table, year):
            yield card
            continue
        last: Draft | None = None
        stands = _bands_stand(part, table)
        band: Field | None = None
        family = family_of(part, table) if table.asks else ""
        for row in table.rows if table.asks else ():
            band = _band(part, table, row) or band
            if last and (finished := _finished(part, row)):
                last.statuses.append(Said(finished, part.speaker))
                continue
            told = _fields_of(part, table, row) if last else []
            for kind, value in told:
                last.fields.setdefault(kind, []).append(value)  # type: ignore[union-attr]  # told of it
            for draft in () if told else _row(part, table, row, year, family):
                last = draft
                if band:
                    _under_band(part, draft, band, stands=stands)
                yield draft


def _card(part: Part, table: Table, year: str) -> Draft | None:
    """The item of a row beside its finding, of which pairs of names and values tell more.

    `Finding, Action` over what was found and agreed; then `Responsible Officer, Head of Vetting`.
    """
    if table.asks or "text" not in table.columns or len(table.names) > _TITLED:
        return None
    first, pairs = table.rows[0] if table.rows else None, table.rows[1:]
    if first is None or not pairs or any(len(part.cells(row)) > _BANDED for row in pairs):
        return None
    told = [(kind, value) for kind, value, _ in line_fields(part, pairs)]
    draft = next(_row(part, table, first, year, family_of(part, table)), None)
    if draft is None or not {kind for kind, _ in told} & {"owner", "deadline"}:
        return None
    for kind, value in told:
        draft.fields.setdefault(kind, [value])
    return draft


def _band(part: Part, table: Table, row: Block) -> Field | None:
    """The words of a row that heads those below it: `Still open` across a table."""
    cells = part.cells(row)
    return cells[0] if len(cells) == 1 and 0 in cells and len(table.names) > _BANDED else None


_BANDED = 2
"""A table of no more columns has no bands."""


def _bands_stand(part: Part, table: Table) -> bool:
    """Whether the bands of a table group its rows by how they stand."""
    bands = (_band(part, table, row) for row in table.rows)
    told = [band.value for band in bands if band]
    return "status" not in table.columns and any(map(is_status, told))


def _under_band(part: Part, draft: Draft, band: Field, *, stands: bool) -> None:
    """What a band says of a row under it: how it stands, its family, or what it concerns."""
    if stands:
        draft.statuses.append(Said(band, part.speaker))
    elif (told := told_over(band.value))[0] in {"owner", "priority"}:
        draft.fields.setdefault(told[0], [band])
    elif family := list_family(band.value):
        draft.family = family if draft.family == "action" else draft.family
    else:
        draft.area = draft.area or band.value


def _fields_of(part: Part, table: Table, row: Block) -> list[tuple[str, Field]]:
    """The fields of the item above that a row of names and values tells: `Lead post, Head of ...`."""
    cells = list(part.cells(row).values())
    pairs = list(zip(cells[::2], cells[1::2], strict=False))
    if len(cells) % 2 or len(cells) >= max(len(table.names), 3) or not pairs:
        return []
    told = [(field_kind(name.value, value.value), value) for name, value in pairs]
    return [(kind, value) for kind, value in told if kind] if told[0][0] else []


def _finished(part: Part, row: Block) -> Field | None:
    """The day on which the item above was finished, as a row of a card tells it: `Finished, 5 May`."""
    cells = list(part.cells(row).values())
    if len(cells) != 2 or not _FINISHED.fullmatch(cells[0].value):  # a pair
        return None
    said = f"{cells[0].value} {cells[1].value}"
    return Field(said, part.whole(row).span) if WHEN.fullmatch(cells[1].value) else None


_FINISHED = re.compile(
    r"(?:date )?(?:finished|completed|closed|implemented|done)(?: on)?|(?:date of|actual) completion:?",
    re.IGNORECASE,
)


def is_told(cell: str) -> bool:
    """Whether a cell says something: no dash, `n/a` or `none`."""
    return not _EMPTY.match(cell)


def family_of(part: Part, table: Table) -> str:
    """The family of a table's rows: by its column of asks, its heading, else the report's kind."""
    asks = table.names[table.columns["text"][0]]
    for said in (asks, part.section.heading, " ".join(table.names), _counted(part, table)):
        for family, terms in NAMED.items():
            if family != "action" and re.search(rf"\b(?:{terms})", fold(said), re.IGNORECASE):
                return family
    return "management action" if "audit" in part.report.kind else "action"


def _counted(part: Part, table: Table) -> str:
    """What the sentence over a table counts in it: `Seven areas for improvement.`."""
    start = min(block.start for block in (*table.heads, *table.rows))
    above = [block for block in part.blocks if block.end <= start and block.kind == "paragraph"]
    found = _COUNTS.match(part.words(above[-1])) if above else None
    return found[0] if found else ""


_COUNTS = re.compile(
    rf"(?:the |all |these )?(?:\d{{1,3}}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    rf" (?:{'|'.join(terms for family, terms in NAMED.items() if family != 'action')})\b",
    re.IGNORECASE,
)


def _row(part: Part, table: Table, row: Block, year: str, family: str) -> Iterator[Draft]:
    cells = {n: c for n, c in part.cells(row).items() if not _EMPTY.match(c.value)}
    texts = [cells[n] for n in table.columns["text"] if n in cells]
    if not texts or len(cells) < 2 or fold(texts[0].value) in map(fold, table.names):
        return
    numbers = [_first_part(table, n, cells) for n in table.columns.get("number", ()) if n in cells]
    text: Field | None = texts[0]
    of = _OF_REPORT.match(numbers[0].value) if numbers else None
    if of:
        numbers, year = [piece_of(numbers[0], *of.span("label"))], of["report"].strip(" ,:–-")
    dated = _OF_YEAR.match(numbers[0].value) if numbers else None
    if dated:
        numbers, year = [piece_of(numbers[0], *dated.span("number"))], dated["year"]
    label = item_label(numbers[0].value) if numbers else None
    number = label.number if label and label.number else (numbers[0].value if numbers else "")
    own = item_label(texts[0].value)
    if not numbers and (_REFERENCE.match(texts[0].value) or (own and own.number and not own.rest)):
        label, text = own, texts[1] if len(texts) > 1 else _title(table, cells)
        number = own.number if own else texts[0].value
    elif own and own.number and len(own.rest) > 8 and not number:
        label, number, text = own, own.number, _after(texts[0], own)
    elif own and not own.number and own.parted and len(own.rest) > 8:
        family, text = own.family, _after(texts[0], own)  # `AFI: the force should ...`
    elif not numbers and (opens := _OPENS.match(texts[0].value)):
        number, text = opens["number"], piece_of(texts[0], opens.end(), len(texts[0].value))
    if not _is_item(text, number, cells, table):
        return
    if label and label.number and (family == "action" or not _is_letter(numbers)):
        family = label.family
    draft = Draft(family, number, year, _area(table, cells), text, [part.whole(row).span])
    draft.heading, draft.path = part.section.heading, part.section.path
    draft.brief = table.brief or (text is not None and text not in texts and own is label)
    draft.listed = True
    draft.fields = _fields(table, cells)
    draft.statuses = [*_statuses(part, table, cells), *_closed(part, table, row)]
    draft.replies = [
        *_replies(part, table, cells),
        *(Response("management", t) for t in texts[1:] if t is not text),
    ]
    yield draft


def _first_part(table: Table, place: int, cells: dict[int, Field]) -> Field:
    """The number in a cell; a priority that its column sets behind it is told as one.

    `Rec no. and priority` over `4.1 / High`.
    """
    names = re.split(r",?\s+(?:and|&)\s+|\s*[,;/&]\s*", table.names[place])
    parted = re.fullmatch(
        r"(?P<number>[\w. ]*\d[\w.]*)\s*[/;,|–-]\s*(?P<rank>[\w ]+)", cells[place].value
    )
    if len(names) < _BANDED or column_kind(names[-1]) != "priority" or not parted:
        return cells[place]
    ranked = table.columns.get("priority", ())
    if not ranked:
        cells[_RANKED] = piece_of(cells[place], *parted.span("rank"))
    return piece_of(cells[place], *parted.span("number"))


_RANKED = -1
"""The place of a priority that has no column of its own."""


def _title(table: Table, cells: Mapping[int, Field]) -> Field | None:
    """The subject of a row that names its item by its label alone."""
    found = (cells[n] for n in table.columns.get("area", ()) if n in cells)
    return next((cell for cell in found if len(cell.value.split()) >= _TITLED), None)


def _is_letter(numbers: Sequence[Field]) -> bool:
    """Whether a number is a letter and digits, which the column of asks may name otherwise."""
    return bool(numbers) and re.match(r"[A-Z]{1,2}\W?\d", numbers[0].value) is not None


def _after(text: Field, label: Label) -> Field:
    return piece_of(text, len(text.value) - len(label.rest), len(text.value))


def _is_item(text: Field | None, number: str, cells: Mapping[int, Field], table: Table) -> bool:
    """Whether a row is more than a total or a count under the same names."""
    total = any(
        fold(c.value).startswith(("total", "overall")) and len(c.value) < 20 for c in cells.values()
    )
    others = [
        n
        for kind, places in table.columns.items()
        for n in places
        if kind not in {"text", "number", "area"}
    ]
    told = [cells[n] for n in others if n in cells]
    if text is None and {k for k in table.columns if k not in {"text", "number", "area"}} <= {
        "priority"
    }:
        return False  # a count of items by their priority
    worded = any(re.search(r"[A-Za-z]{2}|\d[/-]\d", c.value) for c in told)
    return not total and worded and (bool(number) or (text is not None and len(text.value) >= 12))


def _area(table: Table, cells: Mapping[int, Field]) -> str:
    return next((cells[n].value for n in table.columns.get("area", ()) if n in cells), "")


def _fields(table: Table, cells: Mapping[int, Field]) -> Fields:
    columns = table.columns
    fields: Fields = {}
    dated = any(n in cells for n in (*columns.get("deadline", ()), *columns.get("revised", ())))
    for kind in ("owner", "deadline", "revised", "priority", "addressee"):
        found = [_own_part(table, n, cells[n]) for n in columns.get(kind, ()) if n in cells]
        found += [cells[_RANKED]] if kind == "priority" and _RANKED in cells else []
        for cell in found[:1]:
            for name, value in _split(kind, cell, dated=dated):
                fields.setdefault(name, []).append(value)
    return fields


def _own_part(table: Table, place: int, cell: Field) -> Field:
    """What a cell says of who is to act, where its column holds that behind something else."""
    named = re.split(r",?\s+and\s+|\s*[,;/&]\s*", table.names[place])
    kinds = [column_kind(name) for name in named]
    before, mark, _ = cell.value.rpartition(";")
    twofold = kinds[-1] == "owner" and kinds[0] not in {"", "owner"} and mark
    return piece_of(cell, len(before) + 1, len(cell.value)) if twofold else cell


def _split(kind: str, cell: Field, *, dated: bool) -> Iterator[tuple[str, Field]]:
    """The fields of one cell: an owner may stand over a date, a date beside the one it replaces."""
    if kind == "owner":
        told = list(told_in(cell))
        who, when = (None, None) if told else parted(cell)
        yield from told
        yield from [("owner", who)] if who else []
        yield from [("deadline", when)] if when and not dated else []
    elif kind == "deadline":
        who, when = parted(cell)
        owns = who is not None and when is not None and len(in_turn(cell)) == 1
        turns = in_turn(when if owns and when else cell)
        yield from (("earlier", field) for field in turns[:-1])
        yield "deadline", turns[-1]
    elif kind == "revised":
        turns = in_turn(cell)
        yield from (("earlier", field) for field in turns[:-1])
        yield "revised", turns[-1]
    elif kind != "priority" or RANK.search(cell.value):
        yield kind, cell


def _statuses(part: Part, table: Table, cells: Mapping[int, Field]) -> Iterator[Said]:
    """What a reply opens with, then where the item stands: what was accepted may still be red."""
    for n in table.columns.get("reply", ()):
        if n in cells and (value := opening_status(cells[n])):
            yield Said(value, speaker_of(table.names[n]) or part.speaker, table.names[n])
    for n in table.columns.get("status", ()):
        if n in cells and (value := status_part(cells[n]) or _state(part, table, n, cells[n])):
            yield Said(value, speaker_of(table.names[n]) or part.speaker, table.names[n])


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


def _state(part: Part, table: Table, place: int, cell: Field) -> Field | None:
    """The state that a cell opens with, in a column of which every cell opens with one."""
    found = state_before(cell)
    column = (cells[place] for row in table.rows if place in (cells := part.cells(row)))
    return found if found and all(map(state_before, column)) else None


def _replies(part: Part, table: Table, cells: Mapping[int, Field]) -> Iterator[Response]:
    for n in table.columns.get("owner", ()):
        if n in cells and _own_part(table, n, cells[n]) is not cells[n]:
            yield Response(speaker_in(table.names[n]) or part.speaker, cells[n])
    for n in table.columns.get("reply", ()):
        if n in cells:
            yield Response(speaker_in(table.names[n]) or part.speaker, cells[n])
    for n in table.columns.get("status", ()):
        if n in cells and len(cells[n].value) > 60:
            yield Response(speaker_in(table.names[n]) or part.speaker, cells[n])
