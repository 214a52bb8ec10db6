"""Fields of a form that are left blank: what is asked is not told, and where it would stand is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from assistant.asked import Asked, Rows
from assistant.cite import Draft
from corpus.piece import fold
from corpus.report import PROSE, Report, Span
from index.terms import content_stems, stem

_WITHIN = re.compile(r"(?P<label>[A-Z][^:;.\n\t]{3,70}):[ \t]*(?=[A-Z][^:;.\n\t]{3,70}:|\s*$)")
_ASKS = re.compile(
    r"\bwhen\b|\bwhat date\b|\bwhich (?:date|day)\b|\bdate\b|\bwho\b|\bon what day\b"
)
_SMALL = frozenset(map(stem, ("date", "day", "name", "copy", "time", "who", "when")))
_FEW = 2
"""Words of substance that a label must have, to be known in a question."""


def blank(asked: Asked) -> Rows | None:
    """The field of a form that a question asks for and that nobody has filled in, or None."""
    text = fold(asked.understood.text)
    if asked.understood.families:
        return None
    if not _ASKS.search(text):
        return _unmarked(asked) if _WHETHER.match(text) else None
    spoken = content_stems(asked.understood.text)
    reports = [asked.reports[key] for key in asked.meant]
    spans = [
        span
        for report in reports
        for span in _empty(report)
        if len(own := _words(span.quote)) >= _FEW and own <= spoken
    ]
    if not spans or any(_is_filled(report, _words(s.quote)) for s in spans for report in reports):
        return None
    note = Draft("note", "Not in the corpus: the form has a place for this, and it is left blank.")
    rows = [Draft.quoting(span) for span in dict.fromkeys(spans)]
    return Rows((note, *rows), tuple(spans), missing=True)


def _unmarked(asked: Asked) -> Rows | None:
    """The steps that an office marks on a form when they are taken, where nothing is marked."""
    spoken = content_stems(asked.understood.text)
    spans = [
        span
        for report in (asked.reports[key] for key in asked.meant)
        for span in _steps(report)
        if len(own := _words(span.quote)) > _FEW and len(own - spoken) <= 1
    ]
    note = Draft("note", "The form has a place for this, and nothing is marked or dated there.")
    rows = [Draft.quoting(span) for span in spans]
    return Rows((note, *rows), tuple(spans)) if spans else None


def _steps(report: Report) -> Iterator[Span]:
    """The bare lines of the part of a form that is for the office."""
    for section in report.sections:
        for block in section.blocks if _OFFICE.search(section.heading) else ():
            if _BARE.fullmatch(section.words(block)):
                yield Span.of(report, section, block.start, block.end)


_WHETHER = re.compile(
    r"(?:(?:and|so|ok|do we know|any idea|can you (?:tell|check)|tell me|check) )*(?:if |whether )?"
    r"(?:(?:has|have|did|was|were|is|are)\b|(?:the|our)\b.*\bever\b)"
)
_OFFICE = re.compile(r"\b(?:for )?(?:office|official|internal) use\b", re.IGNORECASE)
_BARE = re.compile(r"[A-Z][A-Za-z’' -]{8,70}")
"""The name of a step, with no mark, date or answer beside it."""


def _words(label: str) -> set[str]:
    return content_stems(label) - _SMALL


def _empty(report: Report) -> Iterator[Span]:
    """Where a report prints the name of a field with nothing after it."""
    for section in report.sections:
        for block, after in zip_longest(section.blocks, section.blocks[1:]):
            words = section.words(block)
            if block.kind == "row":
                first, _, rest = words.partition("\t")
                if first.strip() and not rest.strip() and first.strip().endswith(":"):
                    yield Span.of(report, section, block.start, block.start + len(first))
            elif block.kind in PROSE:
                leads = after is not None and after.kind in {"item", "row", "head"}
                for found in _WITHIN.finditer(words):
                    if leads and not words[found.end() :].strip():
                        continue  # what follows it is what it names
                    start = block.start + found.start("label")
                    yield Span.of(report, section, start, block.start + found.end("label"))


def _is_filled(report: Report, label: set[str]) -> bool:
    """Whether a report tells, in a field of the same name, what another place leaves blank."""
    for section in report.sections:
        for block in section.blocks:
            name, mark, value = section.words(block).replace("\t", ": ", 1).partition(":")
            told = value.strip(" :\t") and not value.rstrip().endswith(":")
            if mark and told and _words(name) == label:
                return True
    return False
