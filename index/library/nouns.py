"""What the library keeps beside passages: files, versions, copies and generations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.report import Passage, Report


class LibraryError(RuntimeError):
    """The library is missing, empty, damaged, in use by another writer, or of another model."""


@dataclass(frozen=True, slots=True)
class Generation:
    """One built index: which model made it and how many passages it holds."""

    id: int
    model: str
    model_sha256: str
    passages: int


@dataclass(frozen=True, slots=True)
class File:
    """A file that was read."""

    sha256: str
    name: str
    """As it was given, fit for print."""
    kept: str
    """Name of its copy in the folder of uploads; empty if there is none."""
    size: int
    reader: int
    """Number of the reader that read it."""
    added: str
    """When, in UTC."""
    new_version: bool = False
    """Whether it was said to be a new version, whatever it looks like."""


@dataclass(frozen=True, slots=True)
class Version:
    """One wording of a report."""

    report: Report
    number: int
    """From 1, in the order in which they came."""
    file: str
    """SHA-256 of the file it was read from; empty if that is no longer held."""
    added: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A file in which a version of a report was found."""

    file: str
    report: str
    number: int
    part: bool = False
    """Whether the file holds only a part of the report."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """Everything that is held of reports, apart from what is built from them."""

    files: tuple[File, ...]
    versions: tuple[Version, ...]
    copies: tuple[Copy, ...]
    served: tuple[tuple[str, int], ...]
    """Report id and number of the version that answers, in the order in which reports came."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """What is built from a report that answers."""

    report: Report
    passages: tuple[Passage, ...]
    needs: tuple[str, ...]
    """Keys of the vectors of its sentences."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a switch to another generation brings."""

    shelved: Shelved
    """All that is held from then on."""
    gone: frozenset[str]
    """Reports whose passages leave: those no longer served, and those served in other words."""
    indexed: tuple[Indexed, ...]
    """Reports whose passages come."""
    lexicon: Mapping[str, int]
    """How often each word occurs in all passages then served."""
    scrub: bool = False
    """Whether words left that must leave the file too."""
