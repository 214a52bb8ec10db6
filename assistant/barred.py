"""Sentences that cannot answer, however alike: they tell of another period, or name nobody."""

from __future__ import annotations

import re

from corpus.piece import fold
from index.english import is_word

_FISCAL = re.compile(r"\b(20\d\d)\s?[/–-]\s?(?:20)?(\d\d)\b")
_QUARTER = re.compile(r"\b(?:quarter\s?([1-4])|q([1-4])|(first|second|third|fourth) quarter)\b")
_PLACES = {"first": "1", "second": "2", "third": "3", "fourth": "4"}
_POST = r"(?:[a-z]+ ){0,3}?(?:chief constable|commissioner|superintendent|inspector|sergeant|officer|manager|director|dcc|acc|pcc)"
_CALLED = re.compile(
    rf"\bnames? of (?:the |our |their )?(?P<post>{_POST})|(?P<who>{_POST})(?:'s|’s) name\b"
)
_FIRM = re.compile(
    r"\b(?:which|what|name of the) (?:company|firm|supplier|contractor|provider|charity|consultan\w+)\b"
)
_TRADES = re.compile(
    r"\b(?:company|firm|supplie[rsd]+|contract\w*|provide[rsd]+|ltd|limited|llp|plc|group|trust|charity|partnership|services)\b"
)
_INSIDE = re.compile(
    r"(?<=[a-z,;] )(?!(?:January|February|March|April|May|June|July|August|September|October|November|December|I)\b)[A-Z][\w&’'-]+"
)
_RANK = r"(?!(?:Assistant|Deputy|Chief|Detective|Police|Temporary|Acting|Head|Joint|Crime|The)\b)"
_PERSON = rf"(?:(?:Mr|Mrs|Ms|Dr|Sir|Dame) )?{_RANK}[A-Z][a-z]+ {_RANK}[A-Z][a-z]+"
_MONTH = re.compile(
    r"\b(january|february|march|april|may|june|july|august|september|october|november|december) (20\d\d)\b"
)
_PROPER = re.compile(r"(?<=[\w,;’'] )(?P<name>[A-Z][a-z][\w-]+?)(?:['’]s)?(?=[\s,.?!;)]|$)")


def is_barred(question: str, text: str, place: str) -> bool:
    """Whether a sentence cannot answer a question; `place` is its heading path and report."""
    return _of_another_period(fold(question), fold(text), fold(place)) or _names_none(
        question, text
    )


def proper_names(question: str) -> frozenset[str]:
    """The folded names in a question that are no words of English: of forces, of places.

    >>> sorted(proper_names("How many staff work on Penholt's wanted desk?"))
    ['penholt']
    """
    found = (fold(m["name"]) for m in _PROPER.finditer(question))
    return frozenset(name for name in found if not is_word(name))


def asks_name(question: str) -> bool:
    """Whether a question asks what somebody is called."""
    return bool(_CALLED.search(fold(question)))


def _of_another_period(question: str, text: str, place: str) -> bool:
    """Whether a sentence tells of years or quarters and none is the one that is asked for.

    >>> _of_another_period("budget for 2026/27", "a budget of £1.45m for 2025/26", "")
    True
    """
    return any(
        asked and told and not asked & (told | of(place))
        for of in (_years, _quarters)
        for asked, told in [(of(question), of(text))]
    ) or _of_another_year(question, text)


def _of_another_year(question: str, text: str) -> bool:
    """Whether a sentence tells of the month that is asked for, but of other years only.

    >>> _of_another_year("calls in the year to september 2025", "the year to 30 september 2024")
    True
    """
    told = _MONTH.findall(text)
    return any(
        month in {m for m, _ in told} and (month, year) not in told
        for month, year in _MONTH.findall(question)
    )


def _years(words: str) -> set[str]:
    return {f"{first}/{last}" for first, last in _FISCAL.findall(words)}


def _quarters(words: str) -> set[str]:
    found = (m[1] or m[2] or _PLACES[m[3]] for m in _QUARTER.finditer(words))
    return set(found)


def _names_none(question: str, text: str) -> bool:
    """Whether a name is asked for and a sentence holds none.

    >>> _names_none("which company supplies the nurses", "A company supplies the nurses.")
    True
    >>> _names_none("name of the chief constable", "The Chief Constable, Ann Example, said no.")
    False
    """
    if _FIRM.search(fold(question)):
        named = _INSIDE.search(re.sub(r"\([^)]*\)", "", text))
        return not (named and _TRADES.search(fold(text)))
    called = _CALLED.search(fold(question))
    if not called:
        return False
    post = re.escape((called["post"] or called["who"]).split()[-1])
    beside = rf"(?i:{post})\W+(?:is |was )?{_PERSON}|{_PERSON}\W+(?:is |was )?(?:the )?(?i:{post})"
    return not re.search(beside, text)
