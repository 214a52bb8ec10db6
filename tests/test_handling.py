from pathlib import Path

import docx as word
import pytest
from synthetic import LONGER, PROSE, Set, pdf

from corpus.handling import handling
from corpus.read import read_here

CONSENT = "This report shall not be copied, referred to or disclosed without our written consent."


@pytest.mark.parametrize(
    "line",
    [
        "OFFICIAL", "OFFICIAL-SENSITIVE", "OFFICIAL - SENSITIVE", "NOT PROTECTIVELY MARKED",
        "RESTRICTED", "PRIVATE AND CONFIDENTIAL", "NOT FOR PUBLICATION", "COMMERCIAL IN CONFIDENCE",
    ],
)  # fmt: skip
def test_a_marking_alone_on_its_line_is_told(line: str) -> None:
    assert handling([PROSE, line, LONGER]) == f"{line}."


@pytest.mark.parametrize(
    "line",
    ["Protective marking: Official", "Security classification - OFFICIAL", "Marking: Restricted"],
)
def test_a_marking_behind_its_label_is_told(line: str) -> None:
    assert handling([line]).casefold().rstrip(".") == line.rsplit(maxsplit=1)[-1].casefold()


@pytest.mark.parametrize(
    "said",
    [
        CONSENT,
        "Neither the whole nor any part of this draft report may be reproduced without permission.",
        "This document must not be circulated outside the committee.",
        "This publication is licensed under the terms of the Open Government Licence v3.0.",
        "The contents of this letter are not to be quoted or disclosed to anyone else.",
    ],
)
def test_a_sentence_on_copying_is_told_as_printed(said: str) -> None:
    assert handling([f"{PROSE} {said} {LONGER}"]) == said


@pytest.mark.parametrize(
    "said",
    [
        PROSE,
        "Officers must not disclose what a victim has said without consent.",
        "The report was circulated to the board, but no action was recorded.",
        "The official response came late and staff said it was confidential.",
        "Records are restricted to those who need them, and the log is not shared.",
        "OFFICIAL VISITORS TO CUSTODY",
    ],
)
def test_what_the_report_says_of_others_is_no_handling(said: str) -> None:
    assert handling([said]) == ""


def test_a_marking_in_the_margins_of_a_pdf_is_told(tmp_path: Path) -> None:
    story = [Set("Result", 17, bold=True), *[Set(PROSE)] * 40, Set(CONSENT)]
    path = pdf(tmp_path / "a.pdf", story, head="OFFICIAL", foot="Page {page}")
    (report,) = read_here(path)
    assert report.handling == f"OFFICIAL. {CONSENT}"
    assert not any("OFFICIAL" in section.text for section in report.sections)


def test_a_marking_in_the_margins_of_a_word_file_is_told(tmp_path: Path) -> None:
    document = word.Document()
    document.sections[0].header.paragraphs[0].text = "OFFICIAL-SENSITIVE"
    document.add_paragraph(PROSE)
    document.save(str(tmp_path / "a.docx"))
    (report,) = read_here(tmp_path / "a.docx")
    assert report.handling == "OFFICIAL-SENSITIVE."


def test_the_front_matter_tells_of_handling_first(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\nhandling: ask us\n---\n\n# Result\n\n{PROSE} {CONSENT}\n")
    (report,) = read_here(tmp_path / "a.md")
    assert report.handling == "ask us"
