"""The answers to the parts of a question as one answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, Citation, Statement


def together(question: str, answers: Sequence[Answer]) -> Answer:
    """One answer that tells what each tells, once and in order, with citations numbered anew."""
    statements: list[Statement] = []
    citations: list[Citation] = []
    told: set[str] = set()
    for answer in answers:
        first = len(citations)
        for said in (one for one in answer.statements if one.text not in told):
            told.add(said.text)
            numbers = tuple(n + first for n in said.citations)
            statements.append(replace(said, citations=numbers))
        citations += (replace(c, number=c.number + first) for c in answer.citations)
    return Answer(
        question,
        tuple(statements),
        tuple(citations),
        see_also=answers[0].see_also,
        searched=answers[0].searched,
        caveats=tuple(dict.fromkeys(c for answer in answers for c in answer.caveats)),
        confidence=min(answer.confidence for answer in answers),
        partial=any(answer.partial for answer in answers),
    )
