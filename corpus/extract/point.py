"""A point or a paragraph under the name of a family that its heading or its lead announces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.extract.account import account, closing_state, sentences
from corpus.extract.actor import asks, lead_fields
from corpus.extract.bracket import ending
from corpus.extract.doer import doer
from corpus.extract.draft import Draft, Said, draft_of, grouped
from corpus.extract.field import told_in
from corpus.extract.mark import LETTER, ORDER, REFERENCE
from corpus.extract.over import settled_state
from corpus.extract.part import Part, piece_of
from corpus.label import NAMED, Label, item_label
from corpus.passages import items_from, lead_in
from corpus.register import Field, Response
from corpus.report import Block


def asked_under(part: Part, block: Block, family: str, *, heads: bool) -> Iterator[Draft]:
    """What a point or a paragraph asks for under the name of a family.

    A point asks, whatever its words; a paragraph where they do, or as an entry of a log. Where
    lines without an end head what was found (`heads`), only they ask.
    """
    words = part.words(block)
    if _TAKES_UP.match(words) or _tells(part, words) or _is_bulleted(part, block):
        return
    if led := _led(part, block):
        if _is_bulleted(part, led[0]):
            several = Block("item", block.start, led[-1].end, block.page)
            yield from _listed(part, several, family)
        return
    asking = heads_findings(part, block) if heads else asks(words) and words[-1] != ":"
    if block.kind == "item" or asking:
        yield from _listed(part, block, family)
    elif opens := REFERENCE.match(words):
        whole = part.whole(block)
        body = piece_of(whole, opens.end(), len(whole.value))
        yield _logged(part, body, Label(family, opens["number"], "", ""), whole)


def heads_findings(part: Part, block: Block) -> bool:
    """Whether a paragraph asks for action in a line without an end, as one over findings does."""
    words = part.words(block)
    return block.kind == "paragraph" and words[-1] not in ".:;,!?" and asks(words)


def defined(part: Part, block: Block, family: str) -> Draft | None:
    """The item of a row whose number is a term, and whose words and all told of it explain it."""
    term = _TERM.match(part.words(block)) if family else None
    if not term:
        return None
    told = account(list(part.cells(block).values())[1])
    fields = grouped([*told.told, *told_in(told.asked), *ending(told.asked)])
    label = Label(family, term["number"], "", "")
    draft = draft_of(part, label, told.asked, part.whole(block).span, fields)
    draft.statuses += [Said(told.state, part.speaker)] if told.state else []
    return draft


_TERM = re.compile(r"^(?P<number>(?:[A-Z]{1,6}[ /-]?)?\d{1,3}(?:[./-]\d{1,3})*[a-z]?)\t[^\t]+$")
"""A row of a number and the words under it, in a list of definitions."""
_TAKES_UP = re.compile(
    rf"^(?:\d{{1,2}}[.)]\s+)?(?:on|as (?:to|for|regards)|turning to) (?:{'|'.join(NAMED.values())}|afi) \w{{1,4}}\b",
    re.IGNORECASE,
)
"""Opens a point that answers what another report asks: `On recommendation 1 ...`."""


def _tells(part: Part, words: str) -> bool:
    """Whether a point of a response is one of its numbered paragraphs, which tells what is done.

    Their numbers go on from those of the sections before; points of a list begin with the first.
    """
    orders = (ORDER.match(part.words(block)) for block in part.blocks)
    first = next((found["n"] for found in orders if found), "1")
    goes_on = part.report.kind == "PCC response" and first != "1" and ORDER.match(words)
    return bool(goes_on) and len(words.split()) > _NAME_WORDS and not asks(words)


_NAME_WORDS = 12


def _led(part: Part, block: Block) -> list[Block]:
    """The points that a point leads into: `9. By 30 April the force should:`."""
    after = [b for b in part.blocks if b.start >= block.end]
    points = list(items_from(after)) if block.kind == "item" else []
    return [point for point in points if lead_in(part.section, point) == block]


def _is_bulleted(part: Part, point: Block) -> bool:
    """Whether a point without a mark of its own stands under a numbered one, of which it is part."""
    lead = lead_in(part.section, point) if point.kind == "item" else None
    numbered = lead is not None and lead.kind == "item" and ORDER.match(part.words(lead))
    marked = any(mark.match(part.words(point)) for mark in (LETTER, ORDER, REFERENCE))
    return bool(numbered) and not marked


def _logged(part: Part, body: Field, label: Label, whole: Field) -> Draft:
    """An entry of a log behind its reference: what was to be done, then what was said of it."""
    first, *rest = sentences(body)
    fields = grouped(told_in(body))
    if who := doer(first):
        fields.setdefault("owner", [who])
    draft = draft_of(part, label, first, whole.span, fields)
    if state := closing_state(body):
        draft.statuses.append(Said(state, part.speaker))
    if rest:
        told = piece_of(body, rest[0].span.start - body.span.start, len(body.value))
        draft.replies.append(Response(part.speaker, told))
    return draft


def _listed(part: Part, block: Block, family: str) -> Iterator[Draft]:
    """A point under the family's name; two points where it names two who are to act."""
    lead = lead_in(part.section, block)
    over = list(_told_over(part.whole(lead))) if lead else []
    for text in _twofold(part.whole(block)):
        opens = REFERENCE.match(text.value)
        body = piece_of(text, opens.end(), len(text.value)) if opens else text
        fields = grouped([*told_in(text), *ending(text)])
        if (who := doer(body)) and "action" in family:
            fields.setdefault("owner", [who])
        for kind, value in over:
            fields.setdefault(kind, [value])
        label = item_label(text.value)
        number = label.number if label else ""
        number = number or (opens["number"] if opens else "")
        if not number and (order := ORDER.match(text.value)):
            number, body = order["n"], piece_of(text, order.end(), len(text.value))
        if not number and lead and (letter := LETTER.match(text.value)):
            number = _lettered_number(part, text, lead)
            body = piece_of(text, letter.end(), len(text.value))
        yield draft_of(part, Label(family, number, "", ""), body, text.span, fields)


def _told_over(lead: Field) -> Iterator[tuple[str, Field]]:
    """What a lead tells of each point under it: by when, of whom it is asked, how it stands."""
    yield from lead_fields(lead)
    if state := settled_state(lead):
        yield "status", state


def _lettered_number(part: Part, point: Field, lead: Block) -> str:
    """The letter of a point, behind the number of its lead where another has that letter too."""
    letter = point.value.strip("( ")[0]
    told = [LETTER.match(part.words(b)) for b in part.blocks if b.kind == "item"]
    several = sum(m is not None and m[0].strip("() ") == letter for m in told) > 1
    above = ORDER.match(part.words(lead))
    return f"{above['n']}{letter}" if several and above else letter


def _twofold(text: Field) -> Iterator[Field]:
    """A text as two where each half names who is to act: `X to do a and Y to do b`."""
    for join in re.finditer(r"(?:,|;)?\s+and\s+(?=(?:the\s+)?[A-Z])|;\s+", text.value):
        head, tail = piece_of(text, 0, join.start()), text.value[join.end() :]
        if tail.strip() and doer(head) and doer(piece_of(text, join.end(), len(text.value))):
            yield head
            yield from _twofold(piece_of(text, join.end(), len(text.value)))
            return
    yield text
