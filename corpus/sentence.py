"""Records as plain sentences, of printed values only: what search holds and an answer cites."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch

from corpus.register import (
    Assessment,
    Definition,
    Event,
    Field,
    Finding,
    Item,
    Judgement,
    Meeting,
    Statistic,
    Total,
)

Record = Item | Judgement | Definition | Finding | Assessment | Meeting | Statistic | Total | Event


@singledispatch
def sentence(record: Record) -> str:
    """A record in words: its name, its fields as printed, then its own words.

    `Management action 3 (High), owner PVP Hub Manager, due 31 August 2025: ...`

    Raises:
        TypeError: If it is no record.
    """
    raise TypeError(f"{type(record).__name__} is no record of the register")


@sentence.register
def _(record: Item) -> str:
    priority = _several(record.priorities)
    name = f"{record.label} ({priority})" if priority else record.label
    status = "; ".join(f"{s.value} (stated by {s.stated_by})" for s in record.statuses)
    told = (
        ("in", record.area),
        ("owner", _several(record.owners)),
        ("addressed to", "; ".join(record.addressees)),
        ("due", _several(record.deadlines)),
        ("earlier date", _several(record.earlier)),
        ("status", status),
        ("waits for", "; ".join(record.depends_on)),
        ("under", record.concern),
    )
    parts = [name, *(f"{kind} {value}" for kind, value in told if value)]
    return f"{', '.join(parts)}: {record.text.value}"


@sentence.register
def _(record: Judgement) -> str:
    return (
        f"{record.area}: graded {record.grade}"
        if record.grade != "Not graded"
        else (f"{record.area}: not graded")
    )


@sentence.register
def _(record: Definition) -> str:
    return f"{record.short} means {record.expansion}"


@sentence.register
def _(record: Finding) -> str:
    kind = record.kind[0].upper() + record.kind[1:]
    return f"{kind}{f', {record.area}' if record.area else ''}: {record.text.value}"


@sentence.register
def _(record: Assessment) -> str:
    fields = (
        ("", record.presence),
        ("design ", record.design),
        ("compliance ", record.compliance),
    )
    told = ", ".join(f"{name}{_mark(field)}" for name, field in fields if field)
    control = f": {record.control.value}" if record.control else ""
    return f"Control {record.number}, {told}{control}"


@sentence.register
def _(record: Meeting) -> str:
    told = (
        ("on", record.topic.value if record.topic else ""),
        ("date", record.when.value if record.when else ""),
        ("assurance", record.assurance.value if record.assurance else ""),
        ("aims", _several(record.aims)),
        ("evidence", _several(record.evidence)),
    )
    return ", ".join(["Meeting", *(f"{kind} {value}" for kind, value in told if value)])


@sentence.register
def _(record: Statistic) -> str:
    told = (record.value.value, record.measure, record.period)
    words = ", ".join(part for part in told if part)
    return f"{words} (against {record.comparator})" if record.comparator else words


@sentence.register
def _(record: Total) -> str:
    of = f" of {record.of}" if record.of is not None else ""
    return f"{record.number}{of} {record.unit}, {record.what}".rstrip(", ")


@sentence.register
def _(record: Event) -> str:
    return f"{record.label}: {record.on.day} {record.on:%B %Y}"


def _several(fields: Sequence[Field]) -> str:
    """Values as printed, each once; two that differ are both told."""
    return " | ".join(dict.fromkeys(field.value for field in fields))


def _mark(field: Field) -> str:
    """A mark of assessment with its meaning; `-` is what auditors print for not assessed."""
    meaning = {"-": "not assessed", "–": "not assessed", "✓": "effective", "✔": "effective"}
    meaning |= dict.fromkeys(("×", "x", "X", "✗", "✘"), "not effective")
    return f"{field.value} ({meaning[field.value]})" if field.value in meaning else field.value
