"""The graph of a small BERT encoder, written for onnxruntime from the model's own weights.

Devlin et al. (2019), "BERT", with mean pooling (Reimers and Gurevych 2019, "Sentence-BERT"). The
nodes are onnxruntime's fused ones, so that nothing is left to optimise when the graph is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

_FUSED = "com.microsoft"
"""The domain of the nodes that onnxruntime adds to the standard's."""
_OPSET, _IR = 17, 9
"""Versions of the standard that onnxruntime has read since 1.15."""

Weights = Mapping[str, NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Shape:
    """What the weights' own shapes do not say."""

    layers: int
    heads: int


def graph(weights: Weights, shape: Shape, epsilon: float) -> bytes:
    """A model from `ids` and `mask`, both `(texts, tokens)`, to `vectors` of unit length.

    `epsilon` is that of layer normalisation.
    """
    made = _Graph(weights, epsilon)
    states = made.embeddings()
    for number in range(shape.layers):
        states = made.layer(number, states, shape.heads)
    made.pooled(states)
    size = weights["embeddings.LayerNorm.bias"].shape[0]
    inputs = [_tensor(name, TensorProto.INT32, ["texts", "tokens"]) for name in ("ids", "mask")]
    outputs = [_tensor("vectors", TensorProto.FLOAT, ["texts", size])]
    body = helper.make_graph(made.nodes, "encoder", inputs, outputs, made.constants)
    opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_FUSED, 1)]
    model = helper.make_model(body, opset_imports=opsets, ir_version=_IR)
    return bytes(model.SerializeToString())


@dataclass
class _Graph:
    """Nodes and constants, as they are added."""

    weights: Weights
    epsilon: float
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: list[onnx.TensorProto] = field(default_factory=list)

    def embeddings(self) -> str:
        """Words, places and the one segment, normalised; `lengths` is what the mask covers."""
        own = "embeddings."
        places = self.weights[f"{own}position_embeddings.weight"]
        segment = self.weights[f"{own}token_type_embeddings.weight"][0]
        inputs = [
            *("ids", "", self._weight(f"{own}word_embeddings.weight")),
            *(self._constant("places", places + segment), "", *self._norm(f"{own}LayerNorm")),
            "mask",
        ]
        outputs = ["states", "lengths"]
        self._fused("EmbedLayerNormalization", inputs, outputs, epsilon=self.epsilon)
        return outputs[0]

    def layer(self, number: int, states: str, heads: int) -> str:
        """Attention, then two dense layers; each added to what came in and normalised."""
        own = f"encoder.layer.{number}."
        parts = [f"{own}attention.self.{part}" for part in ("query", "key", "value")]
        dense = np.concatenate([self.weights[f"{part}.weight"].T for part in parts], axis=1)
        bias = np.concatenate([self.weights[f"{part}.bias"] for part in parts])
        joined = [self._constant(f"{own}qkv", dense), self._constant(f"{own}qkv.bias", bias)]
        seen = f"{own}seen"
        self._fused("Attention", [states, *joined, "lengths"], [seen], num_heads=heads)
        states = self._added(f"{own}attention.output", seen, states)
        inner = self._dense(f"{own}intermediate.dense", states)
        bent = f"{own}bent"
        self._fused("BiasGelu", [inner, self._weight(f"{own}intermediate.dense.bias")], [bent])
        return self._added(f"{own}output", bent, states)

    def pooled(self, states: str) -> None:
        """The mean over the tokens of a text, at unit length: so the sum serves as well."""
        self._node("Cast", ["mask"], "kept", to=TensorProto.FLOAT)
        self._node("Unsqueeze", ["kept", self._constant("last", np.array([2]))], "wide")
        self._node("Mul", [states, "wide"], "own")
        tokens = self._constant("tokens", np.array([1]))
        self._node("ReduceSum", ["own", tokens], "sum", keepdims=0)
        self._node("LpNormalization", ["sum"], "vectors", axis=-1, p=2)

    def _added(self, name: str, states: str, before: str) -> str:
        dense = self._dense(f"{name}.dense", states)
        inputs = [dense, before, *self._norm(f"{name}.LayerNorm")]
        inputs.append(self._weight(f"{name}.dense.bias"))
        self._fused("SkipLayerNormalization", inputs, [name], epsilon=self.epsilon)
        return name

    def _dense(self, name: str, states: str) -> str:
        weight = self._constant(f"{name}.turned", self.weights[f"{name}.weight"].T)
        return self._node("MatMul", [states, weight], name)

    def _norm(self, name: str) -> tuple[str, str]:
        return self._weight(f"{name}.weight"), self._weight(f"{name}.bias")

    def _weight(self, name: str) -> str:
        return self._constant(name, self.weights[name])

    def _constant(self, name: str, values: NDArray[Any]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _node(self, kind: str, inputs: list[str], output: str, **settings: Any) -> str:  # noqa: ANN401 (a node's own)
        self.nodes.append(helper.make_node(kind, inputs, [output], **settings))
        return output

    def _fused(self, kind: str, inputs: list[str], outputs: list[str], **settings: Any) -> None:  # noqa: ANN401
        self.nodes.append(helper.make_node(kind, inputs, outputs, domain=_FUSED, **settings))


def _tensor(name: str, kind: int, shape: list[str | int]) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, kind, shape)
