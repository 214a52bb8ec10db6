"""Gradio's ids, bound to the session that says them.

Gradio takes any session hash from anybody. Here each is replaced by a keyed hash of itself and of
the login session, so that the same id said by two users is two ids, and nobody reaches another's
events or state by guessing. An event can be stopped only by the session that began it.
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections import OrderedDict
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

if TYPE_CHECKING:
    from starlette.types import Message, Receive, Scope, Send

_HEARTBEAT = "/gradio_api/heartbeat/"
_JOIN, _CANCEL, _DATA = "/gradio_api/queue/join", "/gradio_api/cancel", "/gradio_api/queue/data"
_REMEMBERED = 10_000
"""Events begun last; older ones are long over."""


class BoundError(ValueError):
    """A request to Gradio that makes no sense, or names an event of somebody else."""


class Ids:
    """The ids that Gradio sees in place of those that the page says."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)
        self._events: OrderedDict[str, str] = OrderedDict()

    @staticmethod
    def concern(path: str) -> bool:
        """Whether requests to an address hold ids."""
        return path in {_JOIN, _CANCEL, _DATA} or path.startswith(_HEARTBEAT)

    def own(self, session: str, said: str) -> str:
        """The id that stands for what a session said."""
        return hmac.new(self._secret, f"{session}\0{said}".encode(), "sha256").hexdigest()

    def addressed(self, scope: Scope, session: str) -> Scope:
        """A request with the ids in its address replaced."""
        path, query = scope["path"], scope["query_string"]
        if path.startswith(_HEARTBEAT):
            path = _HEARTBEAT + self.own(session, path.removeprefix(_HEARTBEAT))
        if path == _DATA:
            said = dict(parse_qsl(query.decode("latin-1"))).get("session_hash", "")
            query = urlencode({"session_hash": self.own(session, said)}).encode()
        return {**scope, "path": path, "raw_path": path.encode(), "query_string": query}

    def body(self, path: str, body: bytes, session: str) -> bytes:
        """A body with its ids replaced.

        Raises:
            BoundError: If it makes no sense, or stops an event that the session did not begin.
        """
        said = _object(body)
        said["session_hash"] = own = self.own(session, str(said.get("session_hash", "")))
        if path == _JOIN:
            said.pop("event_id", None)
        elif self._events.get(str(said.get("event_id"))) != own:
            raise BoundError("You have no such event.")
        return json.dumps(said).encode()

    def begun(self, said: bytes, answered: bytes) -> None:
        """Remember which session an event belongs to, from a request and its response."""
        event = _object(answered).get("event_id")
        if isinstance(event, str):
            self._events[event] = _object(said)["session_hash"]
            while len(self._events) > _REMEMBERED:
                self._events.popitem(last=False)


class Begun:
    """Sends the response to a new event on, and remembers whose it is."""

    def __init__(self, send: Send, ids: Ids, said: bytes) -> None:
        self._send, self._ids, self._said, self._body = send, ids, said, b""
        self._ok = False

    async def __call__(self, message: Message) -> None:
        """Send a piece of the response on."""
        if message["type"] == "http.response.start":
            self._ok = message["status"] == 200
        elif self._ok:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                self._ids.begun(self._said, self._body)
        await self._send(message)


def replay(body: bytes, receive: Receive) -> Receive:
    """A way to read a body that was read already."""
    left = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return left.pop() if left else await receive()

    return again


def is_join(path: str) -> bool:
    """Whether a request begins an event."""
    return path == _JOIN


def _object(body: bytes) -> dict[str, Any]:
    try:
        said = json.loads(body)
    except ValueError as error:
        raise BoundError("This request makes no sense.") from error
    if not isinstance(said, dict):
        raise BoundError("This request makes no sense.")
    return said
