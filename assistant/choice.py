"""The scope of a question: which reports, which kinds and years of them, and as at which day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer import Question
from assistant.inside import Inside, year_of
from assistant.naming import Naming
from assistant.understand import understand
from corpus.report import Report


class ChoiceError(ValueError):
    """No report held is in the scope that was chosen."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen; an empty part leaves it open."""

    reports: tuple[str, ...] = ()
    """Report ids."""
    kinds: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    """Of the reports' own dates."""
    as_at: date | None = None

    @classmethod
    def of(cls, said: Mapping[str, object], held: Sequence[Report]) -> Choice:
        """What a page says was chosen; what it names that is not held is left out."""
        reports, some_kinds, some_years = map(
            _strings, (said.get("reports"), said.get("kinds"), said.get("years"))
        )
        return cls(reports, some_kinds, some_years, _day(said.get("as_at"))).among(held)

    def among(self, held: Sequence[Report]) -> Choice:
        """The same without what is not held."""
        return Choice(
            _known(self.reports, [report.id for report in held]),
            _known(self.kinds, kinds(held)),
            _known(self.years, years(held)),
            self.as_at,
        )

    @property
    def narrows(self) -> bool:
        """Whether anything but the day is chosen."""
        return bool(self.reports or self.kinds or self.years)

    def within(self, held: Sequence[Report]) -> tuple[str, ...]:
        """Ids of the reports to stay inside; none for all.

        Raises:
            ChoiceError: If no report held is left.
        """
        if not self.narrows:
            return ()
        left = tuple(report.id for report in held if self._takes(report))
        if not left:
            raise ChoiceError(
                "No report held is all of what is chosen under “Search in”. Choose less there, "
                "then ask again."
            )
        return left

    def _takes(self, report: Report) -> bool:
        return (
            (not self.reports or report.id in self.reports)
            and (not self.kinds or report.kind in self.kinds)
            and (not self.years or year_of(report) in self.years)
        )


def read(question: Question, searched: Sequence[str], held: Sequence[Report]) -> Choice:
    """The scope that a question names in its own words.

    Args:
        question: As it was asked.
        searched: Names of the reports that were searched.
        held: Every report held.
    """
    said = understand(Question(question.text, question.history), date.min)
    ids = tuple(report.id for report in held)
    named = Naming.of(held)
    only = tuple(report.id for report in held if report.name in searched)
    if len(only) == len(ids) and named.is_plain(question.text, ids):
        only = tuple(sorted(named.meant(question.text, ids), key=ids.index))
    as_at = None if said.as_at == date.min else said.as_at
    inside = Inside.of(said.text, held)
    narrower = 0 < len(only) < sum(map(inside.takes, held))
    return Choice(only if narrower else (), inside.kinds, inside.years, as_at)


def kinds(held: Sequence[Report]) -> list[str]:
    """The kinds of report that are held, each once."""
    return sorted({report.kind for report in held if report.kind})


def years(held: Sequence[Report]) -> list[str]:
    """The years of the reports that are held, the latest first."""
    return sorted({year_of(report) for report in held} - {""}, reverse=True)


def _known(said: Sequence[str], held: Sequence[str]) -> tuple[str, ...]:
    return tuple(one for one in held if one in said)


def _strings(said: object) -> tuple[str, ...]:
    """What of a list that a browser sends is text."""
    return tuple(one for one in said if isinstance(one, str)) if isinstance(said, list) else ()


def _day(said: object) -> date | None:
    try:
        return date.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None
