"""Which words stand on which side of a verb: who does, and what it is done to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.clause import Clause
from index.terms import content, stem

_BE = {"is", "are", "was", "were", "be", "been", "being", "get", "gets"}
_HELPS = {
    "has", "have", "had", "will", "would", "should", "must", "may", "might", "can", "could", "to",
    "do", "does", "did", "not", "still", "now", "also", "often", "regularly", "already", "then", "always",
}  # fmt: skip
_OPENS = {
    "the", "a", "an", "its", "their", "his", "every", "each", "all", "that", "by", "to", "in", "it",
    "with", "for", "on", "whether", "from", "at", "us", "how", "new", "they", "them", "two", "",
}  # fmt: skip
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
_SET = {"set", "put", "kept", "held", "read", "run", "cut"}
_PRESENT = {
    "told": "tell", "said": "say", "found": "find", "sent": "send", "wrote": "write",
    "written": "write", "made": "make", "took": "take", "taken": "take", "gave": "give",
    "given": "give", "led": "lead", "met": "meet", "bought": "buy", "shown": "show",
    "showed": "show", "kept": "keep", "held": "hold", "chose": "choose", "chosen": "choose",
    "brought": "bring", "saw": "see", "seen": "see", "began": "begin", "paid": "pay",
}  # fmt: skip


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


def deeds(clause: Clause) -> Iterator[Deed]:
    """The verbs of a clause that can be told by their place.

    >>> [sorted(deed.does) for deed in deeds(Clause("The plan was written by the board."))]
    [['board']]
    """
    said = [one.low for one in clause.lexemes]
    for n, word in enumerate(said):
        led = said[n - 1] if n else ""
        after = said[n + 1] if n + 1 < len(said) else ""
        if not content(word) or not word.isalpha():
            continue
        passive = _passive(said, n)
        if passive or _is_verb(word, led, after):
            yield _deed(said, n, passive=passive)


def _passive(said: Sequence[str], n: int) -> bool:
    if said[n].endswith("ed") and said[n + 1 : n + 2] == ["by"]:
        return True
    back = [word for word in reversed(said[max(n - 3, 0) : n]) if not word.endswith("ly")]
    back = [
        word
        for word in back
        if word not in {"not", "often", "still", "now", "also", "already", "always"}
    ]
    return (
        bool(back)
        and back[0] in _BE
        and (said[n] in _SET or said[n].endswith(("ed", "en", "wn", "nt", "de", "ld")))
    )


def _is_verb(word: str, led: str, after: str) -> bool:
    if led in _NOUN_BEFORE:
        return False
    if led in {"has", "have", "had"}:
        return word in _PRESENT or word.endswith(("ed", "en"))
    if led in _HELPS:
        return True
    finite = word.endswith(("s", "ed")) and not word.endswith("ss")
    return bool(led) and (word in _PRESENT or (finite and after in _OPENS))


def _deed(said: Sequence[str], n: int, *, passive: bool) -> Deed:
    starts = [m + 1 for m, word in enumerate(said[:n]) if word in _STARTS]
    infinitive = n > 0 and said[n - 1] == "to"
    before = frozenset() if infinitive else _stems(said[max(starts, default=0) : n])
    after = said[n + 1 :]
    verb = stem(_PRESENT.get(said[n], said[n]))
    if not passive:
        return Deed(verb, before, _stems(after))
    by = after.index("by") if "by" in after[:4] else None
    does = _stems(after[by + 1 : by + 7]) if by is not None else frozenset()
    return Deed(verb, does, before, by=bool(does))


def _stems(said: Sequence[str]) -> frozenset[str]:
    return frozenset(stem(word) for word in said if word.isalpha() and content(word))


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
    return other.by or bool(deed.does & other.undergoes)
