"""Tables that are ruled across only: their cells, by joints in the rules or by white between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.drawing import Edge
from corpus.glyphs import Word

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_NEAR = 3.0
"""Points within which edges meet."""
_WHITE = 8.0
"""Points of white that part two columns in every row."""
_HEAD_LINES = 3
_MOST_WORDS = 60
"""A cell told by white alone holds no more: prose in columns is no table."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """Edges that make one line across."""

    y: float
    stops: tuple[float, ...]
    """Where it starts, where its edges meet, where it ends."""


def open_grids(edges: Iterable[Edge], words: Sequence[Word]) -> Iterator[list[Box]]:
    """The cells of each table without upright rules."""
    for rules in _groups(_rules(edges)):
        left, right = rules[0].stops[0], rules[0].stops[-1]
        top, bottom = rules[0].y, rules[-1].y
        held = [w for w in words if left - 2 <= w.x0 < right and top < w.y <= bottom + 1]
        joints = sorted({stop for rule in rules for stop in rule.stops})
        columns = _merged(joints) if len(_merged(joints)) > 2 else _by_white(held, left, right)
        bands = [rule.y for rule in rules]
        if len(rules) == 3:
            bands = _by_line(bands, held, columns)
        bands = [*_head(words, columns, bands[0]), *bands]
        cells = [(x0, y0, x1, y1) for y0, y1 in pairwise(bands) for x0, x1 in pairwise(columns)]
        if len(columns) > 2 and _is_told(cells, held):
            yield cells


def _rules(edges: Iterable[Edge]) -> list[_Rule]:
    found: list[_Rule] = []
    for edge in sorted((e for e in edges if not e.upright), key=lambda e: (round(e.top), e.x0)):
        last = found[-1] if found else None
        if last and abs(last.y - edge.top) < 2 and edge.x0 - last.stops[-1] < _NEAR:
            stops = [s for s in (edge.x0, edge.x1) if s > last.stops[-1] + _NEAR]
            joint = edge.x0 > last.stops[0] + _NEAR
            kept = last.stops if joint or not stops else last.stops[:-1]
            found[-1] = _Rule(last.y, (*kept, *stops))
        else:
            found.append(_Rule(edge.top, (edge.x0, edge.x1)))
    return found


def _groups(rules: Sequence[_Rule]) -> Iterator[list[_Rule]]:
    """Three rules or more of the same reach, one under the other."""
    left = sorted(rules, key=lambda r: (round(r.stops[0] / 8), round(r.stops[-1] / 8), r.y))
    group: list[_Rule] = []
    for rule in left:
        if group and not _alike(group[-1], rule):
            yield from [group] if _is_group(group) else []
            group = []
        if not group or rule.y - group[-1].y > _NEAR:
            group.append(rule)
    yield from [group] if _is_group(group) else []


def _is_group(rules: Sequence[_Rule]) -> bool:
    return len(rules) > 2 or (len(rules) == 2 and len(rules[0].stops) > 2)


def _alike(one: _Rule, other: _Rule) -> bool:
    ends = abs(one.stops[0] - other.stops[0]), abs(one.stops[-1] - other.stops[-1])
    joints = one.stops[1:-1], other.stops[1:-1]
    same = len(joints[0]) == len(joints[1]) or not all(joints)
    same = same and all(abs(a - b) < _NEAR for a, b in zip(*joints, strict=False))
    return same and max(ends) < _NEAR and one.stops[-1] - one.stops[0] > 60


def _merged(stops: Sequence[float]) -> list[float]:
    kept: list[float] = []
    for stop in stops:
        if not kept or stop - kept[-1] > 4 * _NEAR:
            kept.append(stop)
    return kept


def _by_white(words: Sequence[Word], left: float, right: float) -> list[float]:
    """Bounds of columns where no word of any row stands."""
    bounds, reach = [left], left
    for word in sorted(words, key=lambda w: w.x0):
        if word.x0 - reach > _WHITE and reach > left:
            bounds.append((word.x0 + reach) / 2)
        reach = max(reach, word.x1)
    return [*bounds, right]


def _by_line(
    bands: Sequence[float], words: Sequence[Word], columns: Sequence[float]
) -> list[float]:
    """Bounds of rows where only the head is ruled off: each line of the first column starts one."""
    first = sorted({round(w.y - w.size, 1) for w in words if w.x0 < columns[1] and w.y > bands[1]})
    starts = [y for n, y in enumerate(first) if n and y - first[n - 1] > 2]
    return [bands[0], bands[1], *starts, bands[2]]


def _head(words: Sequence[Word], columns: Sequence[float], top: float) -> list[float]:
    """The upper bound of a head row that stands on the first rule, if one does."""
    over = [w for w in words if columns[0] - 2 <= w.x0 < columns[-1] and w.y < top]
    lines: list[list[Word]] = []
    base = top
    while len(lines) < _HEAD_LINES:
        low = max((w.y for w in over if w.y < base - 2), default=0.0)
        line = sorted((w for w in over if low - 2 < w.y <= low), key=lambda w: w.x0)
        near = 14.0 if not lines else 1.5 * lines[-1][0].size
        if not line or base - low > near or not _fits(line, columns):
            break
        lines.append(line)
        base = low
    places = {sum(bound <= w.x0 for bound in columns) for line in lines for w in line}
    return [lines[-1][0].y - 1.2 * lines[-1][0].size] if len(places) > 1 else []


def _fits(line: Sequence[Word], columns: Sequence[float]) -> bool:
    """Whether a line is short and keeps to the columns."""
    places = [sum(bound <= w.x0 for bound in columns) for w in line]
    apart = all(
        b.x0 - a.x1 > _WHITE
        for (a, m), (b, n) in pairwise(zip(line, places, strict=True))
        if m != n
    )
    return apart and len(line) <= 4 * len(columns)


def _is_told(cells: Sequence[Box], words: Sequence[Word]) -> bool:
    """Whether no cell holds more than a cell does."""
    return all(
        sum(x0 <= w.x0 < x1 and y0 < w.y <= y1 for w in words) <= _MOST_WORDS
        for x0, y0, x1, y1 in cells
    )
