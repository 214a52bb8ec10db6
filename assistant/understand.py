"""What a question asks for: a stand-alone wording, the kind of answer wanted, the values named."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer import Question, Turn
from assistant.asking import WANTS, Want, to_come
from assistant.elided import filled
from assistant.member import PLACES, placed, stands_alone
from assistant.period import outside
from assistant.swapped import Alike, swapped
from corpus.label import FAMILIES
from corpus.piece import DATE, dates, fold
from index.terms import content, generality, stem

_PRONOUN = re.compile(
    r"\b(?:it|its|itself|they|them|their|those|these|that one|this one|the other(?: one)?|that"
    r"|he|she|same|ones?|(?:either|neither)(?= (?:of (?:them|those|these)|been|is|are|was|has|have|one)\b))\b"
    r"|(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )\bthere\b(?! (?:is|are|was|were|has|have|will|been|any)\b)",
    re.IGNORECASE,
)
_CONTINUES = re.compile(
    r"^(?:and|but|so|ok(?:ay)?|what about|how about|also|then|same)\b", re.IGNORECASE
)
_MONTH_YEAR = re.compile(
    rf"\b(?:{'|'.join(name.casefold() for name in calendar.month_name if name)})\s+20\d{{2}}\b"
)
_YEARS = re.compile(r"\b(20\d{2})(?:\s?[-/–]\s?(\d{4}|\d{2}))?\b")
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
_SECTION = re.compile(r"(?<![\w'’])s\.? ?(\d{2,3})\b")
"""A section of an act, cut short: `s55`; no possessive: `the audit's 14 strands`."""
_FINANCIAL = re.compile(r"(?<![\d/.-])(?<!\d[.-] )(?P<first>[12]\d)[/-](?P<last>[12]\d)(?![\d/.-])")
"""A financial year, cut short: `25/26`."""
_SHORT_MONTHS = {name[:3].casefold(): name for name in calendar.month_name if name}
_MONTHS = re.compile(
    rf"\b(?P<month>{'|'.join(_SHORT_MONTHS)})t?\b\.?(?=\s*(?:[-–]|to\b|20\d\d|quarter\b|['’]?\d\d\b))(?P<until>\s?[-–]\s?(?=[A-Za-z]))?",
    re.IGNORECASE,
)
"""A month, cut short, before another or a year: `Jan-Mar 2026`."""
_QUARTER = re.compile(r"\b[Qq]([1-4])\b")
_REPLY = re.compile(
    r"\bin (?:reply|response|return)\W*$"
    r"|^(?:did|does|do|has|have|will|would)\b(?: [\w'’-]+){1,4} (?:dis)?(?:agree|accept|object|respond"
    r"|reply|answer|act)(?:e?d)?\W*$"
    r"|^what (?:did|does|do|has|have|will|would|is|are)(?: [\w’'-]+){1,4}"
    r" (?:say|said|saying|think|reply|replied|respond(?:ed)?|answer(?:ed)?|do|done|doing"
    r"|want|wanted|expect|recommend)\W*$"
    r"|\b(?:since|instead|as well|too|either)\W*$|^what (?:will|would|is|was|are|were|happens|happened)\b.*\bthen\W*$"
    r"|^(?:and |so )*(?:who|which|what)(?:['’]?s)? (?:is |was |are |has |have |got )*"
    r"the (?:most|least|fewest|worst|best|latest|earliest|longest|oldest|highest|lowest|biggest)\W*$"
    r"|^who (?:do|should|must|can) (?:i|we) (?:chase|press|phone|ring|email|contact|ask|speak to|talk to)\W*$",
    re.IGNORECASE,
)
"""What answers something that is not named: it was told before."""
_ANSWERED = 40
"""Words of the answer before that a follow-up is read with."""
_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBER_WORDS = {word: str(n) for n, word in enumerate(_COUNTED, start=1)}


@dataclass(frozen=True, slots=True)
class Understood:
    """A question, read."""

    text: str
    """On its own feet: what a follow-up leaves out is put back."""
    context: str
    """The part of it that was put back; empty for a question that stands by itself."""
    layers: tuple[str, ...]
    """The question as asked, then what was said before it, the latest first, if it leans on it."""
    questions: tuple[str, ...]
    """Those of the layers that were asked, not answered."""
    answers: tuple[str, ...]
    """What a follow-up was told before, the latest first; empty for a question of its own."""
    wants: frozenset[Want]
    families: tuple[str, ...] = ()
    """Item families named."""
    unnamed: bool = False
    """Whether what a report asks for is meant, though no family is named: `what was agreed`."""
    numbers: tuple[str, ...] = ()
    """Item numbers named: `3` of `recommendation 3`."""
    years: tuple[str, ...] = ()
    """Years named that are not part of a full date."""
    on: date | None = None
    """A full date that the question names."""
    month: tuple[date, date] | None = None
    """First and last day of a month, or of several, that the question names without a day."""
    as_at: date | None = None
    """The date for which status is wanted."""
    new: bool = False
    """Whether the newer of two sets is meant (`the new recommendations`)."""
    original: bool = False
    clauses: tuple[str, ...] = ()
    """The parts of a question that asks several things; empty when it asks one."""
    of_items: float = 0.5
    """How likely items of the register answer, in [0, 1], where that was judged."""

    @property
    def spoken(self) -> str:
        """All that was asked, folded, without what was answered."""
        return fold(" ".join(self.questions))


def _meant_families(layers: Sequence[str]) -> tuple[str, ...]:
    """The families named, in what was said before only where the question itself names no items."""
    told = layers[:1] if _ITEMS.search(fold(layers[0])) else layers
    return next(filter(None, map(_families, map(fold, told))), ())


def asks_for_family(text: str) -> bool:
    """Whether a text asks for items of a family that it names, and of nothing told before.

    >>> asks_for_family("how many recommendations?"), asks_for_family("which of those actions?")
    (True, False)
    """
    return bool(_families(fold(text))) and not _PRONOUN.search(text)


def _meant_numbers(layers: Sequence[str]) -> tuple[str, ...]:
    """The numbers named, in what was said before only where the question does not name a family."""
    told = layers[:1] if asks_for_family(layers[0]) else layers
    found = [numbers for layer in told if (numbers := _numbers(fold(layer)))]
    several = (numbers for numbers in found if len(numbers) > 1)
    first = found[0] if found else ()
    return next(several, first) if SEVERAL.search(layers[0]) else first


SEVERAL = re.compile(r"\b(?:those|these|both|either|neither)\b", re.IGNORECASE)
"""Speaks of more than one, when the latest that was told may be one of them."""


_ITEMS = re.compile(r"\b(?:items|points|entries)\b")
"""What items are called of whatever family."""


def _in_full(year: re.Match[str]) -> str:
    """A financial year as reports print it; what only looks like one stays as it is.

    >>> _FINANCIAL.sub(_in_full, "last quarter of 25/26, on 12/25")
    'last quarter of 2025/26, on 12/25'
    """
    follows = int(year["last"]) == int(year["first"]) + 1
    return f"20{year[0].replace('-', '/')}" if follows else year[0]


def _month_in_full(said: re.Match[str]) -> str:
    """A month as reports print it.

    >>> _MONTHS.sub(_month_in_full, "Jan-Mar quarter, may be")
    'January to March quarter, may be'
    """
    return f"{_SHORT_MONTHS[said['month'].casefold()]}{' to ' if said['until'] else ''}"


_THANKS = re.compile(
    r"^(?:(?:fair enough|ok(?:ay)?|great|thanks?|thank you|ta|cheers|right|good|perfect|lovely|brilliant"
    r"|h+m+|oh|ah|i see|got it|understood|sure|no problem)(?: (?:ta|thanks|thank you|then))?[,.!;:…]+\s+)+(?=\w)",
    re.IGNORECASE,
)
"""Takes leave of what was answered before it asks."""


_HAS_NOT = re.compile(
    r"\b(?P<aux>do|does|ha[sv]e?)(?:n['’]?t| not)(?: (?:yet|actually|currently))? (?:have|had|got|have got) (?:an?|any|the|their|its|one) (?=\w)",
    re.IGNORECASE,
)
"""`don't have a plan`: read as `have no plan`."""


def _has_no(said: re.Match[str]) -> str:
    """A denial as reports print it.

    >>> _HAS_NOT.sub(_has_no, "who doesn't have a plan and hasn't got a date")
    'who has no plan and has no date'
    """
    return f"ha{'s' if 's' in said['aux'][2:] else 've'} no "


def understand(
    question: Question, today: date, alike: Alike | None = None, *, leans: bool = False
) -> Understood:
    """Read a question with its history; the as-at date is the one named, given, or today.

    Args:
        question: As asked.
        today: The day on which it is asked.
        alike: Tells which thing of the question before a follow-up puts another for.
        leans: Whether it is a follow-up though no word of it says so.
    """
    written = _SECTION.sub(r"section \1", _QUARTER.sub(r"quarter \1", question.text))
    written = _MONTHS.sub(_month_in_full, _FINANCIAL.sub(_in_full, _THANKS.sub("", written)))
    history = _told(question.history)
    history = (_earlier(history) if _BACK.search(written) else ()) or history
    own, context = _standing(written, history, alike, leans=leans)
    own = _HAS_NOT.sub(_has_no, own)
    text = f"{own} ({context})" if context else own
    layers = (own, *_layers(history)) if context else (own,)
    questions = (own, *_questions(history)) if context else (own,)
    answers = [turn.content for turn in reversed(history) if turn.role == "assistant"]
    folded = fold(text)
    on = next(iter(dates(own)), None)
    spoken = DATE.sub(" ", fold(own))
    unnamed = bool(_UNNAMED.search(fold(own)))
    return Understood(
        text=text,
        context=context,
        layers=layers,
        questions=questions,
        answers=tuple(answers) if context else (),
        wants=_meant(questions, unnamed=unnamed),
        families=_meant_families(layers),
        unnamed=unnamed,
        numbers=_meant_numbers(layers),
        years=_years(_MONTH_YEAR.sub(" ", DATE.sub(" ", outside(text, today)))),
        on=on,
        month=_month(spoken) or _stretch(spoken),
        as_at=on if on and _as_at(fold(own)) else _ended(fold(own)) or question.as_at or today,
        new=bool(_NEW.search(folded)),
        clauses=_clauses(own),
        original=bool(_OLD.search(folded)),
    )


def by_itself(said: Understood) -> Understood:
    """A follow-up read by its own words only."""
    own = said.layers[0]
    return replace(
        said,
        text=own,
        context="",
        layers=(own,),
        questions=(own,),
        answers=(),
        wants=wants_of(own),
        families=_families(fold(own)),
        numbers=_numbers(fold(own)),
        clauses=(),
    )


def wants_of(text: str) -> frozenset[Want]:
    """The kinds of answer that a text asks for."""
    folded = fold(text)
    found = frozenset(want for want, said in WANTS.items() if re.search(said, folded))
    return found - {"past due"} | {"deadline"} if to_come(folded) else found


def _meant(questions: Sequence[str], *, unnamed: bool) -> frozenset[Want]:
    """What is wanted: by the question itself, or by those before it where it does not say.

    One that only picks from a list of what is past due still asks for what is past due.
    """
    own, *before = map(wants_of, questions)
    before = [] if asks_why(questions[0]) or _ASKS_ELSE.match(questions[0]) else before
    if not own and (unnamed or _is_bare(questions[0])):
        own = frozenset(("list",))
    if not (own or _IS_SHORT.match(questions[0])):
        before = [wants - {"definition"} for wants in before]
    found = own or next(filter(None, before), frozenset())
    late = found <= {"list", "count"} and any("past due" in wants for wants in before)
    return found | {"past due"} if late else found


_IS_SHORT = re.compile(
    r"(?:(?:and|or|what about|how about) )*(?:[\w'’-]+ ?){1,3}\W*$", re.IGNORECASE
)
"""A follow-up of a word or two: what it names is asked of as the one before was."""


def _is_bare(text: str) -> bool:
    """Whether a text names a family in the plural and asks nothing of it: it wants all of them.

    >>> _is_bare("I need the full set of actions agreed"), _is_bare("Why were actions agreed?")
    (True, False)
    """
    several = rf"\b(?:{'|'.join(FAMILIES.values())}|recs)(?<=s)\b|\b(?:areas for improvement|causes of concern)\b"
    asks = r"\b(?:wh\w+|how|do|did|does|is|are|was|were|has|have|had|can|could|will|would|should)\b"
    named = re.search(several, fold(text), re.IGNORECASE)
    return bool(named) and not re.search(asks, fold(text))


def asks_why(text: str) -> bool:
    """Whether a text asks for a reason, or what follows if a thing is left as it is.

    >>> asks_why("and why does that matter"), asks_why("what's the risk?"), asks_why("who owns it")
    (True, True, False)
    """
    return bool(_WHY.search(fold(text)))


def asks_reply(folded: str) -> bool:
    """Whether a folded text asks what was said, or is done, in answer to what is asked for.

    >>> asks_reply("what has the force said it'll do on them"), asks_reply("who said that?")
    (True, False)
    """
    return bool(_REPLIED.search(folded))


_REPLIED = re.compile(
    r"\brespon(?:se|d|ds|ded|ses)\b|\brepl(?:y|ies|ied)\b|\banswer(?:s|ed)?\b"
    r"|\b(?:say|says|said|come|comes|came|written|wrote|written) back\b"
    r"|\bwhat(?:'s|s| is| has)? (?:being|been) done\b|\bwhat(?:'s|s)? (?:ha(?:s|ve)|did|do|does|will|is|are) (?:\w+ ){1,3}?(?:say|said|saying|do|doing|done)\b"
)


_ASKS_ELSE = re.compile(r"(?:and |so |but |ok(?:ay)? )*(?:where|how)\b(?! about)", re.IGNORECASE)
"""Opens a follow-up that wants another thing than the question before: no owner, no date."""
_WHY = re.compile(
    r"^(?:and |so |but |ok |right )*(?:why|how come)\b"
    r"|\bwhat(?:'s| is| are|s) the (?:\w+ )?(?:risks?|dangers?|reasons?|point|harm|consequences?|worry|concern)\b"
    r"|\bwhat (?:could|might|would|can) (?:go wrong|happen)\b|\bso what\b"
)


def names_items(text: str) -> bool:
    """Whether a text itself names a family of items, or one by its number."""
    return bool(_families(fold(text)) or _numbers(fold(text)) or re.search(r"\d", text))


def part_of(said: Understood, clause: str) -> Understood:
    """One part of a question as a question: a later one is read with the first, on which it leans."""
    first = said.clauses[0] if said.clauses else ""
    context = first if first and clause != first else said.context
    text = f"{clause} ({context})" if context else clause
    return replace(
        said,
        text=text,
        context=context,
        layers=(clause, *said.layers[1:]),
        questions=(clause, *said.questions[1:]),
        wants=wants_of(clause),
        clauses=(),
    )


def _clauses(text: str) -> tuple[str, ...]:
    """The questions that one question holds: parted by marks, or by `and` before a question word.

    >>> _clauses("Who owns action 1, and when is it due?")
    ('Who owns action 1', 'when is it due')
    >>> _clauses("In the audit's sample, how many files were late?")
    ()
    """
    asks = r"(?:what|who|when|where|which|how|why|did|does|do|is|are|was|were|has|have|by when)\b"
    parts = re.split(
        rf"[?;]\s+(?=\w)|,?\s+and\s+(?={asks})|,\s+(?={asks})", text, flags=re.IGNORECASE
    )
    said = [part.strip(" ?,.") for part in parts if not _SETTING.match(part) or _has(asks, part)]
    kept = tuple(part for part in said if len(part.split()) > 2)
    return kept if len(kept) > 1 else ()


_SETTING = re.compile(
    r"(?:in|at|of|out of|from|for|under|after|before|since|on|within|during|according to|as)\b",
    re.IGNORECASE,
)
"""Opens a part that only says where or when, not what is asked."""


def _has(pattern: str, text: str) -> bool:
    return bool(re.search(rf"\b{pattern}", text, re.IGNORECASE))


def _month(spoken: str) -> tuple[date, date] | None:
    """The month named, as its first and last day.

    >>> _month("recs due by end of march 2026")
    (datetime.date(2026, 3, 1), datetime.date(2026, 3, 31))
    """
    names = {name.casefold(): n for n, name in enumerate(calendar.month_name) if name}
    found = re.search(rf"\b({'|'.join(names)})\s+(20\d{{2}})\b", spoken)
    if not found:
        return None
    year, month = int(found[2]), names[found[1]]
    return date(year, month, 1), _last_day(year, month)


def _ended(folded: str) -> date | None:
    """The last day of a month for which status is wanted.

    >>> _ended("what was overdue at the end of september 2025?"), _ended("due by end of march 2026")
    (datetime.date(2025, 9, 30), None)
    """
    names = [name.casefold()[:3] for name in calendar.month_name]
    found = re.search(
        r"\b(?:at the end of|as (?:at|of)(?: the)?(?: end of)?) "
        rf"({'|'.join(names[1:])})[a-z]*\.? (20\d\d)\b",
        folded,
    )
    return _last_day(int(found[2]), names.index(found[1])) if found else None


def _stretch(spoken: str) -> tuple[date, date] | None:
    """Months of a year that are named by their place in it, as the first and last day.

    >>> _stretch("due in the first three months of 2026")
    (datetime.date(2026, 1, 1), datetime.date(2026, 3, 31))
    """
    found = re.search(
        r"\b(?P<end>first|second|last) (?:(?P<n>\w+) months?|(?P<half>half)|quarter) of (?P<year>20\d\d)\b",
        spoken,
    )
    if not found or (found["n"] and found["n"] not in _NUMBER_WORDS):
        return None
    year, size = int(found["year"]), int(_NUMBER_WORDS.get(found["n"] or "", 0))
    size = size or (6 if found["half"] else 3)
    first = {"first": 1, "second": size + 1, "last": 13 - size}[found["end"]]
    return date(year, first, 1), _last_day(year, min(first + size - 1, 12))


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _as_at(folded: str) -> bool:
    return bool(re.search(r"\b(?:as at|as of|at|on|by|past due|overdue|still|before)\b", folded))


_COMPOUND = r"(?!(?:\w)| (?:plans?|logs?|trackers?|groups?|boards?|fraud|teams?)\b)"
"""What makes of a family's name a name for something else: `action plan`."""


