import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tiny import AUDIT, BagOfWords, written

from corpus.read import UnreadableError, read_here
from corpus.readers import Readers
from corpus.report import Report
from corpus.sandbox import Sandbox
from index.ingest import Ingested, Options, ingest
from index.library import Library
from index.vectors import VectorStore


def taken(home: Path, reports: Path, workers: int) -> tuple[Ingested, tuple[Report, ...]]:
    library, options = Library(home), Options(workers=workers)
    done = ingest([reports], library, VectorStore(home), BagOfWords(), options)
    return done, library.reports()


def test_any_number_of_readers_takes_the_same_in_the_same_order(tmp_path: Path) -> None:
    many = {f"n{n}": AUDIT.replace("7.25/26", f"{n}.25/26") for n in range(10, 20)}
    reports = written(tmp_path / "reports", again=many["n12"], **many)
    (reports / "cut.pdf").write_bytes(b"%PDF-1.4 cut")
    one, three = (taken(tmp_path / str(n), reports, n) for n in (1, 3))
    assert one[0] == three[0]
    assert one[1] == three[1]
    assert len(one[1]) == 10
    assert [name for name, _ in three[0].failed] == ["cut.pdf"]
    assert three[0].unchanged == ("n12.md",)


def test_as_many_files_are_read_at_a_time_as_there_are_readers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = threading.Barrier(3)

    def read(_: Sandbox, path: Path) -> tuple[Report, ...]:
        together.wait(timeout=30)
        return read_here(path)

    monkeypatch.setattr(Sandbox, "read", read)
    _, reports = taken(tmp_path / "home", written(tmp_path / "reports"), 3)
    assert len(reports) == 3


def test_a_reader_whose_file_is_refused_reads_the_next(tmp_path: Path) -> None:
    folder = written(tmp_path / "reports")
    (folder / "cut.pdf").write_bytes(b"%PDF-1.4 cut")
    with Readers(2) as readers, ThreadPoolExecutor(4) as asking:
        refused = [asking.submit(readers.read, folder / "cut.pdf") for _ in range(4)]
        assert all(isinstance(each.exception(), UnreadableError) for each in refused)
        assert list(asking.map(readers.read, sorted(folder.glob("*.md")))) == [
            read_here(path) for path in sorted(folder.glob("*.md"))
        ]
