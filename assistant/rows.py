"""Answers from the register: whether a question is one for it, and its rows if so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.asked import Asked, Rows
from assistant.asking import Want, wants_of
from assistant.barred import asks_name
from assistant.choose import Choice, choice_in, choices, from_before, heading, one_meant, refers
from assistant.cite import Draft
from assistant.day import uk
from assistant.fits import about, counts_other, leaves_most, lists_other
from assistant.labels import names_items
from assistant.many import plural
from assistant.picked import picked
from assistant.post import initialled
from assistant.settled import settled
from assistant.slots import of_each_body
from assistant.stated import answers, asks_open, asks_refused, named_state, names_state, states_any
from assistant.tell import replied, row, said_of, tally, told
from assistant.why import asks_reply, asks_why
from corpus.passages import sentences
from corpus.piece import fold
from corpus.register import Item
from corpus.report import Span
from index.terms import ASKING, generality, stems

_WHAT = r"(?:so |and )?(?:what|which|list|show|whats)\b"
"""How a question begins that asks for the items of a post."""
_POLAR = re.compile(r"(?:so |and )?(?:did|does|do|has|have|had|is|are|was|were)\b(?!.*\bany)")
"""How a question begins that is answered with yes or no."""
_AGREE = r"\b(?:dis)?agree|\bmatch|\bsame\b|\bconflict|\bcontradict"
_DIFFER = rf"{_AGREE}|differ|consistent|line up|square with|at odds|\btwo (?:force )?responses"
"""How a question asks whether the reports say two things; setting two sets side by side is none."""
_SEVERAL = 3
"""Items that a question may mean by their topic when it asks whether the reports agree."""
_FIELDS: frozenset[Want] = frozenset(
    {"owner", "deadline", "past due", "status", "count", "list", "time", "person", "priority"}
)


def rows(asked: Asked) -> Rows | None:
    """The rows that answer a question, or None when it is not one for the register."""
    if asks_name(asked.understood.text):
        return None
    if pick := picked(asked):
        return _told(*pick)
    if _names_other(asked):
        return None
    if item := settled(asked):
        return _state_of(asked, item)
    asked = _as_published(_of_concern(asked))
    said = asked.understood
    if said.families or refers(asked) or "past due" in said.wants or _asks_for_all(asked):
        return _of_family(asked)
    return _of_values(asked) or _unnamed(asked)


def _names_other(asked: Asked) -> bool:
    """Whether a question counts, lists or names what are no items, and names none by its number."""
    if _WHO_SETTLES.match(asked.understood.own):
        return True
    if counts_other(asked) and not (refers(asked) and not from_before(asked)):
        return True
    return lists_other(asked) and not refers(asked)


_WHO_SETTLES = re.compile(
    r"(?:and |so )*who (?:will|can|may|must|could|does|is to|gets to|has to|decides)\b"
    r".*\b(?:close|closes|sign(?:s)? off|verif(?:y|ies)|check|checks|decide|decides|approve"
    r"|approves)\b"
)
"""Asks who settles items, which is nobody's field."""


def _state_of(asked: Asked, item: Item) -> Rows:
    """How far one item has come, as recorded; sentences may tell more."""
    wants: frozenset[Want] = asked.understood.wants | frozenset(("status",))
    asked = replace(asked, understood=replace(asked.understood, wants=wants))
    drafts = (row(asked, item, short=False), *said_of(asked, (item,)))
    return Rows(drafts, item.sources, thin=True)


_CONCERNS = re.compile(r"\b(?:main|key|biggest|top|serious|major|causes? of) concerns?\b")


def _of_concern(asked: Asked) -> Asked:
    """The same, where it asks for the main concerns and an inspectorate has raised any."""
    said = asked.understood
    raised = any(item.family == "cause of concern" for item in asked.register.items)
    if said.families or not raised or not _CONCERNS.search(fold(said.text)):
        return asked
    return replace(asked, understood=replace(said, families=("cause of concern",)))


_WHEN_OUT = re.compile(
    r"\b(?:when|at the (?:time|point|date)|as at|as of|on the (?:day|date)|at)\b(?: \w+){0,5}? "
    r"(?:c[oa]me out|(?:was|were|is|got) (?:published|issued|released|written|finalised)"
    r"|(?:of )?(?:its |the )?publication"
    r"|of the (?:\w+ )?(?:report|audit|inspection|response))\b"
)
"""Asks how things stood on the day of the report that tells of them."""


