"""Which member of a list that an answer told a follow-up means by its place: `the third`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Turn
from assistant.numeral import ORDINALS
from corpus.label import FAMILIES
from corpus.piece import fold
from index.terms import content

_NTH = re.compile(
    rf"(?<!due )(?<!comes )(?<!come )\b(?:the |that )?(?P<nth>{'|'.join(ORDINALS)}|last|final(?= one)|\d{{1,2}}(?:st|nd|rd|th))"
    r"(?: one)?(?: (?:of|on|in) (?:those|these|them|(?:the|that|your) list))?"
    r"(?=\W*$| *[,;?]| (?:is|was|are|were|say|says|said|ask|asks|about|for|due|got|owned|done)\b)",
    re.IGNORECASE,
)
"""The place of a member, with no noun behind it: no `second report`, no `last year`."""
_NEIGHBOUR = re.compile(
    r"\bthe (?P<way>next|following|previous|preceding)(?: one)?(?=\W*$)", re.IGNORECASE
)
"""The item that stands before or after another by its number."""
_FAMILY = rf"(?:{'|'.join(FAMILIES.values())})"
_NUMBERED = re.compile(rf"(?<!\w)(?:20\d\d )?(?:{_FAMILY}|recs?) [A-Z]{{0,5}}[-/ ]?\d+(?:/\d+)?[a-z]?\b", re.IGNORECASE)  # fmt: skip
_HEADER = re.compile(rf"\b(?P<family>{_FAMILY})\b[^:]{{0,120}}:", re.IGNORECASE)
_MARK = re.compile(r"\s*\[\d+\]")
_QUOTED = re.compile(r"^“.*$", re.MULTILINE)
"""A quotation on a line of its own: its commas part no list."""
_NAMED = re.compile(r"^(?P<name>[^“”:]{2,90}?)(?: \N{EN DASH} |: |\s*[(“])")
"""What stands before the fields of a row."""
_SERIES = 3
"""Members that commas part, at least: two may be parts of one name."""
_WORDS = 2
"""Content words by which a member stands by itself."""


def members(answer: str) -> tuple[str, ...]:
    """The members of the list that an answer tells, each by its name; none where it tells no list.

    >>> members("Three boards: the Tasking Board; the Risk Board; and the Estates Board.")
    ('the Tasking Board', 'the Risk Board', 'the Estates Board')
    >>> members("2 of 9 actions: 4 count the keys; 7 mend the gate.")
    ('action 4', 'action 7')
    >>> members("The Tasking Board met in May.")
    ()
    """
    text = _QUOTED.sub("", _MARK.sub("", answer))
    lines = [line.strip()[2:] for line in text.splitlines() if line.strip().startswith("- ")]
    parts = lines or _parts(" ".join(text.split()))
    header = _HEADER.search(text)
    if len(parts) == 1 or _counts(parts, text):
        return ()
    family = re.sub(r"s$", "", header["family"]) if header else ""
    return tuple(_name(part, family) for part in parts)


def _parts(text: str) -> list[str]:
    """The members that a running text parts by marks, or by `and` where each has a number."""
    told = text.rsplit(": ", 1)[-1] if text.count(": ") == 1 else text.partition(": ")[2] or text
    told = _bare(told).rstrip(". ")
    listed = [part for part in re.split(r";\s+(?:and\s+)?", told) if part.strip()]
    if len(listed) > 1:
        return listed
    last = r"" if ", and " in told else r"|\s+and\s+(?=[^,]*$)"
    series = [part for part in re.split(rf",\s+(?:and\s+)?{last}", told) if part]
    if len(series) >= _SERIES and "," in told:
        return series
    numbered = [found[0] for found in _NUMBERED.finditer(_bare(text))]
    if len(numbered) > 1:
        return numbered
    rows = re.findall(r"(?:^|\. )([^.:]{3,80}): [^.:]{2,40}(?=\.|$)", _bare(text))
    return rows if len(rows) > 1 else []


def _counts(parts: Sequence[str], text: str) -> bool:
    """Whether the parts count the members instead of telling them: `9: 2 open, 7 closed`."""
    numbers = [int(n[0]) for part in parts if (n := re.match(r"\d+(?= [A-Za-z])", part))]
    whole = re.match(r"(?:\d+ of )?(\d+)\b", text)
    total = int(whole[1]) if whole else 0
    return len(numbers) == len(parts) > 1 and sum(numbers) == total


def _bare(text: str) -> str:
    """A text without what stands in brackets."""
    return re.sub(r"\s*\((?:[^()]|\([^()]*\))*\)", "", text)


def _name(part: str, family: str) -> str:
    """How a member is called: by its family and number, or by what stands before its fields."""
    labelled = _NUMBERED.match(part)
    if labelled:
        return labelled[0]
    number = re.match(r"([A-Z]{0,5}[-/ ]?\d{1,3}[a-z]?)\b(?! (?:of|per)\b)", part)
    if number and family:
        return f"{family} {number[1]}"
    named = _NAMED.match(part)
    return (named["name"] if named else part).strip(" .“”")


def placed(text: str, history: Sequence[Turn]) -> str:
    """A follow-up with the member put in that it means by its place; empty where it means none.

    The list is that of the latest answer which told one long enough.

    >>> placed("and the next one?", [Turn("user", "who owns action 3?"), Turn("assistant", "Ann")])
    'and action 4?'
    """
    if beside := _NEIGHBOUR.search(text):
        return _beside(text, beside, history)
    found = _NTH.search(text)
    if not found:
        return ""
    told = [members(turn.content) for turn in reversed(history) if turn.role == "assistant"]
    lists = [one for one in told if len(one) > 1]
    n = _place(fold(found["nth"]))
    whole = next((one for one in lists if len(one) >= abs(n)), ())
    if not whole:
        return ""
    member = whole[n if n < 0 else n - 1]
    return f"{text[: found.start()]}{member}{text[found.end() :]}"


def _beside(text: str, way: re.Match[str], history: Sequence[Turn]) -> str:
    """A follow-up with the number put in of the item before or after the one spoken of last."""
    named = (_NUMBERED.findall(turn.content) for turn in reversed(history))
    told = next((found for found in named if found), [])
    labels = {fold(label) for label in told}
    number = re.search(r"\d+$", told[0]) if len(labels) == 1 else None
    if not number:
        return ""
    n = int(number[0]) + (-1 if fold(way["way"]) in {"previous", "preceding"} else 1)
    return f"{text[: way.start()]}{told[0][: number.start()]}{n}{text[way.end() :]}" if n else ""


def _place(said: str) -> int:
    """The place counted from 1, or -1 for the last."""
    if said in {"last", "final"}:
        return -1
    return ORDINALS.index(said) + 1 if said in ORDINALS else int(re.sub(r"\D", "", said))


def stands_alone(text: str) -> bool:
    """Whether a member is named so that nothing else need be put back: by some words, or a name."""
    named = len(content(text)) >= _WORDS or bool(re.search(r"\b[A-Z]{3,}\b", text))
    return named and not _NUMBERED.search(text)
