"""All that bears on a topic on a day: what the parts of a briefing are made from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assistant.brief.topic import Topic
from assistant.grades import fullest
from corpus.addressee import to_force
from corpus.claim import registered
from corpus.conflict import conflicts
from corpus.piece import fold
from corpus.position import Position, position
from corpus.records import Finding, Judgement, Meeting
from corpus.register import Conflict, Item, Register
from corpus.report import Report, Section
from corpus.said import Said, said
from corpus.standing import is_done
from index.search import Search

_UNTESTED = re.compile(
    r"\bmanagement (?:have|has) (?:since |also )?"
    r"(?:confirmed|advised|told|stated|reported|informed)"
    r"|\bwe (?:were|have been) (?:told|advised|informed) (?:by management )?that\b"
    r".*\b(?:since|now)\b",
    re.IGNORECASE,
)
"""Words with which an auditor passes on what was said and does not say was tested."""
_RISK = re.compile(
    r"(?<!given )\b(?:there is|is a|is the|the|a|an),?(?: \w+,?){0,2} risk (?:is )?(?:that|of)\b",
    re.IGNORECASE,
)
"""Words with which an auditor says what may come of a weakness."""
_PLACE = re.compile(r" (?:Police|Constabulary)$")
"""What a force's name ends with, that a topic leaves out."""


@dataclass(frozen=True)
class Matter:
    """The reports dated up to a day, and those records of them that bear on a topic."""

    topic: Topic
    day: date
    reports: tuple[Report, ...]
    later: tuple[Report, ...]
    """Reports that are held and are dated after the day: nothing is taken from them."""
    register: Register

    @classmethod
    def of(cls, text: str, day: date, search: Search, reports: Sequence[Report]) -> Matter:
        """What bears on a topic in some reports.

        Raises:
            EmptyTopicError: If the topic holds no word to go by.
        """
        reports = _of_force(text, reports)
        known = tuple(r for r in reports if r.dated is None or r.dated <= day)
        register = registered(known).as_at(day)
        topic = Topic.of(text, search, register, known)
        return cls(topic, day, known, tuple(r for r in reports if r not in known), register)

    def report(self, key: str) -> Report:
        """The report of an id."""
        return self.topic.reports[key]

    def section(self, key: str) -> Section:
        """The section of an id."""
        return self.report(key.rpartition("#")[0]).by_id[key]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The items that bear on the topic."""
        return self.topic.items(self.register.items)

    @cached_property
    def positions(self) -> tuple[Position, ...]:
        """Where each of those items stands: past due first, then by date, undated last."""
        held = [position(item, self.day, self.register.items) for item in self.items]
        return tuple(
            sorted(held, key=lambda p: (not p.past_due, p.item.deadline or date.max, p.item.report))
        )

    @property
    def open(self) -> tuple[Position, ...]:
        """Those that are asked of a force, or of nobody by name, and not recorded as done."""
        return tuple(p for p in self.positions if not is_closed(p) and for_force(p.item))

    @property
    def elsewhere(self) -> tuple[Position, ...]:
        """Those that are asked of other bodies only, and not recorded as done."""
        return tuple(p for p in self.positions if not is_closed(p) and not for_force(p.item))

    @property
    def closed(self) -> tuple[Position, ...]:
        """Those of which all who speak say that they are done."""
        return tuple(p for p in self.positions if is_closed(p))

    @cached_property
    def torn(self) -> tuple[Conflict, ...]:
        """The conflicts that bear on the topic."""
        return self.topic.torn(conflicts(self.register, self.reports), self.items)

    @cached_property
    def judgements(self) -> tuple[Judgement, ...]:
        """Grades on areas that bear on it, each area of a report once."""
        found: dict[tuple[str, str], Judgement] = {}
        whole = [j for j in self.register.judgements if j.report in self.topic.whole]
        rest = [j for j in self.register.judgements if j.report not in self.topic.whole]
        for judgement in [*fullest(whole), *rest]:
            if self._is_on(judgement):
                found.setdefault((judgement.report, fold(judgement.area)), judgement)
        return tuple(found.values())

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What was found that bears on it."""
        held = self.register.findings
        return tuple(f for f in held if self.topic.bears(f.text.span, f.area))

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """Meetings on it: by their topic, or, where they name none, by what stands beside them."""
        return tuple(m for m in self.register.meetings if self._meets(m))

    @cached_property
    def bearing(self) -> tuple[Report, ...]:
        """The reports of which something bears on it, the newest first."""
        keys = {item.report for item in self.items} | {f.report for f in self.findings}
        keys |= {j.report for j in self.judgements} | {m.report for m in self.meetings}
        keys |= self.topic.whole
        held = [report for report in self.reports if report.id in keys]
        return tuple(sorted(held, key=lambda r: r.dated or date.min, reverse=True))

    @cached_property
    def told(self) -> dict[str, tuple[Said, ...]]:
        """By item id: what an auditor passes on in its card as told by management, untested."""
        return {item.id: tuple(self._told(item)) for item in self.items}

    @cached_property
    def sentences(self) -> tuple[Said, ...]:
        """The sentences of the reports that bear on it which bear on it themselves."""
        told = (s for report in self.bearing for s in said(report))
        return tuple(s for s in told if self.topic.bears(s.span))

    def risks(self, item: Item) -> tuple[Said, ...]:
        """What an auditor says may come of it, in the finding that led to an item."""
        return tuple(sentence for sentence in self._led(item) if _RISK.search(sentence.text))

    def _told(self, item: Item) -> Iterator[Said]:
        return (sentence for sentence in self._led(item) if _UNTESTED.search(sentence.text))

    def _led(self, item: Item) -> Iterator[Said]:
        """Sentences of its card and of the finding before the card, as far as they stand apart."""
        report = self.report(item.report)
        if "audit" not in report.kind:
            return
        keys = [section.id for section in report.sections]
        shared = Counter(span.section for i in self.register.items for span in i.sources)
        cards = {span.section for span in item.sources if shared[span.section] == 1}
        own = cards | {keys[keys.index(key) - 1] for key in cards if keys.index(key)}
        for sentence in said(report):
            if sentence.section.id in own:
                yield sentence

    def _is_on(self, judgement: Judgement) -> bool:
        if judgement.report in self.topic.whole:
            return True
        return self.topic.share(judgement.area) >= 0.6  # in a strip all areas share one section

    def _meets(self, meeting: Meeting) -> bool:
        if meeting == self.topic.meeting:
            return True
        if meeting.topic:
            return self.topic.bears(meeting.topic.span)
        graded = {judgement.report for judgement in self.judgements}
        return meeting.report in graded | {item.report for item in self.items}


def _of_force(text: str, reports: Sequence[Report]) -> Sequence[Report]:
    """The reports on the force that a topic names, and those on none; all where it names none."""
    named = {r.force for r in reports if r.force and fold(_PLACE.sub("", r.force)) in fold(text)}
    return [r for r in reports if r.force in named or not r.force] if named else reports


def is_closed(where: Position) -> bool:
    """Whether all who speak of an item say that it is done."""
    latest = where.latest
    return bool(latest) and all(is_done(status.value) for status in latest)


def for_force(item: Item) -> bool:
    """Whether a force is asked, or nobody is named: an audit asks the force that it audits."""
    return not item.addressees or to_force(item)
