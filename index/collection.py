"""A Chroma collection that holds the vectors of one generation, on this machine or a server."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from index.embed import Vectors

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

Found = list[tuple[str, float]]
"""Passage ids with their cosine similarity, nearest first."""
_LOOKED_AT = 3_000
_PROBES = 32
"""Passages, spread over a store, by which it is tried."""


class VectorStoreError(RuntimeError):
    """The Chroma store cannot be used, or does not hold what the library says it should."""


def fill(
    client: ClientAPI,
    name: str,
    held: tuple[Sequence[str], Sequence[str], Vectors],
    at_once: int,
) -> Collection:
    """A new collection of passage ids, their report ids and their vectors, checked by count.

    Raises:
        VectorStoreError: If it does not hold all that was given.
    """
    ids, reports, vectors = held
    parts = _parts(len(ids), at_once)
    made = client.create_collection(
        name, configuration={"hnsw": _settings(len(ids), parts)}, embedding_function=None
    )
    for part in parts:
        made.add(
            ids=list(ids[part]),
            embeddings=vectors[part],
            metadatas=[{"report": report} for report in reports[part]],
        )
    if made.count() != len(ids):
        raise VectorStoreError(f"Chroma holds {made.count()} of {len(ids)} passages")
    return made


def probe(nearest: Callable[[Vectors], Found], ids: Sequence[str], vectors: Vectors) -> None:
    """Try a collection by queries all over it.

    Raises:
        VectorStoreError: If it does not find a passage that it should hold.
    """
    for place in range(0, len(ids), max(1, len(ids) // _PROBES)):
        found = nearest(vectors[place])
        if not found or found[0][1] < 0.999:
            raise VectorStoreError(f"Chroma does not find the passage {ids[place]}")


def query(collection: Collection, vector: Vectors, limit: int, reports: Sequence[str]) -> Found:
    """The passages nearest to a vector, inside the reports named."""
    found = collection.query(
        query_embeddings=[vector],
        n_results=limit,
        where={"report": {"$in": list(reports)}} if reports else None,
        include=["distances"],
    )
    distances = (found["distances"] or [[]])[0]
    return [(key, 1.0 - float(d)) for key, d in zip(found["ids"][0], distances, strict=True)]


def _parts(count: int, at_once: int) -> list[slice]:
    """Slices of nearly one size, none too large for Chroma."""
    parts = math.ceil(count / at_once)
    bounds = [count * n // parts for n in range(parts + 1)] if parts else []
    return [slice(*pair) for pair in itertools.pairwise(bounds)]


def _settings(count: int, parts: Sequence[slice]) -> dict[str, str | int]:
    """Every slice is written out at once, so that opening a store writes no index files.

    A search looks at all vectors of a small store and at very many of a large one: a store that
    is built again then finds the same, though its graph is another.
    """
    smallest = min((part.stop - part.start for part in parts), default=0)
    return {
        "space": "cosine",
        "ef_search": min(max(count, 100), _LOOKED_AT),
        "batch_size": max(2, min(100, smallest)),
        "sync_threshold": max(2, smallest),
    }
