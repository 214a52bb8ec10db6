"""Which lines are headings, told by their look and place, never by a list of titles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus.label import item_label
from corpus.piece import CARD, ITEM, LABEL, POINT, Piece, fold, is_field

_NUMBERED = re.compile(
    r"^(?:section\s+|chapter\s+)?(\d{1,2}(?:\.\d{1,2})*|\d{1,3}/\d{2,4})\.?\s+(?=[A-Z])"
)
"""A heading's number, or the number of a minute, such as `14/26`."""
_APPENDIX = re.compile(r"^(?:appendix|annex)\s+[A-Z0-9]\b", re.IGNORECASE)
_DATE = re.compile(r"(?:^|\d{1,2}\s+)[A-Z][a-z]{2,8}\s+\d{4}$|\d{1,2}/\d{1,2}/\d{2,4}$")
PERSONAL = re.compile(r"^(?:e-?mail|telephone|tel|phone|mobile)\b.*[:@\d]", re.IGNORECASE)
"""A line of somebody's contact details: kept out of passages."""

FORM = re.compile(r"^[A-Z][\w ]{2,40}\s[-–]\s")
_REPLIES = re.compile(r"\bresponse|\breply|\breplies|\bcomment", re.IGNORECASE)
"""A heading under which an item's label opens a reply to it, not the item."""
_RUN_IN = re.compile(r"^([A-Z0-9][^:.;]{2,48}):\s+(?=\S.{60,})")
_FIELDS = re.compile(
    r"^[A-Z][\w’']*(?: [\w’']+){0,3}:\s+[^.:;|]{1,40}[.;|]"
    r"\s+[A-Z][\w’']*(?: [\w’']+){0,3}:\s+(?=\S)"
)
"""Names with short values: a line of several is no text under a head."""
_NAME = re.compile(r"^(?!.*\b(?:is|are|was|were)\b)\S+(?:\s+\S+){0,4}$", re.IGNORECASE)
GRADES = {"outstanding", "good", "adequate", "requires improvement", "inadequate", "ungraded"}
"""A grade alone on its line is a judgement (HMICFRS), no heading."""
_MAX_HEADING, _MAX_LABEL = 110, 48
_CLOSE = 6
"""Lines: what closes a report without prose has no more."""


def headed(pieces: Sequence[Piece], *, marked: bool) -> list[Piece]:
    """The pieces with every heading levelled; by their look alone where the file marks none."""
    found = _cards(list(pieces))
    found = _card_labels(_named_values(_definitions(_fields(found))))
    labels = {fold(p.text[:-1]) for p in found if p.kind == "line" and _is_label(p.text)}
    looked = [_looked(found, n, labels, marked=marked) for n in range(len(found))]
    parted = _run_ins(looked, marked=marked)
    nested = parted if marked else _nested(parted)
    if nested and nested[-1].kind == "heading" and pieces[-1].kind == "line":
        nested[-1] = replace(nested[-1], kind="line", level=0)  # it heads nothing there
    return nested if marked else _with_close(nested)


def _with_close(pieces: list[Piece]) -> list[Piece]:
    """The pieces with a last heading over nothing but a few short lines on the highest level.

    Boxes to fill in, a distribution list, an address: they close the report as a whole, and are
    no part of the prose above them.
    """
    last = max((n for n, p in enumerate(pieces) if p.kind == "heading"), default=-1)
    under = pieces[last + 1 :]
    if last > 0 and 0 < len(under) <= _CLOSE and all(_is_entry(p) for p in under):
        prose = len(pieces[last - 1].text) > _MAX_HEADING and pieces[last - 1].text[-1] in ".!?"
        pieces[last] = replace(pieces[last], level=1 if prose else pieces[last].level)
    return pieces


def _is_entry(piece: Piece) -> bool:
    """Whether a line is what a form, a list of names or an address holds: no sentence."""
    return len(piece.text) < _MAX_LABEL and piece.text[-1] not in ".:;?" and not piece.bold


def is_caps(text: str) -> bool:
    """Whether a line is set in capitals.

    >>> is_caps("SUMMARY OF ACTIONS"), is_caps("PEEL inspection")
    (True, False)
    """
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 3 and sum(c.isupper() for c in letters) > 0.9 * len(letters)


def _cards(pieces: list[Piece]) -> list[Piece]:
    """Repeated heads of finding cards; where nothing new begins they are page furniture."""
    heads = [n for n, p in enumerate(pieces) if p.kind == "line" and is_field(p.text)]
    keys = Counter((_key(pieces[n]), _first_cell(pieces, n)) for n in heads)
    repeated = {key: cell for (key, cell), count in keys.items() if count > 1 and cell}
    read = []
    for n, piece in enumerate(pieces):
        if n not in heads or _key(piece) not in repeated:
            read.append(piece)
        elif _first_cell(pieces, n) == repeated[_key(piece)]:
            read.append(replace(piece, kind="heading", level=CARD))
    return read


def _card_labels(pieces: Sequence[Piece]) -> list[Piece]:
    """Lines that name the same part of a card as a table's first cell does elsewhere."""
    names = {fold(p.text) for p in pieces if p.label}
    return [
        replace(p, label=True) if p.kind == "line" and fold(p.text) in names else p for p in pieces
    ]


