"""Reports of other forces, auditors and years, in other wording and order: all invented."""

from datetime import date
from pathlib import Path

import pytest

from corpus.addressee import to_force
from corpus.claim import registered
from corpus.extract import extract, register_of
from corpus.position import position
from corpus.read import read_here
from corpus.register import Field, Item, Register
from corpus.report import Report, Span
from corpus.sentence import sentence

FOLLOW_UP = """---
title: Follow Up of Previous Management Actions, Visit 1
publisher: Bartle Audit LLP
kind: follow-up audit
reference: 4.24/25
force: Wexshire Police
published: 2025-03-14
---

# Follow up

## Progress

| Audit | Ref | Agreed management action | Priority | Officer | Original due date | Revised date | Status | Auditor comment |
|---|---|---|---|---|---|---|---|---|
| Fleet | R1 | The fleet log will be kept for every vehicle. | High | Head of Fleet | 31/10/24 | 30 June 2025 | Partly implemented | Two depots of five keep it. |
| Fleet | R2 | The fuel cards will be counted each month. | Low | Chief Finance Officer | Dec-24 | | Implemented | |
| Stores | R3 | The stores manual will be written again. | Medium | Head of Stores | Q4 2024/25 | TBC | Not implemented | |
"""  # noqa: E501 (a table is read whole)
LOG = """---
title: Joint Audit Committee action log
kind: minutes
force: Dunmere Police
published: 2025-09-09
---

# Action log

## Actions agreed

- Head of Estates to mend the gate by 31 December 2025 and Chief Finance Officer to report its cost by 9 January 2026.
- Publish the register of gifts (Monitoring Officer, Oct-25).

## Outstanding

| Minute | Action | Owner and timescale | RAG |
|---|---|---|---|
| 12/25 | Write to the auditors on the fee. | Treasurer 30/09/2025 | Amber |
| 14/25 | Bring the risk register. | Deputy Chief Constable, with immediate effect | Green |

ACTION 15/25: Clerk to circulate the plan by 3 October 2025.
"""  # noqa: E501 (a point is one line)
LETTER = """Dear Chief Constable

Custody services: cause of concern revisit letter

14 May 2026

We revisited Harland Constabulary in March 2026.

Cause of concern

Harland Constabulary does not check detainees often enough, and this puts them at risk of harm.

Recommendations

By 31 August 2026, Harland Constabulary should:

- check every detainee at the interval that the risk assessment sets; and
- make sure that a sergeant reviews the record of each check.
"""
EXTERNAL = """---
title: Auditor's Annual Report 2024/25
kind: external audit
publisher: Keld and Moor LLP
force: Dunmere Police
published: 2025-11-20
---

# Annual report

## Key recommendation 1

The PCC should agree a medium-term plan that closes the gap, by the end of March 2026.

Management response: Accepted. A plan goes to the Board in February.

Responsible officer: Chief Finance Officer

## Improvement recommendations

| | Recommendation | Management response | Ownership | |
|---|---|---|---|---|
| Ref | | | Lead | Date |
| 2 | The force should keep minutes of contract meetings. | Agreed. Templates are used. | Head of Procurement | 31 March 2026 |
"""  # noqa: E501 (a table is read whole)
GRADED = """---
title: "PEEL 2025-27: An inspection of Wexshire Police"
kind: inspection report
publisher: HMICFRS
force: Wexshire Police
published: 2026-06-02
---

# PEEL

## Summary of grades

| Area | Previous grade | Grade |
|---|---|---|
| Leadership | Good | Adequate |
| Custody | Good | Not graded |

## Investigating crime

Wexshire Police requires improvement at investigating crime.

### Areas for improvement

Wexshire Police should review every filed crime within a month. It files 4,210 crimes a year.

The force does well with stolen vehicles.

Wexshire Police needs to train its supervisors.
"""
MEETING = """---
title: "Scrutiny Meeting: Roads"
kind: scrutiny meeting
force: Dunmere Police
---

# Scrutiny Meeting

Date: 4 February 2026

Topic: Roads and collisions

Level of assurance given: Partly assured

## Rationale

- seek assurance that speed is checked; and
- learn what works.

## Evidence

- In 2025, 62 percent of cameras were moved, against a target of 70 percent.
"""


def report_of(folder: Path, text: str, name: str = "report.md") -> Report:
    (folder / name).write_text(text, encoding="utf-8")
    (report,) = read_here(folder / name)
    return report


def register(folder: Path, text: str, name: str = "report.md") -> Register:
    return extract(report_of(folder, text, name))


