"""The system of record, in SQLite: all SQL of the product stands in this folder."""

from index.library.library import Library
from index.library.nouns import (
    Change,
    Copy,
    File,
    Generation,
    Indexed,
    LibraryError,
    Shelved,
    Version,
)
from index.library.writing import embedded, vector_key

__all__ = [
    "Change",
    "Copy",
    "File",
    "Generation",
    "Indexed",
    "Library",
    "LibraryError",
    "Shelved",
    "Version",
    "embedded",
    "vector_key",
]
