"""Measure other weights of words, phrases and meaning on sets of documents, queries, judgements.

    python -m eval.fuse DIR...

Prints nDCG@10 of each set for BM25, for cosine, for their reciprocal-rank fusion, the weights in
use, and the weights that gain most over rank fusion in the set where they gain least.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from statistics import fmean

from eval.retrieval import Collection, ndcg_at, searched
from index.fusion import Fusion, Signals
from index.search import Scope

_GRID = tuple(
    Fusion(words, phrases, sentences)
    for words, phrases, sentences in product(
        (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6), (0.0, 0.25, 0.5, 1.0), (0.0, 0.5, 1.0, 2.0)
    )
)
_WORDS, _MEANING = Fusion(words=1.0, phrases=0.0), Fusion(words=0.0, sentences=0.0)
_RANK_CONSTANT = 60
"""Cormack, Clarke and Buettcher (2009), reciprocal rank fusion, k = 60."""
_PLACES = 10


@dataclass(frozen=True, slots=True)
class Found:
    """What search knows for one query, and which documents are relevant to it."""

    signals: Signals
    document: Mapping[str, str]
    """Document id by passage id."""
    gains: Mapping[str, float]

    def ranked(self, fusion: Fusion) -> list[str]:
        """Documents by their best passage."""
        scores = {k: s for k, s in fusion.scores(self.signals).items() if s > 0}
        best = sorted(scores, key=lambda key: (-scores[key], key))
        return list(dict.fromkeys(self.document[key] for key in best))

    def by_rank(self) -> list[str]:
        """Documents by reciprocal-rank fusion of words and meaning: what is to be bettered."""
        scores: dict[str, float] = {}
        for fusion in (_WORDS, _MEANING):
            for rank, key in enumerate(self.ranked(fusion), start=1):
                scores[key] = scores.get(key, 0.0) + 1 / (_RANK_CONSTANT + rank)
        return sorted(scores, key=lambda key: (-scores[key], key))


def main() -> int:
    """Print the table."""
    sets = {folder: _found(Path(folder)) for folder in sys.argv[1:]}
    plain = {name: _mean(found, [f.by_rank() for f in found]) for name, found in sets.items()}
    gains = {fusion: [_ndcg(f, fusion) - plain[n] for n, f in sets.items()] for fusion in _GRID}
    best = max(gains, key=lambda fusion: min(gains[fusion]) + fmean(gains[fusion]))
    print(f"{'set':24} {'n':>5} {'BM25':>6} {'cosine':>6} {'RRF':>6} {'ours':>6} {'best':>6}")
    for name, found in sets.items():
        row = [_ndcg(found, f) for f in (_WORDS, _MEANING)]
        row += [plain[name], _ndcg(found, Fusion()), _ndcg(found, best)]
        print(f"{Path(name).name:24} {len(found):5}", " ".join(f"{value:6.3f}" for value in row))
    for fusion in sorted(gains, key=lambda f: -min(gains[f]) - fmean(gains[f]))[:8]:
        print(f"{fusion}: mean gain {fmean(gains[fusion]):.4f}, least {min(gains[fusion]):.4f}")
    return 0


def _found(folder: Path) -> list[Found]:
    tested = Collection.read(folder)
    scope = Scope(tuple(document.id for document in tested.documents))
    with searched(tested.documents, lambda line: print(line, file=sys.stderr)) as search:
        signals = [search.signals(search.query(query.text), scope) for query in tested.queries]
    return [
        Found(found, {key: key.rsplit("#", 1)[0] for key in found.passages}, tested.relevant[q.id])
        for q, found in zip(tested.queries, signals, strict=True)
    ]


def _ndcg(found: Sequence[Found], fusion: Fusion) -> float:
    return _mean(found, [each.ranked(fusion) for each in found])


def _mean(found: Sequence[Found], ranked: Sequence[Sequence[str]]) -> float:
    return fmean(ndcg_at(_PLACES, order, f.gains) for f, order in zip(found, ranked, strict=True))


if __name__ == "__main__":
    sys.exit(main())
