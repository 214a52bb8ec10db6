"""A follow-up on its own feet: with what it leaves out put back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Turn
from assistant.conversation import subject
from assistant.elided import filled
from assistant.labels import numbers_in
from assistant.leaning import leans
from assistant.member import placed, stands_alone
from assistant.numeral import ORDINALS
from assistant.swapped import Alike, swapped
from corpus.label import FAMILIES
from corpus.piece import fold

_ANSWERED = 40
"""Words of the answer before that a follow-up is read with."""
_ONLY_ITEM = re.compile(
    rf"(?:and |but |ok |so )*(?:what about |how about )?(?:20\d\d )?(?:{'|'.join(FAMILIES.values())}) \w+\W*$",
    re.IGNORECASE,
)
"""A follow-up that names an item and asks nothing of it: what was asked before is meant."""
_NAME = r"[A-Z][\w&’'-]*(?: (?:of |and |for )?[A-Z][\w&’'-]*)*"
_ALSO = re.compile(
    rf"^(?:and|but|ok|so|what about|how about)(?: for| at| in| by| from| to| of)? (?:the )?(?P<name>{_NAME})\W*$",
    re.IGNORECASE,
)


def restored(
    text: str, history: Sequence[Turn], alike: Alike | None, *, follows: bool = False
) -> tuple[str, str]:
    """A follow-up, and what it leaves out: the question before, and what was answered to it.

    Args:
        text: The question as asked.
        history: What was said before it.
        alike: Tells which thing of the question before it puts another for.
        follows: Whether it is a follow-up though no word of it says so.
    """
    asked = [turn.content for turn in history if turn.role == "user"]
    if not asked or not (follows or leans(text)):
        put = placed(text, history) if asked else ""
        return put or text, asked[0] if put and not stands_alone(put) else ""
    before = restored(asked[-1], history[: _place(history, asked[-1])], alike)
    answer = history[-1].content if history[-1].role == "assistant" else ""
    put = placed(text, history)
    told = f"{before[0]} {before[1]}".strip()
    names_one = put or numbers_in(fold(text))
    if alike and not names_one and (other := swapped(text, before[0], answer, alike)):
        return other, before[1]
    bare = put if _ONLY_ITEM.match(put) else "" if put else text
    if other := bare and _with_number(bare, before[0]):
        return other, before[1]
    if other := (bare and _with_number(bare, told)) or _with_name(text, before[0]):
        return other, ""
    if put:
        return put, "" if stands_alone(put) else asked[0]
    answered = subject(answer)
    return filled(text, before[0], answered) or text, f"{told} {_words(answered)}".strip()


def _words(answered: str) -> str:
    """The first words of an answer, without marks and numbers."""
    words = re.sub(r"\[[^]]*\]", " ", answered).split()
    return " ".join([word for word in words if not re.search(r"\d", word)][:_ANSWERED])


def _with_number(text: str, told: str) -> str:
    """The question before with the number that a follow-up names, or an empty string."""
    folded = fold(text)
    bare = re.match(
        r"^(?:and |but |ok |so )*(?:what about |how about )?(?:number |no\.? )?(\d{1,2})\??$"
        rf"|^(?:and |but |ok |so )*(?:what about |how about )?the (?P<nth>{'|'.join(ORDINALS)})(?: one)?\??$",
        folded,
    )
    nth = (bare[1] or str(ORDINALS.index(bare["nth"]) + 1),) if bare else ()
    numbers = nth or numbers_in(folded)
    if not numbers or not numbers_in(fold(told)) or re.search(r"\bwhat does|\bwhat is\b", folded):
        return ""
    label = re.compile(
        rf"\b((?:{'|'.join(FAMILIES.values())}|recs?)[\s.-]*)\d{{1,2}}", re.IGNORECASE
    )
    return label.sub(lambda m: m[1] + numbers[0], told, count=1)


def _with_name(text: str, told: str) -> str:
    """The question before with the name that a follow-up puts for its last, or an empty string.

    >>> _with_name("and for the Home Office?", "which are for the College of Policing?")
    'which are for the Home Office?'
    """
    said = _ALSO.match(text)
    places = list(
        re.finditer(rf"\b(?:in|at|for|of|by|from|to|on) (?:the )?(?P<name>{_NAME})", told)
    )
    named = said["name"] if said else ""
    if not named or not named[0].isupper() or not places:
        return ""
    start, end = places[-1].span("name") if len(places) == 1 else places[0].span("name")
    return told[:start] + named + told[end:]


def _place(history: Sequence[Turn], content: str) -> int:
    return max(n for n, turn in enumerate(history) if turn.content == content)
