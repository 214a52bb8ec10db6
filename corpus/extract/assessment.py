"""Controls as an auditor's card or table assesses them: design and compliance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.extract.part import Part, parts, piece_of
from corpus.extract.table import tables
from corpus.label import item_label
from corpus.piece import fold
from corpus.register import Assessment, Field
from corpus.report import Block, Report

_VALUE = r"(?P<value>[✓✔√×✗✘☑☒xX]|[-–—](?=\s|$)|not assessed|not tested|n/a|yes|no|(?:not |partially |partly )?(?:effective|adequate|compliant|met)|inadequate|ineffective|partial(?:ly)?)(?=[\s,.;|]|$)"
_DESIGN = re.compile(rf"\bdesign(?:ed)?\b[\s:\t–-]*?{_VALUE}", re.IGNORECASE)
_COMPLIANCE = re.compile(
    rf"\b(?:compliance|complied with|operation|operating effectiveness|effectiveness)\b[\s:\t–-]*?{_VALUE}",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"^(?:key |expected )?controls?:?$", re.IGNORECASE)
_PRESENCE = re.compile(
    r"^(?:partially |partly |wholly )?missing control\b|^control (?:not |partially )?in place\b|^no control\b(?: in place)?",
    re.IGNORECASE,
)
_END = re.compile(r"^assessment\b|^design\b|^compliance\b|^findings?\b", re.IGNORECASE)
_FINDINGS = re.compile(r"^(?:findings?|issues?|observations?|implications?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a card or row tells of one control."""

    control: Field | None
    presence: Field | None
    design: Field | None
    compliance: Field | None


def assessments(report: Report) -> Iterator[Assessment]:
    """The controls assessed, in reading order."""
    told = list(parts(report))
    place = 0
    for n, part in enumerate(told):
        for found in [*_card(part), *_rows(part)]:
            place += 1
            number = _number(part, told[n + 1 :]) or str(place)
            fields = (found.control, found.presence, found.design, found.compliance)
            spans = tuple(field.span for field in fields if field)
            yield Assessment(part.report.id, number, part.section.heading, *fields, spans)


def _number(part: Part, later: Sequence[Part]) -> str:
    """The number of the action that closes the card, where that has a part of its own."""
    for other in later:
        path = part.section.path
        if other.section.path == path or other.section.path[: len(path)] != path:
            return ""
        if (label := item_label(other.section.heading)) and label.number:
            return label.number
    return ""


def _card(part: Part) -> Iterator[_Told]:
    """A card whose labels are `Control` and `Assessment`, over, beside or before their words."""
    starts = [n for n, b in enumerate(part.blocks) if _opens(part, b)]
    for start, end in zip(starts, [*starts[1:], len(part.blocks)], strict=False):
        body = list(part.blocks[start:end])
        stop = next((n for n, b in enumerate(body) if n and _FINDINGS.match(part.words(b))), end)
        whole = part.field(body[0].start, body[: max(stop, 1)][-1].end)
        design, compliance = _value(whole, _DESIGN), _value(whole, _COMPLIANCE)
        if design or compliance:
            control = _control(part, body[:stop])
            presence, control = _parted(control) if control else (None, None)
            yield _Told(control, presence, design, compliance)


def _opens(part: Part, block: Block) -> bool:
    cells = list(part.cells(block).values())
    return bool(cells) and block.kind != "head" and bool(_CONTROL.match(cells[0].value))


def _value(whole: Field, pattern: re.Pattern[str]) -> Field | None:
    found = pattern.search(whole.value)
    return piece_of(whole, *found.span("value")) if found else None


def _control(part: Part, body: Sequence[Block]) -> Field | None:
    """The words of the control: beside its label, or under it down to the assessment."""
    cells = [c for c in part.cells(body[0]).values() if not _CONTROL.match(c.value)]
    if cells and not _END.match(cells[0].value):
        return cells[0]
    under: list[Block] = []
    for block in body[1:]:
        if _END.match(part.words(block).strip()):
            break
        under.append(block)
    return part.field(under[0].start, under[-1].end) if under else None


def _parted(control: Field) -> tuple[Field | None, Field | None]:
    """Whether the control is there, where the card opens with that, and its words."""
    found = _PRESENCE.match(control.value)
    if not found:
        return None, control
    rest = control.value[found.end() :].lstrip(" .:\n-")
    presence = piece_of(control, 0, found.end())
    return presence, piece_of(
        control, len(control.value) - len(rest), len(control.value)
    ) if rest else None


def _rows(part: Part) -> Iterator[_Told]:
    """Rows of a table with columns for the control, its design and its compliance."""
    for table in tables(part):
        columns = {n: fold(name) for n, name in enumerate(table.names)}
        design = next((n for n, name in columns.items() if re.search(r"\bdesign", name)), None)
        works = next(
            (n for n, name in columns.items() if re.search(r"compl(?:iance|ied)|operat", name)),
            None,
        )
        control = next(
            (
                n
                for n, name in columns.items()
                if re.search(r"^(?:key |expected )?controls?\b", name) and n not in {design, works}
            ),
            None,
        )
        if control is None or design is None or works is None:
            continue
        for row in table.rows:
            cells = part.cells(row)
            if control in cells and len(cells) > 1:
                presence, told = _parted(cells[control])
                yield _Told(told, presence, cells.get(design), cells.get(works))
