"""Layouts in which reports of other bodies set what they ask for: all invented."""

from datetime import date
from pathlib import Path

import pytest

from corpus.claim import registered
from corpus.read import read_here
from corpus.register import Register

AUDIT = """# Kennels Audit

Internal audit report 3.25/26 for Wexshire Constabulary

Final report, 12 May 2026

## 1. Opinion

**Limited assurance**

The opinion covers the kennels alone.

## 2. How many actions

| Priority | Actions |
|---|---|
| High | 2 |
| Low | 1 |

## 3. Findings

### 3.1 Fences

**Management action 1.** Mend the fence of each run.

Owner: Kennel Manager
By when: 30 June 2026
Priority: High

### 3.2 Food

**Management action 2.** Weigh the food that is given out.

Owner: Head of Stores
By when: 31 July 2026
Priority: Low

## Appendix 1. Table of actions

| No. | Short title | Owner | Date |
|---|---|---|---|
| 1 | Fences | Head of Estates | 30 June 2026 |
| 2 | Food | Head of Stores | 31 July 2026 |

## Appendix 2. What our words mean

**Limited assurance:** the controls can be relied upon only in part.
"""
PEEL = """# PEEL 2025-27: Wexshire Constabulary

Published: 3 March 2026

## Managing offenders

### Cause of concern 1: sex offenders

The constabulary visits registered sex offenders too late.

**Recommendation 1.** By 30 June 2026, Wexshire Constabulary should make every overdue visit.

**Recommendation 2.** With immediate effect, Wexshire Constabulary should grade each risk.

### Area for improvement 1

**The constabulary should hold an exit interview with every officer who leaves.**

In 2025 it held 29 of 173.
"""
MINUTES = """# Holding to Account, 9 April 2026

Minutes of the meeting with the Chief Constable of Wexshire Constabulary

## 1. Matters arising

| Ref | What was asked | Lead | Due | Position |
|---|---|---|---|---|
| HA-01 | Count the empty posts | Head of People | 31 January 2026 | Open |
| HA-02 | Move the front desk | Head of Estates | 28 February 2026 | Closed |

## 2. Calls

Callers waited less. ACTION HA-03: Head of Contact to show waits by the hour by 31 May 2026.

## 3. Actions

### New

- **HA-04** The Head of People to price a bonus. Due: 30 June 2026.
"""
PAPER = """Joint audit committee for Wexshire Constabulary

9 June 2026, 2pm, Town Hall

| Item | Subject | Lead | Date | Force's view | Inspectorate's view |
|---|---|---|---|---|---|
| PEEL rec 1 | Overdue visits | Head of Crime | 30 June 2026 | Complete | Open |
| PEEL AFI 1 | Exit interviews with officers | Head of People | None | In progress | Open |

| Risk | Likelihood | Impact | What is being done |
|---|---|---|---|
| Visits stay overdue for want of people | 4 | 4 | New shift pattern is tried out |
"""


def register(folder: Path, *texts: str) -> Register:
    held = []
    for n, text in enumerate(texts):
        path = folder / f"{n}.md"
        path.write_text(text, encoding="utf-8")
        held += read_here(path)
    return registered(held)


def test_a_table_of_titles_tells_of_the_actions_told_before(tmp_path: Path) -> None:
    items = register(tmp_path, AUDIT).items
    assert [item.number for item in items] == ["1", "2"]
    assert [owner.value for owner in items[0].owners] == ["Kennel Manager", "Head of Estates"]


def test_a_count_of_actions_by_priority_gives_no_action_a_priority(tmp_path: Path) -> None:
    items = register(tmp_path, AUDIT).items
    assert [[p.value for p in item.priorities] for item in items] == [["High"], ["Low"]]


def test_an_opinion_in_bold_is_read_as_the_opinion(tmp_path: Path) -> None:
    told = register(tmp_path, AUDIT).judgements
    assert [(j.area, j.grade) for j in told] == [("Audit opinion", "Limited assurance")]


