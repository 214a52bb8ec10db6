"""A form of response and minutes that follow it up: who leads, how things stand, who says so."""

from collections.abc import Callable

import pytest
from tiny import assistant_of

from assistant.answer import Answer, Question, Turn

Asks = Callable[..., Answer]

FORM = """---
kind: PCC response
force: Oakmere Police
published: 2025-03-05
---

OFFICE OF THE POLICE AND CRIME COMMISSIONER FOR OAKMERE

Form 55, version 4

PART A: DETAILS

A1. Title of report: Over the counter: how forces deal with theft from shops
A2. Inspecting body: the Inspectorate
A3. Date of publication: 14 January 2025

PART B: WHAT WAS ASKED

B1. The recommendations

Recommendation 1
To: chief constables
By: 31 May 2025
Send an officer to each report in which a shop worker was hurt.

Recommendation 2
To: the Home Office
By: 30 June 2025
Count thefts from shops in the same way in every force of the country.

Recommendation 3
To: chief constables
By: 30 June 2026
Give each of the worst offenders one named officer who sees them every month.

PART C: WHAT THE FORCE SAYS

C1. Response to each recommendation addressed to forces

Recommendation 1: Accepted. The policy on sending officers was changed in the first week of March.
Lead: Superintendent Gwen Pike (Contact Management). Target date: 31 May 2025. Status: Complete.

Recommendation 3: Partly accepted. The Force knew of 38 such offenders at the end of January 2025.
Lead: Chief Inspector Noel Crane (Estates). Target date: 31 October 2025. Status: Not started.
"""
MINUTES = """---
title: Oakmere Assurance Board
kind: minutes
force: Oakmere Police
published: 2025-06-24
---

OAKMERE ASSURANCE BOARD

Minutes of the meeting of 24 June 2025

4/25 THEFT FROM SHOPS

Over the counter recommendation 1 had been reopened on 3 June 2025: 11 of 50 saw no officer.

WORK IN HAND

W1. Send the Board the outcome of the sample of closed files.
Owner: Ada Finch
Due: 12 July 2025
Status: Open

W2. Bring a plan to cut overtime.
Owner: Leon Ames
Due: 19 August 2025
Status: Open

W3. Tell the town council about the counter.
Owner: Ada Finch
Due: 30 September 2025
Status: Complete (23 June 2025)
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Asks:
    folder = tmp_path_factory.mktemp("forms")
    reports = folder / "reports"
    reports.mkdir()
    (reports / "form.txt").write_text(FORM, encoding="utf-8")
    (reports / "minutes.txt").write_text(MINUTES, encoding="utf-8")
    assistant = assistant_of(folder / "home", reports)
    return lambda text, history=(): assistant.ask(Question(text, history))


def test_who_leads_is_read_from_the_reply_in_the_same_form(ask: Asks) -> None:
    text = ask("Who leads on recommendation 3 of Over the counter?").text
    assert "Chief Inspector Noel Crane" in text
    assert "Gwen Pike" not in text


def test_both_say_how_it_stands_and_the_sentence_is_quoted(ask: Asks) -> None:
    text = ask("Is recommendation 1 of Over the counter done?").text
    assert "status: Complete (stated by the Force)" in text
    assert "had been reopened on 3 June 2025: 11 of 50 saw no officer." in text


def test_a_report_that_is_answered_names_the_response(ask: Asks) -> None:
    text = ask("Which of the Over the counter recommendations are for chief constables?").text
    assert "2 of 3 recommendations" in text
    assert "Home Office" not in text


def test_the_jobs_of_somebody_are_listed_by_the_name_alone(ask: Asks) -> None:
    text = ask("Ada Finch's jobs").text
    assert "2 of 3 actions" in text
    assert "Tell the town council" in text
    assert "overtime" not in text


def test_a_follow_up_names_an_item_by_its_place(ask: Asks) -> None:
    asked = "Who leads on recommendation 1 of Over the counter?"
    history = (Turn("user", asked), Turn("assistant", ask(asked).text))
    assert "Noel Crane" in ask("and the third one?", history).text
