"""Questions to try, made from the records that the reports hold."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from assistant.answer import Question
from assistant.many import plural
from corpus.register import is_done

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.ask import Assistant
    from assistant.follow import Following
    from corpus.register import Item, Register
    from index.library import Generation


class Examples:
    """Questions to try over what is held now."""

    def __init__(self, assistant: Assistant | Following) -> None:
        self._assistant = assistant
        self._made: tuple[Generation | None, tuple[str, ...]] = (None, ())

    @property
    def now(self) -> tuple[str, ...]:
        """Those that get an answer: one that leads nowhere teaches nothing. Made once."""
        now = self._assistant.now
        if self._made[0] != now.generation:
            asked = examples(now.register, date.today())  # noqa: DTZ011 (local day)
            told = tuple(q for q in asked if not now.quoted(Question(q)).abstained)
            self._made = (now.generation, told)
        return self._made[1]

    def at(self, place: object) -> str:
        """The example at a place, or an empty string."""
        known = dict(enumerate(self.now))
        return known.get(place, "") if isinstance(place, int) else ""


def examples(register: Register, day: date) -> tuple[str, ...]:
    """One question of each kind that the records can answer; empty when there are no records."""
    return tuple(dict.fromkeys(_examples(register, day)))


def _examples(register: Register, day: date) -> Iterator[str]:
    owned = [item for item in register.items if item.owners]
    if owned:
        yield f"Who owns {lower(owned[len(owned) // 2].label)} and by when?"
    if register.judgements:
        area = min((judgement.area for judgement in register.judgements), key=len)
        yield f"What grade did {lower(area)} get?"
    open_items = [item for item in register.items if item.statuses and not _done(item)]
    if open_items:
        (group, family), _ = Counter((i.set, i.family) for i in open_items).most_common(1)[0]
        yield f"Which {f'{group} {plural(family)}'.strip()} are incomplete?"
    late = [item for item in register.past_due(day) if item.owners]
    if late:
        yield f"Which {plural(late[0].family)} are past due?"
    used = {item.family for item in [*owned, *open_items]}
    other = Counter(item.family for item in register.items if item.family not in used)
    if other:
        yield f"How many {plural(other.most_common(1)[0][0])} are there?"
    short = [d.short for d in register.definitions if d.short.isupper() and d.short.isalpha()]
    if short:
        yield f"What is {min(short, key=Counter(short).__getitem__)}?"


def lower(label: str) -> str:
    """A label with a small first letter, unless the first word is an abbreviation."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def _done(item: Item) -> bool:
    return is_done(item.statuses[-1].value)
