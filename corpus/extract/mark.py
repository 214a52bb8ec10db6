"""The marks that open a point or a paragraph: numbers, letters and references."""

from __future__ import annotations

import re

from corpus.extract.part import piece_of
from corpus.register import Field

LISTED = 2
"""Points that make a list, at least."""
LETTER = re.compile(r"\(?[a-h]\)\s")
"""`a) ...`, `(b) ...`."""
ORDER = re.compile(r"\(?(?P<n>\d{1,2})[.)]\s")
"""The number of a point by its place: `3. ...`."""
REFERENCE = re.compile(r"^(?P<number>[A-Z]{2,6}[ /-]?\d{1,3}(?:/\d{1,3})?)\b[:.)]?\s+(?=\w)")
"""A reference of letters and digits, which no sentence would open with: `PSB/36`."""
REFERENCE_ALONE = re.compile(r"[A-Z]{1,6}[ /-]?\d{1,4}(?:[/.-]\d{1,4})?|\d{1,4}/\d{1,4}")
"""A heading that is no more than a reference: `PSB/36`."""
REFERRING = re.compile(r"(?:[A-Z]{1,4}[ /-]?\d{1,3}[.):]|\d{1,4}/\d{1,3}[.):]?)\s+(?=[A-Z])")
"""A reference that tells a paragraph to be a point: `N1. The key log ...`."""


def numbered(text: Field) -> tuple[str, Field]:
    """The number or reference that opens a point, and its words: `A1. Send ...`."""
    opens = _NUMBERED.match(text.value)
    return (opens["number"], piece_of(text, opens.end(), len(text.value))) if opens else ("", text)


_NUMBERED = re.compile(
    r"^(?P<number>[A-Z]{0,4}[ /-]?\d{1,3}(?:[/.]\d{1,3})?)(?:[.):]|\s[–-])?\s+(?=[A-Z])"
)
