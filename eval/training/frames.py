"""What synthetic reports tell of: topics, their facts, and how staff ask for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from eval.training.values import WORDS


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a report may tell, in several wordings."""

    says: tuple[str, ...]
    """Sentences; what answers stands in [[ ]]."""
    asks: tuple[str, ...]
    """Questions, each answered by any of the sentences and by no other fact of the topic."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A topic: a heading and its facts."""

    topic: str
    facts: tuple[Fact, ...]


@cache
def frames() -> tuple[Frame, ...]:
    """All topics, in the order of the files."""
    return tuple(
        f for path in sorted(WORDS.glob("frames-*.txt")) for f in _read(path.read_text("utf-8"))
    )


def _read(text: str) -> Iterator[Frame]:
    for part in text.split("\n# "):
        topic, _, rest = part.removeprefix("# ").partition("\n")
        facts = (block.strip().splitlines() for block in rest.split("\n\n"))
        yield Frame(topic, tuple(_fact(lines) for lines in facts if lines))


def _fact(lines: list[str]) -> Fact:
    return Fact(
        tuple(line[2:] for line in lines if line.startswith("- ")),
        tuple(line[2:] for line in lines if line.startswith("? ")),
    )
