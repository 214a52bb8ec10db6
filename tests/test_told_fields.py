"""Fields of items in the many ways in which reports tell them: all of it invented."""

from pathlib import Path

import pytest

from corpus.claim import registered
from corpus.read import read
from corpus.register import Item


def items_of(folder: Path, text: str, name: str = "report.md") -> list[Item]:
    """The items of a report with these words."""
    (folder / name).write_text(text, encoding="utf-8")
    return list(registered(read(folder / name)).items)


def told(item: Item) -> tuple[list[str], list[str], list[str], list[str]]:
    """Owners, deadlines, priorities and statuses as printed."""
    return (
        [field.value for field in item.owners],
        [field.value for field in item.deadlines],
        [field.value for field in item.priorities],
        [status.value for status in item.statuses],
    )


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("The force should mend the gate by 24 October.", "24 October"),
        ("The force should mend the gate before Christmas.", "Christmas"),
        ("Within six months the force should mend the gate.", "Within six months"),
        ("The force should mend the gate within 12 weeks.", "within 12 weeks"),
        ("The force should bring a plan to the June meeting.", "the June meeting"),
        ("The force should mend the gate within 24 hours of a fault.", ""),
        ("The force should mend gates that may creak.", ""),
    ],
)
def test_a_day_may_be_told_without_a_year(tmp_path: Path, words: str, day: str) -> None:
    item = items_of(tmp_path, f"# Gates of Wexshire Police\n\n## Recommendation 1\n\n{words}\n")[0]
    assert told(item)[1] == ([day] if day else [])


PLAN = """# Plan for the gates of Wexshire Police

## What we are doing

| Ref | For | Action |
|---|---|---|
| 01 | Yard | Mend the gate in the yard |
| 02 | Store | Paint every wall of the store |

## Who and when

| Ref | Person | Start | Finish | BRAG | Last update |
|---|---|---|---|---|---|
| 01 | Head of Estates | 01/09/25 | 31/12/25 | B | Two hinges are on |
| 02 | Ada Finch | 01/10/25 | Recurring | – | On hold until May |
"""


def test_a_second_table_of_nothing_but_fields_tells_of_the_rows_it_numbers(tmp_path: Path) -> None:
    gate, wall = items_of(tmp_path, PLAN)
    assert told(gate) == (["Head of Estates"], ["31/12/25"], [], ["B"])
    assert told(wall) == (["Ada Finch"], ["Recurring"], [], ["On hold until May"])


def test_a_second_table_with_words_of_its_own_tells_of_nothing_else(tmp_path: Path) -> None:
    measures = PLAN.replace("Person", "Measure").replace("Head of Estates", "Crimes solved")
    assert all(not item.statuses and not item.deadlines for item in items_of(tmp_path, measures))


def test_a_column_of_colours_beside_an_account_tells_how_rows_stand(tmp_path: Path) -> None:
    text = """# Plan of Wexshire Police

| Commitment | Who leads / by when | Where we are | Now |
|---|---|---|---|
| 1.1 Mend the gate in the yard | Custody Inspectors 5 May 2026 | It broke in June. | Amber |
| 1.2 Paint every wall of the store | Head of Estates immediate | One wall is white. | Delivered |
"""
    gate, wall = items_of(tmp_path, text)
    assert told(gate)[:2] == (["Custody Inspectors"], ["5 May 2026"])
    assert told(gate)[3][-1] == "Amber"
    assert told(wall)[3][-1] == "Delivered"


def test_a_column_of_findings_that_are_states_tells_how_rows_stand(tmp_path: Path) -> None:
    text = """# Return to Wexshire Police

| No | Recommendation | For | Finding |
|---|---|---|---|
| 1 | Mend the gate in the yard | Police | Not met |
| 2 | Paint every wall of the store | Both | Mostly met |
"""
    assert [told(item)[3] for item in items_of(tmp_path, text)] == [["Not met"], ["Mostly met"]]


