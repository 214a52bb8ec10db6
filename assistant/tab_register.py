"""The register tab: what is to be done, by whom and by when, and where reports disagree."""

# No `from __future__ import annotations`: Gradio must find the class in `event: gr.EventData`.

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from assistant import beside
from assistant.controls import controls
from assistant.listing import Listing, told_off
from assistant.table import Chosen, Filter, FilterError
from assistant.wanted import WantedError, clean, wanted
from corpus.conflict import conflicts
from corpus.register import Conflict

if TYPE_CHECKING:
    from assistant.ask import Assistant
    from assistant.follow import Following
    from assistant.office import Office

_NO_SOURCE = beside.no_source("an item")
_ON_CONTROLS = """
const said = () => Object.fromEntries(
  [...element.querySelectorAll('[name]')]
    .filter((one) => one.type !== 'checkbox' || one.checked)
    .map((one) => [one.name, one.value])
);
element.addEventListener('change', () => trigger('choose', { said: said() }));
element.addEventListener('click', (event) => {
  if (!event.target.closest('[data-clear]')) return;
  for (const one of element.querySelectorAll('[name]')) {
    if (one.type === 'checkbox') one.checked = false;
    else one.value = '';
  }
  trigger('choose', { said: {} });
});
"""
_ON_LIST = """
const desk = () => document.querySelector('#register-desk');
let by = null, down = false;
const order = () => {
  const body = element.querySelector('.items tbody');
  if (!body || by === null) return;
  const told = (row) => row.children[by].dataset.by;
  const rows = [...body.children].sort((a, b) => told(a).localeCompare(told(b), 'en-GB'));
  body.append(...(down ? rows.reverse() : rows));
  element.querySelectorAll('th[aria-sort]').forEach((head, place) =>
    head.setAttribute('aria-sort', place !== by ? 'none' : down ? 'descending' : 'ascending'));
};
const open = (button) => trigger('open', { key: button.dataset.open, name: button.dataset.name });
element.addEventListener('click', (event) => {
  const sort = event.target.closest('[data-sort]'), button = event.target.closest('[data-open]');
  const row = event.target.closest('[data-row]');
  if (sort) {
    const place = Number(sort.dataset.sort);
    down = place === by && !down;
    by = place;
    order();
  } else if (button) {
    open(button);
  } else if (row && !event.target.closest('details') && getSelection().isCollapsed) {
    open(row.querySelector('[data-open]'));
  }
});
watch('value', () => requestAnimationFrame(order));
new ResizeObserver(([seen]) => {
  if (desk()) desk().dataset.narrow = seen.contentRect.width < 880 ? '1' : '';
}).observe(element);
"""


class RegisterPage:
    """What the register tab shows for what is chosen in it."""

    def __init__(self, assistant: "Assistant | Following") -> None:
        self._assistant = assistant

    def controls(self, said: Mapping[str, str]) -> str:
        """The filters, set as was said."""
        return controls(self._assistant.register, self._assistant.reports, said, _today())

    def listing(self, said: Mapping[str, object]) -> str:
        """The rows that pass, or what is wrong with what was asked for."""
        known = clean(said)
        try:
            chosen, wants = self.chosen(known)
        except (FilterError, WantedError) as error:
            return told_off(_cap(str(error)))
        loose = self._loose(wants) if set(known) <= {"as_at", "conflicts"} else ()
        return Listing(chosen, self._assistant.generation.id, known).whole(loose)

    def chosen(self, said: Mapping[str, object]) -> tuple[Chosen, Filter]:
        """The rows that pass, and the filter that they passed.

        Raises:
            FilterError: If a choice names what the register does not hold.
            WantedError: If a date is no date.
        """
        wants = wanted(said, _today())
        return wants.select(self._assistant.register, self._assistant.reports), wants

    def source(self, key: str, name: str) -> str:
        """The place that a button stands for, as its report prints it."""
        return beside.source(self._assistant, key, name)

    def _loose(self, wants: Filter) -> tuple[Conflict, ...]:
        """Conflicts that concern no one item."""
        known = self._assistant.register.as_at(wants.as_at)
        return tuple(c for c in conflicts(known, self._assistant.reports) if not c.item)


def build(following: "Assistant | Following", _office: "Office") -> None:
    """Put the tab together, inside a `gr.Tab`."""
    import gradio as gr  # noqa: PLC0415 (costs seconds)

    page = RegisterPage(following)
    private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}

    def html(name: str, value: str, script: str | None = None) -> gr.HTML:
        return gr.HTML(value, elem_id=name, js_on_load=script, apply_default_css=False)

    said = gr.State({})
    tab = gr.context.Context.block
    with gr.Row(elem_id="register-desk"):
        with gr.Column(elem_id="register-main"):
            chooser = html("register-controls", page.controls({}), _ON_CONTROLS)
            rows = html("register-list", page.listing({}), _ON_LIST)
        sheet = html(
            "register-source", _NO_SOURCE, beside.script("register-list", "register-source")
        )

    def choose(event: gr.EventData) -> tuple[dict[str, str], str]:
        chosen = clean(event.said if isinstance(event.said, dict) else {})
        return chosen, page.listing(chosen)

    def show(event: gr.EventData) -> str:
        return page.source(str(event.key), str(event.name))

    def again(chosen: dict[str, str]) -> tuple[str, str]:
        return page.controls(chosen), page.listing(chosen)

    chooser.choose(choose, None, [said, rows], **private)
    rows.open(show, None, sheet, **private)
    sheet.shut(lambda: _NO_SOURCE, None, sheet, **private)
    # What is held may have changed since the page was made.
    gr.on(None, lambda: again({}), [], [chooser, rows], **private)
    if isinstance(tab, gr.Tab):
        tab.select(again, said, [chooser, rows], **private)


def _today() -> date:
    return date.today()  # noqa: DTZ011 (the reader's own day)


def _cap(words: str) -> str:
    return words[:1].upper() + words[1:]
