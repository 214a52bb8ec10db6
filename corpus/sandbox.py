"""A file of any format -> its reports, read in a child process that can do no harm.

The child may use so much memory and time; what it prints is read as data. A reader that crashes,
hangs or swells costs one file and leaves a message.
"""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pydantic import TypeAdapter

from corpus.kind import kind_of
from corpus.parse import NEEDS_OCR
from corpus.read import UnreadableError, read_here
from corpus.report import Report

_REFUSED, _LATE = 3, 4
"""Exit codes: of a child that says, on its last line, why a file cannot be read; of one that was
ended because it took too long."""


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
    with Sandbox(limits or Limits()) as sandbox:
        return sandbox.read(path)


class Sandbox:
    """Reads file after file, each in a child of its own.

    The children are forked from one process that has the readers loaded and reads nothing itself:
    a start from nothing costs 0.15 s, a fork some milliseconds.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._parent: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._parent:
            self._parent.communicate()

    def read(self, path: Path) -> tuple[Report, ...]:
        """The reports in a file.

        Raises:
            NeedsOcrError: If it holds pictures of pages and no text.
            UnreadableError: If it is missing, of a kind that is not read, damaged, encrypted or
                empty, or costs more than the limits.
        """
        kind_of(path)  # what can be told by the first bytes costs no child
        return _reply(self._child(path), path, self._limits)

    def _child(self, path: Path) -> subprocess.CompletedProcess[bytes]:
        """What a child said of a file; of a parent that died, that it was killed."""
        if self._parent is None or self._parent.poll() is not None:
            command = [sys.executable, "-m", "corpus.sandbox"]
            self._parent = subprocess.Popen(  # noqa: S603 (our own module)
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=_root()
            )
        name = str(path.absolute())
        task = [name, self._limits.seconds, self._limits.megabytes]
        inward, outward = self._parent.stdin, self._parent.stdout
        if inward is None or outward is None:
            raise ValueError("a sandbox is spoken to through pipes")
        inward.write(json.dumps(task).encode() + b"\n")
        inward.flush()
        head = outward.readline().split()
        if len(head) < 3:
            return subprocess.CompletedProcess(name, -signal.SIGKILL, b"", b"")
        code, said, told = map(int, head)
        return subprocess.CompletedProcess(name, code, outward.read(said), outward.read(told))


def _root() -> Path:
    return Path(__file__).resolve().parent.parent


def _reply(
    child: subprocess.CompletedProcess[bytes], path: Path, limits: Limits
) -> tuple[Report, ...]:
    if child.returncode == _LATE:
        raise UnreadableError(f"{path.name}: not read within {limits.seconds} s")
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


def _serve() -> int:
    """Fork a child for each task that comes in, and pass on how it ended and what it said."""
    for line in sys.stdin.buffer:
        path, seconds, megabytes = json.loads(line)
        ends = [os.pipe(), os.pipe()]
        if not (pid := os.fork()):
            _speak_into([inward for _, inward in ends])
            return _child(Path(path), megabytes)
        for _, inward in ends:
            os.close(inward)
        outward = [end for end, _ in ends]
        bodies = _heard(outward, seconds)
        code = _ended(pid, late=bodies is None)
        for end in outward:
            os.close(end)
        sizes = " ".join(str(len(body)) for body in bodies or (b"", b""))
        sys.stdout.buffer.write(f"{code} {sizes}\n".encode() + b"".join(bodies or ()))
        sys.stdout.buffer.flush()
    return 0


def _speak_into(pipes: Sequence[int]) -> None:
    with Path(os.devnull).open() as nothing:
        for source, target in zip((nothing.fileno(), *pipes), (0, 1, 2), strict=True):
            os.dup2(source, target)
    for pipe in pipes:
        os.close(pipe)


def _heard(ends: Sequence[int], seconds: float) -> list[bytes] | None:
    """All that comes out of some pipes; None if they are not shut in time."""
    until = time.monotonic() + seconds
    said = {end: bytearray() for end in ends}
    listening = set(ends)
    while listening:
        ready, _, _ = select.select(listening, [], [], max(until - time.monotonic(), 0))
        if not ready:
            return None
        for end in ready:
            part = os.read(end, 1 << 20)
            said[end] += part
            if not part:
                listening.discard(end)
    return [bytes(body) for body in said.values()]


def _ended(pid: int, *, late: bool) -> int:
    """How a child ended: its exit code, or the signal that ended it, below 0."""
    if late:
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    return _LATE if late else os.waitstatus_to_exitcode(status)


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
    # The parent's own readers, loaded before the first fork.
    from corpus import charset, outline, parse, text  # noqa: F401

    given = sys.argv[1:]
    sys.exit(_child(Path(given[0]), int(given[1])) if given else _serve())
