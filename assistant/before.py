"""The items that the answers before told, and those of them that a follow-up means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.asked import Asked
from assistant.labels import SEVERAL
from assistant.member import members
from assistant.understand import by_itself
from corpus.label import FAMILIES
from corpus.piece import fold
from corpus.register import Item
from index.terms import content, content_stems, stem, stems

_FAMILY = "|".join(f"(?P<f{n}>{terms})" for n, terms in enumerate(FAMILIES.values()))
_LABELLED = re.compile(
    rf"\b(?:(?P<set>20\d\d) )?(?:{_FAMILY}|(?P<recs>recs?))\s*(?:no\.? )?(?P<numbers>\d{{1,2}}[a-z]?\b(?:(?:, | and | or | & |, and )\d{{1,2}}[a-z]?\b)*)",
    re.IGNORECASE,
)
_SAID = 0.7
"""Share of the words of a member of a list that the item must say which it tells."""
_WORDS = 3
"""Content words of a member, at least, by which it is known."""


def told_before(asked: Asked) -> tuple[tuple[Item, ...], ...]:
    """The items that each answer before told, in its order, those of the latest answer first.

    Of `those` and `both` first come the latest that are several.
    """
    answers = (answer for answer in asked.understood.answers if answer)
    groups = (tuple(dict.fromkeys(_items(asked, answer))) for answer in answers)
    told = list(dict.fromkeys(group for group in groups if group))
    if SEVERAL.search(asked.understood.layers[0]):
        told.sort(key=lambda group: len(group) < _FEW)
    return tuple(told)


_FEW = 2
"""Items that are several, at least."""


def _items(asked: Asked, answer: str) -> Iterator[Item]:
    """The items of which an answer tells: by their labels, or member by member of its list."""
    if rows := _rows(answer):
        for label, row in rows:
            yield from _labelled(asked, label, row)
        return
    parts = members(answer) or tuple(re.split(r"(?<=[.;])\s", answer))
    for part in parts:
        yield from _labelled(asked, part, answer) or _said(asked, part)


def _rows(answer: str) -> list[tuple[str, str]]:
    """The rows of an answer that open with the label of an item, each behind that label."""
    return [(found["label"], found[0]) for found in _ROW.finditer(answer)]


_ROW = re.compile(
    rf"^- (?P<label>(?:20\d\d )?(?:{'|'.join(FAMILIES.values())}) \w+)\b.*$",
    re.IGNORECASE | re.MULTILINE,
)


def _labelled(asked: Asked, part: str, answer: str) -> list[Item]:
    """The items whose labels a part of an answer names; of several sets those that it speaks of."""
    found: list[Item] = []
    for named in _LABELLED.finditer(part):
        family = next((f for n, f in enumerate(FAMILIES) if named[f"f{n}"]), "recommendation")
        for number in re.findall(r"\d+[a-z]?", named["numbers"]):
            held = [i for i in asked.register.items if _is(i, family, number)]
            row = answer if answer.startswith("- ") else _around(answer, number)
            found += _meant(asked, held, named["set"] or "", f"{part} {row}")
    return found


def _is(item: Item, family: str, number: str) -> bool:
    named = item.family == family or (family == "action" and item.family.endswith("action"))
    return named and item.number.casefold() == number.casefold()


def _around(answer: str, number: str) -> str:
    """What stands beside a number in an answer, as far as the next number."""
    found = re.search(rf"\b{re.escape(number)}\b(?P<rest>[^;\n]*)", answer)
    return found["rest"] if found else ""


def _meant(asked: Asked, held: Sequence[Item], year: str, words: str) -> list[Item]:
    """Of items of one number the one that is meant: of its set, its report, or by its words."""
    if plain := _told_whole(held, words):
        return plain
    said = asked.understood
    of_set = [i for i in held if i.set and i.set in {year, *said.years}]
    sets = [i.set for i in held if i.set]
    if not of_set and sets and said.new != said.original:
        of_set = [i for i in held if i.set == (max(sets) if said.new else min(sets))]
    held = of_set or [i for i in held if i.report in asked.meant] or list(held)
    spoken = set(stems(words))
    fits = {i.id: len(spoken & set(stems(i.text.value))) for i in held}
    best = max(fits.values(), default=0)
    return [i for i in held if fits[i.id] == best][:1]


def _told_whole(held: Sequence[Item], words: str) -> list[Item]:
    """The one item of several of one number whose words are told, or of which all quoted is."""
    quoted = content_stems(fold(" ".join(_QUOTED.findall(words))))
    own = {item.id: content_stems(fold(item.text.value)) for item in held}
    told = [i for i in held if _tells(own[i.id], quoted or content_stems(fold(words)))]
    return told if len(told) == 1 < len(held) else []


def _tells(own: frozenset[str] | set[str], told: frozenset[str] | set[str]) -> bool:
    return bool(own) and len(own & told) >= _SAID * min(len(own), len(told)) > 0


_QUOTED = re.compile(r"“([^”]+)”")


def _said(asked: Asked, part: str) -> list[Item]:
    """The one item that says most of a part of an answer; none where it is no item's words."""
    spoken = {stem(word) for word in content(fold(part)) if not word[0].isdigit()}
    if len(spoken) < _WORDS:
        return []
    share = {
        i.id: len(spoken & set(stems(f"{i.text.value} {i.area}"))) / len(spoken)
        for i in asked.register.items
    }
    best = max(share.values(), default=0.0)
    held = [i for i in asked.register.items if share[i.id] == best >= _SAID]
    return held if len(held) == 1 else []


def alone(asked: Asked, group: Sequence[Item]) -> Asked:
    """A follow-up read by its own words only, over the items that an answer told."""
    own = asked.understood.layers[0]
    spoken = content_stems(own)
    query = replace(
        asked.query,
        text=own,
        terms=tuple(t for t in asked.query.terms if stem(t) in spoken),
        weights={s: w for s, w in asked.query.weights.items() if s in spoken},
    )
    register = replace(asked.register, items=tuple(group))
    families = tuple(dict.fromkeys(item.family for item in group))
    said = replace(by_itself(asked.understood), families=families)
    return replace(asked, understood=said, query=query, register=register)
