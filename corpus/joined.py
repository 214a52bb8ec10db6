"""What a report says of items that another asks for: replies, statuses and leads.

A commissioner's letter answers an inspection's recommendations, minutes tell how an audit's actions
stand. The item is known by its number, and by words of it that stand beside that number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from corpus.extract.answer import Answer, followed_up
from corpus.extract.deadline import due
from corpus.extract.draft import Said
from corpus.extract.part import parts
from corpus.extract.status import stated
from corpus.extract.stream import streamed
from corpus.piece import dates, fold, place_of
from corpus.register import Item, Response
from corpus.report import Report
from corpus.stems import terms
from corpus.voice import placed

_SHARED = 2
"""Words of substance that an answer must share with the item it is joined to."""
_HEAD = 2
"""Sections at the head of a report that say what it is about."""
_BRIEF = 10
"""Words of an item that is no more than a title of what another report asks for."""
_COMMON = terms(
    "the force police constabulary should make sure improve recommendation area for improvement "
    "action report inspection response commissioner internal audit chief constable reply comment"
)


def with_answers(items: Sequence[Item], reports: Sequence[Report]) -> list[Item]:
    """The items with what any of the reports answers to them; titles of them are left out."""
    forces = {report.id: place_of(report.force) for report in reports}
    named = {report.id: report for report in reports}
    found: dict[str, list[Answer]] = defaultdict(list)
    titles: set[str] = set()
    for report in reports:
        held = [i for i in items if forces.get(i.report) == forces[report.id]]
        for answer in _told(report, held):
            own = [i for i in held if i.report == report.id and _is_of(answer, i)]
            item = _meant(answer, held, named)
            if item and (item.report != report.id or _elsewhere(answer, item)):
                found[item.id].append(answer)
                titles |= {i.id for i in own if i.report != item.report and _is_title(i)}
    return [_answered(i, found[i.id], named) for i in items if i.id not in titles]


def _told(report: Report, items: Sequence[Item]) -> Iterator[Answer]:
    """What a report says of items that it names: in tables of follow-up, then in its text."""
    for part in parts(report):
        yield from followed_up(part)
    yield from streamed(report, {fold(i.number) for i in items if _is_reference(i.number)})


def _is_reference(number: str) -> bool:
    return any(c.isalpha() for c in number) and any(c.isdigit() for c in number)


def _is_title(item: Item) -> bool:
    """Whether an item is no more than a name, with nothing told of it where it stands."""
    told = item.owners or item.deadlines or item.statuses or item.responses or item.addressees
    return len(item.text.value.split()) <= _BRIEF and not told


def _is_of(answer: Answer, item: Item) -> bool:
    """Whether a label may be an item's: its number, and its family unless a reference tells it."""
    same = fold(answer.number) == fold(item.number)
    if not answer.family and answer.report == item.report:
        return same  # by the number of its paragraph, or of its row in another table
    actions = {"action", "management action"}
    alike = answer.family == item.family or {answer.family, item.family} <= actions
    return same and (alike or _is_reference(item.number))


def _meant(answer: Answer, held: Sequence[Item], reports: Mapping[str, Report]) -> Item | None:
    """The item that an answer is of: its report's own, else the one that its words fit best."""
    fits = [i for i in held if _is_of(answer, i)]
    own = [i for i in fits if i.report == answer.report and not (_is_title(i) and len(fits) > 1)]
    if own:
        return own[0] if len(own) == 1 else None
    said = terms(answer.hint) - _COMMON - terms(reports[answer.report].force)
    others = [i for i in fits if i.report != answer.report]
    named = [i for i in others if _names(reports[answer.report], reports[i.report])]
    if len(named) == 1:
        return named[0]
    shared = {i.id: len(said & _words(i, reports[i.report])) for i in others}
    best = max(others, key=lambda i: shared[i.id], default=None)
    return best if best and shared[best.id] >= _SHARED else None


def _names(one: Report, other: Report) -> bool:
    """Whether a report says at its head that it is about one of the other's day."""
    opens = " ".join(section.text for section in one.sections[:_HEAD])
    return other.dated is not None and other.dated in dates(opens)


def _words(item: Item, report: Report) -> frozenset[str]:
    return terms(f"{item.text.value} {item.area} {report.title}") - _COMMON


def _elsewhere(answer: Answer, item: Item) -> bool:
    """Whether an answer of the item's own report stands outside the item and what it tells."""
    taken = [*item.sources, *(s.span for s in item.statuses)]
    return not any(words.span.meets(span) for _, words in answer.replies for span in taken)


def _answered(item: Item, found: Sequence[Answer], reports: Mapping[str, Report]) -> Item:
    """The item with its answers in the order in which they were given."""
    for answer in sorted(found, key=lambda a: str(reports[a.report].dated or "")):
        item = _with(item, answer, reports[answer.report])
    return item


def _with(item: Item, answer: Answer, report: Report) -> Item:
    told = [Response(by or report.name, words, report.dated) for by, words in answer.replies]
    said = [stated(report, Said(s.value, s.by, s.on)) for s in answer.statuses]
    known = {fold(owner.value) for owner in item.owners}
    spans = [words.span for _, words in answer.replies]
    others = [r for r in item.responses if not any(r.text.span.meets(span) for span in spans)]
    return replace(
        item,
        responses=tuple(dict.fromkeys([*others, *told])),
        statuses=tuple(dict.fromkeys([*item.statuses, *(placed(s, report) for s in said)])),
        owners=(*item.owners, *(o for o in answer.owners if fold(o.value) not in known)),
        deadlines=item.deadlines if item.deadline else (*item.deadlines, *answer.deadlines),
        deadline=item.deadline or _first_day(answer),
        priorities=item.priorities or tuple(answer.priorities),
    )


def _first_day(answer: Answer) -> date | None:
    return next((day for told in answer.deadlines if (day := due(told.value))), None)
