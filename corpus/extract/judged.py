"""Earlier asks that a list tells with what became of each: `3. Collect the data - not achieved`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.extract.draft import Draft, Said, draft_of
from corpus.extract.mark import LISTED
from corpus.extract.part import Part, piece_of
from corpus.extract.status import is_status
from corpus.label import NAMED, Label


def judged(part: Part) -> Iterator[Draft]:
    """The earlier asks of a list of which three points in four at least end in a state.

    Only where the heading or the line over them names a family.
    """
    points = [part.whole(b) for b in part.blocks if b.kind == "item"]
    told = [(point, found) for point in points if (found := _JUDGED.match(point.value))]
    stated = [(point, found) for point, found in told if is_status(found["state"])]
    above = [part.words(b) for b in part.blocks[:1] if b.kind in {"paragraph", "label"}]
    family = _named_family(" ".join([part.section.heading, *above]))
    if not family or len(stated) < LISTED or len(stated) * 4 < len(points) * 3:
        return
    for point, found in stated:
        label = Label(family, found["number"] or "", "", "")
        draft = draft_of(part, label, piece_of(point, *found.span("text")), point.span, {})
        draft.statuses.append(Said(piece_of(point, *found.span("state")), part.speaker))
        yield draft


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
