from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tiny import TODAY, assistant_of, written

from assistant.answer import Answer, Question, Turn
from assistant.ask import Assistant

Asks = Callable[..., Answer]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("rows")
    return assistant_of(folder / "home", written(folder / "reports"))


@pytest.fixture(scope="module")
def ask(assistant: Assistant) -> Asks:
    def asked(text: str, as_at: date | None = None) -> Answer:
        return assistant.ask(Question(text, as_at=as_at))

    return asked


def labels(answer: Answer) -> list[str]:
    return [
        s.text.split(" – ")[0].split(". “")[0]
        for s in answer.statements
        if s.kind == "row" and ". “" in s.text
    ]


def first(answer: Answer) -> str:
    return answer.statements[0].text


def test_an_owner_is_the_one_printed(ask: Asks) -> None:
    answer = ask("Who owns management action 3 and by when?")
    assert "owner: Head of Training; due: 31 March 2026" in answer.text
    assert answer.citations[0].quote.startswith("3\tThe Force will train")


def test_an_item_is_found_by_what_it_asks_for(ask: Asks) -> None:
    assert labels(ask("Who owns reviewing the rota?")) == ["Management action 2"]


def test_a_conflict_shows_both_owners_and_cites_both(ask: Asks) -> None:
    answer = ask("Who owns management action 1?")
    both = next(s for s in answer.statements if "more than one owner" in s.text)
    assert both.text.endswith("“Desk Manager” and “Chief Inspector (Nights)”")
    quotes = {c.number: c.quote for c in answer.citations}
    assert [quotes[n] for n in both.citations] == ["Desk Manager", "Chief Inspector (Nights)"]


@pytest.mark.parametrize(
    ("question", "count", "numbers"),
    [
        ("List the management actions", "4 of 4 management actions", "1234"),
        ("How many management actions are there?", "4 of 4 management actions", "1234"),
        ("Which management actions are low priority?", "2 of 4 management actions (2 Low)", "24"),
        ("How many recommendations are there?", "5 of 5 recommendations", "12312"),
        ("List the 2023 recommendations", "3 of 3 recommendations of 2023", "123"),
        ("List the new recommendations", "2 of 2 recommendations of 2025", "12"),
        ("Which 2023 recommendations are incomplete?", "1 of 3 recommendations of 2023", "1"),
        ("Which 2023 recommendations are complete?", "1 of 3 recommendations of 2023", "2"),
        (
            "Which recommendations are addressed to the Home Office?",
            "2 of 5 recommendations",
            "22",
        ),
        ("List the areas for improvement", "2 of 2 areas for improvement", "12"),
    ],
)
def test_a_list_says_n_of_n_and_names_each(
    ask: Asks, question: str, count: str, numbers: str
) -> None:
    answer = ask(question)
    assert first(answer).startswith(f"{count} (")
    assert [label[-1] for label in labels(answer)] == list(numbers)


@pytest.mark.parametrize(
    ("day", "numbers"),
    [
        (date(2025, 9, 1), "1"),
        (date(2025, 11, 3), "1"),
        (date(2025, 11, 4), "12"),
        (date(2026, 4, 1), "123"),
    ],
)
def test_past_due_is_strictly_after_the_date(ask: Asks, day: date, numbers: str) -> None:
    answer = ask("Which management actions are past due?", day)
    assert [label[-1] for label in labels(answer)] == list(numbers)
    assert f"past due, completion not recorded as at {day.day} {day:%B %Y}" in first(answer)


def test_the_day_named_in_the_question_is_used(ask: Asks) -> None:
    answer = ask("Which management actions are past due at 4 November 2025?", TODAY)
    assert first(answer).startswith("2 of 4 management actions past due")


def test_none_past_due_is_none_of_all(ask: Asks) -> None:
    answer = ask("Which management actions are past due?", date(2025, 8, 31))
    assert first(answer).startswith("0 of 4 management actions past due")
    assert not answer.abstained


def test_completed_is_not_past_due_and_immediate_never_is(ask: Asks) -> None:
    answer = ask("Which 2023 recommendations are past due?", TODAY)
    assert labels(answer) == ["2023 recommendation 1"]


def test_a_status_is_told_with_who_stated_it(ask: Asks) -> None:
    answer = ask("What is the status of 2023 recommendation 3?")
    assert "status: In progress (stated by the inspectorate)" in answer.text


def test_without_a_status_none_is_made_up(ask: Asks) -> None:
    answer = ask("What is the status of management action 3?")
    assert "no status recorded" in answer.text


