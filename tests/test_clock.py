import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registers import audit, held, response

from assistant.cite import Places
from assistant.clock import as_json, as_text, asks_for_clock, clock_drafts
from corpus.clock import LABEL, Clock, clocks

BODY = """## EXECUTIVE SUMMARY OF REPORT

### Recommendations in this report

#### Recommendation 1

By 31 March 2026, all police forces should weigh what is found.

#### Recommendation 2

By 31 March 2026, the Home Office should count the umbrellas.

## FORCE RESPONSE TO RECOMMENDATIONS

{said}
"""
INSPECTION = """---
title: Inspection of lost property
publisher: HMICFRS
kind: inspection report
force: Northshire Police
published: 2025-10-24
---

# Inspection of lost property

Published on 24 October 2025

## Recommendations

- Recommendation 1: By 31 March 2026, the chief constable should weigh what is found.
"""


def clock_of(published: date) -> Clock:
    return Clock("Lost property", published, None, (), (), None, ())


@pytest.mark.parametrize(
    ("published", "last"),
    [
        (date(2025, 4, 10), date(2025, 6, 4)),  # 20 + 31 + 4 days, less the first: 55 later
        (date(2025, 10, 24), date(2025, 12, 18)),  # adding 56 would be off by one
        (date(2024, 2, 1), date(2024, 3, 27)),  # a leap year has its own 29 February
    ],
)
def test_the_last_day_is_day_56_and_the_day_of_publication_day_1(
    published: date, last: date
) -> None:
    assert clock_of(published).last_day == last


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-100, 200))
def test_days_left_and_passed_add_up(published: date, days: int) -> None:
    clock, day = clock_of(published), published + timedelta(days)
    assert clock.days_left(day) == 55 - days
    assert (clock.told(day) == "not yet begun") == (days < 0)
    assert clock.told(day).startswith("passed") == (days > 55)
    assert (clock.told(day) == "today is the last day") == (days == 55)


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("We have weighed all that was found since May.", ["action taken"]),
        ("We will weigh what is found from May.", ["action proposed"]),
        ("We have bought scales. We will weigh it.", ["action taken", "action proposed"]),
        ("We do not accept that weighing is needed.", ["a reason for none"]),
        ("This cannot be progressed until scales are made.", ["a reason for none"]),
        ("Scales are heavy.", ["nothing found"]),
    ],
)  # fmt: skip
def test_what_a_response_gives_is_told_by_its_words(
    tmp_path: Path, said: str, kinds: list[str]
) -> None:
    text = response(BODY.format(said=f"Recommendation 1: {said}"))
    one = held(tmp_path, [text])
    (clock,) = clocks(one.register, one.reports)
    first, second = clock.replies
    assert list(first.kinds) == kinds
    assert all(quote.value in said for quote in first.quotes)
    assert (second.kinds, second.quotes) == (("nothing found",), ())


def test_what_is_for_no_force_may_be_left_by_a_general_word(tmp_path: Path) -> None:
    said = "The other recommendations are not for forces."
    one = held(tmp_path, [response(BODY.format(said=said))])
    (clock,) = clocks(one.register, one.reports)
    assert [reply.kinds for reply in clock.replies] == [
        ("nothing found",),
        ("a reason for none",),
    ]


def test_a_response_belongs_to_the_inspection_that_it_answers(tmp_path: Path) -> None:
    texts = [INSPECTION, response(BODY.format(said="Words.")), audit("## A\n\nWords.\n")]
    one = held(tmp_path, texts)
    (clock,) = clocks(one.register, one.reports)
    assert (clock.title, len(clock.reports), len(clock.responses)) == (
        *("Inspection of lost property", 2),
        1,
    )
    told = "a response is held; the day on which it was published is not recorded"
    assert clock.response_told == told


