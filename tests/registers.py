"""Tiny reports for tests of records: text in, register out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.claim import registered
from corpus.conflict import conflicts
from corpus.read import read_here
from corpus.register import Conflict, Item, Register
from corpus.report import Report


@dataclass(frozen=True)
class Held:
    """Reports with their register."""

    reports: tuple[Report, ...]
    register: Register

    def item(self, end: str) -> Item:
        """The one item whose id ends so; an only one of its family may be numbered or not."""
        ends = (end, f"{end}1") if end[-1].isalpha() else (end,)
        (found,) = [item for item in self.register.items if item.id.endswith(ends)]
        return found

    def conflicts(self, kind: str = "") -> list[Conflict]:
        """The conflicts of a kind, or all."""
        return [c for c in conflicts(self.register, self.reports) if kind in {"", c.kind}]


def held(folder: Path, texts: Sequence[str]) -> Held:
    """The register of some Markdown texts."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{n}.md" for n, _ in enumerate(texts)]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    reports = tuple(report for path in paths for report in read_here(path))
    return Held(reports, registered(reports))


def audit(body: str, *, title: str = "Night Desk Audit", force: str = "Northshire Police") -> str:
    """An audit of 3 November 2025 with this body."""
    return f"""---
title: {title}
publisher: Example Audit LLP
kind: internal audit
reference: 7.25/26
force: {force}
published: 2025-11-03
---

# {title}

3 November 2025

{body}
"""


def actions(*rows: str) -> str:
    """A table of management actions: `1 | words | High | owner | date`."""
    lines = "\n".join(f"| {row} |" for row in rows)
    return f"""## SUMMARY OF MANAGEMENT ACTIONS

| Ref | Action | Priority | Responsible Owner | Date |
|---|---|---|---|---|
{lines}
"""


def response(body: str, *, title: str = "Inspection of lost property") -> str:
    """A PCC response to a national inspection of 24 October 2025 with this body."""
    return f"""---
title: PCC response to {title}
kind: PCC response
force: Northshire Police
inspection_published: 2025-10-24
---

# RESPONSE BY THE PCC TO AN INSPECTION OF NORTHSHIRE POLICE

## INSPECTION DETAILS

Title of Inspection - {title}

Date Inspection Published - 24 October 2025

Type of Inspection:

- ☐ Northshire Specific
- ☒ National

{body}
"""
