"""The scope as chips that open: reports, kinds, years, as-at date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape

from assistant.choice import Choice, kinds, years
from corpus.report import Report

_SEVERAL = 2
"""A choice of one is none."""


def chips(held: Sequence[Report], chosen: Choice, said: Choice) -> str:
    """One chip for each part of the scope that can be chosen; none where nothing is held.

    Args:
        held: Every report held.
        chosen: What the user chose; it stays until it is changed.
        said: What the last question named itself.
    """
    if not held:
        return ""
    return (
        '<div class="chips" role="group" aria-label="Search in"><p>Search in</p>'
        f"{''.join(_chips(held, chosen, said))}</div>"
    )


def _chips(held: Sequence[Report], chosen: Choice, said: Choice) -> Iterator[str]:
    yield _chip("reports", "reports", [(r.id, r.name) for r in held], chosen.reports, said.reports)
    for part, named, picked, told in (
        ("kinds", kinds(held), chosen.kinds, said.kinds),
        ("years", years(held), chosen.years, said.years),
    ):
        if len(named) >= _SEVERAL:
            yield _chip(part, part, [(one, one) for one in named], picked, told)
    yield _as_at(chosen.as_at, said.as_at)


def _chip(
    part: str,
    noun: str,
    named: Sequence[tuple[str, str]],
    chosen: Sequence[str],
    said: Sequence[str],
) -> str:
    """A chip with a box to tick for each value."""
    ticked = set(chosen or said)
    boxes = "".join(
        f'<label><input type="checkbox" value="{escape(value)}"'
        f"{' checked' if value in ticked else ''}> <span>{escape(label)}</span></label>"
        for value, label in named
    )
    everything = f"All {len(named)} {noun}" if part == "reports" else f"All {noun}"
    picked = [label for value, label in named if value in ticked]
    shown = picked[0] if len(picked) == 1 else f"{len(picked)} of {len(named)} {noun}"
    state = _state(chosen=bool(chosen), said=bool(ticked))
    body = f"<fieldset><legend>Search only in these {noun}</legend>{boxes}</fieldset>"
    return _opens(part, state, shown if picked else everything, body, everything)


def _as_at(chosen: date | None, said: date | None) -> str:
    """The chip with the day for which status is wanted."""
    day = chosen or said
    value = f' value="{day.isoformat()}"' if day else ""
    shown = f"As at {day:%d %B %Y}".replace(" 0", " ") if day else "As at today"
    body = (
        f'<label class="day">Status as at <input type="date"{value} min="2000-01-01" '
        'max="2099-12-31"></label>'
    )
    return _opens("as_at", _state(chosen=bool(chosen), said=bool(day)), shown, body, "As at today")


def _opens(part: str, state: str, shown: str, body: str, everything: str) -> str:
    whence = '<span class="whence"> (your question)</span>' if state == "said" else ""
    return (
        f'<details class="chip" name="chip" data-part="{part}" data-state="{state}" '
        f'data-all="{everything}"><summary><span class="shown">{escape(shown)}</span>{whence}'
        f'</summary><div class="pop">{body}<div class="do">'
        f'<button type="button" class="any">{everything}</button>'
        '<button type="button" class="done">Done</button></div></div></details>'
    )


def _state(*, chosen: bool, said: bool) -> str:
    return "chosen" if chosen else "said" if said else "open"
