"""Question -> Answer: the whole flow on one page."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.again import again, asks_again, is_told
from assistant.agenda import agenda
from assistant.answer import Answer, Question, Turn
from assistant.apart import together
from assistant.asked import Asked, Rows
from assistant.attended import attended
from assistant.barred import lacks_amount, lacks_graded
from assistant.blank import blank
from assistant.cells import Grid, cells, grids, outcomes
from assistant.cite import Draft, Places
from assistant.clock import asks_for_clock, clock_drafts
from assistant.digest import digest
from assistant.enquire import to_ask
from assistant.facet import facet
from assistant.gist import Gist, families
from assistant.grades import grades
from assistant.imprint import imprint
from assistant.inside import Inside
from assistant.itself import itself
from assistant.judge import FEATURES, Candidate, Judge, Weights, gate_features
from assistant.labels import asks_for_family
from assistant.likeness import Likeness
from assistant.meeting import dated
from assistant.naming import Naming
from assistant.nearby import Nearby
from assistant.overview import overview
from assistant.peers import peers
from assistant.people import People
from assistant.praised import praised
from assistant.quote import headed_lists, only_planned, write
from assistant.recorded import recorded
from assistant.remark import remark
from assistant.rows import rows
from assistant.several import leans_whole
from assistant.short import unspelt
from assistant.stranger import asks_unheld, bears, unheld_audit
from assistant.subject import everything
from assistant.torn import (
    BY_FORM,
    about,
    beside,
    conflict_draft,
    counted_drafts,
    measured,
    of_kind,
    plainly_about,
)
from assistant.understand import Understood, part_of, understand
from assistant.verdict import verdict, worries
from assistant.voice import voice
from assistant.whole import whole_lists
from corpus.clock import clocks
from corpus.passages import sentences
from corpus.piece import fold, words
from corpus.register import Conflict, Definition, Register
from corpus.report import Report, Section, Span
from index.library import Generation
from index.search import Hit, Query, Scope, Search
from index.serve import Index
from index.terms import generality, stem, stem_set, stems

if TYPE_CHECKING:
    from llama_index.core.base.base_query_engine import BaseQueryEngine

    from assistant.write import Writer

_KEPT = 256
"""Reports whose tables are remembered."""
_NEAR, _TYPED = 8, FEATURES.index("type")
"""A question that counts is answered by one of so many best sentences that has a number."""
_READ_OF_PART = 3
"""Passages that are read for one part of a question, which is also read as a whole."""
_MOST_SAID = 0.6
"""Share of a question's own words that an answer must hold which reads it as a follow-up."""
_PUT_BACK = 0.5
"""What a word counts that a follow-up leaves out, as against one that it says."""
_WHOLE = frozenset(("list", "count", "grade", "definition"))
"""Kinds of answer that rows give whole; others are told by a row and the sentence that decides."""
_PRINTED = frozenset(("owner", "deadline", "priority"))
"""Fields that the row of an item tells whole where the item is named by its number."""
_MOST_SIDES = 4
"""Reports that are set side by side."""
_WITHIN = re.compile(r"\b(?:different|two|several|other) (?:parts|places|sections|pages|lists)\b")
"""Where a question sets beside each other what one report says in two places."""
_NOT_FOUND = "Not found in the corpus:"
"""How a part of a question that nothing answers is told."""
_MOST_TORN = 8
"""Conflicts that one answer shows."""
_SIDE_ENOUGH = 0.3
"""Least probability that each side of a comparison bears on what is compared."""
_SIDE = 3.0
"""How far below the best score the other side of a comparison may stand."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What search found for a question."""

    candidates: tuple[Candidate, ...]
    """Sentences, best first."""
    gate: tuple[float, ...]
    """What the gate judges the best one by; empty when nothing was found."""


@dataclass(frozen=True, slots=True)
class _Quoted:
    """The sentences that answer, none if nothing does."""

    drafts: tuple[Draft, ...]
    confidence: float
    """How likely the best sentence found answers, in [0, 1], whether or not it is quoted."""
    missing: tuple[str, ...] = ()
    """Parts of the question that nothing found answers."""


