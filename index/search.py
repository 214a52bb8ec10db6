"""Find the passages that bear on a question: dense and lexical lists, fused."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import DamerauLevenshtein

from corpus.piece import fold
from corpus.report import Passage, Report
from index.embed import Embedder, Vectors
from index.english import is_slip, is_word
from index.exact import ExactStore
from index.fusion import Fusion, Signals
from index.lexicon import KIN, Lexicon
from index.library import Library, LibraryError, vector_key
from index.registers import Registers
from index.sentences import Sentences
from index.serve import Index
from index.server import ServerStore
from index.synonyms import ALIKE, in_words_held, synonyms
from index.terms import content, generality, phrases, stem, stems
from index.told import Records
from index.typed import as_meant, is_cut
from index.vectors import VectorStore

if TYPE_CHECKING:
    from llama_index.core.base.base_retriever import BaseRetriever

    from index.engines import Store

_WORD = re.compile(r"[\w’']+")
_DEPTH = 50
"""Passages taken from each list before fusion."""
_PREFERRED = 1.15
"""What the score of a passage is multiplied by in a report that the question seems to mean."""
_MOST = 8_192
"""Passages remembered: about 30 MB."""
_LARGE, _COMMON = 20_000, 1 / 3
"""Passages from which words are left out that more than such a share of them hold."""
_SHORT_WORD = 5
"""Shorter words are not corrected: too many others lie within one letter."""
_CUT_SHORT = re.compile(r"(?=.{4})(?:[^aeiouy]{3}|[^aeiouy]+[aeiouy]?[^aeiouy]+$)[a-z]*$")
"""A word of hardly any vowels, or that opens with three consonants: `mgmt`, `dept`, `cttee`."""
_DAY = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b",
    re.IGNORECASE,
)
_LONG_WORD = 7
"""A word whose stem is held is read as misspelt from so many letters on."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which reports count."""

    reports: tuple[str, ...]
    """Report ids; none means that nothing is in scope."""
    preferred: tuple[str, ...] = ()
    """Reports that the question seems to mean; their passages rank first among equals."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a query."""

    passage: Passage
    rank: int
    """Place in the list; the best is 1."""
    score: float
    """Fused score, above 0; comparable within one search only."""
    similarity: float
    """Cosine of question and passage."""
    near: float = 0.0
    """How near it stands to what was told before in a conversation, in [0, 1]."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question made ready for search."""

    text: str
    """With typing errors mended."""
    terms: tuple[str, ...]
    """Its content words."""
    weights: dict[str, float]
    """Inverse document frequency by stem; a word that no passage holds weighs most."""
    unknown: tuple[str, ...]
    """Content words that no passage holds and no near spelling explains."""
    expansions: dict[str, tuple[str, ...]]
    """Stems of the name that a short form stands for, by the short form's stem."""
    kin: Mapping[str, Mapping[str, float]]
    """Stems of words held that mean nearly the same, with their likeness, by stem.

    Several words that mean the same as one are parted by blanks.
    """
    specific: frozenset[str]
    """Stems of names, numbers and short forms in the question: what it is about."""
    vector: Vectors
    """Of the whole question: `(dimension,)`, of unit length."""
    phrases: tuple[str, ...] = ()
    """Neighbouring content words, with the small words between them."""

    def credit(self, term: str, held: AbstractSet[str]) -> float:
        """How far some stems stand for a stem of the question, in [0, 1]: itself, name or kin."""
        expansion = self.expansions.get(term, ())
        if term in held or (expansion and held >= set(expansion)):
            return 1.0
        alike = self.kin.get(term, {})
        return max(
            (like for kin, like in alike.items() if all(one in held for one in kin.split())),
            default=0.0,
        )

    def weight(self, topic: Mapping[str, float], held: AbstractSet[str]) -> float:
        """What the stems of a topic weigh together for which some stems stand."""
        return sum(weight * self.credit(term, held) for term, weight in topic.items())

    def share(self, topic: Mapping[str, float], held: AbstractSet[str]) -> float:
        """The share of a topic's weight for which some stems stand, in [0, 1]; 1 of no topic."""
        total = sum(topic.values())
        return self.weight(topic, held) / total if total else 1.0


