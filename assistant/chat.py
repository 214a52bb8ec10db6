"""The chat page: Gradio inside our own application, behind its guard."""

# No `from __future__ import annotations`: Gradio must find the class in `event: gr.EventData`.

import os
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant import tab_briefing, tab_register, tab_reports
from assistant.account import Account, user_of
from assistant.answer import Answer
from assistant.export import Export
from assistant.guard import Guard
from assistant.office import Office
from assistant.open import follow
from assistant.panel import no_source
from assistant.recorder import Recorder
from assistant.settings import Settings
from assistant.site import AddressError, Site
from assistant.talk import Shown, Talk

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI

    from assistant.ask import Assistant
    from assistant.follow import Following

TABS: "tuple[tuple[str, Callable[[Assistant | Following, Office], None]], ...]" = (
    ("Briefing", tab_briefing.build),
    ("Register", tab_register.build),
    ("Reports", tab_reports.build),
)
"""The tabs beside the chat: the name of each, and what builds it inside a `gr.Tab`."""
_STYLES = tuple(Path(__file__).with_name(name) for name in ("chat.css", "tabs.css"))

_ON_CONVERSATION = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-cite], [data-example]');
  if (!button) return;
  if (button.dataset.cite) trigger('cite', { key: button.dataset.cite });
  else trigger('example', { place: Number(button.dataset.example) });
});
watch('value', () => {
  element.querySelector('.turn:last-child')?.scrollIntoView({ block: 'start' });
  document.dispatchEvent(new Event('conversation'));
});
"""
_ON_SOURCE = """
const shown = () => element.querySelector('[data-shown]');
const buttons = () => document.querySelectorAll('[data-cite]');
const narrow = () => matchMedia('(max-width: 63.99rem)').matches;
let byKeyboard = false;
const point = () => {
  for (const button of buttons()) {
    if (button.dataset.cite === shown()?.dataset.shown) button.setAttribute('aria-current', 'true');
    else button.removeAttribute('aria-current');
  }
};
const reveal = () => {
  point();
  const asked = shown()?.dataset.asked === '1';
  if (narrow() && !asked) return;
  const target = element.querySelector('.source mark') ?? shown();
  target?.scrollIntoView({ block: narrow() ? 'start' : 'center' });
  if (asked && (byKeyboard || narrow())) shown().focus({ preventScroll: true });
};
const leave = () => {
  const button = [...buttons()].find((one) => one.dataset.cite === shown()?.dataset.shown);
  button?.scrollIntoView({ block: 'center' });
  button?.focus({ preventScroll: true });
};
watch('value', () => requestAnimationFrame(reveal));
document.addEventListener('conversation', point);
document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-cite]');
  byKeyboard = event.detail === 0;
  if (button && button.dataset.cite === shown()?.dataset.shown) reveal();
});
element.addEventListener('click', (event) => event.target.closest('.back') && leave());
element.addEventListener('keydown', (event) => event.key === 'Escape' && leave());
"""
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
        LibraryError: If the library is empty or of another embedding model.
        ModelError: If the embedding model cannot be used.
    """
    _stay_offline()
    import uvicorn  # noqa: PLC0415 (needed here only)

    site = Site.of(host, settings.url, login=login)
    office = Office.open(settings, site)
    _check_users(office)
    with _listening(host, port) as listener:
        print("Opening the library …")
        served = app(follow(settings.home, settings.model), office)
        shown = f"[{host}]" if ":" in host else host
        print(f"Chat: {settings.url or f'http://{shown}:{port}'} (stop with Ctrl+C)")
        # Only a proxy that is set is believed on who is calling: the throttle counts by address.
        config = uvicorn.Config(
            served,
            log_level="warning",
            proxy_headers=bool(settings.url),
            forwarded_allow_ips=settings.proxy,
            server_header=False,
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
    """The page: conversation left, source right."""
    _stay_offline()
    import gradio as gr  # noqa: PLC0415 (costs seconds)

    talk = Talk(assistant, Recorder(assistant, office.audit, "page"))
    private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}

    def html(name: str, value: str, script: str | None = None) -> gr.HTML:
        return gr.HTML(value, elem_id=name, js_on_load=script, apply_default_css=False)

    with gr.Blocks(title="Scrutiny Assistant", analytics_enabled=False, fill_width=True) as blocks:
        banner = html("banner", talk.banner())
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab("Chat", elem_id="chat-tab"), gr.Row(elem_id="desk"):
                with gr.Column(elem_id="asking"):
                    conversation = html("conversation", talk.welcome, _ON_CONVERSATION)
                    notice = html("notice", "")
                    with gr.Row(elem_id="composer"):
                        box = gr.Textbox(label="Your question", max_lines=6, elem_id="question")
                        send = gr.Button("Ask", variant="primary", elem_id="send", scale=0)
                        again = gr.Button("Start again", elem_id="again", scale=0)
                source = html("source", no_source(), _ON_SOURCE)
            for name, build in TABS:
                with gr.Tab(name, elem_id=f"{name.lower()}-tab"):
                    build(assistant, office)
        answers = gr.State(())

        def respond(text: str, given: tuple[Answer, ...], request: gr.Request) -> Iterator[Shown]:
            yield from talk.respond(text, given, user_of(request.request))

        def greet(request: gr.Request) -> str:
            return talk.banner(user_of(request.request))

        def show(given: tuple[Answer, ...], event: gr.EventData) -> str:
            return talk.source(given, str(event.key), asked_for=True)

        def example(event: gr.EventData) -> str:
            return talk.example(event.place)

        outputs = [answers, conversation, source, notice, box]
        chosen = conversation.example(example, None, box, **private)
        for trigger in (box.submit, send.click, chosen.success):
            # One question at a time: the three triggers share one place in the queue.
            asked = trigger(respond, [box, answers], outputs, concurrency_id="ask", **private)
            asked.failure(talk.failed, answers, outputs, **private)
        conversation.cite(show, answers, source, **private)
        again.click(talk.afresh, None, outputs, **private)
        blocks.load(None, js=_ON_LOAD)
        # What is held may have changed since the page was made: the library is followed.
        blocks.load(greet, None, banner, **private)
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
