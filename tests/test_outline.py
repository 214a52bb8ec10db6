from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.outline import outline
from corpus.piece import Piece
from corpus.report import Section
from corpus.text import pieces

PROSE = (
    "The panel looked at how calls are answered, and found that most are picked up in good time."
)
CARDS = f"""SUMMARY

{PROSE}

DETAILED FINDINGS

Area: Night desk\t\t
Control\t<p>The desk keeps a log.</p> <p>A sergeant signs it.</p>\tAssessment: Design ✓ Compliance x
Findings\t<p>The plans without dates are:</p><ul style="x">• Roads; • Lost Property; and

Area: Night desk

- Control Room.

{PROSE}

Management Action 1\tThe Force will log each handover.\tOwner: Desk Manager\tDate: 3 May 2025
------------\t--\t---

Area: Night desk

Control\tPartly missing. The desk has no rota that is agreed a month ahead.\tAssessment:
\t\tDesign × Compliance -

Findings

{PROSE}

Management Action 2\tThe Force will consider a rota.\tResponsible Owner:\tDate:\tPriority:
\t\tHead of Training\t31 March 2026\tLow

Area: Night desk

Control\tThe desk has a team for calls.\tAssessment:\t
----\t---\t----

Area: Night desk

Design ✓
Compliance ×

Findings

{PROSE}

Management Action 3

The Force will review the team.

Responsible Owner:
 Superintendent
 (Prevention)

Date:
 31 December 2025

Priority:
Medium

APPENDIX A: HOW WE GRADE

{PROSE}
"""


def read(text: str, *, markdown: bool = False) -> tuple[Section, ...]:
    return outline(pieces(text, markdown=markdown), "r")


def paths(text: str, *, markdown: bool = False) -> list[tuple[str, ...]]:
    return [section.path for section in read(text, markdown=markdown)]


def blocks(section: Section) -> list[tuple[str, str]]:
    return [(block.kind, section.words(block)) for block in section.blocks]


WORD = st.sampled_from(["calls", "are", "logged", "and", "signed", "at", "night", "4pm", "twice"])
TEXT = st.lists(WORD, min_size=1, max_size=40).map(lambda found: " ".join(found).capitalize())
CELLS = st.lists(st.one_of(st.just(""), TEXT), min_size=2, max_size=4).filter(any).map(tuple)
BODY = st.one_of(
    st.builds(Piece, st.just("line"), TEXT.map("{}.".format), gap=st.booleans()),
    st.builds(Piece, st.just("item"), TEXT, gap=st.booleans()),
    CELLS.map(lambda cells: Piece("row", "\t".join(cells), cells=cells)),
)
HEADING = st.builds(Piece, st.just("heading"), TEXT, level=st.integers(2, 5))


@given(st.lists(st.one_of(BODY, BODY, BODY, HEADING), max_size=25))
def test_no_word_of_the_body_is_lost_or_doubled(found: list[Piece]) -> None:
    body = Counter(word for p in found if p.kind != "heading" for word in p.text.split())
    heads = Counter(word for p in found if p.kind == "heading" for word in p.text.split())
    told = Counter(word for section in outline(found, "r") for word in section.text.split())
    assert not body - told
    assert not told - body - heads  # a first heading over no text is the title, and told as such


@given(st.lists(st.one_of(BODY, HEADING), max_size=25))
def test_blocks_tile_their_section(found: list[Piece]) -> None:
    for section in outline(found, "r"):
        assert "\n".join(section.words(block) for block in section.blocks) == section.text


@given(st.lists(st.one_of(BODY, HEADING), max_size=25))
def test_ids_and_places_among_siblings_are_their_own(found: list[Piece]) -> None:
    sections = outline(found, "r")
    assert [section.id for section in sections] == [f"r#{n + 1}" for n in range(len(sections))]
    assert len({(section.path, section.ordinal) for section in sections}) == len(sections)
    assert all(1 <= section.ordinal <= section.siblings for section in sections)


@given(st.text(), st.booleans())
def test_any_text_at_all_has_sections_or_none(text: str, markdown: bool) -> None:  # noqa: FBT001
    assert all(section.text for section in read(text, markdown=markdown))


@given(st.text(alphabet="Aab1 .:|-#*\t\n•☒_=", max_size=200), st.booleans())
def test_any_run_of_marks_has_sections_or_none(text: str, markdown: bool) -> None:  # noqa: FBT001
    assert all(section.blocks for section in read(text, markdown=markdown))


def test_nothing_has_no_sections() -> None:
    assert outline([], "r") == ()


@pytest.mark.parametrize(
    "entry",
    ["Overview ........ 3", "Overview . . . . 3", "Overview3", "Overview\t3", "1. Overview … 3"],
)
def test_a_contents_list_is_dropped_and_the_cover_kept(entry: str) -> None:
    more = "\n".join(entry.replace("3", str(page)) for page in (7, 9))
    text = f"Night Desk Review\n\nCONTENTS\n{entry}\n{more}\n\nOVERVIEW\n\n{PROSE}\n"
    cover, overview = read(text)
    assert cover.text == "Night Desk Review"
    assert (overview.path, overview.text) == (("OVERVIEW",), PROSE)


