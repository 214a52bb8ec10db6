"""Questions of decisions, of states in a tracker's own words, of who is content: invented."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tiny import assistant_of

from assistant.answer import Answer, Question

Asks = Callable[[str], Answer]

NOTE = """# Animals Board

Note of the 4th meeting, Tuesday 19 May 2026, Town Hall, Wexshire Police

## Feed

The Commissioner gave reasonable assurance on the feed. Hay was dear in April.

## What was decided

The Board decided that the old kennel will close from 1 July 2026. It did not agree to sell the
geese. A proposal for a second yard was put off to the autumn.
"""
TRACKER = """# Tracker of inspectorate recommendations

Position at 31 May 2026, Wexshire Police

## Table 1: PEEL 2023-25 (published 7 November 2024)

Three areas for improvement.

| Item | What the force was told to improve | Target now | Lead | Stands at |
|---|---|---|---|---|
| PL-1 | Answer the switchboard more quickly | 30/09/2026 | Head of Contact | Behind |
| PL-2 | Record each call about a lost animal | 30/06/2025 | Head of Kennels | Closed by HMICFRS |
| PL-3 | Hold a yearly talk with all handlers | 31/03/2026 | Director of People | On course |

## Table 2: Kennels (published 3 March 2026)

| Ref | In short | Lead | Target | Stands at |
|---|---|---|---|---|
| KE-1 | Raised beds | Head of Kennels | 30/04/2026 | On course |
| KE-2 | Springs on gates | Head of Estates | 31/07/2026 | Behind |
"""
FORM = """# Wexshire kennels inspection: joint response

Response published: 28 April 2026

## Form 1. Wet bedding

| Source | Recommendation 1 | Accepted? | Yes |
|---|---|---|---|
| Lead | Head of Kennels | Finish by | 30 June 2026 |
| What we will do | Buy raised beds for every pen. | | |
| Commissioner | Satisfied, if they come soon. | | |

## Form 2. Loose gates

| Source | Recommendation 2 | Accepted? | Yes |
|---|---|---|---|
| Lead | Head of Estates | Finish by | 31 July 2026 |
| What we will do | Fit a spring to each gate. | | |
| Commissioner | Not satisfied with the pace. | | |
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Asks:
    folder: Path = tmp_path_factory.mktemp("decided")
    reports = folder / "reports"
    reports.mkdir()
    for name, text in (("note", NOTE), ("tracker", TRACKER), ("form", FORM)):
        (reports / f"{name}.md").write_text(text, encoding="utf-8")
    assistant = assistant_of(folder / "home", reports)
    return lambda text: assistant.ask(Question(text, as_at=date(2026, 6, 15)))


def said(answer: Answer) -> str:
    return " ".join(statement.text for statement in answer.statements)


@pytest.mark.parametrize(
    "question", ["Decisions of the Animals Board please", "What was decided at the Animals Board?"]
)
def test_all_that_a_meeting_decided_is_told_and_nothing_else(ask: Asks, question: str) -> None:
    told = said(ask(question))
    assert "will close from 1 July 2026" in told
    assert "did not agree to sell the geese" in " ".join(told.split())
    assert "put off to the autumn" in told
    assert "Hay was dear" not in told


def test_decisions_about_something_are_those_that_name_it(ask: Asks) -> None:
    told = " ".join(said(ask("What decisions did the Animals Board make on the geese?")).split())
    assert "sell the geese" in told
    assert "second yard" not in told


def test_a_meeting_of_a_day_of_which_no_note_is_held_has_no_assurance(ask: Asks) -> None:
    answer = ask("What level of assurance did the Commissioner give at the 17 March meeting?")
    assert answer.abstained
    assert not ask("What assurance did the Commissioner give at the 19 May meeting?").abstained


def test_a_state_of_the_tracker_s_own_is_asked_for_by_its_word(ask: Asks) -> None:
    told = said(ask("Which PEEL items on the tracker are running behind?"))
    assert "PL-1" in told
    assert "PL-3" not in told, "its date has passed, but it is not called behind"
    assert "KE-2" not in told, "it stands in another table"


def test_a_table_named_by_its_topic_is_no_post(ask: Asks) -> None:
    told = said(ask("what's with estates on the kennels table of the tracker?"))
    assert "KE-2" in told
    assert "KE-1" not in told, "the Head of Kennels is not named by the table's name"


def test_who_is_not_satisfied_is_told_by_the_form_s_own_words(ask: Asks) -> None:
    told = said(ask("on which response forms is the PCC not satisfied?"))
    assert "Not satisfied with the pace" in told
    assert "Satisfied, if they come soon" not in told


def test_whose_name_stands_against_something_is_its_owner(ask: Asks) -> None:
    assert "Head of Estates" in said(ask("name against loose gates on the response form?"))
