"""A national corpus in our own words: forces, years and kinds of report, alike on purpose."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from eval.scale.words import (
    AREAS,
    AUDITED,
    BOARDS,
    COUNTED,
    DEEDS,
    FORCES,
    GRADES,
    OPINIONS,
    POSTS,
    REMARKS,
)

_YEARS = tuple(range(2015, 2025))
_WHOLE = 100_000
"""Passages of all forces and years."""
_EACH = _WHOLE / (len(FORCES) * len(_YEARS))
_ALL_YEARS = 5_000
"""Passages from which all years are told: reports of one series are the most alike."""
_MONTHS = ("January", "February", "March", "April", "May", "June",
           "July", "August", "September", "October", "November", "December")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """A question that one report of the corpus answers."""

    kind: str
    question: str
    value: str
    """What the answer must hold."""
    file: str
    """Name of the file of the report that says it."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One report of the corpus."""

    file: str
    text: str
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class _Desk:
    """One force in one year, and the dice that its reports are thrown with."""

    force: str
    year: int
    dice: random.Random

    @property
    def police(self) -> str:
        return f"{self.force} Police"

    @property
    def key(self) -> str:
        return f"{self.force.casefold()}-{self.year}"

    def fit(self, *, thing: str = "") -> str:
        deed = self.dice.choice(DEEDS)
        return deed.format(thing=thing.casefold(), board=self.dice.choice(BOARDS))

    def remarks(self, count: int) -> str:
        return " ".join(self.dice.sample(REMARKS, count))

    def day(self) -> str:
        return f"{self.dice.randint(1, 28)} {self.dice.choice(_MONTHS)}"


def nation(passages: int, seed: int = 8) -> Iterator[Paper]:
    """Reports of about so many passages, of more forces the more there are."""
    years = _YEARS if passages >= _ALL_YEARS else _YEARS[-2:]
    forces = FORCES[: max(1, round(passages / _EACH / len(years)))]
    for force in forces:
        for year in years:
            yield from _papers(_Desk(force, year, random.Random(f"{seed} {force} {year}")))  # noqa: S311 (no secret)


def write(papers: Iterator[Paper], folder: Path) -> tuple[Fact, ...]:
    """Write the reports into a folder; what may be asked of them."""
    facts: list[Fact] = []
    for paper in papers:
        (folder / paper.file).write_text(paper.text, encoding="utf-8")
        facts += paper.facts
    return tuple(facts)


def drawn(facts: Sequence[Fact], count: int, seed: int = 8) -> tuple[Fact, ...]:
    """So many of the questions, of each kind alike."""
    dice = random.Random(seed)  # noqa: S311 (no secret)
    kinds = sorted({fact.kind for fact in facts})
    each = {kind: [fact for fact in facts if fact.kind == kind] for kind in kinds}
    share = ceil(count / len(kinds))
    return tuple(f for own in each.values() for f in dice.sample(own, min(share, len(own))))


def _papers(desk: _Desk) -> Iterator[Paper]:
    yield _inspection(desk)
    yield _response(desk)
    for turn in range(3):
        yield _audit(desk, turn)
    for quarter in range(4):
        yield _minutes(desk, quarter)
    yield _follow_up(desk)


def _front(desk: _Desk, kind: str, **stated: str) -> str:
    """Front matter and the title."""
    stated |= {"kind": kind, "force": desk.police}
    order = ("title", "publisher", "kind", "reference", "force", "published")
    lines = "\n".join(f"{key}: {stated[key]}" for key in order if stated.get(key))
    return f"---\n{lines}\n---\n\n# {stated['title']}\n"


def _inspection(desk: _Desk) -> Paper:
    file, facts, parts = f"{desk.key}-peel.md", list[Fact](), list[str]()
    title = f"PEEL {desk.year}: An inspection of {desk.police}"
    parts.append(_front(desk, "inspection report", title=title, publisher="HMICFRS", reference=f"PEEL {desk.year} {desk.force[:3].upper()}{len(desk.force)}{desk.force[-1].upper()}",
                        published=f"{desk.year}-11-{desk.dice.randint(10, 28)}"))  # fmt: skip
    for number, area in enumerate(AREAS, start=1):
        grade = desk.dice.choice(GRADES)
        parts.append(
            f"## {area}\n\nGrade: {grade}\n\n{desk.police} works to a plan for this area. {desk.remarks(2)}\n"
        )
        parts.append(
            f"### Area for improvement {number}\n\n{desk.police} should act. {desk.fit(thing=area)}.\n"
        )
        asked = f"What grade did {desk.police} get for {area.casefold()} in {desk.year}?"
        facts.append(Fact("grade", asked, grade, file))
    for thing in COUNTED:
        count = f"{desk.dice.randint(1_000, 9_999):,}"
        parts.append(
            f"## {thing.capitalize()}\n\n{desk.police} recorded {count} {thing} in {desk.year}. "
            f"That is {desk.dice.randint(2, 30)} percent {desk.dice.choice(('more', 'fewer'))} than "
            f"the year before. {desk.remarks(3)}\n"
        )
        asked = f"How many {thing} did {desk.police} record in {desk.year}?"
        facts.append(Fact("count", asked, count, file))
    return Paper(file, "\n".join(parts), tuple(facts))


