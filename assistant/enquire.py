"""What there is to ask a chief constable about a subject: the lines of enquiry of a briefing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.asked import Asked
from assistant.cite import Draft
from index.search import Search
from index.terms import ASKING, content, generality, stem

_WHOM = r"(?:the |our )?(?:chief(?: constable)?|force|auditors?|police|officers?|them|him|her)"
_US = r"(?:i|we|you|the (?:pcc|commissioner|panel|board|committee))"
_ASKED = re.compile(
    r"\b(?:what|which questions?|anything)\b.{0,20}?\b(?:should|could|can|might|would|must|do|to)\b"
    rf" ?{_US}?(?: (?:want|need|like|have) to)?"
    rf" (?:ask|raise|challenge|press|probe|put to|push|query)\b(?: with)?(?: {_WHOM})?"
    r"|\blines? of (?:enquiry|inquiry|questioning)\b"
    rf"|\bquestions? (?:to ask|for|to put to)\b(?: {_WHOM})?"
)
_ABOUT = re.compile(r"^\W*(?:about|on|over|for|regarding|concerning|around|with)\b")


def to_ask(asked: Asked, search: Search) -> list[Draft]:
    """The questions that the gaps on a subject give rise to; none where they are not asked for."""
    text = asked.understood.own
    if not (found := _ASKED.search(text)) or asked.understood.numbers:
        return []
    rest = f"{_ABOUT.sub('', text[found.end() :])} {text[: found.start()]}"
    named = {s for word in content(rest) if generality(s := stem(word)) == 1} - ASKING
    topics = [rest.strip()] if named else [asked.reports[key].title for key in sorted(asked.meant)]
    drafts = [draft for topic in topics for draft in _enquiries(asked, search, topic)]
    return list(dict.fromkeys(drafts))


def _enquiries(asked: Asked, search: Search, topic: str) -> Iterator[Draft]:
    from assistant.brief.enquiry import enquiries  # noqa: PLC0415 (only where they are asked for)
    from assistant.brief.matter import Matter  # noqa: PLC0415 (likewise)

    matter = Matter.of(topic, asked.day, search, tuple(asked.reports.values()))
    lines = enquiries(matter).lines if matter.bearing else ()
    yield from (Draft("row", line.text, line.spans) for line in lines if line.spans)
