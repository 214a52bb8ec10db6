"""The labels by which reports number what they ask for, and the names of those families."""

from __future__ import annotations

import re
from dataclasses import dataclass

NAMED = {
    "management action": r"(?:agreed\s+)?management\s+actions?|agreed\s+actions?|audit\s+actions?",
    "recommendation": r"(?:(?:key|statutory|improvement|priority|audit)\s+)?recommendations?",
    "area for improvement": r"areas?\s+for\s+improvement",
    "cause of concern": r"causes?\s+of\s+concern",
    "action": r"actions?(?:\s+points?)?",
}
"""Terms of the field for each family of item (HMICFRS glossary; internal audit practice)."""
_SHORT = {
    "management action": "MA",
    "recommendation": r"Recs?\.?|R",
    "area for improvement": "AFIs?",
    "cause of concern": "CoC",
}
FAMILIES = {
    family: f"{terms}|{_SHORT[family]}" if family in _SHORT else terms
    for family, terms in NAMED.items()
}
"""The same with their short forms."""

_NUMBER = r"(?-i:[A-Z]{1,5})[-/ ]?\d{1,3}(?:/\d{2})?\b|\d{1,3}(?:[./]\d{1,2}(?:/\d{2})?)?[a-z]?|(?-i:[A-Z])"
_NAMES = "|".join(f"(?P<f{n}>{terms})" for n, terms in enumerate(FAMILIES.values()))
_LABEL = re.compile(
    rf"^(?:(?P<of>20\d\d|new|original|earlier|previous)\s+)?(?P<name>{_NAMES})[\s.-]*(?:no\.?\s*)?(?P<number>{_NUMBER})?(?=$|[\s:.;,()–-])"
    r"(?:\s*\((?P<qualifier>[^()]{2,60})\)(?=\s*(?:$|[:;.–-])))?",
    re.IGNORECASE,
)
_KIND_OF = re.compile(
    rf"^(?!(?:On|Under|To|Of|For|From|Re|About|Against|In|With|By|As|If|See|Our|Your|This|That|The)\b)"
    rf"[A-Z][a-z]+ (?=(?i:{'|'.join(NAMED.values())}) (?:{_NUMBER})(?:$|[:.–-]))"
)
"""A word that says of which kind an item is: `Learning recommendation 2`."""
_BEFORE = r"(?:the|our|its|new|key|all|agreed|further|previous|earlier|outstanding|open|closed|completed|national|local|force|detailed|numbered|internal|audit|20\d\d|[\w’']+(?:['’]s|s['’]))"
_AFTER = r"(?:agreed|arising|made|raised|identified|carried|required|plan|log|table|under|we\b|(?:from|in|for|to|by)\s(?:the|this|our|last|previous|earlier|past|prior|other|all|these|hm\w+|[\w’']+['’]s|\w+\s+report|20\d\d|forces?|chief|completion|improvement)\b|and\s(?:next|agreed|management|recommendations?|actions?|what|how|(?:the\s|its\s|their\s|our\s|force\s)?(?:responses?|repl(?:y|ies)|progress|updates?)))"
_HEADING = re.compile(
    r"^(?:(?:[A-Z]{0,2}\d+(?:\.\d+)*|[A-Z])[.)]?\s+)?(?:(?:summary|list|schedule|table)\s+of\s+)?"
    rf"(?:{_BEFORE}\s+)*?(?:{_NAMES})(?:\s+{_AFTER}.*)?[:.]?$",
    re.IGNORECASE,
)
_LEAD = re.compile(
    rf"(?:\bfollowing|\bthese)\s+(?:[\w-]+\s+){{0,3}}?(?:{_NAMES})\b[^.:]{{0,60}}:$"
    rf"|\b(?:{_NAMES.replace('?P<f', '?P<g')})\s+(?:agreed|made|arising|are|were|was)\b[^.:]{{0,40}}:$",
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
    qualifier: str = ""
    """What stands in brackets behind the number: `from original report`."""


def item_label(text: str) -> Label | None:
    """The item label that a text begins with, or None.

    >>> item_label("Recommendation 2: By May, ...").number
    '2'
    >>> item_label("Action 12/25 - the Clerk to write").number
    '12/25'
    >>> item_label("Learning recommendation 4").number
    '4'
    >>> item_label("Recommendation 2 (2021): record it").qualifier
    '2021'
    >>> item_label("Recommendations from the 2023 report").number
    ''
    >>> item_label("Recommended reading") is None
    True
    """
    found = _LABEL.match(text)
    if not found and (kind_of := _KIND_OF.match(text)):
        text = text[kind_of.end() :]
        found = _LABEL.match(text)
    short = found is not None and (len(found["name"]) <= 2 or found["name"].casefold() == "recs")
    if not found or (short and not found["number"]):
        return None
    rest = text[found.end() :].strip()
    parted = rest[:1] if rest[:1] in {":", ";", ".", "-", "–"} else ""
    said = rest[len(parted) :].strip()
    of = found["of"] or ""
    return Label(_family(found), found["number"] or "", said, parted, found["qualifier"] or of)


def list_family(heading: str) -> str:
    """The family whose items a heading or a lead-in announces, or an empty string.

    >>> list_family("3. Agreed actions"), list_family("Actions From the Last Meeting")
    ('management action', 'action')
    >>> list_family("We make the following recommendations to the force:")
    'recommendation'
    >>> list_family("Actions taken since the last inspection")
    ''
    """
    found = _HEADING.match(heading)
    if found:
        return "" if len(found[0]) <= 3 else _family(found)
    led = _LEAD.search(heading)
    return _family(led) if led else ""


def _family(found: re.Match[str]) -> str:
    groups = found.groupdict()
    return next(
        family for n, family in enumerate(FAMILIES) if groups.get(f"f{n}") or groups.get(f"g{n}")
    )
