"""How much of a known truth comes out of each format: `python -m corpus.compare FOLDER`.

The folder holds the files, `truth.json` with the sections of each document as line ranges of
`combined.txt`, and that text.
"""

from __future__ import annotations

import argparse
import json
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from corpus.look import PERSONAL
from corpus.piece import fold
from corpus.read import read as read_reports
from corpus.report import Section
from corpus.text import plain

_COMBINED = "combined.txt"
"""One text that holds all of the documents, one after the other."""
_RANGE = re.compile(r"lines (\d+) to (\d+)")
_SKIPPED = {"contents list", "untitled block"}
"""Furniture, and blocks without a heading: these count with the section before them."""


@dataclass(frozen=True, slots=True)
class Told:
    """A section as the truth has it."""

    path: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """What came out of one file."""

    file: str
    sections: int
    """How many the truth has; its contents lists do not count."""
    headed: int
    """How many came out under the same heading path."""
    worded: int
    """How many of these with the same words."""
    phrased: int
    """How many of these with their words in the same order."""
    ordered: int
    """The most sections that came out headed, worded and one after the other as in the truth."""
    missed: tuple[str, ...]
    """Those without the same heading path or words."""


def compare(folder: Path) -> list[Share]:
    """The share of each readable file of a folder, by name."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    lines = (folder / _COMBINED).read_text(encoding="utf-8").split("\n")
    documents = {document["doc_id"]: document["sections"] for document in truth["documents"]}
    found = []
    for file in sorted(truth["files"], key=lambda file: Path(file["file"]).suffix):
        part = _part(file["expect"])
        if part and file["doc_id"]:
            wanted = list(_sections(documents[file["doc_id"]], lines, part))
            (report,) = read_reports(folder / file["file"])
            found.append(_share(file["file"], report.sections, wanted))
    for report, sections in zip(read_reports(folder / _COMBINED), documents.values(), strict=False):
        wanted = list(_sections(sections, lines, (1, 10**6)))
        found.append(_share(f"{_COMBINED}: {report.title}", report.sections, wanted))
    return found


def _part(expect: str) -> tuple[int, int] | None:
    """The lines that a file holds; None where it is not to be read."""
    if expect.startswith("read whole"):
        return (1, 10**6)
    lines = _RANGE.findall(expect)
    return (int(lines[-1][0]), int(lines[-1][1])) if lines else None


def _sections(
    sections: Sequence[Mapping[str, Any]], lines: Sequence[str], part: tuple[int, int]
) -> Iterator[Told]:
    for section in sections:
        start, end = section["lines"][0], _end(sections, section["lines"][1])
        if section["kind"] in _SKIPPED or start < part[0] or end > part[1]:
            continue
        name = section["path"][-1]
        words, head = _words(_text(lines, start, end, name)), _words(name)
        runs_in = words[: len(head)] == head
        yield Told(tuple(section["path"]), tuple(words[len(head) :] if runs_in else words))


def _end(sections: Sequence[Mapping[str, Any]], last: int) -> int:
    """The last line of a section, with the untitled block that follows it."""
    for before, section in pairwise(sections):
        if section["kind"] == "untitled block" and before["lines"][1] == last:
            return int(section["lines"][1])
    return last


def _text(lines: Sequence[str], start: int, end: int, name: str) -> str:
    """Some lines without contact details and without the heading that a new page repeats."""
    body = lines[start - 1 : end]
    return "\n".join(
        line
        for line in body
        if not PERSONAL.match(line.strip()) and fold(plain(line)) != fold(name)
    )


def _words(text: str) -> list[str]:
    """Words without white space, bullets and markup; boxes and marks of assessment stay."""
    bare = plain(re.sub(r"(?m)^\s*\|?[\s|:*=_-]+\|?\s*$", " ", text))
    return re.findall(r"[a-z0-9£]+(?:['./,@-][a-z0-9]+)*|[☒☐✓×]", fold(bare))


def _share(name: str, sections: Sequence[Section], told: Sequence[Told]) -> Share:
    by_path: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, section in enumerate(sections):
        for depth in range(1, len(section.path) + 1):
            by_path[_folded(section.path[:depth])].append(n)
    seen: Counter[tuple[str, ...]] = Counter()
    headed = worded = phrased = 0
    places, missed = [], []
    for wanted in told:
        path_key = _folded(wanted.path)
        starts = _starts(sections, by_path[path_key], path_key)
        turn, seen[path_key] = seen[path_key], seen[path_key] + 1
        if turn >= len(starts):
            missed.append(f"no such heading: {' › '.join(wanted.path)}")
            continue
        headed += 1
        same, order = _same(wanted, sections, starts[turn])
        worded, phrased = worded + same, phrased + (same and order)
        places += [starts[turn]] if same else []
        missed += [] if same else [f"other words: {' › '.join(wanted.path)}"]
    return Share(name[:38], len(told), headed, worded, phrased, _rising(places), tuple(missed))


def _folded(path: Sequence[str]) -> tuple[str, ...]:
    return tuple(fold(plain(heading)).strip(" :") for heading in path)


def _starts(sections: Sequence[Section], found: Sequence[int], path: tuple[str, ...]) -> list[int]:
    """Where each section of a path begins: at itself, or where only its parts have words."""
    own = [n for n in found if _folded(sections[n].path) == path]
    return own or list(found[:1])


def _same(told: Told, sections: Sequence[Section], start: int) -> tuple[bool, bool]:
    """Whether a section, alone or with its parts, has the same words; and in the same order."""
    if not told.words:
        return True, True
    for parts in _growing(told, sections, start):
        if _counts(parts, told) == Counter(told.words):
            return True, _in_order(parts, told)
    return False, False


def _growing(told: Told, sections: Sequence[Section], start: int) -> Iterator[list[Section]]:
    """A section alone, then with one more of its parts each time."""
    depth, path = len(told.path), _folded(told.path)
    parts: list[Section] = []
    for section in sections[start:]:
        own = _folded(section.path)
        if own[:depth] != path or (own == path and parts):
            return
        parts.append(section)
        yield parts


def _counts(parts: Sequence[Section], told: Told) -> Counter[str]:
    """The words of some sections; a head that its parent lists is counted once."""
    found = Counter(word for part in parts for word in _words(part.text))
    own = parts[0] if _folded(parts[0].path) == _folded(told.path) else None
    head = _words(told.path[-1])
    if own and _words(own.text)[: len(head)] == head:
        found -= Counter(head)
    listed = {_flat(own.words(block)) for block in own.blocks} if own else set()
    for part in parts:
        if part is not own and _flat(part.heading) not in listed:
            found += Counter(_words(part.heading))
    return found


def _in_order(parts: Sequence[Section], told: Told) -> bool:
    """Whether a lone section reads as the truth does; of several, whether each block does."""
    if len(parts) == 1:
        words = _words(parts[0].text)
        return tuple(words[-len(told.words) :]) == told.words
    whole = f" {' '.join((*_words(told.path[-1]), *told.words))} "
    blocks = [_flat(part.words(block)) for part in parts for block in part.blocks]
    return all(f" {block} " in whole for block in blocks if block)


def _flat(text: str) -> str:
    return " ".join(_words(text))


def _rising(places: Sequence[int]) -> int:
    """Length of the longest run that rises, gaps allowed."""
    ends: list[int] = []
    for place in places:
        at = bisect_right(ends, place)
        ends[at : at + 1] = [place]
    return len(ends)


def _line(share: Share) -> str:
    counts = (share.headed, share.worded, share.phrased, share.ordered)
    shown = "".join(f"{count:5d} {count / share.sections:4.0%}" for count in counts)
    return f"{share.file:38s}{share.sections:9d}{shown}"


def _suffix(share: Share) -> str:
    return Path(share.file.partition(":")[0]).suffix.lstrip(".")


def _total(name: str, shares: Sequence[Share]) -> Share:
    """The shares of several files as one."""
    return Share(
        name,
        sum(share.sections for share in shares),
        sum(share.headed for share in shares),
        sum(share.worded for share in shares),
        sum(share.phrased for share in shares),
        sum(share.ordered for share in shares),
        tuple(line for share in shares for line in share.missed),
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m corpus.compare", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--missed", action="store_true", help="name the sections that differ")
    asked = parser.parse_args()
    print(f"{'file':38s} sections   heading     words  in order  one after another")
    shares = compare(asked.folder)
    for share in shares:
        print(_line(share))
        if asked.missed:
            print("".join(f"    {line}\n" for line in share.missed), end="")
    print("\nby format")
    for suffix in sorted({_suffix(share) for share in shares}):
        print(_line(_total(suffix, [share for share in shares if _suffix(share) == suffix])))


if __name__ == "__main__":
    main()
