import os
import random
import sys
import time
import zipfile
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
    pdf,
    picture_pdf,
)

from corpus.outline import outline
from corpus.piece import words
from corpus.read import UnreadableError
from corpus.sandbox import Limits, NeedsOcrError, kind_of, parsed

HEADINGS = [("Result of the visit", 1), ("Custody", 2), ("Next steps", 1)]
TEXTS = [PROSE, LONGER, f"{LONGER} {PROSE}"]
ROWS = [
    ["Ref", "Action", "Owner"],
    ["1", "Keep the log", ""],
    ["2", "Train the staff", "Chief Officer"],
]


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
        sections = outline(parsed(path).pieces, "r")
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
    assert parsed(path).pieces[0].text == "The café’s plan"


def refused(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableError) as error:
        parsed(path, limits)
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
        parsed(picture_pdf(tmp_path / "a.pdf"))


def test_a_scan_is_read_where_tesseract_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in = tmp_path / "tesseract"
    stand_in.write_text(f"#!{sys.executable}\nprint({PROSE!r})\n")
    stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    found = parsed(picture_pdf(tmp_path / "a.pdf"))
    assert [(piece.text, piece.page) for piece in found.pieces] == [(PROSE, 1)]


def test_a_zip_bomb_is_refused_unopened(tmp_path: Path) -> None:
    start = time.monotonic()
    assert "zip bomb" in refused(bomb(tmp_path / "a.docx", 150))
    assert time.monotonic() - start < 10


def test_a_zip_that_is_no_word_file_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as packed:
        packed.writestr("xl/workbook.xml", "<x/>")
    assert refused(tmp_path / "a.docx") == "a.docx: a zip file, but no Word document"


def test_an_old_word_file_is_refused_with_advice(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    assert "save it as .docx" in refused(tmp_path / "a.doc")


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
                    assert parsed(bad).pieces
                except UnreadableError as error:
                    assert str(error).startswith(bad.name)  # noqa: PT017 (either outcome is right)


def test_a_name_with_dots_and_controls_is_only_a_name(tmp_path: Path) -> None:
    path = html(tmp_path / "..\x07 -c.html", f"<p>{PROSE}</p>")
    assert parsed(path).pieces[0].text == PROSE


def test_no_word_of_a_long_document_is_lost(tmp_path: Path) -> None:
    chance = random.Random(5)  # noqa: S311 (no secret)
    story = [
        Set(
            " ".join(chance.choices(f"{PROSE} {LONGER}".split(), k=chance.randrange(5, 90)))
            + f" {n}."
        )
        for n in range(300)
    ]
    found = parsed(pdf(tmp_path / "a.pdf", story, head="Northmoor", foot="Page {page}"))
    text = " ".join(piece.text for piece in found.pieces)
    assert words(text) == words(" ".join(part.text for part in story))
