import json
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from briefs import AUDIT, briefed, over
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tiny import settings_of, written

from assistant.brief.markdown import as_markdown, escaped
from assistant.brief.part import Briefing, Table
from assistant.brief.pdf import write_pdf
from assistant.brief.word import write_docx
from assistant.briefing import as_json
from assistant.cli import run
from corpus.read import read_here
from index.library import Library

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "![pixel](http://example.invalid/p.png)",
    "http://example.invalid/track",
    "www.example.invalid",
    "{{7*7}} ${7*7}",
    "| cell | cell |",
    "<font color=red>red</font><br/>",
    "&lt;b&gt; &amp; &#x41;",
    "**bold** _em_ `code` ~~gone~~",
    "user@example.invalid",
)


@pytest.fixture(scope="module")
def briefing(tmp_path_factory: pytest.TempPathFactory) -> Briefing:
    return briefed(tmp_path_factory.mktemp("files"))


@pytest.fixture(scope="module", params=HOSTILE)
def hostile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Briefing:
    words = request.param.replace("|", "/")
    audit = AUDIT.replace("Head of Stores", f"Head of {words} Stores")
    audit = audit.replace("a second shelf", f"a second {words} shelf")
    return briefed(tmp_path_factory.mktemp("hostile"), audit=audit)


def footnotes(path: Path) -> dict[str, str]:
    """The notes of a Word document by id, the separators left out."""
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("word/footnotes.xml"))
    found = {}
    for note in root.iter(qn("w:footnote")):
        if note.get(qn("w:type")) is None:
            lines = ["".join(p.itertext()) for p in note.iter(qn("w:p"))]
            found[str(note.get(qn("w:id")))] = "\n".join(lines)
    return found


def body(path: Path) -> str:
    document = docx.Document(str(path))
    return "\n".join("".join(p.itertext()) for p in document.element.body.iter(qn("w:p")))


def text_of(path: Path) -> str:
    pages = pypdfium2.PdfDocument(path)
    told = "\n".join(page.get_textpage().get_text_range() for page in pages)
    pages.close()
    return told


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_word_has_real_headings_lists_and_tables_with_header_rows(
    briefing: Briefing, tmp_path: Path
) -> None:
    write_docx(briefing, tmp_path / "b.docx")
    document = docx.Document(str(tmp_path / "b.docx"))
    headings = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings == [
        *(f"{n}. {p.title}" for n, p in enumerate(briefing.parts, start=1)),
        f"{len(briefing.parts) + 1}. Sources",
    ]
    told = [b for p in briefing.parts for b in p.blocks if isinstance(b, Table)]
    assert len(document.tables) == len(told) + 1
    for table in document.element.body.iter(qn("w:tbl")):
        assert table.find(f"{qn('w:tr')}/{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    cells = [c.text for c in document.tables[0].rows[1].cells]
    assert cells == [line.text for line in told[0].rows[0]]
    assert document.core_properties.title == briefing.title
    styles = {p.style.name for p in document.paragraphs if p.style}
    assert {"Title", "List Bullet", "List Number", "Heading 2"} <= styles


def test_every_citation_of_the_word_file_is_a_footnote_that_names_its_place(
    briefing: Briefing, tmp_path: Path
) -> None:
    write_docx(briefing, tmp_path / "b.docx")
    notes = footnotes(tmp_path / "b.docx")
    document = docx.Document(str(tmp_path / "b.docx"))
    marks = [m.get(qn("w:id")) for m in document.element.body.iter(qn("w:footnoteReference"))]
    assert marks == list(notes)
    lines = [b for p in briefing.parts for b in p.blocks if not isinstance(b, Table) and b.cites]
    for line in lines:
        first = briefing.cited(line)[0]
        assert any(first.place in note for note in notes.values()), line.text
    outside = document.element.body.findall(f"{qn('w:p')}//{qn('w:footnoteReference')}")
    assert len(outside) == len(lines)


def test_the_parts_of_the_word_file_are_well_formed_and_related(
    briefing: Briefing, tmp_path: Path
) -> None:
    write_docx(briefing, tmp_path / "b.docx")
    with zipfile.ZipFile(tmp_path / "b.docx") as package:
        names = set(package.namelist())
        for name in names:
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))
        relations = etree.fromstring(package.read("word/_rels/document.xml.rels"))
        types = etree.fromstring(package.read("[Content_Types].xml"))
        settings = etree.fromstring(package.read("word/settings.xml"))
        styles = etree.fromstring(package.read("word/styles.xml"))
    held = {str(r.get("Target")): r for r in relations}
    assert held["footnotes.xml"].get("Type", "").endswith("/relationships/footnotes")
    assert all(f"word/{t}" in names or t.startswith("../") for t in held)
    assert not [r for r in relations if r.get("TargetMode") == "External"]
    overrides = {t.get("PartName"): t.get("ContentType") for t in types}
    assert str(overrides["/word/footnotes.xml"]).endswith("footnotes+xml")
    order = [etree.QName(child).localname for child in settings]
    assert order.index("footnotePr") < order.index("compat")
    ids = {style.get(qn("w:styleId")) for style in styles.iter(qn("w:style"))}
    assert {"FootnoteText", "FootnoteReference", "Heading1"} <= ids


