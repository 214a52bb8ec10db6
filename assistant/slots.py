"""The values of the register that a question names: priorities, statuses, posts, areas, dates."""

from __future__ import annotations

import calendar
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date

from assistant.asked import Asked
from assistant.asking import WANTS
from assistant.day import uk
from assistant.graded import named_grades
from assistant.people import LETTERS, letters_in
from assistant.period import outside, period
from assistant.rank import priorities
from assistant.trait import Trait, traits
from corpus.label import FAMILIES
from corpus.piece import fold, words
from corpus.register import Item
from index.english import is_common, is_slip
from index.terms import ASKING, content, generality, stem, stems

_FORCES = re.compile(
    r"\b(?:addressed to|aimed at|apply to|applies to|for|on|to|of|from) (?:all |the |police |individual )*(?:forces|(?<=the )force)\b"
    r"|\b(?:police|all|individual) forces\b|\bforces\b(?= (?:and|or|are|have|must|should|need|were|to)\b)"
)
_OF_EACH = re.compile(
    r"\b(?:and|or|versus|vs?|against|from) (?:which|what|who|those|the ones)?(?: are| is)? ?(?:for|to|aimed at|addressed to)?"
    r" ?(?:the )?(?:others?|rest|(?:some|any)(?:one|body) else)\b"
)
_MONTHS = frozenset(
    stem(name.casefold()) for name in (*calendar.month_name, *calendar.month_abbr, "Sept") if name
)
_NUMERALS = frozenset(stems("one two three four five six seven eight nine ten"))
_UNDER = re.compile(
    r"\b(?:under|in|on|for|about)(?: the)? ([\w-]+)|([\w-]+)(?= (?:audit|review|actions?|findings?|points?)\b)"
)
"""The word by which an area is called for short: `under leadership`, `the vetting audit`."""
_NOT_MEANT = re.compile(
    r"\bnot (?:(?:by|from|in|on|the|that of|our|their|its|own) )*\w+|\b(?:rather than|as opposed to|other than) \w+"
)
"""What a question says that it does not mean: `Ada, not Ben`."""
_NARROWED = re.compile(r"\b(?:whose|who|which|that)\b")
"""Where the name of a body ends and says which of them."""
_FAMILY = re.compile(rf"\b(?:{'|'.join(FAMILIES.values())})(?=\W|\d|$)", re.IGNORECASE)
_STATES = re.compile(
    r"\b(?:in progress|part(?:ly)?[ -]?(?:way|done|complete|met|finished)|half[ -]?(?:way|done)"
    r"|under ?way|ongoing|still (?:to do|open|going|live)|signed off|discharged|unmet|outstanding)\b"
)
"""Wordings of where an item stands; they say nothing of what it is about."""
_OWNED = 0.5
"""Share of a post's words, by weight, that must be said for it to be the post meant."""
_AREA = 0.66
"""The same of an area's words."""
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
_ABBREVIATED = 4
"""Letters that a shortened word keeps at least: `comms`."""


@dataclass(frozen=True, slots=True)
class Slots:
    """What a question names, and what is left of it."""

    priorities: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    addressees: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    """Values of the register, folded."""
    forces: bool = False
    """Whether the items for police forces are meant."""
    period: tuple[date, date] | None = None
    """First and last day on which the items meant fall due."""
    superlative: str = ""
    """`first` or `last`: the item due soonest or latest is meant."""
    traits: tuple[Trait, ...] = ()
    """What is asked of the items' fields: that they have no date, no owner."""
    topic: Mapping[str, float] | None = None
    """The stems left, with their weights: what the items meant are about."""
    follows: str = ""
    """Of a follow-up: `swaps` where it names another value in place of one, `narrows` where it
    names one besides; else empty."""

    @property
    def names_values(self) -> bool:
        """Whether any value is named."""
        return any(self._sorts)

    @property
    def told(self) -> str:
        """The values named, as an answer tells that nothing holds them."""
        bodies = self.owners | self.addressees
        parts = [
            f"of priority {_either(self.priorities)}" if self.priorities else "",
            f"for {_either(bodies)}" if bodies else "",
            f"under {_either(self.areas)}" if self.areas else "",
            *(trait.name for trait in self.traits),
            _due(*self.period) if self.period else "",
        ]
        return ", ".join(filter(None, parts))

    @property
    def values(self) -> frozenset[str]:
        """The values named, folded."""
        return self.priorities | self.owners | self.addressees | self.areas

    @property
    def sorts(self) -> int:
        """Of how many sorts a value is named: the more, the more of the question is read."""
        return sum(map(bool, self._sorts))

    @property
    def _sorts(self) -> tuple[object, ...]:
        """What is named of each sort of value."""
        bodies = self.owners | self.addressees | ({"forces"} if self.forces else set())
        return (self.priorities, bodies, self.areas, self.period, self.traits)

    def over(self, before: Slots) -> Slots:
        """What is named here, and of the sorts of which nothing is, what was named before."""
        bodies = self if self.owners or self.addressees or self.forces else before
        return Slots(
            priorities=self.priorities or before.priorities,
            owners=bodies.owners,
            addressees=bodies.addressees,
            areas=self.areas or before.areas,
            forces=bodies.forces,
            period=self.period or before.period,
            superlative=self.superlative or before.superlative,
            traits=self.traits or before.traits,
        )

    def beside(self, before: Slots) -> str:
        """Whether what is named here swaps what was named before, or narrows it."""
        if not self.names_values:
            return ""
        both = zip(self._sorts, before._sorts, strict=True)
        return "swaps" if any(new and old for new, old in both) else "narrows"


