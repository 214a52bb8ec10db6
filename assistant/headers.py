"""The headers of every response: what a browser may do with it, and whom it may call."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders

from assistant import plain

if TYPE_CHECKING:
    from starlette.types import Message, Send

_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
_CACHED = ("/assets/", "/static/", "/theme.css", "/login.css")
"""What may stay in a browser after its user has gone: nothing of the reports."""
_PLAIN = ("/login", "/account", "/logout", "/files/")


class Headed:
    """Sends a response on with the security headers."""

    def __init__(self, send: Send, path: str) -> None:
        self._send, self._path = send, path

    async def __call__(self, message: Message) -> None:
        """Send a piece of the response on."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            plainly = self._path.startswith(_PLAIN)
            policy = plain.POLICY if plainly else content_policy("")
            headers.update({**_HEADERS, "content-security-policy": policy})
            if not self._path.startswith(_CACHED):
                headers["cache-control"] = "no-store"
        await self._send(message)


class Page:
    """Sends the page on once it is whole, its own scripts marked with the nonce of the policy."""

    def __init__(self, send: Send) -> None:
        self._send, self._nonce = send, secrets.token_urlsafe(16)
        self._start: Message = {}
        self._body = b""

    async def __call__(self, message: Message) -> None:
        """Send a piece of the response on."""
        if message["type"] == "http.response.start":
            self._start = message
            return
        if message["type"] != "http.response.body":
            return
        self._body += message.get("body", b"")
        if message.get("more_body", False):
            return
        body = self._body.replace(b"<script", f'<script nonce="{self._nonce}"'.encode())
        headers = MutableHeaders(scope=self._start)
        headers.update({**_HEADERS, "content-security-policy": content_policy(self._nonce)})
        headers["cache-control"] = "no-store"
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
