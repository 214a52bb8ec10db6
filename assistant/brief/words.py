"""How a briefing words things: quotations, dates, lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.many import plural
from corpus.passages import sentences
from corpus.records import Field
from corpus.register import Conflict, Item
from corpus.report import Report, Span

SHORT = 45
"""Words up to which a sentence is quoted whole; of a longer one its beginning is."""
_OPENING = re.compile(r"(?:By|With|Before|From) .{5,300}? (?:should|must) ")
"""`By 31 March 2026, all police forces should `"""
_SMALL = 40
"""Characters that such an opening has beside date and addressees; a longer one says more."""
_TYPOGRAPHIC = str.maketrans({"“": '"', "”": '"'})


def quoted(field: Field, limit: int = SHORT) -> str:
    """The first sentence of a field in quotation marks; three points outside if it goes on."""
    words = " ".join(field.span.quote.split())
    value = " ".join(field.value.split())
    text = value if value in words else words
    first = _first_sentence(text)
    parts = first.split()
    if len(parts) > limit:
        return f"“{' '.join(parts[:limit]).rstrip(',;:')}” …"
    return f"“{first}”" + (" …" if len(first) < len(text) else "")


def asked(item: Item, limit: int) -> str:
    """The words of what is asked, from the verb on where date and addressee are told beside it."""
    words = " ".join(item.text.span.quote.split())
    value = " ".join(item.text.value.split())
    opening = _OPENING.match(value)
    told = " ".join([*(d.value for d in item.deadlines[:1]), *item.addressees])
    if not opening or value not in words or len(opening[0]) > len(told) + _SMALL:
        return quoted(item.text, limit)
    return quoted(Field(value[opening.end() :], item.text.span), limit)


def exact(field: Field) -> str:
    """A printed value in quotation marks: the words at its place where it is worded otherwise."""
    value = " ".join(field.value.split())
    words = " ".join(field.span.quote.split())
    return f"“{value if value in words else words}”"


def noted(conflict: Conflict) -> str:
    """What is at odds with what; only words of its sides stand in quotation marks."""
    values = [f"“{side.value}”" for side in conflict.sides]
    kept = sorted({value for value in values if value in conflict.note}, key=len, reverse=True)
    parts = re.split("|".join(map(re.escape, kept)), conflict.note) if kept else [conflict.note]
    between = [*re.findall("|".join(map(re.escape, kept)), conflict.note), ""] if kept else [""]
    text = "".join(
        part.translate(_TYPOGRAPHIC) + value for part, value in zip(parts, between, strict=True)
    )
    return f"{text[:1].upper()}{text[1:]}"


def plain(value: str) -> str:
    """A printed value that is shown without quotation marks: in it none may open or close."""
    return " ".join(value.translate(_TYPOGRAPHIC).split())


def sentence_at(report: Report, span: Span) -> Span:
    """The whole sentence, list item or row in which a place lies; the place if it is longer."""
    section = report.by_id[span.section]
    for unit in sentences(section, section.blocks):
        if unit.start <= span.start < unit.end:
            return Span.of(report, section, unit.start, max(unit.end, span.end))
    return span


def listed(names: Sequence[str]) -> str:
    """Names with commas and a last `and`.

    >>> listed(["1", "3", "4"])
    '1, 3 and 4'
    """
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def named(items: Sequence[Item]) -> str:
    """Items by family, with their numbers: `Management actions 1, 3 and 4`."""
    groups: dict[tuple[str, str], list[Item]] = {}
    for item in sorted(items, key=_order):
        groups.setdefault((item.set, item.family), []).append(item)
    return listed([_family(held) for held in groups.values()])


def ended(text: str) -> str:
    """Words with a full stop, where they do not end in a mark already."""
    return text if text.rstrip("”")[-1:] in {".", "?", "!", "…"} else f"{text}."


def _family(held: Sequence[Item]) -> str:
    if len(held) == 1:
        return held[0].label
    name = plural(held[0].family)
    told = f"{held[0].set} {name}" if held[0].set else f"{name[0].upper()}{name[1:]}"
    return f"{told} {listed([item.number for item in held])}"


def _order(item: Item) -> tuple[str, str, int, str]:
    digits = "".join(c for c in item.number if c.isdigit())
    return item.set, item.family, int(digits or 0), item.number


def _first_sentence(text: str) -> str:
    for place, char in enumerate(text[:-1]):
        following = text[place + 1 :].lstrip()[:1]
        if char in ".;" and text[place + 1] == " " and place > 20 and following.isupper():
            return text[: place + 1]
    return text
