"""A file of any format -> its reports, read in a child process that can do no harm.

The child may use so much memory and time; what it prints is read as data. A reader that crashes,
hangs or swells costs one file and leaves a message.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from corpus.kind import kind_of
from corpus.parse import NEEDS_OCR
from corpus.read import UnreadableError, read_here
from corpus.report import Report

_REFUSED = 3
"""Exit code of a child that says, on its last line, why a file cannot be read."""


class NeedsOcrError(UnreadableError):
    """A file holds pictures of pages and no text."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost."""

    seconds: int = 300
    megabytes: int = 2048


_REPORTS = TypeAdapter(tuple[Report, ...])


def read_apart(path: Path, limits: Limits | None = None) -> tuple[Report, ...]:
    """The reports in a file, read in a child process.

    Raises:
        NeedsOcrError: If it holds pictures of pages and no text.
        UnreadableError: If it is missing, of a kind that is not read, damaged, encrypted or
            empty, or costs more than the limits.
    """
    kind_of(path)  # what can be told by the first bytes costs no child
    limits = limits or Limits()
    command = [sys.executable, "-m", "corpus.sandbox", str(path.absolute()), str(limits.megabytes)]
    try:
        child = subprocess.run(  # noqa: S603 (our own module; the path is one argument)
            command, capture_output=True, timeout=limits.seconds, check=False, cwd=_root()
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(f"{path.name}: not read within {limits.seconds} s") from error
    return _reply(child, path, limits)


def _root() -> Path:
    return Path(__file__).resolve().parent.parent


def _reply(
    child: subprocess.CompletedProcess[bytes], path: Path, limits: Limits
) -> tuple[Report, ...]:
    if child.returncode == 0:
        return _REPORTS.validate_json(child.stdout)
    said = child.stderr.decode("utf-8", "replace").strip().split("\n")[-1]
    if child.returncode == _REFUSED and said:
        wanted = NeedsOcrError if said.endswith(NEEDS_OCR) else UnreadableError
        raise wanted(f"{path.name}: {said}")
    if said.startswith("RecursionError"):
        raise UnreadableError(f"{path.name}: nested too deep to be a report")
    if child.returncode < 0 or "MemoryError" in said:
        raise UnreadableError(f"{path.name}: needs more than {limits.megabytes} MB, or is damaged")
    raise UnreadableError(f"{path.name}: damaged ({said[:200]})")


def _child(path: Path, megabytes: int) -> int:
    """Read a file and print its reports; the reason goes to standard error."""
    size = megabytes * 10**6
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        found = read_here(path)
    except UnreadableError as error:
        said = str(error).removeprefix(f"{path.name}: ")
        print(" ".join(said.split()), file=sys.stderr)
        return _REFUSED
    sys.stdout.buffer.write(_REPORTS.dump_json(found))
    return 0


if __name__ == "__main__":
    sys.exit(_child(Path(sys.argv[1]), int(sys.argv[2])))
