"""Find the passages that bear on a question: dense and lexical lists, fused."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import DamerauLevenshtein

from corpus.piece import fold
from corpus.report import Passage
from index.embed import Embedder, Vectors
from index.english import is_word
from index.exact import ExactStore
from index.library import Library, LibraryError, vector_key
from index.terms import content, generality, stem, stems
from index.vectors import VectorStore

if TYPE_CHECKING:
    from llama_index.core.base.base_retriever import BaseRetriever

_KIN, _ALIKE = 6, 0.55
"""How many words count as kin of one, and the least cosine at which they do."""
_WORD = re.compile(r"[\w’']+")
_DEPTH = 50
"""Passages taken from each list before fusion."""
_RANK_CONSTANT = 60
"""Cormack, Clarke and Buettcher (2009), reciprocal rank fusion, k = 60."""
_SHORT_WORD = 5
"""Shorter words are not corrected: too many others lie within one letter."""


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
    """Cosine of question and passage; 0 when only words brought it up."""


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
    """Stems of words held that mean nearly the same, with their likeness, by stem."""
    specific: frozenset[str]
    """Stems of names, numbers and short forms in the question: what it is about."""
    vector: Vectors

    def credit(self, term: str, held: AbstractSet[str]) -> float:
        """How far some stems stand for a stem of the question, in [0, 1]: itself, name or kin."""
        expansion = self.expansions.get(term, ())
        if term in held or (expansion and held >= set(expansion)):
            return 1.0
        alike = self.kin.get(term, {})
        return max((like for kin, like in alike.items() if kin in held), default=0.0)


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """The words of the library that have a vector."""

    words: tuple[str, ...]
    vectors: Vectors
    """Shape `(words, dimension)`."""
    places: Mapping[str, int]
    """Of each word."""

    def near(self, vector: Vectors) -> list[tuple[str, float]]:
        """The few words most like a vector, with their cosine, the likest first."""
        if not self.words:
            return []
        likeness = self.vectors @ vector
        few = min(_KIN, len(self.words))
        near = np.argpartition(-likeness, few - 1)[:few]
        best = sorted(near, key=lambda place: -likeness[place])
        return [(self.words[n], float(likeness[n])) for n in best if likeness[n] >= _ALIKE]


class Search:
    """Search over the served generation of a library."""

    def __init__(
        self,
        library: Library,
        store: VectorStore | ExactStore,
        embedder: Embedder,
        short_forms: Mapping[str, str] | None = None,
    ) -> None:
        self._short_forms = dict(short_forms or {})
        self._library, self._store, self._embedder = library, store, embedder
        self._exact = ExactStore(library)
        self._frequency = lru_cache(maxsize=4096)(library.frequency)
        generation = library.generation
        if generation is None:
            raise LibraryError(f"{library.home} holds no reports; run: assistant ingest PATH")
        if generation.model_sha256 != embedder.sha256:
            raise LibraryError(
                f"{library.home} was built with {generation.model}, not {embedder.model}; "
                "run: assistant rebuild"
            )
        self.generation = generation

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
        strange = [t for t, n in counts.items() if not n and generality(stem(t)) == 1]
        return Query(
            text=spelt,
            terms=(*terms, *spelled),
            weights=weights,
            unknown=tuple(term for term in strange if not kin[stem(term)]),
            expansions=expansions,
            kin=kin,
            specific=frozenset({*_specific(text, weights), *expansions}),
            vector=vector,
        )

    def mended(self, text: str) -> str:
        """A question with its typing errors mended and its other words as typed."""
        found = {
            term: self._mended(term) for term in content(text) if not self._is_short_form(term)
        }
        changed = {old: new for old, new in found.items() if new and new != old}
        return _WORD.sub(lambda m: changed.get(fold(m[0]), m[0]), text)

    def _is_short_form(self, term: str) -> bool:
        return term in self._short_forms and not self._frequency(term)

    def _vectors(self, text: str, terms: Sequence[str]) -> list[Vectors]:
        """The vectors of a question and of its words; those of words held are known."""
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
        return {stem(word): like for word, like in near if stem(word) != stem(term)}

    @cached_property
    def _lexicon(self) -> _Lexicon:
        keys = {vector_key(w, self.generation.model_sha256): w for w in self._library.lexicon()}
        found = self._library.vectors(keys)
        words = tuple(keys[key] for key in found)
        vectors = np.stack(list(found.values())) if found else np.zeros((0, 0), np.float32)
        return _Lexicon(words, vectors, {word: place for place, word in enumerate(words)})

    def search(self, query: Query, scope: Scope, limit: int = 12) -> tuple[Hit, ...]:
        """The passages inside the scope that bear most on a query, best first."""
        if not scope.reports:
            return ()
        dense = self._nearest(query.vector, scope.reports)
        absent = [stem(term) for term in query.terms if not self._frequency(term)]
        alike = [kin for term in absent for kin in query.kin.get(term, ())]
        lexical = self._library.lexical([*query.terms, *alike[:_KIN]], scope.reports, _DEPTH)
        fused = _fused([[key for key, _ in dense], [key for key, _ in lexical]])
        similar = dict(dense)
        wanted = set(scope.preferred)
        passages = self._library.passages(list(fused))
        scored = {
            key: score * (1.15 if passages[key].report in wanted else 1.0)
            for key, score in fused.items()
        }
        best = sorted(scored, key=lambda key: (-scored[key], key))[:limit]
        return tuple(
            Hit(passages[key], rank, scored[key], similar.get(key, 0.0))
            for rank, key in enumerate(best, start=1)
        )

    def _nearest(self, vector: Vectors, reports: Sequence[str]) -> list[tuple[str, float]]:
        """The passages nearest to a vector; a part of the reports is searched exactly.

        Over 20,000 passages Chroma's filter takes 58 ms, comparing with all of them 2 ms.
        """
        if self._all_reports <= set(reports):
            return self._store.nearest(self.generation.id, vector, _DEPTH)
        return self._exact.nearest(self.generation.id, vector, _DEPTH, reports)

    @cached_property
    def _all_reports(self) -> frozenset[str]:
        return frozenset(self._library.passages_by_report())

    def as_retriever(self, scope: Scope, limit: int = 12) -> BaseRetriever:
        """This search, inside a scope, as a llama-index retriever."""
        from index.llama import LibraryRetriever  # noqa: PLC0415 (llama-index costs seconds)

        return LibraryRetriever(lambda text: self.search(self.query(text), scope, limit))

    def sentence_vectors(self, texts: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of sentences embedded at ingestion, by their text."""
        keys = {vector_key(text, self.generation.model_sha256): text for text in texts}
        return {keys[key]: vector for key, vector in self._library.vectors(keys).items()}

    def _mended(self, term: str) -> str:
        """The term, or the nearest word held when nobody writes it so; empty if none is near."""
        if self._frequency(term):
            return term
        if len(term) < _SHORT_WORD or any(char.isdigit() for char in term) or _known(term):
            return ""
        near = [
            (DamerauLevenshtein.distance(term, held), -count, held)
            for held, count in self._library.vocabulary(term[0])
            if abs(len(held) - len(term)) <= 2 and len(held) > 3
        ]
        best = min(near, default=(9, 0, ""))
        return best[2] if best[0] <= (1 if len(term) < 8 else 2) else ""


def _known(term: str) -> bool:
    """Whether a word is no slip of the pen, though no report holds it."""
    return is_word(term) or generality(stem(term)) < 1


def _specific(text: str, weights: Mapping[str, float]) -> set[str]:
    """Stems of the words with a capital inside the question, and of those with a digit."""
    inside = text.split()[1:]
    named = [word for word in inside if word[:1].isupper() or any(c.isupper() for c in word[1:])]
    counted = [word for word in text.split() if any(char.isdigit() for char in word)]
    return {s for word in (*named, *counted) for s in stems(word) if s in weights}


def _fused(lists: Sequence[Sequence[str]]) -> dict[str, float]:
    scores: dict[str, float] = {}
    for ranked in lists:
        for rank, key in enumerate(ranked, start=1):
            scores[key] = scores.get(key, 0.0) + 1.0 / (_RANK_CONSTANT + rank)
    return scores
