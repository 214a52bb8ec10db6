"""The drafts of one item as one: a list and its cards, a detail, what only speaks of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from corpus.extract.actor import asked
from corpus.extract.deadline import due
from corpus.extract.draft import Draft
from corpus.extract.heading import short_heading
from corpus.label import item_label, list_family
from corpus.piece import fold

_ALIKE = 55
"""How like two texts under one number are that tell one item, of 100 (token set ratio)."""
_HALF = 2
"""One in so many places of a list and its cards must print one owner, date or wording."""


def merged(drafts: Sequence[Draft]) -> list[Draft]:
    """One draft an item: a number told twice in one set is one item in two places."""
    _linked(drafts)
    drafts = _retold(_joined(drafts))
    _told_apart(drafts)
    families = {d.family for d in drafts if d.number and d.text}
    named = next((family for family in families if family != "action"), "action")
    merged: dict[tuple[str, str, str], Draft] = {}
    for draft in sorted(drafts, key=lambda d: (d.text is None, d.brief)):
        if draft.family == "action" and draft.number and len(families) == 2:
            draft.family = _named(draft, named, merged)
        key = _key(draft, merged)
        if key in merged:
            _join(merged[key], draft)
        elif draft.text:
            merged[key] = draft
    return list(merged.values())


def _joined(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with each card joined to the row of the one list that has its number.

    A list is a table under a heading that names no set; a card stands under its label alone.
    """
    rows = [d for d in drafts if d.text and d.number and d.listed and not _names_set(d.heading)]
    cards = [d for d in drafts if d.text and d.number and _is_card(d)]
    taken: set[int] = set()
    for key in dict.fromkeys((d.family, d.set) for d in cards):
        listed, told = ([d for d in found if (d.family, d.set) == key] for found in (rows, cards))
        if _match(listed, told):
            row_of = {d.number.casefold(): d for d in listed}
            for card in told:
                _join(row_of[card.number.casefold()], card)
                taken.add(id(card))
    for draft in drafts:
        if draft.under and id(draft.under) in taken:
            draft.under = next((r for r in rows if draft.under.sources[0] in r.sources), None)
    return [draft for draft in drafts if id(draft) not in taken]


