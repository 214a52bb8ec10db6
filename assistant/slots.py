"""The values of the register that a question names: priorities, statuses, posts, areas, dates."""

from __future__ import annotations

import calendar
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from assistant.asked import Asked
from corpus.label import FAMILIES
from corpus.piece import fold, words
from corpus.register import Item
from index.english import is_common, is_slip
from index.terms import ASKING, generality, stem, stems

_FORCES = re.compile(
    r"\b(?:addressed to|aimed at|apply to|applies to|for|on|to) (?:all |the |police )*forces?\b"
)
_MONTHS = frozenset(
    stem(name.casefold()) for name in (*calendar.month_name, *calendar.month_abbr) if name
)
_NUMERALS = frozenset(stems("one two three four five six seven eight nine ten"))
_FALLS = re.compile(
    r"\bdue\b|deadline|\bby\b|\bbefore\b|\bfalls?\b|\bfell\b|\blands?\b|\blanding\b|coming up"
    r"|to do\b|\btarget|\bfinish|\bcomplete|\bdone\b|need"
)
_YEAR_END = re.compile(r"\b(?:by|before|until)? ?(?:the )?end of (20\d{2})\b")
_NARROWED = re.compile(r"\b(?:whose|who|which|that)\b")
"""Where the name of a body ends and says which of them."""
_UNTIL = re.compile(r"\b(?:by|before|until|till|up to|no later than|not later than)\b")
_GRADING = re.compile(r"priorit|grad(?:ed|ing)|rat(?:ed|ing)")
_FAMILY = re.compile(rf"\b(?:{'|'.join(FAMILIES.values())})(?=\W|\d|$)", re.IGNORECASE)
_STATES = re.compile(
    r"\b(?:in progress|part(?:ly)?[ -]?(?:way|done|complete|met|finished)|half[ -]?(?:way|done)"
    r"|under ?way|ongoing|still (?:to do|open|going))\b"
)
"""Wordings of where an item stands; they say nothing of what it is about."""
_OWNED = 0.5
"""Share of a post's words, by weight, that must be said for it to be the post meant."""
_AREA = 0.66
"""The same of an area's words."""
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
    topic: Mapping[str, float] | None = None
    """The stems left, with their weights: what the items meant are about."""

    @property
    def names_values(self) -> bool:
        """Whether any value is named."""
        return bool(self.priorities or self.owners or self.addressees or self.areas or self.period)


def slots(asked: Asked, items: Sequence[Item]) -> Slots:
    """The values of these items that a question names."""
    text = fold(asked.understood.text)
    spoken = frozenset(stems(text))
    who = text.startswith("who") or " who " in text
    bare = _FAMILY.sub(" ", text)
    held = {fold(o.value) for i in items for o in i.owners}
    owners = _posts(bare, held, asked.naming) if not who else set()
    found = Slots(
        priorities=frozenset(_priorities(text, items)),
        owners=frozenset(owners),
        addressees=frozenset(_addressees(asked, items, {s for o in owners for s in stems(o)})),
        areas=frozenset(_areas(asked, spoken, items)),
        forces=bool(_FORCES.search(text)),
        period=_period(asked, text),
        superlative="" if "past due" in asked.understood.wants else _superlative(text),
    )
    return _with_topic(asked, found, items)


def _with_topic(asked: Asked, found: Slots, items: Sequence[Item]) -> Slots:
    valued = {s for value in (*found.priorities, *found.owners, *found.areas) for s in stems(value)}
    valued |= {s for i in items for status in i.statuses for s in stems(status.value[:40])}
    said = words(asked.understood.text)
    valued |= {s for state in _STATES.findall(fold(asked.understood.text)) for s in stems(state)}
    valued |= {s for body in found.addressees for s in stems(body)}
    valued |= {s for value in found.owners for s in initialled(value)}
    valued |= {stem("end")} if found.period else set()
    if "cause of concern" in asked.understood.families[1:]:
        causes = (i for i in asked.register.items if i.family == "cause of concern")
        valued |= {s for i in causes for s in stems(f"{_above(asked, i)} {i.area} {i.text.value}")}
    valued |= {stem(w) for w in said for v in found.owners if any(_says(w, s) for s in stems(v))}
    taken = ASKING | _MONTHS | _NUMERALS | valued | asked.naming
    told = {s for item in items for s in stems(item.text.value)}
    left = {
        stem(term)
        for term in asked.query.terms
        if not term[0].isdigit()
        and (generality(stem(term)) == 1 or stem(term) in told)
        and not _idle(asked, term)
    }
    topic = {s: asked.query.weights.get(s, 1.0) for s in left - taken}
    return Slots(
        found.priorities,
        found.owners,
        found.addressees,
        found.areas,
        found.forces,
        found.period,
        found.superlative,
        topic,
    )


