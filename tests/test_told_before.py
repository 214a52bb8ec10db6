"""Follow-ups on what an answer told: picked from, counted, asked a field of; all invented."""

import re

import pytest
from ferries import Asks, asks, audit

from assistant.again import asks_again, is_told
from assistant.answer import Answer, Turn
from assistant.elided import filled
from assistant.member import members, placed

FOUND = """
## What we found

The Purser told us at the closing meeting that the ramp is being welded this month. The whistle of \
the small ferry cannot be heard from the shore.
"""
AUDIT = audit(third="Chief Engineer", fourth="30 September 2025", rest=FOUND)
TOLD = "4 of 4 management actions: 1 (Medium); 2 (Low); 3 (High); 4 (Medium)."


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Asks:
    return asks(tmp_path_factory.mktemp("ferries"), ferries=AUDIT)


ALL = ("What did the ferries audit want done?", TOLD)


def actions(answer: Answer) -> set[str]:
    """The numbers of the actions that an answer tells in rows."""
    return set(re.findall(r"Management action (\d)(?= \N{EN DASH} )", answer.text))


@pytest.mark.parametrize(
    ("text", "picked"),
    [
        ("just the medium ones", {"1", "4"}),
        ("only those due in June", {"1", "3"}),
        ("which are overdue?", {"1", "3", "4"}),
        ("which have been overdue longest?", {"1", "3"}),
        ("which of those mention the tide?", {"4"}),
    ],
)
def test_a_follow_up_picks_from_what_was_told(ask: Asks, text: str, picked: set[str]) -> None:
    assert actions(ask(text, *ALL)) == picked


def test_what_the_last_answer_does_not_hold_is_sought_in_those_before(ask: Asks) -> None:
    medium = (*ALL, "just the medium ones", "2 of 4 management actions: 1 (jetty); 4 (crews).")
    assert actions(ask("and the low one?", *medium)) == {"2"}
    assert (
        "1 of 2 management actions"
        in ask("how many of those are for the Harbour Master?", *medium).text
    )


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("who owns the third?", "Chief Engineer"),
        ("who's got the last of those?", "Training Lead"),
        ("and the second?", "Ticket Manager"),
    ],
)
def test_a_member_is_meant_by_its_place(ask: Asks, text: str, owner: str) -> None:
    assert owner in ask(text, *ALL).text


def test_a_doubt_names_no_owner_for_the_questions_after_it(ask: Asks) -> None:
    doubted = (
        *("Who owns management action 3?", "Chief Engineer."),
        *("hm, I thought it was the Ticket Manager", "Management action 3: Chief Engineer."),
    )
    answer = ask("by when?", *doubted)
    assert actions(answer) == {"3"}
    assert "30 June 2025" in answer.text


def test_where_a_quotation_stands_is_told_with_the_sentence(ask: Asks) -> None:
    told = ("What of the ramp?", "“the ramp is being welded this month”")
    answer = ask("who told them that?", *told)
    assert "What we found: “The Purser told us at the closing meeting" in answer.text


@pytest.mark.parametrize(
    ("answer", "names"),
    [
        ("- Action 1 – owner: A [1]\n- Action 4 – owner: B [2]", ("Action 1", "Action 4")),
        (
            "Recommendation 1 (31 March) and recommendation 2 (May).",
            ("Recommendation 1", "recommendation 2"),
        ),
        ("Ramps: Good. Crews: Poor.", ("Ramps", "Crews")),
        (
            "The gate, the ramp, and the bell and whistle.",
            ("The gate", "the ramp", "the bell and whistle"),
        ),
        ("9 actions: 2 open, 3 begun, 4 closed.", ()),
        ("Two owners: the mate (Deck), the cook (Galley).", ()),
    ],
)
def test_the_members_of_a_list(answer: str, names: tuple[str, ...]) -> None:
    assert members(answer) == names


@pytest.mark.parametrize("text", ["the second ferry audit", "what did they do last year?"])
def test_a_place_with_a_noun_behind_it_means_no_member(text: str) -> None:
    assert not placed(text, (Turn("user", "?"), Turn("assistant", TOLD)))


def test_what_a_follow_up_leaves_out_is_filled_in() -> None:
    assert (
        filled("which don't", "how many boats have a bell?", "3") == "which boats don't have a bell"
    )
    assert filled("which are the two?", "", "4 Open, 2 Closed.") == "which ones are Closed"
    assert not filled("who owns it?", "how many boats have a bell?", "3")


def test_what_was_told_is_known_again() -> None:
    told = "The ramp, says the Purser, is being welded this month at the yard."
    assert is_told("The Purser told us that the ramp is being welded this month.", told)
    assert not is_told("The whistle of the small ferry cannot be heard.", told)
    assert asks_again("are you sure?")
