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
    (re.compile(r"\b(?:fall|falls|fell|falling|fallen) short\b"), "not enough"),
)  # fmt: skip
"""A denial in one word, and the same with `not`."""
_NOT_PAST = re.compile(
    r"\b(?:not|never)(?: yet| been)? (?:out of date|outdated|expired|lapsed|obsolete)\b"
)
_BUT_NOT = re.compile(
    r"\b(?:but|though|and|,) not (?:when|if|where|in|at|on|for|with|to|by|between|from|after|before|during)"
    r"\b((?: (?!but|and)\w+){1,6})"
)
"""`recorded on arrival, but not when they are moved`."""
_NONE_DID = re.compile(
    r"\b(?:none|neither|nobody|no one|not one)\b(?: of \w+(?: \w+){0,3}?)?"
    r"(?: (?:had|has|have|was|were|is|are|been|be|yet))+ ((?:\w+ ?){1,4})"
)
"""`none of these had been taken off the road`."""
_BEYOND = re.compile(
    r"\b(?:longer|more|later|slower) than (?=(?:\w+[ -]){1,2}(?:second|minute|hour|day|week|month|year)s?\b)"
)
"""Took longer than it was to take."""
_NOT = re.compile(
    r"\b(?:not(?! (?:only|just|until)\b)|never|cannot|neither|nor|fail(?:s|ed|ing)?(?: to)?|yet to"
    r"|need not|non)\b|\b\w+n't\b"
)
"""Denies the next word that is not of grammar."""
_NO = re.compile(
    r"\b(?:no(?! (?:later|more|less|fewer|longer) than\b)|none|nobody|nothing|without|lack(?:s|ed|ing)?(?: of)?"
    r"|absence of|shortage of|too few|miss(?:es|ed|ing)?|skip(?:s|ped)?|omit(?:s|ted)?|overlook(?:s|ed)?|neglect(?:s|ed)?|instead of|insufficient\w*)\b"
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
    return any(
        _only_denied(word, held, said.stems) for word in _plain(said).split() if content(word)
    )


def _told_so(said: Clause, basis: Clause) -> bool:
    """Whether `not wholly`, `not yet` or `not since` tells what is partly so, begun or long done."""
    unfinished = any(kind.search(basis.bare) for kind in (PARTLY, BEGUN, LATE))
    if unfinished and (PARTLY.search(said.bare) or BEGUN.search(basis.bare)):
        return True
    return any(
        _SINCE.search(one.bare) and re.search(r"\blast\b", other.bare)
        for one, other in ((said, basis), (basis, said))
    )


def _denies_affirmed(said: Clause, basis: Clause, held: Sequence[Clause]) -> bool:
    """Whether what a clause denies is affirmed where it rests, or denied nowhere."""
    own = targets(said)
    elsewhere = bool(said.values) and any(own & targets(one) and one.values for one in held)
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


def _only_denied(word: str, held: Sequence[Clause], said: frozenset[str]) -> bool:
    """Whether a word stands in some clauses, in this form, and each of them denies it.

    What a denied noun phrase is about must be said too: `no time limit` does not deny `time`.
    """
    told = [one for one in held if word in _plain(one).split()]
    return bool(told) and all(stem(word) in _denied_with(one, said) for one in told)


def _denied_with(clause: Clause, said: frozenset[str]) -> set[str]:
    """The stems that a clause denies, of noun phrases only those whose last word is said."""
    text = _plain(clause)
    nouns: set[str] = set()
    for cue in _NO.finditer(text):
        few = [stem(word) for word in _phrase(text[cue.end() :])]
        if few and few[-1] not in said:
            nouns |= set(few)
    return set(targets(clause)) - nouns


def _plain(clause: Clause) -> str:
    text = clause.bare
    text = _NOT_PAST.sub("up to date", text)
    text = _BEYOND.sub("not within ", text)
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
    yield from (w for found in _NONE_DID.finditer(text) for w in found[1].split() if content(w))
    for found in _BUT_NOT.finditer(text):
        yield from (word for word in found[1].split() if content(word))
    for cue in _NO.finditer(text):
        yield from _phrase(text[cue.end() :])
    yield from _unworded(text)


def _phrase(text: str) -> list[str]:
    """The content words that a text opens with, after an article."""
    words = text.split()
    while words and words[0] in {"a", "an", "any", "its", "the", "their"}:
        words.pop(0)
    return list(takewhile(lambda word: bool(content(word)), words))


def _unworded(text: str) -> Iterator[str]:
    """The words that stand with `un`, `in` or `dis` before them."""
    for found in _PREFIXED.finditer(text):
        word = found["in"] or found["dis"] or found["un"]
        if not found["un"] or (is_word(word) and not word.startswith(("der", "til", "less"))):
            yield word
