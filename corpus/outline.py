"""Pieces -> the section tree of a report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from corpus.label import item_label, list_family
from corpus.letter import letter
from corpus.look import FORM, PERSONAL, headed, is_caps
from corpus.piece import CARD, LABEL, POINT, Piece, fold, is_field
from corpus.report import Block, BlockKind, Section
from corpus.table import tables

_CONTENTS = {"contents", "table of contents", "contents page"}
_ENTRY = re.compile(r"^(?P<name>.*?[^\d.\s])[\s.…_]*(?P<page>\d{1,3})$")
_COVER_LINES, _COVER_WIDTH = 8, 100
_ASKS = re.compile(r"\b\w+ (?:should|must|will|needs? to|ha(?:s|ve) to)\b.{8}", re.IGNORECASE)
_ANSWER = re.compile(
    r"\b(?:responses?|repl(?:y|ies)|comments?|says|said|views?|position|update)\b", re.IGNORECASE
)
_REPEATS = 3
"""A line in capitals that stands this often is a running head, not a heading."""
_CARD_PART = re.compile(
    r"(?:(?:agreed|proposed|management|auditee|client|detailed|our) )?"
    r"(?:recommendations?|findings?|implications?|risks?|actions?|responses?|comments?)\W*"
)
"""A name that each finding of an audit repeats over one of its parts: no running head."""


@dataclass
class _Draft:
    """A section while its blocks are still being read."""

    path: tuple[str, ...]
    level: int
    page: int | None
    blocks: list[Piece] = field(default_factory=list)
    pointed: bool = False
    """Whether bulleted run-in heads have stood under it."""


def outline(pieces: Sequence[Piece], report_id: str) -> tuple[Section, ...]:
    """The sections of a report in reading order, empty headings left out."""
    cover, body = _without_contents(list(pieces))
    marked = any(piece.kind == "heading" for piece in body)
    told = headed(letter(tables(_without_running_heads(body))), marked=marked)
    drafts = _drafts([*cover, *told])
    filled = [draft for draft in drafts if draft.blocks]
    counts = Counter(draft.path for draft in filled)
    seen: Counter[tuple[str, ...]] = Counter()
    sections = []
    for number, draft in enumerate(filled, start=1):
        seen[draft.path] += 1
        place = (seen[draft.path], counts[draft.path])
        sections.append(_section(draft, f"{report_id}#{number}", place))
    return tuple(sections)


def _without_contents(pieces: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The cover before the contents list, and what follows; the list itself is furniture."""
    start = next((n for n, p in enumerate(pieces) if fold(p.text).strip(": ") in _CONTENTS), None)
    if start is None:
        return [], pieces
    if pieces[start].kind == "heading":
        rest = range(start + 1, len(pieces))
        end = next((n for n in rest if pieces[n].kind == "heading"), len(pieces))
        return [], pieces[:start] + pieces[end:]
    window = pieces[start + 1 : start + 60]
    entries = [n for n, p in enumerate(window) if _ENTRY.match(p.text) and len(p.text) < 120]
    long = next((n for n, p in enumerate(window) if len(p.text) > 150), len(window))
    inside = [n for n in entries if n < long]
    return pieces[:start], pieces[start + 2 + max(inside, default=-1) :]


def _without_running_heads(pieces: Sequence[Piece]) -> list[Piece]:
    counts = Counter(fold(p.text) for p in pieces if p.kind == "line" and is_caps(p.text))
    running = {text for text, count in counts.items() if count >= _REPEATS}
    parts = {text for text in running if _CARD_PART.fullmatch(text)}
    return [
        replace(p, label=True) if p.kind == "line" and fold(p.text) in parts else p
        for p in pieces
        if fold(p.text) not in running - parts
    ]


def _drafts(pieces: Iterable[Piece]) -> list[_Draft]:
    root = _Draft((), 0, None)
    drafts, stack = [root], [root]
    pieces = _untitled(list(pieces))
    following = [p for p in pieces if not PERSONAL.match(p.text)]
    cards = Counter(p.text for p in following if p.kind == "heading" and p.level <= CARD)
    for n, piece in enumerate(following):
        after = following[n + 1] if n + 1 < len(following) else None
        if piece.kind == "heading" and _tells_item(piece, stack):
            stack[-1].blocks.append(replace(piece, kind="line"))
            continue
        if piece.kind == "heading" and _names_card_part(piece, stack, cards):
            stack[-1].blocks.append(replace(piece, kind="line", label=True))
            continue
        if piece.kind == "heading" or _leads_points(piece, after, stack):
            level = piece.level if piece.kind == "heading" else LABEL
            if piece.kind == "heading" and cards[piece.text] > 1 and _ANSWER.search(piece.text):
                level = _under_card(level, stack)
            _open(piece, level, drafts, stack)
            continue
        if stack[-1].level == POINT and piece.gap and stack[-1].blocks and piece.kind != "item":
            stack.pop()
        stack[-1].blocks.append(piece)
    return drafts


