"""Lists told in ways that no list of words foresees: by what opens alike and what shows itself."""

from pathlib import Path

import pytest
from synthetic import docx

from corpus.claim import registered
from corpus.extract.shown import shown
from corpus.read import read
from corpus.register import Field, Item
from corpus.report import Span

AUDIT = "Internal audit report: Night desk\n\nLarch & Penn, 14 March 2026\n\n"


def text(words: str) -> Field:
    return Field(words, Span("r", "r#1", 0, len(words), words))


def told(item: Item) -> tuple[str | None, ...]:
    """Number, owner, deadline, priority and status of an item, as printed."""
    kinds = (item.owners, item.deadlines, item.priorities, item.statuses[-1:])
    return (item.number, *(found[0].value if found else None for found in kinds))


def items(tmp_path: Path, name: str, words: str) -> list[Item]:
    path = tmp_path / name
    path.write_text(words, encoding="utf-8")
    return list(registered(read(path)).items)


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("Held by Ch Insp Orr • Priority 1 • Target 30 Sept 2025 • OVERDUE",
         ["owner", "priority", "deadline", "status"]),
        ("High - Head of Estates, North - due 31 October 2024", ["priority", "owner", "deadline"]),
        ("Fleet Manager, all nine by 31 October 2026.", ["owner", "deadline"]),
        ("Was due 31 March 2025, now 31 March 2026.", ["deadline", "revised"]),
        ("Low - Fleet Manager - no date was set", ["priority", "owner"]),
        ("The Fleet Manager, who left in May, was thanked.", []),
        ("Fleet Manager.", []),
    ],
)  # fmt: skip
def test_a_line_is_one_of_fields_only_where_every_part_shows_itself(
    line: str, kinds: list[str]
) -> None:
    assert [kind for kind, _ in shown(text(line))] == kinds


NOUN = """# Stores: an advisory review

Larch Advisory, February 2026

## One list

The stores keep four lists, and no two of them agree.

> **Proposal 1:** Bring the four lists together in one.

The Head of Stores will do this by the end of June 2026.

## A count

> **Proposal 2:** Count the cash each Friday with two people.

This has been done. Owner: Cash Officer. By: 5 May 2026.

## Thanks

The Head of Stores gave us a room and some of his time.
"""


def test_a_noun_of_the_report_s_own_numbers_what_it_asks(tmp_path: Path) -> None:
    found = items(tmp_path, "review.md", NOUN)
    assert [i.text.value for i in found] == [
        "Bring the four lists together in one.",
        "Count the cash each Friday with two people.",
    ]
    assert told(found[0])[:3] == ("1", "Head of Stores", "end of June 2026")
    assert told(found[1])[:3] == ("2", "Cash Officer", "5 May 2026")


DEFINED = """<h1>Log of audit points</h1><p>Position at 6 March 2026.</p>
<h2>Night desk</h2>
<dl><dt>ND-01</dt><dd><p>Logs to be read by an inspector in each tour.</p>
<p>Held by Ch Insp Orr &bull; Priority 1 &bull; Target 30 Sept 2025 &bull; <b>OVERDUE</b></p>
<p>Feb 26: Logs are read on days.</p></dd>
<dt>ND-02</dt><dd><p>Spare keys to be locked away.</p>
<p>Held by Fleet Manager &bull; Priority 2 &bull; Target 31 May 2025 &bull; <b>CLOSED</b></p>
<p>Feb 26: Seen on a visit.</p></dd></dl>
<p>ND-03 was withdrawn in draft.</p>"""


def test_a_reference_opens_an_entry_and_the_month_of_a_note_none(tmp_path: Path) -> None:
    found = items(tmp_path, "log.html", DEFINED)
    assert [told(i) for i in found] == [
        ("ND-01", "Ch Insp Orr", "30 Sept 2025", "Priority 1", "OVERDUE"),
        ("ND-02", "Fleet Manager", "31 May 2025", "Priority 2", "CLOSED"),
    ]


HEADED = """# Internal audit: grants

Larch & Penn, 5 December 2025

## What you need to do

### 1. Visit those who receive most

No visit was made last year.

You should visit each of them once a year.

**You told us:** Yes. *Partnerships Manager, all nine by 31 October 2026.*

### 2. Hold back the last payment

You should keep back the last tenth.

**You told us:** Yes, from the next round. *Grants Officer, 1 April 2026.*

## What you do well

Bidders should be told why they lost, and they are.
"""


