"""A run as one page of HTML that needs nothing beside it; every word of a run is escaped."""

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from pathlib import Path

from assistant.answer import Citation
from eval.case import Split
from eval.confidence import area, calibration, risk_coverage
from eval.page_plot import by_kind, curve
from eval.result import Result
from eval.scorecard import Scorecard
from eval.summary import HEAD, Findings, Summary

_STYLE = Path(__file__).with_name("page.css")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What a browser may load for the page: nothing."""


def page(scorecard: Scorecard, findings: Findings, shown: Sequence[Split], on: date) -> str:
    """The page of a run on a day; failures of the test split are there only if it is shown."""
    told = {"development", *shown}
    splits = [_split(each, scorecard.where(split=each.split)) for each in findings.splits]
    failed = [r for r in scorecard.results if r.split in told and (r.altered or not r.correct)]
    body = "".join([*splits, _failures(failed)])
    return (
        '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Evaluation, {_day(on)}</title>"
        f"<style>{_STYLE.read_text(encoding='utf-8')}</style></head><body>"
        f"<h1>Evaluation</h1><p>{_day(on)}, {len(scorecard.results)} cases</p>"
        f"<p>{escape(findings.verdict)}</p>{body}</body></html>\n"
    )


def _split(summary: Summary, part: Scorecard) -> str:
    points = risk_coverage(part.results)
    drawn = curve(points) if points else "<p>Nothing was answered.</p>"
    told = f"Area under the curve: {area(points):.3f} (0 is best). {_end(part)}"
    return (
        f"<h2>{escape(summary.split)}</h2>{_measures(summary)}"
        f'<div class="card">{"".join(f"<p>{escape(line)}</p>" for line in summary.figures)}</div>'
        '<div class="pair">'
        '<div class="card"><h3>Accuracy by kind, with 95% intervals</h3>'
        f"{by_kind(summary.rows)}</div>"
        '<div class="card"><h3>Risk and coverage</h3>'
        '<p class="soft">Answers from the surest down: the share wrong among those answered, '
        "against the share of all cases answered. The point is the assistant as it is.</p>"
        f"{drawn}<p>{told}</p></div></div>{_calibration(part)}"
    )


def _end(part: Scorecard) -> str:
    given = [r for r in part.results if not r.abstained]
    wrong = sum(not r.correct for r in given)
    return f"Answered: {len(given)} of {len(part.results)}; wrong: {wrong}."


def _measures(summary: Summary) -> str:
    caption = "Share [95% interval] n; partial counts as wrong"
    return _table(caption, HEAD, [row.cells for row in summary.rows])


def _calibration(part: Scorecard) -> str:
    head = (
        "confidence",
        "mean",
        "right, of the answers given",
        "not in the corpus, of the refused",
    )
    rows = [
        (
            band.label,
            "–" if band.confidence is None else f"{band.confidence:.2f}",
            str(band.right),
            str(band.outside),
        )
        for band in calibration(part.results)
    ]
    caption = (
        "Calibration: how often answers of one confidence are right. Rows computed from the "
        "register have confidence 1."
    )
    return _table(caption, head, rows)


def _table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    columns = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    lines = "".join(map(_row, rows))
    return (
        '<div class="card wide" tabindex="0" role="region" '
        f'aria-label="{escape(caption)}"><table><caption>{escape(caption)}</caption>'
        f"<thead><tr>{columns}</tr></thead><tbody>{lines}</tbody></table></div>"
    )


def _row(cells: Sequence[str]) -> str:
    first, *others = map(escape, cells)
    strong = ' class="all"' if first == "total" else ""
    return (
        f'<tr{strong}><th scope="row">{first}</th>{"".join(map("<td>{}</td>".format, others))}</tr>'
    )


def _failures(failed: Sequence[Result]) -> str:
    return f"<h2>Failures ({len(failed)})</h2>" + "".join(map(_failure, failed))


def _failure(result: Result) -> str:
    why = [result.why, *(f"not verbatim: {words}" for words in result.altered)]
    place = f"{result.id}, {result.kind}, {result.split}, confidence {result.confidence:.2f}"
    return (
        f'<details><summary><bdi class="question">{escape(result.question)}</bdi>'
        f'<span class="why">{escape("; ".join(filter(None, why)))}</span>'
        f'<span class="soft">{escape("; ".join([place, *_found(result)]))}</span></summary>'
        f'<div class="body"><p class="answer">{escape(result.answer)}</p>'
        f"{_evidence('Evidence', result.citations)}{_evidence('Nearest', result.nearest)}"
        "</div></details>"
    )


def _found(result: Result) -> Iterator[str]:
    """Where search put what the answer should rest on."""
    if result.found and result.found.reciprocal_rank:
        yield f"support in passage {round(1 / result.found.reciprocal_rank)} of the search"
    elif result.found:
        yield "support not among the first ten passages of the search"


def _evidence(title: str, citations: Sequence[Citation]) -> str:
    if not citations:
        return ""
    items = "".join(
        f'<li><span class="place">[{c.number}] {escape(c.place)}</span>'
        f'<q class="quote">{escape(c.quote)}</q></li>'
        for c in citations
    )
    return f"<h4>{title}</h4><ol>{items}</ol>"


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"
