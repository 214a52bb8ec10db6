from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Question, Turn
from assistant.understand import Understood, understand

TODAY = date(2025, 11, 3)


def said(text: str, *before: str, as_at: date | None = None) -> Understood:
    history = tuple(t for b in before for t in (Turn("user", b), Turn("assistant", "So it is.")))
    return understand(Question(text, history, as_at), TODAY)


@given(st.text(), st.lists(st.text(), max_size=3))
def test_any_question_and_history_are_read(text: str, before: list[str]) -> None:
    assert said(text, *before).as_at == said(text, *before).as_at


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Who owns action 1?", "owner"),
        ("Who's responsible for the log?", "owner"),
        ("By when?", "deadline"),
        ("Which actions are overdue?", "past due"),
        ("Has it been completed?", "status"),
        ("How many are there?", "count"),
        ("List the findings", "list"),
        ("What grade did it get?", "grade"),
        ("What does HWT stand for?", "definition"),
        ("What is HWT?", "definition"),
        ("Who signs the rota?", "person"),
        ("How do the two differ?", "comparison"),
        ("One page says ten, another says nine?", "comparison"),
        ("What was decided?", "outcome"),
        ("When was it held?", "time"),
    ],
)
def test_the_kind_of_answer_wanted_is_read(text: str, want: str) -> None:
    assert want in said(text).wants


@pytest.mark.parametrize(
    ("text", "families", "numbers"),
    [
        ("Who owns management action 3?", ("management action",), ("3",)),
        ("What is rec 2 about?", ("recommendation",), ("2",)),
        ("Recommendations 1 and 4", ("recommendation",), ("1", "4")),
        ("recommendations 1, 2 & 3", ("recommendation",), ("1", "2", "3")),
        ("What about recommendation two?", ("recommendation",), ("2",)),
        ("Which AFIs are there?", ("area for improvement",), ()),
        ("Who signs after 4pm?", (), ()),
    ],
)
def test_the_items_named_are_read(
    text: str, families: tuple[str, ...], numbers: tuple[str, ...]
) -> None:
    assert (said(text).families, said(text).numbers) == (families, numbers)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("the 2023 recommendations", ("2023",)),
        ("PEEL 2023-25", ("2023", "2025")),
        ("PEEL 2023/2025", ("2023", "2025")),
        ("as at 3 May 2024", ()),
    ],
)
def test_years_are_read_apart_from_dates(text: str, years: tuple[str, ...]) -> None:
    assert said(text).years == years


def test_the_day_is_the_one_named_or_given_or_today() -> None:
    given_day = date(2025, 1, 1)
    assert said("Which were past due at 5 May 2025?", as_at=given_day).as_at == date(2025, 5, 5)
    assert said("Which are past due?", as_at=given_day).as_at == given_day
    assert said("Which are past due?").as_at == TODAY


@pytest.mark.parametrize(
    ("text", "before", "whole"),
    [
        ("And number 2?", "Who owns action 1?", "Who owns action 2?"),
        ("what about 3?", "When is recommendation 1 due?", "When is recommendation 3 due?"),
        ("And recommendation 4?", "Who owns recommendation 1?", "Who owns recommendation 4?"),
        ("By when?", "Who owns action 1?", "By when? (Who owns action 1? So it is.)"),
        ("Is it done?", "Who owns action 1?", "Is it done? (Who owns action 1? So it is.)"),
    ],
)
def test_a_follow_up_is_put_on_its_own_feet(text: str, before: str, whole: str) -> None:
    assert said(text, before).text == whole


def test_a_follow_up_of_a_follow_up_goes_back_to_the_first() -> None:
    assert said("And 3?", "Who owns action 1?", "And 2?").text == "Who owns action 3?"


def test_a_follow_up_names_the_item_spoken_of_last() -> None:
    follow_up = said("By when is it due?", "Who owns action 1?", "And of recommendation 2?")
    assert (follow_up.families, follow_up.numbers) == (("recommendation",), ("2",))


def test_a_date_of_an_earlier_question_is_not_the_day_asked_about() -> None:
    follow_up = said("Is it done?", "Who was to finish action 1 by 5 May 2025?")
    assert follow_up.as_at == TODAY


def test_a_question_of_its_own_takes_nothing_from_history() -> None:
    text = "Which plans lack target completion dates?"
    assert said(text, "Who owns action 1?").text == text


def test_without_history_a_question_stays_as_typed() -> None:
    assert said("And number 2?").text == "And number 2?"


def test_two_questions_in_one_are_two_clauses() -> None:
    assert said("Who signs the rota, and when is it signed?").clauses == (
        "Who signs the rota",
        "when is it signed",
    )
    assert said("Who signs the rota?").clauses == ()


def test_the_newer_and_the_original_set_are_told_apart() -> None:
    assert said("the new recommendations").new
    assert said("the original recommendations").original
    assert not said("the recommendations").new


def test_what_is_said_in_reply_answers_what_was_told_before() -> None:
    text = "What did the force say in reply?"
    assert said(text, "What does recommendation 6 ask for?").numbers == ("6",)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("our s55 response", "our section 55 response"),
        ("what does s. 12 say", "what does section 12 say"),
        ("the audit's 14 strands", "the audit's 14 strands"),
        ("the force’s 23 plans", "the force’s 23 plans"),
        ("the last 10 plans", "the last 10 plans"),
    ],
)
def test_a_section_of_an_act_cut_short_is_no_possessive(typed: str, read: str) -> None:
    assert said(typed).text == read


def test_going_back_means_what_was_spoken_of_before_the_latest_subject() -> None:
    told = (
        *(Turn("user", "who chairs the ferry board?"), Turn("assistant", "The mate.")),
        *(Turn("user", "how many lamps does the pier have?"), Turn("assistant", "Nine.")),
        *(Turn("user", "is that a lot?"), Turn("assistant", "It is usual.")),
    )
    said = understand(Question("back to that board, when does it meet?", told), date(2026, 1, 1))
    assert "ferry board" in said.context
    assert "lamps" not in said.text
