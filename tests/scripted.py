"""Stands for a language model: it writes what it is told to, whole or badly."""

import time
from typing import Any

from llama_index.core.llms import (
    CompletionResponse,
    CompletionResponseGen,
    CustomLLM,
    LLMMetadata,
)
from pydantic import Field


class ScriptedLLM(CustomLLM):
    """Gives fixed replies, a few letters at a time."""

    reply: str = ""
    fails_after: int | None = None
    """How many letters come before the connection is cut; None for no cut."""
    pause_s: float = 0.0
    """Between two pieces."""
    asked: list[str] = Field(default_factory=list)

    @property
    def metadata(self) -> LLMMetadata:
        return LLMMetadata(model_name="scripted")

    def complete(self, prompt: str, formatted: bool = False, **_: Any) -> CompletionResponse:  # noqa: FBT001, FBT002, ARG002 (llama-index's own signature)
        self.asked.append(prompt)
        return CompletionResponse(text=self.reply)

    def stream_complete(
        self,
        prompt: str,
        formatted: bool = False,  # noqa: FBT001, FBT002, ARG002 (llama-index's own signature)
        **_: Any,
    ) -> CompletionResponseGen:
        self.asked.append(prompt)

        def pieces() -> CompletionResponseGen:
            told = ""
            for start in range(0, len(self.reply), 5):
                if self.fails_after is not None and start >= self.fails_after:
                    raise ConnectionResetError("cut")
                time.sleep(self.pause_s)
                piece = self.reply[start : start + 5]
                told += piece
                yield CompletionResponse(text=told, delta=piece)
            if self.fails_after is not None:
                raise ConnectionResetError("cut")

        return pieces()
