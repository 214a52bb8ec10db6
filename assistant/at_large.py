"""Questions at large, which no one row or sentence answers: of what was told, or of a report."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.again import again
from assistant.agenda import agenda
from assistant.asked import Asked
from assistant.cite import Draft
from assistant.clock import asks_for_clock, clock_drafts
from assistant.digest import digest
from assistant.enquire import to_ask
from assistant.facet import facet
from assistant.imprint import imprint
from assistant.itself import itself
from assistant.labelled import labelled
from assistant.overview import overview
from assistant.peers import peers
from assistant.remark import remark
from assistant.says import replies
from assistant.subject import everything
from assistant.torn import beside
from assistant.verdict import verdict, worries
from assistant.voice import voice
from corpus.clock import clocks
from corpus.register import Register
from corpus.report import Report
from index.search import Search

_Way = Callable[[Asked], list[Draft]]
_OF_TOLD: tuple[_Way, ...] = (again, facet, remark, imprint)
"""What is asked of the very words or items that were told, or of a report as a paper.

These come first: the words of such a question name nothing that could be looked up.
"""
_OF_REPORTS: tuple[_Way, ...] = (
    *(itself, labelled, replies, agenda, overview, peers),
    *(voice, verdict, everything, worries, digest),
)
"""What is asked of a report, a part of it or a view, those bound to the narrowest shape first.

Each takes a question only if nothing is left of it beside its own words and the names of reports,
or what is left is the subject by which it narrows what it tells.
"""


def at_large(
    asked: Asked, search: Search, register: Register, reports: Sequence[Report]
) -> list[Draft]:
    """What the first way tells that takes the question for its own; none if none does.

    Beside what is told of reports stands what they disagree about there.

    Args:
        asked: The question.
        search: Finds what bears on a subject on which there is something to ask.
        register: The records of all reports held, by which the days to publish are counted.
        reports: All reports held.
    """
    if told := _first(_OF_TOLD, asked) or to_ask(asked, search):
        return told
    told = _clock(asked, register, reports) or _first(_OF_REPORTS, asked)
    return [*told, *beside(asked.torn, told, asked.query, asked.naming)] if told else []


def _first(ways: Sequence[_Way], asked: Asked) -> list[Draft]:
    return next((told for way in ways if (told := way(asked))), [])


def _clock(asked: Asked, register: Register, reports: Sequence[Report]) -> list[Draft]:
    """The days that the PCC has to publish comments on the inspections, where asked for."""
    if not asks_for_clock(" ".join(asked.understood.questions)):
        return []
    return list(clock_drafts(asked.understood.text, clocks(register, reports), asked.day))
