"""The priorities that a question names: in full, in the plural, or by their place in the scale."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.piece import fold

_SCALE = (
    ("critical", "fundamental", "urgent", "essential", "very high", "immediate"),
    ("high", "significant", "major", "priority 1", "p1", "red"),
    ("medium", "moderate", "important", "priority 2", "p2", "amber"),
    ("low", "minor", "advisory", "merits attention", "housekeeping", "priority 3", "p3", "green"),
)
"""Words for priorities, the most urgent first (practice of internal audit)."""
_PLAIN = frozenset(("high", "medium", "low", "major", "minor", "important", "critical"))
"""Those that are everyday words too: they are priorities only where they are used as such."""
_NOUN = r"(?:actions?|ones?|recommendations?|recs|items?|findings?|points?|issues?|risk (?:actions?|findings?|ones?))"
_GRADING = re.compile(
    r"priorit|grad(?:ed|ing)|rat(?:ed|ing)|rank(?:ed|ing)|\bmarked\b|\bclassed\b|\bcategor"
)
_TOP = re.compile(
    rf"\b(?:top|highest|greatest|most (?:urgent|important|serious|pressing))(?:[ -](?:priorit(?:y|ies)|rated|ranked|risks?|{_NOUN}))\b"
    r"|\bmost (?:urgent|pressing)\b"
)
_BOTTOM = re.compile(
    rf"\b(?:lowest|least (?:urgent|important|serious))(?:[ -](?:priorit(?:y|ies)|rated|ranked|risks?|{_NOUN}))\b"
)


def priorities(text: str, held: Iterable[str]) -> set[str]:
    """The priorities among those held, folded, that a folded question names.

    >>> sorted(priorities("which of the actions are mediums?", ["High", "Medium"]))
    ['medium']
    >>> sorted(priorities("which are top priority?", ["Moderate", "Significant"]))
    ['significant']
    >>> priorities("which high streets are named?", ["High", "Medium"])
    set()
    """
    values = {fold(value) for value in held if len(value) < 40}
    said = {v for v in values if re.search(rf"\b{re.escape(v)}s?\b", text)}
    if not _GRADING.search(text):
        said = {v for v in said if v not in _PLAIN or _is_rank(v, text)}
    ranked = sorted((v for v in values if _place(v) >= 0), key=_place)
    if ranked and _TOP.search(text):
        said |= {v for v in ranked if _place(v) == _place(ranked[0])}
    if ranked and _BOTTOM.search(text):
        said |= {v for v in ranked if _place(v) == _place(ranked[-1])}
    return said or _in_other_words(text, values)


def is_pressing(value: str) -> bool:
    """Whether a priority, as printed, is one of the upper two steps of the scale.

    >>> is_pressing("Fundamental"), is_pressing("Priority 1"), is_pressing("Medium")
    (True, True, False)
    """
    return 0 <= _place(fold(value)) < _PRESSING


_PRESSING = 2
"""Steps of the scale, from the top, that are worrying by themselves."""
_NAMED = re.compile(
    r"\b(?P<before>critical|urgent|high|major|medium|moderate|low|minor)[ -](?:risk |level )?"
    rf"(?:priority|rated|graded|ranked|(?<=risk ){_NOUN})"
    r"|\bpriority (?:of |is |level )?(?P<after>critical|urgent|high|medium|moderate|low)\b"
)
"""A priority that is plainly named as one, whatever words the reports have for theirs."""


def _in_other_words(text: str, held: set[str]) -> set[str]:
    """The held priorities of the place that a question names by another word; else that word.

    >>> _in_other_words("the high priority actions", {"1", "2", "3"})
    {'1'}
    >>> _in_other_words("the high priority actions", {"merits attention"})
    {'high'}
    """
    found = _NAMED.search(text)
    if not found:
        return set()
    word = found["before"] or found["after"]
    return {value for value in held if _place(value) == _place(word)} or {word}


def _is_rank(value: str, text: str) -> bool:
    """Whether an everyday word is used as a priority: `the mediums`, `high or medium actions`."""
    plain = "|".join(map(re.escape, _PLAIN))
    return bool(
        re.search(rf"\b{value}s\b(?! \w+s\b)", text)
        or re.search(rf"\b{value}\b(?:[ -]?(?:,|and|or|/)? ?(?:{plain}))*(?: \w+)? {_NOUN}\b", text)
        or re.search(
            rf"\b(?:is|are|was|were|as|only|just)\s+(?:only |all |just |the )*{value}\b(?=\W*$| (?:and|or|in|on|at|for|from)\b)",
            text,
        )
        or re.fullmatch(rf"\W*(?:and |what about |how about |the |only |just )*{value}s?\W*", text)
    )


def _place(value: str) -> int:
    """Place of a value in the scale, 0 the most urgent; -1 where it is in none."""
    said = f"priority {value}" if value.isdigit() else value
    return next((n for n, words in enumerate(_SCALE) if said in words), -1)
