from pathlib import Path

import pytest
from tiny import AUDIT, BagOfWords, library_of, written

from assistant.cli import run
from assistant.settings import Settings
from index.library import Library, LibraryError
from index.remove import remove
from index.serve import Index
from index.uploads import Uploads
from index.vectors import VectorStore

SAID = "The giraffe keeps the harbour keys."


@pytest.fixture
def index(tmp_path: Path) -> Index:
    reports = written(tmp_path / "reports")
    (reports / "secret.md").write_text(
        AUDIT.replace("Night Desk", "Zookeeping")
        .replace("7.25/26", "9.25/26")
        .replace("Nobody signs the rota.", SAID)
    )
    home = tmp_path / "home"
    return Index(library_of(home, reports), VectorStore(home), BagOfWords())


def everything(home: Path) -> bytes:
    return b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file()).lower()


def test_nothing_of_a_removed_report_is_left_in_any_file(index: Index) -> None:
    home = index.library.home
    (gone,) = (report.id for report in index.library.reports() if "Zoo" in report.title)
    assert b"giraffe" in everything(home)
    before = len(index.library.passage_vectors()[0])
    done = remove(gone, index)
    assert done.scrubbed
    assert [file.name for file in done.files] == ["secret.md"]
    assert b"giraffe" not in everything(home)
    assert b"zookeeping" not in everything(home)
    assert gone.encode() not in everything(home)
    assert len(index.library.reports()) == 3
    assert index.library.frequency("giraffe") == 0
    now = index.library.generation
    assert now is not None
    assert now.passages == len(index.library.passage_vectors()[0]) < before
    assert VectorStore(home).holds(now.id, now.passages)


def test_superseded_versions_go_too(index: Index, tmp_path: Path) -> None:
    changed = written(tmp_path / "more", audit=AUDIT.replace("Nobody", "A hippopotamus"))
    library_of(index.library.home, changed)
    (audit,) = (r.id for r in index.library.reports() if r.title == "Night Desk Audit")
    assert len(index.library.shelved().versions) == 5
    assert len(remove(audit, index).files) == 2
    assert len(index.library.shelved().versions) == 3
    assert len(list(Uploads(index.library.home).folder.iterdir())) == 3
    assert b"hippopotamus" not in everything(index.library.home)


def test_what_a_reader_holds_open_is_scrubbed_by_the_next_writer(index: Index) -> None:
    home = index.library.home
    (gone,) = (report.id for report in index.library.reports() if "Zoo" in report.title)
    reader = Library(home)
    with reader.snapshot():
        assert reader.generation is not None
        index.library._db.run("PRAGMA busy_timeout = 50")  # noqa: SLF001 (not to wait so long)
        assert not remove(gone, index).scrubbed
        assert b"giraffe" in everything(home)
    assert index.library.to_scrub
    reader.close()
    library_of(home, home / "gone.md")
    assert b"giraffe" not in everything(home)


def test_the_last_report_can_be_removed(tmp_path: Path) -> None:
    home = tmp_path / "home"
    library = library_of(home, written(tmp_path / "reports", audit=AUDIT))
    (only,) = library.reports()
    remove(only.id, Index(library, VectorStore(home), BagOfWords()))
    assert library.reports() == ()
    assert library.generation is not None
    assert library.generation.passages == 0
    assert len(library_of(home, tmp_path / "reports").reports()) == 1


def test_an_unknown_id_is_refused(index: Index) -> None:
    with pytest.raises(
        LibraryError, match="no report has the id 'giraffe'; see: assistant reports"
    ):
        remove("giraffe", index)


def test_the_command_asks_first_and_without_a_terminal_does_nothing(
    index: Index, tmp_path: Path
) -> None:
    settings = Settings(index.library.home, str(tmp_path))
    report = index.library.reports()[0].id
    with pytest.raises(LibraryError, match="to go on without being asked, add: --yes"):
        run(["remove", report], settings)
    assert len(index.library.reports()) == 4
