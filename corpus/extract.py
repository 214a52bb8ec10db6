"""Report -> the records of the register, by structure and by terms of the field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from corpus.label import FAMILIES, item_label
from corpus.passages import sentences, table_head
from corpus.piece import dates, fold
from corpus.register import (
    Definition,
    Field,
    Item,
    Judgement,
    Register,
    Response,
    Status,
    combine,
)
from corpus.report import Block, Report, Section, Span

__all__ = ["GRADES", "combine", "extract"]

GRADES = ("outstanding", "good", "adequate", "requires improvement", "inadequate")
"""HMICFRS's five grades."""

_COLUMNS = {
    "number": r"^(?:ref|no|number|#|id|rec|action no|item|minute)\b\.?",
    "owner": r"owner|lead\b|responsib|officer|assigned|^who|action for",
    "deadline": r"date|due|deadline|timescale|by when|target|when\b",
    "priority": r"priority|grading|grade|rating|\brisk|category",
    "status": r"status|progress|position|\bstate\b|outcome|rag",
    "text": r"action|recommendation|improvement|agreed|ask|requirement",
}
"""Words by which tables name their columns; the first that fits counts."""

_FIELDS = {
    "owner": r"^(?:responsible |action |lead |accountable )?(?:owner|lead|officer)(?: responsible)?|^responsible",
    "deadline": r"^(?:(?:due|target|completion|implementation|agreed) )?(?:date|deadline|timescale)$|^due$|^by(?: when)?$",
    "addressee": r"^for$|^to$|^addressed to",
    "priority": r"^(?:priority|grading|rating|risk)",
    "status": r"^(?:current )?(?:status|progress|position)(?: (?:at|as at) .*)?$",
}
_FIELD = re.compile(r"^([A-Z][A-Za-z ()]{1,40}?)\s*[:–-]\s*(.{1,120})$", re.DOTALL)
_BY = re.compile(r"^(?P<when>(?:By|Before|No later than|Within) (?:the end of )?[^,]{4,40}|With immediate effect|Immediately),\s+"
                 r"(?P<who>.+?)\s+(?:should|must|needs? to|will)\b")  # fmt: skip
_WHO = re.compile(r"^(?:To )?(?P<who>.{4,140}?)\s+(?:should|must|needs? to)\b")
_INSIDE = re.compile(r"(?:^|[.;]\s+)([A-Z][A-Za-z ]{2,30}):\s+([^.;:]{3,80})(?=[.;])")
_SPEAKERS = {
    "the Force": r"\bforce\b|chief constable|management",
    "the PCC": r"\bpcc\b|commissioner",
}
_RESPONSE = re.compile(r"response|reply|comment", re.IGNORECASE)
_YEAR = re.compile(r"\b(20\d{2})\b(?!\s*[-/–]\s*\d{2})")


@dataclass
class _Draft:
    """An item while its places are still being gathered."""

    family: str
    number: str
    set: str
    area: str
    text: Field | None
    """None for a row that only says something of an item told elsewhere."""
    sources: list[Span]
    fields: dict[str, list[Field]] = field(default_factory=dict)
    speaker: str = ""
    """Who is speaking in its section, where its heading says so."""
    replies: list[Field] = field(default_factory=list)


def extract(report: Report) -> Register:
    """The records of one report."""
    drafts = [draft for section in report.sections for draft in _items(report, section)]
    items = _labelled(report, _merged(drafts))
    items = [_answered(report, item, items) for item in items]
    return Register(tuple(items), tuple(_judgements(report)), tuple(_definitions(report)))


def _items(report: Report, section: Section) -> Iterator[_Draft]:
    label = item_label(section.heading)
    if label and not label.rest and label.number:
        yield from _card(report, section, label.family, label.number)
    elif label and not label.rest and not any(b.kind == "item" for b in section.blocks):
        yield from _card(report, section, label.family, "")
    elif label and not label.rest:
        yield from _listed(report, section, label.family)
    yield from _rows(report, section)
    if not (label and not label.rest):
        yield from _inline(report, section)


def _card(report: Report, section: Section, family: str, number: str) -> Iterator[_Draft]:
    """An item that has a section to itself: its words, then `Owner: ...` lines."""
    texts = [
        b
        for b in section.blocks
        if b.kind in {"paragraph", "item"} and not _named(section.words(b))
    ]
    fields = _fields_of(report, section)
    if texts and not _RESPONSE.search(" ".join(section.path[:-1])):
        first = texts[0]
        for name, found in _inside(section.words(first), _whole(report, section, first)).items():
            fields.setdefault(name, found)
        last = max([first.end, *(f.span.end for own in fields.values() for f in own)])
        text = Field(section.words(first), Span.of(report, section, first.start, first.end))
        source = Span.of(report, section, first.start, last)
        yield _Draft(family, number, _set(report, section), _area(section), text, [source], fields)


