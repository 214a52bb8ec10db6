"""Judge the sentences found: how well each answers, and whether the best is good enough."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from pydantic import TypeAdapter

from assistant.asking import Want
from assistant.barred import is_barred, proper_names
from assistant.cite import Places
from assistant.kind import suits
from assistant.numeral import UNITS
from assistant.people import People, letters_in
from assistant.stranger import signed
from assistant.understand import Understood
from corpus.body import body_of
from corpus.passages import lead_in, points, spoken, told
from corpus.piece import DATE, fold
from corpus.report import Block, Section, Sentence, Span
from index.reader import Reader
from index.reading import Reading
from index.search import Hit, Query, Search
from index.terms import stem, stem_set, stems
from index.told import Told

_LACKS = re.compile(
    r"\b(?:lack(?:s|ing)?|without|missing|have no|has no|there (?:is|are) no|are no|no|(?:don't|do not|doesn't|does not|not) have)"
    r"\s+(?:any\s+|an?\s+|the\s+)?((?:[\w-]+\s*){1,3})",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:was|were|did|had)\b", re.IGNORECASE)
_FUTURE = re.compile(r"\bwill\b|\bscheduled\b|\bforthcoming\b", re.IGNORECASE)
_TELLS = re.compile(r"\b[A-Z0-9]{2,8}s? \([^()]*\)")
"""A short form with its expansion: that is no list of members."""
_LISTED = re.compile(r"([^.:;()]{4,90})[(:]\s*([^()]+)")
_NUMERAL = re.compile(r"\b(\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)\b", re.IGNORECASE)
_COMPLETE = 1.5
"""What a sentence counts that names as many members as it says there are."""
_TO_COME = re.compile(
    r"\b(?:remaining|rest|others?)\b.{0,60}\b(?:development|developed|to follow|to be|progress|produced|outstanding|awaited)"
    r"|\bnot (?:yet )?in place|\byet to\b|\bstill being\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![\w/])£?\d[\d,.]*%?(?![\w/])|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|none)\b",
    re.IGNORECASE,
)
FEATURES = (
    "similarity",
    "passage",
    "rank",
    "words",
    "context",
    "type",
    "list",
    "names",
    "absence",
    "tense",
    "read",
    "near",
)
"""What a sentence is judged by; see `_features`."""
_READ, _READ_FIRST = 6, 4
"""Passages that are read at most; and first, to see whether more need be."""
_READ_ENOUGH = 0.5
"""Probability that what was read first answers, from which no more is read."""
_UNREAD, _PER_READ = -12.0, 6.0
"""The reader's score of a sentence that it did not read or finds no answer in; what makes 1."""
_SAME_TIME = re.compile(
    r"(?:In|Over|During|For|By) (?:the same|that|this) (?:\w+ )?(?:year|quarter|month|period|time)\b"
)
_BARE_DATE = re.compile(
    rf"(?:(?:due|target|completion) )?dates?:\s*{DATE.pattern}\.?", re.IGNORECASE
)
"""A line of a form that only says a date, not of what: it is told with its record."""
_WEIGHTS = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class Weights:
    """What a sentence's features count, and the bar; fitted by `python -m eval.fit`."""

    sentence: tuple[float, ...]
    """In the order of `FEATURES`."""
    gate: tuple[float, ...]
    """The same features, the gap, unknown names, other unknown words, the reader's probability
    and score, a constant: logistic."""
    enough: float = 0.5
    """Probability under which nothing is answered."""

    @classmethod
    def shipped(cls) -> Weights:
        """The weights that come with the product."""
        return TypeAdapter(cls).validate_json(_WEIGHTS.read_bytes())

    def keep(self) -> None:
        """Make these the weights that come with the product."""
        _WEIGHTS.write_bytes(TypeAdapter(Weights).dump_json(self, indent=2) + b"\n")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer."""

    section: Section
    unit: Sentence
    hit: Hit
    features: tuple[float, ...]
    score: float
    read: tuple[float, float]
    """Of all passages read: how likely any answers, in [0, 1], and its words' score, about -2 to 2."""

    @property
    def text(self) -> str:
        """Its words."""
        return self.section.text[self.unit.start : self.unit.end]

    @property
    def whole(self) -> str:
        """Its words with its headings, the names of its columns, and what leads into its list."""
        lead = lead_in(self.section, self.block) if self.block.kind == "item" else None
        led = self.section.words(lead) if lead else ""
        own = told(self.section, self.block) if self.block.kind == "row" else self.text
        return " ".join((*self.section.path[1:], led, own))

    @property
    def is_form(self) -> bool:
        """Whether it only names a field of a form."""
        return is_form(self.block, self.text)

    @property
    def names_one(self) -> bool:
        """Whether it names somebody with a post: `Ada Finch (Chair)`."""
        return bool(_NAMED_ONE.match(self.text))

    def stands_in(self, span: Span) -> bool:
        """Whether it is part of a place."""
        return span.section == self.section.id and span.start <= self.unit.start < span.end

    @property
    def block(self) -> Block:
        """The block that it is part of."""
        return next(b for b in self.section.blocks if b.start <= self.unit.start < b.end)


