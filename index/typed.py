"""Words of asking as people type them in haste."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from rapidfuzz.distance import DamerauLevenshtein

from index.english import is_word

_SHORT = {
    "r": "are", "u": "you", "ur": "your", "wat": "what", "wot": "what", "wats": "what's",
    "wots": "what's", "whats": "what's", "whos": "who's", "wheres": "where's", "hows": "how's",
    "wen": "when", "wich": "which", "wud": "would", "shud": "should", "cud": "could",
    "pls": "please", "plz": "please", "abt": "about", "b4": "before", "thx": "thanks",
}  # fmt: skip
"""How words of grammar are cut short."""
_NEVER = frozenset({"whats", "whos", "wheres", "hows", "wats", "wots"})
"""Such as are no words of their own, though they have the stem of one."""
_LONG = 5
"""Letters of a word, at least, that is known by all its letters but one."""


def as_meant(word: str) -> str:
    """The word of asking for which a folded word, held in no report, is typed; empty if none is.

    >>> as_meant("wich"), as_meant("deadlin"), as_meant("priorty"), as_meant("ferry")
    ('which', 'deadline', 'priority', '')
    """
    if word in _SHORT:
        return _SHORT[word]
    if len(word) < _LONG or is_word(word) or word in _asking():
        return ""
    near = (one for one in _asking() if one[0] == word[0] and len(one) >= _LONG)
    return next((one for one in near if DamerauLevenshtein.distance(word, one) == 1), "")


def is_cut(word: str) -> bool:
    """Whether a folded word is a word of asking cut short, and can be nothing else."""
    return word in _NEVER


@cache
def _asking() -> tuple[str, ...]:
    folder = Path(__file__).parent / "words"
    return tuple(
        word
        for name in ("asking", "function")
        for word in (folder / f"{name}.txt").read_text().split()
    )
