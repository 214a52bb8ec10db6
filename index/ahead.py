"""Work that is begun a little before it is asked for, beside what is done meanwhile."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")

_AHEAD = 4


def ahead(
    work: Callable[[Given], Made], items: Iterable[Given], workers: int = 1
) -> Iterator[tuple[Given, Future[Made]]]:
    """Each item with what becomes of it, in order; a few are worked on before their turn.

    >>> [made.result() for _, made in ahead(len, ["a", "bb"])]
    [1, 2]
    """
    rest = iter(items)
    with ThreadPoolExecutor(max_workers=workers) as worker:
        begun = deque((item, worker.submit(work, item)) for item in islice(rest, _AHEAD * workers))
        try:
            while begun:
                yield begun.popleft()
                begun += ((item, worker.submit(work, item)) for item in islice(rest, 1))
        finally:
            worker.shutdown(cancel_futures=True)
