"""The questions that one question holds."""

from __future__ import annotations

import re

from corpus.piece import fold

_SETTING = re.compile(
    r"(?:in|at|of|out of|from|for|under|after|before|since|on|within|during|according to|as)\b",
    re.IGNORECASE,
)
"""Opens a part that only says where or when, not what is asked."""


def clauses(text: str) -> tuple[str, ...]:
    """The questions that one question holds: parted by marks, or by `and` before a question word.

    >>> clauses("Who owns action 1, and when is it due?")
    ('Who owns action 1', 'when is it due')
    >>> clauses("In the audit's sample, how many files were late?")
    ()
    """
    asks = r"(?:what|who|when|where|which|how|why|did|does|do|is|are|was|were|has|have|by when)\b"
    parts = re.split(
        rf"[?;]\s+(?=\w)|,?\s+and\s+(?={asks})|,\s+(?={asks})", text, flags=re.IGNORECASE
    )
    said = [part.strip(" ?,.") for part in parts if not _SETTING.match(part) or _has(asks, part)]
    kept = tuple(part for part in said if len(part.split()) > 2)
    return kept if len(kept) > 1 else ()


def leans_whole(clause: str) -> bool:
    """Whether a part of a question asks of what another part tells.

    >>> leans_whole("how many of them are closed"), leans_whole("when is the ferry report due")
    (True, False)
    """
    return bool(re.search(r"\bof (?:them|those|these)\b", fold(clause)))


def _has(pattern: str, text: str) -> bool:
    return bool(re.search(rf"\b{pattern}", text, re.IGNORECASE))
