"""By what a text names items: their family, their number, or the set that they are of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.leaning import points_back
from assistant.numeral import DIGITS, ORDINALS
from corpus.label import FAMILIES
from corpus.piece import fold

_ASKED_FOR = r"(?:agreed|recommended|asked for|required|to be done|(?:to be )?improved)"
_UNNAMED = re.compile(
    rf"\b(?:everything|anything|all|whatever|what|which things?|the things?|the full set)\b(?: that| which)?(?: \w+){{0,3}}? (?:was|were|is|are|has been|have been|had been|got|needs?|wants?) (?:\w+ )?{_ASKED_FOR}\b"
    r"|\bwhat (?:did|do|does|has|have|had) (?:\w+ ){1,4}?(?:recommend(?:ed)?|ask(?:ed)? for|want(?:ed)?(?: \w+)? (?:improved|done|changed|to improve)|agree(?:d)? to do)\b"
    r"|\bwhat\b.{0,60}\b(?:ask|tell|told|want|expect|require)(?:ed|s)? .{0,40}\bto (?:improve|do|fix|put right|change|sort out)\b"
    r"|\b(?:which|how many|all|any|list|what|whats|the) (?:[\w'-]+ ){0,4}?(?:items|points|commitments|asks)\b"
    r"|\bwhat (?:needs|has|have|is|are|does|do)\b.{0,40}\b(?:improving|to improve|to be improved|need to do)\b"
)
"""How all that a report asks for is named without a family's name."""
_OF_SET = rf"(?: \w+){{0,3}}? (?:{'|'.join(FAMILIES.values())}|recs?|ones?|sets?|lists?|reports?|inspections?|audits?|meetings?)\b"
_NEW = re.compile(
    rf"\b(?:new|newer|newest|fresh|latest|further){_OF_SET}|\bold (?:and|or) new\b|\bnew (?:and|or) old\b|\bin (?:this|the progress) report\b|\b(?:are|is|were) new\b",
    re.IGNORECASE,
)
_OLD = re.compile(
    rf"\b(?:original|earlier|old|previous){_OF_SET}|\bfirst report\b|\bold (?:and|or) new\b|\bnew (?:and|or) old\b",
    re.IGNORECASE,
)
"""How the newer or the older of two sets of items is named."""
_ITEMS = re.compile(r"\b(?:items|points|entries)\b")
"""What items are called of whatever family."""
_COMPOUND = r"(?!(?:\w)| (?:plans?|logs?|trackers?|groups?|boards?|fraud|teams?)\b)"
"""What makes of a family's name a name for something else: `action plan`."""


def families_in(folded: str) -> tuple[str, ...]:
    """The families of items that a folded text names.

    >>> families_in("how many afis and recs?"), families_in("the action plan")
    (('recommendation', 'area for improvement'), ())
    """
    found = []
    rest = folded
    for family, terms in FAMILIES.items():
        long = "|".join(
            t for t in terms.split("|") if len(t) > 4 or t in {"AFIs?", "MA", r"Rec\.?", "CoC"}
        )
        said = rf"\b(?:{long}|{'recs?' if family == 'recommendation' else long})(?=\s*\d|\b){_COMPOUND}"
        if re.search(said, rest, re.IGNORECASE):
            found.append(family)
            rest = re.sub(said, " ", rest, flags=re.IGNORECASE)
    return tuple(found)


def numbers_in(folded: str) -> tuple[str, ...]:
    """The numbers of items that a folded text names.

    >>> numbers_in("recommendations 1, 2 & four"), numbers_in("after 4pm")
    (('1', '2', '4'), ())
    """
    terms = "|".join(
        [
            *FAMILIES.values(),
            "recs?",
            "number",
            r"(?<!ha[sd] )(?<!have )(?<!with )(?<!are )(?<!is )(?<!got )no",
        ]
    )
    digits = re.sub(r"\b(" + "|".join(DIGITS) + r")\b", lambda m: DIGITS[m[1]], folded)
    digits = _counted(digits, terms)
    more = r"((?:\s*(?:,|and|&|or)\s*\d{1,2}\b)*)"
    said = rf"\b(?:{terms})[\s.-]*(?:no\.?\s*|number\s+)?(\d{{1,2}}[a-z]?)\b{more}"
    found: list[str] = []
    for match in re.finditer(said, digits, re.IGNORECASE):
        groups = [g for g in match.groups() if g]
        found += [n for g in groups for n in re.findall(r"\d{1,2}[a-z]?", g)]
    return tuple(dict.fromkeys(found))


def families_meant(layers: Sequence[str]) -> tuple[str, ...]:
    """The families named, in what was said before only where the question itself names no items."""
    told = layers[:1] if _ITEMS.search(fold(layers[0])) else layers
    return next(filter(None, map(families_in, map(fold, told))), ())


def numbers_meant(layers: Sequence[str]) -> tuple[str, ...]:
    """The numbers named, in what was said before only where the question does not name a family."""
    told = layers[:1] if asks_for_family(layers[0]) else layers
    found = [numbers for layer in told if (numbers := numbers_in(fold(layer)))]
    several = (numbers for numbers in found if len(numbers) > 1)
    first = found[0] if found else ()
    return next(several, first) if SEVERAL.search(layers[0]) else first


SEVERAL = re.compile(r"\b(?:those|these|both|either|neither)\b", re.IGNORECASE)
"""Speaks of more than one, when the latest that was told may be one of them."""


def asks_for_family(text: str) -> bool:
    """Whether a text asks for items of a family that it names, and of nothing told before.

    >>> asks_for_family("how many recommendations?"), asks_for_family("which of those actions?")
    (True, False)
    """
    return bool(families_in(fold(text))) and not points_back(text)


def names_items(text: str) -> bool:
    """Whether a text itself names a family of items, or one by its number."""
    return bool(families_in(fold(text)) or numbers_in(fold(text)) or re.search(r"\d", text))


def names_all(text: str) -> bool:
    """Whether a text means all that a report asks for, and names no family: `what was agreed`."""
    return bool(_UNNAMED.search(fold(text)))


def names_new(folded: str) -> bool:
    """Whether a folded text means the newer of two sets of items."""
    return bool(_NEW.search(folded))


def names_old(folded: str) -> bool:
    """Whether a folded text means the older of two sets of items."""
    return bool(_OLD.search(folded))


def _counted(folded: str, terms: str) -> str:
    """A folded question with the place of one item behind its family: `recommendation 3`.

    >>> _counted("the third domestic abuse recommendation", "recommendations?")
    'the domestic abuse recommendation 3'
    """
    one = rf"\b(?P<nth>{'|'.join(ORDINALS)}) (?P<said>(?:(?!report|set|of)\w+ ){{0,3}}?)(?P<name>{terms})(?=\W|$)"

    def told(found: re.Match[str]) -> str:
        several = found["name"].endswith("s") or re.search(r"\bdue\b|\bdate|deadline", folded)
        number = ORDINALS.index(found["nth"]) + 1
        return found[0] if several else f"{found['said']}{found['name']} {number}"

    return re.sub(one, told, folded)
