"""Scores of the reader on a file in SQuAD 2.0's format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.command import run
from eval.measures import auroc
from eval.squad import exact, f1

CONTEXT = "The harbour office opens at nine. It is run by Ada Finch, who came in 1998."


def file_of(folder: Path, *asked: tuple[str, str]) -> Path:
    """A file of questions with their answer, or an empty string for none."""
    qas = [
        {
            "id": str(n),
            "question": question,
            "is_impossible": not answer,
            "answers": [{"text": answer, "answer_start": CONTEXT.find(answer)}] if answer else [],
        }
        for n, (question, answer) in enumerate(asked)
    ]
    data = [{"title": "Harbour_office", "paragraphs": [{"context": CONTEXT, "qas": qas}]}]
    path = folder / "squad.json"
    path.write_text(json.dumps({"version": "v2.0", "data": data}), encoding="utf-8")
    return path


def test_a_file_is_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = file_of(tmp_path, ("Who runs the office?", "Ada Finch"), ("Who mended the roof?", ""))
    assert run(["--squad", str(path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["n"] == 2
    assert told["answerable"] == 1
    assert {"auroc", "exact", "f1"} <= set(told)


def test_another_file_is_named_and_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "other.json"
    path.write_text("[]", encoding="utf-8")
    assert run(["--squad", str(path)]) == 2
    assert "not in SQuAD 2.0's format" in capsys.readouterr().err


def test_a_missing_file_is_named_and_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--squad", str(tmp_path / "none.json")]) == 2
    assert "cannot read" in capsys.readouterr().err


def test_saying_nothing_is_right_only_where_nothing_answers() -> None:
    assert (exact("", []), exact("", ["May"]), exact("May", [])) == (1.0, 0.0, 0.0)
    assert (f1("", []), f1("", ["May"]), f1("May", [])) == (1.0, 0.0, 0.0)


def test_auroc_of_a_tie_is_chance() -> None:
    assert auroc([(0.5, True), (0.5, False)]) == 0.5


def test_auroc_needs_both_kinds() -> None:
    with pytest.raises(ValueError, match="undefined"):
        auroc([(0.5, True)])
