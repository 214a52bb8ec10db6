from datetime import date

import pytest

from assistant.period import outside, period

TODAY = date(2026, 2, 10)


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("which are due after 3 November 2025?", date(2025, 11, 4), date.max),
        ("a due date later than 3 nov 2025", date(2025, 11, 4), date.max),
        ("actions due from 1 January 2026", date(2026, 1, 1), date.max),
        ("the ones with 31 October 2026 against them", date(2026, 10, 31), date(2026, 10, 31)),
        ("due between 1 January and 31 March 2026", date(2026, 1, 1), date(2026, 3, 31)),
        ("deadlines from January to March 2026", date(2026, 1, 1), date(2026, 3, 31)),
        ("to be done by the end of April 2026", date.min, date(2026, 4, 30)),
        ("that had to be done by end march 2026, all of them", date.min, date(2026, 3, 31)),
        ("due before April 2026", date.min, date(2026, 3, 31)),
        ("due before the end of 2025", date.min, date(2025, 12, 31)),
        ("actions that fall due this quarter", date(2026, 1, 1), date(2026, 3, 31)),
        ("anything due next month", date(2026, 3, 1), date(2026, 3, 31)),
        ("due in the next 30 days", date(2026, 2, 10), date(2026, 3, 12)),
        ("due in quarter 1 2026", date(2026, 1, 1), date(2026, 3, 31)),
        ("due in the first half of 2026", date(2026, 1, 1), date(2026, 6, 30)),
        ("due 2025/26", date(2025, 4, 1), date(2026, 3, 31)),
        ("what must be finished by year end", date.min, date(2026, 12, 31)),
        ("what is due on 31/3/26", date(2026, 3, 31), date(2026, 3, 31)),
    ],
)
def test_a_question_names_the_days_between_which_something_is_due(
    question: str, first: date, last: date
) -> None:
    assert period(question, TODAY) == (first, last)


@pytest.mark.parametrize(
    "question",
    [
        "list the new actions from the 12 March 2026 meeting",
        "which actions are still open after the March meeting",
        "which actions were agreed in March 2026",
        "which of the actions were completed by 31 March 2026",
        "as at 1 May 2026 which are past due",
        "in the 2025 report which recommendations are for forces",
        "due on 31 February 2026",
    ],
)
def test_a_time_that_tells_a_report_or_a_state_is_no_period(question: str) -> None:
    assert period(question, TODAY) is None


def test_a_month_without_a_year_is_one_in_which_something_is_due() -> None:
    assert period("due by the end of march", TODAY, [date(2027, 3, 31)]) == (
        date.min,
        date(2027, 3, 31),
    )


def test_the_year_of_a_period_tells_no_set_of_items() -> None:
    assert "2026" not in outside("2023 recommendations due by March 2026", TODAY)
