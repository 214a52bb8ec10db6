import json
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
import uvicorn
from tiny import assistant_of, written

from assistant.ask import Assistant
from assistant.mcp import mcp_app, mcp_server
from assistant.tokens import Tokens

pytest.importorskip("mcp", reason="the extra mcp is not installed")
import httpx2
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters
from mcp.client.streamable_http import streamable_http_client

_SERVER = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from tiny import assistant_of
from assistant.mcp import serve_mcp
from assistant.tokens import Tokens
home = Path({home!r})
serve_mcp(assistant_of(home, Path({reports!r})), Tokens(home), None)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tools")
    written(folder / "reports")
    return folder


@pytest.fixture(scope="module")
def assistant(folder: Path) -> Assistant:
    return assistant_of(folder / "home", folder / "reports")


@pytest.fixture(scope="module")
def address(assistant: Assistant, folder: Path) -> Iterator[str]:
    app = mcp_app(assistant, Tokens(folder))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/mcp"
        server.should_exit = True
        thread.join()


def told(result: Any) -> Any:
    """What a tool gave."""
    assert not result.is_error, result.content
    found = result.structured_content
    if found is None:
        return json.loads(result.content[0].text)
    return found["result"] if set(found) == {"result"} else found


async def used(target: Any) -> None:
    """Every tool, once, as a program would use them."""
    async with Client(target) as client:
        tools = (await client.list_tools()).tools
        assert {tool.name for tool in tools} == {"ask", "search", "register", "section"}
        answer = told(await client.call_tool("ask", {"question": "Who signs the rota?"}))
        assert "Nobody signs the rota." in answer["answer"]
        assert answer["citations"]
        found = told(await client.call_tool("search", {"text": "signs the rota", "limit": 1}))
        section = told(await client.call_tool("section", {"section_id": found[0]["section"]}))
        assert "Nobody signs the rota." in section["text"]
        rows = told(await client.call_tool("register", {"priority": "High"}))
        assert [row["number"] for row in rows] == ["1"]


def test_the_tools_work_in_one_process(assistant: Assistant) -> None:
    anyio.run(used, mcp_server(assistant))


def test_the_tools_work_over_stdio(folder: Path) -> None:
    here = Path(__file__).parent
    places = {"tests": str(here), "home": str(folder / "other"), "reports": str(folder / "reports")}
    code = _SERVER.format(**places)
    server = StdioServerParameters(
        command=sys.executable, args=["-c", code], env={"PYTHONPATH": str(here.parent)}
    )
    anyio.run(used, server)


def test_the_tools_work_over_http_with_a_token(address: str, folder: Path) -> None:
    token = Tokens(folder).add("agent")

    async def over_http() -> None:
        headers = {"authorization": f"Bearer {token}"}
        async with httpx2.AsyncClient(headers=headers) as http:
            await used(streamable_http_client(address, http_client=http))

    anyio.run(over_http)


def test_without_a_token_no_tool_is_shown(address: str) -> None:
    sent = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    assert httpx2.post(address, json=sent).status_code == 401


@pytest.mark.parametrize(
    ("tool", "given", "told_so"),
    [
        ("section", {"section_id": "gone"}, "no report holds this section"),
        ("register", {"as_at": "soon"}, "'soon' is no date"),
        ("register", {"family": "nope"}, "no family is 'nope'"),
        ("ask", {"question": "Who?", "reports": ["gone"]}, "no report held is called 'gone'"),
        ("ask", {"question": ""}, "at least 1 character"),
    ],
)
def test_a_tool_says_what_is_wrong_with_what_it_is_given(
    assistant: Assistant, tool: str, given: dict[str, Any], told_so: str
) -> None:
    async def asked() -> None:
        async with Client(mcp_server(assistant)) as client:
            result = await client.call_tool(tool, given)
            assert result.is_error
            assert told_so in result.content[0].text

    anyio.run(asked)
