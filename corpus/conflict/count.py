"""Counts that do not agree: with the rows counted, or with one another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from corpus.addressee import to_force
from corpus.conflict.printed import NUMBER, Printed, number_of, of_sentence, of_table
from corpus.conflict.seen import Seen, same_force, uk
from corpus.piece import fold
from corpus.records import Assessment, Field
from corpus.register import Conflict, Item
from corpus.report import Report
from corpus.said import Said
from corpus.standing import bare
from corpus.stems import terms

_FAILED = frozenset("×xX✗✘☒")
_ALL = re.compile(
    rf"\b(?:(?:each|all|every one) of the|cover(?:s|ed|ing)? (?:all )?the) (?P<n>{NUMBER}) (?P<what>[a-z]+(?: [a-z]+)?)"
)
_SOME = re.compile(
    rf"\b(?P<m>{NUMBER}) of the (?P<n>{NUMBER}) (?P<what>[a-z]+(?: [a-z]+)?)"
    rf"|\b[Oo]f the (?P<on>{NUMBER}) (?P<owhat>[a-z]+(?: [a-z]+)?),[^.]{{0,30}}?\b(?P<om>{NUMBER}) (?:now )?(?:have|has|are|were)\b"
)
_ANSWERS = re.compile(r"\b(?:respon[ds]\w*|comments?|reply|paper)\b", re.IGNORECASE)
_SHARED = 2
"""Words of substance, besides what is counted, that both sentences must hold."""


def totals(seen: Seen) -> Iterator[Conflict]:
    """A printed total that no way of counting the report's rows gives."""
    for report in seen.reports:
        items = seen.items_of(report.id)
        told = [p for s in seen.sentences_of(report) for p in of_sentence(s, items)]
        for printed in [*told, *of_table(report, items)]:
            yield from _checked(printed, report, items, seen)


def all_and_some(seen: Seen) -> Iterator[Conflict]:
    """`developed for each of the 14 strands` and `10 of the 14 strands have one`."""
    for report in seen.reports:
        groups: dict[tuple[int, str], list[Said]] = defaultdict(list)
        for s in seen.sentences_of(report):
            for found in _ALL.finditer(s.text):
                groups[number_of(found["n"]), _noun(found["what"])].append(s)
        partial = list(_partial(seen, report))
        for (whole, noun), claims in groups.items():
            less = [s for s, n, m, what in partial if n == whole and m < n and what == noun]
            sides = [s for s in less if any(_alike(s, c, noun) for c in claims)]
            kept = [c for c in claims if any(_alike(c, s, noun) for s in sides)]
            if kept:
                fields = tuple(dict.fromkeys(s.field for s in (*kept, sides[0])))
                note = f"one place speaks of all {whole} {noun}, another of fewer than {whole}"
                yield Conflict("", "count", fields, "all and some", note)


def _partial(seen: Seen, report: Report) -> Iterator[tuple[Said, int, int, str]]:
    for s in seen.sentences_of(report):
        for found in _SOME.finditer(s.text):
            n, m = found["n"] or found["on"], found["m"] or found["om"]
            yield s, number_of(n), number_of(m), _noun(found["what"] or found["owhat"])


def _noun(words: str) -> str:
    """The thing counted: its noun, or the last word before a verb or preposition.

    >>> _noun("vulnerability strands"), _noun("strands have"), _noun("strands that")
    ('strands', 'strands', 'strands')
    """
    parts = words.split()
    plural = [part for part in parts if part.endswith("s") and part not in {"has", "was", "is"}]
    return plural[-1] if plural else parts[0]


def _alike(one: Said, other: Said, noun: str) -> bool:
    """Whether two sentences share what they say of the thing counted, beyond naming it."""
    shared = terms(one.text) & terms(other.text) - terms(noun) - terms(one.report.force)
    proper = set(
        re.findall(r"\b(?=\w*\d)\w*[A-Z]\w*\b|\b[A-Z]{2,}\b|(?<=\s)[A-Z][a-z]+\b", one.text)
    )
    named = {term for word in proper for term in terms(word)}
    words = {term for term in shared if not term.isdigit() and term != "forc"}
    return len(words) >= _SHARED and bool(words & named)


def _checked(
    printed: Printed, report: Report, items: tuple[Item, ...], seen: Seen
) -> Iterator[Conflict]:
    if printed.what in {"design", "compliance"}:
        yield from _controls(printed, report, seen)
        return
    family = [item for item in items if item.family == printed.family]
    readings = _readings(printed, family, report)
    if not readings or any(len(rows) == printed.number for rows in readings):
        return
    if any(len(rows) in _parts(printed, report) for rows in readings):
        return
    if _is_of_another(printed, report, seen):
        return
    rows = max(readings, key=len)
    if rows and len(rows) < printed.number and all(_is_singled_out(i) for i in rows):
        return
    counted = (
        f"{len(rows)} {'is' if len(rows) == 1 else 'are'} counted" if rows else "none is counted"
    )
    labels = f" ({', '.join(item.label for item in rows)})" if rows else ""
    note = f"the report tells of {printed.number} {_named(printed)}; {counted}{labels}"
    if printed.what == "overdue" and report.dated:
        note += f", past their date on {uk(report.dated)} with no completion recorded"
    sides = (printed.field, *(_side(item, printed) for item in rows))
    yield Conflict("", "count", sides, "total", note)


