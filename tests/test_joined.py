"""What a report answers to the items of another, in any layout."""

from datetime import date
from pathlib import Path

import pytest
from registers import Held, actions, audit, held

from corpus.register import Item

INSPECTION = """---
title: Lost property in Northshire
publisher: HMICFRS
kind: inspection report
force: Northshire Police
published: 2025-09-18
---

# Lost property in Northshire

## Finding things

### Area for improvement 1

The force should weigh each umbrella that is handed in.

### Area for improvement 2

The force should answer the telephone of the lost property office.

## Cause of concern

The force loses keys that the public hands in.

### Recommendations

1. By 31 March 2026, Northshire Police should label each key on the day.
2. By 30 June 2026, Northshire Police should train the night desk to store keys.
"""
FRONT = """---
title: {title}
kind: {kind}
force: Northshire Police
{date}
---

# {title}

"""
HEADED = """## AREAS FOR IMPROVEMENT

### Area for improvement 1 (umbrellas weighed)

#### The Chief Constable says

Accepted. Met on 4 November 2025. Scales stand on every desk. Lead: Head of Stores.

#### The Commissioner says

Not persuaded. A scale is not a weight.
"""
LINED = """## Answers

AFI 1 - umbrellas weighed

Chief Constable's reply: Accepted. Met on 4 November 2025. The lead is the Head of Stores.

Commissioner's comment: Not persuaded. A scale is not a weight.

AFI 2 - telephone of the office

Chief Constable's reply: Accepted in part. The telephone is answered by day.
"""
TABLED = """## What the force and the Commissioner say

| Ref | Force position | Commissioner's view |
|---|---|---|
| AFI 1 (weigh each umbrella) | Met on 4 November 2025 | Not persuaded |
"""


def joined(folder: Path, body: str, *, kind: str = "PCC response") -> Held:
    day = "date: 2025-12-01"
    title = "Response on lost property"
    return held(folder, [INSPECTION, FRONT.format(title=title, kind=kind, date=day) + body])


def stated(item: Item) -> list[tuple[str, str]]:
    return [(s.value, s.stated_by) for s in item.statuses]


@pytest.mark.parametrize("body", [HEADED, LINED, TABLED])
def test_both_sides_of_a_reply_are_joined_to_the_inspection_s_item(
    tmp_path: Path, body: str
) -> None:
    item = joined(tmp_path, body).item("AFI1")
    assert ("Met on 4 November 2025", "the Force") in stated(item)
    assert ("Not persuaded", "the PCC") in stated(item)


@pytest.mark.parametrize("body", [HEADED, LINED])
def test_who_leads_is_told_where_only_the_reply_names_it(tmp_path: Path, body: str) -> None:
    item = joined(tmp_path, body).item("AFI1")
    assert [owner.value for owner in item.owners] == ["Head of Stores"]


def test_a_title_of_an_item_is_no_item_beside_it(tmp_path: Path) -> None:
    items = [i for i in joined(tmp_path, LINED).register.items if i.family != "recommendation"]
    assert [i.number for i in items if i.family == "area for improvement"] == ["1", "2"]


def test_an_item_that_has_its_own_date_and_lead_stays_beside_a_tracker_s(tmp_path: Path) -> None:
    own = """## Areas

### Area for improvement 1

Weigh each umbrella.

Lead: Head of Stores

Due: 31 March 2026
"""
    found = joined(tmp_path, own)
    assert sum(i.family == "area for improvement" for i in found.register.items) == 3


def test_an_answer_that_shares_no_words_with_an_item_is_not_its_own(tmp_path: Path) -> None:
    body = HEADED.replace("umbrellas weighed", "horses fed").replace("lost property", "stables")
    front = FRONT.format(title="Response on stables", kind="PCC response", date="date: 2025-12-01")
    found = held(tmp_path, [INSPECTION, front + body])
    assert stated(found.item("AFI1")) == []


def test_a_follow_up_table_without_words_is_joined_by_its_references(tmp_path: Path) -> None:
    row = "ND1 | The manager logs each handover. | High | Desk Manager | 31 March 2026"
    minutes = (
        FRONT.format(title="Audit Committee", kind="minutes", date="date: 2026-03-12")
        + """
## 5. Night Desk Audit: follow-up

| Ref | Management's status | Auditor's view | Note |
|---|---|---|---|
| ND1 | Implemented | Partly implemented | Two handovers were not logged. |
"""
    )
    item = held(tmp_path, [audit(actions(row)), minutes]).item("MAND1")
    assert stated(item) == [("Implemented", "the Force"), ("Partly implemented", "the auditor")]
    assert item.statuses[0].stated_on == date(2026, 3, 12)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("The action on the log of handovers (ND1) was not complete.", "was not complete"),
        ("The action on the tea urn (ND1) was not complete.", None),
    ],
)
def test_a_reference_in_running_text_is_the_item_whose_words_stand_by(
    tmp_path: Path, said: str, value: str | None
) -> None:
    row = "ND1 | The manager logs each handover by hand. | High | Desk Manager | 31 March 2026"
    minutes = FRONT.format(title="Holding to Account", kind="minutes", date="date: 2026-03-12")
    item = held(tmp_path, [audit(actions(row)), f"{minutes}\n## Other matters\n\n{said}\n"]).item(
        "MAND1"
    )
    assert [s.value for s in item.statuses] == ([value] if value else [])


