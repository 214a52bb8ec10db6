"""What any body says in running text of how an item stands: more lines for the items' logs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.addressee import to_force
from corpus.extract import register_of
from corpus.extract.status import is_status
from corpus.joined import with_answers
from corpus.label import FAMILIES, NAMED, item_label
from corpus.piece import DATE, dates, fold, place_of
from corpus.records import Status
from corpus.register import Item, Register
from corpus.report import Report, Span
from corpus.said import Said, said
from corpus.standing import settles
from corpus.stems import terms
from corpus.twin import twins
from corpus.voice import dates_itself, placed, speaker_of

_DONE = r"(?:completed?|closed|finished|done|signed off|discharged|implemented|superseded|overtaken|met)"
_OPEN = (
    r"(?:open|in progress|on-?going|incomplete|outstanding|overdue|reopened|under ?way|at risk|delayed"
    r"|(?:met|done|completed?|implemented) in part|(?:partly|partially|largely|mostly|nearly|substantially) (?:completed?|done|met|implemented|finished|in place)"
    r"|on hold|in hand|in draft|stalled|paused|late|rejected|withdrawn"
    r"|on (?:track|course|schedule|target)|behind schedule"
    r"|not (?:yet )?(?:completed?|finished|started|begun|met|implemented|done|achieved|addressed|in place))"
)
_SOFTLY = r"(?:(?:now|therefore|fully|all|already|still|also)\s+)*"
_ITEM = rf"(?:{'|'.join(NAMED.values())})\b(?! (?:plan|log|tracker|group|team)s?\b)"
_STATES = re.compile(
    rf"\b(?:(?:is|are|was|were|(?:has|have|had)(?: all)? been|be treated as)\s+{_SOFTLY}"
    rf"(?:{_DONE}(?:\s+and\s+{_DONE})*|{_OPEN})"
    rf"|(?:stays?|remains?|still|appears?|appeared|shows? (?:it|this))\s+(?:as\s+)?{_SOFTLY}"
    rf"(?:{_OPEN}|{_DONE})"
    rf"|(?:regards?|considers?|sees?|treats?|reports?|reported)\s+(?:it|that|(?:this|the)(?: \w+){{0,2}}|\w+ \d+)\s+(?:as\s+)?{_SOFTLY}(?:{_DONE}|{_OPEN})"
    r"|(?:(?:do(?:es)?|did) not|not|never)(?: yet)? (?:agree|accept|believe|consider|think|regard|persuaded|satisfied)(?: \w+){0,6}? (?:(?:is|was|as|been|be) )?(?:completed?|closed|finished|met)"
    r"|(?:do(?:es)?|did) not (?:\w+ ){0,4}(?:as )?complete"
    r"|ha(?:s|ve|d) not (?:yet )?(?:been )?(?:started|begun|completed|finished|closed|met)(?: (?:this|it))?"
    rf"|(?:(?<=have )|(?<=has )|(?<=now )|(?<=therefore ))(?:closed|discharged|signed off) (?:it|(?:this|the) {_ITEM}))"
    r"\b(?! (?:in|to) (?:part|time))",
    re.IGNORECASE,
)
_NO_STATEMENT = re.compile(
    r"\b(?:asked|asks|whether|until|when|once|before|if|cannot|could not|would|will|should|must"
    r"|needs? to|to be|again|none|no longer)\b|\?",
    re.IGNORECASE,
)
_VOICES = {
    "the Force itself": r"as far as the force (?:is|was) concerned",
    "the inspectorate": (
        r"(?:inspectorate|hmicfrs)(?:'s)?\s+(?:register|view|website)"
        r"|(?:the inspectorate|hmicfrs) (?:has |have )?(?:considers?|says?|said|states?|stated|closed|found|judged?)"
    ),
    "the Force": (
        r"\bthe force\b.{1,80}\bregards\b"
        r"|\b(?:the force|management|the chief constable|chief officers?|head of [a-z ]+)\s+(?:has |have )?"
        r"(?:says?|said|tells?|told|states?|stated|confirm(?:s|ed)?|reports?|reported|considers?|showed)"
    ),
    "the PCC": r"\b(?:the (?:police and crime )?commissioner|the pcc)\s+(?:says?|said|states?|does not|regards?)",
}
"""Who says something, by the words of a sentence; the first that fits counts."""
_ON = re.compile(rf" on (?:{DATE.pattern})", re.IGNORECASE)
_OF_ITSELF = re.compile(
    rf"(?:^|(?<=[.;] )|(?<=, and )|\bthat |: )(?:(?:so|and|but|therefore|overall|as a result),? )*(?:(?:(?:this|the|that) (?:{_ITEM}|point|matter|suggestion)|it|this|work on (?:it|this)) |that (?=is |remains |has (?:now )?been ))(?={_STATES.pattern})"
    r"|\b(?:I|we) (?:now |therefore )?(?:regard|consider|treat) (?:it|this|that) as\b"
    rf"|^(?:we|inspectors|auditors) (?:have|has) (?:now |therefore )?(?:closed|discharged|signed off) (?:it|(?:this|the) {_ITEM})",
    re.IGNORECASE,
)
"""A sentence that says of the item among whose own words it stands how it stands."""
_MOVED = re.compile(
    r"\b(?:due )?(?:date|deadline)\b[^.;]{0,40}?\b(?P<moved>(?:has|have|had) been|was|is|is now|were|now)\s+(?:now )?"
    rf"(?:moved|extended|revised|changed|put back|deferred|pushed back|rescheduled)(?: \w+)?(?: from [\w ]{{4,20}}?)? to (?:{DATE.pattern})",
    re.IGNORECASE,
)
"""`The date of action 2 has been moved to 31 August 2026`."""
_LISTED = r"(?:\d{1,2}(?:\.\d{1,2})?[a-z]?(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*))*"
"""The numbers that may stand between a family and one of its numbers: `actions 1, 4 and 5`."""
_SAID_OF_IT = re.compile(
    r"(?:^|[.;] )(?:this|that)\b|\b(?:it|this (?:is|was|has|as)|(?:started|begun|regards?|considers?|treats?) (?:this|that|it)|(?:the|this) (?:action|recommendation|area|point|matter))\b"
)
_GROUP = re.compile(
    r"\b(?P<n>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?:\w+\s+)?"
    r"(?P<family>"
    + "|".join(f"(?:{terms_})" for terms_ in FAMILIES.values() if "R" not in terms_)
    + r"|recommendations?)\b",
    re.IGNORECASE,
)
_SETTLED = re.compile(
    rf"\b(?:have|has|are|were|had) (?:all )?(?:now )?(?:been )?(?:all )?{_DONE}(?:\s+and\s+{_DONE})*",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    r"\b(?:except(?:ion)?|apart from|other than|all but|save)\b(?P<rest>.*)", re.IGNORECASE
)
_EARLIER = re.compile(r"\b(?:original|earlier|previous|last)\b", re.IGNORECASE)
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COMMON = terms("the force should make sure that improve report inspection audit internal action")
_SHARED = 2
"""Words that a sentence must share with an item of another report that it names by number."""
_REFERENCE = re.compile(r"[A-Z]{1,5}[ /-]?\d{1,3}(?:[/-]\d{1,3})*")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TURN = re.compile(
    rf"\bthe (?P<nth>{'|'.join(_ORDINALS)})(?: one)?,? (?:(?:is|was|as|to be|remains|remained|had been|has been) )?(?P<state>[^,;.]{{2,60}}?)"
    r"(?= (?:and|but|while) the\b|, | because\b|;|\.?$)",
    re.IGNORECASE,
)
"""Items told by their place: `the first complete, the second on course and the third at risk`."""


@dataclass(frozen=True, slots=True)
class _Held:
    """The items that a report's sentences can speak of."""

    own: tuple[Item, ...]
    """Those that stand in it."""
    others: tuple[Item, ...]
    """Those of other reports on the same force."""
    near: frozenset[str]
    """Ids of those whose words it uses, or that it answers."""
    words: Mapping[str, frozenset[str]]
    """Of each of those, the words of substance and of its report's title."""


