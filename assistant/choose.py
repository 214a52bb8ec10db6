"""The items that a question means: by number, by the values it names, by what they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from assistant.asked import Asked
from assistant.labels import asks_for_family, names_items
from assistant.meeting import KINDS, is_of_time, names_time
from assistant.slots import FAMILY, Slots
from assistant.stated import standing, states_any
from assistant.values import slots, titled
from corpus.addressee import to_forces
from corpus.piece import dates, fold
from corpus.register import Item
from corpus.report import Report
from index.english import is_common
from index.terms import ASKING, content_stems, phrases, stem, stems

_KINSHIP = 0.6
"""How alike a word of an item must be to count as the topic's."""
_ENOUGH = 0.5
"""Share of the topic's weight that an item must hold to be one of those meant."""
_PLAIN = 0.7
"""The same for the one item meant by a question that names no family."""
_AGREED = re.compile(r"\b(?:agreed|set|made|decided|arising|came)\b.*\b(?:at|in|from|out of)\b")
_CARRIED = re.compile(
    r"\b(?:last|previous|earlier|prior|before|outstanding|matters arising|carried|brought)\b"
)
_KEPT = re.compile(
    r"\b(?:carried|brought) (?:forward|over)\b|\b(?:from|at) the last meeting\b"
    r"|\bmatters arising\b|\b(?:old|earlier|previous) actions\b"
)
"""What a meeting agreed is not what it carried over from the last."""
_FEW = 3
"""Items that a run of words picks out at most."""
_ALIKE = 0.45
"""Least cosine at which an item that shares few words may still be meant."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The items meant, and those among which they were chosen."""

    chosen: tuple[Item, ...]
    pool: tuple[Item, ...]
    """All items of the family, set and report that the question names."""
    slots: Slots
    meant: tuple[Item, ...] = ()
    """Those of the pool that the topic leaves, before status and date are looked at."""


def choices(asked: Asked) -> Iterator[Choice]:
    """What a question may mean: in the reports it names, then in all, unless it is plain."""
    wider = (
        asked.meant
        if asked.plainly and not _numbered_elsewhere(asked)
        else frozenset(asked.reports)
    )
    for reports in dict.fromkeys((asked.meant, wider)):
        if found := choice_in(asked, reports):
            yield found


def among(asked: Asked, pool: tuple[Item, ...]) -> Choice:
    """The items that a question means of these."""
    return _choice(asked, pool, slots(asked, pool))


def _numbered_elsewhere(asked: Asked) -> bool:
    """Whether a question names a printed number that no report it means has, and another does."""
    numbers = {n.casefold() for n in refers(asked) if _is_reference(n)}
    places = {i.report for i in asked.register.items if i.number.casefold() in numbers}
    return bool(places) and not places & asked.meant


def choice_in(asked: Asked, reports: frozenset[str]) -> Choice | None:
    """The items that a question means in some reports; None where they hold none of the family."""
    pool = _pool(asked, reports)
    return _choice(asked, pool, slots(asked, pool)) if pool else None


def refers(asked: Asked) -> tuple[str, ...]:
    """The numbers of items that a question names: after a family, or as they are printed."""
    printed = {i.number for i in asked.register.items if _is_reference(i.number)}
    layers = asked.understood.layers
    for layer in layers[:1] if asks_for_family(layers[0]) else layers:
        text = f" {fold(layer)} "
        whole = {n for n in printed if re.search(rf"(?<![\w/]){re.escape(fold(n))}(?![\w/])", text)}
        tails = {
            n
            for n in printed
            if re.search(rf"(?<![\w/]){re.escape(fold(n.split()[-1]))}(?![\w/])", text)
        }
        if found := whole or tails or _strange(printed, text):
            return tuple(sorted(found))
    return asked.understood.numbers


def _strange(printed: AbstractSet[str], text: str) -> set[str]:
    """References of a printed shape that no item has: `PSB/43` where `PSB/40` is the last."""
    heads = {m[0] for n in printed if (m := re.match(r"[A-Za-z]{1,6}[ /-]?(?=\d)", n))}
    return {
        f"{head}{m[1]}"
        for head in heads
        for m in re.finditer(rf"\b{re.escape(fold(head))}(\d+(?:/\d+)?)", text)
    }


