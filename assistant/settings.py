"""Settings, read once from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.llm import NO_LLM, LlmError, LlmSettings
from index import DEFAULT_MODEL


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are and what is used."""

    home: Path
    """`ASSISTANT_HOME`: library, Chroma store and uploads."""
    model: str
    """`ASSISTANT_MODEL`: the default embedding model, or the folder of another."""
    llm: LlmSettings = NO_LLM
    """`ASSISTANT_LLM` and what belongs to it: no language model unless it is set."""

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """The settings that the environment gives."""
        return cls(
            home=Path(environment.get("ASSISTANT_HOME", "data")),
            model=environment.get("ASSISTANT_MODEL", DEFAULT_MODEL),
            llm=_llm(environment),
        )


def _llm(environment: Mapping[str, str]) -> LlmSettings:
    """The language model that the environment names.

    Raises:
        LlmError: If the time to wait is no number of seconds.
    """
    patience = environment.get("ASSISTANT_LLM_TIMEOUT", "60")
    if not patience.replace(".", "", 1).isdigit() or float(patience) <= 0:
        raise LlmError(f"ASSISTANT_LLM_TIMEOUT={patience} is not a number of seconds above 0")
    return LlmSettings(
        name=environment.get("ASSISTANT_LLM", ""),
        url=environment.get("ASSISTANT_LLM_URL", ""),
        key=environment.get("ASSISTANT_LLM_KEY", ""),
        patience_s=float(patience),
    )
