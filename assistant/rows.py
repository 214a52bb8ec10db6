"""Answers from the register: complete sets of rows, counted and cited."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.cite import Draft
from assistant.understand import Understood
from corpus.label import item_label
from corpus.piece import fold
from corpus.register import Field, Item, Register, is_done
from corpus.report import Report, Span
from index.search import Query
from index.terms import ASKING, content, generality, stem, stems

_FORCES = re.compile(
    r"\b(?:addressed to|aimed at|apply to|applies to|for|on|to) (?:all |the |police )*forces?\b"
)
_MONTHS = frozenset(stem(name.casefold()) for name in calendar.month_name if name)
_KINSHIP = 0.6
"""How alike a word of an item must be to count as the topic's."""
_PLAIN = 0.7
"""The same for a question that names no family."""
_ENOUGH = 0.5
"""Share of the topic's weight that an item must hold to be the one meant."""


@dataclass(frozen=True, slots=True)
class Rows:
    """What the register says to a question."""

    drafts: tuple[Draft, ...]
    spans: tuple[Span, ...]
    missing: bool = False
    """Whether the question names an item, or a field of it, that no report holds."""
    thin: bool = False
    """Whether the rows alone may not answer: one item, and its status is not recorded."""


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
    if _is_for_items(asked):
        return _itemised(asked)
    if asked.understood.wants & {"owner", "deadline"} and not asked.understood.families:
        return _unnamed(asked)
    return None


def _is_for_items(asked: Asked) -> bool:
    wants, families = asked.understood.wants, asked.understood.families
    if asked.understood.numbers and families:
        return True
    fields = {
        "owner",
        "deadline",
        "past due",
        "status",
        "count",
        "list",
        "time",
        "person",
        "priority",
    }
    told = "asked" in wants and bool(_addressed(asked, list(asked.register.items)))
    return bool(families and wants & fields) or "past due" in wants or told


def _unnamed(asked: Asked) -> Rows | None:
    """The item meant by a question that says what is to be done, not which item it is."""
    topic = _topic(asked, asked.register.items)
    total = sum(topic.values())
    if len(topic) < 2 or not total:
        return None
    owns = "owner" in asked.understood.wants
    fit = [
        (_held(asked, item, topic) / total, item)
        for item in _of_report(asked, list(asked.register.items))
        if (item.owners or item.deadlines) and (not owns or _verb(item) in topic)
    ]
    best = max((share for share, _ in fit), default=0.0)
    if best < _PLAIN:
        return None
    chosen = [item for share, item in fit if share == best]
    return _told_rows(asked, chosen, chosen) if len(chosen) <= 3 else None


def _verb(item: Item) -> str:
    """What an item asks to be done: the first word of substance of its text."""
    label = item_label(item.text.value)
    text = label.rest if label and label.number else item.text.value
    asked = re.split(r"\b(?:should|must|needs? to|will)\b", text, maxsplit=1)[-1]
    asked = re.sub(r"^.*?:\s+[^.]{3,60}\.\s+", "", asked)
    return next((stem(term) for term in content(asked)), "")


def _itemised(asked: Asked) -> Rows | None:
    family = _of_family(asked)
    if not family:
        return _none_held(asked)
    chosen = _numbered(asked, family)
    if asked.understood.numbers and not chosen:
        return _no_such(asked, family)
    meant = _topical(asked, chosen)
    chosen = _valued(asked, meant)
    if not chosen:
        return _none_of(asked, meant) if "past due" in asked.understood.wants else None
    whole = [item for item in family if item.report in {c.report for c in chosen}]
    whole = [
        item for item in whole if (item.set, item.family) in {(c.set, c.family) for c in chosen}
    ]
    return _told_rows(asked, chosen, whole)


def _none_of(asked: Asked, meant: Sequence[Item]) -> Rows | None:
    """That none of the items asked about is past due, with all of them as its source."""
    if not meant:
        return None
    spans = tuple(item.sources[0] for item in meant)
    day = _uk(asked.understood.as_at or asked.today)
    name = meant[0].family
    told = f"0 of {len(meant)} {name if len(meant) == 1 else _plural(name)} past due as at {day}"
    return Rows((Draft("row", told, spans),), spans)