_NAMED_ONE = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Cllr) )?[A-Z][a-z]+ [A-Z][\w’'-]+(?:,| \()\s?[A-Z]\w"
)
_CAPITALS = re.compile(r"\b[A-Z][A-Z0-9]{3,}\b")
"""What is called by letters."""
_NEAR = 1.0
"""What it adds to the score of a sentence to stand where the answer before was drawn from."""


class Judge:
    """Finds and judges the sentences of passages."""

    def __init__(
        self,
        search: Search,
        places: Places,
        weights: Weights,
        people: People | None = None,
        reader: Reader | None = None,
    ) -> None:
        self._people = people or People()
        self._search, self._places, self.weights = search, places, weights
        self._reader = reader or Reader()

    def candidates(
        self, query: Query, hits: Sequence[Hit], said: Understood, read: int = _READ
    ) -> list[Candidate]:
        """Every sentence of the passages found, best first; the first `read` passages are read."""
        units = list(self._units(query, hits, said))
        alike = self._alike(query, hits, units)
        readings = self._readings(query, hits[:read])
        best = _best_read(readings.values())
        found = []
        for (hit, unit), similarity in zip(units, alike, strict=True):
            place = _Place(self._places.sections[hit.passage.section], unit, hit)
            features = (
                similarity,
                hit.similarity,
                hit.score / hits[0].score,
                *_features(query, said, place),
                _read_at(readings.get(hit.passage.id), hit, unit),
                share(query, place.near),
            )
            score = sum(w * f for w, f in zip(self.weights.sentence, features, strict=True))
            score += _NEAR * hit.near
            found.append(Candidate(place.section, unit, hit, features, score, best))
        return sorted(found, key=lambda candidate: -candidate.score)

    def _units(
        self, query: Query, hits: Sequence[Hit], said: Understood
    ) -> Iterator[tuple[Hit, Sentence]]:
        """The sentences of the passages found that may answer at all, each with its passage."""
        names, letters = self._names_held(said), self._letters_held(said, hits)
        for hit in hits:
            placed = f"{hit.passage.context} {hit.passage.text}"
            for unit in hit.passage.sentences if all(a in placed for a in letters) else ():
                counts = self._counts(hit, unit) and not self._is_barred(query, hit, unit)
                if counts and all(self._speaks_of(name, hit, unit, said) for name in names):
                    yield hit, unit

    def _alike(
        self, query: Query, hits: Sequence[Hit], units: Sequence[tuple[Hit, Sentence]]
    ) -> list[float]:
        """How alike a question and each sentence are, or a record told there, in [-1, 1]."""
        texts = [spoken(self._places.sections[hit.passage.section], unit) for hit, unit in units]
        records = [r.text for hit in hits for r in self._search.records.within(hit.passage)]
        vectors = self._search.sentence_vectors([*texts, *records])
        told = [
            (text, *(record.text for record in self._records_at(hit, unit)))
            for (hit, unit), text in zip(units, texts, strict=True)
        ]
        return [
            max(float(np.dot(query.vector, vectors[w])) if w in vectors else 0.0 for w in words)
            for words in told
        ]

    def probability(self, best: Candidate, query: Query) -> float:
        """How likely the best sentence answers the question, in [0, 1]."""
        values = gate_features(best, query)
        score = sum(w * v for w, v in zip(self.weights.gate, values, strict=True))
        return 1.0 / (1.0 + math.exp(-score))

    def _readings(self, query: Query, hits: Sequence[Hit]) -> dict[str, Reading]:
        """What the reader makes of passages, by passage id: of all, unless the first likely answer."""
        passages = [hit.passage for hit in hits]
        read = self._reader.read(query.text, passages[:_READ_FIRST])
        if _best_read(read)[0] < _READ_ENOUGH:
            read += self._reader.read(query.text, passages[_READ_FIRST:])
        return {passage.id: one for passage, one in zip(passages, read, strict=False)}

    def _records_at(self, hit: Hit, unit: Sentence) -> tuple[Told, ...]:
        section = self._places.sections[hit.passage.section]
        return self._search.records.at(hit.passage.report, section, unit.start, unit.end)

    def _names_held(self, said: Understood) -> frozenset[str]:
        """The names in a question that some report holds, unless it sets several beside each other."""
        names = proper_names(said.layers[0])
        return names if len(names) == 1 and "comparison" not in said.wants else frozenset()

    def _letters_held(self, said: Understood, hits: Sequence[Hit]) -> frozenset[str]:
        """The letters of whom a question wants a person of, where some passage found prints them."""
        question = said.layers[0]
        if "person" not in said.wants or question.isupper():
            return frozenset()
        printed = {a for a in _CAPITALS.findall(question) if body_of(a) == "other"}
        return frozenset(a for a in printed if any(a in hit.passage.text for hit in hits))

    def _speaks_of(self, name: str, hit: Hit, unit: Sentence, said: Understood) -> bool:
        """Whether a sentence stands where a name is borne: by the name, or by its letters."""
        letters = self._people.letters.get(name, frozenset())
        borne = letters and letters & letters_in(hit.passage.text)
        return bool(borne) or name in self._about(hit, unit, said)

    def _about(self, hit: Hit, unit: Sentence, said: Understood) -> str:
        """Where a sentence stands and what is said there, folded: of a number, what itself says."""
        report = self._places.reports[hit.passage.report]
        named = f"{report.title} {report.force} {report.publisher} {signed(report)}"
        own = spoken(self._places.sections[hit.passage.section], unit)
        told = own if "count" in said.wants else hit.passage.text
        return fold(f"{named} {hit.passage.context} {told}")

    def _is_barred(self, query: Query, hit: Hit, unit: Sentence) -> bool:
        section = self._places.sections[hit.passage.section]
        text = spoken(section, unit)
        if _SAME_TIME.match(text):  # it is of the time that the sentence before names
            block = next(b for b in section.blocks if b.start <= unit.start < b.end)
            text = f"{section.text[block.start : unit.start]}{text}"
        return is_barred(query.text, text, hit.passage.context)

    def _counts(self, hit: Hit, unit: Sentence) -> bool:
        """Whether a unit says something: heads, labels and empty boxes do not."""
        text = self._places.sections[hit.passage.section].text
        bare = _BARE_DATE.fullmatch(text, unit.start, unit.end)
        return (
            unit.kind not in {"head", "label"} and not bare and not text.startswith("☐", unit.start)
        )


