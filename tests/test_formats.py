import os
import random
import sys
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from synthetic import (
    LONGER,
    PROSE,
    Set,
    bomb,
    docx,
    encrypted_pdf,
    flate_bomb,
    html,
    part_scanned_pdf,
    pdf,
    picture_pdf,
    scanned_pdf,
    with_part,
)

from corpus import ocr
from corpus.kind import kind_of
from corpus.outline import outline
from corpus.parse import parse
from corpus.piece import Piece, words
from corpus.read import UnreadableError, read
from corpus.sandbox import Limits, NeedsOcrError, read_apart
from corpus.text import pieces

HEADINGS = [("Result of the visit", 1), ("Custody", 2), ("Next steps", 1)]
TEXTS = [PROSE, LONGER, f"{LONGER} {PROSE}"]
ROWS = [
    ["Ref", "Action", "Owner"],
    ["1", "Keep the log", ""],
    ["2", "Train the staff", "Chief Officer"],
]


def words_of(path: Path) -> str:
    return "\n".join(section.text for report in read(path) for section in report.sections)


def words_of_or_reason(path: Path) -> str:
    try:
        return words_of(path)
    except UnreadableError as error:
        return str(error)


def pieces_of(path: Path) -> Sequence[Piece]:
    if kind_of(path) == "text":
        return pieces(path.read_text(), markdown=True)
    return parse(kind_of(path), path).pieces


def in_every_format(folder: Path) -> list[Path]:
    """The same report as PDF, Word, web page, Markdown."""
    told = list(zip(HEADINGS, TEXTS, strict=True))
    sizes = {1: 17, 2: 13}
    story = [
        part
        for (name, level), text in told
        for part in (Set(name, sizes[level], bold=True, before=16), Set(text))
    ]
    bold = [[f"<b>{cell}</b>" for cell in ROWS[0]], *ROWS[1:]]
    styled = [
        part
        for (name, level), text in told
        for part in ((f"Heading {level}", name), ("Normal", text))
    ]
    tagged = "".join(f"<h{level}>{name}</h{level}><p>{text}</p>" for (name, level), text in told)
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    marked = "".join(f"{'#' * level} {name}\n\n{text}\n\n" for (name, level), text in told)
    piped = "\n".join("| " + " | ".join(row) + " |" for row in [ROWS[0], ["---"] * 3, *ROWS[1:]])
    markdown = folder / "a.md"
    markdown.write_text(marked + piped)
    return [
        markdown,
        pdf(folder / "a.pdf", [*story, bold]),
        docx(folder / "a.docx", [*styled, ROWS]),
        html(folder / "a.html", f"{tagged}<table>{cells}</table>"),
    ]


def test_every_format_gives_the_same_sections_and_words(tmp_path: Path) -> None:
    found = []
    for path in in_every_format(tmp_path):
        sections = outline(pieces_of(path), "r")
        found.append([(s.path, s.text, [b.kind for b in s.blocks]) for s in sections])
    assert found[1:] == [found[0]] * 3
    assert [path for path, _, _ in found[0]] == [
        ("Result of the visit",), ("Result of the visit", "Custody"), ("Next steps",),
    ]  # fmt: skip


def test_a_file_is_known_by_its_content_not_its_name(tmp_path: Path) -> None:
    for path, kind in zip(in_every_format(tmp_path), ("text", "pdf", "docx", "html"), strict=True):
        renamed = path.rename(tmp_path / f"{kind}.bin")
        assert kind_of(renamed) == kind


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_text_of_each_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(f"The café’s plan\n\n{PROSE}\n\n{LONGER}".encode(encoding))
    (report,) = read(path)
    assert report.sections[0].path == ("The café’s plan",)


def refused(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableError) as error:
        read_apart(path, limits)
    return str(error.value)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"")
    assert refused(tmp_path / "a.pdf") == "a.pdf: the file is empty"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.pdf") == "a.pdf: No such file or directory"


def test_an_encrypted_pdf_is_refused(tmp_path: Path) -> None:
    encrypted_pdf(tmp_path / "a.pdf")
    assert "encrypted" in refused(tmp_path / "a.pdf")