def registered(reports: Sequence[Report]) -> Register:
    """All records of some reports, each item's log with what any of the reports says of it."""
    return with_claims(register_of(reports), reports)


def with_claims(register: Register, reports: Sequence[Report]) -> Register:
    """The register with what running text says of its items added to their logs."""
    register = replace(register, items=tuple(with_answers(register.items, reports)))
    found: dict[str, list[Status]] = defaultdict(list)
    named = {report.id: report for report in reports}
    rest: list[tuple[Item, Status]] = []
    for report in reports:
        held = _held(report, register.items, named)
        for place in said(report):
            rest += _of_rest(place, held)
            told = [
                *_single(place, held),
                *_further(place, held),
                *_bare(place, held),
                *_of_all(place, held),
                *_in_turn(place, held),
            ]
            for item, status in told:
                found[item.id].append(status)
    for item, status in rest:
        if not item.statuses and item.id not in found:
            found[item.id].append(status)
    items = [_placed(_logged(item, found), named) for item in register.items]
    return replace(register, items=tuple(_shared(items, reports)))


def _shared(items: Sequence[Item], reports: Sequence[Report]) -> Iterator[Item]:
    """The items, each with what other reports state of the same item.

    Who leads on it and by when is told so where its own report tells neither.
    """
    same = twins(items, reports)
    for item in items:
        others = same.get((item.report, item.id), ())
        told = (status for other in others for status in other.statuses)
        dated = next((other for other in others if other.deadline), item)
        yield replace(
            item,
            statuses=tuple(dict.fromkeys([*item.statuses, *told])),
            owners=item.owners or next((o.owners for o in others if o.owners), ()),
            deadlines=item.deadlines or dated.deadlines,
            deadline=item.deadline if item.deadlines else dated.deadline,
        )


