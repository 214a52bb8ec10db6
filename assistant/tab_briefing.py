"""The briefing tab: a topic or meeting, a day, reports -> a cited briefing to read and to keep."""

# No `from __future__ import annotations`: Gradio must find the class in `event: gr.EventData`.

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from assistant import beside
from assistant.account import user_of
from assistant.brief.topic import EmptyTopicError
from assistant.briefing import Briefing, Wanted, brief, hashes
from assistant.day import uk
from assistant.preview import preview
from assistant.user import User
from assistant.wanted import WantedError
from index.vectors import VectorStoreError

if TYPE_CHECKING:
    from assistant.ask import Assistant
    from assistant.follow import Following
    from assistant.office import Office

FILES = ("docx", "pdf", "md")
"""Kinds of file that a briefing is kept as."""
_LONGEST = 300
"""Characters of the longest topic."""
_OFFERED = 24
"""Topics and meetings that are offered."""
_NO_SOURCE = beside.no_source("a number in the briefing")
_NOTHING_YET = (
    '<div class="empty"><h2>A briefing for a meeting, in seconds</h2><p>Name a topic, such as '
    "Vulnerability, or a meeting with its day. You get what the reports say of it up to the day "
    "you choose: what works, what is outstanding and with whom, where reports disagree, and lines "
    "of enquiry for the chief constable. Every line carries its source.</p></div>"
)
_PENDING = '<p class="searching" role="status">Going through the reports…</p>'
_ON_ASKING = """
const said = () => ({
  topic: element.querySelector('[name=topic]').value,
  as_at: element.querySelector('[name=as_at]').value,
  since: element.querySelector('[name=since]').value,
  reports: [...element.querySelectorAll('[name=report]:checked')].map((one) => one.value),
});
element.addEventListener('click', (event) => {
  if (event.target.closest('[data-prepare]')) trigger('prepare', said());
});
element.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && event.target.matches('[name=topic]')) trigger('prepare', said());
});
"""
_ON_PREVIEW = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-open]');
  if (button) trigger('open', { key: button.dataset.open, name: button.dataset.name });
});
watch('value', () => requestAnimationFrame(() => {
  const done = element.querySelector('[data-done]');
  done?.scrollIntoView({ block: 'start' });
  done?.focus({ preventScroll: true });
}));
"""


class BriefingPage:
    """What the briefing tab shows for what is asked in it."""

    def __init__(self, assistant: "Assistant | Following", office: "Office") -> None:
        self._assistant, self._office = assistant, office
        self._library = assistant.writable().library

    @property
    def generation(self) -> int:
        """Number of what is searched now."""
        return self._assistant.generation.id

    def asking(self) -> str:
        """Topic, day, reports and the earlier day, each with its label."""
        offered = "".join(f'<option value="{escape(one)}"></option>' for one in self._offered())
        reports = "".join(
            f'<label class="tick"><input type="checkbox" name="report" value="{escape(one.id)}">'
            f"<span>{escape(one.name)}</span></label>"
            for one in self._assistant.reports
        )
        return (
            '<div class="filters"><div class="fields">'
            '<label class="topic"><span>Topic, or meeting with its day</span>'
            f'<input type="text" name="topic" maxlength="{_LONGEST}" list="topics" '
            'autocomplete="off"></label>'
            f'<datalist id="topics">{offered}</datalist>'
            '<label><span>As at</span><input type="date" name="as_at" '
            f'value="{_today().isoformat()}"></label>'
            "<label><span>What moved since <small>(if wanted)</small></span>"
            '<input type="date" name="since"></label></div>'
            f"<details><summary>Only some of the reports</summary><div>{reports}</div></details>"
            '<p><button type="button" class="prepare" data-prepare="">Prepare the briefing</button>'
            "</p></div>"
        )

    def prepared(self, user: User, said: Mapping[str, object]) -> str:
        """The briefing that is asked for, or why there is none."""
        try:
            wants = asked(said)
            made = self.made(user, wants)
        except WantedError as error:
            why = escape(str(error))
            return f'<p class="notice" role="alert" tabindex="-1" data-done="">{why}</p>'
        links = {kind: address(wants, kind) for kind in FILES}
        return preview(made, self._assistant.generation.id, links)

    def made(self, user: User, wants: Wanted) -> Briefing:
        """The briefing, which is logged.

        Raises:
            WantedError: If it cannot be made.
        """
        now = self._assistant.now
        if not now.reports:
            raise WantedError("No report is held yet. Add one under Reports, then come back.")
        try:
            made = brief(wants, now.search, now.reports, hashes(self._library), now.writer)
        except EmptyTopicError as error:
            raise WantedError("Say in a word or two what the briefing is about.") from error
        except VectorStoreError as error:
            raise WantedError("The reports have just changed. Press the button again.") from error
        told = {
            "topic": wants.topic,
            "as_at": wants.as_at.isoformat(),
            "since": wants.since.isoformat() if wants.since else "",
            "reports": list(wants.reports),
        }
        self._office.audit.record("briefing made", user.name, "page", told)
        return made

    def _offered(self) -> list[str]:
        """Meetings with their day, and areas that are graded."""
        register = self._assistant.register
        meetings = [f"Scrutiny Meeting {uk(m.day)}" for m in register.meetings if m.day]
        areas = [judgement.area for judgement in register.judgements]
        return list(dict.fromkeys([*meetings, *areas]))[:_OFFERED]


def asked(said: Mapping[str, object]) -> Wanted:
    """What a browser asks for.

    Raises:
        WantedError: If the topic is missing or too long, or a date makes no sense.
    """
    topic, reports = str(said.get("topic") or "").strip(), said.get("reports")
    if not topic:
        raise WantedError("Type a topic first, such as Vulnerability.")
    if len(topic) > _LONGEST:
        raise WantedError(f"A topic has at most {_LONGEST} characters.")
    as_at, since = _day(said.get("as_at")) or _today(), _day(said.get("since"))
    if since and since >= as_at:
        raise WantedError("The earlier day must come before the day that the briefing is for.")
    held = [str(one) for one in reports] if isinstance(reports, Sequence) else []
    return Wanted(topic, as_at, () if isinstance(reports, str) else tuple(held), since)


def address(wants: Wanted, kind: str) -> str:
    """Where the same briefing is fetched as a file."""
    since = [("since", wants.since.isoformat())] if wants.since else []
    reports = [("report", key) for key in wants.reports]
    asked_for = [("topic", wants.topic), ("as_at", wants.as_at.isoformat()), *since, *reports]
    return f"/briefing.{kind}?{urlencode(asked_for)}"


def build(following: "Assistant | Following", office: "Office") -> None:
    """Put the tab together, inside a `gr.Tab`."""
    import gradio as gr  # noqa: PLC0415 (costs seconds)

    page = BriefingPage(following, office)
    private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}

    def html(name: str, value: str, script: str | None = None) -> gr.HTML:
        return gr.HTML(value, elem_id=name, js_on_load=script, apply_default_css=False)

    tab = gr.context.Context.block
    with gr.Row(elem_id="briefing-desk"):
        with gr.Column(elem_id="briefing-main"):
            asking = html("briefing-asking", page.asking(), _ON_ASKING)
            shown = html("briefing-shown", _NOTHING_YET, _ON_PREVIEW)
        sheet = html(
            "briefing-source", _NO_SOURCE, beside.script("briefing-shown", "briefing-source")
        )

    def prepare(event: gr.EventData, request: gr.Request) -> Iterator[tuple[str, str]]:
        yield _PENDING, _NO_SOURCE
        said = {name: getattr(event, name) for name in ("topic", "as_at", "since", "reports")}
        yield page.prepared(user_of(request.request), said), _NO_SOURCE

    def show(event: gr.EventData) -> str:
        back = "Back to the briefing"
        return beside.source(following, str(event.key), str(event.name), back)

    asking.prepare(prepare, None, [shown, sheet], concurrency_id="brief", **private)
    shown.open(show, None, sheet, **private)
    sheet.shut(lambda: _NO_SOURCE, None, sheet, **private)
    # What is held may have changed since the page was made, or since the tab was seen last.
    drawn = gr.State(0)
    gr.on(None, lambda: (page.generation, page.asking()), [], [drawn, asking], **private)

    def again(drawn: int) -> tuple[int, Any]:
        now = page.generation
        return now, gr.skip() if now == drawn else page.asking()

    if isinstance(tab, gr.Tab):
        tab.select(again, drawn, [drawn, asking], **private)


def _day(said: object) -> date | None:
    if not said:
        return None
    try:
        return date.fromisoformat(str(said))
    except ValueError as error:
        raise WantedError(f"“{said}” is not a date; give it as 2025-11-03.") from error


def _today() -> date:
    return date.today()  # noqa: DTZ011 (the reader's own day)
