"""The reports tab: what is held, and for keepers to add, replace and remove it."""

# No `from __future__ import annotations`: Gradio must find the class in `event: gr.EventData`.

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from assistant import holdings
from assistant.account import user_of
from assistant.intake import Intake, IntakeError, Step
from assistant.user import RoleError, User

if TYPE_CHECKING:
    import gradio as gr

    from assistant.ask import Assistant
    from assistant.follow import Following
    from assistant.office import Office

_ON_ADDING = """
const list = () => element.querySelector('.coming');
const send = (file) => new Promise((resolve) => {
  const line = document.createElement('li'), bar = document.createElement('progress');
  const said = document.createElement('span');
  said.textContent = `Sending ${file.name} `;
  bar.max = 1;
  line.append(said, bar);
  list().append(line);
  const sent = new XMLHttpRequest();
  sent.upload.onprogress = (event) => { bar.value = event.loaded / event.total; };
  const failed = (why) => {
    bar.remove();
    line.className = 'bad';
    said.textContent = `Not taken: ${file.name}. ${why}`;
    resolve(null);
  };
  sent.onerror = () => failed('The connection broke off. Try again.');
  sent.onload = () => {
    if (sent.status === 401) { location.assign('/login?said=ended'); return; }
    if (sent.status !== 200) { failed(sent.responseText || 'Try again.'); return; }
    line.remove();
    resolve(JSON.parse(sent.responseText).id);
  };
  sent.open('POST', `/uploads?name=${encodeURIComponent(file.name)}`);
  sent.send(file);
});
const take = async (files, replaces) => {
  list().replaceChildren();
  const keys = [];
  for (const file of files) keys.push(await send(file));
  const held = keys.filter((key) => key !== null);
  if (held.length) trigger('take', { keys: held, replaces });
};
document.addEventListener('handed-in', (event) => {
  if (element.isConnected) take(event.detail.files, event.detail.replaces);
});
element.addEventListener('change', (event) => {
  if (!event.target.matches('[data-add]')) return;
  take([...event.target.files], '');
  event.target.value = '';
});
const over = (event, on) => {
  const place = event.target.closest?.('.pick');
  if (!place) return false;
  event.preventDefault();
  place.classList.toggle('over', on);
  return true;
};
element.addEventListener('dragover', (event) => over(event, true));
element.addEventListener('dragleave', (event) => over(event, false));
element.addEventListener('drop', (event) => {
  if (over(event, false)) take([...event.dataTransfer.files], '');
});
element.dataset.ready = '';
"""
_ON_HELD = """
element.addEventListener('change', (event) => {
  if (!event.target.matches('[data-replace]')) return;
  const detail = { files: [...event.target.files], replaces: event.target.dataset.replace };
  document.dispatchEvent(new CustomEvent('handed-in', { detail }));
  event.target.value = '';
});
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-remove]');
  if (!button) return;
  button.disabled = true;
  trigger('remove', { report: button.dataset.remove });
});
"""
_ON_TOLD = """
watch('value', () => requestAnimationFrame(() => {
  const done = element.querySelector('[data-done]');
  done?.scrollIntoView({ block: 'nearest' });
  done?.focus({ preventScroll: true });
}));
"""


class ReportsPage:
    """What the reports tab shows."""

    def __init__(self, assistant: "Assistant | Following", office: "Office") -> None:
        self._assistant, self._office = assistant, office
        self._library = assistant.writable().library
        self._intake = Intake(assistant, office)

    def adding(self, user: User) -> str:
        """Where files are handed in."""
        most_mb = self._office.upload_bytes // (1024 * 1024)
        return holdings.adding(keeper=user.may("keeper"), most_mb=most_mb)

    def held(self, user: User) -> str:
        """What is held."""
        register = self._assistant.register
        return holdings.holdings(self._library, register, keeper=user.may("keeper"))

    def take(self, user: User, keys: list[str], replaces: str) -> Iterator[tuple[str, str]]:
        """How far the reading is, then what became of each file; each time with what is held."""
        held = self.held(user)
        try:
            for one in self._intake.take(user, keys, replaces):
                if isinstance(one, Step):
                    yield holdings.step(one), held
                else:
                    yield holdings.results(one), self.held(user)
        except (IntakeError, RoleError) as error:
            yield holdings.fault(_sentence(error)), held

    def remove(self, user: User, report: str) -> tuple[str, str]:
        """What was removed, and what is held then."""
        names = {one.id: one.name for one in self._assistant.reports}
        try:
            done = self._intake.remove(user, report)
        except (IntakeError, RoleError) as error:
            return holdings.fault(_sentence(error)), self.held(user)
        return holdings.removed(names.get(report, report), done), self.held(user)


def build(following: "Assistant | Following", office: "Office") -> "gr.HTML":
    """Put the tab together, inside a `gr.Tab`; what shows what is held."""
    import gradio as gr  # noqa: PLC0415 (costs seconds)

    page = ReportsPage(following, office)
    private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    alone: dict[str, Any] = {"concurrency_id": "keep", "concurrency_limit": 1}

    def html(name: str, script: str | None = None) -> gr.HTML:
        return gr.HTML("", elem_id=name, js_on_load=script, apply_default_css=False)

    tab = gr.context.Context.block
    with gr.Column(elem_id="reports-desk"):
        adding = html("reports-adding", _ON_ADDING)
        told = html("reports-told", _ON_TOLD)
        held = html("reports-held", _ON_HELD)

    def greet(request: gr.Request) -> tuple[str, str]:
        user = user_of(request.request)
        return page.adding(user), page.held(user)

    def again(request: gr.Request) -> str:
        return page.held(user_of(request.request))

    def take(event: gr.EventData, request: gr.Request) -> Iterator[tuple[str, str]]:
        user = user_of(request.request)
        keys = event.keys if isinstance(event.keys, list) else []
        yield from page.take(user, [str(key) for key in keys], str(event.replaces))

    def remove(event: gr.EventData, request: gr.Request) -> tuple[str, str]:
        return page.remove(user_of(request.request), str(event.report))

    adding.take(take, None, [told, held], **private, **alone)
    held.remove(remove, None, [told, held], **private, **alone)
    gr.on(None, greet, [], [adding, held], **private)
    if isinstance(tab, gr.Tab):
        tab.select(again, None, held, **private)
    return held


def _sentence(error: Exception) -> str:
    words = str(error)
    return words[:1].upper() + words[1:].removesuffix(".") + "."
