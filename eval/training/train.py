"""Train the reader.

    python -m eval.training.train --squad squad2.json --data pairs.jsonl.gz --out data/reader

Starts from the sentence encoder's weights, or from those that `--start` names. Ten thousand pairs
take 12 to 20 minutes an epoch on one CPU core with bfloat16 instructions; a GPU is used where there
is one. Every epoch leaves a checkpoint in the folder, from which a run that was stopped goes on.
On cores that others use too, OMP_NUM_THREADS=1 is faster than two threads that wait for each other.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from eval.training.batch import Batch, Row, batches, rows, tokenizer_of
from eval.training.network import Network
from eval.training.pair import Pair, load, squad
from eval.training.shipped import weights
from index.embed import published

_WINDOW = 208
"""Longest row that is learned from: short rows learn as much in less time."""
_WARM = 0.08
"""Share of the steps over which the rate rises."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a run goes."""

    epochs: int
    rate: float
    """Largest learning rate of the encoder; the heads take ten times as much."""
    frozen: int
    """Layers left as they are, from the lowest."""
    seed: int


def main() -> int:
    """Train, test after each epoch, and leave the weights in the folder named."""
    options = _options()
    plan = Plan(options.epochs, options.rate, options.frozen, options.seed)
    torch.manual_seed(plan.seed)
    folder = published()
    learned, tested = _parted(options)
    print(f"{len(learned)} pairs to learn from, {len(tested)} to test on", flush=True)
    tokenizer = tokenizer_of(folder)
    options.out.mkdir(parents=True, exist_ok=True)
    network = Network(folder)
    if options.start:
        network.load_state_dict(weights(options.start))
    groups = {name: rows(pairs, tokenizer) for name, pairs in tested.items()}
    fit(network, rows(learned, tokenizer, _WINDOW), groups, plan, options.out)
    return 0


