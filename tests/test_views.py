"""Questions about what somebody thinks, promises or found best and worst: all invented."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tiny import assistant_of

from assistant.answer import Answer, Question

RESPONSE = """# PCC response to an inspection of lighthouses in Eastshire

PCC response, 4 June 2025, Eastshire Police

## Steady lamps

Grade: Good

## Keeping the keys

Grade: Requires improvement

### Areas for improvement

- Eastshire Police should count its keys each night.

### Main findings

- Keys hang on a nail by the door
- Nobody signs for them

## Ropes

Grade: Adequate

## Recommendations

Recommendation 1. By 31 May 2026, all chief constables should oil the hinges.

Recommendation 2. By 30 June 2026, the Home Office should print a tide table.

Recommendation 3. By 30 June 2026, the Lighthouse Board and all police forces should agree on
a colour.

## Comment by the PCC

The Police and Crime Commissioner (PCC) welcomes the steadiness of the lamps. Gulls nest nearby.

The PCC will visit the lighthouse in August. The keys are a matter that will be looked at
again by the PCC.

It is a concern to the PCC that a key was lost at sea. All recommendations are accepted by the PCC.

## Comment by the force

The Force will hang the keys in a locked box. The box has been bought.
"""
AUDIT = """# Boats

Internal audit report 9.25/26, 3 November 2025, Eastshire Police

## What works well

- Oars are stored dry
- The slipway is swept

## Agreed actions

| Ref | Action | Priority | Responsible owner | Date |
|---|---|---|---|---|
| 1 | Mend the hull | High | Head of Boats | 31 March 2025 |
| 2 | Buy a bailer | Low | Head of Boats | 30 April 2026 |
"""
Ask = Callable[[str], Answer]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    folder = tmp_path_factory.mktemp("views")
    reports = folder / "reports"
    reports.mkdir()
    (reports / "lights.md").write_text(RESPONSE)
    (reports / "boats.md").write_text(AUDIT)
    assistant = assistant_of(folder / "home", reports)
    return lambda question: assistant.ask(Question(question))


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        (
            "What has the commissioner promised to do?",
            ("visit the lighthouse in August", "again by the PCC"),
            ("locked box", "steadiness", "Gulls"),
        ),
        ("What will the force do next?", ("in a locked box",), ("has been bought", "visit")),
        ("What is the PCC pleased about?", ("steadiness of the lamps",), ("lost at sea", "Gulls")),
        ("What is the PCC worried about?", ("lost at sea",), ("steadiness", "locked box")),
        ("Is the PCC happy with it?", ("steadiness", "lost at sea"), ("locked box",)),
        ("Does the PCC accept the recommendations?", ("accepted by the PCC",), ("tide table",)),
    ],
)
def test_what_a_body_says_for_itself_is_told_whole(
    ask: Ask, question: str, told: tuple[str, ...], untold: tuple[str, ...]
) -> None:
    text = ask(question).text
    assert all(words in text for words in told)
    assert not any(words in text for words in untold)


@pytest.mark.parametrize(
    "question",
    ["What did HMICFRS praise?", "Where does the force do well?", "What are our strengths?"],
)
def test_what_went_well_is_the_areas_with_the_best_grade(ask: Ask, question: str) -> None:
    text = ask(question).text
    assert "Steady lamps – Good" in text
    assert "Ropes" not in text
    assert "Keeping the keys" not in text


@pytest.mark.parametrize(
    "question",
    [
        "Where did Eastshire do badly?",
        "what is HMICFRS critical of",
        "where is the force struggling",
    ],
)
def test_what_went_badly_is_the_worst_grade_and_what_is_to_improve(ask: Ask, question: str) -> None:
    text = ask(question).text
    assert "Keeping the keys – Requires improvement" in text
    assert "count its keys each night" in text
    assert "Steady lamps" not in text


def test_what_an_audit_liked_or_not_stands_in_the_audit(ask: Ask) -> None:
    liked, disliked = (
        ask("What were the auditors happy with?"),
        ask("What did the audit criticise?"),
    )
    assert "Oars are stored dry" in liked.text
    assert "Steady lamps" not in liked.text
    assert "Mend the hull" in disliked.text
    assert "Buy a bailer" in disliked.text
    assert "keys" not in disliked.text


def test_why_a_grade_was_given_is_told_by_what_stands_under_it(ask: Ask) -> None:
    text = ask("Why did we get requires improvement for keeping the keys?").text
    assert "Keeping the keys – Requires improvement" in text
    assert "count its keys each night" in text
    assert "Nobody signs for them" in text


def test_a_grade_that_was_not_given_is_put_right(ask: Ask) -> None:
    assert "Ropes – Adequate" in ask("Why was ropes graded inadequate?").text


@pytest.mark.parametrize(
    ("question", "held", "others"),
    [
        ("Which recommendations are nothing to do with us?", ("tide table",), ("hinges", "colour")),
        ("Which recommendations are not for forces?", ("tide table",), ("hinges", "colour")),
        ("Which recommendations are for other bodies?", ("tide table", "colour"), ("hinges",)),
        ("Which recommendations are for us?", ("hinges", "colour"), ("tide table",)),
    ],
)
def test_for_whom_a_recommendation_is_tells_the_others_too(
    ask: Ask, question: str, held: tuple[str, ...], others: tuple[str, ...]
) -> None:
    text = ask(question).text
    assert all(words in text for words in held)
    assert not any(words in text for words in others)


def test_the_reports_that_are_held_are_listed(ask: Ask) -> None:
    text = ask("Which reports do you have?").text
    assert "Boats, internal audit 9.25/26, 3 November 2025" in text
    assert "lighthouses" in text


def test_when_a_report_came_out_is_told_of_that_report(ask: Ask) -> None:
    text = ask("When was the boats audit published?").text
    assert "3 November 2025" in text
    assert "4 June" not in text
    assert "hull" not in text


def test_the_headlines_count_what_each_report_grades_and_asks_for(ask: Ask) -> None:
    text = ask("What are the headlines?").text
    assert "3 graded areas (1 Good, 1 Adequate, 1 Requires improvement)" in text
    assert "2 management actions (1 High, 1 Low)" in text
    assert "3 recommendations" in text


def test_who_has_most_to_do_is_counted_by_owner(ask: Ask) -> None:
    assert "Head of Boats 2" in ask("Who has the most to do?").text


def test_a_criterion_that_no_item_meets_is_not_left_out(ask: Ask) -> None:
    assert ask("Which actions are for other bodies?").text.startswith("- 0 of 2")


@pytest.mark.parametrize(
    "question",
    ["What should we ask the chief constable about boats?", "lines of enquiry on boats"],
)
def test_what_to_ask_is_the_lines_of_enquiry_of_a_briefing(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert "Is it done, and what shows it?" in answer.text
    assert "hull" in answer.text
    assert "hinges" not in answer.text
    assert all(statement.citations for statement in answer.statements)


CLAIMED = """# PCC response to a progress report on kites

