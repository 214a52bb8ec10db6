"""Short forms that staff use for names which reports print in full."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_NAME = re.compile(r"\b[A-Z][a-z’']+(?:\s+(?:(?:of|and|for|the|to)\s+)?[A-Z][a-z’']+){1,6}")
_MOST_LETTERS = 6


def acronyms(texts: Iterable[str]) -> dict[str, str]:
    """The commonest name printed for each set of initials, by the initials in lower case.

    >>> acronyms(["the National Crime Agency and the Domestic Abuse Policy"])["nca"]
    'National Crime Agency'
    """
    found: dict[str, Counter[str]] = {}
    for text in texts:
        for name in _NAME.findall(text):
            for initials, part in _initials(name):
                found.setdefault(initials, Counter())[part] += 1
    return {initials: names.most_common(1)[0][0] for initials, names in found.items()}


def _initials(name: str) -> Iterable[tuple[str, str]]:
    """Initials of a name and of its beginnings and ends, with and without small words."""
    words = name.split()
    for start in range(len(words)):
        for end in range(start + 2, len(words) + 1):
            part = words[start:end]
            if not (part[0][0].isupper() and part[-1][0].isupper()):
                continue
            capitals = "".join(word[0] for word in part if word[0].isupper())
            for letters in {capitals, "".join(word[0] for word in part)}:
                if 2 <= len(letters) <= _MOST_LETTERS:
                    yield letters.casefold(), " ".join(part)
