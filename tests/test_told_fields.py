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