def _families(folded: str) -> tuple[str, ...]:
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


def _numbers(folded: str) -> tuple[str, ...]:
    terms = "|".join(
        [
            *FAMILIES.values(),
            "recs?",
            "number",
            r"(?<!ha[sd] )(?<!have )(?<!with )(?<!are )(?<!is )(?<!got )no",
        ]
    )
    digits = re.sub(
        r"\b(" + "|".join(_NUMBER_WORDS) + r")\b", lambda m: _NUMBER_WORDS[m[1]], folded
    )
    digits = _counted(digits, terms)
    more = r"((?:\s*(?:,|and|&|or)\s*\d{1,2}\b)*)"
    said = rf"\b(?:{terms})[\s.-]*(?:no\.?\s*|number\s+)?(\d{{1,2}}[a-z]?)\b{more}"
    found: list[str] = []
    for match in re.finditer(said, digits, re.IGNORECASE):
        groups = [g for g in match.groups() if g]
        found += [n for g in groups for n in re.findall(r"\d{1,2}[a-z]?", g)]
    return tuple(dict.fromkeys(found))


def _counted(folded: str, terms: str) -> str:
    """A folded question with the place of one item behind its family: `recommendation 3`.

    >>> _counted("the third domestic abuse recommendation", "recommendations?")
    'the domestic abuse recommendation 3'
    """
    one = rf"\b(?P<nth>{'|'.join(PLACES)}) (?P<said>(?:(?!report|set|of)\w+ ){{0,3}}?)(?P<name>{terms})(?=\W|$)"

    def told(found: re.Match[str]) -> str:
        several = found["name"].endswith("s") or re.search(r"\bdue\b|\bdate|deadline", folded)
        number = PLACES.index(found["nth"]) + 1
        return found[0] if several else f"{found['said']}{found['name']} {number}"

    return re.sub(one, told, folded)


