from pathlib import Path

import numpy as np
import pytest
from tiny import BagOfWords, library_of, written

from index.exact import ExactStore
from index.library import Library
from index.vectors import VectorStore

QUESTIONS = ("Who signs the rota?", "umbrellas", "calls at night", "the Home Office")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("exact")
    return library_of(folder, written(folder / "reports"))


@pytest.mark.parametrize("question", QUESTIONS)
def test_it_finds_what_chroma_finds(library: Library, question: str) -> None:
    vector = BagOfWords().embed([question])[0]
    for reports in ((), tuple(report.id for report in library.reports())[:1]):
        exact = ExactStore(library).nearest(1, vector, 5, reports)
        chroma = VectorStore(library.home).nearest(1, vector, 5, reports)
        assert [s for _, s in exact] == pytest.approx([s for _, s in chroma], abs=1e-5)
        assert len(exact) == len(chroma) > 0


def test_the_nearest_come_first_and_no_more_than_asked_for(library: Library) -> None:
    ids, _, vectors = library.passage_vectors()
    found = ExactStore(library).nearest(1, vectors[3], 4)
    assert found[0] == (ids[3], pytest.approx(1))
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
    assert len(found) == 4
    assert len(ExactStore(library).nearest(1, vectors[3], 10_000)) == len(ids)


def test_reports_that_are_not_held_hold_nothing(library: Library, tmp_path: Path) -> None:
    vector = BagOfWords().embed(["calls"])[0]
    assert ExactStore(library).nearest(1, vector, 5, ["gone"]) == []
    assert ExactStore(Library(tmp_path)).nearest(1, np.ones(3, np.float32), 5) == []
