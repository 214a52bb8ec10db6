"""What a report answers to items by their label, wherever they stand: replies, statuses, leads.

The words are read as one stream, in which a heading, a line or a place within a paragraph may name
an item (`Recommendation 4 (family liaison)`, `AFI 2 - abandoned calls`, `IP4:`) or who speaks
(`The Commissioner says:`). What follows is said of that item by that speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import groupby

from corpus.extract.account import sentences
from corpus.extract.around import said_of_it
from corpus.extract.cell import is_told
from corpus.extract.field import field_kind
from corpus.extract.part import Part, parts, piece_of, sentence_end, speaker_in
from corpus.extract.status import is_status, speaker_of, state_before, status_part
from corpus.extract.table import Table, tables
from corpus.label import NAMED, Label, item_label
from corpus.piece import fold
from corpus.register import Field
from corpus.report import Block, Report

_LEAD = re.compile(
    r"^(?:(?:\d+(?:\.\d+)*|[A-Z]\d*(?:\.\d+)*)[.)]?\s+)?"
    r"(?:(?P<on>progress|update|position|status|background|follow-?up|responses?|repl(?:y|ies)|comments?|evidence)\s+(?:on|to|of|against|for|with)\s+(?:the\s+)?)?"
    r"(?:(?P<takes>on|as (?:to|for|regards)|turning to)\s+(?=(?:\w+\s){1,3}\d))?(?:(?:the\s+)?(?:inspectorate|hmicfrs|inspectors?|auditors?|original|audit)(?:['’]s?)?\s+)?",
    re.IGNORECASE,
)
"""What may stand before the label of an item that is answered: `Progress on`, `Inspectorate's`."""
_ANSWERS = re.compile(r"resp|repl|comm", re.IGNORECASE)
"""Leads by which another answers, not the report itself."""
_BODY = r"(?:police and crime )?commissioner|o?pcc|force|chief constable|chief officers?|constabulary|management|inspectorate|hmicfrs|auditor|internal audit|auditee|owner"
_SPEAKER = re.compile(
    rf"^(?:responses?|repl(?:y|ies)|comments?|position|views?|update)\s+(?:from|by|of)\s+(?:the\s+)?(?P<of>{_BODY})\s*(?:[:\t]|$)\s*"
    rf"|^(?:the\s+)?(?P<by>{_BODY})"
    r"(?:['’]s?)?\s+(?:(?:initial|formal|written|latest|own|own)\s+)?"
    r"(?:repl(?:y|ies)|responses?|comments?|position|views?|update|statement|says|said|writes|answers?)"
    r"\s*(?:[:\t]|\s[–-]\s|$)\s*",
    re.IGNORECASE,
)


def opens_reply(words: str) -> bool:
    """Whether some words open with who answers: `The Commissioner says: ...`."""
    return bool(_SPEAKER.match(words))


_STARTS = re.compile(r"(?<=[.!?])\s+|(?<=[.!?][”\"’)])\s+|(?<=\S)[\t\n]|(?<=;)\s+")
_PLURAL = re.compile(rf"^(?:the\s+)?(?:{'|'.join(NAMED.values())})(?<=s)\b", re.IGNORECASE)
_REFERENCE = re.compile(r"^(?P<number>[A-Z]{1,5}[ /-]?\d{1,3}(?:[/-]\d{1,3})*)\b")
_NUMBERED = re.compile(r"[A-Z]{1,5}[ /-]?\d{1,3}(?:[/-]\d{1,3})*|\d{1,2}(?:\.\d{1,2})+")
"""A reference, or the number of a paragraph: `IP4`, `3.2`."""
_TOLD = {"status", "revised", "owner", "deadline"}
"""What a table may tell of items by their numbers."""
_VERDICT = 6
"""The most words of a fragment that opens a reply and is a position: `Accepted in part.`"""
_SUBJECT = re.compile(
    r"^(?:i|we|our|my|the|a|an|it|this|that|these|those|there|he|she|they|none|no|see|all|some)\b",
    re.IGNORECASE,
)
_TALE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|can)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stated:
    """A status that an answer opens with or prints, and the day that it is printed for."""

    value: Field
    by: str
    on: str = ""


@dataclass
class Answer:
    """What one place of a report says of one item."""

    report: str
    family: str
    """Empty where only a reference is printed: `IP4`."""
    number: str
    hint: str
    """The words beside the label and the headings above: what the item is about."""
    qualifier: str = ""
    replies: list[tuple[str, Field]] = field(default_factory=list)
    """Who answers, empty for the report itself, and the words."""
    statuses: list[Stated] = field(default_factory=list)
    owners: list[Field] = field(default_factory=list)
    deadlines: list[Field] = field(default_factory=list)
    priorities: list[Field] = field(default_factory=list)


def answers(report: Report, references: AbstractSet[str]) -> Iterator[Answer]:
    """What a report says of items that it names by label, or by one of these references."""
    for part in parts(report):
        yield from _rows(part)
    yield from _stream(report, references)


def _rows(part: Part) -> Iterator[Answer]:
    """Rows that number items asked for elsewhere and say how they stand: a table of follow-up."""
    for table in tables(part):
        kinds = table.columns
        if "number" in kinds and "text" not in kinds and kinds.keys() & _TOLD:
            for row in table.rows:
                if answer := _row(part, table, row):
                    yield answer


def _row(part: Part, table: Table, row: Block) -> Answer | None:
    cells, columns = part.cells(row), table.columns
    number = next((cells[n] for n in columns["number"] if n in cells), None)
    if number is None:
        return None
    column = table.names[columns["number"][0]]
    labels = (item_label(number.value), item_label(f"{column} {number.value}"))
    known = next((label for label in labels if label and label.number), None)
    if not known and not _NUMBERED.fullmatch(number.value.strip()):
        return None
    hint = " ".join([part.report.title, *part.section.path, part.words(row)])
    name = known.number if known else number.value.strip()
    answer = Answer(part.report.id, known.family if known else "", name, hint)
    for n in columns.get("status", ()):
        if n in cells and (value := status_part(cells[n])):
            by = speaker_of(table.names[n])
            answer.statuses.append(Stated(value, by or part.speaker, table.names[n]))
    for kind, held in (
        ("owner", answer.owners),
        ("deadline", answer.deadlines),
        ("priority", answer.priorities),
    ):
        held += [c for n in columns.get(kind, ()) if (c := cells.get(n)) and is_told(c.value)]
    whole = part.whole(row)
    answer.replies.append(("", whole))
    return answer


@dataclass
class _Run:
    """The item that is spoken of, who speaks, and the words so far."""

    answer: Answer
    depth: int
    """How deep the heading stands that named it; 0 where a line did."""
    by: str = ""
    author: bool = False
    """Whether the report itself speaks of it."""
    said: list[tuple[str, Part, int, int]] = field(default_factory=list)
    """Who says it, and where it starts and ends in a section."""
    on: str = ""
    """The headings above, which may date it."""
    spoke: str = ""
    """The section of which the heading says who speaks of the item."""
    alone: bool = False
    """Whether one sentence only belongs to it: a note among others of one paragraph."""


def _stream(report: Report, references: AbstractSet[str]) -> Iterator[Answer]:
    run: _Run | None = None
    before: tuple[str, ...] = ()
    for part in parts(report):
        path = part.section.path
        for depth in range(_shared(before, path), len(path)):
            ended, run = run, _headed(part, path, depth, run, references)
            if ended and ended is not run:
                yield from _told(ended)
        before = path
        for block in part.blocks:
            if run and _holds_field(run.answer, part, block):
                continue
            for piece in _pieces(part, block):
                ended, run = run, _next(part, piece, run, references)
                if ended and ended is not run:
                    yield from _told(ended)
            if run and run.alone:
                yield from _told(run)
                run = None
    if run:
        yield from _told(run)


def _holds_field(answer: Answer, part: Part, block: Block) -> bool:
    """Whether a row of a form tells a field of the item answered, which is then held there.

    `Lead, Head of Estates`; `To be done by, 5 May 2026`; `Position, Red: no site has been found`.
    """
    cells = list(part.cells(block).values()) if block.kind in {"row", "head"} else []
    kind = (
        field_kind(cells[0].value, cells[1].value)
        if len(cells) == _PAIR and is_told(cells[1].value)
        else ""
    )
    if kind == "status" and (state := status_part(cells[1]) or state_before(cells[1])):
        answer.statuses.append(Stated(state, part.speaker))
    elif kind == "owner":
        answer.owners.append(cells[1])
    elif kind == "deadline":
        answer.deadlines.append(cells[1])
    elif kind == "priority":
        answer.priorities.append(cells[1])
    return bool(kind) and kind in _HELD


_PAIR = 2
"""Cells of a name and what it names."""
_HELD = {"status", "owner", "deadline", "priority"}


def _shared(before: Sequence[str], path: Sequence[str]) -> int:
    """How many headings of a section were open already; its own always opens."""
    same = 0
    while same < min(len(before), len(path) - 1) and before[same] == path[same]:
        same += 1
    return same


def _headed(
    part: Part, path: Sequence[str], depth: int, run: _Run | None, references: AbstractSet[str]
) -> _Run | None:
    """The run that a heading opens, goes on with, or ends."""
    heading = path[depth]
    if spoken := _SPEAKER.match(heading):
        if run:
            run.by, run.spoke = _speaker(spoken["by"] or spoken["of"]), part.section.id
        return run
    named = _named(heading, references, heading=True)
    if named:
        label, author, _rest = named
        hint = " ".join([part.report.title, *path[: depth + 1]])
        answer = Answer(part.report.id, label.family, label.number, hint, label.qualifier)
        by = part.speaker or part.report.publisher or part.report.name if part.replies else ""
        return _Run(answer, depth + 1, by=by, author=author, on=" ".join(path))
    inner = run is not None and 0 < run.depth <= depth
    return run if inner else None


def _named(
    words: str, references: AbstractSet[str], *, heading: bool
) -> tuple[Label, bool, str] | None:
    """The label of an item that some words open with, whether the report speaks, and the rest."""
    lead = _LEAD.match(words)
    start = lead.end() if lead else 0
    takes = bool(lead and lead["takes"])
    on = takes or bool(lead and lead["on"] and not _ANSWERS.match(lead["on"]))
    rest = words[start:]
    label = item_label(rest)
    opens = label and (heading or takes or label.parted or label.qualifier or not label.rest)
    if label and label.number and opens:
        return label, on, label.rest
    found = _REFERENCE.match(rest)
    if found and fold(found["number"]) in references:
        after = rest[found.end() :]
        if heading or re.match(r"\s*[:–-]\s", after):
            return Label("", found["number"], after.strip(" :–-"), ":"), True, after.strip(" :–-")
    return None


def _pieces(part: Part, block: Block) -> Iterator[Field]:
    """The sentences and cells of a block, each of which may open with a label or a speaker."""
    if block.kind == "head":
        return
    words, start = part.words(block), 0
    for stop in [*_STARTS.finditer(words), None]:
        end = stop.start() if stop else len(words)
        if words[start:end].strip():
            yield part.field(block.start + start, block.start + end)
        start = stop.end() if stop else end


def _next(part: Part, piece: Field, run: _Run | None, references: AbstractSet[str]) -> _Run | None:
    """The run after a sentence: the one it opens, or the one before with it."""
    first = any(b.start == piece.span.start for b in part.blocks)
    named = _named(piece.value, references, heading=False)
    if named:
        label, author, rest = named
        hint = " ".join([part.report.title, *part.section.path, piece.value])
        answer = Answer(part.report.id, label.family, label.number, hint, label.qualifier)
        new = _Run(answer, 0, author=author, alone=not label.family)
        new.on = " ".join(part.section.path)
        turn = run is not None and run.spoke == part.section.id
        speaks = part.speaker if part.replies and not turn else ""
        if author and part.report.kind == "PCC response":
            speaks = part.report.publisher
        if rest and rest in piece.value:
            new.said.append((speaks, part, *_from(piece, piece.value.rindex(rest))))
        new.by = speaks
        return new
    spoken = _SPEAKER.match(piece.value)
    if spoken and run:
        run.by = _speaker(spoken["by"] or spoken["of"])
        if spoken.end() < len(piece.value):
            run.said.append((run.by, part, *_from(piece, spoken.end())))
        return run
    if first and _PLURAL.match(piece.value):
        return None
    if run:
        run.said.append((run.by, part, *_from(piece, 0)))
    return run


def _from(piece: Field, start: int) -> tuple[int, int]:
    return piece.span.start + start, piece.span.end


def _speaker(words: str) -> str:
    return speaker_in(words) or (
        "the auditor" if "audit" in words.casefold() else "the inspectorate"
    )


def _told(run: _Run) -> Iterator[Answer]:
    """The answer that a run holds, with what was said joined by speaker and section."""
    spoken = any(by for by, *_ in run.said)
    answer = run.answer
    stands, answer.statuses = answer.statuses, []
    if not spoken and not run.author:
        return
    for by, words in _joined(run.said):
        if spoken and not by:
            answer.hint = f"{answer.hint} {words.value}"
        elif fold(words.value).strip(" .") not in {"none", "n/a", "not applicable"}:
            _add(answer, by, words, run.on)
    answer.statuses += stands  # where it stands is told behind what the reply opens with
    if answer.replies:
        yield answer


def _add(answer: Answer, by: str, words: Field, on: str) -> None:
    """Add a reply with the positions, the status and the lead that it tells."""
    answer.replies.append((by, words))
    answer.statuses += [Stated(value, by) for value in verdicts(words)] if by else []
    for kind, value in (
        told for one in sentences(words) for told in said_of_it(one, alone=bool(by))
    ):
        if kind == "owner":
            answer.owners.append(value)
        elif kind == "deadline":
            answer.deadlines.append(value)
        elif kind == "priority":
            answer.priorities.append(value)
        elif kind == "status" and is_status(value.value):
            answer.statuses.append(Stated(value, by, on))


def _joined(said: Sequence[tuple[str, Part, int, int]]) -> Iterator[tuple[str, Field]]:
    """What one speaker says in one section, as one."""
    for (by, _), group in groupby(said, key=lambda one: (one[0], one[1].section.id)):
        told = list(group)
        yield by, told[0][1].field(told[0][2], told[-1][3])


_ACCEPTS = re.compile(
    r"(?:^|[.!?)]\s+)(?P<says>(?:I|we|the (?:force|commissioner|chief constable)) (?:(?:do|does|can|cannot|not|fully|partly|partially) )*"
    r"(?:accept|agree|reject)s?(?: (?:this|the|that|it)(?: recommendation| finding| area for improvement)?)?"
    r"(?: only)?(?: in (?:full|part|principle))?)(?=[.;])",
    re.IGNORECASE,
)
"""A sentence that is a position: `I accept the recommendation in part.`"""


def verdicts(reply: Field) -> Iterator[Field]:
    """The positions that a reply opens with: `Accepted. Met on 23 January 2026. All 46 cases ...`.

    A whole sentence may tell one anywhere in it: `I accept in part.`
    """
    for found in _ACCEPTS.finditer(reply.value):
        yield piece_of(reply, *found.span("says"))
    start = 0
    while start < len(reply.value):
        end = start + sentence_end(reply.value[start:])
        words = reply.value[start:end].strip()
        short = 0 < len(words.split()) <= _VERDICT and words.endswith(".")
        if (
            not short
            or words[0] == "("
            or _SUBJECT.match(words)
            or _TALE.search(words)
            or ":" in words
        ):
            return
        yield piece_of(reply, start, start + len(reply.value[start:end].rstrip(" .")))
        start = end
        while start < len(reply.value) and reply.value[start].isspace():
            start += 1
