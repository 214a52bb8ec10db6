"""What a report says about itself: title, kind, reference, dates, publisher, force."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus.label import item_label
from corpus.piece import DATE, dates, fold
from corpus.report import AS_AT, Event, Report

_KINDS = {
    "follow-up audit": r"\bfollow[ -]?up audit\b|follow[ -]?up of (?:[\w-]+ ){0,3}(?:audit|actions|recommendations)",
    "internal audit": r"internal audit|audit report|\bassurance (?:review|report)\b",
    "committee paper": r"joint audit (?:and \w+ )?committee for",
    "tracker": r"\btracker of\b|\b(?:inspections?|recommendations?|actions?) tracker\b",
    "PCC response": r"comments on the inspection|commissioner'?s? comments|response to (?:a|the) (?:report|inspection)|response by the (?:pcc|police and crime commissioner)|pcc response"
    r"|(?:response|reply|comments?) (?:of|from|by) (?:the )?(?:[\w-]+ ){0,3}(?:pcc|commissioner)\b"
    r"|\bsection 55 (?:response|reply|comments?|letter)\b"
    r"|(?:commissioner'?s?|pcc'?s?) response|\bunder section 55\b|^(?:(?:joint|formal|full|final|our|pcc) )*(?:response|reply)$",
    "minutes": r"(?<!\d )\bminutes\b|action log",
    "scrutiny meeting": r"scrutiny (?:meeting|board|panel|report)",
    "panel paper": r"police(?:, fire)? and crime panel\b",
    "super-complaint": r"super-?complaint",
    "performance report": r"performance (?:report|pack|summary|update|dashboard)|quarterly performance",
    "chief constable's report": r"\b(?:update|report|paper|briefing|statement) (?:from|by|of) the chief constable\b|\bchief constable'?s (?:\w+ )?(?:update|report|paper|briefing)\b",
    "inspection report": r"\binspection\b|\bpeel\b|inspectorate",
}
_REFERENCE = re.compile(r"\b((?:[A-Z]{1,4}[ -]?)?\d{1,3}[.-]\s?\d{2}(?:\d{2})?/\d{2})\b")
_FORCE = re.compile(
    r"\b((?:[A-Z][a-z]+(?:[- ](?:and |& )?)){1,3})(Police|Constabulary)\b(?! and Crime| Federation)"
    r"|(?:Commissioner for|Mayor of) ((?:[A-Z][a-z]+ ?){1,2})"
)
_PLAN = re.compile(
    r"\b([A-Z][a-z]+(?: [A-Z][a-z]+)?) Police and Crime (?:Plan|Panel|Commissioner)\b"
)
_OFFICE = re.compile(
    r"\bpolice(?:, fire)? and crime commissioner for (?:the )?(?P<place>[A-Z]\w+(?:[ -][A-Z]\w+)?)(?=$|[,.;:)]| and\b)",
    re.IGNORECASE,
)
"""The office whose paper it is, where the opening of a paper says so."""
_NOT_A_FORCE = {"the", "national", "local", "british transport", "all", "response", "chief"}
_FORCES, _SHARE = 3, 0.4
"""A report that names more forces, none of them so often, is about none in particular."""
_LEADING = re.compile(r"^(?:The|Is|Of|For|By|At|In|When|How|Does|Did|Has|That|This|Both) ")
TITLE = re.compile(
    r"^\|?\s*(?:(?:report|inspection|audit) )?title(?: of [\w ]+)?\s*[-–:|\t]\s*(.+?)\s*\|?$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    rf"^(?:final |draft )?(?:internal )?audit(?: report)?\W+{_REFERENCE.pattern}\s*[:–-](?!\s*(?:final|draft)\b)\s*(.{{4,100}})$",
    re.IGNORECASE,
)
"""A cover's line of kind, reference and title: `Internal audit report 6.25/26: Body-Worn Video`."""
_DATE_LABEL = re.compile(
    r"\b(?:dated?|published|issued|held|received|meeting|final|draft|review(?:ed)?)\b",
    re.IGNORECASE,
)
_OWN_DATE = re.compile(
    r"\b(?:this (?:response|reply|paper|statement|letter)|these comments)\b", re.IGNORECASE
)
"""A date that a form tells as its own, beside that of the report it answers."""
_OWN_REPLY = re.compile(
    rf"{_OWN_DATE.pattern}|^(?:our |the |joint )*(?:response|reply) (?:was )?(?:published|issued|sent|dated)\b",
    re.IGNORECASE,
)
"""The same in a form of reply, where the reply is its own."""
_BEFORE = re.compile(
    r"\b(?:draft|debrief|fieldwork|closing meeting|responses?|repl(?:y|ies)|received)\b",
    re.IGNORECASE,
)
"""Labels of days on the way to a report, which it is not known by while it tells another."""
_AS_AT = re.compile(
    r"(?:^\W*(?:status(?:es)?|progress|information|data)\b[^.:]{0,20}|\bposition )"
    r"\b(?:as at|as of|at)\b:?(?=\W*\d)",
    re.IGNORECASE,
)
_OTHERS = {"original", "previous", "earlier", "prior"}
"""Words for a report other than the one that speaks."""
_OPENED = re.compile(
    r"\b(?:held|published|issued|approved|dated|presented)\b[^.]{0,60}$|^[^.]+,\s$", re.IGNORECASE
)
"""What stands before the day in a line that opens a report in running words."""
_ADDRESSED = re.compile(r"^(?:to|cc|copy|copied|copies|distribution)\b[^:]{0,20}:", re.IGNORECASE)
_DEAR = re.compile(r"^dear\b.{1,60}$", re.IGNORECASE)
_COVER_LINE = 80
_MOST, _MOST_OPENING = 5, 7
"""Words that may stand before a date for it to be the report's own: in its body, on its cover."""
_NOT_A_TITLE = re.compile(
    r"^\(.*\)$|^(?:report (?:of|by|from)|reporting officer|presented by|author)\b|^(?:first )?published\b|^official\b|protective|constabulary and|commissioner for|office of the|^(?:final |draft )?internal audit report"
    r"|\b(?:audit|shared|police) services?$|^contents$|^(?:[\w&.]+ ){1,4}(?:assurance|llp|ltd|limited|partnership|consultants|auditors|associates)$", re.IGNORECASE)  # fmt: skip
