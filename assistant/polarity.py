"""What a clause denies, and whether another affirms the same word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from assistant.clause import Clause
from assistant.verb import is_finite
from index.english import is_word
from index.terms import content, stem

_SAME = (
    (re.compile(r"\b(?:out of date|outdated|expired|lapsed|obsolete)\b"), "not up to date"),
    (re.compile(r"\b(?:reject(?:s|ed|ing)?|refus(?:e|es|ed|ing)|den(?:y|ies|ied)(?= that))\b"), "not accept"),
    (re.compile(r"\b(?:absent"
                r"|unmet|unable)\b"), "not there"),
    (re.compile(r"\bdoubts\b"), "not confident"),
)  # fmt: skip
"""A denial in one word, and the same with `not`."""
_NOT = re.compile(
    r"\b(?:not(?! (?:only|just|until)\b)|never|cannot|neither|nor|fail(?:s|ed|ing)?(?: to)?|yet to"
    r"|need not|non)\b|\b\w+n't\b"
)
"""Denies the next word that is not of grammar."""
_NO = re.compile(
    r"\b(?:no(?! (?:later|more|less|fewer|longer) than\b)|none|nobody|nothing|without|lack(?:s|ed|ing)?(?: of)?"
    r"|absence of|shortage of|too few|miss(?:es|ed|ing)?|instead of|insufficient\w*)\b"
)
"""Denies the words that follow, up to one of grammar."""
PARTLY = re.compile(
    r"\b(?:partly|partial\w*|in part|in principle|broadly|mostly|inconsisten\w*)\b"
    r"|(?:\bnot|n't) (?:always|all|every\w*|consistently|routinely|regularly)\b"
    r"|(?:\bnot|n't)\b.{1,60}\b(?:in full|fully|wholly|consistently|always|routinely|on time|in time)\b"
)
BEGUN = re.compile(
    r"\b(?:under ?way|in progress|in hand|begun|started|awaiting|drafts?|draft\w*|(?:is|are|was|were) being|in development|developing|ongoing)\b"
)
EXCEPT = re.compile(r"\b(?:except(?:ing| for)?|apart from|other than|excluding|(?:all|none) but)\b")
LATE = re.compile(r"\b(?:late|overdue|delayed|behind schedule)\b")
"""What is partly so, begun or late may be told as not wholly so, not done, not on time."""
REPORTED = frozenset({"recommend", "find", "action", "concern", "issu", "progress", "decis"})
"""What reports tell of by the way: that there is none must stand there."""
_SINCE = re.compile(r"\bnot (?:been )?\w+ since\b")
"""What was not done since a day was last done on it."""
_HELPS = frozenset(
    [
        *("be", "been", "being", "yet", "always", "have", "has", "had", "to", "a", "an", "the"),
        *("any", "its", "also", "all", "ever", "so", "very", "graded", "rated", "judged", "said"),
        *("in", "on", "at", "with", "for", "under", "up", "however", ","),
    ]
)
"""What may stand between `not` and the word that it denies."""
_PREFIXED = re.compile(
    r"\bin(?P<in>(?:consistent|complete|accurate|appropriate|correct|effective|frequent)\w*)"
    r"|\bdis(?P<dis>(?:agree|approv|satisf|continu)\w*)|\bun(?P<un>\w{4,})\b"
)


def denied(clause: Clause) -> bool:
    """Whether a clause denies something.

    >>> denied(Clause("The log has not been kept")), denied(Clause("The log is kept"))
    (True, False)
    """
    text = _plain(clause)
    return bool(_NOT.search(text) or _NO.search(text) or any(_unworded(text)))


def negated(clause: Clause) -> bool:
    """Whether a clause denies by a word of its own, such as `not`."""
    text = _plain(clause)
    return bool(_NOT.search(text) or _NO.search(text))


def fails(clause: Clause) -> bool:
    """Whether a clause denies what it says, not only that there was something beside it."""
    text = re.sub(r"\bwithout\b", "", _plain(clause))
    return bool(_NOT.search(text) or _NO.search(text) or any(_unworded(text)))


def targets(clause: Clause) -> frozenset[str]:
    """The stems of the words that a clause denies.

    >>> sorted(targets(Clause("The log was not kept, and no second copy was unsigned")))
    ['copi', 'kept', 'second', 'sign']
    """
    return frozenset(stem(word) for word in _denied(_plain(clause)))


def turned_over(said: Clause, basis: Clause, held: Sequence[Clause]) -> bool:
    """Whether a clause denies what the evidence affirms, or affirms what it denies.

    Args:
        said: The clause of the sentence.
        basis: What it rests on: the clause or row that holds its values.
        held: All clauses of what is cited.
    """
    if _told_so(said, basis):
        return False
    if excepted(basis) & said.stems:
        return not (denied(said) or EXCEPT.search(said.bare)) and _verb_of(basis) in said.stems
    if denied(said):
        return _denies_affirmed(said, basis, held)
    return any(_only_denied(one.low, held) for one in said.lexemes if content(one.low))


def _told_so(said: Clause, basis: Clause) -> bool:
    """Whether `not wholly`, `not yet` or `not since` tells what is partly so, begun or long done."""
    unfinished = any(kind.search(basis.bare) for kind in (PARTLY, BEGUN, LATE))
    if unfinished and (PARTLY.search(said.bare) or BEGUN.search(basis.bare)):
        return True
    return bool(_SINCE.search(said.bare) and re.search(r"\blast\b", basis.bare))


def _denies_affirmed(said: Clause, basis: Clause, held: Sequence[Clause]) -> bool:
    """Whether what a clause denies is affirmed where it rests, or denied nowhere."""
    own = targets(said)
    elsewhere = bool(said.values) and any(own & targets(one) for one in held)
    affirmed = {one.value for one in basis.lexemes if not one.low.endswith("ing")}
    if not denied(basis) and (own & affirmed or elsewhere):
        return True
    if own <= REPORTED and not any(denied(one) for one in held):
        return True
    return not denied(basis) and any(_only_affirmed(word, held) for word in own)


def _only_affirmed(word: str, held: Sequence[Clause]) -> bool:
    """Whether a stem stands in some clauses, none of which denies anything."""
    told = [one for one in held if word in one.stems | targets(one)]
    return bool(told) and not any(denied(one) for one in told)


def excepted(basis: Clause) -> frozenset[str]:
    """The stems of what a clause excepts: `every force except Hexley`."""
    found = EXCEPT.search(basis.bare)
    after = basis.bare[found.end() :].split()[:3] if found else []
    return frozenset(stem(word) for word in after if content(word))


def _verb_of(basis: Clause) -> str:
    """The stem of the first word that may be a verb of a clause with an exception; else empty."""
    words = EXCEPT.sub(" ", basis.bare).split()
    return next((stem(word) for word in words[1:] if content(word) and is_finite(word)), "")


def _only_denied(word: str, held: Sequence[Clause]) -> bool:
    """Whether a word stands in some clauses, in this form, and each of them denies it."""
    told = [one for one in held if any(lexeme.low == word for lexeme in one.lexemes)]
    return bool(told) and all(stem(word) in targets(one) for one in told)


def _plain(clause: Clause) -> str:
    text = clause.bare
    for pattern, same in _SAME:
        text = pattern.sub(same, text)
    return text


def _denied(text: str) -> Iterator[str]:
    for cue in _NOT.finditer(text):
        after = (word for word in text[cue.end() :].split() if word not in _HELPS)
        for word in after:
            if content(word):
                yield word
            if not word.endswith("ly"):
                break
    for cue in _NO.finditer(text):
        words = text[cue.end() :].split()
        while words and words[0] in {"a", "an", "any", "its", "the", "their"}:
            words.pop(0)
        yield from takewhile(lambda word: bool(content(word)), words)
    yield from _unworded(text)


def _unworded(text: str) -> Iterator[str]:
    """The words that stand with `un`, `in` or `dis` before them."""
    for found in _PREFIXED.finditer(text):
        word = found["in"] or found["dis"] or found["un"]
        if not found["un"] or (is_word(word) and not word.startswith(("der", "til", "less"))):
            yield word
