"""Identifiers that a person can read, made by rule from what a report prints of itself.

`HMI-GBCSE-2025-R2`: the inspectorate, the key words of the title, the year of the set, the family
and number. `IA-RSM-2526-02-MA3`: an internal audit, the auditor, the audit year, its number there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.piece import dates, fold
from corpus.register import Definition, Item, Register
from corpus.report import MEETINGS, Report

_GENRE = set(
    "inspection inspections effectiveness efficiency legitimacy police policing constabulary force forces law "  # noqa: SIM905 (reads best so)
    "enforcement bodies body response responses respond report reports progress review final draft interim revised "
    "internal audit audits national joint thematic assessment service services meeting minutes scrutiny letter "
    "follow up update pcc commissioner commissioners crime office an a the of on in into to for and or by with how "
    "at from its their is are public causes cause concern".split()
)
"""Words that say what kind of document it is, not what it is about."""
_PERIOD = re.compile(r"\b20(\d\d)\s*[-–/]\s*(?:20)?(\d\d)\b")
_NUMBERED = re.compile(r"(?<!\d)(?P<n>\d{1,3})[.\s-]+\s*(?:20)?(?P<y>\d\d)/(?P<z>\d\d)\b")
_FIRM = re.compile(
    r"^[A-Z][\w&' ]{3,50}\b(?:LLP|Ltd|Limited|PLC|Assurance|Audit(?:ors)?|Partners(?:hip)?|Associates|Consulting)$"
)
_SUFFIX = {"llp", "ltd", "limited", "plc", "uk", "and", "the", "of", "for"}
_MARKS = {
    "internal audit": "IA",
    "follow-up audit": "IA",
    "external audit": "EA",
    "minutes": "MIN",
    "scrutiny meeting": "SM",
}


@dataclass(frozen=True, slots=True)
class Names:
    """The parts of an identifier that all items of a report share."""

    body: str
    title: str
    year: str
    number: str = ""
    force: str = ""


def names_of(report: Report, definitions: Iterable[Definition]) -> Names:
    """What the identifiers of a report's items are made from."""
    numbered = _NUMBERED.search(report.reference) if "audit" in report.kind else None
    if numbered:
        year, number = numbered["y"] + numbered["z"], f"{int(numbered['n']):02d}"
        return Names(f"{_MARKS.get(report.kind, 'IA')}-{_firm(report)}", "", year, number)
    period = _PERIOD.search(report.title)
    year = "".join(period.groups()) if period else str(report.dated.year if report.dated else "")
    if report.kind in MEETINGS or "letter" in fold(report.title):
        year = _day(report) or year
    own = (
        fold(report.force.removesuffix(" Police")) in fold(report.title) or report.kind in MEETINGS
    )
    force = _force(report.force) if report.force and own else ""
    return Names(_body(report, definitions), _title(report), year, "", force)


def item_id(names: Names, year: str, item: Item) -> str:
    """The identifier of one item; the year of its set stands for that of the report."""
    family = "".join(word[0] for word in item.family.split()).upper()
    number = re.sub(r"[^\w./-]+", "", item.number).strip("./-") or "1"
    told = (names.body, names.title, _year(year) or names.year, names.number, names.force)
    return "-".join(part for part in (*told, family + number) if part)


def _year(words: str) -> str:
    """A set's name as part of an identifier: its year, or the initials of its heading."""
    rest = "".join(word[0] for word in re.findall(r"[A-Za-z]\w*", words)).upper()
    return "".join(re.findall(r"^20\d\d", words)) + rest


def _body(report: Report, definitions: Iterable[Definition]) -> str:
    """The short form of who asks: the inspectorate, or the mark of the document's kind."""
    if report.kind in _MARKS:
        firm = "" if report.kind in MEETINGS else f"-{_firm(report)}"
        return _MARKS[report.kind] + firm
    if report.kind not in {"PCC response", "inspection report"} and report.publisher:
        return _initials(report.publisher)
    named = [
        d.short for d in definitions if "inspectorate" in fold(d.expansion) and d.short.isupper()
    ]
    told = Counter(
        re.findall(
            r"\bHMI[A-Z]+\b", " ".join([report.publisher, *(s.text for s in report.sections)])
        )
    )
    short = (
        named[:1]
        or [name for name, _ in told.most_common(1)]
        or [_initials(report.publisher) or "REP"]
    )
    return short[0][:3]