def test_the_words_set_under_a_label_are_its_own_and_pairs_below_are_its_fields(
    tmp_path: Path,
) -> None:
    text = """WEXSHIRE POLICE: REPLY ABOUT THE YARD

Gates

  Action 1.1  The gate in the yard will be mended by the smith who made
              it, and then painted green.
              By whom:   Head of Estates, with the Smith's own
                         Apprentice
              By when:   Summer 2026
              Progress:  Hinges bought.

  Action 1.2  Every wall of the store will be painted.
              By whom:   Ada Finch
              By when:   31 May 2026
              Progress:  Not started.
"""
    gate, wall = items_of(tmp_path, text, "reply.txt")
    assert gate.text.value.endswith("painted green.")
    owner = "Head of Estates, with the Smith's own Apprentice"
    assert told(gate) == ([owner], ["Summer 2026"], [], ["Hinges bought."])
    assert told(wall) == (["Ada Finch"], ["31 May 2026"], [], ["Not started."])


def test_a_label_over_nothing_but_fields_tells_of_its_item_elsewhere(tmp_path: Path) -> None:
    text = """RETURN TO THE YARD OF WEXSHIRE POLICE

Recommendation 1
The force should mend the gate in the yard.

Recommendation 2
The force should paint every wall of the store.

WHAT IS LEFT

Rec 1   Urgency: high.  Lead: Head of Estates and Smith
        A. Thorpe.  To be done by: 31 March 2026.
Rec 2   Urgency: low.  Lead: Ada Finch.  To be done by: not settled.

Nobody was hurt.
"""
    gate, wall = items_of(tmp_path, text, "return.txt")
    owner = "Head of Estates and Smith A. Thorpe"
    assert told(gate)[:3] == ([owner], ["31 March 2026"], ["high"])
    assert told(wall)[:3] == (["Ada Finch"], ["not settled"], ["low"])


LEARNING = """# Learning from the yard: Wexshire Police

## Learning recommendation 1

We recommend that Wexshire Police mends the gate.

**Do you accept the recommendation?** Accepted in part

**Accepted action:** The smith has been sent for, and came with two new hinges on Monday.
This action is complete.

**Owner of the action:** Head of Estates

## Learning recommendation 2

We recommend that Wexshire Police paints the wall.

Not agreed. Paint is dear.
"""


def test_an_answer_on_the_card_of_an_item_tells_how_it_stands(tmp_path: Path) -> None:
    gate, wall = items_of(tmp_path, LEARNING)
    assert (gate.number, wall.number) == ("1", "2")
    assert told(gate) == (["Head of Estates"], [], [], ["Accepted in part", "is complete"])
    assert told(wall)[3] == ["Not agreed."]


def test_what_is_asked_may_stand_in_a_row_beside_any_name(tmp_path: Path) -> None:
    text = """# Comments of the Commissioner for Wexshire on the yard

## Recommendation 7

| What the report says | Forces should work with smiths to mend their gates. |
|---|---|
| The Chief Constable's response | Partly accepted. We will ask one. |
| Lead officer | Head of Estates |
| My comment | I regard this as a high priority. |
"""
    [gate] = items_of(tmp_path, text)
    assert gate.text.value.startswith("Forces should work")
    assert told(gate) == (["Head of Estates"], [], ["high priority"], ["Partly accepted."])


def test_a_state_that_closes_the_account_under_a_label_is_that_of_its_item(tmp_path: Path) -> None:
    text = """# Return to the yard of Wexshire Police

Inspectorate of Yards, 9 December 2025

## AFI 1

The force should mend the gate.

We pushed it six times. Closed.

## AFI 2

The force should paint the wall.

Half of it is white. That was promised for May. This is ongoing.
"""
    gate, wall = items_of(tmp_path, text)
    assert [told(gate)[3], told(wall)[3]] == [["Closed"], ["is ongoing"]]


