"""One post under two names, and an owner named beside the one in the table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from corpus.conflict.seen import Seen
from corpus.piece import fold
from corpus.records import Field
from corpus.register import Conflict

_POST = r"(?:[A-Z][\w/’'-]*\s+){0,4}(?:Inspector|Superintendent|Constable|Officer|Manager|Head|Director|Lead|Chair|Sergeant)(?:\s+of(?:\s+(?:and\s+)?[A-Z][\w’'-]*){1,5})?(?:\s+\([A-Z][^()]{2,60}\))?"
_HOLDS = re.compile(
    rf"\b(?:[Tt]he )?(?P<post>{_POST})\s+\((?:(?:who|which) (?:is|are) )?responsible for (?P<what>[^()]+)\)"
)
_WOULD = re.compile(
    rf"\b(?:[Tt]he )?(?P<post>{_POST})\s+(?:will|would)\s+"
    r"(?:see to|lead|own|be responsible for|take on|make sure|ensure)\b"
)


def posts(seen: Seen) -> Iterator[Conflict]:
    """The same responsibility, in the same words, with two posts."""
    held: dict[tuple[str, str], dict[str, Field]] = defaultdict(dict)
    for sentence in seen.sentences:
        for found in _HOLDS.finditer(sentence.text):
            key = (sentence.report.id, fold(found["what"]))
            held[key].setdefault(fold(found["post"]), Field(found["post"], sentence.span))
    for (_, what), told in held.items():
        for one, other in pairwise(told.values()):
            note = f"two posts are said to be responsible for {what}: {one.value}; {other.value}"
            yield Conflict("", "post", (one, other), "two posts", note)


def promised_owners(seen: Seen) -> Iterator[Conflict]:
    """Another post than an item's owner, said in a sentence on it to see to it."""
    for item in seen.register.items:
        owners = {fold(owner.value) for owner in item.owners}
        for mention in item.mentions:
            found = _WOULD.search(mention.value)
            if found and owners and fold(found["post"]) not in owners:
                side = Field(found["post"], mention.span)
                note = f"{item.label} is owned by {item.owners[0].value}; {side.value} is said to see to it"
                sides = (item.owners[0], side)
                yield Conflict(item.id, "owners", sides, "two owners", note)
