from pathlib import Path

import numpy as np
import pytest

from index.vectors import VectorStore

EAST, NORTH, WEST = np.array([[1, 0], [0, 1], [-1, 0]], np.float32)
NORTH_EAST = np.array([0.6, 0.8], np.float32)


@pytest.fixture
def store(tmp_path: Path) -> VectorStore:
    store = VectorStore(tmp_path)
    store.build(1, ["e", "n", "w"], ["r", "r", "s"], np.stack([EAST, NORTH, WEST]))
    return store


def test_the_nearest_come_first_with_their_cosine(store: VectorStore) -> None:
    # Unit vectors: the cosines are the dot products 0.8, 0.6 and -0.6.
    found = store.nearest(1, NORTH_EAST, 3)
    assert [key for key, _ in found] == ["n", "e", "w"]
    assert [cosine for _, cosine in found] == pytest.approx([0.8, 0.6, -0.6], abs=1e-5)


def test_search_stays_inside_the_reports_named(store: VectorStore) -> None:
    assert [key for key, _ in store.nearest(1, NORTH_EAST, 3, ["s"])] == ["w"]
    assert store.nearest(1, NORTH_EAST, 3, ["gone"]) == []


def test_a_collection_is_complete_by_its_count(store: VectorStore) -> None:
    assert store.holds(1, 3)
    assert not store.holds(1, 4)
    assert not store.holds(2, 3)


def test_building_again_replaces_a_generation(store: VectorStore) -> None:
    store.build(1, ["x"], ["r"], np.stack([WEST]))
    assert [key for key, _ in store.nearest(1, EAST, 5)] == ["x"]


def test_only_one_generation_is_kept(store: VectorStore) -> None:
    store.build(2, ["x"], ["r"], np.stack([WEST]))
    store.keep_only(2)
    assert store.holds(2, 1)
    assert not store.holds(1, 3)


def test_an_empty_generation_is_built_and_found_empty(tmp_path: Path) -> None:
    store = VectorStore(tmp_path)
    store.build(1, [], [], np.zeros((0, 0), np.float32))
    assert store.holds(1, 0)


def test_another_process_of_the_folder_finds_what_was_built(
    store: VectorStore, tmp_path: Path
) -> None:
    assert store.holds(1, 3)
    assert VectorStore(tmp_path).holds(1, 3)
