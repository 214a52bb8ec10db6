"""What is drawn on a page of a PDF: ruled edges, round bullets, pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

_MAX_EDGES = 4000
"""A page with more straight edges is a drawing: no tables are looked for in it."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A horizontal or vertical ruled line."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def upright(self) -> bool:
        """Whether it is vertical."""
        return self.bottom - self.top > self.x1 - self.x0


@dataclass(frozen=True, slots=True)
class Frame:
    """How the coordinates of a page turn into points from its top left, as shown."""

    box: tuple[float, float, float, float]
    turn: int

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point as shown."""
        left, bottom, right, top = self.box
        if self.turn == 90:
            return y - bottom, x - left
        if self.turn == 180:
            return right - x, y - bottom
        return (top - y, right - x) if self.turn == 270 else (x - left, top - y)


def drawn(
    page: Any,  # noqa: ANN401
    frame: Frame,
) -> tuple[tuple[Edge, ...], tuple[tuple[float, float], ...], bool]:
    """Straight edges, bullets, and whether there is a picture."""
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # noqa: PLC0415

    edges: list[Edge] = []
    dots: list[tuple[float, float]] = []
    pictured = False
    wanted = [pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE]
    for shape in page.get_objects(filter=wanted, max_depth=4):
        if shape.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictured = True
            continue
        if len(edges) > _MAX_EDGES:
            break
        points = [frame.place(*point) for point in _points(shape, pdfium)]
        dot = _dot(points)
        dots += [dot] if dot else []
        edges += [] if dot else _edges(points)
    return (tuple(edges) if len(edges) <= _MAX_EDGES else ()), tuple(dots), pictured


def _points(drawn: Any, pdfium: Any) -> list[tuple[float, float]]:  # noqa: ANN401
    """The corners of a path on the page; a new part of it starts with a repeated corner."""
    count = min(pdfium.FPDFPath_CountSegments(drawn), 2 * _MAX_EDGES)
    x, y = ctypes.c_float(), ctypes.c_float()
    found: list[tuple[float, float]] = []
    start = (0.0, 0.0)
    for n in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(drawn, n)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = _on_page(drawn, x.value, y.value)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
            found.append((float("nan"), float("nan")))
        found.append(point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            found.append(start)
    return found


def _on_page(drawn: Any, x: float, y: float) -> tuple[float, float]:  # noqa: ANN401
    while drawn is not None:
        a, b, c, d, e, f = drawn.get_matrix().get()
        x, y = a * x + c * y + e, b * x + d * y + f
        drawn = drawn.container
    return x, y


def _dot(points: list[tuple[float, float]]) -> tuple[float, float] | None:
    """The middle of a path that is a bullet: small, and as wide as high."""
    xs = [x for x, _ in points if x == x]  # noqa: PLR0124 (drops the breaks, which are NaN)
    ys = [y for _, y in points if y == y]  # noqa: PLR0124
    if not xs:
        return None
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    small = 1.2 < width < 8 and 1.2 < height < 8 and abs(width - height) < 1
    return ((max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2) if small else None


def _edges(points: list[tuple[float, float]]) -> Iterator[Edge]:
    for (x0, y0), (x1, y1) in pairwise(points):
        along, across = abs(x1 - x0), abs(y1 - y0)
        if min(along, across) < 1 and max(along, across) > 4:
            yield Edge(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
