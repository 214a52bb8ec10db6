"""Text and Markdown -> pieces."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.label import item_label
from corpus.piece import ITEM, LABEL, PAGE_NUMBER, Piece, is_field

_RULE = re.compile(r"^[\s|:*_+=·.~^-]*[-=_*|·~^][\s|:*_+=·.~^-]*$")
_SETEXT = re.compile(r"^(=+|-{3,}|~{4,}|\^{4,})$")
_MARKED = re.compile(r"^(#{1,6}) +(.+?)\s*#*$")
_BULLET = re.compile(r"^[\-•▪◦●*·‣–]\s+(?=\S)|^o\s+(?=[A-Z])")
_NUMBER = re.compile(r"^(?:\(?[a-z]{1,4}\)|\(?\d{1,2}[.)](?!\d))\s+(?=\S)")
_GAP = re.compile(r"(?<=\S)( {2,})(?=\S)")
_BOX = re.compile(r"<input[^<>]{0,300}checkbox[^<>]{0,300}>", re.IGNORECASE)
_BREAK = re.compile(r"</?(?:p|ul|ol|div|br)\b[^<>]{0,300}>", re.IGNORECASE)
_POINT = re.compile(r"<li\b[^<>]{0,300}>|(?:(?<=\s)|^)•\s*")
_BOLD_HEAD = re.compile(
    r"^(?P<number>\d{1,2}(?:\.\d{1,2})+\s+)?(?:\*\*|__)(?P<name>[^*]{2,60}?)[:.]?(?:\*\*|__):?\s+(?=\S.{60,})"
)
_RESTATED = re.compile(r"\brestate", re.IGNORECASE)
"""The mark on a restated report: said to the reader, never quoted as the report's words."""
_ROW_TAG = re.compile(r"<tr\b[^<>]{0,300}>", re.IGNORECASE)
_CELL_TAG = re.compile(r"<t[dh]\b[^<>]{0,300}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]{0,500}>", re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\[\]]{0,500})\]\([^()]{0,1000}\)")
_SENTENCE = 5
"""A line of more words with a full stop is no heading, whatever rule stands under it."""
_LEADER = re.compile(r"^(?P<name>\S.*?)\s*\.{4,}\s*(?P<value>[^\d.\s].*)$")
"""`Preventing crime ........ Good`: a name and its value, and no entry of a contents list."""
_LED = re.compile(r"(?P<name>[A-Z][A-Za-z ]{2,30}?)\s*\.{4,}\s*(?P<value>\S.{0,40})")
_INDENT = 6
"""Spaces before what stands under another column than the first."""
_WRAP = 140
"""A file whose lines are nearly all shorter than this is taken as wrapped by hand."""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    gap: bool
    page: int | None
    named: bool = False
    """Whether it is a row of a word and its meaning, which names no columns."""


def pieces(text: str, *, markdown: bool) -> list[Piece]:
    """The pieces of a text in reading order; rules, page numbers and blank lines are dropped."""
    lines = list(_ordered(list(_defined(list(_lines(_flat_tables(text)))))))
    barred = list(_barred(lines))
    if markdown:
        return _join_pages(_join_wrapped(list(_pieces(barred))))
    hung = list(_hung(barred))
    found = list(_pieces(list(_unbroken(hung, _wrap_width(lines)))))
    return _join_pages(_join_pairs(found))


def _flat_tables(text: str) -> str:
    """The text with each table in HTML as one in Markdown."""
    first, *parts = re.split(r"(?i)<table\b[^<>]{0,300}>", text)
    told = [first]
    for part in parts:
        table, end, rest = re.sub(r"(?i)</table\s*>", "</table>", part).partition("</table>")
        rows = [_CELL_TAG.split(row)[1:] for row in _ROW_TAG.split(table)] if end else []
        told += ["\n\n", *_piped([row for row in rows if row]), "\n", rest] if end else [part]
    return "".join(told)