def test_a_word_with_its_meaning_after_a_colon_is_defined(tmp_path: Path) -> None:
    found = {d.short: d.expansion for d in register(tmp_path, AUDIT).definitions}
    assert found["Limited assurance"] == "the controls can be relied upon only in part."


def test_recommendations_in_the_card_of_a_concern_belong_to_it(tmp_path: Path) -> None:
    items = {i.number + i.family[0]: i for i in register(tmp_path, PEEL).items}
    concern = items["1c"]
    assert items["1r"].concern == items["2r"].concern == concern.id
    assert items["1r"].deadline == date(2026, 6, 30)


def test_a_sentence_in_bold_is_the_text_of_its_area_for_improvement(tmp_path: Path) -> None:
    items = {i.family: i for i in register(tmp_path, PEEL).items}
    words = items["area for improvement"].text.value
    assert words.startswith("The constabulary should hold an exit interview")


@pytest.mark.parametrize(
    ("number", "owner", "deadline"),
    [
        ("HA-01", "Head of People", date(2026, 1, 31)),
        ("HA-03", "Head of Contact", date(2026, 5, 31)),
        ("HA-04", "Head of People", date(2026, 6, 30)),
    ],
)
def test_actions_in_tables_sentences_and_points_are_read(
    tmp_path: Path, number: str, owner: str, deadline: date
) -> None:
    item = next(i for i in register(tmp_path, MINUTES).items if i.number == number)
    assert ([o.value for o in item.owners], item.deadline) == ([owner], deadline)


def test_the_views_of_two_bodies_stand_side_by_side(tmp_path: Path) -> None:
    items = register(tmp_path, PAPER).items
    first = next(item for item in items if item.family == "recommendation")
    assert (first.label, first.owners[0].value) == ("PEEL recommendation 1", "Head of Crime")
    told = {(status.stated_by, status.value) for status in first.statuses}
    assert told == {("the Force", "Complete"), ("the inspectorate", "Open")}


def test_a_table_of_risks_asks_for_nothing(tmp_path: Path) -> None:
    words = [item.text.value for item in register(tmp_path, PAPER).items]
    assert not any("shift pattern" in text for text in words)


def test_a_status_told_in_another_report_stands_with_the_item_itself(tmp_path: Path) -> None:
    items = register(tmp_path, PEEL, PAPER).items
    own = next(i for i in items if i.family == "recommendation" and "should" in i.text.value)
    assert ("the Force", "Complete") in {(s.stated_by, s.value) for s in own.statuses}


FORM = """FORM R55
Office of the Police and Crime Commissioner for Wexshire
RESPONSE TO A REPORT OF HM INSPECTORATE
==========================================================

PART 1: GRADES

   Preventing crime .......... Good
   Responding to the public .... Adequate
   Managing offenders ........ Adequate

----------------------------------------------------------
RECOMMENDATIONS
----------------------------------------------------------

RECOMMENDATION 1
Asked for        Grade the risk to each missing child within one hour of the
                 first call, and check the grading.
Reply            Accepted in part
Lead             Head of Crime
Target date      31 July 2026
Commissioner     Not content. Children placed here from elsewhere are the ones
                 most at risk.
----------------------------------------------------------
"""


ASKED = (
    "Grade the risk to each missing child within one hour of the first call, and check the grading."
)


def test_a_form_is_read_to_the_last_line_of_each_field(tmp_path: Path) -> None:
    path = tmp_path / "form.txt"
    path.write_text(FORM, encoding="utf-8")
    found = registered(read_here(path))
    [item] = found.items
    assert " ".join(item.text.value.split()) == ASKED
    assert {(s.stated_by, s.value) for s in item.statuses} == {
        ("the Force", "Accepted in part"),
        ("the PCC", "Not content."),
    }
    assert "most at risk" in " ".join(r.text.value for r in item.responses)


def test_dotted_leaders_set_a_grade_beside_its_area(tmp_path: Path) -> None:
    path = tmp_path / "form.txt"
    path.write_text(FORM, encoding="utf-8")
    told = {j.area: j.grade for j in registered(read_here(path)).judgements}
    assert told["Preventing crime"] == "Good"
    assert told["Managing offenders"] == "Adequate"
