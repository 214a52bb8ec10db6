"""What stands on the pages of a PDF and is no part of the report, told by place and repetition."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.glyphs import Sheet, Word
from corpus.layout import rows_of
from corpus.piece import PAGE_NUMBER, fold
from corpus.ruled import ruled

_ZONE = 0.12
"""Share of the page, at its top and its foot, where running heads and feet stand."""
_EDGE_ROWS = 4
"""A running head or foot has no more rows."""
_LEADERS = re.compile(r"(?:\.\s?|…\s?|_){3,}\s*(?:page\s+)?\d{1,3}$", re.IGNORECASE)
_TRAIL = re.compile(r"^\S+(?: \S+){0,5}(?: ?[›»>] ?\S+(?: \S+){0,5}){2,}$")
_CONTENTS = {"contents", "table of contents", "contents page"}
_RIGHTS = re.compile(r"^(?:©|\(c\)|copyright\b)", re.IGNORECASE)
_LINKS = 4
"""Short texts side by side, with nothing under them, that make a row of links."""


@dataclass(frozen=True, slots=True, eq=False)
class _Row:
    """Words on one base line of a page."""

    words: tuple[Word, ...]
    sheet: Sheet

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def y(self) -> float:
        return self.words[0].y

    @property
    def parts(self) -> list[str]:
        texts = [self.words[0].text]
        for before, word in zip(self.words, self.words[1:], strict=False):
            wide = word.x0 - before.x1 > 0.8 * word.size
            texts = [*texts, word.text] if wide else [*texts[:-1], f"{texts[-1]} {word.text}"]
        return texts

    @property
    def at_edge(self) -> bool:
        height = self.sheet.height
        return self.y < _ZONE * height or self.y > (1 - _ZONE) * height


def without_furniture(sheets: Sequence[Sheet]) -> tuple[list[Sheet], tuple[str, ...]]:
    """The pages without running heads and feet, page numbers, contents lists, site navigation.

    What the running heads and feet say, each once, comes with them.
    """
    pages = [[_Row(tuple(row), sheet) for row in rows_of(sheet.words)] for sheet in sheets]
    running = list(_running(pages))
    dropped: set[_Row] = set(running)
    for rows in pages:
        dropped |= set(_contents([row for row in rows if row not in dropped]))
    if pages:
        dropped |= set(_trail(pages[0])) | set(_links(pages[0]))
        dropped |= set(_links(pages[-1])) | {r for r in pages[-1] if _RIGHTS.match(r.text)}
    kept = []
    for sheet, rows in zip(sheets, pages, strict=True):
        words = tuple(word for row in rows if row not in dropped for word in row.words)
        kept.append(replace(sheet, words=words))
    return kept, tuple(dict.fromkeys(part for row in running for part in row.parts))


def _running(pages: Sequence[Sequence[_Row]]) -> Iterator[_Row]:
    """Rows at the same place of several pages with the same words, but for the page number."""
    alike: dict[tuple[str, int, int], list[_Row]] = defaultdict(list)
    for rows in pages:
        tabled = _tabled(rows[0].sheet) if rows else frozenset()
        for row in [*_apart(rows), *_apart(rows[::-1])]:
            if row.words[0] not in tabled:
                alike[_key(row)].append(row)
                if PAGE_NUMBER.match(row.text):
                    yield row
    few = 2 if len(pages) <= 3 else 3
    for rows in alike.values():
        if len({row.sheet.number for row in rows}) >= few:
            yield from rows


def _apart(rows: Sequence[_Row]) -> list[_Row]:
    """The few rows at one edge of a page that white space parts from its body."""
    found: list[_Row] = []
    for row, after in pairwise([*rows, None]):
        if row is None or not row.at_edge or len(found) == _EDGE_ROWS:
            return []
        found.append(row)
        if after is None or abs(after.y - row.y) > 1.8 * max(
            row.words[0].size, after.words[0].size
        ):
            more = _apart(rows[len(found) :]) if after is not None else []
            return [*found, *more][:_EDGE_ROWS]
    return []


def _tabled(sheet: Sheet) -> frozenset[Word]:
    """Words in tables that reach out of the edge of the page: a head that each page repeats."""
    inner = (_ZONE * sheet.height, (1 - _ZONE) * sheet.height)
    tables = [t for t in ruled(sheet) if t.box[3] > inner[0] and t.box[1] < inner[1]]
    return frozenset[Word]().union(*(table.words for table in tables))


def _key(row: _Row) -> tuple[str, int, int]:
    """Words, how far a number in them is from the page's, and the place on the page."""
    text, shift = fold(row.text), 0
    for number in re.finditer(r"(?<!\S)\d{1,4}(?=\s|$|/\d+$)", text):
        apart = int(number[0]) - row.sheet.number
        if (
            number.end() == len(text)
            or text[number.end()] == "/"
            or number.start() == 0
            or text[: number.start()].endswith("page ")
        ):
            text, shift = text[: number.start()] + "#" + text[number.end() :], apart
            break
    return text, shift, round(row.y / 6)


def _contents(rows: Sequence[_Row]) -> Iterator[_Row]:
    """The rows of a contents list, with its title."""
    title = next((n for n, row in enumerate(rows) if fold(row.text).strip(": ") in _CONTENTS), None)
    entries = [n for n, row in enumerate(rows) if _LEADERS.search(row.text)]
    if title is not None:
        entries += [n for n in range(title + 1, len(rows)) if _numbered(rows[n])]
    if len(entries) < 3:
        return
    first, last = min(entries), max(entries)
    if title is not None and first - title <= 3:
        first = title
    if 2 * len(set(entries)) >= last - first + 1:
        yield from rows[first : last + 1]


def _numbered(row: _Row) -> bool:
    """Whether a row ends, after a wide gap, in a page number."""
    parts = row.parts
    return len(parts) > 1 and parts[-1].isdigit() and len(parts[-1]) <= 3


def _trail(rows: Sequence[_Row]) -> Iterator[_Row]:
    """A breadcrumb trail near the top, and the site's name and navigation above it."""
    for n, row in enumerate(rows):
        if row.y < 0.4 * row.sheet.height and _TRAIL.match(row.text):
            yield from rows[: n + 1]
            return


def _links(rows: Sequence[_Row]) -> Iterator[_Row]:
    """A lone row of short texts side by side, outside of any table."""
    held = frozenset[Word]().union(*(t.words for t in ruled(rows[0].sheet))) if rows else ()
    for n, row in enumerate(rows):
        if row.words[0] in held:
            continue
        starts = {
            round(word.x0 / 3)
            for other in ([*rows[n - 1 : n], *rows[n + 1 : n + 2]])
            for word in other.words
        }
        parts = row.parts
        short = all(len(part.split()) <= 5 and part[0].isupper() for part in parts)
        plain = not re.search(r"[\d.:;☐☒]", row.text)
        columns = sum(round(word.x0 / 3) in starts for word in row.words)
        if len(parts) >= _LINKS and short and plain and columns < len(parts) - 1:
            yield row
