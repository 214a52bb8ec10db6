"""Topic, day and reports -> Briefing: the whole flow on one page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from assistant.brief.absent import absent
from assistant.brief.actions import outstanding, tension
from assistant.brief.enquiry import enquiries
from assistant.brief.matter import Matter
from assistant.brief.moved import moves
from assistant.brief.opening import purpose, why_now, works
from assistant.brief.part import Briefing, Line, Part, Reference, Source
from assistant.brief.summary import Summing, summed
from assistant.brief.words import plain
from assistant.cite import CitationError, Draft, Places
from assistant.day import uk
from corpus.report import Event, Report, Span
from index.library import Library
from index.search import Search

__all__ = ["Briefing", "Wanted", "as_json", "brief", "hashes"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a briefing is to be on."""

    topic: str
    """A topic, or a meeting with its day: `Scrutiny Meeting 21 May 2025`."""
    as_at: date
    """Nothing stated after this day is told."""
    reports: tuple[str, ...] = ()
    """Ids of the reports to stay inside; none for all."""
    since: date | None = None
    """An earlier day: the briefing then tells what moved between the two."""


def brief(
    wanted: Wanted,
    search: Search,
    reports: Sequence[Report],
    sha256: Mapping[str, str],
    writer: Summing | None = None,
) -> Briefing:
    """The briefing; one on which nothing held bears says so and is short.

    `sha256` holds, by report id, the hash of the file that it was read from. With a writer, a
    part that tells several things opens with a summary of at most two sentences.

    Raises:
        EmptyTopicError: If the topic holds no word to go by.
        ValueError: If the earlier day is not before the later one.
    """
    if wanted.since and wanted.since >= wanted.as_at:
        raise ValueError(f"--since {wanted.since} is not before --as-at {wanted.as_at}")
    chosen = [r for r in reports if not wanted.reports or r.id in wanted.reports]
    matter = Matter.of(wanted.topic, wanted.as_at, search, chosen)
    title = f"Briefing: {plain(wanted.topic)}, as at {uk(wanted.as_at)}"
    if wanted.since:
        title = f"{title}: what moved since {uk(wanted.since)}"
    if not matter.bearing:
        return _made(wanted, title, matter, (_nothing(matter),), sha256)
    parts = (
        _compared(matter, wanted.since, search, chosen)
        if wanted.since
        else tuple(make(matter) for make in _PARTS)
    )
    if writer:
        places = Places(matter.reports)
        sound = [_each(part, lambda line: _proved(line, places)) for part in parts]
        parts = summed(sound, writer, title, places)
    return _made(wanted, title, matter, parts, sha256)


def hashes(library: Library) -> dict[str, str]:
    """The SHA-256 of the file behind each report that is served, by report id."""
    shelved = library.shelved()
    files = {(v.report.id, v.number): v.file for v in shelved.versions}
    return {key: files.get((key, number), "") for key, number in shelved.served}


def as_json(briefing: Briefing) -> str:
    """A briefing as JSON: parts with lines and tables, references, sources."""
    told: dict[str, Any] = TypeAdapter(Briefing).dump_python(briefing, mode="json")
    return json.dumps(told, ensure_ascii=False, indent=2)


_PARTS = (purpose, why_now, works, outstanding, tension, enquiries, absent)


def _compared(
    matter: Matter, since: date, search: Search, reports: Sequence[Report]
) -> tuple[Part, ...]:
    return moves(Matter.of(matter.topic.text, since, search, reports), matter)


def _nothing(matter: Matter) -> Part:
    """An honest, short part: what was looked for and where."""
    words = f"Nothing held up to {uk(matter.day)} bears on “{plain(matter.topic.text)}”."
    lines = [Line("note", words), Line("note", "This says nothing of the topic itself.")]
    names = "; ".join(plain(report.name) for report in matter.reports)
    lines.append(Line("note", f"Searched: {names or 'no report is dated up to that day'}."))
    if matter.later:
        later = "; ".join(plain(report.name) for report in matter.later)
        lines.append(Line("note", f"Dated later, so not searched: {later}."))
    return Part("Nothing held", tuple(lines))


