"""Places that ask for action: sections, list points and paragraphs with a label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from corpus.extract.account import account, closing_state, narrated, sentences, told_of
from corpus.extract.actor import asked, asks, lead_fields
from corpus.extract.bracket import BRACKET, bracketed, by_kind, ending
from corpus.extract.card import ASKED, cards, titled
from corpus.extract.deadline import WHEN, due
from corpus.extract.doer import doer, does, first_day, leaders
from corpus.extract.draft import Draft, Said, draft_of, grouped
from corpus.extract.field import (
    SHOWN,
    column_kind,
    field_kind,
    is_field_line,
    line_fields,
    opens_with,
    told_in,
)
from corpus.extract.group import tell_of_group
from corpus.extract.heading import announced, lists_several
from corpus.extract.led import led
from corpus.extract.over import told_over
from corpus.extract.part import Part, piece_of, sentence_end, speaker_in
from corpus.extract.record import records
from corpus.extract.row import row_drafts
from corpus.extract.status import is_status, opening_status, status_part
from corpus.label import NAMED, Label, item_label, list_family
from corpus.passages import lead_in
from corpus.piece import fold
from corpus.register import Field, Response
from corpus.report import Block, Span

_REPLY = re.compile(
    r"^(?P<by>(?:[\w’']+\s){0,4}?)(?:responses?|repl(?:y|ies)|comments?|update)\s*(?::|\s[–-]|$)\s*",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"^(?:reply|response|(?:the )?(?:police and crime )?commissioner|pcc|(?:the )?(?:force|chief constable|management))(?:['’]s? (?:reply|response|position|view))?\W*$",
    re.IGNORECASE,
)
"""A cell that names who answers, beside the answer."""
_SELF_TOLD = re.compile(r"\d{1,3}/\d{1,3}|[A-Z]{1,5}[ /-]?\d{1,3}(?:/\d{1,3})?")
"""A number that no sentence about an item would open with: `Action 26/31 Send a count ...`."""
_REFERENCE = re.compile(r"^(?P<number>[A-Z]{2,6}[ /-]?\d{1,3}(?:/\d{1,3})?)\b[:.)]?\s+(?=\w)")
"""A reference that opens a point: `PSB/36`."""
_PARAGRAPH = re.compile(r"^\d{1,2}(?:(?:\.\d{1,2})+[.)]?|[.)])\s+(?=[A-Z])")
"""The number of a paragraph, before the label of what it asks: `2.3 Recommendation 1. We ...`."""
_JOINS = re.compile(r"[.;]\s+(?:and\s+)?|,?\s+and\s+")


def drafts(part: Part) -> Iterator[Draft]:
    """The items that a section asks for, one draft for each place.

    Where its heading says how they stand (`Closed since the last meeting`), that is their status.
    """
    yield from _under_reference(part)
    for draft in _drafts(part):
        if draft.text:
            tell_of_group(part, draft)
        yield draft


def _under_reference(part: Part) -> Iterator[Draft]:
    """What a card tells of its item under a reference: fields, what is asked, how it stands.

    `DP1 - Cash left uncounted`, then `Lead: ...`, and under names of their own or behind them
    `Agreed action`, `State of play`.
    """
    named = [_CARD.match(heading) for heading in part.section.path[-2:]]
    found = next(filter(None, named), None)
    if not found or "audit" not in part.report.kind:
        return
    label = Label("action", found["number"], "", "")
    told = [(kind, f) for kind, f, _ in line_fields(part, part.blocks) if kind in _CARD_FIELDS]
    if len({kind for kind, _ in told}) > 1:
        yield draft_of(part, label, None, part.field(*_reach(told)).span, grouped(told))
    for name, words in _named_parts(part):
        if ASKED.match(name):
            draft = draft_of(part, label, words, words.span, {})
            draft.area = found.string[found.end() :]
            yield draft
        elif field_kind(name) == "status":
            draft = draft_of(part, label, None, words.span, {})
            draft.statuses += [Said(s, part.speaker) for s in [status_part(words)] if s]
            draft.replies.append(Response(part.speaker, words))
            yield draft
        else:  # what should happen, what was found
            yield draft_of(part, label, None, words.span, {})
    for response, blocks in _replies(part):
        draft = draft_of(part, label, None, part.whole(blocks[0]).span, {})
        draft.replies.append(Response(response.by or "management", response.text))
        if (verdict := _verdict(response.text)) and _REFUSED.match(verdict.value):
            draft.statuses.append(Said(verdict, response.by or "management"))
        yield draft


_REFUSED = re.compile(r"not\b|rejected", re.IGNORECASE)
"""What tells how an item stands: that a reply accepts it says nothing of that."""


def _reach(told: Sequence[tuple[str, Field]]) -> tuple[int, int]:
    return min(f.span.start for _, f in told), max(f.span.end for _, f in told)


def _named_parts(part: Part) -> Iterator[tuple[str, Field]]:
    """The parts of a card with their names: the first words of a block, or the heading above."""
    for n, block in enumerate(part.blocks):
        words = part.words(block)
        if block.kind != "paragraph":
            continue
        heading = part.section.heading
        if n == 0 and not _CARD.match(heading):
            yield heading, part.whole(block)
        elif opens := _NAMED_PART.match(words):
            yield opens["name"], piece_of(part.whole(block), opens.end(), len(words))


_CARD = re.compile(r"^(?P<number>[A-Z]{1,5}[ /-]?\d{1,3}(?:\.\d{1,2})?)\s*[:.–—-]\s*(?=\w)")
"""The heading of a card that tells an item by its reference."""
_CARD_FIELDS = {"owner", "deadline", "priority", "status"}
_NAMED_PART = re.compile(r"^(?P<name>[A-Z][a-z]+(?: [a-z]+){0,3})[.:]\s+(?=\S)")


def _drafts(part: Part) -> Iterator[Draft]:
    heading = part.section.heading
    label = item_label(heading)
    alone = bool(label) and (not label.rest or bool(label.parted))  # type: ignore[union-attr]  # label is tested
    if label and alone and (label.number or not lists_several(part, heading)):
        yield from _card(part, label)
        yield from row_drafts(part)
        return
    if (referred := _REFERRED.fullmatch(heading)) and part.blocks:
        yield _detail(part, referred["number"], part.whole(part.blocks[0]))
    told = [] if part.replies else cards(part)
    for card in told:
        yield from _told_card(card)
    if told:
        return
    rows = list(row_drafts(part))
    yield from rows
    if not rows and not label and not part.replies and (asked := _asked_in(part)):
        yield from _card(part, _label_of(part, asked))
        return
    if not part.replies:
        points = _judged(part) or list(_points(part, "" if rows else announced(part)))
        owned = [] if rows or points else list(_recorded(part)) or _owned(part) or _tasks(part)
        asked_for = [] if rows or points or owned else _led(part)
        yield from points or owned or asked_for or _advised(part)


def _led(part: Part) -> list[Draft]:
    """The points that a lead or a heading makes what is asked; none in an inspection's findings."""
    if part.report.kind == "inspection report":
        return []
    made = []
    for body, number, lead in led(part):
        fields = grouped([*told_in(body), *ending(body), *bracketed(body)])
        for kind, field in lead:
            fields.setdefault(kind, [field])
        made.append(draft_of(part, Label("action", number, "", ""), body, body.span, fields))
    return made


