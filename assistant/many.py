"""How many there are of a thing, in words."""

from __future__ import annotations


def many(number: int, noun: str, nouns: str = "") -> str:
    """A number with its noun; `nouns` is that of several, where it has more than an `s`.

    >>> many(1, "report"), many(1200, "report"), many(2, "copy", "copies")
    ('1 report', '1,200 reports', '2 copies')
    """
    return f"{number:,} {noun if number == 1 else nouns or plural(noun)}"


def plural(name: str) -> str:
    """The name of several of a thing.

    >>> plural("area for improvement"), plural("management action")
    ('areas for improvement', 'management actions')
    """
    head, _, tail = name.partition(" ")
    return f"{head}s {tail}" if tail.startswith(("for ", "of ")) else f"{name}s"
