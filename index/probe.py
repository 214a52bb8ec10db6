"""A look at a Chroma store from a process of its own: a store that kills its reader kills that."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from index.library import Generation, Library
from index.vectors import VectorStore

_SECONDS = 60


def is_sound(library: Library, generation: Generation, timeout_s: float = _SECONDS) -> bool:
    """Whether the store of a generation opens in another process, in time, and is complete."""
    command = [sys.executable, "-m", "index.probe", str(library.home.resolve())]
    try:
        done = subprocess.run(  # noqa: S603 (our own module)
            [*command, str(generation.id)],
            input=library.address,  # it may hold a password: others can read arguments
            text=True,
            capture_output=True,
            timeout=timeout_s,
            check=False,
            cwd=Path(__file__).resolve().parent.parent,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def _tried(home: Path, address: str, generation: int) -> bool:
    ids, _, vectors = Library(home, address).passage_vectors()
    return VectorStore(home).finds(generation, ids, vectors)


if __name__ == "__main__":
    sys.exit(0 if _tried(Path(sys.argv[1]), sys.stdin.read(), int(sys.argv[2])) else 1)