def test_a_status_stated_later_than_the_day_is_not_told(ask: Asks) -> None:
    answer = ask("What is the status of 2023 recommendation 2?", date(2025, 1, 1))
    assert "status: Completed" not in answer.text


def test_a_status_stated_later_than_the_day_chooses_nothing(ask: Asks) -> None:
    answer = ask("Which 2023 recommendations are complete?", date(2025, 1, 1))
    assert labels(answer) == []


def test_a_number_in_two_sets_is_told_for_both(ask: Asks) -> None:
    answer = ask("When is recommendation 1 due?")
    assert labels(answer) == ["2023 recommendation 1", "2025 recommendation 1"]
    assert labels(ask("When is the original recommendation 1 due?")) == ["2023 recommendation 1"]
    assert labels(ask("When is the new recommendation 1 due?")) == ["2025 recommendation 1"]


def test_no_date_is_told_as_such(ask: Asks) -> None:
    assert "no date stated" in ask("When is management action 4 due?").text


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("Who owns management action 9?", "numbered 9. The numbers held are 1, 2, 3, 4"),
        ("What is recommendation 7?", "has a recommendation numbered 7"),
        ("How many causes of concern are there?", "no causes of concern are held"),
    ],
)  # fmt: skip
def test_what_does_not_exist_is_refused(ask: Asks, question: str, note: str) -> None:
    answer = ask(question)
    assert answer.abstained
    assert note in answer.text
    assert not answer.citations


def test_a_family_that_a_named_report_has_not_is_none_of_it(ask: Asks) -> None:
    answer = ask("How many recommendations does audit 7.25/26 make?")
    assert "0 recommendations are held from Night Desk Audit" in answer.text
    assert "4 management actions" in answer.text


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("What grade did investigating crime get?", ["Investigating crime – Requires improvement"]),
        ("How was answering calls graded?", ["Answering calls – Adequate"] * 2),
        ("Which areas are good?", ["Managing offenders – Good", "Preventing crime – Good"]),
        ("Which areas were graded adequate?", ["Answering calls – Adequate"]),
        (
            "Which areas came out below good?",
            ["Answering calls – Adequate", "Investigating crime – Requires improvement"],
        ),
        (
            "areas graded good or better",
            ["Managing offenders – Good", "Preventing crime – Good"],
        ),
    ],
)
def test_grades_are_those_of_the_strip(ask: Asks, question: str, rows: list[str]) -> None:
    answer = ask(question)
    told = [s.text for s in answer.statements if s.kind == "row"]
    assert told[: len(rows)] == rows[: len(told)]
    assert set(told) == set(rows)


def test_graded_areas_are_counted_once(ask: Asks) -> None:
    assert first(ask("How many areas are good?")).startswith("2 of 4 graded areas graded Good")


def test_no_area_of_a_grade_is_none_of_all(ask: Asks) -> None:
    assert first(ask("How many areas are inadequate?")).startswith("0 of 4 graded areas")


def test_an_area_that_was_not_graded_has_no_grade(ask: Asks) -> None:
    assert ask("What is the grade for parking?").abstained


def test_grades_of_a_year_that_is_not_held_are_refused(ask: Asks) -> None:
    answer = ask("What grade did investigating crime get in 2012?")
    assert answer.abstained
    assert "no grades of 2012 are held" in answer.text


def test_both_words_and_posts_shortened_find_the_rows_of_an_owner(ask: Asks) -> None:
    assert labels(ask("What actions has the Desk Mgr, sorry Desk Manager, got to do?")) == [
        "Management action 1",
        "Management action 4",
    ]


def test_the_last_date_is_that_of_the_item_due_last(ask: Asks) -> None:
    assert labels(ask("Which management action has the furthest deadline?")) == [
        "Management action 3"
    ]


def test_a_month_is_the_time_in_which_items_fall_due(ask: Asks) -> None:
    assert labels(ask("Which actions fall due in November 2025?")) == ["Management action 2"]


def test_a_count_with_a_split_gives_the_priorities(ask: Asks) -> None:
    answer = ask("How many management actions are there by priority?")
    assert first(answer).startswith("4 of 4 management actions (1 High, 2 Low, 1 Medium)")


def test_everyday_words_do_not_stand_in_the_way_of_a_list(ask: Asks) -> None:
    answer = ask("just the low priority actions from the audit pls")
    assert labels(answer) == ["Management action 2", "Management action 4"]


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("which of the audit's actions are mediums?", "3"),
        ("which management actions are top priority?", "1"),
        ("which management actions are due after 1 December 2025?", "3"),
        ("which management actions have no date?", "4"),
        ("2023 recommendations that are in progess", "3"),
        ("which recommendations ask police forces and chief constables to do anything?", "131"),
        ("what was agreed in the night desk audit?", "1234"),
        ("the third 2023 recommendation", "3"),
    ],
)
def test_a_list_asked_for_in_other_words_comes_whole(
    ask: Asks, question: str, numbers: str
) -> None:
    assert "".join(label[-1] for label in labels(ask(question))) == numbers


