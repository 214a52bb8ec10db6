"""A source that opens beside a list: what stands there, and how the page goes to and fro."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from assistant import panel
from assistant.place import GoneError, found

if TYPE_CHECKING:
    from assistant.ask import Assistant
    from assistant.follow import Following

_SCRIPT = """
const places = () => document.querySelectorAll('#LIST [data-open]');
const shown = () => element.querySelector('[data-shown]')?.dataset.shown;
let pressed = null, left = false;
document.addEventListener('click', (event) => {
  const place = event.target.closest('#LIST [data-open]');
  if (place) left = false;
  pressed = place ?? pressed;
});
const button = () => pressed?.isConnected && pressed.dataset.open === shown()
  ? pressed : [...places()].find((one) => one.dataset.open === shown());
const reveal = () => {
  for (const one of places()) one.removeAttribute('aria-current');
  if (!shown() || left) return;
  button()?.setAttribute('aria-current', 'true');
  const mark = element.querySelector('mark') ?? element;
  if (matchMedia('(max-width: 63.99rem)').matches) mark.scrollIntoView({ block: 'start' });
  else {
    button()?.scrollIntoView({ block: 'nearest' });
    const sheet = document.querySelector('#SHEET');
    const from = mark.getBoundingClientRect().top - sheet.getBoundingClientRect().top;
    sheet.scrollTop += from - sheet.clientHeight / 2;
  }
  element.querySelector('.source')?.focus({ preventScroll: true });
};
const leave = () => {
  const from = button();
  left = true;
  trigger('shut', {});
  from?.scrollIntoView({ block: 'nearest' });
  from?.focus({ preventScroll: true });
};
watch('value', () => requestAnimationFrame(() => requestAnimationFrame(reveal)));
element.addEventListener('click', (event) => event.target.closest('.back') && leave());
element.addEventListener('keydown', (event) => event.key === 'Escape' && leave());
"""


def script(held: str, sheet: str) -> str:
    """What the page does with a source beside the list of an id."""
    return _SCRIPT.replace("LIST", held).replace("SHEET", sheet)


def no_source(what: str) -> str:
    """What stands there while nothing is open."""
    return (
        f'<div class="no-source" data-shown=""><h2>Source</h2><p>Press {escape(what)} to read, as '
        "its report prints it, where it stands.</p></div>"
    )


def source(
    assistant: Assistant | Following, key: str, name: str, back: str = "Back to the list"
) -> str:
    """The place that a button stands for, as its report prints it."""
    try:
        report, section, span = found(key, assistant)
    except GoneError:
        return _GONE
    frame = panel.Frame(name[:120] or "Source", key, back=back)
    return panel.sheet(span, report, section, frame)


_GONE = (
    '<div class="source" data-shown="" role="alert" tabindex="-1"><h2>Source</h2><p>The reports '
    "have changed since this was made. Make it anew, then press again.</p></div>"
)
