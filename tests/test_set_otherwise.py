"""More ways in which reports set what they ask for, and what they answer: all invented."""

from datetime import date
from pathlib import Path

import pytest

from corpus.claim import registered
from corpus.read import read_here
from corpus.register import Item, Register

INSPECTION = """# Wexshire Constabulary: inspection 2025

Published 12 March 2025 by the Inspectorate of Constabulary

## Answering calls

**Grade: Inadequate**

### Area for improvement 1

**The force should answer the switchboard more quickly.** Callers waited for long.

> **Area for improvement 2**
> The force should ring back those who gave up.

### Recommendations

1. **Recommendation 1.** By 30 June 2025, the chief constable should train each operator.
2. **Recommendation 2.** By 30 September 2025, the chief constable should mend the recorder.
"""
RESPONSE = """OFFICE OF THE POLICE AND CRIME COMMISSIONER FOR WEXSHIRE

RESPONSE UNDER SECTION 55 OF THE POLICE ACT 1996
Inspection of Wexshire Constabulary 2025 (published 12 March 2025)

Date of this response: 6 May 2025


3. RESPONSE TO EACH RECOMMENDATION

Recommendation 1 (operators)
  Position: Accepted
  Lead officer: Superintendent Ada Moss
  Target date: 31 July 2025
  Status: Ongoing

Recommendation 2 (the tape machine)
  Position: Accepted in part
  Lead officer: Chief Inspector Owen Tarn
  Target date: 31 December 2025
  Status: Not started
"""
AUDIT = """<html><body><h1>Stores</h1>
<p>Internal audit report WX/06/2526<br>Wexshire Constabulary<br>FINAL - 9 March 2026</p>
<h2>At a glance</h2>
<table><tr><th>Ref</th><th>Subject</th><th>Priority</th><th>Lead</th><th>Finish by</th></tr>
<tr><td>ST1</td><td>Boots not counted</td><td>High</td><td>Head of Stores</td>
<td>30/04/2026</td></tr>
<tr><td>ST2</td><td>One key</td><td>Low</td><td>Storekeeper</td><td>31/05/2026</td></tr></table>
<h2>In full</h2>
<h3>ST1 &mdash; Boots not counted</h3>
<p>Priority: High<br>Lead: Head of Estates<br>Finish by: 30 April 2026</p>
<p><b>What we saw.</b> Forty pairs of boots had not been counted since the move in 2024, and
nobody knew.</p>
<p><b>Agreed action.</b> Count the boots each month.</p>
<p><b>State of play.</b> Not started.</p>
</body></html>
"""
NESTED = """# Update for the Commissioner

For the meeting of 21 May 2026, Wexshire Constabulary

## Areas for improvement

- **AFI A - answering the switchboard on time**
  - *Lead:* Superintendent Ada Moss
  - *Our date:* 31 January 2026
  - *Where we are:* Nine calls in ten are answered within a minute, as we had hoped. Amber.
- **AFI B - ringing back**
  - *Lead:* Chief Inspector Owen Tarn
  - *Our date:* 28 February 2026
  - *Where we are:* Nobody has begun, since the new line is not ready and will not be. Red.
"""
DOTTED = """FOLLOW-UP AUDIT
Wexshire Constabulary
Final report, 27 February 2026

C.  BOOTS
==========================================================================

REF      GRADE    WHAT WAS AGREED                               POSITION
--------------------------------------------------------------------------
BT-1     High     Count the boots in front of a second          PART DONE
                  person
         Lead post ......... Head of Stores
         First date ........ 31/07/2025        Date now ....... 30/04/2026
         We counted forty pairs.

BT-2     Low      Give the key to one keeper                    DONE
         Lead post ......... Storekeeper
         First date ........ 30/06/2025        Date now ....... unchanged
         We saw the key.
"""
MEETING = """# Boots and keys: scrutiny report

*Meeting held on Thursday 18 June 2026. Report published 3 July 2026.*

## Line of enquiry A

We heard that the boots are counted.

> **Action 26/31** Send us a monthly count. *(Det Supt Ada Moss; first count by 10 July 2026)*
>
> **Action 26/32** Write to the maker about the soles. *(Owen Tarn; 31 July 2026)*
"""
LED = """# Custody: an inspection of Wexshire Police

12 March 2025, HMICFRS

## Recommendation 1

By 30 June 2025, the force should:

- log each call that it drops; and
- ring back those who gave up.

Owner: Head of Contact

## Recommendation 2

The force should mend the recorder.

## Where they stand

Recommendation 1: Closed.

Recommendation 2: In progress.
"""


def told(folder: Path, **files: str) -> Register:
    reports = []
    for name, text in files.items():
        path = folder / name.replace("_", ".")
        path.write_text(text, encoding="utf-8")
        reports += read_here(path)
    return registered(reports)


def by_number(register: Register, family: str) -> dict[str, Item]:
    return {item.number: item for item in register.items if item.family == family}


def owners(item: Item) -> list[str]:
    return [owner.value for owner in item.owners]