class Assistant:
    """Answers questions from the reports of one library."""

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
        self._grids_of = lru_cache(maxsize=_KEPT)(self._tables)
        self._forces = {r.force: fold(_place(r.force)) for r in reports if r.force}
        self._spoken = {r.id: _spoken_of(r, self._forces) for r in reports if not r.force}
        self._likeness = Likeness(self._places, search)
        self._gist = Gist.shipped()
        self._knows = self._gist.model_sha256 == search.generation.model_sha256

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

    def _quoted(self, asked: Question) -> Answer:
        if not self.reports:
            return self._abstained(
                asked, (), "No report is held yet, so there is nothing to search."
            )
        mended = self._mended(asked)
        said = understand(mended, self._today(), self._search.likeness)
        query = _weighed(self._search.query(said.text), mended.text, said)
        scope = self._scope(asked, query)
        names = tuple(self._places.reports[key].name for key in scope.reports)
        self._search.caveats()  # of a search that no answer came of
        answer = self._answered(asked, said, query, scope)
        if answer.abstained and asked.history and not (said.context or query.unknown):
            answer = self._leaning(mended) or answer
        leans = any(map(leans_whole, said.clauses[1:]))
        if said.clauses and (answer.abstained or answer.partial or leans):
            answer = self._each(asked, said.clauses) or answer
        caveats = (*answer.caveats, *self._search.caveats())
        return replace(answer, searched=names, caveats=caveats)

    def _mended(self, asked: Question) -> Question:
        """A question, and those before it, with typing errors mended and meetings by their day."""
        history = tuple(
            replace(turn, content=self._search.mended(turn.content))
            if turn.role == "user"
            else turn
            for turn in asked.history
        )
        text = self._with_day(self._search.mended(asked.text), asked.as_at)
        return replace(asked, text=text, history=history)

    def _with_day(self, text: str, as_at: date | None) -> str:
        """A question with the day of the meeting that it calls the last or the next."""
        return dated(text, self.register, self.reports, as_at or self._today())

    def _leaning(self, asked: Question) -> Answer | None:
        """The answer to a question that nothing answers by itself, read as a follow-up.

        None unless it says most of what the question itself is about.
        """
        said = understand(asked, self._today(), self._search.likeness, leans=True)
        query = _weighed(self._search.query(said.text), asked.text, said)
        answer = self._answered(asked, said, query, self._scope(asked, query))
        own = {s for s in stems(asked.text) if s in query.weights and generality(s) == 1}
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

    def as_query_engine(self) -> BaseQueryEngine:
        """This assistant as a llama-index query engine."""
        from assistant.llama import AssistantQueryEngine  # noqa: PLC0415 (llama-index costs seconds)

        return AssistantQueryEngine.over(self)

    def look(self, question: Question, weights: Weights) -> Looked:
        """What search finds for a question and how it is judged, for fitting and inspection."""
        said, query, hits = self._sought(question)
        judge = Judge(self._search, self._places, weights, self._people)
        found = judge.candidates(query, hits, said)
        return Looked(tuple(found), gate_features(found[0], query) if found else ())

    def sentences(self, question: Question) -> tuple[Candidate, ...]:
        """The sentences that search finds for a question, best first."""
        said, query, hits = self._sought(question)
        return tuple(self._judge.candidates(query, hits, said))

    def _sought(self, question: Question) -> tuple[Understood, Query, tuple[Hit, ...]]:
        mended = self._mended(question)
        said = understand(mended, self._today(), self._search.likeness)
        query = _weighed(self._search.query(said.text), mended.text, said)
        said = self._joined(said, query, self.register)
        return said, query, self._search.search(query, self._scope(question, query))

    def _answered(self, question: Question, said: Understood, query: Query, scope: Scope) -> Answer:
        reports = {key: self._places.reports[key] for key in scope.reports}
        known = self._search.registers.over(scope.reports)
        register = known.register.within(scope.reports)
        said = self._joined(said, query, register)
        hits = self._search.search(query, scope)
        near = Nearby.of(said.answers, self._search, self._places, scope)
        hits = near.raised(hits, self._places)
        unheld = _unheld_reference(said.text, self.reports)
        if unheld:
            return self._abstained(
                question, hits, f"Not in the corpus: the report {unheld} is not held."
            )
        meant = self._naming.meant(said.text, scope.reports)
        asked = Asked(
            understood=said,
            query=query,
            register=register,
            reports=reports,
            today=self._today(),
            meant=meant,
            plainly=self._naming.is_plain(said.text, scope.reports),
            naming=self._naming.spoken(said.text, meant),
            people=self._people,
            likeness=lambda item: self._likeness.of_item(item, query.vector),
            alike=lambda text: self._likeness.of_text(text, query.vector),
            torn=_within(known.torn, scope),
            near=near,
        )
        if told := self._at_large(asked):
            return self._cited(question, told, hits)
        listed = whole_lists(asked)
        found = None if listed else self._rows(asked, hits)
        if found and (name := unheld_audit(asked, found)):
            return self._abstained(question, hits, f"Not in the corpus: the {name} is not held.")
        found = (found if found and bears(asked, found) else None) or (
            None if listed else blank(asked)
        )
        if found and found.missing:
            return self._abstained(question, hits, found.drafts[0].text, found.drafts[1:])
        torn = of_kind(asked.torn, query, asked.naming, meant, register.items)
        if not torn and not found and "comparison" in said.wants:
            held = [c for c in asked.torn if {side.span.report for side in c.sides} & meant]
            held = [c for c in held if c.kind not in BY_FORM]  # those were asked for by their form
            torn = about(held, query, asked.naming)
        figures = () if torn else measured(asked.torn, query, asked.naming, self._place_of)
        torn = torn or figures
        drafts = [*map(conflict_draft, torn[:_MOST_TORN]), *_defined(said, register, self._places)]
        drafts += [d for c in torn[:1] for d in counted_drafts(c, self._places)]
        drafts += [draft for draft in (found.drafts if found else ()) if draft not in drafts]
        drafts = drafts or listed or praised(asked) or attended(asked)
        drafts = drafts or headed_lists(said, query, list(reports.values()))
        if found and "past due" in said.wants:
            drafts += self._own_words(said, query, hits)
        drafts += [d for d in self._further(said, scope, found) if d not in drafts]
        if figures or (found and found.thin):
            quoted = self._quotations(said, query, scope, hits).drafts
            drafts += [d for d in quoted[:3] if d not in drafts]
        else:
            drafts += self._deciding(said, query, hits, drafts)
        confidence = 1.0
        caveats: tuple[str, ...] = ()
        if not drafts:
            best = self._quotations(said, query, scope, hits)
            plain = plainly_about(asked.torn, query, asked.naming)[:_MOST_TORN]
            drafts = [*best.drafts, *map(conflict_draft, plain)]
            confidence = best.confidence if best.drafts or not plain else 1.0
            caveats = _caveats(said, best)
        if not drafts:
            refusal = self._abstained(question, hits, _nothing(query))
            return replace(refusal, confidence=confidence)
        answer = self._cited(
            question, [*drafts, *beside(asked.torn, drafts, query, asked.naming)], hits
        )
        partial = any(caveat.startswith(_NOT_FOUND) for caveat in caveats)
        return replace(answer, confidence=confidence, caveats=caveats, partial=partial)

    def _at_large(self, asked: Asked) -> list[Draft]:
        """What answers a question about a report, a part of it or a view: no one row or sentence.

        Beside it stands what the reports disagree about there.
        """
        told = again(asked) or facet(asked) or remark(asked) or imprint(asked)
        if told := told or to_ask(asked, self._search):
            return told
        ways = (itself, agenda, overview, peers, voice, verdict, everything, worries, digest)
        told = list(self._clock(asked.understood)) or next(
            (found for way in ways if (found := way(asked))), []
        )
        return [*told, *beside(asked.torn, told, asked.query, asked.naming)] if told else []

    def _rows(self, asked: Asked, hits: Sequence[Hit]) -> Rows | None:
        """What records and tables say to a question."""
        held = self._grids(hits)
        found = unspelt(asked) or recorded(asked) or grades(asked) or outcomes(asked, held)
        return found or rows(asked) or cells(asked, held)

    def _joined(self, said: Understood, query: Query, register: Register) -> Understood:
        """The question with what it is believed to want beside what its wording gives away."""
        if not self._knows:
            return said
        return self._gist.joined(said, query.vector, families(register.items))

    def _clock(self, said: Understood) -> tuple[Draft, ...]:
        """The days that the PCC has to publish comments on the inspections, where asked for."""
        if not asks_for_clock(" ".join(said.questions)):
            return ()
        found = clocks(self.register, self.reports)
        return clock_drafts(said.text, found, said.as_at or self._today())

    def _tables(self, report: str) -> tuple[Grid, ...]:
        return tuple(grids(self._places.reports[report]))

    def _grids(self, hits: Sequence[Hit]) -> tuple[Grid, ...]:
        """The tables of the reports that search came upon."""
        near = dict.fromkeys(hit.passage.report for hit in hits)
        return tuple(grid for key in near for grid in self._grids_of(key))

    def _quotations(
        self, said: Understood, query: Query, scope: Scope, hits: Sequence[Hit]
    ) -> _Quoted:
        """The sentences that answer, for each part of the question; none if nothing does."""
        ranked = _telling(self._judge.candidates(query, hits, said), said)
        ranked = self._fresh(ranked, said, query)
        likely = self._judge.probability(ranked[0], query) if ranked else 0.0
        if "comparison" in said.wants and (compared := self._compared(said, query, scope)):
            return _Quoted(tuple(compared), likely)
        refused = not ranked or asks_unheld(query) or self._refuses(ranked[0], said, query)
        drafts = [] if refused else self._whole(said, self._of_named(said, ranked, scope))
        parts, missing = self._parts(said, scope, said.clauses)
        drafts += [draft for draft in parts if draft not in drafts]
        return _Quoted(tuple(drafts), likely, missing)

    def _fresh(self, ranked: list[Candidate], said: Understood, query: Query) -> list[Candidate]:
        """The sentences, before those that were told already others that answer a follow-up.

        The other way about where it is asked again what was told.
        """
        if asks_again(said.layers[0]):
            old = [c for c in ranked if any(is_told(c.text, a) for a in said.answers[:1])]
            return [*old, *(c for c in ranked if c not in old)]
        new = [c for c in ranked if not any(is_told(c.text, answer) for answer in said.answers)]
        if not new or self._refuses(new[0], said, query):
            return ranked
        return [*new, *(c for c in ranked if c not in new)]

    def _of_named(self, said: Understood, ranked: list[Candidate], scope: Scope) -> list[Candidate]:
        """The sentences of the reports that are plainly meant, where the best is one of them."""
        plain = self._naming.is_plain(said.text, scope.reports) and "comparison" not in said.wants
        meant = set(scope.preferred)
        if not plain or ranked[0].hit.passage.report not in meant:
            return ranked
        return [c for c in ranked if c.hit.passage.report in meant]

    def _whole(self, said: Understood, ranked: list[Candidate]) -> list[Draft]:
        """The sentences that answer a question as a whole."""
        if "count" in said.wants:
            ranked = [c for c in ranked[:_NEAR] if c.features[_TYPED]]
        sides = _sides(ranked) if ranked and "comparison" in said.wants else ()
        drafts = [d for side in sides for d in write(side[:1], said, self._places)]
        return drafts or (write(ranked, said, self._places) if ranked else [])

    def _parts(
        self, said: Understood, scope: Scope, parts: Sequence[str]
    ) -> tuple[list[Draft], tuple[str, ...]]:
        """The best sentence for each part of a question, and the parts that have none."""
        drafts: list[Draft] = []
        missing: list[str] = []
        for clause in parts:
            own = part_of(said, clause)
            part = _weighed(self._search.query(own.text), clause, own)
            hits = self._search.search(part, scope)
            near = _telling(self._judge.candidates(part, hits, own, _READ_OF_PART), own)
            if near and not self._refuses(near[0], own, part):
                drafts += write(near[:1], own, self._places)
            else:
                missing.append(clause)
        return drafts, tuple(missing)

    def _further(self, said: Understood, scope: Scope, found: Rows | None) -> list[Draft]:
        """What answers the parts of a question, after its first, that rows say nothing of."""
        rest = tuple(c for c in said.clauses[1:] if not part_of(said, c).wants) if found else ()
        return self._parts(said, scope, rest)[0]

    def _compared(self, said: Understood, query: Query, scope: Scope) -> list[Draft]:
        """What each of the reports that a question names says of its topic; none for one report."""
        named = self._naming.named(said.text, scope.reports)
        inside = len(scope.preferred) == 1 and _WITHIN.search(fold(said.text))
        if inside or not 1 < len(named) <= _MOST_SIDES:
            return []
        apart = self._naming.spoken(said.text, named)
        topic = {s: w * (_PUT_BACK if s in apart else 1.0) for s, w in query.weights.items()}
        about = replace(query, weights=topic, specific=query.specific - apart)
        drafts: list[Draft] = []
        for report in named:
            hits = self._search.search(about, Scope((report,)))
            ranked = self._judge.candidates(about, hits, said)
            if ranked and self._judge.probability(ranked[0], about) >= _SIDE_ENOUGH:
                drafts += write(ranked[:2], said, self._places)
            else:
                name = self._places.reports[report].name
                drafts.append(Draft("note", f"{name}: nothing held in it answers this."))
        return drafts if any(draft.spans for draft in drafts) else []

    def _own_words(self, said: Understood, query: Query, hits: Sequence[Hit]) -> list[Draft]:
        """What the reports themselves call overdue, beside what the dates say."""
        ranked = self._judge.candidates(query, hits, said)
        own = [
            c
            for c in ranked
            if re.search(r"\boverdue\b|past (?:its|their) due", c.text)
            and c.unit.kind == "paragraph"
        ]
        return [d for c in own[:1] for d in write([c], said, self._places)]

    def _deciding(
        self, said: Understood, query: Query, hits: Sequence[Hit], rows: Sequence[Draft]
    ) -> list[Draft]:
        """The sentence that decides, beside rows that do not answer by being all there are.

        None if it is told already, or likely does not answer.
        """
        if not rows or said.wants & _WHOLE or (said.numbers and said.wants & _PRINTED):
            return []
        told = [span for row in rows for span in row.spans]
        ranked = self._of_no_other(self._judge.candidates(query, hits, said), told)
        ranked = _telling(ranked, said)
        if not ranked or self._refuses(ranked[0], said, query):
            return []
        drafts = write(ranked[:1], said, self._places)
        spans = [span for draft in drafts for span in draft.spans]
        return [] if any(one.meets(other) for one in spans for other in told) else drafts

    def _of_no_other(self, ranked: list[Candidate], told: Sequence[Span]) -> list[Candidate]:
        """The sentences without the rows of an item that is not told, in the reports of what is.

        In another report such a row may be the other side of what is told.
        """
        same = {span.report for span in told}
        sections = {c.section.id for c in ranked if c.hit.passage.report in same}
        sources = (source for item in self.register.items for source in item.sources)
        others = [s for s in sources if s.section in sections and s not in told]
        rows = [c for c in ranked if c.block.kind == "row"]
        strange = [c for c in rows if any(c.stands_in(span) for span in others)]
        return [c for c in ranked if c not in strange]

    def _refuses(self, best: Candidate, said: Understood, query: Query) -> bool:
        """Whether the best sentence is too unlikely to answer, or only announces what is asked."""
        if self._judge.probability(best, query) < self._judge.weights.enough:
            return True
        bare = lacks_amount(said.layers[0], best.whole) or lacks_graded(query, best.whole)
        named = best.names_one and said.wants & {"person", "owner"}
        return bare or (best.is_form and not named) or only_planned(said, best.text)

    def _place_of(self, span: Span) -> str:
        """The headings under which a place stands, and its report."""
        path = self._places.sections[span.section].path
        return " ".join((*path, self._places.reports[span.report].name))

    def _scope(self, question: Question, query: Query) -> Scope:
        """The reports that count: those chosen; of them, those of the force, kind, year named."""
        chosen, text = set(question.reports), fold(query.text)
        held = [r for key, r in self._places.reports.items() if not chosen or key in chosen]
        there = {r.force for r in held}
        forces = {force for force, place in self._forces.items() if place in text} & there
        if forces and len(there) > 1:
            held = [r for r in held if r.force in forces or self._spoken.get(r.id, set()) & forces]
        inside = Inside.of(query.text, held)
        held = [r for r in held if inside.takes(r)] or held
        ids = tuple(r.id for r in held)
        meant = self._naming.meant(query.text, ids)
        return Scope(ids, tuple(key for key in ids if key in meant and len(meant) < len(ids)))

    def _proved(self, drafts: Sequence[Draft]) -> list[Draft]:
        """The lines whose words stand where they are cited, with a note of how many do not."""
        kept = [draft for draft in drafts if self._places.holds(draft)]
        lost = len(drafts) - len(kept)
        line = "1 line is" if lost == 1 else f"{lost} lines are"
        note = f"{line} withheld: the words quoted do not stand where they are cited."
        return [*kept, Draft("note", note)] if lost else kept

    def _cited(self, question: Question, drafts: Sequence[Draft], hits: Sequence[Hit]) -> Answer:
        statements, citations = self._places.cited(self._proved(drafts))
        relied = {citation.span.section for citation in citations}
        others = [hit for hit in hits if hit.passage.section not in relied][:3]
        return Answer(
            question.text,
            statements,
            citations,
            see_also=tuple(
                self._places.citation(n, self._span(h)) for n, h in enumerate(others, start=1)
            ),
        )

    def _abstained(
        self, question: Question, hits: Sequence[Hit], why: str, known: Sequence[Draft] = ()
    ) -> Answer:
        statements, citations = self._places.cited([Draft("note", why), *known])
        near = tuple(
            self._places.citation(n, self._span(h)) for n, h in enumerate(hits[:3], start=1)
        )
        return Answer(
            question.text, statements, citations, abstained=True, see_also=near, confidence=0.0
        )

    def _span(self, hit: Hit) -> Span:
        report = self._places.reports[hit.passage.report]
        section = self._places.sections[hit.passage.section]
        return Span.of(report, section, hit.passage.start, hit.passage.end)


