from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiny import BagOfWords, library_of, written

from index.embed import Vectors
from index.library import Library, LibraryError
from index.search import Scope, Search
from index.terms import content, stems
from index.vectors import VectorStore


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("searched")
    return library_of(folder, written(folder / "reports"))


@pytest.fixture(scope="module")
def search(library: Library) -> Iterator[Search]:
    short = {"sm": "Scrutiny Meeting", "pcc": "Parish Council Clerk"}
    return Search(library, VectorStore(library.home), BagOfWords(), short)


@pytest.fixture(scope="module")
def everywhere(library: Library) -> Scope:
    return Scope(tuple(report.id for report in library.reports()))


class Counting(BagOfWords):
    """Keeps what it is asked to embed."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[list[str]] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.seen.append(list(texts))
        return super().embed(texts)


def test_the_passage_that_says_it_comes_first(search: Search, everywhere: Scope) -> None:
    hits = search.search(search.query("Who signs the rota after 4pm?"), everywhere)
    assert "Nobody signs the rota" in hits[0].passage.text
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50
)
@given(st.text(max_size=60))
def test_any_question_is_searched(search: Search, everywhere: Scope, text: str) -> None:
    hits = search.search(search.query(text), everywhere, limit=5)
    assert len(hits) == len({hit.passage.id for hit in hits}) <= 5
    assert all(hit.score > 0 for hit in hits)


def test_the_same_question_finds_the_same(search: Search, everywhere: Scope) -> None:
    found = [search.search(search.query("umbrellas found"), everywhere) for _ in range(2)]
    assert found[0] == found[1]


def test_search_stays_inside_its_scope(search: Search, everywhere: Scope) -> None:
    for report in everywhere.reports:
        hits = search.search(search.query("calls umbrellas rota"), Scope((report,)))
        assert {hit.passage.report for hit in hits} == {report}
    assert search.search(search.query("calls"), Scope(())) == ()


def test_a_preferred_report_rises(search: Search, everywhere: Scope) -> None:
    query = search.query("Northshire Police")
    for report in everywhere.reports:
        plain = search.search(query, everywhere)
        raised = search.search(query, Scope(everywhere.reports, (report,)))

        def best(hits: tuple, report: str = report) -> int:  # type: ignore[type-arg]  # hits
            return min(hit.rank for hit in hits if hit.passage.report == report)

        assert best(raised) <= best(plain)


def test_typing_errors_are_mended_by_the_words_held(search: Search) -> None:
    assert search.mended("Who signs the umbrelas registr?") == "Who signs the umbrellas register?"
    assert search.query("umbrelas").terms == ("umbrellas",)


@pytest.mark.parametrize("text", ["Who signs 4pm?", "rota", "xqzw", "zebra crossing"])
def test_what_is_held_or_like_nothing_is_left_as_typed(search: Search, text: str) -> None:
    assert search.mended(text) == text


def test_words_that_nothing_holds_are_named(search: Search) -> None:
    assert search.query("What is the capital of France?").unknown == ("capital", "france")
    assert search.query("Who signs the rota?").unknown == ()


def test_only_words_that_nothing_holds_are_embedded_with_a_question(library: Library) -> None:
    embedder = Counting()
    search = Search(library, VectorStore(library.home), embedder)
    search.query("Who signs the rota?")
    search.query("Who signs the zebra rota?")
    assert embedder.seen == [["Who signs the rota?"], ["Who signs the zebra rota?", "zebra"]]


def test_a_short_form_nobody_prints_is_read_as_its_name(search: Search) -> None:
    query = search.query("What did the SM decide?")
    assert "Scrutiny Meeting" in query.text
    assert {"scrutiny", "meeting"} <= set(query.terms)


def test_a_short_form_that_is_printed_stays_itself(search: Search) -> None:
    assert "Clerk" not in search.query("What did the PCC say?").text


def test_rare_words_weigh_more(search: Search) -> None:
    weights = search.query("northshire umbrellas").weights
    assert weights[stems("umbrellas")[0]] > weights[stems("northshire")[0]]


def test_an_empty_library_is_refused_with_what_to_type(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="holds no reports; run: assistant ingest"):
        Search(Library(tmp_path), VectorStore(tmp_path), BagOfWords())


def test_another_model_is_refused_with_the_command_that_rebuilds(library: Library) -> None:
    with pytest.raises(LibraryError, match="run: assistant rebuild"):
        Search(library, VectorStore(library.home), BagOfWords("2" * 64))


def test_a_retriever_gives_the_same_passages(search: Search, everywhere: Scope) -> None:
    hits = search.search(search.query("Who signs the rota?"), everywhere, 4)
    nodes = search.as_retriever(everywhere, 4).retrieve("Who signs the rota?")
    assert [node.node.node_id for node in nodes] == [hit.passage.id for hit in hits]
    assert [node.score for node in nodes] == [hit.score for hit in hits]
    assert nodes[0].metadata["report"] == hits[0].passage.report


def test_the_embedding_of_llama_index_is_ours() -> None:
    embedding = BagOfWords().as_llama_index()
    own = [float(value) for value in BagOfWords().embed(["calls at night"])[0]]
    assert embedding.get_query_embedding("calls at night") == own
    assert embedding.get_text_embedding_batch(["calls at night"]) == [own]


def test_vectors_of_sentences_are_those_kept_at_ingest(search: Search) -> None:
    text = "Nobody signs the rota."
    found = search.sentence_vectors([text, "never said"])
    assert found.keys() == {text}
    assert found[text] == pytest.approx(BagOfWords().embed([text])[0])


def test_the_content_of_a_question_is_its_words_once() -> None:
    assert content("What is the rota, and who signs the rota?") == ("rota", "signs")
    assert content("") == ()


@given(st.text())
def test_stems_of_any_text_are_words(text: str) -> None:
    assert all(stem and not stem.isspace() for stem in stems(text))


@pytest.mark.parametrize(("typed", "held"), [("mngr", "manager"), ("scrtny", "scrutiny")])
def test_a_word_cut_short_is_read_as_the_one_word_held(
    search: Search, typed: str, held: str
) -> None:
    assert held in search.query(f"what did the {typed} say").text


@pytest.mark.parametrize("text", ["what was said on 26 Mar", "what was said on 3rd sept"])
def test_a_month_cut_short_is_no_name_that_nothing_holds(search: Search, text: str) -> None:
    assert search.query(text).unknown == ()