def _either(values: AbstractSet[str]) -> str:
    return " or ".join(sorted(values))


def _due(first: date, last: date) -> str:
    if first == last:
        return f"due on {uk(first)}"
    since = f"from {uk(first)}" if first != date.min else ""
    until = f"{'to' if since else 'by'} {uk(last)}" if last != date.max else ""
    return " ".join(filter(None, ("due", since, until)))


def of_each_body(text: str) -> bool:
    """Whether a folded question names some bodies and wants the items of all the others too.

    >>> of_each_body("which are for forces and which for others?"), of_each_body("which are for forces?")
    (True, False)
    """
    return bool(_OF_EACH.search(text))


def slots(asked: Asked, items: Sequence[Item]) -> Slots:
    """The values of these items that a question names.

    A follow-up is read by its own words first: what it names takes the place of what the question
    before named of the same sort, and the rest of that stands.
    """
    own, *before = (_named(asked, said, items) for said in asked.understood.questions)
    found, follows = own, ""
    for old in before:
        follows = follows or found.beside(old)
        found = found.over(old)
    spent = {s for one in (own, *before) for value in one.values for s in stems(value)}
    return _with_topic(asked, replace(found, follows=follows), items, spent)


def _named(asked: Asked, said: str, items: Sequence[Item]) -> Slots:
    """The values that one text names."""
    text = fold(said)
    who = text.startswith("who") or " who " in text
    bare = _NOT_MEANT.sub(" ", _FAMILY.sub(" ", text))
    lettered = {fold(o.value) for i in items for o in i.owners if LETTERS.fullmatch(o.value)}
    held = {fold(o.value) for i in items for o in i.owners} - lettered
    topics = {s for i in items for s in stems(i.area)}
    owners = _posts(bare, held, asked.naming, topics) if not who else set()
    called = asked.people.called(said)
    owners |= {value for value in lettered if called & letters_in(value.upper())}
    posts = {s for o in owners for s in stems(o)}
    due = {i.deadline for i in items if i.deadline}
    late, each = "past due" in asked.understood.wants, of_each_body(text)
    found = () if each else traits(text, items)
    bodies = text
    for trait in found:  # what is not for forces names none
        bodies = trait.said.sub(" ", bodies)
    return Slots(
        priorities=frozenset(priorities(text, (p.value for i in items for p in i.priorities))),
        owners=frozenset(owners),
        addressees=frozenset(() if each else _addressees(asked, bodies, items, posts)),
        areas=frozenset(_areas(asked, text, items)),
        forces=bool(_FORCES.search(bodies)) and not each,
        period=None if late else _due_in(period(text, asked.today, due), text, items),
        superlative=_longest(text) if late else _superlative(text),
        traits=found,
    )


def _due_in(
    named: tuple[date, date] | None, text: str, items: Sequence[Item]
) -> tuple[date, date] | None:
    """The time in which items fall due; a year that names a set of items is none by itself."""
    sets = {item.set for item in items if item.set}
    year = named and (date(named[0].year, 1, 1), date(named[0].year, 12, 31))
    names_set = named and named == year and str(named[0].year) in sets
    return None if names_set and not _FALLS.search(text) else named


_FALLS = re.compile(r"\b(?:due|falls?|falling|by|before|until|complete\w*|done|finished)\b")


