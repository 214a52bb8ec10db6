"""Whether a clause drops what narrows a word in the evidence: `domestic abuse risk assessments`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.clause import Clause
from assistant.lexeme import Lexeme
from assistant.verb import is_past
from index.terms import content

_DEFINITE = {"the", "such", "this", "that", "these", "those"}
_ITS = {"its", "their", "his", "her"}
_PRONOUNS = {"it", "them", "this", "these", "those", "him", "her"}
_NARROWS = {
    "of",
    "for",
    "against",
    "among",
    "at",
    "in",
    "with",
    "who",
    "whose",
    "above",
    "over",
    "under",
}
_LED_BY_ALL = {"", "all", "every", "each"}
_HELPS = {"to", "will", "should", "must", "may", "can", "could", "is", "are", "was", "were"}
_ENDS = {"and", "which", "who", "is", "are", "was", "were", "has", "have", "but", "had"}
"""After a noun these say that its noun phrase is at an end."""
_LEADS = {
    "",
    "of",
    "for",
    "at",
    "in",
    "on",
    "with",
    "all",
    "every",
    "each",
    "no",
    "any",
    "by",
    "to",
}
_NO_NOUNS = {"due", "back", "want", "wants", "need", "needs", "plans"}
_TIME = {"day", "week", "month", "year", "period", "time", "quarter", "moment"}
"""Stems of what says when, which narrows nothing."""
_DROPPED = {
    "a",
    "an",
    "and",
    "since",
    "own",
    "new",
    "except",
    "excluding",
    "including",
    "scheduled",
    "planned",
    "individual",
    "separate",
    "relevant",
    "particular",
    "various",
    "existing",
}
"""Words before a noun that narrow little."""


@dataclass(frozen=True, slots=True)
class _At:
    """A word in its place."""

    row: Sequence[Lexeme]
    n: int

    @property
    def word(self) -> Lexeme:
        return self.row[self.n]

    def next(self, far: int = 1) -> str:
        """The word so far after it, folded; empty past the end."""
        return self.row[self.n + far].low if self.n + far < len(self.row) else ""

    def last(self, far: int = 1) -> str:
        """The word so far before it, folded; empty before the start."""
        return self.row[self.n - far].low if self.n >= far else ""

    @property
    def ends(self) -> bool:
        """Whether its noun phrase ends with it."""
        after = self.row[self.n + 1] if self.n + 1 < len(self.row) else None
        return after is None or after.kind == "mark" or after.low in _ENDS


def loosened(clause: Clause, basis: Clause) -> str:
    """Whether a clause drops what narrows a word in the evidence."""
    said, held = clause.lexemes, basis.lexemes
    there = {one.value for one in said}
    for n, one in enumerate(said):
        if one.kind != "word" or one.value not in clause.stems:
            continue
        if one.low.endswith("ed") or one.low in _NO_NOUNS:
            continue
        places = [_At(held, m) for m, other in enumerate(held) if other.value == one.value]
        own = _At(said, n)
        if places and all(_narrowed(place, own, there) for place in places):
            return "scope"
    return ""


def _narrowed(held: _At, said: _At, there: set[str]) -> bool:
    """Whether a word of the evidence is narrower than the same word of a clause."""
    if said.last() in _ITS:
        return _its_dropped(held, said.last(), there)
    if _definite(said) or (said.n and said.row[said.n - 1].is_value):
        return False
    return (
        _tail_dropped(held, said, there)
        or _other_object(held, said)
        or _head_dropped(held, said, there)
    )


def _definite(said: _At) -> bool:
    """Whether it is said which one is meant: `the grade`, `the improved grade`."""
    adjective = is_past(said.last())
    return said.last() in _DEFINITE or (adjective and said.last(2) in _DEFINITE)


def _its_dropped(held: _At, owner: str, there: set[str]) -> bool:
    """Whether what stands between `its` and the word is gone: `its risk assessments`."""
    above = held.row[max(held.n - 3, 0) : held.n]
    owners = [k for k, one in enumerate(above) if one.low == owner]
    dropped = above[owners[-1] + 1 :] if owners else []
    return any(_says(one) and one.low not in _DROPPED and one.value not in there for one in dropped)


def _tail_dropped(held: _At, said: _At, there: set[str]) -> bool:
    """Whether what follows the word is gone: `children found in ...`, `detainees at risk`."""
    same_form = said.word.low.rstrip("s") == held.word.low.rstrip("s")
    if not (said.ends and same_form) or said.next() == held.next() != "":
        return False
    participle = held.next().endswith(("ed", "found", "made", "held")) and held.next(2) in (
        _NARROWS | {"as", "by", "on", "under"}
    )
    start = 1 if participle else 2
    tail = held.row[held.n + start : held.n + start + 4]
    if any(one.is_value or one.value in _TIME for one in tail):
        return False
    narrows = {one.value for one in tail if _says(one) and len(one.low) > 3}
    return (participle or held.next() in _NARROWS) and bool(narrows) and not narrows & there


def _other_object(held: _At, said: _At) -> bool:
    """Whether the same preposition leads on to something that the evidence does not name."""
    ours = said.row[said.n + 1 : said.n + 5]
    led = said.next() == held.next() and said.next() in _NARROWS
    if any(one.is_value or one.value in _TIME for one in ours):
        return False
    if not led or held.next(2) in _PRONOUNS or said.next(2).endswith("ing"):
        return False
    other = {one.value for one in ours[1:] if _says(one) and not one.is_value}
    return bool(other) and not other & {one.value for one in held.row}


def _head_dropped(held: _At, said: _At, there: set[str]) -> bool:
    """Whether the word before it is gone, where the words around it are the same."""
    above = held.row[held.n - 1] if held.n else None
    if above is None or above.kind == "mark" or not _says(above) or above.value in there:
        return False
    if above.low in _LEADS | _DEFINITE | _ITS | _DROPPED or is_past(above.low):
        return False
    name = above.text[:1].isupper() and held.word.text[:1].isupper()
    if name or above.low.endswith("ly") or held.last(2) in _HELPS:
        return False
    if not said.last():
        return said.next() in _ENDS | {"do", "does"}
    return said.last() == held.last(2) or said.last() in _LED_BY_ALL


def _says(one: Lexeme) -> bool:
    limits = {"some", "many", "most", "several", "few"}
    return one.is_value or one.low in limits or bool(content(one.low))
