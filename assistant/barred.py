"""Sentences that cannot answer, however alike: they tell of another period, or name nobody."""

from __future__ import annotations

import re

from corpus.conflict.printed import NUMBERS
from corpus.extract import GRADES
from corpus.piece import DATE, MONTHS, fold
from index.english import is_word
from index.search import Query
from index.terms import ASKING, content, content_stems, generality, stem, stem_set, stems

_FISCAL = re.compile(r"\b(20\d\d)\s?[/–-]\s?(?:20)?(\d\d)\b")
_QUARTER = re.compile(r"\b(?:quarter\s?([1-4])|q([1-4])|(first|second|third|fourth) quarter)\b")
_PLACES = {"first": "1", "second": "2", "third": "3", "fourth": "4"}
_POST = r"(?:[a-z]+ ){0,3}?(?:chief constable|commissioner|superintendent|inspector|sergeant|officer|manager|director|executive|auditor|chair|head|lead|dcc|acc|pcc)"
_CALLED = re.compile(
    rf"\bnames? of (?:the |our |their )?(?P<post>{_POST})|(?P<who>{_POST})(?:'s|’s) name\b"
    rf"|\bwhat(?:'s|’s| is) (?:the |our |their )?(?P<said>{_POST})\b.{{0,40}}\b(?:called|named)\b"
)
_FIRM = re.compile(
    r"\b(?:which|what|name of the) (?:company|firm|supplier|contractor|provider|charity|consultan\w+)\b"
)
_TRADES = re.compile(
    r"\b(?:company|firm|supplie[rsd]+|contract\w*|provide[rsd]+|ltd|limited|llp|plc|group|trust|charity|partnership|services)\b"
)
_CAPITAL = (
    rf"(?!(?:{MONTHS}|I|The)\b)"
    r"[A-Z][\w&’'-]+"
)
_NAMED_FIRM = re.compile(
    rf"(?:\b(?:by|from|with|called|named|company|firm|supplier|provider|contractor"
    rf"|charity|consultants?|partner),? (?:the |an? )?)({_CAPITAL}(?: {_CAPITAL})*)(?! (?:Police|Constabulary))"
    rf"|({_CAPITAL}(?: {_CAPITAL})* (?:Ltd|Limited|LLP|plc|PLC|Inc|Group|Trust|Partnership|Solutions|Systems))\b"
    rf"|(?:^|[.;:] )({_CAPITAL}(?: {_CAPITAL})*) (?:supplies|provides|runs|employs|won|built|has|holds|makes|was)\b"
)
"""Where the name of a firm may stand in a sentence."""
_RANK = r"(?!(?:Assistant|Deputy|Chief|Detective|Police|Temporary|Acting|Head|Joint|Crime|The)\b)"
_PERSON = rf"(?:(?:Mr|Mrs|Ms|Dr|Sir|Dame) )?{_RANK}[A-Z][a-z]+ {_RANK}[A-Z][a-z]+"
_POSTS = re.compile(r"\((?:[A-Z][\w&-]+(?: and | )?){1,4}\)")
"""What a post is for, in brackets after it."""
_MONTHS = MONTHS.casefold()
_MONTH = re.compile(rf"\b({_MONTHS}) (20\d\d)\b")
_IN_MONTH = re.compile(
    rf"(?:(?<=\bin )|(?<=\bof )|(?<=\bfor )|(?<=\bduring )|(?=(?:{_MONTHS}) 20))({_MONTHS})\b(?: (20\d\d)\b)?"
)
"""A month with its year, or without one after a word that makes it a time."""
_YEAR_OF = re.compile(r"(?<![/–-])\b(20\d\d) ([a-z]{3,})(?: ([a-z]{3,}))?")
_OF_YEAR = re.compile(r"\b([a-z]{3,}) (?:of|in|for|from) (20\d\d)\b(?![/–-])")
_OCCASION = re.compile(
    r"\b(?:meeting|session|report|inspection|letter|board|minutes|visit|committee|audit|plan|response|paper"
    r"|panel|draft|publish\w*|publication|since|after|before|by|until|from|between|due)\b"
)
"""Words beside a month that say when a report came out, or from or up to when something holds."""
_FORCE = re.compile(r"\b([A-Z][a-z]+) (?:Police|Constabulary)\b")
_KINDS = frozenset({"police", "constabulary"})
"""What every force is, besides its name."""
_GRADED = re.compile(
    r"\bgrad(?:es?|ed|ing)\b(?! (?:ones?|twos?|threes?|\d)\b)|\brated\b|\bjudged\b"
)
_WHAT_GRADE = re.compile(r"(?:and |so )*(?:what|which) grade\b")
_GRADE = re.compile(rf"\bgrad|\b(?:{'|'.join(map(re.escape, GRADES))})\b")
_AREA = re.compile(
    r"\b(?:for|at|on|in)\b(?! the (?:peel|report|inspection))(?P<area>.*?)(?: (?:in|by|from|under) (?:the |our |your |its )?(?:\w+ )?(?:peel|hmic\w*|inspect\w+|report|audit)\b.*)?$"
)
_FORMER = re.compile(
    r"\b(?:previous|earlier|prior) (?:peel|inspection|round|cycle|report|grade)"
    r"|\b(?:before this one|the one before|before that)\b|\bused to (?:be|get|have)\b"
)
_MONEY_ASKED = re.compile(
    r"\bhow much (?:money|funding|cash)\b"
    r"|(?<!by )\bhow much (?:has|have|had|did|does|do|is|are|was|were|will|would)\b.*\b(?:put|spen[dt]\w*|pay|paid|give|gave|given"
    r"|set aside|invest\w*|contribut\w*|cost|charge[sd]? for|earn|worth)\b"
    r"|\b(?:salary|pay (?:packet|rate)|budget for)\b|\bwhat does .{3,60} (?:earn|cost|get paid)\b"
)
_SIZE_ASKED = re.compile(
    r"\bhow (?:big|large|high|long|far|fast|old|tall|wide|heavy) (?:is|are|was|were)\b"
)
_AMOUNT = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|half|quarter"
    r"|double|twice|year|month|week|day|hour|minute|no figure|not known|unknown)s?\b"
)
_MONEY = re.compile(
    r"£|\bpounds?\b|\bmillion\b|\bpence\b|\b(?:no|any|extra|without) (?:\w+ )?(?:costs?|money|charge|funding)\b"
    r"|\bfree\b|\bcosts?\b|\bfund(?:s|ed|ing)?\b|\bpaid\b|\bmoney\b|\bsalar"
)
_BOUND = re.compile(
    r"(?:%|\bper ?cent\w*|\bshare\b|\bproportion\b|\bhow many\b|\bnumber of\b).*"
    r"\b(?:within|inside|under|over|(?:more|less|longer|fewer) than|at least)"
    rf" (?P<n>\d{{1,4}}|{'|'.join(NUMBERS[1:])}) (?:second|sec|minute|min|hour|day|week|month|year|mile)s?\b"
)
"""How much of a thing keeps to a length that the question names."""
_ORDER = "second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|2nd|3rd|[4-9]th|10th"
_FIGURES = (
    (_MONEY_ASKED, _MONEY),
    (_SIZE_ASKED, _AMOUNT),
    (re.compile(r"\bby how much\b|\bhow much (?:more|less|higher|lower|longer|bigger)\b"), _AMOUNT),
    (
        re.compile(r"\bhow (?:often|frequently|regularly)\b"),
        re.compile(
            r"\b(?:every|each|per|an?) (?:other |second |third |few |\w+ )?(?:day|week|fortnight|month|quarter|year|hour|shift|meeting)s?\b|\b(?:once|twice|times|daily|weekly|fortnight\w*|monthly|quarterly|yearly|annual\w*"
            r"|regular\w*|frequent\w*|rout?inely|always|never|rarely|seldom|continu(?:ous|al)\w*|cycle|intervals?|per ?cent\w*|out of|half|most|all"
            r"|biannual\w*|biennial\w*)\b|%|\b\d+ (?:of|in) (?:the |every |these |those )?\d"
        ),
    ),
    (
        re.compile(r"\bwho(?:'s|s| is| was)? (?:chair(?:s|ed|ing)?|the chair)\b"),
        re.compile(r"\bchair"),
    ),
    (re.compile(r"\bin (?:pounds|£)|\bhow many pounds\b"), re.compile(r"£|\bpounds\b|\bpence\b")),
    (
        re.compile(
            r"(?<![\d.])%(?! \w+ is\b)|\bpercentage (?:of|were|was|are|is)\b|\bwhat per ?cent\b"
        ),
        re.compile(
            r"%|\bper ?cent|\b(?:half|thirds?|quarters?|fifths?|tenths?|majority|most|all|none|every|each|no)\b"
            r"|\b[\w,]+ (?:in|of|out of) (?:the |every |our |its )?(?:\d|(?:two|three|four|five|six|seven|eight|nine|ten)\b)"
        ),
    ),
    (
        re.compile(r"(?<!above )(?<!below )(?<!than )\b(?:average|median)\b(?= [a-z]+ [a-z])"),
        re.compile(r"\b(?:average\w*|means?|medians?|typical\w*|usual\w*)\b"),
    ),
    (
        re.compile(
            rf"\b(?:{_ORDER})[ -](?:worst|best|most|least|largest|biggest|smallest|(?:high|low|long|short|old|new|few|fast|slow)est)\b"
        ),
        re.compile(rf"\b(?:{_ORDER}|runners?[ -]up)\b"),
    ),
    (
        re.compile(r"\b(?:dates?|when|what (?:day|time)) (?:\w+ ){0,4}?next\b"),
        re.compile(
            r"\bnext\b|\b(?:forthcoming|upcoming|future|scheduled|planned|due|will)\b"
            r"|\bto (?:be held|take place|meet)\b"
        ),
    ),
    (
        re.compile(
            r"\bwho(?:'s|s| is| are| was| were)? (?:all |else )?(?:on|sits? on|(?:a )?members? of|belongs? to)\b"
            r"|\b(?:members|membership|make-?up) of\b.*\b(?:group|board|panel|committee|team|party|forum)\b"
        ),
        re.compile(
            r"\bmember|\bcompris|\bmade up\b|\bconsist|\bcompos|\battend|\bpresent:|\bsits?\b|\brepresentat|\bchair"
        ),
    ),
)
"""A kind of figure, or a place in an order, that is asked for, and what holds one such."""
_PAST = re.compile(
    r"\b(?:previous\w*|last|earlier|since|before|was|were|had|from|improv\w+|declin\w+|worse|better|remain\w*|still|again)\b"
)
_BESIDE_MONTH = 24
"""Characters before and after a month in which such a word is looked for."""
_PROPER = re.compile(r"(?<=[\w,;’'] )(?P<name>[A-Z][a-z][\w-]+?)(?:['’]s)?(?=[\s,.?!;)]|$)")