def _whole(report: Report, section: Section, block: Block) -> Span:
    return Span.of(report, section, block.start, block.end)


def _listed(report: Report, section: Section, family: str) -> Iterator[_Draft]:
    """Items that are the points of a list under the family's name."""
    if _RESPONSE.search(" ".join(section.path)):
        return
    for block in section.blocks:
        if block.kind == "item":
            words = section.words(block)
            own = item_label(words)
            span = Span.of(report, section, block.start, block.end)
            number = own.number if own else ""
            text, fields = Field(words, span), _inside(words, span)
            yield _Draft(
                family, number, _set(report, section), _area(section), text, [span], fields
            )


def _inline(report: Report, section: Section) -> Iterator[_Draft]:
    """Items that stand in a list or paragraph with their own label: `AFI 2: The force ...`."""
    if _RESPONSE.search(" ".join(section.path)):
        return
    for block in section.blocks:
        words = section.words(block)
        label = item_label(words) if block.kind in {"item", "paragraph"} else None
        if label and label.number and label.parted in {":", ".", "-", "–"} and len(label.rest) > 30:
            span = Span.of(report, section, block.start, block.end)
            fields = _inside(words, span)
            yield _Draft(
                label.family,
                label.number,
                _set(report, section),
                _area(section),
                Field(words, span),
                [span],
                fields,
            )


def _inside(words: str, span: Span) -> dict[str, list[Field]]:
    """Fields told inside a paragraph: `Lead officer: Head of Estates.`."""
    fields: dict[str, list[Field]] = {}
    for found in _INSIDE.finditer(words):
        name = next((n for n, terms in _FIELDS.items() if re.search(terms, fold(found[1]))), None)
        if name:
            start = span.start + found.start(2)
            place = replace(span, start=start, end=start + len(found[2]), quote=found[2])
            fields.setdefault(name, []).append(Field(found[2], place))
    return fields


def _rows(report: Report, section: Section) -> Iterator[_Draft]:
    """Items that are rows of a table with an action and an owner, date, priority or status."""
    for block in section.blocks:
        if block.kind != "row":
            continue
        columns = _columns(section, table_head(section, block))
        cells = _cells(report, section, block)
        if "text" not in columns or len(columns) < 3 or columns["text"] not in cells:
            continue
        text: Field | None = cells[columns["text"]]
        if text and len(text.value) < 8 and "number" not in columns:
            columns["number"], text = columns.pop("text"), None
        number = cells.get(columns.get("number", -1))
        fields = {
            name: [cells[place]]
            for name, place in columns.items()
            if name not in {"text", "number"} and place in cells
        }
        label = item_label(number.value) if number else None
        given = label.number if label and label.number else (number.value if number else "")
        family = (label.family if label and label.number else "") or _family(report, section, block)
        source = Span.of(report, section, block.start, block.end)
        speaker = next(
            (who for who, says in _SPEAKERS.items() if re.search(says, fold(section.heading))), ""
        )
        yield _Draft(family, given, _set(report, section), "", text, [source], fields, speaker)


def _columns(section: Section, heads: Sequence[Block]) -> dict[str, int]:
    """Which column holds what, from the header rows."""
    found: dict[str, int] = {}
    if not heads:
        return found
    names = section.words(heads[0]).split("\t")
    for place, name in enumerate(names):
        kind = next((k for k, words in _COLUMNS.items() if re.search(words, fold(name))), None)
        if kind and kind not in found:
            found[kind] = place
    return found


def _cells(report: Report, section: Section, block: Block) -> dict[int, Field]:
    cells, start = {}, block.start
    for place, cell in enumerate(section.words(block).split("\t")):
        if cell.strip():
            cells[place] = Field(cell, Span.of(report, section, start, start + len(cell)))
        start += len(cell) + 1
    return cells


def _fields_of(report: Report, section: Section) -> dict[str, list[Field]]:
    """The `Label: value` lines of a section that name a field of an item."""
    fields: dict[str, list[Field]] = {}
    for block in section.blocks:
        words = section.words(block)
        parts = words.split("\t") if block.kind == "row" else [words]
        start = block.start
        for part in parts:
            named = _named(part) or (
                _named(words.replace("\t", ": ", 1)) if len(parts) == 2 else None
            )
            if named:
                at = section.text.index(named[1], start)
                span = Span.of(report, section, at, at + len(named[1]))
                fields.setdefault(named[0], []).append(Field(named[1], span))
                if len(parts) == 2 and not _named(part):
                    break
            start += len(part) + 1
    return fields


