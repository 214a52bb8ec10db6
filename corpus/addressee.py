"""To whom an item is addressed: to police forces, to those who read it here, or to others."""

from __future__ import annotations

import re

from corpus.piece import fold
from corpus.register import Item

_FORCE = re.compile(r"\bforces?\b|constable|\bconstabular|\bpolice$")
_FORCES = re.compile(r"\bforces?\b|chief constable")
_OURS = re.compile(
    r"\bforces?\b|chief constable|\bconstabular|\bcommissioner(?!s? of)|\bo?pf?cc\b"
    r"|(?<!british transport )\bpolice$"
)


def to_force(item: Item) -> bool:
    """Whether an item is addressed to a force, by whatever name, or to those who lead one."""
    return any(_FORCE.search(fold(body)) for body in item.addressees)


def to_forces(item: Item) -> bool:
    """Whether an item is addressed to forces as such, not by name, or to those who lead them."""
    return any(_FORCES.search(fold(body)) for body in item.addressees)


def to_us(item: Item) -> bool:
    """Whether an item is addressed to those who read it here: a force, or a commissioner."""
    return any(is_ours(body) for body in item.addressees)


def is_ours(body: str) -> bool:
    """Whether a body is one of those who read of it here.

    >>> is_ours("Northshire Constabulary"), is_ours("British Transport Police")
    (True, False)
    """
    return bool(_OURS.search(fold(body)))
