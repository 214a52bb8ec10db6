"""The fields of an item that stand in lines and paragraphs: `Responsible Owner: Head of Estates`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.extract.deadline import WHEN
from corpus.extract.part import Part, piece_of
from corpus.register import Field
from corpus.report import Block

_LABELS = {
    "owner": r"sro|(?:(?:responsible|action|lead|accountable|risk|delivery|executive|named|recommendation|senior|nominated|implementation) )?(?:owner|lead|officer|manager)s?(?: responsible)?|(?:person|officer|post ?holder|role) responsible|responsib(?:ility|le)(?: of| for action)?|owned by|assigned to|by whom|who(?: leads)?|led by|sponsor|lead post",
    "revised": r"(?:revised|extended|new) (?:(?:target|due|completion|implementation) )?(?:date|deadline|timescale)|(?:date|target|deadline|due) now",
    "deadline": r"to be (?:done|completed) by|(?:(?:first|original|due|target|completion|implementation|agreed|planned|delivery|action) )*(?:date|deadline|time ?(?:scale|frame|table))(?: for (?:completion|implementation|action))?|due(?: by)?|by(?: when)?|when|(?:complete|finish(?:ed)?|done|deliver|in place) by|(?:our|their|its|force) (?:target )?date|target",
    "priority": r"priority(?: rating| level| score)?|(?:priority |risk )?grading|(?:risk|action) rating|rating|grade|rank|risk(?: level)?|category|significance|severity",
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
_STOP = re.compile(r"[;|\n\t]|\.(?=\s|$|\))|\)\s*$|,\s+(?=by\s|due\s)")
_BRACKET = re.compile(r"\s*[(\[](?P<in>[^()\[\]]{4,120}(?:\([^()]*\)[^()\[\]]*)?)[)\]]\.?$")
_SEVERAL = re.compile(r"[^;|]*\w[^;|]*")
"""The parts of a bracket that stand between semicolons."""
_RANK = re.compile(
    r"(?:very )?(?:critical|high|medium|moderate|low|essential|significant|important|merits attention|advisory|priority \d|p?\d)(?: priority| risk)?",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"^(?:the )?(?P<who>(?-i:[A-Z])[\w&/’'-]*(?:[ ,](?:\([^()]{2,60}\)|[\w&/’'-]+)){0,11}?) (?:to|will|is to|are to|agreed to|undertook to) (?=[a-z])",
    re.IGNORECASE,
)
_TASKED = re.compile(
    r"^(?P<who>[A-Z][\w/&’'-]*(?: (?:\([^()]{2,40}\)|[\w/&’'-]+)){1,5}):\s+(?=[a-z])"
)
"""`Head of Estates: a plan for the gate`."""
_ACTS = re.compile(r"^(?P<who>(?:The )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,4}) (?=[a-z]+s\b)")
_FIRST_DAY = re.compile(rf"^By (?P<when>{WHEN.pattern}),\s+", re.IGNORECASE)
_POST = re.compile(
    r"\b(?:mr|mrs|ms|miss|dr|cc|dcc|det|sgt|head|chief|deputy|assistant|director|manager|superintendent|inspector|sergeant|officer|commissioner|lead|secretary|clerk|treasurer|chair|team|board|unit|group|acc|dcc|dci|cfo|opcc|pcc|supt|insp)\b",
    re.IGNORECASE,
)
"""Words that name a post or a group, as against a remark in brackets."""

_PERSON = re.compile(r"[A-Z][a-z'’-]+(?: [A-Z][A-Za-z'’.-]*){1,3}")
_HOLDER = r"(?-i:(?!(?:The|My|Our|This|That|It|He|She|I|We|They)\b)[A-Z][\w&/’'-]*(?: (?:(?:of|for|and|the|in|to) )*[A-Z(][\w&/’'()-]*)*)"
"""A post or a person: words in capitals, and the small ones that join them."""
_LEADS = re.compile(
    r"\bthe (?:\w+ ){0,2}(?:leads?|owner|(?:responsible|named|accountable) officer) (?:for [^.;]{0,60}? )?(?:is|are|will be)"
    rf" (?:the |my |our )?(?P<is>{_HOLDER}(?: (?!(?:and|who|but|with|for) )[\w&/’'()-]+)*?)(?=[.;,]|$| (?:and|who|but|with|for)\b)"
    rf"|(?:^|(?<=[.!?;] )|\b(?:the|my|our) )(?P<does>{_HOLDER}) (?:leads|owns|is leading|will lead|is responsible for|has the lead|takes the lead)\b"
    rf"(?: for (?:me|us|my \w+|the \w+),? and (?:the |my |our )?(?P<also>{_HOLDER}) for\b)?"
    rf"|\b(?:is|are|being|be) led by (?:the |my |our )?(?P<by>{_HOLDER})(?=[.;,)]|$)"
    r"|(?:^|(?<=[.;]\s))(?P<opens>(?-i:[A-Z])[\w&/’'(), -]{3,90}?),? (?:leads|owns)(?: on)?(?: (?:this|it))?(?=[.;,])",
    re.IGNORECASE,
)
"""A sentence that names who is to act: `The lead is the Head of Estates`."""
_MORE = re.compile(r"[a-z]{3}\)?\.\s+[A-Z]")
"""Another sentence after a value."""

Fields = dict[str, list[Field]]


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
        elif len(cells) == 2 and named[0] and not named[1]:
            yield _kind(named[0]), cells[1], block
        elif len(cells) == 1 and named[0] and cells[0].value.endswith(":") and len(after) == 1:
            if len(after[0].value) < 120 and not _LINE.match(after[0].value):
                yield _kind(named[0]), after[0], block
        else:
            for cell in cells:
                yield from ((kind, value, block) for kind, value in told_in(cell))


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
    found = list(_INSIDE.finditer(field.value))
    ends = [*(m.start() for m in found[1:]), len(field.value)]
    for label, end in zip(found, ends, strict=False):
        stop = _STOP.search(field.value, label.end(), end)
        last = stop.start() if stop else end
        if field.value[label.end() : last].strip(" ,-–"):
            yield _kind(label), piece_of(field, label.end(), last)


def _kind(found: re.Match[str]) -> str:
    return next(kind for kind in _LABELS if found.groupdict().get(kind))


def field_kind(name: str) -> str:
    """Which field of an item a line of this name tells, or an empty string.

    >>> field_kind("Lead officer"), field_kind("Vote")
    ('owner', '')
    """
    found = _ALONE.match(name)
    return _kind(found) if found else ""


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


def parted(owner: Field) -> tuple[Field | None, Field | None]:
    """An owner's cell as the owner and the deadline that stands under the name in it."""
    found = list(WHEN.finditer(owner.value))
    if not found:
        return owner, None
    when, start, end = found[-1], found[-1].start(), found[-1].end()
    before = owner.value[:start].rstrip(" ,;:|/–-([\n")
    before = before.removesuffix(" by").removesuffix(" due").rstrip(" ,;:|/–-([\n")
    if owner.value[end:].strip(" .)];|"):
        after = owner.value[end:].lstrip(" ,;:|/–-\n")
        who = piece_of(owner, len(owner.value) - len(after), len(owner.value))
        return (who, piece_of(owner, start, end)) if not before else (owner, None)
    due = piece_of(owner, when.start(), when.end())
    return (piece_of(owner, 0, len(before)) if before else None), due


