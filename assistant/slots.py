"""What a question names of the values of the register, and what is left of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from assistant.day import uk
from assistant.trait import Trait
from index.terms import stems

OF_EACH = re.compile(
    r"\b(?:and|or|versus|vs?|against|from) (?:which|what|who|those|the ones)?(?: are| is)? ?(?:for|to|aimed at|addressed to)?"
    r" ?(?:the )?(?:others?|rest|(?:some|any)(?:one|body) else)\b"
)
"""Names the others, beside some bodies that are named."""
NOT_MEANT = re.compile(
    r"\bnot (?:(?:by|from|in|on|the|that of|our|their|its|own) )*\w+|\b(?:rather than|as opposed to|other than) \w+"
)
"""What a question says that it does not mean: `Ada, not Ben`."""
LONGEST = r"\b(?:longest|oldest|earliest|furthest)\b"
"""What of several late items is late longest."""
FAMILY = frozenset(stems("action recommendation area improvement cause concern"))
"""Stems of the names of families of items."""


@dataclass(frozen=True, slots=True)
class Slots:
    """What a question names, and what is left of it."""

    priorities: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    addressees: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    """Values of the register, folded."""
    forces: bool = False
    """Whether the items for police forces are meant."""
    period: tuple[date, date] | None = None
    """First and last day on which the items meant fall due."""
    superlative: str = ""
    """`first` or `last`: the item due soonest or latest is meant."""
    traits: tuple[Trait, ...] = ()
    """What is asked of the items' fields: that they have no date, no owner."""
    topic: Mapping[str, float] | None = None
    """The stems left, with their weights: what the items meant are about."""
    follows: str = ""
    """Of a follow-up: `swaps` where it names another value in place of one, `narrows` where it
    names one besides; else empty."""

    @property
    def names_values(self) -> bool:
        """Whether any value is named."""
        return any(self._sorts)

    @property
    def told(self) -> str:
        """The values named, as an answer tells that nothing holds them."""
        bodies = self.owners | self.addressees
        parts = [
            f"of priority {_either(self.priorities)}" if self.priorities else "",
            f"for {_either(bodies)}" if bodies else "",
            f"under {_either(self.areas)}" if self.areas else "",
            *(trait.name for trait in self.traits),
            _due(*self.period) if self.period else "",
        ]
        return ", ".join(filter(None, parts))

    @property
    def values(self) -> frozenset[str]:
        """The values named, folded."""
        return self.priorities | self.owners | self.addressees | self.areas

    @property
    def sorts(self) -> int:
        """Of how many sorts a value is named: the more, the more of the question is read."""
        return sum(map(bool, self._sorts))

    @property
    def _sorts(self) -> tuple[object, ...]:
        """What is named of each sort of value."""
        bodies = self.owners | self.addressees | ({"forces"} if self.forces else set())
        return (self.priorities, bodies, self.areas, self.period, self.traits)

    def over(self, before: Slots) -> Slots:
        """What is named here, and of the sorts of which nothing is, what was named before."""
        bodies = self if self.owners or self.addressees or self.forces else before
        return Slots(
            priorities=self.priorities or before.priorities,
            owners=bodies.owners,
            addressees=bodies.addressees,
            areas=self.areas or before.areas,
            forces=bodies.forces,
            period=self.period or before.period,
            superlative=self.superlative or before.superlative,
            traits=self.traits or before.traits,
        )

    def beside(self, before: Slots) -> str:
        """Whether what is named here swaps what was named before, or narrows it."""
        if not self.names_values:
            return ""
        both = zip(self._sorts, before._sorts, strict=True)
        return "swaps" if any(new and old for new, old in both) else "narrows"


def of_each_body(text: str) -> bool:
    """Whether a folded question names some bodies and wants the items of all the others too.

    >>> of_each_body("which are for forces and which for others?"), of_each_body("which are for forces?")
    (True, False)
    """
    return bool(OF_EACH.search(text))


def _either(values: AbstractSet[str]) -> str:
    return " or ".join(sorted(values))


def _due(first: date, last: date) -> str:
    if first == last:
        return f"due on {uk(first)}"
    since = f"from {uk(first)}" if first != date.min else ""
    until = f"{'to' if since else 'by'} {uk(last)}" if last != date.max else ""
    return " ".join(filter(None, ("due", since, until)))