def test_points_under_a_numbered_recommendation_are_part_of_it(tmp_path: Path) -> None:
    text = """# Gates: an inspection of Wexshire Police

## Recommendations

### Recommendations to chief constables

1. Chief constables should count their gates.
2. By 31 March 2026, chief constables should:
   - mend each gate; and
   - oil it.

### To local smiths

3. Smiths should keep a list of gates.

## Replies

| Recommendation | Reply | Responsible | Expected completion |
|---|---|---|---|
| 1 | Accepted in principle. A count begins in May. | Ada Finch | – |
| 2 | Accepted. All is oiled. Complete. | Head of Estates | 30 April 2026 |
| 3 | No smith has written. | | |
"""
    count, mend, smiths = items_of(tmp_path, text)
    assert [item.number for item in (count, mend, smiths)] == ["1", "2", "3"]
    assert mend.text.value.endswith("oil it.")
    assert told(count)[3] == ["Accepted in principle."]
    owners, days, _, states = told(mend)
    assert (owners, days[-1], states[-1]) == (["Head of Estates"], "30 April 2026", "Complete")


def test_a_bracket_of_a_reference_and_a_name_tells_what_was_agreed_before_it(
    tmp_path: Path,
) -> None:
    text = """# Minutes of the Wexshire Gates Forum

Meeting of 22 October 2025

## Gates

Mr Orr said that two gates were open. It was agreed that the gate in the yard
would be mended. [25/15 Head of Estates, 28 November]

The forum thanked the smith (Ada Finch, 2 May). She had mended six (see 25/11).

A list of gates will be kept. (Action: DCC Purvis, from January 2026, urgent)
"""
    gate, kept = items_of(tmp_path, text)
    assert gate.text.value == "It was agreed that the gate in the yard would be mended."
    assert told(gate)[:2] == (["Head of Estates"], ["28 November"])
    assert (gate.number, kept.text.value) == ("25/15", "A list of gates will be kept.")
    assert told(kept)[:3] == (["DCC Purvis"], ["January 2026"], ["urgent"])


def test_asks_that_each_head_an_account_closing_in_a_state_are_items(tmp_path: Path) -> None:
    text = """# Notes of the Wexshire gates panel

Meeting of 20 November 2025

## What became of July's points

The force should mend the gate in the yard

The smith came in May. The panel was content. Closed.

Officers should shut each gate behind them

Six of ten do. The panel will hear again in spring. Open.

## The stores

Sergeants should be proud of the stores

They are clean. The walls are white.
"""
    gate, shut = items_of(tmp_path, text)
    assert (told(gate)[3], told(shut)[3]) == (["Closed"], ["Open"])


def test_a_point_may_say_of_itself_how_it_stands(tmp_path: Path) -> None:
    text = """# Letter to the Chief Constable of Wexshire Police

6 October 2025

## What I asked of you in March

I asked that you would do the following:

- mend the gate in the yard. It swings, and I regard that as done;
- paint the wall of the store. That has been overtaken, because it fell.
"""
    gate, wall = items_of(tmp_path, text)
    assert told(gate)[3] == ["regard that as done"]
    assert told(wall)[3] == ["has been overtaken"]


def test_each_of_several_labelled_items_of_a_section_keeps_the_fields_behind_it(
    tmp_path: Path,
) -> None:
    text = """WEXSHIRE POLICE
INSPECTION OF GATES: OUR RESPONSE

Area for improvement 1: The force should mend the gate in the yard by day.

   What remains   One hinge is lost.
   Who            Head of Estates
   By             30 September 2026

Area for improvement 2: The force should paint every wall of the store.

   What remains   Nothing.
   Who            Ada Finch
   By             Completed January 2026
"""
    gate, wall = items_of(tmp_path, text, "response.txt")
    assert told(gate)[:2] == (["Head of Estates"], ["30 September 2026"])
    assert told(wall) == (["Ada Finch"], [], [], ["Completed January 2026"])


def test_an_answer_behind_an_ask_in_one_paragraph_is_no_part_of_it(tmp_path: Path) -> None:
    text = """# Panel report on gates, Wexshire Police

3 June 2025

## Recommendations and responses

**R1.** The force should mend the gate in the yard.
*Force response:* Partially accepted. Owner: Det Insp Hollis. Timescale: immediate.

**R2.** Every gate should be shut at night.
*Force response:* The force accepted this in part. It has no locks.
"""
    gate, shut = items_of(tmp_path, text)
    assert gate.text.value == "The force should mend the gate in the yard."
    assert told(gate) == (["Det Insp Hollis"], ["immediate"], [], ["Partially accepted."])
    assert told(shut)[3] == ["The force accepted this in part."]


