"""Whether the bodies, posts and names of a sentence stand and act as in what it cites."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence

from assistant.actor import Actor, actors, agents, authors, doers, named, same, subjects
from assistant.clause import Clause, Evidence, Group, clauses, split
from assistant.states import STATES
from assistant.verb import verb_stem
from corpus.piece import fold
from index.terms import stem, stems

_DONE = re.compile(r"\b(?:is|are|was|were|be|been)\s+(?:\w+ly\s+)?(\w+(?:ed|en|de|nt|t))\b")
_FORCE_AND_AUTHORS = frozenset(
    frozenset({name}) for name in ("forc", "audit", "inspect", "commission", "manag")
)
_OWNS = re.compile(r"\b(?:owns?|owned|owner|responsible|belongs?|accountable)\b")


def unnamed(text: str, cited: Sequence[Evidence]) -> str:
    """Bodies, posts and other names must stand in the evidence or in the name of its report."""
    known = [a.name for one in cited for a in actors(named(one.place, one.text))]
    known += [name for one in cited for name in authors(one.place)]
    if any(not any(_told(a, name) for name in known) for a in actors(text)):
        return "actor"
    held = {s for one in cited for s in stems(f"{one.text} {one.place}")}
    capitals = re.findall(r"(?<=[^\s.?!:“\"]\s)[A-Z][\w’'-]+|\b[A-Z]{2,}s?\b", text)
    spelt = {"pcc", "pfcc", "hmicfr", *(stem(fold(name)) for name in calendar.month_name if name)}
    texts = " ".join(f"{one.text} {one.place}" for one in cited)
    strange = [
        n
        for n in capitals
        if not (set(stems(n)) <= held | spelt | STATES or (n.isupper() and _stands_for(n, texts)))
    ]
    return "name" if strange else ""


def _stands_for(short: str, text: str) -> bool:
    """Whether a short form is the initials of a name in a text.

    >>> _stands_for("NCA", "the National Crime Agency")
    True
    """
    letters = r"\w*\s+(?:(?:of|and|for|the)\s+)?".join(re.escape(letter) for letter in short)
    return bool(re.search(rf"\b{letters}\w*", text))


def _told(actor: Actor, name: frozenset[str]) -> bool:
    return same(actor.name, name)


def done_by_another(text: str, cited: Sequence[Evidence]) -> str:
    """Who does something in the sentence must do it in the evidence."""
    for one in cited:
        held = named(one.place, one.text)
        if _another(text, held):
            return "actor"
    return ""


def _another(text: str, held: str) -> bool:
    """Whether a body or post does, or undergoes, what in the evidence another one does."""
    undergone = list(subjects(held))
    for verb, actor in subjects(text):
        told = [each for done, each in undergone if done == verb]
        if told and not same(told[-1].name, actor.name):
            return True
    for verb, actor in doers(text):
        found = [each for part in split(held) for each in agents(verb, part)]
        ours = any(same(each.name, actor.name) for each in found)
        passive = any(done == verb and same(a.name, actor.name) for done, a in undergone)
        if (found or passive) and not ours:
            return True
        if not found and not passive and _nobody_s(verb, actor, held):
            return True
    return False


def _nobody_s(verb: str, actor: Actor, held: str) -> bool:
    """Whether a deed that the evidence gives to nobody is given to one whom it tells of elsewhere."""
    if " – owner: " in held:
        return False
    parts = [clause.text for part in split(held) for clause in clauses(part)]
    done = [p for p in parts if verb in {verb_stem(w) for w in _DONE.findall(p)}]
    here = any(same(each.name, actor.name) for part in done for each in actors(part))
    return bool(done) and not here and actor.name not in _FORCE_AND_AUTHORS


def shared_wrongly(clause: Clause, held: Sequence[Group]) -> bool:
    """Whether all rows are said to have an owner whom one of them does not have."""
    rows = [group for group in held if group.fields]
    together = re.search(r"\b(?:both|all|each|every)\b", clause.bare)
    return bool(together) and any(owned_by_another(clause, row) for row in rows)


def owned_by_another(clause: Clause, group: Group) -> str:
    """Who is said to own a row must stand in its owner field."""
    owner = dict(group.fields).get("owner")
    if owner is None or not _OWNS.search(clause.bare):
        return ""
    own = _OWNS.search(clause.text)
    found = actors(clause.text)
    after = [a for a in found if own and a.start > own.end()]
    before = [a for a in found if own and a.end <= own.start()]
    passive = own and re.match(r"\s+(?:by|to|is|:)\b", clause.text[own.end() :])
    holder = after[:1] if passive else before[-1:]
    if fold(owner) == "not stated":
        return "owner" if holder else ""
    return "owner" if any(not a.name <= set(stems(owner)) for a in holder) else ""
