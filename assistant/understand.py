"""What a question asks for: a stand-alone wording, the kind of answer wanted, the values named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer import Question, Turn
from assistant.asking import Want, wants_meant, wants_of
from assistant.conversation import answers, layers, of_subject, questions
from assistant.labels import (
    families_in,
    families_meant,
    names_all,
    names_new,
    names_old,
    numbers_in,
    numbers_meant,
)
from assistant.restored import restored
from assistant.several import clauses
from assistant.swapped import Alike
from assistant.times import as_at, months_in, years_in
from assistant.wording import in_full, plainly_denied
from corpus.piece import dates, fold


@dataclass(frozen=True, slots=True)
class Understood:
    """A question, read."""

    text: str
    """On its own feet: what a follow-up leaves out is put back."""
    context: str
    """The part of it that was put back; empty for a question that stands by itself."""
    layers: tuple[str, ...]
    """The question as asked, then what was said before it, the latest first, if it leans on it."""
    questions: tuple[str, ...]
    """Those of the layers that were asked, not answered."""
    answers: tuple[str, ...]
    """What a follow-up was told before, the latest first; empty for a question of its own."""
    wants: frozenset[Want]
    """Kinds of answer that are wanted; none where the wording does not say."""
    families: tuple[str, ...] = ()
    """Item families named."""
    unnamed: bool = False
    """Whether what a report asks for is meant, though no family is named: `what was agreed`."""
    numbers: tuple[str, ...] = ()
    """Item numbers named: `3` of `recommendation 3`."""
    years: tuple[str, ...] = ()
    """Years named that are not part of a full date."""
    on: date | None = None
    """A full date that the question names."""
    month: tuple[date, date] | None = None
    """First and last day of a month, or of several, that the question names without a day."""
    as_at: date | None = None
    """The date for which status is wanted."""
    new: bool = False
    """Whether the newer of two sets is meant (`the new recommendations`)."""
    original: bool = False
    """Whether the older of them is."""
    clauses: tuple[str, ...] = ()
    """The parts of a question that asks several things; empty when it asks one."""
    of_items: float = 0.5
    """How likely items of the register answer, in [0, 1], where that was judged."""

    @property
    def own(self) -> str:
        """The question itself, folded, without its closing marks."""
        return fold(self.layers[0]).rstrip(" ?.!")

    @property
    def spoken(self) -> str:
        """All that was asked, folded, without what was answered."""
        return fold(" ".join(self.questions))


def understand(
    question: Question, today: date, alike: Alike | None = None, *, leans: bool = False
) -> Understood:
    """Read a question with its history; the as-at date is the one named, given, or today.

    Args:
        question: As asked.
        today: The day on which it is asked.
        alike: Tells which thing of the question before a follow-up puts another for.
        leans: Whether it is a follow-up though no word of it says so.
    """
    written = in_full(question.text)
    history = of_subject(question.history, written)
    own, context = restored(written, history, alike, follows=leans)
    said = _read(plainly_denied(own), context, history if context else (), today)
    return replace(said, as_at=said.as_at or question.as_at or today)


def _read(own: str, context: str, history: Sequence[Turn], today: date) -> Understood:
    """A question with what is put back, and what was said before it where it leans on that."""
    text = f"{own} ({context})" if context else own
    said = (own, *layers(history))
    asked = (own, *questions(history))
    unnamed = names_all(own)
    return Understood(
        text=text,
        context=context,
        layers=said,
        questions=asked,
        answers=answers(history),
        wants=wants_meant(asked, unnamed=unnamed),
        families=families_meant(said),
        unnamed=unnamed,
        numbers=numbers_meant(said),
        years=years_in(text, today),
        on=next(iter(dates(own)), None),
        month=months_in(own),
        as_at=as_at(own),
        new=names_new(fold(text)),
        original=names_old(fold(text)),
        clauses=clauses(own),
    )


def by_itself(said: Understood) -> Understood:
    """A follow-up read by its own words only."""
    own = said.layers[0]
    return replace(
        said,
        text=own,
        context="",
        layers=(own,),
        questions=(own,),
        answers=(),
        wants=wants_of(own),
        families=families_in(fold(own)),
        numbers=numbers_in(fold(own)),
        clauses=(),
    )


def part_of(said: Understood, clause: str) -> Understood:
    """One part of a question as a question; a later one is read with the first."""
    first = said.clauses[0] if said.clauses else ""
    context = first if first and clause != first else said.context
    text = f"{clause} ({context})" if context else clause
    return replace(
        said,
        text=text,
        context=context,
        layers=(clause, *said.layers[1:]),
        questions=(clause, *said.questions[1:]),
        wants=wants_of(clause),
        clauses=(),
    )