@dataclass(frozen=True)
class _Place:
    """A sentence where it stands."""

    section: Section
    unit: Sentence
    hit: Hit

    @cached_property
    def text(self) -> str:
        return self.section.text[self.unit.start : self.unit.end]

    @cached_property
    def block(self) -> Block:
        return next(b for b in self.section.blocks if b.start <= self.unit.start < b.end)

    @cached_property
    def told(self) -> str:
        """Its own words; of a row each cell under the name of its column."""
        return told(self.section, self.block) if self.block.kind == "row" else self.text

    @cached_property
    def stems(self) -> frozenset[str]:
        """Of its own words."""
        return stem_set(self.told)

    @cached_property
    def near(self) -> frozenset[str]:
        """Stems of its own words, of its heading and of the sentence that it follows."""
        own = [u for u in self.hit.passage.sentences if u.end <= self.unit.start]
        before = self.section.text[own[-1].start : own[-1].end] if own else ""
        return self.stems | stem_set(self.section.heading) | stem_set(before)

    @cached_property
    def around(self) -> frozenset[str]:
        """Stems of its own words, those of its passage, and where that stands."""
        lead = lead_in(self.section, self.block) if self.block.kind == "item" else None
        above = self.section.words(lead) if lead else ""
        passage = self.hit.passage
        return self.stems.union(*map(stem_set, (passage.context, above, passage.text)))


def _features(query: Query, said: Understood, place: _Place) -> tuple[float, ...]:
    return (
        share(query, place.stems),
        share(query, place.around),
        suits(said.wants, query, place.told),
        _lists(said.wants, place.section, place.block, place.text),
        _names(query, place.around),
        _absence(query.text, place.text),
        -float(bool(_PAST.search(query.text)) and bool(_FUTURE.search(place.text))),
    )


