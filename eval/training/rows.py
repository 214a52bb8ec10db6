"""Rows of tables beside questions, as pairs that a model of rows may learn from.

    python -m eval.training.rows --out data/rows

A row is the text; it answers where it must be shown to answer the question. Where it does, the
answer is its first word, so that both heads of the network learn the same thing. Whole tables are
kept apart for testing. No model that ships has learned from them:
`docs/decisions/0011-rows-are-not-read-one-by-one.md` says why.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from eval.training.pair import Pair, keep

_WORDS = Path(__file__).with_name("words")
_LEARNED = ("rows-1", "rows-2", "rows-3", "rows-4", "rows-5", "rows-6")
_HELD = ("rows-held",)
_MOST, _MOST_OTHERS = 4, 3
"""Rows of a question that answer it, and rows that do not, at most: long tables tell no more."""
_FAR = 0.3
"""Share of the questions that are put beside a row of another table too."""
_OPENS = 0.4
"""Share of the tables whose longest column is told first and without its name, as blocks are."""
_LONG = 8
"""Words of a cell that may be told so."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question, and the places of the rows to be shown for it, from 1."""

    q: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with questions about it."""

    id: str
    place: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    asks: tuple[Ask, ...]


_SHEET = TypeAdapter(Sheet)


def main() -> int:
    """Write what is learned from and what is kept apart."""
    parser = argparse.ArgumentParser(description="Write the pairs of a model of rows.")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for name, files, whole in (("rows", _LEARNED, False), ("rows-held", _HELD, True)):
        made = list(as_pairs([s for file in files for s in sheets(file)], whole=whole))
        keep(made, options.out / f"{name}.jsonl.gz")
        print(f"{name}: {len(made)} pairs, {sum(pair.answerable for pair in made)} to be shown")
    return 0


def sheets(name: str) -> Iterator[Sheet]:
    """The tables of a file of words.

    Raises:
        ValueError: If a line is none, or a question names a row that its table lacks.
    """
    for line in (_WORDS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        sheet = _SHEET.validate_python(json.loads(line))
        if any(not 0 < n <= len(sheet.rows) for ask in sheet.asks for n in ask.rows):
            raise ValueError(f"{sheet.id}: a question names a row that the table lacks")
        yield sheet


def as_pairs(some: Sequence[Sheet], *, whole: bool) -> Iterator[Pair]:
    """Questions beside rows of their tables, all of them or some, and beside a row of another."""
    chance = random.Random(0)  # noqa: S311 (a choice of rows, no secret)
    for sheet in some:
        lines = told(sheet, opens=chance.random() < _OPENS)
        for ask in sheet.asks:
            shown = [n - 1 for n in ask.rows]
            others = [n for n in range(len(lines)) if n not in shown]
            for n in shown if whole else chance.sample(shown, min(_MOST, len(shown))):
                yield _pair(ask.q, sheet, lines[n], shown=True)
            for n in others if whole else chance.sample(others, min(_MOST_OTHERS, len(others))):
                yield _pair(ask.q, sheet, lines[n], shown=False)
            far = chance.choice(some)
            if far.id != sheet.id and chance.random() < _FAR:
                yield _pair(ask.q, far, chance.choice(told(far, opens=False)), shown=False)


def told(sheet: Sheet, *, opens: bool) -> list[str]:
    """The rows with each value under its column's name; the longest column may open a row."""
    lengths = [sum(len(row[n].split()) for row in sheet.rows) for n in range(len(sheet.columns))]
    first = max(range(len(lengths)), key=lengths.__getitem__) if opens else None
    if first is not None and lengths[first] < _LONG * len(sheet.rows):
        first = None
    lines = []
    for row in sheet.rows:
        parts = [
            f"{n}: {v}"
            for i, (n, v) in enumerate(zip(sheet.columns, row, strict=True))
            if v.strip() and i != first
        ]
        lines.append("; ".join([row[first], *parts] if first is not None and row[first] else parts))
    return lines


def _pair(question: str, sheet: Sheet, line: str, *, shown: bool) -> Pair:
    end = max(1, line.find(" ")) if shown else 0
    return Pair(question, sheet.place, line, 0, end, sheet.id, "" if shown else "row")


if __name__ == "__main__":
    sys.exit(main())
