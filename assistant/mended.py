"""A question as it is meant: typing errors mended, and meetings called by their day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answer import Question, Turn
from assistant.day import spelt_out
from assistant.meeting import dated
from corpus.register import Register
from corpus.report import Report
from index.search import Search


def mended(
    asked: Question, search: Search, register: Register, reports: Sequence[Report], today: date
) -> Question:
    """A question, and those before it, with typing errors mended; the last names its meetings."""
    history = (_mended_turn(turn, search) for turn in asked.history)
    day = asked.as_at or today
    text = dated(spelt_out(search.mended(asked.text), day), register, reports, day)
    return replace(asked, text=text, history=tuple(history))


def _mended_turn(turn: Turn, search: Search) -> Turn:
    if turn.role == "assistant":
        return turn
    return replace(turn, content=search.mended(turn.content))