def _years(spoken: str) -> tuple[str, ...]:
    found: list[str] = []
    for first, last in _YEARS.findall(spoken):
        found.append(first)
        if last:
            found.append(last if len(last) == 4 else first[:2] + last)
    return tuple(dict.fromkeys(found))


def _standing(
    text: str, history: Sequence[Turn], alike: Alike | None, *, leans: bool = False
) -> tuple[str, str]:
    """A follow-up, and what it leaves out: the question before, and what was answered to it."""
    asked = [turn.content for turn in history if turn.role == "user"]
    if not asked or not (leans or _leans(text)):
        put = placed(text, history) if asked else ""
        return put or text, asked[0] if put and not stands_alone(put) else ""
    before = _standing(asked[-1], history[: _place(history, asked[-1])], alike)
    told = f"{before[0]} {before[1]}".strip()
    answer = history[-1].content if history[-1].role == "assistant" else ""
    put = placed(text, history)
    names_one = put or _numbers(fold(text))
    if alike and not names_one and (other := swapped(text, before[0], answer, alike)):
        return other, before[1]
    bare = put if _ONLY_ITEM.match(put) else "" if put else text
    if other := bare and _with_number(bare, before[0]):
        return other, before[1]
    if other := (bare and _with_number(bare, told)) or _with_name(text, before[0]):
        return other, ""
    if put:
        return put, "" if stands_alone(put) else asked[0]
    answered = subject(answer)
    text = filled(text, before[0], answered) or text
    words = [w for w in re.sub(r"\[[^]]*\]", " ", answered).split() if not re.search(r"\d", w)]
    return text, f"{told} {' '.join(words[:_ANSWERED])}".strip()


