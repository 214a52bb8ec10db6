"""The key of a place in a report: what a button carries to have its source opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.report import Report, Section, Span

if TYPE_CHECKING:
    from assistant.ask import Assistant
    from assistant.follow import Following


class GoneError(LookupError):
    """A key stands for no place of what is held now."""


def key_of(span: Span, generation: int) -> str:
    """The key of a span, as it stands in a generation."""
    return f"{generation}:{span.start}:{span.end}:{span.section}"


def found(key: str, assistant: Assistant | Following) -> tuple[Report, Section, Span]:
    """The place that a key stands for.

    Raises:
        GoneError: If it stands for none, or the reports have changed since it was given out.
    """
    generation, start, end, section_id = (*key.split(":", 3), "", "", "", "")[:4]
    if generation != str(assistant.generation.id) or not (start.isdecimal() and end.isdecimal()):
        raise GoneError(key)
    for report in assistant.reports:
        section = report.by_id.get(section_id)
        if section is not None and int(start) < int(end) <= len(section.text):
            return report, section, Span.of(report, section, int(start), int(end))
    raise GoneError(key)
