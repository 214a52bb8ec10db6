"""Register and briefings as files to keep, behind the same guard as the page."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from assistant.account import user_of
from assistant.brief.command import write
from assistant.sheet import as_csv, write_xlsx
from assistant.tab_briefing import FILES, BriefingPage, asked
from assistant.tab_register import RegisterPage
from assistant.table import Chosen, FilterError
from assistant.wanted import WantedError, clean

if TYPE_CHECKING:
    from assistant.ask import Assistant
    from assistant.follow import Following
    from assistant.office import Office

_OFFICE = "application/vnd.openxmlformats-officedocument"
_WORKBOOK = f"{_OFFICE}.spreadsheetml.sheet"
_KINDS = {
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "pdf": "application/pdf",
    "md": "text/markdown",
}


class Export:
    """Answers the routes that give rows of the register, and briefings, as files."""

    def __init__(self, assistant: Assistant | Following, office: Office) -> None:
        self._page, self._office = RegisterPage(assistant), office
        self._briefings = BriefingPage(assistant, office)

    def routes(self) -> list[BaseRoute]:
        """The routes, to stand before Gradio's."""
        return [
            Route("/register.csv", self.csv, methods=["GET"]),
            Route("/register.xlsx", self.xlsx, methods=["GET"]),
            *(Route(f"/briefing.{kind}", self.briefing, methods=["GET"]) for kind in FILES),
        ]

    async def csv(self, request: Request) -> Response:
        """The rows that the query asks for, as comma-separated values."""
        return await to_thread.run_sync(self._given, request, "csv")

    async def xlsx(self, request: Request) -> Response:
        """The rows that the query asks for, as a workbook."""
        return await to_thread.run_sync(self._given, request, "xlsx")

    async def briefing(self, request: Request) -> Response:
        """The briefing that the query asks for, in the shape that the address says."""
        return await to_thread.run_sync(self._briefed, request)

    def _briefed(self, request: Request) -> Response:
        kind, query = request.url.path.rpartition(".")[2], request.query_params
        try:
            wants = asked({**query, "reports": query.getlist("report")})
            made = self._briefings.made(user_of(request), wants)
        except WantedError as error:
            return PlainTextResponse(f"Nothing is given: {error}", 400)
        with TemporaryDirectory(prefix="briefing-") as folder:
            path = Path(folder) / f"briefing.{kind}"
            write(made, path)
            name = f"briefing-as-at-{wants.as_at.isoformat()}.{kind}"
            return Response(
                path.read_bytes(),
                media_type=_KINDS[kind],
                headers={"content-disposition": f'attachment; filename="{name}"'},
            )

    def _given(self, request: Request, kind: str) -> Response:
        said = clean(dict(request.query_params))
        try:
            chosen, wants = self._page.chosen(said)
        except (FilterError, WantedError) as error:
            return PlainTextResponse(f"Nothing is given: {error}", 400)
        told = {"kind": kind, "rows": len(chosen.rows), "chosen": said}
        self._office.audit.record("register exported", user_of(request).name, "page", told)
        content = _workbook(chosen) if kind == "xlsx" else as_csv(chosen).encode("utf-8-sig")
        name = f"register-as-at-{wants.as_at.isoformat()}.{kind}"
        return Response(
            content,
            media_type=_WORKBOOK if kind == "xlsx" else "text/csv",
            headers={"content-disposition": f'attachment; filename="{name}"'},
        )


def _workbook(chosen: Chosen) -> bytes:
    with TemporaryDirectory(prefix="register-") as folder:
        path = Path(folder) / "register.xlsx"
        write_xlsx(chosen, path)
        return path.read_bytes()
