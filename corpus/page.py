"""A web page -> pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.charset import decoded
from corpus.flow import BODY_SIZE, Flow, Look, emptied, paragraph
from corpus.grid import RowSort, row_pieces
from corpus.piece import CARD, Piece
from corpus.read import UnreadableError
from corpus.scale import Typed, levels

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DROPPED = frozenset((
    "script", "style", "noscript", "template", "nav", "footer", "button", "select",
    "option", "textarea", "iframe", "object", "svg", "canvas", "audio", "video", "map", "dialog",
    "head", "menu",
))  # fmt: skip
_ROLES = frozenset((
    "navigation", "banner", "contentinfo", "search", "dialog", "alertdialog",
    "menu", "menubar", "toolbar",
))  # fmt: skip
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|breadcrumbs?|crumbs?|nav|navbar|navigation|menu|sidebar|skip"
    r"|skip-?link|share|sharing|social|pagination|pager|banner|toolbar|newsletter|related)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Words in an id or class that name page furniture; a term of the trade, not of any site."""
_BLOCKS = frozenset((
    "p", "div", "section", "article", "main", "header", "form", "fieldset", "legend", "figure",
    "figcaption", "blockquote", "pre", "address", "details", "summary", "center", "body", "html",
    "aside", "dd", "dt", "dl", "ul", "ol", "li", "hgroup", "hr",
))  # fmt: skip
_HEADING = re.compile(r"^h([1-6])$")


def pieces(path: Path) -> list[Piece]:
    """The pieces of a web page in reading order; what surrounds its body is left out.

    Raises:
        UnreadableError: If it is no text or no web page.
    """
    from lxml import html  # noqa: PLC0415
    from lxml.etree import ParserError  # noqa: PLC0415

    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", decoded(path))
    try:
        parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (ParserError, ValueError) as error:
        raise UnreadableError(f"{path.name}: not a readable web page ({error})") from error
    return _headed(list(_Walk().blocks(_body(root))))


def margins(path: Path) -> tuple[str, ...]:
    """What the page's own header says, which is no part of the report."""
    from lxml import html  # noqa: PLC0415

    root = html.document_fromstring(decoded(path).encode("utf-8", "replace"))
    heads = (head for head in root.iter("header") if _is_furniture(head))
    return tuple(" ".join("".join(map(str, head.itertext())).split()) for head in heads)


def _headed(found: list[Piece]) -> list[Piece]:
    """The pieces with headings told by their look, where the page marks none but its title."""
    heads = [p for p in found if p.kind == "heading" and p.level < CARD]
    if len(heads) <= 1:
        lines = [n for n, p in enumerate(found) if p.kind == "line" and not p.inside]
        told = [
            Typed(p.text, p.size or BODY_SIZE, p.bold, True, p.slanted, p.underlined)  # noqa: FBT003 (the gap of a paragraph)
            for p in (found[n] for n in lines)
        ]
        for n, level in zip(lines, levels(told), strict=True):
            if level:
                deeper = level + bool(heads and level < CARD)
                found[n] = replace(found[n], kind="heading", level=deeper)
    return [replace(p, size=0.0, slanted=False, underlined=False) for p in found]


def _body(root: HtmlElement) -> HtmlElement:
    """The element that holds the report: `main`, a lone article, or the whole body."""
    for path in ("//main", "//*[@role='main']", "//article"):
        found = root.xpath(path)
        words = [len(element.text_content().split()) for element in found]
        if len(found) == 1 or (words and 2 * max(words) > sum(words)):
            best: HtmlElement = found[words.index(max(words))]
            if 3 * max(words) > len(root.text_content().split()):
                return best
    body = root.find("body")
    return root if body is None else body


