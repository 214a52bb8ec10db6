"""The query of a question, in which a follow-up's own words count more than what is put back."""

from __future__ import annotations

from dataclasses import replace

from assistant.labels import asks_for_family
from assistant.understand import Understood
from index.search import Query, Search
from index.terms import stem, stems

PUT_BACK = 0.5
"""What a word counts that a question does not say itself, as against one that it says."""


def weighed(said: Understood, typed: str, search: Search) -> Query:
    """The query of a question, as typed and as understood.

    Of a follow-up that asks for items of a family nothing is put back: it asks for all of them.
    """
    query = search.query(said.text)
    if not said.context:
        return query
    own = set(stems(typed))
    unknown = tuple(t for t in query.unknown if stem(t) in own)
    if asks_for_family(said.layers[0]):
        terms = tuple(term for term in query.terms if stem(term) in own)
        weights = {s: w for s, w in query.weights.items() if s in own}
        return replace(query, terms=terms, weights=weights, unknown=unknown)
    weights = {s: w if s in own else w * PUT_BACK for s, w in query.weights.items()}
    return replace(query, weights=weights, unknown=unknown)
