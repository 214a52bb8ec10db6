"""Sentences beside the evidence that they cite, as pairs that the support model learns from.

    python -m eval.training.support --out data/support

The commands that then train and export the model are in `index/models/support/README.md`.

The sentence takes the question's side. Where it is borne out, the answer is the first word of the
evidence, so that both heads of the network learn the same thing.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.clause import unmarked
from assistant.gate import cited_numbers
from assistant.support import beside
from eval.gate import Family, families, pairs_of
from eval.training.pair import Pair, keep

_ELSEWHERE = 0.15
"""Share of the right sentences that are put beside another family's evidence too."""


def main() -> int:
    """Write what is learned from, and what the constants are set by."""
    parser = argparse.ArgumentParser(description="Write the pairs of the support model.")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for name in ("learn", "development"):
        made = list(as_pairs(families(name)))
        keep(made, options.out / f"{name}.jsonl.gz")
        print(f"{name}: {len(made)} pairs, {sum(pair.answerable for pair in made)} borne out")
    return 0


def as_pairs(some: Sequence[Family]) -> Iterator[Pair]:
    """The sentences of some families beside what they cite, and some beside other evidence."""
    chance = random.Random(0)  # noqa: S311 (a choice of evidence, no secret)
    for family in some:
        for one in pairs_of(family):
            held = {e.number: e for e in one.evidence}
            cited = [held[number] for number in cited_numbers(one.sentence)]
            read = beside(unmarked(one.sentence), cited)
            end = 0 if one.wrong else max(1, read.text.find(" "))
            yield Pair(read.question, read.place, read.text, 0, end, family.id, one.wrong)
            if not one.wrong and chance.random() < _ELSEWHERE:
                other = next(pairs_of(chance.choice([f for f in some if f.id != family.id])))
                far = beside(read.question, other.evidence[:1])
                yield Pair(far.question, far.place, far.text, 0, 0, family.id, "other evidence")


if __name__ == "__main__":
    sys.exit(main())
