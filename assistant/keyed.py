"""What stands before the doors for programs: a token, a rate, a size."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.responses import JSONResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from assistant.tokens import Tokens

A_MINUTE = 60
"""Requests of one client in a minute; as many may come at once."""
LARGEST = 64 * 1024
"""Bytes of a request."""


class Rate:
    """A bucket of requests for each client, filled steadily (a token bucket)."""

    def __init__(self, a_minute: int = A_MINUTE, now: Callable[[], float] = time.monotonic) -> None:
        self._most, self._now = float(a_minute), now
        self._left: dict[str, tuple[float, float]] = {}

    def wait_s(self, client: str) -> float:
        """Take one request from a client's bucket; else the seconds until there is one."""
        now = self._now()
        left, at = self._left.get(client, (self._most, now))
        left = min(self._most, left + (now - at) * self._most / 60)
        taken = left >= 1
        self._left[client] = (left - 1 if taken else left, now)
        return 0.0 if taken else (1 - left) * 60 / self._most


class Keyed:
    """ASGI middleware: lets in who has a token, at a rate; `open_paths` need none."""

    def __init__(
        self, app: ASGIApp, tokens: Tokens, rate: Rate, open_paths: frozenset[str] = frozenset()
    ) -> None:
        self._app, self._tokens, self._rate, self._open = app, tokens, rate, open_paths

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "lifespan" or scope.get("path") in self._open:
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(Headers(scope=scope)) if scope["type"] == "http" else _NOTHING
        await (refusal or self._app)(scope, receive, send)

    def _refusal(self, headers: Headers) -> JSONResponse | None:
        kind, _, token = headers.get("authorization", "").partition(" ")
        client = self._tokens.client(token.strip()) if kind.casefold() == "bearer" else ""
        if not client:
            challenge = {"www-authenticate": "Bearer"}
            return JSONResponse({"detail": "a token is needed"}, 401, headers=challenge)
        size = headers.get("content-length", "0")
        if headers.get("transfer-encoding") or not size.isdigit() or int(size) > LARGEST:
            return JSONResponse({"detail": f"at most {LARGEST} bytes, told beforehand"}, 413)
        wait_s = self._rate.wait_s(client)
        if wait_s:
            after = {"retry-after": str(int(wait_s) + 1)}
            return JSONResponse({"detail": "too many requests"}, 429, headers=after)
        return None


_NOTHING = JSONResponse({"detail": "there is nothing at this address"}, 404)
