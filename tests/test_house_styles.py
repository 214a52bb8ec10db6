"""Layouts as inspectorates, auditors and offices print them: all invented."""

from pathlib import Path

import pytest
from registers import held
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table
from synthetic import LONGER, PROSE, docx, html

from corpus.claim import registered
from corpus.extract.actor import addressees
from corpus.outline import outline
from corpus.pdf import pages
from corpus.piece import Piece
from corpus.read import read
from corpus.register import Item
from corpus.table import tables
from corpus.text import pieces

BOXES = f"""<h1>PEEL</h1><p>An inspection of Northshire Police</p><p>Published on: 14 May 2024</p>
<h2>Responding to the public</h2><p>{PROSE}</p>
<h3>Areas for improvement</h3>
<p><strong>The force should answer calls sooner so that fewer are lost</strong></p><p>{PROSE}</p>
<p><strong>The force needs to reach people within its own target times</strong></p><p>{LONGER}</p>
<h2>Leadership</h2><p>{PROSE}</p>
<h3>Area for improvement</h3>
<p><strong>The force should know which skills its workforce has</strong></p><p>{PROSE}</p>
<h2>Protecting people</h2><p>{PROSE}</p>
<h3>Cause of concern</h3>
<p><strong>Northshire Police leaves victims of stalking without a plan</strong></p>
<h4>Recommendations</h4><p>Within three months, Northshire Police should:</p>
<ul><li>write a plan for each victim; and</li><li>look at each plan once a month.</li></ul>"""
LOG = """NORTHSHIRE SCRUTINY MEETING

Held on 11 March 2026

1.  ACTIONS FROM THE LAST MEETING

1.1 Action log:

    NSM 25/31  AB to share the evaluation of the night desk.
               Shared on 2 February 2026. CLOSED
    NSM 25/36  AB and CD to count the hours that the
               beat officers lost. The figures are being
               checked. OPEN, moved to May

2.  NIGHT DESK

2.1 CD told the meeting that the desk had lost two of its staff and that one
    of the posts would be filled in the course of the coming summer.

    ACTION NSM 26/10: CD to agree with the treasurer where the money is by
    17 April 2026.
    ACTION NSM 26/11: AB to write to the office about the three closures.
"""


Story = list[tuple[str, str] | list[list[str]]]


def items(path: Path) -> list[Item]:
    return list(registered(read(path)).items)


def texts(found: list[Item], family: str) -> list[str]:
    return [item.text.value for item in found if item.family == family]


def test_the_bold_line_of_a_box_is_the_item_not_what_was_found(tmp_path: Path) -> None:
    found = items(html(tmp_path / "a.html", BOXES))
    assert texts(found, "area for improvement") == [
        "The force should answer calls sooner so that fewer are lost",
        "The force needs to reach people within its own target times",
        "The force should know which skills its workforce has",
    ]


def test_the_bold_line_of_a_concern_is_kept_over_its_recommendations(tmp_path: Path) -> None:
    found = items(html(tmp_path / "a.html", BOXES))
    concern = "Northshire Police leaves victims of stalking without a plan"
    assert texts(found, "cause of concern") == [concern]
    assert len(texts(found, "recommendation")) == 2


def test_entries_of_a_log_are_items_with_the_state_they_close_in(tmp_path: Path) -> None:
    path = tmp_path / "minutes.txt"
    path.write_text(LOG, encoding="utf-8")
    found = {i.number: i for i in items(path)}
    told = {
        n: (i.owners[0].value, i.statuses[0].value if i.statuses else "") for n, i in found.items()
    }
    assert told == {
        "NSM 25/31": ("AB", "CLOSED"),
        "NSM 25/36": ("AB and CD", "OPEN, moved to May"),
        "NSM 26/10": ("CD", ""),
        "NSM 26/11": ("AB", ""),
    }
    assert str(found["NSM 26/10"].deadline) == "2026-04-17"


