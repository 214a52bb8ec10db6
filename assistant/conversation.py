"""The conversation before a question: what of it the question is read with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answer import Turn
from assistant.leaning import leans
from corpus.piece import fold

_DOUBTS = re.compile(
    r"(?:h+m+|oh|ah|no|really|wait|sorry|but|ok(?:ay)?|\W)*\b(?:(?:i|we) (?:thought|understood|assumed)|are you sure|is that right|(?:i|we)(?:'d| had|'ve| have) (?:heard|been told|read))\b",
    re.IGNORECASE,
)
"""Doubts what was told, and asks nothing new."""
_REFUSED = "not in the corpus"
"""How an answer opens that tells nothing."""
_BACK = re.compile(
    r"\b(?:back to|going back to|returning to|coming back to) (?:that|the|your|my|this|those|what)\b",
    re.IGNORECASE,
)
"""Goes back to what was spoken of before the latest subject."""
_COUNT = re.compile(r"\d+ of \d+ .*:$")
_FIELDS = re.compile(
    r"^- [^“”]*? \N{EN DASH} [^“”]*(?=“)|^- (?:20\d\d )?[A-Z][\w ]{3,30} \d+\w?\. (?=“)|[”]? (?:\[\d+\] ?)+$"
)
"""What a computed row says before the words that it quotes, and its marks."""


def of_subject(history: Sequence[Turn], text: str) -> tuple[Turn, ...]:
    """The conversation with which a question is read: as told, or before the latest subject."""
    told = _told(history)
    return (_earlier(told) if _BACK.search(text) else ()) or told


def layers(history: Sequence[Turn]) -> Iterator[str]:
    """What was said before, the latest first; of each exchange the question, then the answer."""
    rest = list(history)
    while rest:
        answer = rest.pop().content if rest[-1].role == "assistant" else ""
        yield from filter(None, (rest.pop().content if rest else "", answer))


def questions(history: Sequence[Turn]) -> Iterator[str]:
    """What was asked before, the latest first, as far back as each leans on the one before it."""
    for turn in reversed(history):
        if turn.role == "user":
            yield turn.content
            if not leans(turn.content):
                return


def answers(history: Sequence[Turn]) -> tuple[str, ...]:
    """What was answered before, the latest first."""
    return tuple(turn.content for turn in reversed(history) if turn.role == "assistant")


def subject(answer: str) -> str:
    r"""The words of an answer that say what it is about: not its counts, labels and fields.

    >>> subject("1 of 9 actions:\n- Action 2 – owner: the Bursar; due: 1 May. “Count the keys.” [1]")
    'Count the keys.'
    """
    lines = (line for line in answer.splitlines() if not _COUNT.match(line))
    return "\n".join(_FIELDS.sub("", line).strip("“” ") for line in lines)


def _told(history: Sequence[Turn]) -> tuple[Turn, ...]:
    """The conversation without doubts of what was told, and without what was refused."""
    kept: list[Turn] = []
    for turn in history:
        doubted = bool(kept) and kept[-1].role == "user" and _DOUBTS.match(kept[-1].content)
        if doubted and turn.role == "assistant":
            kept.pop()
        elif turn.role == "user" or not fold(turn.content).startswith(_REFUSED):
            kept.append(turn)
    return tuple(kept)


def _earlier(history: Sequence[Turn]) -> tuple[Turn, ...]:
    """The conversation before the latest question that stood by itself."""
    whole = [n for n, t in enumerate(history) if t.role == "user" and not leans(t.content)]
    return tuple(history[: whole[-1]]) if whole else ()
