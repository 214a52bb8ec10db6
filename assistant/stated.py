"""The items whose status or date is the one that a question names, and whose view it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.asked import Asked
from assistant.asking import to_come
from corpus.body import VIEWS, body_of
from corpus.piece import fold
from corpus.register import Item, Status
from corpus.standing import bare, is_done, meaning
from corpus.standing import standing as meant_by
from index.terms import stems

_WHOLE = re.compile(
    r"\b(?:which|whats?|list|how many|any(?:thing)?|all|every\w*|no\.? of|number of|ones|show)\b"
)
_OF_ONE = re.compile(
    r"^(?:and |so |but |ok )*(?:is|are|has|have|did|does|do|was|were|can|could|will|when|who|how|where|why)\b"
    r"|[,;:-] ?(?:is (?:it|that)|are they|has it|have they)?\b[^,;]{0,20}(?:finished|completed?|done|closed|met|implemented)(?: yet| now)?\W*$"
)
"""How a question begins that asks how something stands, not for what stands in some way."""
_DONE_WORDS = r"(?:finished|achieved|completed?|done|signed off|closed|met|implemented|delivered|discharged|cleared)"
_OPEN = re.compile(
    rf"(?:not|n't|never) (?:yet |fully |all )*(?:been )?(?:yet |fully )*{_DONE_WORDS}\b"
    r"|\boutstanding\b|\bunfinished\b|\bincomplete\b|\bstill (?:to do|open|live|going|left)\b|\bopen\b|\b(?:left|remain\w*) (?:to do|open)\b"
    rf"|\b(?:yet|still|remain\w*) to be {_DONE_WORDS}\b|\bunmet\b"
)
_DONE = re.compile(rf"(?<!\bbe )(?<!\bbe fully )\b{_DONE_WORDS}\b")
_PARTLY = re.compile(
    r"\b(?:part|partly|partially|half)[ -]?(?:way )?(?:done|completed?|met|implemented|finished|through)\b"
    r"|\b(?:in progress|under ?way|on-?going)\b"
)
"""What is begun and not at its end."""
_LEFT_BEHIND = re.compile(r"\bclosed\b|\bsuperseded\b|\bdropped\b|\bwithdrawn\b")
"""Words for what needs no more work, done or not."""
_DENIED = re.compile(r"\bnot\b|n't|\byet\b")


def standing(asked: Asked, items: list[Item], *, dated: bool) -> list[Item]:
    """The items that stand as the question says; all where it does not say, or names dates."""
    text, day = _text(asked, items), asked.day
    if to_come(text):
        return [i for i in items if i.deadline and i.deadline >= day and not _is_done(i, day)]
    late = "past due" in asked.understood.wants and not _calls(_LATE, _told(items, day), text)
    if late and not dated:
        return [item for item in items if item.is_past_due(day) or _is_called_overdue(item, day)]
    if dated and not _OPEN.search(text):
        return items
    return _of_status(items, text, day) or _by_answer(items, text, day)


_ANSWER = r"(?:accept\w*|reject\w*|declin\w+|refus\w+|agreed|turn(?:ed|s)? down)"
_ANSWERED = re.compile(rf"(?:i |we )?(?:not |fully |partly |partially )*{_ANSWER}\b")
"""A status that says how something asked for was answered, not how far it has come."""
_TURNED_DOWN = re.compile(
    r"(?:\bnot|n't|\bnever)\b(?: \w+){0,2}? (?:accept|agree)"
    r"|\b(?:reject\w*|declin\w+|refus\w+|turn(?:ed|s)? down)\b"
)
_IN_PART = re.compile(r"\b(?:in part|part(?:ly|ially)|in principle)\b")


def asks_refused(text: str) -> bool:
    """Whether a folded question asks what was not accepted.

    >>> asks_refused("which did the force not accept?"), asks_refused("did they accept them all?")
    (True, False)
    """
    return bool(_TURNED_DOWN.search(text))


def answers(item: Item, day: date) -> list[str]:
    """How an item was answered, folded: `accepted`, `not accepted`, `accepted in part`."""
    told = (bare(status.value) for status in item.statuses_at(day))
    return [value for value in told if _ANSWERED.match(value)]


def _by_answer(items: list[Item], text: str, day: date) -> list[Item]:
    """The items that were accepted or not, as asked, whatever has come of them since."""
    if not re.search(rf"\b{_ANSWER}\b", text):
        return []
    told = {item.id: answers(item, day) for item in items}
    if asks_refused(text):
        return [i for i in items if any(map(_TURNED_DOWN.search, told[i.id]))]
    if _IN_PART.search(text):
        return [i for i in items if any(map(_IN_PART.search, told[i.id]))]
    return [i for i in items if told[i.id]]


_LATE = re.compile(r"\bbehind\b|\bslipp(?:ed|ing)\b|\blate\b|\bdelayed\b|\boff track\b")
"""Words for what is late, which some reports use as a status of their own."""


def _calls(words: re.Pattern[str], told: set[str], text: str) -> bool:
    """Whether a question names a status of the register in such words."""
    return any(words.search(value) for value in _values(told, text))


def _is_called_overdue(item: Item, day: date) -> bool:
    """Whether the last that was stated of an item is that it is overdue, whatever date it has."""
    return any(_head(status.value) == "overdue" for status in item.latest_at(day))


def _text(asked: Asked, items: Sequence[Item]) -> str:
    """The question, folded; of a follow-up its own words where they name a state."""
    own, *before = map(fold, asked.understood.questions)
    if to_come(own) or _states(_told(items, asked.day), own):
        return own
    return " ".join([own, *before])


def _is_done(item: Item, day: date) -> bool:
    latest = item.latest_at(day)
    return bool(latest) and all(is_done(status.value) for status in latest)


def names_state(asked: Asked, items: Sequence[Item]) -> bool:
    """Whether a question asks for all that stands in one way, in somebody's view."""
    text = _text(asked, items)
    told, views = _told(items, asked.day), [part for _, part in _views(text)]
    named = any(_values(told, part) or meaning(part) for part in views)
    done = "status" in asked.understood.wants and any(_DONE.search(part) for part in views)
    return bool(_WHOLE.search(text) and (named or done))


