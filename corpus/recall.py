"""How many records of a known truth come out of each format: `python -m corpus.recall FOLDER`.

The folder holds the files and `truth.json`. A record counts as right only if all its fields are.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus.extract import extract
from corpus.piece import fold
from corpus.read import read
from corpus.register import Item, Register

Row = tuple[str, ...]
"""The fields of a record, folded, in one order for truth and register."""
_MET = "We found the following control areas to be adequately designed and operating effectively"


@dataclass(frozen=True, slots=True)
class Share:
    """The records of one type in the files of one format."""

    record: str
    format: str
    told: int
    """How many the truth has."""
    found: int
    right: int
    wrong: tuple[str, ...]
    """Records missed (`- ...`) and records that the truth does not have (`+ ...`)."""

    @property
    def precision(self) -> float:
        """Share of those found that are right; 1 where none is found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of those told that are found right; 1 where none is told."""
        return self.right / self.told if self.told else 1.0


def recall(folder: Path) -> list[Share]:
    """The share of each record type and format, types in the order of the truth."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    documents = {document["doc_id"]: document for document in truth["documents"]}
    told: dict[tuple[str, str], Counter[Row]] = defaultdict(Counter)
    found: dict[tuple[str, str], Counter[Row]] = defaultdict(Counter)
    for file in truth["files"]:
        if file["expect"].startswith("read whole"):
            (report,) = read(folder / file["file"])
            kind, document = Path(file["file"]).suffix, documents[file["doc_id"]]
            for name, row in _truth(document):
                told[name, kind][row] += 1
            for name, row in _register(extract(report), document):
                found[name, kind][row] += 1
    keys = sorted({*told, *found}, key=lambda key: (_ORDER.index(key[0]), key[1]))
    return [_share(*key, told[key], found[key]) for key in keys]


def _share(record: str, kind: str, told: Counter[Row], found: Counter[Row]) -> Share:
    missed = [f"- {' | '.join(row)}" for row in (told - found).elements()]
    extra = [f"+ {' | '.join(row)}" for row in (found - told).elements()]
    right = (told & found).total()
    return Share(record, kind, told.total(), found.total(), right, (*missed, *extra))


_ORDER = (
    "management action", "recommendation", "area for improvement", "owner", "deadline", "status",
    "response", "assessment", "adequate control", "grade", "main finding", "promising practice",
    "meeting", "event", "count",
)  # fmt: skip


def _row(*values: object) -> Row:
    return tuple(re.sub(r"[;,.]?(?:\s+and)?$", "", fold(str(v or ""))) for v in values)


def _truth(document: Mapping[str, Any]) -> Iterator[tuple[str, Row]]:
    for a in document["management_actions"]:
        owners = " / ".join(sorted({a["owner_summary"], a["owner_detail"]}))
        key = f"management action {a['ref']}"
        yield "management action", _row(a["ref"], a["text"], owners, a["due_iso"], a["priority"])
        yield from (
            ("owner", _row(key, o)) for o in sorted({a["owner_summary"], a["owner_detail"]})
        )
        yield "deadline", _row(key, a["due"], a["due_iso"])
    for r in document["recommendations"]:
        key = f"{r['set']} recommendation {r['number']}"
        who = " / ".join(r["addressees"])
        yield "recommendation", _row(key, r["text"], r["deadline_iso"], who, r["status"])
        yield "deadline", _row(key, r["deadline_text"], r["deadline_iso"])
        yield from [("status", _row(key, r["status"]))] if r["status"] else []
    for a in document["areas_for_improvement"]:
        key = f"area for improvement {a['n'] or ''}".strip()
        yield (
            "area for improvement",
            _row(key, a["text"], a["area"], a["status"], a["force_response"]),
        )
        yield from [("status", _row(key, a["status"]))] if a["status"] else []
        yield from [("response", _row(key, a["force_response"]))] if a["force_response"] else []
    for r in document.get("force_responses", ()):
        yield "response", _row(f"{r['set']} recommendation {r['number']}", r["text"])
    yield from _told(document)


def _told(document: Mapping[str, Any]) -> Iterator[tuple[str, Row]]:
    for a in document.get("assessments", ()):
        yield "assessment", _row(a["finding"], a["control"], a["design"], a["compliance"])
    for section in document["sections"]:
        if section["path"][-2:-1] == [_MET]:
            yield "adequate control", _row(section["path"][-1])
    for area in document["grades"]:
        names = {area["area"]: "strip", area["section_title"]: "card"}
        both = [area["area"], area["section_title"]] if area["grade"] else list(names)[:1]
        yield from (("grade", _row(name, area["grade"] or "Not graded")) for name in both)
    yield from _listed(document)
    for m in document["meetings"]:
        lists = [" / ".join(_row(*m.get(key, ()))) for key in ("aims", "evidence")]
        yield "meeting", _row(m["date"], m["topic"], m["rating"], *lists)
    yield from (("event", _row(d["label"], d["date_iso"])) for d in document.get("dates", ()))
    if document.get("published_iso"):
        yield "event", _row("", document["published_iso"])