def told(item: Item) -> tuple[str, str, date | None]:
    return item.number, "|".join(owner.value for owner in item.owners), item.deadline


def test_a_revised_date_holds_and_the_first_is_kept_beside_it(tmp_path: Path) -> None:
    first, second, third = register(tmp_path, FOLLOW_UP).items
    assert first.family == "management action"
    assert (first.deadline, first.earlier[0].value) == (date(2025, 6, 30), "31/10/24")
    assert (second.deadline, second.earlier) == (date(2024, 12, 31), ())
    assert (third.deadline, third.deadlines[0].value) == (None, "TBC")
    assert [i.statuses[0].value for i in (first, second, third)] == [
        "Partly implemented", "Implemented", "Not implemented",
    ]  # fmt: skip
    assert {i.statuses[0].stated_by for i in (first, second, third)} == {"Bartle Audit LLP"}
    assert [i.area for i in (first, second, third)] == ["Fleet", "Fleet", "Stores"]


def test_actions_of_a_log_have_the_owner_and_date_of_their_words(tmp_path: Path) -> None:
    assert [told(item) for item in register(tmp_path, LOG).items] == [
        ("1", "Head of Estates", date(2025, 12, 31)),
        ("2", "Chief Finance Officer", date(2026, 1, 9)),
        ("3", "Monitoring Officer", date(2025, 10, 31)),
        ("12/25", "Treasurer", date(2025, 9, 30)),
        ("14/25", "Deputy Chief Constable", None),
        ("15/25", "Clerk", date(2025, 10, 3)),
    ]


def test_points_of_a_letter_take_the_date_of_their_lead_in(tmp_path: Path) -> None:
    concern, first, second = register(tmp_path, LETTER, "letter.txt").items
    assert (concern.family, concern.deadline) == ("cause of concern", None)
    for item in (first, second):
        assert (item.family, item.deadline) == ("recommendation", date(2026, 8, 31))
        assert (item.addressees, item.concern) == (("Harland Constabulary",), concern.id)
        assert item.owners == ()


def test_an_external_auditor_has_cards_and_a_table_with_two_heads(tmp_path: Path) -> None:
    first, second = register(tmp_path, EXTERNAL).items
    assert told(first) == ("1", "Chief Finance Officer", date(2026, 3, 31))
    assert first.responses[0].text.value == "Accepted. A plan goes to the Board in February."
    assert told(second) == ("2", "Head of Procurement", date(2026, 3, 31))
    assert second.responses[0].text.value == "Agreed. Templates are used."


def test_grades_are_those_of_this_inspection(tmp_path: Path) -> None:
    found = register(tmp_path, GRADED)
    assert [(j.area, j.grade) for j in found.judgements] == [
        ("Leadership", "Adequate"),
        ("Custody", "Not graded"),
        ("Investigating crime", "Requires improvement"),
    ]
    assert [(i.id, i.area) for i in found.items] == [
        ("HMI-PEEL-2527-WEX-AFI1", "Investigating crime"),
        ("HMI-PEEL-2527-WEX-AFI2", "Investigating crime"),
    ]


def test_a_page_of_a_meeting_is_a_meeting(tmp_path: Path) -> None:
    found = register(tmp_path, MEETING)
    (meeting,) = found.meetings
    assert meeting.day == date(2026, 2, 4)
    assert meeting.topic
    assert meeting.topic.value == "Roads and collisions"
    assert meeting.assurance
    assert meeting.assurance.value == "Partly assured"
    assert [aim.value for aim in meeting.aims] == [
        "seek assurance that speed is checked", "learn what works.",
    ]  # fmt: skip
    (figure,) = found.statistics
    assert (figure.number, figure.unit) == (62.0, "%")
    assert figure.comparator == "against a target of 70 percent"


@pytest.mark.parametrize("text", [FOLLOW_UP, LOG, EXTERNAL, GRADED, MEETING])
def test_every_record_can_be_told_in_a_sentence(tmp_path: Path, text: str) -> None:
    found = register(tmp_path, text)
    records = [*found.items, *found.judgements, *found.meetings, *found.statistics, *found.totals]
    assert records
    for record in records:
        assert len(sentence(record)) > 8
        assert "None" not in sentence(record)


def test_an_item_is_told_with_its_printed_fields(tmp_path: Path) -> None:
    first = register(tmp_path, FOLLOW_UP).items[0]
    assert sentence(first) == (
        "Management action 1 (High), in Fleet, owner Head of Fleet, due 30 June 2025, "
        "earlier date 31/10/24, status Partly implemented (stated by Bartle Audit LLP): "
        "The fleet log will be kept for every vehicle."
    )


