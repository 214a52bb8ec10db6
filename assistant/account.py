"""The routes beside Gradio's: sign in and out, account, files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import BaseRoute, Route

from assistant import plain
from assistant.login import LoginError
from assistant.sessions import Session
from assistant.tray import TrayError
from assistant.user import User

if TYPE_CHECKING:
    from assistant.office import Office

_LOOK = Path(__file__).with_name("login.css")
_SAID = {
    "out": "You are signed out.",
    "ended": "Your session has ended. Sign in again to go on.",
    "changed": "Your password is changed.",
}


def token_of(request: Request, office: Office) -> str:
    """What the session cookie holds."""
    return request.cookies.get(cookie_name(office), "")


def cookie_name(office: Office) -> str:
    """The cookie's name; with `__Host-` a browser takes it from this very host by https only."""
    return "__Host-scrutiny" if office.site.https else "scrutiny"


def user_of(request: Request) -> User:
    """Who sends a request, as the guard found; a request that passed it has a user.

    Raises:
        TypeError: If what the guard left is no user.
    """
    user = request.scope["state"]["user"]
    if not isinstance(user, User):
        raise TypeError(f"{user!r} is not a user")
    return user


class Account:
    """Answers the plain routes."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._hashing = CapacityLimiter(2)
        """How many passwords are hashed at a time: each takes 64 MiB."""

    def routes(self) -> list[BaseRoute]:
        """The routes, to stand before Gradio's."""
        return [
            Route("/login", self.show, methods=["GET"]),
            Route("/login", self.sign_in, methods=["POST"]),
            Route("/login.css", self.look, methods=["GET"]),
            Route("/account", self.account, methods=["GET"]),
            Route("/account/password", self.change, methods=["POST"]),
            Route("/logout", self.sign_out, methods=["POST"]),
            Route("/uploads", self.upload, methods=["POST"]),
            Route("/files/{id}", self.file, methods=["GET"]),
        ]

    async def show(self, request: Request) -> Response:
        """The page to sign in; whoever is in goes on."""
        if not self._office.site.login or self._session(request):
            return RedirectResponse("/", 303)
        said = _SAID.get(request.query_params.get("said", ""), "")
        return HTMLResponse(plain.sign_in(said=said))

    async def look(self, _request: Request) -> Response:
        """The style of the plain pages."""
        return FileResponse(_LOOK)

    async def sign_in(self, request: Request) -> Response:
        """Take somebody in, or say why not."""
        if not self._office.site.login:
            return RedirectResponse("/", 303)
        form = await _form(request)
        name, password = form.get("name", ""), form.get("password", "")
        try:
            token = await self._hashed(
                lambda: self._office.login.sign_in(name, password, _address(request))
            )
        except LoginError as error:
            return _refused(plain.sign_in(error=str(error), name=name), error)
        self._office.sessions.end(token_of(request, self._office))
        return self._with_cookie(RedirectResponse("/", 303), token)

    async def account(self, request: Request) -> Response:
        """One's own account."""
        if not self._office.site.login:
            return RedirectResponse("/", 303)
        return HTMLResponse(
            self._account(user_of(request), said=request.query_params.get("said", ""))
        )

    async def change(self, request: Request) -> Response:
        """Change one's own password."""
        session, form = self._session(request), await _form(request)
        if session is None:
            return RedirectResponse("/", 303)
        old, new = form.get("old", ""), form.get("new", "")
        try:
            token = await self._hashed(
                lambda: self._office.login.change(session, old, new, _address(request))
            )
        except LoginError as error:
            return _refused(self._account(session.user, error=str(error)), error)
        return self._with_cookie(RedirectResponse("/account?said=changed", 303), token)

    async def sign_out(self, request: Request) -> Response:
        """End one's session, on the server too."""
        session = self._session(request)
        if session is None:
            return RedirectResponse("/", 303)
        self._office.login.sign_out(token_of(request, self._office), session)
        response = RedirectResponse("/login?said=out", 303)
        response.delete_cookie(cookie_name(self._office), secure=self._office.site.https)
        return response

    async def upload(self, request: Request) -> Response:
        """Lay a file that is handed in on the tray of its user; its id as JSON."""
        name = request.query_params.get("name", "")
        user = user_of(request)
        key = await self._office.tray.take_in(user, name, request.stream())
        body = {"name": self._office.tray.find(user, key).name}
        self._office.audit.record("file handed in", user.name, "page", body)
        return JSONResponse({"id": key})

    async def file(self, request: Request) -> Response:
        """A file of the user who asks, always to be kept and never to be shown in place."""
        try:
            found = self._office.tray.find(user_of(request), request.path_params["id"])
        except TrayError:
            return PlainTextResponse("There is no such file, or no longer.", 404)
        return FileResponse(found.path, media_type=found.kind, filename=found.name)

    def _account(self, user: User, *, error: str = "", said: str = "") -> str:
        idle = round(self._office.sessions.idle_s / 60)
        return plain.account(user, error=error, said=_SAID.get(said, ""), idle_minutes=idle)

    def _session(self, request: Request) -> Session | None:
        return self._office.sessions.of(token_of(request, self._office))

    async def _hashed(self, work: Callable[[], str]) -> str:
        return await to_thread.run_sync(work, limiter=self._hashing)

    def _with_cookie(self, response: Response, token: str) -> Response:
        response.set_cookie(
            cookie_name(self._office),
            token,
            path="/",
            httponly=True,
            samesite="strict",
            secure=self._office.site.https,
        )
        return response


async def _form(request: Request) -> dict[str, str]:
    body = (await request.body()).decode("utf-8", "replace")
    return {name: values[-1] for name, values in parse_qs(body).items()}


def _address(request: Request) -> str:
    return request.client.host if request.client else "unknown"


def _refused(page: str, error: LoginError) -> Response:
    if error.wait_s:
        return HTMLResponse(page, 429, {"retry-after": str(error.wait_s)})
    return HTMLResponse(page, 403)
