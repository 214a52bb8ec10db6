"""A date as it is printed here."""

from __future__ import annotations

from datetime import date


def uk(day: date) -> str:
    """A date in UK order: `3 November 2025`."""
    return f"{day.day} {day:%B %Y}"
