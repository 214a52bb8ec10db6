"""What a report prints on its handling: its marking, and what may be done with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_SCHEME = (
    r"(?:top secret|secret|official(?:\s*[-–:]?\s*sensitive)?|confidential|restricted|protect"
    r"|not protectively marked|unclassified|strictly private(?: and confidential)?"
    r"|private (?:and|&) confidential|(?:commercial(?:ly)? |strictly )?in confidence"
    r"|not for (?:publication|onward transmission|disclosure|circulation)|exempt from publication)"
)
"""Terms of the marking schemes of government and councils (GSC 2014; GPMS before it)."""
_ALONE = re.compile(
    rf"^\W*(?P<mark>{_SCHEME}(?:\s*[-–:/]\s*[a-z][a-z &,]{{2,40}})?)\W*(?:\d+\W*)?$"
)
_LABELLED = re.compile(
    r"^(?:(?:government\s+)?(?:protective|security)\s+(?:marking|classification)"
    rf"(?:\s+scheme)?|classification|marking)\s*[:–-]?\s*(?P<mark>{_SCHEME})\b",
    re.IGNORECASE,
)
_ITSELF = re.compile(
    r"\b(?:this|the|our|these)\s+(?:[\w'’]+\s+){0,3}?"
    r"(?:report|document|paper|letter|note|minutes|draft|publication|response)s?\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:shall|must|should|may|can|cannot|is|are|not)\b[^.;]{0,80}?\b(?:photo)?"
    r"(?:copied|reproduced|disclosed|circulated|distributed|quoted|disseminated|re-?used|republished"
    r"|redistributed|licensed)\b",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(?:not|no|neither|nor|cannot|without|unless|only|consent|permission|licence|free of charge"
    r"|may be)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\b(?:was|were|had been|has been|have been)\s+(?:\w+\s+)?$", re.IGNORECASE)
_STOP = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_LONGEST, _MOST = 600, 900
"""Characters of one sentence, and of all that is kept."""


def handling(texts: Iterable[str], margins: Iterable[str] = ()) -> str:
    """A report's marking and the sentences on copying it, as printed; empty where it says nothing.

    >>> handling(["OFFICIAL", "This report must not be copied without our consent. It is long."])
    'OFFICIAL. This report must not be copied without our consent.'
    """
    texts = list(texts)
    marks = dict.fromkeys(mark for line in (*margins, *texts) if (mark := _marked(line)))
    said = dict.fromkeys(sentence for text in texts for sentence in _sentences(text))
    told = [*(f"{mark}." for mark in marks), *said]
    return " ".join(told)[:_MOST].strip()


def _marked(line: str) -> str:
    """The marking that a line is, in capitals, or that a label names."""
    if len(line) > 100:
        return ""
    if found := _LABELLED.match(line):
        return " ".join(found["mark"].split())
    alone = _ALONE.match(line.casefold()) if line == line.upper() else None
    return " ".join(line[alone.start("mark") : alone.end("mark")].split()) if alone else ""


def _sentences(text: str) -> Iterator[str]:
    for sentence in _STOP.split(text):
        done = _DONE.search(sentence) if len(sentence) <= _LONGEST else None
        itself = _ITSELF.search(sentence)
        near = (
            done
            and itself
            and itself.start() < done.end()
            and not _TOLD.search(sentence[: done.end()].rsplit(" ", 1)[0] + " ")
        )
        if near and _BOUND.search(sentence):
            yield sentence.strip()