def _is_reference(number: str) -> bool:
    """Whether a number is of a shape that nothing else has: `PAM 25/08`, `12/25`.

    >>> _is_reference("PAM 25/08"), _is_reference("3"), _is_reference("A")
    (True, False, False)
    """
    return bool(re.search(r"\d.*[^\d\s].*\d|^[A-Z]{1,5}[/ -]?\d+$", number))


def _pool(asked: Asked, reports: frozenset[str]) -> tuple[Item, ...]:
    """The items of the family, reports, set and table that a question names."""
    held = _of_family(asked, [i for i in asked.register.items if i.report in reports])
    held = _of_meeting(asked, held)
    known = {i.family for i in held}
    told = [i for i in asked.register.items if i.family not in known and _told_in(i) & reports]
    held += _of_family(asked, told)
    found = _of_set(asked, held)
    numbers = {n for n in refers(asked) if _is_reference(n)}
    if any(item.number in numbers for item in found):
        return tuple(found)  # a reference says itself in which table it stands
    return tuple(_of_section(asked, found))


def _of_meeting(asked: Asked, items: list[Item]) -> list[Item]:
    """The items of the meeting whose day or month is named, where a report of one is of then."""
    if not _MEETS.search(fold(asked.understood.layers[0])) or not names_time(asked):
        return items
    of_then = {k for k, r in asked.reports.items() if r.kind in KINDS and is_of_time(asked, r)}
    return [item for item in items if item.report in of_then] or items


_MEETS = re.compile(r"\b(?:meeting|board|session|panel|committee)\b")
"""Speaks of a meeting."""


def _told_in(item: Item) -> set[str]:
    """The reports that tell anything of an item: the one that answers it, and its own."""
    fields = (*item.owners, *item.deadlines, *(response.text for response in item.responses))
    return {f.span.report for f in fields} | {status.span.report for status in item.statuses}


def _of_family(asked: Asked, items: list[Item]) -> list[Item]:
    families = asked.understood.families
    if not families:
        return items
    exact = [i for i in items if i.family in families]
    if "action" in families:  # any family of actions is meant, whatever a report calls them
        exact = [i for i in items if i.family in families or i.family.endswith("action")]
    return _under_concern(asked, items, exact) if "cause of concern" in families[1:] else exact


def _under_concern(asked: Asked, items: Sequence[Item], exact: list[Item]) -> list[Item]:
    """The items under a cause of concern, for `the recommendations under the cause of concern`."""
    causes = {i.id: i for i in items if i.family == "cause of concern"}
    places = {(i.report, i.area) for i in causes.values()}
    under = [i for i in exact if (i.report, i.area) in places and i.family != "cause of concern"]
    spoken = set(stems(asked.understood.text)) - FAMILY - asked.naming
    fits = {
        key: len(spoken & set(stems(f"{heading(asked, i)} {i.area} {i.text.value}")))
        for key, i in causes.items()
    }
    best = max(fits.values(), default=0)
    meant = [i for i in under if best and fits.get(i.concern) == best]
    return meant or under or [i for i in exact if i.family != "cause of concern"]


def _of_set(asked: Asked, items: list[Item]) -> list[Item]:
    said = asked.understood
    sets, years = {item.set for item in items if item.set}, set(said.years)
    spoken = set(re.findall(r"\b20\d\d\b", said.text)) & sets
    if said.new and spoken:
        return [item for item in items if item.set in {*spoken, max(sets)}]
    if sets and years & sets:
        return [item for item in items if item.set in years]
    if sets and said.new and not said.original:
        return [item for item in items if item.set in {"", max(sets)}]
    if sets and said.original and not said.new:
        return [item for item in items if item.set in {"", min(sets)}]
    if years and not said.month:
        return [item for item in items if years & _years_of(asked.reports[item.report], item)]
    return items


def _years_above(report: Report, item: Item) -> set[str]:
    """The years that the lines before an item's row name: `Our audit of 2023/24 made six.`."""
    place = item.sources[0]
    section = report.by_id[place.section]
    above = (b for b in section.blocks if b.end <= place.start and b.kind != "row")
    return set(re.findall(r"20\d{2}", " ".join([section.heading, *map(section.words, above)])))


def _years_of(report: Report, item: Item) -> set[str]:
    said = re.findall(r"20\d{2}", f"{report.title} {report.reference}")
    dated = [str(event.on.year) for event in report.dates]
    due = [str(item.deadline.year)] if item.deadline else []
    return {
        *said,
        *dated,
        *due,
        *(_years_above(report, item) if "\t" in item.sources[0].quote else ()),
    }


