from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, Statement
from assistant.cite import CitationError, Draft, Places
from corpus.report import Block, Report, Section, Span

TEXT = "Nobody signs the rota.\nThe log is kept."
SECTION = Section("r#1", ("Findings", "Rota"), TEXT, (Block("paragraph", 0, len(TEXT), 7),), 7)
REPORT = Report("r", "Night Desk", "internal audit", (SECTION,), reference="7.25/26")
PLACES = Places([REPORT])


def span(quote: str) -> Span:
    start = TEXT.index(quote)
    return Span.of(REPORT, SECTION, start, start + len(quote))


@pytest.mark.parametrize("kind", ["quotation", "item", "row", "lead-in"])
def test_words_of_a_report_without_a_source_are_refused(kind: str) -> None:
    with pytest.raises(CitationError, match="no source for: Nobody signs"):
        PLACES.cited([Draft(kind, "Nobody signs the rota.")])  # type: ignore[arg-type]  # a kind


def test_a_note_needs_no_source() -> None:
    statements, citations = PLACES.cited([Draft("note", "Nothing is held.")])
    assert statements == (Statement("note", "Nothing is held."),)
    assert citations == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"quote": "Nobody signed the rota."},
        {"start": 1},
        {"end": 3},
        {"start": 900, "end": 922},
        {"section": "r#2"},
    ],
)
def test_a_quotation_that_is_not_there_is_refused(wrong: dict[str, str | int]) -> None:
    false = replace(span("Nobody signs the rota."), **wrong)  # type: ignore[arg-type]  # fields
    with pytest.raises(CitationError, match="does not hold"):
        PLACES.cited([Draft("quotation", "Nobody signs the rota.", (false,))])


def test_a_quotation_that_says_other_words_than_its_source_is_refused() -> None:
    with pytest.raises(CitationError):
        PLACES.cited([Draft("quotation", "Everybody signs the rota.", (span("Nobody signs"),))])


def test_citations_are_numbered_by_first_use_and_shared() -> None:
    rota, log = span("Nobody signs the rota."), span("The log is kept.")
    drafts = [
        Draft("quotation", log.quote, (log,)),
        Draft("row", "Rota: nobody", (rota, log, rota)),
        Draft("quotation", rota.quote, (rota,)),
    ]
    statements, citations = PLACES.cited(drafts)
    assert [statement.citations for statement in statements] == [(1,), (2, 1), (2,)]
    assert [(c.number, c.quote) for c in citations] == [(1, log.quote), (2, rota.quote)]


def test_a_citation_names_report_section_and_page() -> None:
    (_, (citation,)) = PLACES.cited([Draft("quotation", "Nobody signs", (span("Nobody signs"),))])
    assert citation.place == "Night Desk, internal audit 7.25/26 › Findings › Rota, page 7"


@given(st.integers(-3, 60), st.integers(-3, 60), st.text(max_size=5))
def test_what_is_verified_is_what_stands_there(start: int, end: int, quote: str) -> None:
    try:
        PLACES.verify(Span("r", "r#1", start, end, quote))
    except CitationError:
        assert TEXT[start:end] != quote
    else:
        assert TEXT[start:end] == quote


def test_an_answer_is_read_line_by_line_with_its_numbers() -> None:
    said = (
        Statement("note", "1 of 2 actions:"),
        Statement("row", "Action 1 – owner: Desk", (1, 2)),
        Statement("quotation", "Nobody\nsigns.", (3,)),
    )
    answer = Answer("Who?", said, caveats=("dated 2020",))
    assert answer.text.split("\n") == [
        "1 of 2 actions:",
        "- Action 1 – owner: Desk [1] [2]",
        "“Nobody signs.” [3]",
        "Note: dated 2020",
    ]
