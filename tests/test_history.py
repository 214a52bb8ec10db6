from datetime import date
from pathlib import Path

import pytest
from clock import Clock

from assistant.answer import Answer, Citation, Statement
from assistant.history import History, HistoryError
from assistant.user import LOCAL, User
from corpus.report import Span

ANN, BOB = User(1, "ann", "reader"), User(2, "bob", "reader")
DAY_S = 24 * 3600.0


def answer(question: str, said: str = "The Desk Manager.") -> Answer:
    span = Span("audit", "audit#1", 3, 20, said, 4)
    citation = Citation(1, f"Audit, {date(2025, 11, 3)}", "FINDINGS", span)
    return Answer(question, (Statement("quotation", said, (1,)),), (citation,), searched=("Audit",))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def history(tmp_path: Path, clock: Clock) -> History:
    return History(tmp_path, clock.moment)


def test_a_conversation_comes_back_as_it_was(history: History, clock: Clock) -> None:
    first, second = answer("Who owns action 1?"), answer("and by when?", "31 August 2025")
    key = history.keep(ANN, first)
    clock.passes(60)
    assert history.keep(ANN, second, key) == key
    assert history.open(ANN, key) == (first, second)
    (listed,) = history.list(ANN)
    assert (listed.id, listed.title, listed.questions) == (key, "Who owns action 1?", 2)
    assert (listed.last - listed.begun).total_seconds() == 60


def test_nobody_sees_deletes_or_adds_to_the_conversation_of_another(history: History) -> None:
    key = history.keep(ANN, answer("Who owns action 1?"))
    assert history.list(BOB) == ()
    assert history.list(BOB, "owns") == ()
    assert history.list(LOCAL) == ()
    for reach in (
        lambda: history.open(BOB, key),
        lambda: history.delete(BOB, key),
        lambda: history.keep(BOB, answer("mine now"), key),
    ):
        with pytest.raises(HistoryError, match="no such conversation"):
            reach()
    assert history.delete_all(BOB) == 0
    assert len(history.open(ANN, key)) == 1


def test_words_are_found_in_questions_and_answers_in_any_case(history: History) -> None:
    desk = history.keep(ANN, answer("Who owns action 1?"))
    history.keep(ANN, answer("100% of _rota_?", "Nobody signs it."))
    assert [c.id for c in history.list(ANN, "MANAGER owns")] == [desk]
    assert [c.title for c in history.list(ANN, "%")] == ["100% of _rota_?"]
    assert history.list(ANN, "owns nobody") == ()
    assert len(history.list(ANN, "  ")) == 2


def test_the_latest_stands_first(history: History, clock: Clock) -> None:
    first = history.keep(ANN, answer("one"))
    clock.passes(1)
    history.keep(ANN, answer("two"))
    assert [c.title for c in history.list(ANN)] == ["two", "one"]
    clock.passes(1)
    history.keep(ANN, answer("three"), first)
    assert [c.title for c in history.list(ANN, limit=1)] == ["one"]


def test_what_is_deleted_is_gone_from_the_file(history: History, tmp_path: Path) -> None:
    gone = history.keep(ANN, answer("a question on zanzibar"))
    kept = history.keep(ANN, answer("a question on trieste"))
    history.delete(ANN, gone)
    held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"trieste" in held
    assert b"zanzibar" not in held
    assert [c.id for c in history.list(ANN)] == [kept]
    assert history.delete_all(ANN) == 1
    assert history.list(ANN) == ()


def test_what_nobody_goes_on_with_is_pruned(history: History, clock: Clock) -> None:
    history.keep(ANN, answer("old"))
    going = history.keep(ANN, answer("still going"))
    clock.passes(10 * DAY_S)
    history.keep(ANN, answer("and now?"), going)
    assert history.prune(5) == 1
    assert [c.id for c in history.list(ANN)] == [going]


def test_an_answer_of_an_older_version_keeps_its_words(history: History, tmp_path: Path) -> None:
    import sqlite3  # noqa: PLC0415 (here only: a file of another version)

    key = history.keep(ANN, answer("Who owns action 1?"))
    db = sqlite3.connect(tmp_path / "people.db")
    with db:
        db.execute("UPDATE asked SET body = '{\"question\": 1}'")
    db.close()
    (opened,) = history.open(ANN, key)
    assert opened.question == "Who owns action 1?"
    assert "The Desk Manager." in opened.text
    assert opened.citations == ()