def test_a_filter_that_leaves_nothing_is_told_plainly(ask: Asks) -> None:
    answer = ask("List the management actions due after 1 April 2026")
    assert first(answer) == "0 of 4 management actions due from 2 April 2026"


def test_what_has_not_reached_its_date_is_not_past_due(ask: Asks) -> None:
    question = "which new recommendation will still not have reached its deadline?"
    assert labels(ask(question, date(2026, 5, 1))) == ["2025 recommendation 2"]


def test_a_follow_up_swaps_a_value_or_narrows_what_was_told(assistant: Assistant) -> None:
    before = "List the low priority management actions"
    told = (Turn("user", before), Turn("assistant", assistant.ask(Question(before)).text))
    swapped = assistant.ask(Question("and the medium ones?", told))
    narrowed = assistant.ask(Question("which of those are for the Desk Manager?", told))
    assert labels(swapped) == ["Management action 3"]
    assert labels(narrowed) == ["Management action 4"]


def test_a_follow_up_keeps_what_is_past_due_and_swaps_for_whom(assistant: Assistant) -> None:
    asked = "which 2023 recommendations are overdue?"
    told = (Turn("user", asked), Turn("assistant", assistant.ask(Question(asked)).text))
    assert labels(assistant.ask(Question("and those for chief constables?", told))) == [
        "2023 recommendation 1"
    ]


def test_a_follow_up_about_another_topic_looks_among_all(assistant: Assistant) -> None:
    asked = "which management action is about the rota?"
    told = (Turn("user", asked), Turn("assistant", assistant.ask(Question(asked)).text))
    assert labels(assistant.ask(Question("and the one on handovers?", told))) == [
        "Management action 1"
    ]


def test_a_family_in_the_plural_is_a_list(ask: Asks) -> None:
    assert len(labels(ask("Night desk audit: the management actions please"))) == 4


def test_a_question_of_yes_or_no_with_a_date_asks_for_no_list(ask: Asks) -> None:
    assert not labels(ask("Did the harbour get a new wall by the end of March as promised?"))


@pytest.mark.parametrize(
    "question",
    [
        "How many umbrellas had been handed in by the end of the action?",
        "How much was spent on the rota action?",
    ],
)
def test_a_count_of_what_is_no_item_is_not_answered_with_rows_alone(
    ask: Asks, question: str
) -> None:
    assert not labels(ask(question))


def test_two_sets_side_by_side_ask_for_no_contradiction(ask: Asks) -> None:
    answer = ask("Compare the recommendations of 2023 with the new ones")
    assert "are counted" not in answer.text


OWNED = """# Internal audit report 3.25/26: Keys

Bartle Audit LLP

12 May 2025

## Findings at a glance

| Ref | Subject | Priority | Lead | Finish by |
|---|---|---|---|---|
| K1 | Keys left on the desk | High | Detective Superintendent Ada Hale, Stores | 30/06/2025 |
| K2 | Guests without a pass | Low | Superintendent Ben Hale, Response | 31/07/2025 |

## Findings in full

### K1 - Keys left on the desk

Priority: High
Lead: Detective Superintendent Ada Hale, Stores
Finish by: 30 June 2025
Reply: Accepted

**What we saw.** On nine mornings the cupboard in Harbour Lane stood open until ten o'clock, as nobody had been told to shut it.

**Agreed action.** Count them each night.

### K2 - Guests without a pass

Priority: Low
Lead: Superintendent Ben Hale, Response
Finish by: 31 July 2025
Reply: Not accepted

**Agreed action.** Print a plastic badge for guests.

## Earlier audit

Our audit of 2023/24 made three recommendations.

| Number | Recommendation | Position |
|---|---|---|
| 1 | Appoint one keeper for all the stores | Implemented |
| 2 | Replace the old paper book of the desk | Not implemented |
| 3 | Fit a new camera at the front door | Implemented |
"""  # noqa: E501 (a paragraph is one line)


@pytest.fixture(scope="module")
def owned(tmp_path_factory: pytest.TempPathFactory) -> Asks:
    folder = tmp_path_factory.mktemp("owned")
    assistant = assistant_of(folder / "home", written(folder / "reports", keys=OWNED))
    return lambda text: assistant.ask(Question(text))