def test_no_two_reports_share_an_identifier(tmp_path: Path) -> None:
    one = report_of(tmp_path, FOLLOW_UP)
    text = FOLLOW_UP.replace("Wexshire", "Dunmere").replace("2025-03-14", "2025-04-02")
    other = report_of(tmp_path, text.replace("Visit 1", "Visit 2"), "other.md")
    ids = [item.id for item in register_of([other, one]).items]
    assert ids[3:] == ["IA-BA-2425-04-MA1", "IA-BA-2425-04-MA2", "IA-BA-2425-04-MA3"]
    assert ids[:3] == [f"IA-BA-2425-04-DUNMERE-MA{n}" for n in (1, 2, 3)]


def test_the_counts_of_a_sentence_are_told_each_with_how_it_stands(tmp_path: Path) -> None:
    text = (
        "# Letter\n\n## Progress\n\nWe agreed one high, three medium and two low priority actions. "
        "Two recommendations have been completed and three recommendations are in progress. "
        "We made no recommendations last year.\n"
    )
    assert [(t.number, t.what, t.unit) for t in register(tmp_path, text).totals] == [
        (1, "high", "actions"),
        (3, "medium", "actions"),
        (2, "low", "actions"),
        (2, "have been completed", "recommendations"),
        (3, "are in progress", "recommendations"),
    ]


NEW_POINTS = """---
title: Night Desk Follow-up
kind: follow-up audit
force: Wexshire Police
published: 2026-02-27
---

# New points

N1. The key log shows three withdrawals with no name. Management will find out who took them.
[Head of Stores; 17 April 2026; Medium]

N2. The safe is insured for half of what it holds. Management will raise the cover.

[Chief Finance Officer; 30 April 2026; High]
"""


