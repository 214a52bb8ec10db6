"""Train the reader on questions beside several passages, of which at most one answers.

    python -m eval.training.several --start index/models/reader/reader.onnx --out data/reader

Search hands the reader several passages at once, and the best words of all of them are quoted. A
reader that learned from one passage at a time gives scores that are not to be compared between
passages. Here start and end are also made likely among the words of all passages of a question
together (shared normalisation: Clark and Gardner, ACL 2018, section 4.3), above the first place of
each, which stands for "no answer here".
"""

from __future__ import annotations

import argparse
import math
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from eval.training.ask import as_typed, window
from eval.training.asked import Stretch, nearest, stretches
from eval.training.batch import Batch, Row, rows, stack, tokenizer_of
from eval.training.network import Network
from eval.training.pair import Pair
from eval.training.shipped import weights
from eval.training.synthetic import LONG, MORE, UNLIKE, kept_apart
from eval.training.train import auroc, freeze
from index.embed import published
from index.terms import stems

Group = tuple[Pair, ...]
"""A question beside several passages: first the one that it was written beside."""

_BESIDE = 4
"""Passages of a question."""
_FILES = ((LONG, 1650), (MORE, 700), (UNLIKE, 350))
"""Files of questions, and how many of them are learned from."""
_ANSWERED = 0.68
"""Share of the questions learned from that a passage answers."""
_AT_ONCE, _POOL = 6, 30
"""Questions of a step, and steps among which they are sorted by length."""
_WINDOW = 208
_WARM = 0.08
_CLOSED = -1e4