def test_pdf_holds_every_line_and_place(briefing: Briefing, tmp_path: Path) -> None:
    write_pdf(briefing, tmp_path / "b.pdf")
    told = squeezed(text_of(tmp_path / "b.pdf"))
    for line in briefing.lines:
        assert squeezed(line.text) in told or len(line.text) > 60, line.text
    for reference in briefing.references:
        assert squeezed(f"[{reference.number}] {reference.where}") in told
    for source in briefing.sources:
        assert source.sha256 in told


def test_pdf_tells_a_sign_that_its_font_lacks(tmp_path: Path) -> None:
    audit = AUDIT.replace("a second shelf", "a ✓ second shelf")
    write_pdf(briefed(tmp_path, audit=audit), tmp_path / "b.pdf")
    assert "[check mark]" in " ".join(text_of(tmp_path / "b.pdf").split())


def test_markdown_has_headings_a_table_and_references(briefing: Briefing) -> None:
    told = as_markdown(briefing)
    assert told.startswith("# Briefing: Lost property, as at 3 November 2025\n")
    assert "\n| Ref | Ask | Priority | Owner | Due | Status |\n|---|---|---|---|---|---|\n" in told
    assert re.search(r"^1\. .*\*\(by rule: past due\)\* \\\[\d+\\\]", told, re.MULTILINE)
    for reference in briefing.references:
        assert f"- \\[{reference.number}\\] {escaped(reference.place)}\n" in told


def test_hostile_words_are_inert_in_markdown(hostile: Briefing) -> None:
    told = as_markdown(hostile)
    assert "<" not in told
    assert not re.search(r"(?<!\\)\]\(|(?<!\\)!\[", told)
    assert not re.search(r"https?://|www\.|javascript:|\w@\w", told)
    widths = {line.count(" | ") for line in told.splitlines() if line.startswith("| ")}
    assert widths == {5}


def test_hostile_words_are_words_in_word_and_pdf(hostile: Briefing, tmp_path: Path) -> None:
    write_docx(hostile, tmp_path / "b.docx")
    write_pdf(hostile, tmp_path / "b.pdf")
    table = next(b for p in hostile.parts for b in p.blocks if isinstance(b, Table))
    owner = next(row[3].text for row in table.rows if "Head of" in row[3].text)
    assert owner in body(tmp_path / "b.docx")
    assert squeezed(owner) in squeezed(text_of(tmp_path / "b.pdf"))
    with zipfile.ZipFile(tmp_path / "b.docx") as package:
        assert b"w:hyperlink" not in package.read("word/document.xml")
    raw = (tmp_path / "b.pdf").read_bytes()
    assert b"/URI" not in raw
    assert b"/JavaScript" not in raw


