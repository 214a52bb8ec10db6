from collections.abc import Callable
from pathlib import Path

import pytest
from tiny import assistant_of

from assistant.answer import Answer, Question

Asks = Callable[[str], Answer]

FIGURES = """# Figures for the quarter

## Answering the public

The 101 line, month by month:

| Measure | December 2025 | January 2026 |
|---|---|---|
| Calls offered | 21,380 | 22,046 |
| Given up | 20.9% | 19.6% |
| Hours to first visit | 31 | 27 |
| Days lost to sickness, per officer | 2.4 | 3.2 |

The line is full when 40 callers wait. Calls to it are counted by the telephone system.

## Actions

| Grading | Number |
|---|---|
| High | 2 |
| Total | 5 |

## Ratings

| Theme | Rating | Reason |
|---|---|---|
| Serious collisions | Partial assurance | Late work |
| Bereaved families | Partial assurance | No survey |
| Hit and run | No assurance | Reopened |
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Asks:
    folder: Path = tmp_path_factory.mktemp("cells")
    reports = folder / "reports"
    reports.mkdir()
    (reports / "figures.md").write_text(FIGURES, encoding="utf-8")
    assistant = assistant_of(folder / "home", reports)
    return lambda text: assistant.ask(Question(text))


def test_a_row_is_found_whose_name_is_small_words_alone(ask: Asks) -> None:
    assert (
        "Given up; December 2025: 20.9%; January 2026: 19.6%"
        in ask("101 given up in January 2026?").text
    )


def test_the_line_over_a_table_tells_what_its_rows_are_of(ask: Asks) -> None:
    assert "22,046" in ask("calls offered month by month on the 101 line").text


def test_a_length_of_time_is_told_from_a_table(ask: Asks) -> None:
    assert "27" in ask("how long in hours to a first visit").text


def test_rows_with_a_value_of_two_words_are_counted(ask: Asks) -> None:
    answer = ask("How many themes have a rating of partial assurance?")
    assert answer.statements[0].text == "2 of 3 rows:"
    assert "Serious collisions" in answer.text
    assert "Hit and run" not in answer.text


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("How full is the 101 line?", "Total"),
        ("how many days were lost to sickness per member of police staff in January?", "3.2"),
        ("how are calls offered counted?", "22,046"),
    ],
)
def test_no_row_answers_what_its_cells_do_not_hold(ask: Asks, question: str, row: str) -> None:
    assert row not in ask(question).text


def test_a_row_whose_name_says_more_answers_where_nothing_is_left(ask: Asks) -> None:
    assert "3.2" in ask("days lost to sickness in January 2026?").text


GRADED = """# PEEL: An inspection of Northshire Police

## Our grades

| Area | Grade |
|---|---|
| Preventing crime | Good |
| Responding to the public | Requires improvement |

These grades cannot be compared with those of 2023.
"""


def test_a_grade_that_holds_the_word_improvement_asks_for_no_comparison(tmp_path: Path) -> None:
    (tmp_path / "peel.md").write_text(GRADED, encoding="utf-8")
    assistant = assistant_of(tmp_path / "home", tmp_path / "peel.md")
    answer = assistant.ask(Question("Which areas were graded requires improvement?"))
    assert "Responding to the public – Requires improvement" in answer.text


def test_good_progress_is_no_grade(tmp_path: Path) -> None:
    (tmp_path / "peel.md").write_text(GRADED, encoding="utf-8")
    assistant = assistant_of(tmp_path / "home", tmp_path / "peel.md")
    answer = assistant.ask(Question("Which forces made good progress with the public?"))
    assert "Responding to the public –" not in answer.text


COLOURED = """# Scorecard for the quarter

## Answering

| Measure | Q3 | Target | RAG |
|---|---|---|---|
| Calls given up | 13.2% | 10% | R |
| Calls picked up in ten seconds | 92% | 90% | G |

## Crime

| Measure | Q3 | Target | RAG |
|---|---|---|---|
| Thefts from shops | 1,122 | 900 | R |
| Burglaries of homes | 286 | 320 | G |
| Robberies | 41 | 40 | A |

## Time

| Kind of crime | Recorded | Charged |
|---|---|---|
| Robbery | 41 | 9% |
| Theft | 1,122 | 4% |

Investigations of robbery took 94 days on average.
"""


@pytest.fixture(scope="module")
def coloured(tmp_path_factory: pytest.TempPathFactory) -> Asks:
    folder: Path = tmp_path_factory.mktemp("coloured")
    (folder / "scorecard.md").write_text(COLOURED, encoding="utf-8")
    assistant = assistant_of(folder / "home", folder / "scorecard.md")
    return lambda text: assistant.ask(Question(text))


def test_the_letter_of_a_colour_is_the_colour_in_every_table(coloured: Asks) -> None:
    text = coloured("Which measures came out red?").text
    assert "Calls given up" in text
    assert "Thefts from shops" in text
    assert "Burglaries" not in text
    assert "Robberies" not in text


def test_a_row_without_a_length_of_time_does_not_say_how_long(coloured: Asks) -> None:
    assert "Recorded: 41" not in coloured("How long does a robbery investigation take?").text


BOARD = """# Performance board

22 April 2026

## Measures

Table 1: Performance in Q4 2025/26 against the quarter before, and target

| Ref | Measure | Q4 2025/26 | Q3 2025/26 | Target | Met? |
|---|---|---|---|---|---|
| 1a | Burglaries recorded | 402 | 455 | Fewer than 470 | Yes |
| 1b | Shoplifting solved | 24.1% | 22.8% | 25% | No |
| 2a | 999 calls answered within 10 seconds | 94.2% | 92.9% | 90% | Yes |
| 2b | Visits to farms within an hour | 71.3% | 74.9% | 80% | No |

## Decisions

| Ref | Decision |
|---|---|
| D1 | The target for shoplifting stays at 25%. |
| D2 | The reserve will pay for a second night desk. |

## Sickness

Sickness in the control room is not part of this paper.
"""


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Asks:
    folder: Path = tmp_path_factory.mktemp("board")
    reports = folder / "reports"
    reports.mkdir()
    (reports / "board.md").write_text(BOARD, encoding="utf-8")
    assistant = assistant_of(folder / "home", reports)
    return lambda text: assistant.ask(Question(text))


@pytest.mark.parametrize(
    ("question", "there", "apart"),
    [
        ("Which measures didn't hit target in Q4 25/26?", ("1b", "2b"), ("1a", "2a")),
        ("how many measures met their target in the Jan-Mar quarter?", ("2 of 4", "1a"), ("1b",)),
        ("how did 999 call answering do against target last quarter?", ("94.2%",), ("71.3%",)),
        ("what did the board decide?", ("stays at 25%", "second night desk"), ("94.2%",)),
    ],
)
def test_a_board_paper_s_tables_answer(
    board: Asks, question: str, there: tuple[str, ...], apart: tuple[str, ...]
) -> None:
    told = board(question).text
    assert all(words in told for words in there), told
    assert not any(words in told for words in apart), told
