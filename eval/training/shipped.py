"""The weights that ship, as the network's own: what a later training starts from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from eval.training.network import Network
from index.embed import published

_PARTS = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
"""The matrices of a layer, in the order in which the graph holds them."""


def weights(path: Path) -> dict[str, torch.Tensor]:
    """The weights that a training run left, or those of an int8 reader (`.onnx`)."""
    if path.suffix == ".onnx":
        return shipped(path)
    found: dict[str, torch.Tensor] = torch.load(path, weights_only=True)["network"]
    return found


def shipped(path: Path) -> dict[str, torch.Tensor]:
    """The state of a network that does what an int8 reader does, nearly to its last place.

    Word embeddings are never trained, so they are the published ones and not their int8 form.

    Raises:
        KeyError: If the file lacks a matrix of the network.
    """
    held = {t.name: numpy_helper.to_array(t) for t in onnx.load(path).graph.initializer}
    state = Network(published()).state_dict()
    named = dict(zip(_names(), _matrices(held), strict=True))
    for name in state:
        if name in held:
            state[name] = torch.tensor(held[name])
        elif name in named:
            state[name] = torch.tensor(named[name])
    state["shared.weight"] = torch.tensor(_whole(held, "shared.weight"))
    return state


def _names() -> Iterator[str]:
    for layer in range(6):
        yield from (f"encoder.encoder.layer.{layer}.{part}.weight" for part in _PARTS)
    yield from ("bounds.weight", "decide.weight", "answers.weight")


def _matrices(held: dict[str, np.ndarray]) -> Iterator[np.ndarray]:
    """The matrices as torch holds them, `(out, in)`, in the order of `_names`."""
    stems = [name.removesuffix("_quantized") for name in held if name.endswith("_quantized")]
    numbered = sorted((int(found[1]), s) for s in stems if (found := re.fullmatch(r"val_(\d+)", s)))
    rest = ("decide.weight_Transposed", "answers.weight_Transposed")
    for stem in (*(s for _, s in numbered), *rest):
        yield np.ascontiguousarray(_whole(held, stem).T)


def _whole(held: dict[str, np.ndarray], stem: str) -> np.ndarray:
    """An int8 matrix with its scale put back, of each column or of all."""
    zero = held[f"{stem}_zero_point"].astype(np.float32)
    values = held[f"{stem}_quantized"].astype(np.float32) - zero
    found: np.ndarray = values * held[f"{stem}_scale"]
    return found