def test_numbered_headings_under_which_somebody_is_named_are_what_is_asked(tmp_path: Path) -> None:
    found = items(tmp_path, "grants.md", HEADED)
    assert [told(i)[:3] for i in found] == [
        ("1", "Partnerships Manager", "31 October 2026"),
        ("2", "Grants Officer", "1 April 2026"),
    ]
    assert found[0].text.value == "You should visit each of them once a year."


def test_numbered_headings_that_name_nobody_ask_for_nothing(tmp_path: Path) -> None:
    plain = HEADED.replace("*Partnerships Manager, all nine by 31 October 2026.*", "")
    assert not items(tmp_path, "grants.md", plain)


LINE = f"""{AUDIT}RESULTS

Action 1 - High - Head of Digital - due 31 October 2024
All devices that are old will be taken off the network.
      We traced 30 of them and each was gone.
      Our conclusion: Implemented.

Action 2 - Low - Information Security Officer - due 31 December 2024
A test of the plan will be held and written up.
      It has not been held.
      Our conclusion: Not yet started.
"""


def test_a_label_with_fields_behind_it_stands_over_what_is_asked(tmp_path: Path) -> None:
    assert [told(i) for i in items(tmp_path, "follow-up.txt", LINE)] == [
        ("1", "Head of Digital", "31 October 2024", "High", "Implemented"),
        ("2", "Information Security Officer", "31 December 2024", "Low", "Not yet started"),
    ]


TWO = """# Finance plan

Report of the Chief Finance Officer, 18 March 2026

## The steps

| Step | What we said we would do |
|---|---|
| A | Fill the two vacant posts with permanent staff |
| B | Agree a timetable with the auditors by Christmas |

## How far we have got

| Step | Who leads | To be done by | Colour | Remarks |
|---|---|---|---|---|
| A | Head of Finance | 31/12/2025 | Green | Both have started. |
| B | Capital Accountant | 30/04/2026 | Amber | It took twice as long as we allowed. |
"""


def test_two_tables_with_the_same_keys_are_one_list(tmp_path: Path) -> None:
    found = items(tmp_path, "plan.md", TWO)
    assert [told(i) for i in found] == [
        ("A", "Head of Finance", "31/12/2025", None, "Green"),
        ("B", "Capital Accountant", "30/04/2026", None, "Amber"),
    ]
    assert found[0].text.value.startswith("Fill the two vacant posts")


CARDS = f"""# Internal audit: property

Larch & Penn, 30 January 2026

## Findings

{
    "".join(
        f'''| Finding {n} | {title} |
|---|---|
| What we saw | The safe holds cash and its code is old. |
| Rating | {rank} |
| Agreed action | {ask} |
| Action owner | {who} |
| Deadline | {day} |
| State at issue | {state} |

'''
        for n, title, rank, ask, who, day, state in (
            (
                1,
                "One safe",
                "High",
                "The code to be changed each month.",
                "DCI Orr",
                "6 May 2026",
                "Done",
            ),
            (
                2,
                "The shelf",
                "Low",
                "A count to be made each year.",
                "Fleet Manager",
                "7 May 2026",
                "Open",
            ),
            (3, "Relief", "Low", "None. The desk closes in April.", "-", "-", "-"),
        )
    )
}"""


def test_tables_that_are_cards_are_told_apart_by_their_heads(tmp_path: Path) -> None:
    found = items(tmp_path, "property.md", CARDS)
    assert [told(i) for i in found] == [
        ("1", "DCI Orr", "6 May 2026", "High", "Done"),
        ("2", "Fleet Manager", "7 May 2026", "Low", "Open"),
    ]
    assert [i.area for i in found] == ["One safe", "The shelf"]


