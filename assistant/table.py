"""The register as a table: chosen by filter, shown as text, CSV or JSON."""

from __future__ import annotations

import argparse
import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from corpus.piece import fold
from corpus.read import day
from corpus.register import Item, Register
from corpus.report import Report, Span


@dataclass(frozen=True, slots=True)
class Chosen:
    """Items of the register with what is needed to show them."""

    items: tuple[Item, ...]
    whole: int
    """How many items the register holds."""
    as_at: date
    reports: dict[str, Report]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which items are wanted; an empty value wants all."""

    as_at: date
    family: str = ""
    report: str = ""
    owner: str = ""
    status: str = ""
    priority: str = ""
    due_before: date | None = None
    due_after: date | None = None
    past_due: bool = False
    conflicts: bool = False

    @classmethod
    def of(cls, options: argparse.Namespace) -> Filter:
        """The filter that a command line gives.

        Raises:
            ValueError: If a date is no date.
        """
        return cls(
            as_at=day(options.as_at) if options.as_at else date.today(),  # noqa: DTZ011 (local day)
            family=options.family or "",
            report=options.report or "",
            owner=options.owner or "",
            status=options.status or "",
            priority=options.priority or "",
            due_before=day(options.due_before) if options.due_before else None,
            due_after=day(options.due_after) if options.due_after else None,
            past_due=options.past_due,
            conflicts=options.conflicts,
        )

    def select(self, register: Register, reports: Sequence[Report]) -> Chosen:
        """The items that pass, in the order of the reports."""
        names = {report.id: report for report in reports}
        torn = {conflict.item for conflict in register.conflicts()}
        kept = [item for item in register.items if self._passes(item, names, torn)]
        return Chosen(tuple(kept), len(register.items), self.as_at, names)

    def _passes(self, item: Item, reports: dict[str, Report], torn: set[str]) -> bool:
        people = [*(owner.value for owner in item.owners), *item.addressees]
        due = item.deadline
        return (
            _in(self.family, [item.family])
            and _in(self.report, [reports[item.report].name, item.report])
            and _in(self.owner, people)
            and _is(self.status, [status.value for status in item.statuses_at(self.as_at)])
            and _is(self.priority, [priority.value for priority in item.priorities])
            and (self.due_before is None or (due is not None and due < self.due_before))
            and (self.due_after is None or (due is not None and due > self.due_after))
            and (not self.past_due or item.is_past_due(self.as_at))
            and (not self.conflicts or item.id in torn)
        )


def as_json(chosen: Chosen) -> str:
    """The items as a JSON list."""
    return json.dumps(
        [_object(item, chosen) for item in chosen.items], ensure_ascii=False, indent=2
    )


def as_csv(chosen: Chosen) -> str:
    """The items as comma-separated values with a header line."""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(_flat_names()), lineterminator="\n")
    writer.writeheader()
    writer.writerows(_flat(item, chosen) for item in chosen.items)
    return out.getvalue()


def as_table(chosen: Chosen) -> str:
    """The items as text, one block each, under a count."""
    at = f"{chosen.as_at.day} {chosen.as_at:%B %Y}"
    head = f"{len(chosen.items)} of {chosen.whole} items, as at {at}"
    return "\n\n".join([head, *(_block(item, chosen) for item in chosen.items)])


def _block(item: Item, chosen: Chosen) -> str:
    flat = _flat(item, chosen)
    shown = [
        f"  {key}: {value}" for key, value in flat.items() if value and key not in {"id", "label"}
    ]
    return "\n".join([f"{item.label}  [{item.id}]", *shown])


def _flat_names() -> tuple[str, ...]:
    return (
        "id", "label", "family", "report", "number", "text", "owners", "addressees", "deadline",
        "deadline_text", "priority", "status", "past_due", "conflicts", "source",
    )  # fmt: skip


def _flat(item: Item, chosen: Chosen) -> dict[str, str]:
    row = _object(item, chosen)
    told = {
        "label": item.label,
        "report": chosen.reports[item.report].name,
        "owners": " | ".join(dict.fromkeys(owner["name"] for owner in row["owners"])),
        "addressees": " | ".join(item.addressees),
        "status": " | ".join(f"{s['value']} (stated by {s['stated_by']})" for s in row["statuses"]),
        "past_due": "past due, completion not recorded" if row["past_due"] else "",
        "conflicts": " | ".join(
            f"{c['field']}: {' v '.join(c['values'])}" for c in row["conflicts"]
        ),
        "source": " | ".join(s["section"] for s in row["source"]),
    }
    return {name: str(told.get(name, row.get(name) or "")) for name in _flat_names()}


def _object(item: Item, chosen: Chosen) -> dict[str, Any]:
    def source(span: Span) -> dict[str, Any]:
        section = chosen.reports[span.report].by_id[span.section]
        report = chosen.reports[span.report].name
        return {"report": report, "section": section.title, "page": span.page, "quote": span.quote}

    return {
        "id": item.id,
        "family": item.family,
        "report": item.report,
        "number": item.number,
        "text": item.text.value,
        "owners": [{"name": owner.value, "source": source(owner.span)} for owner in item.owners],
        "addressees": list(item.addressees),
        "deadline": item.deadline.isoformat() if item.deadline else None,
        "deadline_text": item.deadlines[0].value if item.deadlines else None,
        "priority": item.priorities[0].value if item.priorities else None,
        "statuses": [
            {
                "value": status.value,
                "stated_by": status.stated_by,
                "stated_on": status.stated_on.isoformat() if status.stated_on else None,
                "source": source(status.span),
            }
            for status in item.statuses_at(chosen.as_at)
        ],
        "past_due": item.is_past_due(chosen.as_at),
        "conflicts": [
            {
                "field": conflict.field,
                "values": list(dict.fromkeys(side.value for side in conflict.sides)),
                "sources": [source(side.span) for side in conflict.sides],
            }
            for conflict in Register((item,)).conflicts()
        ],
        "source": [source(span) for span in item.sources],
    }


def _in(wanted: str, values: Sequence[str]) -> bool:
    return not wanted or any(fold(wanted) in fold(value) for value in values)


def _is(wanted: str, values: Sequence[str]) -> bool:
    return not wanted or any(fold(wanted) == fold(value) for value in values)