_NAMES_A_BODY = re.compile(
    r"\b(?:form|committee|police|constabulary|commissioner|council|office|authority|inspectorate|hmic\w*|official"
    r"|internal audit|audit committee|(?:audit|shared|police) service|audit partnership|final|draft|report|restricted|minutes|appendix|llp)\b",
    re.IGNORECASE,
)
_KIND_WORDS = 4
"""Words that name a kind of report at most."""
_OFFICERS = {
    "PCC response": "Police and Crime Commissioner",
    "chief constable's report": "the Chief Constable",
}
"""Who speaks in a report of a kind that is always by one office."""
_MEETS = {"minutes", "scrutiny meeting", "committee paper", "panel paper", "performance report"}
"""Kinds that speak of firms, and are by none."""
_BODY = re.compile(r"[A-Z][A-Za-z&]+(?: (?:and |of )?[A-Z][A-Za-z&]+){1,4}")
_PUBLISHER = re.compile(r"\b([A-Z][A-Za-z&]+(?: [A-Z][A-Za-z&]+)* (?:LLP|Ltd|Limited|PLC))\b")


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before a report's first section."""

    lines: tuple[str, ...]
    """Every line of the report, in order."""
    stated: Mapping[str, str]
    """Front matter, by key."""
    source: str
    """Name of the file."""
    margins: tuple[str, ...] = ()
    """What running heads say."""

    @property
    def opening(self) -> tuple[str, ...]:
        """The first lines, where a report names itself."""
        return self.lines[:30]


def known(front: Front) -> Report:
    """A report as far as it says what it is, without its sections."""
    stated = front.stated
    kind = stated.get("kind") or _kind(front)
    title = stated.get("title") or _title(front)
    events = _events(front, kind)
    reference = stated.get("reference") or _reference(front)
    return Report(
        id=_slug(kind, title, reference, events),
        title=title,
        kind=kind,
        sections=(),
        publisher=stated.get("publisher") or _publisher(front.lines, kind),
        reference=reference,
        force=stated.get("force") or _force(front.lines, front.margins),
        dates=events,
        source=front.source,
        restated_from=stated.get("restated_from", ""),
        handling=stated.get("handling", ""),
    )


