"""What a status means, as printed and by who says it: kept apart, never merged."""

from __future__ import annotations

import re
from typing import Literal

from corpus.body import Body, body_of
from corpus.piece import fold

Standing = Literal[
    "not started",
    "in progress",
    "not complete",
    "claimed complete",
    "verified complete",
    "signed off by the force",
    "closed by the inspectorate",
    "superseded",
    "not accepted",
    "other",
]
"""A status in words that can be compared; what is printed is always shown beside it."""

_VERIFIES: frozenset[Body] = frozenset({"inspectorate", "auditor"})
_DONE = r"(?:completed?|closed|implemented|signed off|superseded|withdrawn|discharged|met|achieved|finished|done)"
_SOFTLY = r"(?:(?:now|therefore|already|fully|all|both|since)\s+)*"
_LINKS = r"(?:is|are|was|were|been|be|as|it|now|therefore|already|fully|all|both)"
_NEEDLESS = r"no longer (?:needed|required|applicable|relevant)\b"
_IS_DONE = re.compile(rf"^(?:{_LINKS}\s+)*{_DONE}\b|\b(?:considers?|regards?|reports?)\s+\w+\s+{_SOFTLY}{_DONE}\b|\b(?:is|are|was|were|been|as)\s+{_SOFTLY}{_DONE}\b")  # fmt: skip
_NOT_DONE = re.compile(
    r"\b(?:not|no|never|isn't|hasn't|aren't|incomplete|partly|partially|in part|part|ongoing|yet"
    r"|(?:to|will|should|must|would|could|may) be|awaiting|until|once|when|before|except"
    r"|re-?opened|opened again)\b"
)
_MEANT: dict[Standing, str] = {
    "not accepted": r"\b(?:not accept(?:ed)?|reject(?:ed|s)|declined)\b",
    "superseded": r"\b(?:superseded|overtaken)\b|\bwithdrawn\b|\b" + _NEEDLESS,
    "not started": r"\bnot (?:yet )?(?:started|begun|commenced)\b|\byet to start\b",
    "in progress": (
        r"\b(?:in progress|under ?way|ongoing|on-going|part(?:ly|ially| done)|in part|on track"
        r"|carried forward|commenced)\b"
    ),
    "not complete": (
        r"\b(?:incomplete|open|not|outstanding|overdue|re-?opened|opened again|yet to be)\b"
    ),
}


def is_done(status: str) -> bool:
    """Whether a status, as printed, says that nothing is left to do.

    Only its first sentence counts, and there only a clause that says so of the item itself.

    >>> is_done("Completed"), is_done("Incomplete"), is_done("Not yet implemented")
    (True, False, False)
    >>> is_done("No longer needed: national guidance sets it")
    True
    >>> is_done("A tool was added in March. It was completed in time in 64% of cases.")
    False
    """
    first = re.split(r"[.!?](?:\s|$)", fold(status), maxsplit=1)[0]
    clauses = re.split(r"[;:,()]| - ", first)
    short = [clause.strip() for clause in clauses if len(clause.split()) <= 12]
    done = any(_IS_DONE.search(clause) for clause in short)
    done = (done and not _NOT_DONE.search(first)) or bool(re.match(_NEEDLESS, first))
    return done and not re.search(r"re-?opened", fold(status))


def bare(status: str) -> str:
    """The words for a status without those that lead to it, folded.

    >>> bare("is therefore closed"), bare("Remains open")
    ('closed', 'open')
    """
    return re.sub(rf"^(?:(?:{_LINKS}|has|have|remains?|stays?)\s+)+", "", fold(status))


def standing(status: str, stated_by: str) -> Standing:
    """What a status means when this body states it.

    >>> standing("Closed", "the inspectorate"), standing("Signed off", "the Force")
    ('closed by the inspectorate', 'signed off by the force')
    >>> standing("WITHDRAWN", "the auditor"), standing("No longer required", "the Force")
    ('superseded', 'superseded')
    >>> standing("Completed", "the Force"), standing("Completed", "the inspectorate")
    ('claimed complete', 'verified complete')
    """
    words, body = fold(status), body_of(stated_by)
    if is_done(status) and not re.search(_MEANT["superseded"], words):
        return _finished(words, body)
    first = re.split(r"[.!?](?:\s|$)", words, maxsplit=1)[0]
    return next((name for name, said in _MEANT.items() if re.search(said, first)), "other")


def meaning(words: str) -> str:
    """The standing, short of done, that some folded words name; empty where they name none.

    >>> meaning("which had the force not begun?"), meaning("which are they?")
    ('not started', '')
    """
    named = (name for name in _SAID if re.search(_MEANT[name], words))
    return next(named, "")


_SAID: tuple[Standing, ...] = ("not accepted", "superseded", "not started")
"""Standings that a question may name in other words than a report."""


def settles(status: str) -> bool | None:
    """True where a status says that it is done, False that it is not, None where neither.

    >>> settles("Closed"), settles("In progress"), settles("Green")
    (True, False, None)
    """
    if is_done(status):
        return True
    return None if standing(status, "") == "other" else False


def _finished(words: str, body: Body) -> Standing:
    if body == "inspectorate" and re.search(r"\b(?:closed|discharged)\b", words):
        return "closed by the inspectorate"
    if body in _VERIFIES:
        return "verified complete"
    if "signed off" in words and body == "force":
        return "signed off by the force"
    return "claimed complete"
