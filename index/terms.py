"""The words of a question that search goes by."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from corpus.piece import words
from corpus.stems import stem

__all__ = ["ASKING", "content", "content_stems", "generality", "stem", "stems"]


def _listed(name: str) -> tuple[str, ...]:
    """The words of a list of ours, from the file of that name."""
    return tuple((Path(__file__).parent / "words" / f"{name}.txt").read_text().split())


_FUNCTION = frozenset(_listed("function"))
"""Words of grammar and of asking, which no passage is found by."""


_OWNED = re.compile(r"['’]s?$")
"""The mark of what belongs to somebody: no report is found by `finch's` that holds `Finch`."""
_APART = 3
"""Places between the words of one phrase, at most."""
_GENERAL = _listed("general")
"""Words of everyday talk: a passage may well answer without them."""


@cache
def generality(term_stem: str) -> float:
    """How much less a stem counts for being a word of everyday talk, in (0, 1]."""
    return 0.3 if term_stem in _general_stems() else 1.0


@cache
def _general_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in _GENERAL)


def stems(text: str) -> list[str]:
    """The stems of all words of a text, in order; joined words count whole and in part."""
    return [found for word in words(text) for found in _stems_of(word)]


@lru_cache(maxsize=8192)
def stem_set(text: str) -> frozenset[str]:
    """The stems of a text, remembered: questions come back to the same passages."""
    return frozenset(stems(text))


@cache
def _stems_of(word: str) -> tuple[str, ...]:
    parts = [part for part in word.replace("/", "-").split("-") if part]
    return (*map(stem, parts), *([word] if len(parts) > 1 else ()))


def content(text: str) -> tuple[str, ...]:
    """The words of a question without those of grammar, once each, in order.

    >>> content("Who is responsible for the Missing Person Team?")
    ('responsible', 'missing', 'person', 'team')
    >>> content("Ada Finch's vans and the forces' stores")
    ('ada', 'finch', 'vans', 'forces', 'stores')
    """
    parts = (part for word in words(text) for part in _parts(_OWNED.sub("", word)))
    return tuple(dict.fromkeys(part for part in parts if part not in _FUNCTION))


def content_stems(text: str) -> set[str]:
    """The stems of the words of a question without those of grammar.

    >>> sorted(content_stems("Who is responsible for the stores' keys?"))
    ['key', 'respons', 'store']
    """
    return {stem(word) for word in content(text)}


def phrases(text: str) -> tuple[str, ...]:
    """Each two neighbouring content words of a question, with up to two small words between.

    >>> phrases("Who leads the Missing Person Team in the north?")
    ('leads the missing', 'missing person', 'person team', 'team in the north')
    """
    said = words(text)
    places = [n for n, word in enumerate(said) if word not in _FUNCTION]
    pairs = ((a, b) for a, b in pairwise(places) if b - a <= _APART)
    return tuple(dict.fromkeys(" ".join(said[a : b + 1]) for a, b in pairs))


def _parts(word: str) -> Iterable[str]:
    joined = not any(char.isdigit() for char in word)
    return word.replace("/", "-").split("-") if joined else [word]


ASKING = frozenset(stem(word) for word in _listed("asking"))
"""Stems that ask for a field or name a family of items: they do not say which item is meant."""
