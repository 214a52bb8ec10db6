"""The source panel: a whole section as printed, its cited words marked, all of it escaped."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from assistant.day import uk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.answer import Citation
    from corpus.report import Block, Report, Section, Span


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the section."""

    name: str
    key: str
    """Key of the button that opened it."""
    asked_for: bool = True
    """Whether the reader pressed that button, so that the page may move to it."""
    back: str = "Back to the answer"


def source(shown: Citation, report: Report, section: Section, key: str, *, asked_for: bool) -> str:
    """A whole section as printed, with the cited words marked.

    Args:
        shown: What is cited.
        report: The report that holds it.
        section: The section that holds it.
        key: Key of the button that opens it.
        asked_for: Whether the reader pressed that button, so that the page may move to it.
    """
    name = f"{'Nearby passage' if '.near.' in key else 'Source'} {shown.number}"
    return sheet(shown.span, report, section, Frame(name, key, asked_for))


def sheet(span: Span, report: Report, section: Section, frame: Frame) -> str:
    """A whole section as printed, with the words of a span marked."""
    kind = " ".join(filter(None, [report.kind, report.reference]))
    kind = kind[:1].upper() + kind[1:]
    facts = " · ".join(filter(None, [kind, _day(report), report.publisher]))
    several = f" ({section.ordinal} of {section.siblings})" if section.siblings > 1 else ""
    *above, own = section.path or ("Front page",)
    path = "".join(f"<li>{escape(heading)}</li>" for heading in (*above, own + several))
    page = f'<p class="page">Page {span.page}</p>' if span.page else ""
    name = escape(frame.name)
    return (
        f'<article class="source" data-shown="{escape(frame.key)}" '
        f'data-asked="{frame.asked_for:d}" tabindex="-1" aria-label="{name}">'
        f'<div class="bar"><p>{name}</p>'
        f'<button type="button" class="back">{escape(frame.back)}</button></div>'
        f'<header><h2>{escape(report.title)}</h2><p class="facts">{escape(facts)}</p>'
        f'<ol class="path" aria-label="Place in the report">{path}</ol>{page}</header>'
        f'<div class="printed">{"".join(_printed(section, span))}</div>'
        f"{_provenance(report)}</article>"
    )


def no_source(*, absent: bool = False) -> str:
    """What stands in the source panel while no source is shown."""
    words = (
        "The last question has no source: the reports do not answer it. "
        "Its nearest passages can be opened under the answer."
        if absent
        else "Each statement of an answer carries a number. Choose a number to read the whole "
        "section here, as the report prints it, with the words relied on marked."
    )
    legend = "" if absent else "<p>Words relied on look <mark>like this</mark>.</p>"
    return f'<div class="no-source" data-shown=""><h2>Source</h2><p>{words}</p>{legend}</div>'


def superseded(shown: Citation) -> str:
    """What stands there for a citation whose report has been changed or removed since."""
    words = (
        f"{shown.place}: this report has been changed or removed since the question was "
        "answered. Ask again for an answer from what is held now."
    )
    return f'<div class="no-source" data-shown=""><h2>Source</h2><p>{escape(words)}</p></div>'


def _printed(section: Section, span: Span) -> Iterator[str]:
    """The blocks of a section: lists as lists, tables as tables, pages named where they turn."""
    page = section.blocks[0].page if section.blocks else None
    for run in _runs(section.blocks):
        if run[0].page not in {page, None}:
            page = run[0].page
            yield f'<p class="turned">Page {page}</p>'
        shape = _shape(run[0])
        if shape == "table":
            yield _table(run, section, span)
            continue
        words = [_marked(section, block.start, block.end, span) for block in run]
        if shape == "list":
            yield f"<ul>{''.join(f'<li>{each}</li>' for each in words)}</ul>"
        else:
            yield f'<p class="{run[0].kind}">{words[0]}</p>'


def _runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Blocks that are printed as one: a list or a table. A header row begins a new table."""
    run: list[Block] = []
    for block in blocks:
        if run and not _joins(block, run):
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def _joins(block: Block, run: Sequence[Block]) -> bool:
    new_table = block.kind == "head" and run[-1].kind != "head"
    return _shape(block) == _shape(run[0]) != "text" and not new_table


def _shape(block: Block) -> str:
    return {"item": "list", "row": "table", "head": "table"}.get(block.kind, "text")


def _table(blocks: Sequence[Block], section: Section, span: Span) -> str:
    rows = [(block, list(_cells(section, block))) for block in blocks]
    width = max(len(cells) for _, cells in rows)
    lines = []
    for block, cells in rows:
        tag = "th scope='col'" if block.kind == "head" else "td"
        filled = [_marked(section, start, end, span) for start, end in cells]
        filled += [""] * (width - len(filled))
        lines.append("<tr>" + "".join(f"<{tag}>{cell}</{tag[:2]}>" for cell in filled) + "</tr>")
    table = f"<table>{''.join(lines)}</table>"
    return f'<div class="wide" tabindex="0" role="group" aria-label="Table">{table}</div>'


def _cells(section: Section, block: Block) -> Iterator[tuple[int, int]]:
    """Start and end in the section of each cell of a row."""
    start = block.start
    for cell in section.words(block).split("\t"):
        yield start, start + len(cell)
        start += len(cell) + 1


def _marked(section: Section, start: int, end: int, span: Span) -> str:
    """`section.text[start:end]`, with what the span covers marked."""
    low, high = max(start, span.start), min(end, span.end)
    text = section.text
    if low >= high:
        return escape(text[start:end])
    return f"{escape(text[start:low])}<mark>{escape(text[low:high])}</mark>{escape(text[high:end])}"


def _provenance(report: Report) -> str:
    origin = report.restated_from
    lines = (origin and f"Restated in other words from: {origin}", report.handling)
    return "".join(f'<p class="provenance">{escape(line)}</p>' for line in lines if line)


def _day(report: Report) -> str:
    return uk(report.dated) if report.dated else "undated"
