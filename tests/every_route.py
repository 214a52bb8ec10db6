"""Every address that an application answers to, ours and Gradio's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from starlette.routing import BaseRoute, Mount, Route

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_FILLED = {"session_hash": "abc", "path": "a.js", "id": "abc"}


def paths(routes: Iterable[BaseRoute], prefix: str = "") -> Iterator[str]:
    """The addresses, with something in the place of each parameter.

    Raises:
        TypeError: For a kind of route that is not known here: none may be passed over.
    """
    for route in routes:
        inner = getattr(route, "original_router", None)
        if isinstance(route, Mount):
            yield from paths(route.routes, prefix + route.path)
        elif inner is not None:
            yield from paths(inner.routes, prefix)
        elif isinstance(route, Route):
            yield prefix + re.sub(r"\{(\w+)(:\w+)?\}", _filled, route.path)
        else:
            raise TypeError(f"{route!r} is a kind of route that is not known")


def _filled(parameter: re.Match[str]) -> str:
    return _FILLED.get(parameter[1], "1")
