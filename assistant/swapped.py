"""A follow-up that puts one thing for another in the question before: `and robbery?`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from assistant.stepped import stepped
from corpus.body import body_of
from corpus.extract import GRADES
from corpus.piece import fold
from index.terms import ASKING, content, content_stems

Alike = Callable[[str, Sequence[str]], Sequence[float]]
"""How alike a phrase and each of some others are in meaning, in [-1, 1]."""

_ANOTHER = re.compile(
    r"^(?:(?:and|but|or|ok(?:ay)?|so|then|now|what about|how about|whats?(?: it)? for"
    r"|(?:the )?same(?: again| question| story| thing)?(?: for| with)?)\b[, ]*)+"
    r"(?:(?:for|at|in|on|of|by|from|to|with|during)\b )*(?P<new>.+?)\W*$",
    re.IGNORECASE,
)
"""Names another thing, and asks nothing of it."""
_BARE = re.compile(r"^(?P<new>[\w'’/-]+(?: [\w'’/-]+){0,2})\?$")
_ASKS = re.compile(
    r"\b(?:what|which|who|whose|when|where|why|how|is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|any|it"
    r"|its|they|them|their|that|those|this|these|he|she|him|her|first|second|third|last|next"
    r"|other|others|rest|one thing)\b",
    re.IGNORECASE,
)
_ONE = re.compile(r"^(?:the |our |its )?(?P<kind>.+?)(?: ones?)?$", re.IGNORECASE)
_NUMBER = re.compile(r"(?:number |no\.? )?\d{1,2}[a-z]?", re.IGNORECASE)
"""The number of an item, which has its own ways."""
_OF_NAME = re.compile(r"^(?P<name>[A-Z][\w-]+)['’]s\b.*$")
"""What is asked of a body that is named: `Elverton's overdue visits`."""
_RUN = re.compile(r"[\w'’&%£/-]+")
_LONGEST = 5
"""Words that are put for others, at most."""
_ALIKE, _ALONE = 0.3, 0.05
"""Likeness from which one phrase stands for another: one of several, and the only one there is."""


def swapped(text: str, asked: str, told: str, alike: Alike) -> str:
    """The question before with what a follow-up names put for its like; empty if it names no other.

    >>> swapped("and robbery?", "How many thefts in May?", "", lambda new, old: [0.5] * len(old))
    'How many robbery in May?'
    >>> swapped("and the year before?", "How many thefts in 2025/26?", "", lambda new, old: [])
    'How many thefts in 2024/25?'
    """
    found = _ANOTHER.match(text.strip()) or _BARE.match(text.strip())
    if not found or _NUMBER.fullmatch(found["new"]):
        return ""
    if moved := stepped(found["new"], asked, told):
        return moved
    if other := _other_body(found["new"], asked):
        return other
    if valued := _other_value(found["new"], asked):
        return valued
    kind = _ONE.match(found["new"])
    new = _OF_NAME.sub(r"\g<name>", kind["kind"]) if kind else ""
    if not content(new) or len(new.split()) > _LONGEST or _ASKS.search(new):
        return ""
    place = _like(new, asked, alike)
    return f"{asked[: place[0]]}{new}{asked[place[1] :]}" if place else ""


def _other_body(text: str, asked: str) -> str:
    """The question before, with the body that a follow-up names for the one that it named.

    >>> _other_body("the pcc", "what did the force say about it?")
    'what did the pcc say about it?'
    """
    who = re.sub(r"^(?:the|our) ", "", text, flags=re.IGNORECASE)
    named = (
        word for word in _RUN.finditer(asked) if body_of(word[0]) not in {"other", body_of(who)}
    )
    old = next((word for word in named if fold(word[0]) != "i"), None)
    if not old or body_of(who) == "other" or len(who.split()) > _BODY:
        return ""
    return f"{asked[: old.start()]}{who}{asked[old.end() :]}"


_BODY = 3
"""Words that name a body, at most."""


def _other_value(new: str, asked: str) -> str:
    """The question before, with a value of the same kind put for the one that it names: a grade.

    >>> _other_value("the low ones", "which actions are high priority?")
    'which actions are low priority?'
    """
    bare = fold(re.sub(r"^(?:the |any )?(.+?)(?: ones?)?$", r"\1", new, flags=re.IGNORECASE))
    for kind in _VALUES:
        if re.fullmatch(kind, bare) and (old := re.search(rf"\b(?:{kind})\b", fold(asked))):
            at = re.search(re.escape(old[0]), asked, re.IGNORECASE)
            return f"{asked[: at.start()]}{bare}{asked[at.end() :]}" if at else ""
    return ""


_VALUES = (
    "|".join(map(re.escape, GRADES)),
    r"critical|urgent|essential|high|medium|moderate|low|minor|significant|important|advisory",
    r"substantial|reasonable|moderate|adequate|partial|limited|minimal|no assurance",
    r"completed?|incomplete|open|closed|outstanding|overdue|done|in progress|implemented",
    r"red|amber|green",
    r"accepted|rejected|partly accepted|not accepted",
)
"""Values of which one may stand for another, by kind."""


def _like(new: str, asked: str, alike: Alike) -> tuple[int, int] | None:
    """Where a question names what another is put for: a name for a name, else the likest."""
    if content_stems(new) <= ASKING:
        return None
    said = [run for run in _runs(asked) if not re.search(r"\d", asked[slice(*run)])]
    runs = [run for run in said if not _is_value(asked[slice(*run)])]
    named = [run for run in runs if _is_name(asked[slice(*run)])]
    runs = named or runs if _is_name(new) else [r for r in runs if r not in named] or named
    likeness = alike(new, [asked[slice(*run)] for run in runs]) if runs else []
    least = _ALIKE if len(runs) > 1 else _ALONE
    best = max(likeness, default=-1.0)
    return runs[list(likeness).index(best)] if best >= least else None


def _runs(asked: str) -> Iterator[tuple[int, int]]:
    """The stretches of a question's words that say what it is about; names stand by themselves."""
    run: list[tuple[int, int]] = []
    for word in [*_RUN.finditer(asked), None]:
        said = word[0] if word else ""
        says = bool(content(said)) and not content_stems(said) <= ASKING
        if run and (not says or _is_name(said) != _is_name(asked[slice(*run[-1])])):
            yield run[0][0], run[-1][1]
            run = []
        if word and says:
            run.append(word.span())


def _is_value(phrase: str) -> bool:
    return any(re.fullmatch(kind, fold(phrase)) for kind in _VALUES)


def _is_name(phrase: str) -> bool:
    """Whether a phrase is written as a name is: of a place, a body, a short form."""
    return all(word[:1].isupper() for word in phrase.split() if content(word))
