"""Lists that a sentence, or the heading over them, makes lists of what is asked.

`All of these fall to the Head of Estates and are due by 31 May 2026.`, `I ask that you do as follows.`
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.extract.account import sentences
from corpus.extract.around import said_of_it
from corpus.extract.bracket import bracketed, ending
from corpus.extract.doer import HOLDER, is_person, is_post
from corpus.extract.draft import Draft, draft_of, grouped
from corpus.extract.field import told_in
from corpus.extract.part import Part, piece_of
from corpus.label import Label
from corpus.register import Field
from corpus.report import Block

_NOT_OF = r"(?! (?:about|whether|how|why|what|if|who|when|for evidence|(?:of )?(?:(?:the|this) )?(?:committee|board|panel|members)|\w+ questions?|questions?)\b)"
_ASKS = re.compile(
    r"\b(?:I|we|panel|board|committee|commissioner|members|group|audit team)(?: \w+){0,3}? "
    rf"(?:asks?\b|(?<!is )(?<!are )asked|want(?:s|ed)?|request(?:s|ed)?|require|recommend(?:s|ed)?|agreed){_NOT_OF}[^.?]{{0,80}}[.:]$"
    r"|^(?!.*\b(?:committee|board|panel|members|you|councillors)\b)[^.?]*\b(?:is|are) (?:now )?asked to [^.?]{0,80}[.:]$",
    re.IGNORECASE,
)
_ASKS_YOU = re.compile(
    r"\b(?:I|we)(?: \w+){0,2} (?:ask|request|invite|want) (?:that )?you\b[^.?]*:$"
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
"""Letters of a point that asks for something, at least."""


def led(part: Part) -> Iterator[Draft]:
    """The points that a section asks for, with what their lead tells of them.

    None in an inspection report that asks its reader for nothing: what its lists tell was found.
    """
    inspected = part.report.kind == "inspection report"
    if inspected and not any(_ASKS_YOU.search(part.words(b)) for b in part.blocks):
        return
    lead = _Lead(asking=bool(_ASKS_OVER.search(part.section.heading)))
    for before, block in zip([None, *part.blocks], part.blocks, strict=False):
        if block.kind != "item":
            continue
        if before and before.kind != "item":
            lead.read(part, before)
        whole = part.whole(block)
        if lead.asking and not whole.value.endswith("?") and len(whole.value) >= _SHORT:
            yield _point(part, whole, lead)


@dataclass
class _Lead:
    """What the words over some points say of them."""

    asking: bool
    told: list[tuple[str, Field]] = field(default_factory=list)
    """Fields of all the points."""
    owners: dict[str, Field] = field(default_factory=dict)
    """Who is to act, by the number of a point."""

    def read(self, part: Part, over: Block) -> None:
        """Take up what a block over the next points says; that a list asks holds for those after."""
        lead = sentences(part.whole(over)) if over.kind == "paragraph" else []
        self.told = [one for s in lead if _THESE.search(s.value) for one in said_of_it(s)]
        self.owners |= dict(one for s in lead for one in _by_number(s))
        self.asking |= bool(self.told) or any(_ASKS.search(s.value) for s in lead)


def _by_number(sentence: Field) -> Iterator[tuple[str, Field]]:
    """The owner of each point that a sentence names by its number."""
    for found in _NUMBERED.finditer(sentence.value):
        if is_post(found["who"]) or is_person(found["who"]):
            for number in re.findall(r"\d+", found["numbers"]):
                yield number, piece_of(sentence, *found.span("who"))


def _point(part: Part, whole: Field, lead: _Lead) -> Draft:
    """A point in its own words, and by what the lead tells where those do not."""
    opens = _ORDER.match(whole.value)
    number = (opens["letter"] or opens["number"]) if opens else ""
    body = piece_of(whole, opens.end(), len(whole.value)) if opens else whole
    fields = grouped([*told_in(body), *ending(body), *bracketed(body)])
    own = [("owner", lead.owners[number])] if number in lead.owners else []
    for kind, value in (*own, *lead.told):
        fields.setdefault(kind, [value])
    return draft_of(part, Label("action", number, "", ""), body, body.span, fields)