def test_recommendations_told_by_their_turn_stand_as_they_are_told(tmp_path: Path) -> None:
    body = """## Tracker

Of the two recommendations on keys that the public hands in, the force reported the first
complete and the second at risk, because few were trained.
"""
    found = joined(tmp_path, body, kind="minutes")
    assert stated(found.item("R1")) == [("complete", "the Force")]
    assert stated(found.item("R2")) == [("at risk", "the Force")]


def test_progress_in_a_later_part_of_a_report_is_of_its_own_day(tmp_path: Path) -> None:
    later = """
## Part 2: Progress (20 November 2026)

### Progress on recommendation 1 (keys)

Keys are labelled in most places.

Status: In progress
"""
    (status,) = held(tmp_path, [INSPECTION + later]).item("R1").statuses
    assert (status.value, status.stated_by) == ("In progress", "HMICFRS")
    assert status.stated_on == date(2026, 11, 20)


def test_who_does_not_agree_that_it_is_complete_does_not_say_that_it_is(tmp_path: Path) -> None:
    body = """## The Chief Constable's comments

Recommendation 1 (labels on keys). The Force regards this as complete.

## The Commissioner's comments

I do not agree that recommendation 1 is complete.
"""
    assert stated(joined(tmp_path, body).item("R1")) == [
        ("regards this as complete", "the Force"),
        ("do not agree that recommendation 1 is complete", "the PCC"),
    ]


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("was reopened in December, and was completed again on 6 February 2026", "was completed"),
        ("was completed in May, and was reopened in December", "was reopened"),
    ],
)
def test_of_what_was_reopened_the_last_is_told(tmp_path: Path, said: str, value: str) -> None:
    row = "ND1 | The manager logs each handover. | High | Desk Manager | 31 March 2026"
    body = audit(actions(row) + f"\n## News\n\nAction ND1 {said}.\n")
    assert [s.value for s in held(tmp_path, [body]).item("MAND1").statuses] == [value]


def test_notes_under_a_table_belong_to_its_items(tmp_path: Path) -> None:
    plan = (
        FRONT.format(title="Delivery plan", kind="report", date="date: 2026-05-29")
        + """
## Plan

| Item | What is to be done | Owner | Due |
|---|---|---|---|
| IP1 | Paint the gate | Head of Estates | 31 March 2026 |
| IP2 | Mend the fence | Head of Estates | 31 May 2026 |

**Notes.** IP1: the paint has been ordered. IP2: the fence was mended in part.
"""
    )
    first, second = held(tmp_path, [plan]).register.items
    assert [r.text.value for r in first.responses] == ["the paint has been ordered."]
    assert [r.text.value for r in second.responses] == ["the fence was mended in part."]


def test_the_detail_of_a_table_s_action_gives_its_own_owner_and_date(tmp_path: Path) -> None:
    row = "ND1 | Log each handover. | High | Desk Manager | 31 March 2026"
    detail = """
## Findings

Logs are lost.

**Agreed (ND1):** the Head of Stores will log each handover by 31 May 2026.
"""
    item = held(tmp_path, [audit(actions(row) + detail)]).item("MAND1")
    assert [o.value for o in item.owners] == ["Desk Manager", "Head of Stores"]
    assert [d.value for d in item.deadlines] == ["31 March 2026", "31 May 2026"]


LETTER = """## The recommendations

4. On recommendation 1 (labelling each key) the Chief Constable tells me that labels were bought. The lead is Chief Inspector Dow, who keeps the stores. I accept.

5. As to recommendation 2 (training the night desk) the course runs in May. Inspector Ash leads. I accept it in part.
"""  # noqa: E501 (a paragraph is one line)


def test_a_letter_that_takes_up_a_recommendation_by_its_number_answers_it(tmp_path: Path) -> None:
    found = joined(tmp_path, LETTER)
    first, second = found.item("R1"), found.item("R2")
    assert [o.value for o in first.owners] == ["Chief Inspector Dow"]
    assert [o.value for o in second.owners] == ["Inspector Ash"]
    assert stated(first) == [("I accept", "Police and Crime Commissioner")]
    assert stated(second) == [("I accept it in part", "Police and Crime Commissioner")]
    assert "labels were bought" in first.responses[0].text.value
