"""Question -> Answer: the whole flow on one page."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from assistant.answer import Answer, Question
from assistant.cite import Draft, Places
from assistant.quote import Weights, candidates, probability, write
from assistant.rows import Asked, Rows, named, rows
from assistant.understand import Understood, understand
from corpus.extract import combine, extract
from corpus.piece import fold
from corpus.register import Register
from corpus.report import Report, Section, Span
from index.search import Hit, Query, Scope, Search


class Assistant:
    """Answers questions from the reports of one library."""

    def __init__(
        self,
        search: Search,
        reports: Sequence[Report],
        weights: Weights | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._search, self._today = search, today
        self._weights = weights or Weights()
        self._places = Places(reports)
        self.register: Register = combine([extract(report) for report in reports])

    @property
    def reports(self) -> tuple[Report, ...]:
        """The reports that are searched."""
        return tuple(self._places.reports.values())

    def section(self, section_id: str) -> Section:
        """The section of an id.

        Raises:
            KeyError: If no report holds it.
        """
        return self._places.sections[section_id]

    def ask(self, question: Question) -> Answer:
        """Answer one question with what the reports say, or abstain when they do not say it."""
        started = time.perf_counter()
        said = understand(question, self._today())
        query = self._search.query(said.text)
        scope = self._scope(question, query)
        answer = self._answered(question, said, query, scope)
        names = tuple(self._places.reports[key].name for key in scope.reports)
        return replace(answer, searched=names, elapsed_ms=(time.perf_counter() - started) * 1000)

    def _answered(self, question: Question, said: Understood, query: Query, scope: Scope) -> Answer:
        reports = {key: self._places.reports[key] for key in scope.reports}
        register = self.register.within(scope.reports)
        found = rows(Asked(said, query, register, reports, self._today()))
        hits = self._search.search(query, scope)
        if found and found.missing:
            return self._abstained(question, hits, found.drafts[0].text)
        defined = _defined(said, register)
        if found or defined:
            return self._cited(question, [*defined, *(found.drafts if found else ())], hits)
        ranked = candidates(query, hits, said, self._search, self._places, self._weights)
        if not ranked or probability(ranked[0], query, self._weights) < self._weights.enough:
            return self._abstained(question, hits, _nothing(query, reports.values()))
        return self._cited(question, write(ranked, said, self._places), hits)

    def _scope(self, question: Question, query: Query) -> Scope:
        """The reports that count: those chosen, or those of the force that is named, or all."""
        held = [r for key, r in self._places.reports.items() if not question.reports or key in question.reports]
        forces = {r.force for r in held if r.force and fold(_place(r.force)) in fold(query.text)}
        if forces and len({r.force for r in held}) > 1:
            held = [r for r in held if r.force in forces]
        scores = {r.id: named(query.text, r) for r in held}
        best = max(scores.values(), default=0.0)
        preferred = tuple(key for key, score in scores.items() if best and score == best)
        return Scope(tuple(r.id for r in held), preferred)

    def _cited(self, question: Question, drafts: Sequence[Draft], hits: Sequence[Hit]) -> Answer:
        statements, citations = self._places.cited(drafts)
        relied = {citation.span.section for citation in citations}
        others = [hit for hit in hits if hit.passage.section not in relied][:3]
        return Answer(
            question.text,
            statements,
            citations,
            see_also=tuple(self._places.citation(n, self._span(h)) for n, h in enumerate(others, start=1)),
        )

    def _abstained(self, question: Question, hits: Sequence[Hit], why: str) -> Answer:
        statements, _ = self._places.cited([Draft("note", why)])
        near = tuple(self._places.citation(n, self._span(h)) for n, h in enumerate(hits[:3], start=1))
        return Answer(question.text, statements, abstained=True, see_also=near)

    def _span(self, hit: Hit) -> Span:
        report = self._places.reports[hit.passage.report]
        section = self._places.sections[hit.passage.section]
        return Span.of(report, section, hit.passage.start, hit.passage.end)


def _place(force: str) -> str:
    return force.removesuffix(" Police").removesuffix(" Constabulary")


def _defined(said: Understood, register: Register) -> list[Draft]:
    """Printed expansions of the short form that a question asks about."""
    if "definition" not in said.wants:
        return []
    words = {w.casefold().strip("?.,'\"") for w in said.text.split()}
    found = {}
    for definition in register.definitions:
        if definition.short.casefold().rstrip("s") in {w.rstrip("s") for w in words}:
            found.setdefault(fold(definition.expansion), definition)
    return [
        Draft("row", f"{d.short}: {d.expansion}", (d.span,)) for d in list(found.values())[:3]
    ]


def _nothing(query: Query, reports: Sequence[Report] | object) -> str:
    missing = f" No report held uses: {', '.join(query.unknown)}." if query.unknown else ""
    return f"Not in the corpus: nothing held answers this.{missing} The nearest passages are listed."