def _named(words: str) -> tuple[str, str] | None:
    """Field name and value of a `Responsible Owner: ...` line, or None."""
    found = _FIELD.match(words)
    if not found:
        return None
    name = next((n for n, terms in _FIELDS.items() if re.search(terms, fold(found[1]))), None)
    return (name, found[2].strip()) if name else None


def _family(report: Report, section: Section, block: Block) -> str:
    heads = " ".join(section.words(head) for head in table_head(section, block))
    said = fold(f"{section.heading} {heads}")
    for family, terms in FAMILIES.items():
        long = "|".join(term for term in terms.split("|") if len(term) > 4)
        if family != "action" and re.search(rf"\b(?:{long})\b", said, re.IGNORECASE):
            return family
    return "management action" if "audit" in report.kind else "action"


def _set(report: Report, section: Section) -> str:
    """The year of the report that an item comes from, where its headings name one."""
    years = _YEAR.findall(" ".join(section.path[:-1]))
    if years:
        return str(years[-1])
    return str(report.dated.year) if report.dated else ""


def _area(section: Section) -> str:
    return section.path[-2] if len(section.path) > 1 else ""


def _merged(drafts: Sequence[_Draft]) -> list[_Draft]:
    """One draft an item: a number told twice in one set is one item in two places."""
    families = {d.family for d in drafts if d.number and d.text}
    named = next((family for family in families if family != "action"), "action")
    merged: dict[tuple[str, str, str], _Draft] = {}
    for draft in sorted(drafts, key=lambda d: d.text is None):
        if draft.family == "action" and draft.number and len(families) == 2:
            draft.family = named
        key = _key(draft, merged)
        if key in merged:
            _join(merged[key], draft)
        elif draft.text:
            merged[key] = draft
    return list(merged.values())


def _key(draft: _Draft, merged: Mapping[tuple[str, str, str], _Draft]) -> tuple[str, str, str]:
    number = re.sub(r"\s+", "", draft.number.casefold()).rstrip(".")
    if not number and draft.text:
        words = fold(draft.text.value)
        same = [k for k, d in merged.items() if d.text and fold(d.text.value) == words]
        return same[0] if same else (draft.family, draft.set, f"?{len(merged)}")
    return (draft.family, draft.set, number)


def _join(kept: _Draft, other: _Draft) -> None:
    kept.sources += other.sources
    for name, found in other.fields.items():
        kept.fields.setdefault(name, []).extend(found)
    kept.speaker = kept.speaker or other.speaker


def _labelled(report: Report, drafts: Sequence[_Draft]) -> list[Item]:
    sets = {draft.set for draft in drafts}
    counts: dict[str, int] = {}
    unnumbered = {d.family for d in drafts if not d.number}
    items = []
    for draft in drafts:
        counts[draft.family] = counts.get(draft.family, 0) + 1
        alone = sum(d.family == draft.family and d.set == draft.set for d in drafts) == 1
        place = "" if alone else str(counts[draft.family])
        number = draft.number or (place if draft.family in unnumbered else "")
        items.append(_item(report, draft, number, draft.set if len(sets) > 1 else ""))
    return items


def _item(report: Report, draft: _Draft, number: str, year: str) -> Item:
    if draft.text is None:
        raise ValueError(f"item {number} of {report.id} has no words")
    label = item_label(draft.text.value)
    skipped = len(draft.text.value) - len(label.rest) if label and label.number else 0
    asked = _BY.match(draft.text.value[skipped:])
    who = asked or _WHO.match(draft.text.value[skipped:])
    deadlines = list(draft.fields.get("deadline", ()))
    if asked:
        start = draft.text.span.start + skipped
        when = asked["when"]
        span = replace(draft.text.span, start=start, end=start + len(when), quote=when)
        deadlines.insert(0, Field(when, span))
    days = [day for found in deadlines for day in dates(found.value)]
    return Item(
        id="-".join(filter(None, [report.id, year, _initials(draft.family) + number])),
        family=draft.family,
        report=report.id,
        number=number,
        set=year,
        area=draft.area,
        text=draft.text,
        sources=tuple(draft.sources),
        owners=tuple(draft.fields.get("owner", ())),
        deadlines=tuple(deadlines),
        deadline=days[0] if days else None,
        priorities=tuple(draft.fields.get("priority", ())),
        addressees=_addressees(who["who"])
        if who
        else tuple(f.value for f in draft.fields.get("addressee", ())),
        statuses=tuple(_status(report, f, draft.speaker) for f in draft.fields.get("status", ())),
    )


