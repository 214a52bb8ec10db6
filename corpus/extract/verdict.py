"""The positions that replies open with: `Accepted in part. Met on 23 January 2026.`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.extract.account import sentences
from corpus.extract.part import piece_of, sentence_end
from corpus.register import Field


def position(reply: Field) -> Field | None:
    """What a reply opens with, where that is a position and no account: `Accepted in part.`.

    So too behind a question of a form. So too `Not satisfied: one post cannot serve two sites.`, which goes on to say why.
    """
    asked = _QUESTION.match(reply.value)
    reply = piece_of(reply, asked.end() if asked else 0, len(reply.value))
    first = piece_of(reply, 0, sentence_end(reply.value))
    held = len(first.value) <= _LONGEST and _HELD.search(first.value)
    return first if held or _POSITION.match(first.value) else None


_QUESTION = re.compile(r"(?:is|are|do|does|did|has|have) [^.?]{3,80}\?\s+(?=\w)", re.IGNORECASE)
"""What a form asks before the position: `Do you accept the recommendation?`."""


def accepts(verdict: str) -> bool:
    """Whether a position only takes up what was asked, which says nothing of how that stands."""
    return bool(_ACCEPTING.match(verdict))


_ACCEPTING = re.compile(r"(?:partly |partially |fully )?(?:accepted|agreed)\b", re.IGNORECASE)


def refuses(sentence: str) -> bool:
    """Whether a sentence says that what was asked is not taken up.

    >>> refuses("Management does not agree."), refuses("Response: Rejected."), refuses("Agreed.")
    (True, True, False)
    """
    return bool(_REFUSES.match(sentence))


def taken_up(sentence: Field) -> Field | None:
    """What a reply says has been done already: `Agreed and completed.`, `Accepted, and done at once.` too."""
    found = _TAKEN_UP.match(sentence.value)
    return piece_of(sentence, *found.span("state")) if found else None


_TAKEN_UP = re.compile(
    r"(?:[\w’' ]{2,40}: )?(?:management )?(?:accept(?:ed|s)|agree[ds]),? (?:and|and has|and have) (?:already |now |been )*"
    r"(?P<state>implemented|completed?|done|actioned|closed|in place|carried out)\b",
    re.IGNORECASE,
)
_REFUSES = re.compile(
    r"(?:[\w’' ]{2,40}: )?(?:(?:not (?:agreed|accepted)|rejected|declined)\b(?=[.,;:]|$)"
    r"|(?:the )?(?:\w+ ){1,4}?(?:(?:does|do|did|has|have) not (?:agree|accept)(?:ed)?|rejects?|declines?)(?=[.,;:]|$| (?:this|it|and|the)\b))",
    re.IGNORECASE,
)
_LONGEST = 90
"""Characters of a sentence that is told as a position."""
_SOFTLY = r"(?:not |partly |partially |fully )?"
_POSITION = re.compile(
    rf"^{_SOFTLY}(?:accepted|agreed|rejected|content|satisfied)(?: in (?:part|full|principle))?"
    r"(?: by (?:all|most|\d+)\b[\w ,]{0,40})?\W*$"
    rf"|^(?:(?:the )?(?-i:[A-Z])[\w’' ]{{2,40}} |(?:I|we) )(?:has |have )?{_SOFTLY}(?:accept(?:s|ed)?|agree[sd]?|reject(?:s|ed)?)"
    r"(?: (?:this|the|that|our|your) (?:recommendation|action|finding|area for improvement)| (?:(?:this|it) )?in (?:part|full|principle))+"
    r"(?:(?:,| and| but) [^.]{3,80})?\W*$"
    r"|^(?:I|we|the force) (?:do|does) not (?:accept|agree)\b(?! with\b)",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"^(?:not |partly |partially |fully )?(?:satisfied|content|assured)\b(?=[,:;]| with\b| that\b| for\b)"
    r"|\b(?:I am|we are) (?:not |partly |fully )?(?:satisfied|content|assured)\b",
    re.IGNORECASE,
)
"""A position that goes on to say why: `Not satisfied: one post cannot serve two sites.`."""


def answered_behind(asked: Field, kind: str) -> Field | None:
    """The position that a block behind an item opens with, where that refuses all or part of it.

    That somebody agrees to do it says nothing of how it stands; in an audit (by the `kind` of
    report), where management says what it will do, neither does what it agrees to in part.
    """
    told = position(asked)
    if told is None or _REFUSED.match(told.value):
        return told
    return told if "audit" not in kind and _IN_PART.search(told.value) else None


_REFUSED = re.compile(r"not\b|reject|partly|partially", re.IGNORECASE)
_IN_PART = re.compile(
    r"\bin part\b|\b(?:do|does) not (?:accept|agree)\b|\brejects?\b", re.IGNORECASE
)


def verdicts(reply: Field) -> Iterator[Field]:
    """The positions that a reply opens with: `Accepted. Met on 23 January 2026. All 46 cases ...`.

    A whole sentence may tell one anywhere in it: `I accept in part.`
    """
    for found in _ACCEPTS.finditer(reply.value):
        yield piece_of(reply, *found.span("says"))
    for sentence in sentences(reply):
        words = sentence.value
        short = len(words.split()) <= _VERDICT and words.endswith(".")
        tells = words[0] == "(" or ":" in words or _SUBJECT.match(words) or _TALE.search(words)
        if not short or tells:
            return
        yield piece_of(sentence, 0, len(words.rstrip(" .")))


_ACCEPTS = re.compile(
    r"(?:^|[.!?)]\s+)(?P<says>(?:I|we|the (?:force|commissioner|chief constable))"
    r" (?:(?:do|does|can|cannot|not|fully|partly|partially) )*"
    r"(?:accept|agree|reject)s?(?: (?:this|the|that|it)(?: recommendation| finding| area for improvement)?)?"
    r"(?: only)?(?: in (?:full|part|principle))?)(?=[.;])",
    re.IGNORECASE,
)
"""A sentence that is a position: `I accept the recommendation in part.`"""
_VERDICT = 6
"""The most words of a fragment that opens a reply and is a position: `Accepted in part.`"""
_SUBJECT = re.compile(
    r"^(?:i|we|our|my|the|a|an|it|this|that|these|those|there|he|she|they|none|no|see|all|some)\b",
    re.IGNORECASE,
)
_TALE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|can)\b", re.IGNORECASE)
