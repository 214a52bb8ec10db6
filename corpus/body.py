"""The bodies that judge the police, answer for them and oversee them, as they are named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from corpus.piece import fold

Body = Literal["inspectorate", "auditor", "force", "PCC", "other"]

_SPEAKERS: Mapping[Body, str] = {
    "inspectorate": r"inspectorate|hmic",
    "auditor": r"audit(?! (?:and \w+ )?committee)|assurance|\bllp\b",
    "PCC": r"\bpcc\b|commissioner|\bi\b",
    "force": r"\bforce\b|constab|police|management|chief officer|\bowner\b",
}
"""In the name of one who states something, as a report prints it; the first that fits counts."""
NAMED: Mapping[Body, str] = {
    "PCC": r"(?:o?pf?cc|(?:police,? (?:fire )?and crime )?commissioner)",
    "force": r"(?:(?:\w+ )?(?:force|constabulary|police)|chief constable|management)",
    "auditor": r"(?:internal audit|auditors?|audits)",
    "inspectorate": r"(?:hmic\w*|inspectorate|inspectors)",
}
"""In a folded sentence of a report or a question, as the one who does something."""
VIEWS: Mapping[Body, str] = {
    "force": (
        r"\bthe owners?\b|\b(?:force|constabulary)\b(?!['’]?s? (?:lead|owner))|chief constable"
        r"|\bmanagement\b(?! action)|\bmanagers\b"
    ),
    "inspectorate": (
        r"\binspect(?:orate|ors?)\b|\bhmic\w*\b"
        r"(?! (?:items|recommendations|recs|actions|afis|areas|causes|reports?|inspections?"
        r"|trackers?)\b)"
    ),
    "auditor": r"\bauditors?\b|\binternal audit (?:said|found|says)\b|\bas tested\b",
    "PCC": (
        r"(?:\bo?pcc\b|\bcommissioner\b(?!s))(?!['’]?s (?:response|report|letter|reply|comments))"
    ),
}
"""In a folded question, as the one whose view of how something stands is asked for."""
_HEADED: Mapping[str, str] = {
    "the Force": r"\bforce\b|chief constable|chief officer|constabulary|management",
    "the PCC": r"\bo?pcc\b|commissioner",
}
"""In a folded heading, or over a column, as the one who speaks there, under the name we give."""
AUDITED = r"\b(?:internal )?audit(?:or)?s?\b"
"""In a folded question that asks what auditors made of something: they, or their work."""
JUDGES = rf"\b{NAMED['inspectorate']}\b|{AUDITED}"
"""In a folded question, as those who judge."""


def body_of(speaker: str) -> Body:
    """The kind of body that a speaker is, by the words that name it.

    >>> body_of("the Force"), body_of("RSM UK Risk Assurance Services LLP"), body_of("HMICFRS")
    ('force', 'auditor', 'inspectorate')
    """
    named = (body for body, words in _SPEAKERS.items() if re.search(words, fold(speaker)))
    return next(named, "other")


def speaker_in(words: str) -> str:
    """`the Force` or `the PCC` where a heading or the name of a column names one; else empty.

    >>> speaker_in("Comment by the PCC"), speaker_in("Summary")
    ('the PCC', '')
    """
    said = fold(words)
    return next((who for who, terms in _HEADED.items() if re.search(terms, said)), "")
