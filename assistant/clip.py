"""An answer as plain text to paste elsewhere: its statements, then its numbered sources."""

from __future__ import annotations

from assistant.answer import Answer


def clip(answer: Answer) -> str:
    r"""The question, the answer, and where each number points.

    >>> clip(Answer("Who?", (), searched=("Audit 1",), abstained=True))
    'Who?\n\nSearched: Audit 1'
    """
    sources = [f"[{one.number}] {one.place}: “{_line(one.quote)}”" for one in answer.citations]
    parts = [answer.question, answer.text]
    if sources:
        parts.append("\n".join(["Sources:", *sources]))
    elif answer.searched:
        parts.append("Searched: " + "; ".join(answer.searched))
    return "\n\n".join(filter(None, parts))


def _line(quote: str) -> str:
    return " ".join(quote.split())
