"""Questions at large, and about a report as a thing: all invented."""

from collections.abc import Callable
from datetime import date

import pytest
from tiny import assistant_of, written

from assistant.answer import Answer, Question
from index.typed import as_meant

AUDIT = """---
title: Lighthouse Audit
publisher: Bartle Audit LLP
kind: internal audit
reference: 6.25/26
force: Wexshire Police
published: 2025-11-03
---

# Lighthouse Audit

Bartle Audit LLP, 3 November 2025

## Agreed actions

| Ref | Action | Priority | Owner | Date |
|---|---|---|---|---|
| 1 | Polish the great lens each week. | High | Head Keeper | 31 August 2025 |
| 2 | Paint the stairs. | Low | Second Keeper | 31 March 2026 |

## About this report

| | |
|---|---|
| Debrief held | 25 June 2025 |
| Draft report issued | 11 July 2025 |
| Final report issued | 3 November 2025 |

The great lens was cracked in a storm. Keepers clean the great lens with vinegar.

This report must not be copied or disclosed to others without our written consent.
"""
INSPECTION = """---
title: Harbours inspection
publisher: HMICFRS
kind: inspection report
force: Wexshire Police
published: 2025-04-10
---

# Harbours inspection

## Mooring boats

Grade: Good

## Watching the tide

Grade: Requires improvement

## Recommendations

Recommendation 1. By 31 May 2026, all chief constables should buy a tide clock.

Recommendation 2. By 30 June 2026, the Home Office should pay for buoys.
"""
Asks = Callable[[str], Answer]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Asks:
    folder = tmp_path_factory.mktemp("lights")
    reports = written(folder / "reports", lights=AUDIT, harbours=INSPECTION)
    assistant = assistant_of(folder / "home", reports)
    return lambda text: assistant.ask(Question(text, as_at=date(2025, 12, 1)))


def test_what_is_liked_and_what_is_worrying_at_large(ask: Asks) -> None:
    liked = ask("What did the inspectors like?").text
    assert "Mooring boats – Good" in liked
    assert "Watching the tide" not in liked
    worrying = ask("anything we should be worried about?").text
    assert "Watching the tide – Requires improvement" in worrying
    assert "Polish the great lens" in worrying
    assert "Paint the stairs" not in worrying


def test_everything_on_a_subject_is_items_and_sentences(ask: Asks) -> None:
    text = ask("give me everything we hold on the great lens").text
    assert "1 item and 2 other places" in text
    assert "Polish the great lens each week" in text
    assert "cracked in a storm" in text
    assert "with vinegar" in text


def test_who_gave_a_report_out_and_when(ask: Asks) -> None:
    text = ask("who published the lighthouse audit and when?").text
    assert "by Bartle Audit LLP, published 3 November 2025" in text


def test_whether_a_report_may_be_passed_on_is_told_in_its_words(ask: Asks) -> None:
    text = ask("can we send the lighthouse audit to the council?").text
    assert "must not be copied or disclosed" in text


def test_days_between_two_dates_of_a_report_are_counted(ask: Asks) -> None:
    # June 25 to November 3: 5 + 31 + 31 + 30 + 31 + 3 = 131 days.
    text = ask("how many days between the debrief and the final lighthouse audit?").text
    assert "131 days from Debrief held (25 June 2025) to Final report issued" in text


def test_a_grade_that_no_area_has(ask: Asks) -> None:
    assert "0 of 2 graded areas graded Inadequate" in ask("were we inadequate at anything?").text


def test_what_is_for_others_than_forces(ask: Asks) -> None:
    text = ask("which recommendations are nothing to do with police forces?").text
    assert "pay for buoys" in text
    assert "tide clock" not in text


def test_each_of_two_questions_is_answered(ask: Asks) -> None:
    text = ask(
        "who owns the high priority audit action, and what grade did watching the tide get?"
    ).text
    assert "Head Keeper" in text
    assert "Watching the tide – Requires improvement" in text


def test_a_later_question_may_lean_on_what_answers_the_first(ask: Asks) -> None:
    text = ask("list the audit actions, and how many of them are for the Head Keeper?").text
    assert "Paint the stairs" in text
    assert "1 of 2 management actions" in text


def test_who_sits_on_a_group_is_not_told_by_what_only_names_it(ask: Asks) -> None:
    assert ask("who's on the great lens group?").abstained


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("wich", "which"), ("r", "are"), ("deadlin", "deadline"), ("ferry", ""), ("owners", "")],
)
def test_words_of_asking_typed_in_haste(typed: str, meant: str) -> None:
    assert as_meant(typed) == meant
