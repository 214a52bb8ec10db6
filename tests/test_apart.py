"""Two users at once: neither sees the other's chat, files or events."""

import json
import socket
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit

import httpx
import pytest
from serving import office_of, served
from tiny import assistant_of, written
from visitor import Visitor

from assistant.audit import Wanted
from assistant.office import Office
from assistant.open import follow
from assistant.settings import Settings
from index import DEFAULT_MODEL
from index.embed import Embedder
from index.ingest import ingest
from index.library import Library
from index.vectors import VectorStore

ASKED = tuple(f"Who owns management action {number}?" for number in range(1, 5))
SHIPPED = (
    *("Who owns management action 1?", "Which plans lack target completion dates?"),
    *("Which 2023 recommendations are incomplete?", "Which actions are past due?", "What is NCPI?"),
    *("What do the internal audits say about missing people?", "Is the mayor mentioned?"),
)
DESK, ROTA = "Who owns management action 1?", "Who owns management action 2?"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return office_of(tmp_path_factory.mktemp("apart"), login=True)


@pytest.fixture(scope="module")
def address(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("reports")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADIO_HEARTBEAT_INTERVAL", "0.2")
        with served(assistant_of(folder / "home", written(folder / "reports")), office) as address:
            yield address


@pytest.fixture(scope="module")
def event(address: str) -> int:
    with Visitor(address, "ann") as visitor:
        return visitor.event()


@pytest.fixture
def ann(address: str) -> Iterator[Visitor]:
    with Visitor(address, "ann", "the-same-hash") as visitor:
        yield visitor


@pytest.fixture
def bob(address: str) -> Iterator[Visitor]:
    with Visitor(address, "bob", "the-same-hash") as visitor:
        yield visitor


def test_the_same_session_hash_is_another_for_another_user(
    ann: Visitor, bob: Visitor, event: int
) -> None:
    assert ann.join(event, DESK).status_code == 200
    assert bob.join(event, ROTA).status_code == 200
    ours, theirs = json.dumps(ann.heard()), json.dumps(bob.heard())
    assert "Desk Manager" in ours
    assert ROTA not in ours
    assert "Superintendent" in theirs
    assert DESK not in theirs


def test_a_guessed_session_hash_hears_nothing(ann: Visitor, bob: Visitor, event: int) -> None:
    ann.join(event, DESK)
    (heard,) = bob.heard(ann.session_hash)
    assert (heard["msg"], heard["session_not_found"]) == ("unexpected_error", True)
    assert "Desk Manager" in json.dumps(ann.heard())


def test_a_conversation_goes_on_for_its_user_alone(ann: Visitor, bob: Visitor, event: int) -> None:
    ann.ask(event, DESK)
    assert DESK in ann.ask(event, "and by when?")
    assert DESK not in bob.ask(event, "and by when?")


def test_a_conversation_is_out_of_reach_once_its_user_signed_out(ann: Visitor, event: int) -> None:
    ann.ask(event, DESK)
    ann.http.post("/logout")
    assert ann.join(event, "and by when?").status_code == 401
    ann.sign_in("ann", "correct horse battery")
    assert DESK not in ann.ask(event, "and by when?")


def test_only_its_user_stops_an_event(ann: Visitor, bob: Visitor, event: int) -> None:
    begun = ann.join(event, DESK).json()["event_id"]
    body = {"session_hash": ann.session_hash, "fn_index": event, "event_id": begun}
    refused = bob.http.post("/gradio_api/cancel", json=body)
    assert (refused.status_code, refused.text) == (400, "You have no such event.")
    assert "Desk Manager" in json.dumps(ann.heard())
    assert ann.http.post("/gradio_api/cancel", json=body).status_code == 200


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'"x"', b"\xff", b"1"])
def test_a_body_that_makes_no_sense_is_refused(ann: Visitor, body: bytes) -> None:
    refused = ann.http.post("/gradio_api/queue/join", content=body)
    assert (refused.status_code, refused.text) == (400, "This request makes no sense.")


def test_an_open_stream_ends_when_its_user_signs_out(address: str) -> None:
    with (
        Visitor(address, "eve") as eve,
        httpx.Client(base_url=address, headers=eve.http.headers, cookies=eve.http.cookies) as tab,
        eve.http.stream("GET", "/gradio_api/heartbeat/abc") as stream,
    ):
        lines = (line for line in stream.iter_lines() if line)
        assert [next(lines), next(lines)] == ["data: ALIVE", "data: ALIVE"]
        assert tab.post("/logout").status_code == 303
        started = monotonic()
        assert len(list(lines)) <= 2
    assert monotonic() - started < 5


