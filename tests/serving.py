"""The page on a port of this machine, for tests."""

from __future__ import annotations

import asyncio
import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn
from fastapi import FastAPI

from assistant.ask import Assistant
from assistant.chat import app
from assistant.follow import Following
from assistant.office import Office
from assistant.settings import Settings
from assistant.site import Site
from assistant.users import Users

PASSWORDS = {
    "ann": "correct horse battery",
    "bob": "blue kettle morning",
    "eve": "seven tall green oaks",
}
"""Ann is a keeper, the others are readers."""


def office_of(home: Path, *, login: bool, clock: Callable[[], float] = time.time) -> Office:
    """The stores under a folder; with a login, the three users."""
    site = Site.of("127.0.0.1", login=login)
    if login:
        home.mkdir(parents=True, exist_ok=True)
        (home / "people.db").write_bytes(_people())
    office = Office.open(Settings(home, "model"), site, clock)
    return replace(office, upload_bytes=1024 * 1024)


@cache
def _people() -> bytes:
    """The file that holds the three users: to hash their passwords takes a second."""
    with TemporaryDirectory() as folder:
        users, file = Users(Path(folder)), Path(folder, "people.db")
        for name, password in PASSWORDS.items():
            users.add(name, password, "keeper" if name == "ann" else "reader")
        with closing(sqlite3.connect(file)) as database:
            database.execute("PRAGMA wal_checkpoint (TRUNCATE)")
        return file.read_bytes()


def built(assistant: Assistant | Following, office: Office) -> FastAPI:
    """The application, made inside an event loop: outside, Gradio opens some and leaves them."""

    async def made() -> FastAPI:
        return app(assistant, office)

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(made())).result()


def _config(page: FastAPI) -> uvicorn.Config:
    """A page that is open still, since its test failed, does not hold up the end."""
    return uvicorn.Config(page, log_level="error", timeout_graceful_shutdown=5)


@contextmanager
def served(assistant: Assistant | Following, office: Office) -> Iterator[str]:
    """The address of the page, with a slash at its end, while it is served."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(_config(built(assistant, office)))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            while not server.started:
                time.sleep(0.05)
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
        finally:
            server.should_exit = True
            thread.join()
