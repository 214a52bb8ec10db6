"""The chat without a browser: scope, suggestions, history, judgements, stopping."""

from datetime import date
from pathlib import Path

import pytest
from serving import office_of
from tiny import assistant_of, written

from assistant.ask import Assistant
from assistant.audit import Wanted
from assistant.choice import Choice, ChoiceError
from assistant.clip import clip
from assistant.office import Office
from assistant.recorder import Recorder
from assistant.talk import Shown, Talk
from assistant.thread import STOPPED, Thread
from assistant.user import User

ANN, BOB = User(1, "ann", "keeper"), User(2, "bob", "reader")
OWNER = "Who owns management action 2?"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("talk")
    return assistant_of(folder / "home", written(folder / "reports"))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return office_of(tmp_path, login=False)


@pytest.fixture
def talk(assistant: Assistant, office: Office) -> Talk:
    recorder = Recorder(assistant, office.audit, "page")
    return Talk(assistant, recorder, office.history, office.feedback)


def ask(talk: Talk, question: str, thread: Thread | None = None, **scope: Choice) -> Shown:
    *_, shown = talk.respond(question, thread or Thread(), ANN, scope.get("choice", Choice()))
    return shown


def test_a_choice_takes_the_reports_that_are_all_of_it(assistant: Assistant) -> None:
    held = assistant.reports
    (audit,) = [report.id for report in held if report.kind == "internal audit"]
    assert Choice().within(held) == ()
    assert Choice(kinds=("internal audit",)).within(held) == (audit,)
    assert Choice(kinds=("internal audit",), years=("2025",)).within(held) == (audit,)
    with pytest.raises(ChoiceError, match="Choose less"):
        Choice((audit,), ("PCC response",)).within(held)


def test_a_choice_from_a_page_holds_only_what_is_known(assistant: Assistant) -> None:
    said = {"reports": ["x", 3], "kinds": "internal audit", "years": ["2025"], "as_at": "soon"}
    assert Choice.of(said, assistant.reports) == Choice(years=("2025",))
    assert Choice.of({"as_at": "2025-11-03"}, ()) == Choice(as_at=date(2025, 11, 3))


def test_what_is_asked_is_logged_and_kept_with_its_scope(talk: Talk, office: Office) -> None:
    choice = Choice(kinds=("internal audit",), as_at=date(2025, 9, 1))
    shown = ask(talk, OWNER, choice=choice)
    (conversation,) = office.history.list(ANN)
    assert conversation.id == shown.thread.key
    assert office.history.list(BOB) == ()
    (entry,) = office.audit.entries(Wanted(event="asked"))
    assert entry.body["as_at"] == "2025-09-01"
    assert len(entry.body["reports_chosen"]) == 1


def test_a_report_named_plainly_is_told_in_the_chips(talk: Talk) -> None:
    shown = ask(talk, "What does internal audit 7.25/26 say of the rota?")
    assert 'data-part="reports" data-state="said"' in shown.chips
    assert "Night Desk Audit" in shown.chips.partition("</summary>")[0]


def test_a_kind_that_a_question_stays_inside_is_searched_alone_and_told(talk: Talk) -> None:
    shown = ask(talk, "What do the internal audits say of the rota?")
    assert shown.answers[-1].searched == (
        "Night Desk Audit, internal audit 7.25/26, 3 November 2025",
    )
    (chip,) = [part for part in shown.chips.split("<details") if 'data-part="kinds"' in part]
    assert 'data-state="said"' in chip
    assert 'value="internal audit" checked' in chip
    assert 'data-part="reports" data-state="open"' in shown.chips


def test_suggestions_ask_what_the_answer_does_not_say(talk: Talk) -> None:
    rows = ask(talk, OWNER)
    texts = [one.text for one in rows.thread.nexts]
    assert "Which management actions are past due?" in texts
    assert OWNER not in texts
    *_, gone_on = talk.go_on(0, rows.thread, ANN)
    assert gone_on.answers[-1].question == texts[0]
    assert not gone_on.answers[-1].abstained


def test_a_finding_leads_to_the_action_that_is_printed_after_it(talk: Talk) -> None:
    shown = ask(talk, "Which plans lack target dates?")
    assert "Who owns management action 1 and by when?" in [one.text for one in shown.thread.nexts]


def test_a_suggestion_that_is_not_there_asks_nothing(talk: Talk) -> None:
    (shown,) = talk.go_on(7, Thread(), ANN)
    assert shown.answers == ()


def test_a_conversation_is_opened_again_by_its_user_alone(talk: Talk) -> None:
    shown = ask(talk, OWNER)
    opened = talk.reopen(shown.thread.key, ANN)
    assert opened.answers == shown.answers
    assert opened.source == shown.source
    other = talk.reopen(shown.thread.key, BOB)
    assert other.answers == ()
    assert "no longer kept" in other.notice


def test_a_conversation_deleted_while_it_is_open_begins_anew(talk: Talk, office: Office) -> None:
    shown = ask(talk, OWNER)
    forgotten = talk.forget(shown.thread.key, shown.thread, ANN)
    assert office.history.list(ANN) == ()
    again = ask(talk, "and by when?", forgotten)
    assert [one.title for one in office.history.list(ANN)] == ["and by when?"]
    assert len(again.answers) == 2


def test_a_judgement_is_of_the_question_as_it_was_asked(talk: Talk, office: Office) -> None:
    shown = ask(talk, "and by when?", ask(talk, OWNER).thread)
    assert "Thank you" in talk.judge((1, "down", "too short"), shown.thread, ANN)
    (said,) = office.feedback.all()
    assert (said.verdict, said.reason, said.question.text) == ("down", "too short", "and by when?")
    assert said.question.history[0].content == OWNER
    assert "Shorten it" in talk.judge((1, "up", "x" * 3_000), shown.thread, ANN)


@pytest.mark.parametrize("said", [(9, "up", ""), ("0", "up", ""), (0, "sideways", "")])
def test_a_judgement_of_nothing_is_not_kept(
    talk: Talk, office: Office, said: tuple[object, object, object]
) -> None:
    assert talk.judge(said, ask(talk, OWNER).thread, ANN) == ""
    assert office.feedback.all() == ()


def test_a_stopped_answer_is_kept_as_far_as_it_was_shown(talk: Talk, office: Office) -> None:
    whole = ask(talk, OWNER).answers[0]
    asking = Thread().waiting(ask(talk, OWNER).thread.exchanges[0].question)
    none = talk.stop(asking, ANN)
    assert none.question == OWNER
    assert none.answers == ()
    part = talk.stop(asking.grown(whole), ANN)
    assert part.answers[0].caveats == (*whole.caveats, STOPPED)
    assert office.history.open(ANN, part.thread.key) == part.answers


def test_a_clip_ends_with_the_places_its_numbers_point_to(talk: Talk) -> None:
    answer = ask(talk, OWNER).answers[0]
    copied = clip(answer)
    assert copied.startswith(f"{OWNER}\n\n{answer.text}\n\nSources:\n[1] Night Desk Audit")
    assert copied.count("\n[") == len(answer.citations)
