"""Verbs as they are written: which words may be one, and what they come from."""

from __future__ import annotations

from corpus.piece import fold
from index.terms import stem

_BASE = {
    "told": "tell", "said": "say", "found": "find", "sent": "send", "wrote": "write",
    "written": "write", "made": "make", "took": "take", "taken": "take", "gave": "give",
    "given": "give", "led": "lead", "met": "meet", "bought": "buy", "shown": "show",
    "showed": "show", "kept": "keep", "held": "hold", "chose": "choose", "chosen": "choose",
    "brought": "bring", "saw": "see", "seen": "see", "began": "begin", "begun": "begin",
    "paid": "pay", "left": "leave", "lost": "lose", "built": "build", "spent": "spend",
    "sought": "seek", "withdrew": "withdraw", "withdrawn": "withdraw", "put": "put", "set": "set",
    "read": "read", "run": "run", "ran": "run", "cut": "cut", "heard": "hear", "drawn": "draw",
    "rose": "rise", "fell": "fall", "grew": "grow", "knew": "know", "won": "win",
}  # fmt: skip
"""Irregular pasts and participles, and what they come from."""


def verb_stem(word: str) -> str:
    """What verbs are compared by.

    >>> verb_stem("told") == verb_stem("tells")
    True
    """
    low = fold(word)
    return stem(_BASE.get(low, low))


def is_past(word: str) -> bool:
    """Whether a folded word may be a past or a participle."""
    return word in _BASE or word.endswith(("ed", "en", "wn"))


def is_irregular(word: str) -> bool:
    """Whether a folded word is an irregular past or participle."""
    return word in _BASE


def is_finite(word: str) -> bool:
    """Whether a folded word may be a verb that stands by itself."""
    return word in _BASE or (word.endswith(("ed", "s")) and not word.endswith("ss"))
