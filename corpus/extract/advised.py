"""Recommendations that numbered paragraphs of a letter make in the first person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.extract.bracket import ending
from corpus.extract.doer import leaders
from corpus.extract.draft import Draft, draft_of, grouped
from corpus.extract.field import line_fields, told_in
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
    r"(?:I|we|We)\b(?: \w+){0,2}? (?:recommend(?:ed)?|repeat our recommendation)\b"
    r"[^.]{0,20}? (?:that|to)\b\s*(?P<text>\S.*)$",
    re.DOTALL | re.IGNORECASE,
)
"""`3.2 So we recommend that the force ...`."""
