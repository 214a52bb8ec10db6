"""`python -m eval.gate`: how often the gate lets a wrong sentence in, or keeps a right one out."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from pydantic import TypeAdapter

from assistant.clause import Evidence, unmarked
from eval.case import SPLITS, Split
from eval.measures import Share

if TYPE_CHECKING:
    from assistant.gate import Gate
    from assistant.support import SupportWeights

_PAIRS = Path(__file__).with_name("pairs")
_FALSE_ACCEPT, _FALSE_REJECT = 0.05, 0.15
"""The goals, on the test pairs."""
_TELLING, _SURE = 12, 0.03
"""How often a reason must have been given to be weighed, and the share of right sentences among
those from which it is not left to decide alone."""


@dataclass(frozen=True, slots=True)
class Place:
    """A piece of evidence as a file of pairs has it."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Family:
    """Sentences about the same evidence; all of them are in one split."""

    id: str
    evidence: tuple[Place, ...]
    right: tuple[str, ...]
    wrong: dict[str, tuple[str, ...]]
    """By what is wrong with them."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence, and the evidence that it is written from."""

    id: str
    sentence: str
    evidence: tuple[Evidence, ...]
    wrong: str
    """What is wrong with it; empty when it is right."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair, and what the gate makes of it."""

    pair: Pair
    reason: str
    """Why it is withheld; empty when it is shown."""


@dataclass(frozen=True, slots=True)
class Rates:
    """How a gate does on one split."""

    split: Split
    false_accept: Share
    """Of the wrong sentences."""
    false_reject: Share
    """Of the right ones."""
    accepted: tuple[tuple[str, int, int], ...]
    """By what is wrong: how many were let in, of how many."""

    @property
    def holds(self) -> bool:
        """Whether the goals are met."""
        return self.false_accept.value <= _FALSE_ACCEPT and self.false_reject.value <= _FALSE_REJECT

    @property
    def text(self) -> str:
        """In three lines."""
        kinds = ", ".join(f"{kind} {got}/{of}" for kind, got, of in self.accepted)
        return "\n".join(
            [
                f"{self.split}: false accept {self.false_accept} (goal: at most 5%)",
                f"{' ' * len(self.split)}  false reject {self.false_reject} (goal: at most 15%)",
                f"{' ' * len(self.split)}  let in, by what is wrong: {kinds}",
            ]
        )


