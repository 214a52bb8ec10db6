"""Somebody who uses the page as a browser does, without one."""

from __future__ import annotations

import json
import re
import secrets
from contextlib import suppress
from typing import Any, Self

import httpx
from gradio_client.utils import apply_diff
from serving import PASSWORDS


class Visitor:
    """One browser: its cookies, its session hash, its questions."""

    def __init__(self, address: str, name: str = "", session_hash: str = "") -> None:
        self.session_hash = session_hash or secrets.token_hex(6)
        self.http = httpx.Client(
            base_url=address, headers={"Origin": address.rstrip("/")}, timeout=60
        )
        if name:
            assert self.sign_in(name, PASSWORDS[name]).headers["location"] == "/"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self.http.close()

    def sign_in(self, name: str, password: str) -> httpx.Response:
        return self.http.post("/login", data={"name": name, "password": password})

    def event(self) -> int:
        """The number that Gradio gives to asking a question."""
        page = self.http.get("/").raise_for_status().text
        config = re.search(r"window\.gradio_config = (\{.*?\});?\s*</script>", page, re.DOTALL)
        assert config
        listed = json.loads(config[1])["dependencies"]
        return next(int(one["id"]) for one in listed if "submit" in str(one["targets"]))

    def join(self, event: int, question: str) -> httpx.Response:
        body = {
            "data": [question, None, None],
            "fn_index": event,
            "session_hash": self.session_hash,
        }
        return self.http.post("/gradio_api/queue/join", json=body)

    def heard(self, session_hash: str = "") -> list[dict[str, Any]]:
        """Every message of an event stream, until it closes."""
        address = f"/gradio_api/queue/data?session_hash={session_hash or self.session_hash}"
        lines = []
        # Gradio breaks off the stream of a session that it does not know.
        with self.http.stream("GET", address) as response, suppress(httpx.RemoteProtocolError):
            response.raise_for_status()
            lines.extend(line.removeprefix("data: ") for line in response.iter_lines() if line)
        return [json.loads(line) for line in lines]

    def ask(self, event: int, question: str) -> str:
        """The conversation as the page shows it after a question.

        A message tells what changed since the one before, the last what it all comes to: a value
        of its own, or that what stands is to stay.
        """
        self.join(event, question).raise_for_status()
        stands, shown = None, ""
        for message in self.heard():
            if message["msg"] == "process_generating":
                told = message["output"]["data"][1]
                stands = told if stands is None else apply_diff(stands, told)
                shown = stands if isinstance(stands, str) else shown
            elif message["msg"] == "process_completed":
                assert message["success"]
        return shown