@given(st.text(max_size=60))
def test_escaped_words_are_one_line_without_markup(text: str) -> None:
    told = escaped(text)
    assert "\n" not in told
    assert "<" not in told
    assert not re.search(r"(?<![\\&])(?:\\\\)*[`*_\[\]|~$#]", told)


def test_an_empty_topic_is_written_in_every_format(tmp_path: Path) -> None:
    briefing = briefed(tmp_path, topic="Giraffes")
    write_docx(briefing, tmp_path / "b.docx")
    write_pdf(briefing, tmp_path / "b.pdf")
    words = "Nothing held up to 3 November 2025 bears on “Giraffes”."
    assert words in body(tmp_path / "b.docx")
    assert words in " ".join(text_of(tmp_path / "b.pdf").split())
    assert words in as_markdown(briefing)


def test_the_same_briefing_is_the_same_pdf(briefing: Briefing, tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        write_pdf(briefing, tmp_path / name)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_json_has_lines_with_their_places(briefing: Briefing) -> None:
    told: dict[str, Any] = json.loads(as_json(briefing))
    assert told["as_at"] == "2025-11-03"
    line = told["parts"][0]["blocks"][1]
    assert line["spans"][0]["quote"]
    assert told["references"][line["cites"][0] - 1]["section"].endswith("Comment by the PCC")


def test_the_command_writes_and_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = settings_of(tmp_path, monkeypatch)
    assert run(["ingest", str(written(tmp_path / "reports"))], settings) == 0
    typed = ["brief", "night desk", "--as-at", "2025-11-03"]
    capsys.readouterr()
    assert run(typed, settings) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("# Briefing: night desk, as at 3 November 2025\n")
    files = {file.sha256 for file in Library(settings.home).files()}
    assert set(re.findall(r"SHA-256 ([0-9a-f]{64})", shown)) <= files
    assert run([*typed, "--json"], settings) == 0
    assert json.loads(capsys.readouterr().out)["topic"] == "night desk"
    for name in ("b.docx", "b.pdf", "b.md", "b.json"):
        assert run([*typed, "--out", str(tmp_path / name)], settings) == 0
        assert (tmp_path / name).stat().st_size > 500
    assert (tmp_path / "b.md").read_text(encoding="utf-8") == shown
    assert run([*typed, "--since", "2025-06-01", "--report", "audit.md"], settings) == 0
    assert "what moved since 1 June 2025" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (["--out", "b.odt"], "write it as one of .docx, .pdf, .md, .json"),
        (["--as-at", "soon"], "'soon' is no date"),
        (["--as-at", "2025-01-01", "--since", "2025-02-01"], "is not before"),
        (["--report", "giraffe"], "no report held is called 'giraffe'"),
    ],
)
def test_the_command_refuses_what_it_cannot_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: list[str], words: str
) -> None:
    settings = settings_of(tmp_path, monkeypatch)
    run(["ingest", str(written(tmp_path / "reports"))], settings)
    with pytest.raises(ValueError, match=re.escape(words)):
        run(["brief", "night desk", *typed], settings)


def test_a_briefing_is_made_by_the_assistant_that_is_served(tmp_path: Path) -> None:
    assistant = over(tmp_path)
    assert assistant.search.generation == assistant.generation
    assert briefed(tmp_path / "again", as_at=date(2025, 11, 3)).bears


def test_every_quotation_of_the_committed_example_stands_in_the_shipped_reports() -> None:
    root = Path(__file__).parents[1]
    example = (root / "docs/examples/briefing-vulnerability.md").read_text(encoding="utf-8")
    held = [words_of(path) for path in sorted((root / "corpus/reports").glob("*.md"))]
    quoted = re.findall("“([^”]*)”", example.partition("## 8. Sources")[0])
    assert len(quoted) > 50
    asked_on = {"Vulnerability"}
    assert [q for q in quoted if q not in asked_on and not any(q in text for text in held)] == []


def words_of(path: Path) -> str:
    """The words of the reports in a file, as they are quoted."""
    sections = [section for report in read_here(path) for section in report.sections]
    return " ".join(" ".join(section.text.split()) for section in sections)