def test_a_column_may_hold_a_rank_behind_what_is_asked(tmp_path: Path) -> None:
    heads = ["Ref", "Action and priority", "Lead", "Original / revised date", "RAG"]
    rows = [
            ["S1", "Records will be read. High", "Fleet Manager", "30/09/2025 31/03/2026", "Red"],
            ["S2", "Data will be shown. Low", "Head of Data", "31/10/2025 30/04/2026", "Green"],
    ]  # fmt: skip
    story = [("Normal", "Audit actions"), ("Heading 1", "Open actions"), [heads, *rows]]
    found = registered(read(docx(tmp_path / "open.docx", story))).items
    assert [told(i) for i in found] == [
        ("S1", "Fleet Manager", "31/03/2026", "High", "Red"),
        ("S2", "Head of Data", "30/04/2026", "Low", "Green"),
    ]


LETTER = """Orrin Audit LLP

12 January 2026

Dear Commissioner

Journals

6.   Of 40 journals, seven had been posted and approved by the same person in
     the same week.

7.   We recommend that the ledger be set so that nobody can approve a
     journal of their own. (Level 2)

8.   Reply: Accepted. Financial Systems Manager, 30 June 2026.

Leases

9.   The list was complete.

10.  We recommend that signed leases are held in one place. (Level 3)

11.  No reply had been received when this letter was sent.
"""


def test_numbers_set_before_paragraphs_make_no_table_of_them(tmp_path: Path) -> None:
    found = items(tmp_path, "letter.txt", LETTER)
    assert [told(i) for i in found] == [
        ("7", "Financial Systems Manager", "30 June 2026", "Level 2", None),
        ("10", None, None, "Level 3", None),
    ]


UPDATED = """# People plan

Version 6, 2 February 2026

## What we will do

1. Hold a talk with every officer of three years. *(Lead: Head of Talent. By: March 2026.)*
    - Update, February: 212 of 340 done. On track.
2. Publish the marks before each board sits. *(Lead: Head of Boards. By: May 2026.)*
    - Update, February: published for one board. Complete.
3. Read each long absence with the doctor. *(By: 31 May 2026.)*
    - Update, February: the doctor has left. Stalled.
"""


def test_what_stands_under_a_numbered_point_tells_of_it(tmp_path: Path) -> None:
    assert [told(i) for i in items(tmp_path, "plan.md", UPDATED)] == [
        ("1", "Head of Talent", "March 2026", None, "On track"),
        ("2", "Head of Boards", "May 2026", None, "Complete"),
        ("3", None, "31 May 2026", None, "Stalled"),
    ]


LETTERED = f"""{AUDIT}Matter A: charges are not passed on
-----------------------------------
The charge was not raised in 37 of 120 cases.

We think that the charge should be raised on the day. [Essential]

Management agrees. Fleet Services Manager to complete by 30 April 2026.

Matter B: vehicles stay too long
--------------------------------
We think that a list should go to superintendents. [Desirable]

Management agrees. Superintendent Roads to complete by 31 May 2026.

Matter C: second compound
-------------------------
We think that the Force should look for a second compound. [Desirable]

Management does not agree. There is no money for it.
"""


def test_headings_may_count_by_letters_and_a_refusal_is_how_an_item_stands(tmp_path: Path) -> None:
    assert [told(i) for i in items(tmp_path, "note.txt", LETTERED)] == [
        ("A", "Fleet Services Manager", "30 April 2026", "Essential", None),
        ("B", "Superintendent Roads", "31 May 2026", "Desirable", None),
        ("C", None, None, "Desirable", "Management does not agree."),
    ]


IN_TURN = """Larch Audit Partnership
9 March 2026

Dear Colleague

FOLLOW-UP OF THE AUDIT OF AGENCY STAFF

First, I recommended that agency staff should be vetted before they start.
The Vetting Manager was to see to this by September 2025. All had been.
This recommendation is implemented.

Second, I recommended that the end of each booking should be agreed. The Head
of People was to do this by October 2025. Nine had no end. This recommendation
is not implemented, and a new date of 30 June 2026 has been agreed.
"""


def test_a_letter_may_count_its_recommendations_in_words(tmp_path: Path) -> None:
    assert [told(i)[1:] for i in items(tmp_path, "letter.txt", IN_TURN)] == [
        ("Vetting Manager", "September 2025", None, "is implemented"),
        ("Head of People", "30 June 2026", None, "is not implemented"),
    ]


