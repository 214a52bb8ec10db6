"""Judge answers with llama-index's own evaluators.

Set ASSISTANT_LLM (and ASSISTANT_LLM_URL) to the model that judges, then run:

    python docs/examples/llama_index_evaluators.py "Which actions are past due?"
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from llama_index.core.evaluation import FaithfulnessEvaluator, RelevancyEvaluator

from assistant.llm import LlmError, open_llm
from assistant.open import open_assistant
from assistant.settings import Settings

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

    from assistant.ask import Assistant


def judged(
    assistant: Assistant, llm: LLM, questions: Sequence[str]
) -> list[tuple[str, bool, bool]]:
    """Each question with whether its answer is faithful to its sources, and to the point."""
    engine = assistant.as_query_engine()
    faithful, relevant = FaithfulnessEvaluator(llm=llm), RelevancyEvaluator(llm=llm)
    found = []
    for question in questions:
        response = engine.query(question)
        passed = (
            faithful.evaluate_response(response=response).passing,
            relevant.evaluate_response(query=question, response=response).passing,
        )
        found.append((question, *map(bool, passed)))
    return found


if __name__ == "__main__":
    settings = Settings.read()
    try:
        judge = open_llm(settings.llm)
    except LlmError as error:
        sys.exit(f"a model has to judge: {error}")
    quoting = open_assistant(settings.home, settings.model)
    print("question", "faithful", "to the point", sep="\t")
    for line in judged(quoting, judge, sys.argv[1:]):
        print(*line, sep="\t")
