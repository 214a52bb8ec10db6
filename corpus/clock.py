"""The 56 days of the Police Act 1996, section 55: arithmetic on dates, not legal advice.

Comments are to be published before the end of the period of 56 days beginning with the day on
which the report is published (s.55(5A)): that day is day 1, so the last is 55 days after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from corpus.addressee import to_force
from corpus.piece import dates, fold
from corpus.records import Field
from corpus.register import Item, Register
from corpus.report import Report, Span
from corpus.said import Said, said
from corpus.stems import terms
from corpus.voice import speaker_of

PERIOD_DAYS = 56
LABEL = (
    "Arithmetic on dates under section 55 of the Police Act 1996 (56 days beginning with the day "
    "of publication); not legal advice"
)

AnswerKind = Literal["action taken", "action proposed", "a reason for none", "nothing found"]

_TITLE = re.compile(
    r"^(?:title of (?:the )?(?:inspection|report)|inspection title)\b\W*", re.IGNORECASE
)
_PUBLISHED = re.compile(
    r"published|\bpublication\b(?! of (?:this|the|our) (?:response|reply|comments?))", re.IGNORECASE
)
_OWN_DATE = re.compile(
    r"\b(?:response|comments?) (?:was |were )?(?:published|put on the website)"
    r"|published on (?:the )?(?:pcc|opcc|commissioner'?s?)(?:'s)? website|put on the website",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\b(?:cannot|can't|unable to) (?:be )?(?:\w+ )?(?:progress(?:ed)?|start(?:ed)?|begin|meet|met|act|implement(?:ed)?)\b"
    r"|\b(?:do(?:es)?|did) not (?:accept|agree)\b|\bno action (?:is|was|will be)\b|\bnot (?:for|accepted)\b|\brejects?\b"
    r"|^until\b",
    re.IGNORECASE,
)
_PROPOSED = re.compile(
    r"\b(?:will|going forward|plans? to|intends? to|aims? to|is to be|are to be|commit(?:ted|ment) to"
    r"|(?:'s|s') commitment|being (?:developed|considered|reviewed)|under (?:development|review)|looks? to|seek to)\b",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"\b(?:has|have) (?:now |already |also |recently )?(?:been )?(?:\w+ly )?(?!not\b)\w+(?:ed|en|ght|built|set|made|put|begun|run|met|held)\b"
    r"|\b(?:was|were) (?:\w+ly )?(?:introduced|added|adopted|used|produced|launched|completed|named|created|implemented|trained)\b"
    r"|\b(?:is|are) (?:\w+ly )?(?:embedded|in place|delivered|held|completed?|operational)\b|\b(?:fully )?embedded\b"
    r"|\b(?:introduced|implemented|adopted) (?:a|an|the|processes)\b|^complete\b",
    re.IGNORECASE,
)
_RULES: tuple[tuple[AnswerKind, re.Pattern[str]], ...] = (
    ("a reason for none", _NONE),
    ("action proposed", _PROPOSED),
    ("action taken", _TAKEN),
)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a response gives for one recommendation, by its printed words."""

    item: Item
    kinds: tuple[AnswerKind, ...]
    """One or more; `nothing found` stands alone."""
    quotes: tuple[Field, ...]
    """The sentence for each kind, in their order."""


@dataclass(frozen=True, slots=True)
class Clock:
    """One published inspection and the 56 days that its publication begins."""

    title: str
    published: date
    source: Span | None
    """Where the day of publication is printed; None where only front matter tells it."""
    reports: tuple[str, ...]
    """Ids of the reports held that tell of it: the inspection itself, responses to it."""
    responses: tuple[str, ...]
    """Ids of the responses to it that are held."""
    responded_on: date | None
    """The day on which the response says that it was published; None where it does not."""
    replies: tuple[Reply, ...]
    """One for each of its recommendations."""

    @property
    def last_day(self) -> date:
        """The last of the 56 days.

        >>> Clock("PEEL", date(2025, 4, 10), None, (), (), None, ()).last_day
        datetime.date(2025, 6, 4)
        """
        return self.published + timedelta(days=PERIOD_DAYS - 1)

    def days_left(self, day: date) -> int:
        """Days from a day to the last one: 0 on it, negative once it has passed."""
        return (self.last_day - day).days

    def told(self, day: date) -> str:
        """Days left or passed, in words."""
        left = self.days_left(day)
        if day < self.published:
            return "not yet begun"
        if left < 0:
            return f"passed {-left} day{'s' if left < -1 else ''} ago"
        return f"{left} day{'s' if left != 1 else ''} left" if left else "today is the last day"

    @property
    def response_told(self) -> str:
        """Whether a response is held, and what can be said of its day."""
        if not self.responses:
            return "no response is held in the corpus"
        if self.responded_on is None:
            return "a response is held; the day on which it was published is not recorded"
        side = "on or before" if self.responded_on <= self.last_day else "after"
        return f"a response is held, published {_uk(self.responded_on)}, {side} the last day"


