"""`python -m eval.gate`: how often the gate lets a wrong sentence in, or keeps a right one out."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from pydantic import TypeAdapter

from assistant.clause import Evidence, unmarked
from eval.case import SPLITS, Split
from eval.measures import Share

if TYPE_CHECKING:
    from assistant.gate import Gate

_PAIRS = Path(__file__).with_name("pairs")
_FALSE_ACCEPT, _FALSE_REJECT = 0.05, 0.15
"""The goals, on the test pairs."""


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


def pairs(split: Split) -> tuple[Pair, ...]:
    """The pairs of a split, in order."""
    adapter = TypeAdapter(Family)
    lines = (_PAIRS / f"{split}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(p for line in lines for p in _pairs(adapter.validate_json(line)))


def _pairs(family: Family) -> Iterator[Pair]:
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
    from assistant.gate import Gate  # noqa: PLC0415 (costs seconds, as does the next)
    from assistant.support import Support  # noqa: PLC0415
    from index.embed import Embedder  # noqa: PLC0415

    return Gate(Support(Embedder().embed))


def fit() -> None:
    """Fit the weights of support on the development pairs, and keep them.

    Right sentences are told from those that add something, and from right ones on other evidence.
    """
    from assistant.gate import cited_numbers  # noqa: PLC0415 (costs seconds, as do those below)
    from assistant.support import Support, SupportWeights  # noqa: PLC0415
    from index.embed import Embedder  # noqa: PLC0415

    support = Support(Embedder().embed, SupportWeights((0.0,) * 5, 0.0))
    right = [pair for pair in pairs("development") if not pair.wrong]
    added = [pair for pair in pairs("development") if pair.wrong == "added"]
    others = [replace(p, evidence=q.evidence) for p, q in zip(right, right[40:], strict=False)]
    rows = []
    for pair in [*right, *added, *others]:
        numbers = [min(n, len(pair.evidence)) for n in cited_numbers(pair.sentence)]
        cited = [pair.evidence[n - 1] for n in numbers]
        rows.append(support.features(unmarked(pair.sentence), cited))
    table = np.array(rows)
    truth = np.array([1.0] * len(right) + [0.0] * (len(rows) - len(right)))
    weights = _logistic(table, truth)
    scores = 1 / (1 + np.exp(-table @ weights))
    # The bar lets 99 in 100 of the right sentences through.
    enough = float(np.quantile(scores[: len(right)], 0.01))
    start = len(right) + len(added)
    print(
        f"support alone lets in {np.mean(scores[len(right) : start] >= enough):.0%} of what adds "
        f"something, {np.mean(scores[start:] >= enough):.0%} on other evidence"
    )
    SupportWeights(tuple(round(float(w), 4) for w in weights), round(enough, 4)).keep()


def _logistic(table: np.ndarray, truth: np.ndarray, ridge: float = 0.05) -> np.ndarray:
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
