"""The numbers that Word sets before paragraphs and that stand in no text of the file."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from corpus.styles import value

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST = 10_000
"""A higher number is damage."""


@dataclass
class _Level:
    form: str = "decimal"
    text: str = ""
    """`%1.%2` stands for the numbers of the first and the second level."""
    start: int = 1
    style: str = ""
    """The paragraph style that stands for it."""


@dataclass
class _List:
    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of one document, counted while its paragraphs are read in order."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401 (docx names no public type)
        self._lists: dict[str, _List] = defaultdict(_List)
        self._of: dict[str, str] = {}
        part = _part(document)
        if part is None:
            return
        for abstract in part.iter(f"{_W}abstractNum"):
            told = self._lists[abstract.get(f"{_W}abstractNumId", "")]
            told.levels = {_depth(level): _read(level) for level in abstract.iter(f"{_W}lvl")}
        for number in part.iter(f"{_W}num"):
            self._of[number.get(f"{_W}numId", "")] = value(number, "abstractNumId") or ""

    def before(self, number: str, depth: int | None, style: str) -> str:
        """What Word sets before the next paragraph of a list; nothing where that is a bullet."""
        told = self._lists.get(self._of.get(number, ""))
        if told and depth is None:
            depth = next((d for d, level in told.levels.items() if level.style == style), 0)
        level = told.levels.get(depth or 0) if told else None
        if told is None or level is None or level.form in {"bullet", "none"}:
            return ""
        depth = depth or 0
        told.counts[depth] = min(told.counts.get(depth, level.start - 1) + 1, _MOST)
        for deeper in [d for d in told.counts if d > depth]:
            del told.counts[deeper]
        return re.sub(r"%([1-9])", lambda m: _shown(told, int(m[1]) - 1), level.text)


def _part(document: Any) -> Any:  # noqa: ANN401
    """The numbering of a document, None where it has none."""
    related = document.part.rels.values()
    found = [r for r in related if not r.is_external and r.reltype.endswith("/numbering")]
    return found[0].target_part.element if found else None


def _depth(level: Any) -> int:  # noqa: ANN401
    depth = level.get(f"{_W}ilvl", "0")
    return int(depth) if depth.isdigit() else 0


def _read(level: Any) -> _Level:  # noqa: ANN401
    start = value(level, "start") or "1"
    text = value(level, "lvlText") or ""
    first = min(int(start), _MOST) if start.isdigit() else 1
    form, style = value(level, "numFmt") or "decimal", value(level, "pStyle") or ""
    return _Level(form, text, first, style)


def _shown(told: _List, depth: int) -> str:
    """The number of a level as its form prints it."""
    level = told.levels.get(depth, _Level())
    count = told.counts.setdefault(depth, level.start)
    if level.form.endswith("Letter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if level.form.startswith("upper") else letter
    if level.form.endswith("Roman"):
        return _roman(count).upper() if level.form.startswith("upper") else _roman(count)
    return f"{count:02d}" if level.form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    """A number in small Roman figures.

    >>> [_roman(n) for n in (1, 4, 9, 14, 27)]
    ['i', 'iv', 'ix', 'xiv', 'xxvii']
    """
    told = ""
    for worth, figure in _ROMAN:
        told += figure * (count // worth)
        count %= worth
    return told
