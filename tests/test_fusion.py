import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import Fusion, Signals

SCORES = st.dictionaries(st.sampled_from("abcdef"), st.floats(0, 30), max_size=6)
COSINES = st.dictionaries(st.sampled_from("abcdef"), st.floats(-1, 1), max_size=6)


@given(SCORES, SCORES, COSINES, COSINES)
def test_scores_lie_between_0_and_1(
    words: dict[str, float],
    phrases: dict[str, float],
    passages: dict[str, float],
    sentences: dict[str, float],
) -> None:
    found = Fusion().scores(Signals(words, phrases, passages, sentences))
    assert found.keys() == passages.keys()
    assert all(0 <= score <= 1 + 1e-9 for score in found.values())


def test_what_is_best_by_words_and_meaning_has_all() -> None:
    found = Fusion().scores(
        Signals({"a": 9.0, "b": 3.0}, {"a": 2.0}, {"a": 0.8, "b": 0.4}, {"a": 0.9})
    )
    assert found["a"] == pytest.approx(1)


def test_each_list_counts_by_its_share_of_the_best() -> None:
    # b: BM25 3 of 9, cosine 0.4 of 0.8, no phrase, no sentence: 0.6 * 1/3 + 0.4 * 1/2 = 0.4.
    fusion = Fusion(words=0.6, phrases=0.0, sentences=0.0)
    found = fusion.scores(Signals({"a": 9.0, "b": 3.0}, {}, {"a": 0.8, "b": 0.4}, {}))
    assert found["b"] == pytest.approx(0.4)


def test_a_clear_lead_in_one_list_counts_more_than_a_place() -> None:
    # By rank alone a and b would tie: each is first once and second once.
    found = Fusion(words=0.5).scores(Signals({"a": 30.0, "b": 3.0}, {}, {"a": 0.5, "b": 0.52}, {}))
    assert found["a"] > found["b"]


def test_nothing_found_is_nothing_scored() -> None:
    assert Fusion().scores(Signals({}, {}, {}, {})) == {}
    assert Fusion().scores(Signals({}, {}, {"a": -0.2}, {})) == {"a": 0.0}
