"""A question and its answer: what every door of the product shares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from corpus.report import Span


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of the conversation."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks, and under which terms."""

    text: str
    history: tuple[Turn, ...] = ()
    as_at: date | None = None
    """The date for which status is wanted; None for today."""
    reports: tuple[str, ...] = ()
    """Report ids to stay inside; none for all."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered pointer from an answer to the exact words relied on."""

    number: int
    document: str
    """Name of the report: title, kind, reference, date."""
    section: str
    """Heading path."""
    span: Span

    @property
    def quote(self) -> str:
        """The words there, character for character."""
        return self.span.quote

    @property
    def place(self) -> str:
        """Report, section and page in one line."""
        page = f", page {self.span.page}" if self.span.page else ""
        return f"{self.document} › {self.section}{page}"


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of an answer."""

    kind: Literal["quotation", "item", "row", "lead-in", "note", "written"]
    """`row` is computed from the register; `note` is a fixed phrase about what was searched or
    counted; `written` is a model's sentence that passed the gate; the others are words of a
    report."""
    text: str
    citations: tuple[int, ...] = ()
    """Numbers of the citations that bear it; only a note may have none."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said, what it rests on, and what was searched."""

    question: str
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...] = ()
    abstained: bool = False
    see_also: tuple[Citation, ...] = ()
    """Related places that the answer does not rest on; for an abstention the nearest ones."""
    searched: tuple[str, ...] = ()
    """Names of the reports in scope."""
    caveats: tuple[str, ...] = ()
    elapsed_ms: float = 0.0
    confidence: float = 1.0
    """Probability that the evidence answers, in [0, 1]; for an abstention the one it had."""
    partial: bool = False
    """Whether a part of what is asked is not in the corpus, and the answer says so."""

    @property
    def text(self) -> str:
        """The answer as a person reads it, with its citation numbers."""
        return "\n".join([*map(_line, self.statements), *(f"Note: {c}" for c in self.caveats)])


def _line(statement: Statement) -> str:
    marks = "".join(f" [{number}]" for number in statement.citations)
    words = " ".join(statement.text.split())
    point = "- " if statement.kind in {"item", "row"} else ""
    quoted = f"“{words}”" if statement.kind == "quotation" else words
    return f"{point}{quoted}{marks}"
