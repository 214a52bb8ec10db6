"""Meetings at which a topic was or will be scrutinised: date, aims, evidence and assurance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.extract.part import Part, parts, piece_of
from corpus.passages import points, sentences
from corpus.piece import DATE, MONTHS, dates, fold
from corpus.register import Field, Meeting
from corpus.report import MEETINGS, Block, Report

_KIND = r"scrutin\w*|accountab\w*|assurance|oversight|challenge|holding to account|performance"
_MEETING = re.compile(
    rf"\b(?:(?-i:[A-Z])[\w&'’]*\s+){{0,3}}?(?:{_KIND})(?:\s+(?:and\s+)?[A-Z]\w+)?\s+(?:meeting|board|panel|session)\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    rf"{DATE.pattern}|\b(?:(?:{MONTHS})\s+)?20\d\d\b(?!\s*[-/–])",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:held|scheduled|forthcoming|meeting (?:on|in|of)|take[s]? place|at (?:a|the|my|our|his|her)|revisit|next)\b",
    re.IGNORECASE,
)
_TOPIC = re.compile(
    r"\b(?:the )?(?:topics?|subjects?|themes?) (?:of|was|were|is|will be|for (?:the|this) meeting (?:was|is))\s+(?P<topic>[\"'‘“]?[A-Z][^.;:]{3,100}?)(?=\s+(?:was|were|is|at|will|has|had|on|in|for)\b|[.;:]|$)"
)
_AS_TOPIC = re.compile(
    r"\b(?:took|takes|had|has|with|taking|chose|considered)\s+(?P<topic>[\"'‘“]?[A-Z][^.;:]{3,100}?)"
    r"\s+(?:as|for)\s+(?:its|the|their|his|her)\s+(?:\w+ )?(?:topic|subject|theme|focus)\b"
)
"""`took Custody as its topic`."""
_ON = re.compile(
    r"\b(?:consider(?:ed|s)?|discuss(?:ed|es)?|scrutinis(?:ed?|es|ing)|look(?:ed|ing)? at|on the (?:topic|subject) of|focus(?:ed|ing)? on)\s+(?P<topic>(?-i:[A-Z])[^.;:,]{3,90}?)(?=\s+(?:was|were|is|at|will|has|had)\b|[.;:,]|$)",
    re.IGNORECASE,
)
_AIMS = re.compile(
    r"\b(?:look(?:ing|ed|s)? (?:to|for)|aims?|purpose|objectives?|sought|seek|wish(?:ed|es)? to|wanted|will ask for|rationale|questions?)\b[^.]*:$",
    re.IGNORECASE,
)
_EVIDENCE = re.compile(
    r"\b(?:evidence|assurances?|information|update|response)\b[^.]{0,60}\b(?:provided|given|submitted|received|heard|presented)\b[^.]*:$|\b(?:evidence|the force) (?:included|reported|said|provided)[^.]*:$",
    re.IGNORECASE,
)
_ASSURED = re.compile(
    r"\b(?P<value>(?:(?:partly|partially|fully|wholly|largely|not|reasonably|substantially)\s+(?:yet\s+)?|(?:can|could|would)\s?(?:not|n['’]t)\s+(?:be|feel)\s+)?(?<!quality )(?<!to be )assured)(?=\s+(?:by|that|with|on|in|about|from|at)\b|\s*[.,;]|$)"
    r"|\b(?:level of assurance|assurance (?:level|rating)|rating|assurance)(?:\s+given)?\s*(?::|was|is|of|as|\t)\s*(?P<level>(?:(?:partly|partially|fully|not)\s+assured|assured|(?:full|partial|little|limited|reasonable|substantial|moderate|minimal|significant|no|some)(?: assurance)?))",
    re.IGNORECASE,
)
_FORMER = re.compile(r"\b(?:last time|previous|former|before)\b", re.IGNORECASE)
_HEADS = {
    "aims": r"rationale|why (?:this|the) topic|purpose|objectives?|aims?|what the (?:pcc|commissioner) (?:was|is) looking|questions?$|key lines of enquiry",
    "evidence": r"evidence|what the force (?:said|reported|told)|force (?:update|evidence|presentation)|assurance provided|response from",
}
_FIELDS = {
    "topic": r"^(?:topic|subject|theme)s?$",
    "when": r"^(?:date(?: of meeting)?|meeting date|held(?: on)?)$",
}


@dataclass
class _Draft:
    """A meeting while its fields are still being gathered."""

    part: Part
    sentence: Field
    topic: Field | None = None
    when: Field | None = None
    aims: list[Field] = field(default_factory=list)
    evidence: list[Field] = field(default_factory=list)
    assurance: Field | None = None


def meetings(report: Report) -> Iterator[Meeting]:
    """The meetings that a report tells of, in reading order; its own first if it is of one."""
    told = list(parts(report))
    own = _own(report, told)
    drafts = [own] if own else []
    for part in told:
        drafts += list(_in_part(part, own))
    yield from (_meeting(report, draft) for draft in drafts if draft.when or draft is own)


def _meeting(report: Report, draft: _Draft) -> Meeting:
    day = next(iter(dates(draft.when.value)), None) if draft.when else None
    aims, evidence = tuple(draft.aims), tuple(draft.evidence)
    span = draft.sentence.span
    return Meeting(report.id, draft.topic, day, draft.when, aims, evidence, draft.assurance, span)


def _in_part(part: Part, own: _Draft | None) -> list[_Draft]:
    """Meetings told in sentences, each with the lists and the assurance that follow it."""
    found: list[_Draft] = []
    for block in part.blocks:
        if block.kind not in {"paragraph", "label"}:
            continue
        for unit in sentences(part.section, [block]) or ():
            sentence = part.field(unit.start, unit.end)
            if draft := _told(part, sentence):
                found.append(draft)
            elif found and not own:
                _adds(found[-1], sentence)
        if found and part.words(block).endswith(":"):
            _list(found[-1], part, block)
    return _joined(found)


def _told(part: Part, sentence: Field) -> _Draft | None:
    """The meeting that a sentence dates, if it speaks of one."""
    meeting = _MEETING.search(sentence.value)
    day = (
        _DAY.search(sentence.value, meeting.start()) or _DAY.search(sentence.value)
        if meeting
        else None
    )
    if not meeting or not day or not _HELD.search(sentence.value):
        return None
    draft = _Draft(part, sentence, when=piece_of(sentence, *day.span()))
    _adds(draft, sentence)
    return draft


def _adds(draft: _Draft, sentence: Field) -> None:
    ways = (_TOPIC, _AS_TOPIC, _ON)
    topic = next(filter(None, (way.search(sentence.value) for way in ways)), None)
    if topic and not draft.topic:
        draft.topic = piece_of(sentence, *topic.span("topic"))
    level = _ASSURED.search(sentence.value)
    if level and not draft.assurance:
        draft.assurance = piece_of(sentence, *level.span("value" if level["value"] else "level"))


def _list(draft: _Draft, part: Part, block: Block) -> None:
    """The points under a sentence that says that they are aims, or evidence."""
    last = part.words(block).rsplit(". ", 1)[-1]
    listed = [_point(part, item) for item in points(part.section, block)]
    if _EVIDENCE.search(last):
        draft.evidence += listed
    elif _AIMS.search(last):
        draft.aims += listed


def _point(part: Part, block: Block) -> Field:
    """A point without the marks that part it from the next: `; and`."""
    words = re.sub(r"[;,]?(?:\s+and)?$|;$", "", part.words(block).rstrip())
    return part.field(block.start, block.start + len(words.rstrip(" ;,")))


def _joined(drafts: Sequence[_Draft]) -> list[_Draft]:
    """Sentences of one part on the same day are one meeting."""
    kept: dict[str, _Draft] = {}
    for draft in drafts:
        key = fold(draft.when.value) if draft.when else ""
        if key not in kept:
            kept[key] = draft
            continue
        first = kept[key]
        first.topic, first.assurance = (
            first.topic or draft.topic,
            first.assurance or draft.assurance,
        )
        first.aims, first.evidence = first.aims or draft.aims, first.evidence or draft.evidence
    return list(kept.values())


def _own(report: Report, told: Sequence[Part]) -> _Draft | None:
    """The meeting that the whole report is of, if it is the minutes or page of one."""
    opening = " ".join(
        [
            report.title,
            *(p.section.text[:300] for p in told[:1]),
            *(h for p in told[:2] for h in p.section.path),
        ]
    )
    if report.kind not in MEETINGS or not told or not _MEETING.search(opening):
        return None
    first = told[0]
    draft = _Draft(first, first.whole(first.blocks[0]))
    for part in told:
        _own_fields(draft, part)
        _own_lists(draft, part)
    return draft


def _own_fields(draft: _Draft, part: Part) -> None:
    for block in part.blocks:
        cells = list(part.cells(block).values())
        name, _, value = part.words(block).partition(":")
        if len(cells) == 2:
            name, value = cells[0].value.rstrip(": "), cells[1].value
        kind = next((k for k, terms in _FIELDS.items() if re.search(terms, fold(name))), "")
        whole = part.whole(block)
        if kind == "topic" and value.strip() and not draft.topic:
            draft.topic = piece_of(whole, len(whole.value) - len(value.lstrip()), len(whole.value))
        day = DATE.search(whole.value)
        if (
            day
            and not draft.when
            and not re.match(r"(?:next|date of next|apolog|last|previous)", fold(name))
        ):
            draft.when = piece_of(whole, *day.span())
        level = _ASSURED.search(whole.value.replace("\t", " "))
        if level and not draft.assurance and not _FORMER.search(whole.value):
            draft.assurance = piece_of(whole, *level.span("value" if level["value"] else "level"))


def _own_lists(draft: _Draft, part: Part) -> None:
    heading = fold(part.section.heading)
    for kind, terms in _HEADS.items():
        if re.search(rf"^(?:\W*\d*\W*)?(?:{terms})", heading):
            listed = [_point(part, b) for b in part.blocks if b.kind == "item"]
            proper = [
                part.whole(b)
                for b in part.blocks
                if b.kind == "paragraph" and not part.words(b).endswith(":")
            ]
            getattr(draft, kind).extend(listed or proper)
            return
    for block in part.blocks:
        if part.words(block).endswith(":"):
            _list(draft, part, block)
