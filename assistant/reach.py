"""Which reports count for a question: those chosen, and of them those of what it names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from assistant.inside import Inside
from assistant.naming import Naming
from assistant.says import made_by
from corpus.piece import fold
from corpus.report import Report
from index.search import Scope


@dataclass(frozen=True, slots=True)
class Reach:
    """The reports held, with the forces that they are about."""

    reports: tuple[Report, ...]
    naming: Naming
    forces: Mapping[str, str]
    """The place of each force, folded, by the force's name."""
    spoken: Mapping[str, AbstractSet[str]]
    """By the id of a report on no one force: the forces of which it speaks."""

    @classmethod
    def of(cls, reports: Sequence[Report], naming: Naming) -> Reach:
        """What some reports reach."""
        forces = {r.force: fold(_place(r.force)) for r in reports if r.force}
        spoken = {r.id: _spoken_of(r, forces) for r in reports if not r.force}
        return cls(tuple(reports), naming, forces, spoken)

    def scope(self, chosen: Sequence[str], text: str) -> Scope:
        """The reports chosen, all if none is; of them those of the force, kind and year named."""
        held = [r for r in self.reports if not chosen or r.id in chosen]
        there, folded = {r.force for r in held}, fold(text)
        forces = {force for force, place in self.forces.items() if place in folded} & there
        if forces and len(there) > 1:
            held = [r for r in held if r.force in forces or self.spoken.get(r.id, set()) & forces]
        inside = Inside.of(text, held)
        held = made_by([r for r in held if inside.takes(r)] or held, text)
        ids = tuple(r.id for r in held)
        meant = self.naming.meant(text, ids)
        return Scope(ids, tuple(key for key in ids if key in meant and len(meant) < len(ids)))


def _spoken_of(report: Report, forces: Mapping[str, str]) -> set[str]:
    """The forces of which a report on no one force speaks by their place."""
    text = fold(" ".join(section.text for section in report.sections))
    return {force for force, place in forces.items() if re.search(rf"\b{re.escape(place)}\b", text)}


def _place(force: str) -> str:
    return force.removesuffix(" Police").removesuffix(" Constabulary")
