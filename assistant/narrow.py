"""Whether a clause drops what narrows a word in the evidence."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.clause import Clause
from assistant.lexeme import Lexeme
from index.terms import content

_DEFINITE = {"the", "this", "that", "these", "those", "its", "their", "his", "her"}


_NARROWS = {"of", "for", "against", "among"}


_ENDS = {"and", "which", "who", "is", "are", "was", "were", "has", "have", "but", "had"}


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


def loosened(clause: Clause, basis: Clause) -> str:
    """Whether a clause drops what narrows a word in the evidence."""
    said, held = clause.lexemes, basis.lexemes
    there = {one.value for one in said}
    for n, one in enumerate(said):
        places = [m for m, other in enumerate(held) if other.value == one.value != "of"]
        if one.kind != "word" or one.value not in clause.stems or not places:
            continue
        if all(_narrowed(held, m, said, n, there) for m in places):
            return "scope"
    return ""


def _content(one: Lexeme) -> bool:
    limits = {"some", "many", "most", "several", "few"}
    return one.is_value or one.low in limits or bool(content(one.low))


def _other_object(held: Sequence[Lexeme], m: int, said: Sequence[Lexeme], n: int) -> bool:
    """Whether the same preposition leads on to something that the evidence does not name."""
    ours, theirs = said[n + 1 : n + 5], held[m + 1 : m + 2]
    if len(ours) < 2 or not theirs or ours[0].low != theirs[0].low:
        return False
    if ours[0].low not in _NARROWS | {"with"} or ours[1].low.endswith("ing"):
        return False
    other = {one.value for one in ours[1:] if _content(one) and not one.is_value}
    return bool(other) and not other & {one.value for one in held}


def _participle(held: Sequence[Lexeme], m: int) -> bool:
    """Whether a word is narrowed by what was done to it: `children found in ...`."""
    follows = held[m + 1] if m + 1 < len(held) else None
    if follows is None or not follows.low.endswith(("ed", "found", "made", "held")):
        return False
    after = held[m + 2].low if m + 2 < len(held) else ""
    return after in {"in", "as", "by", "on", "at", "with", "under", "for"}


def _narrowed(  # noqa: PLR0911 (each return is one reason)
    held: Sequence[Lexeme], m: int, said: Sequence[Lexeme], n: int, there: set[str]
) -> bool:
    """Whether the word at `held[m]` is narrower than the same word at `said[n]`."""
    lead = said[n - 1].low if n else ""
    if lead in _DEFINITE or (n and said[n - 1].is_value):
        return False
    after = said[n + 1] if n + 1 < len(said) else None
    ends = after is None or after.kind == "mark" or after.low in _ENDS
    follows = held[m + 1] if m + 1 < len(held) else None
    same_form = said[n].low.rstrip("s") == held[m].low.rstrip("s")
    if ends and same_form and follows is not None and follows.low in _NARROWS:
        narrows = [
            one.value for one in held[m + 2 : m + 5] if one.kind == "word" and len(one.low) > 3
        ]
        if narrows and not set(narrows) & there:
            return True
    if (
        ends
        and same_form
        and _participle(held, m)
        and not ({one.value for one in held[m + 1 : m + 5] if _content(one)} & there)
    ):
        return True
    if _other_object(held, m, said, n):
        return True
    above = held[m - 1] if m else None
    if (
        above is None
        or not _content(above)
        or above.value in there
        or above.kind == "mark"
        or above.low in _LEADS
    ):
        return False
    outer = held[m - 2].low if m > 1 else ""
    if outer in {"to", "will", "should", "must", "may", "can", "could", "is", "are", "was", "were"}:
        return False
    if above.low in _DEFINITE | {"a", "an", "and"}:
        return False
    if not lead and (after is None or after.low not in _ENDS | {"do", "does"}):
        return False
    return lead in _LEADS and (lead == outer or lead in {"", "all", "every", "each"})
