"""What reports find in good order: the whole list or text under a heading that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.asked import Asked
from assistant.cite import Draft
from assistant.quote import LONG_LIST, listed
from corpus.passages import points
from corpus.piece import fold
from corpus.report import Report, Section, Span
from index.terms import ASKING, stem_set, stems

_WELL = (
    r"(?:well|fine|ok|okay|properly|effectively|soundly|smoothly|as (?:it|they) should|as intended)"
)
_RUNS = (
    r"(?:work(?:s|ed|ing)?|go(?:es|ing)?|went|gone|do(?:es|ing|ne)?|did|r[ua]n(?:ning)?"
    r"|operat\w+|function\w*|perform\w*)"
)
_GOOD = (
    rf"\b{_RUNS}\b(?: \w+){{0,3}}? {_WELL}\b|\bstrengths?\b|\bin good order\b"
    r"|\bpositives\b|\bpositive (?:findings|points)\b"
    r"|\bgood (?:practice|points|performance)\b"
)
_ASKED = re.compile(
    rf"\b(?:what|which|whats|what's|list|show|name|where|any(?:thing)?|something|all|every)\b.*(?:{_GOOD}|\b(?:work(?:s|ed|ing)?|operat\w+|function\w*|perform\w*)$"
    r"|\b(?:adequate(?:ly)?|effective|sound|satisfactory|up to scratch)$)"
)
_HEADED = re.compile(
    rf"{_GOOD}|^(?:\d[\d.]* )?what(?: is|'s| was| has)? work(?:s|ed|ing)\b"
    r"|\bstrong\b|\badequately (?:designed|controlled)\b|\bno (?:concerns|exceptions)\b"
    r"|\b(?:effective|sound|satisfactory|adequate) (?:controls?|areas?|systems?|arrangements)\b"
    r"|\bcontrols?\b.*\b(?:sound|effective|in place|working)$"
)
"""How a heading, or what leads into a list, says that what follows is as it should be."""
_DENIED = re.compile(r"\b(?:not|isn't|wasn't|aren't|weren't|never|less|could|improv\w*)\b")
_ENOUGH, _NEARLY = 0.6, 0.95
"""Share of the topic's weight that a report must hold; of the best, for one to be quoted too."""


def praised(asked: Asked) -> list[Draft]:
    """The lists of what works well in the reports that a question is about; none if it asks not."""
    text = asked.understood.own
    good = _ASKED.search(text)
    if not good or _DENIED.search(text):
        return []
    topic = _topic(asked, good[0])
    told = {key: list(praise(asked.reports[key])) for key in asked.meant}
    share = {key: asked.query.share(topic, _words(asked.reports[key])) for key in told if told[key]}
    least = max(_ENOUGH, max(share.values(), default=0.0) * _NEARLY)
    return [draft for key in share if share[key] >= least for draft in told[key]]


def _topic(asked: Asked, said: str) -> dict[str, float]:
    """The weights of a question's words, without those that ask for what is good."""
    praise = set(stems(" ".join(m[0] for m in re.finditer(_GOOD, said)))) | ASKING
    return {term: w for term, w in asked.query.weights.items() if term not in praise}


def _words(report: Report) -> frozenset[str]:
    """The stems of a report's name and text."""
    told = " ".join(section.text for section in report.sections)
    return stem_set(f"{report.name} {report.publisher} {report.force} {told}")


def praise(report: Report) -> Iterator[Draft]:
    """What a report lists as in good order, in its words."""
    for section in report.sections:
        if any(_is_good(heading) for heading in section.path[1:] or section.path):
            if len(section.text.split()) < LONG_LIST:
                yield from (d for d in listed(report, section) if not d.text.isupper())
        else:
            yield from _led(report, section)


def _led(report: Report, section: Section) -> Iterator[Draft]:
    """A list under a sentence which says that what follows is as it should be."""
    for block in section.blocks:
        items = points(section, block)
        if items and _is_good(section.words(block).rsplit(". ", 1)[-1].rstrip(":")):
            for n, part in enumerate((block, *items)):
                place = (Span.of(report, section, part.start, part.end),)
                yield Draft("item" if n else "lead-in", section.words(part), place)


def _is_good(words: str) -> bool:
    folded = fold(words)
    return bool(_HEADED.search(folded)) and not _DENIED.search(folded)
