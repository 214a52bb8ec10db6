"""Fit what a sentence is judged by, and the bar for an answer, on development cases only.

    python -m eval.fit

Sentences: a list-wise softmax (Cao et al. 2007, equation 5) over the sentences found for each
answerable case, the target being those that hold the words of its support. Gate: a logistic model
of "this case is answerable" over the best sentence, with a wrong answer costing five refusals.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant.answer import Question
from assistant.ask import Assistant
from assistant.judge import FEATURES, Candidate, Weights
from corpus.piece import fold
from eval.case import Case, load
from eval.command import library_of
from eval.sets import FILES

_STEPS, _RATE, _PULL = 4000, 0.05, 0.01
"""Gradient steps, their size, and how strongly weights are pulled towards the present ones."""

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """The sentences found for one case."""

    features: Matrix
    """Shape `(sentences, features)`."""
    target: Matrix
    """Shape `(sentences,)`, summing to 1; all 0 when no sentence found holds the support."""
    gate: Matrix
    """What the gate sees of the best sentence, shape `(gate features,)`."""
    answerable: bool


def main() -> int:
    """Print fitted weights, and write them where the assistant reads them."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--write", action="store_true", help="keep the weights for the assistant")
    options = parser.parse_args()
    before = Weights.shipped()
    weights = replace(before, sentence=fit_sentences(list(_examples(before)), before.sentence))
    weights = replace(weights, gate=fit_gate(list(_examples(weights)), before.gate))
    for name, value in zip(FEATURES, weights.sentence, strict=True):
        print(f"{name:12} {value:6.2f}")
    print("gate", " ".join(f"{value:.2f}" for value in weights.gate))
    if options.write:
        weights.keep()
    return 0


def fit_sentences(examples: Sequence[Example], prior: Sequence[float]) -> tuple[float, ...]:
    """Sentence weights that put the supporting sentences first."""
    start = np.array(prior)
    weights = start.copy()
    useful = [e for e in examples if e.answerable and e.target.sum()]
    for _ in range(_STEPS // 4):
        slope = _PULL * (weights - start)
        for example in useful:
            scores = example.features @ weights
            odds = np.exp(scores - scores.max())
            slope += example.features.T @ (odds / odds.sum() - example.target) / len(useful)
        weights = weights - _RATE * 4 * slope
    return tuple(round(float(w), 3) for w in weights)


def fit_gate(examples: Sequence[Example], prior: Sequence[float]) -> tuple[float, ...]:
    """Gate weights; an unanswerable case weighs so that both kinds count alike, times its cost."""
    start = np.array(prior)
    weights = start.copy()
    rows = np.stack([e.gate for e in examples])
    answers = np.array([float(e.answerable) for e in examples])
    share = answers.mean()
    cost = np.where(answers == 1, 0.5 / share, 0.5 / (1 - share))
    for _ in range(_STEPS):
        odds = 1 / (1 + np.exp(-(rows @ weights)))
        slope = rows.T @ (cost * (odds - answers)) / len(rows) + _PULL * (weights - start)
        weights = weights - _RATE * 4 * slope
    return tuple(round(float(w), 3) for w in weights)


def _examples(weights: Weights) -> Iterator[Example]:
    for reports, files in FILES.items():
        loaded = [case for path in files for case in load(path)]
        cases = [case for case in loaded if case.split == "development"]
        if not cases:
            continue
        with library_of(reports) as assistant:
            found = (_example(assistant, case, weights) for case in cases)
            yield from (example for example in found if example)


def _example(assistant: Assistant, case: Case, weights: Weights) -> Example | None:
    question = Question(case.question, case.history, case.as_at)
    looked = assistant.look(question, weights)
    if not looked.candidates:
        return None
    held = np.array([_held(candidate, case) for candidate in looked.candidates])
    return Example(
        features=np.array([c.features for c in looked.candidates]),
        target=held / held.sum() if held.sum() else held,
        gate=np.array(looked.gate),
        answerable=not case.abstain,
    )


def _held(candidate: Candidate, case: Case) -> float:
    """Share of the support's words that a sentence holds, 0 unless its block holds them all."""
    path = fold(" ".join(candidate.section.path))
    block = fold(candidate.section.words(candidate.block))
    best = 0.0
    for support in case.support:
        words = [fold(word) for word in support.words]
        if fold(support.section) in path and all(word in block for word in words):
            best = max(best, sum(word in fold(candidate.text) for word in words) / len(words))
    return best if best > 0.5 else 0.0


if __name__ == "__main__":
    sys.exit(main())
