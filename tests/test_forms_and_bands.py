"""Forms of four columns, bands over rows, lists with verdicts, notes of meetings: all invented."""

from datetime import date
from pathlib import Path

import pytest

from corpus.claim import registered
from corpus.read import read_here
from corpus.register import Item, Register
from corpus.report import Report

FORM = """<html><body><h1>Wexshire kennels inspection: joint response</h1>
<p>From the Chief Constable<br>Section 55, Police Act 1996<br>Report published: 3 March 2026<br>
Response published: 28 April 2026</p>
<h2>Form 1. Wet bedding</h2>
<table><tr><th>Source</th><td>Recommendation 1</td><th>Accepted?</th><td>Yes</td></tr>
<tr><th>Lead</th><td>Head of Kennels</td><th>Finish by</th><td>30 June 2026</td></tr>
<tr><th>What we will do</th><td colspan="3">Buy raised beds.</td></tr>
<tr><th>Commissioner</th><td colspan="3">Satisfied.</td></tr></table>
<h2>Form 2. Loose gates</h2>
<table><tr><th>Source</th><td>Recommendation 2</td><th>Accepted?</th><td>In part</td></tr>
<tr><th>Lead</th><td>Head of Estates</td><th>Finish by</th><td>31 July 2026</td></tr>
<tr><th>What we will do</th><td colspan="3">Done. Each of the nine gates now has a spring and a
second latch, and the dog handler on duty signs for both at the start and the end of a shift.</td>
</tr></table></body></html>
"""
PIPED = """# Wexshire kennels: response to the inspection

## Form 1. Wet bedding

| Source | Recommendation 1 | Accepted? | Yes |
|---|---|---|---|
| Lead | Head of Kennels | Finish by | 30 June 2026 |
| What we will do | Buy raised beds. | | |
"""
TRACKER = """# Recommendations tracker

Position at 31 May 2026

## Table 1: Kennels (published 3 March 2026)

Two areas for improvement.

| Item | In short | Lead | Target | Stands at |
|---|---|---|---|---|
| K1 | Raised beds | Head of Kennels | 30/06/2026 | On course 40 of 52 beds came by boat in May |
| K2 | Springs on gates | Head of Estates | 31/07/2026 | Behind no springs to be had |

## Table 2: Horses (published 4 April 2026)

| Ref | In short | Lead | Target | Stands at |
|---|---|---|---|---|
| Recommendations under the cause of concern | | | | |
| H1 | Shoe them monthly | Head of Horses | 30/06/2026 | On course |
| Areas for improvement | | | | |
| H2 | Dry the hay | Head of Estates | 31/07/2026 | Behind |

## Table 3: Geese, a national report

| Recommendation | Addressed to | Deadline | Evidence, and lead |
|---|---|---|---|
| Closed by HMICFRS | | | |
| 2. Name a keeper of geese | Chief constables | 31 December 2025 | Named in May; Head of Geese |
| Still open | | | |
| 1. Count the geese | Chief constables | 30 June 2026 | Not begun; Head of Birds |
| Nothing for Wexshire to do | | | |
| 3. Amend the guidance | Home Office | 30 June 2026 | – |
"""
VERDICTS = """# Wexshire: inspection of kennels

Published 3 March 2026 by the inspectorate

## What became of our 2021 recommendations

We made three recommendations in 2021. Our view of each is now:

1. Count the dogs each night – *achieved*
2. Mend the kennel roof – *not achieved*
3. Walk the dogs twice a day – *partly achieved*
"""
NOTE = """POLICE AND CRIME COMMISSIONER FOR WEXSHIRE
Animals Board
Note of the 4th meeting, Tuesday 19 May 2026, Town Hall

Figures
-------
8   The Head of Kennels told the figures.
    * Dogs fed on time: 91%.
    * Dogs walked: 88%.

Who does what
-------------
20  These were agreed:
    - DCC Moss brings the paper on hay to the July meeting.
    - By 12 June 2026, ACC Tarn to send the first count of geese.
    - Ch Insp Reed: a note on the lost dog, by 5 June 2026.
    - The Chief Constable will explain the drop in walks.
        . Due 26 June 2026.
"""


def reports_in(folder: Path, **files: str) -> list[Report]:
    reports = []
    for name, text in files.items():
        path = folder / name.replace("_", ".")
        path.write_text(text, encoding="utf-8")
        reports += read_here(path)
    return reports


def told(folder: Path, **files: str) -> Register:
    return registered(reports_in(folder, **files))


def by_number(register: Register) -> dict[str, Item]:
    return {item.number: item for item in register.items}


