"""Many questions from a file: one JSON line in, one JSON line out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from assistant.answer import Answer, Question, Turn
from corpus.piece import fold
from corpus.read import day
from corpus.report import Report


class BatchError(ValueError):
    """A file of questions cannot be read, or one of its lines is not a question."""


@dataclass(frozen=True, slots=True)
class Line:
    """One question of a file."""

    id: str | int
    question: str
    history: tuple[Turn, ...] = ()
    as_at: str | None = None
    reports: tuple[str, ...] | None = None


def lines(path: Path) -> Iterator[Line]:
    """The questions of a file, in order; blank lines are passed over.

    Raises:
        BatchError: If the file cannot be read, or naming the first line that is not a question.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BatchError(f"{path}: {error}") from error
    adapter = TypeAdapter(Line)
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield adapter.validate_json(line)
            except ValidationError as error:
                first = error.errors()[0]
                place = ".".join(map(str, first["loc"])) or "line"
                raise BatchError(f"{path}:{number}: {place}: {first['msg']}") from error


def answered(line: Line, ask: Callable[[Question], Answer], held: Sequence[Report]) -> str:
    """The answer to one line, as a JSON line."""
    answer = ask(question(line, held))
    return json.dumps({"id": line.id, **as_dict(answer)}, ensure_ascii=False)


def question(line: Line, held: Sequence[Report]) -> Question:
    """A line as a question.

    Raises:
        ValueError: If its date is no date or a report that it names is not held.
    """
    reports = tuple(key for name in line.reports or () for key in chosen(name, held))
    return Question(line.question, line.history, day(line.as_at) if line.as_at else None, reports)


def chosen(name: str, held: Sequence[Report]) -> list[str]:
    """Ids of the reports that a name means: an id, a file name, or part of a title.

    Raises:
        ValueError: If it means none.
    """
    exact = [report.id for report in held if name in {report.id, report.source}]
    found = exact or [report.id for report in held if fold(name) in fold(report.name)]
    if not found:
        raise ValueError(f"no report held is called {name!r}; see: assistant reports")
    return found


def as_dict(answer: Answer) -> dict[str, Any]:
    """An answer as other programs read it."""
    return {
        "answer": answer.text,
        "abstained": answer.abstained,
        "citations": [
            {
                "number": citation.number,
                "document": citation.document,
                "section": citation.section,
                "page": citation.span.page,
                "quote": citation.quote,
            }
            for citation in answer.citations
        ],
        "elapsed_ms": round(answer.elapsed_ms, 1),
    }