def _told_card(card: Part) -> Iterator[Draft]:
    """The item of a finding card that opens with its number and name: `2. Checks of figures`."""
    asked = _asked_in(card)
    opens = titled(card)
    for draft in _card(card, _label_of(card, asked)) if asked else ():
        draft.number, draft.area = (
            (opens[0], opens[1].value) if opens else (draft.number, draft.area)
        )
        yield draft


def _judged(part: Part) -> list[Draft]:
    """Earlier asks that a list tells with what became of each: `3. Collect the data - not achieved`."""
    points = [part.whole(b) for b in part.blocks if b.kind == "item"]
    told = [(point, found) for point in points if (found := _JUDGED.match(point.value))]
    judged = [(point, found) for point, found in told if is_status(found["state"])]
    above = [part.words(b) for b in part.blocks[:1] if b.kind in {"paragraph", "label"}]
    family = _named_family(" ".join([part.section.heading, *above]))
    if not family or len(judged) < _LISTED or len(judged) * 4 < len(points) * 3:
        return []
    made = []
    for point, found in judged:
        label = Label(family, found["number"] or "", "", "")
        draft = draft_of(part, label, piece_of(point, *found.span("text")), point.span, {})
        draft.statuses.append(Said(piece_of(point, *found.span("state")), part.speaker))
        made.append(draft)
    return made


_JUDGED = re.compile(
    r"^(?:(?P<number>\d{1,2})[.)]\s+)?(?P<text>\S.{10,}?)\s+[–—-]\s+(?P<state>[A-Za-z][a-z ]{2,30})\W*$",
    re.DOTALL,
)


def _named_family(words: str) -> str:
    """The first family that some words name in the plural."""
    found = [
        (match.start(), family)
        for family, terms in NAMED.items()
        if (match := re.search(rf"\b(?:{terms})(?<=s|t)\b", words, re.IGNORECASE))
    ]
    return min(found, default=(0, ""))[1]


