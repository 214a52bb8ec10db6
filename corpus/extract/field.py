"""The fields of an item that stand in lines and paragraphs: `Responsible Owner: Head of Estates`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from corpus.extract.bracket import parts_by_kind
from corpus.extract.deadline import BY_DAY, WHEN
from corpus.extract.doer import is_initials, is_named
from corpus.extract.part import Part, piece_of
from corpus.extract.rank import RANK, RANKED_ALONE
from corpus.extract.shown import shown, shown_kind
from corpus.extract.status import is_status, status_part
from corpus.piece import fold
from corpus.register import Field
from corpus.report import Block

_COLUMNS = {
    "number": r"^(?:(?:action|rec(?:ommendation)?|afi|item|audit)?\s?(?:ref(?:erence)?|no|nos|number|num|id)|#|id|rec|afi|item|point|coc|ma|minute(?: ref| no)?|s/?n|para(?:graph)?)\b\.?(?!.*\b(?:of|date|owner)\b)",
    "raised": r"\bdate (?:raised|opened|agreed|reported|logged|issued|of)|(?:raised|opened|logged)\b.*\bdate|^raised|^start(?:ed|s)?\b|^meeting(?: date)?$|^date of",
    "closed": r"date (?:completed|closed|implemented|done)|(?:completion|closure|actual) date|^(?:completed|closed)(?: on)?$",
    "revised": r"\b(?:revised|extended|new|current|latest|re-?scheduled|re-?forecast)\b.*(?:date|deadline|timescale|due|target)|date revised|^revised$|^(?:target|date|due|deadline)(?: date)? now$",
    "owner": r"owner|\blead\b|\bsro\b|\bresp\b|responsib|officer|assigned|allocated|tasked|holder\b|answerab|^who|action for|^(?:action(?:ed)?|held|delivered|taken) by$|by whom|accountab|manager|^action on|^post$",
    "deadline": r"\bdates?\b|\bdue\b|\becd\b|milestone|deadline|time ?(?:scale|frame|table)|by when|target|when\b|^by$|^(?:finish|end)(?:es|s|ed)?(?: date)?$|\bcompletion$|(?:complete|finish(?:ed)?|done) by",
    "priority": r"priority|^pri\b|\bgrading|^grade|rating|\brisk\b(?! (?:area|description|title|theme)\b)|category|importance|severity|significance|urgency",
    "reply": r"response|reply|comment|remarks?$|narrative|accepted|agreed\s?\?|agreed \(?y(?:es)?/n|\bupdates?$|^update|^notes?$|evidence|position of|what (?:has been|we have|was) done",
    "status": r"\bstatus|\bstands?(?: at)?\b|state of play|^where (?:we are|it stands)|\bclaim|progress|position|\bstate\b|outcome|\bb?rag\b|^colou?r$|(?:implemented|completed?|addressed|done|met|closed|delivered|in place)\?|\bview\b",
    "addressee": r"^for$|^to$|addressed to|addressee|^bod(?:y|ies)|^organisation|directed at",
    "finding": r"finding|issue|weakness|observation|background|rationale|context",
    "text": r"\brecommendations?\b|improvement|\bactions?\b|agreed|\bask\b|requirement|^what\b|cause of concern|\bcommitments?\b|\b(?:should|must)$",
    "area": r"^(?:(?:risk )?area|theme|topic|subject|audit(?: title| name| area)?|report(?: title)?|source|review|inspection|strand|heading)s?$",
}
"""Words by which tables name their columns; the first that fits counts."""
_LABELS = {
    "owner": r"sro|(?:(?:responsible|action|lead|accountable|risk|delivery|executive|named|recommendation|senior|nominated|implementation) )?(?:owner|lead|officer|manager)s?(?: responsible)?|(?:person|officer|post ?holder|role) responsible|responsib(?:ility|le)(?: of| for action)?|owned by|assigned to|by whom|who(?: leads)?|led by|sponsor|lead post",
    "revised": r"(?:revised|extended|new) (?:(?:target|due|completion|implementation) )?(?:date|deadline|timescale)|(?:date|target|deadline|due) now",
    "deadline": r"to be (?:done|completed?|finished|delivered|met|in place) by|(?:(?:first|original|due|target|completion|implementation|agreed|planned|delivery|action) )*(?:date|deadline|time ?(?:scale|frame|table))(?: for (?:completion|implementation|action))?|due(?: by)?|by(?: when)?|when|(?:complete|finish(?:ed)?|done|deliver|in place) by|(?:our|their|its|force) (?:target )?date|target",
    "priority": r"priority(?: rating| level| score)?|(?:priority |risk )?grading|(?:risk|action) rating|rating|grade|rank|risk(?: level)?|category|significance|severity|urgency",
    "status": r"(?:(?:current|latest|overall|implementation|rag) )?(?:status|progress|position|rag)(?: (?:as )?(?:at|on) [^:]{4,30})?|state of play|(?:where|how) (?:we are|we stand|it stands|this stands|things stand)(?: now)?|(?:internal )?auditor['’]?s['’]? (?:view|position|assessment|status)|(?:report|update|position|progress|status),? (?:(?:at|on|to|in) )?(?:the end of )?(?:\d{1,2} )?[a-z]+ 20\d\d",
    "addressee": r"for|to|addressed to|addressees?|for action by",
}
_LABEL = "|".join(f"(?P<{kind}>{terms})" for kind, terms in _LABELS.items())
_LINE = re.compile(
    rf"^(?:{_LABEL})\s*(?::|\s[–-])\s*(?P<value>\S.{{0,140}})$", re.IGNORECASE | re.DOTALL
)
_OPENS = re.compile(rf"^(?:{_LABEL})\s*:\s+(?=\S)", re.IGNORECASE)
_ALONE = re.compile(rf"^(?:{_LABEL})\s*:?$", re.IGNORECASE)
_INNER = {k: v for k, v in _LABELS.items() if k != "addressee"}
_INSIDE = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"(?P<{k}>{v})" for k, v in _INNER.items()) + r")\s*:\s+",
    re.IGNORECASE,
)
_TO = re.compile(
    r"(?:to|for|addressed to):\s+(?P<who>[^.:]{3,140})\.\s+(?=\w[\w ]{1,20}:)", re.IGNORECASE
)
"""`To: all chief constables. By: ...`: addressees that open a line of fields."""
_STOP = re.compile(r"[;|\n\t]|(?<![a-z] [A-Z])\.(?=\s|$|\))|\)\s*$|,\s+(?=by\s|due\s)")

_MORE = re.compile(r"[a-z]{3}\)?\.\s+[A-Z]")
"""Another sentence after a value."""

_OPENED = re.compile(r"[A-Z][a-z]+(?: [a-z]+){0,2}: (?=\S)")
_PARTS = re.compile(r"[^|;\n\t]+?(?=\.(?:\s|$)|[|;\n\t]|$)")
"""The parts of a line of fields: `Lead: Desk | By 5 May 2026 | Priority 2`."""


def fragments(field: Field) -> Iterator[tuple[str, Field]]:
    """The fields that parts of a text tell by themselves: with a name, as a day, as a rank.

    `Owner: Desk. By 5 May 2026. High priority.`
    """
    opens = _OPENED.match(field.value)  # `Agreed: Repairs Manager, 30 April 2026.`
    behind = piece_of(field, opens.end(), len(field.value)) if opens else field
    if told := shown(field) or shown(behind):
        yield from told
        return
    named = [(kind, piece_of(f, 0, len(f.value.rstrip(" .")))) for kind, f in told_in(field)]
    yield from named
    for part in _PARTS.finditer(field.value):
        words = part[0].strip()
        start = part.start() + len(part[0]) - len(part[0].lstrip())
        if any(start <= f.span.start - field.span.start < part.end() for _, f in named):
            continue
        if day := BY_DAY.fullmatch(words):
            yield "deadline", piece_of(field, start + day.start("when"), start + day.end("when"))
        elif RANKED_ALONE.fullmatch(words.strip(" .")):
            yield "priority", piece_of(field, start, start + len(words.rstrip(" .")))


def line_fields(part: Part, blocks: Sequence[Block]) -> Iterator[tuple[str, Field, Block]]:
    """The fields told by lines, rows of a name and a value, and names over their values."""
    for n, block in enumerate(blocks):
        cells = list(part.cells(block).values())
        after = list(part.cells(blocks[n + 1]).values()) if n + 1 < len(blocks) else []
        named = [_ALONE.match(cell.value) for cell in cells]
        if len(cells) > 1 and all(named) and len(after) == len(cells):
            yield from (
                (_kind(m), value, block) for m, value in zip(named, after, strict=True) if m
            )
        elif block.kind == "head" and any(named) and len(after) == len(cells) < _WIDE:
            yield from (
                (_kind(m), v, block)
                for m, v in zip(named, after, strict=True)
                if m and m["priority"]
            )
        elif len(cells) == 2 and not named[1] and (kind := _pair_kind(*cells)):
            if re.search(r"\w", cells[1].value):
                yield kind, cells[1], block
        elif (pairs := _paired(cells)) or (block.kind == "head" and len(cells) > 1):
            yield from ((kind, value, block) for kind, value in pairs)
            beside = cells[1:] if not pairs else []
            told = (one for cell in beside for one in shown_kind(cell))
            yield from ((kind, value, block) for kind, value in told if kind == "priority")
        elif len(cells) == 1 and named[0] and cells[0].value.endswith(":") and len(after) == 1:
            if len(after[0].value) < 120 and not _LINE.match(after[0].value):
                yield _kind(named[0]), after[0], block
        else:
            for cell in cells:
                each = parts_by_kind(cell) or told_in(cell)
                yield from ((kind, value, block) for kind, value in each)


def _pair_kind(name: Field, value: Field) -> str:
    """Which field a row of a name and a value tells; a short value may be a state in any words."""
    stands = column_kind(name.value) == "status" and status_part(value)
    return field_kind(name.value, value.value) or ("status" if stands else "")


def _paired(cells: Sequence[Field]) -> list[tuple[str, Field]]:
    """The fields of a row that sets several names and values side by side."""
    if len(cells) % 2 or len(cells) <= 2:
        return []
    told = [(field_kind(n.value, v.value), v) for n, v in zip(cells[::2], cells[1::2], strict=True)]
    return told if all(kind for kind, _ in told) else []


_WIDE = 4
"""Columns of a table that is no mere row of names over their values, at least."""


def told_in(field: Field) -> Iterator[tuple[str, Field]]:
    """The fields that a line or paragraph tells: `Owner: Desk. Target date: 5 May 2026.`."""
    line = _LINE.match(field.value)
    if line and not _INSIDE.search(line["value"]) and not _MORE.search(line["value"]):
        yield _kind(line), piece_of(field, line.start("value"), line.end("value"))
        return
    if to := _TO.match(field.value):
        yield "addressee", piece_of(field, *to.span("who"))
    found = [(m, _kind(m)) for m in _INSIDE.finditer(field.value)]
    for other in _ANY.finditer(field.value):
        stop = _STOP.search(field.value, other.end())
        kind = field_kind(other["name"], field.value[other.end() : stop.start() if stop else None])
        if kind and not any(m.start() < other.end() and other.start() < m.end() for m, _ in found):
            found.append((other, kind))
    found.sort(key=lambda one: one[0].start())
    ends = [*(m.start() for m, _ in found[1:]), len(field.value)]
    for (label, kind), end in zip(found, ends, strict=False):
        stop = _STOP.search(field.value, label.end(), end)
        last = stop.start() if stop else end
        if field.value[label.end() : last].strip(" ,-–"):
            yield kind, piece_of(field, label.end(), last)


def _kind(found: re.Match[str]) -> str:
    return next(kind for kind in _LABELS if found.groupdict().get(kind))


def column_kind(name: str) -> str:
    """What a column of this name holds, or an empty string.

    >>> [column_kind(n) for n in ("Ref", "Agreed action", "Lead officer", "Revised date", "Month")]
    ['number', 'text', 'owner', 'revised', '']
    """
    bare = re.sub(r"\s*\([^()]*\)", "", fold(name))  # `Audit (date, opinion)` is no date
    said = (bare or fold(name)).strip(" :*")
    if re.search(r"\b(?:status|claim)\b", said):  # `Owner's status` is no owner
        return "status"
    return next((kind for kind, words in _COLUMNS.items() if re.search(words, said)), "")


def field_kind(name: str, value: str = "") -> str:
    """Which field of an item a line of this name tells, or an empty string.

    A name that no more than resembles one counts where the value shows itself to be such a field.

    >>> field_kind("Lead officer"), field_kind("Vote")
    ('owner', '')
    >>> field_kind("Action holder", "DCI Hale"), field_kind("Action holder", "Mend the gate")
    ('owner', '')
    """
    found = _ALONE.match(name)
    if found or not value:
        return _kind(found) if found else ""
    other = len(name.split()) > _NAME_WORDS or re.search(r"['’]s?\s", name)  # `Inspectorate's date`
    kind = "" if other else column_kind(name)
    kind = "deadline" if kind == "revised" else kind
    if not kind and not other and _SAYS_STATE.match(value):  # `Our conclusion: Implemented`
        kind = "status"
    return kind if kind in SHOWN and SHOWN[kind](value.strip(" .")) else ""


_NAME_WORDS = 5
_SAYS_STATE = re.compile(r"(?!red\b|amber\b|green\b|blue\b)[a-z]{2,}", re.IGNORECASE)
"""A state in words: a colour may be a grade of anything."""
_ANY = re.compile(
    r"(?:^|(?<=[.;|(\[] )|(?<=[\n\t]))(?P<name>[A-Z][\w’'/()-]*(?: [\w’'/()-]+){0,4}\.?)\s*:\s+(?=\S)"
)
"""What may be the name of a field, wherever it opens a part of a text."""


def opens_with(words: str) -> tuple[str, int]:
    """The kind of field that a text opens with, however long it is, and where its value starts.

    >>> opens_with("Where we are: Two managers start in June. Amber.")
    ('status', 14)
    """
    found = _OPENS.match(words)
    return (_kind(found), found.end()) if found else ("", 0)


def is_field_line(words: str) -> bool:
    """Whether a line is nothing but a field, or fields, of an item."""
    line = _LINE.match(words) or _ALONE.match(words)
    first = _INSIDE.match(words)
    return bool(line) or (bool(first) and len(words) < 200)


def _is_owner(words: str) -> bool:
    return is_named(words) or (is_initials(words) and not RANK.fullmatch(words))


SHOWN: dict[str, Callable[[str], object]] = {
    "deadline": re.compile(rf"(?:by |end of |the )*(?:{WHEN.pattern})\W*", re.IGNORECASE).fullmatch,
    "owner": _is_owner,
    "priority": re.compile(
        rf"(?!p?\d|[a-ehml]$|red|amber|green)(?:{RANK.pattern})", re.IGNORECASE
    ).match,
    "status": is_status,
}
"""What a value shows itself to be, whatever name stands over or before it."""
