"""The sentence gate: what a model wrote is shown only if what it cites says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.actor import named
from assistant.basis import parts_of, resting_on, unheld
from assistant.clause import Clause, Evidence, Group, clauses, groups, unmarked
from assistant.extent import uncounted
from assistant.figures import misplaced, part_told_alone
from assistant.frame import another_word
from assistant.mix import apart_by_name, blended, crossed, homes
from assistant.narrow import loosened
from assistant.order import turned
from assistant.polarity import turned_over
from assistant.stance import disagreement, opposed
from assistant.states import STATES, other_area, ungraded
from assistant.support import REPORTING, Support, strangers
from assistant.target import judged, misdated, moved_otherwise
from assistant.who import done_by_another, owned_by_another, shared_wrongly, unnamed
from corpus.piece import words
from index.terms import stems

_MARKERS = re.compile(r"\[(\d+(?:\s*,\s*\d+)*)\]")


_FOREIGN = re.compile(
    r"https?:|www\.|\w\.(?:com|org|net|uk|io)\b|!\[|\]\(|<[^>]*>|[<>`{}|\\#*_~]|\[(?!\d)|\b(?:javascript|data):"
    r"|^\s*(?:system|user|assistant|human|ai)\s*:",
    re.IGNORECASE,
)
"""Links, images, markup and role markers: a sentence about a report needs none."""


_ADDRESSED = re.compile(
    r"\b(?:you|your|prompt|repl(?:y|ies)|language model|previous instructions|this passage|as told)\b"
    r"|\b(?:answer|response|instruction|evidence|source|system|user|assistant|human)\s*:",
    re.IGNORECASE,
)
"""Words to a reader or a model: a report has none that belong in an answer."""


_QUOTED = re.compile(r"[“\"]([^”\"]{2,})[”\"]")


_MOST_STRANGERS = 4
"""Content words in a row of which the evidence has none."""


_LEAST_HELD = 0.5
"""Share of the words of a cause or a second deed that the evidence has."""


_LONGEST = 60
"""Words of the longest sentence that is judged."""


_FURTHER = re.compile(
    r"\b(?:because(?: of)?|after|since|so that|due to|owing to|leading to|resulting in|at a|"
    r"thanks to|in order to|as a result(?: of)?|,\s+which|,\s+who|and(?: has| have| is| are| now| was"
    r"| were)?(?= \w+))\b",
    re.IGNORECASE,
)


UNHELD = "unheld number"
"""A number or date that is nowhere in what is cited: whatever else speaks for the sentence."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence may be shown, and why not."""

    sentence: str
    """As the model wrote it."""
    reason: str = ""
    """Empty when it may be shown."""
    cited: tuple[int, ...] = ()
    """Numbers of the evidence that it cites."""
    support: float = 0.0

    @property
    def passes(self) -> bool:
        """Whether it may be shown."""
        return not self.reason

    @property
    def shown(self) -> str:
        """As it is shown: without the model's markers, which number other things."""
        return unmarked(self.sentence)


class Gate:
    """Holds sentences to their evidence."""

    def __init__(self, support: Support) -> None:
        self.support = support

    def judge(self, sentence: str, evidence: Sequence[Evidence]) -> Verdict:
        """Whether the evidence that a sentence cites says what it says."""
        numbers = cited_numbers(sentence)
        held = {one.number: one for one in evidence}
        reason = _form(sentence, numbers, held)
        if reason:
            return Verdict(sentence, reason, numbers)
        cited = [held[number] for number in numbers]
        reason = facts(sentence, cited)
        weights = self.support.weights
        if reason and reason not in weights.against:
            return Verdict(sentence, reason, numbers)
        score = self.support.score(unmarked(sentence), cited, reason)
        withheld = score < weights.enough
        return Verdict(sentence, (reason or "not supported") if withheld else "", numbers, score)


def cited_numbers(sentence: str) -> tuple[int, ...]:
    """The numbers that a sentence cites, in order, once each.

    >>> cited_numbers("Waits were long [3, 4] [3].")
    (3, 4)
    """
    found = (int(n) for marks in _MARKERS.findall(sentence) for n in marks.split(","))
    return tuple(dict.fromkeys(found))


def tells_a_value(sentence: str) -> bool:
    """Whether a sentence tells a number, a date, how often, a grade or a state.

    >>> tells_a_value("Two logs were unsigned [1]."), tells_a_value("Logs go unsigned [1].")
    (True, False)
    """
    clause = Clause(unmarked(sentence))
    return bool(clause.values or STATES & set(stems(clause.bare)))


