"""Words of staff and the words of reports that mean the same, whoever publishes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path

from index.terms import stems

ALIKE = 0.85
"""How far a word stands for one that means the same; itself it would be 1."""


@cache
def synonyms() -> Mapping[str, frozenset[str]]:
    """By the stem of a word, the words of the same meaning as stems parted by blanks.

    >>> "local author" in synonyms()["council"]
    True
    """
    same = [frozenset(" ".join(stems(name)) for name in line) for line in _lines()]
    words = {name for names in same for name in names if " " not in name}
    return {word: frozenset().union(*(s for s in same if word in s)) - {word} for word in words}


def in_words_held(text: str, held: AbstractSet[str]) -> str:
    """A question with each phrase that no report uses in words of the same meaning that one does.

    Only of several words, or of letters: what one word stands for is for the search to weigh.

    Args:
        text: The question.
        held: The stems of the words that the reports hold.

    >>> in_words_held("How much comes from council tax?", {"precept", "fund"})
    'How much comes from precept?'
    >>> in_words_held("How much comes from council tax?", {"council", "tax", "precept"})
    'How much comes from council tax?'
    """
    for pattern, names in _phrases():
        if found := pattern.search(text):
            if held >= set(stems(found[0])):
                continue
            same = (name for name in names if held >= set(stems(name)))
            if meant := next(same, ""):
                text = f"{text[: found.start()]}{meant}{text[found.end() :]}"
    return text


_LETTERS = 3
"""Letters of a name that is more than a short form."""


@cache
def _lines() -> tuple[tuple[str, ...], ...]:
    """The names in each line of the words that mean the same."""
    lines = (Path(__file__).parent / "words" / "synonyms.txt").read_text().splitlines()
    return tuple(tuple(name.strip() for name in line.split(",")) for line in lines)


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """Each name, as it is found in a question, with the others of its line."""
    return tuple(
        (re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE), tuple(n for n in line if n != name))
        for line in _lines()
        for name in line
        if " " in name or len(name) < _LETTERS
    )
