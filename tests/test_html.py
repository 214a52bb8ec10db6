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
