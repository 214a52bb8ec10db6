"""What the register page is asked for: its controls -> a filter, and a link that asks the same."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from assistant.table import Filter

FIELDS = ("family", "report", "addressee", "owner", "status", "priority")
"""Filters by words, in the order in which the page shows them."""
DAYS = ("as_at", "due_after", "due_before")
"""Filters by date."""
TICKS = ("past_due", "conflicts")
"""Filters that are on or off."""
_LONGEST = 300
"""Characters of the longest value that is taken."""


class WantedError(ValueError):
    """What was asked for makes no sense; says so in words for whoever asked."""


def wanted(said: Mapping[str, object], today: date) -> Filter:
    """The filter that the controls stand for; what is not said wants all, as at today.

    Raises:
        WantedError: If a date is no date.
    """
    words = clean(said)
    return Filter(
        as_at=_day(words, "as_at") or today,
        due_before=_day(words, "due_before"),
        due_after=_day(words, "due_after"),
        past_due="past_due" in words,
        conflicts="conflicts" in words,
        family=words.get("family", ""),
        report=words.get("report", ""),
        addressee=words.get("addressee", ""),
        owner=words.get("owner", ""),
        status=words.get("status", ""),
        priority=words.get("priority", ""),
    )


def clean(said: Mapping[str, object]) -> dict[str, str]:
    """The controls that are set, and nothing else that a browser may send.

    >>> clean({"family": " action ", "past_due": "", "hacked": "1", "owner": 7})
    {'family': 'action'}
    """
    known = ((name, said.get(name)) for name in (*FIELDS, *DAYS, *TICKS))
    held = ((name, value.strip()[:_LONGEST]) for name, value in known if isinstance(value, str))
    return {name: value for name, value in held if value}


def address(said: Mapping[str, object], kind: str) -> str:
    """Where the same rows are fetched as a file.

    >>> address({"family": "action", "past_due": "1"}, "csv")
    '/register.csv?family=action&past_due=1'
    """
    asked = urlencode(clean(said))
    return f"/register.{kind}?{asked}" if asked else f"/register.{kind}"


def _day(words: Mapping[str, str], name: str) -> date | None:
    if name not in words:
        return None
    try:
        return date.fromisoformat(words[name])
    except ValueError as error:
        raise WantedError(f"“{words[name]}” is not a date; give it as 2025-11-03.") from error
