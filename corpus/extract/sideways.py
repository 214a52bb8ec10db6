"""A table set sideways: its columns are the items, its rows what is told of each."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.extract.cell import is_told
from corpus.extract.draft import Draft, Said, draft_of
from corpus.extract.field import column_kind
from corpus.extract.mark import LISTED
from corpus.extract.part import Fields, Part
from corpus.extract.table import Table
from corpus.label import item_label
from corpus.register import Field

_TOLD = {"owner", "deadline", "priority", "status", "revised"}


def sideways(part: Part, table: Table) -> Iterator[Draft]:
    """The items that the heads of a table number, where its rows say what is asked, and who acts.

    `Action 1, Action 2` over `What will be done`, `By whom` and `By when`.
    """
    labels = [item_label(name) for name in table.names[1:]]
    kinds = [_kind(part.cells(row).get(0)) for row in table.rows]
    numbered = [label for label in labels if label and label.number and not label.rest]
    if len(numbered) < LISTED or len(numbered) < len(labels):
        return
    if "text" not in kinds or not _TOLD & {*kinds}:
        return
    for place, label in enumerate(numbered, start=1):
        cells = [
            (kind, part.cells(row).get(place)) for kind, row in zip(kinds, table.rows, strict=True)
        ]
        told = [(kind, cell) for kind, cell in cells if cell and is_told(cell.value)]
        texts = [cell for kind, cell in told if kind == "text"]
        fields: Fields = {kind: [cell] for kind, cell in told if kind in _TOLD - {"status"}}
        if texts:
            draft = draft_of(part, label, texts[0], texts[0].span, fields)
            draft.sources += [cell.span for _, cell in told if cell is not texts[0]]
            draft.statuses = [Said(cell, part.speaker) for kind, cell in told if kind == "status"]
            draft.listed = True
            yield draft


def _kind(name: Field | None) -> str:
    return column_kind(name.value) if name else ""
