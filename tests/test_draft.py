import json
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer, Citation, Question, Statement, Turn
from assistant.feedback import FeedbackBox
from assistant.user import User
from corpus.report import Span
from eval.case import CaseError, load
from eval.command import run
from eval.draft import accept, write_drafts

ANN = User(1, "ann", "reader")
QUESTION = Question("and by when?", (Turn("user", "Who owns action 1?"),))
CITED = Citation(1, "Audit", "FINDINGS › Management Action 1", Span("a", "a#1", 0, 4, "31 A"))
ANSWER = Answer(QUESTION.text, (Statement("quotation", "31 August 2025", (1,)),), (CITED,))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASSISTANT_HOME", str(tmp_path / "data"))
    box = FeedbackBox(tmp_path / "data")
    box.give(ANN, "talk.0", (QUESTION, ANSWER), "up", "")
    box.give(ANN, "talk.1", (Question("Who is the mayor?"), ANSWER), "down", "not the mayor")
    return tmp_path / "data"


@pytest.fixture
def drafts(home: Path, tmp_path: Path) -> Path:
    path = tmp_path / "drafts.jsonl"
    assert write_drafts(FeedbackBox(home), path) == 2
    return path


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def finished(draft: dict[str, Any], **filled: object) -> dict[str, Any]:
    """What a person makes of a draft."""
    return {key: value for key, value in {**draft, **filled}.items() if key != "draft"}


def rewritten(path: Path, *cases: dict[str, Any]) -> None:
    path.write_text("".join(f"{json.dumps(case)}\n" for case in cases), encoding="utf-8")


def test_what_users_said_becomes_drafts_in_the_form_of_cases(drafts: Path) -> None:
    up, down = lines(drafts)
    assert up["question"] == "and by when?"
    assert up["history"] == [{"role": "user", "content": "Who owns action 1?"}]
    assert up["support"] == [{"section": "Management Action 1", "words": []}]
    assert down["draft"]["reason"] == "not the mayor"
    assert down["draft"]["answer"] == "“31 August 2025” [1]"
    assert (down["required"], down["support"]) == ([], [])
    assert "ann" not in json.dumps(down).split()


def test_no_draft_ever_counts(drafts: Path) -> None:
    for draft in lines(drafts):
        rewritten(drafts, draft)
        with pytest.raises(CaseError):
            load(drafts)
        rewritten(drafts, finished(draft))
        with pytest.raises(CaseError, match="kind"):
            load(drafts)


def test_feedback_is_drafted_once_and_what_was_filled_in_stays(home: Path, drafts: Path) -> None:
    before = drafts.read_text(encoding="utf-8")
    FeedbackBox(home).give(ANN, "talk.2", (Question("More?"), ANSWER), "up", "")
    assert write_drafts(FeedbackBox(home), drafts) == 1
    assert drafts.read_text(encoding="utf-8").startswith(before)
    assert write_drafts(FeedbackBox(home), drafts) == 0
    assert len({line["id"] for line in lines(drafts)}) == 3


def test_what_a_person_finished_becomes_a_case(drafts: Path, tmp_path: Path) -> None:
    up, down = lines(drafts)
    place = {"section": "Management Action 1", "words": ["31 August"]}
    done = finished(up, kind="date", required=["31 August"], support=[place])
    rewritten(drafts, done, down)
    mine = tmp_path / "mine.jsonl"
    assert accept(drafts, mine).cases == 1
    (case,) = load(mine)
    assert (case.id, case.kind, case.required) == (up["id"], "date", ("31 August",))
    assert lines(drafts) == [down]
    assert accept(drafts, mine).left == 1


def test_half_a_case_is_told_and_nothing_moves(drafts: Path, tmp_path: Path) -> None:
    up, down = lines(drafts)
    rewritten(drafts, finished(up, kind="date", support=[]), down)
    with pytest.raises(CaseError, match=r"mine\.jsonl:1: .*required is empty"):
        accept(drafts, tmp_path / "mine.jsonl")
    assert len(lines(drafts)) == 2
    assert sorted(path.name for path in tmp_path.glob("*.jsonl*")) == ["drafts.jsonl"]


@pytest.mark.usefixtures("home")
def test_the_command_writes_and_accepts_drafts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drafts, mine = str(tmp_path / "d.jsonl"), str(tmp_path / "mine.jsonl")
    assert run(["--from-feedback", drafts]) == 0
    assert capsys.readouterr().out.startswith("2 drafts added to ")
    assert run(["--accept", drafts, "--into", mine]) == 0
    assert capsys.readouterr().out == f"0 cases added to {mine}; 2 drafts left\n"
    assert run(["--accept", str(tmp_path / "gone.jsonl"), "--into", mine]) == 2
    for mistaken in (["--accept", drafts], ["--into", mine]):
        with pytest.raises(SystemExit):
            run(mistaken)
