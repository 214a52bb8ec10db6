"""Words of staff and the words of reports that mean the same, whoever publishes them."""

from __future__ import annotations

from collections.abc import Mapping
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
    lines = (Path(__file__).parent / "words" / "synonyms.txt").read_text().splitlines()
    same = [frozenset(" ".join(stems(name)) for name in line.split(",")) for line in lines]
    words = {name for names in same for name in names if " " not in name}
    return {word: frozenset().union(*(s for s in same if word in s)) - {word} for word in words}
