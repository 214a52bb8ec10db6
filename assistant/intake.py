"""Reports handed in, replaced and removed by a keeper, and what became of each file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

from assistant.tray import Laid, TrayError
from assistant.user import User
from index.ingest import Ingested, Options, ingest
from index.library import LibraryError
from index.progress import Progress
from index.remove import Removed, remove
from index.serve import Index
from index.shelf import Outcome, Placed
from index.vectors import VectorStoreError

if TYPE_CHECKING:
    from assistant.ask import Assistant
    from assistant.follow import Following
    from assistant.office import Office

MOST = 50
"""Files taken at a time."""
_WAIT_S = 30.0
"""How long another who is writing is waited for."""
_BEAT_S = 0.25
Kind = Literal["good", "same", "bad"]
_WORDS: dict[Outcome, tuple[Kind, str]] = {
    "new": ("good", "Added: {report}"),
    "new version": ("good", "A new version of {report}. The one before is kept, not answered from"),
    "copy": ("same", "Another copy of a report that is held: {report}. Nothing else changes"),
    "better copy": ("good", "A better copy of a report that is held; it answers now: {report}"),
    "older version": ("same", "An older version of {report}; the newer one goes on answering"),
    "part": ("same", "A part of {beside}, which is held whole"),
}


class IntakeError(ValueError):
    """What is asked for cannot be done; says so in words for whoever asked."""


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one file."""

    name: str
    kind: Kind
    words: str


@dataclass(frozen=True, slots=True)
class Step:
    """How far an ingest is."""

    words: str
    done: int
    of: int
    """0 where it cannot be told."""


class Intake:
    """Takes files from the tray into the library, and reports out of it."""

    def __init__(self, assistant: Assistant | Following, office: Office) -> None:
        self._assistant, self._office = assistant, office

    def take(
        self, user: User, keys: Sequence[str], replaces: str = ""
    ) -> Iterator[Step | tuple[Told, ...]]:
        """Read files that a keeper handed in: how far it is, and at last what became of each.

        Args:
            user: Who handed them in.
            keys: Their ids on the tray.
            replaces: Id of the report that they are a newer version of; empty for none.

        Raises:
            RoleError: If the user is no keeper.
            IntakeError: If there is nothing to read, or another is writing.
        """
        user.require("keeper")
        laid = self._laid(user, keys)
        with TemporaryDirectory(prefix="handed-in-") as folder, ThreadPoolExecutor(1) as thread:
            heard = _Heard()
            paths = [_named(one, Path(folder) / str(n)) for n, one in enumerate(laid)]
            options = Options(heard, _WAIT_S, bool(replaces))
            index = self._assistant.writable()
            work = thread.submit(_ingested, paths, index, options)
            yield from heard.until(work.done)
            done = work.result()
        for key in keys:
            self._office.tray.drop(user, key)
        told = tuple(_told(done, replaces))
        for one in told:
            body = {"file": one.name, "outcome": one.words}
            self._office.audit.record("file read", user.name, "page", body)
        yield told

    def remove(self, user: User, report: str) -> Removed:
        """Delete a report for good.

        Raises:
            RoleError: If the user is no keeper.
            IntakeError: If it is not held, or another is writing.
        """
        user.require("keeper")
        index = self._assistant.writable()
        try:
            done = remove(report, index, Options(wait_s=_WAIT_S))
        except (LibraryError, VectorStoreError) as error:
            raise IntakeError(f"Nothing was removed: {error}") from error
        finally:
            index.store.close()
        body = {"report": report, "files": [file.name for file in done.files]}
        self._office.audit.record("report removed", user.name, "page", body)
        return done

    def _laid(self, user: User, keys: Sequence[str]) -> list[Laid]:
        if not keys:
            raise IntakeError("No file was handed in. Choose one or more, then try again.")
        if len(keys) > MOST:
            raise IntakeError(f"{len(keys)} files at once are too many: {MOST} are taken at most.")
        try:
            return [self._office.tray.find(user, key) for key in keys]
        except TrayError as error:
            raise IntakeError("A file is no longer there. Hand it in again.") from error


class _Heard(Progress):
    """Passes on how far an ingest is, from its thread to the page's."""

    def __init__(self) -> None:
        super().__init__()
        self._steps: SimpleQueue[Step] = SimpleQueue()
        self._name, self._read, self._of = "", 0, 0

    def files(self, count: int) -> None:
        """So many files will be looked at."""
        self._of = count

    def reading(self, name: str) -> None:
        """A file is being read; the one before it is done."""
        self._name, self._read = name, self._read + 1
        self._steps.put(Step(f"Reading file {self._read} of {self._of}: {name}", 0, 0))

    def embedding(self, done: int, of: int) -> None:
        """So many texts of what was read last have their vectors."""
        self._steps.put(Step(f"Making {self._name} searchable", done, of))

    def until(self, over: Callable[[], bool]) -> Iterator[Step]:
        """Each step as it is heard, until the work is over."""
        while not over():
            try:
                yield self._steps.get(timeout=_BEAT_S)
            except Empty:
                continue


def _ingested(paths: Sequence[Path], index: Index, options: Options) -> Ingested:
    """Runs in a thread of its own.

    Raises:
        IntakeError: If another is writing, or the index cannot be built.
    """
    try:
        return ingest(paths, index.library, index.store, index.embedder, options)
    except (LibraryError, VectorStoreError) as error:
        raise IntakeError(f"Nothing was added: {error}") from error
    finally:
        index.store.close()


def _named(laid: Laid, folder: Path) -> Path:
    """The file under the name that it came with, which its reader goes by."""
    folder.mkdir()
    path = folder / laid.name
    path.symlink_to(laid.path.resolve())
    return path


def _told(done: Ingested, replaces: str) -> Iterator[Told]:
    for name, placed in done.placed:
        kind, words = _WORDS[placed.outcome]
        beside = placed.beside.name if placed.beside else ""
        said = words.format(report=placed.report.name, beside=beside)
        yield Told(name, kind, said + _unread(placed) + _astray(placed, replaces) + ".")
    for name in done.unchanged:
        yield Told(name, "same", "This very file is held already. Nothing changes.")
    for name, reason in done.failed:
        yield Told(name, "bad", f"Not read: {reason.removeprefix(f'{name}: ')}")


def _unread(placed: Placed) -> str:
    pages = ", ".join(map(str, placed.report.unread))
    return f". Not read, as they are pictures without text: pages {pages}" if pages else ""


def _astray(placed: Placed, replaces: str) -> str:
    if not replaces or placed.report.id == replaces:
        return ""
    return (
        ". By its title, reference and words it is another report: the one to be replaced is "
        "held still"
    )