def ending(field: Field) -> Iterator[tuple[str, Field]]:
    """Owner and date in the bracket that ends a text: `... (Head of Estates, 5 May 2026)`."""
    bracket = _BRACKET.search(field.value)
    if not bracket:
        return
    several = list(_SEVERAL.finditer(field.value, *bracket.span("in")))
    if len(several) > 2:  # `[Head of Estates; 5 May 2026; High]`
        yield from _each_kind(field, several)
        return
    who, when = parted(piece_of(field, *bracket.span("in")))
    if when:
        yield "deadline", when
    if who and when and ";" in who.value:  # `Det Supt Ashby; first count by 10 July 2026`
        who = piece_of(who, 0, len(who.value.partition(";")[0].rstrip()))
    named = who and (_POST.search(who.value) or (when and _PERSON.fullmatch(who.value)))
    if who and named and (when or len(who.value) < 80):
        yield "owner", who


def _each_kind(field: Field, parts: Sequence[re.Match[str]]) -> Iterator[tuple[str, Field]]:
    """Parts of a bracket by what they are: a day, a rank, a post or a person."""
    for part in parts:
        words = part[0].strip()
        if WHEN.fullmatch(words):
            yield "deadline", piece_of(field, *part.span())
        elif _RANK.fullmatch(words):
            yield "priority", piece_of(field, *part.span())
        elif _POST.search(words) or _PERSON.fullmatch(words):
            yield "owner", piece_of(field, *part.span())


def doer(field: Field) -> tuple[Field, int] | None:
    """Who is to act, and where that ends: `Head of Estates to mend the gate.`.

    Or `By 5 May 2026, Head of Estates to mend the gate`, or `Head of Estates: a plan for the gate`.
    """
    first = _FIRST_DAY.match(field.value)
    start = first.end() if first else 0
    rest = field.value[start:]
    found = _DOES.match(rest) or _TASKED.match(rest)
    if not found or not (_POST.search(found["who"]) or _INITIALS.fullmatch(found["who"])):
        return None
    who = piece_of(field, start + found.start("who"), start + found.end("who"))
    return who, start + found.end()


_INITIALS = re.compile(r"[A-Z]{2,4}(?:(?:,| and|,? &|/) ?[A-Z]{2,4})*")
"""Those by whom minutes name who is to act: `HQ and IS`."""


def does(field: Field) -> tuple[Field, int] | None:
    """Who acts, by a title and a name before the verb: `DCC Purvis brings the paper`."""
    found = _ACTS.match(field.value)
    if not found or not _POST.search(found["who"]):
        return None
    return piece_of(field, *found.span("who")), found.end()


def first_day(field: Field) -> Field | None:
    """The day that opens a text, by which somebody is to act: `By 5 May 2026, the Clerk to ...`."""
    found = _FIRST_DAY.match(field.value)
    return piece_of(field, *found.span("when")) if found else None


def is_named(words: str) -> bool:
    """Whether some words are nothing but the name of a person, a post or a group.

    >>> is_named("Det Supt Ada Finch"), is_named("Head of Estates"), is_named("Open the gate")
    (True, True, False)
    """
    return bool(_PERSON.fullmatch(words) or (_NAMED.fullmatch(words) and _POST.search(words)))


_NAMED = re.compile(rf"(?:the )?{_HOLDER}(?:, {_HOLDER})*")


def leaders(field: Field) -> Iterator[Field]:
    """Who is to act, where sentences say so: `The Head of Estates leads.`."""
    for found in _LEADS.finditer(field.value):
        for who in ("is", "does", "also", "by", "opens"):
            if found[who] and _POST.search(found[who]):
                yield piece_of(field, *found.span(who))
