"""Questions written by hand, beside the passages that answer or nearly answer them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.passages import passages
from corpus.read import read
from eval.training.ask import as_typed, window
from eval.training.pair import Pair, PairError
from eval.training.values import WORDS

_REPORTS = Path(__file__).parents[2] / "corpus" / "reports"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A passage and what was asked beside it."""

    group: str
    place: str
    text: str
    asked: tuple[tuple[str, str], ...]
    """Question and the words that answer it, which are empty for a near miss."""

    @property
    def force(self) -> str:
        """Last words of the report's line: a force, or a date where the report is of none."""
        return self.place.partition("\n")[0].rpartition(", ")[2]


def stretches(name: str) -> tuple[Stretch, ...]:
    """The passages of a file of hand-written questions.

    Raises:
        PairError: If words that should answer are not in the passage.
    """
    text = (WORDS / f"{name}.txt").read_text(encoding="utf-8")
    found = tuple(_stretches(text))
    for stretch in found:
        for question, answer in stretch.asked:
            if answer not in stretch.text:
                raise PairError(f"{question!r}: {answer!r} is not in {stretch.text!r}")
    return found


def hand_written(
    some: Sequence[Stretch], seed: int, times: int = 3, elsewhere: float = 1.0
) -> Iterator[Pair]:
    """Each question beside its passage, more and less of it, and some beside another passage.

    `elsewhere` is the share of the answered questions that are put beside another passage too.
    """
    chance = random.Random(seed)  # noqa: S311 (a shuffle, no secret)
    for stretch in some:
        others = [s for s in some if s.group == stretch.group and s.text != stretch.text]
        for question, answer in stretch.asked:
            start = stretch.text.find(answer) if answer else 0
            focus = start if answer else nearest(question, stretch.text)
            near = "" if answer else "by hand"
            end = start + len(answer)
            for n in range(times):
                said = as_typed(question, "", chance) if n else question
                pair = Pair(
                    said, stretch.place, stretch.text, start, end, stretch.group, near, focus
                )
                last = max(end, focus + 1)
                yield window(pair, focus, last, chance) if n else pair
            far = [s for s in others if answer and answer not in s.text]
            if far and (elsewhere == 1.0 or chance.random() < elsewhere):
                other = chance.choice(far)
                yield Pair(question, other.place, other.text, 0, 0, stretch.group, "passage")


def nearest(question: str, text: str) -> int:
    """Where the sentence starts that shares most words with a question."""
    asked = set(re.findall(r"\w{3,}", question.lower()))
    starts = [0, *(m.end() for m in re.finditer(r"[.!?]\s+|\n", text[:-1]))]
    parts = [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    shared = [len(asked & set(re.findall(r"\w{3,}", part.lower()))) for part in parts]
    return starts[shared.index(max(shared))]


def _stretches(text: str) -> Iterator[Stretch]:
    for part in re.split(r"^(?=@)", text, flags=re.MULTILINE):
        head, _, rest = part.partition("\n")
        if head.startswith("@@ "):
            yield from _of_report(head.removeprefix("@@ ").strip(), rest)
        elif head.startswith("@ "):
            words, _, asked = rest.partition("\n?")
            place, _, heading = head.removeprefix("@ ").partition(" › ")
            group = re.sub(r"\W+", "-", place)
            yield Stretch(
                group, f"{place}\n{heading}", words.removeprefix("| "), _asked("?" + asked)
            )


def _of_report(stem: str, text: str) -> Iterator[Stretch]:
    held = [p for report in read(_REPORTS / f"{stem}.md") for p in passages(report)]
    for part in text.split("\n\n"):
        anchor, _, asked = part.strip().partition("\n")
        words = anchor.removeprefix("> ")
        at = next((n for n, p in enumerate(held) if words in p.text), None)
        if at is None:
            raise PairError(f"{words!r} is in no passage of {stem}")
        asked_of = {at: list[tuple[str, str]]()}
        for question, answer in _asked(asked):
            near = sorted(range(len(held)), key=lambda n: abs(n - at))
            holder = next((n for n in near if answer in held[n].text), at)
            asked_of.setdefault(holder, []).append((question, answer))
        for n, some in asked_of.items():
            yield Stretch(stem, held[n].context, held[n].text, tuple(some))


def _asked(text: str) -> tuple[tuple[str, str], ...]:
    lines = [line for line in text.splitlines() if line[:2] in {"? ", "! "}]
    pairs = (line[2:].partition(" => ") for line in lines)
    return tuple((question.strip(), answer.strip()) for question, _, answer in pairs)