def _kind(front: Front) -> str:
    if any(_MINUTES.match(fold(line)) for line in front.opening[:12]):
        return "minutes"
    if any(_COMMITTEE.fullmatch(line) for line in front.opening[:4]) and _reporter(front.lines):
        return "committee paper"
    names = next(iter(_subtitled(front.opening)), "")
    head = fold(" ".join(line for line in front.opening[:12] if not _ADDRESSED.match(line)))
    found = (kind for said in (names, head) for kind, w in _KINDS.items() if re.search(w, said))
    return next(found, "report")


_MINUTES = re.compile(
    r"\W*(?:draft )?(?:minutes\b|(?:(?:short|action|summary) )?notes? of (?:the|a) (?:[\w'-]+ ){0,3}meeting\b)"
)


_COMMITTEE = re.compile(
    r"\W*(?:(?:joint|independent|audit|and|risk|governance|assurance|ethics|standards|the) )+committee\b[^.]{0,60}",
    re.IGNORECASE,
)
"""The line of a paper that says to which committee it goes."""
_REPORTER = re.compile(
    r"\W*(?:report (?:of|by|from)|reporting officer|presented by)\W{1,6}(?P<who>(?:the )?[A-Z][\w’' ,&-]{3,80})$",
    re.IGNORECASE,
)
"""The line of a paper that says whose it is: `Report of: the Deputy Chief Constable`."""


def _reporter(lines: Sequence[str]) -> str:
    """Whose paper it is, where its opening says so."""
    return next((m["who"].strip() for line in lines[:16] if (m := _REPORTER.fullmatch(line))), "")


def _subtitled(opening: Sequence[str]) -> Iterator[str]:
    """A title of the opening that names its kind behind a colon: `Belongings: scrutiny report`."""
    for line in opening[:4]:
        name = fold(line.strip(" #*").rpartition(":")[2]).strip()
        named = name.endswith(("report", "response", "reply"))
        if ":" in line and 1 < len(name.split()) <= _KIND_WORDS and named:
            yield name


def _title(front: Front) -> str:
    for line in front.opening[:12]:
        if found := TITLE.match(line):
            return found[1].strip()
        if found := _NUMBERED.match(line):
            return found[2].strip()
    if lone := _subject(front.opening) or _meets(front) or _lone_title(front.opening):
        return lone
    cover = [_BLANKS.split(line.strip())[0] for line in front.opening[:6]]
    lines = [line for line in cover if "\t" not in line and not line[:1].islower()] or cover
    shown = [line for line in lines if len(line) < 140 and not _DATED.search(line)]
    audits = (found["title"] for line in lines if (found := _AUDITS.match(line)))
    own = [n for n in shown if not (_NOT_A_TITLE.search(n) or _COMMITTEE.fullmatch(n))]
    above = [line for line in _above_reference(front) if line in own] or own
    mixed = [line for line in above if not line.isupper()]
    named = [*audits] or mixed or above or shown
    return next(iter(named), Path(front.source).stem).rstrip(".")


_DATED = re.compile(rf"{DATE.pattern}|^[A-Z][a-z]{{2,8}} 20\d\d$", re.IGNORECASE)
"""A day in a line, or nothing but a month."""
_AUDITS = re.compile(
    r"(?:final |draft )?internal audit report\s*[:–-]\s*(?P<title>[A-Za-z]{3}.*)", re.IGNORECASE
)
"""A title behind the kind of report."""


def _subject(opening: Sequence[str]) -> str:
    """What a letter is about: the line under its salutation; empty where there is none."""
    dear = next((n for n, line in enumerate(opening[:-1]) if _DEAR.match(line)), None)
    line = opening[dear + 1].strip(" *#_") if dear is not None else ""
    return re.sub(r"^re:\s*", "", line, flags=re.IGNORECASE) if line[-1:] not in ".,;:" else ""