def _placed(item: Item, reports: Mapping[str, Report]) -> Item:
    """The item with the statuses of a response told as what they are."""
    return replace(item, statuses=tuple(placed(s, reports[s.span.report]) for s in item.statuses))


def spoken_of(sentence: Said) -> Status | None:
    """What a sentence states of the one thing it speaks of; None where it states nothing."""
    if moved := _MOVED.search(sentence.text):
        return _status(sentence, sentence.text[moved.start("moved") : moved.end()])
    told = _last(sentence.text)
    if not told or _NO_STATEMENT.search(_clause(sentence.text, told)):
        return None
    dated = _ON.match(sentence.text, told.end())
    status = _status(sentence, told[0] + (dated[0] if dated else ""))
    day = next(iter(dates(dated[0])), None) if dated else None
    return replace(status, stated_on=day, since=None) if day else status


def _last(text: str) -> re.Match[str] | None:
    """The statement of a sentence: its first, or its last where something was reopened."""
    found = list(_STATES.finditer(text))
    again = any("reopened" in told[0].casefold() for told in found)
    return next(iter(reversed(found) if again else found), None)


def _logged(item: Item, found: Mapping[str, Sequence[Status]]) -> Item:
    """The item with the statements added that stand in no field of it already."""
    held = {(s.span.section, s.span.start) for s in item.statuses}
    new = [s for s in found.get(item.id, ()) if not _inside(s.span, item, held)]
    return replace(item, statuses=(*item.statuses, *dict.fromkeys(new)))


def _inside(span: Span, item: Item, held: set[tuple[str, int]]) -> bool:
    """Whether a statement stands in a status, or in the item's own words with nobody named."""
    own = () if _voice(span.quote) or _is_own(span.quote) else item.sources
    places = (*own, *(status.span for status in item.statuses))
    within = any(s.section == span.section and s.start <= span.start < s.end for s in places)
    return within or (span.section, span.start) in held


def _is_own(sentence: str) -> bool:
    """Whether a sentence among an item's own words says how the item itself stands."""
    return bool(_OF_ITSELF.search(sentence)) or is_status(sentence.strip(" ."))


def _single(place: Said, held: _Held) -> Iterator[tuple[Item, Status]]:
    """`Area for improvement 2 is complete`, `it stays open`: the one item that each number names."""
    status = spoken_of(place)
    named = _named(place, status, held) if status else []
    for number in dict.fromkeys(item.number for item in named):
        same = [item for item in named if item.number == number]
        if status and len(same) == 1:
            yield same[0], status


def _further(place: Said, held: _Held) -> Iterator[tuple[Item, Status]]:
    """What a sentence states of a second item: `As action 1 is open, cause of concern 1 stays open`."""
    told = list(_STATES.finditer(place.text))
    for before, after in pairwise(told):
        between = place.text[before.end() : after.end()]
        named = _labelled(between, place, held)
        if len(named) == 1 and not _NO_STATEMENT.search(between):
            yield named[0], _status(place, after[0])


def _bare(place: Said, held: _Held) -> Iterator[tuple[Item, Status]]:
    """A sentence among an item's own words that is a status and no more: `Remains open.`."""
    value = place.text.strip(" .")
    among = [i for i in held.own if _is_among(i, place)] or _whose_card(place, held)
    opens = any(s.start == place.start for i in among for s in i.sources)
    if len(among) == 1 and not opens and is_status(value) and settles(value) is not None:
        yield among[0], _status(place, value)


def _clause(text: str, told: re.Match[str]) -> str:
    """The words before a statement in its own clause, which may take it back."""
    before = re.split(r"[.,;]\s", text[: told.start()])[-1]
    return before + told[0]


