"""Open the assistant over a library on disk."""

from __future__ import annotations

import sys
from pathlib import Path

from assistant.ask import Assistant
from index import DEFAULT_MODEL
from index.acronyms import acronyms
from index.embed import Embedder
from index.exact import MOST, ExactStore
from index.ingest import rebuild
from index.library import Library
from index.search import Search
from index.vectors import VectorStore


def open_assistant(home: Path, model: str = DEFAULT_MODEL, *, briefly: bool = False) -> Assistant:
    """An assistant over the library in a folder; a missing Chroma store is built from it first.

    Briefly: for one question of a library that is not large, Chroma is left unopened and the
    vectors of the library are searched exactly.

    Raises:
        LibraryError: If the library is empty or of another embedding model.
        ModelError: If the embedding model cannot be used.
    """
    library, store, embedder = Library(home), VectorStore(home), Embedder(model, home)
    generation = library.generation
    exactly = briefly and generation is not None and generation.passages <= MOST
    if generation and not (
        store.exists if exactly else store.holds(generation.id, generation.passages)
    ):
        rebuild(library, store, embedder, _say)
    reports = library.reports()
    names = acronyms(section.text for report in reports for section in report.sections)
    searched = ExactStore(library) if exactly else store
    return Assistant(Search(library, searched, embedder, names), reports)


def _say(words: str) -> None:
    """Progress, kept out of the answers that other programs read."""
    print(words, file=sys.stderr, flush=True)
