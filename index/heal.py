"""Find a Chroma store that is missing or damaged, and build it again from the library."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from index import probe
from index.library import Generation, LibraryError
from index.progress import Progress
from index.serve import Index
from index.server import ServerStore
from index.shelf import Shelf
from index.vectors import VectorStore

if TYPE_CHECKING:
    from index.engines import Store

_WAIT_S = 600


def heal(index: Index, say: Callable[[str], None]) -> bool:
    """Whether the store that is served had to be built again.

    Raises:
        LibraryError: If another process writes for too long, or the model is another one.
        VectorStoreError: If the store cannot be built.
    """
    served = index.library.generation
    while served and not is_sound(index, served):
        now = index.library.generation
        if now == served:
            return _built_again(index, say)
        served = now
    return False


def is_sound(index: Index, generation: Generation) -> bool:
    """Whether a store can be served from; looked at closely only if its files have changed."""
    if isinstance(index.store, ServerStore):
        return index.store.may_serve(generation.id, generation.passages)
    if index.store.is_as_remembered(generation.id):
        return True
    if _is_missing(index.store, generation) or index.store.is_cut(generation.id):
        return False
    if not probe.is_sound(index.library, generation):
        return False
    index.store.remember(generation.id)
    return True


def _is_elsewhere(index: Index, generation: Generation) -> bool:
    """Whether a library of several machines has the store on another one only."""
    return bool(index.library.address) and _is_missing(index.store, generation)


def _is_missing(store: Store, generation: Generation) -> bool:
    return isinstance(store, VectorStore) and not store.folder(generation.id).is_dir()


def _built_again(index: Index, say: Callable[[str], None]) -> bool:
    with index.library.writing(_WAIT_S, say):
        served = index.library.generation
        if served is None or is_sound(index, served):
            return False
        say("The Chroma store is missing or damaged; building it again from the library …")
        try:
            index.serve_again(here=_is_elsewhere(index, served))
        except LibraryError:
            index.same_model()
            index.serve(Shelf(index.library.shelved()), Progress(say), anew=True)
        return True