def _tasks(part: Part) -> list[Draft]:
    """The points of a note of a meeting, where most say who is to do what."""
    points = [(n, part.whole(b)) for n, b in enumerate(part.blocks) if b.kind == "item"]
    doing = [point for _, point in points if doer(point)]
    if part.report.kind not in _MEETS or len(doing) < _LISTED or 2 * len(doing) < len(points):
        return []
    made = []
    for n, point in points:
        fields = grouped([*told_in(point), *ending(point), *_due_after(part, n)])
        if who := does(point) or doer(point):
            fields.setdefault("owner", [who[0]])
        if day := first_day(point):
            fields.setdefault("deadline", [day])
        made.append(draft_of(part, Label("action", "", "", ""), point, point.span, fields))
    return made


def _due_after(part: Part, n: int) -> Iterator[tuple[str, Field]]:
    """The day that a line under a point tells and nothing else: `Due 26 June 2026.`."""
    for block in part.blocks[n + 1 : n + 2]:
        if found := _DUE_ALONE.match(part.words(block)):
            yield "deadline", piece_of(part.whole(block), *found.span("when"))


_DUE_ALONE = re.compile(
    rf"^\W*(?:due|by|deadline|to be done by|for)\W+(?:by )?(?P<when>{WHEN.pattern})\W*$",
    re.IGNORECASE,
)
_MEETS = {"minutes", "scrutiny meeting"}
"""Kinds of report that note what was agreed."""


def _owned(part: Part) -> list[Draft]:
    """The points that each tell who is to act and by when, under whatever heading they stand."""
    points = list(_told_points(part))
    told = [(p, grouped([*told_in(p), *ending(p), *bracketed(p)])) for p in points]
    owned = [fields for _, fields in told if fields.keys() & {"owner"}]
    dated = [fields for fields in owned if fields.keys() & {"deadline", "status"}]
    over = bool(told_over(part.section.heading)[0])
    if len(owned) < (1 if over else _LISTED) or not (over or 2 * len(dated) >= len(owned)):
        return []
    made = []
    for point, fields in told:
        opens = _NUMBERED.match(point.value)
        if not fields.keys() & {"owner", "priority"} and not (over and opens):
            continue
        body = piece_of(point, opens.end(), len(point.value)) if opens else point
        label = Label("action", opens["number"] if opens else "", "", "")
        made.append(draft_of(part, label, body, point.span, fields))
    return made


def _told_points(part: Part) -> Iterator[Field]:
    """The points of a section, and its numbered paragraphs, with a bracket of fields under them."""
    for n, block in enumerate(part.blocks):
        numbered = block.kind == "paragraph" and _REFERRING.match(part.words(block))
        if block.kind == "item" or numbered:
            after = part.blocks[n + 1] if n + 1 < len(part.blocks) else block
            under = BRACKET.fullmatch(part.words(after).rstrip("."))
            yield part.field(block.start, after.end if under else block.end)


_REFERRING = re.compile(r"(?:[A-Z]{1,4}[ /-]?\d{1,3}[.):]|\d{1,4}/\d{1,3}[.):]?)\s+(?=[A-Z])")
"""A reference that opens a paragraph: `N1. The key log ...`."""


_ADVISED = re.compile(
    r"^(?P<number>\d{1,2}(?:\.\d{1,2})+)[.)]?\s+(?:[^.]{0,120}?\b)?(?:I|we|We)\b(?: \w+){0,2}? (?:recommend|repeat our recommendation)\b"
    r"[^.]{0,20}? (?:that|to)\b\s*(?P<text>\S.*)$",
    re.DOTALL,
)
"""A numbered paragraph of a letter that recommends something."""


def _advised(part: Part) -> Iterator[Draft]:
    """The recommendations that numbered paragraphs make in the first person."""
    told = [_ADVISED.match(part.words(b)) if b.kind in _SAID else None for b in part.blocks]
    for n, (block, found) in enumerate(zip(part.blocks, told, strict=True)):
        if not found:
            continue
        rest = next((m for m in range(n + 1, len(told)) if told[m]), len(told))
        text = piece_of(part.whole(block), *found.span("text"))
        under = [(kind, v) for kind, v, _ in line_fields(part, part.blocks[n + 1 : rest])]
        fields = grouped([*told_in(text), *under])
        if who := next(leaders(text), None):
            fields.setdefault("owner", [who])
        label = Label("recommendation", found["number"], "", "")
        yield draft_of(part, label, text, part.whole(block).span, fields)


_SAID = {"paragraph", "item"}


def _recorded(part: Part) -> Iterator[Draft]:
    """The items of a list whose blocks of lines tell who is to act, or by when."""
    told = [
        (r, grouped([(field_kind(name, v.value), v) for name, v in r.fields]))
        for r in records(part)
    ]
    asking = [(record, fields) for record, fields in told if fields.keys() & {"owner", "deadline"}]
    if len(asking) < _LISTED:
        return
    for record, fields in asking:
        named = (v for name, v in record.fields if column_kind(name) == "text")
        text = record.opens or next(named, None)
        if text is None:
            continue
        opens = _NUMBERED.match(text.value)
        label = item_label(text.value)
        number = label.number if label else (opens["number"] if opens else "")
        body = piece_of(text, opens.end(), len(text.value)) if opens else text
        family = announced(part) or "action"
        fields.pop("", None)
        yield draft_of(part, label or Label(family, number, "", ""), body, record.span, fields)


