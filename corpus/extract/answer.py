"""What a report answers to an item, and the tables of follow-up that answer by its number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.extract.cell import is_told
from corpus.extract.part import Part
from corpus.extract.status import opening_status, speaker_of, status_part
from corpus.extract.table import Table, tables
from corpus.label import item_label
from corpus.register import Field
from corpus.report import Block


@dataclass(frozen=True, slots=True)
class Stated:
    """A status that an answer opens with or prints, and the day that it is printed for."""

    value: Field
    by: str
    on: str = ""


@dataclass
class Answer:
    """What one place of a report says of one item."""

    report: str
    family: str
    """Empty where only a reference is printed: `IP4`."""
    number: str
    hint: str
    """The words beside the label and the headings above: what the item is about."""
    qualifier: str = ""
    replies: list[tuple[str, Field]] = field(default_factory=list)
    """Who answers, empty for the report itself, and the words."""
    statuses: list[Stated] = field(default_factory=list)
    owners: list[Field] = field(default_factory=list)
    deadlines: list[Field] = field(default_factory=list)
    priorities: list[Field] = field(default_factory=list)

    def tell(self, kind: str, value: Field) -> None:
        """Add a field of the item: its owner, its deadline or its priority; no other is kept."""
        held = {"owner": self.owners, "deadline": self.deadlines, "priority": self.priorities}
        if kind in held:
            held[kind].append(value)


def followed_up(part: Part) -> Iterator[Answer]:
    """The rows that number items asked for elsewhere and say how they stand."""
    for table in tables(part):
        kinds = table.columns.keys()
        if "number" in kinds and "text" not in kinds and kinds & _TOLD:
            bare = kinds <= _FIELDS and len(kinds) > _TOLD_OF and all(table.kinds)
            found = (_row(part, table, row, bare=bare) for row in table.rows)
            yield from (answer for answer in found if answer)


_TOLD = {"status", "revised", "owner", "deadline"}
"""What a table may tell of items by their numbers."""
_FIELDS = {*_TOLD, "number", "raised", "closed", "priority", "reply", "addressee"}
"""All that a table holds which is of items told elsewhere, even where these are plain numbers."""
_TOLD_OF = 2


def _row(part: Part, table: Table, row: Block, *, bare: bool) -> Answer | None:
    cells, columns = part.cells(row), table.columns
    number = next((cells[n] for n in columns["number"] if n in cells), None)
    if number is None:
        return None
    column = table.names[columns["number"][0]]
    labels = (item_label(number.value), item_label(f"{column} {number.value}"))
    known = next((label for label in labels if label and label.number), None)
    if not known and not (_PLAIN if bare else _NUMBERED).fullmatch(number.value.strip()):
        return None
    hint = " ".join([part.report.title, *part.section.path, part.words(row)])
    name = known.number if known else number.value.strip()
    answer = Answer(part.report.id, known.family if known else "", name, hint)
    for n in columns.get("status", ()):
        if n in cells and is_told(cells[n].value) and (value := status_part(cells[n])):
            by = speaker_of(table.names[n])
            answer.statuses.append(Stated(value, by or part.speaker, table.names[n]))
    for n in columns.get("reply", ()) if not answer.statuses else ():
        if n in cells and (value := opening_status(cells[n])):
            answer.statuses.append(Stated(value, part.speaker))
    for kind, places in columns.items():
        for n in places:
            if n in cells and is_told(cells[n].value):
                answer.tell(kind, cells[n])
    answer.replies.append(("", part.whole(row)))
    return answer


_NUMBERED = re.compile(r"[A-Z]{1,5}[ /-]?\d{1,3}(?:[/-]\d{1,3})*|\d{1,2}(?:\.\d{1,2})+")
"""A reference, or the number of a paragraph: `IP4`, `3.2`."""
_PLAIN = re.compile(rf"{_NUMBERED.pattern}|\d{{1,3}}[a-z]?|[A-Z]")
"""The same, or a number alone."""
