"""Questions that go on from an answer, made by rule from the records that the answer shows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.answer import Answer, Citation
from assistant.examples import lower
from assistant.many import plural
from assistant.thread import Next
from corpus.piece import fold
from corpus.register import Item, Judgement, Register
from corpus.report import Span

_COUNTED = re.compile(r" \(\d+ of \d+\)$")
_MOST = 6
"""Candidates; those that lead nowhere are left out afterwards."""
_SOON = 2
"""Sections after what is cited."""
_LONGEST_HEADING = 60
"""Characters."""


def suggestions(answer: Answer, register: Register) -> tuple[Next, ...]:
    """What the records hold beside what an answer says: owner, date, status, other side, family."""
    told = fold(answer.text)
    items = _shown(answer.citations, register.items)
    found = [
        *(next_ for item in items[:1] for next_ in _of_item(item, told, register)),
        *_of_family(items, register),
        *([] if items else _asked_next(answer.citations, register)),
        *_of_grades(answer.citations, register),
        *_elsewhere(answer),
    ]
    asked = fold(answer.question).rstrip("?")
    distinct = dict.fromkeys(one for one in found if fold(one.text).rstrip("?") != asked)
    return tuple(distinct)[:_MOST]


def _shown(citations: Sequence[Citation], items: Sequence[Item]) -> list[Item]:
    """The items on which an answer rests, in the order of its citations."""
    spans = [citation.span for citation in citations]
    return list(
        dict.fromkeys(
            item for span in spans for item in items if any(_meet(span, s) for s in item.sources)
        )
    )


def _meet(one: Span, other: Span) -> bool:
    return one.section == other.section and one.start < other.end and other.start < one.end


def _of_item(item: Item, told: str, register: Register) -> Iterator[Next]:
    """What is recorded of one item and the answer does not say."""
    name, alike = lower(item.label), Counter(i.label for i in register.items)
    within = (item.report,) if alike[item.label] > 1 else ()
    if item.owners and not any(fold(owner.value) in told for owner in item.owners):
        yield Next(f"Who owns {name}?", within)
    if item.deadlines and not any(fold(due.value) in told for due in item.deadlines):
        yield Next(f"By when is {name} due?", within)
    if item.statuses and not any(fold(status.value) in told for status in item.statuses):
        yield Next(f"What is the status of {name}?", within)
    for response in item.responses:
        if response.by and fold(response.text.value)[:40] not in told:
            yield Next(f"What does {response.by} say to {name}?", within)
    if fold(item.text.value)[:40] not in told:
        yield Next(f"What is {name}?", within)


def _of_family(items: Sequence[Item], register: Register) -> Iterator[Next]:
    """The other rows of the family that an answer shows most of."""
    if not items:
        return
    (family, report), shown = Counter((i.family, i.report) for i in items).most_common(1)[0]
    held = [i for i in register.items if (i.family, i.report) == (family, report)]
    rows = plural(family)
    if any(i.deadline for i in held):
        yield Next(f"Which {rows} are past due?", (report,))
    if any(i.statuses for i in held):
        yield Next(f"Which {rows} are incomplete?", (report,))
    if len(held) > shown:
        yield Next(f"How many {rows} are there?", (report,))


def _asked_next(citations: Sequence[Citation], register: Register) -> Iterator[Next]:
    """The item that a report prints soon after what is cited: what it asks for because of it."""
    for span in [citation.span for citation in citations][:1]:
        after = [
            (_place(source) - _place(span), item)
            for item in register.items
            for source in item.sources
            if source.report == span.report
        ]
        soon = sorted((a for a in after if 0 < a[0] <= _SOON), key=lambda one: one[0])
        for _, item in soon[:1]:
            alike = sum(i.label == item.label for i in register.items)
            within = (item.report,) if alike > 1 else ()
            yield Next(f"Who owns {lower(item.label)} and by when?", within)


def _place(span: Span) -> int:
    """Place of a section in its report."""
    return int(span.section.rpartition("#")[2])


def _of_grades(citations: Sequence[Citation], register: Register) -> Iterator[Next]:
    """The other areas with the grade shown, and what is asked for in its area."""
    spans = [citation.span for citation in citations]
    shown = [j for j in register.judgements if any(_meet(span, j.span) for span in spans)]
    for judgement in shown[:1]:
        if _others(judgement, register):
            grade = lower(judgement.grade)
            yield Next(f"Which areas were graded {grade}?", (judgement.report,))
        area = lower(judgement.area)
        yield Next(f"Which areas for improvement concern {area}?", (judgement.report,))


def _others(judgement: Judgement, register: Register) -> bool:
    alike = [j for j in register.judgements if j.grade == judgement.grade]
    return len({fold(j.area) for j in alike if j.report == judgement.report}) > 1


def _elsewhere(answer: Answer) -> Iterator[Next]:
    """What another report found near says of the section that is cited."""
    if not answer.citations:
        return
    first = answer.citations[0]
    heading = _COUNTED.sub("", first.section.rsplit(" › ", 1)[-1])
    others = [near for near in answer.see_also if near.span.report != first.span.report]
    if others and len(heading) <= _LONGEST_HEADING:
        yield Next(f"What is said about “{heading}”?", (others[0].span.report,))
