"""The vectors on a Chroma server, a collection for each generation.

While the server does not answer, the library's own vectors are searched exactly, and answers say
so; it is asked again from time to time, and used again as soon as it answers.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from index.backoff import Backoff
from index.collection import Found, VectorStoreError, fill, probe, query
from index.embed import Vectors
from index.exact import ExactStore
from index.library import Library

if TYPE_CHECKING:
    import httpx
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

FELL_BACK = (
    "The vector server does not answer: the passages were found by exact search in the library, "
    "which misses none."
)
_BATCH = 1_000
"""Vectors sent at once: a server takes 40 MB."""
_PATIENCE_S = 3.0
"""How long a question waits for the server."""
_BUILD_S = 120.0
"""How long an ingest waits for it."""


class ServerAwayError(VectorStoreError):
    """The Chroma server does not answer, or refuses."""


class ServerStore:
    """The collections of one library on a Chroma server."""

    def __init__(self, address: str, header: str, library: Library) -> None:
        """`header` is sent with each request, as `NAME: VALUE`; none if empty.

        Raises:
            VectorStoreError: If the address or the header is none.
        """
        self._address, self._header = _checked(address), _header_of(header)
        self._library, self._exact = library, ExactStore(library)
        self._backoff = Backoff()
        self._lock = threading.Lock()
        self._here = threading.local()
        self._clients: dict[float, ClientAPI] = {}
        self._open: dict[int, Collection] = {}

    def build(
        self, generation: int, ids: Sequence[str], reports: Sequence[str], vectors: Vectors
    ) -> None:
        """Make the collection of a generation; it gets its name only when it is complete.

        Raises:
            VectorStoreError: If the server does not answer or does not hold all that was given.
        """
        part = f"{self._name(generation)}-part-{secrets.token_hex(4)}"
        with self._as_ours():
            made = fill(self._client(_BUILD_S), part, (ids, reports, vectors), _BATCH)
            probe(lambda vector: query(made, vector, 1, ()), ids, vectors)
        self.drop(generation)
        with self._as_ours():
            made.modify(name=self._name(generation))

    def nearest(
        self, generation: int, vector: Vectors, limit: int, reports: Sequence[str] = ()
    ) -> Found:
        """Passage ids with their cosine similarity, nearest first, inside the reports named.

        Raises:
            VectorStoreError: If the server answers and has no such collection.
        """
        if self._backoff.may_try():
            try:
                with self._as_ours():
                    found = query(self._collection(generation), vector, limit, reports)
            except ServerAwayError:
                self._backoff.failed()
            else:
                self._backoff.worked()
                return found
        self._here.fell_back = True
        return self._exact.nearest(generation, vector, limit, reports)

    def caveats(self) -> tuple[str, ...]:
        """What is to be said of this thread's searches since it was last said."""
        fell_back, self._here.fell_back = getattr(self._here, "fell_back", False), False
        return (FELL_BACK,) if fell_back else ()

    def holds(self, generation: int, passages: int) -> bool:
        """Whether the collection of a generation is there and complete by its count."""
        try:
            with self._as_ours():
                return bool(self._collection(generation).count() == passages)
        except VectorStoreError:
            return False

    def may_serve(self, generation: int, passages: int) -> bool:
        """Whether it holds a generation, or is away: what is away is not built again."""
        try:
            with self._as_ours():
                return bool(self._collection(generation).count() == passages)
        except ServerAwayError:
            self._backoff.failed()
            return True
        except VectorStoreError:
            return False

    def keep_only(self, generation: int) -> None:
        """Delete the collections of other generations; a server that is away keeps them longer."""
        try:
            self._delete(lambda name: name != self._name(generation))
        except ServerAwayError:
            return  # the next ingest deletes them

    def drop(self, generation: int) -> None:
        """Delete the collection of a generation."""
        self._delete(lambda name: name == self._name(generation))

    def close(self) -> None:
        """Let go of the connections."""
        with self._lock:
            self._open.clear()
            while self._clients:
                client = self._clients.popitem()[1]
                client.close()
                for session in _sessions_of(client):
                    session.close()

    def _delete(self, wanted: Callable[[str], bool]) -> None:
        with self._as_ours():
            client = self._client(_BUILD_S)
            names = [collection.name for collection in client.list_collections()]
            for name in names:
                if name.startswith(self._prefix) and wanted(name):
                    client.delete_collection(name)
        with self._lock:
            self._open.clear()

    @property
    def _prefix(self) -> str:
        """Other libraries may lie on the same server."""
        return f"library-{self._library.identity:x}-generation-"

    def _name(self, generation: int) -> str:
        return f"{self._prefix}{generation}"

    def _collection(self, generation: int) -> Collection:
        with self._lock:
            found = self._open.get(generation)
        if found is None:
            client = self._client(_PATIENCE_S)
            found = client.get_collection(self._name(generation), embedding_function=None)
            with self._lock:
                self._open[generation] = found
        return found

    def _client(self, patience_s: float) -> ClientAPI:
        with self._lock:
            if patience_s not in self._clients:
                self._clients[patience_s] = self._connected(patience_s)
            return self._clients[patience_s]

    def _connected(self, patience_s: float) -> ClientAPI:
        """A client that gives up after so many seconds.

        Raises:
            ServerAwayError: If the server does not answer.
        """
        import chromadb  # noqa: PLC0415 (costs seconds)
        import httpx  # noqa: PLC0415 (comes with it)
        from chromadb.config import Settings  # noqa: PLC0415

        # Chroma's own first question would wait for ever.
        alive = f"{self._address}/api/v2/heartbeat"
        httpx.get(alive, headers=self._header, timeout=_PATIENCE_S).raise_for_status()
        parts = urlsplit(self._address)
        try:
            made = chromadb.HttpClient(
                host=parts.hostname or "",
                port=parts.port or (443 if parts.scheme == "https" else 8000),
                ssl=parts.scheme == "https",
                headers=dict(self._header),
                settings=Settings(anonymized_telemetry=False),
            )
        except ValueError as error:
            raise ServerAwayError(f"{self._address}: {error}") from error
        for session in _sessions_of(made):
            session.timeout = patience_s
        return made

    @contextmanager
    def _as_ours(self) -> Iterator[None]:
        """What goes wrong on the server or on the way there, as an error of ours.

        Raises:
            ServerAwayError: If it does not answer or refuses.
            VectorStoreError: If it has no such collection.
        """
        import httpx  # noqa: PLC0415 (as above)
        from chromadb.errors import ChromaError, NotFoundError  # noqa: PLC0415 (costs seconds)

        try:
            yield
        except NotFoundError as error:
            raise VectorStoreError(f"{self._address}: {error}") from error
        except (ChromaError, httpx.HTTPError) as error:
            raise ServerAwayError(f"the Chroma server at {self._address}: {error}") from error
        except Exception as error:
            # What a proxy before the server says is raised as this very class by Chroma's client.
            if type(error) is not Exception:
                raise
            raise ServerAwayError(f"the Chroma server at {self._address}: {error}") from error


def _sessions_of(client: ClientAPI) -> tuple[httpx.Client, ...]:
    """What sends the requests of a client; Chroma neither bounds its patience nor closes it."""
    return client._server._session, client._admin_client._server._session  # noqa: SLF001 (see above)


def _checked(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise VectorStoreError(f"ASSISTANT_CHROMA={address} is no address; write http://HOST:8000")
    return address.rstrip("/")


def _header_of(said: str) -> dict[str, str]:
    name, colon, value = said.partition(":")
    if said and not (colon and name.strip() and value.strip()):
        raise VectorStoreError("ASSISTANT_CHROMA_HEADER is no header; write NAME: VALUE")
    return {name.strip(): value.strip()} if said else {}
