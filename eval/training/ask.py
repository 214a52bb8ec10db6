"""Synthetic report -> pairs: what it answers, and as many questions that it only nearly answers.

A near miss uses the same question templates as the rest: of a fact that this report does not tell,
or with one value changed. So neither the form of a question nor its words give it away.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.passages import passages
from corpus.report import Passage, Report
from eval.training.pair import Pair
from eval.training.report import Action, Draft, Told
from eval.training.values import SLOT, listed, short

_OPENINGS = (
    "do we know ",
    "remind me, ",
    "can you tell me ",
    "any idea ",
    "quick one: ",
    "please say ",
)
_FIELDS = {
    "owner": (
        "who owns {}", "who is responsible for {}", "who's the lead for {}", "owner of {}?",
        "who is doing {}", "whose job is {}",
    ),
    "due": (
        "when is {} due", "what's the deadline for {}", "by when should {} be done",
        "due date of {}", "when does {} have to be finished", "target date for {}?",
    ),
    "priority": (
        "what priority is {}", "how important is {} said to be", "priority of {}",
        "is {} a high one", "how was {} graded",
    ),
    "status": (
        "what is the status of {}", "has {} been done", "where are we with {}", "is {} finished",
        "progress on {}?",
    ),
    "action": (
        "what is {} about", "what does {} say", "what has to be done under {}", "text of {}",
    ),
}  # fmt: skip
_GRADE = (
    "what grade did {f} get for {area}", "how was {area} graded", "{area} - what grade",
    "how good is {f} at {area}", "judgement on {area}?",
)  # fmt: skip
_SHORT = (
    "what does {} stand for", "what is {}", "{} - what's that short for", "meaning of {}",
    "spell out {} for me",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the sentence beside which it is put."""

    question: str
    beside: str
    answer: str
    """Words of that sentence, or an empty string for a near miss."""
    near: str = ""


def pairs(made: Draft, report: Report, others: Sequence[Passage], seed: int) -> Iterator[Pair]:
    """The questions of a synthetic report, each beside a passage of it as it was read."""
    chance = random.Random(seed)  # noqa: S311 (made-up questions, no secret)
    held = passages(report)
    asked = [*_of_topics(made, chance), *_of_actions(made, chance), *_of_the_rest(made, chance)]
    for one in asked:
        passage = next((p for p in held if one.beside in p.text), None)
        if passage is None:
            continue
        said = as_typed(one.question, made.force, chance)
        start = passage.text.find(one.beside)
        at = passage.text.find(one.answer, start) if one.answer else 0
        end = at + len(one.answer) if one.answer else 0
        if at < 0:
            continue
        pair = Pair(said, passage.context, passage.text, at, end, made.name, one.near, start)
        yield window(pair, start, start + len(one.beside), chance)
        if one.answer and chance.random() < 0.25:
            far = _elsewhere(one, passage, [*held, *others], chance)
            if far:
                yield Pair(said, far.context, far.text, 0, 0, made.name, "passage")


def _of_topics(made: Draft, chance: random.Random) -> Iterator[Asked]:
    for told in made.told:
        for fact, sentence, answer in told.said:
            for template in chance.sample(fact.asks, chance.choice((1, 1, 2))):
                yield Asked(told.filling.fill(template), sentence, answer)
            question, what = _swapped(chance.choice(fact.asks), told, chance)
            if what != "force" or chance.random() < 0.4:
                yield Asked(question, sentence, "", what)
        for fact in told.left:
            question = told.filling.fill(chance.choice(fact.asks))
            beside = chance.choice(told.said)[1]
            yield Asked(question, beside, "", "not told")
            if chance.random() < 0.2:
                question = told.filling.fill(chance.choice(fact.asks))
                yield Asked(question, chance.choice(told.said)[1], "", "not told")


def _swapped(template: str, told: Told, chance: random.Random) -> tuple[str, str]:
    """A question about another force, year, place or body than the report tells of."""
    slots = [m[0] for m in SLOT.finditer(template)]
    force = told.filling.other("{force}")
    named = told.filling.fill(template)
    if slots and chance.random() < 0.7:
        slot = chance.choice(slots)
        if slot in {"{f}", "{force}"}:
            return named.replace(short(told.filling.force), short(force)), "force"
        new = told.filling.other(slot)
        return told.filling.fill(template.replace(slot, new)), slot.strip("{}0123456789")
    if chance.random() < 0.4:
        return f"{short(force)}: {named}", "force"
    return f"{named.rstrip('?')} at {short(force)}", "force"


