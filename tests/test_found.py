from collections.abc import Sequence

import pytest

from assistant.answer import Question
from assistant.judge import Candidate
from corpus.passages import passages
from corpus.report import Block, Passage, Report, Section, Sentence
from eval.case import Case, Support
from eval.found import Found, Retrieval, Seeker
from eval.measures import Share
from index.search import Hit

TEXT = "The rota has four posts.\nTwo posts are vacant."
ROTA = Section(
    "r#1", ("Findings", "Rota"), TEXT, (Block("paragraph", 0, 24), Block("paragraph", 25, 46))
)
CELLS = Section("r#2", ("Findings", "Cells"), "The cells are clean.", (Block("paragraph", 0, 20),))
REPORT = Report("r", "Custody Audit", "", (ROTA, CELLS))
HELD = [(REPORT.by_id[p.section], p) for p in passages(REPORT)]


def case(*words: str, section: str = "Rota") -> Case:
    return Case("a", "fact", "How many?", (), None, ("x",), (), (Support(section, words),), False)  # noqa: FBT003 (a line of a file of cases)


def candidate(held: tuple[Section, Passage], start: int, end: int, rank: int) -> Candidate:
    section, passage = held
    unit, hit = Sentence(start, end, "paragraph"), Hit(passage, rank, 1.0, 0.5)
    return Candidate(section, unit, hit, (), 1.0, (0.0, 0.0))


def seek(asked: Case, *found: Candidate) -> Found | None:
    def look(_: Question) -> Sequence[Candidate]:
        return found

    return Seeker(HELD, look).seek(asked)


def of(section: Section) -> tuple[Section, Passage]:
    return next(held for held in HELD if held[0].id == section.id)


def test_support_in_the_second_passage_and_not_in_the_best_sentence() -> None:
    best, second = candidate(of(CELLS), 0, 20, 1), candidate(of(ROTA), 25, 46, 2)
    found = seek(case("two posts", "vacant"), best, second)
    # Relevant at rank 2 alone: DCG = 1 / log2(3) = 0.631 of an ideal 1; reciprocal rank 1/2.
    assert found is not None
    assert (found.recall_5, round(found.ndcg_10, 3), found.reciprocal_rank) == (1.0, 0.631, 0.5)
    assert not found.exact


def test_the_best_sentence_holds_the_support_or_another_of_its_passage_does() -> None:
    asked = case("two posts", "vacant")
    exact = seek(asked, candidate(of(ROTA), 25, 46, 1))
    near = seek(asked, candidate(of(ROTA), 0, 24, 1))
    assert exact == Found(1.0, 1.0, 1.0, exact=True)
    assert near == Found(1.0, 1.0, 1.0, exact=False)


def test_words_of_two_paragraphs_are_no_support() -> None:
    assert seek(case("four posts", "vacant"), candidate(of(ROTA), 0, 24, 1)) is None


def test_the_same_words_under_another_heading_are_no_support() -> None:
    assert seek(case("vacant", section="Cells"), candidate(of(ROTA), 25, 46, 1)) is None


def test_nothing_found_counts_as_nought() -> None:
    assert seek(case("vacant")) == Found(0.0, 0.0, 0.0, exact=False)


def test_a_passage_none_of_whose_sentences_counts_keeps_its_rank() -> None:
    found = seek(case("vacant"), candidate(of(ROTA), 25, 46, 4))
    assert found is not None
    assert found.reciprocal_rank == pytest.approx(1 / 4)


def test_means_are_over_the_cases_that_search_could_meet() -> None:
    told = Retrieval.of([Found(1.0, 1.0, 1.0, exact=True), Found(0.0, 0.0, 0.0, exact=False), None])
    assert told == Retrieval(0.5, 0.5, 0.5, 2, Share(1, 2), 1)
    assert Retrieval.of([None]) is None
