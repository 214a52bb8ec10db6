"""The words of a question that search goes by."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import snowballstemmer

from corpus.piece import words

_FUNCTION = frozenset(
    """a about above after again all also although am an and any are as at be because been before
    being below between both but by can could did do does doing done down during each either else
    ever every few for from further get give given go goes going got had has have having he her here
    hers him his how i if in into is it its itself just let like may me might more most much must my
    no nor not now of off on once one only onto or other our ours out over own please put s said same
    say says shall she should so some such t than that the their theirs them then there these they
    thing things this those through to too under until up upon us use used using very want was we
    were what whats when where whether which while who whom whose why will with within without would
    yes yet you your tell show know mean means exactly actually currently many happen happens
    happened there's what's who's doesn't don't didn't isn't hasn't haven't weren't wasn't
    s re ve ll""".split()
)
"""Words of grammar and of asking, which no passage is found by."""


_GENERAL = """able add agree answer apart around aside ask back bad base big bit bring bunch call carry cause change
    check chance clear come compare consider cover deal describe detail differ different difference difficult easy
    end enough ensure everyone everything everywhere exact example exist expect explain fact fair far feel few
    figure fill find fine first follow force full general good great group happen hard hear help high hold
    include instead involve issue job judge keep kind know large last late lead learn leave less level likely
    line list little long look lot low main make many matter mean mention money move name near need new next
    note number offer old open order part particular pass past people person pick place plan play point
    possible problem provide pull put question quick raise reach read real reason record regard relate remain
    remind report require rest result right role run second see seem send separate set several share short
    show side similar simple single sit size small sort sound speak stand start state stay still stop story
    suggest suppose sure take talk tell think time title today together told top total touch toward true try
    turn type understand update value view visit wait want way week well whole wonder word work worse wrong
    year yesterday area come-back go-ahead sitting listed checked looked named picked got stuff anyone anything
    somebody someone something somewhere nothing nobody please thanks hello hi remind currently recently deadline overdue overall
    due owner grade grading percentage proportion amount""".split()
"""Words of everyday talk: a passage may well answer without them."""


@cache
def generality(term_stem: str) -> float:
    """How much less a stem counts for being a word of everyday talk, in (0, 1]."""
    return 0.3 if term_stem in _general_stems() else 1.0


@cache
def _general_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in _GENERAL)


@cache
def stem(word: str) -> str:
    """The English Snowball stem of a folded word.

    >>> stem("recommendations"), stem("force's")
    ('recommend', 'forc')
    """
    return str(_stemmer().stemWord(word.removesuffix("'s").removesuffix("'")))


def stems(text: str) -> list[str]:
    """The stems of all words of a text, in order; joined words count whole and in part."""
    found = []
    for word in words(text):
        parts = [part for part in word.replace("/", "-").split("-") if part]
        found += [stem(part) for part in parts]
        if len(parts) > 1:
            found.append(word)
    return found


def content(text: str) -> tuple[str, ...]:
    """The words of a question without those of grammar, once each, in order.

    >>> content("Who is responsible for the Missing Person Team?")
    ('responsible', 'missing', 'person', 'team')
    """
    parts = (part for word in words(text) for part in _parts(word))
    return tuple(dict.fromkeys(part for part in parts if part not in _FUNCTION))


def _parts(word: str) -> Iterable[str]:
    joined = not any(char.isdigit() for char in word)
    return word.replace("/", "-").split("-") if joined else [word]


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")