def _is_furniture(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in _DROPPED:
        return True
    if element.tag == "aside" or element.get("role") == "complementary":
        return _is_outside(element) or bool(_NAMES.search(element.get("class", "")))
    get = element.attrib.get
    hidden = "hidden" in element.attrib or get("aria-hidden") == "true"
    hidden = hidden or bool(
        re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", get("style", ""))
    )
    if hidden or get("role", "") in _ROLES:
        return True
    if element.tag in {"ul", "ol"} and _is_links(element) and _is_outside(element):
        return True
    named = _NAMES.search(get("class", "")) or _NAMES.search(get("id", ""))
    holds = (
        element.tag in {"main", "article", "body", "table"} or element.find(".//main") is not None
    )
    if element.tag == "header":
        return element.find(".//h1") is None
    return bool(named) and not holds and len(element.text_content()) < 1500


def _is_outside(element: HtmlElement) -> bool:
    """Whether an element stands before the first heading, or in no part marked as the body."""
    return next(element.iterancestors("main", "article"), None) is None


class _Walk:
    """Walks the elements of a page."""

    def blocks(self, parent: HtmlElement, look: Look | None = None) -> Iterator[Piece]:
        """The pieces of an element and of all within."""
        flow = Flow()
        yield from self._within(parent, flow, look or Look())
        yield from paragraph(flow)

    def _within(self, parent: HtmlElement, flow: Flow, look: Look) -> Iterator[Piece]:
        flow.add(parent.text, look)
        for child in parent:
            if isinstance(child.tag, str):
                yield from self._element(child, flow, look)
            flow.add(child.tail, look)

    def _element(self, element: HtmlElement, flow: Flow, look: Look) -> Iterator[Piece]:
        tag = str(element.tag)
        if tag == "input":
            if element.get("type", "").casefold() in {"checkbox", "radio"}:
                flow.add("☒ " if "checked" in element.attrib else "☐ ", look)
        elif _opens_panel(element):
            yield from emptied(flow)
            if text := _text_of(element):
                yield Piece("line", text, bold=True)
        elif _is_furniture(element):
            return
        elif tag == "br":
            if "".join(flow.words[-1:]).endswith("\n\n") or _opens_field(element):
                yield from emptied(flow)
            flow.add("\n\n", look)
        elif tag in _BLOCKS or tag == "table" or _level(element):
            yield from emptied(flow)
            yield from self._block(element, tag, look.within(element))
        else:
            yield from self._within(element, flow, look.within(element))

    def _block(self, element: HtmlElement, tag: str, look: Look) -> Iterator[Piece]:
        if level := _level(element):
            text = _text_of(element)
            if text:
                yield Piece("heading", text, level)
        elif tag == "table":
            yield from self._table(element)
        elif tag == "li":
            yield from self._item(element)
        elif tag == "dl":
            yield from self._definitions(element)
        else:
            yield from self.blocks(element, look)

    def _item(self, element: HtmlElement) -> Iterator[Piece]:
        """A list item; its further paragraphs follow it, and lists in it are items too."""
        for n, piece in enumerate(self.blocks(element)):
            first = n == 0 and piece.kind == "line"
            yield replace(piece, kind="item", bold=False, gap=False) if first else piece

    def _definitions(self, element: HtmlElement) -> Iterator[Piece]:
        """Each term with what it means, as a row of two cells."""
        term: list[Piece] = []
        for child in element.iter("dt", "dd"):
            if child.tag == "dt":
                term = list(self.blocks(child))
            else:
                if named := _named(child):
                    yield from term
                    yield from row_pieces([[Piece("line", said)] for said in named], "labelled")
                else:
                    meaning = _flat(list(self.blocks(child)))
                    yield from row_pieces([_flat(term), meaning], "labelled")
                term = []

    def _table(self, table: HtmlElement) -> Iterator[Piece]:
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        caption = table.find("caption")
        if caption is not None:
            yield from self.blocks(caption)
        if _is_layout(table) or all(len(row) < 2 for row in rows):
            for row in rows:
                for cell in row:
                    yield from () if _is_links(cell) else self.blocks(cell)
            return
        labelled = all(map(_is_labelled, rows))
        under: RowSort = "labelled" if labelled else ""
        below: dict[int, _Reach] = {}
        for n, row in enumerate(rows):
            cells, heads = self._cells(row, below)
            first = next(row.iterancestors("thead"), None) is not None or (n == 0 and all(heads))
            head = first and len(cells) > 1 and len(rows) > 1
            under = "named" if head else under
            found = row_pieces(cells, "head" if head else under)
            yield from (replace(p, opens=n == 0 and m == 0) for m, p in enumerate(found))

    def _cells(
        self, row: HtmlElement, below: dict[int, _Reach]
    ) -> tuple[list[list[Piece]], list[bool]]:
        """Cells of a row; one that reaches down from a row above, `below` by column, is told again.

        Not in the first column, where it is the name of a group of rows.
        """
        cells: list[list[Piece]] = []
        heads = []
        for cell in row.iterchildren("td", "th"):
            _pass_over(cells, below)
            high, wide = _span(cell, "rowspan"), _span(cell, "colspan")
            told = _flat(list(self.blocks(cell)))
            again = told if cells and cell.tag == "td" else []
            for n in range(wide if high > 1 else 0):
                below[len(cells) + n] = _Reach(high - 1, again if n == 0 else [])
            cells.append(told)
            heads.append(cell.tag == "th")
            cells += [[] for _ in range(wide - 1)]
        _pass_over(cells, below)
        return cells, heads


def _tags(row: HtmlElement) -> list[str]:
    return [str(cell.tag) for cell in row.iterchildren("td", "th")]


def _span(cell: HtmlElement, name: str) -> int:
    """How many columns or rows a cell spans."""
    stated = cell.get(name, "1")
    return max(1, min(int(stated), 64)) if stated.isdecimal() else 1


@dataclass
class _Reach:
    """How many rows further a cell reaches down, and what it says."""

    rows: int
    told: list[Piece]


def _pass_over(cells: list[list[Piece]], below: dict[int, _Reach]) -> None:
    """What cells of the rows above say that reach down."""
    while (reach := below.get(len(cells))) and reach.rows > 0:
        reach.rows -= 1
        cells.append(reach.told)


def _opens_field(line_break: HtmlElement) -> bool:
    """Whether the line after a break opens with a name in bold: `For: the committee`."""
    name = line_break.getnext()
    if name is None or name.tag not in {"b", "strong"} or (line_break.tail or "").strip():
        return False
    return _text_of(name).endswith(":") or (name.tail or "").lstrip().startswith(":")


def _level(element: HtmlElement) -> int:
    """The level of a heading, by its tag or its role; 0 of anything else."""
    if found := _HEADING.match(str(element.tag)):
        return int(found[1])
    if element.get("role") != "heading":
        return 0
    level = element.get("aria-level", "2")
    return min(int(level), 6) if level.isdigit() else 2


def _opens_panel(element: HtmlElement) -> bool:
    """Whether an element is the name of a part that opens and shuts, as in an accordion."""
    if element.tag == "summary":
        return element.find(".//*[@role='heading']") is None and not any(
            _HEADING.match(str(inner.tag)) for inner in element.iter()
        )
    panel = element.get("aria-controls") and element.get("aria-expanded")
    return element.tag == "button" and bool(panel) and element.get("aria-haspopup") is None


def _is_labelled(row: HtmlElement) -> bool:
    """Whether names and what they name take turns in a row."""
    tags = [cell.tag for cell in row.iterchildren("td", "th")]
    return bool(tags) and tags == ["th", "td"] * (len(tags) // 2)


def _is_layout(table: HtmlElement) -> bool:
    """Whether a table only places the parts of a page: it holds headings or other tables."""
    held = ("h1", "h2", "h3", "h4", "table")
    inner = any(element is not table for element in table.iter(*held))
    heads = any(next(cell.iterancestors("table")) is table for cell in table.iter("th"))
    return table.get("role") == "presentation" or (inner and not heads)


def _is_links(element: HtmlElement) -> bool:
    """Whether all the words of an element are short links: the navigation of a page."""
    links = [_text_of(link) for link in element.iter("a")]
    short = len(links) > 1 and all(len(link.split()) <= 5 for link in links)
    return short and "".join(links).replace(" ", "") == _text_of(element).replace(" ", "")


def _text_of(element: HtmlElement) -> str:
    return " ".join(element.text_content().replace("\xad", "").split())


def _named(meaning: HtmlElement) -> tuple[str, str] | None:
    """The name in bold that opens a meaning, and what stands on the lines under it."""
    first = next(iter(meaning), None)
    if first is None or first.tag not in {"b", "strong"} or (meaning.text or "").strip():
        return None
    after = first.getnext()
    name = _text_of(first).strip(" :")
    value = _text_of(meaning)[len(_text_of(first)) :].strip(" :\n\t")
    broken = after is not None and after.tag == "br" and not (first.tail or "").strip(" :")
    return (name, " ".join(value.split())) if broken and name and value else None


def _flat(cell: Sequence[Piece]) -> list[Piece]:
    """The pieces of a cell, none of them a heading or a row."""
    kind = {"heading": "line", "row": "line"}
    return [
        replace(p, kind=kind.get(p.kind, p.kind), level=0, cells=(), bold=False, inside=True)  # type: ignore[arg-type]  # both are kinds
        for p in cell
    ]
