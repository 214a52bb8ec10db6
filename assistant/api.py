"""The HTTP API for other programs: ask, register, reports, sections; a token for each client."""

# No `from __future__ import annotations`: FastAPI reads the types of the endpoints.

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

from assistant.keyed import Keyed, Rate
from assistant.service import Asked, Service, filter_of
from assistant.tokens import Tokens
from index.library import LibraryError

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.ask import Assistant
    from assistant.follow import Following


def api(  # noqa: C901 (one small function for each address)
    assistant: "Assistant | Following", tokens: Tokens, rate: Rate | None = None
) -> "FastAPI":
    """The application; `/openapi.json` says how it is used, and alone needs no token."""
    from fastapi import FastAPI, HTTPException, Query, Request  # noqa: PLC0415 (costs seconds)
    from fastapi.responses import JSONResponse, StreamingResponse  # noqa: PLC0415 (likewise)

    service = Service(assistant)
    app = FastAPI(
        title="Scrutiny Assistant",
        version="1",
        description="Answers over police inspection reports: each statement cited and verified.",
        docs_url=None,
        redoc_url=None,
    )
    app.add_middleware(
        Keyed,
        tokens=tokens,
        rate=rate or Rate(),
        open_paths=frozenset({"/openapi.json"}),
    )

    @app.exception_handler(LibraryError)
    def away(_: Request, error: LibraryError) -> JSONResponse:
        return JSONResponse({"detail": str(error)}, 503)

    @app.post("/v1/ask", summary="Answer one question")
    def ask(asked: Asked) -> dict[str, Any]:
        try:
            return service.ask(asked)
        except ValueError as error:
            raise HTTPException(422, str(error)) from error

    @app.post("/v1/ask/stream", summary="Answer one question, as it is written (event stream)")
    def stream(asked: Asked) -> StreamingResponse:
        try:
            service.check(asked)
        except ValueError as error:
            raise HTTPException(422, str(error)) from error
        return StreamingResponse(_events(service, asked), media_type="text/event-stream")

    @app.get("/v1/reports", summary="The reports held, with their sections")
    def reports() -> list[dict[str, Any]]:
        return service.reports()

    @app.get("/v1/section", summary="One section, as printed")
    def section(id: str) -> dict[str, Any]:  # noqa: A002 (the name in the address)
        try:
            return service.section(id)
        except KeyError as error:
            raise HTTPException(404, "no report holds this section") from error

    @app.get("/v1/search", summary="Sentences that bear on a text")
    def search(
        q: Annotated[str, Query(min_length=1, max_length=2_000)], limit: int = 8
    ) -> list[dict[str, Any]]:
        return service.search(q, limit)

    @app.get("/v1/register", summary="Rows that ask for action, each with its source")
    def register(  # noqa: PLR0913 (the parameters of the address)
        *,
        family: str = "",
        report: str = "",
        owner: str = "",
        addressee: str = "",
        status: str = "",
        priority: str = "",
        due_before: str = "",
        due_after: str = "",
        as_at: str = "",
        past_due: bool = False,
        conflicts: bool = False,
    ) -> list[dict[str, Any]]:
        words = {"family": family, "report": report, "owner": owner, "status": status}
        dates = {"due_before": due_before, "due_after": due_after, "as_at": as_at}
        wanted = {**words, "addressee": addressee, "priority": priority, **dates}
        try:
            return service.register(filter_of(wanted, past_due=past_due, conflicts=conflicts))
        except ValueError as error:
            raise HTTPException(422, str(error)) from error

    return app


def serve_api(assistant: "Assistant | Following", tokens: Tokens, host: str, port: int) -> None:
    """Serve the API until it is stopped."""
    import uvicorn  # noqa: PLC0415 (needed here only)

    uvicorn.run(api(assistant, tokens), host=host, port=port, log_level="warning")


def _events(service: Service, asked: Asked) -> Iterator[str]:
    """The answer as server-sent events, each a whole JSON object, longer each time."""
    for grown in service.stream(asked):
        yield f"data: {json.dumps(grown, ensure_ascii=False)}\n\n"
    yield "event: end\ndata: {}\n\n"
