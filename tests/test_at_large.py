"""Questions about a whole part of a report, or about all that is left to do: all invented."""

from collections.abc import Callable

import pytest
from tiny import assistant_of

from assistant.answer import Answer, Question, Turn

INSPECTION = """# Kennels and stables: an inspection of Wexshire Police

10 April 2025, HMICFRS

## Feeding the dogs

Grade: Good

Main findings:

- Dogs are fed twice a day
- The bowls are clean

## Housing the horses

Grade: Inadequate

Areas for improvement:

- The force should mend the stable roof.

Main findings:

- Water comes through the stable roof
- Straw is changed on Mondays

## Leading the teams

The head of kennels walks round the yard each morning. She carries a lamp. She carries a whistle.

Sergeants know every horse by its name. They write the names on the doors.

## Money

In 2024 the force spent £41 on each horse. For forces in England and Wales, that is a high sum.

It spent £9 on each dog, the lowest among similar forces. Straw is dear everywhere.

## Comment by the mayor

I welcome this report and its kind words.

The roof will be mended by Easter. I shall go and look.

## Recommendations

Recommendation 1. By 31 May 2026, all chief constables should buy raised beds.

Recommendation 2. By 30 June 2026, the Home Office should pay for straw.
"""
AUDIT = """# Hay stores

Internal audit report 4.25/26, 3 November 2025, Wexshire Police

## Summary

We counted the bales. We have agreed three actions.

| Ref | Action | Priority | Responsible owner | Date | Status |
|---|---|---|---|---|---|
| 1 | Lock the barn door | High | Head of Estates | 31 March 2026 | Complete |
| 2 | Weigh each bale | Low | Head of Horses | 30 September 2025 | In progress |
| 3 | Sweep the loft | Low | Head of Horses | 31 October 2025 | In progress |
"""
TRACKER = """# Goose inspection: response of the Wexshire Commissioner

Section 55 response, 6 May 2025, Wexshire Police

| Recommendation | What is asked | Position | Lead officer | Target date |
|---|---|---|---|---|
| Recommendation 11 | Count the geese | Accepted | Ada Finch | 31 May 2025 |
| Recommendation 12 | Fence the pond | Accepted | Ada Finch | 30 June 2025 |
| Recommendation 13 | Buy a whistle | Accepted | Ben Moss | 31 July 2025 |

## Cause of concern

Cause of concern 1. Nobody knows how many geese there are.
"""
Ask = Callable[..., Answer]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    folder = tmp_path_factory.mktemp("overview")
    reports = folder / "reports"
    reports.mkdir()
    for name, words in (("inspection", INSPECTION), ("audit", AUDIT), ("geese", TRACKER)):
        (reports / f"{name}.md").write_text(words)
    assistant = assistant_of(folder / "home", reports)
    return lambda question, *before: assistant.ask(Question(question, tuple(before)))


@pytest.mark.parametrize(
    "question",
    [
        "What did HMICFRS find about the housing of horses?",
        "what does the inspection say on how the horses are housed",
        "main findings on housing the horses?",
        "summarise housing the horses",
    ],
)
def test_a_part_of_a_report_is_told_by_grade_items_and_findings(ask: Ask, question: str) -> None:
    text = ask(question).text
    assert "Housing the horses – Inadequate" in text
    assert "mend the stable roof" in text
    assert "Water comes through" in text
    assert "Straw is changed" in text
    assert "Dogs are fed" not in text


def test_of_prose_the_sentence_that_opens_each_paragraph_is_told(ask: Ask) -> None:
    text = ask("What did the inspectors say about leading the teams?").text
    assert "walks round the yard" in text
    assert "know every horse" in text
    assert "She carries a lamp" not in text


def test_a_question_about_one_thing_is_not_told_the_whole_part(ask: Ask) -> None:
    assert "Straw is changed" not in ask("What did they find about the dog bowls?").text


@pytest.mark.parametrize(
    "question", ["what's still outstanding?", "anything still open?", "what is left to do"]
)
def test_what_is_outstanding_is_all_that_is_not_done(ask: Ask, question: str) -> None:
    text = ask(question).text
    assert "Weigh each bale" in text
    assert "buy raised beds" in text
    assert "Lock the barn door" not in text
    assert "graded" not in text


def test_recommendations_for_some_and_for_others_are_all_told_with_whom_they_ask(ask: Ask) -> None:
    text = ask("Which recommendations are for chief constables and which for others?").text
    assert "5 of 5 recommendations" in text
    assert "addressed to: the Home Office" in text