def _piped(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for n, row in enumerate(rows):
        cells = [plain(cell).replace("|", "/") for cell in row]
        yield f"| {' | '.join(cells)} |\n"
        if n == 0 and len(rows) > 1:
            yield f"{'|---' * len(cells)}|\n"


def plain(text: str) -> str:
    """A line without its inline marks: tags, links, bold, boxes.

    >>> plain('**Power BI** <p>a</p> [here](#) <input type="checkbox" checked=""> National')
    'Power BI a here ☒ National'
    """
    text = re.sub(r"`([^`]{1,200})`", r"\1", text)
    text = _BOX.sub(lambda m: "☒ " if "checked" in m[0].casefold() else "☐ ", text)
    text = re.sub(r"\[([ xX✓])\](?!\()", lambda m: "☐" if m[1] == " " else "☒", text)
    text = _LINK.sub(r"\1", html.unescape(_TAG.sub(" ", text)))
    text = re.sub(r"\\([*_#|>\[\]-])", r"\1", text)
    text = re.sub(r"(\*\*|__)(?=\S)(.{1,500}?)(?<=\S)\1", r"\2", text)
    return " ".join(re.sub(r"(?<![\w*])\*(?=[^\s*])([^*]{1,500})\*(?![\w*])", r"\1", text).split())


def _lines(text: str) -> Iterator[_Line]:
    page, gap = (1 if "\f" in text else None), True
    for raw in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        for turn, part in enumerate(raw.split("\f")):
            if turn and page:
                page, gap = page + 1, True
            if part.strip(" \t>") or (part.strip() and not part.lstrip().startswith(">")):
                yield _Line(part.rstrip().replace("\xa0", " "), gap, page)
                gap = False
            elif not turn:
                gap = True


def _defined(lines: Sequence[_Line]) -> Iterator[_Line]:
    """The lines, those of a definition list (a word, then `: its meaning`) as rows of two cells."""
    n = 0
    while n < len(lines):
        word, last = lines[n].text, n + 1
        while last < len(lines) and _MEANING.match(lines[last].text) and not lines[last].gap:
            last += 1
        if last == n + 1 or len(word) > _WORD or "\t" in word:
            last = n + 1
            yield lines[n]
        else:
            meaning = " ".join(line.text.lstrip()[1:].strip() for line in lines[n + 1 : last])
            yield replace(lines[n], text=f"{word.strip()}\t{meaning}", named=True)
        n = last


_MEANING, _WORD = re.compile(r"^ {0,3}:\s+\S"), 80
"""A line that tells what the line above it means, and the longest line that it can tell of."""


def _hung(lines: Sequence[_Line]) -> Iterator[_Line]:
    """The lines, those set under the words beside the label of an item made one with its line."""
    n = 0
    while n < len(lines):
        line, last = lines[n], n + 1
        if label := _labelled(line.text):
            while last < len(lines) and _is_hung(lines[last], label.end()):
                last += 1
            words = [line.text[label.end() :], *(below.text for below in lines[n + 1 : last])]
            told = " ".join(re.sub(r" +", " ", part.strip()) for part in words)
            line = replace(line, text=f"{line.text[: label.end('label')]}   {told}")
        yield line
        n = last


def _labelled(text: str) -> re.Match[str] | None:
    """The label of an item with words set apart behind it, and nothing more."""
    found = _LABEL_APART.match(text)
    if not found or _is_columns(text[found.end() :]):
        return None
    label = item_label(found["label"])
    return found if label and label.number and not label.rest else None


def _is_hung(line: _Line, start: int) -> bool:
    """Whether a line goes on with the words that start there on the line above."""
    bare = line.text.strip()
    return _indent(line.text) == start and not (line.gap or _is_set_apart(bare) or is_field(bare))


_LABEL_APART = re.compile(r" *(?P<label>[A-Za-z][A-Za-z ]{1,24}\.? [\w./-]{1,9}) {2,}(?=\S)")


def _ordered(lines: Sequence[_Line]) -> Iterator[_Line]:
    """The lines, those of numbered paragraphs with their number right before their words.

    A number that is set far before its words opens a paragraph and no row, where no line that
    stands with it has columns.
    """
    for n, line in enumerate(lines):
        set_apart = _ORDER.match(line.text)
        above = lines[n - 1 : n] if n and not line.gap else []
        below = [after for after in lines[n + 1 : n + 2] if not after.gap]
        if set_apart and not any(
            _COLUMN.search(_worded(one.text)) for one in (*above, line, *below)
        ):
            spaces = " " * (len(set_apart["gap"]) - 1)  # the words keep their place
            opens = f"{set_apart['indent']}{spaces}{set_apart['number']} "
            yield replace(line, text=opens + line.text[set_apart.end() :])
        else:
            yield line


_ORDER = re.compile(r"(?P<indent> *)(?P<number>\(?\d{1,2}[.)]|\([a-z]{1,4}\))(?P<gap> {2,})(?=\S)")


def _worded(text: str) -> str:
    """A line without the number that opens it."""
    set_apart = _ORDER.match(text)
    return text[set_apart.end() :] if set_apart else text.lstrip()


def _unbroken(lines: Sequence[_Line], width: int) -> Iterator[_Line]:
    """The lines of a wrapped text, with those that one paragraph was broken into made one."""
    opens: _Line | None = None
    above = ""
    for line in lines:
        if opens and _goes_on(line, opens.text, above, width):
            opens = replace(opens, text=f"{opens.text} {line.text.strip()}")
        else:
            if opens:
                yield opens
            opens = line
        above = line.text
    if opens:
        yield opens


def _goes_on(line: _Line, opens: str, above: str, width: int) -> bool:
    """Whether a line is the rest of a paragraph, by where it starts and how the one above ends."""
    bare, before = line.text.strip(), above.strip()
    apart = line.gap or _is_set_apart(bare) or _is_columns(before) or _OF_FIELDS.match(before)
    if apart or _RULE.match(before) or _MARKED.match(before):
        return False
    indent, hang = _indent(line.text), _HANG.match(opens)
    full = bool(width) and len(above) + 1 + len(bare.split(" ", 1)[0]) > width * 0.93
    if full:
        return indent in {_indent(above), hang.end() if hang else -1}
    ended = before[-1] in ".,;" or bare[0].islower()
    return hang is not None and indent == hang.end() and ended and not is_field(bare)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _is_set_apart(bare: str) -> bool:
    """Whether a line is a point, a rule, a heading, a row or has a label: nothing that goes on."""
    marks = (_BULLET, _NUMBER, _RULE, _MARKED, _NAMED, PAGE_NUMBER)
    return any(mark.match(bare) for mark in marks) or _is_columns(bare)


def _is_columns(bare: str) -> bool:
    return "\t" in bare or bare.startswith(("|", ">")) or bool(_COLUMN.search(bare))


_NAMED = re.compile(r"[A-Z]{4,}\b[ \w/.-]{0,14}:\s|[A-Z][a-z]+ (?:[A-Z]{1,5}[ /-]?)?\d[\d./-]*:\s")
"""A label that opens a line: `DECISION 26/D1: The plan ...`, `Action 4: Send ...`."""
_OF_FIELDS = re.compile(r"[A-Z][A-Za-z]+(?: [a-z]+)? \d{1,3}(?:\.\d{1,2})?(?: [–—-] \S.*){2}")
"""A line of fields behind a label: `Action 2 - High - Head of Estates - due 5 May 2026`."""
_COLUMN = re.compile(r"\S {3,}\S")
_HANG = re.compile(
    r"\s*(?:[-•▪◦●*·‣–]|\(?[a-z]{1,4}\)"
    r"|(?:[A-Z]{2,6}[ -])?\(?[A-Z]{0,4}\d{1,3}(?:[./]\d{1,3})*[.:)]?)\s+(?=\S)"
)
"""The number, reference or bullet of a line, under the words of which its rest is set."""


def _barred(lines: Sequence[_Line]) -> Iterator[_Line]:
    """The lines, those of a table with bars between its cells alone as lines with bars around."""
    n = 0
    while n < len(lines):
        bars, last = _bars(lines[n].text), n + 1
        while (
            bars and last < len(lines) and _bars(lines[last].text) == bars and not lines[last].gap
        ):
            last += 1
        table = bars * (last - n) >= _GRID
        yield from (
            replace(line, text=f"| {line.text.strip()} |") if table else line
            for line in lines[n:last]
        )
        n = last


_GRID = 4
"""Bars that make a table of lines one under the other, so many in each of them."""


def _bars(text: str) -> int:
    """How many bars part a line into cells; none where bars stand around it."""
    bare = text.strip()
    if bare.startswith("|") or "\t" in bare:
        return 0
    return bare.count("|") if _RULE.match(bare) else len(re.findall(r"\s\|(?=\s)", bare))


def _pieces(lines: Sequence[_Line]) -> Iterator[Piece]:
    following = [*(line.text for line in lines[1:]), ""][: len(lines)]
    before = ["", *(line.text for line in lines)][: len(lines)]
    named = False
    for line, above, after in zip(_tabbed(lines), before, following, strict=True):
        bare = line.text.strip()
        if PAGE_NUMBER.match(bare) or (_RULE.match(bare) and "☐" not in bare):
            continue
        apart = line.gap or bool(_RULE.match(above.strip()))
        if _SETEXT.match(after.strip()) and apart and _can_head(bare):
            level = "=-~^".index(after.strip()[0]) + 1
            yield Piece("heading", plain(bare), level, gap=True, page=line.page)
        elif marked := _MARKED.match(bare):
            yield Piece("heading", plain(marked[2]), len(marked[1]), page=line.page)
        else:
            ruled = bool(_RULE.match(after.strip()) and "|" in after)
            named = bare.startswith("|") and (ruled or (named and not line.gap))
            yield from _piece(line, bare, ruled=ruled, named=named)


def _tabbed(lines: Sequence[_Line]) -> Iterator[_Line]:
    """The lines with columns set by spaces told by tabs, as the row above has them."""
    starts: list[int] = []
    numbered = False
    for n, line in enumerate(lines):
        if _leaders(line.text.strip()):  # dots lead across, not columns
            starts = []
            yield line
            continue
        if len(starts) == _NUMBER_AND_WORDS and numbered and _BULLETED.match(line.text):
            starts = []
            yield line
            continue
        known = starts if not line.gap else _starts_below(lines, n)
        cells = [] if "\t" in line.text else _columns(line.text, known)
        indented = cells and len(cells[0][1]) < len(line.text) and _under(line.text, starts)
        if len(cells) > 1 or (indented and starts and not line.gap):
            places = [start for start, _ in cells]
            numbered = PAGE_NUMBER.match(cells[0][1]) is not None
            if len(cells) > 1 and len(cells) >= len(starts):
                starts = places
            yield replace(line, text=_told(cells, starts))
        else:
            starts = starts if line.gap and not line.text.strip() else []
            yield line


_NUMBER_AND_WORDS = 2
"""Columns of a numbered paragraph, which the points under it are no part of."""
_BULLETED = re.compile(r"\s+[-*•▪·o]\s+\S")


def _starts_below(lines: Sequence[_Line], n: int) -> list[int]:
    """Where the columns of the next line start, which may be set further apart than these."""
    after = lines[n + 1] if n + 1 < len(lines) else None
    ruled = [bar.start() for bar in _BARS_OF.finditer(after.text)] if after else []
    if after and len(ruled) > 1 and _RULE.match(after.text.strip()) and not after.gap:
        return ruled  # `---  --------  ---` under the names of columns
    told = [] if after is None or after.gap or "\t" in after.text else _columns(after.text, [])
    return [start for start, _ in told] if len(told) > 2 else []


_BARS_OF = re.compile(r"[-=_~]{2,}")


def _under(text: str, starts: Sequence[int]) -> bool:
    """Whether a line begins far in, or just where a column but the first does."""
    indent = len(text) - len(text.lstrip())
    return indent >= _INDENT or (indent > 0 and indent in starts[1:])


def _columns(text: str, starts: Sequence[int]) -> list[tuple[int, str]]:
    """Start and words of each column; a gap of two spaces parts only where the row above did."""
    cells, start = [], len(text) - len(text.lstrip())
    if len(starts) == _NUMBER_AND_WORDS and text[start : starts[1]].endswith(": "):
        return [(start, text[start : starts[1]].rstrip()), (starts[1], text[starts[1] :].rstrip())]
    for gap in _GAP.finditer(text):
        if len(gap[1]) > 2 or gap.end() in starts:
            cells.append((start, text[start : gap.start()]))
            start = gap.end()
    return [*cells, (start, text[start:].rstrip())]


def _told(cells: Sequence[tuple[int, str]], starts: Sequence[int]) -> str:
    """Cells set under the columns that start where they do, with tabs between."""
    row = [""] * len(starts)
    for start, words in cells:
        column = max((n for n, place in enumerate(starts) if place <= start + 1), default=0)
        row[column] = f"{row[column]} {words}".strip()
    return "\t".join(row)


def _can_head(bare: str) -> bool:
    marked = bare.startswith(("|", "-", "*", "•")) or "\t" in bare
    return len(bare) < 100 and not marked and not _is_sentence(bare)


def _is_sentence(bare: str) -> bool:
    """Whether a line, or what opens one in bold, is said in full: it heads nothing."""
    return bare.endswith(".") and len(bare.split()) > _SENTENCE


def _piece(line: _Line, bare: str, *, ruled: bool, named: bool) -> Iterator[Piece]:
    if pairs := _leaders(bare):
        for pair in pairs:
            yield Piece(
                "row", "\t".join(pair), cells=pair, label=True, gap=line.gap, page=line.page
            )
        return
    cells = _cells(line.text)
    if cells:
        if any(cells):
            yield from _row(cells, line, head=ruled, named=named)
        return
    run_in = _BOLD_HEAD.match(bare)
    label = item_label(run_in["name"]) if run_in else None
    tells = label and run_in and run_in["number"]  # a paragraph that tells of its item
    if run_in and not tells and not _is_sentence(run_in[0].strip(" *_")):
        level = ITEM if label and label.number else LABEL
        name = f"{run_in['number'] or ''}{plain(run_in['name'])}"
        yield Piece("heading", name, level, gap=line.gap, page=line.page)
        yield Piece("line", plain(bare[run_in.end() :]), gap=False, page=line.page)
        return
    mark = _BULLET.match(bare) or _NUMBER.match(bare)
    quoted = bare.removeprefix("> ")
    said = bare[mark.end() :] if mark else quoted
    bold = bool(re.fullmatch(r"(\*\*|__)[^*]+\1:?", said.strip()))
    words = plain(bare[mark.end() :] if mark and _BULLET.match(bare) else quoted)
    if bare.startswith(">") and _RESTATED.search(words):
        yield Piece("line", words, gap=line.gap, label=True, inside=True, page=line.page)
    elif words:
        kind = "item" if mark and not (bold and _NUMBER.match(bare)) else "line"
        yield Piece(kind, words, gap=line.gap, bold=bold, page=line.page)  # type: ignore[arg-type]  # both are kinds


def _leaders(bare: str) -> list[tuple[str, str]]:
    """The names and values of a line that dots lead across: `First date ..... 31/07/2025`."""
    found = [_LED.fullmatch(part) for part in re.split(r"\s{3,}", bare)]
    if all(found):
        return [(m["name"], m["value"]) for m in found if m]
    led = _LEADER.match(bare)
    return [(led["name"], led["value"])] if led else []


def _cells(text: str) -> list[str]:
    bare = text.strip()
    if bare.startswith("|") and bare.count("|") > 1:
        return [cell.strip() for cell in re.split(r"(?<!\\)\|", bare.strip("|") + " ")]
    if bare.startswith("- |"):
        return _cells(bare[2:])
    columns = text.split("\t")
    filled = [cell for cell in columns if cell.strip()]
    if len(filled) > 1 or (text.startswith("\t") and filled):
        return [cell.strip() for cell in columns]
    return []


def _row(cells: Sequence[str], line: _Line, *, head: bool, named: bool) -> Iterator[Piece]:
    if head and not any(cells):
        return
    inner = tuple(_points(cell) for cell in cells)
    flat = tuple(" ".join(part.text for part in cell) for cell in inner)
    filled = sum(1 for cell in flat if cell)
    if not named and filled <= 3 and any(len(cell) > 1 for cell in inner):
        for position, cell in enumerate(inner):
            for part in cell:
                label = position == 0 and len(part.text) < 40
                yield replace(part, page=line.page, label=label, gap=True, inside=True)
        return
    yield Piece(
        "row",
        "\t".join(flat),
        cells=flat,
        head=head,
        label=line.named,
        gap=line.gap,
        page=line.page,
    )


def _points(cell: str) -> list[Piece]:
    """The paragraphs and points inside one cell."""
    found = []
    for paragraph in _BREAK.split(cell):
        first, *points = _POINT.split(paragraph)
        found += [Piece("line", plain(first))] if plain(first) else []
        found += [Piece("item", plain(point)) for point in points if plain(point)]
    return found


def _wrap_width(lines: Sequence[_Line]) -> int:
    """The width at which a file was wrapped by hand, 0 if it was not."""
    running = (line.text for line in lines if "\t" not in line.text and not _GAP.search(line.text))
    lengths = sorted(map(len, running))
    if not lengths:
        return 0
    width = lengths[int(len(lengths) * 0.97)]
    full = sum(length > width * 0.8 for length in lengths)
    return width if width <= _WRAP and full > len(lengths) * 0.2 else 0


def _join_wrapped(found: Sequence[Piece]) -> list[Piece]:
    """Lines of Markdown that make one paragraph, made one again."""
    joined: list[Piece] = []
    for piece in found:
        flows = bool(joined) and piece.kind == "line" and not piece.gap
        flows = flows and joined[-1].kind in {"line", "item"} and not piece.bold
        flows = flows and not joined[-1].bold
        if flows and not (is_field(piece.text) or is_field(joined[-1].text)):
            joined[-1] = joined[-1].with_text(f"{joined[-1].text} {piece.text}")
        else:
            joined.append(piece)
    return joined


def _join_pairs(found: Sequence[Piece]) -> list[Piece]:
    """Rows of a name and a value that goes on under it, made one: `By whom:   Head of Digital`."""
    joined: list[Piece] = []
    for piece in found:
        above = joined[-1].cells if joined else ()
        pair = len(above) == _NUMBER_AND_WORDS and above[0].endswith(":") and not piece.gap
        if pair and len(piece.cells) == len(above) and not piece.cells[0]:
            cells = (above[0], f"{above[1]} {piece.cells[1]}".strip())
            joined[-1] = replace(joined[-1], cells=cells, text="\t".join(cells))
        else:
            joined.append(piece)
    return joined


def _join_pages(found: Sequence[Piece]) -> list[Piece]:
    """Sentences broken by a page end, made one again."""
    joined = list(found[:1])
    for before, piece in pairwise(found):
        broken = before.kind in {"line", "item"} and piece.kind == "line" and piece.gap
        broken = broken and piece.text[:1].islower() and len(before.text) > 40
        if broken and joined[-1].text[-1:] not in ".?!:;":
            joined[-1] = joined[-1].with_text(f"{joined[-1].text} {piece.text}")
        else:
            joined.append(piece)
    return joined
