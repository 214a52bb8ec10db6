"""What the styles of a Word document tell of its paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"^(?:heading|überschrift|titre) (\d)$", re.IGNORECASE)
_DEEPEST = 6
_BODY_SIZE = 11.0


@dataclass(frozen=True, slots=True)
class Style:
    """One style, with what it takes from those it is based on."""

    name: str = ""
    level: int = 0
    """Heading level, from 1; 0 for body text."""
    listed: bool = False
    bold: bool = False
    size: float = _BODY_SIZE
    slanted: bool = False
    underlined: bool = False
    caps: bool = False
    """Whether its words are shown in capitals, however they are typed."""
    number: str = ""
    """The list that it belongs to, if any."""
    depth: int | None = None
    """Its level in that list, from 0; None where the list itself says."""


class Styles:
    """The styles of one document, each worked out once."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401 (docx names no public type)
        self._elements = {
            style.get(f"{_W}styleId", ""): style
            for style in document.styles.element.iter(f"{_W}style")
        }
        self._default = next(
            (
                name
                for name, style in self._elements.items()
                if style.get(f"{_W}type") == "paragraph" and is_on(style.get(f"{_W}default", "0"))
            ),
            "",
        )
        self._known: dict[str, Style] = {}

    def of(self, paragraph: Any) -> Style:  # noqa: ANN401
        """The style of a paragraph with what it sets itself."""
        name = value(paragraph, "pPr/pStyle") or self._default
        style = self.named(name)
        own = level(paragraph.find(f"{_W}pPr"))
        listed = _listed(paragraph)
        number, depth = _numbered(paragraph)
        return replace(
            style,
            level=style.level if own is None else own,
            listed=style.listed if listed is None else listed,
            number=style.number if number is None else number,
            depth=style.depth if depth is None else depth,
        )

    def named(self, name: str) -> Style:
        """A style by its id; an unknown one is plain."""
        if name not in self._known:
            self._known[name] = Style()  # a style based on itself ends here
            self._known[name] = self._read(name)
        return self._known[name]

    def _read(self, name: str) -> Style:
        element = self._elements.get(name)
        if element is None:
            return Style()
        base_name = value(element, "basedOn")
        base = self.named(base_name) if base_name else Style()
        printed = value(element, "name") or ""
        heading = _HEADING.match(printed)
        own = min(int(heading[1]), _DEEPEST) if heading else level(element.find(f"{_W}pPr"))
        lists = printed.casefold().startswith(("list bullet", "list number"))
        number, depth = _numbered(element)
        return Style(
            printed,
            base.level if own is None else own,
            lists or base.listed,
            marked(element, "b", base.bold),
            size(element) or base.size,
            marked(element, "i", base.slanted),
            marked(element, "u", base.underlined),
            marked(element, "caps", base.caps),
            base.number if number is None else number,
            base.depth if depth is None else depth,
        )


def value(element: Any, path: str) -> str | None:  # noqa: ANN401
    """The `val` of the element at a path such as `pPr/pStyle`, or None."""
    found = element.find("/".join(f"{_W}{tag}" for tag in path.split("/")))
    return None if found is None else found.get(f"{_W}val")


def is_on(val: str | None) -> bool:
    """Whether an on-off property that is there is on.

    >>> is_on("0"), is_on(None)
    (False, True)
    """
    return val not in {"0", "false", "off"}


def marked(element: Any, mark: str, otherwise: bool) -> bool:  # noqa: ANN401, FBT001 (a value, not a switch)
    """Whether a run or style sets a mark such as `b`; `otherwise` where it is silent."""
    found = element.find(f"{_W}rPr/{_W}{mark}")
    if found is None:
        return otherwise
    return found.get(f"{_W}val") != "none" and is_on(found.get(f"{_W}val"))


def size(element: Any) -> float | None:  # noqa: ANN401
    """The type size, in points, that a run or style sets."""
    halves = value(element, "rPr/sz") or ""
    return int(halves) / 2 if halves.isdigit() else None


def level(properties: Any) -> int | None:  # noqa: ANN401
    """The heading level that paragraph properties set; None where they do not say."""
    depth = value(properties, "outlineLvl") if properties is not None else None
    if depth is None or not depth.isdigit():
        return None
    return int(depth) + 1 if int(depth) < _DEEPEST else 0


def _numbered(element: Any) -> tuple[str | None, int | None]:  # noqa: ANN401
    """The list of a paragraph or style and the level in it; None where it does not say."""
    depth = value(element, "pPr/numPr/ilvl") or ""
    return value(element, "pPr/numPr/numId"), int(depth) if depth.isdigit() else None


def _listed(paragraph: Any) -> bool | None:  # noqa: ANN401
    if paragraph.find(f"{_W}pPr/{_W}numPr") is None:
        return None
    return value(paragraph, "pPr/numPr/numId") != "0"
