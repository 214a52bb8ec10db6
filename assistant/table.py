"""The register as rows: chosen by filter, each with its position, conflicts and sources."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from corpus.conflict import conflicts
from corpus.piece import fold
from corpus.position import Position, position
from corpus.register import Conflict, Item, Register
from corpus.report import Report, Span
from corpus.standing import standing

_SHOWN = 12
"""Values that an error names before it says how many more there are."""
NONE = "no status recorded"
"""What `--status none` asks for."""


class FilterError(ValueError):
    """A filter names a value that the register does not hold."""


@dataclass(frozen=True, slots=True)
class Row:
    """An item as it stands on a day."""

    position: Position
    conflicts: tuple[Conflict, ...]

    @property
    def item(self) -> Item:
        """The item itself."""
        return self.position.item


@dataclass(frozen=True, slots=True)
class Chosen:
    """Rows of the register with what is needed to show them."""

    rows: tuple[Row, ...]
    whole: int
    """How many items the register holds."""
    as_at: date
    reports: dict[str, Report]

    @property
    def items(self) -> tuple[Item, ...]:
        """The items of the rows."""
        return tuple(row.item for row in self.rows)

    def place(self, span: Span) -> str:
        """The section and page of a span, as people read it."""
        section = self.reports[span.report].by_id[span.section]
        return f"{section.title}, p. {span.page}" if span.page else section.title


@dataclass(frozen=True, slots=True)
class Filter:
    """Which items are wanted; an empty value wants all."""

    as_at: date
    family: str = ""
    report: str = ""
    addressee: str = ""
    owner: str = ""
    status: str = ""
    priority: str = ""
    due_before: date | None = None
    due_after: date | None = None
    due_within: int | None = None
    """Days ahead in which it falls due, the day itself included; an office plans 30, 60 and 90."""
    past_due: bool = False
    conflicts: bool = False

    def select(self, register: Register, reports: Sequence[Report]) -> Chosen:
        """The items that pass, in the order of the reports.

        Raises:
            FilterError: If the register does not hold a value; those held are named.
        """
        names = {report.id: report for report in reports}
        self._check(register, names)
        found = conflicts(register.as_at(self.as_at), reports)
        rows = [
            Row(
                position(item, self.as_at, register.items),
                tuple(c for c in found if c.item == item.id),
            )
            for item in register.items
        ]
        kept = tuple(row for row in rows if self._passes(row, names))
        return Chosen(kept, len(rows), self.as_at, names)

    def _check(self, register: Register, reports: dict[str, Report]) -> None:
        items = register.items
        _known("family", self.family, (i.family for i in items), whole=True)
        named = [report.name for report in reports.values()]
        _known("report", self.report, [*named, *reports])
        _known("addressee", self.addressee, (a for i in items for a in i.addressees))
        _known("owner", self.owner, (o.value for i in items for o in i.owners))
        _known(
            "priority", self.priority, (p.value for i in items for p in i.priorities), whole=True
        )
        statuses = [s for i in items for s in i.statuses]
        meant = [standing(s.value, s.stated_by) for s in statuses]
        _known("status", self.status, [*(s.value for s in statuses), *meant, NONE], whole=True)

    def _passes(self, row: Row, reports: dict[str, Report]) -> bool:
        item, due = row.item, row.item.deadline
        known = item.statuses_at(self.as_at)
        meant = [s.value for s in known] + [standing(s.value, s.stated_by) for s in known]
        return (
            _is(self.family, [item.family])
            and self._is_of(reports[item.report], reports)
            and _in(self.addressee, item.addressees)
            and _in(self.owner, [owner.value for owner in item.owners])
            and _is(self.status, meant or [NONE])
            and _is(self.priority, [priority.value for priority in item.priorities])
            and (self.due_before is None or (due is not None and due < self.due_before))
            and (self.due_after is None or (due is not None and due > self.due_after))
            and (self.due_within is None or row.position.due_within(self.due_within))
            and (not self.past_due or row.position.past_due)
            and (not self.conflicts or bool(row.conflicts))
        )

    def _is_of(self, report: Report, reports: dict[str, Report]) -> bool:
        """Whether this is the report wanted: by its whole id, or by part of its name or id."""
        if self.report in reports:
            return self.report == report.id
        return _in(self.report, [report.name, report.id])


def as_json(chosen: Chosen) -> str:
    """The rows as a JSON list of objects."""
    return json.dumps([as_object(row, chosen) for row in chosen.rows], ensure_ascii=False, indent=2)


def as_object(row: Row, chosen: Chosen) -> dict[str, Any]:
    """A row with every field and where it stands."""
    item = row.item
    return {
        "id": item.id,
        "family": item.family,
        "report": item.report,
        "number": item.number,
        "text": item.text.value,
        "owners": [
            {"name": owner.value, "source": source(owner.span, chosen.reports)}
            for owner in item.owners
        ],
        "addressees": list(item.addressees),
        "deadline": item.deadline.isoformat() if item.deadline else None,
        "deadline_text": item.deadlines[0].value if item.deadlines else None,
        "priority": item.priorities[0].value if item.priorities else None,
        "statuses": [
            {
                "value": status.value,
                "stated_by": status.stated_by,
                "stated_on": status.stated_on.isoformat() if status.stated_on else None,
                "source": source(status.span, chosen.reports),
            }
            for status in item.statuses_at(chosen.as_at)
        ],
        "past_due": row.position.past_due,
        "conflicts": [conflict_object(c, chosen.reports) for c in row.conflicts],
        "source": [source(span, chosen.reports) for span in item.sources],
    }


def conflict_object(conflict: Conflict, reports: dict[str, Report]) -> dict[str, Any]:
    """A conflict with all its sides; none of them is picked."""
    return {
        "kind": conflict.kind,
        "field": conflict.field,
        "note": conflict.note,
        "values": list(dict.fromkeys(side.value for side in conflict.sides)),
        "sources": [source(side.span, reports) for side in conflict.sides],
    }


def source(span: Span, reports: dict[str, Report]) -> dict[str, Any]:
    """A place as data."""
    report = reports[span.report]
    section = report.by_id[span.section]
    return {
        "report": report.name,
        "section": section.title,
        "page": span.page,
        "quote": span.quote,
    }


def _known(name: str, wanted: str, values: Iterable[str], *, whole: bool = False) -> None:
    """Raise unless a wanted value is among those held, whole or as a part of one."""
    held = list(dict.fromkeys(values))
    if not wanted or (_is(wanted, held) if whole else _in(wanted, held)):
        return
    told = list(dict.fromkeys(fold(value) if whole else value for value in held))
    more = f" and {len(told) - _SHOWN} more" if len(told) > _SHOWN else ""
    listed = ("; ".join(told[:_SHOWN]) + more) or "none"
    raise FilterError(f"no {name} is {wanted!r}; held: {listed}")


def _in(wanted: str, values: Sequence[str]) -> bool:
    return not wanted or any(fold(wanted) in fold(value) for value in values)


def _is(wanted: str, values: Sequence[str]) -> bool:
    """Whether a value is the one wanted, in the singular or the plural."""
    told = fold(wanted)
    singular = {told, told.removesuffix("s"), re.sub(r"^(area|cause)s ", r"\1 ", told)}
    return not wanted or any(fold(value) in singular for value in values)
