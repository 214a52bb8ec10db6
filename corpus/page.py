"""A web page -> pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.charset import decoded
from corpus.grid import boxes, row_pieces, run_in
from corpus.piece import Piece
from corpus.read import UnreadableError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DROPPED = frozenset((
    "script", "style", "noscript", "template", "nav", "aside", "footer", "button", "select",
    "option", "textarea", "iframe", "object", "svg", "canvas", "audio", "video", "map", "dialog",
    "head", "menu",
))  # fmt: skip
_ROLES = frozenset((
    "navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog",
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
    "dd", "dt", "dl", "ul", "ol", "li", "hgroup", "hr",
))  # fmt: skip
_HEADING = re.compile(r"^h([1-6])$")
_BULLET = re.compile(r"^[•▪◦●*·‣–]\s+(?=\S)")


@dataclass
class _Flow:
    """Inline words gathered until a block ends."""

    words: list[str] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)

    def add(self, text: str | None, *, bold: bool) -> None:
        if text:
            self.words.append(text.replace("\xad", ""))
            self.bold.append(bold)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    @property
    def head(self) -> str:
        """The words in bold that it opens with."""
        count = next(
            (n for n, w in enumerate(self.words) if w.strip() and not self.bold[n]), len(self.words)
        )
        return " ".join("".join(self.words[:count]).split())


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
    return list(_Walk().blocks(_body(root)))


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
    get = element.attrib.get
    hidden = "hidden" in element.attrib or get("aria-hidden") == "true"
    hidden = hidden or bool(
        re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", get("style", ""))
    )
    if hidden or get("role", "") in _ROLES:
        return True
    named = _NAMES.search(get("class", "")) or _NAMES.search(get("id", ""))
    holds = (
        element.tag in {"main", "article", "body", "table"} or element.find(".//main") is not None
    )
    if element.tag == "header":
        return element.find(".//h1") is None
    return bool(named) and not holds and len(element.text_content()) < 1500


class _Walk:
    """Walks the elements of a page."""

    def blocks(self, parent: HtmlElement) -> Iterator[Piece]:
        """The pieces of an element and of all within."""
        flow = _Flow()
        yield from self._within(parent, flow, bold=False)
        yield from _paragraph(flow)

    def _within(self, parent: HtmlElement, flow: _Flow, *, bold: bool) -> Iterator[Piece]:
        flow.add(parent.text, bold=bold)
        for child in parent:
            if isinstance(child.tag, str):
                yield from self._element(child, flow, bold=bold)
            flow.add(child.tail, bold=bold)

    def _element(self, element: HtmlElement, flow: _Flow, *, bold: bool) -> Iterator[Piece]:
        tag = str(element.tag)
        if tag == "input":
            if element.get("type", "").casefold() in {"checkbox", "radio"}:
                flow.add("☒ " if "checked" in element.attrib else "☐ ", bold=bold)
        elif _is_furniture(element):
            return
        elif tag == "br":
            if "".join(flow.words[-1:]).endswith("\n\n"):
                yield from _emptied(flow)
            flow.add("\n\n", bold=bold)
        elif tag in _BLOCKS or tag == "table" or _HEADING.match(tag):
            yield from _emptied(flow)
            yield from self._block(element, tag)
        else:
            heavy = bold or tag in {"b", "strong"}
            yield from self._within(element, flow, bold=heavy)

    def _block(self, element: HtmlElement, tag: str) -> Iterator[Piece]:
        if found := _HEADING.match(tag):
            text = _text_of(element)
            if text:
                yield Piece("heading", text, int(found[1]))
        elif tag == "table":
            yield from self._table(element)
        elif tag == "li":
            yield from self._item(element)
        elif tag == "dl":
            yield from self._definitions(element)
        else:
            yield from self.blocks(element)

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
                yield from row_pieces([_flat(term), _flat(list(self.blocks(child)))])
                term = []

    def _table(self, table: HtmlElement) -> Iterator[Piece]:
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        if caption := table.find("caption"):
            yield from self.blocks(caption)
        if table.get("role") == "presentation" or all(len(row) < 2 for row in rows):
            for row in rows:
                for cell in row:
                    yield from self.blocks(cell)
            return
        for n, row in enumerate(rows):
            cells, heads = self._cells(row)
            first = next(row.iterancestors("thead"), None) is not None or (n == 0 and all(heads))
            yield from row_pieces(cells, head=first and len(cells) > 1 and len(rows) > 1)

    def _cells(self, row: HtmlElement) -> tuple[list[list[Piece]], list[bool]]:
        cells: list[list[Piece]] = []
        heads = []
        for cell in row.iterchildren("td", "th"):
            cells.append(_flat(list(self.blocks(cell))))
            heads.append(cell.tag == "th")
            width = cell.get("colspan", "1")
            cells += [[] for _ in range(min(int(width), 64) - 1 if width.isdigit() else 0)]
        return cells, heads


def _text_of(element: HtmlElement) -> str:
    return " ".join(element.text_content().replace("\xad", "").split())


def _flat(cell: Sequence[Piece]) -> list[Piece]:
    """The pieces of a cell, none of them a heading or a row."""
    kind = {"heading": "line", "row": "line"}
    return [
        replace(p, kind=kind.get(p.kind, p.kind), level=0, cells=(), bold=False, inside=True)  # type: ignore[arg-type]  # both are kinds
        for p in cell
    ]


def _emptied(flow: _Flow) -> Iterator[Piece]:
    yield from _paragraph(flow)
    flow.words.clear()
    flow.bold.clear()


def _paragraph(flow: _Flow) -> Iterator[Piece]:
    text, head = flow.text, flow.head
    if not text:
        return
    bullet = _BULLET.match(text)
    if bullet:
        yield Piece("item", text[bullet.end() :])
        return
    piece = Piece("line", text, bold=head == text)
    if not head or head == text:
        yield from boxes(piece)
    else:
        yield from run_in(head, text[len(head) :].strip(), piece)
