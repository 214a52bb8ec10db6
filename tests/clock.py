"""A clock that a test turns on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class Clock:
    """Seconds, or a moment in UTC, that pass when they are told to."""

    def __init__(self) -> None:
        self.now_s = 1_000_000.0

    def __call__(self) -> float:
        return self.now_s

    def moment(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=self.now_s - 1_000_000.0)

    def passes(self, seconds: float) -> None:
        self.now_s += seconds
