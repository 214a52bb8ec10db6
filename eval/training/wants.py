"""Learn what questions want, from those labelled by hand; measure on those kept apart.

    python -m eval.training.wants --write

Logistic regression with an L2 penalty for each label (Bishop 2006, equation 4.90), by Nesterov's
accelerated gradient (1983); rare labels weigh more, by the root of their odds. The bar of a label
is the least probability from which nearly all held-out questions that reach it have the label.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from assistant.gist import ITEM, LABELS, OF_ITEMS, SURE, Gist, marks
from index.embed import Embedder, Vectors

WORDS = Path(__file__).with_name("words") / "wants.txt"
PULL = 1e-3
"""How strongly weights are pulled towards 0."""
LIKE = 3.0
"""What a question's vector, of unit length, is multiplied by: its words count 1 each."""
_SEEN, _SEEN_APART = 3, 8
"""Questions that must have a word or two neighbours, and two words apart, to count."""
_MOST = 4.0
"""What a question that has a rare label weighs at most."""
_STEPS, _FOLDS, _STRIPE = 300, 5, 7
"""Steps of the fit; parts for choosing bars, each made of stripes of so many lines."""
_PRECISE, _LOWEST = 0.9, 0.5
"""Share of held-out questions at or above a bar that have the label; the lowest bar."""

Matrix = NDArray[np.float32]


class WordsError(ValueError):
    """The file of labelled questions is not one."""


@dataclass(frozen=True, slots=True)
class Wanting:
    """A question with what it wants."""

    text: str
    labels: frozenset[str]
    apart: bool
    """Whether it is kept apart, and never learned from."""


@dataclass(frozen=True, slots=True)
class Rows:
    """What each of some questions has."""

    has: sparse.csr_array
    """1 for each feature that it has, shape `(questions, features)`."""
    like: Matrix
    """Its vector and a constant, shape `(questions, dimensions + 1)`."""

    def of(self, taken: NDArray[np.bool_]) -> Rows:
        """Those of the questions that are taken."""
        return Rows(self.has[taken], self.like[taken])

    def scores(self, weights: Matrix) -> Matrix:
        """The score of every label, shape `(questions, labels)`."""
        features = self.has.shape[1]
        found: Matrix = self.has @ weights[:features] + self.like @ weights[features:]
        return found

    def back(self, told: Matrix) -> Matrix:
        """What each feature gathers of what is told of the questions: the transpose."""
        return np.vstack([self.has.T @ told, self.like.T @ told])