def _named(place: Said, status: Status, held: _Held) -> list[Item]:
    """The items that a sentence names, or its paragraph where the sentence says `it`."""
    before = place.text[: place.text.index(status.value) + len(status.value)]
    here = _labelled(before, place, held)
    if here or not _SAID_OF_IT.search(fold(before)):
        return here
    answered = [i for i in (*held.own, *held.others) if _is_answer(i, place)]
    above = _labelled(place.above, place, held) if place.above and not answered else []
    among = [i for i in held.own if _is_among(i, place)]
    if _OF_ITSELF.search(place.text) and (own := among or _whose_card(place, held)):
        return own
    if len({item.number for item in above}) > 1:
        return answered
    return answered or above or [i for i in held.own if _voice(place.text) and _is_card(i, place)]


def _is_answer(item: Item, place: Said) -> bool:
    """Whether a sentence stands in what answers an item."""
    spans = (response.text.span for response in item.responses)
    return any(s.section == place.section.id and s.start <= place.start < s.end for s in spans)


def _is_card(item: Item, place: Said) -> bool:
    """Whether a sentence stands in the section that an item has to itself."""
    return any(source.section == place.section.id for source in item.sources)


def _whose_card(place: Said, held: _Held) -> list[Item]:
    """The one item whose label heads the section of a sentence, or a section around it."""
    labels = [item_label(heading) for heading in place.section.path]
    depth = next((n for n, label in enumerate(labels, 1) if label and label.number), 0)
    card = place.section.path[:depth]
    inside = {s.id for s in place.report.sections if depth and s.path[:depth] == card}
    own = [i for i in held.own if any(s.section in inside for s in i.sources)]
    return own if len(own) == 1 else []


def _is_among(item: Item, place: Said) -> bool:
    """Whether a sentence stands among the words of an item."""
    own = (s for s in item.sources if s.section == place.section.id)
    return any(s.start <= place.start and place.end <= s.end for s in own)


def _labelled(text: str, place: Said, held: _Held) -> list[Item]:
    """The items that a text names by family and number: its report's own, else another's."""
    own = [item for item in held.own if item.number and _label(item).search(text)]
    if own:
        return _of_set(own, text)
    named = [item for item in held.others if item.number and _label(item).search(text)]
    named = [i for i in named if i.id in held.near or _bears(i, place, held)]
    return [i for i in named if _label(i, loose=False).search(text)] or named


def _bears(item: Item, place: Said, held: _Held) -> bool:
    """Whether a sentence with the headings above it uses words of an item or of its report."""
    said = terms(" ".join([*place.section.path, place.text])) - terms(place.report.force)
    return len(said & held.words[item.id]) >= _SHARED


def _label(item: Item, *, loose: bool = True) -> re.Pattern[str]:
    """How an item is named; loosely, whatever its family is, as an action."""
    actions = "|actions?" if loose or item.family.endswith("action") else ""
    actions += "|points?|items?|requests?" if loose and item.family == "action" else ""
    number = re.escape(item.number)
    known = (
        number
        if len(item.number) > 3 or _REFERENCE.fullmatch(item.number)
        else rf"(?:{FAMILIES[item.family]}{actions})[\s.-]*{_LISTED}\(?{number}\)?"
    )
    return re.compile(rf"(?<![\w.]){known}(?![\w/]|\.\d| \(20)", re.IGNORECASE)


def _held(report: Report, items: Sequence[Item], reports: Mapping[str, Report]) -> _Held:
    near = terms(" ".join(section.text for section in report.sections))
    own = tuple(item for item in items if item.report == report.id)
    force = place_of(report.force)
    same = tuple(
        item
        for item in items
        if item.report != report.id and place_of(reports[item.report].force) == force
    )
    told = {i.id for i in same if any(r.text.span.report == report.id for r in i.responses)}
    known = {item.id for item in same if _is_near(item, near, force)} | told
    above = {i.id: i.text.value for i in same if i.family == "cause of concern"}
    words = {i.id: _words(i, reports[i.report], above.get(i.concern, "")) for i in same}
    return _Held(own, same, frozenset(known), words)


def _words(item: Item, report: Report, above: str) -> frozenset[str]:
    return terms(f"{item.text.value} {item.area} {report.title} {above}") - _COMMON