def _told_rows(asked: Asked, chosen: Sequence[Item], whole: Sequence[Item]) -> Rows:
    wants = asked.understood.wants
    drafts = [_counted(asked, chosen, whole)] if len(chosen) > 1 or len(whole) > len(chosen) else []
    drafts += [_row(asked, item, short=len(chosen) > 6) for item in chosen]
    drafts += [note for item in chosen for note in _conflicts(asked, item)]
    if len(chosen) <= 2 and (
        len(chosen) == 1 or wants & {"status", "owner", "deadline", "comparison"}
    ):
        said = [
            *(m for i in chosen for m in i.mentions),
            *(r.text for i in chosen for r in i.responses),
        ]
        drafts += [Draft("quotation", field.value, (field.span,)) for field in said[:4]]
    unowned = "owner" in wants and not any(i.owners or _outside(asked, i) for i in chosen)
    thin = (
        len(chosen) == 1
        and "status" in wants
        and not (chosen[0].statuses or chosen[0].mentions or chosen[0].responses)
    )
    return Rows(tuple(drafts), tuple(s for i in chosen for s in i.sources), unowned, thin)


def _outside(asked: Asked, item: Item) -> bool:
    """Whether an item is addressed to some body, not just worded about the force itself."""
    force = asked.reports[item.report].force
    return any(fold(a) not in {fold(force), "the force", "force", ""} for a in item.addressees)


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
    return _of_section(asked, held)


def _of_section(asked: Asked, items: list[Item]) -> list[Item]:
    """The items of the table whose heading the question's words fit best, if one fits better."""
    spoken = set(stems(asked.understood.text))
    fits = {}
    for item in items:
        section = asked.reports[item.report].by_id[item.sources[0].section]
        fits[item.id] = (
            0
            if item_label(section.heading) and len(item.sources) > 1
            else len(spoken & set(stems(section.heading)))
        )
    best = max(fits.values(), default=0)
    rows = all("\t" in item.sources[0].quote for item in items)
    return [item for item in items if fits[item.id] == best] if rows else items


def _of_report(asked: Asked, items: list[Item]) -> list[Item]:
    """The items of the reports whose name the question uses, if it uses one."""
    scores = {key: named(asked.understood.text, report) for key, report in asked.reports.items()}
    best = max(scores.values(), default=0.0)
    meant = {key for key, score in scores.items() if score == best} if best else set(scores)
    return [item for item in items if item.report in meant]


def named(text: str, report: Report) -> float:
    """How plainly a question names a report: its reference, its kind, its title's proper words."""
    folded = fold(text)
    score = 2.0 if report.reference and fold(report.reference) in folded else 0.0
    kinds = set(stems(report.kind)) - {"report"}
    score += 1.0 if kinds and kinds <= set(stems(folded)) else 0.0
    score += 0.5 if "audit" in folded and "audit" in report.kind else 0.0
    short = set(re.findall(r"\b[A-Z][A-Z0-9]{2,}\b", report.title))
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
    printed = [p.value for i in asked.register.items for p in i.priorities]
    printed += [s.value for i in asked.register.items for s in i.statuses]
    valued = {word for value in printed for word in stems(value)}
    topic = {t: w for t, w in _topic(asked, items).items() if t not in valued}
    known = {t: w for t, w in topic.items() if _in_any(asked, items, t)}
    if not topic or asked.understood.numbers:
        return items
    if sum(known.values()) < _ENOUGH * sum(topic.values()):
        return []
    share = {item.id: _held(asked, item, known) / sum(known.values()) for item in items}
    best = max(share.values(), default=0.0)
    chosen = [item for item in items if share[item.id] >= max(_ENOUGH, best * 0.9)]
    return chosen if best > _PLAIN else (_by_part(asked, items, known) or chosen)


def _by_part(asked: Asked, items: list[Item], known: Mapping[str, float]) -> list[Item]:
    """The items meant by each part of a question that names two topics: `AFIs under A and B`."""
    parts = re.split(r"\band\b|,|&", fold(asked.understood.text))
    meant: set[str] = set()
    for part in parts:
        topic = {t: w for t, w in known.items() if t in set(stems(part))}
        share = {i.id: _held(asked, i, topic) / sum(topic.values()) for i in items} if topic else {}
        best = max(share.values(), default=0.0)
        meant |= {key for key, value in share.items() if value >= max(_PLAIN, best)}
    return [item for item in items if item.id in meant]


def _in_any(asked: Asked, items: Sequence[Item], term: str) -> bool:
    return any(_held(asked, item, {term: 1.0}) > _KINSHIP for item in items)


