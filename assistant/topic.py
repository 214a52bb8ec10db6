"""What a question is about: its words beside those that ask and those that name reports."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from assistant.asked import Asked
from index.terms import ASKING, content_stems, generality, stems


def topic_of(asked: Asked, words: str, besides: AbstractSet[str] = frozenset()) -> set[str]:
    """The stems of some words of a question that say what it is about.

    None asks for a field, names the reports meant, or is one of `besides`.
    """
    return content_stems(words) - ASKING - asked.naming - besides


def telling(asked: Asked, words: str, besides: AbstractSet[str] = frozenset()) -> set[str]:
    """Those of them that are no everyday talk."""
    return {found for found in topic_of(asked, words, besides) if generality(found) == 1}


def names_topic(asked: Asked, words: str, besides: AbstractSet[str] = frozenset()) -> bool:
    """Whether some words of a question say what it is about, in more than everyday talk."""
    return bool(telling(asked, words, besides))


def called(asked: Asked) -> set[str]:
    """The stems by which the reports searched are called: their forces, publishers and kinds."""
    named = (f"{r.force} {r.publisher} {r.kind}" for r in asked.reports.values())
    return set(stems(" ".join(named)))
