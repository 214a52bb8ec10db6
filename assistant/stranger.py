"""Names in a question that the rows found for it do not bear: another force, another place."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.asked import Asked, Rows
from assistant.people import letters_in
from assistant.post import RANKS
from corpus.piece import fold
from corpus.report import Report
from index.english import is_common, is_word
from index.search import Query
from index.terms import ASKING, content, content_stems, stem, stems

_NAME = re.compile(
    r"(?:(?<=[\w,;’'] )|^(?=\w+ (?:Police|Constabulary)\b))(?P<name>[A-Z][a-z][\w-]+)(?:['’]s)?"
)
_TYPED_SMALL = re.compile(
    r"\b(?P<whose>[a-z][a-z-]{3,})['’]s\b"
    r"|\b(?:in|at|for|by|of|from) (?P<where>[a-z][a-z-]{3,})\b(?=\W*$)"
)
"""Where a name stands that was typed without its capital."""
_EDITION = re.compile(r"\b(visit|part|phase|stage|round|cycle|volume) (\d{1,2})\b")
"""One of several reports that are named by number."""
_FORCE = re.compile(r" (?:Police|Constabulary)\b")
_AT = re.compile(r"\b(?:in|at|for|from|by|of|did|does|has) $")


def bears(asked: Asked, found: Rows) -> bool:
    """Whether rows speak of every place and body that a question names beside their reports."""
    names, editions = list(_strange(asked)), _EDITION.findall(fold(asked.understood.layers[0]))
    if found.missing or not (names or editions):
        return True
    about = (signed(asked.reports[key]) for key in {s.report for s in found.spans})
    told = " ".join([*_said(asked, found), *about])
    said = fold(told)
    letters = letters_in(told)
    names = [n for n in names if not asked.people.letters.get(n, frozenset()) & letters]
    if any(f"{word} {n}" not in said and re.search(rf"\b{word} \d", said) for word, n in editions):
        return False
    return all(
        re.search(rf"\b(?:{re.escape(name)}|{RANKS.get(name, name)})", said) for name in names
    )


def unheld_audit(asked: Asked, found: Rows) -> str:
    """The audit or inspection that a question asks items of and that no report held is; or none."""
    own = asked.understood.layers[0]
    named = _REPORT.search(own)
    if not named or not asked.understood.families or found.missing:
        return ""
    name = content_stems(named["name"]) - ASKING
    held = {s for r in asked.reports.values() for s in stems(f"{r.title} {r.kind} {r.publisher}")}
    said = set(stems(" ".join(_said(asked, found))))
    return "" if not name or name & (held | said) else f"{named['name'].strip()} {named['kind']}"


def unheld_reference(text: str, reports: Iterable[Report]) -> str:
    """The reference of a report that a question names and that is not held, or an empty string."""
    held = {fold(report.reference).replace(" ", "") for report in reports}
    named = (found.replace(" ", "") for found in re.findall(r"\b\d{1,2}\.\s?\d{2}/\d{2}\b", text))
    return next((reference for reference in named if fold(reference) not in held), "")


_REPORT = re.compile(
    r"\b(?:in|from|by|of|did) the (?P<name>(?:[A-Z][\w’'&-]+(?:,? (?:and|of|for|&) |,? )){1,5})"
    r"(?P<kind>audit|inspection|thematic|review)\b"
)
"""Where a question names a report by words with capitals."""


def asks_unheld(query: Query) -> bool:
    """Whether what a question counts, or whom it asks who runs, is a thing that no report names.

    The words may be everyday ones: `dogs`, `canteen`.
    """
    found = _THING.search(fold(query.text))
    words = content(found["counted"] or found["led"] or "") if found else ()
    return bool(words) and words[-1] in query.unknown


_NOUN = (
    r"(?:the |our |their )?(?!(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would)\b)"
    r"(?P<{}>(?:[\w’'-]+ ){{0,3}}?[\w’'-]+)"
)
_ENDS = "in|at|on|of|for|from|by|with|to|that|which"
_THING = re.compile(
    rf"\b(?:how many|number of) (?:of )?{_NOUN.format('counted')}"
    r"(?= (?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|who|there"
    rf"|{_ENDS})\b|\W*$)"
    rf"|\bwho (?:runs|owns|manages|leads|heads|looks after) {_NOUN.format('led')}"
    rf"(?= (?:{_ENDS})\b|\W*$)"
)
"""The thing that a question counts, or asks who leads it."""


def _strange(asked: Asked) -> Iterable[str]:
    """The folded names in a question that are no words of English, or that no report holds."""
    own = asked.understood.layers[0]
    for found in _NAME.finditer(own):
        name = fold(found["name"])
        unheld = name in asked.query.unknown and bool(_AT.search(own[: found.start()]))
        unheld |= bool(_FORCE.match(own, found.end()))
        spoken = bool(re.search(r"[aeiouy]", name))  # `Mgr` is a post cut short, no place
        if spoken and stem(name) not in ASKING and (not is_word(name) or unheld):
            yield name
    for found in _TYPED_SMALL.finditer(own):
        name = found["whose"] or found["where"]
        if name in asked.query.unknown and not is_common(name):
            yield name


def signed(report: Report) -> str:
    """The first and the last lines of a report, where who writes it and to whom is named."""
    first, last = report.sections[0], report.sections[-2:]  # a form for the office may close it
    blocks = [(first, block) for block in first.blocks[:_SIGNED]]
    blocks += [(section, block) for section in last for block in section.blocks[-_SIGNED:]]
    return " ".join(section.words(block) for section, block in blocks)


_SIGNED = 6


def _said(asked: Asked, found: Rows) -> Iterable[str]:
    """What the rows say, and the names of their reports and headings."""
    for draft in found.drafts:
        yield draft.text
        for span in draft.spans:
            report = asked.reports[span.report]
            yield f"{report.name} {report.force} {report.publisher} {span.quote}"
            yield " ".join(report.by_id[span.section].path)
