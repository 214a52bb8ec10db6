import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from clock import Clock
from hypothesis import given
from hypothesis import strategies as st

from assistant.shelf import Shelf, ShelfError, file_name
from assistant.user import User

ANN, BOB = User(1, "ann", "keeper"), User(2, "bob", "reader")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def shelf(tmp_path: Path, clock: Clock) -> Shelf:
    return Shelf(tmp_path, clock)


async def pieces(*parts: bytes, breaks: bool = False) -> AsyncIterator[bytes]:
    for part in parts:
        yield part
    if breaks:
        raise ConnectionError


def test_a_file_is_found_by_its_user_alone(shelf: Shelf) -> None:
    key = shelf.put(ANN, "briefing.docx", "application/x", b"words")
    found = shelf.find(ANN, key)
    assert (found.name, found.kind, found.path.read_bytes()) == (
        "briefing.docx",
        "application/x",
        b"words",
    )
    for other in (BOB, User(3, "ann", "keeper")):
        with pytest.raises(ShelfError):
            shelf.find(other, key)
        with pytest.raises(ShelfError):
            shelf.drop(other, key)
    shelf.drop(ANN, key)
    with pytest.raises(ShelfError):
        shelf.find(ANN, key)
    assert not found.path.exists()


def test_a_file_is_taken_in_piece_by_piece(shelf: Shelf) -> None:
    key = asyncio.run(shelf.take_in(ANN, "a.md", pieces(b"one ", b"two")))
    assert shelf.find(ANN, key).path.read_bytes() == b"one two"


def test_a_file_that_breaks_off_leaves_nothing(shelf: Shelf, tmp_path: Path) -> None:
    with pytest.raises(ConnectionError):
        asyncio.run(shelf.take_in(ANN, "a.md", pieces(b"one", breaks=True)))
    assert list((tmp_path / "shelf").iterdir()) == []


def test_a_file_is_gone_after_a_day(shelf: Shelf, clock: Clock, tmp_path: Path) -> None:
    key = shelf.put(ANN, "a.md", "text/plain", b"words")
    clock.passes(24 * 3600 + 1)
    with pytest.raises(ShelfError):
        shelf.find(ANN, key)
    shelf.clear()
    assert list((tmp_path / "shelf").iterdir()) == []


@given(st.text())
def test_a_name_is_only_a_name(said: str) -> None:
    name = file_name(said)
    assert name
    assert len(name) <= 120
    assert not set(name) & set('/\\"<>\r\n\0;')
    assert not name.startswith(".")
