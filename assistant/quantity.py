"""Numbers, shares and lengths of time: however they are written, as one value each."""

from __future__ import annotations

import re

from assistant.numeral import ORDINALS, TENS, UNITS
from corpus.piece import fold

_PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10,
}  # fmt: skip
_TIMES = {"twice": "2x", "double": "2x", "doubled": "2x"}
_LENGTHS = {
    "second": (1 / 86_400, "day"), "minute": (1 / 1_440, "day"), "hour": (1 / 24, "day"), "fortnight": (14.0, "day"), "week": (7.0, "day"), "year": (12.0, "month")
}  # fmt: skip
"""Lengths of time that are as long as so many of another."""
_CLOSE = 0.08
"""How far off `about` may be, as a share of the number."""
_FAR = 1.4
"""How many times a bound what is `over` it may be."""
_BOUNDS = {">", "<"}

_CARDINAL = rf"(?:(?:{'|'.join(TENS)})(?:[-\s](?:{'|'.join(UNITS[1:10])}))?|{'|'.join(UNITS)})"
_PERCENT = r"(?:\s?(?:%|per\s?cent\b))"
ABOUT = (
    r"(?:\b(?:about|around|roughly|nearly|almost|approximately|some|close\sto|just\s(?:over|under))\s"
    r"(?=[£\d]|one\sin|(?:an?\s)?(?:\w+[-\s])?"
    rf"(?:{_CARDINAL}|half|thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)\b))?"
)
"""A word that makes a number a rough one; before a number only."""
SPAN = (
    rf"\b(?:\d+|{_CARDINAL}|half\san?|(?:(?<=within\s)|(?<=inside\s)|(?<=than\s)|(?<=over\s)|(?<=\bin\s))an?)"
    r"[\s-]+(?:working\s|calendar\s)?(?:second|minute|hour|day|week|fortnight|month|year)s?\b"
)
_MANY = "two|three|four|five|six|seven|eight|nine"
SHARE = (
    r"(?:\b(?:more|less|fewer)\sthan\s|\b(?:just\s)?(?:over|under)\s)?"
    rf"\b(?:one\s(?:\w+\s)?in\s(?:\d+|{_CARDINAL})\b"
    rf"|(?:{_MANY})\s(?:\w+\s)?(?:in|out\sof)\s(?:every\s)?(?:three|four|five|six|seven|eight|nine|ten)\b"
    rf"(?!\s(?:area|case|instance|month|week|day|year|hour|minute|second|district|force|team|station)s?\b)"
    rf"|(?:(?:{_MANY})[-\s](?:thirds|quarters|fifths|sixths|sevenths|eighths|ninths|tenths)|(?:(?:a|one)[-\s])?half|(?:a|one)[-\s]quarter"
    r"|(?:a|one)[-\s](?:third|fifth|sixth|seventh|eighth|ninth|tenth)"
    r"(?=\s(?:of|in|since|had|have|has|were|was|are|is|did|do|could)\b|\s?[.,;()]|$))\b)"
)
SPELT = rf"\b(?:{_CARDINAL}{_PERCENT}?|{'|'.join(ORDINALS)}|{'|'.join(_TIMES)})(?![\w'’])"


def number_of(text: str) -> str:
    """A number as it is compared: `25`, `25%`, `£25`, `3th` for third, `~25` for about 25.

    >>> number_of("£310,000"), number_of("Ninety-one per cent"), number_of("some 150")
    ('£310000', '91%', '~150')
    """
    rough, bare = _rough(text)
    if bare in _TIMES:
        return _TIMES[bare]
    if bare in ORDINALS:
        return f"{1 + ORDINALS.index(bare)}th"
    share = "%" if re.search(r"%|per\s?cent", bare) else ""
    word = re.sub(r"\s?per\s?cent", "", bare)
    if word[:1].isalpha():
        return f"{rough}{_cardinal(word)}{share}"
    digits = re.sub(r"[^\d.]", "", word).rstrip(".")
    if re.search(r"\d\s?m(?:illion)?$", word):
        digits = f"{float(digits) * 1_000_000:.0f}"
    return f"{rough}{'£' if word.startswith('£') else ''}{digits}{share}"


def share_of(text: str) -> str:
    """A part of a whole in percent, always a rough one but for a half; `>` above, `<` below it.

    >>> share_of("a third"), share_of("two in five"), share_of("half"), share_of("over a fifth")
    ('~33.3%', '~40.0%', '50%', '>20.0%')
    """
    rough, bare = _rough(text)
    bound = re.match(r"(?:just )?(more than|over|less than|fewer than|under) ", bare)
    if bound:
        rough = ">" if bound[1] in {"more than", "over"} else "<"
        bare = bare[bound.end() :]
    words = re.split(r"[-\s]", bare)
    times = UNITS.index(words[0]) if words[0] in UNITS else 1
    if " in " in bare or " out of " in bare:
        return f"{rough or '~'}{100 * times / _cardinal(words[-1]):.1f}%"
    of = _PARTS[words[-1].rstrip("s")]
    return f"{rough}50%" if of == 2 else f"{rough or '~'}{100 * times / of:.1f}%"


def span_of(text: str) -> str:
    """A length of time, its number and its unit.

    >>> span_of("48 hours"), span_of("half a year"), span_of("a working day")
    ('48 hour', '0.5 year', '1 working day')
    """
    rough, bare = _rough(text)
    *words, unit = re.split(r"[\s-]+", bare)
    working = "working " if "working" in words else ""
    words = [word for word in words if word not in {"working", "calendar"}]
    count = {"half": 0.5, "a": 1.0, "an": 1.0}.get(words[0]) or float(_cardinal(" ".join(words)))
    return f"{rough}{count:g} {working}{unit.rstrip('s')}"


def same_number(said: str, held: str) -> bool:
    """Whether a number is one held; a rough one is near it.

    >>> same_number("~6.2%", "6.1%"), same_number("48 hour", "2 day"), same_number("5", "50")
    (True, True, False)
    """
    if said.lstrip("~") == held.lstrip("~") or _bare(said, held):
        return True
    if said[:1] in _BOUNDS:
        return _within(said, held)
    rough = said.startswith("~") or held.startswith("~")
    (ours, unit), (theirs, other) = _parted(said), _parted(held)
    return unit == other and abs(ours - theirs) <= (_CLOSE if rough else 1e-9) * theirs


def _within(bound: str, held: str) -> bool:
    """Whether a share held is a little above, or below, one that is told as a bound."""
    (least, unit), (theirs, other) = _parted(bound), _parted(held)
    near = least < theirs <= _FAR * least if bound[0] == ">" else theirs < least <= _FAR * theirs
    return unit == other and near


def _bare(short: str, long: str) -> bool:
    """Whether one number is another without its unit of time: `down from 134`."""
    return short.isdigit() and re.fullmatch(rf"{short} [a-z]+", long) is not None


def _parted(value: str) -> tuple[float, str]:
    found = re.search(r"\d+(?:\.\d+)?", value)
    number, unit = float(found[0]) if found else -1.0, re.sub(r"[~<>\d.]", "", value)
    times, same = _LENGTHS.get(unit.strip(), (1.0, unit.strip()))
    return number * times, same


def _rough(text: str) -> tuple[str, str]:
    low = fold(text)
    bare = re.sub(ABOUT, "", low, count=1)
    return ("~" if bare != low else ""), bare


def _cardinal(word: str) -> int:
    if word.isdigit():
        return int(word)
    total = 0
    for part in re.split(r"[-\s]", word):
        total += UNITS.index(part) if part in UNITS else 20 + 10 * TENS.index(part)
    return total
