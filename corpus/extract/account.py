"""What stands in running text behind the words of an item: who acts, by when, how it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from corpus.extract.deadline import WHEN, due
from corpus.extract.doer import is_named, leaders
from corpus.extract.part import piece_of, sentence_end
from corpus.extract.status import is_status
from corpus.register import Field

_DAY = f"(?P<day>{WHEN.pattern})"
_DUE = re.compile(
    r"\b(?:by|before|due (?:on|by|for|in)?|(?:promised|set|planned|wanted|asked) (?:for|on|by)) "
    rf"(?:the end of )?{_DAY}",
    re.IGNORECASE,
)
"""A day by which something was to be done: `it was promised for 31 March 2026`."""
_MOVED = re.compile(
    r"(?:\b(?:i|we|management|it) (?:now|still) (?:\w+ ){0,2}?|\bnow )(?:aims?|expect(?:s|ed)?|plans?|intends?|hopes?|due)\b[^.;]{0,40}?\b(?:on|by|for|in|until) "
    rf"(?:the end of )?{_DAY}",
    re.IGNORECASE,
)
"""A day that somebody now means to keep: `I now expect to finish on 31 August 2026`."""
_PUT_OFF = re.compile(
    r"\b(?:move|extend|put back|change|revise|defer|postpone)d? (?:the |this |its )?(?:date|deadline|it)\b"
    rf"(?: from {WHEN.pattern.replace('?P<', '?P<f_')})? (?:to|until) {_DAY}"
    rf"|\b(?:new|revised) date (?:of|is|has been set (?:at|for)) {_DAY.replace('?P<', '?P<n_')}",
    re.IGNORECASE,
)
"""A day to which a date was moved: `agreed to move the date to 30 November 2026`."""


@dataclass(frozen=True, slots=True)
class Account:
    """The words that ask, and what is told behind them."""

    asked: Field
    owner: Field | None = None
    state: Field | None = None
    rest: Field | None = None
    """What is told of the item in sentences of its own."""

    @property
    def told(self) -> Iterator[tuple[str, Field]]:
        """The fields of the item; a day told in its state is its deadline."""
        if self.owner:
            yield "owner", self.owner
        if self.state:
            yield from _dues(self.state)
        if self.rest:
            yield from _dues(self.asked)
            yield from told_of(self.rest)


def account(text: Field) -> Account:
    """A text that closes in a name, or in a name and a state, parted from them.

    `Send the list. Head of Estates. Open: set for 22 July 2026.`
    """
    for before, part in pairwise(sentences(text)):
        name = part.value.rstrip(". ")
        state = _after(text, part)
        if is_named(name) and (state is None or is_status(state.value)):
            return Account(_until(text, before), piece_of(part, 0, len(name)), state)
    return Account(text, state=closing_state(text))


def narrated(text: Field) -> Account:
    """A paragraph that tells of its item: its title and first sentence say what is asked.

    `Investigation plans. By May we had to sign each. The Head of Crime leads. Green.`
    """
    last = sentences(text)[:2][-1]
    return Account(_until(text, last), state=closing_state(text), rest=_after(text, last))


def closing_state(text: Field) -> Field | None:
    """The last sentence of a text, where that is no more than a state: `... in June. Amber.`."""
    last = sentences(text)[1:][-1:]
    state = piece_of(last[0], 0, len(last[0].value.rstrip(". "))) if last else None
    brief = state is not None and (state.value.isupper() or _CLOSING.fullmatch(state.value))
    return (
        state if state and (brief or _CAPS.match(state.value)) and is_status(state.value) else None
    )


_CLOSING = re.compile(r"[A-Z][a-z]+(?: [a-z]+){0,2}")
_CAPS = re.compile(r"[A-Z]{4,}[,:;–-]?\s")
"""A state in capitals, behind which it may go on: `OPEN, moved to May`."""


def _until(text: Field, sentence: Field) -> Field:
    return piece_of(text, 0, sentence.span.end - text.span.start)


def _after(text: Field, sentence: Field) -> Field | None:
    start = sentence.span.end - text.span.start
    return piece_of(text, start, len(text.value)) if text.value[start:].strip() else None


def sentences(text: Field) -> list[Field]:
    """The sentences of a text, in order."""
    found, start = [], 0
    while text.value[start:].strip():
        part = piece_of(text, start, len(text.value))
        first = piece_of(part, 0, sentence_end(part.value))
        found.append(first)
        start = first.span.end - text.span.start
    return found


def _dues(text: Field) -> Iterator[tuple[str, Field]]:
    """The first day by which something is said to have been due."""
    found = _DUE.search(text.value)
    if found and due(found["day"]):
        yield "deadline", piece_of(text, *found.span("day"))


def told_of(text: Field) -> Iterator[tuple[str, Field]]:
    """Who leads and to which day the date has moved, where sentences say so."""
    yield from (("owner", who) for who in leaders(text))
    for pattern in (_PUT_OFF, _MOVED):
        found = pattern.search(text.value)
        name = next((n for n in ("day", "n_day") if found and found.groupdict().get(n)), "")
        if found and name and due(found[name]):
            yield "revised", piece_of(text, *found.span(name))
            return
