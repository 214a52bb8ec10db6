"""What a short form stands for, as the reports spell it out."""

from __future__ import annotations

import re

from assistant.cite import Draft, Places
from assistant.understand import Understood
from corpus.passages import sentences
from corpus.piece import fold, words
from corpus.register import Definition, Register
from corpus.report import Span

_WHO_ARE = re.compile(r"\bwho(?:'s|s| are| is)? (?:the )?(?P<short>[\w&/-]+)\W*$")
"""Asks who is meant by one word, which may be a short form."""
_DIFFER = re.compile(r"differ|\bvs\b|versus")
_MOST = 4
"""Expansions that are told."""


def defined(said: Understood, register: Register, places: Places) -> list[Draft]:
    """Printed expansions of the short forms that a question asks about, in their sentences."""
    defines = "definition" in said.wants
    parted = "comparison" in said.wants and bool(_DIFFER.search(fold(said.text)))
    if not (defines or parted or _WHO_ARE.search(fold(said.layers[0]))):
        return []
    found = _named(said.text, register)
    if parted and not defines and len({d.short for d in found}) < 2:
        return []
    drafts = []
    for d in found[:_MOST]:
        drafts.append(Draft("row", f"{d.short}: {d.expansion}", (d.span,)))
        if "\t" not in d.span.quote:
            drafts.append(_sentence_around(d.span, places))
    return drafts


def _named(text: str, register: Register) -> list[Definition]:
    """The short forms that a text holds, once for each expansion."""
    asked = f" {' '.join(words(text))} "
    found: dict[str, Definition] = {}
    for definition in register.definitions:
        short = " ".join(words(definition.short))
        if f" {short} " in asked or f" {short.removesuffix('s')} " in asked:
            found.setdefault(fold(definition.expansion), definition)
    return list(found.values())


def _sentence_around(span: Span, places: Places) -> Draft:
    section = places.sections[span.section]
    units = sentences(section, section.blocks)
    unit = next(u for u in units if u.start <= span.start < u.end)
    report = places.reports[span.report]
    return Draft.quoting(Span.of(report, section, unit.start, max(unit.end, span.end)))
