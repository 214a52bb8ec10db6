"""The sentences that search finds for a question, and those of them that answer it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.again import asks_again, compares_again, is_told
from assistant.barred import lacks_amount, lacks_graded
from assistant.cite import Draft, Places
from assistant.judge import FEATURES, Candidate, Judge
from assistant.naming import Naming
from assistant.quote import only_planned, write
from assistant.says import spoken_first
from assistant.sides import MOST_SIDES, sides
from assistant.stranger import asks_unheld
from assistant.understand import Understood, part_of
from assistant.weighed import PUT_BACK, weighed
from corpus.piece import fold
from corpus.report import Span
from index.search import Hit, Query, Scope, Search

_NEAR, _TYPED = 8, FEATURES.index("type")
"""A question that counts is answered by one of so many best sentences that has a number."""
_READ_OF_PART = 3
"""Passages that are read for one part of a question, which is also read as a whole."""
_WHOLE = frozenset(("list", "count", "grade", "definition"))
"""Kinds of answer that rows give whole; others are told by a row and the sentence that decides."""
_PRINTED = frozenset(("owner", "deadline", "priority"))
"""Fields that the row of an item tells whole where the item is named by its number."""
_WITHIN = re.compile(r"\b(?:different|two|several|other) (?:parts|places|sections|pages|lists)\b")
"""Where a question sets beside each other what one report says in two places."""
_OVERDUE = re.compile(r"\boverdue\b|past (?:its|their) due")
_SIDE_ENOUGH = 0.3
"""Least probability that each side of a comparison bears on what is compared."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A question as it was put to search, and what search found."""

    said: Understood
    query: Query
    scope: Scope
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """What search found for a question, as it is judged: for fitting and inspection."""

    candidates: tuple[Candidate, ...]
    """Sentences, best first."""
    gate: tuple[float, ...]
    """What the gate judges the best one by; empty when nothing was found."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """The sentences that answer, none if nothing does."""

    drafts: tuple[Draft, ...]
    confidence: float
    """How likely the best sentence found answers, in [0, 1], whether or not it is quoted."""
    missing: tuple[str, ...] = ()
    """Parts of the question that nothing found answers."""

    @property
    def partial(self) -> bool:
        """Whether some parts are answered and others are not."""
        return bool(self.drafts and self.missing)

    def caveats(self, said: Understood) -> tuple[str, ...]:
        """What an answer from search alone must say of itself."""
        if not self.drafts:
            return ()
        may = "This rests on search, not on the register: it may be incomplete."
        missing = (f"Not found in the corpus: “{clause}”." for clause in self.missing)
        return (*((may,) if "list" in said.wants else ()), *missing)


class Quoter:
    """Chooses the sentences that answer, judged by what each is likely to tell."""

    def __init__(self, search: Search, places: Places, judge: Judge, naming: Naming) -> None:
        self._search, self._places, self._judge, self._naming = search, places, judge, naming

    def quoted(self, sought: Sought) -> Quoted:
        """The sentences that answer, for each part of the question; none if nothing does."""
        said, query = sought.said, sought.query
        ranked = _telling(self._judge.candidates(query, sought.hits, said), said)
        ranked = self._plain(ranked, said, query)
        ranked = self._said_by(self._fresh(ranked, said, query), said, query)
        likely = self._judge.probability(ranked[0], query) if ranked else 0.0
        if "comparison" in said.wants and (compared := self._compared(sought)):
            return Quoted(tuple(compared), likely)
        refused = not ranked or asks_unheld(query) or self._refuses(ranked[0], said, query)
        drafts = [] if refused else self._whole(said, self._of_named(sought, ranked))
        parts, missing = self._parts(sought, said.clauses)
        drafts += [draft for draft in parts if draft not in drafts]
        return Quoted(tuple(drafts), likely, missing)

    def further(self, sought: Sought) -> list[Draft]:
        """What answers the parts of a question, after its first, that rows say nothing of."""
        said = sought.said
        rest = tuple(c for c in said.clauses[1:] if not part_of(said, c).wants)
        return self._parts(sought, rest)[0]

    def overdue(self, sought: Sought) -> list[Draft]:
        """What the reports themselves call overdue, beside what the dates say."""
        ranked = self._judge.candidates(sought.query, sought.hits, sought.said)
        own = [c for c in ranked if _OVERDUE.search(c.text) and c.unit.kind == "paragraph"]
        return [d for c in own[:1] for d in write([c], sought.said, self._places)]

    def deciding(self, sought: Sought, rows: Sequence[Draft]) -> list[Draft]:
        """The sentence that decides, beside rows that do not answer by being all there are.

        None if it is told already, or likely does not answer.
        """
        said, query = sought.said, sought.query
        if not rows or said.wants & _WHOLE or (said.numbers and said.wants & _PRINTED):
            return []
        told = [span for row in rows for span in row.spans]
        ranked = self._of_no_other(self._judge.candidates(query, sought.hits, said), told)
        ranked = _telling(ranked, said)
        if not ranked or self._refuses(ranked[0], said, query):
            return []
        drafts = write(ranked[:1], said, self._places)
        spans = [span for draft in drafts for span in draft.spans]
        return [] if any(one.meets(other) for one in spans for other in told) else drafts

    def _whole(self, said: Understood, ranked: list[Candidate]) -> list[Draft]:
        """The sentences that answer a question as a whole."""
        if "count" in said.wants:
            ranked = [c for c in ranked[:_NEAR] if c.features[_TYPED]]
        parted = sides(ranked) if ranked and "comparison" in said.wants else ()
        drafts = [d for side in parted for d in write(side[:1], said, self._places)]
        return drafts or (write(ranked, said, self._places) if ranked else [])

    def _parts(self, sought: Sought, parts: Sequence[str]) -> tuple[list[Draft], tuple[str, ...]]:
        """The best sentence for each part of a question, and the parts that have none."""
        drafts: list[Draft] = []
        missing: list[str] = []
        for clause in parts:
            own = part_of(sought.said, clause)
            query = weighed(own, clause, self._search)
            hits = self._search.search(query, sought.scope)
            near = _telling(self._judge.candidates(query, hits, own, _READ_OF_PART), own)
            if near and not self._refuses(near[0], own, query):
                drafts += write(near[:1], own, self._places)
            else:
                missing.append(clause)
        return drafts, tuple(missing)

    def _compared(self, sought: Sought) -> list[Draft]:
        """What each of the reports that a question names says of its topic; none for one report."""
        said, query, scope = sought.said, sought.query, sought.scope
        named = self._naming.named(said.text, scope.reports)
        inside = len(scope.preferred) == 1 and _WITHIN.search(fold(said.text))
        if inside or not 1 < len(named) <= MOST_SIDES:
            return []
        apart = self._naming.spoken(said.text, named)
        topic = {s: w * (PUT_BACK if s in apart else 1.0) for s, w in query.weights.items()}
        about = replace(query, weights=topic, specific=query.specific - apart)
        told = [self._side(report, said, about) for report in named]
        drafts = [draft for side in told for draft in side]
        return drafts if any(draft.spans for draft in drafts) else []

    def _side(self, report: str, said: Understood, about: Query) -> list[Draft]:
        """What one report says of what is compared, or that it says nothing."""
        hits = self._search.search(about, Scope((report,)))
        ranked = self._judge.candidates(about, hits, said)
        if ranked and self._judge.probability(ranked[0], about) >= _SIDE_ENOUGH:
            return write(ranked[:2], said, self._places)
        name = self._places.reports[report].name
        return [Draft("note", f"{name}: nothing held in it answers this.")]

    def _fresh(self, ranked: list[Candidate], said: Understood, query: Query) -> list[Candidate]:
        """The sentences, before those that were told already others that answer a follow-up.

        The other way about where it is asked again what was told.
        """
        own = said.layers[0]
        latest = [c for c in ranked if any(is_told(c.text, a) for a in said.answers[:1])]
        old = [c for c in latest if asks_again(own) or compares_again(own, c.text)]
        if old or asks_again(own):
            return [*old, *(c for c in ranked if c not in old)]
        new = [c for c in ranked if not any(is_told(c.text, answer) for answer in said.answers)]
        if not new or self._refuses(new[0], said, query):
            return ranked
        return [*new, *(c for c in ranked if c not in new)]

    def _plain(self, ranked: list[Candidate], said: Understood, query: Query) -> list[Candidate]:
        """The sentences, where only the name of a field leads, after one that answers."""
        if not ranked or not ranked[0].is_form:
            return ranked
        plain = next((c for c in ranked if not c.is_form), None)
        if plain is None or self._refuses(plain, said, query):
            return ranked
        return [plain, *(c for c in ranked if c is not plain)]

    def _said_by(self, ranked: list[Candidate], said: Understood, query: Query) -> list[Candidate]:
        """The sentences of the body that is asked about, where the best of them answers."""
        own = spoken_first(ranked, said.layers[0], self._places.reports)
        return own if own and not self._refuses(own[0], said, query) else ranked

    def _of_named(self, sought: Sought, ranked: list[Candidate]) -> list[Candidate]:
        """The sentences of the reports that are plainly meant, where the best is one of them."""
        said, scope = sought.said, sought.scope
        plain = self._naming.is_plain(said.text, scope.reports) and "comparison" not in said.wants
        if not plain or ranked[0].hit.passage.report not in scope.preferred:
            return ranked
        return [c for c in ranked if c.hit.passage.report in scope.preferred]

    def _of_no_other(self, ranked: list[Candidate], told: Sequence[Span]) -> list[Candidate]:
        """The sentences without the rows of an item that is not told, in the reports of what is.

        In another report such a row may be the other side of what is told.
        """
        same = {span.report for span in told}
        sections = {c.section.id for c in ranked if c.hit.passage.report in same}
        items = self._search.registers.whole.register.items
        sources = (source for item in items for source in item.sources)
        others = [s for s in sources if s.section in sections and s not in told]
        rows = [c for c in ranked if c.block.kind == "row"]
        strange = [c for c in rows if any(c.stands_in(span) for span in others)]
        return [c for c in ranked if c not in strange]

    def _refuses(self, best: Candidate, said: Understood, query: Query) -> bool:
        """Whether the best sentence is too unlikely to answer, or only announces what is asked."""
        told = any(is_told(best.text, answer) for answer in said.answers[:1])
        if told and compares_again(said.layers[0], best.text):
            return False
        if self._judge.probability(best, query) < self._judge.weights.enough:
            return True
        bare = lacks_amount(said.layers[0], best.whole) or lacks_graded(query, best.whole)
        named = best.names_one and said.wants & {"person", "owner"}
        return bare or (best.is_form and not named) or only_planned(said, best.text)


def _telling(ranked: list[Candidate], said: Understood) -> list[Candidate]:
    """The sentences, those of the best first that hold the amount of money or size asked for."""
    asked = said.layers[0]
    told = [c for c in ranked[:_NEAR] if not lacks_amount(asked, c.whole)]
    return [*told, *(c for c in ranked if c not in told)]