def _under_card(level: int, stack: Sequence[_Draft]) -> int:
    """The level of a heading of an answer, repeated for each item: below the item's own."""
    labels = ((draft, item_label(draft.path[-1])) for draft in reversed(stack) if draft.path)
    card = next((draft for draft, label in labels if label and label.number), None)
    return max(level, card.level + 1) if card and card.level >= CARD else level


def _untitled(pieces: list[Piece]) -> list[Piece]:
    """The pieces with a lone first heading, the report's own title, as a line of the front page."""
    tops = [n for n, p in enumerate(pieces) if p.kind == "heading" and p.level == 1]
    others = any(p.kind == "heading" and 1 < p.level < CARD for p in pieces)
    if len(tops) == 1 and others and tops[0] <= 3:
        pieces[tops[0]] = replace(pieces[tops[0]], kind="line")
    heads = [n for n, p in enumerate(pieces) if p.kind == "heading"]
    if len(heads) > 1 and heads[0] <= 3 and _is_cover(pieces[heads[0] + 1 : heads[1]]):
        pieces[heads[0]] = replace(pieces[heads[0]], kind="line")
    return pieces


def _is_cover(under: Sequence[Piece]) -> bool:
    """Whether what stands under a first heading is what stands under a title: no text of its own.

    A form's first heading stands over its fields; a title over a date, an author, a subtitle.
    """
    return 0 < len(under) <= _COVER_LINES and all(
        p.kind == "line"
        and len(p.text) < _COVER_WIDTH
        and p.text[-1] not in ".:;?"
        and not (is_field(p.text) or FORM.match(p.text) or "☐" in p.text or "☒" in p.text)
        for p in under
    )


def _tells_item(piece: Piece, stack: Sequence[_Draft]) -> bool:
    """Whether a bold line or a lower heading is the words of the item that the one above labels.

    `Area for improvement`, then `The force should answer calls sooner` and what was found.
    """
    lower = piece.level > stack[-1].level and not ((own := item_label(piece.text)) and own.number)
    said = piece.bold if piece.level == LABEL else lower
    if not said or not stack[-1].path or piece.text[-1] == ":":
        return False
    heading = stack[-1].path[-1]
    label = item_label(heading)
    family = label.family if label and not label.rest else list_family(heading)
    first = family == "cause of concern" and not stack[-1].blocks
    told = first and len(piece.text.split()) >= _SENTENCE
    return bool(family) and (told or bool(_ASKS.search(piece.text)))


_SENTENCE = 6
"""Words of a line that says what the concern is, at least."""


def _names_card_part(piece: Piece, stack: Sequence[_Draft], cards: Counter[str]) -> bool:
    """Whether a bold label stands in a finding card, whose heading the report repeats."""
    return (
        piece.level == LABEL and piece.bold and cards[stack[-1].path[-1]] > 1
        if stack[-1].path
        else False
    )


def _leads_points(piece: Piece, after: Piece | None, stack: Sequence[_Draft]) -> bool:
    """Whether a sentence ending in a colon opens a second group of bulleted run-in heads."""
    opens = piece.kind == "line" and piece.text.endswith(":")
    points = after is not None and after.kind == "heading" and after.level == POINT
    return opens and points and any(draft.pointed for draft in stack)


def _open(piece: Piece, level: int, drafts: list[_Draft], stack: list[_Draft]) -> None:
    while len(stack) > 1 and stack[-1].level >= level:
        stack.pop()
    if level == POINT:  # the list of these heads is itself something that the report says
        stack[-1].pointed = True
        stack[-1].blocks.append(replace(piece, kind="item"))
    heading = piece.text.rstrip(":").strip()
    draft = _Draft((*stack[-1].path, heading), level, piece.page)
    if piece.kind != "heading":
        draft.blocks.append(piece)
    elif asked := _asked_in(heading):
        draft.blocks.append(replace(piece, kind="line", text=asked))
    drafts.append(draft)
    stack.append(draft)


def _asked_in(heading: str) -> str:
    """What a heading itself asks for, which is no mere name: `AFI 1: The force should ...`."""
    label = item_label(heading)
    return label.rest if label and label.number and _ASKS.search(label.rest) else ""


def _section(draft: _Draft, section_id: str, place: tuple[int, int]) -> Section:
    blocks, start = [], 0
    for piece in draft.blocks:
        end = start + len(piece.text)
        blocks.append(Block(_kind(piece), start, end, piece.page))
        start = end + 1
    text = "\n".join(piece.text for piece in draft.blocks)
    page = next((b.page for b in blocks if b.page), draft.page)
    return Section(section_id, draft.path, text, tuple(blocks), page, *place)


def _kind(piece: Piece) -> BlockKind:
    if piece.kind == "row":
        return "head" if piece.head else "row"
    if piece.kind == "item":
        return "item"
    return "label" if piece.label else "paragraph"
