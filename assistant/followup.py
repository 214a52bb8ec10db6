"""A follow-up put on its own feet by a language model, if it brings in nothing of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answer import Question
from assistant.lexeme import lexemes
from assistant.stream import LlmFailureError, chunks
from index.terms import content_stems

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

_TURNS = 6
"""How much of the conversation a model sees."""
_LONGEST = 40
"""Words of a question."""
_RULES = """\
Rewrite the last question so that it can be understood without the conversation. Use only words of \
the conversation. Add no name, number or date of your own. Write the question alone, on one line."""


def standing(question: Question, llm: LLM, patience_s: float) -> Question:
    """The question as a model rewrites it; as it was where that fails or brings in anything."""
    if not question.history:
        return question
    told = [f"{turn.role}: {turn.content}" for turn in question.history[-_TURNS:]]
    asked = "\n".join(["Conversation:", *told, f"Last question: {question.text}", "Rewritten:"])
    try:
        written = "".join(chunks(llm, _RULES, asked, patience_s)).strip()
    except LlmFailureError:
        return question
    held = f"{question.text} {' '.join(turn.content for turn in question.history)}"
    if not rests_on(written, question.text, held):
        return question
    return Question(written, (), question.as_at, question.reports)


def rests_on(written: str, asked: str, held: str) -> bool:
    """Whether a question says nothing that a conversation does not, and drops no value asked for.

    >>> rests_on("Who owns action 2?", "And 2?", "Who owns action 1? And 2?")
    True
    >>> rests_on("Who owns action 3?", "And 2?", "Who owns action 1? And 2?")
    False
    """
    one_line = "\n" not in written and not re.search(r"https?:|[<>\[\]{}`]", written)
    own = content_stems(written)
    known = content_stems(held)
    short = 1 < len(written.split()) <= _LONGEST
    values = _values(asked) <= _values(written) <= _values(held)
    return one_line and short and values and own <= known


def _values(text: str) -> set[str]:
    return {one.value for one in lexemes(text) if one.is_value}
