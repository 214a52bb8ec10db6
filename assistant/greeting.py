"""The head of the page, and what stands in the chat before the first question."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.many import many
from assistant.user import LOCAL, User
from corpus.report import Report


def beginning(user: User = LOCAL) -> str:
    """What the conversation shows while no report is held: how to begin."""
    begin = (
        "<p>Open the tab <b>Reports</b> above and choose the files that you want to ask about: "
        "inspection reports, the commissioner’s responses, internal audits, minutes. Each takes a "
        "few seconds; then ask here.</p>"
        if user.may("keeper")
        else "<p>Reports are added by keepers: ask whoever looks after this assistant.</p>"
    )
    return f'<div class="welcome"><h2>No report is held yet</h2>{begin}</div>'


def welcome(examples: Sequence[str]) -> str:
    """What the conversation shows before the first question."""
    buttons = "".join(
        f'<li><button type="button" class="example" data-example="{place}">'
        f"{escape(text)}</button></li>"
        for place, text in enumerate(examples)
    )
    try_one = f'<h3>Try one of these</h3><ul class="examples">{buttons}</ul>' if examples else ""
    return (
        '<div class="welcome"><h2>Ask what the reports say</h2>'
        "<p>Every line of an answer is quoted from a report or counted from its tables, "
        "and its number opens the source. If the reports do not say it, you are told so.</p>"
        "<ul class='tips'><li>Ask for a fact, an owner, a date, a grade or a full list.</li>"
        "<li>Follow up in a few words: “and by when?”</li>"
        "<li>Name a report, a kind or a year to stay inside it: “in the internal audits”.</li></ul>"
        f"{try_one}</div>"
    )


def banner(reports: Sequence[Report], passages: int, user: User = LOCAL) -> str:
    """The head of the page: its name, what is held and, where there is a login, who is in."""
    if not reports:
        said = '<p class="none">No report is held yet</p>'
        return f'<div class="banner"><h1>Scrutiny Assistant</h1>{said}{_signed_in(user)}</div>'
    names = "".join(f"<li>{escape(report.name)}</li>" for report in reports)
    held = f"{many(len(reports), 'report')}, {many(passages, 'passage')} held"
    return (
        '<div class="banner"><h1>Scrutiny Assistant</h1>'
        f'<details><summary>{held}</summary><ul tabindex="0" aria-label="Reports held">{names}</ul>'
        f"</details>{_signed_in(user)}</div>"
    )


def _signed_in(user: User) -> str:
    who = f"Signed in as {escape(user.name)}"
    return "" if user == LOCAL else f'<p class="who"><a href="/account">{who}</a></p>'
