"""Short forms and the expansions that a report prints for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.label import item_label
from corpus.passages import table_head
from corpus.register import Definition
from corpus.report import Block, Report, Section, Span


def definitions(report: Report) -> Iterator[Definition]:
    """Short forms printed beside their expansion (after Schwartz and Hearst, 2003)."""
    seen = set()
    for section in report.sections:
        for found in re.finditer(r"\(([^()]{2,60})\)", section.text):
            inner = found[1].strip()
            before = section.text[: found.start()].rstrip()
            pair = _short_after(before, inner) or _short_before(before, inner)
            if pair and pair[:2] not in seen and not re.search(r"[();]", pair[1]):
                seen.add(pair[:2])
                start = pair[2]
                yield Definition(pair[0], pair[1], Span.of(report, section, start, found.end()))
        yield from _explained(report, section)
        yield from _meanings(report, section)
        yield from _glossed(report, section)


def _explained(report: Report, section: Section) -> Iterator[Definition]:
    """`Operation Makesafe (a national initiative to ...)`: a name with its meaning in brackets."""
    for found in re.finditer(
        r"((?:[A-Z][\w'’-]+ ){1,4})(?:[a-z]+ )?\(((?:an?|the) [^()]{12,200})\)", section.text
    ):
        name = found[1].strip()
        yield Definition(name, found[2], Span.of(report, section, found.start(1), found.end()))


def _meanings(report: Report, section: Section) -> Iterator[Definition]:
    """Rows of a word and its meaning, such as `High`, `Immediate management attention ...`."""
    for block in section.blocks if not item_label(section.heading) else ():
        cells = section.words(block).split("\t") if block.kind == "row" else []
        if (
            len(cells) == 2
            and len(cells[0].split()) <= 3
            and cells[1].endswith(".")
            and _means(section, block)
        ):
            yield Definition(cells[0], cells[1], Span.of(report, section, block.start, block.end))


_GLOSSARY = re.compile(
    r"\bglossary\b|\bdefinitions?\b|\babbreviations?\b|\bacronyms?\b|\bshort forms?\b"
    r"|\bkey\b|\bwhat (?:the|our|these|each) .*\bmeans?\b|\bterms\b$"
    r"|\b(?:words?|terms?)\b.*\b(?:used?|mean\w*|explained)\b|\bhow .* (?:levels?|grades?|ratings?)\b",
    re.IGNORECASE,
)
"""Headings under which words stand with their meanings."""
_GLOSS = re.compile(r"(?:^|(?<=[.;] ))(?P<term>[A-Z][^:.;]{0,58}?)\s*:\s+(?P<means>[^:]{6,400}?[.;]?)(?=\s+[A-Z][^:.;]{0,58}:\s|$)")  # fmt: skip
_KEY = re.compile(
    r"\b(?:ratings?|levels?|colours?|grades?|gradings|terms|words|status(?:es)?|priorities)\b[^.:]{0,40}"
    r"\b(?:mean(?:s|ings?)?|defined|as follows|used)\b[^.:]{0,20}[.:]",
    re.IGNORECASE,
)
"""What says that words stand in the same paragraph with their meanings."""
_MEANS = re.compile(
    r"(?:[“\"‘'](?P<quoted>[^”\"’']{2,40})[”\"’']|\b(?P<short>[A-Z][A-Z0-9&/]{1,8})) "
    r"(?:means?(?: that)?|stands? for|is short for) (?P<means>[^.;]{4,300})"
)
"""`“Engage” means ...`, `RAG stands for red, amber and green`."""


def _means(section: Section, row: Block) -> bool:
    """Whether a table without names of columns, or one of meanings, holds a row."""
    heads = table_head(section, row)
    return not heads or bool(
        re.search(r"\bmean|\bdefinition|\bexplanation", section.words(heads[0]).casefold())
    )


def _glossed(report: Report, section: Section) -> Iterator[Definition]:
    """Words with their meanings: after a colon in a glossary, after `means` anywhere."""
    listed = any(_GLOSSARY.search(heading) for heading in section.path[-1:])
    for block in section.blocks:
        text = section.text[block.start : block.end]
        told = listed or _KEY.search(text)
        for found in _GLOSS.finditer(text) if told and block.kind != "row" else ():
            yield _at(report, section, block.start, found, found["term"])
        for found in _MEANS.finditer(text):
            yield _at(report, section, block.start, found, found["quoted"] or found["short"])


def _at(
    report: Report, section: Section, start: int, found: re.Match[str], term: str
) -> Definition:
    span = Span.of(report, section, start + found.start(), start + found.end())
    return Definition(term.strip("*_ "), found["means"].strip(), span)


def _short_after(before: str, inner: str) -> tuple[str, str, int] | None:
    """`Harm Outside the Home (HOTH)`."""
    if (
        not re.fullmatch(r"[A-Z0-9][A-Za-z0-9&/]{1,9}", inner)
        or inner.isdigit()
        or sum(c.isupper() for c in inner) < 2
    ):
        return None
    line = before.rsplit("\n", 1)[-1]
    words = list(re.finditer(r"[\w&'’-]+", line))
    letters = [c for c in inner.rstrip("s").casefold() if c.isalpha()]
    for proper in (True, False):
        for start in range(len(words) - 1, max(-1, len(words) - 12), -1):
            expansion = line[words[start].start() :]
            if words[start][0][0].casefold() == letters[0] and _spells(
                letters, expansion, proper=proper
            ):
                return inner, expansion, len(before) - len(expansion)
    place = _hearst(inner.casefold(), line)
    return (inner, line[place:], len(before) - len(line) + place) if place is not None else None


def _hearst(short: str, line: str) -> int | None:
    """Where the shortest expansion starts whose letters spell a short form, right to left."""
    place = len(line)
    for n, letter in reversed(list(enumerate(c for c in short if c.isalnum()))):
        place -= 1
        while place >= 0 and (
            line[place].casefold() != letter or (n == 0 and place > 0 and line[place - 1].isalnum())
        ):
            place -= 1
        if place < 0:
            return None
    near = len(line[place:].split()) <= min(len(short) + 5, len(short) * 2)
    return place if near and line[place].isupper() else None


def _short_before(before: str, inner: str) -> tuple[str, str, int] | None:
    """`PEEL (police efficiency, effectiveness and legitimacy)`."""
    word = re.search(r"([A-Z0-9][A-Z0-9&]{1,9})(?:\s\w+)?$", before)
    if not word or word[1].isdigit() or len(inner.split()) < 2:
        return None
    letters = [c for c in word[1].casefold() if c.isalpha()]
    if letters and inner[0].casefold() == letters[0] and _spells(letters, inner):
        return word[1], inner, word.start(1)
    if word[1][0].isdigit() and len(re.findall(r"\b[A-Z]\w+", inner)) == int(word[1][0]):
        return word[1], inner, word.start(1)
    return None


def _spells(letters: Sequence[str], expansion: str, *, proper: bool = False) -> bool:
    """Whether the first letters of an expansion's words spell a short form, small words skipped.

    With `proper` only words that begin with a capital count.
    """
    told = re.findall(r"[A-Za-z]+", expansion.replace("-", " "))
    firsts = [w[0].casefold() for w in told if not proper or w[0].isupper()]
    place = 0
    for letter in firsts:
        if place < len(letters) and letter == letters[place]:
            place += 1
    return place == len(letters) and len(firsts) <= len(letters) + (0 if proper else 4)
