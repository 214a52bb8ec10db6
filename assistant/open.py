"""Open the assistant over a library on disk."""

from __future__ import annotations

import sys
from pathlib import Path

from assistant.ask import Assistant
from assistant.follow import Following
from index import DEFAULT_MODEL
from index.acronyms import acronyms
from index.embed import Embedder
from index.exact import MOST, ExactStore
from index.heal import heal
from index.library import Library, LibraryError
from index.search import Search
from index.serve import Index
from index.vectors import VectorStore


def open_assistant(home: Path, model: str = DEFAULT_MODEL, *, briefly: bool = False) -> Assistant:
    """An assistant over what is served now; a damaged Chroma store is built again first.

    Briefly: for one question of a library that is not large, Chroma is left unopened and the
    vectors of the library are searched exactly.

    Raises:
        LibraryError: If the library is empty or of another embedding model.
        ModelError: If the embedding model cannot be used.
    """
    index = Index(Library(home), VectorStore(home), Embedder(model, home))
    return _opened(index, briefly=briefly)


def follow(home: Path, model: str = DEFAULT_MODEL, *, briefly: bool = False) -> Following:
    """An assistant that goes over to each new generation as soon as it is served.

    Raises:
        LibraryError: If the library is empty or of another embedding model.
        ModelError: If the embedding model cannot be used.
    """
    library, embedder = Library(home), Embedder(model, home)

    stores: list[VectorStore] = []

    def opened() -> Assistant:
        # A store of its own each time: what was opened before may lie in files that are gone. The
        # one before it may still be answering.
        stores.append(VectorStore(home))
        for old in stores[:-2]:
            old.close()
        del stores[:-2]
        return _opened(Index(library, stores[-1], embedder), briefly=briefly)

    return Following(library, opened)


def _opened(index: Index, *, briefly: bool) -> Assistant:
    heal(index, _say)
    with index.library.snapshot():
        reports, generation = index.library.reports(), index.library.generation
        if not reports:
            raise LibraryError(f"{index.library.home} holds no reports; run: assistant ingest PATH")
        exactly = briefly and generation is not None and generation.passages <= MOST
        searched = ExactStore(index.library) if exactly else index.store
        names = acronyms(section.text for report in reports for section in report.sections)
        search = Search(index.library, searched, index.embedder, names, reports=reports)
        return Assistant(search, reports)


def _say(words: str) -> None:
    """Progress, kept out of the answers that other programs read."""
    print(words, file=sys.stderr, flush=True)
