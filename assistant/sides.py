"""The sides of a comparison that sentences found for it take."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.judge import Candidate

MOST_SIDES = 4
"""Reports, or sections, that are set side by side."""
_NEAR = 20
"""Sentences among which the sides are sought."""
_SIDE = 3.0
"""How far below the best score the other side of a comparison may stand."""


def sides(ranked: Sequence[Candidate]) -> tuple[list[Candidate], ...]:
    """The sentences by who is speaking: by report, or by section where one report has it all.

    None where all near the best are of one side.
    """
    near = [c for c in ranked[:_NEAR] if c.score > ranked[0].score - _SIDE]
    by_report = _grouped(near, lambda c: c.hit.passage.report)
    by_section = _grouped(near, lambda c: c.section.id)
    apart = [g for g in by_section if not any(g[0] in group[:1] for group in by_report)]
    groups = [*by_report, *apart] if len(by_report) > 1 else by_section
    return tuple(groups[:MOST_SIDES]) if len(groups) > 1 else ()


def _grouped(ranked: Sequence[Candidate], key: Callable[[Candidate], str]) -> list[list[Candidate]]:
    groups: dict[str, list[Candidate]] = {}
    for candidate in ranked:
        groups.setdefault(key(candidate), []).append(candidate)
    return list(groups.values())
