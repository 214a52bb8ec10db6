"""What the library holds, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping

from index.library import Library, LibraryError


def held(library: Library, *, as_json: bool) -> str:
    """Every report held: name, publisher, file, sections, passages, handling.

    Raises:
        LibraryError: If nothing is held.
    """
    reports = library.reports()
    if not reports:
        raise LibraryError(f"{library.home} holds no reports; type: assistant ingest PATH")
    counts = library.passages_by_report()
    rows = [
        {
            "id": report.id,
            "title": report.title,
            "kind": report.kind,
            "reference": report.reference,
            "date": report.dated.isoformat() if report.dated else None,
            "publisher": report.publisher,
            "force": report.force,
            "file": report.source,
            "sections": len(report.sections),
            "passages": counts.get(report.id, 0),
            "restated_from": report.restated_from,
            "handling": report.handling,
        }
        for report in reports
    ]
    if as_json:
        return json.dumps(rows, ensure_ascii=False, indent=2)
    return "\n\n".join(_shown(row) for row in rows)


def _shown(row: Mapping[str, object]) -> str:
    head = ", ".join(str(row[key]) for key in ("title", "kind", "reference", "date") if row[key])
    size = f"{row['sections']} sections, {row['passages']} passages, from {row['file']}"
    extra = [
        f"{key.replace('_', ' ')}: {row[key]}"
        for key in ("publisher", "force", "restated_from", "handling")
        if row[key]
    ]
    return "\n  ".join([head, f"id: {row['id']}", size, *extra])
