"""Lists whose entries open alike: a number, a reference or a noun of the report's own, then what is asked.

`Suggestion 3: ...`, `CR-01` over a line, `### 2. Hold back the last payment`, `Fuel cards, rec. 5`. Where
half of the entries that open so tell who is to act or by when, they are what the report asks for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from corpus.extract.account import sentences, told_of
from corpus.extract.actor import asked, asks
from corpus.extract.around import asked_of, said_of_it
from corpus.extract.behind import states_in
from corpus.extract.bracket import ending
from corpus.extract.doer import doer
from corpus.extract.draft import Draft, Said, draft_of, grouped
from corpus.extract.field import is_field_line, line_fields
from corpus.extract.form import ASKED
from corpus.extract.group import tell_of_group
from corpus.extract.mark import LISTED, ORDER
from corpus.extract.part import Part, parts, piece_of
from corpus.extract.shown import shown, shown_kind
from corpus.extract.stream import opens_reply
from corpus.label import FAMILIES, Label, list_family
from corpus.register import Field
from corpus.report import MEETINGS, PROSE, Block, Report, Span

_ANSWERING = MEETINGS | {"inspection report", "PCC response"}
"""Kinds of report whose numbered parts tell what was found, said or answered."""


@dataclass(frozen=True, slots=True)
class _Opener:
    """What an entry opens with."""

    shape: tuple[str, ...]
    """The same for all entries of one list."""
    number: str
    rest: Field | None = None
    """The words behind the number, where it does not stand alone."""
    about: str = ""
    """What stands before the number: the report that made the item."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """An opener with what stands under it, up to the next one."""

    opener: _Opener
    places: tuple[tuple[Part, Block], ...]


def entries(report: Report, known: Sequence[Draft]) -> Iterator[Draft]:
    """The items of lists whose entries open alike; none of an entry that holds a known one."""
    if report.kind in _ANSWERING:
        return
    taken = [draft.text.span for draft in known if draft.text]
    lists = _lists(report)
    for shape in sorted(lists, key=lambda shape: shape[0] != "asked"):
        found = lists[shape]
        told = [(entry, _draft(entry)) for entry in found]
        asking = [(entry, draft) for entry, draft in told if draft]
        of = asking if found[0].opener.shape == ("order",) else found  # others only tell
        owned = [d for _, d in asking if d.fields.keys() & {"owner", "deadline", "revised"}]
        if len(owned) < LISTED or 2 * len(owned) < len(of):
            continue
        for entry, draft in asking:
            places = [part.whole(block).span for part, block in entry.places]
            if draft.text and not any(place.meets(s) for place in places for s in taken):
                taken.append(draft.text.span)
                yield draft


def _lists(report: Report) -> dict[tuple[str, ...], list[_Entry]]:
    """The entries of a report by the shape of what opens them."""
    found: dict[tuple[str, ...], list[_Entry]] = defaultdict(list)
    told = list(parts(report))
    for n, part in enumerate(told):
        deeper = [p for p in told[n + 1 :] if _is_inside(p, part)]
        if opener := _headed(part):
            places = [(p, b) for p in (part, *deeper) for b in p.blocks]
            found[opener.shape].append(_Entry(opener, tuple(places)))
        opens = [(m, o) for m, block in enumerate(part.blocks) if (o := _opener(part, block))]
        for m, one in opens:
            if not _counts_on(one, [o for _, o in opens]):
                continue
            end = next((k for k, o in opens if k > m and o.shape == one.shape), len(part.blocks))
            places = [(part, b) for b in part.blocks[m:end]]
            found[one.shape].append(_Entry(one, tuple(places)))
    return found


def _counts_on(opener: _Opener, opens: Sequence[_Opener]) -> bool:
    """Whether no number comes twice among its like, as that of a month before its notes does."""
    told = [one.number for one in opens if one.shape == opener.shape]
    return opener.shape[0] != "line" or len(set(told)) == len(told)


def _is_inside(inner: Part, part: Part) -> bool:
    depth = len(part.section.path)
    return (
        bool(depth)
        and len(inner.section.path) > depth
        and inner.section.path[:depth] == part.section.path
    )


def _headed(part: Part) -> _Opener | None:
    """What a heading opens: a numbered entry, or one of those under the name of a family."""
    heading, above = part.section.heading, part.section.path[:-1]
    number = _NUMBERED.match(heading)
    if number and ASKED.match(name := heading[number.end() :]):  # `1.1 Agreed action`
        return _Opener(("asked", name.casefold()), number["number"])
    if (
        found := _LETTERED.match(heading)
        or _NAMED.match(heading)
        or _NUMBERED.match(heading)
        or _REFERENCE.match(heading)
    ):
        return _Opener(("heading", *above, _noun(found)), found["number"])
    if above and list_family(_bare(above[-1])):
        return _Opener(("under", *above), "")
    return None


def _opener(part: Part, block: Block) -> _Opener | None:
    """What a line opens, by the words with which it begins or ends."""
    whole = part.whole(block)
    if block.kind not in {"paragraph", "label", "item"}:
        return None
    found = _NAMED.match(whole.value) or _REFERENCE.match(whole.value)
    if found:
        rest = whole.value[found.end() :].strip()
        words = piece_of(whole, found.end(), len(whole.value)) if rest else None
        return _Opener(("line", _noun(found)), found["number"], words)
    if block.kind == "item" and (found := ORDER.match(whole.value)):
        return _Opener(("order",), found["n"])
    if found := _LAST.search(whole.value):
        return _Opener(("last", ""), found["number"], about=found["about"])
    return None


def _noun(found: re.Match[str]) -> str:
    return (found.groupdict().get("noun") or "").casefold()


def _bare(heading: str) -> str:
    """A heading without the rank and the time that it names: `High priority actions of the year`."""
    return _RANK_OF.sub("", heading)


_RANK_OF = re.compile(
    r"^(?:\w+ priority|\w+-priority) | (?:of|for|in) (?:the )?(?:year|quarter|month)$",
    re.IGNORECASE,
)
_NOT = r"(?!(?:\w+ )?(?:section|part|table|annex|appendix|page|figure|paragraph|chapter|level|priority|grade|rank|phase|visit|q)\b)"
_NAMED = re.compile(
    rf"^{_NOT}(?P<noun>(?:[A-Z][a-z]+|[A-Z]{{4,}})(?: [a-z]+)?) (?P<number>\d{{1,2}}(?:\.\d{{1,2}})*)(?:[.:)]|\s[–—-]|(?=\s*\(|$))\s*",
    re.IGNORECASE,
)
"""A noun of any kind with a number behind it: `Suggestion 3:`."""
_LETTERED = re.compile(rf"^(?i:{_NOT})(?P<noun>[A-Z][a-z]+) (?P<number>[A-Z])(?:[.:)]|\s[–—-])\s*")
"""The same with a letter, as only headings have it: `Matter B: vehicles stay too long`."""
_REFERENCE = re.compile(
    r"^(?P<number>[A-Z]{1,5}[ /.-]?\d{1,3}(?:[./-]\d{1,3})*|[a-z]\.\d{1,2})(?:[.:)]|\s[–—-]\s|(?=\s+[A-Z]|$))\s*"
)
_NUMBERED = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2})*)[.)]?\s+(?=\w)")
_LAST = re.compile(
    rf"^(?P<about>[A-Z][^.:;]{{2,60}}?)\s*[,:–-]\s*(?:{'|'.join(FAMILIES.values())})\s*(?P<number>\d{{1,2}})$",
    re.IGNORECASE,
)
"""What a line is about, then which of its items: `Fuel cards, rec. 5`."""


def _draft(entry: _Entry) -> Draft | None:
    """The item of an entry: what it asks, and what every line of it tells."""
    found = _asked(entry)
    if not found:
        return None
    part, text = found
    named, said = _told(entry, text)
    fields = grouped((kind, value) for kind, value in (*named, *said) if kind != "status")
    label = Label(_family(entry, part), entry.opener.number, "", "")
    draft = draft_of(part, label, text, text.span, {k: v[:1] for k, v in fields.items()})
    draft.sources = list(_sources(entry))
    draft.set = entry.opener.about or draft.set
    draft.alone = entry.opener.shape[0] in {"heading", "under", "asked"}
    tell_of_group(part, draft)
    states = [value for kind, value in (*named, *said) if kind == "status"]
    draft.statuses += [Said(state) for state in states[-1:]]
    return draft


def _told(entry: _Entry, text: Field) -> tuple[list[tuple[str, Field]], list[tuple[str, Field]]]:
    """The fields that the lines of an entry name or show, and those that its sentences tell."""
    named = list(shown(entry.opener.rest)) if entry.opener.rest else []
    said: list[tuple[str, Field]] = []
    for part, block in entry.places:
        whole = _unmarked(part, block)
        first, *_ = told = sentences(whole)
        named += [(kind, value) for kind, value, _ in line_fields(part, [block])]
        named += [*ending(whole), *ending(first)]
        for sentence in told:
            if text.span.meets(sentence.span):
                said += _told_in_asking(sentence)
            else:
                said += [*told_of(sentence), *said_of_it(sentence, alone=True)]
                said += shown_kind(sentence)
        said += [("status", state) for state in states_in(whole)]
    return named, said


def _sources(entry: _Entry) -> Iterator[Span]:
    """The places of an entry, one in each section in which it stands."""
    for part, found in groupby(entry.places, key=itemgetter(0)):
        blocks = [block for _, block in found]
        yield part.field(blocks[0].start, blocks[-1].end).span


def _told_in_asking(sentence: Field) -> Iterator[tuple[str, Field]]:
    """Who is to act and by when, by the sentence that asks it of them."""
    who, when = asked_of(sentence) or doer(sentence), asked(sentence).deadline
    yield from [("owner", who)] if who else []
    yield from [("deadline", when)] if when else []


def _family(entry: _Entry, part: Part) -> str:
    """The family of an entry: what its noun or the headings over it call it."""
    said = " ".join([*entry.opener.shape, *part.section.path])
    return (
        "recommendation"
        if re.search(r"recommend|suggest|\brec\b", said, re.IGNORECASE)
        else "action"
    )


def _asked(entry: _Entry) -> tuple[Part, Field] | None:
    """What an entry asks: under the name of it, behind its number, or where a sentence asks."""
    texts = [(p, b) for p, b in entry.places if b.kind in PROSE and not p.replies]
    for part, block in texts:
        if (found := _LABELLED.match(part.words(block))) and ASKED.match(found["name"]):
            return part, piece_of(part.whole(block), found.end(), len(part.words(block)))
    first, rest = entry.places[0][0], entry.opener.rest
    if rest and len(rest.value.split()) >= _WORDS and not shown(rest):
        return first, sentences(rest)[0]
    free = [
        (p, b) for p, b in texts if not is_field_line(p.words(b)) and not opens_reply(p.words(b))
    ]
    free = [(p, b) for p, b in free if not shown(p.whole(b)) and not _is_opener(p, b, entry)]
    if entry.opener.shape[0] in {"line", "last", "asked"}:
        return next(((p, sentences(p.whole(b))[0]) for p, b in free), None)
    if entry.opener.shape == ("order",):
        said = ((p, s) for p, b in free for s in sentences(_unmarked(p, b)))
        return next(((p, s) for p, s in said if _PROMISED.match(s.value)), None)
    opening = [(p, sentences(p.whole(b))[0]) for p, b in free]
    others = [(p, s) for p, b in free for s in sentences(p.whole(b))[1:]]
    return next(((p, s) for p, s in (*opening, *others) if asks(s.value) or doer(s)), None)


def _unmarked(part: Part, block: Block) -> Field:
    """The words of a block without the number that opens it."""
    whole = part.whole(block)
    mark = ORDER.match(whole.value)
    return piece_of(whole, mark.end(), len(whole.value)) if mark else whole


def _is_opener(part: Part, block: Block, entry: _Entry) -> bool:
    first, opens = entry.places[0]
    return entry.opener.shape[0] in {"line", "last"} and part is first and block is opens


_PROMISED = re.compile(
    r"(?:we|i|management|the \w+) (?:had |have |has )?(?:said|agreed|undertook|promised|recommended|asked) that\b",
    re.IGNORECASE,
)
"""What a numbered paragraph says was asked or promised: `We said that it would be done by May.`"""
_WORDS = 4
"""Words behind a number that say what is asked, at least."""
_LABELLED = re.compile(r"^(?P<name>[A-Z][\w’' ]{2,30})\s*:\s+(?=\S)")
