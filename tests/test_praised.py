from pathlib import Path

import pytest
from tiny import assistant_of, written

from assistant.answer import Question
from assistant.ask import Assistant

_HEAD = """---
title: Rota Audit
publisher: Example Audit LLP
kind: internal audit
force: Northshire Police
published: 2025-11-03
---

# Rota Audit

## Background

The rota of the desk was audited. The auditors looked at 30 shifts kept on ROTEX.
The spring survey of 2025 had 410 replies. In the 2025 desk survey, 46% asked for shorter shifts.

"""
_FOUND = "- Each shift had a sergeant.\n- Keys: all 12 were in the safe.\n"


def asked(folder: Path, good: str) -> Assistant:
    text = f"{_HEAD}{good}\n\n{_FOUND}\n## Findings\n\nNobody signs the rota.\n"
    return assistant_of(folder / "home", written(folder / "reports", rota=text))


@pytest.mark.parametrize(
    "good",
    [
        "## What is working well",
        "## What works",
        "## Strengths",
        "## 5. AREAS OF GOOD PRACTICE",
        "## Results\n\nThese controls are designed well and operate as intended:",
    ],
)
@pytest.mark.parametrize(
    "question",
    [
        "What did the auditors find was going fine on the rota?",
        "list the strengths of the rota",
        "any positives on the rota?",
    ],
)
def test_what_works_well_is_the_whole_list_under_a_heading_that_says_so(
    tmp_path: Path, good: str, question: str
) -> None:
    told = [s.text for s in asked(tmp_path, good).ask(Question(question)).statements]
    assert {"Each shift had a sergeant.", "Keys: all 12 were in the safe."} <= set(told)


@pytest.mark.parametrize("mark", ["?", ".", "!"])
def test_a_question_may_end_in_any_mark(tmp_path: Path, mark: str) -> None:
    held = asked(tmp_path, "## What is working well")
    assert (
        "Each shift had a sergeant."
        in held.ask(Question(f"what on the rota is working{mark}")).text
    )


def test_what_does_not_work_well_is_no_praise(tmp_path: Path) -> None:
    answer = asked(tmp_path, "## Strengths").ask(Question("What is not working well on the rota?"))
    assert "Each shift had a sergeant." not in answer.text


def test_a_short_form_that_is_used_and_not_spelled_out_is_refused(tmp_path: Path) -> None:
    answer = asked(tmp_path, "## Strengths").ask(Question("what does rotex stand for?"))
    assert answer.abstained
    assert "ROTEX is used, but no report held says what it stands for" in answer.text


def test_a_survey_of_another_year_does_not_answer(tmp_path: Path) -> None:
    ask = asked(tmp_path, "## Strengths").ask
    share = "What share in the {} desk survey asked for shorter shifts?"
    assert "46%" in ask(Question(share.format(2025))).text
    assert "46%" not in ask(Question(share.format(2024))).text
