"""The chat tab: conversation left, source right, the scope above the question."""

# No `from __future__ import annotations`: Gradio must find the class in `event: gr.EventData`.

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from assistant import scripts
from assistant.account import user_of
from assistant.choice import Choice
from assistant.panel import no_source
from assistant.talk import Shown, Talk
from assistant.thread import Thread

if TYPE_CHECKING:
    import gradio as gr

_PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
_AT_ONCE = 4
"""Questions answered at a time."""


class _Parts(NamedTuple):
    """What the tab is made of."""

    thread: "gr.State"
    chosen: "gr.State"
    conversation: "gr.HTML"
    source: "gr.HTML"
    notice: "gr.HTML"
    chips: "gr.HTML"
    box: "gr.Textbox"
    send: "gr.Button"
    stop: "gr.Button"
    again: "gr.Button"
    earlier: "gr.Accordion"
    sought: "gr.Textbox"
    past: "gr.HTML"


def build(talk: Talk) -> None:
    """The chat, inside its tab."""
    parts = _laid_out(talk)
    _asking(talk, parts)
    _looking(talk, parts)
    _remembering(talk, parts)
    _following(talk, parts)


def _laid_out(talk: Talk) -> _Parts:
    import gradio as gr  # noqa: PLC0415 (costs seconds)

    def html(name: str, value: str, script: str | None = None) -> gr.HTML:
        return gr.HTML(value, elem_id=name, js_on_load=script, apply_default_css=False)

    with gr.Row(elem_id="desk"):
        with gr.Column(elem_id="asking"):
            with gr.Accordion("Earlier conversations", open=False, elem_id="earlier") as earlier:
                sought = gr.Textbox(label="Search what you asked", max_lines=1, elem_id="sought")
                past = html("past", "", scripts.ON_PAST)
            conversation = html("conversation", talk.welcome(), scripts.ON_CONVERSATION)
            notice = html("notice", "")
            chips = html("scope", talk.chips(), scripts.ON_CHIPS)
            with gr.Row(elem_id="composer"):
                box = gr.Textbox(label="Your question", max_lines=6, elem_id="question")
                send = gr.Button("Ask", variant="primary", elem_id="send", scale=0)
                stop = gr.Button("Stop", variant="stop", elem_id="stop", scale=0)
                again = gr.Button("Start again", elem_id="again", scale=0)
        source = html("source", no_source(), scripts.ON_SOURCE)
    thread, chosen = gr.State(Thread()), gr.State(Choice())
    return _Parts(
        thread, chosen, conversation, source, notice, chips, box, send, stop, again, earlier,
        sought, past,
    )  # fmt: skip


def _outputs(parts: _Parts) -> list[Any]:
    """What `Shown` fills, in its order."""
    return [
        parts.thread,
        parts.conversation,
        parts.source,
        parts.notice,
        parts.box,
        parts.chips,
    ]


def _changes(shown: Iterator[Shown]) -> Iterator[list[Any]]:
    """What each fills anew. A source that stands already may have given way to one that was opened.

    The last fills nothing: Gradio sends the last of a series twice.
    """
    import gradio as gr  # noqa: PLC0415 (costs seconds)

    source, nothing = "", [gr.skip()] * len(Shown._fields)
    for one in shown:
        yield list(one._replace(source=gr.skip()) if one.source == source else one)
        source = one.source
    yield nothing


def _asking(talk: Talk, parts: _Parts) -> None:
    """Whatever asks a question, and what stops it."""
    import gradio as gr  # noqa: PLC0415 (costs seconds)

    def respond(
        text: str, thread: Thread | None, chosen: Choice | None, request: gr.Request
    ) -> Iterator[list[Any]]:
        user = user_of(request.request)
        yield from _changes(talk.respond(text, thread or Thread(), user, chosen or Choice()))

    def go_on(
        thread: Thread, chosen: Choice, event: gr.EventData, request: gr.Request
    ) -> Iterator[list[Any]]:
        yield from _changes(talk.go_on(event.place, thread, user_of(request.request), chosen))

    def retry(
        thread: Thread, chosen: Choice, event: gr.EventData, request: gr.Request
    ) -> Iterator[list[Any]]:
        yield from _changes(talk.retry(event.place, thread, user_of(request.request), chosen))

    def example(event: gr.EventData) -> str:
        return talk.examples.at(event.place)

    def stopped(thread: Thread, chosen: Choice, request: gr.Request) -> Shown:
        return talk.stop(thread, user_of(request.request), chosen)

    def failed(thread: Thread, chosen: Choice, request: gr.Request) -> Shown:
        return talk.failed(thread, user_of(request.request), chosen)

    def afresh(chosen: Choice, request: gr.Request) -> Shown:
        return talk.afresh(chosen, user_of(request.request))

    outputs, state = _outputs(parts), [parts.thread, parts.chosen]
    picked = parts.conversation.example(example, None, parts.box, **_PRIVATE)
    # The triggers share some places in the queue: a model may take a minute over one answer.
    shared = {"concurrency_id": "ask", "concurrency_limit": _AT_ONCE, **_PRIVATE}
    asked = [
        trigger(respond, [parts.box, *state], outputs, **shared)
        for trigger in (parts.box.submit, parts.send.click, picked.success)
    ]
    asked += [
        trigger(then, state, outputs, **shared)
        for trigger, then in (
            (parts.conversation.next, go_on),
            (parts.conversation.again, retry),
        )
    ]
    for one in asked:
        one.failure(failed, state, outputs, **_PRIVATE)
    parts.stop.click(stopped, state, outputs, cancels=asked, **_PRIVATE)
    parts.again.click(afresh, parts.chosen, outputs, cancels=asked, **_PRIVATE)


