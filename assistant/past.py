"""What a user asked before, as the page lists it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape

from assistant.history import Conversation


def past(found: Sequence[Conversation], words: str, shown: str) -> str:
    """The conversations found, the latest first.

    Args:
        found: What is listed.
        words: What was searched for; empty for everything.
        shown: Id of the conversation that is open.
    """
    if not found:
        told = (
            f"Nothing you asked holds “{words}”. Try fewer words."
            if words
            else "Nothing yet. What you ask is kept here, for you alone, until you delete it."
        )
        return f'<div class="past"><p role="status">{escape(told)}</p>{_kept()}</div>'
    rows = "".join(_row(one, current=one.id == shown) for one in found)
    everything = '<button type="button" class="forget-all">Delete all conversations</button>'
    return f'<div class="past"><ul>{rows}</ul>{everything}{_kept()}</div>'


def _row(one: Conversation, *, current: bool) -> str:
    title = escape(one.title)
    count = "1 question" if one.questions == 1 else f"{one.questions} questions"
    here = ' aria-current="true"' if current else ""
    return (
        f'<li><button type="button" class="reopen" data-open="{one.id}"{here}>{title}'
        f"<small>{_moment(one.last)} · {count}</small></button>"
        f'<button type="button" class="forget" data-forget="{one.id}" '
        f'aria-label="Delete: {title}">Delete</button></li>'
    )


def _moment(at: datetime) -> str:
    return f"{at.astimezone():%d %B %Y, %H:%M}".lstrip("0")


def _kept() -> str:
    return (
        '<p class="kept">Deleting takes a conversation away for good. The audit log of your office '
        "keeps what was asked and answered.</p>"
    )