def test_a_scan_is_reported_as_needing_ocr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NeedsOcrError, match=r"a.pdf: .* needs OCR"):
        read(picture_pdf(tmp_path / "a.pdf"))


def test_a_scan_is_read_where_tesseract_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in = tmp_path / "tesseract"
    stand_in.write_text(f"#!{sys.executable}\nprint({PROSE!r})\n")
    stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    (report,) = read(picture_pdf(tmp_path / "a.pdf"))
    assert [(s.text, s.page) for s in report.sections] == [(PROSE, 1)]
    assert report.unread == ()


def test_a_scan_that_tesseract_reads_nothing_on_is_still_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in = tmp_path / "tesseract"
    stand_in.write_text(f"#!{sys.executable}\nprint()\n")
    stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(NeedsOcrError, match="pages 1, 2 are pictures without text: needs OCR"):
        read(picture_pdf(tmp_path / "a.pdf", 2))


@pytest.mark.skipif(not ocr.is_there(), reason="tesseract is not installed: apt-get install it")
def test_a_scan_of_print_is_read_by_tesseract_itself(tmp_path: Path) -> None:
    (report,) = read(scanned_pdf(tmp_path / "a.pdf", [Set(PROSE), Set(LONGER)]))
    found = words(" ".join(section.text for section in report.sections))
    assert len(set(words(f"{PROSE} {LONGER}")) - set(found)) <= 3  # a letter or two is misread


def test_the_scanned_pages_among_others_are_named_by_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (report,) = read(part_scanned_pdf(tmp_path / "a.pdf", PROSE))
    assert (report.pages, report.unread) == (3, (2,))
    assert report.sections[0].text == f"{PROSE}\n{PROSE}"


def test_a_zip_bomb_is_refused_unopened(tmp_path: Path) -> None:
    start = time.monotonic()
    assert "zip bomb" in refused(bomb(tmp_path / "a.docx", 150))
    assert time.monotonic() - start < 10


def test_a_zip_that_is_no_word_file_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as packed:
        packed.writestr("a.txt", "a")
    assert refused(tmp_path / "a.docx") == "a.docx: a zip file, but no Word document"