TRACKER = """# Audit committee: recommendation tracker

Belton Police, 24 March 2026

| # | What was recommended | Category | Agreed owner / date | Where we are now |
|---|---|---|---|---|
| 1 | Cash should be banked within two days. | H | Head of Finance / Sept 2025 | ✔ Done. |
| 2 | Notes should be valued. | L | Cash Officer / Dec 2025, now June 2026 | ✘ Not done. |
"""


def test_a_cell_holds_an_owner_and_the_days_that_replace_one_another(tmp_path: Path) -> None:
    found = items(tmp_path, "tracker.md", TRACKER)
    assert [told(i)[1:4] for i in found] == [
        ("Head of Finance", "Sept 2025", "H"),
        ("Cash Officer", "June 2026", "L"),
    ]
    assert [f.value for f in found[1].earlier] == ["Dec 2025"]
    assert "Done" in str(told(found[0])[4])


RANKED = f"""{AUDIT}Reports issued

Estates repairs: limited assurance. There were two recommendations.

-  Critical. Every test must be shown on one schedule. The Head of Estates has
   agreed to have this in place by 13 March 2026.

-  Important. Jobs that are open should be reviewed. Agreed: Repairs Manager,
   30 April 2026.

The Committee is asked to:

(i)  note the progress made; and
(ii) consider whether to call the Head of Estates.
"""


def test_a_point_may_open_with_its_rank_and_what_a_committee_notes_is_not_asked(
    tmp_path: Path,
) -> None:
    found = items(tmp_path, "progress.txt", RANKED)
    assert [told(i)[1:4] for i in found] == [
        ("Head of Estates", "13 March 2026", "Critical"),
        ("Repairs Manager", "30 April 2026", "Important"),
    ]
    assert found[0].text.value == "Every test must be shown on one schedule."


LATE = f"""{RANKED}
ANNEX: LATE
Fuel cards, rec. 1
     Cards of sold vehicles should be cancelled. Fleet Manager. Was due 31 March
     2025, now 31 March 2026. Latest: there is no list. Partly done.

Fuel cards, rec. 5
     Drivers should enter a mileage. Fleet Manager. Was due 30 April 2025, now
     30 April 2026. Latest: the post is vacant. Not started.
"""


def test_an_item_numbered_by_its_place_takes_no_state_of_one_that_prints_the_number(
    tmp_path: Path,
) -> None:
    found = {i.text.value.split()[0]: i for i in items(tmp_path, "progress.txt", LATE)}
    assert not found["Every"].statuses
    assert told(found["Cards"]) == ("1", "Fleet Manager", "31 March 2026", None, "Partly done")
    assert found["Cards"].set == "Fuel cards"


PAPER = """# Update on internal audit actions

Paper by the Deputy Chief Constable, Selby Police, for the Joint Audit Panel of 19 March 2026

1. The Panel asked for a plain account of the actions that were open. One should be of interest.

2. **Vetting (high).** We said that everyone in such a post would be vetted by December 2025.
   Supt Inglis leads and now expects to finish by 31 May 2026.

3. **Keys (medium).** We said that a safe would be fitted at each station. The Head of Estates
   is responsible. The last two will be done by 30 April 2026.

4. The Panel is asked to note this report.
"""


def test_a_numbered_paragraph_tells_what_was_promised(tmp_path: Path) -> None:
    assert [told(i) for i in items(tmp_path, "paper.md", PAPER)] == [
        ("2", "Supt Inglis", "31 May 2026", "high", None),
        ("3", "Head of Estates", "30 April 2026", "medium", None),
    ]


SIMPLE = f"""{AUDIT}Summary of recommendations

No.  Recommendation                          Priority  Officer           Date
---  --------------------------------------  --------  ----------------  ----------
R1   Mandates should be reviewed when a      High      Chief Accountant  31/01/2026
     signatory leaves.
R2   Tins at closed stations should be       Low       Area Managers     Done
     banked.
"""


def test_a_rule_under_the_names_of_columns_says_where_each_begins(tmp_path: Path) -> None:
    assert [told(i) for i in items(tmp_path, "audit.txt", SIMPLE)] == [
        ("1", "Chief Accountant", "31/01/2026", "High", None),
        ("2", "Area Managers", None, "Low", "Done"),
    ]


