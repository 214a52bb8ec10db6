from pathlib import Path

import pytest
from synthetic import LONGER, PROSE, Set, columns_pdf, form_pdf, pdf, picture_pdf, turned_pdf

from corpus.outline import outline
from corpus.pdf import pages
from corpus.report import Section


def sections(path: Path) -> list[Section]:
    return list(outline(pages(path).pieces, "r"))


def paths(path: Path) -> list[tuple[str, ...]]:
    return [section.path for section in sections(path)]


def big(text: str, size: float = 18) -> Set:
    return Set(text, size=size, bold=True, before=16)


def test_headings_are_told_by_size(tmp_path: Path) -> None:
    story = [
        big("Custody", 22), big("What we found", 16), Set(PROSE), big("Detention reviews", 13),
        Set(LONGER), big("What we ask for", 16), Set(PROSE),
    ]  # fmt: skip
    assert paths(pdf(tmp_path / "a.pdf", story)) == [
        (),
        ("What we found",),
        ("What we found", "Detention reviews"),
        ("What we ask for",),
    ]


def test_headings_of_the_bodys_size_are_told_by_weight_and_number(tmp_path: Path) -> None:
    story = [
        Set("1. Purpose", bold=True), Set(PROSE), Set("1.1 Scope of the visit", bold=True),
        Set(LONGER), Set("2. Result", bold=True), Set(PROSE),
    ]  # fmt: skip
    assert paths(pdf(tmp_path / "a.pdf", story)) == [
        ("1. Purpose",),
        ("1. Purpose", "1.1 Scope of the visit"),
        ("2. Result",),
    ]


def test_headings_in_capitals_are_told_without_weight(tmp_path: Path) -> None:
    story = [Set("BACKGROUND TO THE VISIT"), Set(PROSE), Set("NEXT STEPS"), Set(LONGER)]
    assert paths(pdf(tmp_path / "a.pdf", story)) == [("BACKGROUND TO THE VISIT",), ("NEXT STEPS",)]


def test_a_letter_without_headings_is_one_section(tmp_path: Path) -> None:
    story = [Set("Dear Commissioner,"), Set(PROSE), Set(LONGER), Set("Yours sincerely,")]
    (letter,) = sections(pdf(tmp_path / "a.pdf", story))
    assert letter.text.split("\n")[1:3] == [PROSE, LONGER]


def test_a_bold_opening_heads_its_paragraph(tmp_path: Path) -> None:
    story = [big("Review"), Set(PROSE), Set(LONGER, lead="Conclusion:"), Set(PROSE)]
    found = sections(pdf(tmp_path / "a.pdf", story))
    assert found[-1].path == ("Review", "Conclusion")
    assert found[-1].text.startswith("Supervisors told us")


def test_sentences_broken_over_lines_and_pages_are_joined(tmp_path: Path) -> None:
    story = [big("Review"), *[Set(f"{PROSE} {LONGER} {PROSE}")] * 14]
    path = pdf(tmp_path / "a.pdf", story)
    (section,) = sections(path)
    assert pages(path).count > 1
    assert section.text.split("\n") == [f"{PROSE} {LONGER} {PROSE}"] * 14


def test_running_heads_and_page_numbers_are_dropped(tmp_path: Path) -> None:
    story = [big("Review"), *[Set(PROSE)] * 40]
    path = pdf(tmp_path / "a.pdf", story, head="Northmoor Audit Service", foot="Page {page} of 3")
    text = "\n".join(section.text for section in sections(path))
    assert pages(path).count >= 3
    assert "Northmoor" not in text
    assert "Page" not in text


def test_a_contents_list_is_dropped(tmp_path: Path) -> None:
    story = [
        big("Contents"), Set("Review of calls ........................ 2"),
        Set("Custody ........................ 3"), Set("Next steps ........................ 4"),
        "page", big("Review of calls"), Set(PROSE), big("Custody"), Set(LONGER), big("Next steps"),
        Set(PROSE),
    ]  # fmt: skip
    assert paths(pdf(tmp_path / "a.pdf", story)) == [
        ("Review of calls",),
        ("Custody",),
        ("Next steps",),
    ]


def test_a_table_over_two_pages_keeps_one_head_and_its_empty_cells(tmp_path: Path) -> None:
    head = ["<b>Ref</b>", "<b>Action</b>", "<b>Owner</b>"]
    rows = [
        [str(n), f"Keep log {n} of the service up to date", "" if n % 2 else "Chief Officer"]
        for n in range(1, 61)
    ]
    path = pdf(tmp_path / "a.pdf", [big("Actions"), Set(PROSE), [head, *rows], Set(LONGER)])
    (section,) = sections(path)
    kinds = [block.kind for block in section.blocks]
    assert pages(path).count > 1
    assert kinds == ["paragraph", "head", *["row"] * 60, "paragraph"]
    assert section.words(section.blocks[2]) == "1\tKeep log 1 of the service up to date\t"
    assert section.blocks[61].page == pages(path).count


