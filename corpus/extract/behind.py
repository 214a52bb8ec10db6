"""What stands behind the words of an item, up to the next one: who acts, by when, how it ranks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from operator import itemgetter

from corpus.extract.account import closing_state, sentences, told_of
from corpus.extract.around import asked_of, names_another, said_of_it, speaks_of_it
from corpus.extract.draft import Draft, Said
from corpus.extract.field import is_field_line, line_fields
from corpus.extract.mark import LETTER, ORDER
from corpus.extract.part import Part, parts
from corpus.extract.response import opens_response
from corpus.extract.status import is_status
from corpus.extract.stream import opens_reply
from corpus.extract.verdict import answered_behind, position, refuses, taken_up
from corpus.label import item_label
from corpus.register import Field, Response
from corpus.report import PROSE, Block, Report

_OF_OTHERS = {"inspection report", "PCC response"}
"""Kinds of report in which a reply is told as an answer of its own."""
_TOLD = ("owner", "deadline", "priority", "revised")


def told_behind(report: Report, drafts: Sequence[Draft]) -> Sequence[Draft]:
    """The drafts, each with the fields that sentences behind its words tell and its own place not.

    The blocks that speak of an item are places of it.
    """
    for draft in drafts:
        if draft.listed:
            _tell(draft, (), alone=False)
    told = list(parts(report))
    for n, part in enumerate(told):
        inside = [] if part.replies else _inside(part, drafts)
        alone = _is_alone(part, inside)
        for draft, behind in _behind(part, inside, alone=alone):
            if len(inside) == 1:
                deeper = list(_deeper(told[n + 1 :], part, drafts))
                owns = part.report.kind not in _OF_OTHERS  # there management replies who does it
                _tell(draft, [(p, b) for p, b in deeper if owns and p.replies], alone=True)
                _tell(draft, [(p, b) for p, b in deeper if alone and not p.replies], alone=True)
            _tell(draft, [(part, block) for block in behind], alone=alone)
    return drafts


def _inside(part: Part, drafts: Sequence[Draft]) -> list[Draft]:
    """The items whose words stand in a section, in reading order; rows of tables are none."""
    found = [
        (d.text.span.start, d) for d in drafts if d.text and not d.listed and _stands_in(part, d)
    ]
    return [draft for _, draft in sorted(found, key=itemgetter(0))]


def _behind(
    part: Part, inside: Sequence[Draft], *, alone: bool
) -> Iterator[tuple[Draft, list[Block]]]:
    """Each item with the blocks behind its words: behind the last no more than behind another.

    Nothing says where the last one ends, unless it has the section to itself.
    """
    longest = 0
    for draft, after in zip(inside, [*inside[1:], None], strict=False):
        between = _between(part, draft, after)
        if after is None and not alone:
            own = len(list(takewhile(lambda b: _tells_field(part, b), between)))
            between = between[: max(longest or 1, own)]
        longest = max(longest, len(between))
        yield draft, between


def _stands_in(part: Part, draft: Draft) -> bool:
    return draft.text is not None and draft.text.span.section == part.section.id


def _is_alone(part: Part, inside: Sequence[Draft]) -> bool:
    """Whether a section is that of one item."""
    label = item_label(part.section.heading)
    return len(inside) == 1 and bool(label and label.number)


def _between(part: Part, draft: Draft, after: Draft | None) -> list[Block]:
    """The blocks behind an item's words, before a reply to it and the place of the next."""
    end = draft.text.span.end if draft.text else 0
    stop = min((s.start for s in after.sources), default=0) if after else len(part.section.text)
    behind = [b for b in part.blocks if end <= b.start and b.end <= stop and b.kind in PROSE]
    if "audit" not in part.report.kind:  # there management says who will do what is asked
        behind = list(takewhile(lambda b: not opens_reply(part.words(b)), behind))
    own = next((b for b in part.blocks if b.kind == "item" and b.start < end <= b.end), None)
    if own is None:
        return behind
    marked = _is_marked(part, own)
    return list(takewhile(lambda b: b.kind != "item" or _is_under(part, b, marked=marked), behind))


