"""Open the assistant over a library on disk."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.ask import Assistant
from assistant.follow import Following
from assistant.llm import NO_LLM, LlmSettings, open_llm
from index import DEFAULT_MODEL
from index.acronyms import acronyms
from index.embed import Embedder
from index.engines import LOCAL, Engines
from index.exact import MOST, ExactStore
from index.heal import heal
from index.library import LibraryError
from index.search import Search
from index.serve import Index, begin

if TYPE_CHECKING:
    from assistant.settings import Settings
    from assistant.write import Writer
    from index.engines import Store


def open_assistant(
    home: Path,
    model: str = DEFAULT_MODEL,
    llm: LlmSettings = NO_LLM,
    *,
    briefly: bool = False,
    engines: Engines = LOCAL,
) -> Assistant:
    """An assistant over what is served now; a damaged Chroma store is built again first.

    Briefly: for one question of a library that is not large, Chroma is left unopened and the
    vectors of the library are searched exactly.

    Raises:
        LibraryError: If the library is empty or of another embedding model.
        ModelError: If the embedding model cannot be used.
        LlmError: If a language model is set and cannot be used.
    """
    library = engines.library_in(home)
    index = Index(library, engines.store_of(library), Embedder(model, home))
    return _opened(index, engines, _writer(llm, index.embedder), briefly=briefly)


def follow(settings: Settings, *, briefly: bool = False, empty: bool = False) -> Following:
    """An assistant that goes over to each new generation as soon as it is served.

    Empty: a library without reports is taken too, for those who mean to fill it.

    Raises:
        LibraryError: If the library is empty and must not be, or is of another embedding model.
        ModelError: If the embedding model cannot be used.
        LlmError: If a language model is set and cannot be used.
    """
    library, embedder = settings.library(), Embedder(settings.model, settings.home)
    writer = _writer(settings.llm, embedder)
    stores: list[Store] = []

    def opened() -> Assistant:
        # A store of its own each time: what was opened before may lie in files that are gone. The
        # one before it may still be answering.
        stores.append(settings.engines.store_of(library))
        for old in stores[:-2]:
            old.close()
        del stores[:-2]
        index = Index(library, stores[-1], embedder)
        if empty and library.generation is None:
            begin(index)
        return _opened(index, settings.engines, writer, briefly=briefly, empty=empty)

    return Following(library, opened)


def _opened(
    index: Index,
    engines: Engines,
    writer: Writer | None,
    *,
    briefly: bool,
    empty: bool = False,
) -> Assistant:
    served = index.library.generation
    exactly = briefly and served is not None and served.passages <= MOST
    if not (exactly and engines.chroma):  # asking the server costs seconds
        heal(index, _say)
    with index.library.snapshot():
        reports = index.library.reports()
        if not reports and not empty:
            raise LibraryError(f"{index.library.name} holds no reports; run: assistant ingest PATH")
        searched = ExactStore(index.library) if exactly else index.store
        names = acronyms(section.text for report in reports for section in report.sections)
        search = Search(index.library, searched, index.embedder, names, reports=reports)
        return Assistant(search, reports, writer=writer)


def _writer(llm: LlmSettings, embedder: Embedder) -> Writer | None:
    """The writer with the language model that is set, or None."""
    if not llm.name:
        return None
    from assistant.gate import Gate  # noqa: PLC0415 (not needed without a model)
    from assistant.support import MODEL, Support  # noqa: PLC0415 (likewise)
    from assistant.write import Writer  # noqa: PLC0415 (likewise)
    from index.reader import Reader  # noqa: PLC0415 (likewise)

    gate = Gate(Support(embedder.embed, reader=Reader(MODEL)))
    return Writer(open_llm(llm), gate, llm.patience_s)


def _say(words: str) -> None:
    """Progress, kept out of the answers that other programs read."""
    print(words, file=sys.stderr, flush=True)
