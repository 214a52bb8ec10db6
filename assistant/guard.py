"""What stands between the browser and the page: few routes, own origin only, known users only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from assistant.account import token_of
from assistant.bound import Begun, BoundError, Ids, is_join, replay
from assistant.headers import Headed, Page
from assistant.routes import Route, found
from assistant.user import LOCAL, User

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from assistant.office import Office


@dataclass(frozen=True, slots=True)
class Admitted:
    """A request that may pass."""

    route: Route
    user: User | None
    """None where anyone may."""
    session: str
    """Names the login session; ids are bound to it."""
    token: str


class Refused(Exception):  # noqa: N818 (no error: it carries what is sent instead)
    """A request that may not pass, and the response to it."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status_code)
        self.response = response


class Guard:
    """ASGI middleware: passes what the route table allows to the one who asks."""

    def __init__(self, app: ASGIApp, office: Office) -> None:
        self._app, self._office, self._ids = app, office, Ids()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it; add the security headers to the response."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._http(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        headed: Send = Page(send) if scope["path"] == "/" else Headed(send, scope["path"])
        try:
            passed = await self._admitted(scope)
            scope, receive, headed = await self._prepared(passed, scope, receive, headed)
        except Refused as refused:
            await refused.response(scope, receive, Headed(send, scope["path"]))
            return
        if not (passed.route.passive and self._office.site.login):
            await self._app(scope, receive, headed)
            return
        stream = _Stream(headed, self._office, passed.token)
        try:
            await self._app(scope, receive, stream)
        except ClientDisconnect:
            if not stream.over:
                raise

    async def _admitted(self, scope: Scope) -> Admitted:
        """A request that the route table allows to the one who sends it.

        Raises:
            Refused: If it does not.
        """
        route = found(scope["method"], scope["path"])
        if route is None:
            raise _refused("There is nothing at this address.", 404)
        self._from_here(scope)
        if not self._office.site.login:
            return Admitted(route, LOCAL, "local", "")
        token = token_of(Request(scope), self._office)
        if route.role is None:
            return Admitted(route, None, "", token)
        session = await to_thread.run_sync(
            lambda: self._office.sessions.of(token, alive=not route.passive)
        )
        if session is None:
            if scope["method"] in {"GET", "HEAD"} and scope["path"] in {"/", "/account"}:
                raise Refused(RedirectResponse("/login?said=ended" if token else "/login", 303))
            raise _refused("Sign in first.", 401)
        if not session.user.may(route.role):
            raise _refused(f"Only a {route.role} may do this.", 403)
        return Admitted(route, session.user, session.key, token)

    def _from_here(self, scope: Scope) -> None:
        """Raises `Refused` for a request under another name, or sent by another site's page."""
        headers, site = Headers(scope=scope), self._office.site
        host, origin = headers.get("host", ""), headers.get("origin")
        if not site.answers(host):
            where = "on its own machine only" if site.only_loopback else "under its own name only"
            raise _refused(f"This page answers {where}.", 403)
        safe = scope["method"] in {"GET", "HEAD"}
        if origin is None and safe:
            return
        if origin is None or not site.owns(origin, host):
            raise _refused("This request came from another site.", 403)

    async def _prepared(
        self, passed: Admitted, scope: Scope, receive: Receive, send: Send
    ) -> tuple[Scope, Receive, Send]:
        """What goes on to the page: who asks, ids of their own, and a body that is not too long.

        Raises:
            Refused: If the body is too long, or makes no sense.
        """
        limit = passed.route.bound(self._office.upload_bytes)
        declared = Headers(scope=scope).get("content-length", "0")
        if not declared.isdecimal() or int(declared) > limit:
            raise _too_long(limit)
        scope = {**scope, "state": {**scope.get("state", {}), "user": passed.user}}
        receive = _Counted(receive, limit)
        if scope["path"] == "/":
            # The page is rewritten on its way out, so it must not come compressed.
            kept = [(k, v) for k, v in scope["headers"] if k != b"accept-encoding"]
            scope = {**scope, "headers": kept}
        if not Ids.concern(scope["path"]):
            return scope, receive, send
        if scope["method"] == "POST":
            said = await _whole(receive)
            try:
                body = self._ids.body(scope["path"], said, passed.session)
            except BoundError as error:
                raise _refused(str(error), 400) from error
            if is_join(scope["path"]):
                send = Begun(send, self._ids, body)
            kept = [(k, v) for k, v in scope["headers"] if k != b"content-length"]
            kept.append((b"content-length", str(len(body)).encode()))
            return {**scope, "headers": kept}, replay(body, receive), send
        return self._ids.addressed(scope, passed.session), receive, send


class _Counted:
    """Reads a body, and stops where it is longer than it may be, whatever it declared."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive, self._left, self._limit = receive, limit, limit

    async def __call__(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise HTTPException(413, _words_too_long(self._limit))
        return message


class _Stream:
    """Sends events on for as long as the session lasts."""

    def __init__(self, send: Send, office: Office, token: str) -> None:
        self._send, self._office, self._token = send, office, token
        self.over = False

    async def __call__(self, message: Message) -> None:
        if self.over:
            raise ClientDisconnect
        session = await to_thread.run_sync(
            lambda: self._office.sessions.of(self._token, alive=False)
        )
        if session is None and message["type"] == "http.response.body":
            self.over = True
            await self._send({"type": "http.response.body", "body": b"", "more_body": False})
            raise ClientDisconnect
        await self._send(message)


async def _whole(receive: Receive) -> bytes:
    """A body, read to its end."""
    body, more = b"", True
    while more:
        try:
            message = await receive()
        except HTTPException as error:
            raise _refused(str(error.detail), error.status_code) from error
        if message["type"] == "http.disconnect":
            raise _refused("This request broke off.", 400)
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body


def _too_long(limit: int) -> Refused:
    return _refused(_words_too_long(limit), 413)


def _words_too_long(limit: int) -> str:
    if limit >= 1024 * 1024:
        return f"This is too large: {limit // (1024 * 1024)} MB are taken at most."
    return "This is too large."


def _refused(words: str, status: int) -> Refused:
    return Refused(PlainTextResponse(words, status))
