"""What the styles of a Word document tell of its paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass
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
        return Style(
            style.name,
            style.level if own is None else own,
            style.listed if listed is None else listed,
            style.bold,
            style.size,
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
        return Style(
            printed,
            base.level if own is None else own,
            lists or base.listed,
            base.bold if (bold := heavy(element)) is None else bold,
            size(element) or base.size,
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


def heavy(element: Any) -> bool | None:  # noqa: ANN401
    """Whether a run or style sets bold on or off; None where it does not say."""
    mark = element.find(f"{_W}rPr/{_W}b")
    return None if mark is None else is_on(mark.get(f"{_W}val"))


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


def _listed(paragraph: Any) -> bool | None:  # noqa: ANN401
    if paragraph.find(f"{_W}pPr/{_W}numPr") is None:
        return None
    return value(paragraph, "pPr/numPr/numId") != "0"
