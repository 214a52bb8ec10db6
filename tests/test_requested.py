"""What a paper asks of somebody, as a list: all of it invented."""

from pathlib import Path

import pytest
from tiny import assistant_of

from assistant.answer import Question

LETTER = """# Kennels in Wexshire

Response of the Commissioner, 24 March 2026, Wexshire Police

## What I have asked of the Chief Constable

18. I have asked the Chief Constable to let me have:

    (a) the number of dogs waiting, every Monday;

    (b) a plan to keep the geese, by 15 May 2026.

19. He has agreed to both, and will bring them to the June meeting of the Kennels Board.

Yours sincerely,

Ada Finch
"""
PAPER = """# Hay: a report to the Board

14 May 2026, Wexshire Police

## Purpose

The Board is asked to:

- note the price of hay;
- agree £900 for a second barn.

## Background

Hay was dear in April, and the old barn leaked twice in the spring.
"""


@pytest.mark.parametrize(
    ("question", "asked", "other"),
    [
        ("What does Ada Finch want from the chief, in her response?", "(a) the number", "barn"),
        ("what is the board asked to do in the hay report", "agree £900", "geese"),
    ],
)
def test_all_points_of_a_list_of_requests_are_told(
    tmp_path: Path, question: str, asked: str, other: str
) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for name, words in (("letter", LETTER), ("paper", PAPER)):
        (reports / f"{name}.md").write_text(words)
    answer = assistant_of(tmp_path / "home", reports).ask(Question(question))
    text = " ".join(statement.text for statement in answer.statements)
    assert asked in text
    assert other not in text
    assert "He has agreed" not in text