def _telling(ranked: list[Candidate], said: Understood) -> list[Candidate]:
    """The sentences, those of the best first that hold the amount of money or size asked for."""
    asked = said.layers[0]
    told = [c for c in ranked[:_NEAR] if not lacks_amount(asked, c.whole)]
    return [*told, *(c for c in ranked if c not in told)]


def _caveats(said: Understood, quoted: _Quoted) -> tuple[str, ...]:
    """What an answer from search alone must say of itself."""
    listed = "list" in said.wants and bool(quoted.drafts)
    may = ("This rests on search, not on the register: it may be incomplete.",) if listed else ()
    return (*may, *(f"{_NOT_FOUND} “{clause}”." for clause in quoted.missing if quoted.drafts))


def _within(torn: Sequence[Conflict], scope: Scope) -> tuple[Conflict, ...]:
    """The conflicts of which all sides stand in the reports that count."""
    held = set(scope.reports)
    return tuple(c for c in torn if all(side.span.report in held for side in c.sides))


def _weighed(query: Query, asked: str, said: Understood) -> Query:
    """The query of a follow-up: what it says itself counts more than what is put back.

    Of one that asks for items of a family nothing is put back: it asks for all of them.
    """
    if not said.context:
        return query
    own = set(stems(asked))
    unknown = tuple(t for t in query.unknown if stem(t) in own)
    if asks_for_family(said.layers[0]):
        terms = tuple(term for term in query.terms if stem(term) in own)
        weights = {s: w for s, w in query.weights.items() if s in own}
        return replace(query, terms=terms, weights=weights, unknown=unknown)
    weights = {s: w if s in own else w * _PUT_BACK for s, w in query.weights.items()}
    return replace(query, weights=weights, unknown=unknown)