def _meets(front: Front) -> str:
    """The body whose minutes these are, where the page's head names it over no title but a day."""
    first = front.opening[0] if front.opening else ""
    dated = bool(_MINUTED.match(first) and DATE.search(first))
    return next((m for m in front.margins if dated and _NAMES_A_BODY.search(m)), "")


_MINUTED = re.compile(
    r"^\W*(?:(?:draft|confirmed|unconfirmed|approved) )?(?:minutes|notes?|record)\b", re.IGNORECASE
)
_BLANKS = re.compile(r"\s{3,}")
"""What parts two columns of a cover in plain text."""


def _lone_title(opening: Sequence[str]) -> str:
    """A first line in capitals that names no body, or one that ends in the day; else empty."""
    first = opening[0].strip(" #*") if opening else ""
    named = bool(_NOT_A_TITLE.search(first) or _NAMES_A_BODY.search(first))
    if first.isupper() and len(first.split()) > 1 and not named:
        return first
    dated = DATE.search(first)
    said = first[: dated.start()].strip(" ,–-") if dated and dated.end() == len(first) else ""
    if dated and (minutes := _TO_ITS_DAY.match(first)):
        return minutes[0].strip(" ,:–-")
    return said if len(said.split()) > 2 and ":" not in said else ""


_TO_ITS_DAY = re.compile(
    r"(?:draft |confirmed |approved )?minutes\b.*?(?=\W+(?:held )?(?:on )?(?:the )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\W+)?\d{1,2}\b)",
    re.IGNORECASE,
)
"""A title of minutes, up to their day: `Draft minutes: Thursday 26 March 2026, 2pm`."""


def _above_reference(front: Front) -> tuple[str, ...]:
    """The lines of the cover over its reference and date: a title stands there, a body below."""
    marks = (n for n, line in enumerate(front.opening[:12]) if _marks_reference(line))
    return front.opening[: next(marks, 0)]


def _marks_reference(line: str) -> bool:
    return bool(_REFERENCE.search(line) or DATE.search(line))


def _reference(front: Front) -> str:
    found = next((m for line in front.opening[:10] if (m := _REFERENCE.search(line))), None)
    return found[1].replace(" ", "") if found else ""


def _events(front: Front, kind: str) -> tuple[Event, ...]:
    """The dates a report gives for itself; the one it is known by comes first."""
    events = [
        Event(key.replace("_", " "), days[0])
        for key in ("published", "inspection_published", "date")
        if (days := dates(front.stated.get(key, "")))
    ]
    cover = [line for line in front.opening[:12] if DATE.fullmatch(line)]
    cover += [line for line in front.opening[:6] if _opens_with_day(line)]
    cover += [line for line in front.opening[:1] if _lone_title([line]) and DATE.search(line)]
    events += [Event("dated", day) for line in cover for day in dates(line)]
    items = (n for n, line in enumerate(front.opening) if (i := item_label(line)) and i.number)
    opening = next(items, len(front.opening))
    told: list[Event] = []
    for place, printed in enumerate(front.lines):
        line = _REFERENCE.sub(" ", printed)
        found = DATE.search(line)
        label = re.split(r"\.\s+", line[: found.start()])[-1].strip(" |:-–\t") if found else ""
        if found and _dates_report(label, opening=place < opening) and dates(found[0]):
            event = Event(re.sub(r"\s+on$", "", " ".join(label.split())), dates(found[0])[0])
            (events if place < opening or not _goes_on(line, found) else told).append(event)
    stands = [Event(AS_AT, day) for line in front.opening[:12] if (day := _stands(line))]
    since = max((event.on for event in stands), default=date.min)
    answer = kind == "PCC response"
    own = [e for e in events if (_OWN_REPLY if answer else _OWN_DATE).search(e.label)]
    known = [event for event in events if not _BEFORE.search(event.label) and event.on >= since]
    opened = [] if own or known else [e for e in _opened(front.opening[:6]) if e.on >= since]
    return tuple(dict.fromkeys([*own, *known, *opened, *stands, *events, *told]))


def _stands(line: str) -> date | None:
    """The day for which a report says that it tells how things stand."""
    found = _AS_AT.search(line)
    return next(iter(dates(line[found.end() :])), None) if found else None


