"""When to try again what did not answer: soon at first, then less and less often."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

_FIRST_S, _MOST_S = 1.0, 30.0


class Backoff:
    """Says whether to try; while it does not, nobody need wait for what is away."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, Lock()
        self._pause_s, self._next = 0.0, 0.0

    def may_try(self) -> bool:
        """Whether all is well, or it is time for one to try again: others are told not yet."""
        with self._lock:
            if not self._pause_s:
                return True
            if self._clock() < self._next:
                return False
            self._next = self._clock() + self._pause_s
            return True

    def failed(self) -> None:
        """It did not answer: the next try is twice as far off as the last."""
        with self._lock:
            self._pause_s = min(max(_FIRST_S, 2 * self._pause_s), _MOST_S)
            self._next = self._clock() + self._pause_s

    def worked(self) -> None:
        """It answered."""
        with self._lock:
            self._pause_s = 0.0
