"""Answers from the register: complete sets of rows, counted and cited."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.cite import Draft
from assistant.understand import Understood
from corpus.piece import fold
from corpus.register import Field, Item, Judgement, Register, is_done
from corpus.report import Report, Span
from index.search import Query
from index.terms import content, stem, stems

_ASKING = frozenset(
    """own owner owned owning responsible responsibility accountable lead leading leads officer deadline
    due date dates when status progress complete completed completion incomplete done finished closed open
    outstanding list count number many overdue past late priority priorities grade graded grades grading
    rated rating action actions recommendation recommendations rec recs area areas improvement afi afis
    management cause causes concern report reports audit auditor auditors inspection response set named name
    new original earlier latest old current currently far today told force forces police made make agreed
    addressed aimed apply applies assigned job assign recorded record still track left remaining target
    issued issue identified following whose get got give full everything total altogether deal covers
    concerning regarding about hmicfrs rsm pcc fall falls deadlines yet need needs needed fixed state stated
    published please medium high low implemented implement start started peel"""
    .split()
)
"""Words that ask for a field or name a family: they do not say which item is meant."""

_FORCES = re.compile(r"\b(?:addressed to|aimed at|apply to|applies to|for|on|to) (?:all |the |police )*forces?\b")
_ENOUGH = 0.5
"""Share of the topic's weight that an item must hold to be the one meant."""


@dataclass(frozen=True, slots=True)
class Rows:
    """What the register says to a question."""

    drafts: tuple[Draft, ...]
    spans: tuple[Span, ...]
    missing: bool = False
    """Whether the question names an item that no report holds."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question together with what is needed to answer it from rows."""

    understood: Understood
    query: Query
    register: Register
    reports: Mapping[str, Report]
    today: date


def rows(asked: Asked) -> Rows | None:
    """The rows that answer a question, or None when it is not one for the register."""
    graded = _graded(asked)
    if graded:
        return graded
    return _itemised(asked) if _is_for_items(asked) else None


def _is_for_items(asked: Asked) -> bool:
    wants, families = asked.understood.wants, asked.understood.families
    if asked.understood.numbers and families:
        return True
    named = bool(families) and bool(
        wants & {"owner", "deadline", "past due", "status", "count", "list", "time", "person"}
    )
    return named or bool({"past due"} & wants and not families)


def _itemised(asked: Asked) -> Rows | None:
    family = _of_family(asked)
    if not family:
        return None
    chosen = _numbered(asked, family)
    if asked.understood.numbers and not chosen:
        return _no_such(asked, family)
    chosen = _valued(asked, _topical(asked, chosen))
    if not chosen:
        return None
    whole = [item for item in family if item.report in {c.report for c in chosen}]
    whole = [item for item in whole if (item.set, item.family) in {(c.set, c.family) for c in chosen}]
    drafts = [_counted(asked, chosen, whole)]
    drafts += [_row(asked, item, short=len(chosen) > 2) for item in chosen]  # noqa: PLR2004
    drafts += [note for item in chosen for note in _conflicts(asked, item)]
    return Rows(tuple(drafts), tuple(span for item in chosen for span in item.sources))


def _of_family(asked: Asked) -> list[Item]:
    said = asked.understood
    families = set(said.families)
    if "action" in families:
        families |= {"management action"}
    held = [i for i in asked.register.items if not families or i.family in families]
    held = _of_report(asked, held)
    sets = {item.set for item in held if item.set}
    years = set(said.years)
    if sets and years & sets:
        held = [item for item in held if item.set in years]
    elif sets and said.new:
        held = [item for item in held if item.set in {"", max(sets)}]
    elif sets and said.original:
        held = [item for item in held if item.set in {"", min(sets)}]
    elif years:
        held = [item for item in held if years & _years_of(asked.reports[item.report], item)]
    return held


