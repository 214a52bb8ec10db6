"""llama-index at the edge: the assistant as a query engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llama_index.core.base.response.schema import Response
from llama_index.core.query_engine import CustomQueryEngine
from llama_index.core.schema import NodeWithScore, TextNode
from pydantic import PrivateAttr

from assistant.answer import Answer, Citation, Question

if TYPE_CHECKING:
    from assistant.ask import Assistant


class AssistantQueryEngine(CustomQueryEngine):
    """Answers as llama-index responses: the text, and each citation as a source node."""

    _assistant: Assistant = PrivateAttr()

    @classmethod
    def over(cls, assistant: Assistant) -> AssistantQueryEngine:
        """The query engine of an assistant."""
        made = cls()
        made._assistant = assistant
        return made

    def custom_query(self, query_str: str) -> Response:
        """The answer to a question, with its sources."""
        return _response(self._assistant.ask(Question(query_str)))


def _response(answer: Answer) -> Response:
    nodes = [_node(citation) for citation in answer.citations]
    told = {"abstained": answer.abstained, "searched": list(answer.searched)}
    return Response(answer.text, nodes, told)


def _node(citation: Citation) -> NodeWithScore:
    span = citation.span
    place = {"number": citation.number, "place": citation.place, "section": span.section}
    name = f"{span.section}:{span.start}-{span.end}"
    return NodeWithScore(node=TextNode(id_=name, text=citation.quote, metadata=place), score=1.0)