def test_a_marked_contents_list_is_dropped_with_its_heading() -> None:
    text = f"# Review\n\n## Contents\n\n- Overview\n- Findings\n\n## Overview\n\n{PROSE}\n"
    assert paths(text, markdown=True) == [(), ("Overview",)]


def test_a_running_head_is_dropped_wherever_it_stands() -> None:
    text = f"NORTHSHIRE POLICE\n\n{PROSE}\n\n" * 3 + f"OVERVIEW\n\n{PROSE}\n"
    assert not any("NORTHSHIRE" in section.text for section in read(text))
    assert paths(text) == [(), ("OVERVIEW",)]


def test_each_finding_card_is_one_section_over_its_page_ends() -> None:
    cards = [s for s in read(CARDS) if s.path[-1] == "Area: Night desk"]
    assert [card.title for card in cards] == [
        f"DETAILED FINDINGS › Area: Night desk ({n} of 3)" for n in (1, 2, 3)
    ]
    assert "Area: Night desk" not in "".join(section.text for section in read(CARDS))


def test_bullets_go_on_after_a_page_end() -> None:
    card = next(s for s in read(CARDS) if s.path[-1] == "Area: Night desk")
    assert blocks(card)[5:9] == [
        ("paragraph", "The plans without dates are:"),
        ("item", "Roads;"),
        ("item", "Lost Property; and"),
        ("item", "Control Room."),
    ]


def test_the_parts_of_a_card_are_labels_not_headings() -> None:
    labels = [words for s in read(CARDS) for kind, words in blocks(s) if kind == "label"]
    assert labels == ["Control", "Findings"] * 3


@pytest.mark.parametrize(
    ("number", "fields"),
    [
        (1, ["Owner: Desk Manager", "Date: 3 May 2025"]),
        (2, ["Responsible Owner: Head of Training", "Date: 31 March 2026", "Priority: Low"]),
        (
            3,
            [
                "Responsible Owner: Superintendent (Prevention)",
                "Date: 31 December 2025",
                "Priority: Medium",
            ],
        ),
    ],
    ids=["in cells", "under their labels", "stacked over lines"],
)
def test_fields_are_joined_to_their_labels(number: int, fields: list[str]) -> None:
    action = next(s for s in read(CARDS) if s.path[-1] == f"Management Action {number}")
    assert [words for _, words in blocks(action)][1:] == fields
    assert action.path[:2] == ("DETAILED FINDINGS", "Area: Night desk")


def test_an_assessment_split_by_a_page_end_stays_in_its_card() -> None:
    third = [s for s in read(CARDS) if s.path[-1] == "Area: Night desk"][2]
    assert third.text.split("\n")[2:5] == ["Assessment:", "Design ✓", "Compliance ×"]


def test_a_table_keeps_its_head_and_its_blank_leading_cells() -> None:
    text = "GRADES\n\nGood\tAdequate\tInadequate\n\tAnswering calls\tNight desk\n\tTraining\n"
    assert blocks(read(text)[0]) == [
        ("head", "Good\tAdequate\tInadequate"),
        ("row", "\tAnswering calls\tNight desk"),
        ("row", "\tTraining"),
    ]


def test_a_second_head_row_divides_the_last_column() -> None:
    text = "COUNT\n\nArea\tDesign\tActions\t\n\t\tLow\tHigh\nNight desk\t1 (9)\t2\t1\n"
    kinds = [kind for kind, _ in blocks(read(text)[0])]
    assert kinds == ["head", "head", "row"]


@pytest.mark.parametrize("first", ["No.", "Ref", "#", "ID"])
def test_a_table_head_may_begin_with_a_short_word(first: str) -> None:
    text = f"ACTIONS\n\n{first}\tAction\tOwner\n1\tLog each handover\tDesk Manager\n"
    assert blocks(read(text)[0])[0] == ("head", f"{first}\tAction\tOwner")


def test_a_table_set_by_spaces_joins_the_lines_of_its_cells() -> None:
    text = (
        "ACTIONS\n\n"
        "No.    Action                  Owner           Due date\n"
        "1      Log each handover       Desk Manager    31 August 2025\n"
        "2      Review the rota with    Head of         31 March 2026\n"
        "       those who stand on it   Training\n"
    )
    assert blocks(read(text)[0])[1:] == [
        ("row", "1\tLog each handover\tDesk Manager\t31 August 2025"),
        ("row", "2\tReview the rota with those who stand on it\tHead of Training\t31 March 2026"),
    ]


def test_heads_that_run_into_their_text_are_headings() -> None:
    text = f"OVERVIEW\n\nBackground: {PROSE}\n\nConclusion: {PROSE}\n"
    assert paths(text) == [("OVERVIEW", "Background"), ("OVERVIEW", "Conclusion")]