def test_a_reference_over_a_line_of_fields_heads_an_item(tmp_path: Path) -> None:
    text = """# Gates panel of Wexshire Police: action log

14 May 2026

## GP-04

Share the list of gates with the smith.

Insp Farrow | Due June 2026 | In progress

## GP-05

Nobody came in May, and the gate stayed open.
"""
    [share] = items_of(tmp_path, text)
    assert share.number == "GP-04"
    assert told(share) == (["Insp Farrow"], ["June 2026"], [], ["In progress"])


def test_a_numbered_paragraph_may_say_who_leads_without_a_subject(tmp_path: Path) -> None:
    text = """# Plan of the Commissioner for Wexshire: delivery

## A safe yard

3.1 Mend the gate. Led by the Head of Estates and due by March 2026. It swings. Delivered.

3.2 The wall is white and was looked at twice.

3.3 Paint the door. Led by Ada Finch and due by 5 May 2026. Amber.
"""
    gate, door = items_of(tmp_path, text)
    assert (gate.number, door.number) == ("3.1", "3.3")
    assert told(gate) == (["Head of Estates"], ["March 2026"], [], ["Delivered"])
    assert told(door) == (["Ada Finch"], ["5 May 2026"], [], ["Amber"])


def test_cells_of_minutes_that_give_somebody_something_to_do_are_actions(tmp_path: Path) -> None:
    text = """# Minutes of the Wexshire Gates Board

Meeting of 4 September 2025

| Item | Discussion | Action |
|---|---|---|
| 1. Gates | Two were open. | DCC to mend them by 30 September. Clerk to visit the yard. |
| 2. Walls | All are white. | None. |
"""
    mend, visit = items_of(tmp_path, text)
    assert told(mend) == (["DCC"], ["30 September"], [], [])
    assert told(visit)[0] == ["Clerk"]


def test_paragraphs_of_a_letter_may_ask_in_turn(tmp_path: Path) -> None:
    text = """# Letter to the Chief Constable of Wexshire Police

3 March 2026

Thank you for your paper on gates. I have two requests.

First, please send me a list of gates. I should like to have it by 31 March.

Secondly, the wall must be painted. Det Supt Hay, who leads on this, says it will be by June.

I was glad to see the yard.
"""
    gates, wall = items_of(tmp_path, text)
    assert gates.text.value.startswith("please send me")
    assert told(gates)[1] == ["31 March"]
    assert told(wall)[:2] == (["Det Supt Hay"], ["June"])


def test_names_with_colons_set_in_columns_make_records(tmp_path: Path) -> None:
    text = """TRACKER OF WEXSHIRE POLICE, MARCH 2026

Ref:            YARD / AFI 3
What they said: The force should mend the gate in the
                yard.
Owner:          Head of Estates
Target:         June 2026

Ref:            YARD / AFI 4
What they said: The force should paint the wall.
Owner:          Ada Finch
Target:         May 2026
"""
    gate, wall = items_of(tmp_path, text, "tracker.txt")
    assert gate.text.value == "The force should mend the gate in the yard."
    assert (gate.number, wall.number) == ("YARD / AFI 3", "YARD / AFI 4")
    assert told(wall)[:2] == (["Ada Finch"], ["May 2026"])


def test_answers_under_the_points_of_a_list_tell_how_they_stand(tmp_path: Path) -> None:
    text = """GATES OVERSIGHT OFFICE

OUR RECOMMENDATIONS AND WHAT THE FORCE SAID

(1) Wexshire Police should mend the gate in the yard.

    Accepted. The Head of Estates will see to this by 30 April 2026. OPEN.

(2) Wexshire Police should paint every wall of the store.

    Under consideration. Paint is dear. CLOSED.
"""
    gate, wall = items_of(tmp_path, text, "learning.txt")
    assert (gate.number, wall.number) == ("1", "2")
    assert told(gate) == (["Head of Estates"], ["30 April 2026"], [], ["OPEN"])
    assert told(wall)[3] == ["CLOSED"]


