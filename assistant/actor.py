"""Who does what: the bodies and posts that a sentence names, and which of them acts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.verb import is_finite, is_past, verb_stem
from corpus.piece import fold
from index.terms import content, stem

_ROLE = (
    r"[Cc]hief [Cc]onstables?|[Cc]ommissioners?|P[F]?CCs?|[Cc]onstabulary|[Ff]orces?|[Pp]olice"
    r"|[Ii]nspectors?|[Ii]nspectorate|HMICFRS|[Aa]uditors?|[Aa]udit|[Oo]fficers?|[Ss]taff|[Mm]anagers?"
    r"|[Mm]anagement|[Ss]upervisors?|[Vv]ictims?|[Pp]artners?|[Cc]hild(?:ren)?|[Aa]dults?|[Rr]esidents?"
    r"|[Cc]ouncils?|Home Office|Home Secretary|[Bb]oard|[Cc]ommittee|[Tt]eams?|[Dd]epartments?|[Uu]nit"
    r"|[Cc]ollege(?: of Policing)?|[Ss]uperintendents?|[Ss]ergeants?|[Hh]ead|[Dd]irectors?|[Mm]inisters?"
    r"|[Gg]overnment|[Pp]rosecutors?|[Dd]etectives?|[Ii]nspector|[Ss]ecretary|[Aa]gency"
    r"|[Pp]anel|[Mm]ayors?|[Cc]oordinators?|[Aa]dministrators?|[Hh]andlers?|[Ss]ponsors?|[Vv]olunteers?|[Ss]uspects?"
    r"|[Oo]ffenders?|[Cc]onstables?|[Dd]octors?|[Nn]urses?|[Pp]arents?|[Ww]itness(?:es)?"
)
_ACTOR = re.compile(
    rf"(?P<before>(?:(?:deputy|assistant|temporary|acting|vice)\s+)?(?:[A-Z][\w’'-]*,?\s+(?:(?:and|of)\s+(?=[A-Z]))?){{0,6}})"
    rf"\b(?P<role>{_ROLE})\b"
    rf"(?P<after>(?:\s+(?:of|for)\s+(?:the\s+)?[A-Z][\w’'-]*(?:\s+(?:and\s+)?[A-Z][\w’'-]*)*)?"
    rf"(?:\s+\([^()]+\))?(?:\s+[A-Z][\w’'-]+){{0,3}})"
)
_RANK = {"deputi", "assist", "temporari", "act", "vice"}
_SKIP = frozenset(
    [
        "the",
        "and",
        "of",
        "for",
        "a",
        "an",
        "in",
        "by",
        "under",
        "at",
        "when",
        "from",
        "every",
        "each",
        "all",
        "some",
        "most",
        "many",
        "no",
        "any",
        "this",
        "these",
        "those",
        "several",
        "few",
        "according",
        "to",
        "two",
        "three",
        "four",
        "five",
        "both",
        "local",
        "new",
    ]
)
_SAME = {
    "pcc": "commission", "pfcc": "commission", "constabulari": "forc", "polic": "forc",
    "inspector": "inspect", "inspectorate": "inspect", "hmicfr": "inspect",
    "auditor": "audit", "children": "child", "manag": "manag",
}  # fmt: skip
_AUXILIARY = (
    "has|have|had|is|are|was|were|be|been|being|will|would|should|must|may|might|can|could|do|does"
    "|did|\\w+ly|sometimes|tends?|also|still|now|then|already|often|jointly|partly|fully|not|never|no longer|to"
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\b")
_BY_NOBODY = r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?$"
_PRONOUN = re.compile(r"\b(?:they|them|it|he|she|those|others?)\b", re.IGNORECASE)
_PREPOSITION = "with|to|from|by|for|of|on|at|into|after|under|against|among|between|over"
_NO_DEEDS = {"last", "first", "alone", "each", "both", "there", "who", "and", "or"}
_FORCE_NAME = re.compile(r"\b([A-Z]\w+(?: [A-Z]\w+)*?) (Police|Constabulary)\b")
_SAID = re.compile(
    r"((?:[Tt]he )?(?:[A-Z][\w’-]+(?: of)? ?){1,4}) ?(?:said|says|wrote|replied|commented|added|told us)[:,]? [“\"][^”\"]+"
)
"""Who is quoted, and the words."""
_SECTIONS = (
    ("chief constable", "the Chief Constable"),
    ("force response", "the force"),
    ("management response", "management"),
    ("management comment", "management"),
)
"""Who speaks under a heading."""
_AUTHORS = {frozenset({"audit"}), frozenset({"inspect"})}
_FORCE, _COMMISSIONER = frozenset({"forc"}), frozenset({"commission"})


@dataclass(frozen=True, slots=True)
class Actor:
    """A body or post where it is named."""

    name: frozenset[str]
    """Stems that tell it from others."""
    start: int
    end: int
    text: str


def actors(text: str) -> tuple[Actor, ...]:
    """The bodies and posts named, in order.

    >>> [sorted(actor.name) for actor in actors("The Head of Custody told the Chief Constable.")]
    [['custodi', 'head'], ['chief', 'constabl']]
    """
    return tuple(_found(text))


def _found(text: str) -> Iterator[Actor]:
    for match in _ACTOR.finditer(text):
        name = _name(match[0])
        if name:
            yield Actor(name, match.start(), match.end(), match[0])


def _name(words: str) -> frozenset[str]:
    parts = [stem(p) for p in re.findall(r"[\w’']+", fold(words)) if p not in _SKIP]
    kept = [kin(part) for part in parts]
    if "commission" in kept:
        return _COMMISSIONER
    if "forc" in kept:
        return _FORCE
    if kept and set(kept) <= {"inspect", "audit", "internal", "report"} and kept[-1] != "internal":
        return frozenset(
            {"audit"} if "audit" in kept else {"inspect"} if "inspect" in kept else kept
        )
    return frozenset(kept)


def kin(part: str) -> str:
    """The stem that stands for a stem and its like: `polic` and `constabulari` are the `forc`."""
    return _SAME.get(part, part)


def same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names may be the same body: one holds the other, and their ranks agree.

    >>> same(frozenset({"chief", "constabl"}), frozenset({"deputi", "chief", "constabl"}))
    False
    """
    if one in _AUTHORS or other in _AUTHORS:
        return one == other
    return (one <= other or other <= one) and one & _RANK == other & _RANK