def test_another_inspection_of_the_same_day_has_its_own_clock(tmp_path: Path) -> None:
    other = response(BODY.format(said="Words."), title="Custody of swans and geese")
    one = held(tmp_path, [INSPECTION, other])
    assert len(clocks(one.register, one.reports)) == 2


@pytest.mark.parametrize(
    ("day", "side"), [("18 December 2025", "on or before"), ("19 December 2025", "after")]
)
def test_a_response_that_dates_its_publication_is_set_against_the_last_day(
    tmp_path: Path, day: str, side: str
) -> None:
    said = f"This response was published on {day}."
    one = held(tmp_path, [response(BODY.format(said=said))])
    (clock,) = clocks(one.register, one.reports)
    assert clock.response_told == f"a response is held, published {day}, {side} the last day"


def test_an_unanswered_inspection_says_so(tmp_path: Path) -> None:
    one = held(tmp_path, [INSPECTION])
    (clock,) = clocks(one.register, one.reports)
    assert clock.response_told == "no response is held in the corpus"
    text = as_text([clock], date(2025, 12, 1))
    assert "published 24 October 2025; last day 18 December 2025: 17 days left" in text
    assert LABEL in text


def test_json_holds_what_the_text_tells(tmp_path: Path) -> None:
    one = held(tmp_path, [response(BODY.format(said="Recommendation 1: We will weigh it."))])
    names = {report.id: report for report in one.reports}
    (told,) = json.loads(as_json(clocks(one.register, one.reports), names, date(2025, 12, 20)))
    assert (told["last_day"], told["days_left"]) == ("2025-12-18", -2)
    assert told["told"] == "passed 2 days ago"
    assert [r["gives"] for r in told["recommendations"]] == [["action proposed"], ["nothing found"]]
    assert told["recommendations"][0]["sources"][0]["quote"] == "We will weigh it."
    assert "not legal advice" in told["label"]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("By when must the PCC publish comments on PEEL?", True),
        ("how many days do we have left to respond to the CSE report", True),
        ("what's the 56 day deadline for the progress report", True),
        ("when is the commissioner's response to PEEL due", True),
        ("What does the PCC's comment say about exploitation?", False),
        ("when is action 3 due", False),
    ],
)
def test_a_question_for_the_clock_is_known(question: str, *, asked: bool) -> None:
    assert asks_for_clock(question) is asked


def test_an_answer_tells_the_clock_of_the_inspection_named(tmp_path: Path) -> None:
    swans = response(BODY.format(said="Words."), title="Custody of swans")
    one = held(tmp_path, [response(BODY.format(said="Recommendation 1: We will weigh it.")), swans])
    found = clocks(one.register, one.reports)
    drafts = clock_drafts("by when must the PCC reply on lost property", found, date(2025, 12, 1))
    assert [draft.kind for draft in drafts] == ["row", "row", "note"]
    assert "last day for publishing comments 18 December 2025" in drafts[0].text
    assert "swans" not in drafts[0].text
    statements, citations = Places(one.reports).cited(drafts)
    assert (len(statements), citations[0].span.quote) == (
        3,
        "Date Inspection Published - 24 October 2025",
    )
    assert clock_drafts("by when must the PCC reply", [], date(2025, 12, 1)) == ()


def test_a_form_that_tells_the_day_of_publication_starts_the_clock(tmp_path: Path) -> None:
    form = """OFFICE OF THE POLICE AND CRIME COMMISSIONER FOR WEXSHIRE

Response to an inspection report under section 55 of the Police Act 1996

A1. Title of report: Lost dogs
A2. Date of publication: 14 January 2026
A3. Last day for publication of this response: 10 March 2026
A4. Date of this response: 5 March 2026
"""
    one = held(tmp_path, [form])
    (clock,) = clocks(one.register, one.reports)
    assert (clock.published, clock.last_day) == (date(2026, 1, 14), date(2026, 3, 10))
    assert clock.responded_on is None  # dated, but not said to be published, on 5 March
    assert asks_for_clock("what is the deadline for our response to HMICFRS?")
