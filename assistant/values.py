"""The values of the register that a question names: priorities, posts, areas, dates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from assistant.asked import Asked
from assistant.graded import named_grades
from assistant.people import LETTERS, letters_in
from assistant.period import period
from assistant.post import SMALL, posts
from assistant.rank import priorities
from assistant.remainder import remainder
from assistant.slots import FAMILY, LONGEST, NOT_MEANT, Slots, of_each_body
from assistant.trait import traits
from corpus.label import FAMILIES
from corpus.piece import fold
from corpus.register import Item
from index.terms import generality, stems

_FORCES = re.compile(
    r"\b(?:addressed to|aimed at|apply to|applies to|for|on|to|of|from) (?:all |the |police |individual )*(?:forces|(?<=the )force)\b"
    r"|\b(?:police|all|individual) forces\b|\bforces\b(?= (?:and|or|are|have|must|should|need|were|to)\b)"
)
_UNDER = re.compile(
    r"\b(?:under|in|on|for|about)(?: the)? ([\w-]+)|([\w-]+)(?= (?:audit|review|actions?|findings?|points?)\b)"
)
"""The word by which an area is called for short: `under leadership`, `the vetting audit`."""
_NARROWED = re.compile(r"\b(?:whose|who|which|that)\b")
"""Where the name of a body ends and says which of them."""
_FAMILY = re.compile(rf"\b(?:{'|'.join(FAMILIES.values())})(?=\W|\d|$)", re.IGNORECASE)
_AREA = 0.66
"""The same of an area's words."""
_FALLS = re.compile(r"\b(?:due|falls?|falling|by|before|until|complete\w*|done|finished)\b")
_STRETCH = r"(?! (?:(?:\w+ )?(?:days?|weeks?|fortnights?|months?|quarters?|years?|meetings?|boards?|panels?|committees?|sessions?|time)|half)\b)"
"""What follows `last` or `next` where it is no item: a time, or a meeting."""
_END = re.compile(
    rf"\b(?P<last>latest|furthest|last{_STRETCH}|final|longest)\b"
    rf"|\b(?P<first>(?:next|first){_STRETCH}|earliest|soonest|nearest)\b"
)


def slots(asked: Asked, items: Sequence[Item]) -> Slots:
    """The values of these items that a question names.

    A follow-up is read by its own words first: what it names takes the place of what the question
    before named of the same sort, and the rest of that stands.
    """
    own, *before = (_named(asked, said, items) for said in asked.understood.questions)
    found, follows = own, ""
    for old in before:
        follows = follows or found.beside(old)
        found = found.over(old)
    spent = {s for one in (own, *before) for value in one.values for s in stems(value)}
    topic = remainder(asked, found, items, spent)
    return replace(found, follows=follows, topic=topic)


def titled(asked: Asked, items: Iterable[Item]) -> set[str]:
    """The stems of the question that name reports of these items by their titles.

    A word by which a report is known for what it holds, such as `PEEL`, may name a part of it too.
    """
    titles = (asked.reports[key].title for key in {item.report for item in items})
    return set(asked.naming) & {s for title in titles for s in stems(title)}


def _named(asked: Asked, said: str, items: Sequence[Item]) -> Slots:
    """The values that one text names."""
    text = fold(said)
    who = text.startswith("who") or " who " in text
    bare = NOT_MEANT.sub(" ", _FAMILY.sub(" ", text))
    lettered = {fold(o.value) for i in items for o in i.owners if LETTERS.fullmatch(o.value)}
    held = {fold(o.value) for i in items for o in i.owners} - lettered
    topics = {s for i in items for s in stems(i.area)}
    owners = posts(bare, held, asked.naming, topics) if not who else set()
    called = asked.people.called(said)
    owners |= {value for value in lettered if called & letters_in(value.upper())}
    told = {s for o in owners for s in stems(o)}
    due = {i.deadline for i in items if i.deadline}
    late, each = "past due" in asked.understood.wants, of_each_body(text)
    found = () if each else traits(text, items)
    bodies = text
    for trait in found:  # what is not for forces names none
        bodies = trait.said.sub(" ", bodies)
    return Slots(
        priorities=frozenset(priorities(text, (p.value for i in items for p in i.priorities))),
        owners=frozenset(owners),
        addressees=frozenset(() if each else _addressees(asked, bodies, items, told)),
        areas=frozenset(_areas(asked, text, items)),
        forces=bool(_FORCES.search(bodies)) and not each,
        period=None if late else _due_in(period(text, asked.today, due), text, items),
        superlative=_longest(text) if late else _superlative(text),
        traits=found,
    )


def _due_in(
    named: tuple[date, date] | None, text: str, items: Sequence[Item]
) -> tuple[date, date] | None:
    """The time in which items fall due; a year that names a set of items is none by itself."""
    sets = {item.set for item in items if item.set}
    year = named and (date(named[0].year, 1, 1), date(named[0].year, 12, 31))
    names_set = named and named == year and str(named[0].year) in sets
    return None if names_set and not _FALLS.search(text) else named


def _addressees(asked: Asked, said: str, items: Sequence[Item], posts: set[str]) -> set[str]:
    """The bodies, other than forces at large and the posts named, that a question addresses."""
    text = re.sub(r"^who\b.*", "", said)
    own = {s for r in asked.reports.values() for s in stems(f"{r.force} the force all")}
    spoken = set(stems(text)) | {
        s for short, name in asked.query.expansions.items() if short in stems(text) for s in name
    }
    own |= SMALL
    held = {a: set(stems(_NARROWED.split(a)[0])) - own for i in items for a in i.addressees}
    return {
        fold(a) for a, said in held.items() if len(said) > 1 and said <= spoken and said - posts
    }


def _areas(asked: Asked, text: str, items: Sequence[Item]) -> set[str]:
    """The areas of items that a question names, by most of their words or by their grade."""
    held = {fold(item.area): _called(item.area) for item in items if item.area}
    if len(held) < 2:
        return set()
    spoken = set(stems(text)) - titled(asked, items) - FAMILY
    share = {area: len(names & spoken) / len(names) for area, names in held.items() if names}
    named = {area for area, part in share.items() if part >= _AREA} | _graded(asked, text, held)
    shared = Counter(s for names in held.values() for s in names)
    led = {s for found in _UNDER.findall(text) for s in stems(" ".join(found))} & spoken
    told = {s for item in items for s in stems(item.text.value)}
    alone = {s for s in led if shared[s] == 1 and s not in told and generality(s) == 1}
    return named | {area for area, names in held.items() if names & alone}


def _called(area: str) -> set[str]:
    """The stems by which an area is called: those of its words, without years."""
    names = set(stems(area)) - SMALL
    return {s for s in names if not s[0].isdigit()} or names


def _graded(asked: Asked, text: str, held: Mapping[str, set[str]]) -> set[str]:
    """The areas of items whose grade a question names: `the areas graded adequate`."""
    meant = named_grades(text)
    if not meant:
        return set()
    graded = [j for j in asked.register.judgements if fold(j.grade) in meant]
    names = [set(stems(j.area)) - SMALL for j in graded if j.report in asked.meant]
    return {
        area
        for area, own in held.items()
        if any(own and len(own & name) >= _AREA * min(len(own), len(name)) for name in names)
    }


def _superlative(text: str) -> str:
    named = _END.search(text)
    asks = re.search(r"deadline|\bdue\b|date|\bfalls?\b", text)
    if not named or not asks:
        return ""
    return "last" if named["last"] else "first"


def _longest(text: str) -> str:
    """The end that is meant of what is past due: what was due first is late longest."""
    return "first" if re.search(LONGEST, text) else ""