def subject(answer: str) -> str:
    r"""The words of an answer that say what it is about: not its counts, labels and fields.

    >>> subject("1 of 9 actions:\n- Action 2 – owner: the Bursar; due: 1 May. “Count the keys.” [1]")
    'Count the keys.'
    """
    lines = (line for line in answer.splitlines() if not _COUNT.match(line))
    return "\n".join(_FIELDS.sub("", line).strip("“” ") for line in lines)


_COUNT = re.compile(r"\d+ of \d+ .*:$")
_FIELDS = re.compile(
    r"^- [^“”]*? \N{EN DASH} [^“”]*(?=“)|^- (?:20\d\d )?[A-Z][\w ]{3,30} \d+\w?\. (?=“)|[”]? (?:\[\d+\] ?)+$"
)
"""What a computed row says before the words that it quotes, and its marks."""


_ONLY_ITEM = re.compile(
    rf"(?:and |but |ok |so )*(?:what about |how about )?(?:20\d\d )?(?:{'|'.join(FAMILIES.values())}) \w+\W*$",
    re.IGNORECASE,
)
"""A follow-up that names an item and asks nothing of it: what was asked before is meant."""


_DOUBTS = re.compile(
    r"(?:h+m+|oh|ah|no|really|wait|sorry|but|ok(?:ay)?|\W)*\b(?:(?:i|we) (?:thought|understood|assumed)|are you sure|is that right|(?:i|we)(?:'d| had|'ve| have) (?:heard|been told|read))\b",
    re.IGNORECASE,
)
"""Doubts what was told, and asks nothing new."""


