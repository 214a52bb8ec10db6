"""Score search on any folder of documents, queries and judgements.

`corpus.jsonl {id, title, text}`, `queries.jsonl {id, text}`, `qrels.jsonl {qid, docid, rel}`. A
document is held as a report of one section, cut into passages, and scored by its best passage.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory
from typing import Annotated, TypeVar

from pydantic import Field, TypeAdapter, ValidationError

from corpus.passages import passages, spoken
from corpus.piece import words
from corpus.report import Block, Passage, Report, Section
from index.embed import Embedder
from index.exact import ExactStore
from index.library import (
    Change,
    Generation,
    Indexed,
    Library,
    Shelved,
    Version,
    embedded,
    vector_key,
)
from index.search import Scope, Search

_DEPTH = 10
"""Documents that are looked at for each query."""
_PASSAGES = 100
"""Passages that are asked for, so that there are enough documents among them."""


_Row = TypeVar("_Row")
Key = Annotated[str, Field(coerce_numbers_to_str=True)]
"""Some sets number their documents."""


_AT_ONCE = 5_000
"""Texts embedded between two words of progress."""


class SetError(ValueError):
    """A folder does not hold a set of documents, queries and judgements."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document to be found."""

    id: Key
    text: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One query."""

    id: Key
    text: str


@dataclass(frozen=True, slots=True)
class Judged:
    """How relevant a document is to a query."""

    qid: Key
    docid: Key
    rel: float


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents, the queries that some of them are relevant to, and which are."""

    documents: tuple[Document, ...]
    queries: tuple[Asked, ...]
    relevant: Mapping[str, Mapping[str, float]]
    """Relevance above 0 by document, by query."""

    @classmethod
    def read(cls, folder: Path) -> Collection:
        """The set in a folder; queries without a relevant document are left out.

        Raises:
            SetError: If a file is missing or a line is not what it should be.
        """
        relevant: dict[str, dict[str, float]] = {}
        for judged in _rows(folder / "qrels.jsonl", Judged):
            if judged.rel > 0:
                relevant.setdefault(judged.qid, {})[judged.docid] = judged.rel
        queries = tuple(q for q in _rows(folder / "queries.jsonl", Asked) if q.id in relevant)
        if not queries:
            raise SetError(f"{folder}: no query has a relevant document")
        return cls(tuple(_rows(folder / "corpus.jsonl", Document)), queries, relevant)


Find = Callable[[str], Sequence[str]]
"""A query's text to document ids, best first."""


def scored(tested: Collection, find: Find) -> dict[str, float]:
    """`ndcg@10`, `mrr@10`, `recall@5` and `recall@10` as means over `n` queries, all in [0, 1]."""
    found = [(find(query.text), tested.relevant[query.id]) for query in tested.queries]
    return {
        "ndcg@10": fmean(ndcg_at(_DEPTH, ranked, gains) for ranked, gains in found),
        "mrr@10": fmean(reciprocal_rank_at(_DEPTH, ranked, gains) for ranked, gains in found),
        "recall@5": fmean(recall_at(5, ranked, gains) for ranked, gains in found),
        "recall@10": fmean(recall_at(_DEPTH, ranked, gains) for ranked, gains in found),
        "n": len(found),
    }


def ndcg_at(k: int, ranked: Sequence[str], gains: Mapping[str, float]) -> float:
    """Discounted gain of the first `k` over that of the best order (Järvelin and Kekäläinen 2002).

    >>> ndcg_at(2, ["b", "a"], {"a": 1.0}) == 1 / math.log2(3)
    True
    """
    best = sorted(gains.values(), reverse=True)[:k]
    got = [gains.get(key, 0.0) for key in ranked[:k]]
    return _discounted(got) / _discounted(best)


def reciprocal_rank_at(k: int, ranked: Sequence[str], gains: Mapping[str, float]) -> float:
    """One over the place of the first relevant document; 0 if it is not among the first `k`.

    >>> reciprocal_rank_at(10, ["b", "a"], {"a": 1.0})
    0.5
    """
    return next((1 / n for n, key in enumerate(ranked[:k], start=1) if key in gains), 0.0)


