"""llama-index at the edge: our model and our search as its embedding and its retriever."""

from __future__ import annotations

from collections.abc import Callable

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode
from pydantic import PrivateAttr

from index.embed import Embedder
from index.search import Hit


class LibraryEmbedding(BaseEmbedding):
    """The library's embedding model."""

    _embedder: Embedder = PrivateAttr()

    @classmethod
    def over(cls, embedder: Embedder) -> LibraryEmbedding:
        """The llama-index form of an embedder."""
        made = cls(model_name=embedder.model)
        made._embedder = embedder
        return made

    def _get_text_embedding(self, text: str) -> list[float]:
        return [float(value) for value in self._embedder.embed([text])[0]]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return [[float(value) for value in row] for row in self._embedder.embed(texts)]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)


class LibraryRetriever(BaseRetriever):
    """Fused search: passages as nodes, with report, section and heading path as metadata."""

    def __init__(self, find: Callable[[str], tuple[Hit, ...]]) -> None:
        self._find = find
        super().__init__()

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return [_node(hit) for hit in self._find(query_bundle.query_str)]


def _node(hit: Hit) -> NodeWithScore:
    passage = hit.passage
    place = {"report": passage.report, "section": passage.section, "context": passage.context}
    node = TextNode(id_=passage.id, text=passage.text, metadata=place)
    return NodeWithScore(node=node, score=hit.score)
