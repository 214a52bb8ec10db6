"""What a section asks for, whichever way it tells it: one draft for each place.

A report says by its headings, labels and tables what is an item; running text says it least. So the
surest sign is tried first, and a way that reads more into the words only where those before it
found nothing:

1. the reference of an audit's item over a card (`DP1 - Cash left uncounted`), beside all others;
2. a heading that is one item's label (`Recommendation 3`), or a reference over its fields: the
   section is that item;
3. cards that follow one another, each with a label over what it asks and its fields behind;
4. tables of actions, or in a note of a meeting those whose cells give somebody something to do;
5. a form: one row or label that says what is asked, where no table lists anything;
6. a list that tells earlier asks with what became of each;
7. points and paragraphs with a label of their own, or under the name of a family;
8. lists by what their points tell: blocks of `Name: value` lines, then points with an owner and a
   day, then what a note of a meeting gives its people to do, then points that a lead asks for;
   a table in the section leaves none of these to be looked for;
9. numbered paragraphs of a letter that recommend in the first person, then those that ask in turn
   (`First, ...`) behind one that says so.

What no section says by itself, lists whose entries open alike across sections, `entry` adds to these.

Where somebody answers what was asked, only tables are read, and details of items told in tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from corpus.extract.advised import advised, in_turn
from corpus.extract.card import card, told_card
from corpus.extract.deck import cards
from corpus.extract.draft import Draft
from corpus.extract.field import line_fields
from corpus.extract.form import asked_in, label_of
from corpus.extract.group import tell_of_group
from corpus.extract.heading import announced, lists_several
from corpus.extract.judged import judged
from corpus.extract.led import led
from corpus.extract.listing import points
from corpus.extract.mark import REFERENCE_ALONE
from corpus.extract.owned import owned
from corpus.extract.part import Part
from corpus.extract.record import recorded
from corpus.extract.reference import detailed, told_by_reference
from corpus.extract.row import row_drafts
from corpus.extract.task import noted, tasks
from corpus.label import Label, item_label


def drafts(part: Part) -> Iterator[Draft]:
    """The items that a section asks for, with what the headings over it tell of each.

    A draft without words only says something of an item told elsewhere.
    """
    yield from told_by_reference(part)
    for draft in _drafts(part):
        if draft.text:
            tell_of_group(part, draft)
        yield draft


def _drafts(part: Part) -> Iterator[Draft]:
    label = item_label(part.section.heading) or _referred(part)
    if label and _is_one(part, label):
        yield from card(part, label)
        yield from row_drafts(part)
        return
    yield from detailed(part)
    if deck := [] if part.replies else cards(part):
        for one in deck:
            yield from told_card(one)
        return
    rows = list(row_drafts(part)) or list(noted(part))
    yield from rows
    if part.replies:
        return
    if not rows and not label and (asked := asked_in(part)):
        yield from card(part, label_of(part, asked))
        return
    lists = () if rows else (recorded, owned, tasks, led)
    yield from _first(part, (judged, points if rows else _announced, *lists, advised, in_turn))


def _is_one(part: Part, label: Label) -> bool:
    """Whether a heading is no more than the label of one item."""
    alone = not label.rest or bool(label.parted)
    return alone and (bool(label.number) or not lists_several(part))


def _referred(part: Part) -> Label | None:
    """The label of a card that a reference alone heads, where its lines tell who acts, or by when."""
    if not REFERENCE_ALONE.fullmatch(part.section.heading):
        return None
    told = {kind for kind, _, _ in line_fields(part, part.blocks)}
    known = bool(told & {"owner", "deadline"}) and not any(b.kind == "head" for b in part.blocks)
    return Label("action", part.section.heading, "", "") if known else None


def _announced(part: Part) -> Iterator[Draft]:
    """The points of a section, of the family that its heading lists."""
    return points(part, announced(part))


def _first(part: Part, ways: Iterable[Callable[[Part], Iterable[Draft]]]) -> list[Draft]:
    """What the first of some ways finds that finds anything."""
    return next(filter(None, (list(way(part)) for way in ways)), [])