def _of_report(asked: Asked, items: list[Item]) -> list[Item]:
    """The items of the reports whose name the question uses, if it uses one."""
    scores = {key: named(asked.understood.text, report) for key, report in asked.reports.items()}
    best = max(scores.values(), default=0.0)
    meant = {key for key, score in scores.items() if score == best} if best else set(scores)
    kept = [item for item in items if item.report in meant]
    return kept or items


def named(text: str, report: Report) -> float:
    """How plainly a question names a report: its reference, its kind, its title's proper words."""
    folded = fold(text)
    score = 2.0 if report.reference and fold(report.reference) in folded else 0.0
    kinds = set(stems(report.kind)) - {"report"}
    score += 1.0 if kinds and kinds <= set(stems(folded)) else 0.0
    score += 0.5 if "audit" in folded and "audit" in report.kind else 0.0
    short = {w for w in re.findall(r"\b[A-Z][A-Z0-9]{2,}\b", report.title)}
    spoken = {w.upper() for w in re.findall(r"[A-Za-z0-9]+", text)}
    initials = "".join(w[0] for w in re.findall(r"[a-z]+", fold(report.title)))
    acronyms = {w for w in re.findall(r"\b[A-Z]{3,}\b", text) if w.casefold() in initials}
    return score + (1.0 if short & spoken or acronyms else 0.0)


def _years_of(report: Report, item: Item) -> set[str]:
    said = re.findall(r"20\d{2}", f"{report.title} {report.reference}")
    dated = [str(event.on.year) for event in report.dates]
    return {*said, *dated, *([str(item.deadline.year)] if item.deadline else [])}


def _numbered(asked: Asked, items: list[Item]) -> list[Item]:
    numbers = {n.casefold() for n in asked.understood.numbers}
    return [i for i in items if i.number.casefold() in numbers] if numbers else items


def _topical(asked: Asked, items: list[Item]) -> list[Item]:
    """The items that hold most of the topic's words; all of them when no topic is named."""
    valued = {s for item in asked.register.items for f in (*item.priorities, *item.statuses) for s in stems(f.value)}
    topic = {
        stem(term)
        for term in asked.query.terms
        if term not in _ASKING and not term[0].isdigit() and stem(term) not in valued
    }
    names = {s for item in items for s in stems(asked.reports[item.report].name)}
    weights = {t: asked.query.weights.get(t, 1.0) for t in topic - names}
    total = sum(weights.values())
    if not total:
        return items
    share = {item.id: _held(item, weights) / total for item in items}
    best = max(share.values(), default=0.0)
    if best < _ENOUGH:
        return [] if not asked.understood.numbers else items
    return [item for item in items if share[item.id] >= max(_ENOUGH, best * 0.9)]


def _held(item: Item, weights: Mapping[str, float]) -> float:
    owners = " ".join(owner.value for owner in item.owners)
    held = set(stems(" ".join([item.text.value, item.area, owners, *item.addressees])))
    return sum(weight for term, weight in weights.items() if term in held)


def _valued(asked: Asked, items: list[Item]) -> list[Item]:
    """The items whose status, priority, addressee or date is the one that the question names."""
    said, text = asked.understood, f" {fold(asked.understood.text)} "
    day = said.as_at or asked.today
    if "past due" in said.wants:
        return [item for item in items if item.is_past_due(day)]
    priorities = {fold(p.value) for item in items for p in item.priorities if f" {fold(p.value)}" in text}
    if priorities and re.search(r"priorit|graded|rated|\b(?:high|medium|low)\b|" + "|".join(map(re.escape, priorities)), text):
        items = [i for i in items if any(fold(p.value) in priorities for p in i.priorities)]
    items = _of_status(items, text)
    if _FORCES.search(text):
        forces = [i for i in items if any(re.search(r"\bforces?\b|chief constable", fold(a)) for a in i.addressees)]
        items = forces or items
    if said.on and "past due" not in said.wants and re.search(r"\bdue\b|\bdeadline|\bby\b|before|fall", text):
        return [i for i in items if i.deadline and i.deadline <= said.on] or items
    return items