def _firm(report: Report) -> str:
    lines = [report.publisher, *(line for s in report.sections[:1] for line in s.text.split("\n"))]
    firm = next(
        (line for line in lines if line and (_FIRM.match(line) or line == report.publisher)), ""
    )
    return _initials(firm) or _force(report.force)


def _initials(name: str) -> str:
    words: list[str] = [w for w in re.findall(r"[A-Za-z]+", name) if fold(w) not in _SUFFIX]
    if not words:
        return ""
    if words[0].isupper() and len(words[0]) > 1:
        return words[0][:4] if len(words[0]) < 5 else words[0][:3]
    return words[0][:3].upper() if len(words) == 1 else "".join(w[0] for w in words)[:4].upper()


def _title(report: Report) -> str:
    """`PEEL`, an acronym in the title, or the initials of its key words."""
    title = re.sub(
        r"^(?:the )?(?:pcc|commissioner)\S*\s+response to\s+", "", report.title, flags=re.IGNORECASE
    )
    short: list[str] = re.findall(r"\b[A-Z]{3,6}\b", title) if not title.isupper() else []
    own = {fold(w) for w in re.findall(r"\w+", report.force)}
    kept = [
        w for w in re.findall(r"[a-z]+", fold(title).replace("'s", "")) if w not in _GENRE | own
    ]
    if short and fold(short[0]) not in _GENRE | own:
        return short[0]
    if len(kept) < 3:
        return "".join(word[: 6 if len(kept) == 1 else 3] for word in kept).upper()
    return "".join(word[0] for word in kept[:6]).upper()


def _force(name: str) -> str:
    """Three letters: `CLE` for Cleveland Police, `WMI` for West Midlands Police."""
    words: list[str] = [
        w for w in re.findall(r"[A-Za-z]+", name) if fold(w) not in _GENRE | _SUFFIX
    ]
    if not words:
        return ""
    heads = "".join(word[0] for word in words[:-1])[:2]
    return (heads + words[-1])[:3].upper()


def _day(report: Report) -> str:
    opening = " ".join(section.text for section in report.sections[:2])
    day = report.dated or next(iter(dates(opening)), None)
    return f"{day:%y%m%d}" if day else ""


def told_apart(registers: Sequence[Register], reports: Sequence[Report]) -> list[Register]:
    """The registers with identifiers that no two reports share.

    The report of the earliest date keeps its own; another that would print the same adds its
    force, its kind or its date, whichever is the first to tell it apart.
    """
    taken: set[str] = set()
    made: dict[int, Register] = {}
    for n in sorted(
        range(len(reports)), key=lambda n: (str(reports[n].dated or ""), reports[n].id)
    ):
        ids = {item.id for item in registers[n].items}
        marks = ["", *_marks(reports[n])]
        mark = next((m for m in marks if not {_marked(i, m) for i in ids} & taken), marks[-1])
        made[n] = _renamed(registers[n], mark)
        taken |= {item.id for item in made[n].items}
    return [made[n] for n in range(len(reports))]


def _marks(report: Report) -> list[str]:
    force = "".join(re.findall(r"[A-Za-z]+", report.force.removesuffix(" Police"))).upper()
    kind = "".join(word[0] for word in report.kind.split()).upper()
    day = f"{report.dated:%y%m%d}" if report.dated else ""
    marks = [force, kind, day, "-".join(filter(None, (force, kind, day)))]
    return [*filter(None, marks), report.id]


def _marked(name: str, mark: str) -> str:
    stem, _, own = name.rpartition("-")
    return "-".join(filter(None, (stem, mark, own)))


def _renamed(register: Register, mark: str) -> Register:
    if not mark:
        return register
    items = tuple(
        replace(
            item,
            id=_marked(item.id, mark),
            depends_on=tuple(_marked(i, mark) for i in item.depends_on),
            concern=_marked(item.concern, mark) if item.concern else "",
        )
        for item in register.items
    )
    return replace(register, items=items)
