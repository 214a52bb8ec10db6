"""Whether a question leans on what was said before it."""

from __future__ import annotations

import re

from corpus.piece import fold
from index.terms import ASKING, content, stem

_PRONOUN = re.compile(
    r"\b(?:it|its|itself|they|them|their|those|these|that one|this one|the other(?: one)?|that"
    r"|he|she|same|ones?|(?:either|neither)(?= (?:of (?:them|those|these)|been|is|are|was|has|have|one)\b))\b"
    r"|(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )\bthere\b(?! (?:is|are|was|were|has|have|will|been|any)\b)",
    re.IGNORECASE,
)
_CONTINUES = re.compile(
    r"^(?:and|but|so|ok(?:ay)?|what about|how about|also|then|same)\b", re.IGNORECASE
)
_REPLY = re.compile(
    r"\bin (?:reply|response|return)\W*$"
    r"|^(?:did|does|do|has|have|will|would)\b(?: [\w'’-]+){1,4} (?:dis)?(?:agree|accept|object|respond"
    r"|reply|answer|act)(?:e?d)?\W*$"
    r"|^what (?:did|does|do|has|have|will|would|is|are)(?: [\w’'-]+){1,4}"
    r" (?:say|said|saying|think|reply|replied|respond(?:ed)?|answer(?:ed)?|do|done|doing"
    r"|want|wanted|expect|recommend)\W*$"
    r"|\b(?:since|instead|as well|too|either)\W*$|^what (?:will|would|is|was|are|were|happens|happened)\b.*\bthen\W*$"
    r"|^(?:and |so )*(?:who|which|what)(?:['’]?s)? (?:is |was |are |has |have |got )*"
    r"the (?:most|least|fewest|worst|best|latest|earliest|longest|oldest|highest|lowest|biggest)\W*$"
    r"|^who (?:do|should|must|can) (?:i|we) (?:chase|press|phone|ring|email|contact|ask|speak to|talk to)\W*$",
    re.IGNORECASE,
)
"""What answers something that is not named: it was told before."""
_BARE = re.compile(
    r"(?:and |so |but |ok )*(?:which|how many)(?: ones?)? (?:ha(?:ve|s|d)|are|is|were|was|do|does|did)(?:n['’]?t)?\b"
    r"|(?:and |so |but |ok )*how (?:many|much) (?:at|in|by|on|since|after|before|now|left|altogether|overall)\b",
    re.IGNORECASE,
)
"""Asks which, and does not say of what."""
_SHORT = 3
"""Words of a follow-up that leaves nearly all out, at most."""
_DEFINES = re.compile(r"what(?:'s|s| is| are) (?:an? )?[\w-]{2,}\W*$")
"""Asks what one word means."""
_AT_LARGE = re.compile(
    r"(?:what(?:'s| is|s)?|anything|list|show) (?:the |all |still )*(?:outstanding|overdue|open|owners"
    r"|leads|actions|recommendations|grades|concerns)\b|who (?:owns|leads|has) (?:what|which)\b"
)
"""A short question that is whole: about all that is held, whatever was spoken of before."""


def leans(text: str) -> bool:
    """Whether a question leans on what was said before it, by its words or for being so short.

    >>> leans("and by when?"), leans("who signs the rota at night?")
    (True, False)
    """
    goes_on = _CONTINUES.match(text) and not _is_whole(text)
    said = goes_on or points_back(text) or _REPLY.search(text)
    said = said or _BARE.match(text)
    alone = _AT_LARGE.match(fold(text)) or _DEFINES.match(fold(text))
    return bool(said) or (len(text.split()) <= _SHORT and not alone)


def points_back(text: str) -> bool:
    """Whether a text has a word for what was named before it: `it`, `those`, `there`."""
    return bool(_PRONOUN.search(text))


def _is_whole(text: str) -> bool:
    """Whether what opens with `and` is a whole question, with a subject of its own.

    >>> _is_whole("and which plans have no target dates?"), _is_whole("and which have no dates?")
    (True, False)
    """
    asks = _AND_ASKS.match(text)
    said = {stem(word) for word in content(text[asks.end() :])} if asks else set()
    return len(said) >= _OWN and bool(said - ASKING)


_AND_ASKS = re.compile(
    r"(?:and|but|so|ok(?:ay)?|also)[, ]+(?=(?:who|what|which|when|where|how|is|are|was|were|has|have|does|do|did)\b)",
    re.IGNORECASE,
)
_OWN = 3
"""Words that say what a question is about, in one that stands by itself."""
