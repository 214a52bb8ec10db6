"""Actions numbered alike in two papers: the follow-up stays with those that were told."""

from datetime import date

import pytest
from ferries import Asks, asks

MARCH = """# Public Accountability Board

Minutes of the meeting held on 17 March 2026

Police and Crime Commissioner for Eastshire

## Actions

| Ref | Action | Owner | By when |
|---|---|---|---|
| 1 | List the loose planks. | Harbour Master | 30 April 2026 |
| 2 | Explain the fog signals. | Chief Constable | 29 May 2026 |
| 3 | Write to the ferry firm. | Clerk | 1 May 2026 |
"""
MAY = """# Public Accountability Board

Minutes of the meeting held on 19 May 2026

Police and Crime Commissioner for Eastshire

## Actions

| Ref | Action | Owner | By when |
|---|---|---|---|
| 1 | Ask for a second quote. | Clerk | 26 June 2026 |
| 2 | Test the bilge pumps. | Harbour Master | 5 June 2026 |
| 3 | Report on night sailings. | Chief Constable | 12 June 2026 |

## Figures

| Measure | Year to March 2025 | Year to March 2026 |
|---|---|---|
| Planks replaced | 29 | 38 |
| Ropes replaced | 12 | 9 |
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Asks:
    return asks(tmp_path_factory.mktemp("boards"), march=MARCH, may=MAY)


DAY = date(2026, 5, 20)
FIRST = "what actions came out of the may meeting?"


def test_the_actions_of_a_month_are_those_of_its_meeting(ask: Asks) -> None:
    text = ask(FIRST, day=DAY).text
    assert text.startswith("3 of 3 actions")
    assert "bilge pumps" in text
    assert "loose planks" not in text


def test_a_post_picks_from_the_actions_that_were_told(ask: Asks) -> None:
    told = (FIRST, ask(FIRST, day=DAY).text)
    text = ask("which are for the chief constable?", *told, day=DAY).text
    assert "night sailings" in text
    assert "fog signals" not in text


def test_due_first_is_no_first_member_of_the_list(ask: Asks) -> None:
    told = (FIRST, ask(FIRST, day=DAY).text)
    text = ask("which one's due first?", *told, day=DAY).text
    assert "bilge pumps" in text
    assert "second quote" not in text


def test_the_year_before_is_before_the_latest_that_was_told(ask: Asks) -> None:
    first = ask("how many planks were replaced?", day=DAY)
    assert "38" in first.text
    told = ("how many planks were replaced?", first.text)
    assert "29" in ask("and the year before?", *told, day=DAY).text