def _sides(ranked: Sequence[Candidate]) -> tuple[list[Candidate], ...]:
    """The sentences by who is speaking: by report, or by section where one report has it all."""
    near = [c for c in ranked[:20] if c.score > ranked[0].score - _SIDE]
    by_report = _grouped(near, lambda c: c.hit.passage.report)
    by_section = _grouped(near, lambda c: c.section.id)
    apart = [g for g in by_section if not any(g[0] in group[:1] for group in by_report)]
    groups = [*by_report, *apart] if len(by_report) > 1 else by_section
    return tuple(groups[:_MOST_SIDES]) if len(groups) > 1 else ()


def _grouped(ranked: Sequence[Candidate], key: Callable[[Candidate], str]) -> list[list[Candidate]]:
    groups: dict[str, list[Candidate]] = {}
    for candidate in ranked:
        groups.setdefault(key(candidate), []).append(candidate)
    return list(groups.values())


def _spoken_of(report: Report, forces: Mapping[str, str]) -> set[str]:
    """The forces of which a report on no one force speaks by their place."""
    text = fold(" ".join(section.text for section in report.sections))
    return {force for force, place in forces.items() if re.search(rf"\b{re.escape(place)}\b", text)}


def _place(force: str) -> str:
    return force.removesuffix(" Police").removesuffix(" Constabulary")


