"""What the library's statements run on: SQLite, or PostgreSQL by setting."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from corpus.report import Passage

Row = tuple[Any, ...]
Values = Mapping[str, object]


class Database(Protocol):
    """Runs plain SQL with values by name, and knows one engine's own ways."""

    name: str
    """Where it is, fit for print: no password."""

    def rows(self, sql: str, values: Values | None = None) -> list[Row]:
        """What a query finds, whole."""

    def each(self, sql: str) -> Iterator[list[Row]]:
        """What a query finds, some hundred rows at a time; to be read to the end."""

    def run(self, sql: str, values: Values | Sequence[Values] | None = None) -> None:
        """Run a statement, or run it once for each of several sets of values."""

    def snapshot(self) -> AbstractContextManager[None]:
        """Read as of one moment in this thread."""

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing of what this thread writes inside."""

    def only_writer(
        self, wait_s: float, say: Callable[[str], None]
    ) -> AbstractContextManager[None]:
        """Hold the one writer's lock."""

    def index_words(self, passages: Sequence[Passage]) -> None:
        """Make the words of passages findable."""

    def counted(self) -> None:
        """Note how many words there are, after passages came and went."""

    def frequency(self, term: str) -> int:
        """How many passages hold a word or phrase, in any of its forms."""

    def lexical(
        self, terms: Sequence[str], reports: Sequence[str], limit: int
    ) -> list[tuple[str, float]]:
        """Passage ids by BM25, best first."""

    def scrub(self) -> bool:
        """Take the words of what was removed out of the files; False while a reader is there."""

    def check(self) -> str:
        """What is wrong with it, or an empty string."""

    def close(self) -> None:
        """Let go of it."""


def among(values: Sequence[str]) -> tuple[str, dict[str, object]]:
    """Marks for a list of values, and the values by mark.

    >>> among(["a", "b"])
    (':v0, :v1', {'v0': 'a', 'v1': 'b'})
    """
    named: dict[str, object] = {f"v{n}": value for n, value in enumerate(values)}
    return ", ".join(f":{name}" for name in named), named
