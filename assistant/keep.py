"""Commands that change what is held: ingest, remove, rebuild, backup, restore."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from assistant.bars import Bars
from assistant.settings import Settings
from index import backup as archive
from index import ingest as desk
from index import remove as removal
from index.embed import Embedder
from index.files import PassedOver
from index.ingest import Ingested, Options
from index.library import Library, LibraryError
from index.serve import Index

_KINDS = 6
"""Kinds of files passed over that are named."""


def take(paths: Sequence[Path], settings: Settings, *, wait_s: float, new_version: bool) -> int:
    """Read files and folders into the library; 1 if any could not be read.

    Raises:
        ValueError: If no path is given.
    """
    if not paths:
        raise ValueError("nothing to read; type: assistant ingest PATH")
    index = _index(settings)
    options = Options(Bars(), wait_s, new_version, settings.workers)
    done = desk.ingest(paths, index.library, index.store, index.embedder, options)
    print(_summary(done, index.library))
    return 1 if done.failed else 0


def remove(report: str, settings: Settings, *, wait_s: float, sure: bool) -> int:
    """Delete a report for good; 1 if that was not confirmed."""
    index = _index(settings)
    if not sure and not _confirmed(f"{report} and its files are deleted for good"):
        return 1
    done = removal.remove(report, index, Options(Bars(), wait_s))
    for file in done.files:
        print(f"deleted the kept copy of {file.name}")
    for other in done.others:
        print(f"{other} was read from a deleted file too; it is held still")
    print(f"removed {report}; {len(index.library.served())} reports held")
    if not done.scrubbed:
        _say(
            "its words leave the library's file when no other program has it open: "
            "stop the chat, and run: assistant rebuild"
        )
    return 0


def rebuild(settings: Settings, *, wait_s: float) -> int:
    """Embed and index all reports anew."""
    index = _index(settings)
    options = Options(Bars(), wait_s, workers=settings.workers)
    desk.rebuild(index.library, index.store, index.embedder, options)
    print(f"built anew: {_held(index.library)}")
    return 0


def backup(path: Path, settings: Settings, *, wait_s: float) -> int:
    """Write all that is held to one archive."""
    count = archive.backup(settings.library(), path, Options(Bars(), wait_s))
    print(f"{count} reports are backed up in {path} ({path.stat().st_size / 1e6:.1f} MB)")
    return 0


def restore(path: Path, settings: Settings, *, wait_s: float, sure: bool) -> int:
    """Put an archive in the place of what is held; 1 if that was not confirmed."""
    index = _index(settings)
    held = len(index.library.served())
    if held and not sure and not _confirmed(f"{path} takes the place of {held} reports"):
        return 1
    archive.restore(path, index, Options(Bars(), wait_s))
    print(f"restored: {_held(index.library)}")
    return 0


def _index(settings: Settings) -> Index:
    library = settings.library()
    store = settings.engines.store_of(library)
    return Index(library, store, Embedder(settings.model, settings.home))


def _summary(done: Ingested, library: Library) -> str:
    told = ", ".join(f"{count} {what}" for what, count in done.counts.items())
    lines = [f"{told}; {_held(library)}"]
    if done.failed:
        lines += ["not read:", *(f"- {reason}" for _, reason in done.failed)]
    if done.passed_over:
        lines.append(_passed_over(done.passed_over))
    return "\n".join(lines)


def _passed_over(files: Sequence[PassedOver]) -> str:
    """How many files of a folder hold no report by their kind, and which kinds those are."""
    kinds = Counter(file.kind for file in files)
    told = [f"{count} {kind}" for kind, count in kinds.most_common(_KINDS)]
    told += [f"{len(kinds) - _KINDS} other kinds"] if len(kinds) > _KINDS else []
    noun = "file" if len(files) == 1 else "files"
    return f"passed over: {len(files)} {noun} of other kinds ({', '.join(told)})"


def _held(library: Library) -> str:
    generation = library.generation
    passages = generation.passages if generation else 0
    return f"{len(library.served())} reports, {passages} passages held in {library.name}"


def _confirmed(what: str) -> bool:
    """Whether the user says yes.

    Raises:
        LibraryError: If there is nobody to ask.
    """
    if not sys.stdin.isatty():
        raise LibraryError(f"{what}; to go on without being asked, add: --yes")
    print(f"{what}. Type yes to go on: ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().casefold() == "yes"


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
