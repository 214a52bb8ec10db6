import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest
from servers import Chroma, free_port
from tiny import BY_WORDS, TODAY, BagOfWords, written

from assistant.answer import Question
from assistant.ask import Assistant
from assistant.follow import Following
from index import server
from index.heal import heal
from index.ingest import ingest
from index.library import Library
from index.search import Search
from index.serve import Index
from index.server import FELL_BACK, ServerAwayError, ServerStore
from index.vectors import VectorStoreError

EAST, NORTH, WEST = np.array([[1, 0], [0, 1], [-1, 0]], np.float32)
NORTH_EAST = np.array([0.6, 0.8], np.float32)
OWNER = Question("Who owns management action 3?")
LETTER = {"letter": "# Letter\n\n## Desk\n\nNobody hangs up."}
SEARCHED = Question("Why do callers hang up at night?")


@pytest.fixture
def store(chroma: Chroma, tmp_path: Path) -> Iterator[ServerStore]:
    store = ServerStore(chroma.address, "", Library(tmp_path))
    store.build(1, ["e", "n", "w"], ["r", "r", "s"], np.stack([EAST, NORTH, WEST]))
    yield store
    store.close()


@pytest.fixture
def index(chroma: Chroma, tmp_path: Path) -> Iterator[Index]:
    library = Library(tmp_path / "home")
    index = Index(library, ServerStore(chroma.address, "", library), BagOfWords())
    ingest([written(tmp_path / "reports")], library, index.store, index.embedder)
    yield index
    index.store.close()


def following(index: Index) -> Following:
    def opened() -> Assistant:
        heal(index, lambda _: None)
        with index.library.snapshot():
            search = Search(index.library, index.store, index.embedder)
            return Assistant(search, index.library.reports(), BY_WORDS, lambda: TODAY)

    return Following(index.library, opened)


def test_the_nearest_come_first_with_their_cosine(store: ServerStore) -> None:
    # Unit vectors: the cosines are the dot products 0.8, 0.6 and -0.6.
    found = store.nearest(1, NORTH_EAST, 3)
    assert [key for key, _ in found] == ["n", "e", "w"]
    assert [cosine for _, cosine in found] == pytest.approx([0.8, 0.6, -0.6], abs=1e-5)
    assert [key for key, _ in store.nearest(1, NORTH_EAST, 3, ["s"])] == ["w"]
    assert store.caveats() == ()


def test_libraries_on_one_server_do_not_touch_each_other(
    store: ServerStore, chroma: Chroma, tmp_path: Path
) -> None:
    other = ServerStore(chroma.address, "", Library(tmp_path / "other"))
    other.build(1, ["x"], ["r"], np.stack([WEST]))
    other.keep_only(1)
    assert [key for key, _ in other.nearest(1, EAST, 5)] == ["x"]
    assert store.holds(1, 3)
    other.drop(1)
    assert store.holds(1, 3)
    assert not other.holds(1, 1)
    other.close()


def test_only_one_generation_is_kept_and_no_part_of_one(store: ServerStore) -> None:
    with pytest.raises(VectorStoreError):
        store.build(2, ["x", "y"], ["r", "r"], np.stack([WEST, 0 * WEST]))  # no such direction
    assert not store.holds(2, 2)
    store.build(3, ["x"], ["r"], np.stack([WEST]))
    store.keep_only(3)
    assert store.holds(3, 1)
    assert not store.holds(1, 3)
    with pytest.raises(VectorStoreError):
        store.nearest(1, EAST, 1)


def test_another_process_keeps_its_answer_when_the_generation_changes(
    index: Index, chroma: Chroma, tmp_path: Path
) -> None:
    other = ServerStore(chroma.address, "", index.library)
    reading = following(Index(index.library, other, index.embedder))
    before = reading.ask(OWNER)
    ingest([written(tmp_path / "more", **LETTER)], index.library, index.store, index.embedder)
    assert len(reading.reports) == 4
    assert reading.ask(OWNER).statements == before.statements
    other.close()


