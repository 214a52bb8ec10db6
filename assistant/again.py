"""What an answer told already: a follow-up seldom asks to hear it again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.asked import Asked
from assistant.cite import Draft
from corpus.passages import sentences
from corpus.piece import fold
from corpus.report import Report, Section, Span
from index.terms import content, stem

_AGAIN = re.compile(
    r"\b(?:are you|r u) (?:sure|certain)\b|\b(?:really|exact(?:ly)?|word(?:s|ing)|quote[sd]?)\b"
    r"|\bwho (?:said|says|told)\b|\b(?:i|we) (?:thought|understood|assumed)\b|\bwhere (?:does|did|is|was) (?:it|that|this)\b|\bwhich (?:page|section|part|report)\b"
)
_SOURCE = re.compile(
    r"\bwhere (?:does|did|is|was|do) (?:it|that|this|they)\b(?:.*\b(?:say|said|written|stated|come from|from))?\W*$"
    r"|\b(?:which|what) (?:page|section|part|report|document) (?:is|was|does|did) (?:it|that|this)\b|\b(?:which|what) page\b"
    r"|\bwho (?:said|says|told|reported|confirmed)\b.{0,12}\b(?:it|that|this)\b"
)
"""Asks where a thing stands that was told, or whose word it is."""
_QUOTED = re.compile(r"[“\"](?P<words>[^“”\"]{12,})[”\"]")
_WORDS = 4
"""Words of a quotation, at least, by which its place is known."""
_PLACES = 4
"""Places that are shown."""
_MOST = 0.75
"""Share of the content words of one that the other must hold."""
_FEW = 4
"""Content words, at least, by which it is known."""


def asks_again(text: str) -> bool:
    """Whether a follow-up asks for what was told, to be sure of it or to see where it stands.

    >>> asks_again("are you sure?"), asks_again("and who leads it?")
    (True, False)
    """
    return bool(_AGAIN.search(fold(text)))


_COMPARES = re.compile(
    r"\b(?:more|higher|better|greater|less|lower|worse)(?: or (?:less|lower|worse|more|higher|better))? than\b"
    r"|\bcompare[sd]?\b|\b(?:above|below|near|about) (?:the )?(?:average|others?|normal)\b|\b(?:normal|typical|average|usual)\b"
)
_COMPARED = re.compile(
    r"\baverages?\b|\btypical\b|\bthan\b|\bcompared\b|\bnational\w*\b|\b(?:higher|lower|high|low)(?:est|er)?\b|\brange\b"
)


def compares_again(text: str, sentence: str) -> bool:
    """Whether a follow-up asks how a figure compares, and a sentence that was told says it.

    >>> compares_again("is that more or less than others?", "The average is 35.6 percent.")
    True
    """
    return bool(_COMPARES.search(fold(text)) and _COMPARED.search(fold(sentence)))


def is_told(sentence: str, answer: str) -> bool:
    """Whether an answer tells nearly all of a sentence, or was drawn from it.

    >>> is_told("The store keys are kept by the Stores Manager at Elm Road.", "Keys: kept by the Stores Manager, Elm Road.")
    True
    """
    own, told = (_words(text) for text in (sentence, answer))
    least = min(len(own), len(told))
    return least >= _FEW and len(own & told) >= _MOST * least


def _words(text: str) -> set[str]:
    """The stems of a text's content words, without its numbers."""
    return {stem(word) for word in content(text) if not word[0].isdigit()}


def again(asked: Asked) -> list[Draft]:
    """The sentences, with their places, that the latest answer quotes, where it is asked for them."""
    said = asked.understood
    if not said.answers or not _SOURCE.search(fold(said.layers[0])):
        return []
    quoted = [found["words"] for found in _QUOTED.finditer(said.answers[0])]
    told = (
        place for words in quoted if len(words.split()) >= _WORDS for place in _held(asked, words)
    )
    places = list(dict.fromkeys(told))[:_PLACES]
    return [Draft("row", f"{name}: “{span.quote}”", (span,)) for name, span in places]


def _held(asked: Asked, words: str) -> Iterator[tuple[str, Span]]:
    """Where words stand, by the name of the place, each with the sentences around them."""
    printed = re.compile(r"\s+".join(map(re.escape, words.split())))
    for report in asked.reports.values():
        for section in report.sections:
            if found := printed.search(section.text):
                span = _whole(report, section, found.start(), found.end())
                page = f", page {span.page}" if span.page else ""
                yield f"{report.name} › {' › '.join(section.path)}{page}", span


def _whole(report: Report, section: Section, start: int, end: int) -> Span:
    """The sentences that words stand in."""
    units = [u for u in sentences(section, section.blocks) if u.start < end and u.end > start]
    first, last = (units[0].start, units[-1].end) if units else (start, end)
    return Span.of(report, section, min(first, start), max(last, end))