def _is_near(item: Item, near: frozenset[str], force: str) -> bool:
    """Whether another report speaks of what an item asks: it holds most words of its first sentence."""
    first = re.split(r"(?<=[a-z)])\.\s", item.text.value, maxsplit=1)[0]
    asked = terms(first) - terms(force) - _COMMON
    return len(asked & near) >= max(3, len(asked) * 2 // 3)


def _of_set(items: list[Item], text: str) -> list[Item]:
    """Of items that share a number, those of the set that the words name."""
    sets = sorted({item.set for item in items}) or [""]
    year = next((s for s in sets if s and s in text), "")
    wanted = year or (sets[0] if _EARLIER.search(text) else sets[-1])
    return [item for item in items if item.set == wanted]


def _of_all(place: Said, held: _Held) -> Iterator[tuple[Item, Status]]:
    """`The 4 recommendations and 1 AFI have all been completed, except recommendation 2`.

    Counted only where the rows that it can mean are exactly as many as it says.
    """
    told = _SETTLED.search(place.text)
    groups = list(_GROUP.finditer(place.text))
    if not told or not groups or not re.search(r"\ball\b|^the \d", fold(place.text)):
        return
    if _NO_STATEMENT.search(_clause(place.text, told)):
        return
    left_out = _EXCEPT.search(place.text[told.start() :])
    spared = set(re.findall(r"\d{1,3}", left_out["rest"].split(",")[0])) if left_out else set()
    meant = [_meant(group, place, held) for group in groups if group.start() < told.start()]
    if all(meant):
        for item in (item for items in meant for item in items if item.number not in spared):
            yield item, _status(place, told[0])


def _of_rest(place: Said, held: _Held) -> Iterator[tuple[Item, Status]]:
    """`Recommendations 2 and 4 are complete; the rest are on track`: those that it does not name."""
    rest = _REST.search(place.text)
    told = _STATES.match(place.text, rest.end()) if rest else None
    spoken = place.section.text[place.block.start : place.block.end]
    if not rest or not told:
        return
    named = {item.id for item in _labelled(spoken, place, held)}
    if named & {item.id for item in held.own}:
        for item in held.own:
            if item.id not in named:
                yield item, _status(place, told[0])


_REST = re.compile(
    r"\b(?:the (?:rest|others|remainder)|all (?:the )?others|the other (?:\w+ )?(?:ones?|actions|recommendations))(?: of (?:them|the \w+))? (?:all )?(?=\w)",
    re.IGNORECASE,
)
"""All that a sentence or its paragraph has not named."""


def _in_turn(place: Said, held: _Held) -> Iterator[tuple[Item, Status]]:
    """Items of another report whose statuses a sentence tells in turn, by their topic."""
    turns = [(m["nth"], m["state"]) for m in _TURN.finditer(place.text) if is_status(m["state"])]
    families = [f for f, told in NAMED.items() if re.search(rf"\b(?:{told})", fold(place.text))]
    if not turns or not families:
        return
    about = terms(place.text) - terms(place.report.force) - terms(families[0])
    for nth, state in turns:
        number = str(_ORDINALS.index(nth.casefold()) + 1)
        same = [i for i in held.others if (i.family, i.number) == (families[0], number)]
        fits = [i for i in same if i.id in held.near or len(about & held.words[i.id]) >= _SHARED]
        if len(fits) == 1:
            yield fits[0], _status(place, state)


def _meant(group: re.Match[str], place: Said, held: _Held) -> list[Item]:
    """The rows of a family and set that are as many as the words count; none if there are not."""
    count = group["n"].casefold()
    number = int(count) if count.isdigit() else _NUMBERS.index(count) + 1
    family = next(
        f for f, told in FAMILIES.items() if re.match(told, group["family"], re.IGNORECASE)
    )
    rows = _of_set([i for i in held.own if i.family == family], place.text)
    if len(rows) != number:
        rows = [i for i in rows if to_force(i)]
    return rows if len(rows) == number else []


_AUTHORS = {
    "inspection report": "the inspectorate",
    "internal audit": "the auditor",
    "follow-up audit": "the auditor",
    "external audit": "the auditor",
}
"""Who speaks in a report of a kind that does not name its publisher."""


def _status(place: Said, words: str) -> Status:
    """A statement with its speaker: named in the sentence, else by the headings, else the report."""
    report = place.report
    author = report.publisher or _AUTHORS.get(report.kind, "") or report.name
    own = "audit" in report.kind and re.search(r"\b(?:we|our)\b", fold(place.text))
    who = _voice(place.text) or (author if own else speaker_of(place.section) or author)
    told = Status(words, who, report.dated, place.span)
    if report.kind == "PCC response" and not dates_itself(report):
        told = replace(told, stated_on=None, since=report.dated)  # written after the inspection
    return placed(told, report)


def _voice(sentence: str) -> str:
    """Who a sentence itself says is speaking; empty where it does not say."""
    text = fold(sentence)
    voice = next((who for who, says in _VOICES.items() if re.search(says, text)), "")
    return voice.removesuffix(" itself")
