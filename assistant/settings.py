"""Settings, read once from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from index import DEFAULT_MODEL


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are and what is used."""

    home: Path
    """`ASSISTANT_HOME`: library, Chroma store and uploads."""
    model: str
    """`ASSISTANT_MODEL`: the default embedding model, or the folder of another."""

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """The settings that the environment gives."""
        return cls(
            home=Path(environment.get("ASSISTANT_HOME", "data")),
            model=environment.get("ASSISTANT_MODEL", DEFAULT_MODEL),
        )
