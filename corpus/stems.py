"""Words by their stems, to see whether two texts speak of the same thing."""

from __future__ import annotations

from functools import cache

import snowballstemmer

from corpus.piece import words

_SMALL = frozenset(
    """
    a about after all also an and any are as at be been before being between both but by can
    could did do does each every for from further had has have he her his how if in into is it
    its itself may more most must no nor not now of on one only or other our out own s same
    should so some such than that the their them then there these they this those through to
    under until up was we were what when where whether which while who whom whose why will
    with within without would yet you your
    """.split()
)


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