_LISTED = 2
"""Blocks of lines that make a list of items at least."""
_NUMBERED = re.compile(
    r"^(?P<number>[A-Z]{0,4}[ /-]?\d{1,3}(?:/\d{1,3})?)(?:[.):]|\s[–-])?\s+(?=[A-Z])"
)
"""The number that opens a block: `A1. Send ...`."""


def _card(part: Part, label: Label) -> Iterator[Draft]:
    """An item that has a section to itself: its words, then `Owner: ...` lines."""
    inner = [
        draft for b in part.blocks if b.kind != "row" for draft in _labelled(part, part.whole(b))
    ]
    inside = {draft.sources[0].start for draft in inner}
    told = list(line_fields(part, [b for b in part.blocks if b.start not in inside]))
    replies = list(_replies(part))
    taken = {id(b) for _, _, b in told if b.kind == "row" or is_field_line(part.words(b))} | {
        id(b) for pair in replies for b in pair[1]
    }
    texts = [
        b
        for b in part.blocks
        if b.kind in {"paragraph", "item"}
        and id(b) not in taken
        and not is_field_line(part.words(b))
        and not any(f.span.start == b.start for _, f, _ in told)
        and b.start not in inside
    ]
    texts = [*_asked_rows(part), *_asked_under(part, texts), *texts]
    if part.replies:
        return
    yield from _own(part, label, texts, told, replies)
    yield from inner


def _own(
    part: Part,
    label: Label,
    texts: Sequence[Block],
    told: Sequence[tuple[str, Field, Block]],
    replies: Sequence[tuple[Response, tuple[Block, ...]]],
) -> Iterator[Draft]:
    """The item that a card is about: none where it only holds others."""
    if not texts:
        return
    text = _asked_cell(part, texts[0]) or _with_points(part, texts)
    fields = grouped([(kind, field) for kind, field, _ in told])
    for kind, field in told_in(text):
        fields.setdefault(kind, [field])
    if (who := doer(text)) and "action" in label.family:
        fields.setdefault("owner", [who[0]])
    last = max([text.span.end, *(f.span.end for own in fields.values() for f in own)])
    first = min(text.span.start, *(block.start for block in texts))
    source = part.field(first, last).span
    draft = draft_of(part, label, text, source, fields)
    if done := opening_status(text):  # `Done. The lock was changed.`
        draft.statuses.append(Said(done, part.speaker))
    draft.replies += [response for response, _ in replies]
    draft.statuses += [
        Said(verdict, response.by)
        for response, _ in replies
        if (verdict := _verdict(response.text))
    ]
    yield draft


_PROMISED = re.compile(
    r"^(?:what )?(?:(?:we|the (?:force|constabulary)) (?:will|shall|have agreed to|(?:are|is) going to|plans? to) do"
    r"|action (?:to be taken|we will take)|commitment)\W*$",
    re.IGNORECASE,
)
"""What a form of a reply calls the action that it promises."""


def _asked_in(part: Part) -> Block | None:
    """The block of a card that says what is asked, or what is promised by somebody or by a day."""
    asked = next(_asked_rows(part), None)
    promised = next((b for b in _asked_under(part, part.blocks) if b.kind == "paragraph"), None)
    if asked or not promised:
        return asked
    told = {kind for kind, _, _ in line_fields(part, part.blocks)}
    return promised if told & {"owner", "deadline"} else None


def _asked_rows(part: Part) -> Iterator[Block]:
    """The row of a card that says what is asked: `Asked for`, then the words."""
    for names in (ASKED, _PROMISED):
        for block in part.blocks:
            cells = list(part.cells(block).values()) if block.kind in {"row", "head"} else []
            if len(cells) == 2 and names.match(cells[0].value):
                yield block


def _label_of(part: Part, asked: Block) -> Label:
    """The label of a card by the row that says what is asked, and by the number of its heading."""
    above = max(
        (b for b in part.blocks if b.end <= asked.start), key=lambda b: b.end, default=asked
    )
    name = part.words(above if asked.kind == "paragraph" else asked).partition("\t")[0]
    family = "recommendation" if re.search("recommendation", name, re.IGNORECASE) else "action"
    numbered = _NUMBER_OF_CARD.match(part.section.heading)
    return Label(family, numbered["number"] if numbered else "", "", "")


_NUMBER_OF_CARD = re.compile(
    r"(?:(?:form|card|sheet|template|pro ?forma)\s+)?(?P<number>\d{1,2}(?:\.\d{1,2})*)[.):]?\s",
    re.IGNORECASE,
)


