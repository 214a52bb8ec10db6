"""The labels by which reports number what they ask for, and the names of those families."""

from __future__ import annotations

import re
from dataclasses import dataclass

FAMILIES = {
    "management action": r"(?:agreed\s+)?management\s+actions?|agreed\s+actions?|audit\s+actions?|MA",
    "recommendation": r"(?:key\s+)?recommendations?|Rec\.?|R",
    "area for improvement": r"areas?\s+for\s+improvement|AFIs?",
    "cause of concern": r"causes?\s+of\s+concern|CoC",
    "action": r"actions?",
}
"""Terms of the field for each family of item (HMICFRS glossary; internal audit practice)."""

_LABEL = re.compile(
    r"^(?P<name>"
    + "|".join(f"(?P<f{n}>{terms})" for n, terms in enumerate(FAMILIES.values()))
    + r")[\s.-]*(?:no\.?\s*)?(?P<number>\d{1,3}(?:\.\d{1,2})?[a-z]?|(?-i:[A-Z]))?(?=$|[\s:.;,()–-])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Label:
    """`Recommendation 3`, `MA 2`, `AFI 4`, or a family name with no number."""

    family: str
    number: str
    rest: str
    """What stands after it, without the punctuation that parts them."""
    parted: str
    """That punctuation: `:`, `;`, `.`, `-` or nothing."""


def item_label(text: str) -> Label | None:
    """The item label that a text begins with, or None.

    >>> item_label("Recommendation 2: By May, ...").number
    '2'
    >>> item_label("Management Action 5").family
    'management action'
    >>> item_label("Recommendations from the 2023 report").number
    ''
    >>> item_label("Recommended reading") is None
    True
    """
    found = _LABEL.match(text)
    if not found or (len(found["name"]) <= 2 and not found["number"]):
        return None
    family = next(f for n, f in enumerate(FAMILIES) if found[f"f{n}"])
    rest = text[found.end() :].strip()
    parted = rest[:1] if rest[:1] in {":", ";", ".", "-", "–"} else ""
    return Label(family, found["number"] or "", rest[len(parted) :].strip(), parted)
