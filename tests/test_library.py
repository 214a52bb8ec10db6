import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiny import AUDIT, TODAY, BagOfWords, library_of, written

from corpus.passages import passages
from corpus.report import Passage, Report
from index.embed import ModelError
from index.ingest import rebuild
from index.library import (
    Change,
    Generation,
    Indexed,
    Library,
    LibraryError,
    Shelved,
    embedded,
    vector_key,
)
from index.library.writing import report_json
from index.vectors import VectorStore

PASSAGE = Passage("r#1:0", "r", "r#1", 0, 4, "Desk", "Desk")
FIRST_SHAPE = """
CREATE TABLE report (id TEXT PRIMARY KEY, place INTEGER, sha256 TEXT, body TEXT);
CREATE TABLE passage (
    id TEXT PRIMARY KEY, report TEXT REFERENCES report (id), body TEXT, vector TEXT);
CREATE INDEX passage_of_report ON passage (report);
CREATE TABLE vector (key TEXT PRIMARY KEY, body BLOB);
CREATE TABLE generation (
    id INTEGER PRIMARY KEY, model TEXT, model_sha256 TEXT, passages INTEGER, made TEXT);
CREATE TABLE pointer (name TEXT PRIMARY KEY, value INTEGER);
CREATE VIRTUAL TABLE words USING fts5 (
    id UNINDEXED, report UNINDEXED, text, context, tokenize = 'porter unicode61');
CREATE TABLE lexicon (word TEXT PRIMARY KEY, count INTEGER);
"""


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("held")
    return library_of(folder / "home", written(folder / "reports"))


def test_a_new_library_holds_nothing_and_serves_nothing(tmp_path: Path) -> None:
    library = Library(tmp_path / "new" / "home")
    assert library.generation is None
    assert library.reports() == ()
    assert library.passages_by_report() == {}
    assert library.passage_vectors()[0] == ()


def test_threads_that_come_one_after_another_hold_no_more_handles_than_one(tmp_path: Path) -> None:
    library = Library(tmp_path / "home")

    def handles() -> int:
        # Another thread of the process may close one between the listing and the look.
        found = [os.path.realpath(path) for path in Path("/proc/self/fd").iterdir()]
        return sum(Path(path).is_relative_to(tmp_path) for path in found)

    def one() -> int:
        thread = threading.Thread(target=library.reports)
        thread.start()
        thread.join()
        return handles()

    first = one()
    assert first
    assert max(one() for _ in range(30)) == first


def test_a_library_that_was_closed_in_mid_read_is_opened_anew(tmp_path: Path) -> None:
    library = Library(tmp_path / "home")
    begun, closed, seen = threading.Event(), threading.Event(), []

    def reads() -> None:
        library.reports()
        begun.set()
        closed.wait(10)
        seen.append(library.reports())

    thread = threading.Thread(target=reads)
    thread.start()
    begun.wait(10)
    library.close()
    closed.set()
    thread.join()
    assert seen == [()]


def test_reports_come_back_as_they_went_in(held: Library) -> None:
    again = Library(held.home)
    assert again.reports() == held.reports()
    assert {report.title for report in again.reports()} > {"Night Desk Audit"}
    assert max(report.dated or TODAY for report in again.reports()) == TODAY


def test_passages_are_those_of_the_reports(held: Library) -> None:
    own = {passage.id: passage for report in held.reports() for passage in passages(report)}
    assert held.passages([*own, "gone:0"]) == own
    counts = {report.id: len(passages(report)) for report in held.reports()}
    assert held.passages_by_report() == counts


def test_every_passage_has_its_vector(held: Library) -> None:
    ids, reports, vectors = held.passage_vectors()
    assert vectors.shape[0] == len(ids) == len(reports) == sum(held.passages_by_report().values())
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    model = held.generation.model_sha256 if held.generation else ""
    passage = held.passages([ids[0]])[ids[0]]
    key = vector_key(embedded(passage), model)
    assert np.array_equal(held.vectors([key])[key], vectors[0])


def test_the_generation_says_what_made_it(held: Library) -> None:
    assert held.generation == Generation(
        1, "bag-of-words", "1" * 64, len(held.passage_vectors()[0])
    )
    assert held.next_generation() == 2


def test_vectors_are_kept_exactly(tmp_path: Path) -> None:
    library = Library(tmp_path)
    kept = {f"k{n}": np.arange(n, n + 3, dtype=np.float32) for n in range(1200)}
    library.keep_vectors(kept)
    found = library.vectors([*kept, "gone"])
    assert found.keys() == kept.keys()
    assert all(np.array_equal(found[key], kept[key]) for key in kept)