def is_barred(question: str, text: str, place: str) -> bool:
    """Whether a sentence cannot answer a question; `place` is its heading path and report."""
    said = fold(question), fold(text), fold(place)
    another = _of_another_period(*said) or _is_no_grade(question, *said[1:])
    return another or _names_none(question, text)


def lacks_amount(question: str, text: str) -> bool:
    """Whether a kind of figure is asked for, or a place in an order, and a text holds none such.

    >>> lacks_amount("How big is the bonus that they pay?", "They pay a bonus.")
    True
    >>> lacks_amount("which store is second worst?", "Penholt is the worst store.")
    True
    """
    asked, told = fold(question), fold(text)
    lacks = any(asks.search(asked) and not holds.search(told) for asks, holds in _FIGURES)
    bound = _BOUND.search(asked)
    return lacks or (bound is not None and not _is_said(bound["n"], told))


def _is_said(number: str, told: str) -> bool:
    """Whether a folded text has a number, in figures or in words."""
    n = NUMBERS.index(number) if number in NUMBERS else int(number)
    either = [str(n), *NUMBERS[n : n + 1]]
    return bool(re.search(rf"(?<![\d.,])(?:{'|'.join(either)})(?![.,]?\d)\b", told))


def lacks_graded(query: Query, text: str) -> bool:
    """Whether an area's grade is asked for and a text, with its headings, grades no such area."""
    asked = fold(query.text).partition(" (")[0]  # without what a follow-up leaves out
    area = _AREA.search(asked)
    if not _GRADED.search(asked) or not area:
        return False
    said = content_stems(area["area"]) - ASKING
    topic = {s for s in said if generality(s) == 1}
    held = stem_set(text)
    return bool(topic) and not any(query.credit(s, held) >= _SAME for s in topic)