def _listed(document: Mapping[str, Any]) -> Iterator[tuple[str, Row]]:
    for finding in document.get("main_findings", ()):
        yield "main finding", _row(finding["area"], finding["text"])
    yield from (("main finding", _row("", text)) for text in document.get("key_findings", ()))
    for practice in document.get("promising_practice", ()):
        yield "promising practice", _row(practice["area"], practice["text"])
    if counts := document.get("category_counts"):
        for key in ("design_not_effective", "non_compliance", "low", "medium", "high"):
            yield "count", _row(counts[key])


def _register(register: Register, document: Mapping[str, Any]) -> Iterator[tuple[str, Row]]:
    for item in register.items:
        yield from _item(item)
    for a in register.assessments:
        control = " ".join(f.value for f in (a.presence, a.control) if f)
        marks = (a.design and a.design.value, a.compliance and a.compliance.value)
        yield "assessment", _row(a.number, control, *marks)
    dated = {d["label"] for d in document.get("dates", ())}
    for f in register.findings:
        if f.kind == "adequate control":
            yield "adequate control", _row(f.area)
        elif f.kind == "promising practice" or (f.kind == "main finding" and document["grades"]):
            yield f.kind, _row(f.area, f.text.value)
        elif f.kind == "main finding":
            yield f.kind, _row("", f.text.value)
    yield from (("grade", _row(j.area, j.grade)) for j in register.judgements)
    for m in register.meetings:
        lists = [" / ".join(_row(*(f.value for f in fields))) for fields in (m.aims, m.evidence)]
        heads = [f and f.value for f in (m.when, m.topic, m.assurance)]
        yield "meeting", _row(*heads, *lists)
    for event in register.events:
        yield "event", _row(event.label if dated else "", event.on.isoformat())
    if document.get("category_counts"):
        yield from (("count", row) for row in _counts(register))


def _item(item: Item) -> Iterator[tuple[str, Row]]:
    key = " ".join(filter(None, [item.set, item.family, item.number]))
    if item.family == "area for improvement":
        key = " ".join(filter(None, [item.family, item.number]))
    owners = sorted({owner.value for owner in item.owners})
    status = " / ".join(status.value for status in item.statuses)
    said = " / ".join(response.text.value for response in item.responses)
    text, due = item.text.value, item.deadline
    if item.family == "management action":
        first = item.priorities[0].value if item.priorities else ""
        yield item.family, _row(item.number, text, " / ".join(owners), due, first)
    elif item.family == "recommendation":
        yield item.family, _row(key, text, due, " / ".join(item.addressees), status)
    elif item.family == "area for improvement":
        area = item.area if not item.set else ""
        yield item.family, _row(key, text, area, status, said)
    yield from (("owner", _row(key, owner)) for owner in owners)
    deadlines = dict.fromkeys(field.value for field in item.deadlines)
    yield from (("deadline", _row(key, value, due)) for value in deadlines)
    yield from (("status", _row(key, s.value)) for s in item.statuses)
    yield from (("response", _row(key, r.text.value)) for r in item.responses)


def _counts(register: Register) -> Iterator[Row]:
    """The counts of the table of findings, without the row that sums them."""
    for total in register.totals:
        if "\t" in total.span.quote and not total.span.quote.startswith("Total"):
            yield _row(f"{total.number} ({total.of})" if total.of else str(total.number))


def table(shares: Sequence[Share], *, wrong: bool) -> Iterable[str]:
    """The lines of the table; `wrong` names the records that differ."""
    yield f"{'record':22s}{'format':8s}{'told':>6s}{'found':>7s}{'right':>7s}  precision  recall"
    for s in shares:
        counts = f"{s.told:6d}{s.found:7d}{s.right:7d}"
        yield f"{s.record:22s}{s.format:8s}{counts}{s.precision:11.2f}{s.recall:8.2f}"
        yield from (f"    {line[:300]}" for line in s.wrong if wrong)


def main() -> None:
    """Print the table, or JSON."""
    parser = argparse.ArgumentParser(prog="python -m corpus.recall", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--wrong", action="store_true", help="name the records that differ")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    shares = recall(asked.folder)
    if asked.json:
        found = [{**asdict(s), "precision": s.precision, "recall": s.recall} for s in shares]
        print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        print("\n".join(table(shares, wrong=asked.wrong)))


if __name__ == "__main__":
    main()
