"""Answers from records that ask for nothing: meetings, findings of one kind, dates of a report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from assistant.asked import Asked, Rows
from assistant.cite import Draft
from assistant.day import NAMED_DAY, is_day, uk
from assistant.decided import decided
from assistant.requested import requested
from corpus.piece import fold
from corpus.records import FindingKind
from corpus.register import Event, Field, Finding, Meeting
from corpus.report import Span
from index.terms import ASKING, generality, stems

_ASSURANCE = re.compile(
    r"\bassur|\brat(?:e|ed|ing)\b|\bsatisf|\bconfiden|\bconvinced\b|\bverdict\b"
)
_WHO = re.compile(
    r"\bpcc\b|commissioner|scrutiny|accountability|\bmeeting|\b(?:fully|part(?:ly|ially)|not|un) ?assured"
)
_OUTCOME = re.compile(
    r"\bconclu\w+|\boutcome\b|\b(?:make|made|came|come) of\b|\bf(?:ind|ound)\b|\bresult(?:ed)?\b"
)
"""How else it is asked what was made of what a meeting of a named day heard."""
_KINDS: dict[FindingKind, str] = {
    "adequate control": r"\b(?:controls?|areas?|things?|what)\b.*\b(?:effective|adequate\w*|sound|work(?:s|ing)? well|operating well|in order)\b",
    "promising practice": r"\b(?:promising|innovative|notable) practices?\b",
}
_AUDIT = re.compile(r"\baudit|\bcontrol")
_ENOUGH = 0.6
"""Share of the words that name a meeting or date which it must hold to be the one meant."""


def recorded(asked: Asked) -> Rows | None:
    """The first kind of record that answers, or None."""
    readers: tuple[Callable[[Asked], Rows | None], ...] = (
        decided, requested, _assurance, _discussed, _findings, _events,
    )  # fmt: skip
    return next((found for reader in readers if (found := reader(asked))), None)


def _assurance(asked: Asked) -> Rows | None:
    """What the commissioner made of a meeting's evidence, as printed."""
    text, own = asked.understood.spoken, fold(asked.understood.layers[0])
    dated = asked.understood.on or asked.understood.month or NAMED_DAY.search(own)
    judged = _ASSURANCE.search(own) or (dated and _OUTCOME.search(own))
    if not (judged and _WHO.search(text)) or asked.understood.families:
        return None
    if asked.understood.wants & {"definition", "list", "count"}:
        return None
    given = [m for m in _of_day(asked, asked.register.meetings) if m.assurance]
    if not given and (unheld := _unheld_meeting(asked)):
        return Rows((Draft("note", unheld),), (), missing=True)
    meant = _most(asked, given, _about)
    drafts = [draft for meeting in meant for draft in _told(asked, meeting)]
    return Rows(tuple(drafts), tuple(m.span for m in meant)) if drafts else None


def _discussed(asked: Asked) -> Rows | None:
    """What the one meeting of a day that is named was on, and what it was to find out."""
    text = fold(asked.understood.layers[0])
    if not _CONTENT.search(text) or asked.understood.families:
        return None
    dated = asked.understood.on or asked.understood.month or NAMED_DAY.search(fold(text))
    held = [m for m in _of_day(asked, asked.register.meetings) if m.day] if dated else []
    if len({m.day for m in held}) != 1 or not _tells(held[0]):
        return None
    told, aims = held[0].span, [field.span for field in held[0].aims]
    points = (Draft("item", span.quote, (span,)) for span in aims)
    return Rows((Draft.quoting(told), *points), (told, *aims))


_CONTENT = re.compile(
    r"(?=.*\b(?:meeting|session|board|panel|scrutiny)\b)(?:.*\b(?:discuss\w*|topics?|agenda|subject|theme"
    r"|purpose|look(?:ed|ing)? (?:at|for|to)|after there|cover(?:ed|s)?|ask(?:ed)? (?:for|to)|want(?:ed|s)?|s(?:eek(?:ing)?|ought)"
    r"|aims?|after|hop(?:ed|ing) (?:for|to))\b|\bwhat\b.*\b(?:about|on|for)\W*$)"
)
"""Asks what a meeting was on."""


def _tells(meeting: Meeting) -> bool:
    return bool(meeting.topic or meeting.aims)


def _of_day(asked: Asked, meetings: Iterable[Meeting]) -> list[Meeting]:
    said = asked.understood
    years = {int(year) for year in said.years}
    meetings = [m for m in meetings if not (years and m.day) or m.day.year in years]
    if said.on:
        return [m for m in meetings if m.day == said.on]
    if (found := NAMED_DAY.search(fold(said.text))) and not said.month:
        return [m for m in meetings if m.day and is_day(m.day, found)]
    if said.month:
        first, last = said.month
        return [m for m in meetings if m.day and first <= m.day <= last]
    return list(meetings)


_MEETING_OF = re.compile(
    rf"(?P<day>{NAMED_DAY.pattern.replace('?P<day>', '').replace('?P<month>', '')})(?: 20\d\d)? (?:meeting|board|panel|session)\b"
    r"|\b(?:meeting|board|panel|session) (?:of|on|held on) (?:\w+day,? )?(?:the )?(?P<on>\d{1,2}(?:st|nd|rd|th)?(?: of)? [a-z]{3,9})\b"
)
"""The day of the meeting that a question speaks of."""