def _of_status(items: list[Item], text: str) -> list[Item]:
    values = {fold(s.value) for item in items for s in item.statuses}
    meant = {v for v in values if len(v) < 40 and re.search(rf"(?<!not )(?<!in)\b{re.escape(v)}\b", text)}  # noqa: PLR2004
    whole = re.search(r"\b(?:which|what|list|how many|any|all)\b", text)
    if not whole:
        return items
    if meant:
        return [i for i in items if any(fold(s.value) in meant for s in i.statuses)]
    if values and re.search(r"not (?:yet )?(?:been )?(?:complete|done|met|closed|finished)|outstanding|unfinished|still open", text):
        return [i for i in items if not (i.statuses and is_done(i.statuses[-1].value))]
    return items


def _no_such(asked: Asked, family: Sequence[Item]) -> Rows:
    """The family is held, the number is not: the nearest thing is the family itself."""
    held = ", ".join(dict.fromkeys(item.number for item in family if item.number))
    wanted = " and ".join(asked.understood.numbers)
    name = family[0].family
    note = f"Not in the corpus: no {name} {wanted} is held. The numbers held are {held}."
    return Rows((Draft("note", note),), tuple(i.sources[0] for i in family[:3]), missing=True)


def _counted(asked: Asked, chosen: Sequence[Item], whole: Sequence[Item]) -> Draft:
    families = {item.family for item in chosen}
    name = families.pop() if len(families) == 1 else "item"
    sets = {item.set for item in chosen if item.set}
    year = f"{next(iter(sets))} " if len(sets) == 1 else ""
    plural = name if len(whole) == 1 else _plural(name)
    day = asked.understood.as_at or asked.today
    status = {"past due", "status"} & asked.understood.wants
    at = f" as at {_uk(day)}" if "past due" in asked.understood.wants else ""
    past = " past due, completion not recorded" if "past due" in asked.understood.wants else ""
    count = f"{len(chosen)} of {len(whole)} {year}{plural}{past}{at}"
    dated = {asked.reports[item.report].name for item in chosen}
    within = f" ({'; '.join(sorted(dated))})" if len(dated) <= 2 and (len(chosen) > 1 or status) else ""  # noqa: PLR2004
    return Draft("note", f"{count}{within}:")


def _plural(name: str) -> str:
    head, _, tail = name.partition(" ")
    if name in {"area for improvement", "cause of concern"}:
        return f"{head}s {tail}"
    return f"{name}s"


def _row(asked: Asked, item: Item, *, short: bool) -> Draft:
    """An item as one computed line: its label, its fields as printed, its words."""
    day = asked.understood.as_at or asked.today
    parts = [_told("owner", item.owners), _told("due", item.deadlines), _told("priority", item.priorities)]
    if item.statuses:
        parts.append("; ".join(f"status: {s.value} (stated by {s.stated_by})" for s in item.statuses))
    elif {"status", "past due"} & asked.understood.wants:
        parts.append("no status recorded")
    if item.is_past_due(day) and {"status", "past due", "deadline"} & asked.understood.wants:
        parts.append(f"past due at {_uk(day)}, completion not recorded")
    elif "owner" in asked.understood.wants and not item.owners:
        parts.append(f"addressed to: {', '.join(item.addressees)}" if item.addressees else "no owner named")
    if {"deadline", "past due"} & asked.understood.wants and not item.deadlines:
        parts.append("no date stated")
    text = _first_sentence(item.text.value) if short else item.text.value
    fields = "; ".join(part for part in parts if part)
    return Draft("row", f"{item.label}{f' – {fields}' if fields else ''}. “{text}”", item.sources)


def _told(name: str, fields: Sequence[Field]) -> str:
    values = list(dict.fromkeys(field.value for field in fields))
    return f"{name}: {' | '.join(values)}" if values else ""


