"""The 56-day clock for people and programs, and as statements of an answer."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from assistant.cite import Draft
from assistant.day import uk
from assistant.many import many
from corpus.clock import LABEL, Clock, Reply
from corpus.piece import fold
from corpus.report import Report
from corpus.stems import terms

_ASKED = re.compile(
    r"\b56[- ]?day|(?:section 55|\bs\.? ?55)\b"
    r"(?! (?:\w+ )?(?:response|reply|replies|comments?|letter|form|paper|document|return)\b)"
    r"|(?:by when|when|what (?:date|day)|how long|last day|deadline|how many days).{0,60}"
    r"\b(?:pcc|commissioner|opcc|we|office)\b.{0,40}\b(?:publish|respond|reply|response|comments?)\b"
    r"|\b(?:pcc|commissioner|opcc|we|our|office)\b.{0,40}\b(?:publish|respond|reply|response|comments?)\b"
    r".{0,60}\b(?:by when|deadline|last day|due|days left)\b"
    r"|\b(?:by when|when|last day|deadline)\b.{0,40}\b(?:respon[ds]\w*|reply|comments?)\b.{0,20}"
    r"\b(?:to|on) (?:the )?(?:hmic\w*|inspectorate|inspectors|inspection|peel)\b"
    r"|\bwhen (?:does|do|must|should|is|has) (?:the|our|a) (?:response|reply|comments)\b"
    r".{0,20}\b(?:have to|needs? to|be|got to|due|go out)\b"
    r"|\bdays?\b.{0,20}\b(?:left|remain\w*)\b.{0,40}\b(?:publish|respond|reply|response|comments?)\b",
)
_KINDS = frozenset(terms("inspection report response progress police pcc comments publish"))


def asks_for_clock(question: str) -> bool:
    """Whether a question is about the days that the PCC has to publish comments.

    >>> asks_for_clock("By when must the PCC publish comments on PEEL?")
    True
    >>> asks_for_clock("What does the PCC's comment say?")
    False
    >>> asks_for_clock("In the section 55 response, who leads on AFI 3?")
    False
    """
    return bool(_ASKED.search(fold(question)))


def clock_drafts(question: str, found: Sequence[Clock], day: date) -> tuple[Draft, ...]:
    """Statements on the clocks that a question means; all of them where it names none."""
    meant = _meant(question, found)
    drafts = [draft for clock in meant for draft in _drafts(clock, day)]
    return (*drafts, Draft("note", f"{LABEL}.")) if drafts else ()


def as_json(found: Sequence[Clock], reports: Mapping[str, Report], day: date) -> str:
    """The clocks as a JSON list of objects."""
    return json.dumps([_object(c, reports, day) for c in found], ensure_ascii=False, indent=2)


def as_text(found: Sequence[Clock], day: date, width: int = 100) -> str:
    """The clocks as text, the latest publication first."""
    head = f"{many(len(found), 'inspection')}, as at {uk(day)}\n{LABEL}"
    return "\n\n".join([head, *("\n".join(_told(clock, day, width)) for clock in found)])


def _told(clock: Clock, day: date, width: int) -> Iterator[str]:
    yield from textwrap.wrap(clock.title, width)
    days = f"published {uk(clock.published)}; last day {uk(clock.last_day)}"
    yield f"  {days}: {clock.told(day)}"
    yield f"  {clock.response_told}"
    if not clock.replies:
        yield "  no recommendation of it is held"
    for reply in clock.replies:
        who = f", for {'; '.join(reply.item.addressees)}" if reply.item.addressees else ""
        line = f"{reply.item.label}{who}: {', '.join(reply.kinds)}"
        yield from textwrap.wrap(line, width, initial_indent="  - ", subsequent_indent="    ")
        for quote in reply.quotes:
            yield from textwrap.wrap(
                f"“{quote.value}”", width, initial_indent="      ", subsequent_indent="      "
            )


def _meant(question: str, found: Sequence[Clock]) -> Sequence[Clock]:
    """The clocks whose title the question shares the most words with."""
    spoken = terms(question) - _KINDS
    shares = {clock: len(spoken & (terms(clock.title) - _KINDS)) for clock in found}
    best = max(shares.values(), default=0)
    return [clock for clock in found if not best or shares[clock] == best]


def _drafts(clock: Clock, day: date) -> Iterator[Draft]:
    spans = (clock.source,) if clock.source else ()
    if not spans:
        return
    line = (
        f"{clock.title}: published {uk(clock.published)}; last day for publishing comments "
        f"{uk(clock.last_day)} (day 56, the day of publication being day 1), as at {uk(day)} "
        f"{clock.told(day)}; {clock.response_told}"
    )
    yield Draft("row", line, spans)
    for reply in clock.replies:
        if reply.quotes:
            kinds = ", ".join(reply.kinds)
            places = tuple(quote.span for quote in reply.quotes)
            yield Draft("row", f"{reply.item.label}: {kinds}", (*reply.item.sources[:1], *places))


def _object(clock: Clock, reports: Mapping[str, Report], day: date) -> dict[str, object]:
    return {
        "title": clock.title,
        "published": clock.published.isoformat(),
        "last_day": clock.last_day.isoformat(),
        "as_at": day.isoformat(),
        "days_left": clock.days_left(day),
        "told": clock.told(day),
        "response_recorded": bool(clock.responses),
        "response_published": clock.responded_on.isoformat() if clock.responded_on else None,
        "responses": [reports[key].name for key in clock.responses],
        "recommendations": [_reply(reply, reports) for reply in clock.replies],
        "source": clock.source.quote if clock.source else None,
        "label": LABEL,
    }


def _reply(reply: Reply, reports: Mapping[str, Report]) -> dict[str, object]:
    return {
        "id": reply.item.id,
        "label": reply.item.label,
        "addressees": list(reply.item.addressees),
        "gives": list(reply.kinds),
        "sources": [
            {
                "section": reports[q.span.report].by_id[q.span.section].title,
                "page": q.span.page,
                "quote": q.value,
            }
            for q in reply.quotes
        ],
    }
