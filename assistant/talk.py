"""What the chat shows for each thing done: a conversation, its source, its scope."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from assistant import greeting, panel, render
from assistant.answer import Question
from assistant.chips import chips
from assistant.choice import Choice, ChoiceError, read
from assistant.examples import Examples
from assistant.history import HistoryError
from assistant.past import past
from assistant.suggest import suggestions
from assistant.thread import Exchange, Next, Thread, turns
from assistant.user import LOCAL, User

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.answer import Answer
    from assistant.ask import Assistant
    from assistant.feedback import FeedbackBox, Verdict
    from assistant.follow import Following
    from assistant.history import History
    from assistant.recorder import Recorder

MAX_QUESTION = 2_000
"""Characters of the longest question taken."""
_NEXTS = 3
"""Questions suggested after an answer."""
_ANYWHERE = Choice()


class Shown(NamedTuple):
    """What the page shows; Gradio takes it as the tuple of its outputs."""

    thread: Thread
    """The conversation; kept by the page for the next question."""
    conversation: str
    source: str
    notice: str = ""
    question: str = ""
    """What stands in the question box."""
    chips: str = ""

    @property
    def answers(self) -> tuple[Answer, ...]:
        """Every answer, oldest first."""
        return self.thread.answers


class Talk:
    """What the page shows for what is asked."""

    def __init__(
        self,
        assistant: Assistant | Following,
        recorder: Recorder,
        history: History,
        feedback: FeedbackBox,
    ) -> None:
        self._assistant, self._recorder = assistant, recorder
        self._history, self._feedback = history, feedback
        self.examples = Examples(assistant)

    def banner(self, user: User = LOCAL) -> str:
        """The head of the page, with who is signed in."""
        now = self._assistant.now
        return greeting.banner(now.reports, now.generation.passages, user)

    def welcome(self, user: User = LOCAL) -> str:
        """The conversation before its first question; how to begin while no report is held."""
        if not self.holds:
            return greeting.beginning(user)
        return greeting.welcome(self.examples.now)

    @property
    def holds(self) -> bool:
        """Whether any report is held."""
        return bool(self._assistant.reports)

    @property
    def generation(self) -> int:
        """Number of what is searched now: another one after each change of what is held."""
        return self._assistant.generation.id

    def chips(self, chosen: Choice = _ANYWHERE, said: Choice = _ANYWHERE) -> str:
        """The scope: what is chosen, and what the last question named itself."""
        return chips(self._assistant.reports, chosen, said)

    def choice(self, said: object) -> Choice:
        """What the page says was chosen."""
        return Choice.of(said if isinstance(said, dict) else {}, self._assistant.reports)

    def still(self, chosen: Choice) -> Choice:
        """What was chosen, as far as it is held still."""
        return chosen.among(self._assistant.reports)

    def respond(
        self, text: str, thread: Thread, user: User = LOCAL, choice: Choice = _ANYWHERE
    ) -> Iterator[Shown]:
        """The page while a question is searched for, then with its answer, logged and kept."""
        yield from self._begun(
            Question(text.strip(), turns(thread.exchanges)), thread, user, choice
        )

    def go_on(
        self, place: object, thread: Thread, user: User = LOCAL, choice: Choice = _ANYWHERE
    ) -> Iterator[Shown]:
        """The same for a question suggested after the last answer."""
        found = dict(enumerate(thread.nexts)).get(place) if isinstance(place, int) else None
        if found is None:
            yield self._with(thread, user, choice)
            return
        question = Question(found.text, turns(thread.exchanges), reports=found.reports)
        yield from self._begun(question, thread, user, choice)

    def retry(
        self, place: object, thread: Thread, user: User = LOCAL, choice: Choice = _ANYWHERE
    ) -> Iterator[Shown]:
        """The same for a question asked before, in the scope that is chosen now."""
        if not isinstance(place, int) or not 0 <= place < len(thread.exchanges):
            yield self._with(thread, user, choice)
            return
        before = turns(thread.exchanges[:place])
        question = Question(thread.exchanges[place].answer.question, before)
        yield from self._begun(question, thread, user, choice)

    def stop(self, thread: Thread, user: User = LOCAL, choice: Choice = _ANYWHERE) -> Shown:
        """The page once its user waits no longer: what was written so far stays."""
        if thread.asking is None:
            return self._with(thread, user, choice)
        settled = thread.settled()
        if thread.growing is not None:
            settled = self._kept(settled, user)
            return self._with(settled, user, choice, notice="Stopped.")
        words = "Stopped before there was an answer. Your question is in the box."
        return self._with(settled, user, choice, notice=words, question=thread.asking.text)

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

    def afresh(self, choice: Choice = _ANYWHERE, user: User = LOCAL) -> Shown:
        """The page as it was before the first question; the scope stays."""
        return self._with(Thread(), user, choice)

    def failed(self, thread: Thread, user: User = LOCAL, choice: Choice = _ANYWHERE) -> Shown:
        """The page after an error of ours."""
        words = (
            "Something went wrong and the question was not answered. Ask again; if it happens "
            "again, report what the terminal says."
        )
        asked = thread.asking.text if thread.asking else ""
        left = replace(thread, asking=None, growing=None)
        return self._with(left, user, choice, notice=words, question=asked)

    def judge(self, said: tuple[object, object, object], thread: Thread, user: User = LOCAL) -> str:
        """Keep what a user says of an answer (place, verdict, reason); a word about it."""
        place, verdict, reason = said
        known = isinstance(place, int) and 0 <= place < len(thread.exchanges)
        if not known or verdict not in {"up", "down"} or not isinstance(place, int):
            return ""
        given = (thread.with_history(place), thread.exchanges[place].answer)
        value: Verdict = "up" if verdict == "up" else "down"
        try:
            self._feedback.give(user, f"{thread.key}/{place}", given, value, str(reason or ""))
        except ValueError as error:
            return render.notice(f"This was not kept: {error}. Shorten it and send it again.")
        return render.said("Thank you. Your judgement is kept, and your office can read it.")

    def past(self, words: str, thread: Thread, user: User = LOCAL) -> str:
        """What the user asked before, as far as these words stand in it."""
        return past(self._history.list(user, words), words.strip(), thread.key)

    def reopen(self, key: object, user: User = LOCAL, choice: Choice = _ANYWHERE) -> Shown:
        """A conversation from the history."""
        try:
            answers = self._history.open(user, str(key))
        except HistoryError:
            words = "This conversation is no longer kept. Choose another one, or ask anew."
            return self._with(Thread(), user, choice, notice=words)
        exchanges = tuple(Exchange(Question(one.question), one) for one in answers)
        thread = Thread(str(key), exchanges)
        return self._with(replace(thread, nexts=self._nexts(thread, choice)), user, choice)

    def forget(self, key: object, thread: Thread, user: User = LOCAL) -> Thread:
        """Delete a conversation for good; the thread, which is kept no longer if it was that."""
        try:
            self._history.delete(user, str(key))
        except HistoryError:
            return thread  # gone already: another window of the same user deleted it
        return replace(thread, key="") if thread.key == key else thread

    def forget_all(self, thread: Thread, user: User = LOCAL) -> Thread:
        """Delete all that a user asked, for good; the thread, which is kept no longer."""
        self._history.delete_all(user)
        return replace(thread, key="")

    def _begun(
        self, question: Question, thread: Thread, user: User, choice: Choice
    ) -> Iterator[Shown]:
        """The page for a question, put into the scope that is chosen unless it has its own."""
        refused = refusal(question.text)
        try:
            reports = question.reports or choice.within(self._assistant.reports)
        except ChoiceError as error:
            refused = refused or str(error)
        if refused:
            yield self._with(thread, user, choice, notice=refused, question=question.text)
            return
        scoped = replace(question, reports=reports, as_at=choice.as_at)
        yield from self._asked(scoped, thread, user, choice)

    def _asked(
        self, question: Question, thread: Thread, user: User, choice: Choice
    ) -> Iterator[Shown]:
        thread = thread.waiting(question)
        conversation = render.conversation(thread.answers, question.text, self._marks(thread, user))
        yield Shown(thread, conversation, panel.no_source(), chips=self.chips(choice))
        for grown in self._recorder.answers(question, user.name):
            if thread.growing is not None:
                yield self._with(thread, user, choice)
            thread = thread.grown(grown)
        whole = thread.growing
        if whole is None:
            raise RuntimeError("an assistant gave no answer")
        thread = self._kept(thread.answered(whole), user)
        thread = replace(thread, nexts=self._nexts(thread, choice))
        said = read(question, whole.searched, self._assistant.reports)
        yield self._with(thread, user, choice, said=said)

    def _kept(self, thread: Thread, user: User) -> Thread:
        """The thread with its last answer kept in the user's history."""
        last = thread.exchanges[-1].answer
        try:
            return replace(thread, key=self._history.keep(user, last, thread.key))
        except HistoryError:  # deleted meanwhile: what comes now begins another one
            return replace(thread, key=self._history.keep(user, last))

    def _nexts(self, thread: Thread, choice: Choice) -> tuple[Next, ...]:
        """What to ask next: only what gets an answer that says something else."""
        last = thread.exchanges[-1].answer
        asked = {answer.question.casefold() for answer in thread.answers}
        found: list[Next] = []
        for one in suggestions(last, self._assistant.register):
            if len(found) == _NEXTS or one.text.casefold() in asked:
                continue
            question = Question(one.text, turns(thread.exchanges), choice.as_at, one.reports)
            answer = self._assistant.quoted(question)
            if not answer.abstained and answer.statements != last.statements:
                found.append(one)
        return tuple(found)

    def _with(  # noqa: PLR0913 (the page's state, and what changes beside it)
        self,
        thread: Thread,
        user: User,
        choice: Choice,
        *,
        notice: str = "",
        question: str = "",
        said: Choice = _ANYWHERE,
    ) -> Shown:
        given = thread.answers
        shown = (
            render.conversation(given, marks=self._marks(thread, user))
            if given
            else self.welcome(user)
        )
        return Shown(
            thread,
            shown,
            self.source(given, render.first_key(given)),
            render.notice(notice),
            question,
            self.chips(choice, said),
        )

    def _marks(self, thread: Thread, user: User) -> render.Marks:
        verdicts = tuple(
            self._feedback.verdict(user, f"{thread.key}/{place}") or "" if thread.key else ""
            for place in range(len(thread.exchanges))
        )
        days = tuple(exchange.question.as_at for exchange in thread.exchanges)
        return render.Marks(verdicts, days, thread.nexts, growing=thread.growing is not None)


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