def facts(sentence: str, cited: Sequence[Evidence]) -> str:
    """The first thing in a sentence that what it cites does not hold; empty when all is held."""
    text = unmarked(sentence)
    held = [group for one in cited for group in groups(one)]
    own = [*clauses(text)]
    whole = (
        _quotation(text, cited)
        or (UNHELD if any(unheld(clause, held) for clause in own) else "")
        or unnamed(text, cited)
        or done_by_another(text, cited)
    )
    if whole:
        return whole
    before = ""
    for clause in own:
        reason = _clause(clause, held, cited, before)
        if reason:
            return reason
        before += f" {clause.bare}"
    return _added(text, cited)


def _added(text: str, cited: Sequence[Evidence]) -> str:
    """Whether a cause, a consequence or a second deed stands in the sentence alone."""
    held = {s for one in cited for s in stems(f"{one.text} {one.place}")} | REPORTING
    for part in _FURTHER.split(text)[1:]:
        own = [s for s in Clause(part).stems if len(s) > 2]
        if len(own) > 1 and len(held & set(own)) / len(own) < _LEAST_HELD:
            return "added"
    return "added" if strangers(text, held) >= _MOST_STRANGERS else ""


def _form(sentence: str, numbers: Sequence[int], held: dict[int, Evidence]) -> str:
    if not numbers:
        return "no citation"
    if not set(numbers) <= set(held):
        return "a citation that was not given"
    text = unmarked(sentence)
    if _FOREIGN.search(text):
        return "markup or a link"
    if _ADDRESSED.search(text):
        return "speaks to its reader"
    length = len(words(text))
    if not 2 <= length <= _LONGEST:
        return "not a sentence"
    return ""


def _quotation(text: str, cited: Sequence[Evidence]) -> str:
    held = [" ".join(one.text.split()) for one in cited]
    quoted = [" ".join(words.split()).rstrip(".,") for words in _QUOTED.findall(text)]
    return "quotation" if any(all(q not in h for h in held) for q in quoted) else ""


def _clause(clause: Clause, held: Sequence[Group], cited: Sequence[Evidence], before: str) -> str:
    found = resting_on(clause, held)
    if not found:
        return "number"
    spoken = [replace(one, text=named(one.place, one.text)) for one in cited]
    told = [clause for one in spoken for group in groups(one) for clause in group.clauses]
    own = Clause(named(cited[0].place, clause.text))
    wrong = "actor" if turned(own, told) else _contrary(clause, found, told, cited)
    if wrong:
        return wrong
    aim = judged(clause, cited)
    if aim:
        return "" if aim == "right" else "number"
    if shared_wrongly(clause, held) or other_area(clause, held):
        return "owner" if shared_wrongly(clause, held) else "grade or status"
    reasons = [_against(clause, group, held, before) for group in found]
    return "" if "" in reasons else reasons[0]


def _contrary(
    clause: Clause, found: Sequence[Group], told: Sequence[Clause], cited: Sequence[Evidence]
) -> str:
    """What a clause says that cannot be so beside what the evidence says."""
    checks = (
        ("direction", opposed(clause, told) or moved_otherwise(clause, cited)),
        ("another word", another_word(clause.text, cited)),
        ("blended", apart_by_name(clause, found)),
        ("date", misdated(clause, cited)),
        ("number", any(part_told_alone(clause, one.text) for one in cited)),
    )
    return next((name for name, fails in checks if fails), "")


def _against(clause: Clause, group: Group, held: Sequence[Group], before: str) -> str:
    """What a clause says otherwise than a clause or row that it may rest on."""
    reason = ungraded(clause, group, held) or owned_by_another(clause, group)
    if reason:
        return reason
    bases = parts_of(clause, group)
    told = [one for g in held for one in g.clauses]
    if turned_over(clause, group.whole, told):
        return "negation"
    leaning = [g for g in homes(clause, group, held) if g.leans and len(bases) == 1]
    bases = [g.whole for g in leaning[:1]] or bases
    elsewhere = [disagreement(clause, g.whole, g.whole, before) for g in homes(clause, group, held)]
    if elsewhere and all(reason in {"hedge", "opinion"} for reason in elsewhere):
        return elsewhere[0]
    return (
        next(filter(None, (disagreement(clause, b, group.whole, before) for b in bases)), "")
        or blended(clause, group, held)
        or ("scope" if uncounted(clause, bases[0]) else "")
        or loosened(clause, bases[0])
        or misplaced(clause, group)
        or crossed(clause, group, held)
    )