def families(name: Split | Literal["learn"]) -> tuple[Family, ...]:
    """The families of a split, or those that the support model learns from."""
    adapter = TypeAdapter(Family)
    lines = (_PAIRS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(map(adapter.validate_json, lines))


def pairs(split: Split) -> tuple[Pair, ...]:
    """The pairs of a split, in order."""
    return tuple(pair for family in families(split) for pair in pairs_of(family))


def pairs_of(family: Family) -> Iterator[Pair]:
    """The sentences of a family, each with all of its evidence."""
    evidence = tuple(Evidence(n, p.place, p.text) for n, p in enumerate(family.evidence, start=1))
    kinds = {"": family.right, **family.wrong}
    told = [(kind, sentence) for kind, sentences in kinds.items() for sentence in sentences]
    for n, (kind, sentence) in enumerate(told, start=1):
        yield Pair(f"{family.id}.{n}", sentence, evidence, kind)


def judged(gate: Gate, some: Sequence[Pair]) -> tuple[Judged, ...]:
    """What a gate makes of some pairs."""
    return tuple(Judged(pair, gate.judge(pair.sentence, pair.evidence).reason) for pair in some)


def rates(split: Split, found: Sequence[Judged]) -> Rates:
    """The two rates of some judged pairs."""
    wrong = [one for one in found if one.pair.wrong]
    right = [one for one in found if not one.pair.wrong]
    let_in = Counter(one.pair.wrong for one in wrong if not one.reason)
    kinds = Counter(one.pair.wrong for one in wrong)
    return Rates(
        split,
        Share(sum(let_in.values()), len(wrong)),
        Share(sum(bool(one.reason) for one in right), len(right)),
        tuple((kind, let_in[kind], of) for kind, of in sorted(kinds.items())),
    )


def main(arguments: Sequence[str]) -> int:
    """Print both splits; 1 if the goals are missed on the test pairs."""
    parser = argparse.ArgumentParser(prog="python -m eval.gate", description=__doc__)
    parser.add_argument("--fit", action="store_true", help="fit support on the development pairs")
    parser.add_argument("--failures", action="store_true", help="name the development failures")
    options = parser.parse_args(arguments)
    if options.fit:
        fit()
    found = measured()
    told = [rates(split, found[split]) for split in SPLITS]
    print("\n".join(each.text for each in told))
    if options.failures:
        print("\n".join(_failures(found["development"])))
    return int(not told[-1].holds)


def measured() -> dict[Split, tuple[Judged, ...]]:
    """What the gate of the product makes of all pairs, by split."""
    gate = shipped()
    return {split: judged(gate, pairs(split)) for split in SPLITS}


def shipped() -> Gate:
    """The gate as the product uses it."""
    return _gate(None)


def _gate(weights: SupportWeights | None) -> Gate:
    from assistant.gate import Gate  # noqa: PLC0415 (costs seconds, as do those below)
    from assistant.support import MODEL, Support  # noqa: PLC0415
    from index.embed import Embedder  # noqa: PLC0415
    from index.reader import Reader  # noqa: PLC0415

    return Gate(Support(Embedder().embed, weights, Reader(MODEL)))


def fit() -> None:
    """Fit the weights of support on the development pairs, and keep them.

    A reason of the rules that was right nearly always, or too seldom to tell, decides alone. The
    bar lets in as many of the wrong sentences as the goal allows: what is let in costs trust, what
    is withheld only prose.
    """
    from assistant.gate import UNHELD, cited_numbers, facts  # noqa: PLC0415 (costs seconds, as the next)
    from assistant.support import SupportWeights  # noqa: PLC0415

    support = _gate(SupportWeights((0.0,) * 6, 0.0)).support
    some = pairs("development")
    told, rows = [], []
    for pair in some:
        cited = [pair.evidence[n - 1] for n in cited_numbers(pair.sentence)]
        told.append(facts(pair.sentence, cited))
        rows.append(support.features(unmarked(pair.sentence), cited))
    right = np.array([not pair.wrong for pair in some], dtype=float)
    given = Counter(reason for reason in told if reason)
    of_right = Counter(reason for reason, so in zip(told, right, strict=True) if reason and so)
    given.pop(UNHELD, None)  # what is nowhere in the evidence is not shown, whatever is fitted
    weighed = sorted(r for r, n in given.items() if n >= _TELLING and of_right[r] / n > _SURE)
    table = np.array(
        [
            [*row, *(reason == one for one in weighed)]
            for row, reason in zip(rows, told, strict=True)
        ]
    )
    open_ = np.array([not reason or reason in weighed for reason in told])
    weights = _logistic(table[open_], right[open_])
    scores = 1 / (1 + np.exp(-table @ weights)) * open_
    of_wrong = np.sort(scores[right == 0])[::-1]
    enough = float(of_wrong[int(_FALSE_ACCEPT * len(of_wrong))]) + 1e-4
    first = len(rows[0])
    against = {one: round(float(w), 4) for one, w in zip(weighed, weights[first:], strict=True)}
    kept = tuple(round(float(w), 4) for w in weights[:first])
    print(f"weighed, of {dict(given)} (right: {dict(of_right)}): {against}")
    SupportWeights(kept, round(enough, 4), against).keep()


def _logistic(table: np.ndarray, truth: np.ndarray, ridge: float = 0.01) -> np.ndarray:
    """Weights of a logistic regression with a quadratic penalty, by Newton's method."""
    weights = np.zeros(table.shape[1])
    penalty = ridge * len(table) * np.eye(table.shape[1]) / 10
    for _ in range(50):
        likely = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (truth - likely) - penalty @ weights
        curve = (table * (likely * (1 - likely))[:, None]).T @ table + penalty
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def _failures(found: Sequence[Judged]) -> Iterator[str]:
    for one in found:
        if bool(one.reason) != bool(one.pair.wrong):
            told = f"withheld ({one.reason})" if one.reason else f"let in ({one.pair.wrong})"
            yield f"{one.pair.id}: {told}: {one.pair.sentence}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