def _asked_under(part: Part, texts: Sequence[Block]) -> Iterator[Block]:
    """The paragraph of a card under the line that says what is asked, where findings stand first."""
    for names in (ASKED, _PROMISED):
        for block, after in pairwise(part.blocks):
            if block.kind == "label" and names.match(part.words(block)) and after in texts:
                yield after


def _asked_cell(part: Part, block: Block) -> Field | None:
    cells = list(part.cells(block).values())
    return cells[1] if block.kind in {"row", "head"} and len(cells) == 2 else None


def _verdict(reply: Field) -> Field | None:
    """What a reply opens with, where that is a position and no account: `Accepted in part.`."""
    first = piece_of(reply, 0, sentence_end(reply.value))
    held = len(first.value) <= _LONGEST and _HELD.search(first.value)
    return first if held or _POSITION.match(first.value) else None


_LONGEST = 90
"""Characters of a sentence that is told as a position."""
_POSITION = re.compile(
    r"^(?:not |partly |partially |fully )?(?:accepted|agreed|rejected|content|satisfied)(?: (?:in (?:part|full|principle)))?\W*$",
    re.IGNORECASE,
)


_HELD = re.compile(
    r"^(?:not |partly |partially |fully )?(?:satisfied|content|assured)\b(?=[,:;]| with\b| that\b| for\b)"
    r"|\b(?:I am|we are) (?:not |partly |fully )?(?:satisfied|content|assured)\b",
    re.IGNORECASE,
)
"""A position that goes on to say why: `Not satisfied: one post cannot serve two sites.`."""


def _with_points(part: Part, texts: Sequence[Block]) -> Field:
    """The first of some blocks, with the points that it leads into, or goes on with: `a) ...`."""
    end = texts[0].end
    if _LETTER.match(part.words(texts[0])):
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
    return takewhile(lambda block: bool(_LETTER.match(part.words(block))), after)


_LETTER = re.compile(r"\(?[a-h]\)\s")


def _replies(part: Part) -> Iterator[tuple[Response, tuple[Block, ...]]]:
    """What `Force response: ...` says inside the section of an item."""
    for n, block in enumerate(part.blocks):
        cells = list(part.cells(block).values())
        if len(cells) == 2 and (who := _ALONE.match(cells[0].value)):
            by = speaker_in(who[0]) or part.speaker or "the Force"
            yield Response(by, cells[1]), (block,)
            continue
        found = _REPLY.match(cells[0].value) if cells else None
        if not found or not (found["by"].strip() or found.end() < len(cells[0].value)):
            continue
        after = part.blocks[n + 1] if n + 1 < len(part.blocks) else None
        by = speaker_in(found["by"]) or found["by"].strip()
        if found.end() < len(cells[0].value):
            yield Response(by, piece_of(cells[0], found.end(), len(cells[0].value))), (block,)
        elif len(cells) == 2:
            yield Response(by, cells[1]), (block,)
        elif after and len(cells) == 1:
            yield Response(by, part.whole(after)), (block, after)


def _points(part: Part, family: str) -> Iterator[Draft]:
    """Items that are points or paragraphs: under a family's name, or with their own label."""
    announced, settled = family, ""
    alone: Label | None = None
    last: Draft | None = None
    heads = any(_heads_findings(part, block) for block in part.blocks)
    for before, block in zip([None, *part.blocks], part.blocks, strict=False):
        words = part.words(block)
        if before and (tasked := _tasked(part, before, block)):
            yield tasked
            continue
        if last and _goes_on(part, block, last):
            continue
        last = None
        if alone and block.kind == "paragraph":
            whole = part.whole(block)
            yield draft_of(part, alone, whole, whole.span, grouped([*told_in(whole)]))
            alone = None
            continue
        alone = _lone(block, words)
        if block.kind != "item" and settled:
            announced, settled = family, ""
        if block.kind in {"paragraph", "label"} and words.endswith(":"):
            settled = _settled_family(words)
            announced = list_family(words) or settled or family
        if announced and (term := _TERM.match(words)):
            yield _defined(part, block, Label(announced, term["number"], "", ""))
            continue
        if block.kind not in {"item", "paragraph"} and not (
            block.kind == "row" and "\t" not in words
        ):
            continue
        labelled = list(_labelled(part, part.whole(block)))
        last = labelled[-1] if labelled else None
        yield from labelled
        told = labelled or not announced or _TAKES_UP.match(words) or _tells(part, words)
        if not (told or _leads(part, block)):
            yield from _of_list(part, block, announced, heads=heads)


def _leads(part: Part, block: Block) -> bool:
    """Whether a point only leads into those under it: `9. By 30 April the force should:`."""
    after = next((b for b in part.blocks if b.start >= block.end), None)
    led = after is not None and after.kind == "item" and lead_in(part.section, after)
    return block.kind == "item" and led == block