def test_a_line_under_the_words_of_its_number_goes_on_with_them() -> None:
    text = "  NS 1  Send the list.\n        It was sent in May. CLOSED\n  NS 2  Mend the gate.\n"
    assert [p.text for p in pieces(text, markdown=False)] == [
        "NS 1 Send the list. It was sent in May. CLOSED",
        "NS 2 Mend the gate.",
    ]


def test_a_wide_row_of_prose_stays_a_row_of_its_table(tmp_path: Path) -> None:
    table = [
        ["AFI", "Area for improvement", "Reply", "Lead", "Target date", "RAG"],
        ["1", "Answer calls sooner", LONGER, "Head of Contact", "30 June 2025", "Red"],
        ["2", "Keep a log of visits", "Accepted.", "Head of Crime", "31 July 2025", "Green"],
    ]
    story = [("Heading 1", "Force response"), ("Normal", PROSE), table]
    found = items(docx(tmp_path / "a.docx", story))
    assert [(i.number, i.owners[0].value, i.statuses[-1].value) for i in found] == [
        ("1", "Head of Contact", "Red"),
        ("2", "Head of Crime", "Green"),
    ]


def cells(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    found = tables([Piece("row", "\t".join(row), cells=row) for row in rows])
    return [piece.cells for piece in found if not piece.head]


@pytest.mark.parametrize(
    "rows",
    [
        [("Inspection title", "PEEL 2024: An inspection"), ("Response due by", "8 January 2025")],
        [("Ada Finch (AF)", "Chief Executive"), ("Bo Lark (BL)", "Treasurer")],
    ],
    ids=["a form", "those present"],
)
def test_the_first_of_rows_in_pairs_may_be_no_head(rows: list[tuple[str, ...]]) -> None:
    assert cells(rows) == rows


def test_a_lone_row_of_words_and_meanings_is_a_row_for_each() -> None:
    told = [("1", "URGENT", "Act at once on this."), ("2", "ROUTINE", "Act in the normal course.")]
    assert cells([(*told[0], *told[1])]) == told


def test_a_count_in_a_box_of_a_page_leaves_the_other_boxes_whole(tmp_path: Path) -> None:
    style = ParagraphStyle("a", fontName="Helvetica", fontSize=10)
    ruled = [("GRID", (0, 0), (-1, -1), 0.5, "black")]
    said = [[Paragraph(words, style)] for words in (PROSE, LONGER, "SCOPE")]
    count = Table([["Urgent", "Routine"], ["1", "3"]], colWidths=[70, 70], style=ruled)
    grid = Table(
        [[said[0], said[1]], [said[2], [Spacer(1, 6), count, Spacer(1, 6)]]],
        colWidths=[220, 220],
        style=ruled,
    )
    SimpleDocTemplate(str(tmp_path / "a.pdf"), pagesize=A4).build([grid])
    (section,) = outline(pages(tmp_path / "a.pdf").pieces, "r")
    assert {PROSE, LONGER, "Urgent\tRoutine", "1\t3"} <= set(section.text.split("\n"))


AUDIT = """---
title: Fleet review
kind: internal audit
force: Northshire Police
published: 2026-02-11
---

# Action plan

## Key findings

| Rec. | Risk Area | Finding | Recommendation | Priority | Comments | Implementation Timetable (dd/mm/yy) | Responsible Officer |
|---|---|---|---|---|---|---|---|
| 1 | Directed | There is no plan. | A plan for the fleet be written. | 2 | Agreed. | 30/06/26 | Head of Transport |
| 2 | Compliance | Cards are live. | Old fuel cards be cancelled. | 1 | Agreed. | Immediate | Fleet Clerk |
"""  # noqa: E501 (a table is read whole)
ASKED = """---
title: Inspection of Northshire Police
kind: inspection report
force: Northshire Police
published: 2024-11-14
---

# Findings

## Recommendations

Within three months, Northshire Police should:

- clear its backlog of secondary risk assessments for victims of stalking
- open the hub at weekends

## Areas for improvement

- The force should reduce the delays in the examination of digital devices
"""
REPLIED = """---
title: PCC response to the inspection of Northshire Police
kind: PCC response
force: Northshire Police
inspection_published: 2024-11-14
published: 2025-01-06
---

# Response

## Force response

### Recommendation 1: Clear the backlog of secondary risk assessments

| | |
|---|---|
| Force response | Accepted. Twelve officers were moved. |
| Lead | Det Supt Ada Finch |
| To be done by | 14 February 2025 |
| Current position | Red: no room has been found |

### Areas for improvement

| AFI | Area for improvement | Force response | Lead | Target date | RAG |
|---|---|---|---|---|---|
| 1 | Reduce delays in the examination of digital devices | Accepted. | Dr Bo Lark | 31 December 2025 | Red |
"""  # noqa: E501 (a table is read whole)


def test_the_columns_of_an_action_plan_are_read_by_what_they_hold(tmp_path: Path) -> None:
    found = held(tmp_path / "a", [AUDIT]).register.items
    assert [(i.priorities[0].value, str(i.deadline), i.area) for i in found] == [
        ("2", "2026-06-30", "Directed"),
        ("1", "None", "Compliance"),
    ]


def test_the_form_of_a_reply_tells_who_leads_when_and_how_it_stands(tmp_path: Path) -> None:
    found = held(tmp_path / "a", [ASKED, REPLIED]).register.items
    item = next(i for i in found if i.family == "recommendation")
    assert [owner.value for owner in item.owners] == ["Det Supt Ada Finch"]
    assert str(item.deadline) == "2025-02-14"
    assert "Red: no room has been found" in [s.value for s in item.statuses]


def test_who_leads_on_an_item_is_told_by_the_report_that_answers_it(tmp_path: Path) -> None:
    found = held(tmp_path / "a", [ASKED, REPLIED]).register.items
    asked = next(i for i in found if i.family == "area for improvement" and "force" in i.text.value)
    assert [owner.value for owner in asked.owners] == ["Dr Bo Lark"]
    assert str(asked.deadline) == "2025-12-31"


def test_a_body_beside_chief_constables_needs_no_article() -> None:
    assert addressees("chief constables and Chief Crown Prosecutors") == (
        "chief constables",
        "Chief Crown Prosecutors",
    )


def audit_of(path: Path, *tables: list[list[str]]) -> Path:
    """An internal audit as a Word document with these tables under one heading."""
    story: list[tuple[str, str] | list[list[str]]] = [
        ("Title", "Internal Audit Report: Estates"),
        ("Normal", "March 2026"),
        ("Heading 1", "Detailed findings"),
        ("Normal", PROSE),
    ]
    return docx(path, [*story, *tables])


def test_each_table_of_a_finding_has_its_own_head(tmp_path: Path) -> None:
    finding = [["Finding 1 - The list is out of date", "Type"], [LONGER, "Design"]]
    risk = [["Implication", "Significance"], ["Nobody knows what is owned.", "Medium"]]
    head = ["Recommendations", "Action Owner", "Management Response", "Completion Date"]
    plan = [
        head,
        ["Management should update the list.", "Estates Manager", "Agreed.", "31 May 2026"],
    ]
    (report,) = read(audit_of(tmp_path / "a.docx", finding, risk, plan))
    (item,) = registered([report]).items
    assert report.title == "Estates"
    assert item.owners[0].value == "Estates Manager"
    assert str(item.deadline) == "2026-05-31"


def test_an_action_beside_its_finding_is_told_of_by_the_rows_under_it(tmp_path: Path) -> None:
    card = [["1.1 Finding", "Action"], [LONGER, "The Head of Vetting will clear the queue."]]
    form = [["Priority Score", "2", "Audit Reference", "AP#55"]]
    form += [["Responsible Officer", "Head of Vetting", "Timescale", "31 March 2026"]]
    (item,) = items(audit_of(tmp_path / "a.docx", card, form))
    assert item.text.value == "The Head of Vetting will clear the queue."
    assert item.owners[0].value == "Head of Vetting"
    assert str(item.deadline) == "2026-03-31"
    assert item.priorities[0].value == "2"


TRACKER = """# Oakmere Joint Audit Committee

## Internal audit recommendations tracker, 12 March 2026

| Audit (date, opinion) | Rec no. and priority | Recommendation | Owner | Original date | Revised date | BRAG |
|---|---|---|---|---|---|---|
| Payroll (Feb 2025, Limited) | 4.1 / High | Check the payroll each month. | Head of Payroll | 30/04/2025 | 30/04/2026 | Amber |
| Payroll (Feb 2025, Limited) | 4.2 / Low | Chase overpayments in ten days. | Payroll Manager | 31/05/2025 | | Green |
"""  # noqa: E501 (a table is read whole)


def test_brackets_in_the_name_of_a_column_do_not_say_what_it_holds(tmp_path: Path) -> None:
    found = held(tmp_path / "a", [TRACKER]).register.items
    assert [(i.number, i.priorities[0].value, str(i.deadline)) for i in found] == [
        ("4.1", "High", "2026-04-30"),
        ("4.2", "Low", "2025-05-31"),
    ]
    assert [item.statuses[-1].value for item in found] == ["Amber", "Green"]


HEADED = f"""<h1>Visit to Northshire Police</h1><p>Published on: 14 May 2026</p>
<h2>Contact</h2><p>{PROSE}</p>
<h3>Areas for improvement</h3>
<h4>The force should answer calls sooner</h4><p>{PROSE}</p>
<h4>Officers should write down what children say</h4><p>{LONGER}</p>
<h3>Calls from shops are answered well</h3><p>{PROSE}</p>"""
LETTER = f"""INSPECTORATE OF CONSTABULARY

18 March 2026

Dear Ada

PEEL 2025-27: CAUSE OF CONCERN

1.  {PROSE}

What we found

2.  {LONGER}

Recommendations

3.  By 30 April 2026, Northshire Police should:

    a)  look at all that its unit holds, and begin with what
        tells of harm; and

    b)  fill the posts.

4.  By 30 June 2026, Northshire Police should:

    c)  approve a strategy.

Yours sincerely

Bo Lark
"""


def test_headings_under_the_name_of_a_family_are_its_items(tmp_path: Path) -> None:
    found = items(html(tmp_path / "a.html", HEADED))
    assert texts(found, "area for improvement") == [
        "The force should answer calls sooner",
        "Officers should write down what children say",
    ]


def test_a_letter_asks_in_lettered_points_each_by_the_day_of_its_lead(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text(LETTER, encoding="utf-8")
    (report,) = read(path)
    assert [s.heading for s in report.sections if s.path] == [
        "What we found",
        "Recommendations",
    ]
    found = {i.number: i for i in items(path) if i.family == "recommendation"}
    assert {n: str(i.deadline) for n, i in found.items()} == {
        "a": "2026-04-30",
        "b": "2026-04-30",
        "c": "2026-06-30",
    }
    assert found["a"].text.value.endswith("and begin with what tells of harm; and")


def card(number: int, weight: str, ask: str, *ends: str) -> Story:
    """A finding card: its name, what was found, what is asked; then the reply and the fields."""
    return [
        [[f"{number}. Subject of card {number}", "TYPE"], ["FINDING", "Design"]],
        ("Normal", PROSE),
        [["IMPLICATION", "SIGNIFICANCE"], ["Harm is not seen in time by anybody.", weight]],
        ("Normal", "RECOMMENDATION"),
        *[("Normal", line) for line in ask.split("\n")],
        ("Normal", "MANAGEMENT RESPONSE"),
        *[("Normal", line) for line in ends],
    ]


def fields(who: str, when: str) -> tuple[str, str]:
    return f"Responsible Officer: {who}", f"Implementation Date: {when}"


def test_cards_in_one_section_are_told_by_their_labels(tmp_path: Path) -> None:
    parted = "a) A list should be kept.\nb) The gaps should be filled by 5 January 2026."
    story: Story = [
        ("Normal", "Internal audit report: Night desk"),
        ("Heading 1", "DETAILED FINDINGS"),
        *card(1, "High", parted, "Agreed.", *fields("Ada Finch", "27 February 2026")),
        *card(
            2, "Low", "Logs should be kept.", "Agreed in part.", *fields("Bo Lark", "30 June 2026")
        ),
        *card(3, "Medium", "Keys should be counted.", "Agreed.", *fields("Cy Moss", "Implemented")),
    ]
    found = items(docx(tmp_path / "audit.docx", story))
    assert [(i.number, i.area, i.priorities[0].value, i.owners[0].value) for i in found] == [
        ("1", "Subject of card 1", "High", "Ada Finch"),
        ("2", "Subject of card 2", "Low", "Bo Lark"),
        ("3", "Subject of card 3", "Medium", "Cy Moss"),
    ]
    assert found[0].text.value.split("\n") == parted.split("\n")
    assert str(found[0].deadline) == "2026-02-27"
    assert [r.text.value for r in found[1].responses] == ["Agreed in part."]
    assert (found[2].deadline, found[2].statuses[-1].value) == (None, "Implemented")


def test_a_paper_to_a_committee_is_its_author_s_and_lists_what_was_closed(tmp_path: Path) -> None:
    named = ["Ref", "Recommendation or AFI"]
    held_open = [
        [*named, "Owner", "Due date", "RAG"],
        ["P1", "AFI: The force should answer calls sooner.", "Bo Lark", "31/05/2026", "Red"],
        ["P2", "Keep a log of every visit made.", "Cy Moss", "31/07/2026", "Green"],
    ]
    closed = [
        [*named, "Closed by", "Date closed"],
        ["P3", "AFI: counting of the keys", "HMICFRS", "8 April 2026"],
        ["P4", "Name a lead for the desk", "Assurance Board", "21 April 2026"],
    ]
    author = "Deputy Chief Constable Ada Finch"
    story: Story = [
        ("Normal", "JOINT AUDIT COMMITTEE"),
        [["Date of meeting", "24 June 2026"], ["Report of", author]],
        ("Heading 1", "Appendix A: Open items"),
        held_open,
        ("Heading 1", "Appendix B: Items closed since the last report"),
        closed,
    ]
    path = docx(tmp_path / "paper.docx", story)
    (report,) = read(path)
    assert report.kind == "committee paper"
    found = {i.number: i for i in items(path)}
    last = {number: item.statuses[-1] for number, item in found.items()}
    assert {n: (found[n].family, s.value, s.stated_by) for n, s in last.items()} == {
        "P1": ("area for improvement", "Red", author),
        "P2": ("recommendation", "Green", author),
        "P3": ("area for improvement", "Closed", "HMICFRS"),
        "P4": ("recommendation", "Closed", "Assurance Board"),
    }
    assert found["P1"].text.value == "The force should answer calls sooner."


def test_an_audit_may_give_an_opinion_on_each_side_of_the_controls(tmp_path: Path) -> None:
    text = """# Internal audit report: Night desk

| Additional papers received: | 14 November 2025 |
| Final report issued: | 9 January 2026 |

| LEVEL OF ASSURANCE (SEE APPENDIX) | |
| DESIGN | Moderate |
| EFFECTIVENESS | Limited |

## Summary

The ratings have these meanings. Red: it must be done at once. Amber: it may wait a month.
"""
    found = held(tmp_path, [text])
    assert [j.grade for j in found.register.judgements] == ["Moderate", "Limited"]
    assert str(found.reports[0].dated) == "2026-01-09"
    told = {d.short: d.expansion for d in found.register.definitions}
    assert told["Amber"] == "it may wait a month."
