"""Which type is a heading's, and of which level: told by size, weight, case and numbering."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.look import PERSONAL, is_caps
from corpus.piece import LABEL, is_field

_NUMBERED = re.compile(
    r"^(?:section\s+|chapter\s+)?(\d{1,2}(?:\.\d{1,2})*)\.?\s+(?=[A-Z])", re.IGNORECASE
)
_ADDRESS = re.compile(r"^\S+[.@]\S+\.?[a-z]{2,}$|^https?:", re.IGNORECASE)
_LONGEST = 160
_LARGER, _MUCH_LARGER, _ALIKE = 1.05, 1.12, 1.04
"""Shares of the body's size: larger if bold, larger if not, too near to tell apart."""
_DEEPEST = 6
_PROSE, _MAX_PLAIN = 50, 90
"""Characters: a longer paragraph that is closed is prose; no longer line without weight heads."""
CAPTION = re.compile(
    r"^(?:table|figure|fig\.?|chart|graph|map|exhibit)\s*\d|^(?:source|note)s?\s*:", re.IGNORECASE
)
"""What names a table or picture, or says where it comes from, heads no text."""

Style = tuple[float, bool, bool]
"""Size, bold or coloured, capitals."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A paragraph and its type."""

    text: str
    size: float
    bold: bool
    gap: bool
    """Whether blank space stands before it."""
    slanted: bool = False
    underlined: bool = False
    coloured: bool = False
    """Whether all of it has another colour than the body."""

    @property
    def style(self) -> Style:
        """What sets it apart."""
        return self.size, self.bold or self.coloured, is_caps(self.text)

    @property
    def rank(self) -> tuple[bool, bool, bool, bool, bool]:
        """How far it stands out where size tells nothing: the more, the higher."""
        return is_caps(self.text), self.bold, self.underlined, self.coloured, not self.slanted

    @property
    def plain(self) -> bool:
        """Whether nothing but its words could make it a heading."""
        return not any(self.rank[:4]) and not self.slanted


_BOLD_LINE = (False, True, False, False, True)
"""The rank of a bold line: under larger headings it is a label, told by its place elsewhere."""


def levels(paragraphs: Sequence[Typed]) -> list[int]:
    """The heading level of each paragraph, from 1; 0 where it is none."""
    body = _body_size(paragraphs)
    candidates = [
        _could_head(p, paragraphs[n + 1] if n + 1 < len(paragraphs) else None)
        for n, p in enumerate(paragraphs)
    ]
    large = [can and _is_large(p, body) for p, can in zip(paragraphs, candidates, strict=True)]
    opening = _opening(paragraphs, large)
    looks = _by_look(paragraphs, [can and n >= opening for n, can in enumerate(candidates)], body)
    if not any(large[opening:]):
        return looks
    scale = _over(_scale(paragraphs, large), paragraphs, large, body)
    return [
        scale.get(p.style, 0) if big else LABEL + 1 if look and p.rank < _BOLD_LINE else 0
        for p, big, look in zip(paragraphs, large, looks, strict=True)
    ]


def _opening(paragraphs: Sequence[Typed], large: Sequence[bool]) -> int:
    """How many paragraphs are the title and what stands with it, before the body begins.

    A large line over nothing but short ones is a title: it heads no text of its own.
    """
    tops = [n for n, big in enumerate(large) if big]
    prose = next((n for n, p in enumerate(paragraphs) if _is_prose(p)), len(paragraphs))
    first = [n for n in tops if n < prose]
    heads = bool(first) and _is_prose(paragraphs[min(first[-1] + 1, len(paragraphs) - 1)])
    return 0 if heads or not first else first[-1] + 1


def _is_prose(paragraph: Typed) -> bool:
    return len(paragraph.text) > _PROSE and paragraph.text[-1] in ".:;?!"


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
    return not closed and not contact and not text[0].islower() and not CAPTION.match(text)


def _is_large(paragraph: Typed, body: float) -> bool:
    size, heavy, caps = paragraph.style
    return size >= body * (_LARGER if heavy else _MUCH_LARGER) or (
        paragraph.bold and caps and size >= body * 0.95
    )


def _by_look(paragraphs: Sequence[Typed], candidates: Sequence[bool], body: float) -> list[int]:
    """The levels of lines of about the body's size that stand out by weight, case, slant or rule.

    Numbers tell the level; lines without one are levelled by how far they stand out.
    """
    heads = [can and _stands_out(paragraphs, n, body) for n, can in enumerate(candidates)]
    ranks = sorted(
        {p.rank for p, head in zip(paragraphs, heads, strict=True) if head}, reverse=True
    )
    caps = any(rank[0] for rank in ranks)
    place = {rank: min(n + 1 + (not caps), _DEEPEST) for n, rank in enumerate(ranks)}
    return [
        _numbered(p) or place[p.rank] if head else 0
        for p, head in zip(paragraphs, heads, strict=True)
    ]


def _numbered(paragraph: Typed) -> int:
    """The depth of the number that a heading opens with, 0 without one."""
    found = _NUMBERED.match(paragraph.text)
    return min(found[1].count(".") + 1, _DEEPEST) if found else 0


def _stands_out(paragraphs: Sequence[Typed], n: int, body: float) -> bool:
    """Whether a line that could head stands out; without weight or case, only over prose."""
    paragraph = paragraphs[n]
    field = is_field(paragraph.text) or paragraph.text.endswith(":")
    if paragraph.plain or field or not paragraph.gap or paragraph.size < 0.95 * body:
        return False
    after = paragraphs[n + 1] if n + 1 < len(paragraphs) else None
    if paragraph.bold:
        return True
    lone = len(paragraph.text) <= _MAX_PLAIN and bool(after and after.plain and after.gap)
    return lone and (is_caps(paragraph.text) or bool(after and _is_prose(after)))


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


def _over(
    scale: dict[Style, int], paragraphs: Sequence[Typed], large: Sequence[bool], body: float
) -> dict[Style, int]:
    """The scale with capitals of the body's size on top, where each larger heading is under one."""
    heads = [(n, p.style) for n, (p, big) in enumerate(zip(paragraphs, large, strict=True)) if big]
    caps = {style for _, style in heads if style[2] and style[0] < _LARGER * body}
    first = next((n for n, style in heads if style in caps and style in scale), None)
    before = {style for n, style in heads if first is not None and n < first}
    under = {style for n, style in heads if first is not None and n > first} - caps
    if first is None or not under & scale.keys() or before & under:
        return scale
    top = min(scale[style] for style in under & scale.keys())
    moved = {style: min(level + 1, _DEEPEST) for style, level in scale.items() if level >= top}
    return {**scale, **moved, **dict.fromkeys(caps & scale.keys(), top)}


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