_SAME = 0.6
"""How alike a word must be to one of an area's to name it."""


def proper_names(question: str) -> frozenset[str]:
    """The folded names in a question that are no words of English: of forces, of places.

    >>> sorted(proper_names("How many staff work on Penholt's wanted desk?"))
    ['penholt']
    >>> sorted(proper_names("Penholt Constabulary grade for custody?"))
    ['penholt']
    """
    found = {fold(m["name"]) for m in _PROPER.finditer(question)}
    forces = {fold(name) for name in _FORCE.findall(question)}
    return frozenset(
        name
        for name in found | forces
        if name not in _KINDS and (not is_word(name) or name in forces)
    )


def asks_name(question: str) -> bool:
    """Whether a question asks what somebody is called."""
    return bool(_CALLED.search(fold(question)))


def _of_another_period(question: str, text: str, place: str) -> bool:
    """Whether a sentence tells of years or quarters and none is the one that is asked for.

    >>> _of_another_period("budget for 2026/27", "a budget of £1.45m for 2025/26", "")
    True
    """
    return any(
        asked and told and not asked & (told | of(place))
        for of in (_years, _quarters)
        for asked, told in [(of(question), of(text))]
    ) or (
        _of_another_year(question, text)
        or _of_another_month(question, text, place)
        or _of_another_edition(question, text, place)
    )


def _of_another_year(question: str, text: str) -> bool:
    """Whether a sentence tells of the month that is asked for, but of other years only.

    >>> _of_another_year("calls in the year to september 2025", "the year to 30 september 2024")
    True
    """
    told = _MONTH.findall(text)
    return any(
        month in {m for m, _ in told} and (month, year) not in told
        for month, year in _MONTH.findall(question)
    )


