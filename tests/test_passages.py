from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.passages import (
    MAX_WORDS,
    lead_in,
    passages,
    points,
    sentences,
    spoken,
    table_head,
    told,
)
from corpus.report import Block, BlockKind, Report, Section, Span


def section_of(*blocks: tuple[BlockKind, str], place: int = 1) -> Section:
    held, start = [], 0
    for kind, words in blocks:
        held.append(Block(kind, start, start + len(words)))
        start += len(words) + 1
    text = "\n".join(words for _, words in blocks)
    return Section(f"r#{place}", ("Findings",), text, tuple(held))


def report_of(*sections: Section) -> Report:
    return Report("r", "Night Desk", "internal audit", sections, force="Northshire Police")


def split(text: str) -> list[str]:
    section = section_of(("paragraph", text))
    return [section.text[u.start : u.end] for u in sentences(section, section.blocks)]


KINDS: Sequence[BlockKind] = ("paragraph", "item", "row", "head", "label")
MARKS = st.sampled_from([". ", "? ", "! ", ".” ", "; ", ": ", " no. ", " 3. ", " e.g. ", " A. "])
WORDS = st.sampled_from(["Calls", "are logged", "£4", "by 4pm", "“Twice”", "The rota", "9"])
TEXT = st.lists(st.tuples(WORDS, MARKS), min_size=1, max_size=40).map(
    lambda pairs: "".join(word + mark for word, mark in pairs).strip()
)
SECTIONS = st.lists(st.lists(st.tuples(st.sampled_from(KINDS), TEXT), min_size=1), max_size=4).map(
    lambda found: [section_of(*blocks, place=n) for n, blocks in enumerate(found, start=1)]
)


@given(TEXT)
def test_sentences_lose_no_character_but_white_space(text: str) -> None:
    assert "".join("".join(split(text)).split()) == "".join(text.split())


@given(st.text(min_size=1).filter(str.strip))
def test_sentences_of_any_text_lose_no_character_but_white_space(text: str) -> None:
    assert "".join("".join(split(text)).split()) == "".join(text.split())


@given(TEXT)
def test_sentences_follow_one_another_and_none_is_empty(text: str) -> None:
    section = section_of(("paragraph", text))
    found = sentences(section, section.blocks)
    assert all(unit.start < unit.end for unit in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(SECTIONS)
def test_passages_hold_every_word_once_and_in_order(sections: list[Section]) -> None:
    words = " ".join(passage.text for passage in passages(report_of(*sections))).split()
    assert words == " ".join(section.text for section in sections).split()


@given(SECTIONS)
def test_a_passage_is_exactly_what_stands_at_its_place(sections: list[Section]) -> None:
    report = report_of(*sections)
    for passage in passages(report):
        section = report.by_id[passage.section]
        span = Span.of(report, section, passage.start, passage.end)
        assert span.quote == passage.text == section.text[passage.start : passage.end]
        assert all(passage.start <= u.start < u.end <= passage.end for u in passage.sentences)


@given(SECTIONS)
def test_every_sentence_is_in_one_passage(sections: list[Section]) -> None:
    report = report_of(*sections)
    held = [(p.section, unit) for p in passages(report) for unit in p.sentences]
    said = [(s.id, unit) for s in sections for unit in sentences(s, s.blocks)]
    assert held == said


@given(SECTIONS)
def test_ids_of_passages_are_their_own(sections: list[Section]) -> None:
    ids = [passage.id for passage in passages(report_of(*sections))]
    assert len(set(ids)) == len(ids)


def test_a_report_without_sections_has_no_passages() -> None:
    assert passages(report_of()) == ()


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    text = " ".join(f"Call number {n} was logged by the night desk." for n in range(80))
    found = passages(report_of(section_of(("paragraph", text))))
    assert len(found) > 4
    assert all(len(passage.text.split()) <= MAX_WORDS for passage in found[:-1])
    assert all(passage.text.endswith("desk.") for passage in found)


@pytest.mark.parametrize(
    "text",
    [
        "See para. 4 of it.",
        "It is at no. 12 there.",
        "Mr. Example and Dr. Other agreed.",
        "Some, e.g. Roads, have none.",
        "The audit 9. 24/25 was read.",
        "We asked J. Smith for it.",
        "3. The Force will log calls.",
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert split(text) == [text]


def test_sentences_end_after_their_closing_marks() -> None:
    text = "He said “no.” She (then) agreed! Did it end? £4 was paid."
    assert split(text) == ["He said “no.”", "She (then) agreed!", "Did it end?", "£4 was paid."]


LIST = section_of(
    ("paragraph", "We looked. The plans are:"),
    ("item", "Roads; and"),
    ("item", "Rota."),
    ("paragraph", "So it was."),
    ("item", "On its own"),
)


def test_a_list_has_its_lead_in_and_a_lead_in_its_list() -> None:
    lead, first, second, _, alone = LIST.blocks
    assert lead_in(LIST, second) == lead
    assert points(LIST, lead) == (first, second)
    assert lead_in(LIST, alone) is None
    assert points(LIST, LIST.blocks[3]) == ()


def test_an_item_is_understood_with_the_sentence_that_leads_it_in() -> None:
    unit = sentences(LIST, [LIST.blocks[2]])[0]
    assert spoken(LIST, unit) == "The plans are: Rota."


TABLE = section_of(
    ("head", "Ref\tOwner:\tDate"),
    ("row", "1\tDesk\t"),
    ("row", "2\t\tMay\textra"),
    ("paragraph", "Then:"),
    ("row", "High\tNow"),
)


def test_a_row_is_told_under_the_names_of_its_columns() -> None:
    assert told(TABLE, TABLE.blocks[1]) == "Ref: 1; Owner: Desk"
    assert told(TABLE, TABLE.blocks[2]) == "Ref: 2; Date: May; extra"
    assert told(TABLE, TABLE.blocks[4]) == "High; Now"


def test_a_head_reaches_over_its_own_table_only() -> None:
    assert table_head(TABLE, TABLE.blocks[2]) == (TABLE.blocks[0],)
    assert table_head(TABLE, TABLE.blocks[4]) == ()


def test_a_passage_that_begins_inside_a_table_carries_its_head() -> None:
    rows: list[tuple[BlockKind, str]] = [("row", f"{n}\t{'word ' * 60}end") for n in range(6)]
    found = passages(report_of(section_of(("head", "Ref\tAction"), *rows)))
    assert len(found) > 1
    assert all("Ref\tAction" in passage.context for passage in found[1:])


def test_the_context_names_report_force_and_heading() -> None:
    (passage,) = passages(report_of(section_of(("paragraph", "Nobody signs."))))
    assert passage.context.split("\n") == [
        "Night Desk, internal audit, Northshire Police",
        "Findings",
    ]


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 99)])
def test_a_span_outside_its_section_is_refused(start: int, end: int) -> None:
    section = section_of(("paragraph", "Nobody signs."))
    with pytest.raises(ValueError, match="is not in r#1, 0:13"):
        Span.of(report_of(section), section, start, end)


def test_a_span_is_on_the_page_of_its_block() -> None:
    blocks = (Block("paragraph", 0, 4, 3), Block("paragraph", 5, 9, 4))
    section = Section("r#1", (), "One.\nTwo.", blocks, page=3)
    report = report_of(section)
    assert [Span.of(report, section, start, start + 3).page for start in (0, 5)] == [3, 4]
