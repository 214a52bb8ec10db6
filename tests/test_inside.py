"""The kinds and years of report that a question stays inside, by its own words."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.inside import Inside
from corpus.report import Event, Report

DATED = {
    "internal audit": date(2025, 11, 3),
    "PCC response": date(2025, 4, 10),
    "inspection report": date(2024, 1, 1),
    "minutes": date(2023, 5, 1),
    "report": date(2022, 5, 1),
}


@pytest.fixture(scope="module")
def held() -> list[Report]:
    return [
        Report(kind, "A title", kind, (), dates=(Event("published", on),))
        for kind, on in DATED.items()
    ]


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("What do the internal audits say about the rota?", ("internal audit",)),
        ("Which actions in the internal audit are past due?", ("internal audit",)),
        ("What is due across audits?", ("internal audit",)),
        ("According to the minutes, who attended?", ("minutes",)),
        ("What is asked in audits and PCC responses?", ("PCC response", "internal audit")),
        ("What do inspection reports say?", ("inspection report",)),
        ("What do the internal audits say, unlike the minutes?", ("internal audit", "minutes")),
    ],
)
def test_a_kind_that_a_question_stays_inside(
    held: list[Report], question: str, kinds: tuple[str, ...]
) -> None:
    assert Inside.of(question, held) == Inside(kinds)


@pytest.mark.parametrize(
    "question",
    [
        "In response to recommendation 3, what is done?",
        "What is told in responses to recommendation 2?",
        "Which calls are answered within minutes?",
        "What did the audit find?",
        "Which 2023 recommendations are incomplete?",
        "Which of the 2023 recommendations stand in the 2025 report?",
        "Who owns management action 1?",
        "What does the report say?",
        "What is in the reports?",
    ],
)
def test_what_is_named_beside_the_point_is_no_scope(held: list[Report], question: str) -> None:
    assert Inside.of(question, held) == Inside()


@pytest.mark.parametrize(
    ("question", "inside"),
    [
        ("What is due in reports published in 2025?", Inside((), ("2025",))),
        ("What do the 2024 reports say?", Inside((), ("2024",))),
        ("Who is named in the 2025 audits?", Inside(("internal audit",), ("2025",))),
        ("What is due in reports of 2019?", Inside()),
    ],
)
def test_a_year_that_a_question_stays_inside(
    held: list[Report], question: str, inside: Inside
) -> None:
    assert Inside.of(question, held) == inside


def test_a_report_is_all_of_it_or_is_left_out(held: list[Report]) -> None:
    audit, response, *_ = held
    assert Inside(("internal audit",), ("2025",)).takes(audit)
    assert not Inside(("internal audit",), ("2025",)).takes(response)
    assert Inside().takes(replace(response, kind=""))
