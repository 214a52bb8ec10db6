"""The items whose status or date is the one that a question names, and whose view it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.asked import Asked
from corpus.piece import fold
from corpus.register import Item, Status, is_done
from corpus.standing import body_of

_WHOLE = re.compile(
    r"\b(?:which|whats?|list|how many|any|all|every\w*|no\.? of|number of|ones|with|show)\b"
)
_BODIES = {
    "force": r"\bthe owners?\b|\b(?:force|constabulary)\b(?!['’]?s? (?:lead|owner))|chief constable|\bmanagement\b(?! action)",
    "inspectorate": r"\binspect(?:orate|ors?)\b|\bhmic\w*",
    "auditor": r"\bauditors?\b|\binternal audit (?:said|found|says)\b|\bas tested\b",
    "PCC": r"\bo?pcc\b|\bcommissioner\b(?!s)",
}
"""Whose view a question may ask for."""
_TO_COME = re.compile(
    r"(?:not|n't) (?:yet )?(?:be(?:en)? )?due|time to run|still to come|not fallen due"
)
_OPEN = re.compile(
    r"not (?:yet )?(?:been )?(?:complete|done|met|closed|finished|implemented)"
    r"|n't (?:been )?(?:done|finished|met|implemented)"
    r"|outstanding|unfinished|still (?:to do|open)|\bopen\b"
)
_DONE = re.compile(r"\b(?:finished|completed?|done|signed off|closed|met|implemented)\b")
_DENIED = re.compile(r"\bnot\b|n't|\byet\b")


def standing(asked: Asked, items: list[Item], *, dated: bool) -> list[Item]:
    """The items that stand as the question says; all where it does not say, or names dates."""
    text, day = fold(asked.understood.text), asked.day
    if "past due" in asked.understood.wants:
        return [item for item in items if item.is_past_due(day)]
    if _TO_COME.search(text):
        return [i for i in items if i.deadline and i.deadline >= day]
    return items if dated else _of_status(items, text, day)


def names_state(asked: Asked, items: Sequence[Item]) -> bool:
    """Whether a question asks for all that stands in one way, in somebody's view."""
    text = fold(asked.understood.text)
    said = any(
        _values(_told(items, asked.day), part) or _DONE.search(part) for _, part in _views(text)
    )
    return bool("status" in asked.understood.wants and _WHOLE.search(text) and said)


def _of_status(items: list[Item], text: str, day: date) -> list[Item]:
    told = _told(items, day)
    if not _WHOLE.search(text) or len(items) < 2:
        return items
    if not told and any(item.statuses for item in items):  # all were stated after the day
        return []
    views = [(body, part) for body, part in _views(text) if _states(told, part)]
    for body, part in views:
        if any(_by(body, item, day) for item in items):
            items = [i for i in items if _stands(_by(body, i, day), told, part)]
    for body in _disagrees(text) if views else ():
        items = [i for i in items if not _stands(_by(body, i, day), told, views[0][1])]
    return items if views else _by_all(items, told, text, day)


def _disagrees(text: str) -> list[str]:
    """The bodies that a question says do not share the view that it told before."""
    return [body for body, part in _views(text) if _DISAGREES.search(part)][-1:]


_DISAGREES = re.compile(r"\b(?:disagree|(?:not|n't) agree|(?:not|n't) accept|otherwise)")


def _by_all(items: list[Item], told: set[str], text: str, day: date) -> list[Item]:
    """The items that stand so in the view of anybody, or of all if they are to be done."""
    if _states(told, text):
        return [i for i in items if _stands(i.latest_at(day), told, text)]
    return items


def _views(text: str) -> Iterator[tuple[str, str]]:
    """The bodies that a question names, each with what is said after it, or before the only one."""
    found = sorted(
        (m.start(), m.end(), body)
        for body, said in _BODIES.items()
        for m in re.finditer(said, text)
    )
    ends = [*(start for start, _, _ in found), len(text)][1:]
    for (_, start, body), end in zip(found, ends, strict=True):
        yield body, text if len(found) == 1 else text[start:end]


def _by(body: str, item: Item, day: date) -> tuple[Status, ...]:
    return tuple(s for s in item.latest_at(day) if body_of(s.stated_by) == body)


def _states(told: set[str], text: str) -> bool:
    """Whether some words name a status of the register, or that something is done or open."""
    return bool(_values(told, text) or (told and (_DONE.search(text) or _OPEN.search(text))))


def _stands(statuses: Sequence[Status], told: set[str], text: str) -> bool:
    if named := _values(told, text):
        return any(fold(s.value) in named for s in statuses)
    done = bool(statuses) and all(is_done(status.value) for status in statuses)
    if _DONE.search(text) and not _DENIED.search(text):
        return done
    return not done if _OPEN.search(text) else True


def _values(told: set[str], text: str) -> set[str]:
    """The statuses of the register that some words name."""
    said = {
        value
        for value in told
        if len(value) < 40
        and re.search(rf"(?<!not )(?<!not been )(?<!not yet )(?<!in)\b{re.escape(value)}\b", text)
    }
    return {v for v in said if not any(v != other and v in other for other in said)}


def _told(items: Sequence[Item], day: date) -> set[str]:
    return {fold(s.value) for item in items for s in item.statuses_at(day)}
