"""What is answered from a report's own tables, and what is never quoted: on invented reports."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tiny import assistant_of

from assistant.answer import Answer, Question, Turn
from assistant.barred import is_barred, lacks_amount

Asks = Callable[..., Answer]

BOARD = """# Scrutiny Board, 11 February 2026

Office of the Police and Crime Commissioner for Wexshire

Notes of the meeting with Wexshire Constabulary

## Calls

| Measure | Target | Quarter 2 | Quarter 3 | RAG |
|---|---|---|---|---|
| 101 calls abandoned | 8% or less | 12.4% | 9.7% | Amber |
| 999 calls answered in 10 seconds | 90% | 87.9% | 91.3% | Green |
| Exit interviews held | 80% | 64% | 57% | Red |

## Forces compared

| Force | People wanted | Progress |
|---|---|---|
| Dunmere Police | 1,906 | Good |
| Penholt Police | 4,611 | Little |
| Tidemouth Police | 2,730 | Little |

## Dunmere

The wanted desk of Dunmere has eleven staff.

## Tutors

The commissioner has put tutors into schools, and schools like the tutors sent by the commissioner.

The tutors got £40,000 from the commissioner.
"""
AUDIT = """# Stores Audit

Internal audit report 4.25/26 for Wexshire Constabulary

Final report, 12 May 2025

| No. | Agreed action | Owner | Date | Owner's status | Status as tested |
|---|---|---|---|---|---|
| 1 | Count the stores each month. | Head of Stores | 30 June 2025 | Implemented | Implemented |
| 2 | Lock the second door of the store. | Head of Estates | 31 July 2025 | Implemented | Partly implemented |
| 3 | Write the manual for the store again. | Head of Stores | 31 August 2025 | Under way | Not implemented |
"""  # noqa: E501 (a table is read whole)


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Asks:
    folder: Path = tmp_path_factory.mktemp("tables")
    reports = folder / "reports"
    reports.mkdir()
    (reports / "board.md").write_text(BOARD, encoding="utf-8")
    (reports / "audit.md").write_text(AUDIT, encoding="utf-8")
    assistant = assistant_of(folder / "home", reports)
    return lambda text, *before: assistant.ask(
        Question(text, tuple(Turn("user", said) for said in before))
    )


def test_the_row_that_a_question_names_answers_with_its_columns(ask: Asks) -> None:
    answer = ask("101 calls abandoned in Q3?")
    assert answer.statements[0].text.startswith("Measure: 101 calls abandoned; Target: 8% or less")
    assert "Quarter 3: 9.7%" in answer.statements[0].text


def test_all_rows_with_the_value_named_are_told(ask: Asks) -> None:
    answer = ask("Which forces made little progress?")
    assert [s.text.split(";")[0] for s in answer.statements if s.kind == "row"] == [
        "Force: Penholt Police",
        "Force: Tidemouth Police",
    ]


def test_a_name_in_a_follow_up_takes_the_place_of_the_one_before(ask: Asks) -> None:
    answer = ask("and Penholt?", "how many people are wanted in Tidemouth?")
    assert "4,611" in answer.text
    assert "2,730" not in answer.text


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("Which actions were only partly implemented?", "2"),
        ("which actions have not been implemented according to the auditors?", "23"),
        ("for which actions did the owner say implemented but the auditors disagreed?", "2"),
    ],
)
def test_a_status_is_that_of_the_body_whose_view_is_asked(
    ask: Asks, question: str, numbers: str
) -> None:
    rows = [s.text for s in ask(question).statements if s.text.startswith("Management action")]
    assert "".join(row.split()[2] for row in rows if " – " in row) == numbers


def test_a_reference_that_no_item_has_is_refused(ask: Asks) -> None:
    answer = ask("who owns management action 7?")
    assert answer.abstained
    assert "numbered 7" in answer.text


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("what is the budget for 2026/27?", "The board has a budget of £1.45m for 2025/26."),
        ("what level was it in quarter 1?", "Contact; quarter 2: Limited; quarter 3: Reasonable"),
        ("calls in the year to September 2025", "In the year to 30 September 2024 it took 90."),
        ("which company supplies the nurses?", "A private company supplies the nurses."),
        ("what is the name of the chief constable?", "The Chief Constable thanked the board."),
        ("what's the name of the Head of Fleet?", "Owner: Head of Fleet; Due: 1 May 2025"),
        ("name of the superintendent for roads?", "The Superintendent (Public Protection) leads."),
        ("which company cleans the hut?", "Two sites, Oakdale and Brindle, gave passes by hand."),
        ("calls given up in March 2026?", "18.4 percent of calls were given up in February 2026."),
        ("What grade did Ambleford Police get for custody?", "Ambleford Police has a good fleet."),
        ("What was Ambleford's grade before this one?", "Custody; Inadequate"),
    ],
)
def test_a_sentence_of_another_period_or_without_a_name_is_barred(question: str, text: str) -> None:
    assert is_barred(question, text, "")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("what is the budget for 2025/26?", "The board has a budget of £1.45m for 2025/26."),
        ("what is the budget?", "The board has a budget of £1.45m for 2025/26."),
        ("which company supplies the nurses?", "The company Dalby Care supplies the nurses."),
        ("what is the name of the chief constable?", "The Chief Constable, Ann Example, spoke."),
        ("name of the head of audit?", "Name: Priya Colclough; Role: Head of Internal Audit"),
        ("what was said at the meeting in March 2026?", "79 were waiting in February 2026."),
        ("calls given up since March 2026?", "18.4 percent of calls were given up in May 2026."),
        ("What grade did Ambleford get for custody?", "Ambleford is inadequate at custody."),
    ],
)
def test_a_sentence_that_may_answer_is_not_barred(question: str, text: str) -> None:
    assert not is_barred(question, text, "")


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("how much has the PCC put into tutors?", "There are 61 trained tutors.", True),
        ("how much has the PCC put into tutors?", "£40,000 is for tutors.", False),
        ("how big is the bonus that they pay?", "They pay a bonus.", True),
        ("how big is the team?", "The team has nine members.", False),
        ("how much overtime is worked?", "Overtime is worked at night.", False),
        ("% of vans cleaned?", "Most vans are cleaned quickly.", False),
        ("% of vans cleaned within 2 days?", "Most vans are cleaned quickly.", True),
        ("% of vans cleaned within 2 days?", "81 percent of vans are cleaned in two days.", False),
        ("percentage of vans cleaned?", "Vans are cleaned quickly.", True),
        ("average cost of a van, in pounds?", "The average van is old.", True),
        ("average age of a van?", "A van is 9 years old.", True),
        ("which depot is second worst?", "Penholt is the worst depot.", True),
        ("which depot is the worst?", "Penholt is the worst depot.", False),
        ("when does the board next meet?", "The board met on 2 May 2025.", True),
        ("when does the board next meet?", "The board will meet on 2 May 2025.", False),
    ],
)
def test_a_figure_or_a_place_in_an_order_is_asked_for_and_told(
    question: str, text: str, *, lacks: bool
) -> None:
    assert lacks_amount(question, text) is lacks


def test_another_force_is_not_answered_for_from_this_one(ask: Asks) -> None:
    assert "eleven" not in ask("How many staff has the wanted desk of Tidemouth?").text


def test_the_sentence_with_the_amount_goes_before_one_that_only_sounds_alike(ask: Asks) -> None:
    answer = ask("how much money has the commissioner put into tutors for schools?")
    assert "£40,000" in answer.statements[0].text