def _conflicts(asked: Asked, item: Item) -> list[Draft]:
    """Both sides of what a report says twice and differently; neither is picked."""
    notes = []
    for conflict in Register((item,)).conflicts():
        sides = list({fold(side.value): side for side in conflict.sides}.values())
        told = "; ".join(f"“{s.value}” under {_heading(asked, s.span)}" for s in sides)
        name = {"owners": "owner", "deadlines": "date", "priorities": "priority"}[conflict.field]
        text = f"{item.label}: the report gives more than one {name}: {told}"
        notes.append(Draft("row", text, tuple(side.span for side in sides)))
    return notes


def _heading(asked: Asked, span: Span) -> str:
    sections = asked.reports[span.report].by_id
    return sections[span.section].heading


def _first_sentence(text: str) -> str:
    found = re.match(r".{40,}?[.;](?=\s)", text)
    return found[0] if found else text


def _uk(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _graded(asked: Asked) -> Rows | None:
    """Grades: of the area that is named, or all areas with the grade that is named."""
    said, text = asked.understood, fold(asked.understood.text)
    held = [j for j in asked.register.judgements if not said.years or set(said.years) & _report_years(asked, j)]
    grades = {fold(j.grade) for j in asked.register.judgements}
    meant = {g for g in grades if re.search(rf"\b{re.escape(g)}\b", text)} - ({"good"} if "how good" in text else set())
    if "grade" not in said.wants and not (meant and said.wants & {"list", "count"}):
        return None
    if said.families:
        return None
    areas = _areas(asked, held)
    if areas is None:
        held = _largest(held)
        chosen = [j for j in held if fold(j.grade) in meant] if meant else held
    else:
        chosen, held = areas, _largest(held)
    if not chosen or (areas is None and not ({"list", "count"} & said.wants)):
        return None
    drafts = [Draft("note", _grade_count(asked, chosen, held, meant))] if areas is None else []
    drafts += [Draft("row", f"{j.area} – {j.grade}", (j.span,)) for j in chosen]
    return Rows(tuple(drafts), tuple(j.span for j in chosen))


def _report_years(asked: Asked, judgement: Judgement) -> set[str]:
    report = asked.reports[judgement.report]
    years = [int(y) for y in re.findall(r"20\d{2}", report.title)]
    spread = range(min(years), max(years) + 1) if years else range(0)
    return {*map(str, spread), *(str(event.on.year) for event in report.dates)}


def _grade_count(asked: Asked, chosen: Sequence[Judgement], held: Sequence[Judgement], meant: Iterable[str]) -> str:
    names = {asked.reports[j.report].name for j in chosen}
    graded = f" graded {' or '.join(sorted(m.capitalize() for m in meant))}" if meant else ""
    return f"{len(chosen)} of {len(held)} graded areas{graded} ({'; '.join(sorted(names))}):"


def _areas(asked: Asked, held: Sequence[Judgement]) -> list[Judgement] | None:
    """The judgements on the area that is named; None when no area is named."""
    ignored = _ASKING | {"outstanding", "good", "adequate", "requires", "improvement", "inadequate", "cleveland"}
    forces = {s for report in asked.reports.values() for s in stems(report.force)}
    topic = {stem(t) for t in content(asked.query.text) if t not in ignored and not t[0].isdigit()} - forces
    topic -= {s for r in asked.reports.values() for s in stems(r.kind)}
    if not topic:
        return None
    shares = {j: len(topic & set(stems(j.area))) / len(topic) for j in held}
    best = max(shares.values(), default=0.0)
    if best < _ENOUGH:
        return []
    exact = [j for j, share in shares.items() if share == best]
    cover = {j: len(topic & set(stems(j.area))) / max(len(set(stems(j.area))), 1) for j in exact}
    top = max(cover.values())
    return [j for j in exact if cover[j] >= top * 0.6]


def _largest(held: Sequence[Judgement]) -> list[Judgement]:
    """The fullest single telling of the grades of each report: a strip and its cards are one."""
    best: list[Judgement] = []
    for report in dict.fromkeys(j.report for j in held):
        groups: dict[bool, list[Judgement]] = {}
        for judgement in held:
            if judgement.report == report:
                groups.setdefault(":" in judgement.span.quote, []).append(judgement)
        best += max(groups.values(), key=len)
    return best
