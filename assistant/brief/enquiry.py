"""Lines of enquiry: a fixed question around a quotation or a computed row, each made by a rule."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from assistant.brief.matter import Matter
from assistant.brief.part import Line, Part
from assistant.brief.words import asked, ended, exact, named, noted, plain, quoted
from assistant.day import uk
from assistant.many import many
from corpus.conflict.time import still_to_come
from corpus.piece import dates
from corpus.position import Position
from corpus.records import Field
from corpus.register import Conflict
from corpus.said import Said
from corpus.standing import standing

_CLAIMED = frozenset({"claimed complete", "signed off by the force"})
_VERIFIED = frozenset({"verified complete", "closed by the inspectorate"})
_WAITS = re.compile(
    r"\b(?:awaiting|await|pending|cannot (?:be )?(?:progress|complet|start)\w*"
    r"|dependent (?:on|upon)|waiting for|until\b[^.]{0,80}\b(?:has|have|is|are|been))\b",
    re.IGNORECASE,
)
_MANY = 8
"""Past due items above which they are asked for in one line."""
_DISAGREE = {
    "two bodies": "Which holds for this force today, and what shows it?",
    "two statuses": "Which holds today, and what shows it?",
    "two states": "Which is the position today?",
    "two posts": "Which post answers for it?",
    "two figures": "Which figure is right, and for what period?",
    "all and some": "How many have one today, and which do not?",
    "total": "What is the right count, and which rows make it up?",
    "commitment": "How and by when will the gap be closed?",
}
"""What is asked of each kind of conflict."""


def enquiries(matter: Matter) -> Part:
    """The questions that the gaps give rise to, in the order of the rules, each place once."""
    lines: list[Line] = []
    asked: set[str] = set()
    for rule in RULES:
        for line in rule(matter):
            if line.text not in asked:
                lines.append(line)
                asked.add(line.text)
    none = Line("note", "No gap was found by rule on this topic.")
    return Part("Lines of enquiry for the chief constable", tuple(lines) or (none,))


def past_due(matter: Matter) -> Iterator[Line]:
    """A date that has gone by with no completion recorded."""
    late = [p for p in matter.open if p.past_due]
    if len(late) > _MANY:
        names = named([where.item for where in late])
        words = f"{names} are past due and no completion is recorded. What stands in the way?"
        yield _line(words, "past due", *(p.item.deadlines[0] for p in late))
        return
    for where in late:
        item, days = where.item, (matter.day - (where.item.deadline or matter.day)).days
        words = (
            f"{item.label}, {asked(item, 20)}, was due {exact(item.deadlines[0])}, "
            f"{many(days, 'day')} before {uk(matter.day)}, and {_recorded(where)} "
            "Is it done, and what shows it?"
        )
        extra = [Field(s.value, s.span) for s in where.latest]
        yield _line(words, "past due", item.text, item.deadlines[0], *extra)


def two_owners(matter: Matter) -> Iterator[Line]:
    """An action that two places give to two posts."""
    groups: dict[tuple[str, ...], list[Conflict]] = defaultdict(list)
    for conflict in matter.torn:
        if conflict.kind == "two owners":
            groups[tuple(map(exact, conflict.sides))].append(conflict)
    items = {item.id: item for item in matter.items}
    for owners, found in groups.items():
        names = named([items[c.item] for c in found])
        both = " and ".join(owners)
        each = "it" if len(found) == 1 else "each of them"
        words = f"{names}: the owner is told as {both}. Who answers for {each}?"
        yield _line(words, "two owners", *(side for c in found for side in c.sides))


def disagreements(matter: Matter) -> Iterator[Line]:
    """A commitment short of what was asked, a total that does not add up, two accounts."""
    for conflict in matter.torn:
        if question := _DISAGREE.get(conflict.kind):
            rule = "commitment short" if conflict.kind == "commitment" else conflict.kind
            yield _line(f"{ended(noted(conflict))} {question}", rule, *conflict.sides)


def awaiting(matter: Matter) -> Iterator[Line]:
    """An item that waits for another, by its own words or by those of its answer."""
    for where in matter.open:
        item = where.item
        for blocker in where.blockers:
            by = f", for {plain('; '.join(blocker.addressees))}" if blocker.addressees else ""
            due = f", due {uk(blocker.deadline)}" if blocker.deadline else ", no date stated"
            words = (
                f"{item.label} waits for {blocker.label}{by}{due}. What is done meanwhile, and "
                "when will it be done?"
            )
            yield _line(words, "awaiting another", item.text, blocker.text)
        for response in item.responses:
            for part in [] if where.blockers else re.split(r"(?<=[.;])\s+", response.text.value):
                if _WAITS.search(part):
                    told = ended(quoted(Field(part, response.text.span)))
                    by = plain(response.by) or "the answer"
                    words = f"{item.label}: {by} says {told} Who is waited for, and until when?"
                    yield _line(words, "awaiting another", response.text)


def claimed(matter: Matter) -> Iterator[Line]:
    """A completion that is claimed and that no inspectorate or auditor has verified."""
    groups: dict[tuple[str, str], list[tuple[Position, Field]]] = defaultdict(list)
    for where in matter.positions:
        local = [s for s in where.latest if s.scope != "national"]
        if any(standing(s.value, s.stated_by) in _VERIFIED for s in local):
            continue  # what is verified nationally is not verified of this force
        for status in local:
            if standing(status.value, status.stated_by) in _CLAIMED:
                field = Field(status.value, status.span)
                groups[status.stated_by, exact(field)].append((where, field))
    for (by, value), held in groups.items():
        names = named([where.item for where, _ in held])
        who = plain(by)
        words = f"{who[:1].upper()}{who[1:]} states of {names}: {ended(value)} Who has verified it?"
        yield _line(words, "claimed, not verified", *(field for _, field in held))


def untested(matter: Matter) -> Iterator[Line]:
    """What an auditor passes on as told by management, and does not say was tested."""
    for where in matter.open:
        for sentence in matter.told[where.item.id]:
            if not _gone(sentence, matter):
                words = f"{where.item.label}: {quoted(sentence.field)} What evidence shows it?"
                yield _line(words, "claimed, not verified", sentence.field)


def gone_by(matter: Matter) -> Iterator[Line]:
    """What a report tells as still to come on a day that has passed by the day of the briefing."""
    for sentence in matter.sentences:
        if days := _gone(sentence, matter):
            words = (
                f"{ended(quoted(sentence.field, 60))} {days[0].value} has passed, and nothing "
                "held says what came of it. What was decided?"
            )
            yield _line(words, "told as still to come", sentence.field)


def no_date(matter: Matter) -> Iterator[Line]:
    """What is asked of the force without any date."""
    held: dict[str, list[Position]] = defaultdict(list)
    for where in matter.open:
        if where.item.deadline_kind == "none stated":
            held[where.item.report].append(where)
    for report, found in held.items():
        names = named([where.item for where in found])
        each = "it" if len(found) == 1 else "each"
        words = (
            f"No date is printed for {names} ({plain(matter.report(report).name)}). By when will "
            f"{each} be done, and who decides that it is?"
        )
        yield _line(words, "no date", *(where.item.text for where in found))


def due_before(matter: Matter) -> Iterator[Line]:
    """Dates that lie before that of the report which asks for them."""
    groups: dict[Field, list[Conflict]] = defaultdict(list)
    for conflict in matter.torn:
        if conflict.kind == "due before":
            groups[conflict.sides[-1]].append(conflict)
    items = {item.id: item for item in matter.items}
    for own, found in groups.items():
        names = named([items[c.item] for c in found])
        one = len(found) == 1
        told = "Was the date met by then, and why was it not revised?"
        several = "Were the dates met by then, and why were they not revised?"
        words = (
            f"{names}: due before the report that asks for {'it' if one else 'them'} was dated, "
            f"{exact(own)}. {told if one else several}"
        )
        yield _line(words, "due before the report", *(c.sides[0] for c in found), own)


RULES: tuple[Callable[[Matter], Iterator[Line]], ...] = (
    past_due,
    two_owners,
    disagreements,
    awaiting,
    claimed,
    untested,
    gone_by,
    no_date,
    due_before,
)
"""Each finds one kind of gap, whatever the topic."""


def _recorded(where: Position) -> str:
    """What is recorded of an item that is past due: nothing, or what each body states."""
    if not where.latest:
        return "no completion is recorded."
    told = "; ".join(
        plain(status.stated_by)
        + (", national: " if status.scope == "national" else ": ")
        + exact(Field(status.value, status.span))
        for status in where.latest
    )
    return f"not all who speak of it say that it is done ({told})."


def _gone(sentence: Said, matter: Matter) -> list[Field]:
    """The days that a sentence tells as still to come and that have passed, none held on them."""
    held = {m.day for m in matter.register.meetings if m.assurance}
    return [
        told
        for told in still_to_come(sentence)
        if (day := dates(told.value)[0]) < matter.day and day not in held
    ]


def _line(words: str, rule: str, *fields: Field) -> Line:
    return Line("enquiry", words, tuple(dict.fromkeys(field.span for field in fields)), rule)
