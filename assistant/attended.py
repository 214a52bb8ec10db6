"""Who was at a meeting, and who sent apologies: the list under the heading that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.asked import Asked
from assistant.cite import Draft
from assistant.meeting import is_of_time
from assistant.quote import listed
from corpus.piece import fold
from corpus.report import PROSE, Report, Section, Span

_CAME = r"\b(?:attend(?:ed|ees|ing|ance)|came|present|there|turned up|in the room)\b"
_CAME_TO = r"\b(?:at|in|there|present|come|attend|make it)\b"
_ASKS = re.compile(
    rf"\bwho(?: all| else)? .{{0,30}}{_CAME}|\blist of attendees\b"
    r"|^who (?:was|were) (?:at|in) (?:the|our) (?:\w+ ){0,3}(?:meeting|board|session|committee)\b"
    r"|\bwho .{0,20}\bapologies\b|\bapologies\b.{0,20}\bfrom\b"
    r"|\bwho (?:was|were|did) (?:away|absent|missing|not (?:there|present))\b"
    rf"|\bwho (?:(?:was|were|did|could)(?:n['’]t|nt| not)\b.{{0,12}}{_CAME_TO}|missed (?:it|the"
    rf"|that)\b)"
)
_AWAY = re.compile(
    r"\bapolog|\baway\b|\babsent\b|\bmiss(?:ing|ed)\b|n['’]t\b|\b(?:was|were|did|could)nt\b|\bnot\b"
)
_NUMBER = r"^\W*(?:[A-Z]?\d{0,2}[.)]?\s+)?"
_PRESENT = re.compile(
    rf"{_NUMBER}(?:(?:also |those |members )*"
    r"(?:present|in attendance|attendees|attend(?:ance|ing))\b"
    r"|members$)",
    re.IGNORECASE,
)
_APOLOGIES = re.compile(rf"{_NUMBER}(?:(?:welcome and|sent|gave) )?apologies\b", re.IGNORECASE)


def attended(asked: Asked) -> list[Draft]:
    """The lists of those who came, or stayed away, in the minutes that a question is about."""
    text = fold(asked.understood.layers[0])
    if not _ASKS.search(text):
        return []
    headed = _APOLOGIES if _AWAY.search(text) else _PRESENT
    meant = [asked.reports[key] for key in asked.meant if is_of_time(asked, asked.reports[key])]
    return [draft for report in meant for draft in _named(report, headed)]


def _named(report: Report, headed: re.Pattern[str]) -> Iterator[Draft]:
    for section in report.sections:
        if headed.match(section.heading):
            yield from listed(report, section)
        else:
            yield from _lines(report, section, headed)


def _lines(report: Report, section: Section, headed: re.Pattern[str]) -> Iterator[Draft]:
    """Lines that name those who came behind a colon, beside the word, or under it as a label."""
    under = False
    for block in section.blocks:
        words = section.words(block)
        place = (Span.of(report, section, block.start, block.end),)
        found = None if block.kind == "head" else headed.match(words)
        rest = words[found.end() :].strip() if found else ""
        if found and rest.strip(" :") and re.match(r"[:\t]", rest):
            yield Draft("quotation", words, place)
        elif under and not found and block.kind in {*PROSE, "row"} and not words.endswith(":"):
            yield Draft("item", words, place)
        if block.kind == "label" or found or words.endswith(":"):
            under = found is not None and not rest.strip(" :")
