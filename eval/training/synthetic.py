"""Write the pairs that the reader learns from, and those that it is tested on.

    python -m eval.training.synthetic --out data/pairs --reports 60

Whole reports and whole topics are kept apart: `held` has pairs of reports that are not in `pairs`,
about topics that no report there tells of. `hand` and `hand-held` are the questions written by
hand beside short reports of our own and the shipped ones, parted by report. `unlike` and
`unlike-held`, parted by force, are worded unlike the passage where it answers and like it where it
does not, so they are learned from only together with the others.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.passages import passages
from corpus.read import read
from corpus.report import Report
from eval.training.ask import pairs
from eval.training.asked import Stretch, hand_written, stretches
from eval.training.frames import Frame, frames
from eval.training.pair import Pair, keep
from eval.training.report import Draft, draft

_EVERY = 6
"""One topic in so many is kept for testing."""
_EVERY_OWN = 4
"""The same of the short reports of our own."""
_EVERY_FORCE = 6
"""The same of the forces of the reports with questions worded unlike the passage."""
UNLIKE = ("asked-4", "asked-5", "asked-6")
MORE = ("asked-7", "asked-8", "asked-9", "asked-10", "asked-11")
LONG = ("asked-12", "asked-13", "asked-14", "asked-15", "asked-16")
"""Files of questions worded unlike the passage; the later ones are learned from in a later run.

The last ones stand beside longer passages of which several sentences come near.
"""
_TOPICS = 8
"""A report tells of so many at most."""


def main() -> int:
    """Write what is learned from and what is kept apart."""
    parser = argparse.ArgumentParser(description="Write the synthetic pairs.")
    add = parser.add_argument
    add("--out", type=Path, required=True, metavar="DIR")
    add("--reports", type=int, default=60)
    add("--seed", type=int, default=0)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    known, held = parted(frames())
    for name, topics, count in (
        ("pairs", known, options.reports),
        ("held", held, options.reports // 5),
    ):
        made = list(written(topics, name, count, options.seed))
        keep(made, options.out / f"{name}.jsonl.gz")
        _tell(name, made)
    for name, made in by_hand().items():
        keep(made, options.out / f"{name}.jsonl.gz")
        _tell(name, made)
    return 0


def by_hand() -> dict[str, list[Pair]]:
    """The hand-written pairs: to learn from, kept apart of our own, kept apart of a shipped one."""
    own = [*stretches("asked-own"), *stretches("asked-more")]
    groups = list(dict.fromkeys(stretch.group for stretch in own))
    held = set(groups[3::_EVERY_OWN])
    learned = [stretch for stretch in own if stretch.group not in held]
    return {
        "hand": [*hand_written(stretches("asked"), 2, 2), *hand_written(learned, 3, 3)],
        "hand-held": list(hand_written([s for s in own if s.group in held], 1, 1)),
        "shipped-held": list(hand_written(stretches("asked-held"), 1, 1)),
        **_unlike("unlike", UNLIKE, 3, 0.5),
        **_unlike("more", MORE, 2, 0.25),
        **_unlike("long", LONG, 1, 0.25),
    }


def _unlike(name: str, files: Sequence[str], times: int, elsewhere: float) -> dict[str, list[Pair]]:
    """The pairs worded unlike the passage: to learn from, and kept apart by force."""
    some = [stretch for file in files for stretch in stretches(file)]
    held = kept_apart(some)
    learned = [stretch for stretch in some if stretch.force not in held]
    return {
        name: list(hand_written(learned, 4, times, elsewhere)),
        f"{name}-held": list(hand_written([s for s in some if s.force in held], 1, 1)),
    }


def kept_apart(some: Sequence[Stretch]) -> set[str]:
    """The forces whose passages are for testing only."""
    return set(list(dict.fromkeys(stretch.force for stretch in some))[3::_EVERY_FORCE])


def _tell(name: str, made: Sequence[Pair]) -> None:
    answerable = sum(pair.answerable for pair in made)
    kinds = ", ".join(f"{n} {kind}" for kind, n in Counter(p.near for p in made).items() if kind)
    print(f"{name}: {len(made)} pairs, {answerable} answerable; near misses: {kinds}")


def parted(topics: Sequence[Frame]) -> tuple[list[Frame], list[Frame]]:
    """Topics to learn from, and those kept for testing."""
    held = [topic for n, topic in enumerate(topics) if n % _EVERY == 4]
    return [topic for topic in topics if topic not in held], held


def written(topics: Sequence[Frame], name: str, count: int, seed: int) -> Iterator[Pair]:
    """The pairs of so many synthetic reports."""
    drafts = [_drafted(topics, name, n, seed) for n in range(count)]
    reports = [_as_read(made) for made in drafts]
    for n, (made, report) in enumerate(zip(drafts, reports, strict=True)):
        others = passages(reports[(n + 1) % count])
        yield from pairs(made, report, others, seed * 1000 + n)


def _drafted(topics: Sequence[Frame], name: str, n: int, seed: int) -> Draft:
    chance = random.Random(f"{name} {n} {seed}")  # noqa: S311 (made-up reports, no secret)
    some = chance.sample(list(topics), min(len(topics), _TOPICS))
    return draft(f"{name}-{n}", some, chance.randrange(10**6))


def _as_read(made: Draft) -> Report:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{made.name}.md"
        path.write_text(made.markdown, encoding="utf-8")
        return read(path)[0]


if __name__ == "__main__":
    sys.exit(main())
