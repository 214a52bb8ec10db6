"""Synthetic reports: other forces, years, auditors and layouts, with what can be asked of them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from eval.training.frames import Fact, Frame
from eval.training.values import MONTHS, SLOT, Filling, day, listed, short

_KINDS = (
    ("internal audit", "{topic}: internal audit report {ref}", "{publisher}"),
    ("internal audit", "Final internal audit report {ref} – {topic}", "{publisher}"),
    ("internal audit", "Follow up of earlier actions, visit {few}", "{publisher}"),
    ("inspection report", "PEEL {fy}: An inspection of {force}", "HMICFRS"),
    ("inspection report", "An inspection of how {force} deals with {low}", "HMICFRS"),
    (
        "PCC response",
        "Response to the inspection of {low}",
        "Police and Crime Commissioner for {f}",
    ),
    ("PCC response", "PCC response: PEEL {fy}", "Police and Crime Commissioner for {f}"),
    ("minutes", "Scrutiny meeting: {low}", "Office of the Police and Crime Commissioner for {f}"),
    (
        "performance report",
        "Performance report, quarter {quarter} {fy}",
        "Police and Crime Commissioner for {f}",
    ),
    ("report", "Annual assurance statement {fy}", "{force}"),
)
_COLUMNS = {
    "number": ("Ref", "No", "#", "Action no.", "Number"),
    "action": (
        "Action",
        "Agreed action",
        "Management action",
        "What will be done",
        "Recommendation",
    ),
    "owner": ("Responsible Owner", "Owner", "Lead", "Responsible officer", "Who"),
    "due": ("Date", "Due", "Implementation date", "Target date", "By when"),
    "priority": ("Priority", "Grading", "Rating", "Importance"),
    "status": ("Status", "Position", "Progress", "State"),
}
_PRIORITIES = (("High", "Medium", "Low"), ("Fundamental", "Significant", "Merits attention"))
_STATUSES = (
    "Open",
    "Closed",
    "In progress",
    "Completed",
    "Not started",
    "Carried forward",
    "Overdue",
)
_GRADES = ("Outstanding", "Good", "Adequate", "Requires improvement", "Inadequate")


@dataclass
class Told:
    """A topic as one report tells it."""

    frame: Frame
    filling: Filling
    said: list[tuple[Fact, str, str]] = field(default_factory=list)
    """Fact, sentence as printed, the words in it that answer."""
    left: list[Fact] = field(default_factory=list)
    """Facts of the topic that this report does not tell."""


@dataclass(frozen=True)
class Action:
    """A row of a table of actions."""

    number: str
    action: str
    topic: str
    owner: str
    due: str
    priority: str
    status: str


@dataclass
class Draft:
    """A synthetic report and what it is made of."""

    name: str
    force: str
    markdown: str
    told: list[Told]
    actions: list[Action]
    columns: tuple[str, ...]
    """Which fields its table has."""
    noun: str
    """What the report calls an action."""
    grades: dict[str, str]
    short_forms: list[tuple[str, str, str]]
    """Expansion, short form, and the sentence that uses it, with its expansion or without."""


def draft(name: str, topics: Sequence[Frame], seed: int) -> Draft:
    """One synthetic report about some topics."""
    chance = random.Random(seed)  # noqa: S311 (made-up reports, no secret)
    force = chance.choice(listed("force"))
    front = Filling(chance, force)
    told = [_told(frame, force, chance) for frame in topics]
    noun = chance.choice(("action", "recommendation", "management action", "agreed action"))
    actions = _actions(chance, front)
    columns = _chosen_columns(chance)
    graded = {area: chance.choice(_GRADES) for area in chance.sample(listed("area"), 4)}
    grades = graded if chance.random() < 0.5 else {}
    forms = _forms(chance)
    parts = [_front(chance, front, topics[0].topic)]
    parts += [_topic(chance, some) for some in told]
    parts.insert(chance.randint(1, len(parts)), _table(chance, actions, columns, noun))
    if grades:
        parts.insert(2, _grades(chance, force, grades))
    head = chance.choice(("Other matters", "How we worked", "Background"))
    parts.append(f"## {head}\n\n{' '.join(sentence for *_, sentence in forms)}")
    return Draft(
        name, force, "\n\n".join(parts) + "\n", told, actions, columns, noun, grades, forms
    )


def _told(frame: Frame, force: str, chance: random.Random) -> Told:
    told = Told(frame, Filling(chance, force))
    facts = list(frame.facts)
    chance.shuffle(facts)
    cut = max(2, min(len(facts) - 1, round(len(facts) * chance.uniform(0.45, 0.8))))
    for fact in sorted(facts[:cut], key=frame.facts.index):
        marked = told.filling.fill(chance.choice(fact.says))
        before, _, rest = marked.partition("[[")
        words, _, after = rest.partition("]]")
        words = words if before else words[:1].upper() + words[1:]
        told.said.append((fact, before + words + after, words))
    told.left = facts[cut:]
    return told


def _front(chance: random.Random, front: Filling, topic: str) -> str:
    kind, title, publisher = chance.choice(_KINDS)
    given = {
        "topic": topic,
        "low": topic[:1].lower() + topic[1:],
        "ref": f"{chance.randint(1, 19)}.{(year := chance.randint(21, 26))}/{year + 1}",
        "quarter": str(chance.randint(1, 4)),
        "force": front.force,
        "f": short(front.force),
        "fy": front.other("{fy}"),
        "few": front.other("{few}"),
        "publisher": chance.choice(listed("publisher")),
    }
    date = f"20{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    title = title.format(**given)
    lines = [
        "---",
        f'title: "{title}"',
        f'publisher: "{publisher.format(**given)}"',
        f"kind: {kind}",
    ]
    return "\n".join(
        [*lines, f"force: {front.force}", f"published: {date}", "---", "", f"# {title}"]
    )


def _topic(chance: random.Random, told: Told) -> str:
    sentences = [text for _, text, _ in told.said]
    head = chance.choice(("## {}", "## {}", "### {}", "## Area: {}", "## {} – findings"))
    heading = head.format(told.frame.topic)
    style = chance.random()
    if style < 0.5:
        body = " ".join(sentences)
    elif style < 0.65:
        body = "\n\n".join(sentences)
    elif style < 0.85:
        lead = chance.choice(("We found that:", "Main findings:", "In summary:", "Key points:"))
        body = lead + "\n\n" + "\n".join(f"- {text}" for text in sentences)
    else:
        body = "\n\n".join(
            f"{chance.randint(1, 6)}.{n} {text}" for n, text in enumerate(sentences, start=1)
        )
    return f"{heading}\n\n{body}"


def _actions(chance: random.Random, front: Filling) -> list[Action]:
    scale = chance.choice(_PRIORITIES)
    prefix = chance.choice(("", "", "", "R", "MA ", "A"))
    rows = chance.sample(listed("action"), chance.randint(3, 6))
    ends = {"01", "03", "04", "05", "06", "07", "09", "11", "12"}
    return [
        Action(
            f"{prefix}{n}",
            row.split("|")[0] + ".",
            row.split("|")[1],
            front.other("{post}").removeprefix("the "),
            f"{30 if len(ends) else 31} {chance.choice(MONTHS)} {chance.randint(2023, 2027)}"
            if chance.random() < 0.5
            else day(chance),
            chance.choice(scale),
            chance.choice(_STATUSES),
        )
        for n, row in enumerate(rows, start=1)
    ]


def _chosen_columns(chance: random.Random) -> tuple[str, ...]:
    extra = chance.sample(("owner", "due", "priority", "status"), chance.randint(2, 3))
    return ("number", "action", *extra)


def _table(
    chance: random.Random, actions: Sequence[Action], columns: Sequence[str], noun: str
) -> str:
    heads = {name: chance.choice(_COLUMNS[name]) for name in columns}
    title = f"## {chance.choice(('Summary of', 'Table of', 'Agreed', 'List of'))} {noun}s"
    if chance.random() < 0.25:
        return "\n\n".join([title, *_cards(actions, columns, heads, noun)])
    lines = ["| " + " | ".join(heads.values()) + " |", "|---" * len(columns) + "|"]
    lines += ["| " + " | ".join(getattr(a, name) for name in columns) + " |" for a in actions]
    return title + "\n\n" + "\n".join(lines)


def _cards(
    actions: Sequence[Action], columns: Sequence[str], heads: dict[str, str], noun: str
) -> Iterator[str]:
    for a in actions:
        fields = [f"{heads[name]}: {getattr(a, name)}" for name in columns[2:]]
        yield "\n\n".join([f"### {noun.capitalize()} {a.number}", a.action, *fields])


def _grades(chance: random.Random, force: str, grades: dict[str, str]) -> str:
    if chance.random() < 0.5:
        return "## How good the force is\n\n" + "\n\n".join(
            f"### {area}\n\nGrade: {grade}\n\n{force} is {grade.lower()} at this."
            if grade != "Requires improvement"
            else f"### {area}\n\nGrade: {grade}\n\n{force} requires improvement at this."
            for area, grade in grades.items()
        )
    lines = ["| Area | Grade |", "|---|---|"]
    return "## Grades\n\n" + "\n".join([*lines, *(f"| {a} | {g} |" for a, g in grades.items())])


def _forms(chance: random.Random) -> list[tuple[str, str, str]]:
    says = [
        "Cases are sent to the {} every week.",
        "The {} was seen at work on two days.",
        "We spoke to those who run the {}.",
        "Referral to the {} is by e-mail.",
    ]
    chance.shuffle(says)
    made = []
    for says_it, line in zip(says, chance.sample(listed("short"), 4), strict=True):
        name, form = line.split("|")
        told = says_it.format(f"{name} ({form})" if chance.random() < 0.6 else form)
        made.append((name, form, told))
    return made


__all__ = ["SLOT", "Action", "Draft", "Told", "draft"]
