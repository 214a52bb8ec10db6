"""What was measured at each size, as a table and as a plot."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from eval.measures import Share, percentile

Measured = dict[str, dict[str, Any]]

_BEGIN, _END = "<!-- scale -->", "<!-- end of scale -->"
_ON_PAPER = (100_000, 1_000_000)
_WIDE, _HIGH, _LEFT, _TOP = 420, 240, 60, 20
_COLOURS = ("#005ea5", "#d4351c", "#00703c", "#6f72af", "#b58840")


def table(found: Sequence[Measured]) -> Iterator[str]:
    """A column for each size, then the growth, and larger sizes on paper.

    On paper: as the power of the growth between the last two sizes has it, and as a straight line
    through them has it.
    """
    counts = [f"{each['ingest']['passages']:,}" for each in found]
    paper = [f"{size:,} on paper" for size in _ON_PAPER if len(found) > 1]
    yield (
        "| passages | " + " | ".join([*counts, *(["grows as n^"] if paper else []), *paper]) + " |"
    )
    yield "|---" * (1 + len(counts) + (1 + len(paper) if paper else 0)) + "|"
    reports = [f"{each['ingest']['reports']:,} of {each['ingest']['files']:,}" for each in found]
    yield _shares("reports (of files)", reports)
    for name, values, digits in _rows(found):
        cells = [f"{value:,.{digits}f}" for value in values]
        if paper:
            cells.append(f"{_power(found, values):.2f}")
            cells += [_guess(found, values, size) for size in _ON_PAPER]
        yield f"| {name} | {' | '.join(cells)} |"
    yield _shares("recall@10 of Chroma against exact", [f"{e['ask']['recall']:.3f}" for e in found])
    kinds = sorted({row["kind"] for each in found for row in each["ask"]["rows"]})
    for kind in kinds:
        yield _shares(f"right, {kind}", [str(_right(each, kind)) for each in found])
    yield _shares("right, all", [str(_right(each, "")) for each in found])
    wrong = [str(Share.of([row["other"] for row in each["ask"]["rows"]])) for each in found]
    yield _shares("another report cited first", wrong)


def plot(found: Sequence[Measured]) -> str:
    """Every measure against the number of passages, both axes logarithmic, as SVG."""
    sizes = [each["ingest"]["passages"] for each in found]
    rows = [(name, values) for name, values, _ in _rows(found) if name in _PLOTTED]
    low, high = math.log10(min(sizes)), math.log10(max(sizes))
    bottom, top = -1.0, math.ceil(math.log10(max(max(values) for _, values in rows)))

    def x(size: float) -> float:
        return round(_LEFT + _WIDE * (math.log10(size) - low) / max(high - low, 0.1), 1)

    def y(value: float) -> float:
        share = (math.log10(max(value, 0.1)) - bottom) / (top - bottom)
        return round(_TOP + _HIGH * (1 - share), 1)

    body = [_grid(x, y, sizes, [10.0**n for n in range(int(bottom), int(top) + 1)])]
    for n, (name, values) in enumerate(rows):
        points = " ".join(f"{x(s)},{y(v)}" for s, v in zip(sizes, values, strict=True))
        colour = _COLOURS[n % len(_COLOURS)]
        body.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        body += [f'<circle cx="{x(s)}" cy="{y(v)}" r="3" fill="{colour}"/>' for s, v in zip(sizes, values, strict=True)]  # fmt: skip
        body.append(f'<text x="{_LEFT + _WIDE + 12}" y="{_TOP + 14 + 20 * n}" fill="{colour}">{name}</text>')  # fmt: skip
    size = f'viewBox="0 0 {_LEFT + _WIDE + 220} {_TOP + _HIGH + 40}"'
    style = 'font-family="sans-serif" font-size="12"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {style}><rect width="100%" height="100%" fill="#fff"/>{"".join(body)}</svg>\n'  # fmt: skip


def put(path: Path, shown: str) -> None:
    """Put a table between its marks in a page, or at its end."""
    text = path.read_text(encoding="utf-8")
    block = f"{_BEGIN}\n{shown}\n{_END}"
    if _BEGIN in text:
        before, rest = text.split(_BEGIN, 1)
        text = before + block + rest.split(_END, 1)[1]
    else:
        text = f"{text}\n{block}\n"
    path.write_text(text, encoding="utf-8")


_PLOTTED = (
    "ingest, CPU s",
    "disk MB",
    "first answer, CPU s",
    "answer p50, CPU ms",
    "answer p95, CPU ms",
)


def _rows(found: Sequence[Measured]) -> Iterator[tuple[str, list[float], int]]:
    """Name, value at each size, and digits to show."""
    times = [[row["ms"] for row in each["ask"]["rows"]] for each in found]
    yield "ingest, CPU s", [each["ingest"]["cpu_s"] for each in found], 0
    yield "ingest, peak MB", [each["ingest"]["peak_mb"] for each in found], 0
    yield "disk MB", [each["ingest"]["disk_mb"] for each in found], 0
    yield "first answer from nothing s", [each["open"]["s"] for each in found], 1
    yield "first answer, CPU s", [each["open"]["cpu_s"] for each in found], 1
    yield "answer p50 ms", [median(each) for each in times], 0
    yield "answer p95 ms", [percentile(each, 0.95) for each in times], 0
    worked = [[row["cpu_ms"] for row in each["ask"]["rows"]] for each in found]
    yield "answer p50, CPU ms", [median(each) for each in worked], 0
    yield "answer p95, CPU ms", [percentile(each, 0.95) for each in worked], 0
    yield "search of all reports p50, CPU ms", [e["ask"]["search_ms"] for e in found], 0
    yield "Chroma alone p50, CPU ms", [each["ask"]["chroma_ms"] for each in found], 1
    yield "answering, peak MB", [each["ask"]["peak_mb"] for each in found], 0


def _power(found: Sequence[Measured], values: Sequence[float]) -> float:
    """The exponent of the growth between the last two sizes; 0 where nothing grew."""
    before, last = (each["ingest"]["passages"] for each in found[-2:])
    return max(math.log(values[-1] / values[-2]) / math.log(last / before), 0.0)


def _guess(found: Sequence[Measured], values: Sequence[float], size: int) -> str:
    """A value at another size: by the power of the growth, and by a straight line."""
    before, last = (each["ingest"]["passages"] for each in found[-2:])
    power = values[-1] * (size / last) ** _power(found, values)
    line = values[-1] + max(values[-1] - values[-2], 0.0) * (size - last) / (last - before)
    low, high = (f"{value:,.0f}" for value in sorted((power, line)))
    return low if low == high else f"{low} to {high}"


def _right(each: Measured, kind: str) -> Share:
    return Share.of([row["right"] for row in each["ask"]["rows"] if kind in {"", row["kind"]}])


def _shares(name: str, cells: Sequence[str]) -> str:
    return f"| {name} | {' | '.join(cells)} |"


def _grid(x: Any, y: Any, sizes: Sequence[int], marks: Sequence[float]) -> str:  # noqa: ANN401 (two scales)
    lines = [
        f'<line x1="{_LEFT}" x2="{_LEFT + _WIDE}" y1="{y(m)}" y2="{y(m)}" stroke="#ddd"/>'
        f'<text x="{_LEFT - 8}" y="{y(m) + 4}" text-anchor="end">{m:g}</text>'
        for m in marks
    ]
    lines += [
        f'<text x="{x(size)}" y="{_TOP + _HIGH + 18}" text-anchor="middle">{size:,}</text>'
        for size in sizes
    ]
    lines.append(f'<text x="{x(sizes[0])}" y="{_TOP + _HIGH + 36}">passages</text>')
    return "".join(lines)
