"""Owners, days, ranks and states told in ways that no column or label announces: all invented."""

from pathlib import Path

from registers import held

from corpus.register import Item

TITLE = "# Lost umbrellas: internal audit report\n\nPublished 5 January 2026\n\n"


def items(folder: Path, text: str) -> list[Item]:
    return list(held(folder, [TITLE + text]).register.items)


def fields(item: Item) -> tuple[list[str], list[str], list[str]]:
    """The owners, deadlines and priorities of an item."""
    return (
        [f.value for f in item.owners],
        [f.value for f in item.deadlines],
        [f.value for f in item.priorities],
    )


def test_columns_under_names_never_met_tell_what_their_cells_are(tmp_path: Path) -> None:
    table = """## Actions

| Ref | Agreed action | Baton | Finish line | Heat | Weather |
|---|---|---|---|---|---|
| 1 | Label each umbrella when it is found | Head of Stores | 5 May 2026 | High | Under way |
| 2 | Weigh the wet ones before they are hung | DCI Hale | June 2026 | Low | Not started |
"""
    first, second = items(tmp_path, table)
    assert fields(first) == (["Head of Stores"], ["5 May 2026"], ["High"])
    assert fields(second) == (["DCI Hale"], ["June 2026"], ["Low"])
    assert [s.value for i in (first, second) for s in i.statuses] == ["Under way", "Not started"]


def test_a_column_of_holders_is_no_column_of_actions(tmp_path: Path) -> None:
    told = """## Recommendations

**Recommendation 1:** The force should label each umbrella.

**Recommendation 2:** The force should weigh the wet ones.

## Delivery

| Rec | Action holder | ECD |
|---|---|---|
| 1 | Head of Stores | 5 May 2026 |
| 2 | DCI Hale | 6 June 2026 |
"""
    first, second = items(tmp_path, told)
    assert fields(first)[:2] == (["Head of Stores"], ["5 May 2026"])
    assert fields(second)[:2] == (["DCI Hale"], ["6 June 2026"])


def test_a_line_of_parts_needs_no_name_before_a_day_or_a_rank(tmp_path: Path) -> None:
    told = """## Recommendation 1

The force should label each umbrella.

Action holder: Head of Stores | By 5 May 2026 | Priority 2
"""
    (only,) = items(tmp_path, told)
    assert fields(only) == (["Head of Stores"], ["5 May 2026"], ["Priority 2"])


def test_sentences_behind_an_item_tell_who_sees_to_it_and_by_when(tmp_path: Path) -> None:
    told = """## Recommendations

**Recommendation 1:** The force should label each umbrella.

Superintendent Orr will see to this by the end of May 2026. We rate it as medium priority.

**Recommendation 2:** The force should weigh the wet ones.

It fell to the Fleet Manager. The scales of the old store were sold by 4 March 2025.
"""
    first, second = items(tmp_path, told)
    assert fields(first) == (["Superintendent Orr"], ["end of May 2026"], ["medium priority"])
    assert fields(second) == (["Fleet Manager"], [], [])


def test_sentences_about_something_else_tell_nothing_of_an_item(tmp_path: Path) -> None:
    told = """## Recommendations

**Recommendation 1:** The force should label each umbrella.

The Head of Estates sold the old store. Rain was heavy before 4 March 2025, which matters.
"""
    (only,) = items(tmp_path, told)
    assert fields(only) == ([], [], [])


def test_a_heading_tells_the_rank_the_state_or_the_owner_of_all_under_it(tmp_path: Path) -> None:
    told = """## High priority

- 12/24. Label each umbrella when it is found. (Head of Stores, by 5 May 2026)
- 14/24. Weigh the wet ones before they are hung. (DCI Hale, by 6 June 2026)

## Overdue

- 09/24. Dry the floor of the store. (Head of Estates)
- 11/24. Sell what is left. (Head of Stores)

## For the Chief Executive

### Recommendation 3

The rack should be moved.
"""
    first, second, third, _, last = items(tmp_path, told)
    assert fields(first) == (["Head of Stores"], ["5 May 2026"], ["High priority"])
    assert fields(second) == (["DCI Hale"], ["6 June 2026"], ["High priority"])
    assert (fields(third)[0], [s.value for s in third.statuses]) == (
        ["Head of Estates"],
        ["Overdue"],
    )
    assert fields(last) == (["Chief Executive"], [], [])


def test_an_action_that_only_names_who_asks_what_stands_over_it(tmp_path: Path) -> None:
    minutes = """# Minutes of the Umbrella Board

Held on 5 January 2026

## 3. Budget

Sales fell. Members asked for a paper on rain to be brought to the next meeting.

**Action: Treasurer**

A note on wet floors will be circulated.

**ACTION: ACC Dunn, 5 May 2026**
"""
    first, second = held(tmp_path, [minutes]).register.items
    asked = "Members asked for a paper on rain to be brought to the next meeting."
    assert (first.text.value, fields(first)) == (asked, (["Treasurer"], ["the next meeting"], []))
    assert fields(second) == (["ACC Dunn"], ["5 May 2026"], [])


def test_what_management_answers_in_an_audit_tells_who_acts_and_by_when(tmp_path: Path) -> None:
    told = """## 1. Keys

**Recommendation (High):** The force should log the keys of every store.

**Management response:** Agreed. The Head of Stores will introduce a log by 31 March 2026.
"""
    (only,) = items(tmp_path, told)
    assert fields(only) == (["Head of Stores"], ["31 March 2026"], ["High"])


def test_a_column_that_names_people_is_no_column_of_days(tmp_path: Path) -> None:
    table = """## Actions

| Action | By |
|---|---|
| Send the list of umbrellas to the clerk | Ms Hart |
| Bring a paper on the racks in the hall | ACC Dunn |
"""
    first, second = items(tmp_path, table)
    assert (fields(first), fields(second)) == ((["Ms Hart"], [], []), (["ACC Dunn"], [], []))


def test_a_lead_tells_who_acts_on_the_list_under_it_and_by_when(tmp_path: Path) -> None:
    letter = """# My visit to the umbrella store

5 January 2026

Dear Chief Constable

All of these fall to the Head of Stores and are due by 31 May 2026.

1. Replace the cracked racks.
2. Mend the door.

Superintendent Orr is asked to deal with the following.

3. Dry the floor.

Points 1 and 3 are under way; the rest are on track.
"""
    first, second, third = held(tmp_path, [letter]).register.items
    assert [i.number for i in (first, second, third)] == ["1", "2", "3"]
    assert fields(first) == fields(second) == (["Head of Stores"], ["31 May 2026"], [])
    assert fields(third) == (["Superintendent Orr"], [], [])
    told = [[s.value for s in i.statuses] for i in (first, second, third)]
    assert told == [["are under way"], ["are on track"], ["are under way"]]


def test_a_list_of_what_was_seen_or_of_questions_asks_for_nothing(tmp_path: Path) -> None:
    letter = """# My visit to the umbrella store

5 January 2026

I asked about the following:

- the racks in the hall of the store
- the floor under the racks

We saw these on the day.

- A wet floor near the north door
- A rack of wet umbrellas
"""
    assert held(tmp_path, [letter]).register.items == ()
