"""Several processes beside each other on one library: chats that answer while one ingests."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Thread

import pytest
from servers import Chroma
from serving import office_of
from tiny import AUDIT, TODAY, BagOfWords, written

from assistant.answer import Answer
from assistant.settings import Settings
from index.ingest import ingest

ANSWERS = f"""
import json, os, sys
from datetime import date
from pathlib import Path
sys.path.insert(0, {str(Path(__file__).parent)!r})
from tiny import BY_WORDS, BagOfWords
from assistant.answer import Question
from assistant.ask import Assistant
from assistant.follow import Following
from assistant.settings import Settings
from index.heal import heal
from index.search import Search
from index.serve import Index
settings = Settings.read()
library = settings.library()
def opened():
    index = Index(library, settings.engines.store_of(library), BagOfWords())
    heal(index, lambda _: None)
    with library.snapshot():
        search = Search(library, index.store, index.embedder)
        return Assistant(search, library.reports(), BY_WORDS, lambda: date({TODAY:%Y, %-m, %-d}))
following = Following(library, opened)
for line in sys.stdin:
    answer = following.ask(Question(line))
    told = [answer.text, len(answer.searched), list(answer.caveats)]
    print(json.dumps(told), flush=True)
"""
INGESTS = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(Path(__file__).parent)!r})
from tiny import BagOfWords
from assistant.settings import Settings
from index.ingest import ingest
settings = Settings.read()
library = settings.library()
done = ingest([Path(sys.argv[1])], library, settings.engines.store_of(library), BagOfWords())
assert not done.failed, done.failed
"""
OWNER = "Who owns management action 3?"


class Chat:
    """A process that answers, as the chat page's does."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(  # noqa: S603 (our own words)
            [sys.executable, "-c", ANSWERS],
            env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def ask(self, question: str) -> tuple[str, int, list[str]]:
        """The answer's text, how many reports were searched, and its caveats."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{question}\n")
        self._process.stdin.flush()
        text, reports, caveats = json.loads(self._process.stdout.readline())
        return text, reports, caveats

    def end(self) -> None:
        self._process.communicate()


@contextmanager
def two_chats(environment: Mapping[str, str]) -> Iterator[tuple[Chat, Chat]]:
    with ExitStack() as stack:
        chats = Chat(environment), Chat(environment)
        for chat in chats:
            stack.callback(chat.end)
        yield chats


def ingested(reports: Path, environment: Mapping[str, str]) -> None:
    command = [sys.executable, "-c", INGESTS, str(reports)]
    subprocess.run(command, env=environment, check=True)  # noqa: S603 (our own words)


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql and chroma run", marks=pytest.mark.slow)]
)
def environment(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    """One library, on this machine alone or on servers."""
    found = os.environ | {"ASSISTANT_HOME": str(tmp_path / "home")}
    if request.param != "sqlite":
        chroma: Chroma = request.getfixturevalue("chroma")
        found |= {
            "ASSISTANT_LIBRARY": request.getfixturevalue("database"),
            "ASSISTANT_CHROMA": chroma.address,
        }
    settings = Settings.read(found)
    library = settings.library()
    store = settings.engines.store_of(library)
    ingest([written(tmp_path / "reports")], library, store, BagOfWords())
    store.close()
    library.close()
    return found


def test_two_chats_answer_while_a_third_process_ingests(
    environment: dict[str, str], tmp_path: Path
) -> None:
    more = {f"n{n}": AUDIT.replace("7.25/26", f"{n}.25/26") for n in range(10, 12)}
    with two_chats(environment) as chats:
        (before, _, _), (other, _, _) = [chat.ask(OWNER) for chat in chats]
        assert before == other
        ingesting = Thread(target=ingested, args=(written(tmp_path / "more", **more), environment))
        ingesting.start()
        seen = []
        while ingesting.is_alive():
            seen += [chat.ask("Why do callers hang up at night?") for chat in chats]
        ingesting.join()
        after = [chat.ask(OWNER) for chat in chats]
    # Each answer is whole from before or whole from after; nothing was said to be missing.
    assert {reports for _, reports, _ in seen} <= {3, 5}
    assert len({(text, reports) for text, reports, _ in seen}) <= 2
    assert all(caveats == [] for _, _, caveats in (*seen, *after))
    assert [reports for _, reports, _ in after] == [5, 5]
    library = Settings.read(environment).library()
    assert len(library.reports()) == 5
    library.close()


SEES = f"""
import json, sys
from pathlib import Path
sys.path.insert(0, {str(Path(__file__).parent)!r})
from serving import office_of
from assistant.tray import TrayError
home, *tokens, laid = sys.argv[1:]
office = office_of(Path(home), login=False)
told = []
for token in tokens:
    user = office.sessions.of(token).user
    try:
        file = office.tray.find(user, laid).name
    except TrayError as error:
        file = str(error)
    told.append([user.name, file, [talk.title for talk in office.history.list(user)]])
for number in range(30):
    office.audit.record("asked", "there", "page", {{"number": number}})
print(json.dumps(told))
"""


def test_what_is_kept_of_people_is_one_for_all_processes_of_a_machine(tmp_path: Path) -> None:
    office = office_of(tmp_path, login=True)
    users = {user.name: user for user in office.sessions.users.all()}
    tokens = [office.sessions.begin(users[name]) for name in ("ann", "bob")]
    laid = office.tray.put(users["ann"], "briefing.pdf", "application/pdf", b"%PDF")
    office.history.keep(users["ann"], Answer("Who owns action 1?", ()))
    other = subprocess.Popen(  # noqa: S603 (our own words)
        [sys.executable, "-c", SEES, str(tmp_path), *tokens, laid],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    for number in range(30):
        office.audit.record("asked", "here", "page", {"number": number})
    said, _ = other.communicate()
    assert json.loads(said) == [
        ["ann", "briefing.pdf", ["Who owns action 1?"]],
        ["bob", "there is no such file, or no longer", []],
    ]
    assert office.audit.verify().entries == 60