def test_that_an_audit_gives_no_opinion_is_said(ask: Ask) -> None:
    answer = ask("What assurance level did the hay audit give?")
    assert answer.abstained
    assert "no opinion or level of assurance is held" in answer.text


def test_dates_for_the_diary_are_those_of_all_items(ask: Ask) -> None:
    text = ask("List every date in 2026 that we need to have in the diary").text
    assert "31 March 2026" in text
    assert "31 May 2026" in text
    assert "30 June 2026" in text
    assert "30 September 2025" not in text


def test_that_no_recommendation_was_turned_down_is_told_from_how_each_was_answered(
    ask: Ask,
) -> None:
    text = ask("Which of the goose recommendations did they not accept?").text
    assert "0 of 3 recommendations recorded as not accepted" in text
    text = ask("Did the Commissioner accept all the goose recommendations?").text
    assert text.count("status: Accepted (stated by Police and Crime Commissioner)") == 3


@pytest.mark.parametrize(
    "question",
    ["who has the most overdue actions", "actions per owner?", "list the owners", "who owns what?"],
)
def test_items_are_counted_by_owner_where_that_is_asked(ask: Ask, question: str) -> None:
    text = ask(question).text
    assert "By owner: " in text
    assert "Head of Horses 2" in text


def test_that_nothing_falls_due_in_a_time_is_said(ask: Ask) -> None:
    text = ask("What's due in August 2026?").text
    assert "due from 1 August 2026 to 31 August 2026" in text
    assert "0 of " in text


def test_the_main_concerns_are_the_causes_of_concern(ask: Ask) -> None:
    assert "Nobody knows how many geese" in ask("What are the main concerns?").text


def test_how_a_force_compares_is_told_by_all_that_sets_it_against_others(ask: Ask) -> None:
    answer = ask("How does Wexshire compare with other forces?")
    quoted = [statement.text for statement in answer.statements]
    assert "£41 on each horse. For forces in England and Wales, that is a high sum." in quoted[0]
    assert quoted[1] == "It spent £9 on each dog, the lowest among similar forces."
    assert len(quoted) == 2
    dogs = ask("How does what is spent on each dog compare with similar forces?").text
    assert "£9" in dogs
    assert "£41" not in dogs


def test_what_somebody_thinks_overall_is_told_by_their_own_part(ask: Ask) -> None:
    text = ask("What does the mayor think overall?").text
    assert "I welcome this report" in text
    assert "mended by Easter" in text
    assert "I shall go and look" not in text


@pytest.mark.parametrize(
    ("question", "area", "other"),
    [
        ("which area is worst?", "Housing the horses – Inadequate", "Feeding the dogs"),
        ("what are they best at", "Feeding the dogs – Good", "Housing the horses"),
    ],
)
def test_the_areas_at_one_end_of_the_grades(ask: Ask, question: str, area: str, other: str) -> None:
    text = ask(question).text
    assert area in text
    assert other not in text


@pytest.mark.parametrize("question", ["summarise the audit", "key points of the hay stores audit?"])
def test_a_report_as_a_whole_is_told_by_its_items(ask: Ask, question: str) -> None:
    text = ask(question).text
    assert "Lock the barn door" in text
    assert "Weigh each bale" in text
    assert "Sweep the loft" in text
    assert "stable roof" not in text


def test_a_priority_that_no_item_has_picks_none(ask: Ask) -> None:
    assert "Lock the barn door" in ask("Which audit actions are high priority?").text
    answer = ask("Which audit actions are medium priority?").text
    assert "0 of 3 management actions of priority medium" in answer


def test_a_short_question_about_everything_leans_on_none_before_it(ask: Ask) -> None:
    before = (Turn("user", "What did they find about the dog bowls?"), Turn("assistant", "Clean."))
    assert ask("what's still outstanding?", *before).text == ask("what's still outstanding?").text
    assert ask("list the owners", *before).text == ask("list the owners").text


def test_whether_somebody_agrees_leans_on_what_was_spoken_of(ask: Ask) -> None:
    before = (
        Turn("user", "Which goose recommendations are there?"),
        Turn("assistant", "3 of 3 recommendations"),
    )
    text = ask("Did the Commissioner agree?", *before).text
    assert "Recommendation 11" in text
    assert text.count("Accepted") == 3
