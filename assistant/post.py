"""The posts, bodies and teams that a question names: in full, shortened or by initials."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from corpus.piece import words
from index.terms import content, stem, stems

_OWNED = 0.5
"""Share of a post's words, by weight, that must be said for it to be the post meant."""
_ABBREVIATED = 4
"""Letters that a shortened word keeps at least: `comms`."""
SMALL = frozenset(stems("a an and at for in of on or the to"))
"""Stems of the small words in a name."""
RANKS = {
    "det": "detect", "supt": "superintend", "insp": "inspector", "sgt": "sergeant",
    "asst": "assist",
}  # fmt: skip
"""Stems of ranks by how the police write them for short."""


def posts(
    text: str, held: Iterable[str], naming: AbstractSet[str], topics: AbstractSet[str]
) -> set[str]:
    """The posts, bodies or teams that a question names, in full, shortened or by initials.

    A word that names a report or one of the areas of items, such as `vetting`, names no post by
    itself.
    """
    values = {value: set(stems(value)) - SMALL for value in held if len(value) < 120}
    counts = Counter(s for names in values.values() for s in names)
    weight = {s: math.log(1 + len(values) / n) for s, n in counts.items()}
    said = {}
    for value, names in values.items():
        told = {s for s in names if any(says(word, s) for word in words(text))}
        told |= _initialled_in(value, text)
        whole = len(names) > 1 and re.search(
            rf"\b(?:for|by|to|does|has) (?:the )?{re.escape(value)}\b", text
        )
        if not whole and (told <= naming or (told < names and told <= topics)):
            continue
        total = sum(weight[s] for s in names)
        said[value] = sum(weight[s] for s in told & names) / total if total else 0.0
    best = max(said.values(), default=0.0)
    return {value for value, share in said.items() if best >= _OWNED and share >= best * 0.9}


def initialled(value: str) -> set[str]:
    """The initials of each run of words of a post, and of its beginnings: `dci`."""
    runs = re.split(r"[()/,]", value)
    letters = ["".join(w[0] for w in words(run) if w not in {"and", "of", "the"}) for run in runs]
    return {run[:end] for run in letters for end in range(2, len(run) + 1)}


def says(word: str, name: str) -> bool:
    """Whether a word is a name's stem, or that name shortened.

    >>> says("comms", "communic"), says("force", "form")
    (True, False)
    >>> says("supt", "superintend"), says("det", "detail")
    (True, False)
    """
    short = word.removesuffix("s")
    shortened = len(short) >= _ABBREVIATED and name.startswith(short)
    return stem(word) == name or shortened or RANKS.get(word) == name


def _initialled_in(value: str, text: str) -> set[str]:
    """The stems of a post that its initials in a text stand for."""
    found: set[str] = set()
    spoken = set(words(text))
    for run in re.split(r"[()/,]", value):
        names = [w for w in words(run) if w not in {"and", "of", "the"}]
        for end in range(2, len(names) + 1):
            letters = "".join(w[0] for w in names[:end])
            if letters in spoken and content(letters):  # `his` is no Head of Information Security
                found |= set(stems(" ".join(names[:end])))
    return found
