from pathlib import Path

import numpy as np
import pytest

from index.vectors import VectorStore, VectorStoreError

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


def test_a_store_that_was_only_read_is_as_remembered(store: VectorStore, tmp_path: Path) -> None:
    assert store.is_as_remembered(1)
    store.close()
    again = VectorStore(tmp_path)
    assert again.nearest(1, EAST, 1)
    again.close()
    assert VectorStore(tmp_path).is_as_remembered(1)
    assert not VectorStore(tmp_path).is_as_remembered(2)


@pytest.mark.parametrize("name", ["data_level0.bin", "header.bin", "chroma.sqlite3"])
def test_a_store_with_a_cut_off_file_is_not(store: VectorStore, tmp_path: Path, name: str) -> None:
    store.close()
    (path,) = (tmp_path / "chroma").rglob(name)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert not VectorStore(tmp_path).is_as_remembered(1)


def test_a_store_built_again_finds_the_same_in_the_same_order(tmp_path: Path) -> None:
    vectors = np.random.default_rng(0).normal(size=(1500, 24)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    ids = [f"p{n}" for n in range(1500)]
    found = []
    for home in (tmp_path / "a", tmp_path / "b"):
        store = VectorStore(home)
        store.build(1, ids, ["r", "s", "t"] * 500, vectors)
        found.append([store.nearest(1, vectors[n], 50, ["r", "t"]) for n in range(0, 1500, 25)])
    exact = [
        [ids[m] for m in np.argsort(-(vectors @ vectors[n]), kind="stable") if m % 3 != 1][:50]
        for n in range(0, 1500, 25)
    ]
    assert found[0] == found[1]
    assert [[key for key, _ in each] for each in found[0]] == exact


def test_a_missing_store_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(VectorStoreError, match="generation-1 is missing"):
        VectorStore(tmp_path).nearest(1, EAST, 1)


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
