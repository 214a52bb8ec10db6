"""A question with all that is needed to answer it from rows, and the rows that answer it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from assistant.cite import Draft
from assistant.nearby import Nearby
from assistant.people import People
from assistant.understand import Understood
from corpus.register import Conflict, Item, Register
from corpus.report import Report, Span
from index.search import Query


@dataclass(frozen=True, slots=True)
class Rows:
    """What the register says to a question."""

    drafts: tuple[Draft, ...]
    spans: tuple[Span, ...]
    missing: bool = False
    """Whether the question names an item, or a field of it, that no report holds."""
    thin: bool = False
    """Whether the rows alone may not answer: one item, and its status is not recorded."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question together with what is needed to answer it from rows."""

    understood: Understood
    query: Query
    register: Register
    reports: Mapping[str, Report]
    today: date
    meant: frozenset[str]
    """Reports that the question names, by whatever name; all in scope when it names none."""
    plainly: bool
    """Whether those are named so plainly that no other report can be meant."""
    naming: frozenset[str]
    """Stems of the question that name those reports."""
    likeness: Callable[[Item], float]
    """How alike the question and an item are in meaning, in [-1, 1]."""
    alike: Callable[[str], float]
    """How alike the question and a text of a few words are in meaning, in [-1, 1]."""

    people: People = field(default_factory=People)
    """Whom the reports name with letters."""
    torn: tuple[Conflict, ...] = ()
    """What the reports disagree about."""
    near: Nearby = field(default_factory=Nearby)
    """Where the answers before were drawn from."""

    @property
    def day(self) -> date:
        """The day for which status is wanted."""
        return self.understood.as_at or self.today
