"""The Chroma store of a generation: a cache, rebuilt from the library at any time.

Each generation has a folder of its own, which is written once and only read from then on. So
nothing that happens while the next one is built can harm the one that is served.
"""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from index.collection import Found, VectorStoreError, fill, probe, query
from index.embed import Vectors
from index.library.intact import intact

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

_BATCH = 5_000
"""Chroma takes at most 5,461 at once."""
_DATABASE = "chroma.sqlite3"
_COLLECTION = "passages"


__all__ = ["VectorStore", "VectorStoreError"]


class VectorStore:
    """Embedded Chroma under the library's folder."""

    def __init__(self, home: Path) -> None:
        self._path = home / "chroma"
        self._lock = threading.Lock()
        self._open: dict[int, ClientAPI] = {}
        self._collections: dict[int, Collection] = {}

    def folder(self, generation: int) -> Path:
        """Where the store of a generation lies."""
        return self._path / f"generation-{generation}"

    def build(
        self, generation: int, ids: Sequence[str], reports: Sequence[str], vectors: Vectors
    ) -> None:
        """Make the store of a generation, and check it by count and by probe queries.

        Raises:
            VectorStoreError: If it does not hold all that was given.
        """
        self.drop(generation)
        with _as_ours():
            fill(self._client(generation), _COLLECTION, (ids, reports, vectors), _BATCH)
        self._probe(generation, ids, vectors)
        self.remember(generation)

    def _probe(self, generation: int, ids: Sequence[str], vectors: Vectors) -> None:
        probe(lambda vector: self.nearest(generation, vector, 1), ids, vectors)

    def nearest(
        self, generation: int, vector: Vectors, limit: int, reports: Sequence[str] = ()
    ) -> Found:
        """Passage ids with their cosine similarity, nearest first, inside the reports named.

        Raises:
            VectorStoreError: If the store is damaged or gone.
        """
        with _as_ours():
            return query(self._collection(generation), vector, limit, reports)

    def holds(self, generation: int, passages: int) -> bool:
        """Whether the store of a generation opens and is complete by its count."""
        try:
            with _as_ours():
                return bool(self._collection(generation).count() == passages)
        except VectorStoreError:
            return False

    def finds(self, generation: int, ids: Sequence[str], vectors: Vectors) -> bool:
        """Whether the store of a generation is complete and finds passages all over it."""
        try:
            self._probe(generation, ids, vectors)
        except VectorStoreError:
            return False
        return self.holds(generation, len(ids))

    def remember(self, generation: int) -> None:
        """Note what the files of a sound store look like."""
        noted = json.dumps(_seen(self.folder(generation)))
        self._note(generation).write_text(noted, encoding="utf-8")

    def is_as_remembered(self, generation: int) -> bool:
        """Whether the files are those that were found sound; costs milliseconds, opens nothing."""
        seen, noted = _seen(self.folder(generation)), self._noted(generation)
        if seen == noted:
            return bool(noted)
        # Chroma writes to its database, and to no other file, each time it is opened.
        index = {name: file for name, file in seen.items() if name != _DATABASE}
        same = index == {name: file for name, file in noted.items() if name != _DATABASE}
        database = self.folder(generation) / _DATABASE
        return same and database.is_file() and intact(database)

    def is_cut(self, generation: int) -> bool:
        """Whether an index file is missing or has another size than when it was written."""
        seen, noted = _seen(self.folder(generation)), self._noted(generation)
        return any(seen.get(n, (0, 0))[0] != f[0] for n, f in noted.items() if n != _DATABASE)

    def keep_only(self, generation: int) -> None:
        """Delete the stores of other generations, and what an ingest that was killed left."""
        kept = {self.folder(generation).name, self._note(generation).name}
        self._close({number for number in self._open if number != generation})
        for path in self._path.iterdir() if self._path.is_dir() else ():
            if path.name in kept:
                continue
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()

    def drop(self, generation: int) -> None:
        """Delete the store of a generation."""
        self._close({generation})
        self._note(generation).unlink(missing_ok=True)
        if self.folder(generation).exists():
            shutil.rmtree(self.folder(generation))

    def close(self) -> None:
        """Let go of the files."""
        self._close(set(self._open))

    def _noted(self, generation: int) -> dict[str, tuple[int, int]]:
        """What was noted of the files; nothing if there is no note that can be read."""
        try:
            noted = json.loads(self._note(generation).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return {name: (size, changed) for name, (size, changed) in noted.items()}

    def _note(self, generation: int) -> Path:
        return self._path / f"generation-{generation}.json"

    def _collection(self, generation: int) -> Collection:
        if not (self.folder(generation) / _DATABASE).exists():
            raise VectorStoreError(f"{self.folder(generation)} is missing")
        client = self._client(generation)
        with self._lock:
            if generation not in self._collections:
                found = client.get_collection(_COLLECTION, embedding_function=None)
                self._collections[generation] = found
            return self._collections[generation]

    def _client(self, generation: int) -> ClientAPI:
        with self._lock:
            if generation not in self._open:
                self._open[generation] = _client_of(self.folder(generation))
            return self._open[generation]

    def _close(self, generations: set[int]) -> None:
        with self._lock:
            for generation in generations & self._open.keys():
                self._collections.pop(generation, None)
                self._open.pop(generation).close()


def _client_of(folder: Path) -> ClientAPI:
    import chromadb  # noqa: PLC0415 (costs seconds)
    from chromadb.config import Settings  # noqa: PLC0415

    folder.mkdir(parents=True, exist_ok=True)
    return chromadb.PersistentClient(
        path=str(folder), settings=Settings(anonymized_telemetry=False)
    )


def _seen(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and time of change of each file in a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    stats = {path.relative_to(folder).as_posix(): path.stat() for path in files}
    return {name: (stat.st_size, stat.st_mtime_ns) for name, stat in stats.items()}


@contextmanager
def _as_ours() -> Iterator[None]:
    """What goes wrong in Chroma, panics of its Rust part too, as an error of ours.

    Raises:
        VectorStoreError: In place of it.
    """
    from chromadb.errors import ChromaError  # noqa: PLC0415 (costs seconds)

    try:
        yield
    except (ChromaError, OSError) as error:
        raise VectorStoreError(f"the Chroma store cannot be used: {error}") from error
    except BaseException as error:
        # pyo3 derives it from BaseException and exports it nowhere: it is known by its name.
        if type(error).__name__ != "PanicException":
            raise
        raise VectorStoreError(f"Chroma broke down: {error}") from error
