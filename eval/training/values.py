"""What fills the places in a template: forces, posts, numbers, dates; each value is used once."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

WORDS = Path(__file__).with_name("words")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_FEW = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
SLOT = re.compile(r"\{(\w+?)(\d?)\}")


@cache
def listed(name: str) -> tuple[str, ...]:
    """The values under a heading of `values.txt`."""
    parts = re.split(
        r"^# (\w+)\n", (WORDS / "values.txt").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    found = dict(zip(parts[1::2], parts[2::2], strict=True))
    return tuple(line for line in found[name].splitlines() if line.strip())


@dataclass
class Filling:
    """The values chosen for one stretch of a report."""

    chance: random.Random
    force: str
    chosen: dict[str, str] = field(default_factory=dict)

    def fill(self, template: str) -> str:
        """A template with its places filled; the same place gets the same value."""
        text = SLOT.sub(lambda m: self._value(m[1], m[0]), template)
        return text[:1].upper() + text[1:]

    def other(self, slot: str) -> str:
        """A value that the same place might have held and that nothing here holds."""
        kind = SLOT.match(slot)
        while True:
            value = self._new(kind[1] if kind else slot)
            if value not in self.chosen.values() and value not in {self.force, short(self.force)}:
                return value

    def _value(self, kind: str, slot: str) -> str:
        if kind == "force":
            return self.force
        if kind == "f":
            return short(self.force)
        if slot not in self.chosen:
            self.chosen[slot] = self.other(slot)
        return self.chosen[slot]

    def _new(self, kind: str) -> str:
        if kind in _MADE:
            return _MADE[kind](self.chance)
        if kind in {"force", "f"}:
            force = self.chance.choice(listed("force"))
            return force if kind == "force" else short(force)
        value = self.chance.choice(listed(kind))
        lead = kind in {"post", "group"} and self.chance.random() < 0.75
        return f"the {value}" if lead else value


def short(force: str) -> str:
    """A force as staff call it."""
    return force.removesuffix(" Police").removesuffix(" Constabulary")


def _percent(chance: random.Random) -> str:
    return str(chance.randint(6, 97)) if chance.random() < 0.6 else f"{chance.uniform(3, 97):.1f}"


def _number(chance: random.Random) -> str:
    return f"{int(10 ** chance.uniform(1.1, 3.7)):,}"


def _money(chance: random.Random) -> str:
    if chance.random() < 0.5:
        return f"£{chance.uniform(0.4, 190):.1f}m"
    return f"£{chance.randint(6, 990) * 1000 + chance.choice((0, 0, 250, 400)):,}"


def day(chance: random.Random) -> str:
    """A date as printed."""
    return f"{chance.randint(1, 28)} {month(chance)}"


def month(chance: random.Random) -> str:
    """A month with its year."""
    return f"{chance.choice(MONTHS)} {chance.randint(2021, 2026)}"


def _fiscal(chance: random.Random) -> str:
    year = chance.randint(2018, 2025)
    return f"{year}/{(year + 1) % 100}"


_MADE: dict[str, Callable[[random.Random], str]] = {
    "pct": _percent,
    "num": _number,
    "few": lambda chance: chance.choice(_FEW),
    "money": _money,
    "date": day,
    "month": month,
    "fy": _fiscal,
    "year": lambda chance: str(chance.randint(2015, 2025)),
    "days": lambda chance: str(chance.randint(11, 240)),
}
