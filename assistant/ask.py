"""Question -> Answer: the whole flow on one page."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from assistant.answer import Answer, Question, Turn
from assistant.apart import together
from assistant.asked import Asked, Rows
from assistant.at_large import at_large
from assistant.attended import attended
from assistant.blank import blank
from assistant.cells import cells, outcomes
from assistant.cite import Draft, Places
from assistant.defined import defined
from assistant.gather import Gatherer
from assistant.grades import grades
from assistant.grid import Tables
from assistant.judge import Candidate, Judge, Weights, gate_features
from assistant.mended import mended
from assistant.naming import Naming
from assistant.people import People
from assistant.praised import praised
from assistant.quote import headed_lists
from assistant.quoter import Looked, Quoter, Sought
from assistant.reach import Reach
from assistant.recorded import recorded
from assistant.reply import answered, nothing_held, refused
from assistant.rows import rows
from assistant.says import without_speaker
from assistant.several import leans_whole
from assistant.short import unspelt
from assistant.stranger import bears, unheld_audit, unheld_reference
from assistant.torn import (
    MOST_TORN,
    asked_about,
    beside,
    conflict_draft,
    counted_drafts,
    measured,
    plainly_about,
)
from assistant.understand import Understood, understand
from assistant.weighed import weighed
from assistant.whole import whole_lists
from corpus.register import Register
from corpus.report import Report, Section
from index.library import Generation
from index.search import Query, Scope, Search
from index.serve import Index
from index.terms import generality, stem_set, stems

if TYPE_CHECKING:
    from llama_index.core.base.base_query_engine import BaseQueryEngine

    from assistant.write import Writer

_MOST_SAID = 0.6
"""Share of a question's own words that an answer must hold which reads it as a follow-up."""
_QUOTED = 3
"""Quotations, at most, beside rows that alone may not answer."""


