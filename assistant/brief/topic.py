"""What bears on a topic: by its words, and by likeness in meaning to what was embedded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from corpus.passages import sentences, spoken
from corpus.piece import dates, fold
from corpus.records import Meeting
from corpus.register import Conflict, Item, Register
from corpus.report import Report, Span
from index.search import Query, Search
from index.terms import content, generality, stem, stem_set, stems

_ENOUGH = 0.6
"""Share of the weight of a topic's words that what bears on it must hold."""
_PART = 0.5
"""The most that one word counts of several that tell something."""
_ALIKE, _SOME = 0.5, 0.25
"""A sentence this like the topic (cosine) bears on it with a lesser share of its words."""
_KIN = 0.7
"""How nearly a word must mean the same as one of several to stand for it."""
_PARTS = re.compile(r"\s*(?:,|;|/|&|\band\b)\s*", re.IGNORECASE)
_MEETING = frozenset(stems("scrutiny meeting briefing brief topic agenda board panel"))


class EmptyTopicError(ValueError):
    """A topic without a word to go by."""


@dataclass(frozen=True)
class Topic:
    """A topic made ready to be held against reports."""

    text: str
    query: Query
    clauses: tuple[frozenset[str], ...]
    """Stems of each thing that it names; what bears on one bears on it."""
    whole: frozenset[str]
    """Reports that are about it from end to end, by their title or by the meeting meant."""
    meeting: Meeting | None
    reports: dict[str, Report]
    search: Search

    @classmethod
    def of(cls, text: str, search: Search, register: Register, reports: Sequence[Report]) -> Topic:
        """A topic, or the topic of the meeting whose day the text tells.

        Raises:
            EmptyTopicError: If the text holds no word that says what it is about.
        """
        if not content(text):
            raise EmptyTopicError('say what the briefing is about: assistant brief "Vulnerability"')
        meeting = _meeting(text, register)
        about = meeting.topic.value if meeting and meeting.topic else text
        query = search.query(about)
        own = {s for report in reports for s in stems(report.force)}
        clauses = _clauses(about, query, own | _MEETING) or _clauses(about, query, set())
        clauses += tuple(c for clause in clauses if (c := _spelt(clause, register)) != clause)
        names = {report.id: report for report in reports}
        topic = cls(text, query, clauses, frozenset(), meeting, names, search)
        whole = {r.id for r in reports if topic.share(r.title) >= _ENOUGH}
        if meeting and not meeting.topic:
            whole = {meeting.report}
        return replace(topic, whole=frozenset(whole))

    def share(self, text: str) -> float:
        """How much of one thing that the topic names a text holds, in [0, 1]."""
        held = stem_set(text)
        return max((self._share(clause, held) for clause in self.clauses), default=0.0)

    def centre(self, name: str) -> float:
        """How much of a name is of the topic, in [0, 1]: of `Reducing harm and theft` a third."""
        held = set(stems(name))
        own = max((len(clause & held) for clause in self.clauses), default=0)
        return own / len(held) if held else 0.0

    def bears(self, span: Span, told: str = "") -> bool:
        """Whether a place bears on the topic; `told` is what is known of it besides its words."""
        if span.report in self.whole:
            return True
        section = self.reports[span.report].by_id[span.section]
        around = [told, *section.path]
        if any(self.share(words) >= _ENOUGH for words in around if words):
            return True
        return any(self._speaks(text) for text in self._units(span))

    def best(self, span: Span) -> Span:
        """The sentence inside a place that speaks most plainly of the topic; the first if none."""
        report = self.reports[span.report]
        section = report.by_id[span.section]
        units = [u for u in sentences(section, section.blocks) if span.start <= u.start < span.end]
        if not units:
            return span
        best = max(units, key=lambda u: self.share(section.text[u.start : u.end]))
        chosen = best if self.share(section.text[best.start : best.end]) else units[0]
        return Span.of(report, section, chosen.start, chosen.end)

    def items(self, items: Iterable[Item]) -> tuple[Item, ...]:
        """The items that bear on it, in the order given."""
        return tuple(i for i in items if any(self.bears(s, i.area) for s in i.sources))

    def torn(self, found: Iterable[Conflict], items: Sequence[Item]) -> tuple[Conflict, ...]:
        """The conflicts of those items, and those of no item of which a side bears on it."""
        ids = {item.id for item in items}
        return tuple(
            c
            for c in found
            if (c.item in ids if c.item else any(self.bears(side.span) for side in c.sides))
        )

    def _units(self, span: Span) -> list[str]:
        section = self.reports[span.report].by_id[span.section]
        return [
            spoken(section, unit)
            for unit in sentences(section, section.blocks)
            if unit.start < span.end and unit.end > span.start and unit.kind != "label"
        ]

    def _speaks(self, text: str) -> bool:
        share = self.share(text)
        if share >= _ENOUGH:
            return True
        if share < _SOME:
            return False
        vectors = self.search.sentence_vectors([text])
        return any(float(v @ self.query.vector) >= _ALIKE for v in vectors.values())

    def _share(self, clause: frozenset[str], held: AbstractSet[str]) -> float:
        """The share of one thing named; one word of several, however rare, is not the thing."""
        own = clause & held
        kin = {term for term in clause - own if own and self.query.credit(term, held) >= _KIN}
        share = self._weight(own | kin) / self._weight(clause)
        telling = {term for term in clause if generality(term) == 1}
        return min(share, _PART) if len(telling) > 1 and len(telling & (own | kin)) < 2 else share

    def _weight(self, terms: Iterable[str]) -> float:
        return sum(self.query.weights.get(term, 1.0) for term in terms)


def _clauses(text: str, query: Query, idle: set[str]) -> tuple[frozenset[str], ...]:
    """The stems of each thing named, without numbers and names that say nothing of a topic."""
    mended = query.text or text
    found = (
        frozenset(s for w in content(part) if not w[0].isdigit() and (s := stem(w)) not in idle)
        for part in _PARTS.split(mended)
    )
    return tuple(dict.fromkeys(clause for clause in found if clause))


def _spelt(clause: frozenset[str], register: Register) -> frozenset[str]:
    """The same with what its short forms stand for, as reports print it, in their place."""
    names = {stem(fold(d.short)): stem_set(d.expansion) for d in register.definitions}
    shorts = clause & names.keys()
    return (clause - shorts).union(*(names[short] for short in shorts))


def _meeting(text: str, register: Register) -> Meeting | None:
    """The meeting whose day a text tells, if the text speaks of a meeting at all."""
    days = dates(text)
    if not days or not re.search(r"meeting|board|panel|session", fold(text)):
        return None
    return next((m for m in register.meetings if m.day in days), None)