PCC response, 4 June 2025, Eastshire Police

## Recommendations

### Recommendation 1

By 31 May 2025, all chief constables should wind in their kites.

Status: Incomplete

### Recommendation 2

By 31 May 2025, all chief constables should count their kites.

Status: Completed

### Recommendation 3

By 31 May 2025, the Home Office should name a day for kites.

Status: Incomplete

## Force response to recommendations

Recommendations 1 and 2 have been completed and signed off.
"""


@pytest.mark.parametrize(
    ("question", "held", "others"),
    [
        (
            "Which recommendations does the force say are complete but the inspectorate doesn't?",
            ("wind in",),
            ("count their kites", "name a day"),
        ),
        (
            "Which recommendations does the force say are complete?",
            ("wind in", "count their kites"),
            ("name a day",),
        ),
    ],
)
def test_a_sentence_that_says_done_counts_where_a_word_for_it_is_asked(
    tmp_path: Path, question: str, held: tuple[str, ...], others: tuple[str, ...]
) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "kites.md").write_text(CLAIMED)
    text = assistant_of(tmp_path / "home", tmp_path / "reports").ask(Question(question)).text
    assert all(words in text for words in held)
    assert not any(words in text for words in others)


def test_what_is_said_of_a_subject_that_no_heading_names_is_every_sentence_on_it(ask: Ask) -> None:
    text = ask("What does the response say about gulls?").text
    assert "Gulls nest nearby" in text
    assert "lamps" not in text
