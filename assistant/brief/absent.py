"""What is not in the corpus, found by rule: silence is told as silence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from assistant.brief.matter import Matter
from assistant.brief.part import Line, Part
from assistant.brief.words import named, plain, quoted, sentence_at
from assistant.day import uk
from assistant.many import many
from corpus.clock import clocks
from corpus.piece import fold
from corpus.records import Field
from corpus.register import Item
from corpus.report import Report, Span
from corpus.stems import terms

_REFERENCE = re.compile(r"(?<![\d./])\d{1,2}\.\s?\d{2}/\d{2}(?![\d/])")
_REFERRED = re.compile(
    r"(?:\b(?:[A-Z][\w’'-]+ ){1,6}(?:audit |report |review )?(?:\(|[-–—:,] )?)?"
    + _REFERENCE.pattern
    + r"\)?"
)
"""A reference with the title before it."""
_NAMED = re.compile(
    r"\b(?:[A-Z][\w’'-]+ (?:(?:and|of|the|for|in|on) ){0,2}){2,6}"
    r"(?:Inspection|Audit|Review|Report|Inquiry|Evaluation)\b"
    r"(?!,? (?:and |or |of |for )?[A-Z])(?! \([A-Z]+\) [A-Z])"
)
"""A report called by name: capitals, then a word for a report."""
_POST = re.compile(r"\b(?:Head|Chief|Director|Deputy|Partner|Manager|Board|Committee|Group)\b")
_OPINION = re.compile(
    r"\b(?:substantial|reasonable|adequate|partial|limited|minimal|no|full|significant|moderate)\s+"
    r"assurance\b|\bassurance opinion\b|\bour (?:overall )?opinion\b",
    re.IGNORECASE,
)
_GENERIC = terms(
    "final draft internal external annual audit audits inspection report reports review inquiry "
    "evaluation progress summary overall independent force police"
)
_MOST = 6
"""References to reports not held that are told; the rest are counted."""


def absent(matter: Matter) -> Part:
    """All that the rules find missing, rule by rule."""
    lines = [line for rule in RULES for line in rule(matter)]
    if matter.later:
        names = "; ".join(plain(report.name) for report in matter.later)
        words = f"Held, but dated after {uk(matter.day)} and left out: {names}."
        lines.append(Line("note", words))
    none = Line("note", "The rules found nothing that is missing.")
    return Part("Not in the corpus", tuple(lines) or (none,))


def unheld_reports(matter: Matter) -> Iterator[Line]:
    """Reports that the words on the topic refer to and that are not held."""
    found: dict[str, Span] = {}
    for report in matter.bearing:
        for place, name in _referred(report):
            if matter.topic.bears(place) and not any(_is_called(r, name) for r in matter.reports):
                found.setdefault(_key(name), place)
    for span in list(found.values())[:_MOST]:
        words = f"“{' '.join(span.quote.split())}” is referred to and not held."
        yield Line("row", words, (span,))
    if rest := list(found.values())[_MOST:]:
        words = f"and {many(len(rest), 'more report')} referred to and not held."
        yield Line("row", words, tuple(rest))


def outcomes(matter: Matter) -> Iterator[Line]:
    """Meetings told of before they took place, whose outcome no report held tells."""
    known = {m.day for m in matter.register.meetings if m.assurance or m.evidence}
    for meeting in matter.meetings:
        if not meeting.when or meeting.assurance or (meeting.day and meeting.day in known):
            continue
        whole = sentence_at(matter.report(meeting.report), meeting.span)
        if meeting.day is None:
            missing = "the day of that meeting is not stated, nor is an outcome held"
        elif meeting.day > matter.day:
            missing = f"that day lies after {uk(matter.day)}"
        else:
            missing = "the outcome of that meeting is not held"
        yield Line("row", f"{quoted(Field(whole.quote, whole))} – {missing}.", (whole,))


def ungraded(matter: Matter) -> Iterator[Line]:
    """Areas of a report with grades that it says are not graded."""
    graded = {j.report for j in matter.judgements}
    for found in matter.register.judgements:
        if found.report in graded and found.grade == "Not graded":
            words = (
                f"{plain(found.area)} is not graded: {quoted(Field(found.span.quote, found.span))}"
            )
            yield Line("row", words, (found.span,))


def no_opinion(matter: Matter) -> Iterator[Line]:
    """Audits that print no assurance opinion: none may be read into them."""
    for report in matter.bearing:
        if "audit" in report.kind and (first := _first(report)):
            text = "\n".join(section.text for section in report.sections)
            if not _OPINION.search(text):
                words = f"{plain(report.name)} prints no assurance opinion."
                yield Line("row", words, (first,))


def undated(matter: Matter) -> Iterator[Line]:
    """Items without a date or status, and responses that do not say when they were published."""
    held: dict[str, list[Item]] = defaultdict(list)
    silent = [p for p in matter.open if not p.item.statuses]
    for where in silent:
        held[where.item.report].append(where.item)
    for report, items in held.items():
        spans = tuple(p.item.sources[0] for p in silent if p.item.report == report)
        words = f"No status is recorded for {named(items)} ({_kind(matter.report(report))})."
        yield Line("row", words, tuple(dict.fromkeys(spans)))
    bearing = {report.id for report in matter.bearing}
    for clock in clocks(matter.register, matter.reports):
        if (
            clock.source
            and clock.responses
            and not clock.responded_on
            and bearing & {*clock.reports}
        ):
            words = f"{plain(clock.title)}: {clock.response_told}."
            yield Line("row", words, (clock.source,))


RULES: tuple[Callable[[Matter], Iterator[Line]], ...] = (
    unheld_reports,
    outcomes,
    ungraded,
    no_opinion,
    undated,
)
"""Each tells one kind of silence."""


def _referred(report: Report) -> Iterator[tuple[Span, str]]:
    """The reports that a report refers to, by reference or by name, in reading order."""
    for section in report.sections:
        for block in section.blocks:
            text = section.words(block)
            names = [m for m in _NAMED.finditer(text) if not _POST.search(m[0])]
            for found in [*_REFERRED.finditer(text), *(names if block.kind != "row" else ())]:
                start, end = block.start + found.start(), block.start + found.end()
                if found[0].endswith(")") and "(" not in found[0]:
                    end -= 1
                yield Span.of(report, section, start, end), section.text[start:end]


def _is_called(report: Report, name: str) -> bool:
    """Whether a report held goes by a reference or a name."""
    if reference := _REFERENCE.search(name):
        return _key(reference[0]) == _key(report.reference)
    if terms(name) <= _GENERIC:  # `Final Internal Audit Report` calls no report by name
        return True
    own = terms(f"{report.title} {report.kind} {report.publisher} {report.force}")
    return terms(name) <= own


def _key(name: str) -> str:
    """What tells one report from another: its reference where it is called by one."""
    reference = _REFERENCE.search(name)
    return fold(reference[0] if reference else name).replace(" ", "")


def _first(report: Report) -> Span | None:
    """The first words of a report: its cover."""
    for section in report.sections:
        if section.text:
            end = section.blocks[0].end if section.blocks else len(section.text)
            return Span.of(report, section, section.blocks[0].start if section.blocks else 0, end)
    return None


def _kind(report: Report) -> str:
    return f"{report.kind} {report.reference}".strip()
