"""How an item stands, in the words that reports print for it."""

from __future__ import annotations

import re

from corpus.body import speaker_in
from corpus.extract.draft import Said
from corpus.extract.part import piece_of, sentence_end
from corpus.piece import dates
from corpus.register import Field, Status
from corpus.report import AS_AT, Report

_STATUS = re.compile(
    r"^(?:(?:now|still|currently|partly|partially|fully|largely|substantially|mostly|not|not yet|remains?|nearly)\s+)*"
    r"(?:complet(?:ed?|ion)|incomplete|closed|open|re-?opened|in progress|on-?\s?going|under\s?(?:way|discussion|review|consideration)|implement(?:ed|ing)|"
    r"superseded|overdue|behind(?: schedule)?|sent for sign-?off|closed locally|signed off|discharged|met|not met|outstanding|carried forward|delayed|deferred|on (?:track|course)|"
    r"off track|at risk|not started|no longer (?:applicable|relevant)|not (?:accepted|agreed)|accepted|rejected|withdrawn|"
    r"awaiting .{2,40}|pending.{0,40}|red|amber|green|blue|r|a|g|finished|begun|started|in hand|on hold|paused|stalled|in draft|late|abandoned|cancelled|parked|(?:part )?done|verified|embedded"
    r"|(?:ready|proposed|recommended|put forward) for closure|slipp(?:ed|ing)|(?:already |now )?(?:in place|actioned)|due|not due|not yet due|done|achieved|delivered|(?:some|good|limited|little|no|sufficient|insufficient|reasonable|significant) progress(?: made)?|unresolved|resolved)"
    r"(?:\s*(?:\(.{1,60}\)|[-–:,;].{0,60}|(?:on )?\d.{5,30}|(?:by|until) .{2,40}|in .{3,30}|at .{3,30}|\d{1,3}\s?%))?\W*$",
    re.IGNORECASE,
)
_SHORT, _FEW, _LONG = 60, 8, 90
"""Characters and words of a cell that is a status as a whole, characters of a sentence that is."""
_SOURCES = {
    "the inspectorate": r"\bhmic\w*|\binspect",
    "the auditor": r"\baudit|\btested\b",
    "the owner": r"\bowner['’]?s\b",
}


def is_status(words: str) -> bool:
    """Whether some words are a status and nothing else.

    >>> is_status("Partly implemented"), is_status("Closed (14 March 2023)"), is_status("Open the gate")
    (True, True, False)
    """
    return bool(_STATUS.match(_SYMBOL.sub("", words.strip())))


_SYMBOL = re.compile(r"^[^\w\s(\[\"'“‘£-]{1,2}\s*")
"""A tick, a cross or a coloured dot before the words of a state."""


def status_part(told: Field) -> Field | None:
    """The status that a cell holds: the whole of a short one, or the sentence that opens it."""
    if len(told.value) <= _SHORT and len(told.value.split()) <= _FEW:
        return told
    first = piece_of(told, 0, sentence_end(told.value))
    return first if is_status(first.value) and len(first.value) <= _LONG else None


def opening_status(told: Field) -> Field | None:
    """The sentence that opens a reply, where it is a status: `Closed. First seen on 4 May.`."""
    first = piece_of(told, 0, sentence_end(told.value))
    return first if is_status(first.value) else None


def state_before(told: Field) -> Field | None:
    """The state that a cell opens with before it says more without a stop: `Behind 26% of calls`."""
    found = _OPENS.match(told.value)
    return piece_of(told, *found.span("state")) if found else None


_OPENS = re.compile(
    r"\W{0,3}(?P<state>(?:(?:partly|partially|fully|largely|not|not yet|still|nearly) )?"
    r"(?:completed?|incomplete|closed(?: locally)?|open|re-?opened|in progress|on-?going|under ?way|implemented"
    r"|superseded|overdue|behind(?: schedule)?|sent for sign-?off|signed off|discharged|met|outstanding"
    r"|carried forward|delayed|deferred|on (?:track|course)|off track|at risk|started|slipped|achieved|delivered"
    r"|withdrawn|red|amber|green))(?=\W|$)",
    re.IGNORECASE,
)


def speaker_of(column: str) -> str:
    """Whose view a column holds: `Force position`, `HMICFRS status`."""
    named = (who for who, terms in _SOURCES.items() if re.search(terms, column, re.IGNORECASE))
    return speaker_in(column) or next(named, "")


_ANSWERS = re.compile(
    r"(?:not |fully |part(?:ly|ially) )*(?:accept|agree|reject|declin)", re.IGNORECASE
)
"""How a recommendation is answered: the words of whoever answers, not of who made it."""


def author(report: Report) -> str:
    """Who states what a report says in its own voice; a response tells what inspectors said."""
    if report.kind in {"PCC response", "inspection report"}:
        own = report.publisher if report.kind == "inspection report" else ""
        return own or "the inspectorate"
    return report.publisher or report.name


def stated(report: Report, said: Said) -> Status:
    """A status line of the log: stated by its speaker, else by the report, on the report's day."""
    audit = report.publisher if "audit" in report.kind else ""
    answers = report.kind == "PCC response" and _ANSWERS.match(said.value.value)
    own = (report.publisher if answers else "") or author(report)
    by = (audit or said.by) if said.by == "the auditor" else said.by or own
    stands = next((event.on for event in report.dates if event.label == AS_AT), report.dated)
    day = next(iter(dates(said.on)), stands)
    return Status(said.value.value, by, day, said.value.span)
