"""The points and paragraphs of a section read in turn: what announces them, what goes on with one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.extract.account import closing_state, sentences, told_of
from corpus.extract.bracket import by_kind, tagged
from corpus.extract.cell import is_told
from corpus.extract.draft import Draft, Said, draft_of, grouped
from corpus.extract.field import SHOWN, field_kind, is_field_line, opens_with, told_in
from corpus.extract.over import settled_family
from corpus.extract.paragraph import labelled
from corpus.extract.part import Part, piece_of
from corpus.extract.point import asked_under, defined, heads_findings
from corpus.extract.shown import shown
from corpus.extract.status import is_status, status_part
from corpus.label import Label, item_label, list_family
from corpus.register import Field, Response
from corpus.report import PROSE, Block


def points(part: Part, family: str = "") -> Iterator[Draft]:
    """The items of a section in reading order: with a label of their own, or under a family's name.

    `family` is the one that the heading lists, which holds where no lead names another.
    """
    heads = any(heads_findings(part, block) for block in part.blocks)
    announced = _Announced(family, family)
    alone: Label | None = None
    over: list[tuple[str, Field]] = []
    last: Draft | None = None
    for before, block in zip([None, *part.blocks], part.blocks, strict=False):
        if before and (tasked := _tasked(part, before, block)):
            yield tasked
            continue
        if block.kind in PROSE and (agreed := _agreed(part, block)):
            yield agreed
            continue
        if last and _goes_on(part, block, last):
            continue
        last = None
        if alone and block.kind == "paragraph":
            whole = part.whole(block)
            told = grouped([*over, *told_in(whole)])
            yield draft_of(part, alone, whole, whole.span, told)
            alone = None
            continue
        alone, over = _lone(part, block)
        announced.read(part, block)
        if term := defined(part, block, announced.family):
            yield term
        elif block.kind in PROSE or (block.kind == "row" and "\t" not in part.words(block)):
            own = list(labelled(part, part.whole(block)))
            last = own[-1] if own else None
            yield from own
            if announced.family and not own:
                yield from asked_under(part, block, announced.family, heads=heads)


@dataclass
class _Announced:
    """The family whose items the next points are."""

    heading: str
    family: str
    settled: str = ""
    """The same, where the points are those that a lead says are closed: it ends with them."""

    def read(self, part: Part, block: Block) -> None:
        """Take up what a block says of the points behind it."""
        words = part.words(block)
        if block.kind != "item" and self.settled:
            self.family, self.settled = self.heading, ""
        if block.kind in {"paragraph", "label"} and words.endswith(":"):
            self.settled = settled_family(words)
            self.family = list_family(words) or self.settled or self.heading


def _lone(part: Part, block: Block) -> tuple[Label | None, list[tuple[str, Field]]]:
    """The label that a line is, over the words that it names: `Cause of concern` in a box.

    With the fields that stand behind it and nothing else: `Action 2 - High - Head of Estates`.
    """
    words = part.words(block)
    label = item_label(words) if block.kind in {"paragraph", "label"} else None
    if label and label.rest and label.number:
        whole = part.whole(block)
        told = shown(piece_of(whole, whole.value.rindex(label.rest), len(whole.value)))
        return (label, told) if told else (None, [])
    if not label or label.rest or words.endswith("s"):
        return None, []
    named = words.rstrip(":. ").count(" ") <= _LABEL_WORDS
    alone = named and (label.number or label.family == "cause of concern")
    return (label, []) if alone else (None, [])


_LABEL_WORDS = 4
"""Spaces between the words of a line that is no more than a label, at most."""


def _tasked(part: Part, before: Block, block: Block) -> Draft | None:
    """What the sentence over a line asks of whom the line names and nobody else: `Action: Treasurer`."""
    label = item_label(part.words(block))
    if not label or label.family != "action" or not label.rest or before.kind not in PROSE:
        return None
    whole = part.whole(block)
    named = piece_of(whole, whole.value.rindex(label.rest), len(whole.value.rstrip(" .")))
    fields = grouped(by_kind(named))
    parts = [words for words in re.split(r"[;|,]\s*", named.value) if words]
    short = len(parts[0].split()) <= _LABEL_WORDS + 1
    if "owner" not in fields or len(fields) < len(parts) or not short:
        return None
    if not SHOWN["owner"](fields["owner"][0].value):
        return None
    asked = sentences(part.whole(before))[-1]
    return draft_of(part, label, asked, part.field(asked.span.start, block.end).span, fields)


def _agreed(part: Part, block: Block) -> Draft | None:
    """What the last sentence before a bracket asks of whom the bracket names: `[25/15 Clerk, May]`."""
    found = tagged(part.whole(block))
    if not found:
        return None
    words, number, fields = found
    asked = sentences(words)[-1]
    place = part.field(asked.span.start, block.end).span
    return draft_of(part, Label("action", number, "", ""), asked, place, grouped(fields))


def _goes_on(part: Part, block: Block, item: Draft) -> bool:
    """Whether a line tells a field of the item before it, which is then told there."""
    cells = list(part.cells(block).values()) if block.kind in {"row", "head"} else []
    if len(cells) == _PAIR:
        kind = field_kind(cells[0].value, cells[1].value) if is_told(cells[1].value) else ""
        if kind:
            item.fields.setdefault(kind, []).append(cells[1])
        return True
    whole = part.whole(block)
    if stands := _stands_at(whole):
        item.statuses.append(Said(stands, part.speaker))
        told = piece_of(whole, opens_with(whole.value)[1], len(whole.value))
        for kind, value in told_of(told):
            item.fields.setdefault(kind, []).append(value)
        if told.value != stands.value:
            item.replies.append(Response(part.speaker, told))
        return True
    if is_field_line(whole.value):
        for kind, value in told_in(whole):
            item.fields.setdefault(kind, []).append(value)
        return True
    return False


_PAIR = 2
"""Cells of a row that names something of the item over it and tells it."""


def _stands_at(text: Field) -> Field | None:
    """The state that a line with the name for it tells, first or last: `Where we are: ... Red.`."""
    kind, start = opens_with(text.value)
    if kind != "status":
        return None
    told = piece_of(text, start, len(text.value))
    return closing_state(told) or (status_part(told) if is_status(told.value) else None)