def states_any(asked: Asked, items: Sequence[Item]) -> bool:
    """Whether a question says in which state the items meant stand."""
    text = _text(asked, items)
    late = "past due" in asked.understood.wants or to_come(text)
    return late or _states(_told(items, asked.day), text)


def named_state(asked: Asked, items: Sequence[Item]) -> bool:
    """Whether a question asks for all with a status in the word that reports use for it."""
    text = _text(asked, items)
    return bool(_WHOLE.search(text) and _values(_told(items, asked.day), text))


def asks_open(asked: Asked, items: Sequence[Item]) -> bool:
    """Whether a question asks for all that is not done."""
    text = _text(asked, items)
    return bool(_WHOLE.search(text) and _OPEN.search(text))


def _of_status(items: list[Item], text: str, day: date) -> list[Item]:
    told = _told(items, day)
    if (_OF_ONE.search(text) and not _WHOLE.search(text)) or len(items) < 2:
        return items
    if not told and any(item.statuses for item in items):  # all were stated after the day
        return []
    views = [(body, part) for body, part in _views(text) if _states(told, part)]
    for body, part in views:
        if any(_by(body, item, day) for item in items):
            items = [i for i in items if _stands(_by(body, i, day), told, part)]
    for body in _disagrees(text) if views else ():
        items = [i for i in items if not _stands(_by(body, i, day), told, views[0][1])]
    return items if views else _by_all(items, told, text, day)


def _disagrees(text: str) -> list[str]:
    """The bodies that a question says do not share the view that it told before."""
    return [body for body, part in _views(text) if _DISAGREES.search(part)][-1:]


_DISAGREES = re.compile(
    r"\b(?:disagree|(?:not|n't) agree|(?:not|n't) accept|otherwise)"
    r"|\b(?:were|was|are|is|had|have|has|did|do|does)(?: not|n['’]t)\W*$"
)


def _by_all(items: list[Item], told: set[str], text: str, day: date) -> list[Item]:
    """The items that stand so in the view of anybody, or of all if they are to be done."""
    if _states(told, text):
        return [i for i in items if _stands(i.latest_at(day), told, text)]
    return items


def _views(text: str) -> Iterator[tuple[str, str]]:
    """The bodies that a question names, each with what is said after it, or before the only one."""
    text = _ADDRESSED.sub(" ", text)
    found = sorted(
        (m.start(), m.end(), body) for body, said in VIEWS.items() for m in re.finditer(said, text)
    )
    ends = [*(start for start, _, _ in found), len(text)][1:]
    for (_, start, body), end in zip(found, ends, strict=True):
        yield body, text if len(found) == 1 else text[start:end]


