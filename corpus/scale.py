"""Which type is a heading's, and of which level: told by size, weight, case and numbering."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.look import PERSONAL, is_caps
from corpus.text import is_field

_NUMBERED = re.compile(
    r"^(?:section\s+|chapter\s+)?(\d{1,2}(?:\.\d{1,2})*)\.?\s+(?=[A-Z])", re.IGNORECASE
)
_ADDRESS = re.compile(r"^\S+[.@]\S+\.?[a-z]{2,}$|^https?:", re.IGNORECASE)
_LONGEST = 160
_LARGER, _MUCH_LARGER, _ALIKE = 1.05, 1.12, 1.04
"""Shares of the body's size: larger if bold, larger if not, too near to tell apart."""
_DEEPEST = 6

Style = tuple[float, bool, bool]
"""Size, bold, capitals."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A paragraph and its type."""

    text: str
    size: float
    bold: bool
    gap: bool
    """Whether blank space stands before it."""

    @property
    def style(self) -> Style:
        """What sets it apart."""
        return self.size, self.bold, is_caps(self.text)


def levels(paragraphs: Sequence[Typed]) -> list[int]:
    """The heading level of each paragraph, from 1; 0 where it is none."""
    body = _body_size(paragraphs)
    candidates = [
        _could_head(p, paragraphs[n + 1] if n + 1 < len(paragraphs) else None)
        for n, p in enumerate(paragraphs)
    ]
    large = [can and _is_large(p, body) for p, can in zip(paragraphs, candidates, strict=True)]
    if not any(large):
        return [
            _by_look(p, body) if can else 0 for p, can in zip(paragraphs, candidates, strict=True)
        ]
    scale = _scale(paragraphs, large)
    return [scale.get(p.style, 0) if big else 0 for p, big in zip(paragraphs, large, strict=True)]


def _body_size(paragraphs: Sequence[Typed]) -> float:
    lengths: Counter[float] = Counter()
    for paragraph in paragraphs:
        lengths[paragraph.size] += len(paragraph.text) * (1 if paragraph.bold else 3)
    return lengths.most_common(1)[0][0] if lengths else 0.0


def _could_head(paragraph: Typed, after: Typed | None) -> bool:
    text = paragraph.text
    if not 2 < len(text) <= _LONGEST or not any(map(str.isalpha, text)):
        return False
    closed = text[-1] in ".;," or text[0] in "(©*" or any(box in text for box in "☐☒")
    contact = bool(_ADDRESS.match(text)) or bool(after and PERSONAL.match(after.text))
    return not closed and not contact and not text[0].islower()


def _is_large(paragraph: Typed, body: float) -> bool:
    size, bold, caps = paragraph.style
    return size >= body * (_LARGER if bold else _MUCH_LARGER) or (
        bold and caps and size >= body * 0.95
    )


def _by_look(paragraph: Typed, body: float) -> int:
    """The level of a bold line of the body's own size, where no heading is larger."""
    if not (paragraph.bold and paragraph.gap) or paragraph.size < 0.95 * body:
        return 0
    if is_field(paragraph.text) or paragraph.text.endswith(":"):
        return 0
    if numbered := _NUMBERED.match(paragraph.text):
        return min(numbered[1].count(".") + 1, _DEEPEST)
    return 1 if is_caps(paragraph.text) else 2


def _scale(paragraphs: Sequence[Typed], large: Sequence[bool]) -> dict[Style, int]:
    """Level by style: larger is higher; of styles alike in size, what heads another is higher."""
    used = Counter(p.style for p in paragraphs)
    heads = Counter(p.style for p, big in zip(paragraphs, large, strict=True) if big)
    styles = [style for style, count in heads.items() if count >= 0.6 * used[style]]
    under = _under(paragraphs, large)
    found: dict[Style, int] = {}
    level = 0
    for group in _alike(styles):
        depths = {style: _depth(style, group, under) for style in group}
        found |= {style: min(level + depth, _DEEPEST) for style, depth in depths.items()}
        level += max(depths.values())
    return found


def _alike(styles: Sequence[Style]) -> list[list[Style]]:
    """Styles from large to small, in groups too near in size to tell apart."""
    groups: list[list[Style]] = []
    for style in sorted(styles, reverse=True):
        if groups and groups[-1][0][0] <= style[0] * _ALIKE:
            groups[-1].append(style)
        else:
            groups.append([style])
    return groups


def _under(paragraphs: Sequence[Typed], large: Sequence[bool]) -> dict[Style, set[Style]]:
    """For each style, those of the headings that stand directly above one of it."""
    above: dict[Style, set[Style]] = defaultdict(set)
    for n in range(1, len(paragraphs)):
        if large[n] and large[n - 1] and paragraphs[n].style != paragraphs[n - 1].style:
            above[paragraphs[n].style].add(paragraphs[n - 1].style)
    return above


def _depth(style: Style, group: Sequence[Style], above: dict[Style, set[Style]]) -> int:
    """1, or 2 where another style of the group heads this one and never the reverse."""
    return 1 + any(other in group and style not in above[other] for other in above[style])
