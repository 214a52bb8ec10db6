"""The words of a language model as they come, and the sentences in them; in bounded time."""

from __future__ import annotations

import queue
import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

MOST_CHARACTERS = 6_000
"""What is read of one reply."""
_MARKS = r"(?:\s*\[\d+(?:\s*,\s*\d+)*\]\.?)"
_END = re.compile(rf"[.!?][”\"’')]*{_MARKS}*(?=\s+(?![\s\[]|$))|\n+|{_MARKS}+(?=\s+[A-Z“])")
_THOUGHT = re.compile(r"<think>.*?(?:</think>|$)", re.DOTALL)
_LIST = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")


class LlmFailureError(RuntimeError):
    """The language model did not give a whole reply."""


def chunks(llm: LLM, system: str, user: str, patience_s: float) -> Iterator[str]:
    """What a model writes, piece by piece.

    Raises:
        LlmFailureError: If it fails or is not done in time; pieces may have come before.
    """
    from llama_index.core.llms import ChatMessage  # noqa: PLC0415 (costs seconds)

    messages = [ChatMessage(role="system", content=system), ChatMessage(role="user", content=user)]

    def pieces() -> Iterator[str]:
        for piece in llm.stream_chat(messages):
            yield piece.delta or ""

    yield from _within(pieces, patience_s)


def _within(pieces: Callable[[], Iterable[str]], patience_s: float) -> Iterator[str]:
    """The pieces, read in another thread so that a silent model cannot hold this one.

    Raises:
        LlmFailureError: Named by what went wrong.
    """
    come: queue.Queue[str | None] = queue.Queue()
    stopped = threading.Event()

    def read() -> None:
        length = 0
        for piece in pieces():
            length += len(piece)
            come.put(piece)
            if stopped.is_set() or length > MOST_CHARACTERS:
                return

    worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="llm")
    done = worker.submit(read)
    done.add_done_callback(lambda _: come.put(None))
    deadline = time.monotonic() + patience_s
    try:
        while (piece := _next(come, deadline, patience_s)) is not None:
            yield piece
    finally:
        stopped.set()
        worker.shutdown(wait=False)
    error = done.exception()
    if error:
        raise LlmFailureError(_told(error)) from error


def _next(come: queue.Queue[str | None], deadline: float, patience_s: float) -> str | None:
    try:
        return come.get(timeout=max(deadline - time.monotonic(), 0.0))
    except queue.Empty:
        raise LlmFailureError(f"no whole reply within {patience_s:g} s") from None


def _told(error: BaseException) -> str:
    """An error in a few words, without the address or the key that its message may hold."""
    status = getattr(error, "status_code", None)
    return f"{type(error).__name__}{f', status {status}' if isinstance(status, int) else ''}"


def sentences(pieces: Iterable[str]) -> Iterator[str]:
    r"""Whole sentences, each with the markers after it, as soon as the next one begins.

    >>> list(sentences(["Waits we", "re long. [1] Staff left [2]", ".\n\n- Calls rose [3]. An"]))
    ['Waits were long. [1]', 'Staff left [2].', 'Calls rose [3].']
    """
    text = ""
    for piece in pieces:
        text += piece
        shown = _THOUGHT.sub("", text)
        if "<think>" in text and "</think>" not in text:
            continue
        *whole, rest = _cut(shown)
        yield from filter(None, map(_bare, whole))
        text = rest
    last = _bare(_THOUGHT.sub("", text))
    if re.search(rf"[.!?][”\"’')]*{_MARKS}*$|{_MARKS}$", last):
        yield last


def _cut(text: str) -> list[str]:
    parts, start = [], 0
    for end in _END.finditer(text):
        parts.append(text[start : end.end()])
        start = end.end()
    return [*parts, text[start:]]


def _bare(sentence: str) -> str:
    """A sentence without the sign of a list before it."""
    return " ".join(_LIST.sub("", sentence).split())