def owners(item: Item) -> list[str]:
    return [owner.value for owner in item.owners]


def states(item: Item) -> list[str]:
    return [status.value for status in item.statuses]


@pytest.mark.parametrize("name", ["form_html", "form_md"])
def test_a_form_of_four_columns_tells_what_is_promised_by_whom_and_when(
    tmp_path: Path, name: str
) -> None:
    found = by_number(told(tmp_path, **{name: FORM if "html" in name else PIPED}))
    assert found["1"].text.value == "Buy raised beds."
    assert owners(found["1"]) == ["Head of Kennels"]
    assert found["1"].deadline == date(2026, 6, 30)


def test_a_form_that_says_that_the_work_is_done_states_it(tmp_path: Path) -> None:
    found = by_number(told(tmp_path, form_html=FORM))
    assert sorted(found) == ["1", "2"]
    assert states(found["2"]) == ["Done."]
    assert owners(found["2"]) == ["Head of Estates"]


def test_a_table_of_two_names_a_row_is_no_form(tmp_path: Path) -> None:
    table = "| Lead | Place | Due | Note |\n|---|---|---|---|\n| Ada | Yard | May | Old |\n"
    (report,) = reports_in(tmp_path, page_md=f"# Yards\n\n{table}")
    assert [b.kind for s in report.sections for b in s.blocks][-2:] == ["head", "row"]


def test_a_joint_response_is_known_by_its_own_day(tmp_path: Path) -> None:
    (report,) = reports_in(tmp_path, form_html=FORM)
    assert (report.kind, report.dated) == ("PCC response", date(2026, 4, 28))


def test_a_band_tells_how_the_rows_under_it_stand(tmp_path: Path) -> None:
    register = told(tmp_path, tracker_md=TRACKER)
    geese = [item for item in register.items if item.family == "recommendation"]
    stands = {item.number: states(item) for item in geese}
    assert stands["2"] == ["Closed by HMICFRS"]
    assert stands["1"] == ["Still open"]
    assert stands["3"] == ["Nothing for Wexshire to do"]


def test_a_column_of_evidence_and_lead_names_the_lead_last(tmp_path: Path) -> None:
    found = by_number(told(tmp_path, tracker_md=TRACKER))
    assert owners(found["1"]) == ["Head of Birds"]
    assert found["1"].text.value == "Count the geese"


def test_a_band_or_a_sentence_above_tells_the_family_of_rows(tmp_path: Path) -> None:
    found = by_number(told(tmp_path, tracker_md=TRACKER))
    family = {number: found[number].family for number in ("K1", "K2", "H1", "H2")}
    assert family == {
        "K1": "area for improvement",
        "K2": "area for improvement",
        "H1": "recommendation",
        "H2": "area for improvement",
    }


def test_numbered_tables_give_their_topics_as_areas(tmp_path: Path) -> None:
    found = by_number(told(tmp_path, tracker_md=TRACKER))
    assert (found["K1"].area, found["H2"].area) == ("Kennels", "Horses")


def test_a_state_that_opens_each_cell_of_a_column_is_the_status(tmp_path: Path) -> None:
    found = by_number(told(tmp_path, tracker_md=TRACKER))
    assert states(found["K1"]) == ["On course"]


def test_a_list_of_earlier_asks_tells_what_became_of_each(tmp_path: Path) -> None:
    found = by_number(told(tmp_path, inspection_md=VERDICTS))
    assert found["2"].text.value == "Mend the kennel roof"
    assert all("2021" in item.id for item in found.values())
    assert [states(found[n]) for n in ("1", "2", "3")] == [
        ["achieved"],
        ["not achieved"],
        ["partly achieved"],
    ]


def test_a_note_of_a_meeting_tells_who_does_what_by_when(tmp_path: Path) -> None:
    (report,) = reports_in(tmp_path, note_txt=NOTE)
    assert report.kind == "minutes"
    tasks = registered([report]).items
    assert [owners(item) for item in tasks] == [
        ["DCC Moss"],
        ["ACC Tarn"],
        ["Ch Insp Reed"],
        ["Chief Constable"],
    ]
    assert [item.deadline for item in tasks] == [
        None,
        date(2026, 6, 12),
        date(2026, 6, 5),
        date(2026, 6, 26),
    ]


def test_points_under_a_numbered_paragraph_are_no_columns(tmp_path: Path) -> None:
    (report,) = reports_in(tmp_path, note_txt=NOTE)
    kinds = {s.heading: [b.kind for b in s.blocks] for s in report.sections}
    assert kinds["Figures"] == ["label", "paragraph", "item", "item"]