def clocks(register: Register, reports: Sequence[Report]) -> tuple[Clock, ...]:
    """The clock of every inspection that is held or answered, the latest publication first."""
    found: list[list[Report]] = []
    for report in reports:
        if _day(report) is None:
            continue
        same = next((group for group in found if _is_same(group[0], report)), None)
        if same is None:
            found.append([report])
        else:
            same.append(report)
    made = [_clock(group, register) for group in found]
    return tuple(sorted(made, key=lambda clock: clock.published, reverse=True))


def _clock(group: Sequence[Report], register: Register) -> Clock:
    first = min(group, key=lambda report: report.kind == "PCC response")
    responses = [report for report in group if report.kind == "PCC response"]
    own = [day for response in responses if (day := _responded(response))]
    items = [item for report in group for item in _recommendations(report, register)]
    day, source = _day(first) or (date.min, None)
    return Clock(
        title=_title(first),
        published=day,
        source=source,
        reports=tuple(report.id for report in group),
        responses=tuple(report.id for report in responses),
        responded_on=own[0] if own else None,
        replies=tuple(_reply(item, responses) for item in items),
    )


def _recommendations(report: Report, register: Register) -> list[Item]:
    """The recommendations that the inspection itself makes: of its newest set."""
    held = [i for i in register.items if i.report == report.id and i.family == "recommendation"]
    newest = max((item.set for item in held), default="")
    return [item for item in held if item.set == newest]


def _day(report: Report) -> tuple[date, Span | None] | None:
    """The day on which an inspection was published, as its report or a response to it tells."""
    if report.kind == "inspection report" and report.dated:
        return report.dated, _printed(report, report.dated)
    if report.kind == "PCC response":
        named = [e for e in report.dates if _PUBLISHED.search(e.label)]
        day = next((e.on for e in named if not _OWN_DATE.search(e.label)), None)
        return (day, _printed(report, day)) if day else None
    return None


def _printed(report: Report, day: date) -> Span | None:
    for sentence in said(report, rows=True):
        if day in dates(sentence.text) and _PUBLISHED.search(sentence.text):
            return sentence.span
    return None


def _title(report: Report) -> str:
    """The title of the inspection: its own, or as the response prints it."""
    if report.kind != "PCC response":
        return report.title
    for sentence in said(report, rows=True):
        if _TITLE.match(sentence.text):
            return _TITLE.sub("", sentence.text).strip(" -–:\t")
        if re.match(r"title of report\t", fold(sentence.text)):
            return sentence.text.split("\t", 1)[1]
    return re.sub(r"^PCC response to ", "", report.title)


def _is_same(one: Report, other: Report) -> bool:
    """Whether two reports tell of one inspection: the same day, and titles that are alike."""
    days = {found[0] for report in (one, other) if (found := _day(report))}
    mine, theirs = terms(_title(one)), terms(_title(other))
    return len(days) == 1 and len(mine & theirs) * 2 >= min(len(mine), len(theirs))


def _responded(report: Report) -> date | None:
    """The day on which a response says that it was itself published."""
    for sentence in said(report, rows=True):
        if _OWN_DATE.search(sentence.text) and (found := dates(sentence.text)):
            return found[0]
    return None


def _reply(item: Item, responses: Sequence[Report]) -> Reply:
    """The kinds of answer that are printed to a recommendation."""
    texts = [response.text for response in item.responses]
    texts += [
        Field(s.value, s.span)
        for s in item.statuses
        if s.scope == "force" and s.span.quote == s.value
    ]
    told: dict[AnswerKind, Field] = {}
    for text in texts:
        for part in _sentences(text):
            for kind, words in _RULES:
                if words.search(part.value) and kind not in told:
                    told[kind] = part
                if words.search(part.value):
                    break
    if not told and (general := _not_for_forces(item, responses)):
        told["a reason for none"] = general
    if not told:
        return Reply(item, ("nothing found",), ())
    return Reply(item, tuple(told), tuple(told.values()))


def _sentences(text: Field) -> list[Field]:
    words = re.sub(r"^[A-Z][a-z]+ \d+[^;:]{0,30}[;:]\s+", "", text.value)
    parts = re.split(r"(?<=[.;])\s+", words)
    return [Field(part, text.span) for part in parts if part]


def _not_for_forces(item: Item, responses: Sequence[Report]) -> Field | None:
    """`The other recommendations are not for forces.`, where the item is addressed to no force."""
    if to_force(item):
        return None
    spoken: list[Said] = [s for r in responses for s in said(r) if speaker_of(s.section)]
    general = (
        s for s in spoken if re.search(r"recommendations are not for (?:the )?force", fold(s.text))
    )
    return next((s.field for s in general), None)


def _uk(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
