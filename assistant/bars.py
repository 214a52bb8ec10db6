"""How far an ingest is, on a terminal: one bar for all files, one for the file that is read."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Drawn

from index.progress import Progress


class Bars(Progress):
    """Two bars on the standard error; where that is no terminal, the words alone."""

    def __init__(self) -> None:
        super().__init__(self._told)
        self._console = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
        self._drawn: Drawn | None = None
        self._all, self._one = TaskID(0), TaskID(0)
        self._read = -1

    def files(self, count: int) -> None:
        """Show the bars, if there is anything to read and anyone to see them."""
        if count and self._console.is_terminal:
            self.finished()
            self._drawn = Drawn(
                TextColumn("{task.description}", markup=False),
                BarColumn(),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                console=self._console,
                transient=True,
            )
            self._all = self._drawn.add_task("files", total=count)
            self._one = self._drawn.add_task("", total=None)
            self._read = -1
            self._drawn.start()

    def reading(self, name: str) -> None:
        """Name the file; those before it are done."""
        self._read += 1
        if self._drawn:
            self._drawn.update(self._all, completed=self._read)
            self._drawn.reset(self._one, description=f"reading {name}", total=None)

    def embedding(self, done: int, of: int) -> None:
        """How many texts of the file have their vectors."""
        if self._drawn:
            self._drawn.update(self._one, description="embedding", completed=done, total=of)

    def finished(self) -> None:
        """Take the bars away."""
        if self._drawn:
            self._drawn.stop()
            self._drawn = None

    def _told(self, words: str) -> None:
        if self._drawn:
            self._console.print(words)
        else:
            print(words, file=sys.stderr, flush=True)