def _tasked(part: Part, before: Block, block: Block) -> Draft | None:
    """What the sentence over a line asks of whom the line names and nobody else: `Action: Treasurer`."""
    label = item_label(part.words(block))
    if not label or label.family != "action" or not label.rest or before.kind not in _SAID:
        return None
    whole = part.whole(block)
    named = piece_of(whole, whole.value.rindex(label.rest), len(whole.value.rstrip(" .")))
    fields = grouped(list(by_kind(named)))
    parts = [words for words in re.split(r"[;|,]\s*", named.value) if words]
    if (
        "owner" not in fields
        or len(fields) < len(parts)
        or len(parts[0].split()) > _LABEL_WORDS + 1
    ):
        return None
    if not SHOWN["owner"](fields["owner"][0].value):
        return None
    asked = sentences(part.whole(before))[-1]
    return draft_of(part, label, asked, part.field(asked.span.start, block.end).span, fields)


def _of_list(part: Part, block: Block, family: str, *, heads: bool) -> Iterator[Draft]:
    """What a point or a paragraph asks for under the name of a family.

    Where lines without an end head what was found (`heads`), only they ask.
    """
    words = part.words(block)
    asking = _heads_findings(part, block) if heads else asks(words) and words[-1] != ":"
    if block.kind == "item" or asking:
        yield from _listed(part, block, family)
    elif opens := _REFERENCE.match(words):
        whole = part.whole(block)
        body = piece_of(whole, opens.end(), len(whole.value))
        yield _logged(part, body, Label(family, opens["number"], "", ""), whole)


def _logged(part: Part, body: Field, label: Label, whole: Field) -> Draft:
    """An entry of a log behind its reference: what was to be done, then what was said of it."""
    first, *rest = sentences(body)
    fields = grouped([*told_in(body)])
    if who := doer(first):
        fields.setdefault("owner", [who[0]])
    draft = draft_of(part, label, first, whole.span, fields)
    if state := closing_state(body):
        draft.statuses.append(Said(state, part.speaker))
    if rest:
        told = piece_of(body, rest[0].span.start - body.span.start, len(body.value))
        draft.replies.append(Response(part.speaker, told))
    return draft


def _heads_findings(part: Part, block: Block) -> bool:
    """Whether a paragraph asks for action in a line without an end, as one over findings does."""
    words = part.words(block)
    return block.kind == "paragraph" and words[-1] not in ".:;,!?" and asks(words)


def _tells(part: Part, words: str) -> bool:
    """Whether a point of a response is one of its numbered paragraphs, which tells what is done.

    Their numbers go on from those of the sections before; points of a list begin with the first.
    """
    orders = (_ORDER.match(part.words(block)) for block in part.blocks)
    first = next((found["n"] for found in orders if found), "1")
    goes_on = part.report.kind == "PCC response" and first != "1" and _ORDER.match(words)
    return bool(goes_on) and len(words.split()) > _NAME_WORDS and not asks(words)


_NAME_WORDS = 12
_ORDER = re.compile(r"(?P<n>\d{1,2})[.)]\s")


_TERM = re.compile(r"^(?P<number>(?:[A-Z]{1,6}[ /-]?)?\d{1,3}(?:[./-]\d{1,3})*[a-z]?)\t[^\t]+$")
"""A row of a number and the words under it, in a list of definitions."""


def _defined(part: Part, block: Block, label: Label) -> Draft:
    """An item whose number is a term, and whose words with all that is told of it explain it."""
    told = account(list(part.cells(block).values())[1])
    fields = grouped([*told.told, *told_in(told.asked), *ending(told.asked)])
    draft = draft_of(part, label, told.asked, part.whole(block).span, fields)
    draft.statuses += [Said(told.state, part.speaker)] if told.state else []
    return draft


_TAKES_UP = re.compile(
    rf"^(?:\d{{1,2}}[.)]\s+)?(?:on|as (?:to|for|regards)|turning to) (?:{'|'.join(NAMED.values())}|afi) \w{{1,4}}\b",
    re.IGNORECASE,
)
"""Opens a point that answers what another report asks: `On recommendation 1 ...`."""


def _goes_on(part: Part, block: Block, item: Draft) -> bool:
    """Whether a line tells a field of the item before it, which is then told there."""
    whole = part.whole(block)
    if stands := _stands_at(whole):
        item.statuses.append(Said(stands, part.speaker))
        told = piece_of(whole, opens_with(whole.value)[1], len(whole.value))
        for kind, field in told_of(told):
            item.fields.setdefault(kind, []).append(field)
        if told.value != stands.value:
            item.replies.append(Response(part.speaker, told))
        return True
    if is_field_line(whole.value):
        for kind, field in told_in(whole):
            item.fields.setdefault(kind, []).append(field)
        return True
    return False


