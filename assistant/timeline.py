"""When what is asked for falls due, as a picture; every item on it has its words too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from assistant.day import uk
from assistant.table import Chosen, Row
from corpus.standing import is_done

_WIDTH, _MARGIN, _STEP, _SIZE = 960, 30, 17, 6
_BINS = 56
"""Places side by side on the line; what falls into one is stacked."""
_MOST = 12
"""Items shown one upon the other; what is more is told as a number."""
_NAMES = {
    "past": "past due, completion not recorded",
    "ahead": "not yet due",
    "done": "completion recorded",
}


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days as places on the line."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """How far along the line a day is, in units of the picture."""
        days = (self.last - self.first).days
        return _MARGIN + (_WIDTH - 2 * _MARGIN) * (day - self.first).days / days

    def bin(self, day: date) -> int:
        """The place in which a day is stacked."""
        return round((self.at(day) - _MARGIN) / (_WIDTH - 2 * _MARGIN) * _BINS)

    @classmethod
    def over(cls, days: Sequence[date]) -> _Scale:
        """From a while before the first day to a while after the last."""
        return cls(min(days) - timedelta(days=20), max(days) + timedelta(days=20))


def timeline(chosen: Chosen) -> str:
    """The due dates of the rows on a line, with the day asked for; empty where none has a date."""
    dated = sorted(
        (row for row in chosen.rows if row.item.deadline),
        key=lambda row: (row.item.deadline or date.max, row.item.id),
    )
    if not dated:
        return ""
    days = [row.item.deadline for row in dated if row.item.deadline]
    scale = _Scale.over([*days, chosen.as_at])
    stacks = Counter(scale.bin(day) for day in days)
    tall = min(_MOST, max(stacks.values()))
    base = 34 + tall * _STEP
    marks = "".join(
        (*_axis(scale, base), *_now(scale, chosen.as_at, base), *_dots(dated, scale, base))
    )
    told = escape(_told(dated, chosen))
    return (
        '<figure class="timeline"><figcaption><h2>When they fall due</h2>'
        f"<p>{told}</p>{_legend(dated)}</figcaption>"
        '<div class="wide" tabindex="0" role="region" aria-label="Picture of the due dates">'
        f'<svg viewBox="0 0 {_WIDTH} {base + 32}" role="img" aria-label="{told}">{marks}</svg>'
        "</div></figure>"
    )


def state(row: Row) -> str:
    """How an item's date lies: `past`, `ahead` or `done`; empty where it has no date."""
    if row.item.deadline is None:
        return ""
    if row.position.past_due:
        return "past"
    latest = row.position.latest
    return "done" if latest and all(is_done(status.value) for status in latest) else "ahead"


def _told(dated: Sequence[Row], chosen: Chosen) -> str:
    """The picture in words."""
    first, last = dated[0].item.deadline or date.min, dated[-1].item.deadline or date.max
    counts = Counter(state(row) for row in dated)
    parts = [f"{counts[name]} {words}" for name, words in _NAMES.items() if counts[name]]
    total, whole = len(dated), len(chosen.rows)
    verb = "has" if total == 1 else "have"
    span = f"on {uk(first)}" if first == last else f"from {uk(first)} to {uk(last)}"
    return (
        f"{total} of {whole} {verb} a date, {span}. As at {uk(chosen.as_at)}: {', '.join(parts)}."
    )


def _legend(dated: Sequence[Row]) -> str:
    held = {state(row) for row in dated}
    keys = "".join(
        f'<li><svg viewBox="-8 -8 16 16" width="16" height="16" aria-hidden="true">'
        f"{_shape(name, 0, 0)}</svg> {words}</li>"
        for name, words in _NAMES.items()
        if name in held
    )
    return f'<ul class="legend">{keys}</ul>'


def _axis(scale: _Scale, base: int) -> Iterator[str]:
    """The line, with a tick at each quarter, and each year named."""
    yield f'<path class="axis" d="M{_MARGIN} {base}H{_WIDTH - _MARGIN}"/>'
    years = range(scale.first.year, scale.last.year + 1)
    starts = [date(year, month, 1) for year in years for month in (1, 4, 7, 10)]
    shown = [day for day in starts if scale.first <= day <= scale.last]
    apart = max(1, round(len(shown) / 12))
    for place, day in enumerate(shown):
        x = scale.at(day)
        yield f'<path class="axis" d="M{x:.1f} {base}v6"/>'
        if place % apart == 0:
            yield f'<text x="{x:.1f}" y="{base + 22}" text-anchor="middle">{day:%b %Y}</text>'


def _now(scale: _Scale, day: date, base: int) -> Iterator[str]:
    x = scale.at(day)
    side = "end" if x > _WIDTH / 2 else "start"
    yield f'<path class="now" d="M{x:.1f} 8V{base}"/>'
    shift = -6 if side == "end" else 6
    words = f"as at {uk(day)}"
    yield f'<text class="day" x="{x + shift:.1f}" y="18" text-anchor="{side}">{words}</text>'


def _dots(dated: Sequence[Row], scale: _Scale, base: int) -> Iterator[str]:
    """Each item over its date; those of one place stand upon each other."""
    height: Counter[int] = Counter()
    for row in dated:
        day = row.item.deadline or date.max
        place = scale.bin(day)
        height[place] += 1
        if height[place] > _MOST:
            continue
        x = _MARGIN + (_WIDTH - 2 * _MARGIN) * place / _BINS
        words = f"{row.item.label}: {uk(day)}, {_NAMES[state(row)]}"
        dot = _shape(state(row), x, base - 10 - (height[place] - 1) * _STEP)
        yield f"<g><title>{escape(words)}</title>{dot}</g>"
    for place, count in height.items():
        if count > _MOST:
            x = _MARGIN + (_WIDTH - 2 * _MARGIN) * place / _BINS
            yield f'<text x="{x:.1f}" y="{base - 8 - _MOST * _STEP}">+{count - _MOST}</text>'


def _shape(name: str, x: float, y: float) -> str:
    """Told apart by shape, not by colour alone: a filled diamond, a ring, a filled square."""
    if name == "past":
        return f'<path class="past" d="M{x:.1f} {y - 8}l8 8l-8 8l-8 -8z"/>'
    if name == "done":
        return f'<rect class="done" x="{x - _SIZE:.1f}" y="{y - _SIZE}" width="12" height="12"/>'
    return f'<circle class="ahead" cx="{x:.1f}" cy="{y}" r="{_SIZE}"/>'