def test_a_text_has_another_key_under_another_model() -> None:
    assert vector_key("calls", "a") != vector_key("calls", "b")


def test_words_are_found_in_any_of_their_forms(held: Library) -> None:
    assert held.frequency("umbrella") == held.frequency("umbrellas") > 0
    assert held.frequency("giraffe") == 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=20))
def test_any_term_is_taken_literally(held: Library, term: str) -> None:
    assert held.frequency(term) >= 0
    assert held.lexical([term], [r.id for r in held.reports()], 5) is not None


def test_lexical_search_stays_inside_the_reports_named(held: Library) -> None:
    ids = [report.id for report in held.reports()]
    found = held.lexical(["umbrellas", "rota"], ids, 10)
    scores = [score for _, score in found]
    assert scores == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)
    assert {key.partition("#")[0] for key, _ in found} == {
        report.id for report in held.reports() if "PEEL" not in report.title
    }
    audit = next(report.id for report in held.reports() if report.kind == "internal audit")
    inside = held.lexical(["umbrellas", "rota"], [audit], 10)
    assert {key.partition("#")[0] for key, _ in inside} == {audit}
    assert held.lexical([], ids, 10) == []


def test_the_vocabulary_counts_the_words_of_a_letter(held: Library) -> None:
    counts = dict(held.vocabulary("u"))
    assert counts["umbrellas"] >= 3
    assert all(word.startswith("u") for word in counts)


def test_a_switch_is_all_or_nothing(tmp_path: Path) -> None:
    library = Library(tmp_path)
    twice = Indexed(Report("r", "Desk", "report", ()), (PASSAGE, PASSAGE), ())
    nothing = Shelved((), (), (), ())
    change = Change(nothing, frozenset(), (twice,), {"desk": 2})
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        library.switch(Generation(1, "m", "h", 0), change)
    assert library.generation is None
    assert library.word_counts() == {}
    assert library.passages([PASSAGE.id]) == {}


def test_a_reader_sees_one_moment_while_a_writer_switches(tmp_path: Path) -> None:
    library = library_of(tmp_path / "home", written(tmp_path / "reports"))
    before = library.reports()
    writer = Library(tmp_path / "home")
    with library.snapshot():
        assert library.generation
        library_of(
            tmp_path / "home", written(tmp_path / "more", more=AUDIT.replace("Nobody", "Giraffe"))
        )
        assert library.reports() == before
        assert writer.generation != library.generation
    assert library.generation == writer.generation


def test_a_library_of_the_first_shape_keeps_its_reports(tmp_path: Path) -> None:
    held = library_of(tmp_path / "new", written(tmp_path / "reports")).reports()
    old = tmp_path / "old"
    old.mkdir()
    with sqlite3.connect(old / "library.sqlite") as database:
        database.executescript(FIRST_SHAPE)
        rows = [(report.id, n, "", report_json(report)) for n, report in enumerate(held)]
        database.executemany("INSERT INTO report VALUES (?, ?, ?, ?)", rows)
    library = Library(old)
    assert library.reports() == held
    assert library.passages_by_report() == {}
    rebuild(library, VectorStore(old), BagOfWords())
    assert library.reports() == held
    assert sum(library.passages_by_report().values()) > 0


def test_a_file_that_is_no_database_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite").write_bytes(b"not a database" * 99)
    with pytest.raises(LibraryError, match="bring back a backup: assistant restore FILE"):
        Library(tmp_path)


def test_a_second_writer_is_refused_and_a_reader_is_not(held: Library) -> None:
    code = (
        "import sys; from pathlib import Path; from index.library import Library\n"
        "library = Library(Path(sys.argv[1]))\n"
        "print(len(library.reports()))\n"
        "with library.writing(): print('wrote')"
    )
    with held.writing():
        other = subprocess.run(  # noqa: S603 (our own words)
            [sys.executable, "-c", code, str(held.home)],
            capture_output=True,
            text=True,
            check=False,
        )
    assert other.stdout == "3\n"
    assert "is being written to by another ingest" in other.stderr


def test_the_lock_is_let_go_after_an_error(tmp_path: Path) -> None:
    library = Library(tmp_path)
    with pytest.raises(ModelError), library.writing():
        raise ModelError
    with library.writing():
        pass


def test_two_writers_in_one_process_are_refused_too(tmp_path: Path) -> None:
    refused = pytest.raises(LibraryError, match="another ingest")
    with Library(tmp_path).writing(), refused, Library(tmp_path).writing():
        pass
