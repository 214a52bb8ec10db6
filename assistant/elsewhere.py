"""The grades of an inspection that reports only speak of: its own report is not held."""

from __future__ import annotations

import re

from assistant.asked import Asked, Rows
from assistant.cite import Draft
from corpus.extract import GRADES
from corpus.passages import sentences
from corpus.piece import fold, words
from corpus.register import Definition
from corpus.report import Span
from index.terms import stems


def elsewhere(asked: Asked) -> Rows | None:
    """What is told of the grades of an inspection that is spoken of and not held."""
    wants, text = asked.understood.wants, asked.understood.text
    known = _other(asked)
    if known and (families := set(asked.understood.families)):
        return _no_items(asked, known) if families & _INSPECTED else None
    named = bool(_GRADE.search(text)) and "time" not in wants
    if not known or not (named or "grade" in wants):
        return None
    whole = wants & {"list", "count"} or _ALL.search(text)
    return _told_of(asked, known, missing="count" not in wants and bool(named or not whole))


def _no_items(asked: Asked, known: Definition) -> Rows | None:
    """That items are asked for of an inspection not held; None where an item speaks of it."""
    said = fold(" ".join(f"{i.text.value} {i.area}" for i in asked.register.items))
    told = any(fold(name) in said for name in (known.short, known.expansion))
    note = Draft("note", _NOT_HELD.format(known.expansion))
    return None if told or asked.plainly else Rows((note,), (), missing=True)


_INSPECTED = {"recommendation", "area for improvement", "cause of concern"}
"""What an inspection itself makes."""
_NOT_HELD = "Not in the corpus: the {} itself is not held."
_ALL = re.compile(r"\bgrades\b|\bjudge?ments\b", re.IGNORECASE)


def _other(asked: Asked) -> Definition | None:
    """An inspection that a question names, that reports only speak of: its own is not held."""
    text = f" {' '.join(words(asked.understood.text))} "
    titles = [set(stems(report.title)) for report in asked.reports.values()]
    for known in asked.register.definitions:
        told, short = (" ".join(words(name)) for name in (known.expansion, known.short))
        own = any(set(stems(told)) <= title or set(stems(short)) <= title for title in titles)
        bare = told.removesuffix(" inspection")
        called = f" {short} " in text or (" " in bare and f" {bare} " in text)
        called = called or any(name in told for name in _INSPECTION.findall(text))
        if told.endswith(" inspection") and called and not own:
            return known
    return None


def _told_of(asked: Asked, known: Definition, *, missing: bool) -> Rows | None:
    """What a report that only speaks of an inspection says of its grades, beside its name."""
    report = asked.reports[known.span.report]
    section = report.by_id[known.span.section]
    block = next(b for b in section.blocks if b.start <= known.span.start < b.end)
    spans = [
        Span.of(report, section, unit.start, unit.end)
        for unit in sentences(section, [block])
        if _GRADE.search(section.text[unit.start : unit.end])
    ]
    drafts = [Draft("note", _NOT_HELD.format(known.expansion))] if missing else []
    drafts += [Draft.quoting(span) for span in spans]
    return Rows(tuple(drafts), tuple(spans), missing=missing) if drafts else None


_GRADE = re.compile(rf"\b(?:{'|'.join(map(re.escape, GRADES))})s?\b", re.IGNORECASE)
_INSPECTION = re.compile(r"(?:[a-z]+ ){2}inspection\b")
"""An inspection by the last words of its name: `child protection inspection`."""
