"""Points that each tell who is to act and by when, under whatever heading they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from corpus.extract.account import closing_state, sentences
from corpus.extract.around import said_of_it
from corpus.extract.bracket import BRACKET, bracketed, ending
from corpus.extract.draft import Draft, Said, draft_of, grouped
from corpus.extract.field import told_in
from corpus.extract.mark import LISTED, REFERRING, numbered
from corpus.extract.over import told_over
from corpus.extract.part import Part
from corpus.extract.shown import shown_kind
from corpus.extract.status import is_status
from corpus.extract.verdict import refuses
from corpus.label import Label
from corpus.register import Field


def owned(part: Part) -> Iterator[Draft]:
    """The points that tell an owner or a rank, where several tell owners and half of these a day.

    Under a heading that tells of all (`High priority`), one owner is enough, and a number too.
    """
    points = [_ranked(p) for p in _told_points(part)]
    told = [
        (p, grouped([*told_in(p), *ending(p), *bracketed(p), *_led(p), *more]))
        for p, more in points
    ]
    owners = [fields for _, fields in told if "owner" in fields]
    dated = sum(bool(fields.keys() & {"deadline", "status"}) for fields in owners)
    over = bool(told_over(part.section.heading)[0])
    if len(owners) < (1 if over else LISTED) or not (over or 2 * dated >= len(owners)):
        return
    for point, fields in told:
        number, body = numbered(point)
        if fields.keys() & {"owner", "priority", "deadline", "status"} or (over and number):
            label = Label("action", number, "", "")
            draft = draft_of(part, label, body, point.span, fields)
            state = None if "status" in fields else closing_state(body)
            draft.statuses += [Said(state, part.speaker)] if state else []
            yield draft


def _led(point: Field) -> Iterator[tuple[str, Field]]:
    """What a sentence behind the first tells without a subject: `Led by the Clerk and due by May.`."""
    for sentence in sentences(point)[1:]:
        if _SUBJECTLESS.match(sentence.value):
            yield from said_of_it(sentence)


_SUBJECTLESS = re.compile(r"(?:led|owned|due|to be (?:done|led)) (?:by|for|on|in)\b", re.IGNORECASE)


def _ranked(point: Field) -> tuple[Field, list[tuple[str, Field]]]:
    """A point behind the rank that opens it, with what its sentences then tell.

    `Critical. Every test must be listed. Agreed by the Head of Estates.`
    """
    first, *rest = sentences(point)
    rank = [one for one in shown_kind(first) if one[0] == "priority"]
    if not rank or not rest:
        return point, []
    told = [one for s in rest[1:] for one in said_of_it(s, alone=True)]
    stands = [("status", s) for s in rest[1:] if refuses(s.value) or is_status(s.value)]
    return rest[0], [*rank, *told, *stands]


def _told_points(part: Part) -> Iterator[Field]:
    """The points of a section, and its paragraphs with a reference, each with its bracket.

    That may stand under it, alone on a line: `(Owner: DCC Purvis; due 9 January 2026)`.
    """
    for block, after in zip_longest(part.blocks, part.blocks[1:]):
        refers = block.kind == "paragraph" and (
            REFERRING.match(part.words(block)) or _PARTED.match(part.words(block))
        )
        if block.kind == "item" or refers:
            under = after and BRACKET.fullmatch(part.words(after).rstrip("."))
            yield part.field(block.start, after.end if after and under else block.end)


_PARTED = re.compile(
    r"\d{1,2}\.\d{1,2}\s+(?=[A-Z])(?=.*\b(?:Led|Owned|Due) (?:by|for|on|in)\b)", re.DOTALL
)
"""The number of a paragraph that tells who leads on what it says: `3.1 Mend the gate. Led by ...`."""
