"""The register on a terminal: a table, with conflicts, notes and sources under each row."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest

from assistant.day import uk
from assistant.table import Chosen, Row
from corpus.position import told_status
from corpus.register import Conflict
from corpus.report import Report

_SHARES = {"Item": 0.13, "What is asked": 0.34, "Who": 0.22, "Due": 0.11, "Where it stands": 0.20}
_MOST = 320
"""Characters of an item's words that the table shows; CSV, XLSX and JSON hold them whole."""


def as_table(chosen: Chosen, width: int = 0) -> str:
    """The rows as text under a count, report by report."""
    width = width or max(88, min(shutil.get_terminal_size((120, 24)).columns, 140))
    parts = [f"{len(chosen.rows)} of {chosen.whole} items, as at {uk(chosen.as_at)}"]
    for key, rows in groupby(chosen.rows, key=lambda row: row.item.report):
        parts.append("\n".join(_report(chosen.reports[key], list(rows), chosen, width)))
    return "\n\n".join(parts)


def told_conflicts(found: Sequence[Conflict], reports: dict[str, Report], width: int = 100) -> str:
    """Every conflict in words, with the place and the words of each side."""
    plural = "s" if len(found) != 1 else ""
    parts = [f"{len(found)} conflict{plural}; both sides are shown, none is picked"]
    for n, conflict in enumerate(found, start=1):
        told = f"{n}. {conflict.note[0].upper()}{conflict.note[1:]} [{conflict.kind}]"
        lines = textwrap.wrap(told, width, subsequent_indent="   ")
        lines += [line for side in _sides(conflict, reports) for line in _side(side, width)]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _sides(conflict: Conflict, reports: dict[str, Report]) -> Iterator[str]:
    """Each side with its place; the report is named where it changes."""
    before = ""
    for side in dict.fromkeys(conflict.sides):
        report = reports[side.span.report]
        if report.id != before:
            yield report.name
        before = report.id
        page = f", p. {side.span.page}" if side.span.page else ""
        said = textwrap.shorten(side.span.quote, 300, placeholder=" …")
        yield f"- “{said}” ({report.by_id[side.span.section].title}{page})"


def _side(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, initial_indent="   ", subsequent_indent="     ")


def _report(report: Report, rows: Sequence[Row], chosen: Chosen, width: int) -> Iterator[str]:
    widths = [int(share * (width - 2 * len(_SHARES))) for share in _SHARES.values()]
    yield from textwrap.wrap(report.name, width)
    yield "=" * width
    yield _line(list(_SHARES), widths)
    for row in rows:
        yield "-" * width
        yield from _cells(row, chosen, widths)
        for conflict in row.conflicts:
            yield from _under("Conflict", conflict.note, width)
        for note in row.position.notes:
            yield from _under("Note", note, width)
        places = "; ".join(dict.fromkeys(chosen.place(span) for span in row.item.sources))
        yield from _under("Source", f"{places} [{row.item.id}]", width)


def _cells(row: Row, chosen: Chosen, widths: Sequence[int]) -> Iterator[str]:
    item = row.item
    owners = list(dict.fromkeys(owner.value for owner in item.owners))
    who = owners or list(item.addressees) or ["not stated"]
    known = item.statuses_at(chosen.as_at)
    due = list(dict.fromkeys(field.value for field in item.deadlines)) or ["none stated"]
    stands = [row.position.due, *(told_status(status) for status in known)]
    stands += [] if known else ["no status recorded"]
    priority = [f"({item.priorities[0].value})"] if item.priorities else []
    columns = [
        [item.label, *priority],
        [textwrap.shorten(item.text.value, _MOST, placeholder=" …")],
        [f"{name};" if n < len(who) - 1 else name for n, name in enumerate(who)],
        due,
        [part for part in stands if part],
    ]
    wrapped = [
        [line for part in parts for line in textwrap.wrap(part, size)]
        for parts, size in zip(columns, widths, strict=True)
    ]
    for cells in zip_longest(*wrapped, fillvalue=""):
        yield _line(cells, widths)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(size) for cell, size in zip(cells, widths, strict=True)).rstrip()


def _under(name: str, text: str, width: int) -> list[str]:
    return textwrap.wrap(f"{name}: {text}", width, initial_indent="  ", subsequent_indent="    ")