def _is_singled_out(item: Item) -> bool:
    """Whether a lead tells how an item stands, and so lists no more than those that stand so."""
    source = item.sources[0]
    leads = (s.span for s in item.statuses if s.span.section == source.section)
    return any(span.end <= source.start for span in leads)


def _parts(printed: Printed, report: Report) -> set[int]:
    """Numbers of which the paragraph says that they are part of the total: `four for forces`.

    A response may list only those of an inspection's recommendations that are for its force.
    """
    section = report.by_id[printed.field.span.section]
    start = printed.field.span.start
    block = next(b for b in section.blocks if b.start <= start < b.end)
    words = fold(section.words(block))
    told = re.findall(rf"\b({NUMBER}) (?:of (?:which|these|them)|(?:are |is |were )?for)\b", words)
    told += re.findall(rf"\bof (?:which|these|them),? ({NUMBER})\b", words)
    return {number_of(number) for number in told}


def _is_of_another(printed: Printed, report: Report, seen: Seen) -> bool:
    """Whether a response tells how many items the report that it answers has."""
    if printed.what != "total" or not _ANSWERS.search(f"{report.kind} {report.title}"):
        return False
    others = [r for r in seen.reports if r.id != report.id and same_force(r, report)]
    held = ([i for i in seen.items_of(r.id) if i.family == printed.family] for r in others)
    return any(len(items) == printed.number for items in held)


def _named(printed: Printed) -> str:
    value = {"overdue": "overdue", "addressee": "for forces"}.get(printed.what, printed.value)
    head, _, tail = printed.family.partition(" for " if " for " in printed.family else " of ")
    many = head if printed.number == 1 else f"{head}s"
    name = f"{many} {'for' if ' for ' in printed.family else 'of'} {tail}" if tail else many
    return f"{name} ({value})" if value else name


def _side(item: Item, printed: Printed) -> Field:
    """The place on a row that bears on the count."""
    fields = {"overdue": item.deadlines, "priority": item.priorities}.get(printed.what, ())
    return fields[0] if fields else Field(item.label, item.sources[0])


def _readings(printed: Printed, family: list[Item], report: Report) -> list[list[Item]]:
    """All the ways in which the rows can be meant: by set, whole, or those for forces."""
    if not family or (printed.year and _is_elsewhere(printed.year, family, report)):
        return []
    sets = sorted({item.set for item in family})
    groups = [[item for item in family if item.set == one] for one in sets]
    groups += [family] if len(sets) > 1 else []
    groups += _by_area(family)
    if printed.what == "total":
        return [*groups, *(_for_forces(group) for group in groups)]
    if printed.what == "addressee":
        return [_for_forces(group) for group in groups]
    return [[i for i in group if _fits(i, printed, report)] for group in groups]


def _by_area(family: list[Item]) -> list[list[Item]]:
    """The items under each heading: a count may be of one area only."""
    areas = sorted({item.area for item in family})
    return [[i for i in family if i.area == one] for one in areas] if len(areas) > 1 else []


def _is_elsewhere(year: str, family: list[Item], report: Report) -> bool:
    """Whether the year named is that of a report whose items are not held here."""
    sets = {item.set for item in family} - {""}
    own = str(report.dated.year) if report.dated else ""
    return year not in sets and year != own and year not in report.title


def _for_forces(items: list[Item]) -> list[Item]:
    return [i for i in items if to_force(i)]


def _fits(item: Item, printed: Printed, report: Report) -> bool:
    if printed.what == "overdue":
        return item.is_past_due(report.dated or date.max)
    if printed.what == "status":
        return any(bare(s.value) == printed.value for s in item.statuses)
    return any(fold(p.value) == printed.value for p in item.priorities)


def _controls(printed: Printed, report: Report, seen: Seen) -> Iterator[Conflict]:
    """Controls counted as failing, against the cards that mark them so."""
    cards = [a for a in seen.register.assessments if a.report == report.id]
    failed = [
        card for card in cards if (mark := _mark(card, printed)) and mark.value.strip() in _FAILED
    ]
    if cards and len(failed) != printed.number:
        note = (
            f"the table counts {printed.field.value} for {printed.what}; in the detail, "
            f"{len(failed)} of {len(cards)} findings mark it as not effective"
        )
        marks = [mark for card in cards if (mark := _mark(card, printed))]
        yield Conflict("", "count", (printed.field, *marks), "total", note)


def _mark(card: Assessment, printed: Printed) -> Field | None:
    return card.design if printed.what == "design" else card.compliance
