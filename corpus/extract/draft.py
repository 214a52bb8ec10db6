"""An item while its places are still being gathered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.extract.heading import area_of, set_of
from corpus.extract.part import Fields, Part
from corpus.label import Label
from corpus.register import Field, Response
from corpus.report import Span


@dataclass(frozen=True, slots=True)
class Said:
    """A status as printed, and who states it; an empty speaker is the report itself."""

    value: Field
    by: str = ""
    on: str = ""
    """The words of a date beside it: `Status at 31 March 2026`."""


@dataclass
class Draft:
    """An item while its places are still being gathered."""

    family: str
    number: str
    set: str
    area: str
    text: Field | None
    """None for a place that only says something of an item told elsewhere."""
    sources: list[Span]
    fields: Fields = field(default_factory=dict)
    statuses: list[Said] = field(default_factory=list)
    replies: list[Response] = field(default_factory=list)
    heading: str = ""
    """Of the section it stands in."""
    path: tuple[str, ...] = ()
    brief: bool = False
    """Whether its words are only a short title of what it asks for."""
    listed: bool = False
    """Whether it is a row of a table, not a place of its own."""
    alone: bool = False
    """Whether the section is its own, whatever its heading is called."""
    under: Draft | None = None
    """The cause of concern that it belongs to."""


def draft_of(part: Part, label: Label, text: Field | None, source: Span, fields: Fields) -> Draft:
    """A draft at its place; an action of an audit is a management action."""
    audit = label.family == "action" and "audit" in part.report.kind
    family = "management action" if audit else label.family
    year = set_of(part, label.qualifier)
    draft = Draft(family, label.number, year, area_of(part), text, [source], fields)
    draft.heading, draft.path = part.section.heading, part.section.path
    return draft


def grouped(told: Iterable[tuple[str, Field]]) -> Fields:
    """The fields by kind, each place once."""
    fields: Fields = {}
    for kind, value in told:
        known = fields.setdefault(kind, [])
        if not any(value.span.meets(other.span) for other in known):
            known.append(value)
    return fields
