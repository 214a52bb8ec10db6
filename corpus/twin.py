"""One item told in two reports: an action and its follow-up, a recommendation and its response."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.label import item_label
from corpus.piece import place_of
from corpus.register import Item
from corpus.report import Report
from corpus.stems import terms

_LEAST = 4
"""Words of substance that two tellings must share."""
_TITLE, _FEW = 6, 2
"""A telling of so few words is a title of its item: under its number two words suffice."""
_NUMBERED, _UNNUMBERED = 0.6, 0.9
"""Share of the shorter telling's words that the longer holds, with and without the same number."""
_ACTIONS = frozenset({"action", "management action"})


@dataclass(frozen=True, slots=True)
class _Told:
    """An item with its words of substance."""

    item: Item
    words: frozenset[str]
    force: str


def twins(items: Iterable[Item], reports: Sequence[Report]) -> Mapping[tuple[str, str], list[Item]]:
    """The same items in other reports on the same force, by report and id."""
    forces = {report.id: place_of(report.force) for report in reports}
    groups: dict[str, list[_Told]] = defaultdict(list)
    for item in items:
        family = "action" if item.family in _ACTIONS else item.family
        told = _Told(item, _words(item), forces.get(item.report, ""))
        groups[family].append(told)
    found: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for group in groups.values():
        for one in group:
            key = (one.item.report, one.item.id)
            found[key] += [other.item for other in group if _is_twin(one, other)]
    return {key: others for key, others in found.items() if others}


def _words(item: Item) -> frozenset[str]:
    label = item_label(item.text.value)
    return terms(label.rest if label and label.number else item.text.value)


def _is_twin(one: _Told, other: _Told) -> bool:
    if one.item.report == other.item.report or one.force != other.force or not one.force:
        return False
    shared = len(one.words & other.words)
    shorter = min(len(one.words), len(other.words))
    share = shared / max(1, shorter)
    same = one.item.number.casefold() == other.item.number.casefold()
    titled = same and shorter <= _TITLE
    return shared >= (_FEW if titled else _LEAST) and share >= (_NUMBERED if same else _UNNUMBERED)
