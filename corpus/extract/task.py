"""What a note of a meeting gives its people to do: `Head of Estates to mend the gate.`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.extract.account import sentences
from corpus.extract.bracket import ending
from corpus.extract.deadline import SPOKEN
from corpus.extract.doer import doer, does, first_day
from corpus.extract.draft import Draft, draft_of, grouped
from corpus.extract.field import told_in
from corpus.extract.mark import LISTED
from corpus.extract.part import Part, piece_of
from corpus.extract.table import tables
from corpus.label import Label
from corpus.register import Field
from corpus.report import MEETINGS


def tasks(part: Part) -> Iterator[Draft]:
    """The points of a note of a meeting, where half of them at least say who is to do what."""
    points = [(n, part.whole(b)) for n, b in enumerate(part.blocks) if b.kind == "item"]
    doing = sum(doer(point) is not None for _, point in points)
    if part.report.kind not in MEETINGS or doing < LISTED or 2 * doing < len(points):
        return
    for n, point in points:
        fields = grouped([*told_in(point), *ending(point), *_due_after(part, n)])
        if who := does(point) or doer(point):
            fields.setdefault("owner", [who])
        if day := first_day(point):
            fields.setdefault("deadline", [day])
        yield draft_of(part, Label("action", "", "", ""), point, point.span, fields)


def noted(part: Part) -> Iterator[Draft]:
    """What the cells of a note of a meeting in a table give its people to do: `CC to send a map.`."""
    if part.report.kind not in MEETINGS:
        return
    for table in tables(part):
        columns = table.columns.get("text", ()) if not table.asks else ()
        for row in table.rows:
            cells = part.cells(row)
            for sentence in (s for n in columns if n in cells for s in sentences(cells[n])):
                if who := doer(sentence):
                    fields = grouped([*told_in(sentence), *ending(sentence), ("owner", who)])
                    label = Label("action", "", "", "")
                    yield draft_of(part, label, sentence, part.whole(row).span, fields)


def _due_after(part: Part, n: int) -> Iterator[tuple[str, Field]]:
    """The day that a line under a point tells and nothing else: `Due 26 June 2026.`."""
    for block in part.blocks[n + 1 : n + 2]:
        if found := _DUE_ALONE.match(part.words(block)):
            yield "deadline", piece_of(part.whole(block), *found.span("when"))


_DUE_ALONE = re.compile(
    rf"^\W*(?:due|by|deadline|to be done by|for)\W+(?:by )?(?P<when>{SPOKEN.pattern})\W*$",
    re.IGNORECASE,
)
