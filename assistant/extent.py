"""Of how much a clause speaks, all, most, some, so many of so many: and whether of more."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.clause import Clause
from assistant.lexeme import lexemes
from assistant.numeral import TO_TEN
from assistant.polarity import EXCEPT, PARTLY, denied, excepted
from assistant.quantity import same_number
from index.terms import content, stem

_NUMBER = "|".join(TO_TEN)
_ALL = re.compile(
    r"\b(?:all|full|fully|per(?! cent)|every|each(?! other)|always|entire|whole|everyone"
    r"|everybody|overall|everywhere"
    r"|across the (?:force|county|country|area|region|board|organisation)|throughout)\b"
)
_MUCH = re.compile(
    r"\b(?:(?<!the )most|mostly|majority|largely|mainly|generally|usually|normally"
    r"|typically|tends?|tended|commonly|ordinarily|predominantly|in general"
    r"|(?<!how )many|numerous|regularly|frequent\w*|often)\b"
)
_SOME = re.compile(
    r"\b(?:some|several|(?<!too )few|certain|sometimes|occasional\w*|partly|in part|partial\w*"
    r"|minority|a number of|a handful of|one or two|a couple of"
    r"|small (?:number|minority|proportion|share))\b"
)
_ONE = re.compile(
    r"\b(?:in|at) one \w+|(?:^\W*|\b(?:just|only) )one (?!of|in|\w+ in )\w+|\ba single \w+"
)
_CONDITION = re.compile(r"\b(?:before|once|must agree|must approve|needs?|requires?)\b")
_DUTY = re.compile(r"\b(?:should|must|ought|expect\w*|required?|requires|has to|have to|will)\b")
_ALWAYS = re.compile(r"\b(?:all|always|entire|whole|overall|everywhere|throughout|across)\b")
"""A duty about the things of a kind is about each of them."""
_NONE = re.compile(r"\b(?:none of|not (?:one|any|a single)\b(?! of the \d))")
_NO = re.compile(
    r"^\W*no \w|\b(?:none|nobody|nothing|neither|never|nil|zero|not (?:one|any|a))\b"
    r"|n't (?:\w+ )?any\b"
)
_SELDOM = re.compile(r"\b(?:rare|rarely|seldom|hardly|scarcely)\b")
_LIMITS: Mapping[str, re.Pattern[str]] = {"all": _ALL, "much": _MUCH, "some": _SOME, "one": _ONE}
_ONLY = re.compile(
    rf"\b(?:except\w*|only(?! (?:\d|half|{_NUMBER}))|unless|excluding|apart from|other than"
    r"|though not|but not|save|if|alone|depend\w*|subject to)\b"
)
_PART = re.compile(
    r"\b([\w,.%]+(?: (?:thirds?|quarters?|halves))?) (?:of|out of) "
    rf"(?:(?:the|our|its) (?:other |remaining )?(?=\d|{_NUMBER})|(?=\d|them\b|these\b))"
    r"|\bof (?:the |our |its )?\d+ [^,]{1,40} , ([\w-]+)\b"
    r"|\b((?:an?|one|two) (?:third|thirds|quarter|quarters|half)|half) of\b"
)
"""`41 of the 50`, `of the 18 officers, five`, `two thirds of them`."""
_OF_THEM = re.compile(rf"(?:\d|\b(?:{_NUMBER}))\W* of (?:them|these)\b")
_SAMPLED = re.compile(r"\b(?:sampled|tested|reviewed|examined|checked|looked at|covered)\b")
_LIMITED = re.compile(r"\b(?:most|many|some|several|few|fewer|more|majority|all|every|each)\b")
_COMPARED = re.compile(
    r"\b(?:rates?|proportion|shares?|percentage|figures?|r[io]se|ris(?:en|ing)|grow\w*|grew"
    r"|increas\w+|fell|fall\w*|drop\w*|decreas\w+|declin\w+|above|below|higher|lower|exceed\w*|more"
    r"|fewer|less|most|many|some|several|few|majority|standard|target|all|not|no|never|late|better"
    r"|worse|short)\b"
)
"""Where one of these stands, a share need not be told."""


def widened(said: Clause, held: Clause, whole: Clause) -> bool:
    """Whether a clause speaks of more than what it rests on.

    Args:
        said: The clause of the sentence.
        held: The clause of the evidence that it rests on.
        whole: That clause with those that belong to it.
    """
    return (
        _raised(said, held, whole)
        or _limit_lost(said, held)
        or _part_lost(said, held)
        or _exception_lost(said, held)
    )


def uncounted(said: Clause, held: Clause) -> bool:
    """Whether a clause says of all what the evidence says of a share or of so many."""
    counts = any(one.kind == "number" for one in said.lexemes)
    if _OF_THEM.search(held.bare) and not counts:
        return not _COMPARED.search(said.bare.replace(" not ", " "))
    if not counts and _opens_with_counted(said, held) and not _LIMITED.search(said.bare):
        return True
    shares, told = (any(o.value.endswith("%") for o in c.lexemes) for c in (held, said))
    if sum(one.kind == "number" for one in said.lexemes) > 1:
        return False
    same = len(said.stems & held.stems) > 2
    return shares and not told and same and not _COMPARED.search(said.bare)


def _limits(clause: Clause) -> set[str]:
    return {name for name, limit in _LIMITS.items() if limit.search(clause.bare)}


def _raised(said: Clause, held: Clause, whole: Clause) -> bool:
    """Whether `all` or `most` stands in the clause alone."""
    own, there = _limits(said), _limits(held) | _limits(whole)
    if _NONE.search(said.bare) and not _NO.search(whole.bare):
        return True
    if _DUTY.search(said.bare) and _DUTY.search(held.bare) and not _ALWAYS.search(said.bare):
        own = own - {"all"}
    if "all" in own and "all" not in there and not PARTLY.search(said.bare):
        return True
    return "much" in own and "much" not in there and not _PART.search(held.bare)


def _limit_lost(said: Clause, held: Clause) -> bool:
    """Whether `partly`, `seldom`, `one`, `some` or `most` is gone."""
    own, theirs = _limits(said), _limits(held)
    if re.search(r"\b(?:such|the same|about how|about whether)\b", said.bare):
        return False
    if PARTLY.search(held.bare) and not (own - {"all"} or PARTLY.search(said.bare)):
        return True
    if _SELDOM.search(held.bare) and not (_SELDOM.search(said.bare) or denied(said)):
        return True
    if "one" in theirs and "one" not in own:
        return True
    counted = any(value.kind == "number" for value in said.values)
    if "some" in theirs and not (own - {"all", "much"} or counted):
        return True
    return "much" in theirs and not (own - {"all"} or counted or "not all" in said.bare)


def _part_lost(said: Clause, held: Clause) -> bool:
    """Whether the part that is spoken of is gone: `41` of `41 of the 50`."""
    parts = {
        value.value
        for found in _PART.finditer(held.bare)
        for value in lexemes(found[1] or found[2] or found[3])
        if value.kind == "number"
    }
    own = {value.value for value in said.values if value.kind == "number"}
    sampled = bool(own) and bool(_SAMPLED.search(said.bare))
    limited = _limits(said) - {"all"} or "not all" in said.bare
    counts = sorted(float(value) for value in own if value.isdigit())
    if len(counts) > 1 and any(
        same_number(p, f"{100 * counts[0] / counts[-1]:.1f}%") for p in parts
    ):
        return False
    told = all(any(same_number(value, part) for value in own) for part in parts)
    shares = any(value.endswith("%") for value in own)
    return not (told or sampled or limited or shares)


def _exception_lost(said: Clause, held: Clause) -> bool:
    """Whether an exception or a condition is gone."""
    found = _ONLY.search(held.bare)
    if found is None or _ONLY.search(said.bare) or EXCEPT.search(said.bare) or denied(said):
        return False
    if _CONDITION.search(said.bare):
        return False
    if found[0] == "only":
        follows = {stem(word) for word in held.bare[found.end() :].split()[:2]}
        return not follows <= said.stems
    return not excepted(held) & said.stems


def _opens_with_counted(said: Clause, held: Clause) -> bool:
    """Whether a clause opens with a bare plural of which the evidence tells so many."""
    opens = {one.value for one in said.lexemes[:3] if one.kind == "word"}
    bare = bool(said.lexemes) and bool(content(said.lexemes[0].low))
    counted = {
        two.value
        for n, one in enumerate(held.lexemes)
        if one.kind == "number"
        for two in held.lexemes[n + 1 : n + 4]
        if two.low.endswith("s") and content(two.low)
    }
    return bare and bool(counted & opens)