def _told(history: Sequence[Turn]) -> tuple[Turn, ...]:
    """The conversation without doubts of what was told, and without what was refused."""
    kept: list[Turn] = []
    for turn in history:
        doubted = bool(kept) and kept[-1].role == "user" and _DOUBTS.match(kept[-1].content)
        if doubted and turn.role == "assistant":
            kept.pop()
        elif turn.role == "user" or not fold(turn.content).startswith(_REFUSED):
            kept.append(turn)
    return tuple(kept)


_REFUSED = "not in the corpus"
"""How an answer opens that tells nothing."""


_BACK = re.compile(
    r"\b(?:back to|going back to|returning to|coming back to) (?:that|the|your|my|this|those|what)\b",
    re.IGNORECASE,
)
"""Goes back to what was spoken of before the latest subject."""


def _earlier(history: Sequence[Turn]) -> tuple[Turn, ...]:
    """The conversation before the latest question that stood by itself."""
    whole = [n for n, t in enumerate(history) if t.role == "user" and not _leans(t.content)]
    return tuple(history[: whole[-1]]) if whole else ()


_BARE = re.compile(
    r"(?:and |so |but |ok )*(?:which|how many)(?: ones?)? (?:ha(?:ve|s|d)|are|is|were|was|do|does|did)(?:n['’]?t)?\b"
    r"|(?:and |so |but |ok )*how (?:many|much) (?:at|in|by|on|since|after|before|now|left|altogether|overall)\b",
    re.IGNORECASE,
)
"""Asks which, and does not say of what."""


