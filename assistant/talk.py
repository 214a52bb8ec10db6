"""A conversation: the answers given so far, and what the page shows for each thing done."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from assistant import panel, render
from assistant.answer import Question, Turn
from assistant.examples import examples
from assistant.user import LOCAL, User
from corpus.passages import passages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.answer import Answer
    from assistant.ask import Assistant
    from assistant.follow import Following
    from assistant.recorder import Recorder

MAX_QUESTION = 2_000
"""Characters of the longest question taken."""


class Shown(NamedTuple):
    """What the page shows; Gradio takes it as the tuple of its outputs."""

    answers: tuple[Answer, ...]
    """The conversation, oldest first; kept by the page for the next question."""
    conversation: str
    source: str
    notice: str = ""
    question: str = ""
    """What stands in the question box."""


class Talk:
    """What the page shows for what is asked; a conversation is the tuple of its answers."""

    def __init__(self, assistant: Assistant | Following, recorder: Recorder) -> None:
        self._assistant, self._recorder = assistant, recorder
        self._examples = self._answered(examples(assistant.register, date.today()))  # noqa: DTZ011 (local day)

    def banner(self, user: User = LOCAL) -> str:
        """The head of the page, with who is signed in."""
        held = self._assistant.reports
        return render.banner(held, sum(len(passages(report)) for report in held), user)

    @property
    def welcome(self) -> str:
        """The conversation before its first question."""
        return render.welcome(self._examples)

    def example(self, place: object) -> str:
        """The example question at a place, or an empty string."""
        known = dict(enumerate(self._examples))
        return known.get(place, "") if isinstance(place, int) else ""

    def respond(self, text: str, given: tuple[Answer, ...], user: User = LOCAL) -> Iterator[Shown]:
        """The page while the question is searched for, then with its answer, which is logged."""
        asked, refused = text.strip(), refusal(text)
        if refused:
            yield self._with(given, notice=render.notice(refused), question=text)
            return
        yield Shown(given, render.conversation(given, asked), panel.no_source())
        answer = self._recorder.ask(Question(asked, history(given)), user.name)
        yield self._with((*given, answer))

    def source(self, given: Sequence[Answer], key: str, *, asked_for: bool = False) -> str:
        """The source that a button stands for, or what stands there when it has none."""
        shown = render.cited(given, key)
        if shown is None:
            return panel.no_source(absent=bool(given) and given[-1].abstained)
        held = {report.id: report for report in self._assistant.reports}
        report = held.get(shown.span.report)
        section = report.by_id.get(shown.span.section) if report else None
        if report is None or section is None or not shown.span.stands_in(section):
            return panel.superseded(shown)
        return panel.source(shown, report, section, key, asked_for=asked_for)

    def afresh(self) -> Shown:
        """The page as it was before the first question."""
        return self._with(())

    def failed(self, given: tuple[Answer, ...]) -> Shown:
        """The page after an error of ours."""
        words = "Something went wrong and the question was not answered. Ask again; if it happens "
        return self._with(
            given, notice=render.notice(words + "again, report what the terminal says.")
        )

    def _with(self, given: tuple[Answer, ...], *, notice: str = "", question: str = "") -> Shown:
        shown = render.conversation(given) if given else self.welcome
        return Shown(given, shown, self.source(given, render.first_key(given)), notice, question)

    def _answered(self, questions: Sequence[str]) -> tuple[str, ...]:
        """Those that get an answer: an example that leads nowhere teaches nothing."""
        return tuple(q for q in questions if not self._assistant.ask(Question(q)).abstained)


def refusal(text: str) -> str:
    """Why a question is not taken; empty when it is.

    >>> refusal("  ")
    'Type a question first.'
    """
    if not text.strip():
        return "Type a question first."
    if len(text) > MAX_QUESTION:
        return f"That is {len(text):,} characters long. Ask in {MAX_QUESTION:,} or fewer."
    return ""


def history(given: Sequence[Answer]) -> tuple[Turn, ...]:
    """The conversation as its turns, oldest first."""
    return tuple(
        turn
        for answer in given
        for turn in (Turn("user", answer.question), Turn("assistant", answer.text))
    )
