"""Drafts -> the items of a report: numbers, deadlines, addressees and statuses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus.extract.actor import asked, bodies
from corpus.extract.deadline import WHEN, due
from corpus.extract.draft import Draft, Said
from corpus.extract.identity import Names, item_id
from corpus.extract.shown import says_none
from corpus.extract.status import stated, status_part
from corpus.look import GRADES
from corpus.piece import fold
from corpus.register import Field, Item
from corpus.report import Report


def labelled(report: Report, drafts: Sequence[Draft], names: Names) -> list[Item]:
    """The drafts as items, numbered by their place where they print no number."""
    drafts = [draft for draft in drafts if not _is_key(draft)]
    sets = {draft.set for draft in drafts}
    alike = Counter((draft.family, draft.set) for draft in drafts)
    printed = {(draft.family, draft.set, draft.number) for draft in drafts}
    places: Counter[tuple[str, str]] = Counter()
    made: list[tuple[Draft, Item]] = []
    for draft in drafts:
        key = (draft.family, draft.set)
        places[key] += 1
        while not draft.number and (*key, str(places[key])) in printed:
            places[key] += 1  # another prints it
        number = draft.number or ("" if alike[key] == 1 else str(places[key]))
        several = len(sets) > 1 or not draft.set.isdigit()
        year = draft.set if several and not _REFERENCE.search(number) else ""
        item = _item(report, draft, number, year)
        own = draft.set if year or draft.set != _year(report) else ""
        made.append((draft, replace(item, id=item_id(names, own, item))))
    ids = {id(draft): item.id for draft, item in made}
    return [replace(item, concern=ids.get(id(draft.under), "")) for draft, item in made]


def _is_key(draft: Draft) -> bool:
    """Whether what looks like an item tells what a level of assurance means: no level owns any."""
    return any(_LEVEL.fullmatch(owner.value.strip()) for owner in draft.fields.get("owner", ()))


_LEVEL = re.compile(
    r"(?:full|substantial|significant|reasonable|moderate|adequate|satisfactory|partial|limited"
    r"|minimal|low|no) assurance",
    re.IGNORECASE,
)
_PRIORITY = 5
"""Words of a priority at most."""
_REFERENCE = re.compile(r"[A-Za-z]{2,}[ /-]?\d")
"""A number that needs no year to be told from others: `PSB/36`."""


def _year(report: Report) -> str:
    return str(report.dated.year) if report.dated else ""


def _item(report: Report, draft: Draft, number: str, year: str) -> Item:
    if draft.text is None:
        raise ValueError(f"item {number} of {report.id} has no words")
    said = asked(draft.text)
    done = [f for f in draft.fields.get("deadline", ()) if _DONE.match(f.value)]
    printed = draft.fields.get("deadline", ())
    told = [f for f in printed if not says_none(f.value)] or printed
    draft.fields["deadline"] = [f for f in told if f not in done]
    deadlines, earlier = _deadlines(draft, said.deadline)
    days = [day for found in deadlines if (day := due(found.value))]
    statuses = [
        *draft.statuses,
        *(Said(status_part(f) or f) for f in (*done, *draft.fields.get("status", ()))),
    ]
    return Item(
        id="",
        family=draft.family,
        report=report.id,
        number=number,
        set=year,
        area=draft.area,
        text=draft.text,
        sources=tuple(draft.sources),
        owners=tuple(draft.fields.get("owner", ())),
        deadlines=deadlines,
        earlier=earlier,
        deadline=days[0] if days else None,
        priorities=tuple(f for f in draft.fields.get("priority", ()) if _is_priority(f.value)),
        addressees=said.addressees or _addressed(draft),
        statuses=tuple(stated(report, status) for status in statuses),
        responses=tuple(draft.replies),
    )


_DONE = re.compile(
    rf"(?:already |now |fully )?(?:implemented|completed?|done|closed|actioned|in place)(?: (?:(?:in|on|by) )?(?:{WHEN.pattern}))?\W*$",
    re.IGNORECASE,
)
"""What stands for the day by which an item is due, where it is already done."""


def _is_priority(value: str) -> bool:
    """Whether a value is short and no grade of an inspection."""
    return len(value.split()) <= _PRIORITY and fold(value) not in GRADES


def _addressed(draft: Draft) -> tuple[str, ...]:
    """The bodies that its field of addressees names."""
    fields = draft.fields.get("addressee", ())
    return tuple(dict.fromkeys(name for field in fields for name in bodies(field.value)))


_UNCHANGED = re.compile(
    r"^(?:unchanged|no change|as before|(?:the )?same|none|n/?a)\W*$", re.IGNORECASE
)


_OF_PARTS = re.compile(r"\(?a\)\s")
"""Opens an ask of several parts: a day in one of them is not that of the whole."""


def _deadlines(draft: Draft, said: Field | None) -> tuple[tuple[Field, ...], tuple[Field, ...]]:
    """The deadlines that hold, and those that a revised one beside them replaces."""
    printed = list(draft.fields.get("deadline", ()))
    revised = [f for f in draft.fields.get("revised", ()) if not _UNCHANGED.match(f.value)]
    before = list(draft.fields.get("earlier", ()))
    if revised:
        return tuple(revised), (*before, *printed)
    if said and printed and not WHEN.search(said.value):
        said = None  # a span of time beside the day that is set for it
    if said and not any(due(said.value) == due(f.value) for f in printed if due(said.value)):
        printed.insert(len(printed) if _OF_PARTS.match(draft.text.value) else 0, said)  # type: ignore[union-attr]  # a draft with words
    return tuple(printed), tuple(before)
