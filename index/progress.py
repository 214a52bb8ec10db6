"""What an ingest tells of its progress to whoever watches."""

from __future__ import annotations

from collections.abc import Callable


class Progress:
    """Hears how far an ingest is; this one passes on the words and shows no bars."""

    def __init__(self, say: Callable[[str], None] = lambda _: None) -> None:
        self.say = say

    def files(self, count: int) -> None:
        """So many files will be looked at."""

    def reading(self, name: str) -> None:
        """A file is being read; the one before it is done."""

    def embedding(self, done: int, of: int) -> None:
        """So many texts of what was read last have their vectors."""

    def finished(self) -> None:
        """No more is to come."""
