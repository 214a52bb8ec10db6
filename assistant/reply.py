"""An answer made of drafts: each line proved and numbered, with the nearest places beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Answer, Citation
from assistant.cite import Draft, Places
from corpus.piece import fold
from corpus.report import Span
from index.search import Hit, Query

_NEAREST = 3
"""Passages that are shown beside an answer."""


def answered(text: str, drafts: Sequence[Draft], hits: Sequence[Hit], places: Places) -> Answer:
    """The answer to a question, without the lines whose words do not stand where they are cited."""
    statements, citations = places.cited(_proved(drafts, places))
    relied = {citation.span.section for citation in citations}
    others = [hit for hit in hits if hit.passage.section not in relied]
    return Answer(text, statements, citations, see_also=_nearest(others, places))


def refused(
    text: str, why: str, hits: Sequence[Hit], places: Places, known: Sequence[Draft] = ()
) -> Answer:
    """The abstention from a question: why nothing is told, and what is known beside it."""
    statements, citations = places.cited([Draft("note", why), *known])
    near = _nearest(hits, places)
    return Answer(text, statements, citations, abstained=True, see_also=near, confidence=0.0)


def nothing_held(query: Query) -> str:
    """That nothing held answers, and which words of the question no report uses."""
    typed = {fold(word): word for word in re.findall(r"[\w’'-]+", query.text)}
    unknown = ", ".join(typed.get(term, term) for term in query.unknown)
    missing = f" No report held uses: {unknown}." if unknown else ""
    return (
        f"Not in the corpus: nothing held answers this.{missing} The nearest passages are listed."
    )


def _proved(drafts: Sequence[Draft], places: Places) -> list[Draft]:
    """The lines whose words stand where they are cited, with a note of how many do not."""
    kept = [draft for draft in drafts if places.holds(draft)]
    lost = len(drafts) - len(kept)
    line = "1 line is" if lost == 1 else f"{lost} lines are"
    note = f"{line} withheld: the words quoted do not stand where they are cited."
    return [*kept, Draft("note", note)] if lost else kept


def _nearest(hits: Sequence[Hit], places: Places) -> tuple[Citation, ...]:
    """The best passages found, numbered."""
    near = (_span(hit, places) for hit in hits[:_NEAREST])
    return tuple(places.citation(number, span) for number, span in enumerate(near, start=1))


def _span(hit: Hit, places: Places) -> Span:
    passage = hit.passage
    section = places.sections[passage.section]
    return Span.of(places.reports[passage.report], section, passage.start, passage.end)
