"""Whether a word of a sentence stands where its evidence, in the same words, has another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from assistant.clause import Evidence, split
from assistant.lexeme import Lexeme, lexemes
from assistant.support import REPORTING
from index.terms import content, stem, stems

_LEDS = frozenset(
    ("the", "a", "an", "its", "their", "his", "of", "for", "in", "on", "at", "by", "with", "from",
     "every", "each", "all", "any", "no", "some", "most", "when", "whenever", "whom", "where")
)  # fmt: skip
"""Words before a noun phrase."""
_ALIKE = tuple(
    frozenset(stem(word) for word in words.split())
    for words in (
        "share proportion percentage rate part fraction",
        "new revised updated fresh latest",
        "past last previous preceding prior earlier",
        "case complaint record instance occasion entry file item sample",
        "report document review inspection audit",
        "oldest longest",
        "evidence sign proof indication",
        "staff employee personnel worker people",
        "problem issue weakness shortcoming concern",
        "delay wait backlog",
        "aim goal target objective",
        "area aspect part",
        "way method approach means",
    )
)
"""Nouns and the words before them that say the same."""
_SET = {
    stem(word) for word in ("place", "order", "line", "particular", "addition", "fact", "total")
}
"""Nouns of set phrases such as `in place`."""
_NEAR, _FAR = 2, 4
"""Words on either side that are compared, and the most that another word may stand for."""


def another_word(text: str, cited: Sequence[Evidence]) -> bool:
    """Whether a noun that the evidence lacks stands between words between which it has another.

    >>> paper = Evidence(1, "Audit", "The force works with three district councils to cut crime.")
    >>> another_word("The force works with three charities to cut crime.", [paper])
    True
    """
    known = {s for one in cited for s in stems(f"{one.text} {one.place}")} | REPORTING
    said = lexemes(text)
    told = {one.value for one in said}
    parts = [lexemes(part) for one in cited for part in split(one.text)]
    return any(
        _other(said, first, last, part, told)
        for first, last in _strange(said, known)
        for part in parts
    )


def _strange(said: Sequence[Lexeme], known: AbstractSet[str]) -> Iterator[tuple[int, int]]:
    """The runs of words that the evidence lacks, each led by a word before a noun."""
    n = 0
    while n < len(said):
        first = n
        while n < len(said) and _is_strange(said[n], known):
            n += 1
        led = first > 1 and (said[first - 1].low in _LEDS or said[first - 1].is_value)
        ends = {said[first].low[-3:], said[n - 1].low[-3:]} if n > first else set()
        if n > first and led and "ing" not in ends and not said[first].text.isupper():
            yield first, n
        n = max(n, first + 1)


def _is_strange(one: Lexeme, known: AbstractSet[str]) -> bool:
    return one.kind == "word" and bool(content(one.low)) and one.value not in known | _SET


def _other(
    said: Sequence[Lexeme], first: int, last: int, part: Sequence[Lexeme], told: AbstractSet[str]
) -> bool:
    """Whether a sentence of evidence has other words between the same words."""
    own = {one.value for one in said[first:last]}
    for near, after in ((_NEAR, _NEAR), (_NEAR, 1), (1, _NEAR)):
        left, right = _values(said[first - near : first]), _values(said[last : last + after])
        for start, end in _gaps(left, right, part):
            gap = {o.value for o in part[start:end] if o.kind == "word" and content(o.low)}
            if gap - told and not any(own & few and gap & few for few in _ALIKE):
                return True
    return False


def _gaps(
    left: Sequence[str], right: Sequence[str], part: Sequence[Lexeme]
) -> Iterator[tuple[int, int]]:
    """Where a few words stand after the ones and before the others; at the end before none."""
    values = _values(part)
    for start in range(len(left), len(part)):
        if values[start - len(left) : start] != left:
            continue
        for end in range(start + 1, min(start + _FAR, len(part)) + 1):
            if part[end - 1].kind == "mark":
                break
            ends = end == len(part) or part[end].kind == "mark"
            if (ends and not right) or (right and values[end : end + len(right)] == right):
                yield start, end


def _values(some: Sequence[Lexeme]) -> list[str]:
    return [one.value for one in some if one.kind != "mark" or one.text not in ".!?"]