def test_a_bracket_under_a_numbered_point_tells_owner_date_and_priority(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(NEW_POINTS)
    items = register_of(read_here(path)).items
    told = [
        (i.number, i.owners[0].value, i.deadline, i.priorities[0].value, i.family) for i in items
    ]
    assert told == [
        ("N1", "Head of Stores", date(2026, 4, 17), "Medium", "management action"),
        ("N2", "Chief Finance Officer", date(2026, 4, 30), "High", "management action"),
    ]


def test_a_response_that_tells_what_is_done_asks_for_nothing(tmp_path: Path) -> None:
    path = tmp_path / "b.md"
    path.write_text(
        NEW_POINTS.partition("# New points")[0].replace("follow-up audit", "PCC response")
        + "# The areas for improvement\n\n9. I set out the plans of the force for each of them, "
        "with who leads and by which day.\n\n10. Keys: the log has been mended and each desk "
        "of the force has had a copy of it since the spring.\n"
    )
    assert register_of(read_here(path)).items == ()


def test_a_long_point_under_the_name_of_a_family_is_one_in_a_response_too(tmp_path: Path) -> None:
    path = tmp_path / "c.md"
    path.write_text(
        NEW_POINTS.partition("# New points")[0].replace("follow-up audit", "PCC response")
        + "# The night desk\n\nAreas for improvement:\n\n- Umbrellas go back late at every desk\n"
        "- The force has spent money on new racks for umbrellas at the night desk, yet several of "
        "them still stand empty\n"
    )
    assert [i.family for i in register_of(read_here(path)).items] == ["area for improvement"] * 2


PAPER = """# Written update from the Chief Constable

To: Ada Finch, Police and Crime Commissioner for Wexshire

Position at: 30 April 2026

## 1. The cause of concern

The inspectorate (HMICFRS) reported in 2025.

1.1 **Recommendation 1, night cover.** By 31 December 2025 we had to staff each desk at night. Chief Inspector Ben Hale, Call Handling, leads. Cover is at 90%. Amber.

1.2 **Recommendation 2, call logs.** This was also due by 31 December 2025. The Head of Calls leads. I now expect to finish on 31 August 2026. Red.

1.3 Recommendation 2, made last year, was hard to meet. We did our best.

## 2. Actions from earlier meetings

25/54
: Send the list of desks. *Head of Calls.* Done: list received 14 January 2026.

25/58
: Show the cost of a new desk. *Ada Bell.* Overdue: it was promised for 31 March 2026.
"""  # noqa: E501 (a paragraph is one line)


def test_paragraphs_that_tell_of_their_items_give_owner_dates_and_state(tmp_path: Path) -> None:
    one, two, *_ = register(tmp_path, PAPER).items
    assert one.text.value == (
        "night cover. By 31 December 2025 we had to staff each desk at night."
    )
    assert [o.value for o in one.owners] == ["Chief Inspector Ben Hale, Call Handling"]
    assert one.deadline == date(2025, 12, 31)
    assert [(s.value, s.stated_by) for s in one.statuses] == [("Amber", "the Chief Constable")]
    assert [o.value for o in two.owners] == ["Head of Calls"]
    assert (two.deadline, [d.value for d in two.earlier]) == (
        date(2026, 8, 31), ["31 December 2025"],
    )  # fmt: skip
    assert one.responses[0].text.value.endswith("Cover is at 90%. Amber.")


def test_numbers_explained_by_their_items_tell_owner_and_state(tmp_path: Path) -> None:
    found = {item.number: item for item in register(tmp_path, PAPER).items}
    assert found.keys() == {"1", "2", "25/54", "25/58"}
    late = found["25/58"]
    assert (late.text.value, late.deadline) == ("Show the cost of a new desk.", date(2026, 3, 31))
    assert [o.value for o in late.owners] == ["Ada Bell"]
    assert [s.value for s in late.statuses] == ["Overdue: it was promised for 31 March 2026."]
    assert [o.value for o in found["25/54"].owners] == ["Head of Calls"]


CARDS = """# Internal audit report 3.25/26: Keys

Bartle Audit LLP

## K1 - One key to the store

Priority: High
Lead: Head of Estates
Finish by: 30 June 2026
Reply: Accepted

**Agreed action.** Fit a second lock.

**State of play.** Management tells us that this was finished on 2 March 2026. We did not look.

## K2 - No induction

Priority: Low
Lead: Head of Training
Finish by: 31 July 2026
Reply: Not accepted

**Proposed action.** Write an induction for cover staff.

**State of play.** Management takes the risk, as it plans to end all cover in 2027.
"""


def test_a_card_tells_replies_and_what_its_state_of_play_says(tmp_path: Path) -> None:
    one, two = registered([report_of(tmp_path, CARDS)]).items
    assert [(s.value, s.stated_by) for s in one.statuses] == [
        ("was finished on 2 March 2026", "the Force")
    ]
    assert [(s.value, s.stated_by) for s in two.statuses] == [("Not accepted", "management")]
    assert "Management takes the risk, as it plans to end all cover in 2027." in [
        r.text.value for r in two.responses
    ]


QUESTIONS = """# Fraud in Wexshire: an inspection

## Our judgments

- **Good**
  - Question 3: How well does the force warn people?
- **Requires improvement**
  - Question 1: How well is the force led?
  - Question 2: How well does the force know its demand?

## Question 1: Leadership

*Requires improvement*

The plan is two years old.

## Question 3: Warnings

Good

Six officers cover the area.

## Working with others

*Not graded*

Nobody could show us who does what.
"""


def test_areas_under_their_grades_are_judged_once(tmp_path: Path) -> None:
    assert [(j.area, j.grade) for j in register(tmp_path, QUESTIONS).judgements] == [
        ("Question 3: How well does the force warn people?", "Good"),
        ("Question 1: How well is the force led?", "Requires improvement"),
        ("Question 2: How well does the force know its demand?", "Requires improvement"),
        ("Working with others", "Not graded"),
    ]


FINISHED = """           FOLLOW-UP OF EARLIER ACTIONS
           Issued 27 February 2026

REF      GRADE    WHAT WAS AGREED                               POSITION
------------------------------------------------------------------------
ND-1     High     Count the keys in front of a second           DONE
                  person
         Lead post ......... Head of Stores
         First date ........ 30/09/2025        Finished ....... 03/11/2025

ND-2     Low      Label the keys                                NOT STARTED
         Lead post ......... Head of Stores
         First date ........ 30/09/2025        Date now ....... 31/03/2026
"""


def test_the_day_on_which_an_item_was_finished_stands_with_its_status(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FINISHED)
    one, two = register_of(read_here(path)).items
    assert [s.value for s in one.statuses] == ["DONE", "Finished 03/11/2025"]
    assert position(one, date(2026, 3, 1)).late == ""  # not: when it was done is not stated
    assert [s.value for s in two.statuses] == ["NOT STARTED"]


def test_what_is_asked_of_a_constabulary_is_asked_of_a_force() -> None:
    bodies = (
        "Eastmoor Constabulary",
        "the constabulary",
        "Eastmoor Police",
        "the College of Policing",
    )
    span = Span("r", "s", 0, 4, "text", 1)
    held = [
        Item("i", "recommendation", "r", "1", "", "", Field("text", span), (), addressees=(body,))
        for body in bodies
    ]
    assert [to_force(item) for item in held] == [True, True, True, False]
