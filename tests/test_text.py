import re
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.piece import Piece, dates, fold, words
from corpus.text import pieces

PROSE = "The panel looked at how calls are answered, and by whom, on each night of the week."


def kinds(text: str, *, markdown: bool = False) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in pieces(text, markdown=markdown)]


def rows(text: str, *, markdown: bool = False) -> list[tuple[str, ...]]:
    return [piece.cells for piece in pieces(text, markdown=markdown) if piece.kind == "row"]


@given(st.text(), st.booleans())
def test_any_text_at_all_is_read(text: str, markdown: bool) -> None:  # noqa: FBT001 (drawn)
    assert all(piece.text.strip() or piece.cells for piece in pieces(text, markdown=markdown))


@given(st.text(alphabet="ab12 .:|-#*\t\n\f•o>☒_=()<li/p>", max_size=300), st.booleans())
def test_any_run_of_marks_is_read(text: str, markdown: bool) -> None:  # noqa: FBT001 (drawn)
    assert all(isinstance(piece, Piece) for piece in pieces(text, markdown=markdown))


WORD = st.sampled_from(["calls", "are", "logged", "and", "signed", "at", "night", "4pm", "twice"])
LINE = st.lists(WORD, min_size=1, max_size=30).map(lambda found: " ".join(found).capitalize())


@given(st.lists(LINE, max_size=12), st.sampled_from(["\n", "\n\n", "\r\n", "\n\n\n"]))
def test_no_word_of_a_plain_text_is_lost_or_doubled(lines: list[str], gap: str) -> None:
    told = " ".join(piece.text for piece in pieces(gap.join(lines), markdown=False))
    assert told.split() == " ".join(lines).split()


@given(st.lists(st.lists(WORD, min_size=2, max_size=4), min_size=1, max_size=6))
def test_no_cell_of_a_table_is_lost_or_doubled(table: list[list[str]]) -> None:
    text = "\n".join("\t".join(row) for row in table)
    assert [list(row) for row in rows(text)] == table


@given(st.lists(st.sampled_from(["- ", "• ", "o ", "▪ ", "* ", " - "]), max_size=8))
def test_each_bullet_is_one_item_without_its_mark(marks: list[str]) -> None:
    text = "\n".join(f"{mark}Point {n} of it" for n, mark in enumerate(marks))
    assert kinds(text) == [("item", f"Point {n} of it") for n in range(len(marks))]


def test_rules_page_numbers_and_lone_dashes_are_dropped() -> None:
    text = (
        f"-----\t--\t---\n\n{PROSE}\n\n-\n\nPage 3 of 12\n\n- | | |\n\n|---|---|\n\n* * *\n\n07\n"
    )
    assert kinds(text) == [("line", PROSE)]


def test_markdown_headings_keep_their_level() -> None:
    found = pieces("# One\n\n## Two ##\n\nThree\n=====\n\nFour\n----\n", markdown=True)
    assert [(p.text, p.level) for p in found] == [("One", 1), ("Two", 2), ("Three", 1), ("Four", 2)]


def test_the_row_over_a_markdown_rule_is_the_head() -> None:
    found = pieces("| Ref | Owner |\n|---|---|\n| 1 | Desk |\n", markdown=True)
    assert [(p.cells, p.head) for p in found] == [(("Ref", "Owner"), True), (("1", "Desk"), False)]


def test_blank_cells_keep_their_place() -> None:
    assert rows("Ref\tOwner\tDate\n\t\t3 May 2025\n") == [
        ("Ref", "Owner", "Date"),
        ("", "", "3 May 2025"),
    ]


def test_columns_set_by_spaces_are_cells() -> None:
    text = (
        "No.    Action                  Owner\n"
        "1      Log each handover       Desk Manager\n"
        "2      Review the rota with    Head of Training\n"
        "       those who stand on it\n"
    )
    assert rows(text)[:2] == [
        ("No.", "Action", "Owner"),
        ("1", "Log each handover", "Desk Manager"),
    ]
    assert rows(text)[3] == ("", "those who stand on it", "")


WRAPPED = """The panel looked at how the service answers its calls and found
that most of them are picked up within the time that it has set
itself, though the cover at weekends is thinner than planned for.

Supervisors told us that they review every open case once in each
fortnight, and that the review is written up in the shared log of
the desk.
"""


def test_lines_wrapped_by_hand_become_paragraphs() -> None:
    first, second = WRAPPED.strip().split("\n\n")
    assert kinds(WRAPPED) == [("line", " ".join(part.split())) for part in (first, second)]


def test_a_short_line_ends_a_wrapped_paragraph() -> None:
    found = [text for _, text in kinds(WRAPPED + "Signed:\nDesk Manager\n")]
    assert found[-2:] == ["Signed:", "Desk Manager"]


@pytest.mark.parametrize("break_", ["\n\n", "\n\f\n", "\n\n12\n\n"])
def test_a_sentence_broken_by_a_page_end_is_mended(break_: str) -> None:
    text = f"Most of the plans for the coming year were agreed by the{break_}board of the desk."
    assert [said for _, said in kinds(text)] == [
        "Most of the plans for the coming year were agreed by the board of the desk."
    ]


