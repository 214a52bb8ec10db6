"""One item of which two bodies, or one body twice, say different things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from corpus.body import body_of
from corpus.claim import spoken_of
from corpus.conflict.seen import Seen
from corpus.label import item_label
from corpus.position import told_status
from corpus.records import Field, Status
from corpus.register import Conflict, Item
from corpus.said import Said
from corpus.standing import settles


def statuses(seen: Seen) -> Iterator[Conflict]:
    """An item that one body says is done and another, or the same elsewhere, says is not."""
    told_of: set[frozenset[Field]] = set()
    for item in seen.register.items:
        latest = item.latest_at(date.max)
        sides = frozenset(_sides(latest))
        if _torn(latest) and sides not in told_of:  # one item may stand in two reports
            yield _conflict(item, latest, "two bodies")
        told_of.add(sides)
        for told in _at_once(item):
            if _torn(told):
                yield _conflict(item, told, "two statuses")


def unlisted_statuses(seen: Seen) -> Iterator[Conflict]:
    """A paragraph on an item that no list holds, in which two bodies say different things."""
    groups: dict[tuple[str, int], list[Said]] = defaultdict(list)
    for sentence in seen.sentences:
        groups[sentence.section.id, sentence.block.start].append(sentence)
    for told in groups.values():
        first = told[0].section.words(told[0].block)
        label = item_label(first)
        if label and label.number and not _is_listed(told[0], seen):
            log = [status for sentence in told if (status := spoken_of(sentence))]
            if _torn(log) and len({body_of(status.stated_by) for status in log}) > 1:
                name = first.split(":", 1)[0]
                yield Conflict("", "statuses", _sides(log), "two bodies", _note(name, log))


def _is_listed(place: Said, seen: Seen) -> bool:
    """Whether a status of a listed item stands in the paragraph."""
    spans = (s.span for i in seen.items_of(place.report.id) for s in i.statuses)
    inside = (s for s in spans if s.section == place.section.id)
    return any(place.block.start <= s.start < place.block.end for s in inside)


def _torn(log: Sequence[Status]) -> bool:
    return {True, False} <= {settles(status.value) for status in log}


def _at_once(item: Item) -> Iterator[list[Status]]:
    """What one body says of one scope in one report."""
    groups: dict[tuple[str, str, str], list[Status]] = defaultdict(list)
    for status in item.statuses:
        groups[body_of(status.stated_by), status.scope, status.span.report].append(status)
    return (told for told in groups.values() if len(told) > 1)


def _conflict(item: Item, log: Sequence[Status], kind: str) -> Conflict:
    return Conflict(item.id, "statuses", _sides(log), kind, _note(item.label, log))


def _sides(log: Sequence[Status]) -> tuple[Field, ...]:
    return tuple(Field(status.value, status.span) for status in log)


def _note(name: str, log: Sequence[Status]) -> str:
    scopes = {status.scope for status in log if status.scope}
    apart = "; one speaks of all forces, the other of this one" if len(scopes) > 1 else ""
    return f"{name}: {'; '.join(told_status(status) for status in log)}{apart}"