def _unheld_meeting(asked: Asked) -> str:
    """That no note of the meeting is held of which a question names the day; empty if it may be."""
    named = _MEETING_OF.search(fold(asked.understood.text))
    found = NAMED_DAY.search(named["day"] or named["on"]) if named else None
    if not named or not found:
        return ""
    events = [event.on for report in asked.reports.values() for event in report.dates]
    said = f"{int(found['day'])} {found['month']}"
    texts = (
        fold(b) for r in asked.reports.values() for s in r.sections for b in s.text.split("\n")
    )
    told = any(said in text and _ASSURANCE.search(text) for text in texts)
    if told or any(is_day(day, found) for day in events):
        return ""
    return f"Not in the corpus: no note of a meeting on {named['day'] or named['on']} is held."


def _told(asked: Asked, meeting: Meeting) -> Iterable[Draft]:
    topic = f" on {meeting.topic.value}" if meeting.topic else ""
    when = f", {meeting.when.value}" if meeting.when else ""
    if meeting.assurance:
        spans = [f.span for f in (meeting.assurance, meeting.when, meeting.topic) if f]
        yield Draft("row", f"Meeting{topic}{when}: {meeting.assurance.value}", tuple(spans))
        around = _sentence(asked, meeting.assurance)
        if around.quote != meeting.assurance.value:
            yield Draft.quoting(around)


def _sentence(asked: Asked, field: Field) -> Span:
    """The sentence or row in which a value stands."""
    report = asked.reports[field.span.report]
    section = report.by_id[field.span.section]
    block = next(b for b in section.blocks if b.start <= field.span.start < b.end)
    start, end = field.span.start, field.span.end
    before = section.text[block.start : start]
    first = block.start + (before.rfind(". ") + 2 if ". " in before else 0)
    stop = re.search(r"[.;](?=\s|$)", section.text[end : block.end])
    last = end + stop.end() if stop else block.end
    return Span.of(report, section, first, max(last, end))


def _about(meeting: Meeting) -> str:
    fields = (meeting.topic, *meeting.aims)
    return " ".join(field.value for field in fields if field)


def _most(asked: Asked, held: Sequence[Meeting], words: Callable[[Meeting], str]) -> list[Meeting]:
    """Those that hold most of what the question is about; all where it names nothing they hold."""
    topic = {
        s: w
        for s, w in asked.query.weights.items()
        if s not in ASKING | asked.naming and generality(s) == 1 and not s[0].isdigit()
    }
    share = [sum(w for s, w in topic.items() if s in set(stems(words(one)))) for one in held]
    best = max(share, default=0.0)
    return [one for one, part in zip(held, share, strict=True) if part == best]


def _findings(asked: Asked) -> Rows | None:
    """All findings of the kind that a question asks for, of the reports that it means."""
    text = asked.understood.spoken
    kind = next((k for k, said in _KINDS.items() if re.search(said, text)), None)
    if kind is None or asked.understood.families or asked.understood.wants & {"status", "grade"}:
        return None
    if kind == "adequate control" and not _AUDIT.search(text):
        return None
    found = [f for f in asked.register.findings if f.kind == kind and f.report in asked.meant]
    if not found:
        return None
    names = "; ".join(dict.fromkeys(asked.reports[f.report].name for f in found))
    count = Draft("note", f"{len(found)} of {len(found)} {kind}s ({names}):")
    return Rows((count, *map(finding_row, found)), tuple(f.text.span for f in found))


def finding_row(finding: Finding) -> Draft:
    """A finding as a line: its words under the area that they are about."""
    area = f"{finding.area}: " if finding.area and finding.area not in finding.text.value else ""
    return Draft("row", f"{area}“{finding.text.value}”", (finding.text.span,))


def _events(asked: Asked) -> Rows | None:
    """The dates of a report that a question names by their labels: `draft report issued`."""
    if "time" not in asked.understood.wants or asked.understood.families:
        return None
    text = asked.understood.spoken
    out = _OUT.search(text) and not _ANSWERING.search(text)
    said = _OUT.sub(" published ", text) if out else asked.understood.text
    spoken = _published(stems(said)) - asked.naming - _SMALL
    held = [e for e in asked.register.events if e.span and e.span.report in asked.meant]
    share = {e: _share(e, spoken, asked) for e in held}
    best = max(share.values(), default=0.0)
    meant = [e for e, part in share.items() if part == best >= _ENOUGH]
    left = spoken - {s for e in meant for s in _published(stems(e.label))} - ASKING
    strange = {s for s in left if generality(s) == 1 and not s[0].isdigit()}
    if not meant or strange:
        return None
    if _LATEST.search(text):
        meant = [e for e in meant if e.on == max(one.on for one in meant)]
    drafts = [Draft("row", _event(e), (e.span,)) for e in meant if e.span]
    return Rows(tuple(drafts), tuple(e.span for e in meant if e.span))


_OUT = re.compile(r"\b(?:c[oa]me|comes|coming|go|went|put) out\b|\b(?:released|brought out)\b")
"""How people say that a report was published."""
_ANSWERING = re.compile(r"\bresponse|\brepl(?:y|ies)\b|\bcomments?\b")
_LATEST = re.compile(r"\b(?:latest|most recent|last|newest)\b")
_SMALL = frozenset(
    stems(
        "a an and at by did does first for from in is it of on or that the they to was we were when what date day latest newest"
        " recent most"
    )
)


def _published(names: Iterable[str]) -> set[str]:
    """Stems, in which whatever says that a report was given out is `publish`."""
    return {"publish" if name in _ISSUED else name for name in names}


_ISSUED = frozenset(stems("issued published released circulated sent send sending"))


def _share(event: Event, spoken: set[str], asked: Asked) -> float:
    names = _published(stems(event.label)) - _SMALL - set(stems("report date inspection"))
    return len(names & spoken) / len(names) if names - asked.naming else 0.0


def _event(event: Event) -> str:
    return f"{event.label}: {uk(event.on)}"
