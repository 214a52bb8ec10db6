"""Words by their stems, to see whether two texts speak of the same thing."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import snowballstemmer

from corpus.piece import words

_SMALL = frozenset((Path(__file__).parent / "small-words.txt").read_text().split())
"""Words of grammar, which say nothing of what a text is about."""


@cache
def stem(word: str) -> str:
    """The English Snowball stem of a folded word.

    >>> stem("recommendations"), stem("force's")
    ('recommend', 'forc')
    """
    return str(_stemmer().stemWord(word.removesuffix("'s").removesuffix("'")))


def terms(text: str) -> frozenset[str]:
    """The stems of the words of substance of a text.

    >>> sorted(terms("The Force's 4P Plans are in place"))
    ['4p', 'forc', 'place', 'plan']
    """
    parts = (part for word in words(text) for part in word.replace("/", "-").split("-"))
    return frozenset(stem(part) for part in parts if part and part not in _SMALL)


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")