def recall_at(k: int, ranked: Sequence[str], gains: Mapping[str, float]) -> float:
    """Share of the relevant documents among the first `k` found.

    >>> recall_at(2, ["a", "b", "c"], {"a": 1.0, "c": 1.0})
    0.5
    """
    return len(gains.keys() & set(ranked[:k])) / len(gains)


@contextmanager
def searched(documents: Sequence[Document], say: Callable[[str], None]) -> Iterator[Search]:
    """Search over documents, in a library that is gone afterwards."""
    with TemporaryDirectory(prefix="retrieval-") as folder:
        library, embedder = Library(Path(folder)), Embedder()
        said = {d.id: d for d in documents if d.text.strip() or (d.title or "").strip()}
        reports = [_report(document) for document in said.values()]
        held = [(report, passages(report)) for report in reports]
        say(f"{len(held)} documents, {sum(len(parts) for _, parts in held)} passages")
        _hold(library, embedder, held, say)
        yield Search(library, ExactStore(library), embedder, reports=reports)
        library.close()


def finder(search: Search, documents: Sequence[Document]) -> Find:
    """Documents by their best passage."""
    scope = Scope(tuple(document.id for document in documents))

    def find(text: str) -> Sequence[str]:
        hits = search.search(search.query(text), scope, _PASSAGES)
        return tuple(dict.fromkeys(hit.passage.report for hit in hits))[:_DEPTH]

    return find


def _hold(
    library: Library,
    embedder: Embedder,
    held: Sequence[tuple[Report, Sequence[Passage]]],
    say: Callable[[str], None],
) -> None:
    parts = [(passage, report.sections[0]) for report, own in held for passage in own]
    units = [spoken(section, unit) for passage, section in parts for unit in passage.sentences]
    counts = Counter(w for passage, _ in parts for w in words(f"{passage.text} {passage.context}"))
    lexicon = [word for word in counts if len(word) > 2 and word.isalpha()]
    texts = list(dict.fromkeys([*(embedded(passage) for passage, _ in parts), *units, *lexicon]))
    for start in range(0, len(texts), _AT_ONCE):
        some = texts[start : start + _AT_ONCE]
        say(f"embedding {start} of {len(texts)} texts")
        keys = [vector_key(text, embedder.sha256) for text in some]
        library.keep_vectors(dict(zip(keys, embedder.embed(some), strict=True)))
    generation = Generation(1, embedder.model, embedder.sha256, len(parts))
    library.switch(generation, _change(held, embedder, counts))


def _change(
    held: Sequence[tuple[Report, Sequence[Passage]]], embedder: Embedder, counts: Counter[str]
) -> Change:
    """What the library is to hold: each document as the only version of a report."""
    indexed = tuple(
        Indexed(
            report,
            tuple(own),
            tuple(
                vector_key(spoken(report.sections[0], unit), embedder.sha256)
                for passage in own
                for unit in passage.sentences
            ),
        )
        for report, own in held
    )
    versions = tuple(Version(report, 1, "", "") for report, _ in held)
    shelved = Shelved((), versions, (), tuple((report.id, 1) for report, _ in held))
    return Change(shelved, frozenset(), indexed, counts)


def _report(document: Document) -> Report:
    """A document as a report of one section, its paragraphs as blocks."""
    body = document.text if document.text.strip() else document.title or ""
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", body)]
    blocks: list[Block] = []
    start = 0
    for paragraph in filter(None, paragraphs):
        blocks.append(Block("paragraph", start, start + len(paragraph)))
        start += len(paragraph) + 1
    text = "\n".join(filter(None, paragraphs))
    # A blank heading: without one, the section would be indexed under the words "Front page".
    section = Section(f"{document.id}#1", (document.title or " ",), text, tuple(blocks))
    return Report(document.id, document.title or "", "", (section,))


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))


def _rows(path: Path, kind: type[_Row]) -> Iterator[_Row]:
    adapter = TypeAdapter(kind)
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SetError(f"{path}: {error}") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield adapter.validate_json(line)
            except ValidationError as error:
                raise SetError(f"{path}:{number}: {error.errors()[0]['msg']}") from error
