"""The files that were named, and what of them cannot be taken."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.read import SUFFIXES


@dataclass(frozen=True, slots=True)
class Refused:
    """A path that is not read."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file in a folder that is of no kind that holds a report."""

    name: str

    @property
    def kind(self) -> str:
        """The end of its name, by which its kind is told; the whole name where it has none."""
        return Path(self.name).suffix.casefold() or self.name


def found(paths: Iterable[Path]) -> Iterator[Path | Refused | PassedOver]:
    """Every file named or standing in a folder named, each once, folders in order of name."""
    seen: set[str] = set()
    for path in paths:
        for each in _inside(path) if path.is_dir() else _alone(path):
            if isinstance(each, Path):
                real = os.path.realpath(each)
                if real in seen:
                    continue
                seen.add(real)
            yield each


def printable(text: str) -> str:
    r"""A text with what a terminal would obey, or could not print, spelt out.

    >>> printable("a\x1b[31m\nb\udcff.pdf")
    'a\\x1b[31m\\x0ab\\udcff.pdf'
    """
    return "".join(char if char.isprintable() else _spelt(char) for char in text)


def _spelt(char: str) -> str:
    number = ord(char)
    return f"\\x{number:02x}" if number < 256 else f"\\u{number:04x}"


def _alone(path: Path) -> Iterator[Path | Refused | PassedOver]:
    """A file that was named; one that is missing is told by its reader."""
    if os.path.lexists(path) and not os.path.exists(path):  # noqa: PTH110 (pathlib's raises)
        yield Refused(printable(path.name), "the link leads nowhere")
    elif path.exists() and not path.is_file():
        yield Refused(printable(path.name), "it is neither a file nor a folder")
    else:
        yield path


def _inside(folder: Path) -> Iterator[Path | Refused | PassedOver]:
    """The files of a folder and of those in it; links are followed, once."""
    problems: list[OSError] = []
    visited: set[str] = set()
    held = False
    for root, folders, names in os.walk(folder, followlinks=True, onerror=problems.append):
        folders[:] = _unvisited(root, sorted(folders), visited)
        for path in (Path(root, name) for name in sorted(names)):
            if path.suffix.casefold() in SUFFIXES:
                held = True
                yield from _alone(path)
            else:
                yield PassedOver(printable(path.name))
    for problem in problems:
        yield Refused(printable(str(problem.filename)), problem.strerror or str(problem))
    if not held and not problems:
        wanted = ", ".join(SUFFIXES)
        name = printable(folder.name or str(folder))
        yield Refused(name, f"the folder holds no file that can be read ({wanted})")


def _unvisited(root: str, folders: Sequence[str], visited: set[str]) -> list[str]:
    """The folders not seen before by any name: a link may lead back to where it stands."""
    visited.add(os.path.realpath(root))
    fresh = []
    for name in folders:
        real = os.path.realpath(os.path.join(root, name))  # noqa: PTH118 (os.walk's own strings)
        if real not in visited:
            visited.add(real)
            fresh.append(name)
    return fresh