def _leans(text: str) -> bool:
    goes_on = _CONTINUES.match(text) and not _is_whole(text)
    said = goes_on or _PRONOUN.search(text) or _REPLY.search(text)
    said = said or _BARE.match(text)
    alone = _AT_LARGE.match(fold(text)) or _DEFINES.match(fold(text))
    return bool(said) or (len(text.split()) <= _SHORT and not alone)


def _is_whole(text: str) -> bool:
    """Whether what opens with `and` is a whole question, with a subject of its own.

    >>> _is_whole("and which plans have no target dates?"), _is_whole("and which have no dates?")
    (True, False)
    """
    asks = _AND_ASKS.match(text)
    said = {stem(word) for word in content(text[asks.end() :])} if asks else set()
    return sum(generality(s) == 1 for s in said) >= _OWN


_AND_ASKS = re.compile(
    r"(?:and|but|so|ok(?:ay)?|also)[, ]+(?=(?:who|what|which|when|where|how|is|are|was|were|has|have|does|do|did)\b)",
    re.IGNORECASE,
)
_OWN = 3
"""Words that say what a question is about, in one that stands by itself."""
_SHORT = 3
"""Words of a follow-up that leaves nearly all out, at most."""
_DEFINES = re.compile(r"what(?:'s|s| is| are) (?:an? )?[\w-]{2,}\W*$")
"""Asks what one word means."""


