"""What is left of a question without the values that it names: what the items meant are about."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from assistant.asked import Asked
from assistant.asking import WANTS
from assistant.graded import named_grades
from assistant.numeral import TO_TEN
from assistant.period import outside
from assistant.post import initialled, says
from assistant.slots import FAMILY, LONGEST, NOT_MEANT, OF_EACH, Slots
from assistant.trait import Trait
from corpus.piece import fold, words
from corpus.register import Item
from index.english import is_common, is_slip
from index.terms import ASKING, generality, stem, stems

_MONTHS = frozenset(
    stem(name.casefold()) for name in (*calendar.month_name, *calendar.month_abbr, "Sept") if name
)
_NUMERALS = frozenset(map(stem, TO_TEN))
_STATES = re.compile(
    r"\b(?:in progress|part(?:ly)?[ -]?(?:way|done|complete|met|finished)|half[ -]?(?:way|done)"
    r"|under ?way|ongoing|still (?:to do|open|going|live)|signed off|discharged|unmet|outstanding)\b"
)
"""Wordings of where an item stands; they say nothing of what it is about."""
_RUN = re.compile(
    r"(?:(?!(?:the|a|an|of|on|in|at|for|from|to|by|with|about|and|or|which|what|that|who|are|is|was|were|has|have|had"
    r"|did|do|does|all|any|its|our|their)\b)[\w'/-]+ ?)+"
)
"""Words that stand together with none of grammar between them."""
_WRAPPING = frozenset(
    stems(
        "position picture situation themselves itself committee paper papers please fresh set"
        " thematic document publication minutes national nationally against end"
        " owe owes outright expressly item items finalised leftover diary calendar"
    )
)
"""Stems of what is said around a question: where things stand, what it is for."""
_PAPER = r"(?:prep\w*|papers?|briefings?|pack|agenda|minutes|notes?|meeting|committee|slides?)"
_PURPOSE = re.compile(
    rf"^[^:?]{{0,40}}\b{_PAPER}\b[^:?]{{0,20}}:|\bfor (?:the|my|our|a|an) (?:\w+ ){{0,3}}?{_PAPER}\W*$"
)
"""What a question says it is asked for: `scrutiny prep: ...`, `... for the briefing note`."""
_KIN = 0.5
"""How alike a word must be to one of a report's title to stand in a name for it."""
_SHORTEST = 4
"""Letters of a word, at least, that may be one of a name."""
_INSPECTORS = frozenset(stems("hmi hmic hmicfrs inspector inspectorate"))


def remainder(
    asked: Asked, found: Slots, items: Sequence[Item], spent: AbstractSet[str]
) -> dict[str, float]:
    """The stems that tell what the items meant are about, with their weights.

    Args:
        asked: The question.
        found: The values that it names.
        items: Among which they are chosen.
        spent: Stems of the values that it and those before it name.
    """
    told = {s for item in items for s in stems(item.text.value)}
    valued = {*spent, *_of_values(asked, found), *_of_states(asked, items)}
    taken = ASKING | _WRAPPING | _MONTHS | _NUMERALS | asked.naming | valued | _beside_name(asked)
    taken |= _of_bodies(asked, found, items) | _of_purpose(asked, items, told)
    left = {
        stem(term)
        for term in asked.query.terms
        if not term[0].isdigit()
        and (generality(stem(term)) == 1 or stem(term) in told)
        and not _idle(asked, term)
    }
    left -= taken
    spoken = {s for text in asked.understood.questions for s in stems(text)}
    if asked.understood.context and (found.names_values or left & spoken & told):
        left &= spoken  # the words of the answer before help only where nothing else tells
    return {s: asked.query.weights.get(s, 1.0) for s in left}


def _of_values(asked: Asked, found: Slots) -> Iterator[str]:
    """The stems by which a question names traits, owners, a time and grades."""
    said = asked.understood
    yield from (stem(w) for trait in found.traits for w in words(_told_of(trait, asked)))
    if found.owners:
        yield from (s for value in found.owners for s in initialled(value))
        yield from (stem(w) for text in said.questions for w in asked.people.named(text))
        owners = {s for value in found.owners for s in stems(value)}
        yield from (stem(w) for w in words(said.text) if any(says(w, s) for s in owners))
    if found.period:
        for text in said.questions:
            yield from set(stems(text)) - set(stems(outside(text, asked.today)))
    if found.areas:
        yield from (s for grade in named_grades(said.spoken) for s in stems(grade))