def main() -> int:
    """Learn, measuring before and after on questions about forces that were kept apart."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--start", type=Path, required=True, metavar="FILE")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--rate", type=float, default=6e-5)
    parser.add_argument("--shared", type=float, default=0.5, help="what the joint loss counts")
    parser.add_argument("--frozen", type=int, default=2)
    options = parser.parse_args()
    torch.manual_seed(0)
    learned, tested = parted()
    tokenizer = tokenizer_of(published())
    network = Network(published())
    network.load_state_dict(weights(options.start))
    held = [rows(group, tokenizer) for group in tested]
    print("before", measure(network, held), flush=True)
    made = _as_rows(learned, tokenizer)
    _fit(network, made, options.rate, options.shared, options.frozen)
    print("after", measure(network, held), flush=True)
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save({"network": network.state_dict()}, options.out / "reader.pt")
    return 0


def parted() -> tuple[list[Group], list[Group]]:
    """Groups to learn from, and every second of those of the forces kept apart."""
    chance = random.Random(1)  # noqa: S311 (a shuffle, no secret)
    learned: list[Group] = []
    tested: list[Group] = []
    for names, most in _FILES:
        some = [stretch for name in names for stretch in stretches(name)]
        apart = kept_apart(some)
        force = {stretch.group: stretch.force for stretch in some}
        made = [group for name in names for group in groups(stretches(name))]
        known = [g for g in made if force[g[0].group] not in apart]
        held = [g for g in made if force[g[0].group] in apart]
        chance.shuffle(known)
        chance.shuffle(held)
        answered = [g for g in known if g[0].answerable]
        others = [g for g in known if not g[0].answerable]
        right = int(most * _ANSWERED)
        learned += answered[:right] + others[: most - right]
        tested += held[:160]
    return learned, tested[::2]


def groups(some: Sequence[Stretch]) -> list[Group]:
    """Each question beside its passage and those of the same report that are most like it."""
    chance = random.Random(5)  # noqa: S311 (a shuffle, no secret)
    by_report: dict[str, list[Stretch]] = {}
    for stretch in some:
        by_report.setdefault(stretch.group, []).append(stretch)
    made = [
        group
        for held in by_report.values()
        for place, stretch in enumerate(held)
        for group in _of_stretch(held, place, stretch, _bags(held), chance)
    ]
    chance.shuffle(made)
    return made


def _bags(held: Sequence[Stretch]) -> list[Counter[str]]:
    return [Counter(stems(f"{stretch.text} {stretch.place}")) for stretch in held]


def _of_stretch(
    held: Sequence[Stretch],
    place: int,
    stretch: Stretch,
    bags: Sequence[Counter[str]],
    chance: random.Random,
) -> Iterator[Group]:
    spread = Counter(term for bag in bags for term in bag)
    rare = {term: math.log(1 + len(held) / n) for term, n in spread.items()}
    for question, answer in stretch.asked:
        likest = sorted(
            (
                (_like(set(stems(question)), bag, rare) + chance.random() * 0.3, n)
                for n, bag in enumerate(bags)
                if n != place
            ),
            reverse=True,
        )
        near = [held[n] for _, n in likest if not (answer and answer in held[n].text)]
        start = stretch.text.find(answer) if answer else 0
        focus = start if answer else nearest(question, stretch.text)
        said = as_typed(question, "", chance) if chance.random() < 0.5 else question
        told = "" if answer else "by hand"
        end = start + len(answer)
        own = Pair(said, stretch.place, stretch.text, start, end, stretch.group, told, focus)
        if chance.random() < 0.6:
            own = window(own, focus, max(end, focus + 1), chance)
        yield (own, *(_beside(said, question, other) for other in near[: _BESIDE - 1]))


def _like(asked: set[str], bag: Counter[str], rare: dict[str, float]) -> float:
    """BM25 with k1 = 1.2 and b = 0.5, for a passage of about 150 words."""
    longer = 0.5 + 0.5 * bag.total() / 150
    return sum(rare[t] * bag[t] / (bag[t] + 1.2 * longer) for t in asked if t in bag)


def _beside(said: str, question: str, other: Stretch) -> Pair:
    focus = nearest(question, other.text)
    return Pair(said, other.place, other.text, 0, 0, other.group, "passage", focus)


def _as_rows(some: Sequence[Group], tokenizer: object) -> list[list[Row]]:
    flat = iter(rows([pair for group in some for pair in group], tokenizer, _WINDOW))  # type: ignore[arg-type]  # a tokenizer
    return [[next(flat) for _ in group] for group in some]


def _fit(
    network: Network, made: Sequence[list[Row]], rate: float, shared: float, frozen: int
) -> None:
    freeze(network, frozen)
    body = [p for p in network.encoder.parameters() if p.requires_grad]
    inner = {id(p) for p in network.encoder.parameters()}
    heads = [p for p in network.parameters() if id(p) not in inner]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": rate}, {"params": heads, "lr": rate * 5}], weight_decay=0.01
    )
    steps = _steps(made)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda n: min((n + 1) / (_WARM * len(steps)), max(1 - n / len(steps), 0.02)),
    )
    for n, step in enumerate(steps):
        network.train()
        some = [made[place] for place in step]
        loss = _loss(network, stack([row for group in some for row in group]), some, shared)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]  # torch does not type it
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        if n % 20 == 0:
            print(f"{n}/{len(steps)} loss {loss.item():.3f}", flush=True)


def _steps(made: Sequence[list[Row]]) -> list[list[int]]:
    """The questions of each step, of like length."""
    chance = random.Random(3)  # noqa: S311 (a shuffle, no secret)
    order = list(range(len(made)))
    chance.shuffle(order)
    steps: list[list[int]] = []
    for begin in range(0, len(order), _AT_ONCE * _POOL):
        pool = sorted(
            order[begin : begin + _AT_ONCE * _POOL],
            key=lambda n: max(len(row.ids) for row in made[n]),
        )
        steps += [pool[n : n + _AT_ONCE] for n in range(0, len(pool), _AT_ONCE)]
    chance.shuffle(steps)
    return steps


def _loss(network: Network, batch: Batch, some: Sequence[list[Row]], shared: float) -> Tensor:
    """The loss passage by passage, and that of start and end among all passages of a question."""
    start, end, answers = network(batch.ids, batch.sides, batch.mask)
    start = start.float().masked_fill(~batch.allowed, _CLOSED)
    end = end.float().masked_fill(~batch.allowed, _CLOSED)
    local = functional.cross_entropy(start, batch.start) + functional.cross_entropy(end, batch.end)
    wanted = (batch.end > 0).float()
    alone = local / 2 + functional.binary_cross_entropy_with_logits(answers.float(), wanted)
    joint = [
        part
        for scores, target in ((start, batch.start), (end, batch.end))
        for part in _joint(scores - scores[:, :1], target, some)
    ]
    return alone + (shared * torch.stack(joint).mean() if joint else 0.0)


def _joint(scores: Tensor, target: Tensor, some: Sequence[list[Row]]) -> Iterator[Tensor]:
    """For each question that is answered: how unlikely the place is among all passages."""
    first, width = 0, scores.shape[1] - 1
    for group in some:
        right = [n for n in range(first, first + len(group)) if target[n] > 0]
        if right:
            place = (right[0] - first) * width + int(target[right[0]]) - 1
            flat = scores[first : first + len(group), 1:].reshape(1, -1)
            yield functional.cross_entropy(flat, torch.tensor([place]))
        first += len(group)


@torch.no_grad()
def measure(network: Network, held: Sequence[list[Row]]) -> dict[str, float]:
    """How often the right passage, and the right words in it, come first among those of a question.

    Also the AUROC of answerability, of questions by their best passage, and of passages.
    """
    network.eval()
    passage, words, asked, best, alone, each = [], [], [], [], [], []
    for group in held:
        batch = stack(group)
        start, end, answers = (s.float() for s in network(batch.ids, batch.sides, batch.mask))
        value, first, last = _spans(start, end, batch.allowed)
        score = value / 4 + answers
        right = batch.end > 0
        asked.append(bool(right.any()))
        best.append(float(score.max()))
        alone += right.tolist()
        each += score.tolist()
        if asked[-1]:
            n, found = int(right.nonzero()[0]), int(value.argmax())
            over = bool(first[found] <= batch.end[n]) and bool(last[found] >= batch.start[n])
            passage.append(n == found)
            words.append(n == found and over)
    return {
        "n": len(passage),
        "passage_first": round(float(np.mean(passage)), 4),
        "words_first": round(float(np.mean(words)), 4),
        "auroc_questions": auroc(np.array(asked), np.array(best)),
        "auroc_passages": auroc(np.array(alone), np.array(each)),
    }


def _spans(start: Tensor, end: Tensor, allowed: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """The score of each passage's best words above none, and their first and last place."""
    start = (start - start[:, :1]).masked_fill(~allowed, _CLOSED)
    end = (end - end[:, :1]).masked_fill(~allowed, _CLOSED)
    start[:, 0] = end[:, 0] = _CLOSED
    places = torch.arange(start.shape[1])
    gap = places.unsqueeze(0) - places.unsqueeze(1)
    both = (start.unsqueeze(2) + end.unsqueeze(1)).masked_fill((gap < 0) | (gap > 40), _CLOSED)
    value, place = both.flatten(1).max(1)
    return value, place // start.shape[1], place % start.shape[1]


if __name__ == "__main__":
    sys.exit(main())