_ADDRESSED = re.compile(
    r"\b(?:addressed to|aimed at|meant for|directed at|for) (?:the |all |each |every )*"
    r"(?:chief constables?|forces?|constabular(?:y|ies)|commissioners?|o?pcc)\b"
)
"""Names a body as the one to do what is asked for, not as the one whose view is wanted."""


def _by(body: str, item: Item, day: date) -> tuple[Status, ...]:
    return tuple(s for s in item.latest_at(day) if body_of(s.stated_by) == body)


def _states(told: set[str], text: str) -> bool:
    """Whether some words name a status of the register, or that something is done or open."""
    said = meaning(text) or _DONE.search(text) or _OPEN.search(text) or _PARTLY.search(text)
    return bool(_values(told, text) or (told and said))


def _stands(statuses: Sequence[Status], told: set[str], text: str) -> bool:
    named = _values(told, text)
    if named and (named != {"open"} or _tells_open_apart(told)):
        return any(_is_called(_head(s.value), value) for s in statuses for value in named)
    if meant := meaning(text):
        return any(meaning(fold(s.value)) == meant for s in statuses)
    if _PARTLY.search(text):
        return any(meant_by(s.value, s.stated_by) == "in progress" for s in statuses)
    done = bool(statuses) and all(is_done(status.value) for status in statuses)
    dropped = any(meant_by(s.value, s.stated_by) == "superseded" for s in statuses)
    if done and dropped and not _LEFT_BEHIND.search(text):
        return False
    if _DONE.search(text) and not _DENIED.search(text):
        return done
    return not done if _OPEN.search(text) else True


def _is_called(head: str, value: str) -> bool:
    """Whether a status is one that was named, or says in more words that it is done so."""
    says = is_done(value) and is_done(head) and set(stems(value)) <= set(stems(head))
    return head == value or says


def _tells_open_apart(told: set[str]) -> bool:
    """Whether `open` is one state among others that are not done; else it is all that is not."""
    short = [value for value in told if len(value) < _LONG]
    return any(meant_by(value, "") == "in progress" or "overdue" in value for value in short)


def _values(told: set[str], text: str) -> set[str]:
    """The statuses of the register that some words name, by the head of each."""
    denied = _NEVER.sub("not ", text)
    spoken, whole = (f" {' '.join(stems(t))} " for t in (_UNDENIED.sub(" - ", text), denied))
    said = {
        value
        for value in told
        if len(value) < _LONG
        and (own := " ".join(stems(value)))
        and f" {own} " in (whole if value.startswith("not ") else spoken)
    }
    return {v for v in said if not any(v != other and v in other for other in said)}


_LONG = 40
"""Characters of a status that is a word for it; a longer one is a sentence."""
_NEVER = re.compile(
    r"\bnever (?:(?:been|ever|yet|fully) )*"
    r"|\b(?:is|are|was|were|did|do|does|has|have)(?:n't| not) (?:(?:been|ever|yet|fully) )*"
    rf"(?!{_DONE_WORDS})"
)
"""What denies as `not` does in a status: `never achieved`, `isn't satisfied`.

What has not been implemented, though, is all that is short of it.
"""
_UNDENIED = re.compile(
    r"\b(?:not|n't|never)(?: (?:been|yet|fully|all))* (?=[a-z]+)[a-z]+\b|\b(?:to|must|should) be [a-z]+\b"
)
"""What is denied, or still has to be: no status is named by it."""


def _head(status: str) -> str:
    """The word for a status, without the remark behind it: `open` of `Open. Paper promised`."""
    if re.search(r"\bre-?opened\b|\bopened again\b", fold(status)):
        return "open"
    if held := _HELD.match(fold(status)):
        return held["state"]
    first = re.split(r"[.;:,(]| - | on \d| \d{1,2} [a-z]{3,9} 20", bare(status), maxsplit=1)[0]
    return first.strip() or fold(status)


_HELD = re.compile(
    r"(?:.*\b(?:i am|we are) )?(?P<state>(?:not |partly |fully )?(?:satisfied|content|assured))\b"
)
"""What somebody makes of an answer, with or without the reason behind it."""


def _told(items: Sequence[Item], day: date) -> set[str]:
    return {_head(s.value) for item in items for s in item.statuses_at(day)}
