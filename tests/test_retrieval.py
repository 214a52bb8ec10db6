import json
import math
from collections.abc import Sequence
from pathlib import Path

import pytest

from eval.command import run
from eval.retrieval import Collection, SetError, finder, scored, searched

DOCUMENTS = [
    {
        "id": "rota",
        "title": "Night desk",
        "text": "Nobody signs the rota.\n\nIt hangs by the door.",
    },
    {"id": "ducks", "title": "", "text": "Ducks nest beside the harbour wall in spring. " * 60},
    {"id": 3, "text": "The baker opens at five and sells out of rye bread by noon."},
    {"id": "empty", "title": "", "text": " "},
]
QUERIES = [
    {"id": 1, "text": "who signs the rota?"},
    {"id": 2, "text": "birds breeding near the port"},
    {"id": 4, "text": "not judged"},
]
JUDGED = [
    {"qid": 1, "docid": "rota", "rel": 1},
    {"qid": 1, "docid": "ducks", "rel": 0},
    {"qid": 2, "docid": "ducks", "rel": 2},
]


def written(folder: Path, **rows: Sequence[dict[str, object]]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, values in rows.items():
        lines = [json.dumps(value) for value in values]
        (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "set", corpus=DOCUMENTS, queries=QUERIES, qrels=JUDGED)


def test_only_judged_queries_are_asked(folder: Path) -> None:
    tested = Collection.read(folder)
    assert [query.id for query in tested.queries] == ["1", "2"]
    assert tested.relevant == {"1": {"rota": 1.0}, "2": {"ducks": 2.0}}


def test_measures_are_means_over_queries(folder: Path) -> None:
    # Query 1: found first, all 1. Query 2: found third: nDCG 1 / log2(4), 1/3, 1, 1.
    found = scored(Collection.read(folder), lambda _: ("rota", "3", "ducks"))
    assert found == {
        "ndcg@10": pytest.approx((1 + 1 / math.log2(4)) / 2),
        "mrr@10": pytest.approx((1 + 1 / 3) / 2),
        "recall@5": 1.0,
        "recall@10": 1.0,
        "n": 2,
    }


def test_documents_are_found_once_each_by_their_best_passage(folder: Path) -> None:
    tested = Collection.read(folder)
    with searched(tested.documents, lambda _: None) as search:
        find = finder(search, tested.documents)
        assert find("who signs the rota?")[0] == "rota"
        assert find("birds breeding near the port")[0] == "ducks"
        assert sorted(find("rye bread, ducks and the rota")) == ["3", "ducks", "rota"]


def test_the_command_prints_the_measures_as_json(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--retrieval", str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "ndcg@10": 1.0, "mrr@10": 1.0, "recall@5": 1.0, "recall@10": 1.0, "n": 2
    }  # fmt: skip


@pytest.mark.parametrize("name", ["corpus", "queries", "qrels"])
def test_a_bad_line_is_named(folder: Path, name: str) -> None:
    (folder / f"{name}.jsonl").write_text("{}\n", encoding="utf-8")
    with pytest.raises(SetError, match=rf"{name}\.jsonl:1: Field required"):
        Collection.read(folder)


def test_a_set_without_judgements_is_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "qrels.jsonl").write_text("", encoding="utf-8")
    assert run(["--retrieval", str(folder)]) == 2
    assert "no query has a relevant document" in capsys.readouterr().err
