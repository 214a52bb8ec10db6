"""What one body says of a subject, and what reports tell of themselves: asked as people ask."""

from datetime import date

import pytest
from ferries import Asks, asks, audit

AUDIT = audit(
    third="Harbour Master",
    fourth="30 September 2026",
    rest="""
## Moorings

We found that moorings in the inner dock are sound. The Harbour Master told us that lamps fail.

In discussion, the Sergeant (Dock) (who is responsible for the Quay Team) spoke of long nights. In \
discussion, the Sergeant (Dock Command) explained that they have responsibility for the Quay Team.

## Storm plans

Of the 6 routes, 3 have a storm plan. Three plans have no review dates. The plans concerned are:

- North Sound;
- Mill Bay; and
- Long Reach.

## Document control

| | |
|---|---|
| Debrief held | 2 April 2025 |
| Draft report issued | 10 April 2025 |
| Responses received | 30 April 2025 |
| Final report issued | 12 May 2025 |
| Client sponsor | Clerk to the Commissioner |
| Distribution | Harbour Master; Ticket Manager |
""",
)
RESPONSE = """# PCC response to an inspection of harbours in Eastshire

PCC response, 4 June 2025, Eastshire Police

## Inspection findings

Moorings in Eastshire are checked by daylight only. The crews know the tide table well.

## Areas for improvement

- Eastshire Police should check its moorings at night.
- Eastshire Police should answer distress calls sooner.
- Eastshire Police should count its oars each spring.

## Force response to areas for improvement

The areas for improvement have all been accepted by the Force.

- Eastshire Police should check its moorings at night.

Patrols with lamps go round the quays from dusk.

- Eastshire Police should answer distress calls sooner.

A second operator sits in the tower.

## Comment by the PCC

Precept pays for a third of the boats. Fines bring in 12 percent of income, against an \
average of 20 percent elsewhere. The PCC is worried that moorings are left to chance.
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Asks:
    return asks(tmp_path_factory.mktemp("says"), ferries=AUDIT, response=RESPONSE)


@pytest.mark.parametrize(
    ("who", "told", "others"),
    [
        ("the inspectors", "daylight only", ("lamps fail", "left to chance")),
        ("the auditors", "inner dock are sound", ("daylight only", "left to chance")),
        ("the PCC", "left to chance", ("daylight only", "inner dock")),
        ("the force", "Patrols with lamps", ("left to chance", "inner dock")),
    ],
)
def test_a_body_is_told_in_its_own_words(
    ask: Asks, who: str, told: str, others: tuple[str, ...]
) -> None:
    text = ask(f"what did {who} say about moorings?").text
    assert told in text
    assert not [other for other in others if other in text]


def test_whether_any_of_it_is_disagreed_with_is_told_by_what_is_accepted(ask: Asks) -> None:
    text = ask("is there anything the force disagreed with?").text
    assert text.startswith("No sentence held says so in such words; these say the opposite:")
    assert "have all been accepted by the Force" in text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("who was the audit distributed to?", "Distribution: Harbour Master; Ticket Manager"),
        ("who got a copy of the audit?", "Distribution: Harbour Master; Ticket Manager"),
        ("who was the audit's sponsor?", "Client sponsor: Clerk to the Commissioner"),
        ("what's the audit's reference number?", ": 4.25/26"),
        ("how long did they take to respond to the draft audit?", "20 days from Draft report"),
    ],
)
def test_a_report_tells_of_itself(ask: Asks, text: str, told: str) -> None:
    assert told in ask(text).text


def test_what_no_report_calls_so_is_asked_in_words_that_one_uses(ask: Asks) -> None:
    assert "pays for a third of the boats" in ask("what does council tax pay for?").text


def test_things_that_are_no_items_are_told_by_the_list_that_names_them(ask: Asks) -> None:
    text = ask("which plans have no review dates?").text
    assert all(name in text for name in ("North Sound", "Mill Bay", "Long Reach"))
    assert "Management action" not in text


@pytest.mark.parametrize("text", ["has the ramp been fixed?", "did anyone mend the ramp?"])
def test_whether_a_thing_was_done_is_told_by_the_item_that_asks_for_it(
    ask: Asks, text: str
) -> None:
    first = ask(text).text.splitlines()[0]
    assert first.startswith("- Management action 3")
    assert "past due at 1 December 2025, completion not recorded" in first


def test_what_was_late_when_the_report_came_out_is_told_as_at_its_day(ask: Asks) -> None:
    text = ask("which audit actions were overdue when the audit came out?").text
    assert "12 May 2025" in text
    assert "as at 1 December 2025" not in text


def test_the_others_are_those_of_the_list_that_were_not_told(ask: Asks) -> None:
    first = ask("is action 3 late?")
    text = ask("and the others?", "is action 3 late?", first.text).text
    assert "Management action 1" in text
    assert "Management action 3" not in text


def test_those_are_the_several_that_were_told_last(ask: Asks) -> None:
    both = ask("which areas for improvement are there?")
    one = ask("who owns action 3?")
    told = ("which areas for improvement are there?", both.text, "who owns action 3?", one.text)
    text = ask("what did the force say about those?", *told).text
    assert "Patrols with lamps" in text
    assert "second operator" in text


def test_how_a_figure_compares_is_told_by_the_sentence_that_said_it(ask: Asks) -> None:
    first = ask("what share of income do fines bring in?")
    told = ("what share of income do fines bring in?", first.text)
    assert "average of 20 percent" in ask("is that more or less than others?", *told).text


def test_before_christmas_is_before_its_day(ask: Asks) -> None:
    text = ask("which actions are due before christmas 2026?", day=date(2026, 1, 1)).text
    assert "Management action 2" in text
    assert "Management action 4" in text


def test_who_answers_for_a_team_is_torn_and_that_answers_no_how_many(ask: Asks) -> None:
    posts = ask("who is responsible for the Quay Team?").text
    assert "Sergeant (Dock)" in posts
    assert "Sergeant (Dock Command)" in posts
    assert ask("how many officers are in the Quay Team?").abstained


def test_what_has_no_reply_is_told_apart(ask: Asks) -> None:
    text = ask("which areas for improvement has the force not responded to?").text
    assert "count its oars" in text
    assert "distress calls" not in text


def test_a_post_is_known_by_its_letters_with_a_genitive(ask: Asks) -> None:
    text = ask("which actions are the TM's?").text
    assert "second ticket booth" in text
    assert "red jetty" not in text


def test_who_wants_to_know_is_no_part_of_the_question(ask: Asks) -> None:
    text = ask("A journalist is asking about moorings - what did the inspectors find?").text
    assert "daylight only" in text
    assert "inner dock" not in text


def test_things_named_first_are_told_by_the_list_that_names_them(ask: Asks) -> None:
    text = ask("plans with no review dates - which are they?").text
    assert "Mill Bay" in text
    assert "Management action" not in text