def _looking(talk: Talk, parts: _Parts) -> None:
    """Opening sources, choosing the scope, judging answers."""
    import gradio as gr  # noqa: PLC0415 (costs seconds)

    def show(thread: Thread, event: gr.EventData) -> str:
        return talk.source(thread.answers, str(event.key), asked_for=True)

    def choose(event: gr.EventData) -> Choice:
        return talk.choice(
            {
                "reports": event.reports,
                "kinds": event.kinds,
                "years": event.years,
                "as_at": event.as_at,
            }
        )

    def judge(thread: Thread, event: gr.EventData, request: gr.Request) -> str:
        said = (event.place, event.verdict, event.reason)
        return talk.judge(said, thread, user_of(request.request))

    parts.conversation.cite(show, parts.thread, parts.source, **_PRIVATE)
    parts.conversation.judge(judge, parts.thread, parts.notice, **_PRIVATE)
    parts.chips.choose(choose, None, parts.chosen, **_PRIVATE)


def _following(talk: Talk, parts: _Parts) -> None:
    """What is held may have changed since the chat was drawn: the library is followed."""
    import gradio as gr  # noqa: PLC0415 (costs seconds)

    built, tab = talk.generation, gr.context.Context.block
    drawn = gr.State(built)

    def first(request: gr.Request) -> tuple[int, Any, Any]:
        now = talk.generation
        if now == built and talk.holds:  # what is drawn anew loses what was just chosen in it
            return now, gr.skip(), gr.skip()
        return now, talk.welcome(user_of(request.request)), talk.chips()

    def again(
        drawn: int, chosen: Choice, request: gr.Request
    ) -> tuple[int, str | None, Any, Choice]:
        now = talk.generation
        if now == drawn:
            return now, None, gr.skip(), chosen
        left = talk.still(chosen)
        return now, talk.welcome(user_of(request.request)), talk.chips(left), left

    def greeted(welcome: str | None, thread: Thread) -> Any:  # noqa: ANN401 (a skip is a dict)
        asked = thread.exchanges or thread.asking
        return gr.skip() if welcome is None or asked else welcome

    gr.on(None, first, [], [drawn, parts.conversation, parts.chips], **_PRIVATE)
    if isinstance(tab, gr.Tab):
        # Two steps: a question asked while the welcome is being written must not be hidden by it.
        welcome, state = gr.State(None), [drawn, parts.chosen]
        told = tab.select(again, state, [drawn, welcome, parts.chips, parts.chosen], **_PRIVATE)
        told.success(greeted, [welcome, parts.thread], parts.conversation, **_PRIVATE)


def _remembering(talk: Talk, parts: _Parts) -> None:
    """The conversations that the user had before."""
    import gradio as gr  # noqa: PLC0415 (costs seconds)

    def listed(words: str | None, thread: Thread, request: gr.Request) -> str:
        return talk.past(words or "", thread, user_of(request.request))

    def reopen(chosen: Choice, event: gr.EventData, request: gr.Request) -> Shown:
        return talk.reopen(event.key, user_of(request.request), chosen)

    def forget(thread: Thread, event: gr.EventData, request: gr.Request) -> Thread:
        return talk.forget(event.key, thread, user_of(request.request))

    def forget_all(thread: Thread, request: gr.Request) -> Thread:
        return talk.forget_all(thread, user_of(request.request))

    def shut() -> gr.Accordion:
        return gr.Accordion(open=False)

    state, past = [parts.sought, parts.thread], parts.past
    parts.earlier.expand(listed, state, past, **_PRIVATE)
    parts.sought.change(listed, state, past, trigger_mode="always_last", **_PRIVATE)
    opened = past.reopen(reopen, parts.chosen, _outputs(parts), **_PRIVATE)
    opened.success(shut, None, parts.earlier, **_PRIVATE)
    for event, done, given in (
        (past.forget, forget, parts.thread),
        (past.forget_all, forget_all, parts.thread),
    ):
        gone = event(done, given, parts.thread, **_PRIVATE)
        gone.success(listed, state, past, **_PRIVATE)
