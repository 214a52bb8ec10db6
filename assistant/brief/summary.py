"""A summary of at most two sentences at the head of a part, by a model, each sentence gated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from assistant.brief.part import Line, Part
from assistant.brief.words import plain
from assistant.clause import Evidence
from assistant.stream import LlmFailureError

if TYPE_CHECKING:
    from assistant.cite import Places
    from assistant.gate import Verdict

_LEAST = 2
"""Lines of a part that is worth a summary."""
_MOST = 16
"""Lines that are shown to the model; the first ones matter most."""


class Summing(Protocol):
    """What writes summaries: the writer with a model."""

    def summary(self, heading: str, evidence: Sequence[Evidence]) -> tuple[Verdict, ...]:
        """What the gate made of each sentence of a summary; raises when the model fails."""


def summed(parts: Sequence[Part], writer: Summing, title: str, places: Places) -> tuple[Part, ...]:
    """The parts, each that tells several things with its summary before them.

    Lines, tables, numbers and states stay as they are. When the model fails, the parts that are
    left have no summary, and the first part says so.
    """
    made: list[Part] = []
    failure = ""
    for part in parts:
        told = [] if failure else [line for line in part.lines if line.spans][:_MOST]
        if len(told) < _LEAST:
            made.append(part)
            continue
        try:
            made.append(
                _opened(part, told, writer.summary(f"{title}: {part.title}", _of(told, places)))
            )
        except LlmFailureError as error:
            failure = f"The language model did not finish ({error}); parts may lack a summary."
            made.append(part)
    if failure:
        made[0] = replace(made[0], blocks=(*made[0].blocks, Line("note", failure)))
    return tuple(made)


def _of(told: Sequence[Line], places: Places) -> tuple[Evidence, ...]:
    """Lines as evidence, under their numbers."""
    return tuple(
        Evidence(number, places.reports[line.spans[0].report].name, plain(line.text))
        for number, line in enumerate(told, start=1)
    )


def _opened(part: Part, told: Sequence[Line], judged: Sequence[Verdict]) -> Part:
    """A part with the sentences that passed before its blocks, and the count of the others."""
    shown = [
        Line("written", verdict.shown, tuple(s for n in verdict.cited for s in told[n - 1].spans))
        for verdict in judged
        if verdict.passes
    ]
    withheld = sum(not verdict.passes for verdict in judged)
    if withheld:
        noun = "sentence" if withheld == 1 else "sentences"
        shown.append(Line("note", f"{withheld} {noun} of a summary withheld: not supported."))
    return replace(part, blocks=(*shown, *part.blocks))
