"""The library on a real PostgreSQL: what test_library.py holds of SQLite, held here too."""

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import httpx
import numpy as np
import pytest
import sqlalchemy
from fastapi.testclient import TestClient
from servers import new_database, sql
from tiny import AUDIT, BY_WORDS, TODAY, BagOfWords, library_of, written

from assistant.api import api
from assistant.ask import Assistant
from assistant.follow import Following
from assistant.tokens import Tokens
from corpus.report import Passage, Report
from index.backup import backup, restore
from index.heal import heal
from index.ingest import ingest, rebuild
from index.library import (
    Change,
    Generation,
    Indexed,
    Library,
    LibraryError,
    Shelved,
)
from index.remove import remove
from index.search import Search
from index.serve import Index
from index.terms import content, phrases
from index.vectors import VectorStore

PASSAGE = Passage("r#1:0", "r", "r#1", 0, 4, "Desk", "Desk")


def index_of(home: Path, address: str = "") -> Index:
    return Index(Library(home, address), VectorStore(home), BagOfWords())


@pytest.fixture(scope="module")
def filled(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """The same reports in PostgreSQL and in SQLite: a database, and a folder for both."""
    folder, database = tmp_path_factory.mktemp("filled"), new_database(postgres)
    reports = written(folder / "reports")
    for name, address in (("pg", database), ("lite", "")):
        index = index_of(folder / name, address)
        ingest([reports], index.library, index.store, index.embedder)
        index.store.close()
        index.library.close()
    return database, folder


@pytest.fixture
def both(postgres: str, filled: tuple[str, Path], tmp_path: Path) -> tuple[Index, Index]:
    """A copy of both, to do with as one likes."""
    database = new_database(postgres, filled[0].rpartition("/")[2])
    for name in ("pg", "lite"):
        shutil.copytree(filled[1] / name, tmp_path / name)
    return index_of(tmp_path / "pg", database), index_of(tmp_path / "lite")


def test_both_hold_the_same(both: tuple[Index, Index]) -> None:
    pg, lite = both[0].library, both[1].library
    assert pg.reports() == lite.reports()
    assert pg.served() == lite.served()
    assert pg.shelved().served == lite.shelved().served
    assert [file.sha256 for file in pg.files()] == [file.sha256 for file in lite.files()]
    assert pg.copies() == lite.copies()
    assert pg.generation == lite.generation
    assert pg.passages_by_report() == lite.passages_by_report()
    assert pg.lexicon() == lite.lexicon()
    assert pg.word_counts() == lite.word_counts()
    assert sorted(pg.vocabulary("u")) == sorted(lite.vocabulary("u"))
    ids, reports, vectors = lite.passage_vectors()
    assert pg.passage_vectors()[:2] == (ids, reports)
    assert np.array_equal(pg.passage_vectors()[2], vectors)
    assert pg.passages(ids) == lite.passages(ids)


def test_words_are_found_as_fts5_finds_them(both: tuple[Index, Index]) -> None:
    pg, lite = both[0].library, both[1].library
    words = [word for word in lite.word_counts() if len(word) > 2]
    assert {w: pg.frequency(w) for w in words} == {w: lite.frequency(w) for w in words}
    assert pg.frequency("7.25/26") == lite.frequency("7.25/26") > 0
    for term in ("", "‘’", '"a', "a & b | !c", "x:*", "\x00"):
        assert pg.frequency(term) == lite.frequency(term)


@pytest.mark.parametrize("question", ["Why do callers hang up at night?", "umbrellas rota 2025"])
def test_what_is_found_scores_as_in_fts5(both: tuple[Index, Index], question: str) -> None:
    pg, lite = both[0].library, both[1].library
    first = lite.reports()[0].id
    for terms in (content(question), phrases(question)):
        for reports in ((), (first,)):
            ours = dict(pg.lexical(terms, reports, 50))
            theirs = dict(lite.lexical(terms, reports, 50))
            assert ours == pytest.approx(theirs)
    assert pg.lexical([], (), 5) == pg.lexical(["giraffe"], (), 5) == []


def test_a_switch_is_all_or_nothing(tmp_path: Path, database: str) -> None:
    library = Library(tmp_path, database)
    twice = Indexed(Report("r", "Desk", "report", ()), (PASSAGE, PASSAGE), ())
    change = Change(Shelved((), (), (), ()), frozenset(), (twice,), {"desk": 2})
    with pytest.raises(sqlalchemy.exc.IntegrityError):
        library.switch(Generation(1, "m", "h", 0), change)
    assert library.generation is None
    assert library.word_counts() == {}


def test_a_reader_sees_one_moment_while_a_writer_switches(
    both: tuple[Index, Index], tmp_path: Path
) -> None:
    library, before = both[0].library, both[0].library.reports()
    changed = written(tmp_path / "more", more=AUDIT.replace("Nobody", "Giraffe"))

    with library.snapshot():
        generation = library.generation
        other = index_of(tmp_path / "pg", library.address)
        given = ([changed], other.library, other.store, other.embedder)
        writing = threading.Thread(target=ingest, args=given)
        writing.start()
        writing.join()
        assert library.generation == generation
        assert library.reports() == before
        assert library.frequency("giraffe") == 0
    assert library.generation != generation
    assert library.frequency("giraffe") > 0


def test_a_second_writer_is_refused_wherever_it_is_and_told_who_writes(
    tmp_path: Path, database: str
) -> None:
    elsewhere = Library(tmp_path / "elsewhere", database)
    with Library(tmp_path / "here", database).writing():
        with pytest.raises(LibraryError, match=rf"process {os.getpid()} on .*, since "):
            elsewhere.writing().__enter__()
        said: list[str] = []
        with pytest.raises(LibraryError):
            elsewhere.writing(0.3, said.append).__enter__()
        assert len(said) == 1
    with elsewhere.writing():
        pass


def test_the_lock_of_a_writer_that_is_killed_is_let_go(tmp_path: Path, database: str) -> None:
    code = (
        "import sys; from pathlib import Path; from index.library import Library\n"
        "with Library(Path(sys.argv[1]), sys.argv[2]).writing():\n"
        "    print('held', flush=True); sys.stdin.read()"
    )
    writer = subprocess.Popen(  # noqa: S603 (our own words)
        [sys.executable, "-c", code, str(tmp_path), database],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    with writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"held\n"
        with pytest.raises(LibraryError, match=f"process {writer.pid} "):
            Library(tmp_path, database).writing().__enter__()
        writer.kill()
        writer.wait()
    with Library(tmp_path, database).writing(10):
        pass


def test_a_writer_that_lost_its_lock_writes_nothing(both: tuple[Index, Index]) -> None:
    library = both[0].library
    generation = library.generation
    assert generation is not None

    def lose_it_and_write() -> None:
        with library.writing():
            sql(library.address, _KILL_OTHERS)
            library.switch(Generation(99, "m", "h", 0))

    with pytest.raises(LibraryError, match="cannot be used"):
        lose_it_and_write()
    assert library.generation == generation


_KILL_OTHERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


def test_a_database_that_is_away_is_told_and_used_again_when_it_is_back(
    both: tuple[Index, Index], postgres: str, tmp_path: Path
) -> None:
    library = both[0].library
    name = library.name.rpartition("/")[2]

    def opened() -> Assistant:
        with library.snapshot():
            search = Search(library, both[0].store, both[0].embedder)
            return Assistant(search, library.reports(), BY_WORDS, lambda: TODAY)

    tokens = Tokens(tmp_path)
    headers = {"authorization": f"Bearer {tokens.add('dashboard')}"}
    with TestClient(api(Following(library, opened), tokens), headers=headers) as client:

        def ask() -> httpx.Response:
            return client.post("/v1/ask", json={"question": "Who signs the rota?"})

        before = ask().json()["answer"]
        sql(library.address, _KILL_OTHERS)
        assert ask().json()["answer"] == before
        sql(f"{postgres}/postgres", f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        sql(f"{postgres}/postgres", _KILL_OTHERS.replace("current_database()", f"'{name}'"))
        refused = ask()
        assert refused.status_code == 503
        assert f"postgresql://127.0.0.1/{name} cannot be used" in refused.json()["detail"]
        sql(f"{postgres}/postgres", f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
        assert ask().json()["answer"] == before


def test_a_removed_report_leaves_the_files(both: tuple[Index, Index], tmp_path: Path) -> None:
    library = both[0].library
    more = written(tmp_path / "more", letter="# Letter\n\n## Desk\n\nThe hippopotamus hangs up.")
    (gone,) = ingest([more], library, both[0].store, both[0].embedder).added
    assert library.frequency("hippopotamus") == 1
    assert files_with(b"hippopotamu", library.address)
    assert remove(gone.id, both[0]).scrubbed
    assert library.frequency("hippopotamus") == 0
    assert not files_with(b"hippopotamu", library.address)


def files_with(word: bytes, address: str) -> list[Path]:
    """The files of a database in which some bytes stand."""
    sql(address, "CHECKPOINT")
    ((base, oid),) = sql(
        address,
        "SELECT setting, oid FROM pg_settings, pg_database "
        "WHERE name = 'data_directory' AND datname = current_database()",
    )
    files = (Path(str(base)) / "base" / str(oid)).iterdir()
    return [path for path in files if word in path.read_bytes()]


def test_a_reader_that_is_amid_a_question_puts_off_the_rewriting(
    both: tuple[Index, Index], tmp_path: Path
) -> None:
    reader = Library(tmp_path / "other", both[0].library.address)
    with reader.snapshot():
        assert len(reader.reports()) == 3
        found: list[bool] = []
        gone = both[0].library.reports()[0].id
        removing = threading.Thread(target=lambda: found.append(remove(gone, both[0]).scrubbed))
        removing.start()
        removing.join()
        assert len(reader.reports()) == 3
    assert found == [False]
    assert both[0].library.to_scrub
    assert both[0].library.scrub()
    assert not both[0].library.to_scrub


@pytest.mark.parametrize(("source", "target"), [(0, 1), (1, 0), (0, 0)])
def test_a_backup_of_either_is_restored_into_either(
    both: tuple[Index, Index], tmp_path: Path, source: int, target: int
) -> None:
    before, passages = both[source].library.reports(), both[source].library.passages_by_report()
    backup(both[source].library, tmp_path / "kept.zip")
    into = both[target]
    ingest(
        [written(tmp_path / "more", more=AUDIT.replace("7.25/26", "8.25/26"))],
        *(into.library, into.store, into.embedder),
    )
    assert len(into.library.reports()) == 4
    identity = into.library.identity
    assert restore(tmp_path / "kept.zip", into) == 3
    assert into.library.identity == identity
    assert into.library.reports() == before
    assert into.library.passages_by_report() == passages
    assert into.library.frequency("umbrellas") == both[1].library.frequency("umbrella") > 0
    assert not heal(into, lambda _: None)
    rebuild(into.library, into.store, into.embedder)
    assert into.library.reports() == before


def test_a_machine_without_the_store_builds_it_and_leaves_the_others_alone(
    both: tuple[Index, Index], tmp_path: Path
) -> None:
    before = both[0].library.generation
    second = index_of(tmp_path / "second machine", both[0].library.address)
    assert heal(second, lambda _: None)
    assert before is not None
    assert second.library.generation == before
    assert isinstance(second.store, VectorStore)
    assert second.store.holds(before.id, before.passages)
    assert not heal(both[0], lambda _: None)


def test_what_another_machine_removed_is_not_kept_on_this_one(
    both: tuple[Index, Index], tmp_path: Path
) -> None:
    def kept() -> set[str]:
        index = index_of(tmp_path / "second machine", both[0].library.address)
        Search(index.library, index.store, index.embedder).registers.whole  # noqa: B018 (makes what is kept)
        return {path.name for path in (index.library.home / "records").iterdir()}

    before = kept()
    remove(both[0].library.reports()[0].id, both[0])
    assert before
    assert not before & kept()


def test_a_password_is_not_shown(tmp_path: Path) -> None:
    with pytest.raises(LibraryError) as refused:
        Library(tmp_path, "postgresql://ann:sesame@127.0.0.1:1/none")
    assert "postgresql://127.0.0.1/none cannot be used" in str(refused.value)
    assert "sesame" not in str(refused.value)


@pytest.mark.parametrize(
    ("address", "told"),
    [("mysql://h/d", "write postgresql://"), ("postgresql://[h/d", "cannot be used")],
)
def test_other_engines_are_refused(tmp_path: Path, address: str, told: str) -> None:
    with pytest.raises(LibraryError, match=told):
        Library(tmp_path, address)


def test_a_database_that_cannot_hold_all_letters_is_refused(postgres: str, tmp_path: Path) -> None:
    sql(
        f"{postgres}/postgres",
        "CREATE DATABASE bare TEMPLATE template0 ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'",
    )
    with pytest.raises(LibraryError, match="ENCODING 'UTF8'"):
        Library(tmp_path, f"{postgres}/bare")


def test_without_the_packages_it_says_what_to_install(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['sqlalchemy'] = None\n"
        "from pathlib import Path; from index.library import Library\n"
        "Library(Path(sys.argv[1]), 'postgresql://h/d')"
    )
    done = subprocess.run(  # noqa: S603 (our own words)
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert "pip install 'scrutiny-assistant[postgres]'" in done.stderr


def test_sqlite_does_not_load_sqlalchemy(tmp_path: Path) -> None:
    library_of(tmp_path / "home", written(tmp_path / "reports"))
    code = (
        "import sys; from pathlib import Path; from index.library import Library\n"
        "print(len(Library(Path(sys.argv[1])).reports()), 'sqlalchemy' in sys.modules)"
    )
    done = subprocess.run(  # noqa: S603 (our own words)
        [sys.executable, "-c", code, str(tmp_path / "home")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "3 False\n"
