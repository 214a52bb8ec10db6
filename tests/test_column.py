from datetime import date
from pathlib import Path

import pytest
from tiny import assistant_of, written

from assistant.answer import Question

_TABLE = """---
title: Desk Report
publisher: Northshire Police
kind: performance report
force: Northshire Police
published: 2025-11-03
---

# Desk Report

## Umbrellas held

| Place | {column} |
|---|---|
| Harbour desk | {first} |
| Hill desk | 1,148 |
| Mill desk | 96 |
| Total | {total} |
"""


def told(folder: Path, question: str, **cells: str) -> str:
    text = _TABLE.format(**{"column": "Umbrellas", "first": "212", "total": "1,446"} | cells)
    held = assistant_of(folder / "home", written(folder / "reports", desk=text), date(2026, 1, 1))
    return held.ask(Question(question)).text


@pytest.mark.parametrize(
    "question",
    ["Does the total of umbrellas held add up?", "Is the umbrellas total right?"],
)
def test_a_total_that_is_not_the_sum_of_its_rows_is_shown_with_both(
    tmp_path: Path, question: str
) -> None:
    # 212 + 1,148 + 96 = 1,456, and 1,446 is printed.
    answer = told(tmp_path, question)
    assert "total of 1,446 (Umbrellas); its rows add up to 1,456" in answer


@pytest.mark.parametrize(
    "cells",
    [
        {"total": "1,456"},
        {"column": "Average wait"},
        {"first": "about 200"},
        {"first": "202"},
    ],
)
def test_a_total_that_agrees_or_sums_nothing_is_no_conflict(
    tmp_path: Path, cells: dict[str, str]
) -> None:
    assert "add up to" not in told(tmp_path, "Does the total of umbrellas held add up?", **cells)
