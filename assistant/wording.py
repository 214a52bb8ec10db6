"""A question in full: what people cut short or say otherwise, as reports print it."""

from __future__ import annotations

import calendar
import re

_SECTION = re.compile(r"(?<![\w'’])s\.? ?(\d{2,3})\b")
"""A section of an act, cut short: `s55`; no possessive: `the audit's 14 strands`."""
_FINANCIAL = re.compile(r"(?<![\d/.-])(?<!\d[.-] )(?P<first>[12]\d)[/-](?P<last>[12]\d)(?![\d/.-])")
"""A financial year, cut short: `25/26`."""
_SHORT_MONTHS = {name[:3].casefold(): name for name in calendar.month_name if name}
_MONTHS = re.compile(
    rf"\b(?P<month>{'|'.join(_SHORT_MONTHS)})t?\b\.?(?=\s*(?:[-–]|to\b|20\d\d|quarter\b"
    rf"|['’]?\d\d\b))(?P<until>\s?[-–]\s?(?=[A-Za-z]))?",
    re.IGNORECASE,
)
"""A month, cut short, before another or a year: `Jan-Mar 2026`."""
_QUARTER = re.compile(r"\b[Qq]([1-4])\b")
_THANKS = re.compile(
    r"^(?:(?:fair enough|ok(?:ay)?|great|thanks?|thank you|ta|cheers|right|good|perfect|lovely"
    r"|brilliant"
    r"|h+m+|oh|ah|i see|got it|understood|sure|no problem)(?: (?:ta|thanks|thank you"
    r"|then))?[,.!;:…]+\s+)+(?=\w)",
    re.IGNORECASE,
)
"""Takes leave of what was answered before it asks."""
_HAS_NOT = re.compile(
    r"\b(?P<aux>do|does|ha[sv]e?)(?:n['’]?t| not)(?: (?:yet|actually|currently))? (?:have|had"
    r"|got|have got) (?:an?|any|the|their|its|one) (?=\w)",
    re.IGNORECASE,
)
"""`don't have a plan`: read as `have no plan`."""


def in_full(typed: str) -> str:
    """A question as reports would print its months, years and sections, without thanks before it.

    >>> in_full("Thanks! What does s55 ask for in Q2 of 25/26?")
    'What does section 55 ask for in quarter 2 of 2025/26?'
    """
    typed = _ASKED_BY.sub(_by_itself, typed)
    written = _SECTION.sub(r"section \1", _QUARTER.sub(r"quarter \1", typed))
    return _MONTHS.sub(_month_in_full, _FINANCIAL.sub(_year_in_full, _THANKS.sub("", written)))


_ASKED_BY = re.compile(
    r"^(?:an? |the |our )?(?:journalist|reporter|press|media|member|councillor|mp|panel|public"
    r"|chair|board|committee|someone|somebody)"
    r"\b[^-–:,?]{0,20}? (?:is |are |has |have |keeps? )?(?:ask(?:s|ed|ing)|want(?:s|ed"
    r"|ing)? to know)(?: me| us)? (?:about )?"
    r"(?P<of>[^-–:?]{3,50}?)\s*[-–:,]+\s*(?P<asks>(?:what|who|when|where|how|which|did|has|have"
    r"|is|are|was|were|does|do)\b[^?]+)\??$",
    re.IGNORECASE,
)
"""Who wants to know, and of what, before the question: `a journalist is asking about vetting - ...`."""


def _by_itself(said: re.Match[str]) -> str:
    """The question with its subject behind it.

    >>> _ASKED_BY.sub(_by_itself, "Press asking about vetting - what did the inspectors find?")
    'what did the inspectors find about vetting?'
    """
    return f"{said['asks'].strip()} about {said['of'].strip()}?"


def plainly_denied(text: str) -> str:
    """A question with what somebody has not put as reports print it.

    >>> plainly_denied("who doesn't have a plan and hasn't got a date")
    'who has no plan and has no date'
    """
    return _HAS_NOT.sub(lambda said: f"ha{'s' if 's' in said['aux'][2:] else 've'} no ", text)


def _year_in_full(year: re.Match[str]) -> str:
    """A financial year as reports print it; what only looks like one stays as it is.

    >>> _FINANCIAL.sub(_year_in_full, "last quarter of 25/26, on 12/25")
    'last quarter of 2025/26, on 12/25'
    """
    follows = int(year["last"]) == int(year["first"]) + 1
    return f"20{year[0].replace('-', '/')}" if follows else year[0]


def _month_in_full(said: re.Match[str]) -> str:
    """A month as reports print it.

    >>> _MONTHS.sub(_month_in_full, "Jan-Mar quarter, may be")
    'January to March quarter, may be'
    """
    return f"{_SHORT_MONTHS[said['month'].casefold()]}{' to ' if said['until'] else ''}"