def _as_published(asked: Asked) -> Asked:
    """The same as at the day of the one report whose items are meant, where that is asked."""
    said = asked.understood
    asks = said.wants & {"past due", "status"}
    if not asks or not _WHEN_OUT.search(fold(said.layers[0])):
        return asked
    meant = {item.report for choice in choices(asked) for item in choice.pool}
    days = {asked.reports[key].dated for key in meant & asked.meant or meant}
    day = days.pop() if len(days) == 1 else None
    return replace(asked, understood=replace(said, as_at=day)) if day else asked


_OWNERS = re.compile(
    r"\b(?:list|show|name|give|who are|what are)\b.{0,30}"
    r"\b(?:owners|leads|lead officers|responsible (?:owners|officers|leads))\b"
    r"|\bwho (?:owns|leads|has) (?:what|which)\b"
    r"|\bwho (?:has|holds|carries) (?:got )?the (?:most|fewest|least)"
    r" (?:left |still )?(?:to do|work)\W*$"
)
"""Asks whose the items are, of all of them."""


_ITEMS = re.compile(
    r"\b(?:which|what|list|show|how many|any|all)(?: of)?(?: the)?(?: \w+){0,2}? items\b(?! of\b)"
)
"""Asks for items of whatever family."""


def _asks_for_all(asked: Asked) -> bool:
    """Whether all that a report asks for is meant, by no name: `everything that was agreed`."""
    text = fold(asked.understood.text)
    if _OWNERS.search(text) or _ITEMS.search(text):
        return True
    some = len(asked.meant) < len(asked.reports) or len(asked.reports) == 1
    return some and bool({"list", "count"} & asked.understood.wants) and asked.understood.unnamed


def _of_family(asked: Asked) -> Rows | None:
    """Rows for a question that names a family, a number, or what is past due."""
    found = list(choices(asked))
    if "comparison" in asked.understood.wants and (torn := _torn(asked, found)):
        return torn
    if not _asks_for_rows(asked, found):
        return None
    if not found:
        return _elsewhere(asked) or _none_held(asked)
    return (_none_so(asked, found[0]) if len(found) > 1 else None) or _chosen(asked, found)


def _chosen(asked: Asked, found: Sequence[Choice]) -> Rows | None:
    """The rows of the choice that reads most of the question; what to say where none has any."""
    chosen = [c for c in found if c.chosen and _bears_name(asked, c)]
    fit = [c for c in chosen if about(asked, c)]
    if chosen and not fit and not names_items(asked.understood.layers[0]):
        return None
    best = max(fit or chosen, key=lambda c: c.slots.sorts, default=None)
    if best and (stated := _where_stated(asked, best)):
        return _told(asked, stated)
    loose = asked.understood.unnamed and not asked.understood.families
    if best and loose and len({item.report for item in best.chosen}) > 1:
        return None
    return _told(asked, best) if best else _of_none(asked, found)


def _where_stated(asked: Asked, found: Choice) -> Choice | None:
    """The items of the one tracker that states how those chosen stand, where it is not theirs.

    It tells of all of them, under names of its own; what names a part of it names no report then.
    """
    own = {item.report for item in found.chosen}
    told = {s.span.report for i in found.chosen for s in i.statuses_at(asked.day)}
    if refers(asked) or told & own:
        return None
    lists = [[i for i in asked.register.items if i.report == key] for key in sorted(told)]
    trackers = [held for held in lists if held and states_any(asked, held)]
    if len(trackers) != 1:
        return None
    (held,) = trackers
    parts = {s for i in held for s in stems(f"{i.area} {heading(asked, i)}")}
    tracker = frozenset({held[0].report})
    other = choice_in(replace(asked, meant=tracker, naming=asked.naming - parts), tracker)
    return other if other and len(other.chosen) >= len(found.chosen) else None


def _bears_name(asked: Asked, found: Choice) -> bool:
    """Whether items of a report other than those named hold a word that names those."""
    held = any(item.report in asked.meant for item in found.chosen)
    if refers(asked) or held or not asked.plainly:
        return True
    titles = (asked.reports[item.report].title for item in found.chosen)
    words = (f"{i.text.value} {i.area}" for i in found.chosen)
    return not asked.naming or bool(asked.naming & set(stems(" ".join((*titles, *words)))))


def _none_so(asked: Asked, found: Choice) -> Rows | None:
    """That none of the items that a topic means stands as asked, with how each of them stands."""
    named = bool(asked.naming) and found.meant and not found.chosen
    if not named or refers(asked) or not states_any(asked, found.meant):
        return None
    if "past due" in asked.understood.wants:
        return _none_of(asked, found.meant, f"past due as at {uk(asked.day)}")
    if len({item.report for item in found.meant}) > 1:
        return None
    refused = asks_refused(fold(asked.understood.text))
    stands = "recorded as not accepted" if refused else f"recorded as asked by {uk(asked.day)}"
    none = _none_of(asked, found.meant, stands)
    listed = tuple(row(asked, item, short=True) for item in found.meant)
    return Rows((none.drafts[0], *listed), none.spans)