def _stands_at(text: Field) -> Field | None:
    """The state that a line with the name for it tells, first or last: `Where we are: ... Red.`."""
    kind, start = opens_with(text.value)
    if kind != "status":
        return None
    told = piece_of(text, start, len(text.value))
    return closing_state(told) or (status_part(told) if is_status(told.value) else None)


def _lone(block: Block, words: str) -> Label | None:
    """The label that a line is, over the words that it names: `Cause of concern` in a box."""
    label = item_label(words) if block.kind in {"paragraph", "label"} else None
    named = label and not label.rest and words.rstrip(":. ").count(" ") <= _LABEL_WORDS
    single = label and (label.number or label.family == "cause of concern")
    return label if named and single and not words.endswith("s") else None


_LABEL_WORDS = 4


_REFERRED = re.compile(
    r"^(?:agreed(?: action)?|action|management action|recommendation|response)\s*\((?P<number>[A-Z]{1,5}[ /-]?\d{1,3})\)\s*(?:[:.–-]\s*|$)",
    re.IGNORECASE,
)
"""A reference that opens the detail of an item told in a table: `Agreed (FL3): ...`"""


def _referred(part: Part, whole: Field) -> Iterator[Draft]:
    """The detail, in a text, of an item that a table tells by its reference."""
    found = _REFERRED.match(whole.value)
    if found and found.end() < len(whole.value):
        yield _detail(part, found["number"], piece_of(whole, found.end(), len(whole.value)))


def _detail(part: Part, number: str, body: Field) -> Draft:
    """What a detail says of its item: who is to act, and by when."""
    fields = grouped([*told_in(body), *ending(body)])
    who, when = doer(body), asked(body).deadline
    if who:
        fields.setdefault("owner", [who[0]])
    if when and due(when.value) and (day := WHEN.search(when.value)):
        fields.setdefault("deadline", [piece_of(when, *day.span())])
    draft = draft_of(part, Label("action", number, "", ""), body, body.span, fields)
    draft.brief = True
    return draft


def _labelled(part: Part, whole: Field) -> Iterator[Draft]:
    """Items with their own label in a text: `AFI 2: The force ...; AFI 3: ...`."""
    yield from _referred(part, whole)
    first = _PARAGRAPH.match(whole.value)
    opened = first.end() if first else 0
    starts = [opened, *(m.end() for m in _JOINS.finditer(whole.value) if m.end() > opened)]
    opens = [(n, label) for n in starts if (label := _opens(whole.value[n:], first=n == starts[0]))]
    ends = [*(n for n, _ in opens[1:]), len(whole.value)]
    for (start, label), end in zip(opens, ends, strict=False):
        text = piece_of(whole, start, end)
        body = _body(text, label)
        source = text.span if len(opens) > 1 else whole.span
        if asked := _asked_in_brackets(text, label):
            draft = draft_of(part, label, asked, source, {})
            if state := status_part(body):
                draft.statuses.append(Said(state, part.speaker))
            yield draft
        elif is_status(label.rest[: end - start]) and len(label.rest) < 60:
            draft = draft_of(part, label, None, source, {})
            draft.statuses.append(Said(body, part.speaker))
            yield draft
        else:
            yield _worded(part, label, text, body, source)


def _worded(part: Part, label: Label, text: Field, body: Field, source: Span) -> Draft:
    """An item in its own words, with what the sentences behind them tell of it."""
    told = narrated(body) if _titled(label) else account(body)
    fields = grouped([*told_in(text), *_qualified(text, label), *ending(body)])
    for kind, field in told.told:
        fields.setdefault(kind, [field])
    if (who := doer(body)) and "action" in label.family:
        fields.setdefault("owner", [who[0]])
    draft = draft_of(part, label, told.asked, source, fields)
    if "status" not in fields and told.state:
        draft.statuses.append(Said(told.state, part.speaker))
    draft.replies += [Response(part.speaker, told.rest)] if told.rest else []
    return draft


def _qualified(text: Field, label: Label) -> Iterator[tuple[str, Field]]:
    """The fields in the bracket behind a label: `Action 3 (DCI Hale, 5 May 2026): ...`."""
    if label.qualifier and label.qualifier in text.value:
        start = text.value.index(label.qualifier)
        yield from by_kind(piece_of(text, start, start + len(label.qualifier)))


def _titled(label: Label) -> bool:
    """Whether a title behind a comma opens the words: `Recommendation 1, plans. By May ...`."""
    return bool(label.number and _TITLE.match(label.rest))


_TITLE = re.compile(
    r"^,\s+(?![^.:]{0,90}?\b(?:is|are|was|were|has|have|had|will|should|must|which|asked|made|remains?)\b[^.:]{0,90}[.:])"
    r"[^.:;,]{3,90}[.:]\s+(?=[A-Z])"
)