def _of_another_month(question: str, text: str, place: str) -> bool:
    """Whether a sentence tells of other months than the one in which the question asks for a thing.

    >>> _of_another_month("calls given up in march 2026", "18.4 percent of calls in february 2026", "")
    True
    >>> _of_another_month("what was said at the meeting in march 2026", "open in may 2026", "")
    False
    """
    asked = {
        found.groups("")
        for found in _IN_MONTH.finditer(question)
        if not _OCCASION.search(question[max(found.start() - _BESIDE_MONTH, 0) : found.start()])
        and not _OCCASION.search(question[found.end() : found.end() + _BESIDE_MONTH // 2])
    }
    told = {found.groups("") for found in _IN_MONTH.finditer(text)}
    if not asked or not told or _meet(asked, told):
        return False
    measured = bool(re.search(r"\d", _IN_MONTH.sub(" ", DATE.sub(" ", text))))
    return measured or not _meet(asked, {found.groups("") for found in _IN_MONTH.finditer(place)})


def _meet(asked: set[tuple[str, ...]], told: set[tuple[str, ...]]) -> bool:
    """Whether two sets of months share one; a month without a year is of any."""
    return any(
        month == other and (year == its or not (year and its))
        for month, year in asked
        for other, its in told
    )


def _of_another_edition(question: str, text: str, place: str) -> bool:
    """Whether a sentence tells of a thing of other years only than the one that is asked for.

    >>> _of_another_edition("in the 2024 precept survey", "of the 2025 precept survey, 46%", "")
    True
    >>> _of_another_edition("the 2024 survey", "surveys of 2024 and 2025", "")
    False
    """
    told = {thing for _, thing in _editions(text)}
    return any(
        thing in told and year not in text and year not in place
        for year, thing in _editions(question)
    )


def _editions(words: str) -> set[tuple[str, str]]:
    """The years that are named beside a thing, with the stem of the thing: `the 2024 survey`."""
    bare = _MONTH.sub(" . ", DATE.sub(" . ", words))
    before = {(m[1], w) for m in _YEAR_OF.finditer(bare) for w in (m[2], m[3]) if w}
    after = {(m[2], m[1]) for m in _OF_YEAR.finditer(bare)}
    return {(year, stem(word)) for year, word in before | after if content(word)}


def _is_no_grade(question: str, text: str, place: str) -> bool:
    """Whether a named force's grade is asked for, or an earlier one, and a sentence has none.

    >>> _is_no_grade("What grade did Ambleford get for custody?", "ambleford has a good fleet", "fleet")
    True
    >>> _is_no_grade("What grade did Ambleford get for custody?", "it is good at custody", "elverton")
    True
    """
    question = question.partition(" (")[0]  # without what a follow-up leaves out
    asked = fold(question)
    if not _GRADED.search(asked):
        return False
    if _FORMER.search(asked) and not _PAST.search(text):
        return True
    if _WHAT_GRADE.match(asked) and not _GRADE.search(text):
        return True
    names = proper_names(question)
    area = _AREA.search(asked)
    if not names or not area:
        return False
    topic = content_stems(area["area"]) - {stem(name) for name in names}
    if any(name not in f"{place} {text}" for name in names):
        return True
    held = topic & set(stems(f"{place} {text}"))
    return not _GRADE.search(text) or 2 * len(held) < len(topic)


def _years(words: str) -> set[str]:
    return {f"{first}/{last}" for first, last in _FISCAL.findall(words)}


def _quarters(words: str) -> set[str]:
    found = (m[1] or m[2] or _PLACES[m[3]] for m in _QUARTER.finditer(words))
    return set(found)


def _names_none(question: str, text: str) -> bool:
    """Whether a name is asked for and a sentence holds none.

    >>> _names_none("which company supplies the nurses", "A company supplies the nurses.")
    True
    >>> _names_none("name of the chief constable", "The Chief Constable, Ann Example, said no.")
    False
    """
    if _FIRM.search(fold(question)):
        told = re.sub(r"\([^)]*\)", "", text)
        names = [name for found in _NAMED_FIRM.findall(told) for name in found if name]
        named = [name for name in names if fold(name) not in fold(question)]
        return not (named and _TRADES.search(fold(text)))
    called = _CALLED.search(fold(question))
    if not called:
        return False
    post = re.escape((called["post"] or called["who"] or called["said"]).split()[-1])
    of = r"(?: (?:of|for) [\w &-]{2,40}[,:–])"
    beside = (
        rf"(?i:{post}){of}?\W+(?:is |was )?{_PERSON}"
        rf"|{_PERSON}\W+(?:is |was )?(?:the )?(?:[\w-]+:? ){{0,3}}(?i:{post})"
    )
    return not re.search(beside, _POSTS.sub("", text))