def _key(piece: Piece) -> str:
    return fold(piece.text.partition(":")[0])


def _first_cell(pieces: Sequence[Piece], n: int) -> str:
    """The label that opens what follows, if a table or a bold label does."""
    after = pieces[n + 1] if n + 1 < len(pieces) else None
    if after is None or not (after.kind == "row" or after.label):
        return ""
    return fold(after.cells[0] if after.cells else after.text)


def _fields(pieces: Sequence[Piece]) -> list[Piece]:
    """`Owner:` with its value on the lines below, made one line."""
    joined: list[Piece] = []
    for piece in pieces:
        waits = bool(joined) and joined[-1].kind == "line" and piece.kind == "line"
        waits = waits and not piece.gap and len(piece.text) < _MAX_LABEL
        if waits and (joined[-1].text.endswith(":") or piece.text.startswith("(")):
            joined[-1] = joined[-1].with_text(f"{joined[-1].text} {piece.text}")
        else:
            joined.append(piece)
    return joined


def _definitions(pieces: Sequence[Piece]) -> list[Piece]:
    """Runs of a word over its meaning (`High`, then a sentence) as rows of two cells."""
    pairs = {n for n in range(len(pieces) - 1) if _defines(pieces[n], pieces[n + 1])}
    runs = {n for n in pairs if n + 2 in pairs or n - 2 in pairs}
    read = []
    for n, piece in enumerate(pieces):
        if n in runs:
            cells = (piece.text, pieces[n + 1].text)
            read.append(replace(piece, kind="row", text="\t".join(cells), cells=cells, bold=False))
        elif n - 1 not in runs:
            read.append(piece)
    return read


def _named_values(pieces: Sequence[Piece]) -> list[Piece]:
    """Short lines that come again and again, each over its value, as rows of two cells."""
    over = [n for n in range(len(pieces) - 1) if _names_value(pieces[n], pieces[n + 1])]
    often = Counter(fold(pieces[n].text) for n in over)
    whole = Counter(fold(p.text) for p in pieces)
    names = {t for t, n in often.items() if n >= _OFTEN and n * 5 >= whole[t] * 4}
    taken = {n for n in over if fold(pieces[n].text) in names and n - 1 not in over}
    if len(names) < 2:
        return list(pieces)
    read = []
    for n, piece in enumerate(pieces):
        if n in taken:
            cells = (piece.text.rstrip(":"), pieces[n + 1].text)
            row = replace(piece, kind="row", text="\t".join(cells), cells=cells)
            read.append(replace(row, label=True, bold=False))
        elif n - 1 not in taken:
            read.append(piece)
    return read


def _names_value(name: Piece, value: Piece) -> bool:
    """Whether a line may name what stands on the line under it."""
    if name.kind != "line" or value.kind != "line" or not name.gap or value.gap:
        return False
    short = len(name.text.split()) <= _NAME_WORDS and name.text[-1] not in ".;,?!"
    plain = not (is_caps(name.text) or _REPLIES.search(name.text))
    return short and plain and name.text[:1].isupper()


_OFTEN, _NAME_WORDS = 3, 4
"""How often a name of values comes at least in one report, and its words at most."""


def _defines(word: Piece, meaning: Piece) -> bool:
    if word.kind != "line" or meaning.kind != "line" or not word.text[:1].isupper():
        return False
    return len(word.text.split()) == 1 and word.text.isalpha() and meaning.text.endswith(".")


def _is_label(text: str) -> bool:
    """A short line that ends in a colon and names what follows, such as `Main findings:`."""
    return text.endswith(":") and len(text) < _MAX_LABEL and _NAME.match(text) is not None


def _looked(found: Sequence[Piece], n: int, labels: set[str], *, marked: bool) -> Piece:
    piece = found[n]
    if _numbers_part(found, n):
        return replace(piece, kind="heading", level=_level_by_look(piece.text))
    if piece.kind != "line" or (piece.label and not item_label(piece.text)):
        return piece
    after = found[n + 1] if n + 1 < len(found) else None
    level = _level(piece, after, labels, marked=marked)
    return replace(piece, kind="heading", level=level) if level else piece


def _numbers_part(found: Sequence[Piece], n: int) -> bool:
    """Whether what looks like a numbered point is a numbered heading: alone, short, unclosed."""
    piece, after = found[n], found[n + 1] if n + 1 < len(found) else None
    alone = piece.kind == "item" and piece.gap and after is not None and after.gap
    alone = alone and after is not None and after.kind != "item" and found[n - 1].kind != "item"
    short = len(piece.text) < 80 and piece.text[-1] not in ".;,:"
    return alone and short and bool(_NUMBERED.match(piece.text))


def _level(piece: Piece, after: Piece | None, labels: set[str], *, marked: bool) -> int:
    """The level of a line as a heading, 0 if it is none."""
    text = piece.text
    label = item_label(text)
    if label and label.number and not label.rest:
        return ITEM
    if after and (_is_label(text) or fold(text) in labels) and _fills(after):
        return LABEL
    if marked or (piece.bold and not is_caps(text)):
        return LABEL if piece.bold and _names_part(text, after) else 0
    if not _could_head(piece, after):
        return 0
    if label and not label.rest and not is_caps(text):
        return ITEM
    return _level_by_look(text)