class Assistant:
    """Answers questions from the reports of one library.

    The ways of answering are tried from the surest to the least sure, and the first that tells
    anything is the answer:

    1. What is asked of an answer, or of a report as a whole: no one line tells it, though many
       hold its words.
    2. Whole lists under a heading that the question names, then rows of the register and of tables:
       they are complete, and say when an item or a field is not there.
    3. What reports disagree about, what short forms stand for, and lists of what works or of who
       came: beside rows, or where there are none.
    4. Sentences that search finds, as far as a gate holds them likely to answer; what the gate lets
       through beside rows is only the sentence that decides.
    5. A refusal, with the nearest passages.
    """

    def __init__(
        self,
        search: Search,
        reports: Sequence[Report],
        weights: Weights | None = None,
        today: Callable[[], date] = date.today,
        writer: Writer | None = None,
    ) -> None:
        self._search, self._today, self._writer = search, today, writer
        self._places = Places(reports)
        self._people = People.of(reports)
        self._judge = Judge(search, self._places, weights or Weights.shipped(), self._people)
        self._naming = Naming.of(reports)
        self._reach = Reach.of(self.reports, self._naming)
        self._quoter = Quoter(search, self._places, self._judge, self._naming)
        self._tables = Tables(self._places.reports)
        self._gatherer = Gatherer(search, self._places, self._naming, self._people, today)

    @property
    def now(self) -> Assistant:
        """Itself; what follows a library has a new one after each change."""
        return self

    @property
    def writer(self) -> Writer | None:
        """The writer with the language model that is set, or None."""
        return self._writer

    @property
    def search(self) -> Search:
        """The search that it answers by."""
        return self._search

    @property
    def register(self) -> Register:
        """The records of all reports."""
        return self._search.registers.whole.register

    @property
    def reports(self) -> tuple[Report, ...]:
        """The reports that are searched."""
        return tuple(self._places.reports.values())

    @property
    def generation(self) -> Generation:
        """The built index that is searched."""
        return self._search.generation

    def writable(self) -> Index:
        """What it takes to add and remove reports, where this assistant reads."""
        return self._search.writable()

    def section(self, section_id: str) -> Section:
        """The section of an id.

        Raises:
            KeyError: If no report holds it.
        """
        return self._places.sections[section_id]

    def ask(self, question: Question) -> Answer:
        """Answer one question with what the reports say, or abstain when they do not say it."""
        *_, whole = self.answers(question)
        return whole

    def answers(self, question: Question) -> Iterator[Answer]:
        """The answer as it is written, for a page that streams; the last one is whole.

        Without a language model there is only one.
        """
        started = time.perf_counter()
        asked = self._writer.standing(question) if self._writer else question
        answer = self._quoted(asked)
        for grown in self._writer.rewritten(answer) if self._writer else (answer,):
            elapsed_ms = (time.perf_counter() - started) * 1000
            yield replace(grown, question=question.text, elapsed_ms=elapsed_ms)

    def quoted(self, question: Question) -> Answer:
        """The answer in the reports' own words, without a language model."""
        started = time.perf_counter()
        answer = self._quoted(question)
        return replace(answer, elapsed_ms=(time.perf_counter() - started) * 1000)

    def as_query_engine(self) -> BaseQueryEngine:
        """This assistant as a llama-index query engine."""
        from assistant.llama import AssistantQueryEngine  # noqa: PLC0415 (llama-index costs seconds)

        return AssistantQueryEngine.over(self)

    def look(self, question: Question, weights: Weights) -> Looked:
        """What search finds for a question and how it is judged, for fitting and inspection."""
        judge = Judge(self._search, self._places, weights, self._people)
        query, found = self._judged(question, judge)
        return Looked(tuple(found), gate_features(found[0], query) if found else ())

    def sentences(self, question: Question) -> tuple[Candidate, ...]:
        """The sentences that search finds for a question, best first."""
        return tuple(self._judged(question, self._judge)[1])

    def _judged(self, question: Question, judge: Judge) -> tuple[Query, list[Candidate]]:
        said, query, scope = self._read(self._mended(question))
        said = self._gatherer.joined(said, query, self.register.items)
        return query, judge.candidates(query, self._search.search(query, scope), said)

    def _quoted(self, asked: Question) -> Answer:
        """The answer to a question as it stands, as a follow-up, or part by part.

        By itself first. A question that nothing answers may lean on what was said before it though
        no word of it says so; one that is not answered whole may hold several.
        """
        if not self.reports:
            why = "No report is held yet, so there is nothing to search."
            return refused(asked.text, why, (), self._places)
        meant = self._mended(asked)
        said, query, scope = self._read(meant)
        names = tuple(self._places.reports[key].name for key in scope.reports)
        self._search.caveats()  # of a search that no answer came of
        answer = self._answered(asked.text, said, query, scope)
        if answer.abstained and asked.history and not (said.context or query.unknown):
            answer = self._leaning(meant) or answer
        leans = any(map(leans_whole, said.clauses[1:]))
        if said.clauses and (answer.abstained or answer.partial or leans):
            answer = self._each(asked, said.clauses) or answer
        caveats = (*answer.caveats, *self._search.caveats())
        return replace(answer, searched=names, caveats=caveats)

    def _mended(self, asked: Question) -> Question:
        return mended(asked, self._search, self.register, self.reports, self._today())

    def _read(self, meant: Question, *, leans: bool = False) -> tuple[Understood, Query, Scope]:
        """What a question says, what is sought for it, and in which reports."""
        said = understand(meant, self._today(), self._search.likeness, leans=leans)
        query = weighed(said, meant.text, self._search)
        scope = self._reach.scope(meant.reports, query.text)
        return said, without_speaker(query, said.layers[0]), scope

    def _leaning(self, meant: Question) -> Answer | None:
        """The answer to a question that nothing answers by itself, read as a follow-up.

        None unless it says most of what the question itself is about.
        """
        said, query, scope = self._read(meant, leans=True)
        answer = self._answered(meant.text, said, query, scope)
        own = {s for s in stems(meant.text) if s in query.weights and generality(s) == 1}
        told = sum(query.credit(s, stem_set(answer.text)) for s in own)
        return None if answer.abstained or told < _MOST_SAID * len(own) else answer

    def _each(self, asked: Question, clauses: Sequence[str]) -> Answer | None:
        """The answers to the parts of a question, if each has one; the rest lean on the first."""
        first = self._quoted(replace(asked, text=clauses[0]))
        told = (Turn("user", clauses[0]), Turn("assistant", first.text))
        before = (*asked.history, *told)
        rest = () if first.abstained else clauses[1:]
        answers = [first, *(self._quoted(replace(asked, text=c, history=before)) for c in rest)]
        some = any(answer.abstained for answer in answers)
        return None if some else together(asked.text, answers)

    def _answered(self, text: str, said: Understood, query: Query, scope: Scope) -> Answer:
        """What the first way that has something to say tells of a question; else a refusal.

        A report that is asked about by name and is not held is refused before its like answers. A
        list under a heading that the question names is whole, and no row is told beside it. Rows
        count only if they speak of every place and body named; that a cell is blank, or an item not
        there, is told then.
        """
        asked, sought = self._gatherer.gathered(said, query, scope)
        if unheld := unheld_reference(said.text, self.reports):
            return self._refused(
                text, f"Not in the corpus: the report {unheld} is not held.", sought
            )
        if told := at_large(asked, self._search, self.register, self.reports):
            return answered(text, told, sought.hits, self._places)
        listed = whole_lists(asked)
        found = None if listed else self._rows(asked, sought)
        if found and (name := unheld_audit(asked, found)):
            return self._refused(text, f"Not in the corpus: the {name} is not held.", sought)
        if not listed and not (found and bears(asked, found)):
            found = blank(asked)
        if found and found.missing:
            return self._refused(text, found.drafts[0].text, sought, found.drafts[1:])
        drafts = self._told(asked, sought, listed, found)
        if not drafts:
            return self._searched(text, asked, sought)
        drafts += beside(asked.torn, drafts, query, asked.naming)
        return answered(text, drafts, sought.hits, self._places)

    def _rows(self, asked: Asked, sought: Sought) -> Rows | None:
        """What records and tables say to a question.

        Records that only one shape of question asks for come first, then outcomes in tables, which
        items would answer wrongly; items before tables, which hold no owners and no dates.
        """
        held = self._tables.near(sought.hits)
        found = unspelt(asked) or recorded(asked) or grades(asked) or outcomes(asked, held)
        return found or rows(asked) or cells(asked, held)

    def _told(
        self, asked: Asked, sought: Sought, listed: list[Draft], found: Rows | None
    ) -> list[Draft]:
        """What conflicts, definitions, rows and lists tell, and the sentences that belong there."""
        said, query = asked.understood, asked.query
        torn = asked_about(asked, rows=found is not None)
        figures = () if torn else measured(asked.torn, query, asked.naming, self._places.above)
        torn = torn or figures
        drafts = [*map(conflict_draft, torn[:MOST_TORN])]
        drafts += defined(said, asked.register, self._places)
        drafts += [d for c in torn[:1] for d in counted_drafts(c, self._places)]
        drafts += [draft for draft in (found.drafts if found else ()) if draft not in drafts]
        drafts = drafts or listed or praised(asked) or attended(asked)
        drafts = drafts or headed_lists(said, query, list(asked.reports.values()))
        if found and "past due" in said.wants:
            drafts += self._quoter.overdue(sought)
        if found:
            drafts += [draft for draft in self._quoter.further(sought) if draft not in drafts]
        if not figures and not (found and found.thin):
            return [*drafts, *self._quoter.deciding(sought, drafts)]
        quoted = self._quoter.quoted(sought).drafts[:_QUOTED]
        told = "\n".join(draft.text for draft in drafts)
        return [*drafts, *(draft for draft in quoted if draft.text not in told)]

    def _searched(self, text: str, asked: Asked, sought: Sought) -> Answer:
        """What the sentences found and the conflicts that say the same tell; else a refusal."""
        best = self._quoter.quoted(sought)
        plain = plainly_about(asked.torn, asked.query, asked.naming)[:MOST_TORN]
        drafts = [*best.drafts, *map(conflict_draft, plain)]
        if not drafts:
            refusal = self._refused(text, nothing_held(asked.query), sought)
            return replace(refusal, confidence=best.confidence)
        drafts += beside(asked.torn, drafts, asked.query, asked.naming)
        answer = answered(text, drafts, sought.hits, self._places)
        confidence = best.confidence if best.drafts else 1.0
        caveats = best.caveats(asked.understood)
        return replace(answer, confidence=confidence, caveats=caveats, partial=best.partial)

    def _refused(self, text: str, why: str, sought: Sought, known: Sequence[Draft] = ()) -> Answer:
        return refused(text, why, sought.hits, self._places, known)
