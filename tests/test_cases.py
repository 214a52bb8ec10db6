import hashlib
import json
from itertools import chain
from pathlib import Path

import pytest

from assistant.answer import Turn
from eval.case import SPLITS, CaseError, load

SHIPPED = sorted((Path(__file__).parents[1] / "eval" / "cases").glob("*.jsonl"))

GOOD: dict[str, object] = {
    "id": "owner-1",
    "kind": "owner",
    "question": "who owns it?",
    "history": [{"role": "user", "content": "hello"}],
    "as_at": "2025-10-31",
    "required": ["Sergeant", ["4", "four"]],
    "forbidden": ["Inspector"],
    "support": [{"section": "Area", "words": ["Sergeant"]}],
    "abstain": False,
}


def written(folder: Path, *lines: dict[str, object], name: str = "mine.jsonl") -> Path:
    path = folder / name
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path


def test_a_line_becomes_a_case(tmp_path: Path) -> None:
    (case,) = load(written(tmp_path, GOOD))
    assert case.required == ("Sergeant", ("4", "four"))
    assert case.asked.history == (Turn("user", "hello"),)
    assert str(case.asked.as_at) == "2025-10-31"
    assert case.file == "mine"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "riddle"}, "kind: Input should be 'fact'"),
        ({"extra": 1}, "extra: Unexpected"),
        ({"as_at": "31/10/2025"}, "as_at"),
        ({"abstain": True}, "only for it"),
        ({"kind": "not-in-corpus"}, "only for it"),
        ({"kind": "not-in-corpus", "abstain": True}, "requires nothing"),
        ({"required": []}, "any answer would be right"),
        ({"required": [""]}, "empty string"),
        ({"required": [[]]}, "empty string"),
        ({"forbidden": [" "]}, "empty string"),
        ({"support": [{"section": "Area", "words": []}]}, "empty string"),
    ],
)
def test_a_bad_case_is_named_by_file_and_line(
    tmp_path: Path, change: dict[str, object], message: str
) -> None:
    path = written(tmp_path, {**GOOD, "id": "first"}, GOOD | change)
    with pytest.raises(CaseError, match=rf"mine\.jsonl:2: .*{message}"):
        load(path)


def test_a_line_that_is_not_json_is_named(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text('\n{"id": ', encoding="utf-8")
    with pytest.raises(CaseError, match=r"mine\.jsonl:2: Invalid JSON"):
        load(path)


def test_a_repeated_id_is_named_with_both_lines(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"mine\.jsonl:2: id owner-1 is also on line 1"):
        load(written(tmp_path, GOOD, GOOD))


def test_a_file_that_is_missing_or_empty_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="No such file"):
        load(tmp_path / "none.jsonl")
    with pytest.raises(CaseError, match="no cases"):
        load(written(tmp_path))


def test_the_id_decides_the_split(tmp_path: Path) -> None:
    cases = load(written(tmp_path, *({**GOOD, "id": f"case-{n}"} for n in range(20))))
    even = {c.id for c in cases if int(hashlib.sha256(c.id.encode()).hexdigest()[:2], 16) % 2 == 0}
    assert {c.id for c in cases if c.split == "development"} == even
    assert {c.split for c in cases} == set(SPLITS)


@pytest.mark.parametrize(
    ("name", "split"), [("others-dev.jsonl", "development"), ("others-test.jsonl", "test")]
)
def test_the_other_files_are_a_split_each(tmp_path: Path, name: str, split: str) -> None:
    cases = load(written(tmp_path, *({**GOOD, "id": f"c{n}"} for n in range(20)), name=name))
    assert {c.split for c in cases} == {split}


def test_the_cases_that_ship_can_be_read_and_share_no_id() -> None:
    ids = [case.id for case in chain.from_iterable(map(load, SHIPPED))]
    assert ids
    assert len(ids) == len(set(ids))