def main() -> int:
    """Fit, print precision and recall of every label on what was kept apart; write if asked."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--write", action="store_true", help="keep the weights for the assistant")
    options = parser.parse_args()
    every = load(WORDS)
    learned = [one for one in every if not one.apart]
    apart = [one for one in every if one.apart]
    embedder = Embedder()
    embed = embedder.embed
    vectors = np.array(embed([one.text for one in learned]))
    made = learn(learned, vectors, embedder.sha256)
    for line in measured(made, apart, np.array(embed([one.text for one in apart]))):
        print(line)
    if options.write:
        made.keep()
    return 0


def load(path: Path) -> tuple[Wanting, ...]:
    """The questions of a file: labels after `@`, then the lines that they hold for.

    Raises:
        WordsError: If a label is not known, or a line stands before any.
    """
    found: list[Wanting] = []
    labels: frozenset[str] | None = None
    apart = False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("=="):
            apart = True
        elif line.startswith("@"):
            labels = frozenset(part.strip() for part in line[1:].split(",")) - {"-"}
            if strange := labels - {*LABELS}:
                raise WordsError(f"{path}:{number}: no such label: {', '.join(strange)}")
        elif line and not line.startswith("#"):
            if labels is None:
                raise WordsError(f"{path}:{number}: no labels before it")
            found.append(Wanting(line, labels, apart))
    return tuple(found)


def learn(some: Sequence[Wanting], vectors: Vectors, model_sha256: str) -> Gist:
    """The weights and bars that these questions teach; the vectors are theirs, in order."""
    features = vocabulary(some)
    rows = design(some, vectors, features)
    truth = targets(some)
    parts = np.arange(len(some)) // _STRIPE % _FOLDS
    held_out = np.zeros_like(truth)
    for part in range(_FOLDS):
        weights = fit(rows.of(parts != part), truth[parts != part])
        held_out[parts == part] = _chances(rows.of(parts == part), weights)
    weights = fit(rows, truth)
    weights[len(features) : -1] *= LIKE
    numbered = {feature: row for row, feature in enumerate(features)}
    return Gist(sha256(WORDS), model_sha256, numbered, bars(held_out, truth), weights)


def vocabulary(some: Sequence[Wanting]) -> tuple[str, ...]:
    """The words and pairs of words that enough of these questions have, in order."""
    seen = Counter(mark for one in some for mark in marks(one.text))
    return tuple(
        sorted(mark for mark, n in seen.items() if n >= (_SEEN_APART if ".." in mark else _SEEN))
    )


def design(some: Sequence[Wanting], vectors: Vectors, features: Sequence[str]) -> Rows:
    """What these questions have, the features in the order given."""
    numbered = {feature: row for row, feature in enumerate(features)}
    held = [sorted(numbered[m] for m in marks(one.text) if m in numbered) for one in some]
    ends = np.cumsum([0, *map(len, held)])
    ones = np.ones(ends[-1], np.float32)
    columns = np.array([column for row in held for column in row], np.int32)
    has = sparse.csr_array((ones, columns, ends), shape=(len(some), len(features)))
    return Rows(has, np.hstack([LIKE * vectors, np.ones((len(some), 1))]).astype(np.float32))


def targets(some: Sequence[Wanting]) -> Matrix:
    """1 where a question has a label, else 0; shape `(questions, labels)`."""
    return np.array([[label in one.labels for label in LABELS] for one in some], np.float32)


def fit(rows: Rows, truth: Matrix) -> Matrix:
    """The weights, shape `(features + dimensions + 1, labels)`; the constant is not pulled to 0."""
    columns = rows.has.shape[1] + rows.like.shape[1]
    cost, pull = costs(truth), np.full((columns, 1), PULL, np.float32)
    pull[-1] = 0
    ahead = weights = np.zeros((columns, truth.shape[1]), np.float32)
    step, pace = np.float32(1 / (0.25 * _MOST * _widest(rows) + PULL)), 1.0
    for _ in range(_STEPS):
        wrong = (cost * (_chances(rows, ahead) - truth) / len(truth)).astype(np.float32)
        moved = ahead - step * (rows.back(wrong) + pull * ahead)
        quicker = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = moved + np.float32((pace - 1) / quicker) * (moved - weights)
        weights, pace = moved, quicker
    return weights


def costs(truth: Matrix) -> Matrix:
    """What each question weighs for each label."""
    share = truth.mean(axis=0).clip(1e-6, 1 - 1e-6)
    rare = np.minimum(np.sqrt((1 - share) / share), _MOST)
    return np.where(truth == 1, rare, 1).astype(np.float32)


def bars(chances: Matrix, truth: Matrix) -> dict[str, float]:
    """The bar of each label among the questions where it may be believed; none if never sure."""
    found = {}
    of_items = chances[:, LABELS.index(ITEM)] >= SURE
    for label, chance, so in zip(LABELS, chances.T, truth.T, strict=True):
        order = np.argsort(-chance)
        order = order[of_items[order]] if label in OF_ITEMS else order
        precision = np.cumsum(so[order]) / np.arange(1, len(order) + 1)
        sure = np.flatnonzero(precision >= _PRECISE)
        if so.any() and sure.size:
            found[label] = round(max(float(chance[order[sure[-1]]]), _LOWEST), 3)
    return found


def measured(made: Gist, some: Sequence[Wanting], vectors: Vectors) -> list[str]:
    """Precision and recall of each label, one line each: as a row of a table in Markdown."""
    told = [made.probabilities(one.text, v) for one, v in zip(some, vectors, strict=True)]
    lines = []
    for label, bar in made.bars.items():
        sure = [label not in OF_ITEMS or chances[ITEM] >= SURE for chances in told]
        believed = [s and c[label] >= bar for s, c in zip(sure, told, strict=True)]
        so = [label in one.labels for one in some]
        right = sum(b and s for b, s in zip(believed, so, strict=True))
        precise = f"{right / sum(believed):.0%}" if any(believed) else "-"
        recall = f"{right / sum(so):.0%}" if any(so) else "-"
        lines.append(
            f"| {label} | {sum(so)} | {bar:.2f} | {precise} of {sum(believed)} | {recall} |"
        )
    return lines


def sha256(path: Path) -> str:
    """The hash of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _chances(rows: Rows, weights: Matrix) -> Matrix:
    chances: Matrix = (1 / (1 + np.exp(-rows.scores(weights)))).astype(np.float32)
    return chances


def _widest(rows: Rows) -> float:
    """The largest eigenvalue of the rows' second moments, nearly, by power iteration."""
    along = np.ones((rows.has.shape[1] + rows.like.shape[1], 1), np.float32)
    size = 1.0
    for _ in range(20):
        along = (rows.back(rows.scores(along)) / len(rows.like)).astype(np.float32)
        size = float(np.linalg.norm(along))
        along = (along / size).astype(np.float32)
    return size


if __name__ == "__main__":
    sys.exit(main())
