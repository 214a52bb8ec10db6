"""Several sandboxes beside each other, for a machine with more than two cores."""

from __future__ import annotations

from pathlib import Path
from queue import SimpleQueue
from typing import Self

from corpus.report import Report
from corpus.sandbox import Sandbox


class Readers:
    """Reads each file in the first sandbox that is free; safe to ask from many threads."""

    def __init__(self, count: int = 1) -> None:
        self.count = count
        self._free = SimpleQueue[Sandbox]()
        for _ in range(count):
            self._free.put(Sandbox())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        while not self._free.empty():
            self._free.get().__exit__(*raised)

    def read(self, path: Path) -> tuple[Report, ...]:
        """The reports in a file.

        Raises:
            NeedsOcrError: If it holds pictures of pages and no text.
            UnreadableError: If it cannot be read as a report.
        """
        sandbox = self._free.get()
        try:
            return sandbox.read(path)
        finally:
            self._free.put(sandbox)
