"""What the library and its vectors are kept in: on this machine, or on servers by setting."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from index.library import Library
    from index.server import ServerStore
    from index.vectors import VectorStore

    Store: TypeAlias = VectorStore | ServerStore


@dataclass(frozen=True, slots=True)
class Engines:
    """Where a library and its vectors lie."""

    library: str = field(default="", repr=False)
    """Address of a PostgreSQL database, password and all; a SQLite file if empty."""
    chroma: str = ""
    """Address of a Chroma server; a folder beside the library if empty."""
    chroma_header: str = field(default="", repr=False)
    """Sent to that server with each request, as `NAME: VALUE`."""

    def library_in(self, home: Path) -> Library:
        """The library of a folder.

        Raises:
            LibraryError: If it cannot be used.
        """
        from index.library import Library  # noqa: PLC0415 (numpy costs a part of a second)

        return Library(home, self.library)

    def store_of(self, library: Library) -> Store:
        """A store of the vectors of a library.

        Raises:
            VectorStoreError: If the address of the server is none.
        """
        from index.server import ServerStore  # noqa: PLC0415 (likewise)
        from index.vectors import VectorStore  # noqa: PLC0415 (likewise)

        if self.chroma:
            return ServerStore(self.chroma, self.chroma_header, library)
        return VectorStore(library.home)


LOCAL = Engines()