def _initials(family: str) -> str:
    return "".join(word[0] for word in family.split()).upper()


def _addressees(who: str) -> tuple[str, ...]:
    parts = re.split(r",\s+(?:and\s+)?|\s+and\s+(?=the\s|all\s)", who)
    return tuple(part.strip() for part in parts if part.strip())


def _status(report: Report, found: Field, speaker: str) -> Status:
    told = "the inspectorate" if report.kind == "PCC response" else report.publisher or report.name
    return Status(found.value, speaker or told, report.dated, found.span)


def _answered(report: Report, item: Item, items: Sequence[Item]) -> Item:
    """The item with what a response section says to it, and where else it is spoken of."""
    own = [
        r
        for s in report.sections
        if _RESPONSE.search(" ".join(s.path))
        for r in _responses(report, s, item, items)
    ]
    shared = sum(other.number == item.number and other.family == item.family for other in items)
    said = _mentions(report, item, own) if item.number and shared == 1 else ()
    return replace(item, responses=tuple(own), mentions=tuple(said))


def _speaker(section: Section) -> str:
    """Who speaks in a section, by the innermost heading that says so."""
    for heading in reversed(section.path):
        for who, says in _SPEAKERS.items():
            if re.search(says, fold(heading)):
                return who
    return ""


def _mentions(report: Report, item: Item, told: Sequence[Response]) -> Iterator[Field]:
    """Sentences outside the item's own places that name it: `Action 2 is accepted in part.`."""
    number = re.escape(item.number)
    known = (
        number
        if len(item.number) > 3
        else f"(?:{FAMILIES[item.family]}|actions?)[\\s.-]*(?:no\\.? )?{number}"
    )
    label = re.compile(rf"(?<![\w.]){known}(?![\w/]|\.\d| \(20)", re.IGNORECASE)
    taken = [*item.sources, *(response.text.span for response in told)]
    for section in report.sections:
        if label.fullmatch(section.heading) and not any(s.section == section.id for s in taken):
            yield from (
                _field(report, section, u.start, u.end)
                for u in sentences(section, section.blocks[:2])
            )
        for block in section.blocks:
            inside = any(s.section == section.id and s.start <= block.start < s.end for s in taken)
            if block.kind == "paragraph" and not inside and label.search(section.words(block)):
                yield from (
                    _field(report, section, u.start, u.end)
                    for u in sentences(section, [block])
                    if label.search(section.text[u.start : u.end])
                )


def _field(report: Report, section: Section, start: int, end: int) -> Field:
    return Field(section.text[start:end], Span.of(report, section, start, end))


def _responses(
    report: Report, section: Section, item: Item, items: Sequence[Item]
) -> Iterator[Response]:
    newest, by = max((other.set for other in items), default=""), _speaker(section)
    for n, block in enumerate(section.blocks):
        words = section.words(block)
        label = item_label(words)
        if label and label.number == item.number and label.family == item.family and label.number:
            earlier = bool(re.search(r"original|earlier|previous", words[:80]))
            if earlier == (item.set != newest):
                yield Response(by, _field(report, section, block.start, block.end))
        elif (
            block.kind == "item"
            and fold(words) == fold(item.text.value)
            and n + 1 < len(section.blocks)
        ):
            reply = section.blocks[n + 1]
            if reply.kind == "paragraph":
                span = Span.of(report, section, block.start, reply.end)
                yield Response(by, Field(section.words(reply), span))


def _judgements(report: Report) -> Iterator[Judgement]:
    for section in report.sections:
        for block in section.blocks:
            words = section.words(block)
            name, _, value = words.partition(":")
            if (
                fold(name) in {"grade", "judgement", "judgment", "overall grade"}
                and fold(value).strip(". ") in GRADES
            ):
                area = next((p for p in reversed(section.path) if fold(p) != "grade"), "")
                span = Span.of(report, section, block.start, block.end)
                yield Judgement(report.id, area, value.strip(" ."), span)
            if block.kind == "row":
                yield from _graded_row(report, section, block)


def _graded_row(report: Report, section: Section, block: Block) -> Iterator[Judgement]:
    """Grades told by the column that an area stands in, or by a column named grade."""
    heads = table_head(section, block)
    names = section.words(heads[0]).split("\t") if heads else []
    cells = _cells(report, section, block)
    if names and all(fold(name) in GRADES for name in names if name):
        for place, cell in cells.items():
            if place < len(names):
                yield Judgement(report.id, cell.value, names[place], cell.span)
        return
    graded = [c for c in cells.values() if fold(c.value) in GRADES]
    if len(graded) == 1 and 0 in cells and cells[0] not in graded:
        span = Span.of(report, section, block.start, block.end)
        yield Judgement(report.id, cells[0].value, graded[0].value, span)