def _response(desk: _Desk) -> Paper:
    file = f"{desk.key}-response.md"
    title = f"PCC response to PEEL {desk.year}: An inspection of {desk.police}"
    parts = [_front(desk, "PCC response", title=title, publisher=f"Police and Crime Commissioner for {desk.force}",
                    published=f"{desk.year + 1}-01-{desk.dice.randint(10, 28)}")]  # fmt: skip
    for number, area in enumerate(AREAS, start=1):
        state = desk.dice.choice(("Complete", "In progress", "Not started"))
        parts.append(
            f"## {area}: the force's reply\n\nThe Chief Constable of {desk.police} replies to area for "
            f"improvement {number} of {desk.year}. The work is led by the {desk.dice.choice(POSTS)}. "
            f"Position: {state}. {desk.remarks(2)}\n"
        )
    for thing in desk.dice.sample(COUNTED, 18):
        parts.append(
            f"## What the Commissioner says of {thing}\n\nThe Commissioner asked {desk.police} about "
            f"{thing} in {desk.year} and will ask again at the {desk.dice.choice(BOARDS)}. {desk.remarks(3)}\n"
        )
    return Paper(file, "\n".join(parts))


def _audit(desk: _Desk, turn: int) -> Paper:
    topic = AUDITED[(desk.year * 3 + turn) % len(AUDITED)]
    year = f"{desk.year}/{(desk.year + 1) % 100:02}"
    reference, file = f"IA {turn + 1:02}-{year}", f"{desk.key}-audit-{turn + 1}.md"
    opinion = desk.dice.choice(OPINIONS)
    days = f"{desk.year + 1}-0{desk.dice.randint(1, 3)}-{desk.dice.randint(10, 28)}"
    parts = [_front(desk, "internal audit", title=f"{topic}: internal audit of {desk.police}", publisher="Harrow Vale Assurance",
                    reference=f"{reference} {desk.force}", published=days)]  # fmt: skip
    parts.append(
        f"## Opinion\n\nOur opinion on {topic.casefold()} at {desk.police} in {year} is {opinion.casefold()} "
        f"assurance. {desk.remarks(2)}\n"
    )
    facts = [Fact("opinion", f"What opinion did the {year} internal audit of {topic.casefold()} at {desk.police} give?", f"{opinion.casefold()} assurance", file)]  # fmt: skip
    rows = ["| Ref | Action | Owner | Due date | Priority |", "|---|---|---|---|---|"]
    for number in range(1, 5):
        owner = desk.dice.choice(POSTS)
        due = f"{desk.dice.randint(1, 28)} {desk.dice.choice(_MONTHS[3:])} {desk.year + 1}"
        rows.append(f"| {number} | {desk.fit(thing=topic)} | {owner} | {due} | {desk.dice.choice(('High', 'Medium', 'Low'))} |")  # fmt: skip
        asked = f"Who owns action {number} of the {year} internal audit of {topic.casefold()} at {desk.police}?"
        facts.append(Fact("owner", asked, owner, file))
    parts.append("## Summary of management actions\n\n" + "\n".join(rows) + "\n")
    for step in desk.dice.sample(COUNTED, 20):
        parts.append(
            f"## Testing {step}\n\nWe tested {desk.dice.randint(10, 90)} records of {step} at {desk.police} and "
            f"found {desk.dice.randint(1, 9)} that were late. {desk.remarks(3)}\n"
        )
    return Paper(file, "\n".join(parts), tuple(facts))


def _minutes(desk: _Desk, quarter: int) -> Paper:
    month = _MONTHS[quarter * 3 + 1]
    held = f"{desk.dice.randint(10, 28)} {month} {desk.year}"
    parts = [
        (
            f"Public Accountability Meeting\n\nPolice and Crime Commissioner for {desk.force}\n\n"
            f"Minutes of the meeting held on {held}\n"
        )
    ]
    for number, thing in enumerate(desk.dice.sample(COUNTED, 11), start=1):
        parts.append(
            f"{number}. {thing.upper()}\n\nThe Assistant Chief Constable of {desk.police} said that "
            f"{thing} had {desk.dice.choice(('risen', 'fallen'))} by {desk.dice.randint(2, 40)} percent "
            f"by {month} {desk.year}. {desk.remarks(2)} The Commissioner asked for a paper to the "
            f"{desk.dice.choice(BOARDS)}.\n"
        )
    return Paper(f"{desk.key}-minutes-{quarter + 1}.txt", "\n".join(parts))


def _follow_up(desk: _Desk) -> Paper:
    year = f"{desk.year}/{(desk.year + 1) % 100:02}"
    parts = [_front(desk, "follow-up audit", title=f"Follow-up of management actions at {desk.police} {year}",
                    publisher="Harrow Vale Assurance", reference=f"FU 09-{year} {desk.force}",
                    published=f"{desk.year + 1}-03-{desk.dice.randint(10, 28)}")]  # fmt: skip
    for topic in AUDITED:
        done = desk.dice.randint(0, 4)
        parts.append(
            f"## {topic}\n\nOf four actions agreed with {desk.police}, {done} had been implemented by the end "
            f"of {year}. {desk.remarks(3)}\n"
        )
    return Paper(f"{desk.key}-follow-up.md", "\n".join(parts))