class Search:
    """Search over the served generation of a library."""

    def __init__(
        self,
        library: Library,
        store: Store | ExactStore,
        embedder: Embedder,
        short_forms: Mapping[str, str] | None = None,
        *,
        reports: Sequence[Report] = (),
    ) -> None:
        """`reports` are those that the library holds, where they have been read already."""
        self.fusion = Fusion()
        self._reports = tuple(reports)
        self._known: dict[str, Passage] = {}
        self._short_forms = dict(short_forms or {})
        self._library, self._store, self._embedder = library, store, embedder
        self._exact = ExactStore(library)
        self._frequency = lru_cache(maxsize=4096)(library.frequency)
        generation = library.generation
        if generation is None:
            raise LibraryError(f"{library.name} holds no reports; run: assistant ingest PATH")
        if generation.passages and generation.model_sha256 != embedder.sha256:
            raise LibraryError(
                f"{library.name} was built with {generation.model}, not {embedder.model}; "
                "run: assistant rebuild"
            )
        self.generation = generation

    def writable(self) -> Index:
        """What an ingest needs: the library, the model, and a store; a folder is opened anew."""
        store = self._store
        if not isinstance(store, ServerStore):
            store = VectorStore(self._library.home)
        return Index(self._library, store, self._embedder)

    def query(self, text: str) -> Query:
        """A question with its typing errors mended, its words weighed and its vector."""
        forms = {t: self._short_forms[t] for t in content(text) if self._is_short_form(t)}
        mended = {term: self._mended(term) for term in content(text) if term not in forms}
        changed = {old: new for old, new in mended.items() if new and new != old} | forms
        spelt = _WORD.sub(lambda m: changed.get(fold(m[0]), m[0]), text)
        terms = tuple(new or old for old, new in mended.items())
        size = max(self.generation.passages, 1)
        counts = {term: self._frequency(term) for term in terms}
        weights = {
            stem(t): math.log(1 + size / (0.5 + count)) * generality(stem(t))
            for t, count in counts.items()
        }
        expansions = {stem(form): tuple(stems(name)) for form, name in forms.items()}
        weights |= {short: math.log(1 + size / 3) for short in expansions}
        vector, *others = self._vectors(spelt, terms)
        kin = {stem(t): self._kin(t, v) for t, v in zip(terms, others, strict=True)}
        spelled = tuple(word for name in forms.values() for word in content(name))
        said = set(content(_DAY.sub(" ", text)))
        strange = [t for t, n in counts.items() if not n and generality(stem(t)) == 1]
        strange = [t for t in strange if mended.get(t) or t in said]  # `Mar` of 26 Mar is no name
        return Query(
            text=spelt,
            terms=(*terms, *spelled),
            weights=weights,
            unknown=tuple(term for term in strange if not kin[stem(term)]),
            expansions=expansions,
            kin=kin,
            specific=frozenset({*_specific(text, weights), *expansions}),
            vector=vector,
            phrases=phrases(spelt),
        )

    def mended(self, text: str) -> str:
        """A question with its typing errors mended, and in words that some report uses."""
        found = {
            term: self._mended(term) for term in content(text) if not self._is_short_form(term)
        }
        typed = (word for word in _WORD.findall(text) if word.islower())
        hasty = (word for word in typed if is_cut(word) or not self._frequency(word))
        haste = {word: as_meant(word) for word in hasty}
        found |= {word: meant for word, meant in haste.items() if meant}
        changed = {old: new for old, new in found.items() if new and new != old}
        mended = _WORD.sub(lambda m: _as_written(m[0], changed.get(fold(m[0]), m[0])), text)
        return in_words_held(mended, self._held)

    def likeness(self, text: str, others: Sequence[str]) -> list[float]:
        """How alike in meaning a text of a few words and each of some others are, in [-1, 1]."""
        own, *rest = self._embedder.embed([text, *others])
        return [float(own @ other) for other in rest]

    def _is_short_form(self, term: str) -> bool:
        return term in self._short_forms and not self._frequency(term)

    def _vectors(self, text: str, terms: Sequence[str]) -> list[Vectors]:
        """The vectors of a question and of its words, each `(dimension,)`; known of words held."""
        places, matrix = self._lexicon.places, self._lexicon.vectors
        unheld = [term for term in terms if term not in places]
        vector, *made = self._embedder.embed([text, *unheld])
        new = dict(zip(unheld, made, strict=True))
        return [vector, *(new[t] if t in new else matrix[places[t]] for t in terms)]

    def _kin(self, term: str, vector: Vectors) -> dict[str, float]:
        """The stems of the words held that are most like a word, with their cosine."""
        if any(char.isdigit() for char in term):
            return {}
        near = self._lexicon.near(vector)
        alike = {stem(word): like for word, like in near if stem(word) != stem(term)}
        same = (name for name in synonyms().get(stem(term), ()) if self._held >= set(name.split()))
        return alike | dict.fromkeys(same, ALIKE)

    @cached_property
    def _held(self) -> frozenset[str]:
        """The stems of the words that the reports hold."""
        return frozenset(map(stem, self._lexicon.words))

    @cached_property
    def _lexicon(self) -> Lexicon:
        return Lexicon.of(self._library, self.generation.model_sha256)

    def search(self, query: Query, scope: Scope, limit: int = 12) -> tuple[Hit, ...]:
        """The passages inside the scope that bear most on a query, best first."""
        if not scope.reports:
            return ()
        found = self.signals(query, scope)
        passages = self._passages(list(found.passages))
        wanted = set(scope.preferred)
        scored = {
            key: score * (_PREFERRED if passages[key].report in wanted else 1.0)
            for key, score in self.fusion.scores(found).items()
            if score > 0
        }
        best = sorted(scored, key=lambda key: (-scored[key], key))[:limit]
        return tuple(
            Hit(passages[key], rank, scored[key], found.passages[key])
            for rank, key in enumerate(best, start=1)
        )

    def signals(self, query: Query, scope: Scope) -> Signals:
        """What is known of the passages inside a scope that words, phrases or likeness bring up."""
        reports = () if self._all_reports <= set(scope.reports) else scope.reports
        words = dict(self._library.lexical(self._telling(self._sought(query)), reports, _DEPTH))
        phrases = dict(self._library.lexical(self._telling(query.phrases), reports, _DEPTH))
        near = dict(self._nearest(query.vector, reports))
        passages = self._passages(list(words | phrases | near))
        return Signals(words, phrases, *self._sentences.cosines(query.vector, passages.values()))

    def _sought(self, query: Query) -> list[str]:
        """The words that are looked for: those of the question, or their kin where none is held.

        A word that no report uses is looked for by those that mean the same.
        """
        if any(self._frequency(term) for term in query.terms):
            unheld = [stem(term) for term in query.terms if not self._frequency(term)]
            same = (name for term in unheld for name in synonyms().get(term, ()))
            return [*query.terms, *(name for name in same if " " not in name)]
        return [kin for alike in query.kin.values() for kin in alike][:KIN]

    def _telling(self, terms: Sequence[str]) -> list[str]:
        """The terms that tell passages apart; all of them in a library that is not large.

        BM25 gives next to nothing for a word that most passages hold, and of 100,000 passages
        looking at all that hold it takes longer than all the rest of a search.
        """
        bound = self.generation.passages * _COMMON
        if self.generation.passages < _LARGE:
            return list(terms)
        telling = [t for t in terms if any(self._frequency(w) < bound for w in content(t))]
        return telling or list(terms)

    def _passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """The passages of these ids, remembered between questions."""
        if len(self._known) + len(ids) > _MOST:
            self._known.clear()
        self._known |= self._library.passages([key for key in ids if key not in self._known])
        return {key: self._known[key] for key in ids if key in self._known}

    @cached_property
    def _sentences(self) -> Sentences:
        reports = self._reports or self._library.reports()
        sections = {section.id: section for report in reports for section in report.sections}
        return Sentences(self._library, self.generation.model_sha256, sections, self.records)

    @cached_property
    def registers(self) -> Registers:
        """The records of the reports."""
        reports = self._reports or self._library.reports()
        found = Registers(self._library.home, reports, self._library.served())
        if self._library.address:
            found.tidy()  # another machine may have removed some, and knows only its own folder
        return found

    @cached_property
    def records(self) -> Records:
        """The records of the reports, by the sections in which they stand."""
        return Records(self.registers.told_in)

    def _nearest(self, vector: Vectors, reports: Sequence[str]) -> list[tuple[str, float]]:
        """The passages nearest to a vector; where reports are named they are searched exactly.

        Over 20,000 passages Chroma's filter takes 58 ms, comparing with all of them 2 ms.
        """
        if not reports:
            return self._store.nearest(self.generation.id, vector, _DEPTH)
        return self._exact.nearest(self.generation.id, vector, _DEPTH, reports)

    def caveats(self) -> tuple[str, ...]:
        """What an answer must say of this thread's searches since it was last asked."""
        return self._store.caveats() if isinstance(self._store, ServerStore) else ()

    @cached_property
    def _all_reports(self) -> frozenset[str]:
        return frozenset(self._library.passages_by_report())

    def as_retriever(self, scope: Scope, limit: int = 12) -> BaseRetriever:
        """This search, inside a scope, as a llama-index retriever."""
        from index.llama import LibraryRetriever  # noqa: PLC0415 (llama-index costs seconds)

        return LibraryRetriever(lambda text: self.search(self.query(text), scope, limit))

    def sentence_vectors(self, texts: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of sentences, each `(dimension,)` and of unit length, by their text.

        Left out are those that were not embedded at ingestion.
        """
        keys = {vector_key(text, self.generation.model_sha256): text for text in texts}
        return {keys[key]: vector for key, vector in self._library.vectors(keys).items()}

    def _mended(self, term: str) -> str:
        """The term, or the nearest word held when nobody writes it so; empty if none is near."""
        if self._frequency(term):
            return self._respelt(term) or term
        if any(char.isdigit() for char in term) or _known(term):
            return ""
        if len(term) < _SHORT_WORD:
            return self._written_out(term)
        near = [
            (DamerauLevenshtein.distance(term, held), -count, held)
            for held, count in self._library.vocabulary(term[0])
            if abs(len(held) - len(term)) <= 2 and len(held) > 3
        ]
        best = min(near, default=(9, 0, ""))
        return best[2] if best[0] <= (1 if len(term) < 8 else 2) else self._written_out(term)

    def _written_out(self, term: str) -> str:
        """The one word held that is cut short by leaving letters out: `cttee`; empty if none is."""
        if not _CUT_SHORT.match(term):
            return ""
        letters = re.compile(".*".join(map(re.escape, term)))
        held = {
            stem(word): word
            for word, _ in self._library.vocabulary(term[0])
            if len(word) >= len(term) + 2 and letters.fullmatch(word)
        }
        return next(iter(held.values())) if len(held) == 1 else ""

    def _respelt(self, term: str) -> str:
        """A word held with the stem of one that is misspelt all the same; empty if there is none.

        `improvment` is found by its stem, but it is not read as part of a name of items.
        """
        if len(term) < _LONG_WORD or is_word(term) or not is_slip(term):
            return ""
        kin = [held for held, _ in self._library.vocabulary(term[0]) if stem(held) == stem(term)]
        near = min(kin, key=lambda held: DamerauLevenshtein.distance(term, held), default="")
        return "" if term in kin else near


def _as_written(typed: str, mended: str) -> str:
    """A mended word with the capital and the possessive of the word that was typed.

    >>> _as_written("Elverton's", "elverton"), _as_written("dashbord", "dashboard")
    ("Elverton's", 'dashboard')
    """
    ending = typed[-2:] if typed[-2:] in {"'s", "’s"} and not mended.endswith(("'s", "’s")) else ""
    return (mended[0].upper() + mended[1:] if typed[0].isupper() else mended) + ending


def _known(term: str) -> bool:
    """Whether a word is no slip of the pen, though no report holds it."""
    return is_word(term) or generality(stem(term)) < 1


def _specific(text: str, weights: Mapping[str, float]) -> set[str]:
    """Stems of the words with a capital inside the question, and of those with a digit."""
    inside = text.split()[1:]
    named = [word for word in inside if word[:1].isupper() or any(c.isupper() for c in word[1:])]
    counted = [word for word in text.split() if any(char.isdigit() for char in word)]
    return {s for word in (*named, *counted) for s in stems(word) if s in weights}