def _goes_on(line: str, day: re.Match[str]) -> bool:
    """Whether a date stands within a sentence, which tells of something else."""
    return bool(re.match(r"\s+[a-z]", line[day.end() :]))


def _opened(opening: Sequence[str]) -> Iterator[Event]:
    """The first day that the opening gives in running words: `held on Tuesday 24 March 2026`."""
    for line in (_REFERENCE.sub(" ", printed) for printed in opening):
        for found in DATE.finditer(line):
            whole = line[found.end() :].strip(". ")[:1] in {"", ","}
            before = _OPENED.search(line[: found.start()])
            if before and (whole or before.start()) and dates(found[0]):
                yield Event("dated", dates(found[0])[0])
                return


def _opens_with_day(line: str) -> bool:
    """Whether a line of the cover is a day, then a time or a place: `11 March 2026, 2pm, ...`."""
    found = DATE.match(line.strip(" *#_"))
    return bool(found) and len(line) < _COVER_LINE and "," in line


def _dates_report(label: str, *, opening: bool) -> bool:
    """Whether what stands before a date says that it is one of the report's own."""
    words = label.casefold().split()
    short = 0 < len(words) <= (_MOST_OPENING if opening else _MOST) and words[0] != "next"
    if _OTHERS & set(words):
        return False
    return short and bool(_DATE_LABEL.search(label)) and (len(words) > 1 or opening)


def _force(lines: Sequence[str], margins: Sequence[str]) -> str:
    found, styled = Counter[str](), Counter[tuple[str, str]]()
    for line in lines:
        for match in _FORCE.finditer(line):
            name = _LEADING.sub("", (match[1] or match[3]).strip(" -"))
            if fold(name) not in _NOT_A_FORCE:
                found[name] += 1
                styled[name, match[2] or ""] += bool(match[2])
    offices = {
        m["place"].title() for line in (*margins, *lines[:12]) for m in _OFFICE.finditer(line)
    }
    if len(offices) == 1:
        return _styled(offices.pop(), styled)
    if not found:
        plan = next((m for line in lines[:12] if (m := _PLAN.search(line))), None)
        return f"{plan[1]} Police" if plan and fold(plan[1]) not in _NOT_A_FORCE else ""
    name, count = found.most_common(1)[0]
    if len(found) > _FORCES and count < found.total() * _SHARE:
        return ""
    return _styled(name, styled)


def _styled(name: str, styled: Counter[tuple[str, str]]) -> str:
    """A force's name with the word that is printed most behind it."""
    style = max(("Police", "Constabulary"), key=lambda word: styled[name, word])
    return f"{name} {style}"


def _publisher(lines: Sequence[str], kind: str) -> str:
    if kind in _OFFICERS:
        return _OFFICERS[kind]
    found = Counter(m[1] for line in lines for m in _PUBLISHER.finditer(line))
    if kind == "committee paper":
        return _reporter(lines)
    if found and kind not in _MEETS:
        return found.most_common(1)[0][0]
    if kind == "internal audit" and (body := _signed(lines)):
        return body
    inspectorate = sum("HMICFRS" in line for line in lines)
    return "HMICFRS" if inspectorate and kind == "inspection report" else ""


def _signed(lines: Sequence[str]) -> str:
    """The body whose name stands by itself under the reference or date of a cover."""
    cover = lines[:12]
    marks = [n for n, line in enumerate(cover) if _marks_reference(line)]
    below = cover[max(marks) + 1 :] if marks else ()
    named = (line for line in below[:2] if _BODY.fullmatch(line))
    return next(named, "")


def _slug(kind: str, title: str, reference: str, events: Sequence[Event]) -> str:
    """A readable id: `internal-audit-vulnerability-2.25-26`."""
    small = {"a", "an", "and", "for", "in", "of", "the", "to", "by", "report", "inspection"}
    words = re.findall(r"[a-z0-9]+", fold(title.replace(reference, "")))
    kept = [word for word in words if word not in small][:6]
    ending = reference.replace("/", "-") or (f"{events[0].on:%Y-%m-%d}" if events else "")
    return "-".join(filter(None, [*re.findall(r"[a-z]+", fold(kind)), *kept, ending]))
