"""A briefing as the page shows it: every word escaped, every number opening its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby

from assistant.brief.part import Briefing, Line, Part, Source, Table, new_marks
from assistant.place import key_of
from corpus.report import Span

_SHAPES = {"docx": "Save for Word", "pdf": "Save as PDF", "md": "Save as Markdown"}


def preview(briefing: Briefing, generation: int, links: Mapping[str, str]) -> str:
    """The whole briefing, with links to keep it by their kind of file."""
    return _Preview(briefing, generation).whole(links)


class _Preview:
    def __init__(self, briefing: Briefing, generation: int) -> None:
        self._briefing, self._generation = briefing, generation
        self._spans = dict(_numbered(briefing))

    def whole(self, links: Mapping[str, str]) -> str:
        briefing = self._briefing
        keeps = "".join(
            f'<a class="keep" href="{escape(links[kind])}" download>{words}</a>'
            for kind, words in _SHAPES.items()
        )
        parts = "".join(
            f"<section><h3>{number}. {escape(part.title)}</h3>{self._part(part)}</section>"
            for number, part in enumerate(briefing.parts, start=1)
        )
        return (
            f'<article class="briefing" tabindex="-1" data-done=""><h2>{escape(briefing.title)}'
            f'</h2><p class="keeps">{keeps}</p>{parts}'
            f"{self._sources()}{self._references()}</article>"
        )

    def _part(self, part: Part) -> str:
        """Its blocks: lines that belong together as one list."""
        return "".join(self._run(kind, list(run)) for kind, run in groupby(part.blocks, key=_shape))

    def _run(self, kind: str, run: Sequence[Line | Table]) -> str:
        if kind == "table":
            return "".join(self._table(block) for block in run if isinstance(block, Table))
        lines = [block for block in run if isinstance(block, Line)]
        if kind in {"lead", "note", "written"}:
            return "".join(f'<p class="{kind}">{self._line(line)}</p>' for line in lines)
        tag = "ol" if kind == "enquiry" else "ul"
        return f"<{tag}>{''.join(f'<li>{self._line(line)}</li>' for line in lines)}</{tag}>"

    def _line(self, line: Line) -> str:
        rule = f' <small class="rule">by rule: {escape(line.rule)}</small>' if line.rule else ""
        return escape(line.text) + self._marks(line, line.cites) + rule

    def _marks(self, line: Line, numbers: Sequence[int]) -> str:
        """The numbers after a line, each opening the words that this line rests on there."""
        own = {(span.section, span.page): span for span in reversed(line.spans)}
        spans = (self._spans[number] for number in numbers)
        held = (own.get((span.section, span.page), span) for span in spans)
        return "".join(f" {self._opens(n, s)}" for n, s in zip(numbers, held, strict=True))

    def _opens(self, number: int, span: Span) -> str:
        place = escape(self._briefing.references[number - 1].place)
        key = escape(key_of(span, self._generation))
        return (
            f'<button type="button" class="cite" data-open="{key}" data-name="Source {number}" '
            f'title="{place}" aria-label="Source {number}: {place}">{number}</button>'
        )

    def _table(self, table: Table) -> str:
        heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in table.head)
        rows = "".join(
            "<tr>"
            + "".join(
                f"<td>{escape(cell.text)}{self._marks(cell, marks)}</td>"
                for cell, marks in new_marks(row)
            )
            + "</tr>"
            for row in table.rows
        )
        title = escape(table.title)
        return (
            f'<div class="wide" tabindex="0" role="region" aria-label="{title}"><table>'
            f"<caption>{title}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
            "</div>"
        )

    def _sources(self) -> str:
        lines = "".join(_source(source) for source in self._briefing.sources)
        return f"<section><h3>Sources</h3><ul>{lines}</ul></section>" if lines else ""

    def _references(self) -> str:
        lines = "".join(
            f"<li>{self._opens(one.number, self._spans[one.number])} {escape(one.place)}</li>"
            for one in self._briefing.references
        )
        if not lines:
            return ""
        count = len(self._briefing.references)
        return (
            f'<details class="references"><summary>{count} references</summary>'
            f"<ul>{lines}</ul></details>"
        )


def _shape(block: Line | Table) -> str:
    if isinstance(block, Table):
        return "table"
    return "row" if block.kind == "quotation" else block.kind


def _numbered(briefing: Briefing) -> Iterator[tuple[int, Span]]:
    """Each reference with the first place that it stands for."""
    seen: set[tuple[str, int | None]] = set()
    for line in briefing.lines:
        for span in line.spans:
            if (span.section, span.page) not in seen:
                seen.add((span.section, span.page))
                yield len(seen), span


def _source(source: Source) -> str:
    told = "; ".join([*source.dates, f"file {source.file}", *source.notes])
    digest = f"SHA-256 {source.sha256}" if source.sha256 else "its file is not held"
    return (
        f"<li><b>{escape(source.letter)}. {escape(source.name)}</b><small>{escape(told)}</small>"
        f'<small class="hash">{escape(digest)}</small></li>'
    )
