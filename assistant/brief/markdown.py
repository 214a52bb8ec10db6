"""Briefing -> Markdown: every word of a report is escaped, so that nothing in it is live."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.brief.part import Briefing, Line, Reference, Source, Table, new_marks, runs

_LIVE = re.compile(r"([\\`*_\[\]|~$#])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_LINKS = re.compile(r"(?i)\b(https?|ftp|mailto|javascript|data|www)([:.])")


def as_markdown(briefing: Briefing) -> str:
    """The briefing with headings, tables, numbered references and sources."""
    lines = [f"# {escaped(briefing.title)}", ""]
    for number, part in enumerate(briefing.parts, start=1):
        lines += [f"## {number}. {escaped(part.title)}", ""]
        count = 0
        for block in part.blocks:
            count += isinstance(block, Line) and block.kind == "enquiry"
            lines += [*_table(block), ""] if isinstance(block, Table) else _line(block, count)
        lines.append("")
    if briefing.sources:
        lines += [f"## {len(briefing.parts) + 1}. Sources", ""]
        lines += [_source(source) for source in briefing.sources]
    if briefing.references:
        lines += ["", "## References", ""]
        lines += [_reference(reference) for reference in briefing.references]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def escaped(text: str) -> str:
    r"""Text on one line that Markdown takes for words alone: no markup, link, image or HTML.

    >>> escaped("<b>*x*</b> [y](http://z)")
    '&lt;b&gt;\\*x\\*&lt;/b&gt; \\[y\\](http&#58;//z)'
    """
    words = "".join(_ENTITIES.get(char, char) for char in " ".join(text.split()))
    words = _LIVE.sub(r"\\\1", words).replace("@", "&#64;")
    return _LINKS.sub(lambda m: f"{m[1]}&#{ord(m[2])};", words)


def _line(line: Line, count: int) -> Iterator[str]:
    words = escaped(line.text)
    if line.kind == "lead":
        yield from ("", f"**{words}**", "")
    elif line.kind in {"note", "written"}:
        yield from ("", f"{words}{_marks(line.cites)}", "")
    else:
        point = f"{count}." if line.kind == "enquiry" else "-"
        yield f"{point} {words}{_rule(line)}{_marks(line.cites)}"


def _rule(line: Line) -> str:
    return f" *(by rule: {escaped(line.rule)})*" if line.rule else ""


def _marks(numbers: Iterable[int]) -> str:
    return "".join(f" \\[{number}\\]" for number in runs(numbers))


def _table(table: Table) -> Iterator[str]:
    yield from (f"**{escaped(table.title)}**", "")
    yield f"| {' | '.join(map(escaped, table.head))} |"
    yield f"|{'---|' * len(table.head)}"
    for row in table.rows:
        cells = [escaped(cell.text) + _marks(marks) for cell, marks in new_marks(row)]
        yield f"| {' | '.join(cells)} |"


def _source(source: Source) -> str:
    told = [f"**{source.letter}** {escaped(source.name)}"]
    told += [escaped("; ".join(source.dates))] if source.dates else []
    told.append(f"file {escaped(source.file)}, SHA-256 {source.sha256 or 'not held'}")
    return f"- {'. '.join([*told, *map(escaped, source.notes)])}"


def _reference(reference: Reference) -> str:
    return f"- \\[{reference.number}\\] {escaped(reference.place)}"