def test_a_row_is_told_with_the_title_that_its_list_prints(owned: Asks) -> None:
    answer = owned("Which actions of the keys audit are high priority?")
    assert labels(answer) == ["Management action K1 (Keys left on the desk)"]


def test_an_owner_is_told_from_another_whom_the_question_does_not_mean(owned: Asks) -> None:
    answer = owned("Management actions that sit with Det Supt Hale - Ada, not Ben")
    assert [label[:20] for label in labels(answer)] == ["Management action K1"]


def test_who_mends_what_a_card_found_is_who_owns_its_action(owned: Asks) -> None:
    answer = owned("Who has to sort the open cupboard in Harbour Lane?")
    assert "Detective Superintendent Ada Hale" in answer.text


def test_the_year_of_an_earlier_audit_that_leads_into_a_table_means_its_rows(owned: Asks) -> None:
    answer = owned("Which recommendations of the 2023/24 keys audit are implemented?")
    assert labels(answer) == ["Recommendation 1", "Recommendation 3"]


def test_whether_something_was_accepted_asks_for_the_reply(owned: Asks) -> None:
    assert (
        "Not accepted" in owned("Did the force accept the idea of a plastic badge for guests?").text
    )


SPOKEN_OF = """---
title: Night desk audit
publisher: Hill Audit
kind: internal audit
force: Wexshire Police
published: 2026-02-02
---

# Overview

The National Umbrella Care Inspection (NUCI) gave five grades: one was good and four were inadequate.

# Summary

| Ref | Action | Owner | Due |
|---|---|---|---|
| 1 | Label each umbrella with a name and a desk | Desk Manager | 31 January 2026 |
| 2 | Train the night desk in folding | Head of Training | 31 March 2026 |

# Detailed findings

## Area: Labels

Desks mix up their umbrellas. It should be noted that, since the draft report, labels were bought. We keep the action all the same.

### Management Action 1

Label each umbrella with a name and a desk

Responsible Owner: Head of Labels

Date: 31 January 2026

## Area: Folding

Nobody folds.

### Management Action 2

Train the night desk in folding

Responsible Owner: Head of Training

Date: 31 March 2026
"""  # noqa: E501 (a paragraph is one line)

GRADED = """---
title: PEEL 2023-2025: Wexshire Police
publisher: HMICFRS
kind: inspection report
force: Wexshire Police
published: 2025-04-10
---

# Grades

| Good | Inadequate |
|---|---|
| Umbrella repair | Umbrella storage |
"""


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Asks:
    folder = tmp_path_factory.mktemp("spoken")
    reports = folder / "reports"
    reports.mkdir()
    (reports / "audit.md").write_text(SPOKEN_OF)
    (reports / "peel.md").write_text(GRADED)
    assistant = assistant_of(folder / "home", reports)
    return lambda text: assistant.ask(Question(text))


def test_the_grades_of_an_inspection_that_is_only_spoken_of_are_no_others(spoken: Asks) -> None:
    told = spoken("What grades did the National Umbrella Care Inspection give?")
    assert "one was good and four were inadequate" in told.text
    assert "Umbrella repair" not in told.text
    asked = spoken("Which area did the Umbrella Care Inspection grade inadequate?")
    assert asked.abstained
    assert "Umbrella storage" not in asked.text


def test_items_of_an_inspection_that_is_only_spoken_of_are_no_others(spoken: Asks) -> None:
    told = spoken("What recommendations did the Umbrella Care Inspection make?")
    assert told.abstained
    assert "National Umbrella Care Inspection itself is not held" in told.text


def test_the_grades_of_a_span_of_years_are_of_all_of_them(spoken: Asks) -> None:
    assert spoken("Which grades were given in PEEL 2025-27?").abstained
    assert "Umbrella storage" in spoken("Which grades were given in PEEL 2023-25?").text


def test_what_was_done_since_is_told_where_it_is_asked_how_an_item_stands(spoken: Asks) -> None:
    late = spoken("Is management action 1 overdue?")
    assert "labels were bought. We keep the action all the same." in late.text
    assert "labels were bought" not in spoken("Is management action 2 overdue?").text


def test_two_names_for_an_owner_are_found_by_what_the_item_asks(spoken: Asks) -> None:
    told = spoken("Who owns labelling the umbrellas? I have seen two different names.")
    assert "more than one owner" in told.text


def test_the_year_of_a_set_beside_the_new_one_names_both(ask: Asks) -> None:
    told = ask("Compare the deadlines of the recommendations of 2023 with the new report's")
    assert {label[:4] for label in labels(told)} == {"2023", "2025"}