def authors(place: str) -> tuple[frozenset[str], ...]:
    """Who speaks in a report, and whom its name names; the force is always one."""
    kind = fold(place)
    spoken = (
        ("internal audit", "audit"),
        ("inspection", "inspect"),
        ("pcc response", "commission"),
    )
    found = [frozenset({name}) for word, name in spoken if word in kind]
    return (_FORCE, *found, *(actor.name for actor in actors(place)))


def named(place: str, text: str) -> str:
    """A text in which `we` and `I` are who speaks in the report, and a force's name is the force."""
    kind = fold(place)
    we = "the auditors" if "internal audit" in kind else "inspectors"
    if "pcc response" in kind:
        we = "the Commissioner"
    section = kind.rpartition("›")[2]
    we = next((who for word, who in _SECTIONS if word in section), we)
    text = _SAID.sub(lambda said: _spoken_by(said[1].strip(), said[0]), text)
    text = re.sub(r"\b(?:[Ww]e|us|I|me)\b", we, text)
    force = _FORCE_NAME.search(place)
    return re.sub(rf"\b{force[1]}(?: {force[2]})?\b", "the force", text) if force else text


def _spoken_by(who: str, text: str) -> str:
    """A quotation in which `we` and `I` are who is said to say it."""
    return re.sub(r"\b(?:[Ww]e|us|I|me)\b", who[:1].lower() + who[1:], text)


