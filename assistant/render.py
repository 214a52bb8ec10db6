"""Answer -> HTML. Every word of a report or of a question is escaped; nothing in it is live."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from assistant.clip import clip
from assistant.day import uk
from assistant.feedback import LONGEST_REASON
from assistant.many import many

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.answer import Answer, Citation, Statement
    from assistant.thread import Next

_ROW_LABEL = re.compile(r"^([^“]{1,90}?)( \N{EN DASH} |: )")
_PRINTED = re.compile(r"“[^”]+”")
_ABSENT = "Not in the corpus"
_EXCERPT = 240
"""Characters shown of a nearby passage."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands under the answers beside their words."""

    verdicts: tuple[str, ...] = ()
    """By place: `up`, `down` or empty, as the user judged it."""
    days: tuple[date | None, ...] = ()
    """By place: the day that was chosen for the question; None for the day it was asked on."""
    nexts: tuple[Next, ...] = ()
    """Questions that go on from the last answer."""
    growing: bool = False
    """Whether the last answer is still being written."""

    def verdict(self, place: int) -> str:
        """How the user judged an answer; empty for not at all."""
        return self.verdicts[place] if place < len(self.verdicts) else ""

    def day(self, place: int) -> date | None:
        """The day that was chosen for a question, if any."""
        return self.days[place] if place < len(self.days) else None


_PLAIN = Marks()


def conversation(
    answers: Sequence[Answer], pending: str | None = None, marks: Marks = _PLAIN
) -> str:
    """Every question with its answer, oldest first, and the question that is being answered."""
    turns = [
        _turn(
            one.question,
            answer(one, place, marks.day(place)) + _under(one, place, len(answers), marks),
        )
        for place, one in enumerate(answers)
    ]
    if pending is not None:
        turns.append(
            _turn(pending, '<p class="searching" role="status">Searching the reports…</p>')
        )
    return f'<ol class="turns">{"".join(turns)}</ol>'


def answer(given: Answer, place: int, as_at: date | None = None) -> str:
    """One answer, or an abstention.

    Args:
        given: The answer.
        place: Counts the answers of the conversation, from 0.
        as_at: The day that was chosen for the question.
    """
    said = "".join(_statements(given, place))
    notes = "".join(f'<p class="caveat">Note: {escape(note)}</p>' for note in given.caveats)
    if given.abstained:
        return (
            f'<article class="answer absent"><h3>{_ABSENT}</h3>{said}{notes}'
            f"{_searched(given, as_at)}{_near(given, place, 'Nearest passages')}</article>"
        )
    return (
        f'<article class="answer"><h3 class="aside">Answer</h3>{said}{notes}'
        f"{_sources(given, place)}{_near(given, place, 'See also')}"
        f"{_searched(given, as_at)}</article>"
    )


def cited(answers: Sequence[Answer], key: str) -> Citation | None:
    """The citation that a button of the conversation stands for, or None for a key of no button.

    >>> cited((), "0.cited.1") is None
    True
    """
    matched = re.fullmatch(r"([0-9]{1,4})\.(cited|near)\.([0-9]{1,4})", key)
    if matched is None or int(matched[1]) >= len(answers):
        return None
    given = answers[int(matched[1])]
    held = given.citations if matched[2] == "cited" else given.see_also
    return next((one for one in held if one.number == int(matched[3])), None)


def first_key(answers: Sequence[Answer]) -> str:
    """The key of the first source of the last answer; empty when it has none."""
    held = answers[-1].citations if answers else ()
    return _key(len(answers) - 1, "cited", held[0].number) if held else ""


def _under(given: Answer, place: int, count: int, marks: Marks) -> str:
    """What can be done with an answer, and after the last one where to go on."""
    last = place == count - 1
    if last and marks.growing:
        return '<p class="searching" role="status">Writing…</p>'
    nexts = _nexts(marks.nexts) if last else ""
    return f"{_actions(given, place, marks.verdict(place))}{nexts}"


def _actions(given: Answer, place: int, verdict: str) -> str:
    n = place + 1
    judged = "".join(
        f'<button type="button" data-verdict="{value}" data-place="{place}" '
        f'aria-pressed="{"true" if verdict == value else "false"}">'
        f'{words}<span class="aside">, answer {n}</span></button>'
        for value, words in (("up", "Right"), ("down", "Not right"))
    )
    return (
        f'<div class="actions" role="group" aria-label="Answer {n}">'
        f'<button type="button" data-clip="{escape(clip(given))}">Copy with sources</button>'
        f'<button type="button" data-retry="{place}">Ask again</button>'
        f'<span class="judged">Is this answer right? {judged}</span></div>'
        f'<div class="why" data-why="{place}" hidden><label for="why-{place}">Why? Your office '
        "reads this to improve the answers.</label>"
        f'<textarea id="why-{place}" rows="2" maxlength="{LONGEST_REASON}"></textarea>'
        f'<button type="button" data-reason="{place}">Send the reason</button></div>'
    )


