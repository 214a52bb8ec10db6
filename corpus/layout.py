"""The words of a PDF page -> lines in reading order, columns and tables in their place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.glyphs import Sheet, Word
from corpus.ruled import Ruled, ruled
from corpus.rules import Box

_BULLETS = frozenset("•▪◦●*·‣–-○■►")
_MIN_ROWS = 5
"""Columns with fewer lines are a form or a heading beside a note."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one base line of one column."""

    words: tuple[Word, ...]
    page: int
    right: float
    """Right edge of the column."""
    size: float
    """The type size of most of it."""
    bullet: bool = False
    """Whether a bullet stands before it; the bullet itself is no word of it."""
    opens: bool = False
    """Whether it is the first of its column."""
    underlined: bool = False

    @property
    def text(self) -> str:
        """Its words, parted by blanks."""
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.words[-1].x1

    @property
    def y(self) -> float:
        """Base line."""
        return self.words[0].y

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.bold or not any(map(str.isalnum, word.text)) for word in self.words)


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table in its place in the reading order."""

    table: Ruled
    sheet: Sheet


def reading_order(sheet: Sheet) -> list[Line | Grid]:
    """Lines and tables of a page as they are read."""
    tables = ruled(sheet)
    taken = frozenset[Word]().union(*(table.words for table in tables))
    rows = rows_of([word for word in sheet.words if word not in taken])
    found: list[Line | Grid] = []
    for columns in _bands(rows, [table.box for table in tables]):
        for column in columns:
            found += _column(column, sheet)
    return _placed(found, [Grid(table, sheet) for table in tables])


def lines_in(words: Sequence[Word], sheet: Sheet, right: float) -> list[Line]:
    """The lines of one cell or column."""
    rows = rows_of(words)
    return [_line(row, sheet, right, opens=n == 0) for n, row in enumerate(rows)]


def rows_of(words: Sequence[Word]) -> list[list[Word]]:
    """Words by base line from top to bottom, each from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.y):
        if rows and word.y - rows[-1][0].y < 0.35 * min(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda w: w.x0) for row in _raised(rows)]


def _raised(rows: list[list[Word]]) -> list[list[Word]]:
    """Rows with a raised footnote mark put back on its line."""
    joined: list[list[Word]] = []
    for row in rows:
        low = joined[-1] if joined else []
        small = low and max(w.size for w in low) < 0.9 * min(w.size for w in row)
        if small and row[0].y - low[0].y < 0.6 * row[0].size and all(len(w.text) < 4 for w in low):
            joined[-1] = [*low, *row]
        else:
            joined.append(row)
    return joined


def _bands(rows: list[list[Word]], boxes: Sequence[Box]) -> Iterator[list[list[list[Word]]]]:
    """Rows from top to bottom, in bands of one column or of two."""
    gutter = _gutter(rows)
    if gutter is None:
        yield [rows]
        return
    free: list[list[Word]] = []
    for row in rows:
        broken = any(box[1] < row[0].y and free and free[-1][0].y < box[1] for box in boxes)
        if broken or _crosses(row, gutter):
            yield from _split(free, gutter)
            free = []
        if _crosses(row, gutter):
            yield [[row]]
        else:
            free.append(row)
    yield from _split(free, gutter)


def _gutter(rows: Sequence[Sequence[Word]]) -> float | None:
    """The middle of the white between two columns, None where there is one column."""
    if len(rows) < 2 * _MIN_ROWS:
        return None
    left = min(row[0].x0 for row in rows)
    right = max(row[-1].x1 for row in rows)
    gaps = [gap for row in rows for gap in _gaps(row)]
    middle = (left + right) / 2
    places = [left + (right - left) * part / 100 for part in range(30, 71)]
    best = max(places, key=lambda x: (sum(a <= x <= b for a, b in gaps), -abs(x - middle)))
    free = [row for row in rows if not _crosses(row, best)]
    return best if len(free) >= _MIN_ROWS and _are_columns(free, best) else None


def _gaps(row: Sequence[Word]) -> list[tuple[float, float]]:
    """Where a row has clear white, its margins included."""
    least = max(8.0, 0.9 * row[0].size)
    inner = [(a.x1, b.x0) for a, b in pairwise(row) if b.x0 - a.x1 >= least]
    return [(-1e6, row[0].x0), *inner, (row[-1].x1, 1e6)]


