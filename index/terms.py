"""The words of a question that search goes by."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import snowballstemmer

from corpus.piece import words

_FUNCTION = frozenset(
    """a about above after again all also although am an and any are as at be because been before
    being below between both but by can could did do does doing done down during each either else
    ever every few for from further get give given go goes going got had has have having he her here
    hers him his how i if in into is it its itself just let like may me might more most much must my
    no nor not now of off on once one only onto or other our ours out over own please put s said same
    say says shall she should so some such t than that the their theirs them then there these they
    thing things this those through to too under until up upon us use used using very want was we
    were what whats when where whether which while who whom whose why will with within without would
    yes yet you your tell show know mean means exactly actually currently many happen happens
    happened there's what's who's doesn't don't didn't isn't hasn't haven't weren't wasn't
    s re ve ll""".split()
)
"""Words of grammar and of asking, which no passage is found by."""


@cache
def stem(word: str) -> str:
    """The English Snowball stem of a folded word.

    >>> stem("recommendations"), stem("force's")
    ('recommend', 'forc')
    """
    return str(_stemmer().stemWord(word.removesuffix("'s").removesuffix("'")))


def stems(text: str) -> list[str]:
    """The stems of all words of a text, in order; joined words count whole and in part."""
    found = []
    for word in words(text):
        parts = [part for part in word.replace("/", "-").split("-") if part]
        found += [stem(part) for part in parts]
        if len(parts) > 1:
            found.append(word)
    return found


def content(text: str) -> tuple[str, ...]:
    """The words of a question without those of grammar, once each, in order.

    >>> content("Who is responsible for the Missing Person Team?")
    ('responsible', 'missing', 'person', 'team')
    """
    parts = (part for word in words(text) for part in _parts(word))
    return tuple(dict.fromkeys(part for part in parts if part not in _FUNCTION))


def _parts(word: str) -> Iterable[str]:
    joined = not any(char.isdigit() for char in word)
    return word.replace("/", "-").split("-") if joined else [word]


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")
