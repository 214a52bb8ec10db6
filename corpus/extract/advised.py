"""Recommendations that numbered paragraphs of a letter make in the first person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.extract.account import sentences
from corpus.extract.around import said_of_it
from corpus.extract.bracket import ending
from corpus.extract.doer import leaders
from corpus.extract.draft import Draft, draft_of, grouped
from corpus.extract.field import line_fields, told_in
from corpus.extract.mark import LISTED
from corpus.extract.part import Part, piece_of
from corpus.label import Label
from corpus.report import PROSE


def advised(part: Part) -> Iterator[Draft]:
    """The recommendations of numbered paragraphs, each with what lines tell up to the next."""
    prose = [(n, part.words(b)) for n, b in enumerate(part.blocks) if b.kind in PROSE]
    opens = [(n, found) for n, words in prose if (found := _ADVISED.match(words))]
    ends = [*(n for n, _ in opens[1:]), len(part.blocks)]
    for (n, found), end in zip(opens, ends, strict=False):
        whole = part.whole(part.blocks[n])
        text = piece_of(whole, *found.span("text"))
        under = [(kind, value) for kind, value, _ in line_fields(part, part.blocks[n + 1 : end])]
        fields = grouped([*told_in(text), *ending(text), *under])
        if who := next(leaders(text), None):
            fields.setdefault("owner", [who])
        label = Label("recommendation", (found["number"] or "").rstrip(".)"), "", "")
        yield draft_of(part, label, text, whole.span, fields)


_ADVISED = re.compile(
    r"^(?:(?P<number>\d{1,2}(?:\.\d{1,2})+[.)]?|\d{1,2}[.)])|(?:first|second|third|[a-z]+th|last|final)(?:ly)?,)\s+(?:[^.]{0,120}?\b)?"
    r"(?P<text>(?:I|we)\b(?: \w+){0,2}? (?:recommend(?:ed)?|repeat our recommendation)\b"
    r"[^.]{0,20}? (?:that|to)\b\s*\S.*)$",
    re.DOTALL | re.IGNORECASE,
)
"""`3.2 So we recommend that the force ...`."""


def in_turn(part: Part) -> Iterator[Draft]:
    """The paragraphs that open with `First`, `Second` ... behind one that says that they ask."""
    prose = [b for b in part.blocks if b.kind in PROSE]
    told = [(b, found) for b in prose if (found := _TURN.match(part.words(b)))]
    before = [b for b in prose if told and b.end <= told[0][0].start][-1:]
    if len(told) < LISTED or not any(_ASKS_IN_TURN.search(part.words(b)) for b in before):
        return
    for n, (block, found) in enumerate(told, 1):
        whole = part.whole(block)
        said = (one for s in sentences(whole) for one in said_of_it(s, alone=True))
        text = piece_of(whole, found.end(), len(whole.value))
        yield draft_of(part, Label("action", str(n), "", ""), text, whole.span, grouped(said))


_TURN = re.compile(
    r"(?:(?:and )?(?:first|second|third|four|fif|six|seven|eigh|nin|ten)(?:th)?(?:ly)?|finally|lastly)"
    r"(?:,? and [\w ]{3,30}?)?,\s+(?=\w)",
    re.IGNORECASE,
)
_ASKS_IN_TURN = re.compile(
    r"\b(?:I|we)\b[^.?]{0,60}\b(?:requests?|ask|recommendations?|actions?|would like|want|expect)\b[^.?]{0,80}[.:]$"
)
"""`I have four requests.`: what the paragraphs behind it ask for in turn."""