def _nexts(nexts: Sequence[Next]) -> str:
    buttons = "".join(
        f'<li><button type="button" class="next" data-next="{place}">{escape(one.text)}</button>'
        "</li>"
        for place, one in enumerate(nexts)
    )
    return (
        f'<section class="nexts"><h3>Ask next</h3><ul>{buttons}</ul></section>' if buttons else ""
    )


def notice(words: str) -> str:
    """A word to the reader about the question; an empty one shows nothing."""
    return f'<p class="notice" role="alert">{escape(words)}</p>' if words else ""


def said(words: str) -> str:
    """A word about something that is done."""
    return f'<p class="said" role="status">{escape(words)}</p>'


def _turn(question: str, answered: str) -> str:
    asked = f'<div class="asked"><h2 class="aside">You asked</h2><p>{escape(question)}</p></div>'
    return f'<li class="turn">{asked}{answered}</li>'


def _statements(given: Answer, place: int) -> Iterator[str]:
    for listed, run in groupby(given.statements, key=lambda s: s.kind in {"item", "row"}):
        lines = "".join(_statement(statement, given, place) for statement in run)
        yield f'<ul class="rows">{lines}</ul>' if listed else lines


def _statement(said: Statement, given: Answer, place: int) -> str:
    words = " ".join(said.text.split())
    named = {citation.number: citation for citation in given.citations}
    marks = "".join(
        _button(named[n], _key(place, "cited", n)) for n in said.citations if n in named
    )
    if said.kind == "row":
        return f"<li>{_row(words, marks)}</li>"
    if said.kind == "item":
        return f"<li>{escape(words)} {marks}</li>"
    if said.kind == "quotation":
        return f"<blockquote><p>“{escape(words)}” {marks}</p></blockquote>"
    shown = words.removeprefix(f"{_ABSENT}: ") if given.abstained else words
    return f'<p class="{said.kind}">{escape(shown[:1].upper() + shown[1:])} {marks}</p>'


def _row(words: str, marks: str) -> str:
    """A row with its name in bold, and the words it quotes on a line of their own."""
    label = _ROW_LABEL.match(words)
    name, rest = (label[1], words[label.end(1) :]) if label else ("", words)
    plain, quotes = _PRINTED.split(rest), _PRINTED.findall(rest)
    if quotes and not plain[-1].strip():
        last = f'<span class="printed-words">{escape(quotes.pop())} {marks}</span>'
        plain.pop()
    else:
        last = f" {marks}"
    held = [f'<span class="printed-words">{escape(quote)}</span>' for quote in quotes]
    body = "".join(_between(p) + q for p, q in zip(plain, [*held, last], strict=True))
    return f"<b>{escape(name)}</b>{body}" if name else body


def _between(words: str) -> str:
    """What stands before a quotation of a row; one side of a disagreement is set against another.

    >>> _between(" v ")
    '<span class="against">against</span>'
    """
    return '<span class="against">against</span>' if words == " v " else escape(words)


def _sources(given: Answer, place: int) -> str:
    """The list of sources: one line a section, with every number that points into it."""
    lines = []
    for (section, document), run in groupby(given.citations, key=lambda c: (c.section, c.document)):
        held = list(run)
        buttons = "".join(_button(one, _key(place, "cited", one.number)) for one in held)
        page = f", page {held[0].span.page}" if held[0].span.page else ""
        opens = _key(place, "cited", held[0].number)
        lines.append(
            f'<li><span class="numbers">{buttons}</span>'
            f'<button type="button" class="place" data-cite="{opens}">{escape(section)}{page}'
            f"<small>{escape(document)}</small></button></li>"
        )
    return (
        f'<section class="sources"><h4>Sources</h4><ul>{"".join(lines)}</ul></section>'
        if lines
        else ""
    )


def _near(given: Answer, place: int, title: str) -> str:
    lines = "".join(
        f'<li><button type="button" class="place" data-cite="{_key(place, "near", one.number)}">'
        f"{escape(one.section)}<small>{escape(one.document)}</small></button>"
        f"<p>{escape(_excerpt(one.quote))}</p></li>"
        for one in given.see_also
    )
    count = len(given.see_also)
    return (
        f"<details><summary>{title} ({count})</summary><ul>{lines}</ul></details>" if lines else ""
    )


def _searched(given: Answer, as_at: date | None) -> str:
    names = "".join(f"<li>{escape(name)}</li>" for name in given.searched)
    if not names:
        return '<p class="searched">No report was searched.</p>'
    day = f", as at {uk(as_at)}" if as_at else ""
    title = f"Searched {many(len(given.searched), 'report')}{day}"
    shown = " open" if given.abstained else ""
    return f"<details{shown}><summary>{title}</summary><ul>{names}</ul></details>"


def _button(one: Citation, key: str) -> str:
    return (
        f'<button type="button" class="cite" data-cite="{key}" title="{escape(one.place)}" '
        f'aria-label="Source {one.number}: {escape(one.place)}">{one.number}</button>'
    )


def _key(place: int, kind: str, number: int) -> str:
    return f"{place}.{kind}.{number}"


def _excerpt(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _EXCERPT else words[:_EXCERPT].rsplit(" ", 1)[0] + " …"