def _above(asked: Asked, item: Item) -> str:
    """The heading under which an item stands."""
    return asked.reports[item.report].by_id[item.sources[0].section].heading


def _idle(asked: Asked, term: str) -> bool:
    """Whether a word is everyday English that no report uses: it says nothing of the topic."""
    everyday = is_common(term) or is_slip(term) or len(term) < _ABBREVIATED
    return term in asked.query.unknown and everyday


def _priorities(text: str, items: Sequence[Item]) -> set[str]:
    held = {fold(p.value) for item in items for p in item.priorities if len(p.value) < 40}
    said = {value for value in held if re.search(rf"\b{re.escape(value)}s?\b", text)}
    plain = {"high", "medium", "low"}
    graded = bool(_GRADING.search(text)) or re.search(
        rf"\b(?:{'|'.join(plain)})\b(?: \w+)? (?:actions?|ones?|recommendations?|items?)", text
    )
    return said if graded else said - plain


def _posts(text: str, held: Iterable[str], naming: AbstractSet[str]) -> set[str]:
    """The posts, bodies or teams that a question names, in full, shortened or by initials.

    A word that names a report, such as `vetting`, names no post by itself.
    """
    values = {value: set(stems(value)) - _SMALL for value in held if len(value) < 120}
    counts = Counter(s for names in values.values() for s in names)
    weight = {s: math.log(1 + len(values) / n) for s, n in counts.items()}
    said = {}
    for value, names in values.items():
        told = {s for s in names if any(_says(word, s) for word in words(text))}
        told |= _initialled_in(value, text)
        if len(told) == 1 and told <= naming:
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
    """
    short = word.removesuffix("s")
    return stem(word) == name or (len(short) >= _ABBREVIATED and name.startswith(short))


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
            if "".join(w[0] for w in names[:end]) in spoken:
                found |= set(stems(" ".join(names[:end])))
    return found


def _addressees(asked: Asked, items: Sequence[Item], posts: set[str]) -> set[str]:
    """The bodies, other than forces at large and the posts named, that a question addresses."""
    text = re.sub(r"^who\b.*", "", fold(asked.understood.text))
    own = {s for r in asked.reports.values() for s in stems(f"{r.force} the force all")}
    spoken = set(stems(text)) | {
        s for short, name in asked.query.expansions.items() if short in stems(text) for s in name
    }
    held = {a: set(stems(_NARROWED.split(a)[0])) - own for i in items for a in i.addressees}
    return {
        fold(a) for a, said in held.items() if len(said) > 1 and said <= spoken and said - posts
    }


def _areas(asked: Asked, spoken: frozenset[str], items: Sequence[Item]) -> set[str]:
    """The areas of items that a question names, each by most of its words."""
    held = {fold(item.area): set(stems(item.area)) - _SMALL for item in items if item.area}
    if len(held) < 2:
        return set()
    spoken = spoken - asked.naming - FAMILY
    share = {area: len(names & spoken) / len(names) for area, names in held.items() if names}
    return {area for area, part in share.items() if part >= _AREA}


FAMILY = frozenset(stems("action recommendation area improvement cause concern"))
"""Stems of the names of families of items."""


def _period(asked: Asked, text: str) -> tuple[date, date] | None:
    """The days between which the items meant fall due, where the question says so."""
    said = asked.understood
    if not _FALLS.search(text) or "past due" in said.wants:
        return None
    if year_end := _YEAR_END.search(text):
        return date.min, date(int(year_end[1]), 12, 31)
    if said.month and not said.on:
        first, last = said.month
        until = re.search(r"\b(?:by|before|until) (?:the )?(?:end of )?(?=[a-z]+ 20\d\d)", text)
        return (date.min, last) if until else (first, last)
    if said.on and _UNTIL.search(text):
        return date.min, said.on
    if said.on and re.search(r"\bdue\b|\bdeadline|fall", text):
        return said.on, said.on
    return None


_STRETCH = r"(?! (?:\w+ months?|half|quarter)\b)"
_END = re.compile(
    rf"\b(?P<last>latest|furthest|last{_STRETCH}|final|longest)\b"
    rf"|\b(?P<first>next|first{_STRETCH}|earliest|soonest|nearest)\b"
)


def _superlative(text: str) -> str:
    named = _END.search(text)
    asks = re.search(r"deadline|\bdue\b|date|\bfalls?\b", text)
    if not named or not asks:
        return ""
    return "last" if named["last"] else "first"
