"""Fields of items in the many ways in which reports tell them: all of it invented."""

from pathlib import Path

import pytest

from corpus.claim import registered
from corpus.read import read
from corpus.register import Item


def items_of(folder: Path, text: str, name: str = "report.md") -> list[Item]:
    """The items of a report with these words."""
    (folder / name).write_text(text, encoding="utf-8")
    return list(registered(read(folder / name)).items)


def told(item: Item) -> tuple[list[str], list[str], list[str], list[str]]:
    """Owners, deadlines, priorities and statuses as printed."""
    return (
        [field.value for field in item.owners],
        [field.value for field in item.deadlines],
        [field.value for field in item.priorities],
        [status.value for status in item.statuses],
    )


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("The force should mend the gate by 24 October.", "24 October"),
        ("The force should mend the gate before Christmas.", "Christmas"),
        ("Within six months the force should mend the gate.", "Within six months"),
        ("The force should mend the gate within 12 weeks.", "within 12 weeks"),
        ("The force should bring a plan to the June meeting.", "the June meeting"),
        ("The force should mend the gate within 24 hours of a fault.", ""),
        ("The force should mend gates that may creak.", ""),
    ],
)
def test_a_day_may_be_told_without_a_year(tmp_path: Path, words: str, day: str) -> None:
    item = items_of(tmp_path, f"# Gates of Wexshire Police\n\n## Recommendation 1\n\n{words}\n")[0]
    assert told(item)[1] == ([day] if day else [])
