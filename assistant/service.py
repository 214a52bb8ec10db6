"""What programs may have of the assistant: answers, rows, passages, sections; one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from threading import Lock
from typing import Annotated, Any

from pydantic import Field
from pydantic.dataclasses import dataclass

from assistant.answer import Answer, Question, Turn
from assistant.ask import Assistant
from assistant.batch import as_dict, chosen
from assistant.follow import Following
from assistant.judge import Candidate, Weights
from assistant.table import Filter, as_object
from corpus.read import day

MAX_QUESTION = 2_000
"""Characters."""
_MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a program sends it; its bounds are checked when it is made."""

    question: Annotated[str, Field(min_length=1, max_length=MAX_QUESTION)]
    history: Annotated[tuple[Turn, ...], Field(max_length=20)] = ()
    as_at: str = ""
    """The date for which status is wanted; today unless given."""
    reports: Annotated[tuple[str, ...], Field(max_length=50)] = ()
    """Ids or parts of names of the reports to stay inside; none for all."""


class Service:
    """An assistant behind a lock."""

    def __init__(self, assistant: Assistant | Following) -> None:
        self._assistant, self._lock = assistant, Lock()

    def ask(self, asked: Asked) -> dict[str, Any]:
        """The answer to a question.

        Raises:
            ValueError: If its date is no date or a report that it names is not held.
        """
        question = self._question(asked)
        with self._lock:
            return answer_dict(self._assistant.ask(question))

    def check(self, asked: Asked) -> None:
        """Prove that a question can be asked.

        Raises:
            ValueError: If its date is no date or a report that it names is not held.
        """
        self._question(asked)

    def stream(self, asked: Asked) -> Iterator[dict[str, Any]]:
        """The answer as it is written; the last is whole.

        Raises:
            ValueError: If its date is no date or a report that it names is not held.
        """
        question = self._question(asked)
        with self._lock:
            yield from map(answer_dict, self._assistant.answers(question))

    def register(self, wanted: Filter) -> list[dict[str, Any]]:
        """The rows that are wanted, each with its source.

        Raises:
            ValueError: If the register does not hold a value that is wanted.
        """
        found = wanted.select(self._assistant.register, self._assistant.reports)
        return [as_object(row, found) for row in found.rows]

    def reports(self) -> list[dict[str, Any]]:
        """The reports held."""
        return [
            {
                "id": report.id,
                "name": report.name,
                "title": report.title,
                "kind": report.kind,
                "reference": report.reference,
                "date": report.dated.isoformat() if report.dated else None,
                "publisher": report.publisher,
                "force": report.force,
                "sections": [{"id": s.id, "title": s.title} for s in report.sections],
            }
            for report in self._assistant.reports
        ]

    def section(self, section_id: str) -> dict[str, Any]:
        """One section, as printed.

        Raises:
            KeyError: If no report holds it.
        """
        section = self._assistant.section(section_id)
        page = section.blocks[0].page if section.blocks else None
        return {"id": section.id, "title": section.title, "page": page, "text": section.text}

    def search(self, text: str, limit: int = 8) -> list[dict[str, Any]]:
        """The sentences that bear most on a text, best first, whether or not they answer it."""
        with self._lock:
            looked = self._assistant.look(Question(text[:MAX_QUESTION]), Weights.shipped())
        return [_found(one) for one in looked.candidates[: min(max(limit, 1), _MOST_FOUND)]]

    def _question(self, asked: Asked) -> Question:
        held = self._assistant.reports
        reports = tuple(key for name in asked.reports for key in chosen(name, held))
        as_at = day(asked.as_at) if asked.as_at else None
        return Question(asked.question, asked.history, as_at, reports)


def filter_of(wanted: dict[str, str], *, past_due: bool, conflicts: bool) -> Filter:
    """A filter from what a program sends; an empty value wants all.

    Raises:
        ValueError: If a date is no date.
    """
    dates = {key: day(wanted[key]) for key in ("due_before", "due_after") if wanted.get(key)}
    as_at = day(wanted["as_at"]) if wanted.get("as_at") else date.today()  # noqa: DTZ011 (local day)
    names = ("family", "report", "addressee", "owner", "status", "priority")
    words = {key: wanted[key] for key in names if wanted.get(key)}
    return Filter(as_at=as_at, past_due=past_due, conflicts=conflicts, **words, **dates)  # type: ignore[arg-type]  # words are str, dates are date


def answer_dict(answer: Answer) -> dict[str, Any]:
    """An answer as programs read it: with its statements apart, and what to know about it."""
    return {
        **as_dict(answer),
        "statements": [
            {"kind": s.kind, "text": s.text, "citations": list(s.citations)}
            for s in answer.statements
        ],
        "caveats": list(answer.caveats),
        "searched": list(answer.searched),
    }


def _found(candidate: Candidate) -> dict[str, Any]:
    return {
        "text": candidate.text,
        "report": candidate.hit.passage.report,
        "section": candidate.section.id,
        "title": candidate.section.title,
        "page": candidate.block.page,
        "score": round(candidate.score, 3),
    }
