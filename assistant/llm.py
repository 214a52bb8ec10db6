"""The language model by setting, through llama-index's own classes."""

from __future__ import annotations

import importlib
import inspect
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

_MOST_TOKENS = 512
_ADDRESS = ("api_base", "base_url", "azure_endpoint")
_PATIENCE = ("timeout", "request_timeout")


class LlmError(ValueError):
    """The language model that is set cannot be used."""


@dataclass(frozen=True, slots=True)
class LlmSettings:
    """Which language model writes."""

    name: str = ""
    """`ASSISTANT_LLM`: `PROVIDER/MODEL`, the provider by its llama-index package; none if empty."""
    url: str = ""
    """`ASSISTANT_LLM_URL`: where it answers."""
    key: str = field(default="", repr=False)
    """`ASSISTANT_LLM_KEY`."""
    patience_s: float = 60.0
    """`ASSISTANT_LLM_TIMEOUT`: seconds after which the quotations are given instead."""


NO_LLM = LlmSettings()


def open_llm(settings: LlmSettings) -> LLM:
    """The language model that is set; nothing is sent to it yet.

    Raises:
        LlmError: If the setting names none, or its package is not installed.
    """
    provider, _, model = settings.name.partition("/")
    if not provider or not model:
        raise LlmError(
            f"ASSISTANT_LLM={settings.name} is not PROVIDER/MODEL; for example ollama/llama3.1"
        )
    made = _class(provider)
    if provider == "openai-like" and not settings.url:
        raise LlmError("openai-like needs an address: ASSISTANT_LLM_URL=http://127.0.0.1:8080/v1")
    return made(**_options(made, provider, model, settings))


def _class(provider: str) -> type[LLM]:
    """The class of a provider: the language model that its package exports.

    Raises:
        LlmError: If the package is not installed or exports none.
    """
    package = f"llama-index-llms-{provider}"
    name = f"llama_index.llms.{provider.replace('-', '_')}"
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise LlmError(
            f"ASSISTANT_LLM={provider}/… needs the package {package} ({error.name} is missing); "
            f"run: pip install {package}"
        ) from error
    from llama_index.core.llms import LLM  # noqa: PLC0415 (costs seconds; only with a model)

    found = [getattr(module, each) for each in getattr(module, "__all__", ())]
    classes = [each for each in found if inspect.isclass(each) and issubclass(each, LLM)]
    if not classes:
        raise LlmError(f"{package} has no language model")
    return min(classes, key=lambda each: len(each.__mro__))


def _options(made: type[LLM], provider: str, model: str, settings: LlmSettings) -> dict[str, Any]:
    """What a class is made with, as far as it has such a field."""
    address = dict.fromkeys(_ADDRESS, settings.url) if settings.url else {}
    wanted: dict[str, Any] = {
        "model": model,
        "temperature": 0.0,
        "max_retries": 0,
        "max_tokens": _MOST_TOKENS,
        "api_key": settings.key or ("none" if provider == "openai-like" else ""),
        "is_chat_model": True,
        **address,
        **dict.fromkeys(_PATIENCE, settings.patience_s),
    }
    return {key: value for key, value in wanted.items() if key in made.model_fields and value != ""}
