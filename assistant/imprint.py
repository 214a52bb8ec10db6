"""Which reports are held, who gave one out and when: told of the report itself, not in it."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.asked import Asked
from assistant.cite import Draft
from assistant.day import uk
from assistant.topic import topic_of
from corpus.piece import dates, fold
from corpus.report import Report, Span
from index.terms import stems

_PAPER = (
    r"(?:reports?|audits?|inspections?|responses?|documents?|papers?|reviews?|minutes|letters?)"
)
_WROTE = (
    r"(?:wr(?:ote|itten)|author(?:s|ed)?|publish(?:ed|es)?|issu(?:ed|es)|produc(?:ed|es)"
    r"|prepar(?:ed|es)|carr(?:ied|ies) out|conduct(?:ed|s)|did|put out|brought out)"
)
_WHO = re.compile(
    rf"^(?:and |so )*(?:who|which (?:\w+ ){{0,2}}?(?:firm|body|company|organisation|auditors?))\b"
    rf".*\b{_WROTE}\b.*\b{_PAPER}(?: and when)?$|\b{_PAPER} (?:\w+ )?(?:by who(?:m)?|who by)$"
)
_WHEN = re.compile(
    rf"^(?:and |so )*(?:when|what (?:date|day))\b.*\b{_PAPER}\b"
    r".*\b(?:published|issued|dated|released|out|from)$"
    rf"|\bwhat(?:'s| is| was) the (?:publication )?date of\b.*\b{_PAPER}$"
)
_NUMBERED = re.compile(
    rf"\b(?:what(?:'s| is| was)?|which|give me|tell me)\b.*\b(?:reference|ref)(?: (?:number|no"
    rf"|code))?\b"
    rf"(?: (?:of|for|on)\b.*\b{_PAPER})?$"
)
_HAVE = r"(?:have|hold|held|got|loaded|search(?:ed)?|cover(?:ed)?|know|there|us(?:e|ed|ing))"
_HELD = re.compile(
    rf"^(?:which|what|list)\b(?: \w+)? {_PAPER} (?:do|are|can|have|does)\b"
    rf"(?: (?:you|we|i|it|the corpus))?(?: \w+)? {_HAVE}(?: about)?$"
    rf"|^(?:list|show)(?: me)? (?:all )?(?:the |your )?{_PAPER}$"
)
_ANY = frozenset(
    stems("you we i it the corpus name firm company body organisation publication final")
)
"""Words that do not say which report is meant."""


def imprint(asked: Asked) -> list[Draft]:
    """The reports held, or who gave those meant out and when; none where that is not asked."""
    text = asked.understood.own
    if asked.understood.families or asked.understood.context or _names_more(asked, text):
        return []
    if _HELD.search(text):
        held = ((r.name, _place(r, lambda _: True)) for r in asked.reports.values())
        return [Draft("row", name, (place,)) for name, place in held if place]
    reports = (asked.reports[key] for key in sorted(asked.meant))
    if _NUMBERED.search(text):
        return [
            draft for report in reports if _is_called(report, text) for draft in _number(report)
        ]
    if not (_WHO.search(text) or _WHEN.search(text)):
        return []
    told = (_told(report) for report in reports if _is_called(report, text))
    return [draft for draft in told if draft]


def _names_more(asked: Asked, text: str) -> bool:
    """Whether a question says more than which report it is about."""
    rest = re.sub(rf"\b(?:{_WROTE}|{_PAPER}|{_HAVE}|reference|ref|number|code)\b", " ", text)
    named = {s for report in asked.reports.values() for s in stems(f"{report.name} {report.force}")}
    return bool(topic_of(asked, rest, _ANY | named))


def _is_called(report: Report, text: str) -> bool:
    """Whether a report is of the kind that a question names, if it names one."""
    kinds = [kind for kind in ("audit", "response", "minutes", "letter") if kind in text]
    return not kinds or any(kind in fold(report.kind) for kind in kinds)


def _number(report: Report) -> list[Draft]:
    """The reference of a report, where it prints one."""
    place = _place(report, lambda said: report.reference in said) if report.reference else None
    return [Draft("row", f"{report.title}: {report.reference}", (place,))] if place else []


def _told(report: Report) -> Draft | None:
    """Who gave a report out and when, as far as it prints them."""
    by, known = report.publisher, next(iter(report.dates), None)
    signed = _place(report, lambda words: fold(by) in fold(words)) if by else None
    day = _place(report, lambda words: known.on in dates(words)) if known else None
    when = f"{known.label} {uk(known.on)}" if known and day else ""
    parts = [f"by {by}" if signed else "", when]
    places = tuple(span for span in (signed, day) if span)
    told = f"{report.title}: {', '.join(filter(None, parts))}"
    return Draft("row", told, places) if places else None


def _place(report: Report, holds: Callable[[str], bool]) -> Span | None:
    """The first block of a report that holds something."""
    found = (
        Span.of(report, section, block.start, block.end)
        for section in report.sections
        for block in section.blocks
        if holds(section.words(block))
    )
    return next(found, None)
