"""What the library holds, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from corpus.report import Report
from index.library import Copy, Library, LibraryError, Shelved, Version


def held(library: Library, *, as_json: bool) -> str:
    """Every report held: name, publisher, file, sections, passages, handling, versions.

    Raises:
        LibraryError: If nothing is held.
    """
    shelved = library.shelved()
    if not shelved.versions:
        raise LibraryError(f"{library.name} holds no reports; type: assistant ingest PATH")
    counts = library.passages_by_report()
    rows = [_row(key, versions, shelved, counts) for key, versions in _grouped(shelved).items()]
    if as_json:
        return json.dumps(rows, ensure_ascii=False, indent=2)
    return "\n\n".join(_shown(row) for row in rows)


def _grouped(shelved: Shelved) -> dict[str, list[Version]]:
    """The versions of each report: first those that answer, in order, then the others."""
    grouped: dict[str, list[Version]] = {report: [] for report, _ in shelved.served}
    for version in sorted(shelved.versions, key=lambda v: v.number):
        grouped.setdefault(version.report.id, []).append(version)
    return grouped


def _row(
    key: str, versions: Sequence[Version], shelved: Shelved, counts: Mapping[str, int]
) -> dict[str, Any]:
    number = dict(shelved.served).get(key)
    report = next((v.report for v in versions if v.number == number), versions[-1].report)
    copies = [copy for copy in shelved.copies if copy.report == key]
    return _facts(report) | {
        "passages": counts.get(key, 0),
        "versions": [
            {
                "version": version.number,
                "state": "served" if version.number == number else "superseded",
                "date": _day(version.report),
                "added": f"{version.added}Z".replace(" ", "T"),
                "file": version.report.source,
                "also_in": _others(version, copies, shelved),
            }
            for version in versions
        ],
    }


def _facts(report: Report) -> dict[str, Any]:
    return {
        "id": report.id,
        "title": report.title,
        "kind": report.kind,
        "reference": report.reference,
        "date": _day(report),
        "publisher": report.publisher,
        "force": report.force,
        "file": report.source,
        "pages": report.pages,
        "pages_that_need_ocr": list(report.unread),
        "sections": len(report.sections),
        "restated_from": report.restated_from,
        "handling": report.handling,
    }


def _others(version: Version, copies: Sequence[Copy], shelved: Shelved) -> list[str]:
    """Names of further files that hold a version, or a part of it."""
    names = {file.sha256: file.name for file in shelved.files}
    return [
        names[copy.file] + (" (a part)" if copy.part else "")
        for copy in copies
        if copy.number == version.number and copy.file != version.file and copy.file in names
    ]


def _day(report: Report) -> str | None:
    return report.dated.isoformat() if report.dated else None


def _shown(row: Mapping[str, Any]) -> str:
    head = ", ".join(str(row[key]) for key in ("title", "kind", "reference", "date") if row[key])
    pages = f"{row['pages']} pages, " if row["pages"] else ""
    size = f"{pages}{row['sections']} sections, {row['passages']} passages, from {row['file']}"
    extra = [
        f"{key.replace('_', ' ')}: {row[key]}"
        for key in ("publisher", "force", "restated_from", "handling")
        if row[key]
    ]
    if row["pages_that_need_ocr"]:
        extra.append("pages that need OCR: " + ", ".join(map(str, row["pages_that_need_ocr"])))
    return "\n  ".join([head, f"id: {row['id']}", size, *extra, *_versions(row["versions"])])


def _versions(versions: Sequence[Mapping[str, Any]]) -> list[str]:
    """A line for each version, where there is more to tell than one file."""
    if len(versions) == 1 and not versions[0]["also_in"] and versions[0]["state"] == "served":
        return []
    return [
        f"version {v['version']}, {v['state']}: {', '.join([v['file'], *v['also_in']])}"
        f" (added {v['added'][:10]})"
        for v in versions
    ]