@pytest.mark.parametrize(
    "after", ["Board members signed it.", "1. board", "- board of the desk", "BOARD"]
)
def test_what_begins_anew_is_not_joined_over_a_page_end(after: str) -> None:
    text = f"Most of the plans for the coming year were agreed by the\n\n{after}"
    assert len(kinds(text)) == 2


def test_a_closed_sentence_is_not_joined_to_the_next() -> None:
    text = "Most of the plans for the coming year were agreed by all.\n\niPads were handed out."
    assert len(kinds(text)) == 2


def test_pages_are_counted_by_form_feeds() -> None:
    found = pieces("One.\n\fTwo.\n\f\fFour.\n", markdown=False)
    assert [(p.text, p.page) for p in found] == [("One.", 1), ("Two.", 2), ("Four.", 4)]


def test_tags_in_cells_are_paragraphs_never_html() -> None:
    text = "Control\t<p>The desk keeps a log.</p> <p>A sergeant signs it.</p>\t\n"
    found = [(p.text, p.label) for p in pieces(text, markdown=False)]
    assert found == [
        ("Control", True),
        ("The desk keeps a log.", False),
        ("A sergeant signs it.", False),
    ]


def test_points_inside_a_cell_are_items() -> None:
    text = 'Findings\tThe plans are:<ul style="x"><li>Roads;<li>Rota.</li>\t\n'
    assert kinds(text)[1:] == [("line", "The plans are:"), ("item", "Roads;"), ("item", "Rota.")]


def test_boxes_are_told_as_ticked_or_not() -> None:
    text = '| <input type="checkbox" checked=""> National | <input type="checkbox"> Local |\n'
    assert rows(text) == [("☒ National", "☐ Local")]


def test_markdown_boxes_are_told_as_ticked_or_not() -> None:
    assert kinds("- [x] National\n- [ ] Local\n", markdown=True) == [
        ("item", "☒ National"),
        ("item", "☐ Local"),
    ]


def test_a_bold_head_is_parted_from_the_text_it_runs_into() -> None:
    head, text = pieces(f"**Background:** {PROSE}", markdown=True)
    assert (head.kind, head.text) == ("heading", "Background")
    assert text.text == PROSE


def test_inline_marks_are_dropped_and_words_kept() -> None:
    text = "The **bold** and *slanted* [link](https://a.example) &amp; \\* star_and_bar"
    assert kinds(text, markdown=True) == [("line", "The bold and slanted link & * star_and_bar")]


def test_the_restated_mark_is_a_label_and_never_quoted() -> None:
    (mark,) = pieces('> This is a restatement of "Night Desk".', markdown=True)
    assert mark.label


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_date_is_read_day_first_in_each_way_it_is_printed(day: date) -> None:
    printed = (f"{day.day} {day:%B} {day.year}", f"{day.day}/{day.month}/{day.year}", f"{day}")
    assert [dates(f"agreed {text}, and signed") for text in printed] == [[day]] * 3


@pytest.mark.parametrize("text", ["31 February 2025", "32/1/2025", "2025-13-01", "13/13/25"])
def test_an_impossible_date_is_none(text: str) -> None:
    assert dates(text) == []


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.lists(WORD, max_size=20))
def test_words_are_those_that_stand_there(found: list[str]) -> None:
    assert Counter(words(", ".join(found).upper())) == Counter(found)
    assert not re.search(r"\s", "".join(words(" ".join(found))))


def test_a_table_in_html_is_rows() -> None:
    text = "<table class=x><tr><th>Area</th><th>Grade<tr><td>Custody</td><td></td></tr></table>"
    assert rows(text, markdown=True) == [("Area", "Grade"), ("Custody", "")]


def test_a_cell_of_several_lines_stays_in_its_row_under_a_head() -> None:
    text = "| Ref | Owner |\n|---|---|\n| R1 | **Desk**<br>Night |\n"
    assert rows(text, markdown=True) == [("Ref", "Owner"), ("R1", "Desk Night")]


def test_words_with_their_meanings_behind_a_colon_are_rows_that_name_no_columns() -> None:
    text = f"25/54\n: Send the list.\n\nDesk sergeant\n: {PROSE}\n: {PROSE}\n"
    found = pieces(text, markdown=True)
    assert [piece.cells for piece in found] == [
        ("25/54", "Send the list."), ("Desk sergeant", f"{PROSE} {PROSE}"),
    ]  # fmt: skip
    assert all(piece.label and not piece.head for piece in found)


def test_lines_with_bars_between_their_cells_alone_are_a_table() -> None:
    text = "Desk | Calls | Staff\nNorth | 40 | 3\nSouth | 55 | 4\n"
    assert rows(text) == [("Desk", "Calls", "Staff"), ("North", "40", "3"), ("South", "55", "4")]


def test_a_bar_or_two_make_no_table() -> None:
    assert not rows("Seen | by | all\n\nHome | Calls\nSouth | North")


def test_a_bold_name_behind_the_number_of_a_paragraph_heads_it() -> None:
    said = "The rise is in part due to a new way for shops to report, which began in the summer."
    found = pieces(f"5.1 **Shoplifting (1b).** {said}", markdown=True)
    assert [(p.kind, p.text) for p in found] == [
        ("heading", "5.1 Shoplifting (1b)"),
        ("line", said),
    ]