def _of_section(asked: Asked, items: list[Item]) -> list[Item]:
    """The rows of the table whose heading the question's words fit best, if one fits better."""
    if asked.understood.new and asked.understood.original:
        return items
    items = _carried(asked, items)
    if not items or not all(_is_row(item) for item in items):
        return items
    spoken = content_stems(asked.understood.text)
    heads = {i.id: heading(asked, i) for i in items}
    apart = titled(asked, items) | FAMILY | ASKING | _LISTS
    fits = {key: len(spoken & (set(stems(head)) - apart)) for key, head in heads.items()}
    best = max(fits.values())
    return [item for item in items if fits[item.id] == best]


_LISTS = frozenset(stems("item items point points appendix table list report open closed"))
"""Stems of what a heading calls any list; how items stand is looked at one by one."""


def _is_row(item: Item) -> bool:
    """Whether an item is told in a row of a table, and nowhere before."""
    told = item.sources[0].quote
    return "\t" in told and "\n" not in told


def _carried(asked: Asked, items: list[Item]) -> list[Item]:
    """Of a meeting's actions those that it agreed, or those from before, where one is meant."""
    text = fold(asked.understood.text)
    if not any("action" in item.family for item in items):
        return items
    old = [i for i in items if _is_carried(asked, i)]
    if _KEPT.search(text):
        return old or items
    fresh = asked.understood.new or _AGREED.search(text)
    return [i for i in items if i not in old] or items if fresh else items


def _is_carried(asked: Asked, item: Item) -> bool:
    """Whether an item, in any of its places, stands under a heading of what an earlier one left."""
    report = asked.reports[item.report]
    paths = (report.by_id[source.section].path for source in item.sources)
    own = _CARRIED.search(fold(heading(asked, item)))
    return bool(own) or any(_OF_LAST.search(fold(name)) for path in paths for name in path)


_OF_LAST = re.compile(r"\bminutes of (?:the|our|its)\b|\bmatters arising\b")
"""A heading under which a meeting takes up what the last one agreed."""


def heading(asked: Asked, item: Item) -> str:
    """The heading under which an item stands."""
    return asked.reports[item.report].by_id[item.sources[0].section].heading


def _choice(asked: Asked, pool: tuple[Item, ...], found: Slots) -> Choice:
    numbers = {n.casefold() for n in refers(asked)}
    told = tuple(i for i in pool if i.number.casefold() in numbers)
    before = from_before(asked)
    own = _own_topic(asked, pool, found) if before else {}
    if numbers and not before:
        return Choice(told, pool, found, told)
    if before and told and _OTHERS.search(fold(asked.understood.layers[0])):
        rest = _others(pool, told)
        return Choice(tuple(standing(asked, rest, dated=False)), pool, found, tuple(rest))
    if numbers and own and not _LEANS.search(fold(asked.understood.layers[0])):
        chosen = tuple(_fullest(asked, list(pool), own))
        return Choice(chosen, pool, found, chosen)
    if numbers and found.follows != "swaps":
        chosen = _narrowed(asked, tuple(_fullest(asked, list(told), own)), found)
        return Choice(chosen, pool, found, chosen)
    valued = _of_values(list(pool), found)
    meant = _about(asked, valued, found)
    if "past due" in asked.understood.wants and found.topic and _asks_of_one(asked, meant):
        return Choice(tuple(meant), pool, found, tuple(meant))
    dated = found.period is not None or bool(found.traits)
    stand = _at_end(standing(asked, meant, dated=dated), found)
    return Choice(tuple(stand), pool, found, tuple(meant))


_OTHERS = re.compile(r"\b(?:the|all|any) (?:others|other ones|rest|remaining (?:ones|items))\b")
"""Asks for what was not told of the same list."""


def _others(pool: Sequence[Item], told: Sequence[Item]) -> list[Item]:
    """The items of the same lists as those told, without them."""
    lists = {(i.report, i.set, i.family) for i in told}
    return [i for i in pool if (i.report, i.set, i.family) in lists and i not in told]


def _asks_of_one(asked: Asked, meant: Sequence[Item]) -> bool:
    """Whether a question is answered with yes or no for the few items that its topic means."""
    polar = _POLAR.match(fold(asked.understood.layers[0]))
    return bool(polar) and 0 < len(meant) <= _FEW


