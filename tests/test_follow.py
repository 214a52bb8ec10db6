import shutil
import threading
from pathlib import Path

import pytest
from serving import office_of
from tiny import AUDIT, BagOfWords, following, library_of, settings_of, written

from assistant.answer import Question
from assistant.cli import run
from assistant.open import follow
from assistant.recorder import Recorder
from assistant.talk import Talk
from assistant.thread import Thread
from index.library import Library, LibraryError
from index.remove import remove
from index.serve import Index
from index.vectors import VectorStore

WHO = Question("Who signs the rota?")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    library_of(tmp_path / "home", written(tmp_path / "reports"))
    return tmp_path / "home"


def change(home: Path, who: str) -> None:
    library_of(home, written(home.parent / who, audit=AUDIT.replace("Nobody", who)))


def test_a_new_version_answers_without_a_restart(home: Path) -> None:
    assistant = following(home)
    assert "Nobody signs the rota." in assistant.ask(WHO).text
    change(home, "Giraffe")
    answer = assistant.ask(WHO)
    assert "Giraffe signs the rota." in answer.text
    assert "Nobody" not in answer.text
    assert len(assistant.reports) == 3


def test_an_empty_library_is_followed_from_its_first_report_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_of(tmp_path, monkeypatch)
    with pytest.raises(LibraryError, match="run: assistant ingest PATH"):
        follow(settings)
    assistant = follow(settings, empty=True)
    assert assistant.ask(WHO).text == "No report is held yet, so there is nothing to search."
    assert run(["ingest", str(written(tmp_path / "reports"))], settings) == 0
    assert len(assistant.reports) == 3


def test_a_report_that_comes_or_goes_is_seen(home: Path) -> None:
    assistant = following(home)
    new = AUDIT.replace("7.25/26", "8.25/26").replace("Night Desk", "Harbour")
    library_of(home, written(home.parent / "more", new=new))
    assert "Harbour Audit" in {report.title for report in assistant.reports}
    (gone,) = (report.id for report in assistant.reports if report.title == "Harbour Audit")
    remove(gone, Index(Library(home), VectorStore(home), BagOfWords()))
    assert gone not in {report.id for report in assistant.reports}
    assert assistant.ask(WHO).citations


def test_a_store_that_breaks_while_it_is_used_is_healed(home: Path) -> None:
    assistant = following(home)
    shutil.rmtree(home / "chroma")
    assert "Nobody signs the rota." in assistant.ask(WHO).text


@pytest.mark.slow
def test_questions_asked_while_reports_change_are_all_answered(home: Path) -> None:
    assistant = following(home)
    names = ("Giraffe", "Hippopotamus", "Ibis", "Jaguar")
    said: list[str] = []
    errors: list[BaseException] = []

    def ask() -> None:
        try:
            while not done.is_set():
                said.append(assistant.ask(WHO).text)
        except BaseException as error:  # noqa: BLE001 (told by the test)
            errors.append(error)

    done = threading.Event()
    readers = [threading.Thread(target=ask) for _ in range(3)]
    for reader in readers:
        reader.start()
    for name in names:
        change(home, name)
    last = assistant.ask(WHO).text  # a reader may still tell what it began to ask before
    done.set()
    for reader in readers:
        reader.join()
    assert errors == []
    assert said
    assert all(sum(name in text for name in ("Nobody", *names)) == 1 for text in said)
    assert "Jaguar signs the rota." in last


def test_a_citation_of_what_has_changed_is_not_shown_as_if_it_stood(
    home: Path, tmp_path: Path
) -> None:
    followed = following(home)
    office = office_of(tmp_path / "office", login=False)
    recorder = Recorder(followed, office.audit, "page")
    talk = Talk(followed, recorder, office.history, office.feedback)
    *_, shown = talk.respond(WHO.text, Thread())
    assert "<mark>Nobody signs the rota." in shown.source
    change(home, "Giraffe")
    after = talk.source(shown.answers, "0.cited.1")
    assert "has been changed or removed since the question was answered" in after
    assert "<mark>" not in after
    *_, again = talk.respond(WHO.text, Thread())
    assert "<mark>Giraffe signs the rota." in again.source