def test_each_question_is_logged_under_its_user(
    ann: Visitor, bob: Visitor, event: int, office: Office
) -> None:
    before = office.audit.verify().number
    ann.ask(event, DESK)
    bob.ask(event, ROTA)
    asked = list(office.audit.entries(Wanted(event="asked")))
    ours, theirs = [entry for entry in asked if entry.number > before]
    assert (ours.who, theirs.who) == ("ann", "bob")
    assert (ours.body["question"], theirs.body["question"]) == (DESK, ROTA)
    assert "Desk Manager" in ours.body["answer"]
    assert "Desk Manager" in ours.body["passages"][0]["quote"]
    assert len(ours.body["searched"]) == 3
    assert ours.body["index_sha256"] == theirs.body["index_sha256"]
    assert (ours.body["model"], len(ours.body["model_sha256"])) == ("bag-of-words", 64)


def test_a_file_is_handed_out_to_its_user_alone(ann: Visitor, bob: Visitor) -> None:
    put = ann.http.post("/uploads?name=../audit%3Cb%3E.md", content=b"# Words")
    mine = ann.http.get(f"/files/{put.json()['id']}")
    assert mine.content == b"# Words"
    assert mine.headers["content-disposition"].startswith("attachment; filename")
    assert "audit%20b%20.md" in mine.headers["content-disposition"]
    theirs = bob.http.get(f"/files/{put.json()['id']}")
    assert (theirs.status_code, theirs.text) == (404, "There is no such file, or no longer.")


def test_a_reader_hands_in_nothing(bob: Visitor, office: Office) -> None:
    refused = bob.http.post("/uploads?name=a.md", content=b"# Words")
    assert (refused.status_code, refused.text) == (403, "Only a keeper may do this.")
    assert not list(office.audit.entries(Wanted(who="bob", event="file handed in")))


def test_a_file_that_says_it_is_too_large_is_refused_before_it_is_sent(ann: Visitor) -> None:
    place = urlsplit(str(ann.http.base_url))
    head = (
        f"POST /uploads?name=a.md HTTP/1.1\r\nHost: {place.netloc}\r\n"
        f"Origin: http://{place.netloc}\r\nCookie: scrutiny={ann.http.cookies['scrutiny']}\r\n"
        f"Content-Length: {10 * 1024**3}\r\n\r\n"
    )
    with socket.create_connection((str(place.hostname), int(place.port or 0)), 10) as connection:
        connection.sendall(head.encode())
        answered = connection.recv(4096)
    assert b"413" in answered.splitlines()[0]


def test_a_file_that_grows_too_large_is_refused_and_leaves_nothing(
    ann: Visitor, office: Office
) -> None:
    before = len(list(office.audit.entries()))
    pieces = (b"x" * 65536 for _ in range(64))  # 4 MiB, where 1 MiB is taken
    refused = ann.http.post("/uploads?name=a.md", content=pieces)
    assert refused.status_code == 413
    assert "1 MB are taken at most" in refused.text
    assert len(list(office.audit.entries())) == before


def test_a_question_of_many_megabytes_is_refused(ann: Visitor, event: int) -> None:
    assert ann.join(event, "x" * 2_000_000).status_code == 413


def several(
    address: str, event: int, seconds: float, questions: Sequence[str] = ASKED
) -> list[float]:
    """Ten users who ask together for a while, each their own question; the seconds each took."""
    until = monotonic() + seconds

    def asks(number: int) -> list[float]:
        took: list[float] = []
        with Visitor(address, ("ann", "bob", "eve")[number % 3]) as visitor:
            while (begun := monotonic()) < until:
                said = f"{questions[(number + len(took)) % len(questions)]} {number}"
                visitor.session_hash = f"user{number}turn{len(took)}"
                shown = visitor.ask(event, said)
                assert f"<p>{said}</p>" in shown
                assert shown.count('class="turn"') == 1
                assert '<article class="answer' in shown
                took.append(monotonic() - begun)
        return took

    with ThreadPoolExecutor(10) as pool:
        return [one for took in pool.map(asks, range(10)) for one in took]


def test_ten_users_ask_together(address: str, event: int, office: Office) -> None:
    assert len(several(address, event, seconds=8)) >= 10
    assert office.audit.verify()


@pytest.mark.slow
def test_ten_users_ask_the_shipped_reports_together_for_a_minute(tmp_path: Path) -> None:
    home, office = tmp_path / "home", office_of(tmp_path / "office", login=True)
    shipped = Path(__file__).parents[1] / "corpus" / "reports"
    ingest([shipped], Library(home), VectorStore(home), Embedder(DEFAULT_MODEL, home))
    with served(follow(Settings(home, DEFAULT_MODEL)), office) as address:
        with Visitor(address, "ann") as visitor:
            event = visitor.event()
        took = sorted(several(address, event, seconds=60, questions=SHIPPED))
    told(took)
    assert len(took) >= 60
    assert office.audit.verify()


@pytest.mark.slow
def test_ten_users_ask_together_for_a_minute(address: str, event: int, office: Office) -> None:
    took = sorted(several(address, event, seconds=60))
    told(took)
    assert len(took) >= 60
    assert office.audit.verify()


def told(took: Sequence[float]) -> None:
    half, most = (took[len(took) * share // 100] for share in (50, 95))
    print(
        f"{len(took)} answers to ten users in a minute; half within {half:.1f} s, 95% {most:.1f} s"
    )