def _topic(asked: Asked, items: Sequence[Item]) -> dict[str, float]:
    """The stems that say which item is meant, with their weights."""
    names = {s for item in items for s in stems(asked.reports[item.report].name)}
    places = {span.section for item in items for span in item.sources}
    names |= {
        s
        for r in asked.reports.values()
        for sec in r.sections
        if sec.id in places
        for s in stems(" ".join(sec.path))
    }
    names |= {
        s for r in asked.reports.values() for s in stems(f"{r.force} {r.publisher}")
    } | _MONTHS
    names |= {
        stem(fold(d.short))
        for d in asked.register.definitions
        if names.issuperset(stems(d.expansion))
    }
    spoken = {stem(term) for term in asked.query.terms if not term[0].isdigit()}
    terms = {term for term in spoken if generality(term) == 1}
    return {t: asked.query.weights.get(t, 1.0) for t in terms - ASKING - names}


def _held(asked: Asked, item: Item, weights: Mapping[str, float]) -> float:
    held = set(stems(" ".join([item.text.value, item.area, *item.addressees])))
    return sum(weight * asked.query.credit(term, held) for term, weight in weights.items())


def _valued(asked: Asked, items: list[Item]) -> list[Item]:
    """The items whose status, priority, addressee or date is the one that the question names."""
    said, text = asked.understood, f" {fold(asked.understood.text)} "
    day = said.as_at or asked.today
    if "past due" in said.wants:
        return [item for item in items if item.is_past_due(day)]
    priorities = {
        fold(p.value) for item in items for p in item.priorities if f" {fold(p.value)}" in text
    }
    if priorities and re.search(
        r"priorit|graded|rated|\b(?:high|medium|low)\b|" + "|".join(map(re.escape, priorities)),
        text,
    ):
        items = [i for i in items if any(fold(p.value) in priorities for p in i.priorities)]
    items = _of_status(items, text, day)
    meant = _addressed(asked, items)
    if meant:
        items = meant
    elif _FORCES.search(text):
        forces = [
            i
            for i in items
            if any(re.search(r"\bforces?\b|chief constable", fold(a)) for a in i.addressees)
        ]
        items = forces or items
    if said.month and not said.on and "past due" not in said.wants:
        first, last = said.month
        return [i for i in items if i.deadline and first <= i.deadline <= last] or items
    if re.search(r"(?:not|n't) (?:yet )?due|time to run|still to come|not fallen due", text):
        return [i for i in items if i.deadline and i.deadline >= day]
    if (
        said.on
        and "past due" not in said.wants
        and re.search(r"\bdue\b|\bdeadline|\bby\b|before|fall", text)
    ):
        return [i for i in items if i.deadline and i.deadline <= said.on] or items
    return items


def _addressed(asked: Asked, items: list[Item]) -> list[Item]:
    """The items addressed to a body that the question names; none if it names none."""
    spoken = set(stems(re.sub(r"^who\b.*", "", fold(asked.understood.text))))
    own = {s for r in asked.reports.values() for s in stems(f"{r.force} the force all")}
    return [
        item
        for item in items
        if any(
            (said := set(stems(a)) - own) and len(said) > 1 and said <= spoken
            for a in item.addressees
        )
    ]


def _of_status(items: list[Item], text: str, day: date) -> list[Item]:
    values = {fold(s.value) for item in items for s in item.statuses_at(day)}
    meant = {
        v for v in values if len(v) < 40 and re.search(rf"(?<!not )(?<!in)\b{re.escape(v)}\b", text)
    }
    whole = re.search(r"\b(?:which|what|list|how many|any|all|no\.? of|number of)\b", text)
    if not whole:
        return items
    if not values and any(item.statuses for item in items):  # all were stated after the day
        return []
    if meant:
        return [i for i in items if any(fold(s.value) in meant for s in i.statuses_at(day))]
    if (
        values
        and re.search(r"\b(?:finished|completed?|done|signed off|closed|met)\b", text)
        and not re.search(r"\bnot\b|n't|\byet\b", text)
    ):
        return [i for i in items if (s := i.status_at(day)) and is_done(s.value)]
    if values and re.search(
        r"not (?:yet )?(?:been )?(?:complete|done|met|closed|finished)"
        r"|outstanding|unfinished|still open",
        text,
    ):
        return [i for i in items if not ((s := i.status_at(day)) and is_done(s.value))]
    return items


