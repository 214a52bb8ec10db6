"""A tracker that tells how an inspection's items stand, and fields by which items are asked for."""

import pytest
from ferries import Asks, asks

INSPECTION = """# Lighthouse inspection of Eastshire Police

HMICFRS, published 10 February 2025

## Recommendations

**Recommendation 1:** Eastshire Police should clean the lenses of every lamp each week.

**Recommendation 2:** Eastshire Police should teach each keeper to mend a lamp.

**Recommendation 3:** Eastshire Police should paint the towers white.
"""
TRACKER = """# Tracker of inspectorate recommendations

Office of the Police and Crime Commissioner for Eastshire

Position at 30 April 2025

| | |
|---|---|
| Adrift | the lead has missed the target |
| In hand | the lead expects to meet the target |
| Ashore | the work is finished |

## Table 1: Lighthouse (published 10 February 2025)

| Ref. | In short | Lead | First target | Target now | Stands at |
|---|---|---|---|---|---|
| LIG-01 | Lenses cleaned each week | Head of Lamps | 31/03/2025 | 31/05/2025 | Adrift: no ladder |
| LIG-02 | Each keeper taught to mend lamps | Head of Training | 30/06/2025 | 30/06/2025 | In hand |
| LIG-03 | Towers painted white | Head of Paint | 30/04/2025 | 30/09/2025 | Adrift: rain |

## Table 2: Buoys, a national report (published 3 March 2025)

| Recommendation | Addressed to | Deadline | Lead |
|---|---|---|---|
| 1. Number every buoy | Chief constables | 31 July 2025 | Head of Boats |
| 2. Fund the spare chains | Police and crime commissioners | none set | Chief Finance Officer |
| 3. Amend the chart | Home Office | 31 August 2025 | |
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Asks:
    return asks(tmp_path_factory.mktemp("tracker"), inspection=INSPECTION, tracker=TRACKER)


def members(text: str, *numbers: str) -> list[bool]:
    return [f"{number} –" in text for number in numbers]


def test_the_tracker_tells_of_all_that_stand_as_asked(ask: Asks) -> None:
    text = ask("which lighthouse items are adrift?").text
    assert members(text, "LIG-01", "LIG-02", "LIG-03") == [True, False, True]


def test_a_word_of_the_key_is_told_by_the_key(ask: Asks) -> None:
    text = ask("what does adrift mean?").text
    assert text.startswith("- Adrift: the lead has missed the target")


def test_a_target_that_is_the_first_one_has_not_moved(ask: Asks) -> None:
    text = ask("which items have had their target moved?").text
    assert members(text, "LIG-01", "LIG-02", "LIG-03") == [True, False, True]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("which buoy recommendations aren't for us?", [False, False, True]),
        ("which buoy recommendations are for the commissioner?", [False, True, False]),
        ("which buoy recommendations haven't got a date?", [False, True, False]),
    ],
)
def test_items_are_asked_for_by_whom_they_are_for(ask: Asks, text: str, told: list[bool]) -> None:
    answer = ask(text)
    assert not answer.abstained
    names = ("Number every buoy", "Fund the spare chains", "Amend the chart")
    assert [name in answer.text for name in names] == told