def test_a_bold_sentence_that_opens_a_paragraph_is_what_is_asked(tmp_path: Path) -> None:
    found = by_number(told(tmp_path, inspection_md=INSPECTION), "area for improvement")
    assert found["1"].text.value.startswith("The force should answer the switchboard more quickly.")
    assert found["2"].text.value == "The force should ring back those who gave up."


def test_the_label_of_a_listed_recommendation_is_not_its_words(tmp_path: Path) -> None:
    found = by_number(told(tmp_path, inspection_md=INSPECTION), "recommendation")
    assert found["1"].text.value.startswith("By 30 June 2025, the chief constable")
    assert found["2"].deadline == date(2025, 9, 30)


def test_a_response_tells_the_items_of_the_inspection_whose_day_it_names(tmp_path: Path) -> None:
    register = told(tmp_path, inspection_md=INSPECTION, response_txt=RESPONSE)
    found = by_number(register, "recommendation")
    assert owners(found["1"]) == ["Superintendent Ada Moss"]
    assert owners(found["2"]) == ["Chief Inspector Owen Tarn"]
    assert found["2"].deadline == date(2025, 9, 30), "the inspection's own date stands"
    said = {(status.value, status.stated_by) for status in found["2"].statuses}
    assert ("Not started", "Police and Crime Commissioner") in said
    assert len([i for i in register.items if i.family == "recommendation"]) == 2


def test_a_response_to_an_inspection_of_another_day_tells_nothing_of_it(tmp_path: Path) -> None:
    other = RESPONSE.replace("12 March 2025", "4 July 2024")
    register = told(tmp_path, inspection_md=INSPECTION, response_txt=other)
    assert not any(item.owners for item in register.items)


def test_a_card_under_a_reference_joins_the_row_of_the_table(tmp_path: Path) -> None:
    found = by_number(told(tmp_path, audit_html=AUDIT), "management action")
    assert found["ST1"].text.value == "Count the boots each month."
    assert owners(found["ST1"]) == ["Head of Stores", "Head of Estates"], "both sides are kept"
    assert [status.value.rstrip(".") for status in found["ST1"].statuses] == ["Not started"]
    assert found["ST2"].deadline == date(2026, 5, 31)


def test_points_under_a_point_are_its_fields(tmp_path: Path) -> None:
    found = by_number(told(tmp_path, update_md=NESTED), "area for improvement")
    assert sorted(found) == ["A", "B"]
    assert found["A"].deadline == date(2026, 1, 31)
    assert owners(found["B"]) == ["Chief Inspector Owen Tarn"]
    assert [status.value for status in found["B"].statuses] == ["Red"]


def test_fields_led_by_dots_are_those_of_the_row_above(tmp_path: Path) -> None:
    found = by_number(told(tmp_path, audit_txt=DOTTED), "management action")
    assert sorted(found) == ["BT-1", "BT-2"]
    assert (owners(found["BT-1"]), found["BT-1"].deadline) == (
        ["Head of Stores"],
        date(2026, 4, 30),
    )
    assert found["BT-2"].deadline == date(2025, 6, 30), "a date that is unchanged is the first"


def test_actions_with_a_year_in_their_number_and_a_bracket_behind(tmp_path: Path) -> None:
    found = by_number(told(tmp_path, meeting_md=MEETING), "action")
    assert sorted(found) == ["26/31", "26/32"]
    assert owners(found["26/31"]) == ["Det Supt Ada Moss"]
    assert owners(found["26/32"]) == ["Owen Tarn"]
    assert found["26/32"].deadline == date(2026, 7, 31)


def test_the_words_of_a_section_lead_into_the_points_under_them(tmp_path: Path) -> None:
    found = by_number(told(tmp_path, led_md=LED), "recommendation")
    assert found["1"].text.value.endswith(
        "should:\nlog each call that it drops; and\nring back those who gave up."
    )
    assert owners(found["1"]) == ["Head of Contact"]


def test_a_label_with_no_more_than_a_state_is_no_item(tmp_path: Path) -> None:
    found = by_number(told(tmp_path, led_md=LED), "recommendation")
    assert sorted(found) == ["1", "2"]
    assert [status.value for status in found["1"].statuses] == ["Closed."]
    assert [status.value for status in found["2"].statuses] == ["In progress."]


def test_states_of_several_items_in_one_line_are_told_apart(tmp_path: Path) -> None:
    text = LED.replace("Closed.\n\nRec", "Closed. Rec")
    found = by_number(told(tmp_path, led_md=text), "recommendation")
    assert sorted(found) == ["1", "2"]
    assert [status.value for status in found["1"].statuses] == ["Closed."]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Position as at: 30 September 2025", date(2025, 9, 30)),
        ("Kept by the office, position at 30 September 2025", date(2025, 9, 30)),
        ("Prepared for the committee", date(2024, 12, 9)),
    ],
)
def test_a_report_is_not_of_a_day_before_that_of_its_position(
    tmp_path: Path, line: str, day: date
) -> None:
    path = tmp_path / "audit.md"
    path.write_text(
        f"# Internal audit of boots\n\n{line}\n\nThe first paper was issued on 9 December 2024.\n",
        encoding="utf-8",
    )
    (report,) = read_here(path)
    assert report.dated == day
