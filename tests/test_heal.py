import shutil
import sqlite3
from pathlib import Path

import pytest
from tiny import BagOfWords, library_of, written

from index import heal as healing
from index.heal import heal, is_sound
from index.library import Library, LibraryError
from index.probe import is_sound as probed
from index.serve import Index
from index.vectors import VectorStore


@pytest.fixture
def index(tmp_path: Path) -> Index:
    library = library_of(tmp_path / "home", written(tmp_path / "reports"))
    return Index(library, VectorStore(tmp_path / "home"), BagOfWords())


def test_a_sound_store_is_left_alone(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(healing.probe, "is_sound", lambda *_: pytest.fail("looked at closely"))
    said: list[str] = []
    assert not heal(index, said.append)
    assert said == []


def cut(home: Path, name: str) -> None:
    for path in (home / "chroma").rglob(name):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def overwritten(home: Path, name: str) -> None:
    for path in (home / "chroma").rglob(name):
        path.write_bytes(b"\xff" * path.stat().st_size)


@pytest.mark.parametrize("damage", [cut, overwritten])
@pytest.mark.parametrize("name", ["data_level0.bin", "header.bin", "chroma.sqlite3"])
def test_a_damaged_store_is_built_again(index: Index, damage: object, name: str) -> None:
    home, before = index.library.home, index.library.generation
    assert callable(damage)
    damage(home, name)
    said: list[str] = []
    assert heal(index, said.append)
    assert said == ["The Chroma store is missing or damaged; building it again from the library …"]
    now = index.library.generation
    assert before is not None
    assert now is not None
    assert (now.passages, now.id) == (before.passages, before.id + 1)
    assert VectorStore(home).holds(now.id, now.passages)
    assert not heal(index, said.append)


def test_a_missing_store_is_built_again_without_the_model(index: Index) -> None:
    shutil.rmtree(index.library.home / "chroma")
    other = Index(index.library, index.store, BagOfWords("2" * 64))
    assert heal(other, lambda _: None)
    assert index.library.generation is not None
    assert is_sound(index, index.library.generation)


def test_lost_vectors_of_another_model_are_not_replaced(index: Index) -> None:
    home = index.library.home
    shutil.rmtree(home / "chroma")
    with sqlite3.connect(home / "library.sqlite") as damaged:
        damaged.execute("DELETE FROM vector")
    damaged.close()
    with pytest.raises(LibraryError, match="run: assistant rebuild"):
        heal(Index(index.library, index.store, BagOfWords("2" * 64)), lambda _: None)
    assert heal(index, lambda _: None)
    assert len(index.library.passage_vectors()[0]) == sum(
        index.library.passages_by_report().values()
    )


def test_files_that_were_copied_are_looked_at_once_and_kept(tmp_path: Path, index: Index) -> None:
    shutil.copytree(index.library.home, tmp_path / "copied", copy_function=shutil.copyfile)
    home = tmp_path / "copied"
    copied = Index(Library(home), VectorStore(home), BagOfWords())
    generation = copied.library.generation
    assert generation is not None
    assert not copied.store.is_as_remembered(generation.id)
    assert not heal(copied, lambda _: None)
    assert copied.store.is_as_remembered(generation.id)


def test_a_probe_that_takes_too_long_finds_no_sound_store(index: Index) -> None:
    generation = index.library.generation
    assert generation is not None
    assert probed(index.library, generation)
    assert not probed(index.library, generation, timeout_s=0.01)
