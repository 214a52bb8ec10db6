"""The controls of the register page: what may be asked for, from what the register holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from html import escape

from assistant.table import NONE
from corpus.piece import fold
from corpus.register import Register
from corpus.report import Report
from corpus.standing import standing

_SHORT = 60
"""Characters of the longest printed status that is offered as a choice."""
_ANY = "Any"
_MORE = ("priority", "owner", "addressee", "due_after", "due_before")
"""Filters that are folded away until they are asked for."""


def controls(
    register: Register, reports: Sequence[Report], said: Mapping[str, str], today: date
) -> str:
    """Every filter with its label, set as was said."""
    items = register.items
    as_at = said.get("as_at") or today.isoformat()
    kinds, ranks = (
        _once(i.family for i in items),
        _once(p.value for i in items for p in i.priorities),
    )
    first = (
        _day("Status as at", "as_at", as_at)
        + _choice("Kind of action", "family", kinds, said)
        + _reports(register, reports, said)
        + _statuses(register, said)
    )
    more = (
        _choice("Priority", "priority", ranks, said)
        + _typed("Owner", "owner", _once(o.value for i in items for o in i.owners), said)
        + _typed("Asked of", "addressee", _once(a for i in items for a in i.addressees), said)
        + _day("Due after", "due_after", said.get("due_after", ""))
        + _day("Due before", "due_before", said.get("due_before", ""))
    )
    shown = " open" if any(said.get(name) for name in _MORE) else ""
    ticks = _tick("Past due only", "past_due", said) + _tick(
        "Only where reports disagree", "conflicts", said
    )
    return (
        '<div class="filters" role="search" aria-label="Choose what the register shows">'
        f'<div class="fields">{first}</div>'
        f'<div class="ticks">{ticks}'
        '<button type="button" class="plain" data-clear="">Clear all choices</button></div>'
        f"<details{shown}><summary>More choices: priority, owner, asked of, due dates</summary>"
        f'<div class="fields">{more}</div></details></div>'
    )


def _reports(register: Register, reports: Sequence[Report], said: Mapping[str, str]) -> str:
    with_items = {item.report for item in register.items}
    options = "".join(
        _option(report.id, report.name, said.get("report", ""))
        for report in reports
        if report.id in with_items
    )
    return _select("Report", "report", options)


def _statuses(register: Register, said: Mapping[str, str]) -> str:
    """What statuses mean, and those printed that are short enough to choose by."""
    chosen = said.get("status", "")
    statuses = [status for item in register.items for status in item.statuses]
    meant = _once(standing(s.value, s.stated_by) for s in statuses)
    printed = [value for value in _once(s.value for s in statuses) if len(value) <= _SHORT]
    known = {fold(value) for value in meant}
    groups = {
        "What it means": [*meant, NONE],
        "As printed": [value for value in printed if fold(value) not in known],
    }
    shown = {
        label: "".join(_option(value, _cap(value), chosen) for value in values)
        for label, values in groups.items()
    }
    options = "".join(
        f'<optgroup label="{label}">{held}</optgroup>' for label, held in shown.items() if held
    )
    return _select("Status", "status", options)


def _choice(label: str, name: str, values: Sequence[str], said: Mapping[str, str]) -> str:
    options = "".join(_option(v, _cap(v), said.get(name, "")) for v in values)
    return _select(label, name, options)


def _select(label: str, name: str, options: str) -> str:
    return (
        f'<label><span>{label}</span><select name="{name}"><option value="">{_ANY}</option>'
        f"{options}</select></label>"
    )


def _option(value: str, words: str, chosen: str) -> str:
    selected = " selected" if value == chosen else ""
    return f'<option value="{escape(value)}"{selected}>{escape(words)}</option>'


def _typed(label: str, name: str, values: Sequence[str], said: Mapping[str, str]) -> str:
    offered = "".join(f'<option value="{escape(value)}"></option>' for value in values)
    return (
        f"<label><span>{label} <small>(part of a name)</small></span>"
        f'<input type="text" name="{name}" list="{name}-held" autocomplete="off" '
        f'value="{escape(said.get(name, ""))}"></label>'
        f'<datalist id="{name}-held">{offered}</datalist>'
    )


def _day(label: str, name: str, value: str) -> str:
    return (
        f'<label><span>{label}</span><input type="date" name="{name}" '
        f'value="{escape(value)}"></label>'
    )


def _tick(label: str, name: str, said: Mapping[str, str]) -> str:
    checked = " checked" if said.get(name) else ""
    return (
        f'<label class="tick"><input type="checkbox" name="{name}" value="1"{checked}>'
        f"<span>{label}</span></label>"
    )


def _once(values: Iterable[str]) -> list[str]:
    """Each value once, whatever its capitals, in order of the alphabet."""
    held: dict[str, str] = {}
    for value in values:
        held.setdefault(fold(value), value)
    return [held[key] for key in sorted(held)]


def _cap(words: str) -> str:
    return words[:1].upper() + words[1:]