def _elsewhere(asked: Asked) -> Rows | None:
    """The few items that a topic names in other reports, where those named hold no such family."""
    near = choice_in(asked, frozenset(asked.reports))
    few = bool(near and near.slots.topic and 0 < len(near.chosen) <= _SEVERAL)
    return _told(asked, near) if near and few else None


def _of_none(asked: Asked, found: Sequence[Choice]) -> Rows | None:
    """What to say when no item is chosen: no such number, or none past due."""
    if refers(asked) and not from_before(asked):
        return _unnumbered(asked, found[0].pool)
    if "past due" in asked.understood.wants:
        late = f"past due as at {uk(asked.day)}"
        return next((_none_of(asked, c.meant, late) for c in found if c.meant), None)
    if asks_refused(fold(asked.understood.text)):
        held = (c for c in found if any(answers(i, asked.day) for i in c.meant))
        return next((_none_of(asked, c.meant, "recorded as not accepted") for c in held), None)
    if asked.understood.wants & {"list", "count", "deadline"}:
        bare = [c for c in found if not c.slots.topic]
        plain = next((c for c in bare if c.slots.names_values), None)
        return _none_of(asked, plain.pool, plain.slots.told) if plain else _none_stand(asked, bare)
    return None


def _none_stand(asked: Asked, found: Sequence[Choice]) -> Rows | None:
    """That no item of a family is recorded in the state asked for; sentences may tell of some."""
    meant = next((c for c in found if states_any(asked, c.pool)), None)
    if not meant or "status" not in asked.understood.wants:
        return None
    none = _none_of(asked, meant.pool, f"recorded as asked by {uk(asked.day)}")
    return replace(none, drafts=none.drafts[:1], thin=True)


def _torn(asked: Asked, found: Sequence[Choice]) -> Rows | None:
    """The rows of those items of which the reports say two things, where no topic is named."""
    torn = {conflict.item for conflict in asked.torn}
    text = fold(asked.understood.text)
    if not asked.understood.families or refers(asked) or not re.search(_DIFFER, text):
        return None
    agree = re.search(_AGREE, text)
    for choice in (c for c in found if not c.slots.topic or (agree and len(c.chosen) <= _SEVERAL)):
        if chosen := tuple(item for item in choice.chosen if item.id in torn):
            return _told(asked, Choice(chosen, choice.pool, choice.slots, chosen))
    return None


def _asks_for_rows(asked: Asked, found: Sequence[Choice]) -> bool:
    """Whether a field, a value or a number is asked for, in the question's own words."""
    wants, context = asked.understood.wants, asked.understood.context
    if context and asks_why(asked.understood.layers[0]):
        return False
    if _replies(asked) and any(i.responses for choice in found for i in choice.chosen):
        return True
    if context and not names_items(asked.understood.layers[0]):
        loose = wants & {"time", "person", "count"}
        return bool(
            wants & (_FIELDS - {"time", "person", "count"}) or (refers(asked) and not loose)
        )
    text = fold(asked.understood.text)
    named = any(choice.slots.names_values for choice in found) or of_each_body(text)
    return bool(named or wants & _FIELDS or refers(asked) or _OWNERS.search(text))


def _replies(asked: Asked) -> bool:
    """Whether a question asks what was replied to the items of a family that it names."""
    return bool(asked.understood.families) and asks_reply(fold(asked.understood.layers[0]))


def _of_values(asked: Asked) -> Rows | None:
    """Rows for a question that names no family but a post, a body, an area or a time."""
    asks = asked.understood.wants & {"list", "count", "asked", "deadline", "priority", "grade"}
    for found in sorted(choices(asked), key=lambda choice: -choice.slots.sorts):
        said = found.slots
        asks_what = re.match(_WHAT, fold(asked.understood.text)) and not _beside(asked, found)
        led = asks_what and _names_post(asked, said.owners)
        stands = names_state(asked, found.pool) and (asked.plainly or bool(said.owners))
        some = len(asked.meant) < len(asked.reports)
        stands = stands or (some and named_state(asked, found.pool))
        opened = (asked.plainly or not said.topic) and asks_open(asked, found.pool)
        stands = stands or opened
        polar = _POLAR.match(fold(asked.understood.text))
        lasting = any(trait.name.startswith("due ") for trait in said.traits)
        dated = bool(said.period or said.priorities or lasting) and not polar
        valued = bool(dated or (asks and (said.owners or said.addressees or said.period)))
        valued = valued or bool(asked.understood.unnamed and said.areas)
        whole = bool(said.owners) and not said.topic and not polar  # `Ada Finch's jobs`
        bodied = asks_what and any(trait.name.startswith("for ") for trait in said.traits)
        named = valued or bool(led) or stands or whole or bool(bodied)
        part = len(found.chosen) < len(found.pool) or (opened and not said.topic)
        if named and found.chosen and part:
            return _told(asked, found)
    return _none_then(asked)