def _definitions(report: Report) -> Iterator[Definition]:
    """Short forms printed beside their expansion (after Schwartz and Hearst, 2003)."""
    seen = set()
    for section in report.sections:
        for found in re.finditer(r"\(([^()]{2,60})\)", section.text):
            inner = found[1].strip()
            before = section.text[: found.start()].rstrip()
            pair = _short_after(before, inner) or _short_before(before, inner)
            if pair and pair[:2] not in seen:
                seen.add(pair[:2])
                start = pair[2]
                yield Definition(pair[0], pair[1], Span.of(report, section, start, found.end()))
        yield from _explained(report, section)
        yield from _meanings(report, section)


def _explained(report: Report, section: Section) -> Iterator[Definition]:
    """`Operation Makesafe (a national initiative to ...)`: a name with its meaning in brackets."""
    for found in re.finditer(
        r"((?:[A-Z][\w'’-]+ ){1,4})(?:[a-z]+ )?\(((?:an?|the) [^()]{12,200})\)", section.text
    ):
        name = found[1].strip()
        yield Definition(name, found[2], Span.of(report, section, found.start(1), found.end()))


def _meanings(report: Report, section: Section) -> Iterator[Definition]:
    """Rows of a word and its meaning, such as `High`, `Immediate management attention ...`."""
    for block in section.blocks:
        cells = section.words(block).split("\t") if block.kind == "row" else []
        if (
            len(cells) == 2
            and len(cells[0].split()) <= 3
            and cells[1].endswith(".")
            and not table_head(section, block)
        ):
            yield Definition(cells[0], cells[1], Span.of(report, section, block.start, block.end))


def _short_after(before: str, inner: str) -> tuple[str, str, int] | None:
    """`Harm Outside the Home (HOTH)`."""
    if (
        not re.fullmatch(r"[A-Z0-9][A-Za-z0-9&/]{1,9}", inner)
        or inner.isdigit()
        or sum(c.isupper() for c in inner) < 2
    ):
        return None
    line = before.rsplit("\n", 1)[-1]
    words = list(re.finditer(r"[\w&'’-]+", line))
    letters = [c for c in inner.rstrip("s").casefold() if c.isalpha()]
    for proper in (True, False):
        for start in range(len(words) - 1, max(-1, len(words) - 12), -1):
            expansion = line[words[start].start() :]
            if words[start][0][0].casefold() == letters[0] and _spells(
                letters, expansion, proper=proper
            ):
                return inner, expansion, len(before) - len(expansion)
    place = _hearst(inner.casefold(), line)
    return (inner, line[place:], len(before) - len(line) + place) if place is not None else None


def _hearst(short: str, line: str) -> int | None:
    """Where the shortest expansion starts whose letters spell a short form, right to left."""
    place = len(line)
    for n, letter in reversed(list(enumerate(c for c in short if c.isalnum()))):
        place -= 1
        while place >= 0 and (
            line[place].casefold() != letter or (n == 0 and place > 0 and line[place - 1].isalnum())
        ):
            place -= 1
        if place < 0:
            return None
    near = len(line[place:].split()) <= min(len(short) + 5, len(short) * 2)
    return place if near and line[place].isupper() else None


def _short_before(before: str, inner: str) -> tuple[str, str, int] | None:
    """`PEEL (police efficiency, effectiveness and legitimacy)`."""
    word = re.search(r"([A-Z0-9][A-Z0-9&]{1,9})(?:\s\w+)?$", before)
    if not word or word[1].isdigit() or len(inner.split()) < 2:
        return None
    letters = [c for c in word[1].casefold() if c.isalpha()]
    if letters and inner[0].casefold() == letters[0] and _spells(letters, inner):
        return word[1], inner, word.start(1)
    if word[1][0].isdigit() and len(re.findall(r"\b[A-Z]\w+", inner)) == int(word[1][0]):
        return word[1], inner, word.start(1)
    return None


def _spells(letters: Sequence[str], expansion: str, *, proper: bool = False) -> bool:
    """Whether the first letters of an expansion's words spell a short form, small words skipped.

    With `proper` only words that begin with a capital count.
    """
    told = re.findall(r"[A-Za-z]+", expansion.replace("-", " "))
    firsts = [w[0].casefold() for w in told if not proper or w[0].isupper()]
    place = 0
    for letter in firsts:
        if place < len(letters) and letter == letters[place]:
            place += 1
    return place == len(letters) and len(firsts) <= len(letters) + (0 if proper else 4)
