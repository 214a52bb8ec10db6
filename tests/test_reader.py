"""The reader model: where a text answers, and whether it does."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from index.embed import ModelError
from index.reader import FOLDER, Beside, Reader

PLACE = "Night Desk Audit, internal audit, 3 November 2025, Northshire Police\nFindings"
TEXT = (
    "The rota is kept by the Desk Manager. In the year to May 2024 the desk took 4,120 calls. "
    "Calls from the harbour are passed to the Watch Team."
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def beside(question: str, text: str = TEXT) -> Beside:
    return Beside(question, PLACE, text)


def test_it_points_at_the_words_that_answer(reader: Reader) -> None:
    (found,) = reader.readings([beside("who keeps the rota")])
    assert "Desk Manager" in TEXT[found.start : found.end]


def test_a_question_that_the_text_answers_scores_above_one_that_it_does_not(
    reader: Reader,
) -> None:
    told, other = reader.readings(
        [beside("how many calls did the desk take"), beside("how much did the new van cost")]
    )
    assert told.no_answer < other.no_answer


def test_readings_stand_in_the_order_of_the_questions(reader: Reader) -> None:
    some = [beside("who keeps the rota"), beside("how many calls", TEXT * 9), beside("who")]
    alone = [reader.readings([one])[0] for one in some]
    together = reader.readings(some)
    assert [(r.start, r.end) for r in together] == [(r.start, r.end) for r in alone]


def test_a_long_text_is_read_to_its_end(reader: Reader) -> None:
    text = "Nothing of note was seen on that day. " * 90 + "The key is held by Sergeant Plum."
    (found,) = reader.readings([beside("who holds the key", text)])
    assert "Plum" in text[found.start : found.end]


def test_no_stretch_of_a_text_scores_above_the_whole(reader: Reader) -> None:
    (found,) = reader.readings([beside("who keeps the rota")])
    bounds = [(0, 37), (38, 89), (90, len(TEXT))]
    scores = [found.within(*pair) for pair in bounds]
    assert max(scores) == pytest.approx(found.score)
    assert scores.index(max(scores)) == 0


def test_an_empty_text_answers_nothing(reader: Reader) -> None:
    (found,) = reader.readings([beside("who keeps the rota", "")])
    assert found.no_answer == 1.0


def test_no_text_gives_no_reading(reader: Reader) -> None:
    assert reader.readings([]) == []


def test_weights_of_another_model_are_refused(tmp_path: Path) -> None:
    shutil.copy(FOLDER / "reader.json", tmp_path)
    (tmp_path / "reader.onnx").write_bytes(b"other")
    with pytest.raises(ModelError, match="not the one named"):
        Reader(tmp_path).readings([beside("who keeps the rota")])
