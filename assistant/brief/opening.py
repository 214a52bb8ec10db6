"""Purpose, why now, and what works."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from assistant.brief.matter import Matter
from assistant.brief.part import Line, Part
from assistant.brief.words import listed, plain, quoted, sentence_at
from assistant.day import uk
from assistant.many import many, plural
from corpus.position import Position, due_soon
from corpus.records import Field, Finding, Judgement, Meeting
from corpus.report import Report, Span
from corpus.said import Said

_GOOD = re.compile(r"^(?:good|outstanding)$", re.IGNORECASE)
_GRADED = re.compile(r"\b(?:inadequate|requires? improvement|causes? of concern)\b", re.IGNORECASE)
_CONCLUDES = re.compile(r"\bconclusions?\b|\boverall\b|\bopinion\b", re.IGNORECASE)
_LEANS = re.compile(r"(?:it|this|that|these|those|they|he|she|such)\b", re.IGNORECASE)
"""How a sentence begins that cannot be read without the one before it."""
_MOST = 8
"""Findings of one kind that are quoted; the rest are counted."""
_SOON = 90
"""Days ahead that an office plans for."""
_SAID = 2
"""Sentences quoted of what a report says of grades given elsewhere."""


def purpose(matter: Matter) -> Part:
    """What the briefing is for, in the words of the meetings that it prepares."""
    late = [where for where in matter.open if where.past_due]
    told = f"{len(late)} of them {_overdue(late)}"
    lines = [
        Line(
            "note",
            f"Prepared on “{plain(matter.topic.text)}” from what the reports held say up to "
            f"{uk(matter.day)}. Outstanding: {many(len(matter.open), 'action')} for the force, "
            f"{told if late else 'none of them past due'}.",
        )
    ]
    forces = sorted({report.force for report in matter.bearing if report.force})
    if len(forces) > 1:
        names = listed([plain(force) for force in forces])
        lines.append(
            Line("note", f"It is on {names}: name one in the topic to stay with its reports.")
        )
    for meeting in matter.meetings:
        lines += _meeting(matter, meeting)
    return Part("Purpose", tuple(lines))


def why_now(matter: Matter) -> Part:
    """Grades short of good, conclusions, new reports, and dates that press."""
    lines = [_graded(matter, j) for j in matter.judgements if _is_short(j)]
    for report in matter.bearing:
        lines += _conclusion(matter, report)
        lines += _count(matter, report)
    lines += _told_elsewhere(matter)
    ids = {p.item.id for p in matter.open}
    soon = [i for i in due_soon(matter.register, matter.day, _SOON) if i.id in ids]
    if soon:
        spans = tuple(i.deadlines[0].span for i in soon)
        told = listed([f"{i.label} ({plain(i.deadlines[0].value)})" for i in soon])
        lines.append(Line("row", f"Due in the {_SOON} days ahead: {told}.", spans))
    lines += _risks(matter)
    return Part("Why now", tuple(lines) or (_none("No grade, conclusion or date found."),))


def works(matter: Matter) -> Part:
    """Good grades, sound controls, promising practice, and what inspectors found."""
    lines = [_graded(matter, j) for j in matter.judgements if _GOOD.match(j.grade)]
    lead = {
        "adequate control": "Control areas that auditors found adequate",
        "promising practice": "Promising practice",
        "main finding": "Main findings, as printed, whichever way they point",
    }
    for kind, title in lead.items():
        lines += _findings(matter, title, [f for f in matter.findings if f.kind == kind])
    for meeting in matter.meetings:
        lines += _evidence(meeting)
    return Part("What works", tuple(lines) or (_none("Nothing held says what works."),))


def _meeting(matter: Matter, meeting: Meeting) -> Iterator[Line]:
    whole = sentence_at(matter.report(meeting.report), meeting.span)
    words = quoted(Field(whole.quote, whole), 60)
    past = meeting.day is not None and meeting.day <= matter.day
    if past and meeting.when and not (meeting.assurance or meeting.evidence):
        words = f"A meeting that has passed, and of which no outcome is held: {words}"
    yield Line("quotation", words, (whole,))
    if meeting.assurance:
        told = sentence_at(matter.report(meeting.report), meeting.assurance.span)
        yield Line("quotation", f"Assurance given: {quoted(Field(told.quote, told))}", (told,))
    for aim in meeting.aims:
        yield Line("row", f"Aim of that meeting: {quoted(aim)}", (aim.span,))


def _evidence(meeting: Meeting) -> Iterator[Line]:
    """What a force itself told a meeting."""
    if meeting.evidence:
        when = f" of {plain(meeting.when.value)}" if meeting.when else ""
        yield Line("lead", f"Evidence given at the meeting{when} ({len(meeting.evidence)})")
        words = "; ".join(quoted(field, 22) for field in meeting.evidence[:_MOST])
        yield Line("row", words, tuple(field.span for field in meeting.evidence))


def _graded(matter: Matter, found: Judgement) -> Line:
    report = matter.report(found.report)
    on = f", {uk(report.dated)}" if report.dated else ""
    return Line("row", f"{plain(found.area)}: graded “{found.grade}”{on}.", (found.span,))


def _is_short(found: Judgement) -> bool:
    return not _GOOD.match(found.grade) and found.grade != "Not graded"


def _conclusion(matter: Matter, report: Report) -> Iterator[Line]:
    """The first sentence of a conclusion of a report that is about the topic."""
    for section in report.sections:
        if report.id in matter.topic.whole and _CONCLUDES.search(section.heading) and section.text:
            span = sentence_at(report, Span.of(report, section, 0, 1))
            words = quoted(Field(span.quote, span), 60)
            yield Line("quotation", f"{_short(report)}, {plain(section.heading)}: {words}", (span,))


def _count(matter: Matter, report: Report) -> Iterator[Line]:
    """How many items of a report bear on the topic, by family and priority."""
    held = [p for p in matter.positions if p.item.report == report.id]
    if not held:
        return
    families = Counter(p.item.family for p in held)
    told = ", ".join(many(n, name, plural(name)) for name, n in families.items())
    ranks = Counter(p.item.priorities[0].value for p in held if p.item.priorities)
    ranked = f" ({', '.join(f'{n} {plain(value)}' for value, n in ranks.items())})" if ranks else ""
    late = [p for p in held if p.past_due]
    past = f"; {len(late)} {_overdue(late)}" if late else ""
    spans = tuple(dict.fromkeys(p.item.sources[0] for p in held))
    yield Line("row", f"{_short(report)}: {told}{ranked} on this topic{past}.", spans)


def _told_elsewhere(matter: Matter) -> list[Line]:
    """What a report tells of grades and concerns in another report, at second hand."""
    own = {j.span.section for j in matter.register.judgements}
    told = [
        s
        for s in matter.sentences
        if _GRADED.search(s.text)
        and s.section.id not in own
        and not any(i.report == s.report.id and i.area == s.section.heading for i in matter.items)
    ]
    return [_second_hand(s) for s in told[:_SAID]]


def _second_hand(sentence: Said) -> Line:
    """A sentence; one that leans on the sentence before it is quoted with that."""
    before = sentence.above.rstrip()
    if not before or not _LEANS.match(sentence.text):
        words = f"{_short(sentence.report)}: {quoted(sentence.field)}"
        return Line("quotation", words, (sentence.span,))
    section = sentence.section
    first = sentence_at(
        sentence.report,
        Span.of(sentence.report, section, sentence.start - 2, sentence.start - 1),
    )
    both = f"{quoted(Field(first.quote, first))} {quoted(sentence.field)}"
    return Line("quotation", f"{_short(sentence.report)}: {both}", (first, sentence.span))


def _risks(matter: Matter) -> Iterator[Line]:
    """What auditors say may come of the weaknesses behind the outstanding actions."""
    found = [(p.item, said) for p in matter.open for said in matter.risks(p.item)[:1]]
    if found:
        yield Line("lead", f"Risks that auditors name ({len(found)})")
    for item, said in found:
        yield Line("row", f"{item.label}: {quoted(said.field, 60)}", (said.span,))


def _overdue(late: Sequence[Position]) -> str:
    """That something is past due, and what is known of its completion."""
    if any(where.latest for where in late):
        return "past due, not recorded as complete by all who speak of it"
    return "past due, completion not recorded"


def _findings(matter: Matter, title: str, found: Iterable[Finding]) -> Iterator[Line]:
    held = sorted(found, key=lambda f: -matter.topic.centre(f.area))
    if not held:
        return
    yield Line("lead", f"{title} ({len(held)})")
    for area, run in groupby(held[:_MOST], key=lambda f: f.area):
        spans = tuple(_told(matter, finding) for finding in run)
        name = f"{plain(area)}: " if area else ""
        words = "; ".join(quoted(Field(span.quote, span), 30) for span in spans)
        yield Line("row", f"{name}{words}", spans)
    if rest := held[_MOST:]:
        yield Line("row", f"and {len(rest)} more.", tuple(f.text.span for f in rest))


def _told(matter: Matter, finding: Finding) -> Span:
    """The sentence of a finding to quote: in a report on the topic its first."""
    if finding.report in matter.topic.whole:
        return sentence_at(matter.report(finding.report), finding.text.span)
    return matter.topic.best(finding.text.span)


def _short(report: Report) -> str:
    """How a line calls a report: its kind, reference and date."""
    kind = " ".join(part for part in (report.kind, report.reference) if part)
    on = f" of {uk(report.dated)}" if report.dated else ""
    return f"{kind[:1].upper()}{kind[1:]}{on}"


def _none(words: str) -> Line:
    return Line("note", words)
