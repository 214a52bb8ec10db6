from pathlib import Path

import pytest
from synthetic import LONGER, PROSE, html

from corpus.outline import outline
from corpus.page import pieces
from corpus.piece import Piece
from corpus.report import Section


def sections(path: Path) -> list[Section]:
    return list(outline(pieces(path), "r"))


def read(tmp_path: Path, body: str) -> list[Piece]:
    return pieces(html(tmp_path / "a.html", body))


def test_headings_nest_by_level(tmp_path: Path) -> None:
    body = f"<h1>Review</h1><h2>Result</h2><p>{PROSE}</p><h3>Custody</h3><p>{LONGER}</p>"
    body += f"<h2>Next</h2><p>{PROSE}</p>"
    found = sections(html(tmp_path / "a.html", body))
    assert [s.path for s in found] == [(), ("Result",), ("Result", "Custody"), ("Next",)]


def test_what_surrounds_the_body_is_dropped(tmp_path: Path) -> None:
    body = f"<div class='breadcrumb'>Home</div><h1>Review</h1><p>{PROSE}</p>"
    body += "<div id='share-links'>Share</div>"
    assert [p.text for p in read(tmp_path, body)] == ["Review", PROSE]


def test_a_page_without_main_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<html><body><nav>Home</nav><div><p>{PROSE}</p>{LONGER}</div></body></html>")
    assert [p.text for p in pieces(path)] == [PROSE, LONGER]


def test_a_table_keeps_its_head_and_empty_cells(tmp_path: Path) -> None:
    body = (
        f"<h2>Actions</h2><p>{PROSE}</p><table><tr><th>Ref</th><th>Action</th><th>Owner</th></tr>"
        "<tr><td>1</td><td>Keep the log</td><td></td></tr>"
        "<tr><td>2</td><td colspan='2'>Closed</td></tr></table>"
    )
    rows = [p for p in read(tmp_path, body) if p.kind == "row"]
    assert [row.cells for row in rows] == [
        ("Ref", "Action", "Owner"),
        ("1", "Keep the log", ""),
        ("2", "Closed", ""),
    ]
    assert [row.head for row in rows] == [True, False, False]


def test_tick_boxes_carry_their_label(tmp_path: Path) -> None:
    body = (
        "<p><label><input type='checkbox' checked><span aria-hidden='true'>☒</span>"
        " National</label></p>"
        "<p><input type=checkbox> Local</p>"
    )
    assert [(p.kind, p.text) for p in read(tmp_path, body)] == [
        ("item", "☒ National"),
        ("item", "☐ Local"),
    ]


def test_lists_are_items(tmp_path: Path) -> None:
    body = "<ul><li>calls</li><li><p>visits</p><p>and more on visits</p></li></ul>"
    assert [(p.kind, p.text) for p in read(tmp_path, body)] == [
        ("item", "calls"), ("item", "visits"), ("line", "and more on visits"),
    ]  # fmt: skip


def test_a_bold_opening_heads_its_paragraph(tmp_path: Path) -> None:
    body = f"<h2>Review</h2><p>{PROSE}</p><p><strong>Conclusion:</strong> {LONGER}</p>"
    assert sections(html(tmp_path / "a.html", body))[-1].path == ("Review", "Conclusion")


def test_scripts_and_hidden_text_are_dropped(tmp_path: Path) -> None:
    body = f"<script>alert(1)</script><p style='display: none'>no</p><p hidden>no</p><p>{PROSE}</p>"
    assert [p.text for p in read(tmp_path, body)] == [PROSE]


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "cp1252", "utf-16"])
def test_each_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    path = html(
        tmp_path / "a.html",
        "<p>The café’s plan cost £5</p>"
        if encoding != "latin-1"
        else "<p>The café plan cost £5</p>",
        encoding=encoding,
    )
    assert pieces(path)[0].text.replace("’s", "") == "The café plan cost £5"