def _retold(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """The drafts without the points of a summary that tell numbered ones in other words.

    As many points without numbers as there are numbered items, in their order, two in three of them alike.
    """
    asked = [d for d in drafts if d.text]
    numbered = [d for d in asked if d.number]
    points: dict[str, list[Draft]] = defaultdict(list)
    for draft in asked:
        if not draft.number and not draft.listed:
            points[draft.heading].append(draft)
    for heading, short in points.items():
        plain = short[0].family.endswith("action")
        own = [
            d for d in numbered if d.heading != heading and (plain or d.family == short[0].family)
        ]
        pairs = list(zip(short, own, strict=False))
        alike = sum(_tells_again(one, other) for one, other in pairs)
        if len(short) == len(own) >= _HALF and alike * 3 >= len(pairs) * 2:
            for one, other in pairs:
                _join(other, one)
            drafts = [d for d in drafts if d not in short]
    return drafts


def _tells_again(point: Draft, item: Draft) -> bool:
    """Whether a point of a summary tells an item in other words, and names nobody else for it."""
    owners = [{fold(f.value) for f in d.fields.get("owner", ())} for d in (point, item)]
    words = [fold(d.text.value) for d in (point, item) if d.text]
    return not (all(owners) and owners[0] != owners[1]) and fuzz.token_set_ratio(*words) >= _AGAIN


_AGAIN = 75
"""How like two texts are of which one tells the other again, of 100 (token set ratio)."""


def _is_card(draft: Draft) -> bool:
    """Whether a heading of its own, with no more than its label, opens an item."""
    label = item_label(draft.heading)
    return bool(label and label.number and not label.qualifier) and not draft.listed


def _names_set(heading: str) -> bool:
    """Whether a heading says more than what its items are called: `Fleet, 8.24/25`."""
    return not (list_family(heading) and not _OF_OTHERS.search(heading))


_OF_OTHERS = re.compile(
    r"20\d\d|\b(?:previous|earlier|original|last|prior|outstanding|brought|carried)\b",
    re.IGNORECASE,
)
"""What a heading says of items that another report made."""


def _match(listed: Sequence[Draft], told: Sequence[Draft]) -> bool:
    """Whether a list and cards tell the same items: by their numbers, owners and dates."""
    numbers = [d.number.casefold() for d in listed]
    cards = [d.number.casefold() for d in told]
    once = len(set(numbers)) == len(numbers) and len(set(cards)) == len(cards)
    if not once or not set(cards) <= set(numbers):
        return False
    row_of = dict(zip(numbers, listed, strict=True))
    pairs = [(row_of[number], card) for number, card in zip(cards, told, strict=True)]
    alike = sum(_agree(row, card) for row, card in pairs)
    return alike * _HALF >= len(pairs)


def _agree(row: Draft, card: Draft) -> bool:
    """Whether two places print one owner or date, or nearly the same words."""
    shared = (
        {fold(f.value) for f in row.fields.get(kind, ())}
        & {fold(f.value) for f in card.fields.get(kind, ())}
        for kind in ("owner", "deadline", "revised")
    )
    return any(shared) or _alike(row, card)


def _told_apart(drafts: Sequence[Draft]) -> None:
    """Items that share a number under several headings, each with its heading as its set.

    `Numbers are those of the original reports, so each audit has its own action 1.`
    """
    groups: dict[tuple[str, str, str], list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.text and draft.number and not draft.brief:
            groups[draft.family, draft.set, draft.number.casefold()].append(draft)
    clashing = {
        (family, year)
        for (family, year, _), found in groups.items()
        if any(not _alike(found[0], other) and found[0].heading != other.heading for other in found)
    }
    headings = {
        (d.family, d.set): {
            o.heading for o in drafts if o.text and (o.family, o.set) == (d.family, d.set)
        }
        for d in drafts
    }
    for draft in drafts:
        key = (draft.family, draft.set)
        if draft.text and draft.number and key in clashing and len(headings[key]) > 1:
            draft.set = short_heading(draft.heading)


def _named(draft: Draft, family: str, merged: Mapping[tuple[str, str, str], Draft]) -> str:
    """The family of what is called an action here: that of an item of its number and words."""
    number = re.sub(r"\s+", "", draft.number.casefold()).rstrip(".")
    same = merged.get((family, draft.set, number))
    return family if not draft.text or (same and _alike(same, draft)) else draft.family


def _linked(drafts: Sequence[Draft]) -> None:
    """Each recommendation under the cause of concern that stands before it in its part."""
    cause: Draft | None = None
    for draft in drafts:
        if draft.family == "cause of concern" and draft.text:
            cause = draft
        elif cause and draft.family == "recommendation":
            part = cause.path[:-1]
            near = draft.path[: len(part)] == part and len(draft.path) > len(part)
            draft.under = cause if near or draft.path == cause.path else None


def _key(draft: Draft, merged: Mapping[tuple[str, str, str], Draft]) -> tuple[str, str, str]:
    number = re.sub(r"\s+", "", draft.number.casefold()).rstrip(".")
    if not number and draft.text:
        same = [k for k, d in merged.items() if d.family == draft.family and _told_twice(d, draft)]
        return same[0] if same else (draft.family, draft.set, f"?{len(merged)}")
    key = (draft.family, draft.set, number)
    if key in merged and not _alike(merged[key], draft):
        draft.set = f"{draft.set} {draft.heading}".strip()
        return (draft.family, draft.set, number)
    return key


def _told_twice(one: Draft, other: Draft) -> bool:
    """Whether two places without numbers print the same words."""
    return bool(one.text and other.text) and fold(one.text.value) == fold(other.text.value)  # type: ignore[union-attr]  # both are told: see the first test


def _alike(one: Draft, other: Draft) -> bool:
    if not one.text or not other.text or one.brief or other.brief:
        return True
    return fuzz.token_set_ratio(fold(one.text.value), fold(other.text.value)) >= _ALIKE


def _join(kept: Draft, other: Draft) -> None:
    kept.sources += other.sources
    if other.text and (said := asked(other.text).deadline) and "deadline" not in other.fields:
        known = {due(field.value) for field in kept.fields.get("deadline", ())}
        told = due(said.value) in known or (known and not due(said.value))
        other.fields["deadline"] = [] if told else [said]
    for name, found in other.fields.items():
        kept.fields.setdefault(name, []).extend(found)
    kept.statuses += other.statuses
    kept.replies += other.replies
    kept.area = kept.area or other.area
    kept.under = kept.under or other.under
