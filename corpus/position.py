"""Where an item stands on a day, from what was stated by then and from its date alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.body import body_of
from corpus.piece import dates, fold
from corpus.records import Status
from corpus.register import Item, Register
from corpus.standing import is_done, settles, standing

STALE_DAYS = 90
"""A status older than this may have been overtaken: it carries its date."""
WINDOWS = (30, 60, 90)
"""Days ahead for which an office plans its agenda."""


@dataclass(frozen=True, slots=True)
class Position:
    """An item on a day: nothing stated later counts, and silence says nothing."""

    item: Item
    day: date
    blockers: tuple[Item, ...] = ()
    """Items that must come first, in the report's own words."""

    @property
    def latest(self) -> tuple[Status, ...]:
        """The last status of each body by the day."""
        return self.item.latest_at(self.day)

    @property
    def later(self) -> tuple[Status, ...]:
        """Statuses stated after the day: to be told apart, never counted."""
        return tuple(s for s in self.item.statuses if not s.is_known(self.day))

    @property
    def past_due(self) -> bool:
        """Whether its date has gone by with no completion recorded by all who speak of it."""
        return self.item.is_past_due(self.day)

    @property
    def said_overdue(self) -> tuple[Status, ...]:
        """Statuses in which a source itself says `overdue`, to stand beside the computed one."""
        known = self.item.statuses_at(self.day)
        return tuple(status for status in known if "overdue" in fold(status.value))

    @property
    def due(self) -> str:
        """How its date lies to the day, in words; empty once completion is recorded."""
        if self.item.deadline is None:
            return "no fixed date"
        if self.past_due:
            return "past due, completion not recorded"
        if self.latest and all(is_done(status.value) for status in self.latest):
            return ""
        days = (self.item.deadline - self.day).days
        return f"due in {days} day{'s' if days > 1 else ''}" if days else "due today"

    @property
    def late(self) -> str:
        """What is known of a completion after the date; a verification is no claim."""
        done = [status for status in self.latest if is_done(status.value)]
        dated = [status for status in done if dates(status.value)]
        told = [self._late(status) for status in dated or done]
        return "; ".join(filter(None, dict.fromkeys(told)))

    @property
    def last_known(self) -> date | None:
        """The day of the last status, where that is more than 90 days ago."""
        stated = [s.stated_on for s in self.item.statuses_at(self.day) if s.stated_on]
        old = bool(stated) and (self.day - max(stated)).days > STALE_DAYS
        return max(stated) if old else None

    @property
    def notes(self) -> tuple[str, ...]:
        """All that must be said beside its statuses, one thing a note."""
        told = [self._claims(), self.late]
        told += [f"overdue, says {s.stated_by}: “{s.value}”" for s in self.said_overdue]
        told += [f"status last known on {_uk(day)}" for day in [self.last_known] if day]
        told += [f"depends on {b.label}, {_due(b)}" for b in self.blockers]
        told += [f"stated later: {told_status(s)}" for s in self.later]
        return tuple(note for note in told if note)

    def due_within(self, days: int) -> bool:
        """Whether its date falls on the day or in the days ahead, completion not being recorded."""
        if self.item.deadline is None or self.due in {"", "past due, completion not recorded"}:
            return False
        return (self.item.deadline - self.day).days <= days

    def _claims(self) -> str:
        """Who says that it is done while the date has passed and others do not."""
        done = [s for s in self.latest if self.past_due and settles(s.value)]
        return "; ".join(
            f"{s.stated_by} states “{s.value}”; not all who speak of it do" for s in done
        )

    def _late(self, status: Status) -> str:
        deadline = self.item.deadline
        if deadline is None:
            return ""
        verified = standing(status.value, status.stated_by) in {
            "verified complete",
            "closed by the inspectorate",
        }
        if any(day > deadline for day in dates(status.value)) and not verified:
            return "completed late (claim)"
        if dates(status.value) or not status.stated_on or status.stated_on <= deadline:
            return ""
        if verified:
            who, on = status.stated_by, _uk(status.stated_on)
            return f"recorded by {who} on {on}, after the date; when it was completed is not stated"
        return "completed late (claim)"


def position(item: Item, day: date, items: Sequence[Item] = ()) -> Position:
    """Where an item stands on a day; its blockers are looked up among the items given."""
    held = {other.id: other for other in items}
    return Position(item, day, tuple(held[key] for key in item.depends_on if key in held))


def due_soon(register: Register, day: date, days: int) -> tuple[Item, ...]:
    """Items whose date falls within so many days, the nearest first."""
    near = [item for item in register.items if position(item, day).due_within(days)]
    return tuple(sorted(near, key=lambda item: item.deadline or date.max))


def told_status(status: Status) -> str:
    """A status with who stated it, when and for whom, as a person reads it."""
    when = _uk(status.stated_on) if status.stated_on else "date not stated"
    if not status.stated_on and status.since:
        when = f"date not stated, not before {_uk(status.since)}"
    scope = f", {status.scope}" if status.scope and body_of(status.stated_by) != "force" else ""
    return f"{status.value} ({status.stated_by}{scope}, {when})"


def _due(item: Item) -> str:
    return f"due {_uk(item.deadline)}" if item.deadline else "no fixed date"


def _uk(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