def test_bulleted_heads_are_sections_and_the_list_is_kept() -> None:
    text = f"OVERVIEW\n\nWe found these themes:\n\n- Log\n{PROSE}\n- Rota\n{PROSE}\n\n{PROSE} So.\n"
    themes, log, rota = read(text)
    assert blocks(themes)[:2] == [("item", "Log"), ("item", "Rota")]
    assert (log.path[-1], log.text) == ("Log", PROSE)
    assert (rota.path[-1], rota.text) == ("Rota", PROSE)


@pytest.mark.parametrize(
    "rows",
    [
        "- | | | | |\n|---|---|---|---|\n{on} | National | {off} | Local |\n",
        "- | | |\n|---|---|\n| {on} National | {off} Local |\n",
    ],
    ids=["label beside the box", "label in the box's cell"],
)
def test_each_box_has_the_label_beside_it(rows: str) -> None:
    on, off = '| <input type="checkbox" checked="">', '<input type="checkbox">'
    rows = rows.replace("| {on}", "{on}").format(on=on, off=off)
    text = f"DETAILS\n\nType of Inspection:\n\n{rows}\n{PROSE}\n"
    items = [words for kind, words in blocks(read(text)[0]) if kind == "item"]
    assert items == ["☒ National", "☐ Local"]


def test_words_over_their_meanings_are_rows() -> None:
    text = f"PRIORITIES\n\nHigh\n\nLook at it now.\n\nLow\n\n \nLook at it soon.\n\n{PROSE}\n"
    assert blocks(read(text)[0])[:2] == [
        ("row", "High\tLook at it now."),
        ("row", "Low\tLook at it soon."),
    ]


def test_numbered_headings_nest_by_their_numbers() -> None:
    text = f"1. Scope\n\n{PROSE}\n\n1.1 What we read\n\n{PROSE}\n\n2. Findings\n\n{PROSE}\n"
    assert paths(text) == [("1. Scope",), ("1. Scope", "1.1 What we read"), ("2. Findings",)]


SETS = f"""OVERVIEW

{PROSE}

RECOMMENDATIONS

Recommendations from the 2023 report

{PROSE}

Recommendation 1

By 3 May 2024, all forces should log calls.

Recommendations in this report

{PROSE}

Recommendation 1

By 3 May 2026, all forces should weigh calls.
"""


def test_items_of_two_sets_stand_under_their_own_heading() -> None:
    assert [path[1:] for path in paths(SETS) if path[-1] == "Recommendation 1"] == [
        ("Recommendations from the 2023 report", "Recommendation 1"),
        ("Recommendations in this report", "Recommendation 1"),
    ]


def test_contact_details_are_kept_out() -> None:
    text = f"CONTACT\n\n{PROSE}\n\nEmail: desk@northshire.example\n\nTelephone: 01632 960000\n"
    assert read(text)[0].text == PROSE


def test_a_letter_without_headings_is_read_whole() -> None:
    text = f"Dear Chief Constable,\n\n{PROSE}\n\n{PROSE}\n"
    assert [section.text for section in read(text)] == [text.strip().replace("\n\n", "\n")]


LETTER = f"""Sir John Doe

HM Inspector of Constabulary

3 February 2026

Dear Chief Constable,

MISSING CHILDREN

{PROSE}

Yours sincerely,

Sir John Doe
"""


def test_the_head_and_foot_of_a_letter_are_no_headings() -> None:
    front, letter = read(LETTER)
    assert (front.path, letter.path) == ((), ("MISSING CHILDREN",))
    assert letter.text == f"{PROSE}\nYours sincerely,\nSir John Doe"


def test_minutes_are_told_by_their_numbers() -> None:
    text = (
        f"MINUTES\n\n{PROSE}\n\n12/26 Declarations\n\n{PROSE}\n\n13/26 Audit progress\n\n{PROSE}\n"
    )
    assert paths(text)[1:] == [("12/26 Declarations",), ("13/26 Audit progress",)]


def test_a_last_heading_over_no_prose_closes_the_report_as_a_whole() -> None:
    prose = ("RESULT", PROSE, "How we see it", f"{PROSE} {PROSE}")
    text = "\n\n".join((*prose, "Distribution", "Chief Constable", "Treasurer"))
    assert paths(text)[-1] == ("Distribution",)


def test_what_a_heading_asks_for_is_said_in_its_section_too() -> None:
    found = [
        Piece("heading", "AFI 1: The force needs to answer calls more quickly", 3),
        Piece("line", "Callers gave up on 16 percent of calls."),
        Piece("heading", "AFI 2: Night desk", 3),
        Piece("line", "One officer covers the area."),
    ]

    asked, named = outline(found, "report")

    assert asked.text.startswith("The force needs to answer calls more quickly\n")
    assert named.text == "One officer covers the area."
