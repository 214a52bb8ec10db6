"""The Chroma collection of a generation: a cache, rebuilt from the library at any time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from index.embed import Vectors

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

_BATCH = 5_000
"""Chroma takes at most 5,461 at once."""


class VectorStoreError(RuntimeError):
    """The Chroma store does not hold what the library says it should."""


class VectorStore:
    """Embedded Chroma under the library's folder."""

    def __init__(self, home: Path) -> None:
        self._path = home / "chroma"

    def build(
        self, generation: int, ids: Sequence[str], reports: Sequence[str], vectors: Vectors
    ) -> None:
        """Make the collection of a generation and check it by count and by a probe.

        Raises:
            VectorStoreError: If it does not hold all that was given.
        """
        self._drop(_name(generation))
        made = self._client.create_collection(
            _name(generation), configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
        )
        for start in range(0, len(ids), _BATCH):
            part = slice(start, start + _BATCH)
            made.add(
                ids=list(ids[part]),
                embeddings=vectors[part],
                metadatas=[{"report": report} for report in reports[part]],
            )
        if made.count() != len(ids) or (len(ids) and not self.nearest(generation, vectors[0], 1)):
            raise VectorStoreError(f"Chroma holds {made.count()} of {len(ids)} passages")

    def nearest(
        self, generation: int, vector: Vectors, limit: int, reports: Sequence[str] = ()
    ) -> list[tuple[str, float]]:
        """Passage ids with their cosine similarity, nearest first, inside the reports named."""
        found = self._collection(generation).query(
            query_embeddings=[vector],
            n_results=limit,
            where={"report": {"$in": list(reports)}} if reports else None,
            include=["distances"],
        )
        distances = (found["distances"] or [[]])[0]
        return [(key, 1.0 - float(d)) for key, d in zip(found["ids"][0], distances, strict=True)]

    @property
    def exists(self) -> bool:
        """Whether there is a store at all, told without opening it."""
        return (self._path / "chroma.sqlite3").is_file()

    def holds(self, generation: int, passages: int) -> bool:
        """Whether the collection is there and complete."""
        names = {collection.name for collection in self._client.list_collections()}
        return _name(generation) in names and self._collection(generation).count() == passages

    def keep_only(self, generation: int) -> None:
        """Drop the collections of other generations."""
        for collection in self._client.list_collections():
            if collection.name != _name(generation):
                self._client.delete_collection(collection.name)

    def _drop(self, name: str) -> None:
        if name in {collection.name for collection in self._client.list_collections()}:
            self._client.delete_collection(name)

    def _collection(self, generation: int) -> Collection:
        return self._client.get_collection(_name(generation), embedding_function=None)

    @cached_property
    def _client(self) -> ClientAPI:
        import chromadb  # noqa: PLC0415 (costs seconds)
        from chromadb.config import Settings  # noqa: PLC0415

        return chromadb.PersistentClient(
            path=str(self._path), settings=Settings(anonymized_telemetry=False)
        )


def _name(generation: int) -> str:
    return f"generation-{generation}"