def test_broken_markup_is_read(tmp_path: Path) -> None:
    body = f"<div><p>{PROSE}<p>{LONGER}<ul><li>one<li>two</div></span>"
    assert [p.text for p in read(tmp_path, body)] == [PROSE, LONGER, "one", "two"]


def test_line_breaks_part_no_sentence(tmp_path: Path) -> None:
    assert [p.text for p in read(tmp_path, "<p>one<br>two<br><br>three</p>")] == [
        "one two",
        "three",
    ]


def test_short_lines_of_a_cover_parted_by_breaks_stand_for_themselves(tmp_path: Path) -> None:
    lines = ["Internal audit report 6.25/26", "Northshire Police", "FINAL - 9 March 2026"]
    assert [p.text for p in read(tmp_path, f"<p>{'<br>'.join(lines)}</p>")] == lines


def test_a_call_out_in_the_body_is_read_and_one_beside_it_dropped(tmp_path: Path) -> None:
    body = f"<h2>Result</h2><p>{PROSE}</p><aside><h3>New practice</h3><p>{LONGER}</p></aside>"
    path = html(tmp_path / "a.html", body)
    path.write_text(path.read_text().replace("<main>", "<aside><p>Latest news</p></aside><main>"))
    assert [p.text for p in pieces(path)] == ["Result", PROSE, "New practice", LONGER]


def test_a_definition_list_has_names_and_no_head(tmp_path: Path) -> None:
    body = f"<h2>Review</h2><p>{PROSE}</p><dl><dt>Force<dd>Eastmoor<dt>Grade<dd>Good</dl>"
    (section,) = sections(html(tmp_path / "a.html", f"<h1>PEEL</h1>{body}"))[1:]
    assert [block.kind for block in section.blocks] == ["paragraph", "row", "row"]


def test_the_caption_of_a_table_is_read(tmp_path: Path) -> None:
    body = "<table><caption>Table 1: outcomes</caption><tr><th>a<th>b<tr><td>1<td>2</table>"
    assert read(tmp_path, body)[0].text == "Table 1: outcomes"


def test_a_cell_that_spans_rows_leaves_the_cells_under_it_in_their_columns(tmp_path: Path) -> None:
    body = (
        "<table><tr><th>Suite<th>Month<th>Late</tr><tr><td rowspan=2>Harbour<td>May<td>6</tr>"
        "<tr><td>June<td>4</tr><tr><td>Mill<td>May<td>1</tr></table>"
    )
    assert [p.cells for p in read(tmp_path, body)][2:] == [("", "June", "4"), ("Mill", "May", "1")]


def test_a_cell_of_several_paragraphs_stays_in_its_row_under_a_head(tmp_path: Path) -> None:
    body = "<tr><th>Ref<th>Action<th>Owner<tr><td>R1<td><p>Log.</p><p>Sign.</p><td>Desk"
    body = f"<table>{body}</table>"
    assert read(tmp_path, body)[1].cells == ("R1", "Log. Sign.", "Desk")


def test_a_grade_alone_on_a_bold_line_is_no_heading(tmp_path: Path) -> None:
    body = f"<h1>PEEL</h1><h2>Custody</h2><p><strong>Adequate</strong></p><p>{PROSE}</p>"
    (section,) = sections(html(tmp_path / "a.html", body))[1:]
    assert section.text == f"Adequate\n{PROSE}"


def test_a_reference_in_bold_heads_nothing(tmp_path: Path) -> None:
    points = (
        "Loss of the keys to the store of umbrellas at the night desk in town: score 16",
        "Cold",
    )
    body = "".join(f"<li><b>SR{n}</b> {words}</li>" for n, words in enumerate(points))
    found = read(tmp_path, f"<h2>Risks</h2><ul>{body}</ul>")
    assert [p.text for p in found if p.kind == "item"] == [
        f"SR0 {points[0]}",
        f"SR1 {points[1]}",
    ]
