"""How a force stands beside others: every sentence that sets it against them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.asked import Asked
from assistant.cite import Draft
from assistant.topic import topic_of
from corpus.passages import sentences
from corpus.piece import fold
from corpus.report import Report, Span
from index.terms import stem_set, stems

_OTHERS = (
    r"(?:(?:(?:all|most|the|any) )*(?:other|similar|neighbouring|comparable) (?:\w+ ){0,2}?forces"
    r"|forces (?:in|across) england|england and wales|elsewhere|(?:the )?rest of the country"
    r"|(?:the )?national (?:average|picture|figures?|rate)|its peers)"
)
_SETS = (
    r"(?:compare[ds]?|comparison|comparing|stack(?:s|ed)? up|measure[sd]? up|fare[sd]?"
    r"|rank(?:s|ed)?|against|beside|alongside|than|do(?:es|ing)?)"
)
_ASKED = re.compile(rf"\b{_SETS}\b.*\b{_OTHERS}\b")
_SAID = re.compile(rf"\b(?:{_SETS}|{_OTHERS})\b")
_HELD = re.compile(
    r"\b(?:england and wales|other (?:\w+ ){0,2}?forces|similar (?:\w+ )?forces|any police area"
    r"|national(?:ly)? (?:average|figure|rate)|most similar"
    r"|forces'? (?:typical )?(?:range|average))\b"
)
_SET_AGAINST = re.compile(
    r"\b(?:high(?:est)?|low(?:est)?|above|below|higher|lower|average|more|fewer|less|than|typical|range|among"
    r"|best|worst|top|bottom|similar|against|twice|half)\b"
)


def peers(asked: Asked) -> list[Draft]:
    """The sentences that set the force against others, on the topic named; none if not asked."""
    text = asked.understood.own
    found = _ASKED.search(text)
    if not found:
        return []
    forces = {s for r in asked.reports.values() for s in stems(r.force)}
    topic = topic_of(asked, _SAID.sub(" ", text), _COUNTED | forces)
    told = [s for key in sorted(asked.meant) for s in _sentences(asked.reports[key])]
    about = [span for span in told if topic <= stem_set(span.quote)]
    return [Draft.quoting(span) for span in about]


_COUNTED = frozenset(stems("number figure rate level performance position overall"))


def _sentences(report: Report) -> Iterator[Span]:
    """The sentences that set the force against others, with the one that they lean on."""
    for section in report.sections:
        for block in section.blocks:
            start = block.start
            for unit in sentences(section, [block]):
                said = fold(section.text[unit.start : unit.end])
                if _HELD.search(said) and _SET_AGAINST.search(said) and "should" not in said:
                    first = start if _LEANS.search(said) else unit.start
                    yield Span.of(report, section, first, unit.end)
                start = unit.start


_LEANS = re.compile(r"^(?:this|that|it|its|they|their|these|those)\b|\bthat (?:is|was)\b")
"""A sentence that speaks of what the one before it names."""
