"""Where reports disagree: found by rule, both sides shown, none picked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from corpus.conflict.ask import commitments
from corpus.conflict.column import sums
from corpus.conflict.count import all_and_some, totals
from corpus.conflict.figure import figures
from corpus.conflict.item import grades, values, values_elsewhere
from corpus.conflict.post import posts, promised_owners
from corpus.conflict.seen import Seen
from corpus.conflict.state import document_states
from corpus.conflict.status import statuses, unlisted_statuses
from corpus.conflict.time import due_before_report, gone_by
from corpus.register import Conflict, Register
from corpus.report import Report

__all__ = ["RULES", "by_rule", "conflicts"]

RULES: tuple[Callable[[Seen], Iterator[Conflict]], ...] = (
    values,
    values_elsewhere,
    statuses,
    unlisted_statuses,
    grades,
    totals,
    all_and_some,
    due_before_report,
    gone_by,
    figures,
    commitments,
    document_states,
    posts,
    promised_owners,
    sums,
)
"""Each finds one kind of disagreement, whatever the report is about."""


_ACROSS = frozenset({figures, document_states})
"""These also set a report on one force beside a report on none."""


def conflicts(register: Register, reports: Sequence[Report]) -> tuple[Conflict, ...]:
    """All that the rules find in some reports, rule by rule, in the order of the reports."""
    return tuple(dict.fromkeys(chain.from_iterable(by_rule(register, reports))))


def by_rule(
    register: Register, reports: Sequence[Report], wider: Sequence[Report] = ()
) -> tuple[tuple[Conflict, ...], ...]:
    """What each of the rules finds in some reports, in the order of `RULES`.

    `wider` are, of reports on one force, these and those on none: no rule looks further.
    """
    own = Seen.of(register, reports)
    all_seen = Seen.of(register, wider) if len(wider) > len(reports) else own
    return tuple(tuple(rule(all_seen if rule in _ACROSS else own)) for rule in RULES)