def gate_features(best: Candidate, query: Query) -> tuple[float, ...]:
    """What the gate judges by: the sentence's features, what is unknown, what was read."""
    return (*best.features, _gap(best, query), *_unknown(query), *best.read, 1.0)


def _best_read(readings: Iterable[Reading]) -> tuple[float, float]:
    held = list(readings)
    likely = max((1 - one.no_answer for one in held), default=0.0)
    return likely, max((one.score for one in held), default=_UNREAD) / _PER_READ


def _read_at(reading: Reading | None, hit: Hit, unit: Sentence) -> float:
    """How far the reader's best words in a sentence stand above none."""
    if reading is None:
        return _UNREAD / _PER_READ
    start = hit.passage.start
    return max(reading.within(unit.start - start, unit.end - start), _UNREAD) / _PER_READ


def _gap(best: Candidate, query: Query) -> float:
    """Weight of the question's heaviest word that neither sentence nor place holds, in [0, 1]."""
    passage = best.hit.passage
    held = stem_set(best.text) | stem_set(passage.context) | stem_set(passage.text)
    heaviest = max(query.weights.values(), default=0.0)
    missing = [w * (1 - query.credit(term, held)) for term, w in query.weights.items()]
    return max(missing, default=0.0) / heaviest if heaviest else 0.0


def _unknown(query: Query) -> tuple[float, float]:
    """Shares of the question's weight in names and numbers, and in other words, not held at all."""
    total = sum(query.weights.values()) or 1.0
    named = {
        t
        for t in query.unknown
        if t[:1].isdigit() or re.search(rf"(?<!^)\b{re.escape(t.capitalize())}", query.text)
    }
    shares = {t: query.weights.get(stem(t), 0.0) / total for t in query.unknown}
    return sum(shares[t] for t in named), sum(shares[t] for t in set(query.unknown) - named)


def is_form(block: Block, text: str) -> bool:
    """Whether a line only names a field of a form, or leads into what follows."""
    if text.isupper():
        return True
    short = len(text.split()) < 9 and text[-1:] not in '.!"”)' and ":" not in text
    return block.kind == "paragraph" and (
        len(text.split()) < 4 or (short and not _NUMBER.search(text))
    )


def share(query: Query, held: frozenset[str]) -> float:
    """Share of the question's weight whose words are among these stems, in [0, 1]."""
    return query.share(query.weights, held) if query.weights else 0.0


def _names(query: Query, held: frozenset[str]) -> float:
    """Share of the question's names and numbers that are among these stems, in [0, 1]."""
    if not query.specific:
        return 1.0
    return sum(query.credit(term, held) for term in query.specific) / len(query.specific)


def _absence(question: str, text: str) -> float:
    """Whether a text says, of the very thing that the question finds lacking, that it lacks.

    1 if it does or tells of a rest still to come, -1 if it finds something else lacking, else 0.
    """
    asked = [set(stems(found[1])) for found in _LACKS.finditer(question)]
    if not asked:
        return 0.0
    wanted = set().union(*asked)
    lacking = [set(stems(found[1])) for found in _LACKS.finditer(text)]
    if any(_overlap(wanted, words) > 0.5 for words in lacking):
        return 1.0
    if _TO_COME.search(text) and _overlap(wanted, stem_set(text)) > 0.5:
        return 1.0
    return -1.0 if lacking else 0.0


def _overlap(wanted: set[str], held: AbstractSet[str]) -> float:
    return len(wanted & held) / len(wanted) if wanted else 0.0


def _value(number: str) -> int:
    return int(number) if number.isdigit() else UNITS.index(number.casefold())


def _lists(wants: frozenset[Want], section: Section, block: Block, text: str) -> float:
    """Whether the text enumerates, where a list is asked for, in [0, 1.5]."""
    if not wants & {"list"}:
        return 0.0
    text = _TELLS.sub(" ", text)
    for before, listed in _LISTED.findall(text):
        numerals = _NUMERAL.findall(before)
        members = re.split(r",\s+(?:and\s+)?|;\s*", listed)
        if numerals and len(members) == _value(numerals[-1]):
            return _COMPLETE
    names = len(re.findall(r"(?:,|;| and) (?:[A-Z]|an? |the )", text))
    return 1.0 if block.kind in {"item", "row"} or points(section, block) else min(names / 3, 1.0)
