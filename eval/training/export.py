"""Trained weights -> the ONNX file that ships, int8 and float beside it.

    python -m eval.training.export --weights data/reader/reader.pt --out index/models/reader

Weights of matrices and embeddings become int8, activations are scaled as they come (dynamic
quantisation): a quarter of the size, and faster on a CPU. Weights are unsigned: with signed ones a
CPU that has no VNNI adds products in 16 bits, which overflow (docs/decisions/0013). Pairs are of
one length, so there is no mask, and attention is one node, which onnxruntime works off in tiles.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from eval.training.network import Network, both
from eval.training.shipped import weights
from index.embed import published

INPUTS, OUTPUTS = ("ids", "sides"), ("start", "end", "answers")


def main() -> int:
    """Write reader.onnx and its card's figures; the float form goes where `--float` says."""
    parser = argparse.ArgumentParser(description="Export the reader.")
    add = parser.add_argument
    add("--weights", type=Path, required=True, metavar="FILE")
    add("--out", type=Path, required=True, metavar="DIR")
    add("--float", type=Path, required=True, metavar="FILE", help="where the float form is left")
    add("--other", type=Path, metavar="FILE", help="weights to take the mean with")
    add("--share", type=float, default=0.7, help="share of --weights in that mean")
    options = parser.parse_args()
    network = Network(published())
    network.load_state_dict(weights(options.weights))
    if options.other:
        other = weights(options.other)
        network.load_state_dict(mixed(network.state_dict(), other, options.share))
    options.out.mkdir(parents=True, exist_ok=True)
    export(network.eval(), options.float)
    made = options.out / "reader.onnx"
    quantize_dynamic(options.float, made, weight_type=QuantType.QUInt8, per_channel=True)
    without_traces(made)
    told = {"sha256": hashlib.sha256(made.read_bytes()).hexdigest(), "bytes": made.stat().st_size}
    print(json.dumps(told, indent=2))
    return 0


def mixed(
    ours: Mapping[str, torch.Tensor], other: Mapping[str, torch.Tensor], share: float
) -> dict[str, torch.Tensor]:
    """The weighed mean of two sets of weights with one origin, which keeps what both learned.

    Wortsman et al., "Robust fine-tuning of zero-shot models", 2022, equation 1.
    """
    return {
        name: share * held + (1 - share) * other[name] if held.is_floating_point() else held
        for name, held in ours.items()
    }


def without_traces(path: Path) -> None:
    """Take out of an ONNX file where on which machine each of its nodes was traced."""
    model = onnx.load(path)
    for node in model.graph.node:
        node.doc_string = ""
        node.ClearField("metadata_props")
    for held in (model, model.graph, *model.graph.value_info):
        held.ClearField("metadata_props")
    onnx.save(model, path)


class Unpadded(nn.Module):
    """The network as it ships: for pairs that are all of one length, with nothing to drop out."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.encoder, self.shared = network.encoder, network.shared
        self.bounds, self.decide, self.answers = network.bounds, network.decide, network.answers

    def forward(self, ids: Tensor, sides: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """What `Network.forward` gives for a mask of ones."""
        made = self.encoder.embeddings
        words = made.word_embeddings(ids) + self.shared(both(ids, sides))
        places = made.position_embeddings(torch.arange(ids.shape[1]))
        hidden = made.LayerNorm(words + made.token_type_embeddings(sides) + places)
        for layer in self.encoder.encoder.layer:
            hidden = self._layer(layer, hidden)
        scores = self.bounds(hidden)
        text = sides.unsqueeze(-1)
        largest = (hidden * text + (text - 1) * 1e4).amax(dim=1)
        decided = torch.tanh(self.decide(torch.cat([hidden[:, 0], largest], dim=-1)))
        return scores[..., 0], scores[..., 1], self.answers(decided).squeeze(-1)

    def _layer(self, layer: Any, hidden: Tensor) -> Tensor:  # noqa: ANN401 (BERT's own layer)
        own = layer.attention.self
        query = own.query(hidden)
        seen = torch.onnx.ops.symbolic(
            "com.microsoft::MultiHeadAttention",
            (query, own.key(hidden), own.value(hidden)),
            {"num_heads": own.num_attention_heads},
            dtype=query.dtype,
            shape=query.shape,
            version=1,
        )
        dense = layer.attention.output
        hidden = dense.LayerNorm(dense.dense(seen) + hidden)
        bent = nn.functional.gelu(layer.intermediate.dense(hidden))
        whole: Tensor = layer.output.LayerNorm(layer.output.dense(bent) + hidden)
        return whole


def export(network: Network, path: Path) -> None:
    """The network as float ONNX, for any number of pairs and places."""
    ids = torch.tensor([[101, 2054, 102, 2023, 102], [101, 2054, 102, 2023, 2003]])
    sides = torch.tensor([[0, 0, 0, 1, 1], [0, 0, 0, 1, 1]])
    free = {0: torch.export.Dim("pairs"), 1: torch.export.Dim("places", min=3, max=512)}
    torch.onnx.export(
        Unpadded(network),
        (ids, sides),
        path,
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_shapes=(free, free),
        opset_version=20,
        external_data=False,
        verbose=False,
    )


if __name__ == "__main__":
    sys.exit(main())