def _of_actions(made: Draft, chance: random.Random) -> Iterator[Asked]:
    strange = [line.split("|")[1] for line in listed("action")]
    held = {action.topic for action in made.actions}
    beyond = re.sub(r"\d+", str(len(made.actions) + chance.randint(1, 4)), made.actions[0].number)
    for action in made.actions:
        for name in chance.sample(sorted(_FIELDS), 3):
            by_number = name == "action" or chance.random() < 0.5
            told = name in made.columns
            cell = getattr(action, name)
            template = chance.choice(_FIELDS[name])
            known = _referred(made, action, chance, by_number=by_number)
            if told:
                yield Asked(template.format(known), action.action, cell)
            else:
                yield Asked(template.format(known), action.action, "", name)
            if told and chance.random() < 0.5:
                other = chance.choice([t for t in strange if t not in held])
                near = replace(action, number=beyond, topic=other)
                wrong = _referred(made, near, chance, by_number=by_number)
                kind = "number" if by_number else "topic"
                yield Asked(template.format(wrong), action.action, "", kind)


def _referred(made: Draft, action: Action, chance: random.Random, *, by_number: bool) -> str:
    if by_number:
        noun = chance.choice((made.noun, made.noun, made.noun.split()[-1]))
        bare = re.sub("[A-Z ]", "", action.number)
        return f"{noun} {bare if chance.random() < 0.5 else action.number}"
    return chance.choice(("the {} on {}", "the {} about {}", "{1}")).format(
        made.noun.split()[-1], action.topic
    )


def _of_the_rest(made: Draft, chance: random.Random) -> Iterator[Asked]:
    areas = [area for area in listed("area") if area not in made.grades]
    for area, grade in made.grades.items():
        template = chance.choice(_GRADE)
        named = {"f": short(made.force), "area": area.lower()}
        beside = f"Grade: {grade}" if f"{area}\n\nGrade" in made.markdown else f"{area}\t{grade}"
        yield Asked(template.format(**named), beside, grade)
        other = chance.choice(areas).lower()
        if "\t" in beside:
            yield Asked(
                chance.choice(_GRADE).format(f=short(made.force), area=other), beside, "", "area"
            )
    for name, form, sentence in made.short_forms:
        question = chance.choice(_SHORT).format(form)
        told = name in sentence
        yield Asked(question, sentence, name if told else "", "" if told else "not told")


def as_typed(question: str, force: str, chance: random.Random) -> str:
    """A question as somebody in a hurry types it: openings, no capitals, slips of the finger."""
    text = question
    if chance.random() < 0.12:
        text = chance.choice(_OPENINGS) + text[:1].lower() + text[1:]
    if force and chance.random() < 0.3 and short(force) not in text:
        text = (
            f"{short(force)}: {text}"
            if chance.random() < 0.4
            else f"{text.rstrip('?')} at {short(force)}"
        )
    if chance.random() < 0.4:
        text = text.lower()
    elif chance.random() < 0.6:
        text = text[:1].upper() + text[1:]
    if not text.endswith("?") and chance.random() < 0.5:
        text += "?"
    words = text.split()
    if chance.random() < 0.12:
        n = chance.randrange(len(words))
        words[n] = _slip(words[n], chance)
    return " ".join(words)


def _slip(word: str, chance: random.Random) -> str:
    if len(word) < 5 or any(c.isdigit() for c in word):
        return word
    n = chance.randint(1, len(word) - 3)
    if chance.random() < 0.5:
        return word[:n] + word[n + 1] + word[n] + word[n + 2 :]
    return word[:n] + word[n + 1 :]


def window(pair: Pair, start: int, end: int, chance: random.Random) -> Pair:
    """The pair beside less of its passage, half the time: sentences are read alone too."""
    if chance.random() < 0.4:
        return pair
    stops = [m.end() for m in re.finditer(r"[.!?]\s+|\n", pair.text)]
    before = [0, *(s for s in stops if s <= start)]
    after = [*(s for s in stops if s >= end), len(pair.text)]
    low = before[max(0, len(before) - 1 - chance.randint(0, 2))]
    high = after[min(len(after) - 1, chance.randint(0, 2))]
    if pair.answerable and not (low <= pair.start and pair.end <= high):
        return pair
    moved = low if pair.answerable else 0
    text = pair.text[low:high].rstrip()
    return replace(
        pair,
        text=text,
        start=pair.start - moved,
        end=pair.end - moved,
        focus=max(0, pair.focus - low),
    )


def _elsewhere(
    one: Asked, own: Passage, held: Sequence[Passage], chance: random.Random
) -> Passage | None:
    """A passage that shares words with the question and does not answer it."""
    asked = set(re.findall(r"[a-z]{4,}", one.question.lower()))
    far = [p for p in held if p.id != own.id and one.answer not in p.text]
    ranked = sorted(far, key=lambda p: -len(asked & set(re.findall(r"[a-z]{4,}", p.text.lower()))))
    return chance.choice(ranked[:3]) if ranked else None
