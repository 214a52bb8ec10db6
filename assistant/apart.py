"""The answers to the parts of a question as one answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, Citation, Statement
from corpus.report import Span


def together(question: str, answers: Sequence[Answer]) -> Answer:
    """One answer that tells what each tells, once and in order, with citations numbered anew."""
    statements: dict[str, Statement] = {}
    citations: dict[Span, Citation] = {}
    for answer in answers:
        cited = {citation.number: citation for citation in answer.citations}
        for said in answer.statements:
            if said.text not in statements:
                places = [cited[number] for number in said.citations]
                for place in places:
                    citations.setdefault(place.span, replace(place, number=len(citations) + 1))
                numbers = tuple(citations[place.span].number for place in places)
                statements[said.text] = replace(said, citations=numbers)
    return Answer(
        question,
        tuple(statements.values()),
        tuple(citations.values()),
        see_also=answers[0].see_also,
        searched=answers[0].searched,
        caveats=tuple(dict.fromkeys(c for answer in answers for c in answer.caveats)),
        confidence=min(answer.confidence for answer in answers),
        partial=any(answer.partial for answer in answers),
    )
