"""The register for spreadsheets: CSV and XLSX, in which no cell can be a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from assistant.table import Chosen, Row
from corpus.position import told_status

COLUMNS = {
    "id": 34,
    "item": 24,
    "family": 20,
    "report": 36,
    "number": 8,
    "text": 70,
    "owners": 36,
    "addressees": 36,
    "deadline": 14,
    "deadline_text": 20,
    "priority": 12,
    "status": 44,
    "position": 36,
    "past_due": 10,
    "notes": 50,
    "conflicts": 50,
    "source": 50,
}
"""The columns in order, with their width in characters."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
Cell = str | date | None


def as_csv(chosen: Chosen) -> str:
    """The rows as comma-separated values with a header line; dates as 2025-11-03."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for cells in _cells(chosen):
        writer.writerow([_plain(cell) for cell in cells])
    return out.getvalue()


def write_xlsx(chosen: Chosen, path: Path) -> None:
    """The rows as a workbook: one header row, frozen and filtered; dates are dates.

    Raises:
        OSError: If the file cannot be written.
    """
    from openpyxl import Workbook  # noqa: PLC0415 (only this shape needs it)
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook()
    sheet = book.create_sheet(f"As at {chosen.as_at.isoformat()}", 0)
    del book["Sheet"]
    sheet.append(list(COLUMNS))
    for cells in _cells(chosen):
        sheet.append(
            [ILLEGAL_CHARACTERS_RE.sub(" ", c) if isinstance(c, str) else c for c in cells]
        )
    for place, width in enumerate(COLUMNS.values(), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if isinstance(cell.value, date):
                cell.number_format = "dd mmm yyyy"
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    book.save(path)


def _plain(cell: Cell) -> str:
    """A cell as CSV holds it; a bare carriage return would end the line for some readers."""
    return cell.isoformat() if isinstance(cell, date) else (cell or "").replace("\r", " ")


def _cells(chosen: Chosen) -> Iterator[list[Cell]]:
    for row in chosen.rows:
        yield [safe(cell) if isinstance(cell, str) else cell for cell in _row(row, chosen)]


def _row(row: Row, chosen: Chosen) -> list[Cell]:
    item, where = row.item, row.position
    told: dict[str, Cell] = {
        "id": item.id,
        "item": item.label,
        "family": item.family,
        "report": chosen.reports[item.report].name,
        "number": item.number,
        "text": item.text.value,
        "owners": " | ".join(dict.fromkeys(owner.value for owner in item.owners)),
        "addressees": " | ".join(item.addressees),
        "deadline": item.deadline,
        "deadline_text": item.deadlines[0].value if item.deadlines else "",
        "priority": item.priorities[0].value if item.priorities else "",
        "status": " | ".join(told_status(s) for s in item.statuses_at(chosen.as_at)),
        "position": where.due,
        "past_due": "yes" if where.past_due else "no",
        "notes": " | ".join(where.notes),
        "conflicts": " | ".join(conflict.note for conflict in row.conflicts),
        "source": " | ".join(dict.fromkeys(chosen.place(span) for span in item.sources)),
    }
    return [told[name] for name in COLUMNS]


def safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula.

    >>> safe("=1+1"), safe("Log calls")
    ("'=1+1", 'Log calls')
    """
    return f"'{text}" if text.startswith(_FORMULA) else text
