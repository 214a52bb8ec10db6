"""The opinions that audits give of a thing as a whole, and how they say that they give none."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import replace

from assistant.asked import Asked, Rows
from assistant.cite import Draft
from corpus.extract.judgement import OPINION
from corpus.passages import sentences
from corpus.piece import fold
from corpus.register import Judgement
from corpus.report import Span

_ASKED = re.compile(r"\bopinions?\b|\bassurance\b|\brat(?:ed|ing)\b|\bhow (?:confident|sure)\b")
_BEFORE = re.compile(r"\b(?:last|previous(?:ly)?|before|earlier|prior)\b")
_GRADED = (
    r"(?:full|substantial|significant|reasonable|moderate|adequate|satisfactory|partial|limited"
    r"|minimal)"
)
_BACK_THEN = r"\b(?:last|previous(?:ly)?|earlier|20\d\d/\d\d)\b"
_EARLIER = re.compile(
    rf"{_BACK_THEN}.{{0,80}}\b(?:opinion|assurance|rat(?:ed|ing))\b.{{0,60}}\b{_GRADED}\b"
    rf"|{_BACK_THEN}.{{0,80}}\b{_GRADED}\b.{{0,20}}\b(?:opinion|assurance)\b",
    re.IGNORECASE,
)
"""Tells the opinion of an earlier audit of the same thing."""
_LEVEL_ASKED = re.compile(
    r"\b(?:assurance|opinion) (?:level|rating|grade|opinion)"
    r"|\b(?:level|degree|kind|sort) of assurance\b"
    r"|\b(?:what|which|whats)\b.*\b(?:opinion|assurance)\b"
    r".*\b(?:g[ai]ve|given|get|got|receive|reach|award)"
    r"|\b(?:what|whats)(?:'s| is| was|) (?:the |its |their )?(?:\w+ ){0,2}?opinion\W*$"
    r"|^(?:and |so )*(?:does|did|do|is|was|has)\b.*\b(?:opinions?|assurance (?:level|rating"
    r"|opinion))\b"
)
_LEVEL = re.compile(
    rf"\b(?:opinion\b|(?:{_GRADED}|no) (?:\w+ )?assurance\b)",
    re.IGNORECASE,
)
"""What an audit that gives an opinion says somewhere, read as one or not."""
BETTER = re.compile(
    r"\b(?:better|worse|improv(?!ement)\w+|compar\w+|chang\w+|higher|lower|declin\w+"
    r"|(?:gone|went) (?:up|down))\b"
)


def opinions(asked: Asked) -> Rows | None:
    """The opinions of the audits that a question means, or None when it asks for none."""
    text, audits = fold(asked.understood.text), _audits(asked)
    moved = bool(_BEFORE.search(text) and BETTER.search(text))
    if not _asks_opinion(asked, text, audits) or (_BEFORE.search(text) and not moved):
        return None
    years = set(asked.understood.years)
    own = (j for j in asked.register.judgements if j.area == OPINION and j.report in audits)
    held = [j for j in own if not years or years & years_of(asked, j)]
    drafts = [
        Draft("row", f"{asked.reports[j.report].name}: {j.grade}. “{j.span.quote}”", (j.span,))
        for j in held
    ]
    if moved:
        earlier = saying(asked, _EARLIER)
        return replace(earlier, drafts=(*drafts, *earlier.drafts)) if earlier and held else None
    if held:
        return Rows(tuple(drafts), tuple(j.span for j in held))
    return None if years or not _LEVEL_ASKED.search(text) else _silent(asked, audits)


def saying(asked: Asked, said: re.Pattern[str]) -> Rows | None:
    """The sentences of the reports meant that say a thing of grades: that none is given, say."""
    spans = [
        Span.of(report, section, unit.start, unit.end)
        for key, report in asked.reports.items()
        if key in asked.meant
        for section in report.sections
        for unit in sentences(section, section.blocks)
        if said.search(section.text[unit.start : unit.end])
    ]
    drafts = tuple(Draft.quoting(span) for span in spans)
    return Rows(drafts, tuple(spans)) if spans else None


def years_of(asked: Asked, judgement: Judgement) -> set[str]:
    """The years that a report with a judgement is of: those of its title and of its dates."""
    report = asked.reports[judgement.report]
    years = [int(y) for y in re.findall(r"20\d{2}", report.title)]
    spread = range(min(years), max(years) + 1) if years else range(0)
    return {*map(str, spread), *(str(event.on.year) for event in report.dates)}


def _audits(asked: Asked) -> set[str]:
    return {key for key in asked.meant if "audit" in asked.reports[key].kind}


def _asks_opinion(asked: Asked, text: str, audits: AbstractSet[str]) -> bool:
    """Whether a folded question is about what auditors made of a thing as a whole."""
    said = asked.understood
    named = re.search(r"\baudit", text) or len(audits) == len(asked.meant)
    other = said.families or said.wants & {"definition", "count"}
    return bool(_ASKED.search(text) and named and not other)


def _silent(asked: Asked, audits: AbstractSet[str]) -> Rows | None:
    """That audits give no opinion; None where one of them says something of one."""
    sections = (s for key in audits for s in asked.reports[key].sections)
    if not audits or any(_LEVEL.search(section.text) for section in sections):
        return None
    names = "; ".join(asked.reports[key].name for key in sorted(audits))
    note = f"Not in the corpus: no opinion or level of assurance is held from {names}."
    return Rows((Draft("note", note),), (), missing=True)
