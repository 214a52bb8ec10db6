"""A report to be told in the layouts that forces, auditors and councils use: none is real."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Head:
    """A heading."""

    text: str
    level: int
    number: str = ""


@dataclass(frozen=True)
class Para:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Points:
    """A bulleted list."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Rows of cells, the first of them the head."""

    rows: tuple[tuple[str, ...], ...]


Part = Head | Para | Points | Table
Told = list[tuple[tuple[str, ...], list[str]]]
"""Heading path and blocks of each section that holds words."""

TITLE = "Review of custody arrangements in Northmoor"
STORY: tuple[Part, ...] = (
    Head("Summary of the review", 1, "1"),
    Para(
        "We looked at how detained people are received, looked after and released, and at who "
        "answers for them through the night. Most of what we saw was done with care, but the "
        "records that should show it were often thin."
    ),
    Para(
        "The force has three suites with sixty cells between them. It closed a fourth in the "
        "spring of last year and moved its staff to the remaining three."
    ),
    Head("What works well", 2, "1.1"),
    Para("Detained people told us that they were treated fairly. In particular we found:"),
    Points((
        "a nurse on every shift, with access to the medical records of the region;",
        "meals that suit the diets which people had asked for when they arrived; and",
        "a quiet room for children, with staff who had been trained to use it.",
    )),
    Para("Inspectors check each of these once a week and write down what they have seen."),
    Head("What needs attention", 2, "1.2"),
    Para(
        "Reviews of detention were late in eleven of the forty cases that we read. No reason was "
        "written down in seven of them, and supervisors had not asked for one."
    ),
    Head("Staffing at night", 3, "1.2.1"),
    Para(
        "Two of the suites are run by one sergeant from midnight until six. That sergeant also "
        "answers for the front desk, which cannot be left while somebody is waiting there."
    ),
    Head("Results by suite", 1, "2"),
    Para("The table shows what we counted on our visits in May and how it compares with the plan."),
    Table((
        ("Suite", "Cells", "Late reviews", "Comment"),
        ("Harbour Street", "24", "6", "Night cover was thin"),
        ("Old Mill", "20", "", "No visit was made in May"),
        ("Castle Road", "16", "5", "Records kept on paper only"),
    )),
    Para("The force will count again in the autumn and tell the commissioner what it finds."),
    Head("What should happen next", 1, "3"),
    Para(
        "The chief constable should publish a plan by the end of March that says how nights will "
        "be staffed, and who will check that reviews are made on time."
    ),
    Head("How we did this work", 1, "4"),
    Para(
        "Three inspectors spent two days in each suite. They read forty records, chosen by chance "
        "from those of the year, and spoke with sixty people, of whom nine were detained then."
    ),
)  # fmt: skip


def expected(story: Sequence[Part], *, numbered: bool = False, join: str = " ") -> Told:
    """The sections that a reader should make of a story."""
    found: Told = [((), [])]
    path: tuple[str, ...] = ()
    for part in story:
        if isinstance(part, Head):
            name = f"{part.number}{join}{part.text}" if numbered and part.number else part.text
            path = (*path[: part.level - 1], name)
            found.append((path, []))
        else:
            found[-1][1].extend(_texts(part))
    return [(path, blocks) for path, blocks in found if blocks]


def _texts(part: Part) -> Iterator[str]:
    if isinstance(part, Para):
        yield part.text
    elif isinstance(part, Points):
        yield from part.texts
    elif isinstance(part, Table):
        yield from ("\t".join(row) for row in part.rows)
