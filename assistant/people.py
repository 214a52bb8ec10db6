"""By what letters reports call the people whom they name: `Ada Finch (AF), Chief Executive`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from corpus.piece import fold
from corpus.report import Report
from index.english import is_word

_LETTERED = re.compile(
    r"(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,3}) \((?P<letters>[A-Z]{2,4})\)"
)
LETTERS = re.compile(r"[A-Z]{2,4}(?:(?:,| and|,? &|/) ?[A-Z]{2,4})*")
"""Nothing but the letters of people: `HQ and AF`."""
_ONE = re.compile(r"\b[A-Z]{2,4}\b")
_BRACKETED = re.compile(r"\([A-Z]{2,4}\)")
"""What a section holds that names anybody with letters; far quicker to look for than the name."""


@dataclass(frozen=True, slots=True)
class People:
    """The letters of people by the words of their names."""

    letters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By folded word of a name: the letters of those who bear it."""

    @classmethod
    def of(cls, reports: Iterable[Report]) -> People:
        """Those whom any of the reports names with letters."""
        found: dict[str, set[str]] = defaultdict(set)
        for report in reports:
            for name, letters in _lettered(report):
                for word in name.split()[-len(letters) :]:
                    found[fold(word)].add(letters)
        return cls({word: frozenset(letters) for word, letters in found.items()})

    def named(self, text: str) -> frozenset[str]:
        """The folded words of a text that name somebody: with a capital, or no word of English.

        >>> some = People({"tovey": frozenset({"AF"}), "mark": frozenset({"MB"})})
        >>> sorted(some.named("did tovey mark it?"))
        ['tovey']
        """
        said = re.findall(r"[\w-]+(?=['’]s\b)|[\w'’-]+", text)
        return frozenset(
            fold(w) for w in said if fold(w) in self.letters and (w[0].isupper() or not is_word(w))
        )

    def called(self, text: str) -> frozenset[str]:
        """The letters of those whom a text names, by name or by their letters.

        Where two words of a name are said, both must be theirs.
        """
        held = [self.letters[word] for word in self.named(text)]
        shared = frozenset.intersection(*held) if held else frozenset()
        known = frozenset[str]().union(*self.letters.values())
        named = shared or frozenset[str]().union(*held)
        return named | (letters_in(text) & known)


def letters_in(text: str) -> frozenset[str]:
    """The short runs of capitals in a text."""
    return frozenset(_ONE.findall(text))


def _lettered(report: Report) -> Iterator[tuple[str, str]]:
    """The people of a report with their letters, which are the initials of their names."""
    for section in report.sections:
        for block in section.blocks if _BRACKETED.search(section.text) else ():
            words = section.words(block)
            for found in _LETTERED.finditer(words):
                parts = re.split(r"[ -]", found["name"])
                initials = "".join(part[0] for part in parts if part)
                person = found.start() == 0 or not all(map(is_word, map(fold, parts)))
                if person and initials.endswith(found["letters"]):
                    yield found["name"], found["letters"]
