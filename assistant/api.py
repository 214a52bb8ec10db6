"""The HTTP API for other programs: ask, brief, register, reports; a token for each client."""

# No `from __future__ import annotations`: FastAPI reads the types of the endpoints.

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

from assistant.brief.markdown import as_markdown
from assistant.briefing import Briefing
from assistant.keyed import Keyed, Rate
from assistant.service import MAX_QUESTION, Asked, Service, Topic
from assistant.tokens import Tokens
from index.library import LibraryError
from index.vectors import VectorStoreError

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request

    from assistant.ask import Assistant
    from assistant.follow import Following

_ABOUT = (
    "Answers over police inspection reports: each statement cited and verified. Each request "
    "carries `Authorization: Bearer TOKEN`; `assistant token add NAME` prints a token."
)
_REFUSALS = {
    401: "A token is needed",
    413: "The request is too large, or does not tell its size beforehand",
    429: "Too many requests: `Retry-After` says when to come back",
}
_TOLD: dict[type[Exception], tuple[int, str]] = {
    ValueError: (422, ""),
    KeyError: (404, "no report holds this section"),
    LibraryError: (503, ""),
    VectorStoreError: (503, "the reports have just changed: ask again"),
}
"""Errors of what is asked, their status, and what is said; the error's own words where empty."""


def api(assistant: "Assistant | Following", tokens: Tokens, rate: Rate | None = None) -> "FastAPI":
    """The application; `/openapi.json` says how it is used, and alone needs no token."""
    from fastapi import FastAPI  # noqa: PLC0415 (costs seconds)
    from fastapi.responses import JSONResponse  # noqa: PLC0415 (likewise)

    app = FastAPI(
        title="Scrutiny Assistant",
        version="1",
        description=_ABOUT,
        docs_url=None,
        redoc_url=None,
        responses={code: {"description": told} for code, told in _REFUSALS.items()},
    )
    open_paths = frozenset({"/openapi.json"})
    app.add_middleware(Keyed, tokens=tokens, rate=rate or Rate(), open_paths=open_paths)
    for kind, (code, told) in _TOLD.items():

        def refused(
            _: "Request", error: Exception, code: int = code, told: str = told
        ) -> JSONResponse:
            return JSONResponse({"detail": told or str(error)}, code)

        app.exception_handler(kind)(refused)
    _routes(app, Service(assistant))
    app.openapi = partial(_described, app.openapi)  # type: ignore[method-assign]  # as FastAPI's manual extends it
    return app


def _routes(app: "FastAPI", service: Service) -> None:
    from fastapi import Query  # noqa: PLC0415 (costs seconds)
    from fastapi.responses import PlainTextResponse, StreamingResponse  # noqa: PLC0415 (likewise)

    @app.post("/v1/ask", summary="Answer one question")
    def ask(asked: Asked) -> dict[str, Any]:
        return service.ask(asked)

    @app.post(
        "/v1/ask/stream",
        summary="Answer one question, as it is written",
        response_class=StreamingResponse,
        responses={200: {"content": {"text/event-stream": {}}}},
    )
    def stream(asked: Asked) -> StreamingResponse:
        service.check(asked)
        return StreamingResponse(_events(service, asked), media_type="text/event-stream")

    @app.post("/v1/brief", summary="A briefing on a topic or meeting, every line cited")
    def brief(topic: Topic) -> Briefing:
        return service.brief(topic)

    @app.post(
        "/v1/brief/markdown",
        summary="The same briefing as Markdown",
        response_class=PlainTextResponse,
        responses={200: {"content": {"text/markdown": {}}}},
    )
    def markdown(topic: Topic) -> PlainTextResponse:
        return PlainTextResponse(as_markdown(service.brief(topic)), media_type="text/markdown")

    @app.get("/v1/reports", summary="The reports held, with their sections")
    def reports() -> list[dict[str, Any]]:
        return service.reports()

    @app.get("/v1/section", summary="One section, as printed")
    def section(id: str) -> dict[str, Any]:  # noqa: A002 (the name in the address)
        return service.section(id)

    @app.get("/v1/search", summary="Sentences that bear on a text")
    def search(
        q: Annotated[str, Query(min_length=1, max_length=MAX_QUESTION)], limit: int = 8
    ) -> list[dict[str, Any]]:
        return service.search(q, limit)

    app.get("/v1/register", summary="Rows that ask for action")(service.register)


def _described(plain: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """The description of the API, with the token that each request carries."""
    told = plain()
    told.setdefault("components", {})["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": "assistant token add NAME"}
    }
    told["security"] = [{"token": []}]
    return told


def serve_api(assistant: "Assistant | Following", tokens: Tokens, host: str, port: int) -> None:
    """Serve the API until it is stopped."""
    import uvicorn  # noqa: PLC0415 (needed here only)

    uvicorn.run(api(assistant, tokens), host=host, port=port, log_level="warning")


def _events(service: Service, asked: Asked) -> Iterator[str]:
    """The answer as server-sent events, each a whole JSON object, longer each time."""
    for grown in service.stream(asked):
        yield f"data: {json.dumps(grown, ensure_ascii=False)}\n\n"
    yield "event: end\ndata: {}\n\n"
