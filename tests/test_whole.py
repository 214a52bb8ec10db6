"""Laws of reading: no word is lost between a file and its passages, and every span holds."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from layouts import Head, Para, Part, Points, Table
from layouts_pdf import PDF_LOOKS, layout_pdf
from layouts_text import story_text
from layouts_web import story_page
from layouts_word import DOCX_HEADS, layout_docx

from corpus.passages import passages
from corpus.read import read_here
from corpus.report import Report, Span

_WORDS = [
    "calls",
    "custody",
    "the",
    "of",
    "and",
    "a",
    "force",
    "review",
    "night",
    "action",
    "board",
    "plan",
    "is",
    "are",
    "was",
    "were",
    "not",
    "every",
    "sergeant",
    "Chief",
    "Officer",
    "24",
    "3.5%",
    "£40",
    "Northmoor",
    "inspectors’",
    "“quiet”",
    "risk-based",
    "e.g.",
    "2025/26",
    "(see",
    "above)",
    "recommendation",
    "owner:",
    "due",
    "A&E",
]
WORD = st.sampled_from(_WORDS)
NAME = st.lists(WORD.filter(str.isalpha), min_size=2, max_size=6).map(
    lambda found: f"Part {' '.join(found)}"
)
SAID = st.lists(WORD, min_size=6, max_size=60).map(lambda found: f"We {' '.join(found)}.")
CELL = st.lists(WORD, min_size=1, max_size=12).map(" ".join)
ROWS = st.integers(2, 4).flatmap(
    lambda wide: st.lists(st.tuples(*[CELL] * wide), min_size=2, max_size=5)
)
PART = st.one_of(
    SAID.map(Para),
    SAID.map(Para),
    st.builds(Head, NAME, st.integers(1, 3)),
    st.lists(SAID, min_size=1, max_size=4).map(lambda texts: Points(tuple(texts))),
    ROWS.map(lambda rows: Table((tuple(f"Col {n}" for n in range(len(rows[0]))), *rows))),
)
STORIES = st.lists(PART, min_size=1, max_size=12).map(
    lambda parts: [Head("First part of it", 1), Para("We begin with this."), *parts]
)
LAWS = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[\w£%’“”&./-]+", text))


def body(story: list[Part]) -> Counter[str]:
    found: Counter[str] = Counter()
    for part in story:
        if isinstance(part, Para):
            found += words(part.text)
        elif isinstance(part, Points):
            found += words("\n".join(part.texts))
        elif isinstance(part, Table):
            found += words("\n".join("\n".join(row) for row in part.rows))
    return found


def holds(report: Report, story: list[Part]) -> None:
    """Every word of the body stands in the passages, and every span is the text at its place."""
    told = words("\n".join(passage.text for passage in passages(report)))
    heads = words("\n".join(" ".join(section.path) for section in report.sections))
    assert not body(story) - told - heads
    for passage in passages(report):
        section = report.by_id[passage.section]
        assert passage.text == section.text[passage.start : passage.end]
        for unit in passage.sentences:
            span = Span.of(report, section, unit.start, unit.end)
            assert span.quote == section.text[span.start : span.end]
            assert span.quote in passage.text


@LAWS
@given(STORIES)
def test_a_word_file_loses_no_word(tmp_path: Path, story: list[Part]) -> None:
    heading, _ = DOCX_HEADS["heading styles"]
    (report,) = read_here(layout_docx(tmp_path / "a.docx", heading, story))
    holds(report, story)


@LAWS
@given(STORIES)
def test_a_web_page_loses_no_word(tmp_path: Path, story: list[Part]) -> None:
    (tmp_path / "a.html").write_text(story_page(story), encoding="utf-8")
    (report,) = read_here(tmp_path / "a.html")
    holds(report, story)


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
@LAWS
@given(STORIES)
def test_a_text_loses_no_word(tmp_path: Path, name: str, story: list[Part]) -> None:
    (tmp_path / name).write_text(story_text(story, piped=name == "a.md"), encoding="utf-8")
    (report,) = read_here(tmp_path / name)
    holds(report, story)


@LAWS
@given(STORIES, st.sampled_from([look for look in PDF_LOOKS if "columns" not in look]))
def test_a_pdf_loses_no_word_and_knows_its_pages(
    tmp_path: Path, story: list[Part], look: str
) -> None:
    (report,) = read_here(layout_pdf(tmp_path / "a.pdf", PDF_LOOKS[look], story))
    holds(report, story)
    pages = [block.page for section in report.sections for block in section.blocks]
    assert pages == sorted(pages, key=lambda page: page or 0)
    assert {1, report.pages} >= {pages[0]}
    assert max(page or 0 for page in pages) <= (report.pages or 0)