def _crosses(row: Sequence[Word], x: float) -> bool:
    """Whether a row has no clear white at a place."""
    return not any(start <= x <= end for start, end in _gaps(row))


def _are_columns(rows: Sequence[Sequence[Word]], x: float) -> bool:
    """Whether both sides hold prose: many lines, each well filled."""
    for side in (False, True):
        lines = [[w for w in row if (w.x0 >= x) is side] for row in rows]
        lines = [line for line in lines if line]
        if len(lines) < _MIN_ROWS:
            return False
        reach = max(line[-1].x1 for line in lines) - min(line[0].x0 for line in lines)
        widths = [line[-1].x1 - line[0].x0 for line in lines]
        if median(widths) < 0.6 * reach or median(map(len, lines)) < 3:
            return False
    return True


def _split(rows: list[list[Word]], x: float) -> Iterator[list[list[list[Word]]]]:
    """A run of rows as two columns where it is long enough, else as it stands."""
    if len(rows) < _MIN_ROWS or not _are_columns(rows, x):
        if rows:
            yield [rows]
        return
    tail: list[list[Word]] = []
    while rows and rows[-1][0].x0 < x and _heads(rows[-1], rows):
        tail.insert(0, rows.pop())
    sides = [[[w for w in row if (w.x0 >= x) is side] for row in rows] for side in (False, True)]
    yield [[row for row in side if row] for side in sides]
    if tail:
        yield [tail]


def _heads(row: Sequence[Word], rows: Sequence[Sequence[Word]]) -> bool:
    return row[0].size > 1.1 * median(other[0].size for other in rows)


def _column(rows: Sequence[Sequence[Word]], sheet: Sheet) -> list[Line]:
    right = max((row[-1].x1 for row in rows), default=0.0)
    return [_line(row, sheet, right, opens=n == 0) for n, row in enumerate(rows)]


def _line(row: Sequence[Word], sheet: Sheet, right: float, *, opens: bool) -> Line:
    first, rest = row[0], row[1:]
    lone = first.text in _BULLETS or (first.text == "o" and rest and rest[0].text[:1].isupper())
    bullet = bool(lone and rest)
    words = tuple(rest if bullet else row)
    bullet = bullet or any(_before(dot, first) for dot in sheet.dots)
    return Line(words, sheet.number, right, _size(words), bullet, opens, _underlined(words, sheet))


def _underlined(words: Sequence[Word], sheet: Sheet) -> bool:
    """Whether a rule as wide as some words stands close under them."""
    x0, x1, y, size = words[0].x0, words[-1].x1, words[0].y, words[0].size
    return any(
        0 < edge.top - y < 0.3 * size and abs(edge.x0 - x0) < 3 and abs(edge.x1 - x1) < 3
        for edge in sheet.edges
        if not edge.upright
    )


def _size(words: Sequence[Word]) -> float:
    """The type size of most of some words."""
    if all(word.size == words[0].size for word in words):
        return words[0].size
    lengths: Counter[float] = Counter()
    for word in words:
        lengths[word.size] += len(word.text)
    return lengths.most_common(1)[0][0]


def _before(dot: tuple[float, float], word: Word) -> bool:
    near = 0 < word.x0 - dot[0] < 3 * word.size
    return near and -0.2 * word.size < word.y - dot[1] < word.size


def _placed(found: list[Line | Grid], grids: Iterable[Grid]) -> list[Line | Grid]:
    """The lines with each table put before the first line that stands under its top."""
    placed = list(found)
    for grid in grids:
        x0, top, x1, _ = grid.table.box
        over = [n for n, e in enumerate(placed) if _over(e, x0, top, x1)]
        last = over[-1] + 1 if over else len(placed)  # the foot of a column
        after = next((n for n, e in enumerate(placed) if _under(e, x0, top, x1)), last)
        placed.insert(after, grid)
    return placed


def _over(element: Line | Grid, x0: float, top: float, x1: float) -> bool:
    box = element.table.box if isinstance(element, Grid) else (element.x0, 0, element.x1, element.y)
    return box[3] <= top + 1 and box[2] > x0 and box[0] < x1


def _under(element: Line | Grid, x0: float, top: float, x1: float) -> bool:
    if isinstance(element, Grid):
        return False
    return element.y > top and element.x1 > x0 and element.x0 < x1
