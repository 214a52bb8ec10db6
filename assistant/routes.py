"""The route table: what the page answers to, and who may do what. All else is closed.

`python -m assistant.routes` prints it; `docs/routes.md` holds what it prints.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from assistant.user import Role

Who = Literal["anyone", "reader", "keeper"]

_PARTS = {"{id}": r"[\w-]{1,64}", "{file}": r"(?!.*\.\.)[\w./-]+"}
_SMALL = 64 * 1024
_UPLOAD = -1


@dataclass(frozen=True, slots=True)
class Route:
    """One address of the page."""

    methods: tuple[str, ...]
    path: str
    """`{id}` stands for one name, `{file}` for a path of an asset."""
    who: Who
    """The least that one must be; without login everybody at this machine is a keeper."""
    what: str
    limit: int = 0
    """Bytes of the longest body taken; -1 for the limit on uploads that is set."""
    passive: bool = False
    """Asked for by the page itself again and again: no sign that somebody is there."""
    pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        pieces = re.split(r"(\{\w+\})", self.path)
        pattern = "".join(_PARTS.get(piece) or re.escape(piece) for piece in pieces)
        object.__setattr__(self, "pattern", re.compile(pattern))

    @property
    def role(self) -> Role | None:
        """The role that is needed, or None where anyone may."""
        return None if self.who == "anyone" else self.who

    def bound(self, upload_bytes: int) -> int:
        """Bytes of the longest body taken, where uploads may have so many."""
        return upload_bytes if self.limit == _UPLOAD else self.limit


_READ, _GET, _POST = ("GET", "HEAD"), ("GET",), ("POST",)
ROUTES: tuple[Route, ...] = (
    Route(_READ, "/login", "anyone", "the page to sign in"),
    Route(_POST, "/login", "anyone", "sign in", _SMALL),
    Route(_READ, "/login.css", "anyone", "the look of that page"),
    Route(_READ, "/", "reader", "the chat page"),
    Route(_READ, "/account", "reader", "who is signed in; change the password; sign out"),
    Route(_POST, "/account/password", "reader", "change one's own password", _SMALL),
    Route(_POST, "/logout", "reader", "sign out", _SMALL),
    Route(_POST, "/uploads", "keeper", "hand in a file to be read", _UPLOAD),
    Route(_READ, "/files/{id}", "reader", "a file made for the one who asks; of others: not found"),
    Route(_READ, "/register.csv", "reader", "rows of the register as a file"),
    Route(_READ, "/register.xlsx", "reader", "rows of the register as a workbook"),
    Route(_READ, "/briefing.docx", "reader", "a briefing for Word"),
    Route(_READ, "/briefing.pdf", "reader", "a briefing as PDF"),
    Route(_READ, "/briefing.md", "reader", "a briefing as Markdown"),
    Route(_GET, "/theme.css", "reader", "the page's look"),
    Route(_GET, "/manifest.json", "reader", "the page's name"),
    Route(_GET, "/favicon.ico", "reader", "the page's picture"),
    Route(_GET, "/assets/{file}", "reader", "the page's scripts and styles"),
    Route(_GET, "/static/{file}", "reader", "the page's scripts and styles"),
    Route(_GET, "/gradio_api/startup-events", "reader", "tell that the page is there"),
    Route(_GET, "/gradio_api/heartbeat/{id}", "reader", "own event stream", passive=True),
    Route(_POST, "/gradio_api/queue/join", "reader", "ask; press a button", 1024 * 1024),
    Route(_GET, "/gradio_api/queue/data", "reader", "own event stream", passive=True),
    Route(_POST, "/gradio_api/cancel", "reader", "stop what one asked", _SMALL),
    Route(_POST, "/gradio_api/reset", "reader", "nothing; the page asks for it", _SMALL),
)
"""Not here, so closed: Gradio's own login, files by path, uploads, proxy, named endpoints,
description of the interface, monitoring."""


def found(method: str, path: str) -> Route | None:
    """The route of a request, or None: then there is nothing at that address."""
    return next((r for r in ROUTES if method in r.methods and r.pattern.fullmatch(path)), None)


def as_markdown() -> str:
    """The table as the documentation shows it."""
    head = (
        "# Who may do what\n\n"
        "Every address that the page answers to, printed by `python -m assistant.routes`.\n\n"
        "- What is not here is refused with 404, for keepers too: Gradio's files, uploads, proxy, "
        "API\n  description and monitoring among them.\n"
        "- Without login (on this machine only) everybody is a keeper.\n"
        "- A POST must come from the page itself (`Origin`); its body has a limit.\n"
        "- Events and files are found by the session or user they belong to, by nobody else.\n\n"
        "| method | address | anonymous | reader | keeper | for |\n|---|---|---|---|---|---|\n"
    )
    return head + "".join(f"{_line(route)}\n" for route in ROUTES)


def _line(route: Route) -> str:
    ranks = ("anyone", "reader", "keeper")
    may = ["yes" if ranks.index(route.who) <= rank else "no" for rank in range(3)]
    return f"| {' '.join(route.methods)} | `{route.path}` | {' | '.join(may)} | {route.what} |"


if __name__ == "__main__":
    print(as_markdown(), end="")