@pytest.mark.parametrize(
    ("answer", "states"),
    [
        ("Agreed. The Head of Estates will see to this.", []),
        ("We accept this recommendation. Paint has been found for it.", []),
        ("Accepted in part. There is no paint.", ["Accepted in part."]),
        ("Not agreed. There is no paint.", ["Not agreed."]),
    ],
)
def test_that_somebody_agrees_says_nothing_of_how_it_stands(
    tmp_path: Path, answer: str, states: list[str]
) -> None:
    text = f"""# Review of the gates of Wexshire Police

## Recommendation 1

The force should paint the gate in the yard.

{answer}
"""
    assert told(items_of(tmp_path, text)[0])[3] == states


def test_what_management_agrees_to_in_part_in_an_audit_is_no_state(tmp_path: Path) -> None:
    text = """# Internal audit of the gates of Wexshire Police

## Recommendation 1

The force should paint the gate in the yard.

Management agreed this recommendation, but not for the yard. There is no paint.
"""
    assert told(items_of(tmp_path, text)[0])[3] == []


def test_a_reply_with_a_lead_in_it_is_no_item(tmp_path: Path) -> None:
    text = """COMMENTS OF THE COMMISSIONER FOR WEXSHIRE

AREAS FOR IMPROVEMENT

Area for improvement 1 (open gates)

The Chief Constable says: Accepted. In hand. Two hinges came on Monday and the
smith will be back in May with the last of them.
Lead: Head of Estates.

The Commissioner says: Not satisfied. A gate without a hinge is a hole.
"""
    assert items_of(tmp_path, text, "comments.txt") == []


def test_a_day_counts_before_a_meeting_that_a_sentence_names_too(tmp_path: Path) -> None:
    text = """# Minutes of the Wexshire Gates Board

Meeting of 4 May 2026

## Actions

- Clerk to ask the smith to the September meeting by 29 May 2026.
- Treasurer to bring the price of hinges to the July meeting.
"""
    smith, price = items_of(tmp_path, text)
    assert (told(smith)[1], told(price)[1]) == (["29 May 2026"], ["the July meeting"])


def test_a_letter_recommends_in_its_own_words(tmp_path: Path) -> None:
    text = """# Visit to the yard of Wexshire Police

Dear Chief Constable

## Gates

2.1 Two gates were open.

2.2 We recommend that the gate in the yard is mended.
"""
    [gate] = items_of(tmp_path, text)
    assert gate.text.value == "We recommend that the gate in the yard is mended."


def test_what_is_put_forward_for_closure_stands_so(tmp_path: Path) -> None:
    text = """# Action log of the Wexshire Gates Board

## 3. Actions put forward for closure

| Ref | Action | Owner |
|---|---|---|
| G1 | Mend the gate in the yard | Ada Finch |

## 4. Others

- Clerk to paint the wall. She did this, and it is closed.
- Treasurer to buy the hinges.
"""
    gate, wall = items_of(tmp_path, text)[:2]
    assert told(gate)[3] == ["put forward for closure"]
    assert "is closed" in told(wall)[3]


def test_a_key_under_a_table_tells_what_its_marks_mean(tmp_path: Path) -> None:
    text = """# Plan for the gates of Wexshire Police

| No | Action | Owner | |
|---|---|---|---|
| 1 | Mend the gate in the yard | Ada Finch | ● |
| 2 | Paint every wall of the store | Head of Estates | ◐ |

Key: ● Finished  ◐ Part done  ○ Not begun
"""
    assert [told(item)[3] for item in items_of(tmp_path, text)] == [["Finished"], ["Part done"]]


def test_what_management_agrees_in_an_audit_says_nothing_of_how_it_stands(tmp_path: Path) -> None:
    text = """# Internal audit of the gates of Wexshire Police, 2.25/26

## Recommendation 1

The gate in the yard should be mended.

Agreed. A smith will be found.

## Recommendation 2

Every wall should be painted.

Not agreed. Paint is dear.
"""
    gate, wall = items_of(tmp_path, text)
    assert (told(gate)[3], told(wall)[3]) == ([], ["Not agreed."])
