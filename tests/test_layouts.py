"""One report in the layouts of many publishers comes out as the same sections and words."""

from pathlib import Path

import pytest
from layouts import Told
from layouts_pdf import PDF_LOOKS, layout_pdf, pdf_truth
from layouts_text import TEXT_LOOKS, text_truth
from layouts_web import HTML_LOOKS, layout_html
from layouts_word import DOCX_HEADS, docx_truth, layout_docx

from corpus import docx, page, pdf
from corpus.outline import outline
from corpus.piece import Piece
from corpus.read import read_here
from corpus.report import Section


def told(sections: tuple[Section, ...]) -> Told:
    return [(s.path, [s.words(block) for block in s.blocks]) for s in sections]


def outlined(pieces: list[Piece] | tuple[Piece, ...]) -> Told:
    return told(outline(pieces, "r"))


@pytest.mark.parametrize("look", PDF_LOOKS)
def test_a_pdf_of_any_look_gives_its_sections(tmp_path: Path, look: str) -> None:
    path = layout_pdf(tmp_path / "a.pdf", PDF_LOOKS[look])
    assert outlined(pdf.pages(path).pieces) == pdf_truth(PDF_LOOKS[look])


@pytest.mark.parametrize("look", DOCX_HEADS)
def test_a_word_file_of_any_look_gives_its_sections(tmp_path: Path, look: str) -> None:
    heading, kind = DOCX_HEADS[look]
    assert outlined(docx.pieces(layout_docx(tmp_path / "a.docx", heading))) == docx_truth(kind)


@pytest.mark.parametrize("look", HTML_LOOKS)
def test_a_web_page_of_any_look_gives_its_sections(tmp_path: Path, look: str) -> None:
    path = layout_html(tmp_path / "a.html", look)
    assert outlined(page.pieces(path)) == docx_truth(HTML_LOOKS[look][2])


@pytest.mark.parametrize("look", TEXT_LOOKS)
def test_a_text_of_any_look_gives_its_sections(tmp_path: Path, look: str) -> None:
    text, heads, kind = TEXT_LOOKS[look]
    path = tmp_path / look
    path.write_text(text, encoding="utf-8")
    (report,) = read_here(path)
    assert told(report.sections) == text_truth(heads, kind)
