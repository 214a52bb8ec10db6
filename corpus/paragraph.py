"""Lines of a PDF -> paragraphs, told by leading, bullets, weight, indents and short last lines."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from corpus.layout import Line

NUMBER = re.compile(r"^(?:\(?[a-z]{1,4}\)|\(?\d{1,2}[.)](?!\d))\s+(?=\S)")
"""A list number or letter at the start of a line."""

_LOOSE = 1.2
"""Lines further apart than this many usual leadings belong to two paragraphs."""
_USUAL, _MOST = 1.5, 1.75
"""Leading as a share of type size where a page gives no other, and the most it can be."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are read as one."""

    lines: tuple[Line, ...]
    gap: bool
    """Whether blank space stands before it."""

    @property
    def size(self) -> float:
        """The type size of its first line."""
        return self.lines[0].size

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.bold for line in self.lines)

    @property
    def slanted(self) -> bool:
        """Whether all of it slants."""
        return all(word.slanted for line in self.lines for word in line.words)

    @property
    def underlined(self) -> bool:
        """Whether all of it is underlined."""
        return all(line.underlined for line in self.lines)

    @property
    def colour(self) -> int:
        """The colour of its first word."""
        return self.lines[0].words[0].colour

    @property
    def bullet(self) -> bool:
        """Whether a bullet stands before it."""
        return self.lines[0].bullet

    @property
    def page(self) -> int:
        """The page on which it starts."""
        return self.lines[0].page

    @property
    def opens(self) -> bool:
        """Whether it is the first of its column."""
        return self.lines[0].opens

    @property
    def bold_words(self) -> int:
        """How many bold words it opens with."""
        words = [word for line in self.lines for word in line.words]
        return len(list(takewhile(lambda word: word.bold, words)))

    def text(self, known: Collection[str]) -> str:
        """Its words; a word parted by a hyphen is joined where `known` has it in one."""
        return joined([line.text for line in self.lines], known)


def joined(texts: Iterable[str], known: Collection[str]) -> str:
    """Lines as one text.

    >>> joined(["the assess-", "ment of high-", "risk cases"], {"assessment"})
    'the assessment of high-risk cases'
    """
    whole = ""
    for text in texts:
        broken = re.search(r"([^\W\d_]+)-$", whole)
        if not broken or not text[:1].islower():
            whole = f"{whole} {text}" if whole else text
            continue
        end = re.match(r"[^\W\d_]+", text)
        one = (broken[1] + (end[0] if end else "")).casefold()
        whole = (whole[:-1] if one in known else whole) + text
    return whole


def vocabulary(lines: Iterable[Line]) -> frozenset[str]:
    """The words that stand whole in some lines, in small letters."""
    found = set()
    for line in lines:
        found |= {word.strip(".,;:()'\"").casefold() for word in line.text.split()}
    return frozenset(found)


def leadings(columns: Iterable[Sequence[Line]]) -> dict[float, float]:
    """The usual distance of base lines by type size: the least of the common ones."""
    found: dict[float, Counter[float]] = defaultdict(Counter)
    for lines in columns:
        for before, line in pairwise(lines):
            apart = round(2 * (line.y - before.y)) / 2
            if before.size == line.size and 0 < apart <= _MOST * line.size:
                found[line.size][apart] += 1
    return {
        size: min(apart for apart, n in counts.items() if n >= 0.2 * max(counts.values()))
        for size, counts in found.items()
    }


def paragraphs(lines: Sequence[Line], leading: Mapping[float, float]) -> list[Paragraph]:
    """The paragraphs of one column or cell."""
    found: list[list[Line]] = []
    gaps: list[bool] = []
    for line in lines:
        last = found[-1] if found else []
        apart = bool(last) and _apart(last[-1], line, leading)
        if last and not apart and not _starts(last, line):
            last.append(line)
        else:
            found.append([line])
            gaps.append(not last or apart)
    return [Paragraph(tuple(group), gap) for group, gap in zip(found, gaps, strict=True)]


def _apart(before: Line, line: Line, leading: Mapping[float, float]) -> bool:
    size = max(before.size, line.size)
    return line.y < before.y or line.y - before.y > _LOOSE * leading.get(size, _USUAL * size)


def _starts(group: Sequence[Line], line: Line) -> bool:
    """Whether a line on the next base line starts another paragraph."""
    before = group[-1]
    if line.bullet or line.text[0] in "☐☒" or abs(line.size - before.size) > 0.05 * line.size:
        return True
    capital = not line.text[0].islower() and line.text[0] not in "(,;."
    if line.bold != all(other.bold for other in group) and capital and _turns(group, line):
        return True
    ended = before.text[-1] in ".:?!;" or _short(before, line)
    if NUMBER.match(line.text) and ended and line.x0 <= group[0].x0 + line.size:
        return True
    if group[0].bullet or NUMBER.match(group[0].text):
        return line.x0 < group[0].x0 - 0.3 * line.size and ended
    return (
        capital and before.text[-1] in ".:?!;" and (_short(before, line) or _indented(before, line))
    )


def _turns(group: Sequence[Line], line: Line) -> bool:
    """Whether the weight changes at the line end, not within a phrase."""
    if line.bold:
        return group[-1].text[-1] in ".:?!;" or _short(group[-1], line)
    return not line.words[0].bold


def _short(before: Line, line: Line) -> bool:
    """Whether the first word of a line would have fitted on the one before."""
    word = line.words[0]
    return before.x1 + (word.x1 - word.x0) + 1.2 * word.size < before.right


def _indented(before: Line, line: Line) -> bool:
    return line.x0 > before.x0 + 0.8 * line.size