_WHO_ARE = re.compile(r"\bwho(?:'s|s| are| is)? (?:the )?(?P<short>[\w&/-]+)\W*$")
"""Asks who is meant by one word, which may be a short form."""


def _defined(said: Understood, register: Register, places: Places) -> list[Draft]:
    """Printed expansions of the short form that a question asks about, in their sentence."""
    parted = "comparison" in said.wants and re.search(r"differ|\bvs\b|versus", fold(said.text))
    named = _WHO_ARE.search(fold(said.layers[0]))
    if "definition" not in said.wants and not parted and not named:
        return []
    asked = f" {' '.join(words(said.text))} "
    found: dict[str, Definition] = {}
    for definition in register.definitions:
        short = " ".join(words(definition.short))
        if f" {short} " in asked or f" {short.removesuffix('s')} " in asked:
            found.setdefault(fold(definition.expansion), definition)
    if parted and "definition" not in said.wants and len({d.short for d in found.values()}) < 2:
        return []
    drafts = []
    for d in list(found.values())[:4]:
        drafts.append(Draft("row", f"{d.short}: {d.expansion}", (d.span,)))
        if "\t" not in d.span.quote:
            drafts.append(_sentence_around(d.span, places))
    return drafts


def _sentence_around(span: Span, places: Places) -> Draft:
    section = places.sections[span.section]
    units = sentences(section, section.blocks)
    unit = next(u for u in units if u.start <= span.start < u.end)
    whole = Span.of(places.reports[span.report], section, unit.start, max(unit.end, span.end))
    return Draft("quotation", whole.quote, (whole,))


def _nothing(query: Query) -> str:
    typed = {fold(word): word for word in re.findall(r"[\w’'-]+", query.text)}
    unknown = ", ".join(typed.get(term, term) for term in query.unknown)
    missing = f" No report held uses: {unknown}." if unknown else ""
    return (
        f"Not in the corpus: nothing held answers this.{missing} The nearest passages are listed."
    )


def _unheld_reference(text: str, reports: Sequence[Report]) -> str:
    """The reference of a report that a question names and that is not held, or an empty string."""
    held = {fold(report.reference).replace(" ", "") for report in reports}
    named_in = [
        found.replace(" ", "") for found in re.findall(r"\b\d{1,2}\.\s?\d{2}/\d{2}\b", text)
    ]
    return next((ref for ref in named_in if fold(ref) not in held), "")
