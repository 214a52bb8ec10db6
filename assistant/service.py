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
from assistant.briefing import Briefing, Wanted, brief, hashes
from assistant.follow import Following
from assistant.judge import Candidate, Weights
from assistant.table import Filter, as_object
from corpus.read import day

MAX_QUESTION = 2_000
"""Characters."""
MAX_TOPIC = 200
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


@dataclass(frozen=True, slots=True)
class Topic:
    """What a program wants a briefing on."""

    topic: Annotated[str, Field(min_length=1, max_length=MAX_TOPIC)]
    """A topic, or a meeting with its day: `Scrutiny Meeting 21 May 2025`."""
    as_at: str = ""
    """Nothing stated after this day is told; today unless given."""
    since: str = ""
    """An earlier day: the briefing then tells what moved between the two."""
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

    def register(  # noqa: PLR0913 (what programs may filter by)
        self,
        *,
        family: str = "",
        report: str = "",
        owner: str = "",
        addressee: str = "",
        status: str = "",
        priority: str = "",
        due_before: str = "",
        due_after: str = "",
        as_at: str = "",
        past_due: bool = False,
        conflicts: bool = False,
    ) -> list[dict[str, Any]]:
        """Recommendations, actions and areas for improvement, whole and with their sources.

        Args:
            family: Such as recommendation or management action.
            report: Part of a report's name.
            owner: Part of an owner's name.
            addressee: Part of the name of a body that is addressed.
            status: A status as printed.
            priority: A priority as printed.
            due_before: Only those due before this date, such as 2025-11-03.
            due_after: Only those due after this date.
            as_at: The date for which status is wanted; today unless given.
            past_due: Only those past their date whose completion is not recorded.
            conflicts: Only those on which the reports disagree.
        """
        wanted = Filter(
            as_at=day_of(as_at) or date.today(),  # noqa: DTZ011 (the day where it runs)
            family=family,
            report=report,
            addressee=addressee,
            owner=owner,
            status=status,
            priority=priority,
            due_before=day_of(due_before),
            due_after=day_of(due_after),
            past_due=past_due,
            conflicts=conflicts,
        )
        found = wanted.select(self._assistant.register, self._assistant.reports)
        return [as_object(row, found) for row in found.rows]

    def brief(self, topic: Topic) -> Briefing:
        """The briefing on a topic or meeting.

        Raises:
            ValueError: If its topic holds no word to go by, a date is no date, or a report that it
                names is not held.
        """
        as_at = day_of(topic.as_at) or date.today()  # noqa: DTZ011 (the day where it runs)
        reports = self._named(topic.reports)
        wanted = Wanted(topic.topic, as_at, reports, day_of(topic.since))
        with self._lock:
            now = self._assistant.now
            sha256 = hashes(now.writable().library)
            return brief(wanted, now.search, now.reports, sha256, now.writer)

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
        reports = self._named(asked.reports)
        return Question(asked.question, asked.history, day_of(asked.as_at), reports)

    def _named(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """The ids of the reports that are named."""
        held = self._assistant.reports
        return tuple(dict.fromkeys(key for name in names for key in chosen(name, held)))


def day_of(text: str) -> date | None:
    """A date as a program sends it; None where it sends none.

    Raises:
        ValueError: If it is no date.
    """
    return day(text) if text else None


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
