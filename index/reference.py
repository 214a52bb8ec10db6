"""What the default model gives when sentence-transformers runs it, to check a compiled one by.

python -m index.reference            compare both on this machine (seconds)
python -m index.reference --write    keep what sentence-transformers gives
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from index.embed import Vectors

_KEPT = Path(__file__).with_name("reference.npy")
"""Half-precision vectors of `TEXTS`, shape `(texts, dimension)`."""
TEXTS = (
    "",
    "dashbord",
    "Who owns action 1?",
    "DCI \u2013 \u00a340,000 (caf\u00e9) 4P/2.25",
    "The Force will log each handover, and the desk manager will sign the rota by 31 March 2026.",
    "Nobody signs the rota. After 4pm the desk passes its calls on; the plans lack dates. " * 30,
)
"""Nothing, a typing error, a question, odd marks, a sentence, more than the model reads."""


def closeness(embed: Callable[[Sequence[str]], Vectors]) -> float:
    """The least cosine, over `TEXTS`, of an embedder's vectors and sentence-transformers'."""
    kept = np.load(_KEPT).astype(np.float32)
    unit = kept / np.linalg.norm(kept, axis=1, keepdims=True)
    return float((embed(TEXTS) * unit).sum(axis=1).min())


def main() -> int:
    """Compare, and keep the reference if asked to; 1 if the compiled model is off."""
    from index.embed import Embedder, published  # noqa: PLC0415 (which imports this file)

    given = Embedder(str(published())).embed(TEXTS)
    if sys.argv[1:] == ["--write"]:
        np.save(_KEPT, given.astype(np.float16))
    least = float((Embedder().embed(TEXTS) * given).sum(axis=1).min())
    print(f"compiled and published model: cosine {least:.7f} at least over {len(TEXTS)} texts")
    return int(least < 0.999)


if __name__ == "__main__":
    sys.exit(main())
