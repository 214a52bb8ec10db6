"""What a question asks of the fields of an item, not of their values: no date, no owner, moved."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.addressee import is_ours, to_us
from corpus.body import body_of
from corpus.conflict.item import unlike
from corpus.conflict.printed import NUMBERS
from corpus.piece import dates, fold
from corpus.register import Field, Item

_LACKS = r"(?:no|without(?: an?| any)?|lack\w*|missing(?: an?)?)"
_NOT = r"(?:\bnot|n['’]t|\b(?:is|are|was|were|has|have|had|do|does|did)nt)"
_HAS_NOT = rf"{_NOT} (?:been )?(?:given|have|got|carry|state|show|name) (?:an? |any )?"
_DATE = r"(?:(?:stated|set|fixed|given|target|completion|due|firm|clear) )*(?:dates?|deadlines?|timescales?)"
_OWNER = r"(?:(?:named|stated|clear|responsible|single) )*(?:owners?|lead officer|leads?)"
_MOVED = r"(?:put (?:back|off)|pushed back|moved|revised|extended|rescheduled|changed|deferred|postponed)"
_REDATED = (
    rf"\b(?:dates?|deadlines?|timescales?|targets?)\b(?: \w+){{0,2}} {_MOVED}\b"
    rf"|\b{_MOVED} (?:(?:the|their|its|due|target|completion) )*(?:dates?|deadlines?|targets?)\b"
)
_MEANT_FOR = r"(?:(?:addressed|directed|down) to|aimed at|meant for|for|falls? (?:to|on))"
_US = r"(?:us|(?:(?:the|all|police|individual) )*(?:forces?|chief constables?|police|constabulary))"
_FOR = r"(?:(?:addressed|directed|apply|applies|apply(?:ing)?|relevant) to|aimed at|meant for|for|on|to)"
_SEVERAL = r"(?:(?:two|three|several|multiple|both|more than one|different|differing|conflicting|disputed|competing) ){1,2}(?:\w+ )?"
_OTHERS = r"(?:(?:other|national|outside|external) (?:bodies|organisations|agencies|people)|others|(?:some|any)(?:one|body) else)"


def _is_none(field: Field) -> bool:
    """Whether a field only says that there is nothing to say: `none set`, `TBC`."""
    return bool(_NONE.search(fold(field.value)))


_NONE = re.compile(
    r"^(?:-|n/?a|tbc|tba|none)$|\bno(?:ne)? (?:\w+ )?(?:date|deadline|set|given|stated|agreed|fixed)\b"
    r"|\bnot (?:yet )?(?:set|given|stated|agreed|fixed)\b|\bto be (?:confirmed|agreed|set)\b"
)


@dataclass(frozen=True, slots=True)
class Trait:
    """A way in which items differ that no value of theirs tells."""

    name: str
    """As an answer tells it."""
    said: re.Pattern[str]
    """How a folded question asks for it."""
    has: Callable[[Item], bool]


TRAITS = (
    Trait(
        "with no date",
        re.compile(
            rf"\b{_LACKS} {_DATE}\b|{_HAS_NOT}{_DATE}\b|\bundated\b|{_NOT} (?:been )?dated\b"
        ),
        lambda item: item.deadline is None and all(map(_is_none, item.deadlines)),
    ),
    Trait(
        "with no owner",
        re.compile(
            rf"\b{_LACKS} {_OWNER}\b|{_HAS_NOT}{_OWNER}\b|\bunowned\b|\b(?:nobody|no-?one|no one) (?:owns|leads)\b"
        ),
        lambda item: not item.owners,
    ),
    Trait(
        "with more than one owner",
        re.compile(rf"\b{_SEVERAL}(?:owners?|leads?|lead officers)\b"),
        lambda item: len(unlike(item.owners, "owners")) > 1,
    ),
    Trait(
        "with more than one date",
        re.compile(rf"\b{_SEVERAL}(?:dates?|deadlines?)\b"),
        lambda item: len(unlike(item.deadlines, "deadlines")) > 1,
    ),
    Trait(
        "with a revised date",
        re.compile(
            rf"{_REDATED}"
            r"|\b(?:given|granted|had|got) (?:an |more )(?:extension|time)\b|\bslipped\b"
        ),
        lambda item: any(item.deadline not in dates(old.value) for old in item.earlier),
    ),
    Trait(
        "with immediate effect",
        re.compile(r"\bimmediate(?:ly)?\b|\b(?:straight|right) away\b|\bat once\b"),
        lambda item: item.deadline_kind == "immediate",
    ),
    Trait(
        "that depend on another",
        re.compile(
            r"\b(?:wait(?:s|ing|ed)?|depend(?:s|ent|ing|ed)?|held up|blocked|contingent|hing(?:es?|ing)"
            r"|stuck|on hold)\b(?: (?:on|for|behind|until|by|upon)\b)?"
            rf"(?: (?:the )?{_OTHERS}\b(?: \w+ing\b)?)?"
        ),
        lambda item: bool(item.depends_on),
    ),
    Trait(
        "for other bodies alone",
        re.compile(
            rf"{_NOT} (?:\w+ )?{_FOR} {_US}(?!['’])\b|\b(?:nothing to do with|other than|apart from) {_US}\b"
            rf"|\b(?:not|n't) (?:ours|our (?:\w+ )?(?:job|problem|responsibility|business))\b"
            r"|\b(?:out of|outside|beyond) (?:our|the force['’]?s) (?:control|hands|gift|power)\b"
        ),
        lambda item: bool(item.addressees) and not to_us(item),
    ),
    Trait(
        "for other bodies",
        re.compile(rf"\b{_FOR} {_OTHERS}\b(?!.*\b(?:us|forces?|chief constables?)\b)"),
        lambda item: not all(map(is_ours, item.addressees)),
    ),
    Trait(
        "for the commissioner",
        re.compile(
            rf"\b(?<!not )(?<!n't ){_MEANT_FOR} (?:the |our )?(?:o?pcc|commissioners?)(?!['’])\b"
        ),
        lambda item: any(body_of(a) == "PCC" for a in item.addressees),
    ),
    Trait(
        "for forces or commissioners",
        re.compile(rf"\b(?<!not )(?<!n't ){_FOR} us\b(?! (?:and|or)\b)|\b(?<!not )ours\b"),
        to_us,
    ),
)
_NEEDED = frozenset(
    (
        "for the commissioner",
        "with more than one date",
        "with a revised date",
        "with immediate effect",
        "for forces or commissioners",
        "that depend on another",
    )
)
"""Those whose words may mean something else: they count only where some item has them."""


def traits(text: str, items: Sequence[Item]) -> tuple[Trait, ...]:
    """The traits that a folded question asks for."""
    waits = next(trait for trait in TRAITS if trait.name == "that depend on another")
    rest = waits.said.sub(" ", text)  # those for whom something waits need not be whom it is for
    said = [t for t in TRAITS if t.said.search(text if t is waits else rest)]
    sure = re.search(_REDATED, text)
    told = [t for t in said if t.name not in _NEEDED or sure or any(map(t.has, items))]
    return (*told, *(t for t in map(_lasting, _WITHIN.finditer(text)) if any(map(t.has, items))))


_WITHIN = re.compile(
    rf"\bwithin (?P<n>\d{{1,3}}|{'|'.join(NUMBERS[1:19])}) (?P<unit>day|week|month|year)s?\b"
)
"""A deadline that is a length of time, as reports print it."""


def _lasting(said: re.Match[str]) -> Trait:
    """To be done within a length of time, whether a figure or a word tells it."""
    length = _length(said)

    def has(item: Item) -> bool:
        printed = (_WITHIN.finditer(fold(field.value)) for field in item.deadlines)
        return any(_length(found) == length for told in printed for found in told)

    return Trait(f"due {said[0]}", re.compile(re.escape(said[0])), has)


def _length(said: re.Match[str]) -> tuple[int, str]:
    number = said["n"]
    return int(number) if number.isdigit() else NUMBERS.index(number), said["unit"]