_POLAR = re.compile(r"(?:so |and )?(?:is|are|was|were|has|have)\b(?!.*\b(?:any\w*|all|we)\b)")
_LEANS = re.compile(r"\b(?:those|these|them|they|their|it|its|that|this|either|neither|both)\b")
"""Words by which a follow-up speaks of what was told before."""


def _own_topic(asked: Asked, pool: Sequence[Item], found: Slots) -> dict[str, float]:
    """What a follow-up itself is about, as far as the items of the pool say it."""
    own = set(stems(asked.understood.layers[0]))
    topic = {t: w for t, w in (found.topic or {}).items() if t in own}
    return {t: w for t, w in topic.items() if _in_any(asked, pool, t, 1.0)}


def _fullest(asked: Asked, items: list[Item], topic: Mapping[str, float]) -> list[Item]:
    """The items that hold most of a topic; all of them where there is none, or none holds it."""
    share = {item.id: held(asked, item, topic) for item in items}
    best = max(share.values(), default=0.0)
    return [item for item in items if share[item.id] >= best * 0.9]


def from_before(asked: Asked) -> bool:
    """Whether the numbers meant are those told before, not in the question itself."""
    return bool(asked.understood.context) and not names_items(asked.understood.layers[0])


def _narrowed(asked: Asked, told: tuple[Item, ...], found: Slots) -> tuple[Item, ...]:
    """Of the items told before those that a follow-up asks for: `which of those are open?`."""
    left = _of_values(list(told), found) if found.follows == "narrows" else list(told)
    whole = len(told) > 1 and asked.understood.wants & {"status", "past due", "list", "count"}
    return tuple(standing(asked, left, dated=False)) if whole else tuple(left)


def _of_values(items: list[Item], found: Slots) -> list[Item]:
    """The items that hold every value the question names."""
    if found.areas:
        items = [i for i in items if fold(i.area) in found.areas]
    if found.priorities:
        items = [i for i in items if any(fold(p.value) in found.priorities for p in i.priorities)]
    if found.owners:
        items = [i for i in items if any(fold(o.value) in found.owners for o in i.owners)]
    if found.addressees:
        items = [i for i in items if _for_bodies(i, found) or (found.forces and to_forces(i))]
    elif found.forces:
        known = any(i.addressees for i in items)
        items = [i for i in items if to_forces(i)] or ([] if known else items)
    for trait in found.traits:
        items = [i for i in items if trait.has(i)]
    if found.period:
        first, last = found.period
        items = [i for i in items if any(first <= day <= last for day in _dues(i))]
    return items


def _at_end(items: list[Item], found: Slots) -> list[Item]:
    """The items due soonest or latest, where those are meant."""
    if not found.superlative:
        return items
    dated = [i for i in items if i.deadline]
    pick = max if found.superlative == "last" else min
    end = pick((i.deadline for i in dated if i.deadline), default=None)
    return [i for i in dated if i.deadline == end] or items


def _for_bodies(item: Item, found: Slots) -> bool:
    return bool(found.addressees & {fold(a) for a in item.addressees})


def _dues(item: Item) -> set[date]:
    """The days by which an item is due, where reports print more than one."""
    printed = {day for field in item.deadlines for day in dates(field.value)}
    return printed | ({item.deadline} if item.deadline else set())


def _about(asked: Asked, items: list[Item], found: Slots) -> list[Item]:
    """The items that the rest of the question is about; all of them when nothing is left."""
    topic = dict(found.topic or {})
    stated = found.names_values or states_any(asked, items)
    near = 1.0 if stated else _KINSHIP
    known = {t: w for t, w in topic.items() if _in_any(asked, items, t, near)}
    if known or stated:
        topic = {t: w for t, w in topic.items() if t in known or not _everyday(asked, t)}
    if not topic:
        return items
    if sum(known.values()) < _ENOUGH * sum(topic.values()):
        return _alike(asked, items)
    share = {item.id: held(asked, item, known) / sum(known.values()) for item in items}
    best = max(share.values(), default=0.0)
    chosen = [item for item in items if share[item.id] >= max(_ENOUGH, best * 0.9)]
    return chosen if best > _PLAIN else (_by_part(asked, items, known) or chosen)


