"""What a report answers to items by their label in its text, wherever they stand.

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

from corpus.body import speaker_in
from corpus.extract.account import sentences
from corpus.extract.answer import Answer, Stated
from corpus.extract.around import said_of_it
from corpus.extract.cell import is_told
from corpus.extract.field import field_kind
from corpus.extract.part import Part, parts
from corpus.extract.status import is_status, state_before, status_part
from corpus.extract.verdict import verdicts
from corpus.label import NAMED, Label, item_label
from corpus.piece import fold
from corpus.register import Field
from corpus.report import Block, Report


def streamed(report: Report, references: AbstractSet[str]) -> Iterator[Answer]:
    """What the text says of items that it names by label, or by one of these references, folded."""
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


def opens_reply(words: str) -> bool:
    """Whether some words open with who answers: `The Commissioner says: ...`."""
    return bool(_SPEAKER.match(words))


_LEAD = re.compile(
    r"^(?:(?:\d+(?:\.\d+)*|[A-Z]\d*(?:\.\d+)*)[.)]?\s+)?"
    r"(?:(?P<on>progress|update|position|status|background|follow-?up|responses?|repl(?:y|ies)|comments?|evidence)\s+(?:on|to|of|against|for|with)\s+(?:the\s+)?)?"
    r"(?:(?P<takes>on|as (?:to|for|regards)|turning to)\s+(?=(?:\w+\s){1,3}\d))?(?:(?:the\s+)?(?:inspectorate|hmicfrs|inspectors?|auditors?|original|audit)(?:['’]s?)?\s+)?",
    re.IGNORECASE,
)
"""What may stand before the label of an item that is answered: `Progress on`, `Inspectorate's`."""
_ANSWERS = re.compile(r"resp|repl|comm", re.IGNORECASE)
"""Leads by which another answers, not the report itself."""
_BODY = (
    r"(?:police and crime )?commissioner|o?pcc|force|chief constable|chief officers?|constabulary"
    r"|management|inspectorate|hmicfrs|auditor|internal audit|auditee|owner"
)
_SPEAKER = re.compile(
    rf"^(?:responses?|repl(?:y|ies)|comments?|position|views?|update)\s+(?:from|by|of)\s+(?:the\s+)?(?P<of>{_BODY})\s*(?:[:\t]|$)\s*"
    rf"|^(?:the\s+)?(?P<by>{_BODY})"
    r"(?:['’]s?)?\s+(?:(?:initial|formal|written|latest|own|own)\s+)?"
    r"(?:repl(?:y|ies)|responses?|comments?|position|views?|update|statement|says|said|writes|answers?)"
    r"\s*(?:[:\t]|\s[–-]\s|$)\s*",
    re.IGNORECASE,
)
_STARTS = re.compile(r"(?<=[.!?])\s+|(?<=[.!?][”\"’)])\s+|(?<=\S)[\t\n]|(?<=;)\s+")
_PLURAL = re.compile(rf"^(?:the\s+)?(?:{'|'.join(NAMED.values())})(?<=s)\b", re.IGNORECASE)
_REFERENCE = re.compile(r"^(?P<number>[A-Z]{1,5}[ /-]?\d{1,3}(?:[/-]\d{1,3})*)\b")


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


def _holds_field(answer: Answer, part: Part, block: Block) -> bool:
    """Whether a row of a form tells a field of the item answered, which is then held there.

    `Lead, Head of Estates`; `To be done by, 5 May 2026`; `Position, Red: no site has been found`.
    """
    cells = list(part.cells(block).values()) if block.kind in {"row", "head"} else []
    if len(cells) != _PAIR or not is_told(cells[1].value):
        return False
    kind = field_kind(cells[0].value, cells[1].value)
    if kind == "status" and (state := status_part(cells[1]) or state_before(cells[1])):
        answer.statuses.append(Stated(state, part.speaker))
    answer.tell(kind, cells[1])
    return kind in _HELD


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
        label, author = named
        hint = " ".join([part.report.title, *path[: depth + 1]])
        answer = Answer(part.report.id, label.family, label.number, hint, label.qualifier)
        by = part.speaker or part.report.publisher or part.report.name if part.replies else ""
        return _Run(answer, depth + 1, by=by, author=author, on=" ".join(path))
    inner = run is not None and 0 < run.depth <= depth
    return run if inner else None


def _named(words: str, references: AbstractSet[str], *, heading: bool) -> tuple[Label, bool] | None:
    """The label of an item that some words open with, and whether the report speaks of it."""
    lead = _LEAD.match(words)
    start = lead.end() if lead else 0
    takes = bool(lead and lead["takes"])
    on = takes or bool(lead and lead["on"] and not _ANSWERS.match(lead["on"]))
    rest = words[start:]
    label = item_label(rest)
    opens = label and (heading or takes or label.parted or label.qualifier or not label.rest)
    if label and label.number and opens:
        return label, on
    found = _REFERENCE.match(rest)
    if found and fold(found["number"]) in references:
        after = rest[found.end() :]
        if heading or re.match(r"\s*[:–-]\s", after):
            return Label("", found["number"], after.strip(" :–-"), ":"), True
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
    if named := _named(piece.value, references, heading=False):
        return _opened(part, piece, run, named[0], author=named[1])
    spoken = _SPEAKER.match(piece.value)
    if spoken and run:
        run.by = _speaker(spoken["by"] or spoken["of"])
        if spoken.end() < len(piece.value):
            run.said.append((run.by, part, *_from(piece, spoken.end())))
        return run
    first = any(b.start == piece.span.start for b in part.blocks)
    if first and _PLURAL.match(piece.value):
        return None
    if run:
        run.said.append((run.by, part, *_from(piece, 0)))
    return run


def _opened(part: Part, piece: Field, before: _Run | None, label: Label, *, author: bool) -> _Run:
    """The run that a sentence opens which names an item, with what it says behind the name."""
    hint = " ".join([part.report.title, *part.section.path, piece.value])
    answer = Answer(part.report.id, label.family, label.number, hint, label.qualifier)
    turn = before is not None and before.spoke == part.section.id
    by = part.speaker if part.replies and not turn else ""
    if author and part.report.kind == "PCC response":
        by = part.report.publisher
    run = _Run(answer, 0, by=by, author=author, alone=not label.family)
    run.on = " ".join(part.section.path)
    if label.rest and label.rest in piece.value:
        run.said.append((by, part, *_from(piece, piece.value.rindex(label.rest))))
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
    for sentence in sentences(words):
        for kind, value in said_of_it(sentence, alone=bool(by)):
            answer.tell(kind, value)
            if kind == "status" and is_status(value.value):
                answer.statuses.append(Stated(value, by, on))


def _joined(said: Sequence[tuple[str, Part, int, int]]) -> Iterator[tuple[str, Field]]:
    """What one speaker says in one section, as one."""
    for (by, _), group in groupby(said, key=lambda one: (one[0], one[1].section.id)):
        told = list(group)
        yield by, told[0][1].field(told[0][2], told[-1][3])