def test_a_finding_card_goes_on_over_the_page(tmp_path: Path) -> None:
    def card(n: int) -> list[list[str]]:
        return [
            ["Control", f"The service keeps log {n}.<br/><br/>{LONGER}"],
            ["Finding", f"{PROSE}<br/><br/>{LONGER}"],
        ]

    path = pdf(tmp_path / "a.pdf", [big("Findings"), Set(PROSE), *map(card, range(1, 9))])
    text = "\n".join(section.text for section in sections(path))
    assert pages(path).count > 1
    assert text.count("Control") == text.count("Finding") == 8
    assert text.count(PROSE) == 9


def test_bullets_are_items(tmp_path: Path) -> None:
    story = [
        big("Review"),
        Set("The panel then asked the service to provide each of the following:"),
        Set(LONGER, bullet=True),
        Set("more staff; and", bullet=True, before=2),
    ]
    (section,) = sections(pdf(tmp_path / "a.pdf", story))
    assert [block.kind for block in section.blocks] == ["paragraph", "item", "item"]
    assert section.words(section.blocks[1]) == LONGER


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    texts = [f"Paragraph {n}. {PROSE} {LONGER}" for n in range(1, 12)]
    found = sections(columns_pdf(tmp_path / "a.pdf", texts))
    text = " ".join(section.text for section in found).replace("\n", " ")
    places = [text.index(f"Paragraph {n}.") for n in range(1, 12)]
    assert places == sorted(places)
    assert " ".join(texts) in text


def test_a_table_ruled_across_only_is_a_table(tmp_path: Path) -> None:
    rows = [
        ["Measure", "2024", "2025"],
        ["Calls answered in time", "81", "88"],
        ["Visits", "", "4"],
    ]
    path = pdf(
        tmp_path / "a.pdf", [big("Result"), Set(PROSE), rows, Set(LONGER)], ruling="LINEBELOW"
    )
    (section,) = sections(path)
    assert section.text.split("\n")[1:-1] == [
        "Measure\t2024\t2025",
        "Calls answered in time\t81\t88",
        "Visits\t\t4",
    ]


def test_a_box_round_prose_is_no_table(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", [big("Result"), Set(PROSE), [[LONGER]], Set(PROSE)])
    (section,) = sections(path)
    assert section.text == f"{PROSE}\n{LONGER}\n{PROSE}"


def test_a_footnote_parts_no_sentence(tmp_path: Path) -> None:
    note = Set("1 Counted by the service itself.", size=7, before=4)
    first, second = PROSE.split(" and found that ")
    story = [big("Result"), Set(LONGER), Set(f"{first} and found that"), note, "page", Set(second)]
    (section,) = sections(pdf(tmp_path / "a.pdf", story))
    assert section.text.split("\n") == [LONGER, PROSE, note.text]


def test_every_piece_carries_its_page(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", [big("One"), Set(PROSE), "page", big("Two"), Set(LONGER)])
    assert [section.page for section in sections(path)] == [1, 2]


def test_ticked_fields_of_a_form_are_items(tmp_path: Path) -> None:
    (section,) = sections(
        form_pdf(tmp_path / "a.pdf", {"National": True, "Local": False}, "Mr A Reader")
    )
    assert section.text == "☒ National\n☐ Local\nSeen by Mr A Reader"
    assert [block.kind for block in section.blocks] == ["item", "item", "paragraph"]


def test_a_page_of_pictures_is_reported(tmp_path: Path) -> None:
    found = pages(picture_pdf(tmp_path / "a.pdf", 2))
    assert (found.unread, found.pieces) == ((1, 2), ())


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_is_read_as_shown(tmp_path: Path, turn: int) -> None:
    lines = ["The first line of a wide page,", "and the second.", "The third."]
    (section,) = sections(turned_pdf(tmp_path / "a.pdf", turn, lines))
    assert section.text.replace("\n", " ") == " ".join(lines)


def test_a_raised_mark_stays_in_its_sentence(tmp_path: Path) -> None:
    said = "The force has a plan.<super>1</super> It is not dated, and nobody knows who wrote it."
    (section,) = sections(pdf(tmp_path / "a.pdf", [big("Plan"), Set(PROSE), Set(said)]))
    assert section.text.split("\n")[1].replace(" 1 ", "1 ") == said.replace("<super>1</super>", "1")


def test_a_table_of_names_in_bold_has_no_head(tmp_path: Path) -> None:
    rows = [["<b>Force</b>", "Eastmoor Police"], ["<b>Published</b>", "4 May 2026"]]
    (section,) = sections(pdf(tmp_path / "a.pdf", [big("Details"), Set(PROSE), rows]))
    assert [block.kind for block in section.blocks] == ["paragraph", "row", "row"]


def test_a_row_split_by_a_page_end_is_one(tmp_path: Path) -> None:
    head = ["<b>Ref</b>", "<b>Finding</b>", "<b>Owner</b>"]
    row = ["1", " ".join([PROSE] * 3), "Chief Officer"]
    story = [big("Actions"), *[Set(PROSE)] * 16, [head, row, ["2", "Keep the log", "Desk"]]]
    found = sections(pdf(tmp_path / "a.pdf", story))
    rows = [found[0].words(b) for b in found[0].blocks if b.kind == "row"]
    assert rows == ["\t".join(row), "2\tKeep the log\tDesk"]
