"""Earlier asks that a list tells with what became of each: `3. Collect the data - not achieved`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from corpus.extract.account import closing_state
from corpus.extract.actor import asks
from corpus.extract.draft import Draft, Said, draft_of
from corpus.extract.mark import LISTED
from corpus.extract.part import Part, piece_of
from corpus.extract.point import heads_findings
from corpus.extract.status import is_status
from corpus.label import NAMED, Label
from corpus.register import Field, Response


def judged(part: Part) -> Iterator[Draft]:
    """The earlier asks of a list of which three points in four at least end in a state.

    Only where the heading or the line over them names a family, or where each asks in its own line.
    """
    points = [part.whole(b) for b in part.blocks if b.kind == "item"]
    told = [(point, found) for point in points if (found := _JUDGED.match(point.value))]
    stated = [(point, found) for point, found in told if is_status(found["state"])]
    above = [part.words(b) for b in part.blocks[:1] if b.kind in {"paragraph", "label"}]
    if pairs := list(_answered(part)):
        yield from pairs
        return
    family = _named_family(" ".join([part.section.heading, *above]))
    if not family or len(stated) < LISTED or len(stated) * 4 < len(points) * 3:
        return
    for point, found in stated:
        label = Label(family, found["number"] or "", "", "")
        draft = draft_of(part, label, piece_of(point, *found.span("text")), point.span, {})
        draft.statuses.append(Said(piece_of(point, *found.span("state")), part.speaker))
        yield draft


def _answered(part: Part) -> Iterator[Draft]:
    """The asks that each have a line to themselves over an account that closes in a state.

    `The force should mend the gate`; then `It has been seen to, and is green. Closed.`
    """
    told = [(*pair, state) for pair in _pairs(part) if (state := closing_state(pair[1]))]
    for asked, account, state in told if len(told) >= LISTED else ():
        place = part.field(asked.span.start, account.span.end).span
        draft = draft_of(part, Label("action", "", "", ""), asked, place, {})
        draft.statuses.append(Said(state, part.speaker))
        draft.replies.append(Response(part.speaker, account))
        yield draft


def _pairs(part: Part) -> Iterator[tuple[Field, Field]]:
    """What asks and the words behind it: a line and a paragraph, or the two cells of a row."""
    for block, after in zip_longest(part.blocks, part.blocks[1:]):
        cells = list(part.cells(block).values()) if block.kind == "row" else []
        if len(cells) == LISTED and asks(cells[0].value):
            yield cells[0], cells[1]
        elif after and after.kind == "paragraph" and heads_findings(part, block):
            yield part.whole(block), part.whole(after)


_JUDGED = re.compile(
    r"^(?:(?P<number>\d{1,2})[.)]\s+)?(?P<text>\S.{10,}?)\s+[–—-]\s+(?P<state>[A-Za-z][a-z ]{2,30})\W*$",
    re.DOTALL,
)


def _named_family(words: str) -> str:
    """The first family that some words name in the plural."""
    found = [
        (match.start(), family)
        for family, terms in NAMED.items()
        if (match := re.search(rf"\b(?:{terms})(?<=s|t)\b", words, re.IGNORECASE))
    ]
    return min(found, default=(0, ""))[1]
