"""A letter: its head and foot are no headings, its subject is one."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.look import is_caps
from corpus.piece import Piece

_DEAR = re.compile(r"^dear\b.{1,60}$", re.IGNORECASE)
_YOURS = re.compile(r"^(?:yours|kind regards|with (?:best|kind))\b.{0,30}$", re.IGNORECASE)
_LETTERHEAD = 25
"""Lines: a salutation stands among the first so many."""


def letter(pieces: list[Piece]) -> list[Piece]:
    """The pieces of a letter with its head and foot as plain lines, its subject as a heading."""
    dear = next((n for n, p in enumerate(pieces[:_LETTERHEAD]) if _DEAR.match(p.text)), None)
    if dear is None:
        return pieces
    yours = next((n for n in range(dear, len(pieces)) if _YOURS.match(pieces[n].text)), len(pieces))
    read = list(pieces)
    for n in (*range(dear + 1), *range(yours, min(yours + 6, len(pieces)))):
        if pieces[n].kind in {"heading", "line"}:
            read[n] = replace(pieces[n], kind="line", level=0, bold=False, inside=True)
    subject = read[dear + 1] if dear + 1 < len(read) else None
    if subject and subject.kind == "line" and (subject.bold or is_caps(subject.text)):
        read[dear + 1] = replace(subject, kind="heading", level=1, bold=False)
    return read