def doers(text: str) -> Iterator[tuple[str, Actor]]:
    """Verbs that stand directly after who does them, and those done `by` somebody; stem first."""
    for actor in actors(text):
        after = re.match(
            rf"(?:\s+who)?((?:\s+(?:{_AUXILIARY}))*)\s+(\w+)(?!\s+by\b)\b", text[actor.end :]
        )
        own = after and not _PASSIVE.search(after[1]) and not _aside(actor, text)
        own = own and not _undergoes(actor, text)
        if after and own and _acts(actor, after[1], after[2]):
            yield verb_stem(after[2]), actor
        before = re.search(r"(\w+)\s+(?:\w+ly\s+)?by\s+(?:the\s+)?$", text[: actor.start])
        if before and is_past(before[1]):
            yield verb_stem(before[1]), actor


def _undergoes(actor: Actor, text: str) -> bool:
    """Whether an actor stands right after a past form, whose object it is: `left the board ...`."""
    led = re.search(r"(\w+)\s+(?:the\s+)?$", text[: actor.start])
    return (
        bool(led)
        and led is not None
        and is_past(led[1])
        and led[1] not in {"when", "then", "often"}
    )


def _acts(actor: Actor, helps: str, word: str) -> bool:
    """Whether a word after an actor is what the actor does."""
    if not content(word) or word.endswith(("ing", "ly")):
        return False
    plural = actor.text.endswith("s") and word not in _NO_DEEDS
    if re.search(r"\b(?:has|have|had)$", helps):
        return is_past(word)
    return bool(helps) or is_finite(word) or plural


def subjects(text: str) -> Iterator[tuple[str, Actor]]:
    """What somebody is, or what is done to them: the stem of the word, and who."""
    for actor in actors(text):
        after = re.match(
            r"\s+(?:has |have |had )?(?:am|is|are|was|were|been)\s+(?:not |now |still |partly )*(\w+)",
            text[actor.end :],
        )
        done = after and content(after[1]) and not after[1].endswith("ing")
        if after and done and not _aside(actor, text):
            yield verb_stem(after[1]), actor


def agents(verb: str, text: str) -> tuple[Actor, ...]:
    """Who does what a verb says: by whom it is done, who stands before it, else the subject.

    None where the text does not say, or says it by a pronoun.
    """
    found = actors(text)
    for word in re.finditer(r"[\w’']+", text):
        if word[0].endswith(("ing", "ings")) or verb_stem(word[0]) != verb:
            continue
        if any(a.start <= word.start() < a.end for a in found):
            continue
        by = re.match(r"\s+(?:\w+ly\s+)?by\s+(?:the\s+)?", text[word.end() :])
        done = [a for a in found if by and a.start == word.end() + by.end()]
        near = [a for a in found if a.end <= word.start() and _leads(text[a.end : word.start()])]
        near = [a for a in near if "who" in text[a.end : word.start()] or not _aside(a, text)]
        before = [a for a in found if a.end <= word.start() and not _aside(a, text)]
        if not done and is_past(word[0]) and re.search(_BY_NOBODY, text[: word.start()]):
            return ()
        if done or near:
            return _joined((done or near)[-1], found, text)
        if before and not _PRONOUN.search(text[before[0].end : word.start()]):
            return tuple(before[:1])
        return ()
    return ()


def _joined(last: Actor, found: Sequence[Actor], text: str) -> tuple[Actor, ...]:
    """An actor with those that `and` joins before it."""
    place = found.index(last)
    if place and re.fullmatch(
        r",?\s+and\s+(?:\w+\s+){0,2}", text[found[place - 1].end : last.start]
    ):
        return (*_joined(found[place - 1], found, text), last)
    return (last,)


def _leads(between: str) -> bool:
    return bool(re.fullmatch(rf"(?:,?\s+(?:who|which))?(?:\s+(?:to|{_AUXILIARY}))*\s+", between))


def _aside(actor: Actor, text: str) -> bool:
    """Whether an actor stands after a preposition: then it is not who acts."""
    before = text[: actor.start]
    return bool(re.search(rf"\b(?:{_PREPOSITION})\s+(?:(?:the|local|its)\s+)?$", before))
