"""Texts that are nothing but the fields of an item, whatever stands between them or names them.

`Held by Ch Insp Orr • Priority 1 • Target 30 Sept 2025 • OVERDUE`, `Fleet Manager, 30 April 2026`,
`High - Head of Estates - due 31 October 2024`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.extract.deadline import BY_DAY, WHEN
from corpus.extract.doer import is_initials, is_named, is_person, is_post
from corpus.extract.part import piece_of
from corpus.extract.rank import RANKED
from corpus.extract.status import is_status
from corpus.register import Field


def shown(text: Field) -> list[tuple[str, Field]]:
    """The fields of a text of which every part shows itself to be one; else none.

    Parts stand between bars, bullets, semicolons and dashes, or else between commas.
    """
    for between in (_BAR, _COMMA):
        told = [_shown(part) for part in _parts(text, between)]
        if len(told) > 1 and all(told):
            return [one for one in told if one and one[0]]
    return []


def _parts(text: Field, between: re.Pattern[str]) -> Iterator[Field]:
    """The parts of a text that hold words."""
    bars = list(between.finditer(text.value))
    starts = [0, *(bar.end() for bar in bars)]
    for start, end in zip(starts, [*(bar.start() for bar in bars), len(text.value)], strict=True):
        if re.search(r"\w", text.value[start:end]):
            yield piece_of(text, start, end)


_BAR = re.compile(r"\s[–—-]\s|[•·|;\t\n]")
_COMMA = re.compile(r"[,;|]")


def shown_kind(part: Field) -> Iterator[tuple[str, Field]]:
    """The field that a text is, if it shows itself to be one."""
    told = _shown(part)
    if told and told[0]:
        yield told


def _shown(part: Field) -> tuple[str, Field] | None:
    """The kind and the value of a text that is one field; no kind where it says there is none."""
    words = part.value.rstrip(" .")
    bare = piece_of(part, 0, len(words)) if words else part
    for kind, form in _FORMS:
        if found := form.fullmatch(words):
            when = found.groupdict().get("when")
            return kind, piece_of(bare, *found.span("when")) if when else bare
    if is_status(words):
        return "status", bare
    who = _holder(bare)
    return ("owner", who) if who else None


def _holder(bare: Field) -> Field | None:
    """Who is named, behind the words that say so where those stand: `Held by Ch Insp Orr`."""
    held = _HELD_BY.match(bare.value)
    who = piece_of(bare, held.end(), len(bare.value)) if held else bare
    named = is_named(who.value) or (bool(held) and (is_post(who.value) or is_person(who.value)))
    return who if named or is_initials(who.value) else None


_ALL_BY = re.compile(
    rf"(?:all|both|each|first|last|complete)\b(?: \w+){{0,2}}? by (?P<when>(?:the )?(?:end of )?(?:{WHEN.pattern}))",
    re.IGNORECASE,
)
"""`all nine by 31 October 2026`."""
_MOVED = re.compile(
    rf"(?:now|revised|moved|extended)(?: to)? (?:the )?(?P<when>(?:end of )?(?:{WHEN.pattern}))",
    re.IGNORECASE,
)
"""A day that replaces the one told before it: `Was due 31 March 2025, now 31 March 2026`."""
_NONE = re.compile(
    r"(?:(?:with |there is )?no |not (?:yet )?|none ?)(?:new )?(?:date|deadline|owner|set|given|stated|agreed)?(?: (?:was |yet )?(?:set|given|stated|agreed|named)(?: by [\w ]{3,30})?)?",
    re.IGNORECASE,
)
"""Says that there is no such field: `no date was set`."""


def says_none(words: str) -> bool:
    """Whether some words say that there is no such field: `None given`, `no date set`.

    >>> says_none("no date given by the inspectors"), says_none("Not set"), says_none("TBC")
    (True, True, False)
    """
    return bool(_NONE.fullmatch(words.strip(" .")))


_HELD_BY = re.compile(
    r"(?:held|owned|led|sponsored|to be done) by (?:the )?|(?:owner|lead|sro)(?: is)?:? (?:the )?",
    re.IGNORECASE,
)
_FORMS = (
    ("", _NONE),
    ("deadline", WHEN),
    ("deadline", BY_DAY),
    ("deadline", _ALL_BY),
    ("revised", _MOVED),
    ("priority", RANKED),
)
"""What a text of each kind looks like; no kind where it says that there is none."""
