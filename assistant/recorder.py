"""What the audit log keeps of a question: scope, passages shown, answer, model and index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.edition import Edition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.answer import Answer, Citation, Question
    from assistant.ask import Assistant
    from assistant.audit import Audit
    from assistant.follow import Following


class Recorder:
    """Answers questions, and never without writing down who asked what and what was shown."""

    def __init__(self, assistant: Assistant | Following, audit: Audit, door: str) -> None:
        self._assistant, self._audit, self._door = assistant, audit, door
        self._known = Edition.of(assistant.generation, assistant.reports)

    def ask(self, question: Question, who: str) -> Answer:
        """Answer a question; if it cannot be written down, it is not answered."""
        answer = self._assistant.ask(question)
        self._audit.record("asked", who, self._door, as_body(question, answer, self._edition()))
        return answer

    def answers(self, question: Question, who: str) -> Iterator[Answer]:
        """An answer as it grows; the whole one is written down before it is shown.

        What was shown of one that nobody waited for is written down too.
        """
        shown: Answer | None = None
        whole: Answer | None = None
        try:
            for grown in self._assistant.answers(question):
                if whole is not None:
                    shown = whole
                    yield shown
                whole = grown
            shown = whole
        finally:
            if shown is not None:
                body = as_body(question, shown, self._edition())
                self._audit.record("asked", who, self._door, body)
        if shown is not None:
            yield shown

    def _edition(self) -> Edition:
        """The edition that is served now: the library may be followed."""
        if self._assistant.generation.id != self._known.generation:
            self._known = Edition.of(self._assistant.generation, self._assistant.reports)
        return self._known


def as_body(question: Question, answer: Answer, edition: Edition) -> dict[str, Any]:
    """A question and its answer as the log keeps them."""
    return {
        "question": question.text,
        "turns_before": len(question.history),
        "as_at": question.as_at.isoformat() if question.as_at else None,
        "reports_chosen": list(question.reports),
        "searched": list(answer.searched),
        "passages": list(_passages(answer)),
        "answer": answer.text,
        "abstained": answer.abstained,
        "model": edition.model,
        "model_sha256": edition.model_sha256,
        "index": edition.generation,
        "index_sha256": edition.index_sha256,
    }


def _passages(answer: Answer) -> Iterator[dict[str, Any]]:
    """Every place shown: those relied on, then those near."""
    for shown_as, held in (("cited", answer.citations), ("near", answer.see_also)):
        yield from (_passage(shown_as, citation) for citation in held)


def _passage(shown_as: str, citation: Citation) -> dict[str, Any]:
    span = citation.span
    return {
        "shown_as": shown_as,
        "number": citation.number,
        "place": citation.place,
        "report": span.report,
        "section": span.section,
        "start": span.start,
        "end": span.end,
        "quote": span.quote,
    }
