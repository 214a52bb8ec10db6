"""What moved between two days: new items, statuses, dates passed, each cited."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.brief.actions import disagreements
from assistant.brief.matter import Matter, is_closed
from assistant.brief.part import Line, Part
from assistant.brief.words import exact, plain, quoted
from assistant.day import uk
from corpus.position import Position, told_status
from corpus.register import Item
from corpus.report import Span
from corpus.twin import twins


def moves(before: Matter, now: Matter) -> tuple[Part, ...]:
    """The parts of a comparison; each says so where nothing moved."""
    old = {_key(p): p for p in before.positions}
    both = [(old[_key(p)], p) for p in now.positions if _key(p) in old]
    since = uk(before.day)
    return (
        _part("New reports", _reports(before, now), f"No report dated after {since}."),
        _part("New items", _items(old, now), f"Nothing new is asked since {since}."),
        _part("Status changes", _statuses(both), f"No status is recorded since {since}."),
        _part("Closed", _closed(both), "Nothing is newly recorded as done."),
        _part("Newly past due", _late(old, now), "Nothing is newly past due."),
        _part("Due dates passed", _passed(before, now), "No due date passed."),
        _part("New disagreements", _torn(before, now), "None found by rule."),
        _part("Meetings", _meetings(before, now), "No meeting day passed."),
    )


def _reports(before: Matter, now: Matter) -> Iterator[Line]:
    known = {report.id for report in before.reports}
    for report in now.bearing:
        if report.id not in known:
            section = next(s for s in report.sections if s.text)
            end = section.blocks[0].end if section.blocks else len(section.text)
            start = section.blocks[0].start if section.blocks else 0
            span = Span.of(report, section, start, end)
            yield Line("row", f"{plain(report.name)}.", (span,))


def _items(old: dict[tuple[str, str], Position], now: Matter) -> Iterator[Line]:
    same = twins(now.items, now.reports)
    for where in now.positions:
        again = [(twin.report, twin.id) for twin in same.get(_key(where), ())]
        if not old.keys() & {_key(where), *again}:  # an item followed up is not asked anew
            item = where.item
            due = f", due {exact(item.deadlines[0])}" if item.deadlines else ", no date stated"
            due += f" ({where.due})" if where.past_due else ""
            spans = (item.text.span, *(field.span for field in item.deadlines[:1]))
            yield Line("row", f"{_name(item, now)}{due}: {quoted(item.text, 30)}", spans)


def _statuses(both: list[tuple[Position, Position]]) -> Iterator[Line]:
    for was, where in both:
        known = set(was.item.statuses_at(was.day))
        new = [s for s in where.item.statuses_at(where.day) if s not in known]
        for status in new:
            earlier = "; ".join(plain(told_status(s)) for s in was.latest) or "no status recorded"
            words = f"{where.item.label}: {earlier} → {plain(told_status(status))}."
            spans = (status.span, *(s.span for s in was.latest))
            yield Line("row", words, tuple(dict.fromkeys(spans)))


def _closed(both: list[tuple[Position, Position]]) -> Iterator[Line]:
    for was, where in both:
        if is_closed(where) and not is_closed(was):
            told = "; ".join(plain(told_status(s)) for s in where.latest)
            words = f"{where.item.label}: {told}."
            yield Line("row", words, tuple(s.span for s in where.latest))


def _late(old: dict[tuple[str, str], Position], now: Matter) -> Iterator[Line]:
    """What is past due now and was not, or was not asked; of a follow-up, only what was not."""
    same = twins(now.items, now.reports)
    for where in now.positions:
        again = [(twin.report, twin.id) for twin in same.get(_key(where), ())]
        known = [old[key] for key in (_key(where), *again) if key in old]
        if where.past_due and not any(was.past_due for was in known):
            yield _dated(where.item, now, f"past due, {_done(where)}")


def _passed(before: Matter, now: Matter) -> Iterator[Line]:
    """Every date that lies between the two days, of whatever was known on the later one."""
    for where in now.positions:
        deadline = where.item.deadline
        if deadline and before.day <= deadline < now.day:
            yield _dated(where.item, now, _done(where))


def _torn(before: Matter, now: Matter) -> Iterator[Line]:
    known = {(c.kind, c.note) for c in before.torn}
    new = [c for c in now.torn if (c.kind, c.note) not in known]
    yield from disagreements(now, new)


def _meetings(before: Matter, now: Matter) -> Iterator[Line]:
    for meeting in now.meetings:
        if meeting.day and before.day <= meeting.day < now.day:
            told = (
                f"assurance {exact(meeting.assurance)}" if meeting.assurance else "no outcome held"
            )
            spans = (meeting.span, *([meeting.assurance.span] if meeting.assurance else []))
            yield Line("row", f"Meeting of {uk(meeting.day)}: {told}.", spans)


def _done(where: Position) -> str:
    """What is recorded of the completion of an item."""
    if is_closed(where):
        return "recorded as done"
    told = "not recorded as complete by all who speak of it"
    return told if where.latest else "completion not recorded"


def _dated(item: Item, now: Matter, told: str) -> Line:
    field = item.deadlines[0]
    return Line("row", f"{_name(item, now)}, due {exact(field)}: {told}.", (field.span,))


def _name(item: Item, now: Matter) -> str:
    report = now.report(item.report)
    return plain(f"{item.label} ({' '.join(filter(None, [report.kind, report.reference]))})")


def _key(where: Position) -> tuple[str, str]:
    return where.item.report, where.item.id


def _part(title: str, lines: Iterator[Line], none: str) -> Part:
    return Part(title, tuple(lines) or (Line("note", none),))