def _none_then(asked: Asked) -> Rows | None:
    """That nothing falls due in a time that a question names; None where it asks for more."""
    if not asked.understood.wants & {"deadline", "past due"}:
        return None
    empty = (c for c in choices(asked) if c.slots.period and not c.slots.topic and not c.chosen)
    return next((_none_of(asked, c.pool, c.slots.told) for c in empty), None)


def _beside(asked: Asked, found: Choice) -> bool:
    """Whether a question on a post asks for something of which its items say nothing: its pay."""
    said = set(stems(" ".join(f"{i.text.value} {i.area}" for i in found.chosen)))
    topic = (s for s in found.slots.topic or {} if generality(s) == 1 and s not in ASKING)
    return any(asked.query.credit(s, said) == 0.0 for s in topic)


def _names_post(asked: Asked, owners: Iterable[str]) -> bool:
    """Whether a question names a post by more than one word of it, or by its initials."""
    spoken = set(stems(asked.understood.text))
    words = {owner: set(stems(owner)) for owner in owners}
    return any(len(spoken & said) > 1 or initialled(o) & spoken for o, said in words.items())


def _unnamed(asked: Asked) -> Rows | None:
    """The item meant by a question that says what is to be done, not which item it is."""
    wants = asked.understood.wants
    if not wants & {"owner", "deadline", "status", "asked"}:
        return None
    near = []
    for found in choices(asked):
        chosen = tuple(i for i in one_meant(asked, found) if _is_near(asked, i))
        # where none is recorded, the text may tell it
        if not wants & {"owner", "deadline", "asked"}:
            chosen = chosen if len(chosen) == 1 and chosen[0].statuses_at(asked.day) else ()
        meant = Choice(chosen, chosen, found.slots, chosen)
        if chosen and about(asked, meant):
            near.append(meant)
    telling = (meant for meant in near if any(_records(asked, item) for item in meant.chosen))
    best = next(telling, near[0] if near else None)
    return _told(asked, best) if best else None


def _is_near(asked: Asked, item: Item) -> bool:
    """Whether an item is of a report of which the answers before a follow-up told, if any did."""
    reports = {report for report, _ in asked.near.told}
    return not (asked.understood.context and reports) or item.report in reports


def _records(asked: Asked, item: Item) -> bool:
    """Whether an item tells the field that is asked for."""
    told = {"owner": item.owners, "deadline": item.deadlines, "status": item.statuses}
    return all(held for field, held in told.items() if field in asked.understood.wants)


def _told(asked: Asked, found: Choice) -> Rows:
    chosen, wants = found.chosen, asked.understood.wants
    kinds = {(c.report, c.set, c.family) for c in chosen}
    whole = [item for item in found.pool if (item.report, item.set, item.family) in kinds]
    drafts = told(asked, chosen, whole)
    drafts[1:1] = tally(asked, chosen)
    if len(chosen) > _SEVERAL and _replies(asked):
        drafts = replied(asked, chosen, whole)
    one = len(chosen) == 1
    both = wants & {"status", "owner", "deadline", "comparison"} or _replies(asked)
    if one or (len(chosen) == 2 and both):
        drafts += said_of(asked, chosen)
    owned = any(i.owners or _outside(asked, i) for i in chosen)
    unowned = "owner" in wants and not (owned and _of_post(asked, chosen))
    unowned = unowned and not _tells_state(asked, chosen)
    led = _leading(asked, chosen) if unowned and one else []
    drafts += led
    unowned = unowned and not led
    undated = (
        not found.slots.traits
        and wants & {"deadline", "status", "past due"} == {"deadline"}
        and not any(i.deadlines for i in chosen)
    )
    silent = not (chosen[0].statuses or chosen[0].mentions or chosen[0].responses)
    thin = one and (silent if "status" in wants else not wants & _FIELDS)
    thin = thin or leaves_most(asked, found) or counts_other(asked)
    return Rows(
        tuple(drafts), tuple(s for i in chosen for s in i.sources), unowned or undated, thin
    )


