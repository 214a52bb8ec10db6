"""What a meeting decided: the sentences under a heading that says so, or that say so themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.asked import Asked, Rows
from assistant.cite import Draft
from assistant.day import NAMED_DAY, is_day
from assistant.meeting import KINDS
from assistant.slots import FAMILY
from corpus.passages import sentences
from corpus.piece import fold
from corpus.report import PROSE, Report, Span
from index.terms import ASKING, generality, stem_set, stems

_ASKED = re.compile(
    r"\bdecisions\b|\bresolutions\b"
    r"|\bwhat\b.{0,40}\b(?:decided?|resolved?)\b(?! (?:to|that|for|by)\b)"
)
_HEADED = re.compile(
    r"^(?:[\dA-Z]{1,3}[.)]?\s+)?(?:(?:the|key|formal|what (?:was|we|the \w+)) )*"
    r"(?:decisions?|decided|resolutions?|resolved)\b(?! (?:not|log of)\b)",
    re.IGNORECASE,
)
_DECIDES = re.compile(
    r"\b(?:board|panel|committee|commissioner|pcc|members|meeting)\b(?: \w+){0,2}? "
    r"(?:decided|resolved|approved)\b|\b(?:it was|was it) (?:decided|resolved)\b"
)
_LABELLED = re.compile(r"(?:DECISION|Decision|RESOLVED|Resolved)\b[ \w/.-]{0,12}:\s")
"""What names a sentence a decision where it stands: `DECISION 26/D5: The plan ...`."""


def decided(asked: Asked) -> Rows | None:
    """All that the meetings meant decided; None where that is not asked, or not told."""
    text = fold(asked.understood.layers[0])
    if not _ASKED.search(text):
        return None
    day = NAMED_DAY.search(text)
    reports = [asked.reports[key] for key in asked.meant]
    held = [r for r in reports if not day or (r.dated and is_day(r.dated, day))]
    told = [span for report in held for span in _decisions(report)]
    topic = _topic(asked)
    about = [span for span in told if topic <= stem_set(span.quote)]
    if not about:
        return None
    return Rows(tuple(Draft.quoting(span) for span in about), tuple(about))


def _topic(asked: Asked) -> set[str]:
    """The stems of what the decisions are to be about; empty where all are meant."""
    dropped = ASKING | asked.naming | FAMILY | _DECIDERS
    held = {s for key in asked.meant for s in stems(asked.reports[key].title)}
    words = NAMED_DAY.sub(" ", fold(asked.query.text))
    named = {s for s in asked.query.weights if not s[0].isdigit() and generality(s) == 1}
    left = named & set(stems(words))
    return left - dropped - held


_DECIDERS = frozenset(
    stems("decision decided resolution meeting board panel committee commissioner pcc members take")
)
"""Stems of who decides, which is no topic."""


def _decisions(report: Report) -> Iterator[Span]:
    """The sentences of a report that tell a decision."""
    headed = {s.id for s in report.sections if _HEADED.search(s.heading)}
    meets = report.kind in KINDS
    for section in report.sections:
        kinds = PROSE | {"row"} if section.id in headed else PROSE
        for unit in sentences(section, [b for b in section.blocks if b.kind in kinds]):
            said = section.text[unit.start : unit.end]
            tells = meets and not headed and _DECIDES.search(fold(said))
            if section.id in headed or tells or _LABELLED.match(said):
                yield Span.of(report, section, unit.start, unit.end)
