"""A copy of every file that was read, by its hash: for reading again, and for backups."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from index.library import File

KEPT = re.compile(r"[0-9a-f]{64}(?:\.[a-z]{1,8})?")
"""Names in the folder of uploads."""


class ChangedError(ValueError):
    """A file changed while it was read."""


class Uploads:
    """The folder of uploads of a library."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "uploads"

    def keep(self, path: Path, sha256: str) -> str:
        """Copy a file in, and the name of the copy.

        Raises:
            ChangedError: If the file has no longer the hash it had.
        """
        suffix = path.suffix.casefold()
        name = sha256 + (suffix if re.fullmatch(r"\.[a-z]{1,8}", suffix) else "")
        kept = self.folder / name
        if kept.exists() and digest(kept) == sha256:
            return name
        self.folder.mkdir(exist_ok=True)
        coming = self.folder / f"{sha256}.{secrets.token_hex(4)}.part"
        with path.open("rb") as source, coming.open("wb") as target:
            shutil.copyfileobj(source, target)
            target.flush()
            os.fsync(target.fileno())
        if digest(coming) != sha256:
            coming.unlink()
            raise ChangedError(f"{path.name}: it changed while it was read; ingest it again")
        coming.replace(kept)
        return name

    def holds(self, file: File) -> bool:
        """Whether the copy of a file is there and has its hash."""
        path = self.folder / file.kept
        return bool(file.kept) and path.is_file() and digest(path) == file.sha256

    @contextmanager
    def named(self, file: File) -> Iterator[Path]:
        """The copy of a file under the name that it came with, which its reader goes by."""
        with TemporaryDirectory(prefix="again-") as folder:
            path = Path(folder) / (file.name.replace("/", "-") or file.kept)
            path.symlink_to((self.folder / file.kept).resolve())
            yield path

    def keep_only(self, files: Iterable[File]) -> None:
        """Delete every copy but those of these files."""
        kept = {file.kept for file in files}
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            if path.name not in kept:
                path.unlink()


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