SUMMED = """<h1>Internal audit: crime recording</h1><p>Larch &amp; Penn, 19 January 2026.</p>
<h2>The short version</h2><p>We make three recommendations:</p>
<ol><li>Give school officers a form for crimes.</li><li>Publish the error rate by district.</li>
<li>Keep one list of those who may cancel a crime.</li></ol>
<h2>The longer version</h2>
<h3>Schools</h3><p><b>Recommendation 1 (urgent).</b> School officers should be given a form
for crimes.</p><p>Owner: Crime Registrar. Date: not set.</p>
<h3>Rates</h3><p><b>Recommendation 2 (routine).</b> The error rate should be published by
district.</p>
<h3>Cancelled</h3><p><b>Recommendation 3 (routine).</b> One list should be kept of those who may
cancel a crime.</p>"""


def test_points_of_a_summary_are_the_items_that_it_tells_in_other_words(tmp_path: Path) -> None:
    assert [told(i) for i in items(tmp_path, "audit.html", SUMMED)] == [
        ("1", "Crime Registrar", None, "urgent", None),
        ("2", None, None, "routine", None),
        ("3", None, None, "routine", None),
    ]


SIDEWAYS = """# Assurance mapping

Assurance Manager, 9 February 2026

| | Action 1 | Action 2 |
|---|---|---|
| What will be done | Bring the dogs into the plan | Have a peer look at finance |
| By whom | Head of Assurance | Det Ch Supt Crime |
| By when | 31 March 2026 | 30 September 2026 |
| Status | Complete | Not started |
"""


def test_a_table_may_set_its_items_side_by_side(tmp_path: Path) -> None:
    assert [told(i) for i in items(tmp_path, "mapping.md", SIDEWAYS)] == [
        ("1", "Head of Assurance", "31 March 2026", None, "Complete"),
        ("2", "Det Ch Supt Crime", "30 September 2026", None, "Not started"),
    ]


IN_CELLS = """<h1>Mutual aid</h1><p>Final report, February 2026. Larch Audit for Tarrant Police</p>
<h2>1. Claims are sent late</h2>
<p>Claims should go out in 30 days.</p><h3>1.1 Agreed action</h3>
<p>A clerk in Planning will prepare each claim.</p>
<table><tr><td>Priority</td><td>2</td></tr><tr><td>Responsible Officer</td>
<td>Ch Insp Planning</td></tr><tr><td>Timescale</td><td>30 April 2026</td></tr></table>
<h2>2. Rates are old</h2><p>They are those of 2023.</p><h3>2.1 Agreed action</h3>
<p>The rates will be replaced each April.</p>
<table><tr><td>Priority</td><td>3</td></tr><tr><td>Responsible Officer</td>
<td>Management Accountant</td></tr><tr><td>Timescale</td><td>Complete</td></tr></table>"""


def test_a_numbered_name_of_what_is_asked_stands_over_it(tmp_path: Path) -> None:
    assert [told(i) for i in items(tmp_path, "aid.html", IN_CELLS)] == [
        ("1.1", "Ch Insp Planning", "30 April 2026", "2", None),
        ("2.1", "Management Accountant", None, "3", "Complete"),
    ]


BESIDE = """# Sickness

Glenmoor Police | Final Internal Audit Report | Larch & Penn | January 2026

## Recommendations

### 4.1 Trigger points are overlooked (Priority 2)

**Observation:** Seven of the 25 officers whom we drew had passed a trigger point with no action.

**Recommendation:** The system should tell the supervisor of an officer that a point is passed.

**Management response:** The supplier says that this cannot be done before the upgrade in 2027.

**Responsible person / title:** HR Systems Manager

**Target date:** To be confirmed

### 4.2 Figures differ between reports (Priority 3)

**Observation:** The figure given to one board was 4.9% and that which was given to another 5.3%.

**Recommendation:** One definition should be used in every report.

**Management response:** Accepted and implemented in December 2025.
"""


def test_parts_of_a_card_stand_beside_one_another_under_its_rank(tmp_path: Path) -> None:
    assert [told(i)[1:] for i in items(tmp_path, "sickness.md", BESIDE)] == [
        ("HR Systems Manager", "To be confirmed", "Priority 2", None),
        (None, None, "Priority 3", "implemented"),
    ]