def _with_topic(
    asked: Asked, found: Slots, items: Sequence[Item], spent: AbstractSet[str]
) -> Slots:
    """The same with what is left of the question when its values are taken away."""
    valued = set(spent) | {stem(w) for t in found.traits for w in words(_told_of(t, asked))}
    valued |= {s for i in items for status in i.statuses for s in stems(status.value[:40])}
    text = fold(" ".join(asked.understood.questions))
    valued |= {s for state in _STATES.findall(fold(asked.understood.text)) for s in stems(state)}
    valued |= {s for said in _NOT_MEANT.findall(text) for s in stems(said)}
    bodies = {a for i in items for a in i.addressees} if of_each_body(text) else found.addressees
    valued |= {s for body in bodies for s in stems(body)}
    valued |= {s for m in _OF_EACH.finditer(text) for s in stems(m[0])}
    valued |= {s for value in found.owners for s in initialled(value)}
    if found.owners:
        valued |= {stem(w) for said in asked.understood.questions for w in asked.people.named(said)}
    if found.period:
        for said in asked.understood.questions:
            valued |= set(stems(said)) - set(stems(outside(said, asked.today)))
    if "cause of concern" in asked.understood.families[1:]:
        causes = (i for i in asked.register.items if i.family == "cause of concern")
        valued |= {s for i in causes for s in stems(f"{_above(asked, i)} {i.area} {i.text.value}")}
    spelt = words(asked.understood.text)
    valued |= {stem(w) for w in spelt for v in found.owners if any(_says(w, s) for s in stems(v))}
    valued |= {s for grade in named_grades(text) for s in stems(grade)} if found.areas else set()
    told = {s for item in items for s in stems(item.text.value)}
    taken = ASKING | _WRAPPING | _MONTHS | _NUMERALS | valued | asked.naming
    taken |= _beside_name(asked) | ((_titles(asked, items) | _askers(asked, items)) - told)
    taken |= {s for m in re.finditer(f"{WANTS['past due']}|{_LONGEST}", text) for s in stems(m[0])}
    taken |= {s for m in _PURPOSE.finditer(text) for s in stems(m[0])} - told
    spoken = {s for text in asked.understood.questions for s in stems(text)}
    left = {
        stem(term)
        for term in asked.query.terms
        if not term[0].isdigit()
        and (generality(stem(term)) == 1 or stem(term) in told)
        and not _idle(asked, term)
    }
    left -= taken
    if asked.understood.context and (found.names_values or left & spoken & told):
        left &= spoken  # the words of the answer before help only where nothing else tells
    return replace(found, topic={s: asked.query.weights.get(s, 1.0) for s in left})


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


_INSPECTORS = frozenset(stems("hmi hmic hmicfrs inspector inspectorate"))


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
    everyday = is_common(term) or is_slip(term) or len(term) < _ABBREVIATED
    return term in asked.query.unknown and everyday


def _posts(
    text: str, held: Iterable[str], naming: AbstractSet[str], topics: AbstractSet[str]
) -> set[str]:
    """The posts, bodies or teams that a question names, in full, shortened or by initials.

    A word that names a report or one of the areas of items, such as `vetting`, names no post by
    itself.
    """
    values = {value: set(stems(value)) - _SMALL for value in held if len(value) < 120}
    counts = Counter(s for names in values.values() for s in names)
    weight = {s: math.log(1 + len(values) / n) for s, n in counts.items()}
    said = {}
    for value, names in values.items():
        told = {s for s in names if any(_says(word, s) for word in words(text))}
        told |= _initialled_in(value, text)
        if told <= naming or (told < names and told <= topics):
            continue
        total = sum(weight[s] for s in names)
        said[value] = sum(weight[s] for s in told & names) / total if total else 0.0
    best = max(said.values(), default=0.0)
    return {value for value, share in said.items() if best >= _OWNED and share >= best * 0.9}


_SMALL = frozenset(stems("a an and at for in of on or the to"))


def _says(word: str, name: str) -> bool:
    """Whether a word is a name's stem, or that name shortened.

    >>> _says("comms", "communic"), _says("force", "form")
    (True, False)
    >>> _says("supt", "superintend"), _says("det", "detail")
    (True, False)
    """
    short = word.removesuffix("s")
    shortened = len(short) >= _ABBREVIATED and name.startswith(short)
    return stem(word) == name or shortened or RANKS.get(word) == name


RANKS = {"det": "detect", "supt": "superintend", "insp": "inspector", "sgt": "sergeant", "asst": "assist"}  # fmt: skip
"""Stems of ranks by how the police write them for short."""