_ASSURANCE = re.compile(r"^(?:[A-Z]\w+ ){1,2}(?:assurance|opinion)\W*$", re.IGNORECASE)
_SENTENCE = 6
"""A bold line of so many words with a full stop is a sentence, not a heading."""


def _names_part(text: str, after: Piece | None) -> bool:
    """Whether a bold line heads what follows: no sentence, verdict, field or name over contacts."""
    verdict = fold(text).strip(" .") in GRADES or bool(_ASSURANCE.match(text))
    said = text[-1] in ".!" and len(text.split()) >= _SENTENCE
    plain = verdict or said or is_field(text)
    return after is not None and not (plain or PERSONAL.match(after.text))


def _level_by_look(text: str) -> int:
    numbered = _NUMBERED.match(text)
    if numbered:
        return min(numbered[1].count(".") + 1, 5)
    return 1 if is_caps(text) or _APPENDIX.match(text) else 2


def _could_head(piece: Piece, after: Piece | None) -> bool:
    text = piece.text
    apart = piece.gap and (after is None or after.gap or after.kind == "item" or is_caps(text))
    shaped = 3 < len(text) <= _MAX_HEADING and len(text.split()) <= 14
    plain = text[0].isupper() or bool(_NUMBERED.match(text))
    closed = text[-1] in ".;,:" or any(mark in text for mark in "?@☐☒✓✗×")
    closed = closed or bool(_TWO_SENTENCES.search(text))
    told = is_field(text) or bool(FORM.match(text)) or bool(_DATE.search(text))
    form = told and not (is_caps(text) or bool(_APPENDIX.match(text)))
    contact = after is not None and bool(PERSONAL.match(after.text))
    return (
        apart and not piece.inside and shaped and plain and not closed and not form and not contact
    )


_TWO_SENTENCES = re.compile(r"[a-z]{4}[.!?] [A-Z]")
"""Where a line goes on after the end of a sentence, as no heading does."""


def _fills(after: Piece) -> bool:
    """Whether what follows a label is substance, not the value of a form field."""
    return (after.kind == "item" and after.text[0] not in "☐☒") or (
        after.kind == "line" and len(after.text) > 40
    )


def _run_ins(pieces: Sequence[Piece], *, marked: bool) -> list[Piece]:
    """Heads that run into their text, parted from it: `Background: We have ...`."""
    read: list[Piece] = []
    replies = False
    for n, piece in enumerate(pieces):
        if piece.kind == "heading" and piece.level < ITEM:
            replies = bool(_REPLIES.search(piece.text))
        after = pieces[n + 1] if n + 1 < len(pieces) else None
        run_in = _RUN_IN.match(piece.text) if piece.kind == "line" else None
        run_in = None if _FIELDS.match(piece.text) else run_in
        label = item_label(piece.text)
        within = n > 0 and not piece.gap and pieces[n - 1].kind == "line"
        if piece.kind == "item" and after and _heads_point(piece, after):
            read.append(replace(piece, kind="heading", level=POINT))
        elif run_in and label and label.number and label.parted == ":" and not replies:
            read += _parted(piece, run_in, ITEM)
        elif run_in and len(run_in[1].split()) <= 4 and not label and not marked and not within:
            read += _parted(piece, run_in, LABEL)
        else:
            read.append(piece)
    return read


def _parted(piece: Piece, run_in: re.Match[str], level: int) -> list[Piece]:
    rest = piece.text[run_in.end() :]
    return [replace(piece, kind="heading", text=run_in[1], level=level), piece.with_text(rest)]


def _heads_point(piece: Piece, after: Piece) -> bool:
    """Whether a list item is the head of the paragraph on the very next line."""
    short = len(piece.text) < _MAX_LABEL and piece.text[-1] not in ".;,:"
    return short and after.kind == "line" and not after.gap and len(after.text) > 60


def _nested(pieces: Sequence[Piece]) -> list[Piece]:
    """Headings that follow one another: the first heads the rest, or the rest are form lines."""
    read: list[Piece] = []
    n = 0
    while n < len(pieces):
        run = _same_look_run(pieces, n)
        if len(run) < 2:
            read.append(pieces[n])
            n += 1
            continue
        ends = n + len(run)
        bodied = ends < len(pieces) and pieces[ends].kind != "heading"
        read.append(run[0])
        middle, last = (run[1:-1], run[-1:]) if bodied else (run[1:], [])
        read += [replace(piece, kind="line") for piece in middle]
        read += [replace(piece, level=piece.level + 1) for piece in last]
        n = ends
    return read


def _same_look_run(pieces: Sequence[Piece], start: int) -> list[Piece]:
    """Headings found by look (not capitals) from `start` on, one level, nothing between."""
    run = []
    for n in range(start, len(pieces)):
        piece = pieces[n]
        if not (piece.kind == "heading" and piece.level == 2 and piece.gap):
            break
        run.append(piece)
    return run
