"""Lists that a sentence, or the heading over them, makes lists of what is asked.

`All of these fall to the Head of Estates and are due by 31 May 2026.`, `I ask that you do as follows.`
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.extract.account import sentences
from corpus.extract.around import said_of_it
from corpus.extract.doer import HOLDER, is_person, is_post
from corpus.extract.part import Part, piece_of
from corpus.register import Field
from corpus.report import Block

_NOT_OF = r"(?! (?:about|whether|how|why|what|if|who|when|for evidence|(?:of )?(?:(?:the|this) )?(?:committee|board|panel|members)|\w+ questions?|questions?)\b)"
_ASKS = re.compile(
    r"\b(?:I|we|panel|board|committee|commissioner|members|group|audit team)(?: \w+){0,3}? "
    rf"(?:asks?|asked|want(?:s|ed)?|request(?:s|ed)?|require|recommend(?:s|ed)?|agreed){_NOT_OF}[^.?]{{0,80}}[.:]$"
    r"|^(?!.*\b(?:committee|board|panel|members|you|councillors)\b)[^.?]*\b(?:is|are) (?:now )?asked to [^.?]{0,80}[.:]$",
    re.IGNORECASE,
)
_ASKS_OVER = re.compile(
    rf"\bwhat (?:I|we) (?:am |are )?(?:now )?(?:ask(?:ed|ing|s)?|want(?:ed|s)?|expect(?:ed|s)?){_NOT_OF}\b"
    r"|^(?:my|our|the \w+['’]s) requests?\b|\brequests (?:to|of|for|from) the\b|\bto be done\b",
    re.IGNORECASE,
)
_THESE = re.compile(
    r"\b(?:these|the following|they|each of them|all (?:of them|two|three|four|five|six|seven|eight|\d+))\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    rf"(?P<who>{HOLDER}) (?:(?:will|is to|has agreed to|agreed to) )?(?:takes?|took|leads?|owns?|has|have|does?|handles?)"
    r" (?:on )?(?:(?:points?|items?|actions?|requests?|numbers?) )?(?P<numbers>\d{1,3}(?:(?:,| and|, and|,? to) \d{1,3})*)\b"
)
"""`Sergeant Barrow will take 14 and 15`."""
_ORDER = re.compile(r"^(?:\((?P<letter>[a-z]|[ivx]+)\)|(?P<number>\d{1,3})[.)])\s+")
_SHORT = 12


def led(part: Part) -> Iterator[tuple[Field, str, list[tuple[str, Field]]]]:
    """The points that a section asks for, each with its number and what the lead tells of it."""
    told: list[tuple[str, Field]] = []
    numbered: dict[str, Field] = {}
    over = bool(_ASKS_OVER.search(part.section.heading))
    asking = over
    before: Block | None = None
    for block in part.blocks:
        if block.kind != "item":
            before = block
            continue
        if before:
            lead = sentences(part.whole(before)) if before.kind == "paragraph" else []
            told = [one for s in lead if _THESE.search(s.value) for one in said_of_it(s)]
            numbered |= dict(one for s in lead for one in _by_number(s))
            asking = asking or bool(told) or any(_ASKS.search(s.value) for s in lead)
            before = None
        whole = part.whole(block)
        opens = _ORDER.match(whole.value)
        if not asking or whole.value.endswith("?") or len(whole.value) < _SHORT:
            continue
        number = (opens["letter"] or opens["number"]) if opens else ""
        own = [("owner", numbered[number])] if number in numbered else []
        body = piece_of(whole, opens.end(), len(whole.value)) if opens else whole
        yield body, number, [*own, *told]


def _by_number(sentence: Field) -> Iterator[tuple[str, Field]]:
    for found in _NUMBERED.finditer(sentence.value):
        if is_post(found["who"]) or is_person(found["who"]):
            for number in re.findall(r"\d+", found["numbers"]):
                yield number, piece_of(sentence, *found.span("who"))