def test_an_old_word_file_is_refused_with_advice(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    assert "save it as .docx" in refused(tmp_path / "a.doc")


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (b"{\\rtf1 ", "rich text"), (b"\x89PNG\r\n", "a picture"), (b"\xff\xd8\xff", "a picture"),
        (b"\x1f\x8b\x08", "a packed archive"), (b"%!PS-Adobe", "PostScript"),
        (b"MZ\x90", "a program"),
    ],
)  # fmt: skip
def test_a_kind_that_is_not_read_is_named(tmp_path: Path, head: bytes, said: str) -> None:
    (tmp_path / "a.pdf").write_bytes(head + bytes(500))
    assert refused(tmp_path / "a.pdf").startswith(f"a.pdf: {said}")


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("xl/workbook.xml", "an Excel workbook"), ("ppt/presentation.xml", "a PowerPoint file"),
        ("content.xml", "an OpenDocument file"), ("META-INF/container.xml", "an e-book"),
    ],
)  # fmt: skip
def test_a_zip_of_another_office_is_named(tmp_path: Path, part: str, said: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as packed:
        packed.writestr(part, "<x/>")
    assert refused(tmp_path / "a.docx").startswith(f"a.docx: {said}")


def test_too_much_text_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(f"{PROSE}\n\n".encode() * 120_000)
    assert refused(tmp_path / "a.txt") == "a.txt: more than 20 MB of text; split it"


@pytest.mark.parametrize("stated", ["utf-16", "iso-8859-1", "nonsense", "ascii"])
def test_a_page_that_lies_about_its_encoding_is_read(tmp_path: Path, stated: str) -> None:
    body = f"<html><meta charset={stated}><body><p>The café’s {PROSE}</p></body></html>"
    (tmp_path / "a.html").write_bytes(body.encode())
    assert words_of(tmp_path / "a.html") == f"The café’s {PROSE}"


def test_a_page_that_claims_to_be_utf_8_and_is_not_is_read(tmp_path: Path) -> None:
    body = f"<html><meta charset=utf-8><body><p>The café’s {PROSE}</p></body></html>"
    (tmp_path / "a.html").write_bytes(body.encode("cp1252"))
    assert words_of(tmp_path / "a.html") == f"The café’s {PROSE}"


def test_a_page_nested_without_end_is_read_or_refused(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<html><body>{'<div>' * 50_000}{PROSE}")
    assert "a.html: nested too deep" in refused(tmp_path / "a.html")


_BILLION = "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)  # each entity is ten of the one before: 10 ** 9 in all


@pytest.mark.parametrize(
    "types",
    [f'<!DOCTYPE x [<!ENTITY a "lol">{_BILLION}]>', '<!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/passwd">]>'],
    ids=["a bomb of entities", "an entity from outside"],
)  # fmt: skip
def test_entities_in_a_word_file_unpack_to_nothing(tmp_path: Path, types: str) -> None:
    plain = docx(tmp_path / "plain.docx", [("Normal", PROSE)])
    xml = zipfile.ZipFile(plain).read("word/document.xml").decode()
    xml = xml.replace("?>", f"?>{types}", 1)
    xml = xml.replace("<w:body>", "<w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p>", 1)
    path = with_part(plain, tmp_path / "a.docx", "word/document.xml", xml.encode())
    try:
        assert words_of(path) == PROSE
    except UnreadableError as error:
        assert str(error).startswith("a.docx: the Word file is damaged")  # noqa: PT017 (either outcome is right)


@pytest.mark.parametrize(
    "text", ["*_[(`", "[", "**a ", "<p ", "a" + " " * 99, "![a](", "1. ", "\t|"]
)
def test_no_run_of_marks_takes_long(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.md").write_text(text * (200_000 // len(text)))
    start = time.monotonic()
    assert words_of_or_reason(tmp_path / "a.md")
    assert time.monotonic() - start < 10


def test_a_flate_bomb_costs_no_more_than_its_limits(tmp_path: Path) -> None:
    assert refused(flate_bomb(tmp_path / "a.pdf"), Limits(seconds=15, megabytes=400)).startswith(
        "a.pdf: "
    )


def test_a_slow_file_is_stopped(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", [Set(PROSE)])
    assert refused(path, Limits(seconds=0)) == "a.pdf: not read within 0 s"


def test_damaged_files_are_read_or_refused_by_name(tmp_path: Path) -> None:
    chance = random.Random(3)  # noqa: S311 (no secret)
    for path in in_every_format(tmp_path)[1:]:
        raw = path.read_bytes()
        for n in range(2):
            cut = raw[: chance.randrange(1, len(raw))]
            flipped = bytearray(raw)
            for _ in range(20):
                flipped[chance.randrange(len(raw))] = chance.randrange(256)
            for damaged in (cut, bytes(flipped)):
                bad = tmp_path / f"bad{n}{path.suffix}"
                bad.write_bytes(damaged)
                try:
                    assert words_of(bad)
                except UnreadableError as error:
                    assert str(error).startswith(bad.name)  # noqa: PT017 (either outcome is right)


def test_a_name_with_dots_and_controls_is_only_a_name(tmp_path: Path) -> None:
    path = html(tmp_path / "..\x07 -c.html", f"<p>{PROSE}</p>")
    assert words_of(path) == PROSE


def test_no_word_of_a_long_document_is_lost(tmp_path: Path) -> None:
    chance = random.Random(5)  # noqa: S311 (no secret)
    story = [
        Set(
            " ".join(chance.choices(f"{PROSE} {LONGER}".split(), k=chance.randrange(5, 90)))
            + f" {n}."
        )
        for n in range(300)
    ]
    found = parse("pdf", pdf(tmp_path / "a.pdf", story, head="Northmoor", foot="Page {page}"))
    text = " ".join(piece.text for piece in found.pieces)
    assert words(text) == words(" ".join(part.text for part in story))