def _of_states(asked: Asked, items: Sequence[Item]) -> Iterator[str]:
    """The stems by which a question says how things stand, or what it does not mean."""
    text = asked.understood.spoken
    yield from (s for i in items for status in i.statuses for s in stems(status.value[:40]))
    yield from (s for state in _STATES.findall(fold(asked.understood.text)) for s in stems(state))
    yield from (s for said in NOT_MEANT.findall(text) for s in stems(said))
    if "cause of concern" in asked.understood.families[1:]:
        causes = (i for i in asked.register.items if i.family == "cause of concern")
        told = (f"{_above(asked, i)} {i.area} {i.text.value}" for i in causes)
        yield from (s for text in told for s in stems(text))


def _of_bodies(asked: Asked, found: Slots, items: Sequence[Item]) -> set[str]:
    """The stems of the bodies to which the items meant are addressed."""
    text = asked.understood.spoken
    bodies = {a for i in items for a in i.addressees} if OF_EACH.search(text) else found.addressees
    said = (*bodies, *(each[0] for each in OF_EACH.finditer(text)))
    return {s for words_of in said for s in stems(words_of)}


def _of_purpose(asked: Asked, items: Sequence[Item], told: AbstractSet[str]) -> set[str]:
    """The stems of what a question is for, of whose reports it is about, and how late things are.

    What items tell (`told`) by the same words may still tell which are meant; not how late they are.
    """
    text = asked.understood.spoken
    late = (m[0] for m in re.finditer(f"{WANTS['past due']}|{LONGEST}", text))
    purpose = {s for m in _PURPOSE.finditer(text) for s in stems(m[0])}
    other = purpose | _titles(asked, items) | _askers(asked, items)
    return {s for said in late for s in stems(said)} | (other - told)


def _titles(asked: Asked, items: Sequence[Item]) -> set[str]:
    """The stems of the titles of the one or two reports that these items come from."""
    reports = {item.report for item in items}
    return (
        {s for key in reports for s in stems(asked.reports[key].title)}
        if len(reports) < 3
        else set()
    )


def _askers(asked: Asked, items: Sequence[Item]) -> set[str]:
    """The stems of those who ask for these items: who made a report is no topic of it."""
    publishers = {asked.reports[item.report].publisher for item in items}
    return {s for name in publishers for s in stems(name)} | _INSPECTORS


def _told_of(trait: Trait, asked: Asked) -> str:
    """The words by which a question asks for a trait."""
    found = (trait.said.search(fold(said)) for said in asked.understood.questions)
    return " ".join(match[0] for match in found if match)


def _beside_name(asked: Asked) -> set[str]:
    """Stems beside a report's name that help to name it: `gun` of the gun licensing audit.

    They stand in one run of words with it, and say nearly what its title says.
    """
    called = {s for key in asked.meant for s in stems(asked.reports[key].title)}
    found: set[str] = set()
    for run in _RUN.findall(fold(asked.understood.layers[0])):
        said = {stem(word) for word in words(run)} - FAMILY
        if asked.naming & said:
            found |= {s for s in said if _is_kin(asked, s, called)}
    return found


def _is_kin(asked: Asked, term: str, called: AbstractSet[str]) -> bool:
    """Whether a word says nearly what one of a report's title does."""
    near = asked.query.kin.get(term, {})
    return term not in called and any(like > _KIN for kin, like in near.items() if kin in called)


def _above(asked: Asked, item: Item) -> str:
    """The heading under which an item stands."""
    return asked.reports[item.report].by_id[item.sources[0].section].heading


def _idle(asked: Asked, term: str) -> bool:
    """Whether a word is everyday English that no report uses: it says nothing of the topic."""
    everyday = is_common(term) or is_slip(term) or len(term) < _SHORTEST
    return term in asked.query.unknown and everyday
