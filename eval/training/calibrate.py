"""Fit the reader's probability, and measure what was exported.

    python -m eval.training.calibrate --folder index/models/reader --test data/pairs/held.jsonl.gz

The pairs are those kept apart from training. Only three constants are fitted on them, which leave
the order of the scores nearly as it is.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from eval.measures import auroc
from eval.training.pair import Pair, load, squad
from index.reader import Beside, Reader
from index.reading import Calibration, Reading


def main() -> int:
    """Write reader.json and print the measures of each file."""
    parser = argparse.ArgumentParser(description="Calibrate and measure the reader.")
    add = parser.add_argument
    add("--folder", type=Path, required=True, metavar="DIR", help="where reader.onnx is")
    add("--test", type=Path, action="append", default=[], metavar="FILE")
    add("--squad", type=Path, metavar="FILE")
    add("--held", type=int, default=3, help="articles of it that were kept apart, from the end")
    options = parser.parse_args()
    groups: dict[str, Sequence[Pair]] = {p.name.split(".")[0]: load(p) for p in options.test}
    if options.squad:
        groups["squad"] = _held(options.squad, options.held)
    found = hashlib.sha256((options.folder / "reader.onnx").read_bytes()).hexdigest()
    Calibration(found, 0.25, 1.0, 0.0).keep(options.folder)
    reader = Reader(options.folder)
    read = {name: readings(reader, pairs) for name, pairs in groups.items()}
    every = [
        (p, r) for name, pairs in groups.items() for p, r in zip(pairs, read[name], strict=True)
    ]
    made = fitted(every, found)
    made.keep(options.folder)
    print(made)
    for name, pairs in groups.items():
        print(name, json.dumps(measured(list(zip(pairs, read[name], strict=True)), made)))
    return 0


def readings(reader: Reader, pairs: Sequence[Pair]) -> list[Reading]:
    """What the reader makes of some pairs."""
    return reader.readings([Beside(p.question, p.place, p.text) for p in pairs])


def fitted(some: Sequence[tuple[Pair, Reading]], sha256: str) -> Calibration:
    """The constants that make likely what is so (logistic regression, kinds weighed alike)."""
    rows = np.array([[reading.score, reading.head] for _, reading in some])
    so = np.array([pair.answerable for pair, _ in some])
    model = LogisticRegression(class_weight="balanced").fit(rows, so)
    span, head = (round(float(w), 4) for w in model.coef_[0])
    return Calibration(sha256, span, head, round(float(model.intercept_[0]), 4))


def measured(some: Sequence[tuple[Pair, Reading]], made: Calibration) -> dict[str, float]:
    """AUROC of answerability, and how the answers found stand to those wanted."""
    told = [(made.probability(r.score, r.head), p.answerable) for p, r in some]
    spans = [(p, r) for p, r in some if p.answerable]
    return {
        "n": len(some),
        "auroc": round(auroc(told), 4),
        "auroc_span": round(auroc([(r.score, p.answerable) for p, r in some]), 4),
        "auroc_head": round(auroc([(r.head, p.answerable) for p, r in some]), 4),
        "right_at_half": round(float(np.mean([(chance > 0.5) == so for chance, so in told])), 4),
        "exact": round(float(np.mean([(r.start, r.end) == (p.start, p.end) for p, r in spans])), 4),
        "overlap": round(
            float(np.mean([r.start < p.end and p.start < r.end for p, r in spans])), 4
        ),
    }


def _held(path: Path, articles: int) -> list[Pair]:
    pairs = list(squad(path))
    names = list(dict.fromkeys(pair.group for pair in pairs))[-articles:]
    return [pair for pair in pairs if pair.group in names]


if __name__ == "__main__":
    sys.exit(main())
