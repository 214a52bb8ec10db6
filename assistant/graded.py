"""The grades that a question names as grades, not as everyday words: `graded good`, `Good for`."""

from __future__ import annotations

import re

from corpus.extract import GRADES

_ALL = "|".join(sorted(GRADES, key=len, reverse=True))
_LED = re.compile(
    r"(?:\bgrad\w+|\brat(?:ed?|ings?)\b|\bjudge?\w*|\bscor\w+|\bassess\w+|\b(?:get|gets|got|gave|given|awarded|achieved?|marked|labell?ed)\b"
    r"|\b(?:c[ao]me|comes|coming|turned) (?:out|back|in)\b|\b(?:only|just|merely)|\b(?P<be>is|are|was|were|been|be|as|at|found)|\bareas?(?: \w+){0,3}?)"
    rf"(?: (?:an?|as|only|just|merely|to be|being|either|were|was|are|is))* (?:(?:{_ALL}),? (?:and|or) )?(?P<grade>{_ALL})s?\b(?! (?:at|deal|many|force|practice|reason|example)\b)"
)
_PLURAL = re.compile(
    rf"\b(?P<grade>{_ALL})s\b|\b(?P<area>{_ALL}) (?:areas?|grades?|ratings?|judge?ments?)\b"
)
_BEFORE = re.compile(rf"\b(?P<grade>{_ALL}) (?:and|or) (?:{_ALL})\b")
_GRADING = re.compile(
    r"\b(?:grad|rat(?:ed|ing)|judg|scor|assess|peel)|\bareas?\b(?! for improvement)"
)
"""Without a word of grading, what `is outstanding` is what is still to be done."""
_SPELT = {"".join(word[0] for word in grade.split()): grade for grade in GRADES if " " in grade}
_SHORT = re.compile(rf"\b(?:{'|'.join(_SPELT)})\b")
"""A grade of several words by its initials: `RI`."""


_BEYOND = re.compile(
    r"\b(?:(?P<above>above|(?:better|higher|stronger) than)|(?P<below>below|short of"
    r"|(?:worse|lower|weaker|less) than|not as good as)|(?P<least>at least)|(?P<most>at (?:best|most)))"
    rf" (?:an? )?(?P<grade>{_ALL})\b"
)
_AND_ON = re.compile(
    rf"\b(?P<grade>{_ALL})(?:,? (?:and|or))? (?:(?P<above>better|higher|above|up)"
    r"|(?P<below>worse|lower|below|down))\b"
)
"""How all grades on one side of another are named: `below good`, `good or better`."""


def bounded_grades(text: str) -> set[str]:
    """The grades on the one side of another that a folded question names; empty if it bounds none.

    >>> sorted(bounded_grades("which areas came out lower than good?"))
    ['adequate', 'inadequate', 'requires improvement']
    >>> sorted(bounded_grades("anything adequate or worse")), sorted(bounded_grades("better than good"))
    (['adequate', 'inadequate', 'requires improvement'], ['outstanding'])
    >>> bounded_grades("is it good practice?")
    set()
    """
    text = _SHORT.sub(lambda m: _SPELT[m[0]], text)
    if found := _AND_ON.search(text):
        n = GRADES.index(found["grade"])
        return set(GRADES[: n + 1] if found["above"] else GRADES[n:])
    if not (found := _BEYOND.search(text)):
        return set()
    n = GRADES.index(found["grade"])
    if found["least"] or found["most"]:
        return set(GRADES[: n + 1] if found["least"] else GRADES[n:])
    return set(GRADES[:n] if found["above"] else GRADES[n + 1 :])


def named_grades(text: str) -> set[str]:
    """The grades that a folded question names.

    >>> sorted(named_grades("which areas were only adequate?"))
    ['adequate']
    >>> sorted(named_grades("what did they get good for"))
    ['good']
    >>> named_grades("afis under the areas marked ri")
    {'requires improvement'}
    >>> named_grades("what is outstanding from 2024"), named_grades("are any areas outstanding?")
    (set(), {'outstanding'})
    >>> named_grades("is it good practice to do so?"), named_grades("good morning, list the grades")
    (set(), set())
    """
    text = _SHORT.sub(lambda m: _SPELT[m[0]], text)
    plural = {m["grade"] or m["area"] for m in _PLURAL.finditer(text)}
    graded = bool(_GRADING.search(text))
    led = {
        m["grade"]
        for m in _LED.finditer(text)
        if graded or not m["be"] or m["grade"] != "outstanding"
    }
    if not plural | led:
        return set()
    return plural | led | {m["grade"] for m in _BEFORE.finditer(text)}
