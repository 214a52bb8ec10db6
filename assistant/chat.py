"""The chat page: Gradio inside our own application, behind its guard."""

# No `from __future__ import annotations`: Gradio must find the class in `event: gr.EventData`.

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant import tab_briefing, tab_register, tab_reports
from assistant.account import Account, user_of
from assistant.export import Export
from assistant.guard import Guard
from assistant.office import Office
from assistant.open import follow
from assistant.recorder import Recorder
from assistant.settings import Settings
from assistant.site import AddressError, Site
from assistant.tab_chat import build
from assistant.talk import Talk

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI

    from assistant.ask import Assistant
    from assistant.follow import Following

TABS: "tuple[tuple[str, Callable[[Assistant | Following, Office], gr.HTML | None]], ...]" = (
    ("Briefing", tab_briefing.build),
    ("Register", tab_register.build),
    ("Reports", tab_reports.build),
)
"""The tabs beside the chat: the name of each, and what builds it inside a `gr.Tab`.

What is given back changes as soon as somebody changes there what is held.
"""
_STYLES = tuple(Path(__file__).with_name(name) for name in ("chat.css", "tabs.css"))

_ON_LOAD = """() => {
  const plain = window.fetch;
  window.fetch = async (...asked) => {
    const response = await plain(...asked);
    if (response.status === 401) location.assign('/login?said=ended');
    return response;
  };
  if (matchMedia('(min-width: 64rem)').matches)
    document.querySelector('#question textarea').focus();
}"""
_LAST_WORDS_S = 10
"""Seconds that a page left open may hold up the end: each holds a connection for its news."""


def serve(
    settings: Settings, *, host: str = "127.0.0.1", port: int = 7860, login: bool = False
) -> None:
    """Open the chat over the library in a folder, until it is stopped.

    Args:
        settings: Where the library is, and what is kept.
        host: Address to listen on; any but this machine's own loopback asks for a login.
        port: Port to listen on.
        login: Whether to ask for a login on loopback too.

    Raises:
        AddressError: If nobody could sign in where one must, or the port is taken.
        LibraryError: If the library is of another embedding model.
        ModelError: If the embedding model cannot be used.
        LlmError: If a language model is set and cannot be used.
    """
    _stay_offline()
    import uvicorn  # noqa: PLC0415 (needed here only)

    site = Site.of(host, settings.url, login=login)
    office = Office.open(settings, site)
    _check_users(office)
    with _listening(host, port) as listener:
        print("Opening the library …")
        served = app(follow(settings, empty=True), office)
        shown = f"[{host}]" if ":" in host else host
        print(f"Chat: {settings.url or f'http://{shown}:{port}'} (stop with Ctrl+C)")
        # Only a proxy that is set is believed on who is calling: the throttle counts by address.
        config = uvicorn.Config(
            served,
            log_level="warning",
            proxy_headers=bool(settings.url),
            forwarded_allow_ips=settings.proxy,
            server_header=False,
            timeout_graceful_shutdown=_LAST_WORDS_S,
        )
        uvicorn.Server(config).run(sockets=[listener])


def app(assistant: "Assistant | Following", office: Office) -> "FastAPI":
    """The application: the page behind its guard."""
    _stay_offline()
    import gradio as gr  # noqa: PLC0415 (costs seconds)
    from fastapi import FastAPI  # noqa: PLC0415 (likewise)

    outer = FastAPI(
        openapi_url=None, routes=[*Account(office).routes(), *Export(assistant, office).routes()]
    )
    outer.add_middleware(Guard, office=office)
    font = ("Arial", "Helvetica", "sans-serif")
    gr.mount_gradio_app(
        outer,
        page(assistant, office),
        path="/",
        auth_dependency=lambda request: user_of(request).name,
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        show_error=False,
        max_file_size=1,
        theme=gr.themes.Base(font=font, font_mono=("monospace",)),
        css_paths=list(_STYLES),
    )
    return outer


def page(assistant: "Assistant | Following", office: Office) -> "gr.Blocks":
    """The page: the chat, and the tabs beside it."""
    _stay_offline()
    import gradio as gr  # noqa: PLC0415 (costs seconds)

    talk = Talk(
        assistant,
        Recorder(assistant, office.audit, "page"),
        office.history,
        office.feedback,
    )

    quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}

    def greet(request: gr.Request) -> str:
        return talk.banner(user_of(request.request))

    with gr.Blocks(title="Scrutiny Assistant", analytics_enabled=False, fill_width=True) as blocks:
        banner = gr.HTML(talk.banner(), elem_id="banner", js_on_load=None, apply_default_css=False)
        with gr.Tabs(elem_id="tabs", overflow_behavior="wrap"):
            with gr.Tab("Chat", elem_id="chat-tab"):
                build(talk)
            for name, other in TABS:
                with gr.Tab(name, elem_id=f"{name.lower()}-tab"):
                    news = other(assistant, office)
                if news is not None:
                    news.change(greet, None, banner, **quiet)
        blocks.load(None, js=_ON_LOAD)
        # What is held may have changed since the page was made: the library is followed.
        blocks.load(greet, None, banner, **quiet)
    return blocks


def _check_users(office: Office) -> None:
    """Raises `AddressError` where a login is needed and nobody could sign in."""
    if not office.site.login:
        return
    if not office.sessions.users.all():
        raise AddressError("nobody could sign in yet; type: assistant user add NAME --role keeper")
    if not office.site.https and not office.site.only_loopback:
        print(
            "Passwords go over the network unencrypted: put a proxy with https before the page and "
            "set ASSISTANT_URL=https://…",
            file=sys.stderr,
        )


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        raise AddressError(
            f"port {port} cannot be used: {error}; choose another: --port"
        ) from error


def _stay_offline() -> None:
    """Keep Gradio and the model hub from calling out; must run before either is imported."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["HF_HUB_OFFLINE"] = "1"
