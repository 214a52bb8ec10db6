"""A named document that one report calls renewed and another calls still in draft."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from corpus.conflict.seen import Seen, same_force
from corpus.piece import fold
from corpus.records import Field
from corpus.register import Conflict
from corpus.said import Said

_NAME = (
    r"(?P<name>(?:[A-Z][\w’'-]+ ){1,4}(?:Strategy|Policy|Plan|Framework|Profile|Charter|Protocol))"
)
_RENEWED = re.compile(
    rf"{_NAME}\s+(?:has|had) (?:now |recently )?been (?:refreshed|updated|revised|renewed|rewritten)\b"
    rf"|\b(?i:has|have) (?:now |recently )?(?:refreshed|updated|revised|renewed|rewritten) (?:the|its|their|our) "
    + _NAME.replace("?P<name>", "?P<object>")
)
_DRAFTED = re.compile(r"\b(?:in draft|being drafted|draft (?:form|stage)|being updated)\b")
_NEW = re.compile(r"\b(?:updated?|new|refreshed|revised) ", re.IGNORECASE)


def document_states(seen: Seen) -> Iterator[Conflict]:
    """`The X Strategy has been refreshed` in one report, `an updated X Strategy is in draft` in another."""
    renewed = [(s, name) for s in seen.sentences for name in _renewed(s)]
    drafted = [s for s in seen.sentences if _DRAFTED.search(s.text) and _NEW.search(s.text)]
    found: dict[tuple[str, str, str], list[Field]] = {}
    for (one, name), other in product(renewed, drafted):
        apart = one.report.id != other.report.id and same_force(one.report, other.report)
        if apart and fold(name) in fold(other.text):
            key = (name, one.report.id, other.report.id)
            found.setdefault(key, [one.field]).append(other.field)
    for (name, _, _), sides in found.items():
        note = f"the {name} has been renewed, says one report; in another its update is in draft"
        yield Conflict("", "document", tuple(sides), "two states", note)


def _renewed(sentence: Said) -> Iterator[str]:
    for found in _RENEWED.finditer(sentence.text):
        yield re.sub(r"^The ", "", found["name"] or found["object"])
