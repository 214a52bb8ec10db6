"""What a question asks of the fields of an item, not of their values: no date, no owner, moved."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.piece import fold
from corpus.register import Item

_LACKS = r"(?:no|without(?: an?| any)?|lack\w*|missing(?: an?)?)"
_HAS_NOT = r"(?:not|n't) (?:been )?(?:given|have|got|carry|state|show|name) (?:an? |any )?"
_DATE = r"(?:(?:stated|set|fixed|given|target|completion|due|firm|clear) )*(?:dates?|deadlines?|timescales?)"
_OWNER = r"(?:(?:named|stated|clear|responsible|single) )*(?:owners?|lead officer|leads?)"
_MOVED = r"(?:put (?:back|off)|pushed back|moved|revised|extended|rescheduled|changed|deferred|postponed)"
_REDATED = (
    rf"\b(?:dates?|deadlines?|timescales?)\b(?: \w+){{0,2}} {_MOVED}\b"
    rf"|\b{_MOVED} (?:(?:the|their|its|due|target|completion) )*(?:dates?|deadlines?)\b"
)


@dataclass(frozen=True, slots=True)
class Trait:
    """A way in which items differ that no value of theirs tells."""

    name: str
    """As an answer tells it."""
    said: re.Pattern[str]
    """How a folded question asks for it."""
    has: Callable[[Item], bool]


def for_forces(item: Item) -> bool:
    """Whether an item is addressed to police forces or those who lead them."""
    return any(re.search(r"\bforces?\b|chief constable", fold(a)) for a in item.addressees)


OF_OTHERS = Trait(
    "not for forces",
    re.compile(
        r"\b(?:nothing to do with|(?:not|n't)(?: \w+)? (?:for|aimed at|addressed to|meant for|on|down to|apply to|involve|concern)|other than|apart from) "
        r"(?:the |all |any |individual )*(?:us|police|forces?|chief constables?|chiefs?|constabular\w+)\b(?: forces?)?(?: (?:or|and|nor) (?:the |for )?(?:chiefs?|chief constables?|forces?))?"
    ),
    lambda item: bool(item.addressees) and not for_forces(item),
)
"""What is no force's to do."""
TRAITS = (
    OF_OTHERS,
    Trait(
        "with no date",
        re.compile(
            rf"\b{_LACKS} {_DATE}\b|\b{_HAS_NOT}{_DATE}\b|\bundated\b|(?:not|n't) (?:been )?dated\b"
        ),
        lambda item: not item.deadlines and item.deadline is None,
    ),
    Trait(
        "with no owner",
        re.compile(
            rf"\b{_LACKS} {_OWNER}\b|\b{_HAS_NOT}{_OWNER}\b|\bunowned\b|\b(?:nobody|no-?one|no one) (?:owns|leads)\b"
        ),
        lambda item: not item.owners,
    ),
    Trait(
        "with a revised date",
        re.compile(
            rf"{_REDATED}"
            r"|\b(?:given|granted|had|got) (?:an |more )(?:extension|time)\b|\bslipped\b"
        ),
        lambda item: bool(item.earlier),
    ),
    Trait(
        "with immediate effect",
        re.compile(r"\bimmediate(?:ly)?\b|\b(?:straight|right) away\b|\bat once\b"),
        lambda item: item.deadline_kind == "immediate",
    ),
)
_NEEDED = frozenset(("with a revised date", "with immediate effect"))
"""Those whose words may mean something else: they count only where some item has them."""


def traits(text: str, items: Sequence[Item]) -> tuple[Trait, ...]:
    """The traits that a folded question asks for."""
    said = (trait for trait in TRAITS if trait.said.search(text))
    sure = re.search(_REDATED, text)
    return tuple(t for t in said if t.name not in _NEEDED or sure or any(map(t.has, items)))