def _made(
    wanted: Wanted,
    title: str,
    matter: Matter,
    parts: Sequence[Part],
    sha256: Mapping[str, str],
) -> Briefing:
    """The parts with their references numbered and every quotation proved."""
    places = Places(matter.reports)
    parts = [_each(part, lambda line: _proved(line, places)) for part in parts]
    told = [line for part in parts for line in part.lines]
    spans = [span for line in told for span in line.spans]
    letters = _letters(spans)
    numbers: dict[tuple[str, int | None], list[Span]] = {}
    for span in spans:
        numbers.setdefault((span.section, span.page), []).append(span)
    order = {key: number for number, key in enumerate(numbers, start=1)}
    references = tuple(
        _reference(number, held, letters, places)
        for number, held in enumerate(numbers.values(), start=1)
    )
    sources = tuple(
        _source(letter, places.reports[key], sha256.get(key, "")) for key, letter in letters.items()
    )
    return Briefing(
        title=title,
        topic=wanted.topic,
        as_at=wanted.as_at,
        since=wanted.since,
        bears=bool(matter.bearing),
        parts=tuple(_each(part, lambda line: _numbered(line, order)) for part in parts),
        references=references,
        sources=sources,
    )


def _proved(line: Line, places: Places) -> Line:
    """The line, if what it quotes stands where it cites; else a note that it was withheld."""
    if line.kind in {"note", "lead", "written"}:
        return line
    try:
        places.cited([Draft("row", line.text, line.spans)])
    except CitationError:
        return Line("note", "Withheld: the words of this line were not found where it cites them.")
    return line


def _each(part: Part, change: Callable[[Line], Line]) -> Part:
    """A part with each of its lines and cells changed."""
    blocks = tuple(
        change(block)
        if isinstance(block, Line)
        else replace(block, rows=tuple(tuple(map(change, row)) for row in block.rows))
        for block in part.blocks
    )
    return replace(part, blocks=blocks)


def _letters(spans: Sequence[Span]) -> dict[str, str]:
    """A letter for each report cited, in order of first use: A to Z, then A2 ..."""
    keys = dict.fromkeys(span.report for span in spans)
    return {
        key: chr(65 + n % 26) + (str(n // 26 + 1) if n > 25 else "") for n, key in enumerate(keys)
    }


def _reference(
    number: int, held: Sequence[Span], letters: Mapping[str, str], places: Places
) -> Reference:
    span = held[0]
    report, section = places.reports[span.report], places.sections[span.section]
    kind = " ".join(part for part in (report.kind, report.reference) if part)
    name = ", ".join(filter(None, [kind, uk(report.dated) if report.dated else ""]))
    quotes = tuple(dict.fromkeys(one.quote for one in held))
    return Reference(number, letters[report.id], name, section.title, span.page, quotes)


def _source(letter: str, report: Report, sha256: str) -> Source:
    dates = tuple(f"{event.label} {uk(event.on)}" for event in _each_once(report.dates))
    notes = [f"Restated from: {report.restated_from}"] if report.restated_from else []
    notes += [f"On copying: {report.handling}"] if report.handling else []
    return Source(letter, report.name, dates, report.source, sha256, tuple(notes))


def _each_once(events: Sequence[Event]) -> Iterator[Event]:
    """The dates of a report; one that another of the same day says with more words is left out."""
    told = [(event.on, frozenset(event.label.casefold().split())) for event in events]
    for place, (event, (on, said)) in enumerate(zip(events, told, strict=True)):
        later = told[place + 1 :]
        fuller = any(day == on and said <= other for day, other in later)
        if not fuller and not any(day == on and said < other for day, other in told[:place]):
            yield event


def _numbered(line: Line, order: Mapping[tuple[str, int | None], int]) -> Line:
    cites = dict.fromkeys(order[span.section, span.page] for span in line.spans)
    return replace(line, cites=tuple(cites))
