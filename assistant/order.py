"""Which words stand on which side of a verb: who does, and what it is done to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.actor import actors, kin
from assistant.clause import Clause
from assistant.verb import is_finite, is_irregular, is_past, verb_stem
from corpus.piece import fold
from index.terms import content, stem

_BE = {"is", "are", "was", "were", "be", "been", "being", "get", "gets"}
_HELPS = {
    "has", "have", "had", "will", "would", "should", "must", "may", "might", "can", "could", "to",
    "do", "does", "did", "not", "still", "now", "also", "often", "regularly", "already", "then", "always",
}  # fmt: skip
_OPENS = {
    "the", "a", "an", "its", "their", "his", "every", "each", "all", "that", "by", "to", "in", "it",
    "with", "for", "on", "whether", "from", "at", "us", "how", "new", "they", "them", "two", "", "without", "too",
}  # fmt: skip
_ADVERBS = {
    "not",
    "often",
    "still",
    "now",
    "also",
    "already",
    "always",
    "fast",
    "yet",
    "then",
    "new",
    "well",
}
_BASE_OPENS = {"the", "a", "an", "its", "their", "that", "too", "with", "each", "every"}
"""After a word that follows a plural these make it a verb: `councils attend the`."""
_PLACES = {"in", "by", "at", "for", "from"}
"""After a past form these make it a participle as well as a verb: `officers named in`."""
_NOUN_BEFORE = {
    "the",
    "a",
    "an",
    "its",
    "their",
    "of",
    "for",
    "on",
    "in",
    "this",
    "no",
    "our",
    "my",
}
_STARTS = {
    "that",
    "whether",
    "how",
    "which",
    "who",
    "because",
    "if",
    "when",
    ",",
    ":",
    "for",
    "after",
}


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb with the content words on either side of it, in its clause."""

    verb: str
    """Its stem."""
    does: frozenset[str]
    """Words of who does it; empty where it is not said."""
    undergoes: frozenset[str]
    """Words of what it is done to, and what follows."""
    by: bool = False
    """Whether who does it is named after `by`."""
    acts: bool = False
    """Whether who does it is a body or post."""


def deeds(clause: Clause) -> Iterator[Deed]:
    """The verbs of a clause that can be told by their place.

    >>> [sorted(deed.does) for deed in deeds(Clause("The plan was written by the board."))]
    [['board']]
    """
    said = ["#" if one.is_value else one.low for one in clause.lexemes]
    named = {stem(word) for actor in actors(clause.text) for word in fold(actor.text).split()}
    posts = {part for actor in actors(clause.text) for part in actor.name}
    for n, word in enumerate(said):
        led = said[n - 1] if n else ""
        after = said[n + 1] if n + 1 < len(said) else ""
        if not word.isalpha() or not (content(word) or is_irregular(word)) or word in _ADVERBS:
            continue
        if after == "that" and stem(word) in named:
            continue
        passive = _passive(said, n)
        if not passive and word.endswith("ed") and _trails(said, n):
            continue
        if passive or _is_verb(word, led, "the" if after == "#" else after):
            deed = _deed(said, n, passive=passive)
            near = _stems(said[max(n - 4, 0) : n]) if not deed.by else deed.does
            yield replace(deed, acts=bool(near & deed.does & posts))


def _trails(said: Sequence[str], n: int) -> bool:
    """Whether a past form stands after a verb of its clause: `left the board assured`."""
    starts = [m for m, word in enumerate(said[:n]) if word in _STARTS | {"and", "but"}]
    before = said[max(starts, default=-1) + 1 : n]
    return said[n - 1] not in _HELPS | _BE and any(
        (is_finite(word) and (is_irregular(word) or word.endswith("ed"))) or word in _BE
        for word in before
        if content(word) or word in _BE
    )


def _passive(said: Sequence[str], n: int) -> bool:
    if said[n].endswith("ed") and said[n + 1 : n + 2] == ["by"]:
        return True
    back = [word for word in reversed(said[max(n - 3, 0) : n]) if not word.endswith("ly")]
    back = [word for word in back if word not in _ADVERBS]
    return bool(back) and back[0] in _BE and is_past(said[n])


def _is_verb(word: str, led: str, after: str) -> bool:
    if led in _NOUN_BEFORE:
        return False
    if led in {"has", "have", "had"}:
        return is_past(word)
    if led in _HELPS or (led in _BE and word.endswith("ing")):
        return True
    if not led or (led == "#" and word.endswith("s")):
        return False
    if led.endswith("s") and led not in _BE and not is_finite(word):
        return after in _BASE_OPENS and not word.endswith(("ing", "ly"))
    ends = not after and not word.endswith("ed")
    opens = ends or (bool(after) and after in _OPENS - _PLACES)
    noun = word.endswith(("ance", "ence", "ment", "ion", "ness", "ity"))
    return (after == "that" and not noun) or (is_finite(word) and opens)


def _deed(said: Sequence[str], n: int, *, passive: bool) -> Deed:
    starts = [m + 1 for m, word in enumerate(said[:n]) if word in _STARTS]
    infinitive = n > 0 and said[n - 1] == "to"
    before = frozenset() if infinitive else _stems(said[max(starts, default=0) : n])
    after = said[n + 1 :]
    verb = verb_stem(said[n])
    if not passive:
        return Deed(verb, before, _stems(after))
    before |= _stems(after[1:6]) if after[:1] == ["to"] else frozenset()
    by = after.index("by") if "by" in after[:4] else None
    does = _stems(after[by + 1 : by + 7]) if by is not None else frozenset()
    return Deed(verb, does, before, by=bool(does))


def _stems(said: Sequence[str]) -> frozenset[str]:
    told = (word for word in said if word.isalpha() and word not in _ADVERBS)
    return frozenset(kin(stem(word)) for word in told if content(word) and not word.endswith("ly"))


def turned(said: Clause, held: Sequence[Clause]) -> bool:
    """Whether a deed is turned round: its doer is whom it is done to, or is another by name."""
    for deed in deeds(said):
        told = [other for clause in held for other in deeds(clause) if other.verb == deed.verb]
        if told and all(_against(deed, other) for other in told):
            return True
    return False


def _against(deed: Deed, other: Deed) -> bool:
    if not deed.does or deed.does & other.does:
        return False
    return other.by or other.acts or 2 * len(deed.does & other.undergoes) >= len(deed.does)
