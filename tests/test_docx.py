import zipfile
from pathlib import Path

import pytest
from synthetic import LONGER, PROSE, docx

from corpus.docx import pieces
from corpus.outline import outline
from corpus.read import UnreadableError
from corpus.report import Section

TICKS = "http://schemas.microsoft.com/office/word/2010/wordml"


def sections(path: Path) -> list[Section]:
    return list(outline(pieces(path), "r"))


def with_body(path: Path, xml: str) -> Path:
    """A Word document with some WordprocessingML put first in its body."""
    plain = docx(path.with_name("plain.docx"), [("Normal", PROSE)])
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w") as new:
        for part in old.infolist():
            raw = old.read(part)
            if part.filename == "word/document.xml":
                raw = raw.replace(b"<w:body>", b"<w:body>" + xml.encode(), 1)
            new.writestr(part, raw)
    return path


def test_heading_styles_are_headings(tmp_path: Path) -> None:
    path = docx(tmp_path / "a.docx", [
        ("Title", "Review of custody"), ("Heading 1", "Result"), ("Normal", PROSE),
        ("Heading 2", "Detention"), ("Normal", LONGER), ("Heading 1", "Next steps"),
        ("Normal", PROSE),
    ])  # fmt: skip
    assert [s.path for s in sections(path)] == [
        (),
        ("Result",),
        ("Result", "Detention"),
        ("Next steps",),
    ]


def test_bold_lines_head_a_document_without_heading_styles(tmp_path: Path) -> None:
    path = docx(tmp_path / "a.docx", [
        ("Normal", "**1. Purpose**"), ("Normal", PROSE), ("Normal", "**1.1 Scope**"),
        ("Normal", LONGER), ("Normal", "**2. Result**"), ("Normal", PROSE),
    ])  # fmt: skip
    assert [s.path for s in sections(path)] == [
        ("1. Purpose",),
        ("1. Purpose", "1.1 Scope"),
        ("2. Result",),
    ]


def test_a_bold_opening_heads_its_paragraph(tmp_path: Path) -> None:
    story = [("Heading 1", "Review"), ("Normal", PROSE), ("Normal", f"**Conclusion:** {LONGER}")]
    assert sections(docx(tmp_path / "a.docx", story))[-1].path == ("Review", "Conclusion")


def test_a_letter_is_one_section(tmp_path: Path) -> None:
    story = [("Normal", "Dear Commissioner,"), ("Normal", PROSE), ("Normal", LONGER)]
    (letter,) = sections(docx(tmp_path / "a.docx", story))
    assert letter.text == f"Dear Commissioner,\n{PROSE}\n{LONGER}"


def test_list_styles_are_items(tmp_path: Path) -> None:
    story = [
        ("Heading 1", "Review"),
        ("Normal", PROSE),
        ("List Bullet", "calls"),
        ("List Number", "visits"),
    ]
    (section,) = sections(docx(tmp_path / "a.docx", story))
    assert [block.kind for block in section.blocks] == ["paragraph", "item", "item"]


def test_a_table_keeps_its_head_and_empty_cells(tmp_path: Path) -> None:
    table = [["Ref", "Action", "Owner"], ["1", "Keep the log", ""], ["2", "", "Chief Officer"]]
    (section,) = sections(
        docx(tmp_path / "a.docx", [("Heading 1", "Actions"), ("Normal", PROSE), table])
    )
    assert [block.kind for block in section.blocks] == ["paragraph", "head", "row", "row"]
    assert section.words(section.blocks[2]) == "1\tKeep the log\t"


@pytest.mark.parametrize(("value", "box"), [("1", "☒"), ("0", "☐")])
def test_a_tick_box_control_is_a_box(tmp_path: Path, value: str, box: str) -> None:
    control = (
        f'<w:p><w:sdt><w:sdtPr><w14:checkbox xmlns:w14="{TICKS}">'
        f'<w14:checked w14:val="{value}"/></w14:checkbox>'
        "</w:sdtPr><w:sdtContent><w:r><w:t>?</w:t></w:r></w:sdtContent></w:sdt>"
        "<w:r><w:t> National</w:t></w:r></w:p>"
    )
    assert pieces(with_body(tmp_path / "a.docx", control))[0].text == f"{box} National"


def test_deleted_words_are_left_out_and_inserted_ones_kept(tmp_path: Path) -> None:
    change = (
        "<w:p><w:r><w:t>The plan is </w:t></w:r><w:del w:id='1' w:author='a'><w:r>"
        "<w:delText>draft</w:delText></w:r></w:del><w:ins w:id='2' w:author='a'><w:r>"
        "<w:t>agreed</w:t></w:r></w:ins></w:p>"
    )
    assert pieces(with_body(tmp_path / "a.docx", change))[0].text == "The plan is agreed"


def test_text_in_controls_and_boxes_is_read(tmp_path: Path) -> None:
    control = (
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>In a control</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    assert pieces(with_body(tmp_path / "a.docx", control))[0].text == "In a control"


def test_a_contents_list_is_dropped(tmp_path: Path) -> None:
    contents = (
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj>"
        "</w:sdtPr><w:sdtContent><w:p><w:r><w:t>Result 3</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    assert [p.text for p in pieces(with_body(tmp_path / "a.docx", contents))] == [PROSE]


def test_a_damaged_document_is_refused_by_name(tmp_path: Path) -> None:
    path = with_body(tmp_path / "a.docx", "<w:p><w:unclosed></w:p>")
    with pytest.raises(UnreadableError, match=r"a.docx: the Word file is damaged"):
        pieces(path)
