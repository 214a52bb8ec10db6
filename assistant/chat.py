"""The chat page: Gradio inside our own application, on this machine only."""

# No `from __future__ import annotations`: Gradio must find the class in `event: gr.EventData`.

import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.answer import Answer
from assistant.guard import Guard, is_loopback
from assistant.open import follow
from assistant.panel import no_source
from assistant.talk import Talk
from index import DEFAULT_MODEL

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI

    from assistant.ask import Assistant
    from assistant.follow import Following

_STYLE = Path(__file__).with_name("chat.css")

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
  if (matchMedia('(min-width: 64rem)').matches)
    document.querySelector('#question textarea').focus();
}"""


class AddressError(ValueError):
    """The address cannot be served."""


def serve(
    home: Path, model: str = DEFAULT_MODEL, *, host: str = "127.0.0.1", port: int = 7860
) -> None:
    """Open the chat over the library in a folder, until it is stopped.

    Raises:
        AddressError: If the host is not this machine's loopback, or the port is taken.
        LibraryError: If the library is empty or of another embedding model.
        ModelError: If the embedding model cannot be used.
    """
    _stay_offline()
    import uvicorn  # noqa: PLC0415 (needed here only)

    with _listening(host, port) as listener:
        print("Opening the library …")
        served = app(follow(home, model))
        shown = f"[{host}]" if ":" in host else host
        print(f"Chat: http://{shown}:{port} (stop with Ctrl+C)")
        uvicorn.Server(uvicorn.Config(served, log_level="warning")).run(sockets=[listener])


def app(assistant: "Assistant | Following") -> "FastAPI":
    """The application: the page behind its guard."""
    _stay_offline()
    import gradio as gr  # noqa: PLC0415 (costs seconds)
    from fastapi import FastAPI  # noqa: PLC0415 (likewise)

    outer = FastAPI(openapi_url=None)
    outer.add_middleware(Guard)
    font = ("Arial", "Helvetica", "sans-serif")
    gr.mount_gradio_app(
        outer,
        page(assistant),
        path="/",
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        show_error=False,
        max_file_size=1,
        theme=gr.themes.Base(font=font, font_mono=("monospace",)),
        css_paths=[_STYLE],
    )
    return outer


def page(assistant: "Assistant | Following") -> "gr.Blocks":
    """The page: conversation left, source right."""
    _stay_offline()
    import gradio as gr  # noqa: PLC0415 (costs seconds)

    talk = Talk(assistant)
    private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}

    def html(name: str, value: str, script: str | None = None) -> gr.HTML:
        return gr.HTML(value, elem_id=name, js_on_load=script, apply_default_css=False)

    with gr.Blocks(title="Scrutiny Assistant", analytics_enabled=False, fill_width=True) as blocks:
        banner = html("banner", talk.banner)
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="asking"):
                conversation = html("conversation", talk.welcome, _ON_CONVERSATION)
                notice = html("notice", "")
                with gr.Row(elem_id="composer"):
                    box = gr.Textbox(label="Your question", max_lines=6, elem_id="question")
                    send = gr.Button("Ask", variant="primary", elem_id="send", scale=0)
                    again = gr.Button("Start again", elem_id="again", scale=0)
            source = html("source", no_source(), _ON_SOURCE)
        answers = gr.State(())

        def show(given: tuple[Answer, ...], event: gr.EventData) -> str:
            return talk.source(given, str(event.key), asked_for=True)

        def example(event: gr.EventData) -> str:
            return talk.example(event.place)

        outputs = [answers, conversation, source, notice, box]
        chosen = conversation.example(example, None, box, **private)
        for trigger in (box.submit, send.click, chosen.success):
            # One question at a time: the three triggers share one place in the queue.
            asked = trigger(talk.respond, [box, answers], outputs, concurrency_id="ask", **private)
            asked.failure(talk.failed, answers, outputs, **private)
        conversation.cite(show, answers, source, **private)
        again.click(talk.afresh, None, outputs, **private)
        blocks.load(None, js=_ON_LOAD)
        # What is held may have changed since the page was made: the library is followed.
        blocks.load(lambda: talk.banner, None, banner, **private)
    return blocks


def _listening(host: str, port: int) -> socket.socket:
    if not is_loopback(host):
        raise AddressError(
            f"{host} is not this machine's own address: the chat has no login yet; use 127.0.0.1"
        )
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
