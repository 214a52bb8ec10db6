import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from tiny import assistant_of, written

from assistant.answer import Question
from assistant.llm import LlmError, LlmSettings, open_llm
from assistant.settings import Settings

LOCAL = "http://127.0.0.1:9/v1"


def test_no_model_is_set_unless_one_is_named() -> None:
    assert not Settings.read({}).llm.name


def test_settings_name_the_model_its_address_its_key_and_how_long_to_wait() -> None:
    environment = {
        "ASSISTANT_LLM": "openai-like/small",
        "ASSISTANT_LLM_URL": LOCAL,
        "ASSISTANT_LLM_KEY": "secret",
        "ASSISTANT_LLM_TIMEOUT": "2.5",
    }
    settings = Settings.read(environment)
    assert settings.llm == LlmSettings("openai-like/small", LOCAL, "secret", 2.5)
    assert "secret" not in repr(settings)


@pytest.mark.parametrize("patience", ["soon", "0", "-1", ""])
def test_a_time_to_wait_is_a_number_above_nothing(patience: str) -> None:
    with pytest.raises(LlmError, match="ASSISTANT_LLM_TIMEOUT"):
        Settings.read({"ASSISTANT_LLM_TIMEOUT": patience})


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"name": "llama3.1"}, "is not PROVIDER/MODEL"),
        ({"name": "openai-like/"}, "is not PROVIDER/MODEL"),
        ({"name": "openai-like/small"}, "needs an address: ASSISTANT_LLM_URL"),
        ({"name": "no-such-thing/x"}, "run: pip install llama-index-llms-no-such-thing"),
    ],
)
def test_a_model_that_cannot_be_used_says_what_to_type(
    environment: Mapping[str, str], told: str
) -> None:
    with pytest.raises(LlmError, match=told):
        open_llm(LlmSettings(**environment))  # type: ignore[arg-type]  # names of fields


def test_an_openai_compatible_address_is_llama_index_s_own_class() -> None:
    llm = open_llm(LlmSettings("openai-like/org/small", LOCAL, "secret", 3.0))
    assert type(llm).__name__ == "OpenAILike"
    assert (llm.model, llm.api_base, llm.timeout) == ("org/small", LOCAL, 3.0)
    assert llm.metadata.is_chat_model
    assert not llm.metadata.is_function_calling_model


def test_ollama_is_llama_index_s_own_class() -> None:
    pytest.importorskip("llama_index.llms.ollama", reason="the extra llm is not installed")
    llm = open_llm(LlmSettings("ollama/llama3.1", "http://127.0.0.1:9", patience_s=3.0))
    assert (type(llm).__name__, llm.model, llm.request_timeout) == ("Ollama", "llama3.1", 3.0)


def test_without_a_model_nothing_of_llama_index_is_imported() -> None:
    code = "import sys, assistant.open; print([m for m in sys.modules if m.startswith('llama')])"
    command = [sys.executable, "-c", code]
    told = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 (our own code)
    assert told.stdout.strip() == "[]"


def test_without_a_model_one_answer_comes_and_it_is_whole(tmp_path: Path) -> None:
    assistant = assistant_of(tmp_path / "home", written(tmp_path / "reports"))
    question = Question("Who signs the rota?")
    (only,) = assistant.answers(question)
    assert only.statements == assistant.ask(question).statements
    assert all(s.kind != "written" for s in only.statements)
