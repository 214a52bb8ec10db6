"""How much of what invented documents in many layouts ask for is read: items and their fields.

    python -m eval.layouts [--failures]

Each folder of `eval/reports/layouts` holds documents and `truth.json`: file -> items, each with
the words that open it and its fields as printed, null where the document does not say. `dev` was
mended on, `test` is read by nobody while building.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from corpus.claim import registered
from corpus.piece import fold
from corpus.read import read
from corpus.register import Item
from eval.measures import wilson

FOLDER = Path(__file__).parent / "reports" / "layouts"
_OPENS = 28
"""Letters of an item's first words by which it is found."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a document asks for, as printed; null where it does not say."""

    number: str | None
    text: str
    owner: str | None
    due: str | None
    priority: str | None
    status: str | None


_TRUTH = TypeAdapter(dict[str, tuple[Asked, ...]])


def main() -> int:
    """Print what is read of each split."""
    parser = argparse.ArgumentParser(description="Score what is read of documents in many layouts.")
    parser.add_argument("--failures", action="store_true", help="print those of the dev split")
    options = parser.parse_args()
    for split in ("dev", "test"):
        found: Counter[str] = Counter()
        of: Counter[str] = Counter()
        for name, right, told in scored(FOLDER / split):
            of[name] += 1
            found[name] += right
            if options.failures and split == "dev" and not right:
                print(f"{name}: {told}")
        for name, n in of.items():
            read_right, (low, high) = found[name], wilson(found[name], n)
            share = f"{read_right / n:.0%} [{low:.0%}, {high:.0%}]"
            print(f"{split:5} {name:20} {read_right}/{n} {share}")
    return 0


def scored(folder: Path) -> Iterator[tuple[str, bool, str]]:
    """Of each item and field of a folder its name, whether it was read right, and what it is."""
    truth = _TRUTH.validate_json((folder / "truth.json").read_bytes())
    for file, asked in truth.items():
        held = list(registered(read(folder / file)).items)
        for one in asked:
            item = _item(one, held)
            yield "found", item is not None, f"{file}: {one.text}"
            if item:
                held.remove(item)
                yield from _fields(one, item, file)
        yield from (("not invented", False, f"{file}: {item.text.value[:60]}") for item in held)


def _item(asked: Asked, held: Sequence[Item]) -> Item | None:
    """The item with the words that are asked for, of several the one with the number."""
    opens = _plain(asked.text)[:_OPENS]
    fits = [item for item in held if opens in _plain(item.text.value)]
    numbered = [i for i in fits if asked.number and _plain(i.number) == _plain(asked.number)]
    return next(iter(numbered or fits), None)


def _fields(asked: Asked, item: Item, file: str) -> Iterator[tuple[str, bool, str]]:
    told = (
        ("owner", asked.owner, [f.value for f in item.owners]),
        ("due", asked.due, [f.value for f in item.deadlines]),
        ("priority", asked.priority, [f.value for f in item.priorities]),
        ("status", asked.status, [s.value for s in item.statuses][-1:]),
    )
    yield "not invented", True, ""
    for name, printed, read_as in told:
        what = f"{file}: {item.label}: {printed!r}, read as {read_as}"
        if printed:
            yield name, any(_same(printed, value) for value in read_as), what
        else:
            yield f"no {name} invented", not read_as, what


def _same(printed: str, value: str) -> bool:
    one, other = _plain(printed), _plain(value)
    return bool(one and other) and (one in other or other in one)


def _plain(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", fold(words)).strip()


if __name__ == "__main__":
    sys.exit(main())