_LEADS = re.compile(
    r"\b[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*"
    r" (?:is|will be|has been (?:named|appointed)(?: as)?|acts as)"
    r" (?:the |our |your )?(?:(?:force|strategic|senior|executive|overall)(?:['’]s)? )*"
    r"(?:lead|owner|senior responsible officer|sro)\b(?! inspector| auditor)"
)
"""Says who leads for those of whom a report asks something."""


def _leading(asked: Asked, chosen: Sequence[Item]) -> list[Draft]:
    """The one sentence of the report of an item without an owner that says who leads on it."""
    report = asked.reports[chosen[0].report]
    spans = [
        Span.of(report, section, unit.start, unit.end)
        for section in report.sections
        for unit in sentences(section, section.blocks)
        if _LEADS.search(section.text[unit.start : unit.end])
    ]
    return [Draft.quoting(s) for s in spans] if len(spans) == 1 else []


def _tells_state(asked: Asked, chosen: Sequence[Item]) -> bool:
    """Whether it is plainly asked where items stand, not whose they are, and that is told."""
    own = frozenset[Want]().union(*map(wants_of, asked.understood.questions))
    return "status" in own and "owner" not in own and all(i.statuses_at(asked.day) for i in chosen)


_POST = re.compile(
    r"\b(?:which|what) (?P<post>(?:[a-z]+ ){0,2}"
    r"(?:inspector|superintendent|sergeant|constable|director|manager))\b(?! of\b)"
)
"""A post that a question takes an item to belong to: `which chief inspector owns ...`"""


def _of_post(asked: Asked, chosen: Sequence[Item]) -> bool:
    """Whether an item is owned by such a post as the question supposes, if it supposes one."""
    named = _POST.search(fold(asked.understood.text))
    supposed = set(stems(named["post"])) if named else set()
    return not supposed or any(supposed <= set(stems(o.value)) for i in chosen for o in i.owners)


def _outside(asked: Asked, item: Item) -> bool:
    """Whether an item is addressed to some body, not just worded about the force itself."""
    force = asked.reports[item.report].force
    return any(fold(a) not in {fold(force), "the force", "force", ""} for a in item.addressees)


def _none_of(asked: Asked, meant: Sequence[Item], told: str) -> Rows:
    """That none of the items asked about is as asked, with all of them as its source."""
    spans = tuple(item.sources[0] for item in meant)
    families = {item.family for item in meant}
    name = families.pop() if len(families) == 1 else "item"
    noun = name if len(meant) == 1 else plural(name)
    few = meant if len(meant) <= _SEVERAL else ()
    shown = (row(asked, item, short=False) for item in few)
    return Rows((Draft("row", f"0 of {len(meant)} {noun} {told}", spans), *shown), spans)


def _none_held(asked: Asked) -> Rows | None:
    """What to say when the family named has no item where it is asked for."""
    names = " or ".join(plural(family) for family in asked.understood.families)
    if not names:
        return None
    held = {item.family for item in asked.register.items}
    held |= {"action" for family in held if family.endswith("action")}
    if not held & {*asked.understood.families}:
        note = Draft("note", f"Not in the corpus: no {names} are held.")
        return Rows((note,), (), missing=True)
    if numbers := refers(asked):
        family = [i for i in asked.register.items if i.family in asked.understood.families]
        known = {i.number.casefold() for i in family}
        strange = known and not known & {number.casefold() for number in numbers}
        return _unnumbered(asked, family) if strange else None
    if len(asked.meant) != 1:
        return None
    there = [item for item in asked.register.items if item.report in asked.meant]
    spans = tuple(item.sources[0] for item in there)
    if not spans or any(item.family in asked.understood.families for item in there):
        return None
    others = Counter(item.family for item in there)
    said = ", ".join(f"{n} {plural(family) if n > 1 else family}" for family, n in others.items())
    name = asked.reports[next(iter(asked.meant))].name
    return Rows(
        (Draft("row", f"0 {names} are held from {name}; held from it: {said}", spans),), spans
    )


def _unnumbered(asked: Asked, held: Sequence[Item]) -> Rows:
    """The family is held, the number is not: the nearest thing is the family itself."""
    numbers = ", ".join(dict.fromkeys(item.number for item in held if item.number))
    wanted = " and ".join(refers(asked))
    none = f"Not in the corpus: no report held has a {held[0].family} numbered {wanted}."
    note = Draft("note", f"{none} The numbers held are {numbers}.")
    return Rows((note,), tuple(i.sources[0] for i in held[:3]), missing=True)
