"""Grades: of the area that is named, or all the areas with the grade that is named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from assistant.asked import Asked, Rows
from assistant.cite import Draft
from corpus.extract import GRADES
from corpus.piece import fold
from corpus.register import Judgement
from corpus.report import Span
from index.terms import ASKING, content, generality, stem, stems

_ENOUGH = 0.5
"""Share of the words that name an area which the area must hold."""


def grades(asked: Asked) -> Rows | None:
    """The graded areas that a question asks for, or None when it is not about grades."""
    said, text = asked.understood, fold(asked.understood.text)
    meant = {g for g in GRADES if re.search(rf"(?<!how )\b{re.escape(g)}s?\b(?! force)", text)}
    several = re.search(rf"\b(?:{'|'.join(GRADES)})s\b", text)
    about = "grade" in said.wants or (meant and (several or said.wants & {"list", "count"}))
    if not about or said.families or not asked.register.judgements:
        return None
    held = [
        j for j in asked.register.judgements if not said.years or set(said.years) & _years(asked, j)
    ]
    if not held:
        return Rows(
            (Draft("note", f"Not in the corpus: no grades of {'-'.join(said.years)} are held."),),
            (),
            missing=True,
        )
    areas = _areas(asked, held)
    if areas is None and not ({"list", "count"} & said.wants or "grades" in text or several):
        return None
    full = fullest([j for j in held if fold(j.grade) in GRADES])
    chosen = (
        areas if areas is not None else [j for j in full if not meant or fold(j.grade) in meant]
    )
    if not chosen and meant and areas is None:
        spans = tuple(j.span for j in full)
        return Rows((Draft("row", _count(asked, full, full, meant, none=True), spans),), spans)
    if not chosen:
        return None
    drafts = [Draft("note", _count(asked, chosen, full, meant))] if areas is None else []
    told: dict[str, list[Span]] = {}
    for judgement in chosen:
        told.setdefault(f"{judgement.area} – {judgement.grade}", []).append(judgement.span)
    drafts += [Draft("row", row, tuple(spans)) for row, spans in told.items()]
    return Rows(tuple(drafts), tuple(j.span for j in chosen))


def _years(asked: Asked, judgement: Judgement) -> set[str]:
    report = asked.reports[judgement.report]
    years = [int(y) for y in re.findall(r"20\d{2}", report.title)]
    spread = range(min(years), max(years) + 1) if years else range(0)
    return {*map(str, spread), *(str(event.on.year) for event in report.dates)}


def _count(
    asked: Asked,
    chosen: Sequence[Judgement],
    full: Sequence[Judgement],
    meant: Iterable[str],
    *,
    none: bool = False,
) -> str:
    names = {asked.reports[j.report].name for j in chosen}
    graded = f" graded {' or '.join(sorted(m.capitalize() for m in meant))}" if meant else ""
    count = 0 if none else len(chosen)
    told = f"{count} of {len(full)} graded areas{graded} ({'; '.join(sorted(names))})"
    return told if none else f"{told}:"


def _areas(asked: Asked, held: Sequence[Judgement]) -> list[Judgement] | None:
    """The judgements on the areas that are named; None when no area is named."""
    clauses = re.split(r"\band (?:for|of|on)\b|,", asked.query.text)
    named = [found for clause in clauses if (found := _area(asked, clause, held)) is not None]
    return [j for found in named for j in found] if named else None


def _area(asked: Asked, clause: str, held: Sequence[Judgement]) -> list[Judgement] | None:
    graded = {s for grade in GRADES for s in stems(grade)}
    names = {
        s
        for r in asked.reports.values()
        for s in [*stems(r.force), *stems(r.kind), *stems(r.publisher)]
    } | (asked.naming - {s for j in held for s in stems(j.area)})
    said = {stem(t) for t in content(clause) if not t[0].isdigit()}
    said -= ASKING | graded | names
    topic = {s for s in said if generality(s) == 1} or said
    if not topic:
        return None
    shares = {j: len(topic & set(stems(j.area))) / len(topic) for j in held}
    best = max(shares.values(), default=0.0)
    if best < _ENOUGH:
        return [] if best == 0 else None
    exact = [j for j, share in shares.items() if share == best]
    cover = {j: len(topic & set(stems(j.area))) / max(len(set(stems(j.area))), 1) for j in exact}
    top = max(cover.values())
    return [j for j in exact if cover[j] >= top * 0.6]


def fullest(held: Sequence[Judgement]) -> list[Judgement]:
    """The fuller telling of the grades of each report: a strip and its cards are one."""
    best: list[Judgement] = []
    for report in dict.fromkeys(j.report for j in held):
        own = [j for j in held if j.report == report]
        shared = Counter(j.span.section for j in own)
        strip = [j for j in own if shared[j.span.section] > 1]
        cards = [j for j in own if shared[j.span.section] == 1]
        best += strip if len(strip) >= len(cards) else cards
    return best
