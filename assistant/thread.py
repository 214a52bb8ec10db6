"""A conversation as the page holds it: what was asked, under which terms, and what was answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer, Question, Turn

STOPPED = "You stopped this answer; it is not whole."


@dataclass(frozen=True, slots=True)
class Next:
    """A question that goes on from an answer."""

    text: str
    reports: tuple[str, ...] = ()
    """Report ids that it stays inside; none for the scope that is chosen."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and its answer."""

    question: Question
    """Without what came before it: that stands in the thread."""
    answer: Answer


@dataclass(frozen=True, slots=True)
class Thread:
    """One conversation, oldest first."""

    key: str = ""
    """Its id in the history; empty before its first answer is kept."""
    exchanges: tuple[Exchange, ...] = ()
    nexts: tuple[Next, ...] = ()
    """Questions that go on from the last answer."""
    asking: Question | None = None
    """What is being answered now."""
    growing: Answer | None = None
    """What stands of that answer so far."""

    @property
    def answers(self) -> tuple[Answer, ...]:
        """Every answer, oldest first, with the one that is growing."""
        whole = tuple(exchange.answer for exchange in self.exchanges)
        return (*whole, self.growing) if self.growing else whole

    def with_history(self, place: int) -> Question:
        """The question at a place, with what came before it."""
        return replace(self.exchanges[place].question, history=turns(self.exchanges[:place]))

    def waiting(self, question: Question) -> Thread:
        """The thread while a question is answered."""
        return replace(self, nexts=(), asking=replace(question, history=()), growing=None)

    def grown(self, answer: Answer) -> Thread:
        """The thread with what stands of an answer so far."""
        return replace(self, growing=answer)

    def answered(self, answer: Answer) -> Thread:
        """The thread with an answer that is whole."""
        asked = self.asking or Question(answer.question)
        exchanges = (*self.exchanges, Exchange(asked, answer))
        return Thread(self.key, exchanges)

    def settled(self) -> Thread:
        """The thread with nothing under way: what stands of an answer is kept as it is."""
        if self.growing is None:
            return replace(self, asking=None)
        told = replace(self.growing, caveats=(*self.growing.caveats, STOPPED))
        return self.answered(told)


def turns(exchanges: Sequence[Exchange]) -> tuple[Turn, ...]:
    """A conversation as its turns, oldest first."""
    return tuple(
        turn
        for one in exchanges
        for turn in (Turn("user", one.answer.question), Turn("assistant", one.answer.text))
    )