def test_what_is_outstanding_in_a_report_may_be_all_of_it(spoken: Asks) -> None:
    told = spoken("What is still outstanding on the audit and who do we chase?")
    assert first(told).startswith("2 of 2 management actions")
    assert "Head of Training" in told.text


@pytest.mark.parametrize("mark", ["", ": 3 June 2025"])
def test_a_step_that_an_office_marks_is_told_as_unmarked_where_it_is(
    tmp_path: Path, mark: str
) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    steps = f"Response forwarded to Home Office{mark}\n\nResponse published on PCC website\n"
    head = GRADED.partition("# Grades")[0].replace("inspection report", "PCC response")
    text = f"{head}# Comment\n\nThe PCC is glad of it.\n\n# For Office Use Only\n\n{steps}"
    (reports / "response.md").write_text(text)
    told = assistant_of(tmp_path / "home", reports).ask(
        Question("Has our response been sent on to the home office?")
    )
    assert ("nothing is marked" in told.text) is (mark == "")


def test_one_item_is_told_with_its_date_where_it_is_asked_whether_it_is_late(ask: Asks) -> None:
    answer = ask("Is the training of call handlers overdue?", date(2026, 1, 1))
    assert labels(answer) == ["Management action 3"]
    assert "due: 31 March 2026" in answer.text
    assert "past due" not in answer.text


VISIT = """# Inspection of how Northshire Police finds missing people

Published on 14 January 2026 by HMICFRS

## Searching

**Grade: Good**

## Cause of concern

**Northshire Police does not look for missing people soon enough.**

### Recommendations

Within three months, Northshire Police should:

- ask every caller where the person was last seen; and
- name a sergeant for each search.

Within six months, Northshire Police should:

- train all of its searchers.

## What happens next

DCC Finch will be the lead for the force. My own lead, Bo Lark, will visit in May.
"""
PAPER = """JOINT AUDIT COMMITTEE

Report of: Deputy Chief Constable Ada Finch

Date of meeting: 24 June 2026

# Progress paper

## Appendix A: Open recommendations

| Ref | Recommendation or AFI | Owner | Original due date | Revised due date | RAG |
|---|---|---|---|---|---|
| N1 | Ask every caller where the person was last seen. | Supt Moss | 14/04/2026 | - | Green |
| N2 | AFI: Keep the search log up to date. | Supt Moss | 31/03/2026 | 30/09/2026 | Red |
| N3 | Name a sergeant for each search. | Insp Reed | 14/04/2026 | 31/08/2026 | Amber |

## Appendix B: Items closed since the last report

| Ref | Recommendation or AFI | Closed by | Date closed |
|---|---|---|---|
| N4 | AFI: Count the radios every night. | HMICFRS | 8 April 2026 |
| N5 | Open the second search room. | Assurance Board | 21 April 2026 |
"""


@pytest.fixture(scope="module")
def tracked(tmp_path_factory: pytest.TempPathFactory) -> Asks:
    folder = tmp_path_factory.mktemp("tracked")
    reports = folder / "reports"
    reports.mkdir()
    (reports / "visit.md").write_text(VISIT, encoding="utf-8")
    (reports / "paper.md").write_text(PAPER, encoding="utf-8")
    assistant = assistant_of(folder / "home", reports)
    return lambda text: assistant.ask(Question(text, as_at=date(2026, 7, 1)))


@pytest.mark.parametrize(
    ("question", "there", "apart"),
    [
        ("what did HMICFRS want done within 3 months?", ("sergeant for each",), ("train all",)),
        ("which recs in the inspection are for within six months", ("train all",), ("sergeant",)),
        ("how many HMICFRS items are still open in the progress paper?", ("3 of 5",), ("N5",)),
        ("how many items in the paper have been given a revised due date?", ("2 of 5",), ("N1",)),
        (
            "which items in the progress paper were closed by HMICFRS, not our own board?",
            ("N4",),
            ("N5", "no owner"),
        ),
        ("who owns naming a sergeant for each search?", ("Insp Reed",), ("Moss",)),
        ("Who leads for the force on the cause of concern?", ("DCC Finch",), ("no report",)),
    ],
)
def test_items_are_chosen_by_what_is_printed_of_them(
    tracked: Asks, question: str, there: tuple[str, ...], apart: tuple[str, ...]
) -> None:
    answer = tracked(question)
    assert not answer.abstained
    assert all(words in answer.text for words in there), answer.text
    assert not any(words in answer.text for words in apart), answer.text


def test_a_panel_does_not_speak_in_the_report_of_another(tracked: Asks) -> None:
    assert tracked("What did the Police and Crime Panel say about the inspection?").abstained
