from pathlib import Path

import pytest
from clock import Clock

from assistant.answer import Answer, Question, Statement, Turn
from assistant.feedback import LONGEST_REASON, FeedbackBox
from assistant.user import User

ANN, BOB = User(1, "ann", "reader"), User(2, "bob", "reader")
QUESTION = Question("and by when?", (Turn("user", "Who owns action 1?"),))
ANSWER = Answer(QUESTION.text, (Statement("note", "31 August 2025"),))


@pytest.fixture
def box(tmp_path: Path) -> FeedbackBox:
    return FeedbackBox(tmp_path, Clock().moment)


def test_feedback_keeps_question_answer_verdict_and_reason(box: FeedbackBox) -> None:
    box.give(ANN, "talk.0", (QUESTION, ANSWER), "down", "  the date moved ")
    (held,) = box.all()
    assert (held.question, held.answer) == (QUESTION, ANSWER)
    assert (held.user, held.verdict, held.reason) == (ANN.id, "down", "the date moved")


def test_a_second_verdict_takes_the_place_of_the_first(box: FeedbackBox) -> None:
    box.give(ANN, "talk.0", (QUESTION, ANSWER), "down", "wrong")
    box.give(ANN, "talk.0", (QUESTION, ANSWER), "up", "")
    box.give(BOB, "talk.0", (QUESTION, ANSWER), "down", "")
    assert [(one.user, one.verdict) for one in box.all()] == [(1, "up"), (2, "down")]
    assert box.verdict(ANN, "talk.0") == "up"
    assert box.verdict(ANN, "talk.1") is None


def test_feedback_becomes_a_draft_once(box: FeedbackBox) -> None:
    box.give(ANN, "talk.0", (QUESTION, ANSWER), "down", "")
    box.mark_drafted([one.number for one in box.undrafted()])
    box.give(ANN, "talk.1", (QUESTION, ANSWER), "up", "")
    assert [one.verdict for one in box.undrafted()] == ["up"]
    assert len(box.all()) == 2


def test_a_reason_has_a_bound(box: FeedbackBox) -> None:
    with pytest.raises(ValueError, match="2,001 characters"):
        box.give(ANN, "talk.0", (QUESTION, ANSWER), "up", "x" * (LONGEST_REASON + 1))
    assert box.all() == ()