def _asked_in_brackets(text: Field, label: Label) -> Field | None:
    """What was asked, told in brackets behind the number: `Recommendation 1 (NPCC: ...). Met.`."""
    if len(label.qualifier.split()) < _ASKED_WORDS or ":" not in label.qualifier:
        return None
    start = text.value.index(label.qualifier)
    return piece_of(text, start, start + len(label.qualifier))


_ASKED_WORDS = 4


def _opens(words: str, *, first: bool) -> Label | None:
    """The label that opens an item's words, or None."""
    label = item_label(words)
    if not label or len(label.rest) < (4 if label.number else 25):
        return None
    if fold(label.rest).startswith(label.family):  # `AFI: area for improvement.` only spells it out
        return None
    marks = {":", ".", "-", "–"} if first else {":"}
    bare = first and not label.parted and bool(_SELF_TOLD.fullmatch(label.number))
    numbered = bool(label.number) and (label.parted in marks or (bare and label.rest[0].isupper()))
    single = not label.number and label.parted == ":" and first
    return label if numbered or single or (first and _titled(label)) else None


def _body(text: Field, label: Label) -> Field:
    """The words of an item without its label, and without a field that opens them."""
    rest = label.rest.lstrip(", ")
    start = text.value.index(rest[:20])
    body = piece_of(text, start, len(text.value))
    first = next(told_in(body), None)
    if first and is_field_line(body.value[: first[1].span.end - body.span.start]):
        rest = body.value[first[1].span.end - body.span.start :].lstrip(" .;,")
        if len(rest) > 20 and not is_field_line(rest):
            return piece_of(body, len(body.value) - len(rest), len(body.value))
    return body


def _listed(part: Part, block: Block, family: str) -> Iterator[Draft]:
    """A point under the family's name; two points where it names two who are to act."""
    for text in _twofold(part.whole(block)):
        opens = _REFERENCE.match(text.value)
        fields = grouped([*told_in(text), *ending(text)])
        body = piece_of(text, opens.end(), len(text.value)) if opens else text
        if (who := doer(body)) and "action" in family:
            fields.setdefault("owner", [who[0]])
        lead = lead_in(part.section, block)
        for kind, field in lead_fields(part.whole(lead)) if lead else ():
            fields.setdefault(kind, [field])
        if lead and (settled := _SETTLED.search(part.words(lead))):
            fields.setdefault("status", [piece_of(part.whole(lead), *settled.span("state"))])
        label = item_label(text.value) or Label(family, "", text.value, "")
        number = label.number or (opens["number"] if opens else "")
        if not number and lead and (letter := _LETTER.match(text.value)):
            number = _lettered_number(part, text, lead)
            body = piece_of(text, letter.end(), len(text.value))
        yield draft_of(part, Label(family, number, "", ""), body, text.span, fields)


def _lettered_number(part: Part, point: Field, lead: Block) -> str:
    """The letter of a point, behind the number of its lead where another has that letter too."""
    letter = point.value.strip("( ")[0]
    told = [_LETTER.match(part.words(b)) for b in part.blocks if b.kind == "item"]
    several = sum(m is not None and m[0].strip("() ") == letter for m in told) > 1
    above = _ORDER.match(part.words(lead))
    return f"{above['n']}{letter}" if several and above else letter


def _settled_family(words: str) -> str:
    """The family of the points that a lead says are closed, by the last name before its end."""
    found = [
        (match.end(), family)
        for family, terms in NAMED.items()
        for match in re.finditer(rf"\b(?:{terms})\b", words, re.IGNORECASE)
    ]
    return max(found, default=(0, ""))[1] if _SETTLED.search(words) else ""


_SETTLED = re.compile(
    r"\b(?:(?:we|inspectors|auditors|hmicfrs|inspectorate)(?: have| has)?|(?:is|are|(?:has|have) been|remains?))"
    r"(?: (?:now|also|still|therefore))* (?P<state>closed|discharged|signed off|completed?|open|outstanding)"
    r"(?: \w+){0,4}:$",
    re.IGNORECASE,
)
"""A lead that says how the points under it stand: `We have closed three:`."""


def _twofold(text: Field) -> Iterator[Field]:
    """A text as two where each half names who is to act: `X to do a and Y to do b`."""
    for join in re.finditer(r"(?:,|;)?\s+and\s+(?=(?:the\s+)?[A-Z])|;\s+", text.value):
        head, tail = piece_of(text, 0, join.start()), text.value[join.end() :]
        if tail.strip() and doer(head) and doer(piece_of(text, join.end(), len(text.value))):
            yield head
            yield from _twofold(piece_of(text, join.end(), len(text.value)))
            return
    yield text
