"""What stands between the browser and Gradio: few routes, own origin only, nothing from outside."""

from __future__ import annotations

import ipaddress
import re
import secrets
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ROUTES = re.compile(
    r"/|/(?:theme\.css|manifest\.json|favicon\.ico)"
    r"|/(?:assets|static)/[\w./-]+"
    r"|/gradio_api/(?:startup-events|reset|cancel|heartbeat/\w+|queue/(?:join|data))"
)
"""All that the page asks for: no upload, no file by path, no proxy, no named endpoint."""

_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


class Guard:
    """ASGI middleware for a page that only its own machine may use."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it; add the security headers to the response."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        refusal = _refusal(scope)
        if refusal:
            await refusal(scope, receive, send)
            return
        page = _Page(send) if scope["path"] == "/" else None
        if page:
            # The page is rewritten below, so it must not come compressed.
            kept = [(k, v) for k, v in scope["headers"] if k != b"accept-encoding"]
            scope = {**scope, "headers": kept}
        await self._app(scope, receive, page or _Headed(send))


class _Headed:
    """Sends a response on with the security headers."""

    def __init__(self, send: Send) -> None:
        self._send, self._policy = send, content_policy("")

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update({**_HEADERS, "content-security-policy": self._policy})
        await self._send(message)


class _Page:
    """Sends the page on once it is whole, its own scripts marked with the nonce of the policy."""

    def __init__(self, send: Send) -> None:
        self._send, self._nonce = send, secrets.token_urlsafe(16)
        self._start: Message = {}
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if message.get("more_body", False):
            return
        body = self._body.replace(b"<script", f'<script nonce="{self._nonce}"'.encode())
        headers = MutableHeaders(scope=self._start)
        headers.update({**_HEADERS, "content-security-policy": content_policy(self._nonce)})
        headers["content-length"] = str(len(body))
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": body})


def content_policy(nonce: str) -> str:
    """The Content-Security-Policy: this origin only, scripts by nonce.

    Gradio needs two loose ends: it compiles the templates of `gr.HTML` ('unsafe-eval'), and sets
    styles from scripts ('unsafe-inline', for styles only).
    """
    inline = f" 'nonce-{nonce}'" if nonce else ""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self'{inline} 'unsafe-eval'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "base-uri 'self'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        ]
    )


def is_loopback(host: str) -> bool:
    """Whether a name or address is this machine's own.

    >>> [is_loopback(host) for host in ("localhost", "127.0.0.1", "::1", "0.0.0.0", "example.org")]
    [True, True, True, False, False]
    """
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _refusal(scope: Scope) -> PlainTextResponse | None:
    if scope["type"] != "http" or not _ROUTES.fullmatch(scope["path"]):
        return PlainTextResponse("There is nothing at this address.", 404)
    headers = Headers(scope=scope)
    host = headers.get("host", "")
    if not is_loopback(urlsplit(f"//{host}").hostname or ""):
        return PlainTextResponse("This page answers on its own machine only.", 403)
    origin = headers.get("origin")
    if origin and urlsplit(origin).netloc != host:
        return PlainTextResponse("This request came from another site.", 403)
    return None
