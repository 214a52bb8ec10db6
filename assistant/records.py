"""The commands that show records: `register`, `conflicts` and `clock`."""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.read import day

if TYPE_CHECKING:
    from assistant.settings import Settings
    from assistant.table import Filter


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the three commands to the command line."""
    _add_register(commands.add_parser("register", help="the items asked for, as a table"))
    torn = commands.add_parser("conflicts", help="where reports disagree, both sides shown")
    torn.add_argument("--report", help="part of a report's name")
    torn.add_argument("--json", action="store_true")
    clock = commands.add_parser("clock", help="the 56 days to publish comments, by inspection")
    clock.add_argument("--as-at", metavar="DATE", help="today unless given")
    clock.add_argument("--json", action="store_true")


def register(options: argparse.Namespace, settings: Settings) -> int:
    """Print the items that pass the filters, or write them to a workbook."""
    from assistant.printed import as_table  # noqa: PLC0415 (each command imports what it uses)
    from assistant.sheet import as_csv, write_xlsx  # noqa: PLC0415
    from assistant.table import as_json  # noqa: PLC0415
    from corpus.claim import registered  # noqa: PLC0415

    wanted = _filter(options)
    reports = settings.library().reports()
    chosen = wanted.select(registered(reports), reports)
    if options.xlsx:
        write_xlsx(chosen, options.xlsx)
        print(f"{len(chosen.rows)} of {chosen.whole} items written to {options.xlsx}")
        return 0
    shape = as_json if options.json else as_csv if options.csv else as_table
    print(shape(chosen), end="" if options.csv else "\n")
    return 0


def conflicts(options: argparse.Namespace, settings: Settings) -> int:
    """Print every conflict that the rules find."""
    from assistant.printed import told_conflicts  # noqa: PLC0415
    from assistant.table import conflict_object  # noqa: PLC0415
    from corpus.claim import registered  # noqa: PLC0415
    from corpus.conflict import conflicts as found_in  # noqa: PLC0415
    from corpus.piece import fold  # noqa: PLC0415

    reports = settings.library().reports()
    names = {report.id: report for report in reports}
    wanted = fold(options.report or "")
    kept = {key for key, report in names.items() if wanted in fold(f"{report.name} {key}")}
    found = [
        conflict
        for conflict in found_in(registered(reports), reports)
        if any(side.span.report in kept for side in conflict.sides)
    ]
    if options.json:
        told = [{"item": c.item or None, **conflict_object(c, names)} for c in found]
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        print(told_conflicts(found, names))
    return 0


def clock(options: argparse.Namespace, settings: Settings) -> int:
    """Print the clock of every inspection that is held or answered."""
    from assistant.clock import as_json, as_text  # noqa: PLC0415
    from corpus.claim import registered  # noqa: PLC0415
    from corpus.clock import clocks  # noqa: PLC0415

    reports = settings.library().reports()
    on = _day(options.as_at)
    found = clocks(registered(reports), reports)
    names = {report.id: report for report in reports}
    print(as_json(found, names, on) if options.json else as_text(found, on))
    return 0


def _add_register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--family", help="recommendation, management action, area for improvement ..."
    )
    parser.add_argument("--report", help="part of a report's name")
    parser.add_argument("--addressee", help="part of the name of a body that is asked")
    parser.add_argument("--owner", help="part of an owner's name")
    parser.add_argument("--status", help="as printed, or what it means: in progress, none ...")
    parser.add_argument("--priority", help="as printed")
    parser.add_argument("--due-before", metavar="DATE")
    parser.add_argument("--due-after", metavar="DATE")
    parser.add_argument("--due-within", type=int, metavar="DAYS", help="from the day asked for")
    parser.add_argument("--as-at", metavar="DATE", help="today unless given")
    parser.add_argument("--past-due", action="store_true")
    parser.add_argument("--conflicts", action="store_true", help="only where reports disagree")
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true")
    shape.add_argument("--csv", action="store_true")
    shape.add_argument("--xlsx", type=Path, metavar="FILE.xlsx", help="write a workbook")


def _filter(options: argparse.Namespace) -> Filter:
    """The filter that a command line gives.

    Raises:
        ValueError: If a date is no date.
    """
    from assistant.table import NONE, Filter  # noqa: PLC0415

    return Filter(
        as_at=_day(options.as_at),
        family=options.family or "",
        report=options.report or "",
        addressee=options.addressee or "",
        owner=options.owner or "",
        status=NONE if options.status == "none" else options.status or "",
        priority=options.priority or "",
        due_before=day(options.due_before) if options.due_before else None,
        due_after=day(options.due_after) if options.due_after else None,
        due_within=options.due_within,
        past_due=options.past_due,
        conflicts=options.conflicts,
    )


def _day(text: str | None) -> date:
    return day(text) if text else date.today()  # noqa: DTZ011 (the reader's own day)
