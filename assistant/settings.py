"""Settings, read once from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.llm import NO_LLM, LlmError, LlmSettings
from index import DEFAULT_MODEL
from index.engines import LOCAL, Engines

if TYPE_CHECKING:
    from index.library import Library


class SettingsError(ValueError):
    """A setting has a value that makes no sense."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are and what is used."""

    home: Path
    """`ASSISTANT_HOME`: library, Chroma store and uploads."""
    model: str
    """`ASSISTANT_MODEL`: the default embedding model, or the folder of another."""
    llm: LlmSettings = NO_LLM
    """`ASSISTANT_LLM` and what belongs to it: no language model unless it is set."""
    url: str = ""
    """`ASSISTANT_URL`: the page's address for browsers, where a proxy stands before it."""
    proxy: str = "127.0.0.1"
    """`ASSISTANT_PROXY`: address of that proxy, whose word on who is calling is taken."""
    keep_days: int = 0
    """`ASSISTANT_KEEP_DAYS`: days that audit log and history are kept; 0 keeps them."""
    log_commands: bool = False
    """`ASSISTANT_LOG_COMMANDS`: whether questions asked on the command line are logged too."""
    idle_minutes: int = 30
    """`ASSISTANT_IDLE_MINUTES`: minutes without a sign of life after which a session ends."""
    session_hours: int = 12
    """`ASSISTANT_SESSION_HOURS`: hours after which a session ends in any case."""
    upload_mb: int = 50
    """`ASSISTANT_UPLOAD_MB`: megabytes of the largest file that may be handed in."""

    workers: int = 1
    """`ASSISTANT_WORKERS`: how many files an ingest reads at a time; embedding goes on beside."""
    engines: Engines = LOCAL
    """`ASSISTANT_LIBRARY`, `ASSISTANT_CHROMA` and `ASSISTANT_CHROMA_HEADER`: servers, if any."""

    def library(self) -> Library:
        """The library that is set.

        Raises:
            LibraryError: If it cannot be used.
        """
        return self.engines.library_in(self.home)

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """The settings that the environment gives.

        Raises:
            SettingsError: If one makes no sense.
        """
        return cls(
            home=Path(environment.get("ASSISTANT_HOME", "data")),
            model=environment.get("ASSISTANT_MODEL", DEFAULT_MODEL),
            llm=_llm(environment),
            url=environment.get("ASSISTANT_URL", ""),
            proxy=environment.get("ASSISTANT_PROXY", "127.0.0.1"),
            keep_days=_number(environment, "ASSISTANT_KEEP_DAYS", 0, least=0),
            log_commands=_number(environment, "ASSISTANT_LOG_COMMANDS", 0, least=0) > 0,
            idle_minutes=_number(environment, "ASSISTANT_IDLE_MINUTES", 30, least=1),
            session_hours=_number(environment, "ASSISTANT_SESSION_HOURS", 12, least=1),
            upload_mb=_number(environment, "ASSISTANT_UPLOAD_MB", 50, least=1),
            workers=_number(environment, "ASSISTANT_WORKERS", 1, least=1),
            engines=Engines(
                library=environment.get("ASSISTANT_LIBRARY", ""),
                chroma=environment.get("ASSISTANT_CHROMA", ""),
                chroma_header=environment.get("ASSISTANT_CHROMA_HEADER", ""),
            ),
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


def _number(environment: Mapping[str, str], name: str, default: int, *, least: int) -> int:
    said = environment.get(name, str(default))
    if not said.isdecimal() or int(said) < least:
        raise SettingsError(f"{name}={said} is not a whole number from {least} up")
    return int(said)