def leans_whole(clause: str) -> bool:
    """Whether a part of a question asks of what another part tells.

    >>> leans_whole("how many of them are closed"), leans_whole("when is the ferry report due")
    (True, False)
    """
    return bool(re.search(r"\bof (?:them|those|these)\b", fold(clause)))


_AT_LARGE = re.compile(
    r"(?:what(?:'s| is|s)?|anything|list|show) (?:the |all |still )*(?:outstanding|overdue|open|owners"
    r"|leads|actions|recommendations|grades|concerns)\b|who (?:owns|leads|has) (?:what|which)\b"
)
"""A short question that is whole: about all that is held, whatever was spoken of before."""


def _with_number(text: str, told: str) -> str:
    """The question before with the number that a follow-up names, or an empty string."""
    folded = fold(text)
    bare = re.match(
        r"^(?:and |but |ok |so )*(?:what about |how about )?(?:number |no\.? )?(\d{1,2})\??$"
        rf"|^(?:and |but |ok |so )*(?:what about |how about )?the (?P<nth>{'|'.join(PLACES)})(?: one)?\??$",
        folded,
    )
    placed = (bare[1] or str(PLACES.index(bare["nth"]) + 1),) if bare else ()
    numbers = placed or _numbers(folded)
    if not numbers or not _numbers(fold(told)) or re.search(r"\bwhat does|\bwhat is\b", folded):
        return ""
    label = re.compile(
        rf"\b((?:{'|'.join(FAMILIES.values())}|recs?)[\s.-]*)\d{{1,2}}", re.IGNORECASE
    )
    return label.sub(lambda m: m[1] + numbers[0], told, count=1)


_NAME = r"[A-Z][\w&’'-]*(?: (?:of |and |for )?[A-Z][\w&’'-]*)*"
_ALSO = re.compile(
    rf"^(?:and|but|ok|so|what about|how about)(?: for| at| in| by| from| to| of)? (?:the )?(?P<name>{_NAME})\W*$",
    re.IGNORECASE,
)


def _with_name(text: str, told: str) -> str:
    """The question before with the name that a follow-up puts for its last, or an empty string.

    >>> _with_name("and for the Home Office?", "which are for the College of Policing?")
    'which are for the Home Office?'
    """
    said = _ALSO.match(text)
    places = list(
        re.finditer(rf"\b(?:in|at|for|of|by|from|to|on) (?:the )?(?P<name>{_NAME})", told)
    )
    named = said["name"] if said else ""
    if not named or not named[0].isupper() or not places:
        return ""
    start, end = places[-1].span("name") if len(places) == 1 else places[0].span("name")
    return told[:start] + named + told[end:]


def _layers(history: Sequence[Turn]) -> Iterator[str]:
    """What was said before, the latest first: of each exchange the question, then the answer."""
    rest = list(history)
    while rest:
        answer = rest.pop().content if rest[-1].role == "assistant" else ""
        yield from filter(None, (rest.pop().content if rest else "", answer))


def _questions(history: Sequence[Turn]) -> Iterator[str]:
    """What was asked before, the latest first, as far back as each leans on the one before it."""
    for turn in reversed(history):
        if turn.role == "user":
            yield turn.content
            if not _leans(turn.content):
                return


def _place(history: Sequence[Turn], content: str) -> int:
    return max(n for n, turn in enumerate(history) if turn.content == content)
