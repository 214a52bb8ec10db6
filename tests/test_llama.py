import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from scripted import ScriptedLLM
from tiny import assistant_of, written

from assistant.answer import Question
from assistant.ask import Assistant

EXAMPLE = Path(__file__).parent.parent / "docs/examples/llama_index_evaluators.py"
ASKED = "Who signs the rota?"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("engine")
    return assistant_of(folder / "home", written(folder / "reports"))


@pytest.fixture(scope="module")
def example() -> ModuleType:
    spec = importlib.util.spec_from_file_location("example", EXAMPLE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_query_engine_gives_the_answer_with_its_sources(assistant: Assistant) -> None:
    response = assistant.as_query_engine().query(ASKED)
    answer = assistant.ask(Question(ASKED))
    assert str(response) == answer.text
    assert [node.node.text for node in response.source_nodes] == [c.quote for c in answer.citations]


def test_a_refusal_has_no_source(assistant: Assistant) -> None:
    response = assistant.as_query_engine().query("What is the capital of France?")
    assert response.metadata is not None
    assert response.metadata["abstained"]
    assert not response.source_nodes


@pytest.mark.parametrize(("verdict", "passes"), [("YES", True), ("NO", False)])
def test_the_evaluators_of_llama_index_run_over_it(
    assistant: Assistant, example: ModuleType, verdict: str, *, passes: bool
) -> None:
    found = example.judged(assistant, ScriptedLLM(reply=verdict), [ASKED])
    assert found == [(ASKED, passes, passes)]
