"""A library in one archive, and back: reports, versions, vectors and uploads, hashes checked."""

from __future__ import annotations

import json
import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import TypeAdapter, ValidationError

from index.ingest import Options
from index.library import Library, LibraryError
from index.serve import Index
from index.uploads import KEPT, Uploads, digest

_FORMAT = 1
_MANIFEST, _DATABASE = "manifest.json", "library.sqlite"
_MEMBER = re.compile(rf"{re.escape(_DATABASE)}|uploads/{KEPT.pattern}")
_MOST_BYTES = 10_000_000
"""Of the manifest, which is read before its size can be checked against anything."""


class BackupError(ValueError):
    """An archive cannot be written, or is not one that can be brought back."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in the archive."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the archive should hold."""

    format: int
    members: tuple[Member, ...]


_ADAPTER = TypeAdapter(Manifest)


def backup(library: Library, path: Path, options: Options | None = None) -> int:
    """Write the library to an archive; how many reports it holds.

    Raises:
        BackupError: If the archive is there already, or the library holds nothing.
        LibraryError: If another process is writing.
    """
    options = options or Options()
    if path.exists():
        raise BackupError(f"{path} is there already; choose another name")
    if library.generation is None:
        raise BackupError(f"{library.name} holds no reports: there is nothing to back up")
    part = path.with_name(f"{path.name}.part")
    try:
        with (
            library.writing(options.wait_s, options.progress.say),
            TemporaryDirectory(prefix="backup-", dir=path.parent) as folder,
        ):
            library.copy_to(Path(folder) / _DATABASE)
            _pack(part, Path(folder) / _DATABASE, library)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return len(library.served())


def _pack(path: Path, database: Path, library: Library) -> None:
    uploads = Uploads(library.home)
    files = {_DATABASE: database}
    for file in library.files():
        if uploads.holds(file):
            files[f"uploads/{file.kept}"] = uploads.folder / file.kept
    members = tuple(Member(n, p.stat().st_size, digest(p)) for n, p in files.items())
    with path.open("wb") as target:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr(_MANIFEST, json.dumps(asdict(Manifest(_FORMAT, members)), indent=1))
            for name, source in files.items():
                packed.write(source, name)
        target.flush()
        os.fsync(target.fileno())


def restore(path: Path, index: Index, options: Options | None = None) -> int:
    """Put what an archive holds in the place of what is held; how many reports that is.

    Nothing is changed before all of it is unpacked and checked; then the switch is one
    transaction.

    Raises:
        BackupError: If the archive is missing, damaged, or holds what no backup holds.
        LibraryError: If another process is writing.
    """
    options, library = options or Options(), index.library
    with (
        library.writing(options.wait_s, options.progress.say),
        TemporaryDirectory(prefix="restore-", dir=library.home) as folder,
    ):
        unpacked = Path(folder)
        _unpack(path, unpacked)
        with _opened(path, unpacked) as coming:
            _take_over(index, coming, unpacked)
    return len(library.served())


def _take_over(index: Index, coming: Library, unpacked: Path) -> None:
    library = index.library
    generation = coming.generation
    if generation is None:
        raise BackupError("the archive serves no reports")
    number = max(library.next_generation(), coming.next_generation())
    ids, reports, stack = coming.passage_vectors()
    if len(ids) != generation.passages:
        raise BackupError(f"the archive has {len(ids)} of {generation.passages} vectors")
    before = library.files()
    uploads = Uploads(library.home)
    for source in sorted((unpacked / "uploads").glob("*")):
        uploads.folder.mkdir(exist_ok=True)
        shutil.move(source, uploads.folder / source.name)
    index.store.build(number, ids, reports, stack)
    coming.switch(replace(generation, id=number))
    library.become(coming)
    index.store.keep_only(number)
    uploads.keep_only(library.files())
    if before:
        library.scrub()


@contextmanager
def _opened(path: Path, unpacked: Path) -> Iterator[Library]:
    try:
        coming = Library(unpacked)
    except LibraryError as error:
        raise BackupError(f"{path} is damaged: {error}") from error
    try:
        if wrong := coming.check():
            raise BackupError(f"{path} is damaged: {wrong}")
        yield coming
    finally:
        coming.close()


def _unpack(path: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(path) as packed:
            manifest = _manifest(path, packed)
            for member in manifest.members:
                _extract(path, packed, member, folder)
    except (zipfile.BadZipFile, EOFError, zipfile.LargeZipFile, NotImplementedError) as error:
        raise BackupError(f"{path} is damaged: {error}") from error


def _manifest(path: Path, packed: zipfile.ZipFile) -> Manifest:
    names = packed.namelist()
    if _MANIFEST not in names or packed.getinfo(_MANIFEST).file_size > _MOST_BYTES:
        raise BackupError(f"{path} is no backup of this program")
    try:
        manifest = _ADAPTER.validate_json(packed.read(_MANIFEST))
    except ValidationError as error:
        raise BackupError(f"{path} is damaged: its manifest cannot be read") from error
    told = [_MANIFEST, *(member.name for member in manifest.members)]
    strange = [name for name in told[1:] if not _MEMBER.fullmatch(name)]
    if strange:
        raise BackupError(f"{path} holds {strange[0]!r}, which no backup holds; it was not opened")
    if manifest.format != _FORMAT:
        raise BackupError(f"{path} is of format {manifest.format}, not {_FORMAT}")
    if sorted(told) != sorted(names):
        raise BackupError(f"{path} is damaged: its files are not those of its manifest")
    return manifest


def _extract(path: Path, packed: zipfile.ZipFile, member: Member, folder: Path) -> None:
    if packed.getinfo(member.name).file_size != member.size:
        raise BackupError(f"{path} is damaged: {member.name} has another size")
    target = folder / member.name
    target.parent.mkdir(exist_ok=True)
    with packed.open(member.name) as source, target.open("wb") as out:
        shutil.copyfileobj(source, out)
        out.flush()
        os.fsync(out.fileno())
    if digest(target) != member.sha256:
        raise BackupError(f"{path} is damaged: {member.name} has another hash")
