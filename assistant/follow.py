"""The assistant over what a library serves now: it follows the library without a restart."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import TypeVar

from assistant.answer import Answer, Question
from assistant.ask import Assistant
from assistant.judge import Weights
from assistant.quoter import Looked
from corpus.register import Register
from corpus.report import Report, Section
from index.library import Generation, Library
from index.serve import Index
from index.vectors import VectorStoreError

Told = TypeVar("Told")

_TRIES = 5
"""Switches, or damaged stores, met while one question is answered, before giving up."""


class Following:
    """Answers like an assistant, each question as of one generation."""

    def __init__(self, library: Library, opened: Callable[[], Assistant]) -> None:
        self._library, self._opened = library, opened
        self._lock = threading.Lock()
        first = opened()
        self._now: tuple[Generation | None, Assistant] = (first.generation, first)

    @property
    def reports(self) -> tuple[Report, ...]:
        """The reports that are searched now."""
        return self._current().reports

    @property
    def generation(self) -> Generation:
        """The built index that is searched now."""
        return self._current().generation

    @property
    def now(self) -> Assistant:
        """The assistant over what is served now, for work that takes more than one question."""
        return self._current()

    @property
    def register(self) -> Register:
        """The records of the reports that are searched now."""
        return self._current().register

    def writable(self) -> Index:
        """What it takes to add and remove reports; nothing is opened again for it."""
        return self._now[1].writable()

    def section(self, section_id: str) -> Section:
        """The section of an id, as it is served now.

        Raises:
            KeyError: If no report holds it.
        """
        return self._current().section(section_id)

    def ask(self, question: Question) -> Answer:
        """Answer one question, whole from one generation."""
        return self._whole(lambda assistant: assistant.ask(question))

    def quoted(self, question: Question) -> Answer:
        """The answer in the reports' own words, without a language model."""
        return self._whole(lambda assistant: assistant.quoted(question))

    def answers(self, question: Question) -> Iterator[Answer]:
        """The answer as it is written, from the generation that is served as it begins."""

        def begun(assistant: Assistant) -> tuple[Answer, Iterator[Answer]]:
            rest = assistant.answers(question)
            return next(rest), rest

        first, rest = self._whole(begun)
        yield first
        yield from rest

    def look(self, question: Question, weights: Weights) -> Looked:
        """What search finds now for a question."""
        return self._current().look(question, weights)

    def _whole(self, told: Callable[[Assistant], Told]) -> Told:
        """What an assistant tells, from one generation; a damaged store is opened again."""
        for _ in range(_TRIES):
            assistant = self._current()
            with self._library.snapshot():
                if self._library.generation != assistant.generation:
                    continue
                try:
                    return told(assistant)
                except VectorStoreError:
                    pass
            self._forget()
        return told(self._current())

    def _current(self) -> Assistant:
        with self._lock:
            held, assistant = self._now
            if held is None or held != self._library.generation:
                assistant = self._opened()
                self._now = (assistant.generation, assistant)
            return assistant

    def _forget(self) -> None:
        """Open again before the next question, even over the same generation."""
        with self._lock:
            self._now = (None, self._now[1])
