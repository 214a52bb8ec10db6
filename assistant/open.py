"""Open the assistant over a library on disk."""

from __future__ import annotations

import sys
from pathlib import Path

from assistant.ask import Assistant
from index.acronyms import acronyms
from index.embed import DEFAULT_MODEL, Embedder
from index.ingest import rebuild
from index.library import Library
from index.search import Search
from index.vectors import VectorStore


def open_assistant(home: Path, model: str = DEFAULT_MODEL) -> Assistant:
    """An assistant over the library in a folder; a missing Chroma store is built from it first.

    Raises:
        LibraryError: If the library is empty or of another embedding model.
        ModelError: If the embedding model cannot be used.
    """
    library, store, embedder = Library(home), VectorStore(home), Embedder(model)
    generation = library.generation
    if generation and not store.holds(generation.id, generation.passages):
        rebuild(library, store, embedder, _say)
    reports = library.reports()
    names = acronyms(section.text for report in reports for section in report.sections)
    return Assistant(Search(library, store, embedder, names), reports)


def _say(words: str) -> None:
    """Progress, kept out of the answers that other programs read."""
    print(words, file=sys.stderr, flush=True)
