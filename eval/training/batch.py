"""Pairs -> batches of word pieces of like length."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from eval.training.pair import Pair

LONGEST = 256
"""Word pieces of question, place and text together."""
_QUESTION = 64
_BATCH, _POOL = 24, 50
"""Pairs a batch, and batches among which pairs are sorted by length."""


@dataclass(frozen=True, slots=True)
class Row:
    """A pair as word pieces."""

    ids: list[int]
    sides: list[int]
    start: int
    """Place of the answer's first piece; 0 when there is none."""
    end: int
    """Place of its last."""
    text: int
    """First place of the text."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows padded to one length, shape `(pairs, places)`."""

    ids: Tensor
    sides: Tensor
    mask: Tensor
    allowed: Tensor
    """Places where an answer may start or end: the first, and those of the text."""
    start: Tensor
    end: Tensor


def tokenizer_of(folder: Path) -> Tokenizer:
    """The word piece tokenizer of a model, neither cutting nor padding."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def rows(pairs: Sequence[Pair], tokenizer: Tokenizer, longest: int = LONGEST) -> list[Row]:
    """Each pair as word pieces, with its text cut to a window around the answer if too long.

    Where the answer, or what nearly answers, stands in the window is left to chance.
    """
    chance = random.Random(0)  # noqa: S311 (a window, no secret)
    questions = tokenizer.encode_batch([p.question for p in pairs], add_special_tokens=False)
    places = tokenizer.encode_batch([p.place for p in pairs], add_special_tokens=False)
    texts = tokenizer.encode_batch([p.text for p in pairs], add_special_tokens=False)
    made = []
    for pair, question, place, text in zip(pairs, questions, places, texts, strict=True):
        asked = question.ids[:_QUESTION]
        room = longest - len(asked) - 3
        where = place.ids[: room // 3]
        room -= len(where)
        first, last = _answer(pair, text.offsets)
        begin = chance.randint(max(0, last + 1 - room), min(first, max(0, len(text.ids) - room)))
        pieces = text.ids[begin : begin + room]
        head = [101, *asked, 102]
        ids = [*head, *where, *pieces, 102]
        at = len(head) + len(where)
        found = pair.answerable
        made.append(
            Row(
                ids,
                [0] * len(head) + [1] * (len(ids) - len(head)),
                at + first - begin if found else 0,
                at + last - begin if found else 0,
                at,
            )
        )
    return made


def _answer(pair: Pair, offsets: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """First and last piece of the answer, or of what nearly answers."""
    start, end = (pair.start, pair.end) if pair.answerable else (pair.focus, pair.focus + 1)
    inside = [n for n, (a, b) in enumerate(offsets) if a < end and b > start]
    return (inside[0], inside[-1]) if inside else (0, 0)


def batches(made: Sequence[Row], seed: int | None) -> Iterator[Batch]:
    """Batches of rows of like length; shuffled when a seed is given, else by length."""
    order = list(range(len(made)))
    if seed is None:
        order.sort(key=lambda n: len(made[n].ids))
        for begin in range(0, len(order), _BATCH):
            yield stack([made[n] for n in order[begin : begin + _BATCH]])
        return
    chance = random.Random(seed)  # noqa: S311 (a shuffle, no secret)
    chance.shuffle(order)
    groups: list[list[int]] = []
    for begin in range(0, len(order), _BATCH * _POOL):
        pool = sorted(order[begin : begin + _BATCH * _POOL], key=lambda n: len(made[n].ids))
        groups += [pool[n : n + _BATCH] for n in range(0, len(pool), _BATCH)]
    chance.shuffle(groups)
    yield from (stack([made[n] for n in group]) for group in groups)


def stack(some: Sequence[Row]) -> Batch:
    """Rows padded to the longest."""
    size = (len(some), max(len(row.ids) for row in some))
    ids, sides, mask = (torch.zeros(size, dtype=torch.long) for _ in range(3))
    allowed = torch.zeros(size, dtype=torch.bool)
    for n, row in enumerate(some):
        length = len(row.ids)
        ids[n, :length] = torch.tensor(row.ids)
        sides[n, :length] = torch.tensor(row.sides)
        mask[n, :length] = 1
        allowed[n, 0] = True
        allowed[n, row.text : length - 1] = True
    start = torch.tensor([row.start for row in some])
    return Batch(ids, sides, mask, allowed, start, torch.tensor([row.end for row in some]))
