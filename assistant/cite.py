"""Number the places that an answer relies on, and prove that the words stand there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.answer import Citation, Statement
from corpus.report import Report, Section, Span


class CitationError(ValueError):
    """A quotation is not in the section that it is said to come from."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement before its citations have numbers."""

    kind: Literal["quotation", "item", "row", "lead-in", "note"]
    text: str
    spans: tuple[Span, ...] = ()

    @classmethod
    def quoting(cls, span: Span) -> Draft:
        """A place quoted whole."""
        return cls("quotation", span.quote, (span,))


class Places:
    """Reports and sections by id, and citations made from them."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self.reports: Mapping[str, Report] = {report.id: report for report in reports}
        self.sections: Mapping[str, Section] = {
            section.id: section for report in reports for section in report.sections
        }

    def cited(self, drafts: Sequence[Draft]) -> tuple[tuple[Statement, ...], tuple[Citation, ...]]:
        """Statements with their citations, numbered in order of first use.

        Raises:
            CitationError: If a quotation is not found at its span, or words of a report carry none.
        """
        numbers: dict[Span, int] = {}
        statements = []
        for draft in drafts:
            if draft.kind != "note" and not draft.spans:
                raise CitationError(f"no source for: {draft.text[:80]}")
            for span in draft.spans:
                self.verify(span)
                numbers.setdefault(span, len(numbers) + 1)
            self._verify_words(draft)
            marks = tuple(dict.fromkeys(numbers[span] for span in draft.spans))
            statements.append(Statement(draft.kind, draft.text, marks))
        return tuple(statements), tuple(self.citation(n, span) for span, n in numbers.items())

    def holds(self, draft: Draft) -> bool:
        """Whether the words that a statement quotes stand in the places that it cites."""
        try:
            for span in draft.spans:
                self.verify(span)
            self._verify_words(draft)
        except CitationError:
            return False
        return True

    def _verify_words(self, draft: Draft) -> None:
        """Prove that what a statement shows as quoted are words of the places that it cites.

        Raises:
            CitationError: If they are not.
        """
        if draft.kind == "note":
            return
        whole = draft.kind in {"quotation", "item", "lead-in"}
        quoted = [draft.text] if whole else re.findall(r"“([^”]*)”", draft.text)
        cited = [" ".join(self.sections[span.section].text.split()) for span in draft.spans]
        for words in quoted:
            if not any(" ".join(words.split()) in text for text in cited):
                raise CitationError(f"no place cited holds {words[:80]!r}")

    def citation(self, number: int, span: Span) -> Citation:
        """The citation of a span under a number."""
        section = self.sections[span.section]
        return Citation(number, self.reports[span.report].name, section.title, span)

    def above(self, span: Span) -> str:
        """The headings under which a place stands, and the name of its report."""
        path = self.sections[span.section].path
        return " ".join((*path, self.reports[span.report].name))

    def verify(self, span: Span) -> None:
        """Prove that a span's words stand where it says.

        Raises:
            CitationError: If they do not.
        """
        section = self.sections.get(span.section)
        if section is None or section.text[span.start : span.end] != span.quote:
            raise CitationError(f"{span.section} does not hold {span.quote[:80]!r}")