def _none_held(asked: Asked) -> Rows | None:
    """What to say when the family named has no item where it is asked for."""
    names = [_plural(family) for family in asked.understood.families]
    scores = {key: named(asked.understood.text, report) for key, report in asked.reports.items()}
    best = max(scores.values(), default=0.0)
    meant = [key for key, score in scores.items() if best and score == best]
    if not names or len(meant) != 1:
        held = {item.family for item in asked.register.items}
        none = bool(names) and not held & {*asked.understood.families}
        return (
            Rows(
                (Draft("note", f"Not in the corpus: no {' or '.join(names)} are held."),),
                (),
                missing=True,
            )
            if none
            else None
        )
    others = Counter(item.family for item in asked.register.items if item.report == meant[0])
    spans = tuple(i.sources[0] for i in asked.register.items if i.report == meant[0])
    if not spans:
        return None
    told = ", ".join(f"{n} {_plural(family) if n > 1 else family}" for family, n in others.items())
    zero = (
        f"0 {' or '.join(names)} are held from {asked.reports[meant[0]].name}; held from it: {told}"
    )
    return Rows((Draft("row", zero, spans),), spans)


def _no_such(asked: Asked, family: Sequence[Item]) -> Rows:
    """The family is held, the number is not: the nearest thing is the family itself."""
    held = ", ".join(dict.fromkeys(item.number for item in family if item.number))
    wanted = " and ".join(asked.understood.numbers)
    name = family[0].family
    none = f"Not in the corpus: no report held has a {name} numbered {wanted}."
    note = f"{none} The numbers held are {held}."
    return Rows((Draft("note", note),), tuple(i.sources[0] for i in family[:3]), missing=True)


def _counted(asked: Asked, chosen: Sequence[Item], whole: Sequence[Item]) -> Draft:
    families = {item.family for item in chosen}
    name = families.pop() if len(families) == 1 else "item"
    sets = {item.set for item in chosen if item.set}
    year = f"{next(iter(sets))} " if len(sets) == 1 else ""
    plural = name if len(whole) == 1 else _plural(name)
    day = asked.understood.as_at or asked.today
    at = f" as at {_uk(day)}" if "past due" in asked.understood.wants else ""
    past = " past due, completion not recorded" if "past due" in asked.understood.wants else ""
    values = {p.value for item in chosen for p in item.priorities}
    value = (
        f" ({len(chosen)} {values.pop()})" if len(values) == 1 and len(chosen) < len(whole) else ""
    )
    count = f"{len(chosen)} of {len(whole)} {year}{plural}{value}{past}{at}"
    dated = {asked.reports[item.report].name for item in chosen}
    within = f" ({'; '.join(sorted(dated))})" if len(dated) <= 2 else ""
    return Draft("note", f"{count}{within}:")


def _plural(name: str) -> str:
    head, _, tail = name.partition(" ")
    if name in {"area for improvement", "cause of concern"}:
        return f"{head}s {tail}"
    return f"{name}s"


def _row(asked: Asked, item: Item, *, short: bool) -> Draft:
    """An item as one computed line: its label, its fields as printed, its words."""
    day = asked.understood.as_at or asked.today
    parts = [
        _told("owner", item.owners),
        _told("due", item.deadlines),
        _told("priority", item.priorities),
    ]
    if known := item.statuses_at(day):
        parts.append("; ".join(f"status: {s.value} (stated by {s.stated_by})" for s in known))
    elif {"status", "past due"} & asked.understood.wants:
        parts.append("no status recorded")
    if item.is_past_due(day) and {"status", "past due", "deadline"} & asked.understood.wants:
        parts.append(f"past due at {_uk(day)}, completion not recorded")
    elif "owner" in asked.understood.wants and not item.owners:
        parts.append(
            f"addressed to: {', '.join(item.addressees)}" if item.addressees else "no owner named"
        )
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
        unlike: dict[str, Field] = {fold(side.value): side for side in conflict.sides}
        told = "; ".join(f"“{s.value}” under {_heading(asked, s.span)}" for s in unlike.values())
        name = {"owners": "owner", "deadlines": "date", "priorities": "priority"}[conflict.field]
        text = f"{item.label}: the report gives more than one {name}: {told}"
        notes.append(Draft("row", text, tuple(side.span for side in unlike.values())))
    return notes


def _heading(asked: Asked, span: Span) -> str:
    sections = asked.reports[span.report].by_id
    return sections[span.section].heading


def _first_sentence(text: str) -> str:
    found = re.match(r"(?:.{0,60}: [^.]{3,60}\. )?.{40,}?[.;](?=\s)", text)
    return found[0] if found else text


def _uk(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
