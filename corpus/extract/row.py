"""Rows of tables that ask for action, or say something of an item told elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.extract.cell import (
    fields_of,
    is_told,
    number_in,
    replies_of,
    statuses_of,
    told_behind_words,
)
from corpus.extract.deadline import WHEN
from corpus.extract.draft import Draft, Said
from corpus.extract.field import field_kind, line_fields
from corpus.extract.halves import half, told_of
from corpus.extract.heading import set_of
from corpus.extract.over import told_over
from corpus.extract.part import Part, piece_of
from corpus.extract.sideways import sideways
from corpus.extract.status import is_status
from corpus.extract.table import Table, tables
from corpus.label import NAMED, Label, item_label, list_family
from corpus.piece import fold
from corpus.register import Field, Response
from corpus.report import Block

_REFERENCE = re.compile(r"^\W*(?:[A-Z]{1,5}[ -]?)?\d{1,3}(?:[./]\d{1,3}){0,2}[a-z]?\W*$")
_OF_YEAR = re.compile(r"^(?P<number>\d{1,3}[a-z]?)\s*\((?P<year>20\d\d)\)")
"""A number with the year of the report that made it: `2 (2021)`."""
_OF_REPORT = re.compile(
    r"^(?P<report>[A-Z][^()]{2,40}?)[\s,:–-]+(?P<label>(?:rec(?:ommendation)?|AFI|area for improvement)\.? ?\d{1,2}[a-z]?)$",
    re.IGNORECASE,
)
"""A number with the name of the report that made it: `PEEL rec 1`."""
_OPENS = re.compile(r"(?P<number>\d{1,2}[a-z]?(?=[.)]\s)|\d{1,2}\.\d{1,2})[.)]?\s+(?=[A-Z])")
"""A number before the words of what is asked, in one cell with them."""
_TITLED = 3
"""The fewest words of a subject that tells what is asked."""


def row_drafts(part: Part) -> Iterator[Draft]:
    """The items and mentions of items in the action tables of a section."""
    year = set_of(part)
    for table in tables(part):
        if turned := list(sideways(part, table)):
            yield from turned
            continue
        if of := told_of(part, table):
            yield from _halves(part, table, of)
            continue
        table = half(part, table)  # noqa: PLW2901 (the same, known to have another half)
        if card := _card(part, table, year):
            yield card
            continue
        last: Draft | None = None
        stands = _bands_stand(part, table)
        band: Field | None = None
        family = _family_of(part, table) if table.asks else ""
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


def _halves(part: Part, table: Table, of: tuple[Part, Table]) -> Iterator[Draft]:
    """What the rows of a table tell of those of another with their keys."""
    other, asks = of
    family, year = _family_of(other, half(other, asks)), set_of(other)
    bare = replace(table, names=("Ref", *table.names[1:]), sentences=())
    for row in table.rows:
        cells = {n: c for n, c in part.cells(row).items() if is_told(c.value)}
        if 0 in cells:
            draft = Draft(family, cells[0].value, year, "", None, [part.whole(row).span])
            draft.fields = fields_of(bare, cells)
            draft.statuses = list(statuses_of(part, bare, row, cells))
            draft.replies = list(replies_of(part, bare, cells))
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
    draft = next(_row(part, table, first, year, _family_of(part, table)), None)
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
_PAIR = 2
"""Cells of a row that tells something of an item, at least."""


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


def _family_of(part: Part, table: Table) -> str:
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
    """The item of a row, or what it says of one; none where it counts, or heads others."""
    cells = {n: c for n, c in part.cells(row).items() if is_told(c.value)}
    texts = [cells[n] for n in table.columns["text"] if n in cells]
    if not texts or len(cells) < _PAIR or fold(texts[0].value) in map(fold, table.names):
        return
    number, year = _number(table, cells, year)
    named = _named(number, texts, family, _title(table, cells))
    if not _is_item(named.text, named.number, cells, table):
        return
    place = [part.whole(row).span]
    draft = Draft(named.family, named.number, year, _area(table, cells), named.text, place)
    draft.heading, draft.path = part.section.heading, part.section.path
    draft.brief = table.brief or (named.titled and named.text not in (None, *texts))
    draft.listed = True
    draft.fields = fields_of(table, cells)
    for kind, value in told_behind_words(draft.text) if draft.text else ():
        if not table.columns.get(kind) and kind != "status":
            draft.fields.setdefault(kind, [value])
    draft.statuses = list(statuses_of(part, table, row, cells))
    rest = (Response("management", text) for text in texts[1:] if text is not named.text)
    draft.replies = [*replies_of(part, table, cells), *rest]
    yield draft


def _number(table: Table, cells: dict[int, Field], year: str) -> tuple[Field | None, str]:
    """The number of a row, and the year of its set, or the name of the report that made it."""
    numbers = [number_in(table, n, cells) for n in table.columns.get("number", ()) if n in cells]
    number = next(iter(numbers), None)
    if number and (of := _OF_REPORT.match(number.value)):
        number, year = piece_of(number, *of.span("label")), of["report"].strip(" ,:–-")
    if number and (dated := _OF_YEAR.match(number.value)):
        number, year = piece_of(number, *dated.span("number")), dated["year"]
    return number, year


@dataclass(frozen=True, slots=True)
class _Named:
    """What a row calls its item, and the words that ask."""

    family: str
    number: str
    text: Field | None
    titled: bool = False
    """Whether its number stands with the words, or with none but the subject of the row."""


def _named(cell: Field | None, texts: Sequence[Field], family: str, title: Field | None) -> _Named:
    """The item of a row by its number in a cell of its own, or before the words that ask.

    `title` is the subject of the row, which tells what is asked where nothing else does.
    """
    text, own = texts[0], item_label(texts[0].value)
    label = item_label(cell.value) if cell else None
    number = label.number if label and label.number else (cell.value if cell else "")
    if not cell and (_REFERENCE.match(text.value) or (own and own.number and not own.rest)):
        number = own.number if own else text.value
        return _Named(_called(family, own, cell), number, [*texts[1:], title][0], titled=True)
    worded = own is not None and len(own.rest) > _WORDED
    if own and own.number and worded and not number:
        return _Named(_called(family, own, cell), own.number, _after(text, own), titled=True)
    if own and not own.number and own.parted and worded:  # `AFI: the force should ...`
        return _Named(_called(own.family, label, cell), number, _after(text, own))
    if not cell and (opens := _OPENS.match(text.value)):
        body = piece_of(text, opens.end(), len(text.value))
        return _Named(family, opens["number"], body, titled=own is None)
    return _Named(_called(family, label, cell), number, text)


_WORDED = 8
"""Characters behind a label that are what is asked, more than."""


def _called(family: str, label: Label | None, cell: Field | None) -> str:
    """The family of a row: by its label, but where that is a letter and its column says more."""
    letter = cell is not None and re.match(r"[A-Z]{1,2}\W?\d", cell.value)
    by_label = label is not None and label.number and (family == "action" or not letter)
    return label.family if label and by_label else family


def _title(table: Table, cells: Mapping[int, Field]) -> Field | None:
    """The subject of a row that names its item by its label alone."""
    found = (cells[n] for n in table.columns.get("area", ()) if n in cells)
    return next((cell for cell in found if len(cell.value.split()) >= _TITLED), None)


def _after(text: Field, label: Label) -> Field:
    return piece_of(text, len(text.value) - len(label.rest), len(text.value))


def _is_item(text: Field | None, number: str, cells: Mapping[int, Field], table: Table) -> bool:
    """Whether a row is more than a total or a count under the same names."""
    short = (fold(c.value) for c in cells.values() if len(c.value) < _TOTAL)
    total = any(words.startswith(("total", "overall")) for words in short)
    fields = {k: places for k, places in table.columns.items() if k not in _NAMING}
    if total or (text is None and fields.keys() <= {"priority"}):  # a count of items by priority
        return False
    told = [cells[n] for places in fields.values() for n in places if n in cells]
    worded = table.halved or any(re.search(r"[A-Za-z]{2}|\d[/-]\d", c.value) for c in told)
    return worded and (bool(number) or (text is not None and len(text.value) >= _ASKS))


_NAMING = {"text", "number", "area"}
_TOTAL = 20
"""Characters of a cell that tells a row to be a total, fewer than."""
_ASKS = 12
"""Characters of the words of an item without a number, at least."""


def _area(table: Table, cells: Mapping[int, Field]) -> str:
    return next((cells[n].value for n in table.columns.get("area", ()) if n in cells), "")