def _is_marked(part: Part, block: Block) -> bool:
    return bool(ORDER.match(part.words(block)) or LETTER.match(part.words(block)))


def _is_under(part: Part, point: Block, *, marked: bool) -> bool:
    """Whether a point tells of the point before it: without its mark, or as a field of it."""
    return (marked and not _is_marked(part, point)) or _tells_field(part, point)


def _tells_field(part: Part, block: Block) -> bool:
    """Whether a line is a field of the item before it, or an answer to it."""
    words = ORDER.sub("", part.words(block), count=1)
    return is_field_line(words) or _answers(words)


def _answers(words: str) -> bool:
    return opens_reply(words) or opens_response(words)


def _deeper(
    following: Sequence[Part], part: Part, drafts: Sequence[Draft]
) -> Iterator[tuple[Part, Block]]:
    """The blocks of the sections inside that of an item, where no other item stands."""
    label = item_label(part.section.heading)
    named = label is not None and not label.number and not label.rest
    depth = len(part.section.path) - named  # `Recommendation` and `Response` stand side by side
    for inner in following:
        path = inner.section.path
        if path[:depth] != part.section.path[:depth] or len(path) == depth:
            return
        if named and any(_stands_in(inner, draft) for draft in drafts):
            return
        if not any(_stands_in(inner, draft) for draft in drafts):
            yield from ((inner, b) for b in inner.blocks if b.kind in PROSE)


def _tell(draft: Draft, behind: Sequence[tuple[Part, Block]], *, alone: bool) -> None:
    """Add to a draft what sentences in its own words and behind them tell of it."""
    known = {kind for kind, found in draft.fields.items() if found}
    known |= {"deadline"} if "revised" in known else set()
    told: list[tuple[str, Field]] = []
    for sentence in sentences(draft.text)[1:] if draft.text else ():
        told += said_of_it(sentence, alone=alone)
        told += [one for one in told_of(sentence) if one[0] == "revised"]
    for part, block in behind:
        whole = part.whole(block)
        answers = _answers(ORDER.sub("", whole.value, count=1)) or position(whole) is not None
        own = alone or answers
        if names_another(whole.value):
            continue
        _answer(draft, part, whole)
        said = [one for s in sentences(whole) for one in said_of_it(s, alone=own)]
        said += [(kind, value) for kind, value, _ in line_fields(part, [block])]
        said += [one for one in told_of(whole) if one[0] == "revised"]
        said += [("status", state) for state in states_in(whole)]
        held = alone or any(s.meets(whole.span) for s in draft.sources)
        if not held and (said or speaks_of_it(whole.value)):
            draft.sources.append(whole.span)
        told += said
    if draft.text and (who := asked_of(draft.text)):
        told.append(("owner", who))
    states = [value for kind, value in told if kind == "status"]
    if states and not draft.statuses and not draft.fields.get("status"):
        draft.statuses.append(Said(states[-1]))
    for kind, value in told:
        if kind in _TOLD and kind not in known:
            same = draft.fields.setdefault(kind, [])
            if not same:
                same.append(value)


def _answer(draft: Draft, part: Part, whole: Field) -> None:
    """Add to a draft what a block behind it answers, and the state in which that closes."""
    if any(reply.text.span.meets(whole.span) for reply in draft.replies):
        return
    told = [verdict] if (verdict := answered_behind(whole, part.report.kind)) else []
    state = closing_state(whole)
    if position(whole):
        draft.replies.append(Response(part.speaker, whole))
    if not draft.statuses and not draft.fields.get("status"):
        told += [state] if state else []
        draft.statuses += [Said(one, part.speaker) for one in told]


def states_in(text: Field) -> Iterator[Field]:
    """The state that a text is, or in which it ends."""
    if is_status(text.value):
        yield text
    elif state := closing_state(text):
        yield state
    for sentence in sentences(text):
        if refuses(sentence.value):
            yield sentence
        elif done := taken_up(sentence):
            yield done
