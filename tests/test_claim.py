from pathlib import Path

import pytest
from registers import actions, audit, held, response

EARLIER = """## EXECUTIVE SUMMARY OF REPORT

### Recommendations from the 2023 report

#### Recommendation 1

By 31 December 2024, all chief constables should keep a register of umbrellas.

Status: Incomplete

#### Recommendation 2

By 30 June 2024, the Home Office should publish a form for finders.

Status: Completed

#### Recommendation 3

With immediate effect, all chief constables should label what is found.

Status: In progress

#### Area for improvement

All chief constables should review their umbrella stands.

Status: Closed

### Recommendations in this report

#### Recommendation 1

By 31 March 2026, all police forces should weigh what is found.

## FORCE RESPONSE TO RECOMMENDATIONS
"""
ONE = actions("1 | The Force will log each handover. | High | Desk Manager | 31 August 2025")


def log(folder: Path, said: str, end: str) -> list[tuple[str, str]]:
    found = held(folder, [response(f"{EARLIER}\n{said}\n")])
    return [(s.value, s.stated_by) for s in found.item(end).statuses]


@pytest.mark.parametrize(
    ("end", "claimed"),
    [("2023-R1", True), ("2023-R2", False), ("2023-R3", True), ("AFI1", True), ("2025-R1", False)],
)
def test_a_claim_on_all_goes_to_the_rows_that_are_as_many(
    tmp_path: Path, end: str, *, claimed: bool
) -> None:
    said = (
        "Of the original publication, the 2 recommendations and 1 AFI for us have all been "
        "completed and signed off."
    )
    found = ("have all been completed and signed off", "the Force") in log(tmp_path, said, end)
    assert found is claimed


def test_what_a_claim_leaves_out_gets_no_status(tmp_path: Path) -> None:
    said = (
        "Of the original publication the 2 recommendations have all been completed, with the "
        "exception of Recommendation 3, on which more below."
    )
    assert len(log(tmp_path / "a", said, "2023-R1")) == 2
    assert len(log(tmp_path / "b", said, "2023-R3")) == 1


def test_a_claim_on_a_number_that_no_rows_have_goes_to_none(tmp_path: Path) -> None:
    said = "The 5 original recommendations have all been completed."
    ends = ("2023-R1", "2023-R2", "2023-R3")
    logs = [log(tmp_path / end, said, end) for end in ends]
    assert [len(found) for found in logs] == [1, 1, 1]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Action 1: we have tested this and it is complete.", "is complete"),
        ("Action 1: we have not tested this and the action stays open.", "stays open"),
        ("We asked whether action 1 is complete.", ""),
        ("Action 1 will be treated as complete.", ""),
        ("Action 1 stays with the desk until it is complete.", ""),
        ("The rota is complete.", ""),
    ],
)
def test_a_sentence_on_one_item_is_a_line_of_its_log(
    tmp_path: Path, said: str, status: str
) -> None:
    item = held(tmp_path, [audit(f"{ONE}\n## COMMENTS\n\n{said}\n")]).item("MA1")
    assert [s.value for s in item.statuses] == ([status] if status else [])
    assert all(s.stated_by == "Example Audit LLP" for s in item.statuses)


def test_a_statement_with_its_own_day_is_of_that_day(tmp_path: Path) -> None:
    said = "Action 1: the inspectorate's register shows it as closed on 14 March 2026."
    (status,) = held(tmp_path, [audit(f"{ONE}\n## COMMENTS\n\n{said}\n")]).item("MA1").statuses
    assert (status.value, status.stated_by) == (
        *("shows it as closed on 14 March 2026", "the inspectorate"),
    )
    assert f"{status.stated_on}" == "2026-03-14"


def test_a_status_of_a_response_is_dated_only_where_its_speaker_is(tmp_path: Path) -> None:
    said = "Of the original publication, the 2 recommendations have all been completed."
    item = held(tmp_path, [response(f"{EARLIER}\n{said}\n")]).item("2023-R1")
    theirs, ours = item.statuses
    assert (theirs.stated_by, theirs.scope, f"{theirs.stated_on}") == (
        *("the inspectorate", "national"),
        "2025-10-24",
    )
    assert (ours.stated_by, ours.scope, ours.stated_on, f"{ours.since}") == (
        *("the Force", "force"),
        *(None, "2025-10-24"),
    )


MINUTES = """---
title: Accountability Meeting
kind: minutes
force: {force}
published: 2025-12-01
---

# Accountability Meeting

## What was said

The Force told the meeting that each handover on the night desk is logged by the manager.

The Head of Desks said that action {number} was complete as far as the force was concerned.

On the inspectorate's register management action {number} appeared as open.
"""


@pytest.mark.parametrize(
    ("force", "number", "known"),
    [
        ("Northshire Police", "1", True),
        ("Southshire Police", "1", False),
        ("Northshire Police", "2", False),
    ],
)
def test_another_report_on_the_same_force_speaks_of_the_item(
    tmp_path: Path, force: str, number: str, *, known: bool
) -> None:
    logged = actions(
        "1 | The manager of the night desk logs each handover. | High | Desk | 31 August 2025"
    )
    texts = [audit(logged), MINUTES.format(force=force, number=number)]
    item = held(tmp_path, texts).item("MA1")
    assert [s.stated_by for s in item.statuses] == (
        ["the Force", "the inspectorate"] if known else []
    )