def initialled(value: str) -> set[str]:
    """The initials of each run of words of a post, and of its beginnings: `dci`."""
    runs = re.split(r"[()/,]", value)
    letters = ["".join(w[0] for w in words(run) if w not in {"and", "of", "the"}) for run in runs]
    return {run[:end] for run in letters for end in range(2, len(run) + 1)}


def _initialled_in(value: str, text: str) -> set[str]:
    """The stems of a post that its initials in a text stand for."""
    found: set[str] = set()
    spoken = set(words(text))
    for run in re.split(r"[()/,]", value):
        names = [w for w in words(run) if w not in {"and", "of", "the"}]
        for end in range(2, len(names) + 1):
            letters = "".join(w[0] for w in names[:end])
            if letters in spoken and content(letters):  # `his` is no Head of Information Security
                found |= set(stems(" ".join(names[:end])))
    return found


def _addressees(asked: Asked, said: str, items: Sequence[Item], posts: set[str]) -> set[str]:
    """The bodies, other than forces at large and the posts named, that a question addresses."""
    text = re.sub(r"^who\b.*", "", said)
    own = {s for r in asked.reports.values() for s in stems(f"{r.force} the force all")}
    spoken = set(stems(text)) | {
        s for short, name in asked.query.expansions.items() if short in stems(text) for s in name
    }
    own |= _SMALL
    held = {a: set(stems(_NARROWED.split(a)[0])) - own for i in items for a in i.addressees}
    return {
        fold(a) for a, said in held.items() if len(said) > 1 and said <= spoken and said - posts
    }


def _areas(asked: Asked, text: str, items: Sequence[Item]) -> set[str]:
    """The areas of items that a question names, by most of their words or by their grade."""
    held = {fold(item.area): _called(item.area) for item in items if item.area}
    if len(held) < 2:
        return set()
    spoken = set(stems(text)) - titled(asked, items) - FAMILY
    share = {area: len(names & spoken) / len(names) for area, names in held.items() if names}
    named = {area for area, part in share.items() if part >= _AREA} | _graded(asked, text, held)
    shared = Counter(s for names in held.values() for s in names)
    led = {s for found in _UNDER.findall(text) for s in stems(" ".join(found))} & spoken
    told = {s for item in items for s in stems(item.text.value)}
    alone = {s for s in led if shared[s] == 1 and s not in told and generality(s) == 1}
    return named | {area for area, names in held.items() if names & alone}


def titled(asked: Asked, items: Iterable[Item]) -> set[str]:
    """The stems of the question that name reports of these items by their titles.

    A word by which a report is known for what it holds, such as `PEEL`, may name a part of it too.
    """
    titles = (asked.reports[key].title for key in {item.report for item in items})
    return set(asked.naming) & {s for title in titles for s in stems(title)}


def _called(area: str) -> set[str]:
    """The stems by which an area is called: those of its words, without years."""
    names = set(stems(area)) - _SMALL
    return {s for s in names if not s[0].isdigit()} or names


def _graded(asked: Asked, text: str, held: Mapping[str, set[str]]) -> set[str]:
    """The areas of items whose grade a question names: `the areas graded adequate`."""
    meant = named_grades(text)
    if not meant:
        return set()
    graded = [j for j in asked.register.judgements if fold(j.grade) in meant]
    names = [set(stems(j.area)) - _SMALL for j in graded if j.report in asked.meant]
    return {
        area
        for area, own in held.items()
        if any(own and len(own & name) >= _AREA * min(len(own), len(name)) for name in names)
    }


FAMILY = frozenset(stems("action recommendation area improvement cause concern"))
"""Stems of the names of families of items."""


_STRETCH = r"(?! (?:(?:\w+ )?(?:days?|weeks?|fortnights?|months?|quarters?|years?|meetings?|boards?|panels?|committees?|sessions?|time)|half)\b)"
"""What follows `last` or `next` where it is no item: a time, or a meeting."""
_END = re.compile(
    rf"\b(?P<last>latest|furthest|last{_STRETCH}|final|longest)\b"
    rf"|\b(?P<first>(?:next|first){_STRETCH}|earliest|soonest|nearest)\b"
)


def _superlative(text: str) -> str:
    named = _END.search(text)
    asks = re.search(r"deadline|\bdue\b|date|\bfalls?\b", text)
    if not named or not asks:
        return ""
    return "last" if named["last"] else "first"


def _longest(text: str) -> str:
    """The end that is meant of what is past due: what was due first is late longest."""
    return "first" if re.search(_LONGEST, text) else ""


_LONGEST = r"\b(?:longest|oldest|earliest|furthest)\b"
