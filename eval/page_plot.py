"""Plots as SVG, drawn by hand: no script, colours from the page's style."""

from collections.abc import Iterator, Sequence
from html import escape

from eval.confidence import Point
from eval.measures import wilson
from eval.summary import Row

_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
_LINE = 26
"""Height of a kind's line."""
_LEFT, _WIDE, _RIGHT = 120, 400, 120
"""Pixels for the names, the axis and the figures."""
_HIGH, _TOP = 220, 14
_GAP = 34
"""Below an axis, for its numbers and its name."""


def by_kind(rows: Sequence[Row]) -> str:
    """Accuracy by kind, a point and its 95% interval on a line each."""
    height = _TOP + _LINE * len(rows)
    grid = "".join(
        f'<line class="grid" x1="{_x(t)}" x2="{_x(t)}" y1="{_TOP}" y2="{height}"/>'
        f'<text class="tick" x="{_x(t)}" y="{height + 16}" text-anchor="middle">{t:.0%}</text>'
        for t in _TICKS
    )
    lines = "".join(_kind(row, _TOP + _LINE * n + _LINE / 2) for n, row in enumerate(rows))
    return _svg(height + 22, "Accuracy by kind with 95% intervals", grid + lines)


def curve(points: Sequence[Point]) -> str:
    """Share wrong among those answered, against the share answered."""
    corners = list(_corners(points))
    body = "".join(_axes()) + (
        f'<path class="under" d="{_path([(_x(0), _y(0)), *corners, (corners[-1][0], _y(0))])} Z"/>'
        f'<path class="curve" d="{_path(corners)}"/>'
        f'<circle class="point" cx="{corners[-1][0]}" cy="{corners[-1][1]}" r="5"/>'
    )
    return _svg(_TOP + _HIGH + _GAP, "Share wrong against share answered", body)


def _kind(row: Row, y: float) -> str:
    accuracy = row.accuracy
    low, high = wilson(accuracy.successes, accuracy.n)
    strong = " all" if row.kind == "total" else ""
    return (
        f'<g class="kind{strong}">'
        f'<text x="{_LEFT - 12}" y="{y + 4}" text-anchor="end">{escape(row.kind)}</text>'
        f'<line class="interval" x1="{_x(low)}" x2="{_x(high)}" y1="{y}" y2="{y}"/>'
        f'<circle class="point" cx="{_x(accuracy.value)}" cy="{y}" r="5"/>'
        f'<text class="tick" x="{_x(1) + 12}" y="{y + 4}">{accuracy.value:.0%} '
        f"({accuracy.successes}/{accuracy.n})</text></g>"
    )


def _axes() -> Iterator[str]:
    for t in _TICKS:
        yield f'<line class="grid" x1="{_x(0)}" x2="{_x(1)}" y1="{_y(t)}" y2="{_y(t)}"/>'
        yield f'<text class="tick" x="{_x(0) - 8}" y="{_y(t) + 4}" text-anchor="end">{t:.0%}</text>'
        yield f'<text class="tick" x="{_x(t)}" y="{_y(0) + 16}" text-anchor="middle">{t:.0%}</text>'
    yield f'<text x="{_x(0.5)}" y="{_y(0) + 32}" text-anchor="middle">share answered</text>'
    turned = f"rotate(-90 60 {_y(0.5)})"
    yield (
        f'<text x="60" y="{_y(0.5)}" text-anchor="middle" transform="{turned}">share wrong</text>'
    )


def _corners(points: Sequence[Point]) -> Iterator[tuple[float, float]]:
    """The steps of the curve: each goes level to its coverage."""
    before = 0.0
    for point in points:
        yield _x(before), _y(point.risk)
        yield _x(point.coverage), _y(point.risk)
        before = point.coverage


def _path(corners: Sequence[tuple[float, float]]) -> str:
    return "M" + " L".join(f"{x} {y}" for x, y in corners)


def _x(share: float) -> float:
    return round(_LEFT + _WIDE * share, 1)


def _y(share: float) -> float:
    return round(_TOP + _HIGH * (1 - share), 1)


def _svg(height: float, title: str, body: str) -> str:
    wide = _LEFT + _WIDE + _RIGHT
    return (
        f'<svg viewBox="0 0 {wide} {height}" role="img" aria-label="{escape(title)}">{body}</svg>'
    )