def fit(
    network: Network,
    learned: Sequence[Row],
    tested: dict[str, list[Row]],
    plan: Plan,
    out: Path,
) -> None:
    """Train a network; a checkpoint after each epoch, from which a later call goes on."""
    device = "cuda" if torch.cuda.is_available() else "cpu"
    network.to(device)
    freeze(network, plan.frozen)
    body = [p for p in network.encoder.parameters() if p.requires_grad]
    inner = {id(p) for p in network.encoder.parameters()}
    heads = [p for p in network.parameters() if id(p) not in inner]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": plan.rate}, {"params": heads, "lr": 10 * plan.rate}],
        weight_decay=0.01,
    )
    per_epoch = -(-len(learned) // 24)
    total = per_epoch * plan.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / (_WARM * total), max(1 - step / total, 0.02))
    )
    kept = out / "checkpoint.pt"
    begun = 0
    if kept.exists():
        state = torch.load(kept, weights_only=True)
        network.load_state_dict(state["network"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        begun = state["epoch"]
    for epoch in range(begun, plan.epochs):
        started, losses = time.perf_counter(), []
        network.train()
        for step, batch in enumerate(batches(learned, plan.seed + epoch)):
            loss = _loss(network, batch, device)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]  # torch does not type it
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            losses.append(loss.item())
            if step % 20 == 0:
                spent = time.perf_counter() - started
                told = f"{epoch + 1} {step}/{per_epoch} loss {np.mean(losses[-50:]):.3f}"
                print(f"{told} {spent:.0f} s", flush=True)
        state = {"network": network.state_dict(), "optimiser": optimiser.state_dict()}
        state |= {"schedule": schedule.state_dict(), "epoch": epoch + 1}
        torch.save(state, kept)
        measured = {name: measure(network, some, device) for name, some in tested.items()}
        print(json.dumps({"epoch": epoch + 1} | measured), flush=True)
    torch.save({"network": network.state_dict(), "plan": asdict(plan)}, out / "reader.pt")


def _halved(device: str) -> torch.autocast:
    """Half-width arithmetic where the machine has it; a CPU without takes 20 times as long."""
    able = device == "cuda" or torch.cpu._is_avx512_bf16_supported()  # noqa: SLF001 (no public name)
    return torch.autocast(device, dtype=torch.bfloat16, enabled=able)


def _loss(network: Network, batch: Batch, device: str) -> torch.Tensor:
    with _halved(device):
        start, end, answers = network(
            batch.ids.to(device), batch.sides.to(device), batch.mask.to(device)
        )
    closed = ~batch.allowed.to(device)
    spans = functional.cross_entropy(
        start.float().masked_fill(closed, -1e4), batch.start.to(device)
    )
    spans = spans + functional.cross_entropy(
        end.float().masked_fill(closed, -1e4), batch.end.to(device)
    )
    wanted = (batch.end > 0).float().to(device)
    return spans / 2 + functional.binary_cross_entropy_with_logits(answers.float(), wanted)


@torch.no_grad()
def measure(network: Network, some: Sequence[Row], device: str) -> dict[str, float]:
    """AUROC of answerability, by each head and both, and the share of spans that overlap."""
    network.eval()
    wanted, by_span, by_head, hit, exact = [], [], [], [], []
    for batch in batches(some, None):
        with _halved(device):
            start, end, answers = network(
                batch.ids.to(device), batch.sides.to(device), batch.mask.to(device)
            )
        closed = ~batch.allowed
        start = start.float().cpu().masked_fill(closed, -1e4)
        end = end.float().cpu().masked_fill(closed, -1e4)
        none = start[:, 0] + end[:, 0]
        start[:, 0] = end[:, 0] = -1e4
        both = start.unsqueeze(2) + end.unsqueeze(1)
        places = torch.arange(start.shape[1])
        gap = places.unsqueeze(0) - places.unsqueeze(1)
        both = both.masked_fill((gap < 0) | (gap > 40), -1e4).flatten(1)
        best = both.argmax(1)
        first, last = best // start.shape[1], best % start.shape[1]
        answerable = batch.end > 0
        wanted += answerable.tolist()
        by_span += (both.amax(1) - none).tolist()
        by_head += answers.float().cpu().tolist()
        over = (first <= batch.end) & (last >= batch.start)
        hit += over[answerable].tolist()
        exact += ((first == batch.start) & (last == batch.end))[answerable].tolist()
    truth = np.array(wanted)
    spans, heads = np.array(by_span), np.array(by_head)
    return {
        "n": len(truth),
        "auroc_span": auroc(truth, spans),
        "auroc_head": auroc(truth, heads),
        "auroc": auroc(truth, spans / 4 + heads),
        "exact": float(np.mean(exact)) if exact else 0.0,
        "overlap": float(np.mean(hit)) if hit else 0.0,
    }


def auroc(truth: np.ndarray, score: np.ndarray) -> float:
    """Chance that an answerable question scores above an unanswerable one (Mann-Whitney)."""
    order = score.argsort()
    ranks = np.empty(len(score))
    ranks[order] = np.arange(1, len(score) + 1)
    yes = truth.astype(bool)
    n, m = yes.sum(), (~yes).sum()
    return round(float((ranks[yes].sum() - n * (n + 1) / 2) / (n * m)), 4) if n and m else 0.5


def freeze(network: Network, layers: int) -> None:
    """Leave the embeddings and the lowest layers as they are."""
    for parameter in network.encoder.embeddings.parameters():
        parameter.requires_grad = False
    for layer in network.encoder.encoder.layer[:layers]:
        for parameter in layer.parameters():
            parameter.requires_grad = False


def _parted(options: argparse.Namespace) -> tuple[list[Pair], dict[str, list[Pair]]]:
    """Pairs to learn from, and those to test on by source: whole articles and reports apart."""
    learned: list[Pair] = []
    tested: dict[str, list[Pair]] = {}
    if options.squad:
        pairs = list(squad(options.squad))
        names = list(dict.fromkeys(pair.group for pair in pairs))
        held = set(names[-options.held :]) if options.held else set()
        learned += _some([p for p in pairs if p.group not in held], options)
        tested["squad"] = [p for p in pairs if p.group in held][:1200]
    for path in options.data:
        learned += load(path)
    for path in options.again:
        learned += _some(load(path), options)
    for path in options.test:
        tested[path.name.split(".")[0]] = list(load(path))
    return learned, {name: pairs for name, pairs in tested.items() if pairs}


def _some(pairs: Sequence[Pair], options: argparse.Namespace) -> list[Pair]:
    """As many of these pairs as are gone over again; all where no number is given."""
    chance = random.Random(options.seed)  # noqa: S311 (a choice of pairs, no secret)
    return chance.sample(list(pairs), min(options.most or len(pairs), len(pairs)))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Train the reader.")
    add = parser.add_argument
    add("--squad", type=Path, metavar="FILE", help="questions in SQuAD 2.0's format")
    add("--held", type=int, default=3, help="articles of it kept apart for testing, from the end")
    add(
        "--data", type=Path, action="append", default=[], metavar="FILE", help="pairs to learn from"
    )
    add(
        "--again",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="pairs learned before",
    )
    add("--most", type=int, help="pairs of each file of --again, and of --squad, at most")
    add("--test", type=Path, action="append", default=[], metavar="FILE", help="pairs to test on")
    add("--out", type=Path, required=True, metavar="DIR", help="where weights and checkpoints go")
    add("--start", type=Path, metavar="FILE", help="weights to start from, not the encoder's")
    add("--epochs", type=int, default=3)
    add("--rate", type=float, default=1.2e-4)
    add("--frozen", type=int, default=1)
    add("--seed", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
