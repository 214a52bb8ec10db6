"""The embedding model, compiled for onnxruntime: made once, kept by hash, loaded in 0.2 s."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from index.embed import Vectors

_MAKER = 1
"""Raise this when `onnx_graph.py` writes another graph for the same weights."""
_PIECES, _ENOUGH, _PADDED = 4_096, 256, 1.1
"""Word pieces that one run of the model takes at most, padding counted; those from which a run is
long enough to end where the next text would make others padding; how much longer those may be."""


@dataclass(frozen=True, slots=True)
class Record:
    """What is kept beside a compiled model."""

    weights_sha256: str
    """Of the weights that it was made from."""
    graph_sha256: str
    tokenizer_sha256: str
    most_tokens: int
    """Word pieces of a text that are read; the rest is cut off."""
    maker: int = _MAKER


@dataclass(frozen=True, slots=True)
class Compiled:
    """The files of a compiled model."""

    record: Record
    graph: bytes
    tokenizer: bytes

    @classmethod
    def of(cls, source: Path, weights_sha256: str) -> Compiled:
        """Made from the folder of a sentence-transformers BERT model."""
        from safetensors.numpy import load_file  # noqa: PLC0415 (needed once, when compiling)

        from index.onnx_graph import Shape, graph  # noqa: PLC0415 (likewise)

        config, own = _read(source / "config.json"), _read(source / "sentence_bert_config.json")
        shape = Shape(config["num_hidden_layers"], config["num_attention_heads"])
        body = graph(load_file(source / "model.safetensors"), shape, config["layer_norm_eps"])
        tokenizer = (source / "tokenizer.json").read_bytes()
        hashes = (weights_sha256, _sha256(body), _sha256(tokenizer))
        return cls(Record(*hashes, own["max_seq_length"]), body, tokenizer)

    @classmethod
    def kept(cls, folder: Path) -> Compiled | None:
        """Read from a folder; None if it is missing, damaged or of another maker."""
        record = kept_record(folder)
        if record is None:
            return None
        graph, tokenizer = _bytes(folder / "model.onnx"), _bytes(folder / "tokenizer.json")
        whole = (_sha256(graph), _sha256(tokenizer)) == (
            record.graph_sha256,
            record.tokenizer_sha256,
        )
        return cls(record, graph, tokenizer) if whole else None

    def keep(self, folder: Path) -> None:
        """Write the files, the record last, so that half of them is never taken for the whole."""
        folder.mkdir(parents=True, exist_ok=True)
        record = json.dumps(asdict(self.record), indent=2).encode()
        bodies = {"model.onnx": self.graph, "tokenizer.json": self.tokenizer, "model.json": record}
        for name, body in bodies.items():
            part = folder / f"{name}.{os.getpid()}"
            part.write_bytes(body)
            part.replace(folder / name)


class OnnxModel:
    """A compiled model, ready to run."""

    def __init__(self, compiled: Compiled) -> None:
        import onnxruntime  # noqa: PLC0415 (0.1 s, which --help need not wait for)
        from tokenizers import Tokenizer  # noqa: PLC0415 (likewise)

        self._tokenizer = Tokenizer.from_buffer(compiled.tokenizer)
        self._tokenizer.enable_truncation(compiled.record.most_tokens)
        self._tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL  # the graph is written fused
        options.graph_optimization_level = level
        # A waiting thread would otherwise burn the core that others need.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        providers = ["CPUExecutionProvider"]
        self._session = onnxruntime.InferenceSession(compiled.graph, options, providers=providers)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit-length vectors, shape `(texts, dimension)`, in the order of the texts."""
        size = self._session.get_outputs()[0].shape[1]
        vectors = np.zeros((len(texts), size), np.float32)
        ids = [found.ids for found in self._tokenizer.encode_batch_fast(list(texts))]
        for part in _batches([len(each) for each in ids]):
            vectors[part] = self._run([ids[place] for place in part])
        return vectors

    def _run(self, pieces: Sequence[Sequence[int]]) -> Vectors:
        lengths = np.array([len(each) for each in pieces])
        mask = (np.arange(lengths.max()) < lengths[:, None]).astype(np.int32)
        ids = np.zeros_like(mask)
        ids[mask == 1] = np.concatenate(pieces)
        vectors: Vectors = self._session.run(None, {"ids": ids, "mask": mask})[0]
        return vectors


def kept_record(folder: Path) -> Record | None:
    """The record of the model kept in a folder; None if there is none that can be used."""
    try:
        record = Record(**json.loads(_bytes(folder / "model.json")))
    except (ValueError, TypeError):
        return None
    return record if record.maker == _MAKER else None


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Places of texts of like length, so that little is spent on padding; the longest first.

    >>> list(_batches([3, 300, 290, 4]))
    [[1, 2], [3, 0]]
    """
    batch: list[int] = []
    for place in sorted(range(len(lengths)), key=lambda place: -lengths[place]):
        widest = lengths[batch[0]] if batch else 0
        padded = len(batch) * widest >= _ENOUGH and widest > _PADDED * lengths[place]
        if padded or (len(batch) + 1) * widest > _PIECES:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_bytes())
    return found


def _bytes(path: Path) -> bytes:
    """A file's bytes; none when there is no such file."""
    return path.read_bytes() if path.is_file() else b""


def _sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