def test_a_lost_collection_is_built_again(index: Index) -> None:
    served = index.library.generation
    assert served is not None
    index.store.drop(served.id)
    assert following(index).ask(OWNER).citations
    now = index.library.generation
    assert now is not None
    assert index.store.holds(now.id, served.passages)


def test_answers_go_on_while_the_server_is_killed_and_recover(
    index: Index, chroma: Chroma, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(index.store._backoff, "_clock", lambda: now[0])  # noqa: SLF001 (its clock alone)
    reading = following(index)
    before = reading.ask(SEARCHED)
    assert before.caveats == ()
    answers, stop = [], threading.Event()

    def ask() -> None:
        while not stop.is_set():
            answers.append(reading.ask(SEARCHED))

    asking = threading.Thread(target=ask)
    asking.start()
    while len(answers) < 3:
        stop.wait(0.01)
    chroma.kill()
    seen = len(answers)
    while len(answers) < seen + 10:
        stop.wait(0.01)
    stop.set()
    asking.join()
    try:
        assert {answer.statements for answer in answers} == {before.statements}
        assert answers[-1].caveats == (FELL_BACK,)
    finally:
        chroma.start()
    assert reading.ask(SEARCHED).caveats == (FELL_BACK,)  # it is not asked again so soon
    now[0] += 60
    again = reading.ask(SEARCHED)
    assert (again.statements, again.caveats) == (before.statements, ())


def test_an_ingest_without_the_server_changes_nothing_and_says_why(
    index: Index, tmp_path: Path
) -> None:
    before = index.library.generation
    away = ServerStore(f"http://127.0.0.1:{free_port()}", "", index.library)
    with pytest.raises(ServerAwayError, match="the Chroma server at http://127"):
        ingest([written(tmp_path / "more", **LETTER)], index.library, away, index.embedder)
    assert index.library.generation == before
    reading = following(Index(index.library, away, index.embedder))
    assert reading.ask(SEARCHED).caveats == (FELL_BACK,)


class _Mute(BaseHTTPRequestHandler):
    """Takes requests and says nothing, until the test is over; or refuses them."""

    asked: list[str | None]
    over: threading.Event

    def do_GET(self) -> None:
        self.asked.append(self.headers["X-Chroma-Token"])
        self.over.wait(30)

    do_POST = do_GET  # noqa: N815 (the name that http.server calls)


def test_a_server_that_never_answers_is_waited_for_only_so_long(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "_PATIENCE_S", 0.2)
    over, asked = threading.Event(), list[str | None]()
    monkeypatch.setattr(_Mute, "asked", asked, raising=False)
    monkeypatch.setattr(_Mute, "over", over, raising=False)
    mute = ThreadingHTTPServer(("127.0.0.1", 0), _Mute)
    thread = threading.Thread(target=mute.serve_forever)
    thread.start()
    try:
        address = f"http://127.0.0.1:{mute.server_port}"
        store = ServerStore(address, "X-Chroma-Token: open sesame", index.library)
        answer = following(Index(index.library, store, index.embedder)).ask(SEARCHED)
    finally:
        over.set()
        mute.shutdown()
        mute.server_close()
        thread.join()
    assert answer.caveats == (FELL_BACK,)
    assert asked == ["open sesame"]


@pytest.mark.parametrize("address", ["chroma:8000", "ftp://chroma", "http://"])
def test_what_is_no_address_is_refused(address: str, tmp_path: Path) -> None:
    with pytest.raises(VectorStoreError, match="write http://HOST:8000"):
        ServerStore(address, "", Library(tmp_path))


def test_what_is_no_header_is_refused_without_being_repeated(tmp_path: Path) -> None:
    with pytest.raises(VectorStoreError, match="NAME: VALUE") as refused:
        ServerStore("http://127.0.0.1:1", "sesame", Library(tmp_path))
    assert "sesame" not in str(refused.value)