def _phrased(asked: Asked, items: Sequence[Item]) -> list[Item]:
    """The few items that hold a run of the question's words: `use of force`."""
    said = [run for run in phrases(asked.understood.layers[0]) if not FAMILY & set(stems(run))]
    told = {i.id: fold(f"{i.text.value} {i.area} {heading(asked, i)}") for i in items}
    fits = {key: sum(run in text for run in said) for key, text in told.items()}
    best = max(fits.values(), default=0)
    chosen = [item for item in items if best and fits[item.id] == best]
    return chosen if len(chosen) <= _FEW and len(chosen) < len(items) else []


def _everyday(asked: Asked, term: str) -> bool:
    """Whether all words of the question with this stem are everyday English."""
    return all(is_common(word) for word in asked.query.terms if stem(word) == term)


def _alike(asked: Asked, items: Sequence[Item]) -> list[Item]:
    """The one item that is plainly more like the question than any other, or none."""
    ranked = sorted(items, key=asked.likeness, reverse=True)
    if not ranked or asked.likeness(ranked[0]) < _ALIKE:
        return []
    second = asked.likeness(ranked[1]) if len(ranked) > 1 else 0.0
    return ranked[:1] if asked.likeness(ranked[0]) - second > 0.08 else []


def _by_part(asked: Asked, items: list[Item], known: Mapping[str, float]) -> list[Item]:
    """The items meant by each part of a question that names two topics: `AFIs under A and B`."""
    parts = re.split(r"\band\b|,|&", fold(asked.understood.text))
    meant: set[str] = set()
    for part in parts:
        topic = {t: w for t, w in known.items() if t in set(stems(part))}
        share = {i.id: held(asked, i, topic) / sum(topic.values()) for i in items} if topic else {}
        best = max(share.values(), default=0.0)
        meant |= {key for key, value in share.items() if value >= max(_PLAIN, best)}
    return [item for item in items if item.id in meant]


def _in_any(asked: Asked, items: Sequence[Item], term: str, near: float) -> bool:
    """Whether any item says a word, or one so near to it."""
    return any(held(asked, item, {term: 1.0}) >= near for item in items)


def held(asked: Asked, item: Item, weights: Mapping[str, float]) -> float:
    """The weight of the stems that an item's words, area and addressees hold."""
    said = set(
        stems(" ".join([item.text.value, item.area, *item.addressees, *_above(asked, item)]))
    )
    return asked.query.weight(weights, said)


def _above(asked: Asked, item: Item) -> tuple[str, str]:
    """What stands above an item: its cause of concern, and of a row the heading of its table."""
    return _concern(asked, item), heading(asked, item) if _is_row(item) else ""


def _concern(asked: Asked, item: Item) -> str:
    """What the cause of concern that an item belongs to is about."""
    causes = (c for c in asked.register.items if item.concern and c.id == item.concern)
    return " ".join(f"{heading(asked, c)} {c.area} {c.text.value}" for c in causes)


def _by_card(asked: Asked, items: Sequence[Item], topic: Mapping[str, float]) -> list[Item]:
    """The item whose card alone, with what was found in it, holds most of a topic of some words."""
    cards = {i.id: set(stems(" ".join(span.quote for span in i.sources))) for i in items}
    fit = {key: asked.query.share(topic, said) for key, said in cards.items()}
    best, *rest = [*sorted(fit.values(), reverse=True), 0.0]
    alone = len(topic) > 1 and best >= _PLAIN and rest and rest[0] <= best / 2
    return [item for item in items if alone and fit[item.id] == best]


def one_meant(asked: Asked, found: Choice) -> tuple[Item, ...]:
    """The items meant by a question that says what is to be done, not which item it is."""
    topic = found.slots.topic or {}
    total = sum(topic.values())
    if not total:
        return ()
    if len(topic) < 2 and not (found.slots.names_values or _phrased(asked, found.pool)):
        return ()
    owned = [i for i in found.pool if i.owners or i.deadlines or i.addressees]
    fit = {i.id: held(asked, i, topic) / total for i in owned}
    best = max(fit.values(), default=0.0)
    chosen = [i for i in owned if fit[i.id] == best and best >= _PLAIN]
    if not chosen and best >= _ENOUGH:
        chosen = [i for i in owned if fit[i.id] == best]
        rest = max((fit[i.id] for i in owned if i not in chosen), default=0.0)
        chosen = chosen if rest <= best / 2 else []
    if not chosen:
        chosen = [i for i in _alike(asked, owned) if fit[i.id] >= best * _PLAIN > 0]
    chosen = chosen or _by_card(asked, owned, topic)
    return tuple(chosen) if 0 < len(chosen) <= 3 else ()
