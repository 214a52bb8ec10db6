"""The register as files to keep, behind the same guard as the page."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from assistant.account import user_of
from assistant.sheet import as_csv, write_xlsx
from assistant.tab_register import RegisterPage
from assistant.table import Chosen, FilterError
from assistant.wanted import WantedError, clean

if TYPE_CHECKING:
    from assistant.ask import Assistant
    from assistant.follow import Following
    from assistant.office import Office

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Export:
    """Answers the routes that give rows of the register as files."""

    def __init__(self, assistant: Assistant | Following, office: Office) -> None:
        self._page, self._office = RegisterPage(assistant), office

    def routes(self) -> list[BaseRoute]:
        """The routes, to stand before Gradio's."""
        return [
            Route("/register.csv", self.csv, methods=["GET"]),
            Route("/register.xlsx", self.xlsx, methods=["GET"]),
        ]

    async def csv(self, request: Request) -> Response:
        """The rows that the query asks for, as comma-separated values."""
        return await to_thread.run_sync(self._given, request, "csv")

    async def xlsx(self, request: Request) -> Response:
        """The rows that the query asks for, as a workbook."""
        return await to_thread.run_sync(self._given, request, "xlsx")

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
