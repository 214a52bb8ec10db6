"""Add reports: one writer, and one switch from the old generation to the new."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.read import READER, UnreadableError
from corpus.readers import Readers
from corpus.report import Report
from corpus.sandbox import NeedsOcrError
from index.ahead import ahead
from index.embed import Embedder
from index.files import PassedOver, Refused, found, printable
from index.library import File, Indexed, Library, Shelved
from index.progress import Progress
from index.serve import Index
from index.shelf import Outcome, Placed, Shelf
from index.uploads import ChangedError, Uploads, digest

if TYPE_CHECKING:
    from index.engines import Store

READ: frozenset[Outcome] = frozenset({"new", "new version", "better copy"})
"""What is served from then on."""
_TOLD: dict[Outcome, str] = {
    "new": "read: {report}",
    "new version": "a new version of {report}; the one before, from {beside}, is superseded",
    "copy": "another copy of {beside}, which is kept: {report}",
    "better copy": "read in place of {beside}, another copy of it: {report}",
    "older version": "an older version of {report}, or one that restates it; {beside} is kept",
    "part": "a part of {beside}, which is held whole; not answered from twice",
}


@dataclass(frozen=True, slots=True)
class Options:
    """How files are to be taken."""

    progress: Progress = field(default_factory=Progress)
    """Who watches."""
    wait_s: float = 0
    """How long to wait for another writer."""
    new_version: bool = False
    """Whether files of a report that is held are new versions, however alike they look."""
    workers: int = 1
    """How many files are read at a time, each in a process of its own."""


@dataclass(frozen=True, slots=True)
class Ingested:
    """What an ingest did."""

    placed: tuple[tuple[str, Placed], ...]
    """File name, and what became of a report in it."""
    unchanged: tuple[str, ...]
    """Names of files that were read before."""
    needs_ocr: tuple[tuple[str, str], ...]
    """File name and reason."""
    failed: tuple[tuple[str, str], ...]
    """File name and reason; those that need OCR too."""
    passages: int
    """Passages held now."""
    passed_over: tuple[PassedOver, ...] = ()
    """Files in the folders that are of no kind that holds a report."""

    @property
    def added(self) -> tuple[Report, ...]:
        """The reports that are held for the first time."""
        return tuple(placed.report for _, placed in self.placed if placed.outcome == "new")

    @property
    def replaced(self) -> tuple[Report, ...]:
        """The reports that are now served in other words."""
        return tuple(each.report for _, each in self.placed if each.outcome == "new version")

    @property
    def counts(self) -> dict[str, int]:
        """How many of each outcome, in the order in which a summary tells them."""
        outcomes = [placed.outcome for _, placed in self.placed]
        return {
            "read": sum(outcome in READ for outcome in outcomes),
            "unchanged": len(self.unchanged),
            "another copy": outcomes.count("copy") + outcomes.count("part"),
            "superseded": outcomes.count("new version") + outcomes.count("older version"),
            "needs OCR": len(self.needs_ocr),
            "failed": len(self.failed) - len(self.needs_ocr),
        }


def ingest(
    paths: Sequence[Path],
    library: Library,
    store: Store,
    embedder: Embedder,
    options: Options | None = None,
) -> Ingested:
    """Read files and folders into the library; what cannot be read is told, the rest is kept.

    Raises:
        LibraryError: If another process is writing, or the library is of another model.
        VectorStoreError: If the new store cannot be built; the old one is served still.
    """
    options = options or Options()
    with library.writing(options.wait_s, options.progress.say):
        try:
            with Readers(options.workers) as readers:
                return _Desk(Index(library, store, embedder), options, readers).take(paths)
        finally:
            options.progress.finished()


def rebuild(
    library: Library, store: Store, embedder: Embedder, options: Options | None = None
) -> None:
    """Embed and index all anew; files that an older reader read are read again first."""
    options = options or Options()
    index = Index(library, store, embedder)
    with library.writing(options.wait_s, options.progress.say):
        try:
            with Readers(options.workers) as readers:
                desk = _Desk(index, options, readers)
                desk.read_again()
            index.serve(desk.shelf, options.progress, anew=True)
        finally:
            options.progress.finished()


@dataclass(frozen=True, slots=True)
class _Read:
    """What a file holds."""

    sha256: str
    reports: tuple[Report, ...] = ()
    """None where the file is held already and was not parsed."""
    kept: str = ""
    size: int = 0


class _Desk:
    """One ingest: what was read so far, and where it was shelved."""

    def __init__(self, index: Index, options: Options, readers: Readers) -> None:
        self._index, self._progress, self._options = index, options.progress, options
        self._readers = readers
        self._indexed: dict[str, Indexed] = {}
        self._uploads = Uploads(index.library.home)
        self._held = {file.sha256: file for file in index.library.files()}
        self.shelf = Shelf(index.library.shelved())
        self._tidy()
        self._placed: list[tuple[str, Placed]] = []
        self._unchanged: list[str] = []
        self._ocr: list[tuple[str, str]] = []
        self._failed: list[tuple[str, str]] = []

    def take(self, paths: Sequence[Path]) -> Ingested:
        self._index.same_model()
        again = self.read_again()
        seen = list(found(paths))
        files = [each for each in seen if not isinstance(each, PassedOver)]
        self._progress.files(len(files))
        for each, read in ahead(self._read, files, self._readers.count):
            if isinstance(each, Refused):
                self._fail(each.name, each.reason)
            else:
                self._progress.reading(printable(each.name))
                self._take(each, read)
        if again or self._placed:
            self._index.serve(self.shelf, self._progress, made=self._indexed)
            self._tidy()
        generation = self._index.library.generation
        return Ingested(
            tuple(self._placed),
            tuple(self._unchanged),
            tuple(self._ocr),
            tuple(self._failed),
            generation.passages if generation else 0,
            tuple(each for each in seen if isinstance(each, PassedOver)),
        )

    def read_again(self) -> bool:
        """Read the files kept again that an older reader has read; whether there were any."""
        old = [file for file in self._held.values() if file.reader != READER]
        if not old:
            return False
        self._progress.say(f"{len(old)} files were read by an older reader and are read again")
        before, self.shelf = self.shelf.shelved, Shelf(_nothing())
        unread = self._reread(before.files)
        for version in before.versions:
            if version.file not in self._held or version.file in unread:
                self.shelf.restore(version)
        return True

    def _reread(self, files: Sequence[File]) -> set[str]:
        """Shelve kept files anew; the hashes of those that could not be read."""
        unread = set()
        self._progress.files(len(files))
        for file, read in ahead(self._read_kept, files, self._readers.count):
            self._progress.reading(file.name)
            try:
                reports = read.result()
            except UnreadableError as error:
                self._progress.say(f"not read again: {printable(str(error))}; kept as it was")
                unread.add(file.sha256)
                self.shelf.place(file, ())
                continue
            self.shelf.place(replace(file, reader=READER), reports)
        return unread

    def _read_kept(self, file: File) -> tuple[Report, ...]:
        with self._uploads.named(file) as path:
            return tuple(_named(report, file.name) for report in self._readers.read(path))

    def _read(self, path: Path | Refused) -> _Read | None:
        """What a file holds, read while those before it are embedded; None of one refused."""
        if isinstance(path, Refused):
            return None
        sha256 = digest(path)
        if sha256 in self._held:
            return _Read(sha256)
        name = printable(path.name)
        reports = tuple(_named(report, name) for report in self._readers.read(path))
        return _Read(sha256, reports, self._uploads.keep(path, sha256), path.stat().st_size)

    def _take(self, path: Path, read: Future[_Read | None]) -> None:
        name = printable(path.name)
        try:
            found = read.result()
        except NeedsOcrError as error:
            self._ocr.append((name, printable(str(error))))
            self._fail(name, str(error))
            return
        except (UnreadableError, ChangedError) as error:
            self._fail(name, str(error))
            return
        except OSError as error:
            self._fail(name, error.strerror or str(error))
            return
        if found is None or found.sha256 in self._held:
            self._unchanged.append(name)
            self._progress.say(f"{name}: unchanged")
            return
        now = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}"
        new = self._options.new_version
        file = File(found.sha256, name, found.kept, found.size, READER, now, new)
        self._held[found.sha256] = file
        for placed in self.shelf.place(file, found.reports):
            self._placed.append((name, placed))
            self._progress.say(_told(name, placed))
            if placed.outcome in READ:
                made = self._index.indexed(placed.report, self._progress)
                self._indexed[placed.report.id] = made

    def _fail(self, name: str, reason: str) -> None:
        said = printable(reason)
        said = said if said.startswith(f"{name}: ") else f"{name}: {said}"
        self._failed.append((name, said))
        self._progress.say(f"failed: {said}")

    def _tidy(self) -> None:
        """Delete what an ingest that was killed left behind."""
        library = self._index.library
        self._uploads.keep_only(library.files())
        if library.generation:
            self._index.store.keep_only(library.generation.id)
        if library.to_scrub:
            library.scrub()


def _nothing() -> Shelved:
    return Shelved((), (), (), ())


def _named(report: Report, name: str) -> Report:
    return replace(report, source=name)


def _told(name: str, placed: Placed) -> str:
    beside = placed.beside.source if placed.beside else ""
    said = _TOLD[placed.outcome].format(report=placed.report.name, beside=beside)
    unread = ", ".join(map(str, placed.report.unread))
    return f"{name}: {said}" + (f"; pages that need OCR: {unread}" if unread else "")
