"""An item that has a section, or a card of one, to itself: its words, then `Owner: ...` lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from corpus.extract.account import sentences
from corpus.extract.actor import asks
from corpus.extract.around import said_of_it
from corpus.extract.cell import is_told
from corpus.extract.deck import titled
from corpus.extract.doer import doer
from corpus.extract.draft import Draft, Said, draft_of, grouped
from corpus.extract.field import is_field_line, line_fields, told_in
from corpus.extract.form import asked_cell, asked_in, asking, label_of
from corpus.extract.mark import LETTER
from corpus.extract.paragraph import labelled
from corpus.extract.part import Fields, Part
from corpus.extract.response import answered_in, responses
from corpus.extract.status import opening_status
from corpus.extract.stream import opens_reply
from corpus.extract.verdict import accepts, answered_behind, position
from corpus.label import Label
from corpus.register import Field, Response
from corpus.report import PROSE, Block


def card(part: Part, label: Label) -> Iterator[Draft]:
    """The item that a section is about, then those with a label of their own inside it.

    Nothing where somebody answers what was asked.
    """
    if part.replies:
        return
    inner = [d for b in part.blocks if b.kind != "row" for d in labelled(part, part.whole(b))]
    inside = {draft.sources[0].start for draft in inner}
    told = list(line_fields(part, [b for b in part.blocks if b.start not in inside]))
    replies = list(responses(part))
    taken = (
        inside | {f.span.start for _, f, _ in told} | {b.start for _, own in replies for b in own}
    )
    texts = [b for b in part.blocks if b.kind in PROSE and b.start not in taken]
    texts = [b for b in texts if not is_field_line(part.words(b))]
    texts = [b for b in texts if not opens_reply(part.words(b))]
    starts = sorted(inside)
    first = [(kind, value) for kind, value, b in told if not starts or b.start < starts[0]]
    for draft in inner:
        begins, ends = draft.sources[0].start, [s for s in starts if s > draft.sources[0].start]
        for kind, value, block in told:
            if begins < block.start and not any(end < block.start for end in ends):
                draft.fields.setdefault(kind, [value])
    fields = grouped(first)
    asked = any(asks(part.words(b)) for b in texts)
    if texts := [*asking(part, texts), *texts, *([] if texts else _asked_beside(part, fields))]:
        own = _own(part, label, texts, fields, [response for response, _ in replies])
        own.brief = not asked and sum(b == part.blocks[0] for *_, b in told) > 1
        yield own
    elif label.number and fields and not inner:  # its words stand elsewhere
        spans = [value.span for own in fields.values() for value in own]
        whole = part.field(min(s.start for s in spans), max(s.end for s in spans))
        yield draft_of(part, label, None, whole.span, fields)
    yield from inner


def _asked_beside(part: Part, fields: Fields) -> Iterator[Block]:
    """The first row of a name and words that ask, where a card holds nothing but such rows."""
    taken = {value.span.start for own in fields.values() for value in own}
    for block in part.blocks:
        cells = list(part.cells(block).values()) if block.kind in {"row", "head"} else []
        if [c.span.start in taken for c in cells] == [False, False] and asks(cells[1].value):
            yield block
            return


def told_card(part: Part) -> Iterator[Draft]:
    """The item of a finding card that opens with its number and name: `2. Checks of figures`."""
    asked = asked_in(part)
    opens = titled(part)
    for draft in card(part, label_of(part, asked)) if asked else ():
        if draft.text and not is_told(sentences(draft.text)[0].value.rstrip(" .")):
            continue  # `Agreed action: None.`
        if opens:
            draft.number, draft.area = opens[0], opens[1].value
        yield draft


def _own(
    part: Part, label: Label, texts: Sequence[Block], fields: Fields, replies: Sequence[Response]
) -> Draft:
    """The item in its words, with what its lines tell and what is answered."""
    text, answer = answered_in(asked_cell(part, texts[0]) or _with_points(part, texts))
    for kind, value in told_in(text):
        fields.setdefault(kind, [value])
    if (who := doer(text)) and "action" in label.family:
        fields.setdefault("owner", [who])
    first = min(text.span.start, *(block.start for block in texts))
    last = max([text.span.end, *(f.span.end for own in fields.values() for f in own)])
    draft = draft_of(part, label, text, part.field(first, last).span, fields)
    if done := opening_status(text):  # `Done. The lock was changed.`
        draft.statuses.append(Said(done, part.speaker))
    held = [(reply.by, position(reply.text)) for reply in replies]
    behind = (part.whole(block) for block in texts[1:])
    added = [answer] if answer else []
    added += [Response(part.speaker, words) for words in behind if position(words)]
    held += [(reply.by, answered_behind(reply.text, part.report.kind)) for reply in added]
    replies = [*replies, *added]
    draft.replies += replies
    said = (one for reply in replies for s in sentences(reply.text) for one in said_of_it(s))
    for kind, value in said:
        fields.setdefault(kind, [value])
    audit = "audit" in part.report.kind  # there that management agrees tells no state
    stated = [(by, told) for by, told in held if told and not (audit and accepts(told.value))]
    draft.statuses += [Said(told, by) for by, told in stated]
    return draft


def _with_points(part: Part, texts: Sequence[Block]) -> Field:
    """The first of some blocks, with the points that it leads into, or goes on with: `a) ...`."""
    end = texts[0].end
    if LETTER.match(part.words(texts[0])):
        end = max(b.end for b in _lettered(part, texts[0]))
    if part.words(texts[0]).endswith(":"):
        for block in texts[1:]:
            if block.kind != "item":
                break
            end = block.end
    return part.field(texts[0].start, end)


def _lettered(part: Part, first: Block) -> Iterator[Block]:
    """A block and those after it, as long as they are points with letters."""
    after = (block for block in part.blocks if block.start >= first.start)
    return takewhile(lambda block: bool(LETTER.match(part.words(block))), after)
